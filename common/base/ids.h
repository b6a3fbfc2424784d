// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Numbers that name things. Different things have different types, so that they cannot be swapped.
#pragma once

#include <QHashFunctions>
#include <QtGlobal>

#include <compare>

namespace chat121 {

template <typename Tag>
struct Id {
    quint64 value = 0; // 0 is never assigned; the top bit is never set, since SQL integers are signed

    auto operator<=>(const Id &) const = default;
    bool isValid() const { return value != 0; }
    friend size_t qHash(Id id, size_t seed = 0) { return ::qHash(id.value, seed); }
};

using OrganisationId = Id<struct OrganisationTag>; // from the root key, common/identity/ids.h
using AccountId = Id<struct AccountTag>;           // from the account key
using DeviceId = Id<struct DeviceTag>;             // from the device key
using DepartmentId = Id<struct DepartmentTag>;     // random, chosen by the founder's client
using LogId = Id<struct LogTag>;                   // random, or a device's id for its inbox
using ConversationId = LogId;                      // a conversation is a log

// Position of an envelope in its log, as the server numbered it: 1, 2, 3, ... no gaps.
using Sequence = Id<struct SequenceTag>;

// Chosen by a device, rising, never used twice by it; makes a retry harmless.
using RequestId = Id<struct RequestTag>;

} // namespace chat121
