// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The waiting rooms of the departments that this member of staff serves: opens what customers have
// sealed to the departments' keys, shows it as previews, and seals waiting envelopes anew when a
// department has a newer key.
//
// What somebody else has taken is forgotten here.
// Threads: engine. Errors: local_store.h.
#pragma once

#include "client/core/engine/talk/inbox.h"
#include "common/protocol/messages/logs.h"

namespace chat121::engine {

// A fresh key package of the customer's device, from the newest opening.
struct WaitingGuest {
    AccountId account{};
    QByteArray key_package;
};

class Previews final : public QObject, public StaffLogs {
    Q_OBJECT

public:
    Previews(Context &context, Ledger &ledger, QObject *parent);

    bool isWaitingRoom(LogId log) const override;
    Result<void> acceptWaiting(const protocol::Envelope &envelope) override;

    // A department's key has changed: opens what was locked, seals anew what lies under older keys,
    // erases private keys that nothing is sealed to any more.
    void keysChanged(DepartmentId department);

    // Whether an opening of this conversation has arrived, be it still locked.
    bool isKnown(ConversationId conversation) const;
    // Nothing if no opening of this conversation can be opened here.
    std::optional<WaitingGuest> guestOf(ConversationId conversation) const;

    // The conversation no longer waits. Its words go too unless this device is in its group.
    Result<void> forget(ConversationId conversation);

private:
    struct Details {
        Opaque<limits::kKeyPackageBytesMax> key_package{};
        DepartmentId department{};
        bool is_locked = false;
        auto fields() { return std::tie(key_package, department, is_locked); }
    };

    // An opening, and what stands above its words.
    struct Read {
        PreviewRecord preview{};
        std::optional<content::Intake> intake{};
    };

    std::optional<identity::Department> departmentOf(LogId waiting_room) const;
    Result<crypto::HpkeKeyPair> inboxKey(QByteArrayView sealed) const;
    Result<Read> open(const identity::Department &department, const protocol::Envelope &envelope) const;
    Result<void> show(const Read &read);
    Result<void> openLocked(DepartmentId department);
    void resealSoon(DepartmentId department);
    void resealOld(DepartmentId department);
    void reseal(const PreviewRecord &preview, const DepartmentKeyRecord &newest);
    Result<void> eraseUnusedKeys(DepartmentId department);
    Result<std::optional<DepartmentKeyRecord>> newestKey(DepartmentId department) const;
    // Whether it can be opened here, and was sealed to another key than this one.
    static bool isUnderOlder(const PreviewRecord &preview, const DepartmentKeyRecord &newest);

    Context &m_context;
    Ledger &m_ledger;
    QSet<quint64> m_resealing;          // sequences on their way, by hash of log and sequence
    QSet<DepartmentId> m_resealed_soon; // looked at once what arrives now is stored
};

} // namespace chat121::engine
