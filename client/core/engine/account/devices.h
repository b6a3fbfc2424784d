// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The computers of this account: listed, announced when there is a new one, let into what is open, and
// removed.
//
// A device is new until the person of this computer has said "it was me", or let it in from here. It is
// found in the server's list and, whatever that says, in every leaf of a group that names the account:
// a device that the server hides is announced all the same. Only devices that are not new are added to
// the conversations that are open.
//
// Ownership: Running's. Threads: engine. Sources: security.md, A2, E16; crypto.md, section 4.
#pragma once

#include "client/core/engine/membership/removals.h"
#include "common/protocol/messages/devices.h"

#include <functional>

namespace chat121::engine {

class Devices final : public QObject {
    Q_OBJECT

public:
    Devices(Context &context, Ledger &ledger, Membership &membership, Removals &removals, QObject *parent);

    Result<void> load();
    void loggedIn();
    void caughtUp() { addToOpen(); }
    void changed() { fetch(); }
    void connectionLost();
    void groupChanged(const GroupKey &group);
    // Somebody's leaf was believed for the first time since the start.
    void relied(const identity::LeafIdentity &leaf);
    // The person of this computer lets it in.
    Result<void> expect(DeviceId device);

    // --- what the person does ---
    void list() { fetch(); }
    void accept(DeviceId device); // "it was me"
    void remove(DeviceId device);
    // This one, before its data is removed. `done` is called once, whatever comes of it.
    void signOut(const std::function<void()> &done);

private:
    struct Seen {
        QByteArray certificate{};
        UnixTime issued_at{};
    };
    // Saved as a note. Removed ones stay in it.
    struct Known {
        List<DeviceId, limits::kDevicesKnownMax> devices{};
        auto fields() { return std::tie(devices); }
    };

    void fetch();
    void onDevices(const protocol::Devices &answer);
    void nameThis(const protocol::DeviceEntry &entry);
    bool isKnown(DeviceId device) const { return m_known && m_known->devices.items.contains(device); }
    Result<void> know(const QList<DeviceId> &devices);
    void saw(const identity::VerifiedDevice &device, const identity::SignedDeviceCertificate &certificate);
    bool isListed(DeviceId device) const;
    std::optional<crypto::PublicKey> keyOf(DeviceId device) const;
    void addToOpen();
    void addTo(ConversationId conversation, const QList<DeviceId> &devices);
    identity::SignedDeviceRemoval removalOf(const crypto::PublicKey &device_key) const;
    void failed(const Problem &problem);
    void announce();

    Context &m_context;
    Ledger &m_ledger;
    Membership &m_membership;
    Removals &m_removals;
    std::optional<Known> m_known; // nothing: the list was never read on this computer
    QList<protocol::DeviceEntry> m_entries;
    QHash<DeviceId, Seen> m_seen; // in groups, of this account
    bool m_is_fetching = false;
    bool m_is_due_again = false;
    bool m_is_read = false; // in this connection
};

} // namespace chat121::engine
