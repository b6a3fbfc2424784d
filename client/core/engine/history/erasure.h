// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// "Erase my conversation": everywhere, by the wish of somebody who is in it.
//
// The wish is signed by the account and in the store before it leaves; without a connection it waits. When
// the server has erased what it has, this device does: rows, keys of every group, what waits to be sent, and
// the account's archived entries. One line stays. Others who are told check the signature and that the signer
// is a member, by what they have themselves: neither a server nor a stranger can make them erase anything.
// After each log-in this device asks what was erased meanwhile, and tells a server again that was restored.
// Ownership: Running's. Threads: engine.
#pragma once

#include "client/core/engine/history/archive.h"
#include "common/identity/erasure.h"
#include "common/protocol/messages/erasure.h"

namespace chat121::engine {

class Erasure final : public QObject {
    Q_OBJECT

public:
    Erasure(Context &context, Ledger &ledger, Archive &archive, QObject *parent);

    void wish(ConversationId conversation);        // of the person at this computer
    void tellReceipt(ConversationId conversation); // once more: the newest that is to be seen there
    void told(const protocol::Chain &wish);
    void caughtUp();
    void ask(const QList<ConversationId> &conversations); // which of them were erased

Q_SIGNALS:
    void erased(chat121::ConversationId conversation);

private:
    struct Step {
        identity::VerifiedErasure wish;
        ErasureNote note;
    };

    Result<void> keepWish(ConversationId conversation);
    void send(ConversationId conversation);
    void onAnswer(ConversationId conversation, const Reply<protocol::Erased> &reply);
    void onRefused(ConversationId conversation, const RequestFailure &failure);
    void onReceipt(ConversationId conversation, const protocol::Chain &receipt);
    void announceReceipt(ConversationId conversation, const ErasureNote &note,
                         const identity::VerifiedErasure &wish, const identity::ErasureReceipt &receipt);
    void onErasures(const QList<ConversationId> &asked, const protocol::Erasures &answer);
    Result<bool> isMember(ConversationId conversation, AccountId account) const;
    Result<bool> hasBegun(ConversationId conversation, AccountId account) const;
    void carryOut(const Step &step);
    Result<QList<MessageId>> destroy(const Step &step);
    Result<void> destroyKeys(ConversationId conversation);
    void doubt(ConversationId conversation);
    QString nameOf(ConversationId conversation, AccountId account) const;

    Context &m_context;
    Ledger &m_ledger;
    Archive &m_archive;
    QSet<ConversationId> m_doubted; // a person was told
};

// What a person can save: what was erased, what was not reached, and the signed bytes as proof.
QString receiptText(const ErasureNote &note, const identity::VerifiedErasure &wish,
                    const identity::ErasureReceipt &receipt, const QString &organisation);

} // namespace chat121::engine
