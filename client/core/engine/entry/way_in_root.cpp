// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// An owner who has lost computer, password and recovery words, and has the organisation's key: in its file
// with the passphrase, or on its sheet of paper. Any link of the organisation names the server and the root
// that the key must be.
//
// The key is opened before anything is sent. Whoever proves to hold it is told who the owners are; it then
// signs an invitation for one account in the place of one of them, used at once by this computer.

#include "client/core/engine/entry/way_in.h"
#include "client/core/engine/notices/root_problems.h"
#include "client/core/engine/notices/words.h"
#include "client/core/engine/profile/password_record.h"
#include "client/core/engine/profile/profile_store.h"
#include "common/identity/login.h"
#include "common/identity/root_key.h"
#include "common/protocol/messages/directory.h"
#include "common/protocol/messages/registration.h"

#include <QFile>

namespace chat121::engine {

// --- opening the key ------------------------------------------------------------------------------

bool WayIn::acceptForRoot(const QString &address)
{
    m_is_busy = true;
    if (const auto accepted = accept(address); !accepted) {
        fail(ProblemKind::AddressMalformed);
        return false;
    }
    if (isFor(InvitationPreview::Kind::SetUp)) {
        fail(ProblemKind::InvitationForOthers);
        return false;
    }
    Q_EMIT progressed(words::stepOpeningKey());
    return true;
}

void WayIn::openRootFile(const QString &address, const QString &path, const QString &passphrase)
{
    if (!acceptForRoot(address)) return;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) return fail(ProblemKind::RootFileUnreadable);
    const QByteArray bytes = file.read(limits::kRootFileBytesMax + 1);
    QByteArray typed = passwordBytes(passphrase);
    auto seed = identity::openRootKey(bytes, typed, *rootKey());
    crypto::wipe(typed);
    if (!seed) return fail(rootFileProblem(seed.error()));
    useRoot(*std::move(seed));
}

void WayIn::openRootSheet(const QString &address, const QString &lines)
{
    if (!acceptForRoot(address)) return;
    identity::TypedSheet sheet = identity::readRootSheet(lines);
    if (!sheet.seed) return fail(rootSheetProblem(sheet));
    if (crypto::SigningKey::fromSeed(sheet.seed->clone()).publicKey() != *rootKey())
        return fail(ProblemKind::RootKeyOfOthers);
    useRoot(*std::move(sheet.seed));
}

void WayIn::useRoot(crypto::Secret32 seed)
{
    m_root_seed = std::move(seed);
    connectThen([this] { checkOrganisation([this] { fetchOwners(); }); });
}

// --- whose place ----------------------------------------------------------------------------------

void WayIn::fetchOwners()
{
    const auto root = crypto::SigningKey::fromSeed(m_root_seed->clone());
    const identity::OwnersStatement statement{m_connection->binding(), root.publicKey()};
    const protocol::FetchOwners message{{++m_early_request}, identity::signDetached(statement, root)};
    m_connection->request<protocol::Staff>(message, [this](const Reply<protocol::Staff> &reply) {
        if (const auto *failure = std::get_if<RequestFailure>(&reply)) return onRefused(*failure);
        onOwners(std::get<protocol::Staff>(reply));
    });
}

// An owner's badge may be over: nobody was there to renew it.
void WayIn::onOwners(const protocol::Staff &answer)
{
    InvitationPreview preview;
    preview.kind = InvitationPreview::Kind::Owner;
    preview.organisation = m_organisation->document.name.text;
    m_owners.clear();
    for (const protocol::StaffEntry &entry : answer.staff.items) {
        const auto chain = decode<identity::StaffChain>(entry.staff_chain.bytes);
        const auto staff = chain ? identity::recogniseStaff(*chain, *rootKey())
                                 : Result<identity::VerifiedStaff>(chain.error());
        const bool is_owner =
            staff && staff->account == entry.account && staff->role == identity::Role::Owner;
        if (!is_owner || m_owners.contains(entry.account)) continue;
        m_owners.append(entry.account);
        preview.owners.append({entry.account, staff->name});
    }
    if (m_owners.isEmpty()) return fail(ProblemKind::OrganisationNotTrusted);
    m_is_busy = false;
    Q_EMIT previewed(preview);
}

// --- coming in ------------------------------------------------------------------------------------

void WayIn::comeBackAsOwner(LocalStore &store, AccountId owner, const QString &own_name,
                            const QString &password)
{
    if (!begin(store, own_name)) return;
    if (own_name.trimmed().isEmpty()) return fail(ProblemKind::NameMissing);
    if (password.size() < limits::kPasswordCharactersMin) return fail(ProblemKind::PasswordTooShort);
    if (!m_owners.contains(owner)) return fail(ProblemKind::NotAllowed);
    Q_EMIT progressed(words::stepMakingKeys());
    m_profile = newProfile(ProfileKind::Staff, own_name);
    m_profile->root_seed = m_root_seed->clone();
    connectThen([=, this] { checkOrganisation([=, this] { sendOwner(owner, password); }); });
}

void WayIn::sendOwner(AccountId owner, const QString &password)
{
    const auto root = crypto::SigningKey::fromSeed(m_root_seed->clone());
    const auto inviter = crypto::SigningKey::generate(m_random);
    identity::InvitationCertificate certificate;
    certificate.invitation_key = inviter.publicKey();
    certificate.role = identity::Role::Owner;
    certificate.not_after = m_clock.now() + limits::kOwnWayInLife;
    certificate.replaces = owner;
    const identity::EnrolledAccount account{accountKeyOf(*m_profile).publicKey(), m_profile->own_name,
                                            m_clock.now()};
    m_profile->leaf.account = identity::StaffChain{
        identity::InvitedAccount{identity::SignedInvitation::sign(certificate, root),
                                 identity::SignedEnrolledAccount::sign(account, inviter)}};
    // It came from somewhere: nobody is asked to save it again.
    if (const auto noted = saveRootNote(*m_store, {true, true}); !noted)
        return fail(storeProblem(noted.error()));
    registerStaff(password);
}

} // namespace chat121::engine
