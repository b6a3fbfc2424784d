// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// One thing that a person is told while they look at something else, and whoever tells it. What is written in
// a conversation is in none of it: desktops keep such texts, and show them on locked screens.
#pragma once

#include "client/core/models/notification_choice.h"

#include <QObject>
#include <QString>

namespace chat121::ui {

struct Notice {
    ConversationId about{}; // 0: none; the next notice about the same takes its place
    QString title{};
    QString body{}; // plain
    NoticeSound sound = NoticeSound::None;
    bool is_urgent = false; // stays until it is dealt with, where the desktop has that

    bool operator==(const Notice &) const = default;
};

// Threads: main. It never blocks.
class NoticeBoard : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

    virtual void show(const Notice &notice) = 0;
    virtual void withdraw(ConversationId about) = 0;

Q_SIGNALS:
    void opened(chat121::ConversationId about); // the person clicked on it
    void shown(const chat121::ui::Notice &notice);
    void failed(const chat121::ui::Notice &notice); // nobody on this desktop shows notices
};

} // namespace chat121::ui
