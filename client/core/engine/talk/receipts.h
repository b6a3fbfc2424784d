// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Says, sealed, how far this device and its person have come: "delivered up to", "read up to". The
// latter only where the person tells it (Ledger::isReadingTold); then all that was read meanwhile.
// Cumulative, joined for a while (receipt_times.h), and never about receipts themselves. Threads: engine.
#pragma once

#include "client/core/engine/talk/outbox.h"
#include "client/core/engine/talk/receipt_times.h"

namespace chat121::engine {

class Receipts final : public QObject {
    Q_OBJECT

public:
    Receipts(Context &context, Ledger &ledger, Outbox &outbox, QObject *parent);

    // Words of somebody else are on the disk now.
    void heard(ConversationId conversation) { schedule(conversation); }
    // The person has seen everything that is there.
    void markRead(ConversationId conversation);
    // After a start: what was heard and never receipted.
    void catchUp();

Q_SIGNALS:
    // The person has read further, a while ago: as long as a receipt waits, whether or not one was due.
    void readOn(chat121::ConversationId conversation);

private:
    ReceiptTimes::Delay delayOf(ConversationId conversation) const;
    void schedule(ConversationId conversation);
    void sendDue();
    void lookAgain();
    void send(ConversationId conversation);
    Result<Sequence> shownUpTo(ConversationId conversation) const;
    bool isDue(ConversationId conversation) const;

    Context &m_context;
    Ledger &m_ledger;
    Outbox &m_outbox;
    ReceiptTimes m_times;
    ReceiptTimes m_reading_times; // until readOn
    QTimer m_look;
};

} // namespace chat121::engine
