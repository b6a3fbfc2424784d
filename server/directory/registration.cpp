// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/directory/registration.h"

#include "common/identity/ids.h"
#include "common/identity/invitation.h"
#include "server/directory/devices.h"
#include "server/directory/key_log.h"
#include "server/directory/passwords.h"
#include "server/directory/staffing.h"
#include "server/store/deliveries.h"
#include "server/store/device_replacement.h"
#include "server/store/device_rows.h"
#include "server/store/log_rows.h"
#include "server/store/organisation.h"
#include "server/store/rates.h"
#include "server/store/way_in_rows.h"

#include <algorithm>

namespace chat121::directory {

using protocol::Reason;
using store::AccountRow;
using store::Allowed;
using store::kAllowed;
using store::Outcome;
using store::Refusal;
using store::Request;
using store::Verdict;

identity::ConnectionBinding bindingOf(const Request &request)
{
    return {request.services->registrar->publicKey(), request.challenge, request.services->tls_pin};
}

namespace {

Refusal badSignature()
{
    return {Code::Crypto, Reason::BadSignature};
}

Verdict<Allowed> judgeRoom(store::Sql &sql, AccountId account, DeviceId replaces)
{
    TRY_ASSIGN(QList<store::DeviceRow> devices, store::devicesOf(sql, account));
    devices.removeIf([replaces](const store::DeviceRow &device) { return device.id == replaces; });
    if (devices.size() >= limits::kDevicesPerAccountMax) return Refusal{Code::TooLarge, Reason::QuotaReached};
    return kAllowed;
}

} // namespace

Verdict<Newcomer> newcomerOf(AccountRow account, QByteArrayView certificate, UnixTime now)
{
    TRY_ASSIGN(const auto signed_certificate, decode<identity::SignedDeviceCertificate>(certificate));
    TRY_ASSIGN(const auto device, identity::verifyDevice(signed_certificate, account.public_key, now));
    Newcomer newcomer;
    newcomer.account = std::move(account);
    newcomer.device = {device.device, newcomer.account.id, device.device_key, certificate.toByteArray()};
    return newcomer;
}

Verdict<Allowed> judgeDeviceOf(store::Sql &sql, Newcomer &newcomer)
{
    TRY_ASSIGN(const auto known, store::findDevice(sql, newcomer.device.id));
    if (known && known->account != newcomer.account.id) return badSignature();
    if (known && known->is_revoked) return Refusal{Code::Forbidden, Reason::DeviceRevoked};
    newcomer.is_known = known.has_value();
    if (!known) TRY(judgeRoom(sql, newcomer.account.id, newcomer.replaces));
    return kAllowed;
}

namespace {

// The archive stays for whoever has the words, and so has the key that lets another device in.
Result<void> takePlace(store::Sql &sql, AccountId account, const QByteArray &successor, UnixTime now)
{
    TRY(store::standFor(sql, account, successor));
    return endWaysIn(sql, account, now);
}

constexpr std::chrono::milliseconds kHour = std::chrono::hours(1);

// How many new accounts an invitation lets in within a time.
struct Pace {
    crypto::Hash key{};
    store::RateLimit limit{};
};

QList<Pace> pacesOf(const store::GuestInvitationRow &invitation)
{
    const auto name = [&](QByteArrayView period) {
        return store::rateKey(period, invitation.token_hash.view());
    };
    QList<Pace> paces;
    if (invitation.per_hour > 0)
        paces.append({name("invited in an hour"), {static_cast<int>(invitation.per_hour), kHour}});
    if (invitation.per_day > 0)
        paces.append({name("invited in a day"), {static_cast<int>(invitation.per_day), 24 * kHour}});
    return paces;
}

Result<void> useInvitation(store::Sql &sql, const crypto::Hash &token_hash, UnixTime now)
{
    TRY_ASSIGN(const auto invitation, store::findGuestInvitation(sql, token_hash));
    if (invitation)
        for (const Pace &pace : pacesOf(*invitation))
            TRY(store::countTry(sql, pace.key, pace.limit, now));
    return store::useGuestInvitation(sql, token_hash);
}

} // namespace

Result<void> enrol(store::Sql &sql, const Newcomer &newcomer, const Request &request)
{
    TRY(store::putAccount(sql, newcomer.account, request.now));
    if (newcomer.invitation_key)
        TRY(store::useStaffInvitation(sql, *newcomer.invitation_key, newcomer.account.id, request.now));
    if (newcomer.token_hash) TRY(useInvitation(sql, *newcomer.token_hash, request.now));
    if (newcomer.stands_for.isValid())
        TRY(takePlace(sql, newcomer.stands_for, newcomer.account.staff_chain, request.now));
    TRY_ASSIGN(QList<identity::LoggedStatement> statements, statementsOf(newcomer.account));
    TRY_ASSIGN(const identity::LoggedStatement device, statementOf(newcomer.device));
    TRY(record(sql, statements << device));
    if (newcomer.is_known) return success();
    TRY(store::addDevice(sql, newcomer.device, request.now));
    return store::createLog(sql, identity::inboxLogOf(newcomer.device.id), store::LogKind::Inbox,
                            newcomer.device.id.value, request.services->random->id());
}

Outcome registered(const Newcomer &newcomer, const Request &request, RequestId number)
{
    protocol::Registered reply{number, newcomer.account.id, newcomer.device.id, {}};
    if (newcomer.account.role == identity::Role::Guest) {
        const identity::GuestAttestation attestation{newcomer.account.public_key,
                                                     newcomer.account.registered_at};
        reply.attestation.bytes =
            encode(identity::SignedGuestAttestation::sign(attestation, *request.services->registrar));
    }
    return Outcome{.reply = protocol::encodeFrame(reply)};
}

// --- staff ----------------------------------------------------------------------------------------

namespace {

// Who somebody says to be, by which chain; no invitation for a badge.
struct Claim {
    identity::VerifiedStaff staff{};
    std::optional<identity::InvitationCertificate> invitation{};
};

// An invitation lets in as many accounts as root said, until it said.
Verdict<Allowed> judgeInvitation(store::Sql &sql, const identity::InvitationCertificate &invitation,
                                 UnixTime now)
{
    if (now > invitation.not_after) return Refusal{Code::Expired, Reason::InvitationExpired};
    TRY_ASSIGN(const qint64 uses, store::countStaffInvitationUses(sql, invitation.invitation_key));
    if (uses >= invitation.uses) return Refusal{Code::Conflict, Reason::InvitationUsedUp};
    return kAllowed;
}

// What an administrator signs takes the place of those to whom they might give it: not of another
// administrator, nor of anybody in a department of others.
Verdict<bool> isGiven(store::Sql &sql, AccountId administrator, const AccountRow &taken)
{
    TRY_ASSIGN(const auto giver, store::findAccount(sql, administrator));
    return giver && identity::mayGive(giver->departments, taken.role, taken.departments);
}

// An owner's place is taken by an owner whom root has certified, and nobody else's by one.
Verdict<Allowed> judgePlace(store::Sql &sql, const identity::VerifiedStaff &staff, AccountId taken)
{
    if (!taken.isValid()) return kAllowed;
    TRY_ASSIGN(const auto account, store::findAccount(sql, taken));
    const bool is_owners = staff.role == identity::Role::Owner;
    const bool is_theirs =
        account && identity::isStaff(account->role) &&
        (is_owners ? account->role == identity::Role::Owner : account->role >= identity::Role::Admin);
    if (!is_theirs || taken == staff.account) return Refusal{Code::Forbidden};
    if (!staff.certified_by.isValid()) return kAllowed;
    TRY_ASSIGN(const bool is_given, isGiven(sql, staff.certified_by, *account));
    if (!is_given) return Refusal{Code::Forbidden};
    return kAllowed;
}

// Whether the chain takes the place of the one that the account has. A badge does that is newer. An
// invitation is for whoever is not here yet: only its own account, whose first answer was lost, may say again
// who it is, as long as the invitation is open and nobody has made a badge since. Whatever was replaced
// meanwhile proves who it is, and takes nothing back.
Verdict<bool> takesOver(store::Sql &sql, const identity::VerifiedOrganisation &organisation,
                        const AccountRow &known, const Claim &claim, UnixTime now)
{
    const ChainAge age = ageOf(claim.staff, known, organisation);
    if (!claim.invitation) return age == ChainAge::Newer;
    const crypto::PublicKey &key = claim.invitation->invitation_key;
    TRY_ASSIGN(const bool came_by_it, store::hasUsedStaffInvitation(sql, key, known.id));
    if (!came_by_it) return Refusal{Code::Conflict}; // somebody else's
    TRY_ASSIGN(const auto chain, decode<identity::StaffChain>(known.staff_chain));
    TRY_ASSIGN(const auto before, identity::invitationOf(chain, organisation.document.root_key));
    return before == claim.invitation && now <= claim.invitation->not_after && age != ChainAge::Older;
}

// The keys of a device that is here already do not change the account's password: SetPassword asks for the
// old one, and RegisterDevice for the account's key. A device that has never logged in says it again, perhaps
// with another one, since its answer was lost.
Verdict<bool> maySetPassword(store::Sql &sql, const Newcomer &newcomer)
{
    TRY_ASSIGN(const auto own, store::findPasswordOf(sql, newcomer.account.id));
    if (!own) return true;
    TRY_ASSIGN(const QList<store::DeviceRow> devices, store::devicesOf(sql, newcomer.account.id));
    const auto is_fresh = [](const store::DeviceRow &device) { return device.start_counter == 0; };
    return newcomer.is_known && std::all_of(devices.cbegin(), devices.cend(), is_fresh);
}

bool provesStaff(const Newcomer &newcomer, const Request &request, const protocol::RegisterStaff &message)
{
    const identity::StaffRegistrationStatement statement{bindingOf(request), newcomer.account.public_key,
                                                         newcomer.device.public_key,
                                                         identity::chainHash(message.staff_chain.bytes)};
    return identity::verifyDetached(statement, newcomer.device.public_key, message.device_proof);
}

} // namespace

Verdict<Newcomer> judgeStaff(store::Sql &sql, const Request &request, const protocol::RegisterStaff &message)
{
    TRY_ASSIGN(const identity::VerifiedOrganisation organisation, store::currentOrganisation(sql));
    TRY_ASSIGN(const auto chain, decode<identity::StaffChain>(message.staff_chain.bytes));
    TRY_ASSIGN(const identity::VerifiedStaff staff,
               identity::verifyStaff(chain, organisation.document.root_key, request.now));
    TRY_ASSIGN(
        Newcomer newcomer,
        newcomerOf(
            {staff.account, staff.account_key, staff.role, staff.departments, message.staff_chain.bytes, {}},
            message.device_certificate.bytes, request.now));
    if (!provesStaff(newcomer, request, message)) return badSignature();

    TRY_ASSIGN(const auto account, store::findAccount(sql, staff.account));
    if (account && !identity::isStaff(account->role)) return Refusal{Code::Conflict}; // a guest's key
    TRY(judgeEmployed(organisation, account, staff));
    TRY(judgeDeviceOf(sql, newcomer));
    TRY_ASSIGN(const auto invitation, identity::invitationOf(chain, organisation.document.root_key));
    if (account) {
        TRY_ASSIGN(const bool is_newer,
                   takesOver(sql, organisation, *account, {staff, invitation}, request.now));
        if (!is_newer) newcomer.account = *account;
    } else if (invitation) {
        TRY(judgeInvitation(sql, *invitation, request.now));
        TRY(judgePlace(sql, staff, invitation->replaces));
        newcomer.stands_for = invitation->replaces;
        newcomer.invitation_key = invitation->invitation_key;
    }
    if (!message.password) return newcomer;
    TRY_ASSIGN(newcomer.sets_password, maySetPassword(sql, newcomer));
    if (newcomer.sets_password)
        TRY(judgePassword(sql, *message.password, staff.account, newcomer.stands_for));
    return newcomer;
}

// Their connections end, nobody comes back by them, and who is in a group with them leaves them out.
static Result<void> addEnd(store::Sql &sql, AccountId ended, Outcome &outcome)
{
    outcome.deliveries.append(store::sessionsEnd(ended));
    TRY_ASSIGN(const QList<DeviceId> companions, store::companionsOnline(sql, ended));
    for (const DeviceId companion : companions)
        TRY(addRemovalsDue(sql, companion, outcome));
    return success();
}

Verdict<Outcome> registerStaff(store::Sql &sql, const Request &request,
                               const protocol::RegisterStaff &message)
{
    TRY_ASSIGN(const Newcomer newcomer, judgeStaff(sql, request, message));
    TRY(enrol(sql, newcomer, request));
    if (newcomer.sets_password)
        TRY(keepPassword(sql, *message.password, newcomer.account.id, request.prepared));
    Outcome outcome = registered(newcomer, request, message.request);
    if (newcomer.stands_for.isValid()) TRY(addEnd(sql, newcomer.stands_for, outcome));
    return outcome;
}

// --- guests ---------------------------------------------------------------------------------------

namespace {

// Counted where the newcomer is enrolled.
Verdict<store::GuestInvitationRow> judgeToken(store::Sql &sql, const crypto::Hash &token_hash, UnixTime now)
{
    TRY_ASSIGN(const auto invitation, store::findGuestInvitation(sql, token_hash));
    if (!invitation) return Refusal{Code::NotFound, Reason::InvitationUnknown};
    if (now > invitation->expires_at) return Refusal{Code::Expired, Reason::InvitationExpired};
    if (invitation->uses_left == 0) return Refusal{Code::Conflict, Reason::InvitationUsedUp};
    for (const Pace &pace : pacesOf(*invitation))
        TRY(store::checkRate(sql, pace.key, pace.limit, now, Reason::InvitationPaced));
    return *invitation;
}

bool provesGuest(const Newcomer &newcomer, const Request &request, const protocol::RegisterGuest &message,
                 const crypto::Hash &token_hash)
{
    const identity::GuestRegistrationStatement statement{bindingOf(request), message.account_key,
                                                         newcomer.device.public_key, token_hash};
    return identity::verifyDetached(statement, message.account_key, message.account_proof) &&
           identity::verifyDetached(statement, newcomer.device.public_key, message.device_proof);
}

} // namespace

Verdict<Newcomer> judgeGuest(store::Sql &sql, const Request &request, const protocol::RegisterGuest &message)
{
    TRY(store::currentOrganisation(sql));
    const AccountId id = identity::accountIdOf(message.account_key);
    const crypto::Hash token_hash = identity::tokenHash(message.invitation_token.view());
    TRY_ASSIGN(Newcomer newcomer, newcomerOf({id, message.account_key, identity::Role::Guest, {}, {}, {}},
                                             message.device_certificate.bytes, request.now));
    if (!provesGuest(newcomer, request, message, token_hash)) return badSignature();
    TRY(judgeDeviceOf(sql, newcomer));

    TRY_ASSIGN(const auto account, store::findAccount(sql, id));
    if (account && account->role != identity::Role::Guest)
        return Refusal{Code::Conflict}; // a colleague's key
    newcomer.account.registered_at = account ? account->registered_at : request.now;
    if (newcomer.is_known) return newcomer; // its answer was lost
    TRY_ASSIGN(const store::GuestInvitationRow invitation, judgeToken(sql, token_hash, request.now));
    newcomer.account.home = invitation.department;
    newcomer.token_hash = token_hash;
    return newcomer;
}

Verdict<Outcome> registerGuest(store::Sql &sql, const Request &request,
                               const protocol::RegisterGuest &message)
{
    TRY_ASSIGN(const Newcomer newcomer, judgeGuest(sql, request, message));
    if (!newcomer.is_known) TRY(enrol(sql, newcomer, request));
    return registered(newcomer, request, message.request);
}

// --- further devices ------------------------------------------------------------------------------

namespace {

// A device of the same account, which nobody has signed out. One whose place is taken already leaves none.
Verdict<Allowed> judgeReplaced(store::Sql &sql, const Newcomer &newcomer, DeviceId replaced)
{
    if (!replaced.isValid()) return kAllowed;
    TRY_ASSIGN(const auto device, store::findDevice(sql, replaced));
    const bool is_theirs =
        device && device->account == newcomer.account.id && device->id != newcomer.device.id;
    if (!is_theirs) return badSignature();
    if (device->is_revoked && !device->is_replaced) return Refusal{Code::Forbidden, Reason::DeviceRevoked};
    return kAllowed;
}

} // namespace

Verdict<Newcomer> judgeDevice(store::Sql &sql, const Request &request,
                              const protocol::RegisterDevice &message)
{
    TRY(decode<identity::SignedDeviceCertificate>(message.device_certificate.bytes));
    TRY_ASSIGN(const auto account, store::findAccount(sql, message.account));
    if (!account) return badSignature(); // says nothing about who exists
    TRY_ASSIGN(Newcomer newcomer, newcomerOf(*account, message.device_certificate.bytes, request.now));
    const identity::DeviceRegistrationStatement statement{bindingOf(request), account->public_key,
                                                          newcomer.device.public_key, message.replaces};
    if (!identity::verifyDetached(statement, account->public_key, message.account_proof) ||
        !identity::verifyDetached(statement, newcomer.device.public_key, message.device_proof))
        return badSignature();
    if (account->is_dismissed) return Refusal{Code::Forbidden, Reason::Dismissed};
    newcomer.replaces = message.replaces;
    TRY(judgeDeviceOf(sql, newcomer));
    TRY(judgeReplaced(sql, newcomer, message.replaces));
    if (message.password) {
        if (!identity::isStaff(account->role)) return Refusal{Code::Forbidden};
        TRY(judgePassword(sql, *message.password, account->id, {}));
    }
    return newcomer;
}

// The newest certificate stands. Each one that members may see is in the key log.
static Result<void> renew(store::Sql &sql, const Newcomer &newcomer)
{
    TRY_ASSIGN(const auto known, store::findDevice(sql, newcomer.device.id));
    if (!known || known->certificate == newcomer.device.certificate) return success();
    const crypto::PublicKey &account_key = newcomer.account.public_key;
    TRY_ASSIGN(const auto before, decode<identity::SignedDeviceCertificate>(known->certificate));
    TRY_ASSIGN(const auto after, decode<identity::SignedDeviceCertificate>(newcomer.device.certificate));
    TRY_ASSIGN(const identity::DeviceCertificate old, before.verify(account_key));
    TRY_ASSIGN(const identity::DeviceCertificate next, after.verify(account_key));
    if (next.issued_at <= old.issued_at) return success();
    TRY_ASSIGN(const identity::LoggedStatement statement, statementOf(newcomer.device));
    TRY(record(sql, {statement}));
    return store::renewDevice(sql, newcomer.device.id, newcomer.device.certificate);
}

Verdict<Outcome> registerDevice(store::Sql &sql, const Request &request,
                                const protocol::RegisterDevice &message)
{
    TRY_ASSIGN(const Newcomer newcomer, judgeDevice(sql, request, message));
    if (!newcomer.is_known) TRY(enrol(sql, newcomer, request));
    if (newcomer.is_known) TRY(renew(sql, newcomer));
    if (!newcomer.is_known && newcomer.replaces.isValid())
        TRY(store::replaceDevice(sql, newcomer.replaces, newcomer.device.id));
    if (message.password) TRY(keepPassword(sql, *message.password, newcomer.account.id, request.prepared));
    Outcome outcome = registered(newcomer, request, message.request);
    if (!newcomer.is_known)
        outcome.deliveries.append(store::devicesChanged(newcomer.account.id, newcomer.device.id));
    return outcome;
}

} // namespace chat121::directory
