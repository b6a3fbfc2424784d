// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/store/port.h"

namespace chat121::store {

void Mailbox::close()
{
    QList<Completion> dropped; // its callbacks end outside the lock
    const std::scoped_lock lock(m_mutex);
    m_receiver = nullptr;
    dropped.swap(m_waiting);
}

bool Mailbox::isOpen()
{
    const std::scoped_lock lock(m_mutex);
    return m_receiver != nullptr;
}

void Mailbox::put(QList<Completion> completions, const std::shared_ptr<Mailbox> &self)
{
    const std::scoped_lock lock(m_mutex);
    if (!m_receiver) return;
    m_waiting.append(std::move(completions));
    if (std::exchange(m_posted, true)) return;
    const auto deliver = [self] {
        QList<Completion> arrived = self->take();
        for (Completion &completion : arrived) {
            if (!self->isOpen()) return; // the one before has ended the port
            completion.done(std::move(completion.verdict));
        }
    };
    QMetaObject::invokeMethod(m_receiver, deliver, Qt::QueuedConnection);
}

QList<Completion> Mailbox::take()
{
    const std::scoped_lock lock(m_mutex);
    m_posted = false;
    return std::exchange(m_waiting, {});
}

Port::Port(QObject *parent)
    : QObject(parent)
    , m_mailbox(std::make_shared<Mailbox>(this))
{
}

Port::~Port()
{
    m_mailbox->close();
}

} // namespace chat121::store
