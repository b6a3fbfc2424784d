// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Somebody who uses a chat121-bot: what people do, and what they see on their screen. Each `sees`
// waits for it and says on failure whose screen it was and what was there instead.
//
// Ownership: owns its bot. Threads: the caller's.
#pragma once

#include "tests/e2e/support/bot_process.h"

namespace chat121::e2e {

struct ShownMessage {
    QString id;
    QString text;
    QString author; // hexadecimal account
    QString state;
    qint64 sequence = 0;
    bool is_mine = false;
    bool is_line = false; // "Anna joined"
};

class Person {
public:
    enum class Reading { AtOnce, WhenTold };

    static constexpr auto kPassword = "correct horse battery"; // of staff

    Person(const QString &name, const QString &home, Reading reading = Reading::AtOnce);

    const QString &name() const { return m_name; }
    BotProcess &bot() { return m_bot; }
    bool isReady();     // the profile is open
    bool isConnected(); // logged in and caught up, since the newest start
    bool restarts();    // after a kill

    // --- ways in ---
    bool founds(const QString &set_up_link, const QString &organisation, const QString &department);
    bool joins(const QString &invitation);
    QString invites(const QString &who, int uses = 1); // "staff" or "customers"; the link

    // --- the desk ---
    bool goesOnDuty(int capacity = 10);
    bool takes(const QString &conversation);
    // Has the conversation, or takes it (again) as soon as that is possible: a lease may have to end.
    bool holds(const QString &conversation);
    bool sees(const QString &conversation, const QString &list, const QString &preview = {}); // in a list
    QString conversation(); // a customer's own

    // --- talking; `conversation` may be empty for a customer ---
    void says(const QString &text, const QString &conversation = {});
    bool seesMessage(const QString &text, const QString &conversation = {});
    bool seesOwn(const QString &text, const QString &state);       // at least this far: sent, delivered, read
    bool hasSeen(const QString &text, const QString &state) const; // the same without waiting
    bool seesLine(const QString &text, const QString &conversation = {}, qsizetype since = 0);
    bool seesTyping(const QString &name, const QString &conversation = {});
    QList<ShownMessage> timeline(const QString &conversation = {}); // oldest first, everything

    // Problems and warnings so far, one a line; without those that a lost connection explains.
    QString complaints() const;
    QString lastEvents(int count = 12) const;

private:
    bool has(bool is_seen, const QString &what);
    QJsonObject about(const QString &conversation) const;

    QString m_name;
    BotProcess m_bot;
    qsizetype m_started = 0; // the events of the newest start begin here
};

// How far a message has come, as a number: queued 1, sent 2, delivered 3, read 4, else 0.
int rankOf(const QString &state);

} // namespace chat121::e2e
