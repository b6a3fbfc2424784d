// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The single values of a profile: own keys, the organisation, where the server is.
// Threads: the store's. Errors: local_store.h.
#pragma once

#include "client/core/local_store/item_table.h"

namespace chat121 {

// Numbers are on disk: never renumber, never reuse.
enum class ProfileValue : quint16 {
    Role = 1,              // the engine's own encoding: staff or customer
    OwnName = 2,           // UTF-8
    AccountSeed = 3,       // 32 bytes
    DeviceSeed = 4,        // 32 bytes
    RootSeed = 5,          // 32 bytes; the founder's client only
    Organisation = 6,      // encode(identity::SignedOrganisation)
    StaffChain = 7,        // encode(identity::StaffChain)
    DeviceCertificate = 8, // encode(identity::SignedDeviceCertificate)
    Attestation = 9,       // encode(identity::SignedGuestAttestation); guests
    Endpoints = 10,        // lines of host:port, UTF-8
    TlsPin = 11,           // 32 bytes
    RegistrarKey = 12,     // 32 bytes
    RootKey = 13,          // 32 bytes, public
    Department = 14,       // the guest's, 8 bytes
    LoginName = 15,        // UTF-8
    WayIn = 16,            // the engine's own: an enrolment that has not finished
    Options = 17,          // the engine's own: status, capacity
    Renewal = 18,          // the engine's own: a new device key that the server may not know yet
    FormerDevices = 19,    // 32 bytes each: the keys of devices whose place this one took, newest first
};

class ProfileTable {
public:
    explicit ProfileTable(Database &database)
        : m_items(database)
    {
    }

    Result<void> save(ProfileValue which, QByteArrayView value);
    // Nothing when it was never saved. The caller wipes what is secret.
    Result<std::optional<QByteArray>> find(ProfileValue which) const;
    Result<QByteArray> value(ProfileValue which) const; // NotFound when it was never saved
    Result<void> remove(ProfileValue which);

    // How often this profile was started: see KeyVault::raiseStartCounter. 0 in a new store.
    Result<quint64> startCounter() const;
    Result<void> saveStartCounter(quint64 counter);

private:
    RawItems m_items;
};

} // namespace chat121
