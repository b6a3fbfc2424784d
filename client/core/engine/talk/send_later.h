// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Words that leave later. They lie in the store of this computer and nowhere else; when they are due they go
// into the outbox, and from there like all others. What was due while the program was closed goes at its next
// start.
//
// Each has the id of the message that it will be from the beginning, and is taken off the list in the
// transaction that puts it into the outbox: it leaves once, however the program ends, and also when this
// profile is an older copy of one that has sent it.
//
// The calendar's clock decides, as the person has chosen by it; it is looked at often enough for a computer
// that has slept, or whose clock was set.
// Threads: engine. Errors: local_store.h.
#pragma once

#include "client/core/engine/talk/outbox.h"

namespace chat121::engine {

class SendLater final : public QObject {
    Q_OBJECT

public:
    SendLater(Context &context, Ledger &ledger, Outbox &outbox, QObject *parent);

    // Once the ledger knows the conversations. Without it nothing leaves: an older copy of a profile.
    void begin();

    // Due now, or before: at once.
    void put(ConversationId conversation, const QString &text, UnixTime due_at);
    void change(ConversationId conversation, const MessageId &id, const QString &text, UnixTime due_at);
    void cancel(ConversationId conversation, const MessageId &id);

    void look(); // what is due leaves

private:
    bool isFine(ConversationId conversation, const QString &text);
    void save(const LaterRecord &record);
    Result<void> leave(const LaterRecord &record);
    void wakeFor(const QList<LaterRecord> &waiting);

    Context &m_context;
    Ledger &m_ledger;
    Outbox &m_outbox;
    QTimer m_wake;
    bool m_has_begun = false;
};

} // namespace chat121::engine
