// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a server's refusal is to a person. See problems.h.
#include "client/core/engine/notices/problems.h"

#include <QCoreApplication>

#include <algorithm>
#include <utility>

namespace chat121::engine {

namespace {

using K = ProblemKind;

ProblemKind kindOfInvitation(protocol::Reason reason)
{
    using protocol::Reason;
    constexpr std::pair<Reason, ProblemKind> kKinds[] = {
        {Reason::InvitationUnknown, K::InvitationUnknown},
        {Reason::InvitationExpired, K::InvitationExpired},
        {Reason::InvitationUsedUp, K::InvitationUsedUp},
        {Reason::InvitationPaced, K::InvitationPaced},
    };
    const auto *found = std::ranges::find(kKinds, reason, &std::pair<Reason, ProblemKind>::first);
    return found == std::end(kKinds) ? K::ServerRefused : found->second;
}

// Of one conversation.
ProblemKind kindOfTalk(protocol::Reason reason)
{
    using protocol::Reason;
    constexpr std::pair<Reason, ProblemKind> kKinds[] = {
        {Reason::AlreadyTaken, K::AlreadyTaken},       {Reason::NotWaiting, K::NotWaiting},
        {Reason::AtCapacity, K::AtCapacity},           {Reason::Closed, K::ConversationClosed},
        {Reason::Erased, K::ConversationErased},       {Reason::OtherRegion, K::OtherRegion},
        {Reason::NoDepartmentKey, K::NoDepartmentKey}, {Reason::Blocked, K::Blocked},
    };
    const auto *found = std::ranges::find(kKinds, reason, &std::pair<Reason, ProblemKind>::first);
    return found == std::end(kKinds) ? K::ServerRefused : found->second;
}

} // namespace

ProblemKind kindOf(const protocol::Refused &refused)
{
    using protocol::Reason;
    switch (refused.reason) {
    case Reason::VersionUnsupported:
        return K::OtherVersion;
    case Reason::AlreadySetUp:
        return K::AlreadySetUp;
    case Reason::NotSetUp:
        return K::NotSetUp;
    case Reason::InvitationUnknown:
    case Reason::InvitationExpired:
    case Reason::InvitationUsedUp:
    case Reason::InvitationPaced:
        return kindOfInvitation(refused.reason);
    case Reason::BadSignature:
        return K::RegistrationNotTrusted;
    case Reason::BadPassword:
        return K::BadPassword;
    case Reason::TooManyTries:
        return K::TooManyTries;
    case Reason::StateRolledBack:
        return K::StateRolledBack;
    case Reason::DeviceRevoked:
        return K::DeviceRevoked;
    case Reason::NotAMember:
        return K::NotAllowed;
    case Reason::AlreadyTaken:
    case Reason::NotWaiting:
    case Reason::AtCapacity:
    case Reason::Closed:
    case Reason::Erased:
    case Reason::OtherRegion:
    case Reason::Blocked:
    case Reason::NoDepartmentKey:
        return kindOfTalk(refused.reason);
    case Reason::RateLimited:
    case Reason::ServerBusy:
        return K::ServerBusy;
    case Reason::DiskFull:
    case Reason::QuotaReached:
        return K::ServerDiskFull;
    case Reason::NameTaken:
        return K::NameTaken;
    case Reason::Dismissed:
        return K::Dismissed;
    case Reason::BadgeOver:
        return K::BadgeOver;
    case Reason::None:
    case Reason::EpochClosed:
    case Reason::NotLoggedIn:
    case Reason::AlreadyLoggedIn:
    case Reason::UnknownLog:
    case Reason::NoArchive:
    case Reason::LinkUnknown:
        break;
    }
    return K::ServerRefused;
}

Problem problem(const protocol::Refused &refused)
{
    const QString details = QStringLiteral("code %1, reason %2")
                                .arg(static_cast<int>(refused.code))
                                .arg(static_cast<int>(refused.reason));
    Problem shown = problem(kindOf(refused), details);
    constexpr quint32 kMinuteMs = 60'000;
    if (refused.reason == protocol::Reason::InvitationPaced && refused.retry_after_ms > 0) {
        const auto minutes = static_cast<int>((refused.retry_after_ms + kMinuteMs - 1) / kMinuteMs);
        shown.sentence = QCoreApplication::translate(
            "Problems",
            "Many people are coming in by this invitation just now. Nothing has changed on this computer. "
            "Try again in %n minute(s).",
            nullptr, minutes);
    }
    return shown;
}

} // namespace chat121::engine
