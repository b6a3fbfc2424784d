// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Lines from a file descriptor as they come, without blocking the event loop.
// Ownership: does not close the descriptor. Threads: the one that made it.
#pragma once

#include <QObject>
#include <QSocketNotifier>

namespace chat121::bot {

class LineReader final : public QObject {
    Q_OBJECT

public:
    explicit LineReader(int descriptor, QObject *parent = nullptr);

Q_SIGNALS:
    void line(const QByteArray &line);
    void ended();

private:
    void read();

    const int m_descriptor;
    QSocketNotifier m_notifier;
    QByteArray m_buffer;
};

} // namespace chat121::bot
