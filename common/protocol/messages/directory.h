// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The directory: the organisation's document, its staff, departments' keys, invitations.
#pragma once

#include "common/protocol/messages/types.h"

namespace chat121::protocol {

// Answer: Organisation, or Refused(NotSetUp). `department`: whose staff is counted in the answer; 0: none.
struct FetchOrganisation {
    static constexpr auto kType = MessageType::FetchOrganisation;
    RequestId request{};
    DepartmentId department{};
    auto fields() { return std::tie(request, department); }
};

struct Organisation {
    static constexpr auto kType = MessageType::Organisation;
    RequestId request{};
    Document document{};
    quint32 agents_on_duty = 0; // available or busy, in the department that was asked for
    auto fields() { return std::tie(request, document, agents_on_duty); }
};

// Answer: DepartmentKey, or Refused(NoDepartmentKey).
struct FetchDepartmentKey {
    static constexpr auto kType = MessageType::FetchDepartmentKey;
    RequestId request{};
    DepartmentId department{};
    auto fields() { return std::tie(request, department); }
};

struct DepartmentKey {
    static constexpr auto kType = MessageType::DepartmentKey;
    RequestId request{};
    DepartmentId department{};
    Chain key{}; // encode(identity::PublishedDepartmentKey); the client checks its chain
    quint32 agents_on_duty = 0;
    auto fields() { return std::tie(request, department, key, agents_on_duty); }
};

// Staff of the department, for a rotation without a commit. Answer: Done.
struct PublishDepartmentKey {
    static constexpr auto kType = MessageType::PublishDepartmentKey;
    RequestId request{};
    DepartmentId department{};
    Chain key{};
    auto fields() { return std::tie(request, department, key); }
};

// Staff. The token itself stays in the link; the server gets its SHA-256. Answer: Done.
struct CreateGuestInvitation {
    static constexpr auto kType = MessageType::CreateGuestInvitation;
    RequestId request{};
    Hash token_hash{};
    DepartmentId department{};
    UnixTime expires_at{};
    quint32 uses = 1;
    quint32 per_hour = 0; // new customers at most; 0: as many as there are uses
    quint32 per_day = 0;
    auto fields() { return std::tie(request, token_hash, department, expires_at, uses, per_hour, per_day); }
};

// Answer: Staff. Guests get the staff of the conversations that they take part in.
struct FetchStaff {
    static constexpr auto kType = MessageType::FetchStaff;
    RequestId request{};
    auto fields() { return std::tie(request); }
};

struct StaffEntry {
    AccountId account{};
    Chain staff_chain{};
    auto fields() { return std::tie(account, staff_chain); }
};

struct Staff {
    static constexpr auto kType = MessageType::Staff;
    RequestId request{};
    List<StaffEntry, bounds::kStaffPerReply> staff{};
    auto fields() { return std::tie(request, staff); }
};

// Owner or admin: a newer organisation document. The server checks root, number and hash.
// Answer: Done. Everybody on-line gets an Organisation with request 0.
struct PublishOrganisation {
    static constexpr auto kType = MessageType::PublishOrganisation;
    RequestId request{};
    Document document{};
    auto fields() { return std::tie(request, document); }
};

// Owner or admin: the chain of a member of staff in place of the one that the server has, which it
// outlives. The server checks who signed it. Answer: Done. Staff who are on-line get a Staff with
// request 0 that names this account alone.
struct CertifyStaff {
    static constexpr auto kType = MessageType::CertifyStaff;
    RequestId request{};
    Chain staff_chain{};
    auto fields() { return std::tie(request, staff_chain); }
};

} // namespace chat121::protocol
