// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Everything about identity that somebody signs, one struct each, grouped by who signs it. These
// are claims; chain.h, organisation.h and department_key.h decide whether to believe them.
#pragma once

#include "common/base/limits.h"
#include "common/codec/fields.h"
#include "common/crypto/hash.h"
#include "common/identity/department_rules.h"
#include "common/identity/endpoint.h"
#include "common/identity/ids.h"
#include "common/identity/labels.h"
#include "common/identity/signed.h"

namespace chat121 {

namespace identity {

// Travels and is signed: never renumber.
enum class Role : quint8 { Owner = 1, Admin = 2, Supervisor = 3, Agent = 4, Bot = 5, Guest = 6 };

// Everybody but guests.
inline bool isStaff(Role role)
{
    return role != Role::Guest;
}

// Which staff may save a conversation as a file. Customers always may: it is theirs too.
// Is signed: never renumber.
enum class ExportRule : quint8 { Everybody = 1, Supervisors = 2, Nobody = 3 };

} // namespace identity

template <>
struct EnumRange<identity::Role> {
    static constexpr auto min = identity::Role::Owner;
    static constexpr auto max = identity::Role::Guest;
};

template <>
struct EnumRange<identity::ExportRule> {
    static constexpr auto min = identity::ExportRule::Everybody;
    static constexpr auto max = identity::ExportRule::Nobody;
};

namespace identity {

using Name = Text<limits::kNameBytesMax>;
using DepartmentIds = List<DepartmentId, limits::kDepartmentsMax>;

// --- signed by the organisation's root key --------------------------------------------------------

// What a department promises its customers; the server and every client carry it out.
struct DepartmentPolicy {
    quint32 retention_days = 0;   // messages are deleted after so many days; 0: they are kept
    bool is_archived = true;      // whether clients may put conversations into their accounts' archives
    quint16 idle_minutes_max = 0; // staff's windows lock after so long without a touch; 0: as each likes
    ExportRule staff_export = ExportRule::Everybody; // Supervisors: with administrators and owners
    Text<limits::kRegionBytesMax> region{};          // where it is kept, and nowhere else; empty: anywhere
    // The server is shown less: sizes in few steps, nobody types, receipts come later by chance, and senders
    // are forgotten early. Stands at the end of the document, which lists the departments that have one.
    bool is_shielded = false;
    // Both stand behind the shields, of departments that say anything about them.
    RoutingRules routing{};
    OpeningHours hours{};
    ConsentText consent{}; // behind those two, likewise, with
    StartQuestions questions{};
    CustomersChoice choice{};
    TalkRules talk{}; // behind those, of departments that have others than these

    auto fields() { return std::tie(retention_days, is_archived, idle_minutes_max, staff_export, region); }
    bool operator==(const DepartmentPolicy &) const = default;
};

struct Department {
    DepartmentId id;
    Name name;
    LogId waiting_room;
    LogId team;
    DepartmentPolicy policy{};

    auto fields() { return std::tie(id, name, waiting_room, team, policy); }
    bool operator==(const Department &) const = default;
};

// What stands of a department behind the document's other fields.
struct DepartmentDesk {
    DepartmentId department;
    RoutingRules routing{};
    OpeningHours hours{};

    bool saysNothing() const { return routing == RoutingRules{} && hours == OpeningHours{}; }
    auto fields() { return std::tie(department, routing, hours); }
};
struct DepartmentTalk {
    DepartmentId department;
    TalkRules talk{};

    bool saysNothing() const { return talk == TalkRules{}; }
    auto fields() { return std::tie(department, talk); }
};

// And behind those of all departments: how its customers begin.
struct DepartmentStart {
    DepartmentId department;
    ConsentText consent{};
    StartQuestions questions{};
    CustomersChoice choice{};

    bool saysNothing() const
    {
        return consent == ConsentText{} && questions.items.isEmpty() && choice == CustomersChoice{};
    }
    auto fields() { return std::tie(department, consent, questions, choice); }
};

// Somebody who is no longer staff: no chain of theirs, and none that they certified, counts any more.
struct Dismissal {
    AccountId account;
    UnixTime at;

    auto fields() { return std::tie(account, at); }
    bool operator==(const Dismissal &) const = default;
};

// What the organisation says about itself. Numbered 1, 2, 3, ...; each names the hash of the last.
struct OrganisationDocument {
    static constexpr QByteArrayView kLabel = labels::kOrganisation;
    static constexpr qsizetype kBytesMax = limits::kDocumentBytesMax - 256;

    quint64 number = 1;
    crypto::Hash previous; // Signed::hash() of number - 1; zero for the first
    Name name;
    crypto::PublicKey root_key;
    crypto::PublicKey registrar_key; // the server's
    Endpoints endpoints;
    List<Text<limits::kRegionBytesMax>, limits::kEndpointsMax>
        regions; // of the endpoints, in their order; or none
    List<Department, limits::kDepartmentsMax> departments;
    Text<limits::kConsentBytesMax> consent; // what a customer agrees to before the first word
    UnixTime issued_at;
    List<Dismissal, limits::kDismissalsMax> dismissals; // of limits::kDismissalLife

