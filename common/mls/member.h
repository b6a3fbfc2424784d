// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a caller sees of a leaf, and the callbacks with which it judges and supports a group.
//
// Plain values; any thread. Source: RFC 9420, Sections 5.3 and 7.2.
#pragma once

#include "common/base/clock.h"
#include "common/base/random.h"
#include "common/base/result.h"
#include "common/codec/fields.h"
#include "common/crypto/signature.h"
#include "common/mls/tree_math.h"

namespace chat121::mls {

//     struct {
//         ExtensionType extension_type;
//         opaque extension_data<V>;
//     } Extension;
struct Extension {
    quint16 type = 0;
    QByteArray data;

    void read(Reader &reader);
    void write(Writer &writer) const;
    bool operator==(const Extension &) const = default;
};

// The leaf of one device, as far as a caller cares.
struct Member {
    LeafIndex leaf;
    QByteArray identity; // of the basic credential; empty for any other kind
    crypto::PublicKey signature_key;
    QList<Extension> extensions;

    // The data of the extension, or nothing.
    std::optional<QByteArray> extension(quint16 type) const;
    bool operator==(const Member &) const = default;
};

// What a device puts into its own leaf. The signature key comes from the Party.
struct LeafConfig {
    QByteArray identity;         // basic credential
    QList<Extension> extensions; // for example {0xF121, encode(identity::LeafIdentity)}
};

enum class LeafOrigin {
    Present,  // in the tree of a group that this device is joining
    Added,    // by an Add proposal, or the joiner of an external commit
    Replaced, // the member itself changed its leaf: Update, or the path of its Commit
};

struct Candidate {
    QByteArray group_id;
    LeafOrigin origin = LeafOrigin::Added;
    Member member;
    std::optional<Member> predecessor; // Replaced: the leaf as it was
};

// Decides whether a leaf may be in the group (the Authentication Service of RFC 9420, Section 5.3.1).
class CredentialValidator {
public:
    virtual ~CredentialValidator() = default;

    // Called once for every new leaf, and for every leaf of a tree at joining. The error given
    // here is the error of the operation, which then has changed nothing.
    virtual Result<void> validate(const Candidate &candidate) = 0;
};

// Finds external pre-shared keys, which are distributed outside of MLS.
class PskSource {
public:
    virtual ~PskSource() = default;

    // Nothing when the id is unknown; the commit that wants it is then refused.
    virtual std::optional<crypto::SecretBytes> externalPsk(QByteArrayView psk_id) = 0;
};

// What every operation of this device borrows. The Party and what it refers to must outlive the
// groups made with it. Without a validator every well-formed leaf is accepted.
struct Party {
    const crypto::SigningKey &signing_key;
    RandomSource &random;
    const Clock &clock;
    CredentialValidator *validator = nullptr;
    PskSource *psks = nullptr;
};

} // namespace chat121::mls
