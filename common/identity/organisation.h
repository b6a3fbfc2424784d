// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The organisation document: checked against the pinned root key, and followed from one number to
// the next, so that a server can neither swap it nor hand out an old one.
#pragma once

#include "common/identity/chain.h"

#include <optional>

namespace chat121::identity {

struct VerifiedOrganisation {
    OrganisationId id;
    OrganisationDocument document;
    crypto::Hash hash; // what the next document names as `previous`

    TrustAnchors anchors() const { return {document.root_key, document.registrar_key}; }
    // Nothing for a department that the organisation does not have.
    std::optional<Department> department(DepartmentId id) const;
    // Whether the account, or the administrator who certified it, is no longer staff.
    bool isDismissed(AccountId account) const { return dismissedAt(account).has_value(); }
    bool isDismissed(const VerifiedStaff &staff) const
    {
        return isDismissed(staff.account) || isDismissed(staff.certified_by);
    }
    std::optional<UnixTime> dismissedAt(AccountId account) const;
    // Where the server at this address stands; empty: the document does not say, or not the address.
    QString regionAt(const HostPort &address) const;
    // Whether what belongs to the department may be given to the server there. What belongs to none that the
    // document names goes only where all of them may be kept.
    bool mayBeKeptAt(DepartmentId department, const HostPort &address) const;
    // Whether the department has a metadata shield. What belongs to none that the document names has the
    // shield of any.
    bool isShielded(DepartmentId department) const;
    bool operator==(const VerifiedOrganisation &) const = default;
};

// Crypto if `root_key` did not sign it or it names another root; Malformed for a document that
// contradicts itself (a department twice, no name, no endpoint, a bad number).
Result<VerifiedOrganisation> verifyOrganisation(const SignedOrganisation &document,
                                                const crypto::PublicKey &root_key);

// The same document again, or a newer one: number + 1 must name the hash of `current`; after a gap
// the root's signature alone counts. Expired for an older one; Conflict for another document with
// the same number or another past, which only a root key used twice can make.
Result<VerifiedOrganisation> verifySuccessor(const VerifiedOrganisation &current,
                                             const SignedOrganisation &candidate);

} // namespace chat121::identity