    auto fields()
    {
        return std::tie(number, previous, name, root_key, registrar_key, endpoints, regions, departments,
                        consent, issued_at, dismissals);
    }
    // fields(), and behind them the ids of the departments under a metadata shield, in the order of
    // `departments`; behind those the departments that say how they route or when they are open; behind those
    // the ones that say how their customers begin; and behind those the ones whose people tell each other
    // less, each in that order. What nobody says is not there, so that older programs read such a document.
    void read(Reader &reader);
    void write(Writer &writer) const;
    bool operator==(const OrganisationDocument &) const = default;
};

// Makes an account a member of staff. No departments: all of them, later ones too. Signed by root, or by
// the account key of an administrator for lesser roles of the administrator's departments.
struct Badge {
    static constexpr QByteArrayView kLabel = labels::kBadge;
    static constexpr qsizetype kBytesMax = 1024;

    crypto::PublicKey account_key;
    Name name;
    Role role = Role::Agent;
    DepartmentIds departments;
    UnixTime not_before;
    UnixTime not_after;

    auto fields() { return std::tie(account_key, name, role, departments, not_before, not_after); }
    bool operator==(const Badge &) const = default;
};

// Lets whoever holds the invitation's private key make one account per use a member of staff. Signed as
// a badge is.
struct InvitationCertificate {
    static constexpr QByteArrayView kLabel = labels::kInvitation;
    static constexpr qsizetype kBytesMax = 1024;

    crypto::PublicKey invitation_key;
    Role role = Role::Agent; // Owner: by root alone, for one account in place of another
    DepartmentIds departments;
    UnixTime not_after; // the last moment to enrol; the account stays for limits::kBadgeLife
    quint32 uses = 1;   // counted by the server
    AccountId replaces; // whoever has lost the way into this account gets a new one; 0: nobody

    auto fields() { return std::tie(invitation_key, role, departments, not_after, uses, replaces); }
    bool operator==(const InvitationCertificate &) const = default;
};

// --- signed by an invitation's key ----------------------------------------------------------------

struct EnrolledAccount {
    static constexpr QByteArrayView kLabel = labels::kEnrolledAccount;
    static constexpr qsizetype kBytesMax = 512;

    crypto::PublicKey account_key;
    Name name;
    UnixTime enrolled_at;

    auto fields() { return std::tie(account_key, name, enrolled_at); }
    bool operator==(const EnrolledAccount &) const = default;
};

// --- signed by an account key ---------------------------------------------------------------------

struct DeviceCertificate {
    static constexpr QByteArrayView kLabel = labels::kDeviceCertificate;
    static constexpr qsizetype kBytesMax = 128;

    crypto::PublicKey account_key;
    crypto::PublicKey device_key;
    UnixTime issued_at;
    UnixTime not_after;

    auto fields() { return std::tie(account_key, device_key, issued_at, not_after); }
    bool operator==(const DeviceCertificate &) const = default;
};

// Ends a device's certificate for good. What the device has said before stays its own.
struct DeviceRemoval {
    static constexpr QByteArrayView kLabel = labels::kDeviceRemoval;
    static constexpr qsizetype kBytesMax = 128;

    crypto::PublicKey account_key;
    crypto::PublicKey device_key;
    UnixTime removed_at;

    auto fields() { return std::tie(account_key, device_key, removed_at); }
    bool operator==(const DeviceRemoval &) const = default;
};

// That a conversation is to be erased wherever it is kept. Says nothing of who may wish that:
// common/identity/erasure.h.
struct ErasureWish {
    static constexpr QByteArrayView kLabel = labels::kErasureWish;
    static constexpr qsizetype kBytesMax = 64;

    crypto::PublicKey account_key;
    ConversationId conversation;
    UnixTime wished_at;

    auto fields() { return std::tie(account_key, conversation, wished_at); }
    bool operator==(const ErasureWish &) const = default;
};

// --- signed by the server's registrar key ---------------------------------------------------------

// Has no role: whom the registrar attests is a guest and nothing else.
struct GuestAttestation {
    static constexpr QByteArrayView kLabel = labels::kGuestAttestation;
    static constexpr qsizetype kBytesMax = 64;

    crypto::PublicKey account_key;
    UnixTime attested_at;

    auto fields() { return std::tie(account_key, attested_at); }
    bool operator==(const GuestAttestation &) const = default;
};

// What a server has deleted to fulfil a wish, and what it cannot reach.
struct ErasureReceipt {
    static constexpr QByteArrayView kLabel = labels::kErasureReceipt;
    static constexpr qsizetype kBytesMax = 128;

    crypto::Hash wish; // Signed<ErasureWish>::hash()
    UnixTime erased_at;
    quint32 envelopes = 0;       // of its log: messages and changes of the group
    quint32 openings = 0;        // in the waiting room
    quint32 welcomes = 0;        // in inboxes of devices
    quint32 group_infos = 0;     // the group's public state
    quint32 devices_told = 0;    // of members, on-line at that moment
    quint32 devices_away = 0;    // of members: they hear of it when they log in
    quint32 archives_beyond = 0; // accounts whose sealed archive only their own devices can empty

    auto fields()
    {
        return std::tie(wish, erased_at, envelopes, openings, welcomes, group_infos, devices_told,
                        devices_away, archives_beyond);
    }
    bool operator==(const ErasureReceipt &) const = default;
};

using SignedOrganisation = Signed<OrganisationDocument>;
using SignedBadge = Signed<Badge>;
using SignedInvitation = Signed<InvitationCertificate>;
using SignedEnrolledAccount = Signed<EnrolledAccount>;
using SignedDeviceCertificate = Signed<DeviceCertificate>;
using SignedDeviceRemoval = Signed<DeviceRemoval>;
using SignedErasureWish = Signed<ErasureWish>;
using SignedGuestAttestation = Signed<GuestAttestation>;
using SignedErasureReceipt = Signed<ErasureReceipt>;

} // namespace identity
} // namespace chat121
