// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What waits to be sent later in the shown conversation, above the line to write in: one message at a time,
// unlike any that was sent. It can be changed, sent now, or deleted. Gone when nothing waits.
//
// Ownership: borrows the Talk and the clock. Threads: main.
#pragma once

#include "client/core/talk.h"

#include <QPointer>
#include <QWidget>

#include <optional>

namespace chat121::ui {

class Button;
class IconButton;
class IconLabel;
class PlainLabel;

class LaterStrip final : public QWidget {
    Q_OBJECT

public:
    LaterStrip(const Clock &clock, QWidget *parent);

    void setTalk(Talk *talk); // nullptr: none
    void refresh();

    void askWhen(const QString &text); // of new words; then kept()

Q_SIGNALS:
    void kept(const QString &text);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void build();
    std::optional<LaterMessage> shown() const;
    void showNext();
    void change();

    const Clock &m_clock;
    QPointer<Talk> m_talk;
    MessageId m_shown{};
    IconLabel *m_icon;
    PlainLabel *m_words;
    PlainLabel *m_text;
    IconButton *m_next;
    Button *m_change;
    Button *m_now;
    Button *m_delete;
};

} // namespace chat121::ui
