// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Every sentence that the core says to a person about something that went wrong: what happened,
// what is not lost, what to do. All of them stand in one table, translation context "Problems".
//
// Threads: any (translation is looked up when the Problem is made).
#pragma once

#include "client/core/workspace.h"
#include "common/base/result.h"
#include "common/protocol/messages/answers.h"

namespace chat121::engine {

enum class ProblemKind : quint8 {
    // ways in
    InvitationMalformed,
    InvitationExpired,
    InvitationUnknown,
    InvitationUsedUp,
    InvitationPaced,
    InvitationTooNew,
    InvitationForOthers,
    AlreadySetUp,
    NotSetUp,
    BadPassword,
    WrongCurrentPassword,
    PasswordTooShort,
    PasswordChangeOpen, // another one
    PasswordChangeCut,
    TooManyTries,
    NameTaken,
    NameMissing,
    AddressMalformed,
    WeakPasswordSettings,
    AccountNotOpened,
    ProfileInUse,
    // the server
    ServerUnreachable,
    ServerChanged,
    OtherVersion,
    ServerNonsense,
    ServerBusy,
    ServerDiskFull,
    ServerRefused,
    NotConnected,
    // trust
    OrganisationChanged,
    OrganisationNotTrusted,
    StaffNotTrusted,
    TeamKeysUnusable,
    TeamNotTrusted,
    GuestNotTrusted,
    DepartmentKeyNotTrusted,
    NoDepartmentKey,
    RegistrationNotTrusted,
    StateRolledBack,
    DeviceRevoked,
    KeyLogRewritten,
    KeyLogSplit,
    KeyLogMissing,
    KeyLogWithheld,
    // conversations
    MessageDamaged,
    MessagesMissing,
    MessageReplayed,
    ConversationDiverged,
    ConversationForked,
    ChangeNotConfirmed,
    MessageTooLong,
    MessageGone,
    OutboxFull,
    AlreadyTaken,
    NotWaiting,
    AtCapacity,
    ConversationClosed,
    ConversationErased,
    ReceiptNotTrusted,
    ErasureNotTrusted,
    OtherRegion,
    Blocked, // until it is lifted; words::blockedUntil for a while
    OpeningUnreadable,
    WaitsForCustomer,
    ColleagueNotReachable,
    ColleagueNotThere,
    HandOverSettled,
    JoinUnanswered,
    NotAllowed,
    // this computer
    WrongPassphrase,
    PassphraseNeeded,
    KeyMissing,
    KeyStoreSilent,
    // history
    HistoryIncomplete,
    HistoryRolledBack,
    HistoryKeysDamaged,
    RecoveryWordsMistyped,
    RecoveryWordsWrong,
    RecoveryWordsReplaced,
    RecoveryWordsNeeded,
    RecoveryWordsUnknown,

    Dismissed, // the account is no longer staff
    BadgeOver, // and nobody has renewed it
    // devices
    DeviceNotTrusted,
    LinkMistyped,
    LinkOver,
    LinkNotTrusted,
    LinkDenied,
    LinkGivenUp,
    // the organisation
    BadgeEnds, // %1: when
    ClockWrong,
    RootKeyNeeded, // to sign for the organisation
    DocumentFull,  // more than a signed document has room for
    RootPassphraseShort,
    RootPassphraseWrong,
    RootFileDamaged,
    RootFileNewer,
    RootKeyOfOthers, // of another organisation
    RootFileUnreadable,
    RootFileNotWritten,
    RootSheetMistyped, // %1: which line
    NoMemory,          // for the slow hash
};

// `details` stands behind a link: codes and ids, never text of a conversation.
Problem problem(ProblemKind kind, const QString &details = {});

// The server's refusal, in the reader's terms.
ProblemKind kindOf(const protocol::Refused &refused);
Problem problem(const protocol::Refused &refused);

// An error of the local store or of this computer.
Problem storeProblem(const Error &error);

} // namespace chat121::engine
