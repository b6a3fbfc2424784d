// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Waiting times that count. One ticker serves a whole window; labels and views listen to it.
#pragma once

#include "client/ui/widgets/plain_label.h"
#include "common/base/clock.h"

#include <QTimer>

namespace chat121::ui {

// "0:41", "12:05", "1:02:30"; never negative.
QString elapsedText(std::chrono::milliseconds span);

// The same in words, for ears: "41 seconds", "12 minutes".
QString elapsedWords(std::chrono::milliseconds span);

// Borrows the clock. Threads: main.
class ElapsedTicker final : public QObject {
    Q_OBJECT

public:
    explicit ElapsedTicker(const Clock &clock, QObject *parent = nullptr);

    UnixTime now() const { return m_clock.now(); }

Q_SIGNALS:
    void ticked(chat121::UnixTime now); // once a second

private:
    const Clock &m_clock;
    QTimer m_timer;
};

class ElapsedLabel final : public PlainLabel {
    Q_OBJECT

public:
    explicit ElapsedLabel(ElapsedTicker &ticker, QWidget *parent = nullptr);

    // 0: shows nothing.
    void setSince(UnixTime since);
    // From this long on the time has the tone of a warning, then of an alarm, and the accessible name
    // says so; the alarm is announced. 0: never.
    void setThresholds(std::chrono::seconds warn, std::chrono::seconds alarm);

private:
    void refresh(UnixTime now);

    ElapsedTicker &m_ticker;
    UnixTime m_since{};
    std::chrono::seconds m_warn{0};
    std::chrono::seconds m_alarm{0};
    bool m_is_late = false;
};

} // namespace chat121::ui
