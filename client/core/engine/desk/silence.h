// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Conversations of the person here whose customer waits for a word for longer than the department allows.
// Whether somebody answers what is on the screen only this computer can know; for a program that hangs, or a
// line that is gone, the server is responsible (server/desk).
//
// A word, a note, a reaction to the customer's last message, and typing any of them, are an answer or begin
// the time anew. That a message was shown is not: a window shows it to an empty chair as well. What is typed
// on another computer of the account is not known here before it is said.
//
// Threads: engine. Errors: the store's are told and looked at again.
#pragma once

#include "client/core/engine/desk/silence_watch.h"
#include "client/core/engine/ledger/ledger.h"

#include <QTimer>

namespace chat121::engine {

class Silence final : public QObject {
    Q_OBJECT

public:
    Silence(Context &context, Ledger &ledger, QObject *parent);

    void loggedIn();
    void reacted(ConversationId conversation);

Q_SIGNALS:
    void fellSilent(); // nothing was done here at all; comes before tooLong
    void tooLong(chat121::ConversationId conversation);

private:
    void look();
    QList<Unanswered> unanswered() const;
    Result<std::optional<Unanswered>> unansweredIn(const ConversationRecord &record) const;
    void tell(const QHash<ConversationId, SilenceWatch::Time> &until);

    Context &m_context;
    Ledger &m_ledger;
    SilenceWatch m_watch;
    QHash<ConversationId, SilenceWatch::Time> m_told; // they end then, as lists say
    QTimer m_timer;
};

} // namespace chat121::engine
