// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/client/core/engine/tampering_transport.h"

#include "common/protocol/frame.h"

namespace chat121::test {

void Tampering::set(Function function)
{
    const std::lock_guard lock(m_mutex);
    m_function = std::move(function);
}

QList<QByteArray> Tampering::apply(const QByteArray &frame)
{
    const std::lock_guard lock(m_mutex);
    return m_function ? m_function(frame) : QList<QByteArray>{frame};
}

void Tampering::watchSent(std::function<void(const QByteArray &frame)> watch)
{
    const std::lock_guard lock(m_mutex);
    m_watch = std::move(watch);
}

void Tampering::sent(const QByteArray &frame)
{
    const std::lock_guard lock(m_mutex);
    const auto type = protocol::typeOf(frame);
    const bool is_upload =
        type == protocol::MessageType::PutArchiveKeys || type == protocol::MessageType::AppendArchive;
    m_uploads += is_upload ? 1 : 0;
    if (m_watch) m_watch(frame);
}

int Tampering::uploads()
{
    const std::lock_guard lock(m_mutex);
    return m_uploads;
}

void Tampering::loseSent(std::function<bool(const QByteArray &frame)> is_lost)
{
    const std::lock_guard lock(m_mutex);
    m_is_lost = std::move(is_lost);
}

bool Tampering::isLost(const QByteArray &frame)
{
    const std::lock_guard lock(m_mutex);
    return m_is_lost && m_is_lost(frame);
}

void Tampering::bendSent(Function bend)
{
    const std::lock_guard lock(m_mutex);
    m_bend = std::move(bend);
}

QList<QByteArray> Tampering::bent(const QByteArray &frame)
{
    const std::lock_guard lock(m_mutex);
    return m_bend ? m_bend(frame) : QList<QByteArray>{frame};
}

TamperingTransport::TamperingTransport(std::unique_ptr<Transport> real, std::shared_ptr<Tampering> tampering)
    : m_real(std::move(real))
    , m_tampering(std::move(tampering))
{
    connect(m_real.get(), &Transport::opened, this, &Transport::opened);
    connect(m_real.get(), &Transport::ponged, this, &Transport::ponged);
    connect(m_real.get(), &Transport::closed, this, &Transport::closed);
    connect(m_real.get(), &Transport::received, this, [this](const QByteArray &frame) {
        for (const QByteArray &instead : m_tampering->apply(frame))
            Q_EMIT received(instead);
    });
}

} // namespace chat121::test
