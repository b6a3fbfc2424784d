// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/bot/line_reader.h"

#include <unistd.h>

namespace chat121::bot {

LineReader::LineReader(int descriptor, QObject *parent)
    : QObject(parent)
    , m_descriptor(descriptor)
    , m_notifier(descriptor, QSocketNotifier::Read)
{
    connect(&m_notifier, &QSocketNotifier::activated, this, &LineReader::read);
}

void LineReader::read()
{
    char bytes[16 * 1024];
    const ssize_t count = ::read(m_descriptor, bytes, sizeof(bytes));
    if (count > 0) m_buffer.append(bytes, count);
    qsizetype end = m_buffer.indexOf('\n');
    while (end >= 0) {
        const QByteArray line = m_buffer.first(end).trimmed();
        m_buffer.remove(0, end + 1);
        if (!line.isEmpty()) Q_EMIT this->line(line);
        end = m_buffer.indexOf('\n');
    }
    if (count > 0) return;
    m_notifier.setEnabled(false);
    Q_EMIT ended();
}

} // namespace chat121::bot
