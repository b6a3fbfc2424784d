// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Sending a registration: what each way in by link makes and signs, and the server's answer to it.

#include "client/core/engine/desk/desk_rules.h"
#include "client/core/engine/desk/guest.h"
#include "client/core/engine/entry/way_in.h"
#include "client/core/engine/ledger/intake_record.h"
#include "client/core/engine/notices/words.h"
#include "client/core/engine/profile/password_record.h"
#include "client/core/engine/profile/profile_store.h"
#include "common/identity/login.h"
#include "common/protocol/messages/registration.h"

namespace chat121::engine {

namespace {

QByteArray chainOf(const Profile &profile)
{
    return encode(std::get<identity::StaffChain>(profile.leaf.account));
}

} // namespace

// --- common ---------------------------------------------------------------------------------------

bool WayIn::begin(LocalStore &store, const QString &own_name)
{
    m_is_busy = true;
    m_store = &store;
    m_kept.reset();
    if (own_name.toUtf8().size() > limits::kNameBytesMax) {
        fail(ProblemKind::NameMissing);
        return false;
    }
    if (!m_may_be_registered) return true;
    auto kept = loadProfile(store);
    if (kept)
        m_kept = *std::move(kept);
    else
        fail(storeProblem(kept.error()));
    return kept.has_value();
}

std::optional<RequestId> WayIn::nextRequest()
{
    const auto request = m_store->requests().next();
    if (request) return *request;
    fail(storeProblem(request.error()));
    return std::nullopt;
}

// The keys that the server may know already are used again: an invitation lets in one account.
Profile WayIn::newProfile(ProfileKind kind, const QString &own_name)
{
    Profile profile;
    profile.kind = kind;
    const std::optional<Profile> kept = std::exchange(m_kept, std::nullopt);
    profile.account_seed = kept ? kept->account_seed.clone() : crypto::Secret32::random(m_random);
    profile.device_seed = kept ? kept->device_seed.clone() : crypto::Secret32::random(m_random);
    profile.tls_pin = m_invitation->tls_pin;
    profile.registrar_key = m_invitation->registrar_key;
    if (const crypto::PublicKey *root = rootKey()) profile.root_key = *root;
    if (m_document) profile.organisation = *m_document;
    profile.own_name.text = own_name.trimmed();
    profile.leaf.device = kept ? kept->leaf.device : certifyDevice(profile, m_clock.now());
    return profile;
}

// What is sent is on the disk first: should the answer never come, it is sent again.
template <typename Message>
void WayIn::submit(Message message)
{
    PendingRegistration pending{m_invitation_hash, {}, {protocol::encodeFrame(message)}};
    for (const identity::HostPort &endpoint : m_address.endpoints)
        pending.endpoints.items.append(identity::Endpoint(endpoint.toString()));
    if (const auto saved = saveProfile(*m_store, *m_profile, pending); !saved)
        return fail(storeProblem(saved.error()));
    const auto request = nextRequest();
    if (!request) return;
    message.request = *request;
    sign(message);
    m_may_be_registered = true;
    Q_EMIT progressed(words::stepRegistering());
    m_connection->request<protocol::Registered>(
        message, [this](const Reply<protocol::Registered> &reply) { onAnswered(reply); });
}

template void WayIn::submit(protocol::FoundOrganisation);
template void WayIn::submit(protocol::RegisterStaff);
template void WayIn::submit(protocol::RegisterGuest);
template void WayIn::submit(protocol::RegisterDevice);

void WayIn::onAnswered(const Reply<protocol::Registered> &reply)
{
    if (!m_profile) return; // given up meanwhile
    const auto *failure = std::get_if<RequestFailure>(&reply);
    if (failure == nullptr) return onRegistered(std::get<protocol::Registered>(reply));
    if (comesBeside(*failure)) return;
    m_may_be_registered = failure->code == Code::Network || failure->code == Code::Busy;
    onRefused(*failure);
}

// The server's answer is believed only as far as it fits the keys made here.
Result<void> WayIn::takeAnswer(const protocol::Registered &answer)
{
    const Error misfit{Code::Crypto, QStringLiteral("another account")};
    const AccountId account = identity::accountIdOf(accountKeyOf(*m_profile).publicKey());
    const DeviceId device = identity::deviceIdOf(deviceKeyOf(*m_profile).publicKey());
    if (answer.account != account || answer.device != device) return misfit;
    if (m_profile->kind == ProfileKind::Guest) {
        TRY_ASSIGN(m_profile->leaf.account,
                   decode<identity::SignedGuestAttestation>(answer.attestation.bytes));
    }
    TRY_ASSIGN(const auto member,
               identity::verifyMember(m_profile->leaf, {m_profile->root_key, m_profile->registrar_key},
                                      m_clock.now()));
    return member.account() == account ? success() : Result<void>(misfit);
}

void WayIn::onRegistered(const protocol::Registered &answer)
{
    if (const auto taken = takeAnswer(answer); !taken) {
        m_may_be_registered = false;
        return fail(ProblemKind::RegistrationNotTrusted, taken.error().detail);
    }
    if (const auto saved = keepAgreement(); !saved) return fail(storeProblem(saved.error()));
    if (const auto saved = keepPage(); !saved) return fail(storeProblem(saved.error()));
    if (const auto saved = saveProfile(*m_store, *m_profile, std::nullopt); !saved)
        return fail(storeProblem(saved.error()));
    m_is_busy = false;
    m_may_be_registered = false;
    m_profile.reset();
    m_store = nullptr;
    m_connection->disconnect(this);
    m_connection->stop();
    Q_EMIT registered();
}

// To the words that were shown. Should the department have others by now, or this program end before it is
// kept, the person is asked before the first words.
Result<void> WayIn::keepAgreement()
{
    const bool is_agreed = m_profile->kind == ProfileKind::Guest && m_agreed_at.ms > 0 && m_terms.isAsked();
    if (!is_agreed) return success();
    content::Intake said;
    said.number = static_cast<quint64>(m_agreed_at.ms);
    said.consent = signConsent(*m_profile, m_profile->department, m_terms, m_agreed_at);
    const AccountId self = identity::accountIdOf(accountKeyOf(*m_profile).publicKey());
    const identity::TrustAnchors anchors{m_profile->root_key, m_profile->registrar_key};
    return m_store->intakes().save(keptIntake(m_profile->conversation, self, said, anchors, m_clock.now()));
}

// For whom the customer offers it to, if ever.
Result<void> WayIn::keepPage()
{
    if (m_profile->kind != ProfileKind::Guest || m_page.isEmpty()) return success();
    NoteRecord note;
    note.name = QString::fromLatin1(Guest::kPageNote);
    note.value = m_page.toUtf8();
    return m_store->notes().save(note);
}

// --- founder --------------------------------------------------------------------------------------

void WayIn::found(LocalStore &store, const QString &organisation, const QString &department,
                  const QString &own_name, const QString &password)
{
    if (m_may_be_registered) return resume(store); // what was founded stays as it was
    if (!begin(store, own_name)) return;
    if (own_name.trimmed().isEmpty() || organisation.trimmed().isEmpty() || department.trimmed().isEmpty())
        return fail(ProblemKind::NameMissing);
    if (password.size() < limits::kPasswordCharactersMin) return fail(ProblemKind::PasswordTooShort);
    Q_EMIT progressed(words::stepMakingKeys());
    m_profile = newProfile(ProfileKind::Staff, own_name);
    connectThen([this, organisation, department, password] {
        checkOrganisation([=, this] { sendFounding(organisation, department, password); });
    });
}

void WayIn::sendFounding(const QString &organisation, const QString &department, const QString &password)
{
    const auto root = crypto::SigningKey::generate(m_random);
    m_profile->root_key = root.publicKey();
    m_profile->root_seed = root.seed().clone();
    const UnixTime now = m_clock.now();

    identity::OrganisationDocument document;
    document.name.text = organisation.trimmed();
    document.root_key = root.publicKey();
    document.registrar_key = m_invitation->registrar_key;
    for (const identity::HostPort &endpoint : m_invitation->endpoints)
        document.endpoints.items.append(identity::Endpoint(endpoint.toString()));
    identity::Department first{{m_random.id()}, {department.trimmed()}, {m_random.id()}, {m_random.id()}};
    if (!putRules(m_rules, first.policy)) return fail(ProblemKind::NotAllowed);
    document.departments.items = {first};
    document.consent.text = words::defaultConsent();
    document.issued_at = now;
    m_profile->organisation = identity::SignedOrganisation::sign(document, root);

    const identity::Badge badge{accountKeyOf(*m_profile).publicKey(),
                                m_profile->own_name,
                                identity::Role::Owner,
                                {},
                                now,
                                now + limits::kBadgeLife};
    m_profile->leaf.account = identity::StaffChain{identity::SignedBadge::sign(badge, root)};

    const auto record =
        passwordRecordOf(m_profile->account_seed, m_profile->own_name.text, password, m_random);
    if (!record) return fail(ProblemKind::ServerBusy, record.error().detail);

    const auto &token = std::get<identity::SetUpInvitation>(m_invitation->purpose).token;
    protocol::FoundOrganisation message;
    message.setup_token = *FixedBytes<32>::from(token.view());
    message.document = encode(m_profile->organisation);
    message.staff_chain = chainOf(*m_profile);
    message.device_certificate = encode(m_profile->leaf.device);
    message.password = *record;
    submit(message);
}

void WayIn::sign(protocol::FoundOrganisation &message) const
{
    const identity::FoundingStatement statement{m_connection->binding(),
                                                accountKeyOf(*m_profile).publicKey(),
                                                deviceKeyOf(*m_profile).publicKey(),
                                                identity::tokenHash(message.setup_token.view()),
                                                m_profile->organisation.hash(),
                                                identity::chainHash(message.staff_chain.bytes)};
    message.device_proof = identity::signDetached(statement, deviceKeyOf(*m_profile));
}

// --- staff by invitation --------------------------------------------------------------------------

void WayIn::joinAsStaff(LocalStore &store, const QString &own_name, const QString &password)
{
    if (!begin(store, own_name)) return;
    if (own_name.trimmed().isEmpty()) return fail(ProblemKind::NameMissing);
    if (password.size() < limits::kPasswordCharactersMin) return fail(ProblemKind::PasswordTooShort);
    Q_EMIT progressed(words::stepMakingKeys());
    m_profile = newProfile(ProfileKind::Staff, own_name);
    connectThen([this, password] { checkOrganisation([=, this] { sendStaff(password); }); });
}

void WayIn::sendStaff(const QString &password)
{
    const auto &invitation = std::get<identity::StaffInvitation>(m_invitation->purpose);
    const auto inviter = crypto::SigningKey::fromSeed(invitation.seed.clone());
    const identity::EnrolledAccount account{accountKeyOf(*m_profile).publicKey(), m_profile->own_name,
                                            m_clock.now()};
    const identity::InvitedAccount invited{invitation.certificate,
                                           identity::SignedEnrolledAccount::sign(account, inviter)};
    m_profile->leaf.account =
        invitation.admin ? identity::StaffChain{identity::CertifiedByAdmin{*invitation.admin, invited}}
                         : identity::StaffChain{invited};
    registerStaff(password);
}

void WayIn::registerStaff(const QString &password)
{
    if (m_document) m_profile->organisation = *m_document;
    const auto record =
        passwordRecordOf(m_profile->account_seed, m_profile->own_name.text, password, m_random);
    if (!record) return fail(ProblemKind::ServerBusy, record.error().detail);
    protocol::RegisterStaff message;
    message.staff_chain = chainOf(*m_profile);
    message.device_certificate = encode(m_profile->leaf.device);
    message.password = *record;
    submit(message);
}

void WayIn::sign(protocol::RegisterStaff &message) const
{
    const identity::StaffRegistrationStatement statement{
        m_connection->binding(), accountKeyOf(*m_profile).publicKey(), deviceKeyOf(*m_profile).publicKey(),
        identity::chainHash(message.staff_chain.bytes)};
    message.device_proof = identity::signDetached(statement, deviceKeyOf(*m_profile));
}

// --- customers ------------------------------------------------------------------------------------

void WayIn::joinAsCustomer(LocalStore &store, const QString &own_name)
{
    if (!begin(store, own_name)) return;
    Q_EMIT progressed(words::stepMakingKeys());
    m_profile = newProfile(ProfileKind::Guest, own_name);
    m_profile->department = std::get<identity::GuestInvitation>(m_invitation->purpose).department;
    m_profile->conversation = {m_random.id()};
    m_agreed_at = m_clock.now();
    connectThen([this] { checkOrganisation([this] { sendGuest(); }); });
}

void WayIn::sendGuest()
{
    if (m_document) m_profile->organisation = *m_document;
    // The attestation comes with the answer; until then its place is empty and verifies under no key.
    m_profile->leaf.account = identity::SignedGuestAttestation();
    const auto &token = std::get<identity::GuestInvitation>(m_invitation->purpose).token;
    protocol::RegisterGuest message;
    message.invitation_token = *FixedBytes<32>::from(token.view());
    message.account_key = accountKeyOf(*m_profile).publicKey();
    message.device_certificate = encode(m_profile->leaf.device);
    submit(message);
}

void WayIn::sign(protocol::RegisterGuest &message) const
{
    const identity::GuestRegistrationStatement statement{
        m_connection->binding(), message.account_key, deviceKeyOf(*m_profile).publicKey(),
        identity::tokenHash(message.invitation_token.view())};
    message.account_proof = identity::signDetached(statement, accountKeyOf(*m_profile));
    message.device_proof = identity::signDetached(statement, deviceKeyOf(*m_profile));
}

} // namespace chat121::engine
