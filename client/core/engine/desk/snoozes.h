// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Conversations that the person here has put off, on this computer and for nobody else. Each comes back at
// its time with a mark, or before it when its customer writes. What came due while the program was closed
// comes back at its next start.
//
// The calendar's clock decides, as the person has chosen by it; it is looked at often enough for a computer
// that has slept, or whose clock was set.
// Threads: engine. Errors: local_store.h.
#pragma once

#include "client/core/engine/ledger/ledger.h"
#include "common/protocol/messages/desk.h"

#include <QTimer>

namespace chat121::engine {

class Snoozes final : public QObject {
    Q_OBJECT

public:
    Snoozes(Context &context, Ledger &ledger, QObject *parent);

    void begin(); // once the ledger knows the conversations

    // One that the person has, or a closed one, to follow it up. Again: until another time.
    void snooze(ConversationId conversation, UnixTime until);
    void end(ConversationId conversation); // and its mark
    void said(ConversationId conversation, AccountId author);
    // What waits in the queue, or is a colleague's, is not put off any more.
    void seen(const QList<protocol::DeskEntry> &entries);

    void look(); // what is due comes back

private:
    bool isPossible(ConversationId conversation) const;
    bool comeBack(const SnoozeRecord &record);
    void wakeFor(const QList<SnoozeRecord> &waiting);

    Context &m_context;
    Ledger &m_ledger;
    QTimer m_wake;
    bool m_has_begun = false;
};

} // namespace chat121::engine
