// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/store/organisation.h"

#include "server/store/organisation_rows.h"

namespace chat121::store {

namespace {

// The parts of identity::SignedOrganisation as they travel: to learn which root it names, before
// that root's signature is checked.
struct DocumentParts {
    Opaque<identity::OrganisationDocument::kBytesMax> body;
    crypto::Signature signature;

    auto fields() { return std::tie(body, signature); }
};

} // namespace

Result<identity::VerifiedOrganisation> selfSigned(QByteArrayView document)
{
    TRY_ASSIGN(const auto parts, decode<DocumentParts>(document));
    TRY_ASSIGN(const auto claimed, decode<identity::OrganisationDocument>(parts.body.bytes));
    TRY_ASSIGN(const auto signed_document, decode<identity::SignedOrganisation>(document));
    return identity::verifyOrganisation(signed_document, claimed.root_key);
}

Verdict<identity::VerifiedOrganisation> currentOrganisation(Sql &sql)
{
    TRY_ASSIGN(const std::optional<QByteArray> document, findOrganisation(sql));
    if (!document) return Refusal{Code::NotFound, protocol::Reason::NotSetUp};
    TRY_ASSIGN(identity::VerifiedOrganisation organisation, selfSigned(*document));
    return organisation;
}

} // namespace chat121::store
