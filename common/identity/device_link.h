// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// How a device of an account lets another one in, by a code that a person carries (link_code.h):
//
//     old: offer -> slot        who the account and its server are
//     new: offer <- slot, ask -> slot      its own device key, made there, and a key to answer to
//     old: ask <- slot; the person confirms what both screens show; grant -> slot
//     new: grant <- slot        the account, its certificate for exactly that device key
//
// Everything is sealed under keys that only the code gives, each step under its own, bound to the slot;
// the grant also to the key that was made for it, so that a code that is found later opens nothing. The
// server, which keeps the slot, has the slot's name and sizes. What each step keeps out:
//     offer   another organisation, server or account than the one whose screen shows the code
//     ask     a device key that the server puts in the new one's place; a second asker
//     confirm whoever has read the code and was faster: the number on both screens differs
//     grant   everybody but the device that asked, also later
#pragma once

#include "common/crypto/aead.h"
#include "common/crypto/hpke.h"
#include "common/identity/chain.h"
#include "common/identity/link_code.h"

namespace chat121::identity {

struct LinkOffer {
    crypto::PublicKey account_key;
    crypto::PublicKey root_key;
    crypto::PublicKey registrar_key;
    crypto::Hash tls_pin;
    Name own_name; // of the person

    auto fields() { return std::tie(account_key, root_key, registrar_key, tls_pin, own_name); }
    bool operator==(const LinkOffer &) const = default;
};

struct LinkAsk {
    crypto::PublicKey device_key;
    crypto::HpkePublicKey answer_key;
    Text<limits::kDeviceNameBytesMax> computer;

    auto fields() { return std::tie(device_key, answer_key, computer); }
    bool operator==(const LinkAsk &) const = default;
};

struct LinkGrant {
    crypto::Secret32 account_seed;
    LeafIdentity leaf; // of the new device
    Name own_name;
    DepartmentId department{};               // customers: whom they talk to ...
    LogId conversation{};                    // ... and where
    std::optional<crypto::Secret16> words{}; // that open the account's history, if there are any

    auto fields() { return std::tie(account_seed, leaf, own_name, department, conversation, words); }
};

// What a code gives.
struct LinkKeys {
    crypto::Secret32 finder; // finds the slot
    crypto::AeadKey offer;
    crypto::AeadKey ask;
    crypto::Secret32 grant; // joined with the asker's key
    crypto::Secret32 number;

    static LinkKeys of(const LinkCode &code);
    crypto::Hash slot() const; // the server's name for it
    LinkKeys clone() const;
};

QByteArray sealOffer(const LinkOffer &offer, const LinkKeys &keys, RandomSource &random);
Result<LinkOffer> openOffer(QByteArrayView sealed, const LinkKeys &keys);

QByteArray sealAsk(const LinkAsk &ask, const LinkKeys &keys, RandomSource &random);
Result<LinkAsk> openAsk(QByteArrayView sealed, const LinkKeys &keys);

// Six digits that both screens show before the person says yes.
QString linkNumber(const LinkAsk &ask, const LinkKeys &keys);

Result<QByteArray> sealGrant(const LinkGrant &grant, const LinkAsk &ask, const LinkKeys &keys,
                             RandomSource &random);
// Crypto if it does not open, or is for another device or account than was asked for and offered.
Result<LinkGrant> openGrant(QByteArrayView sealed, const LinkOffer &offer, const LinkAsk &ask,
                            const crypto::HpkeKeyPair &answer_key, const LinkKeys &keys, UnixTime now);

} // namespace chat121::identity
