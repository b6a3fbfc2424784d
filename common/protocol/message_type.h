// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The number of every wire message and every small enumeration that travels with them.
// Never renumber, never reuse: both ends of a connection may be of different age.
#pragma once

#include "common/codec/fields.h"

namespace chat121::protocol {

enum class MessageType : quint16 {
    // before log-in
    Hello = 1,
    Welcome = 2,
    FetchOrganisation = 3,
    Organisation = 4,
    FoundOrganisation = 5,
    RegisterStaff = 6,
    RegisterGuest = 7,
    RegisterDevice = 8,
    Registered = 9,
    LogIn = 10,
    LoggedIn = 11,
    FetchPasswordSettings = 12,
    PasswordSettings = 13,
    PasswordLogIn = 14,
    PasswordAccepted = 15,
    FetchOwners = 16,

    // answers that fit many requests, and framing
    Done = 20,
    Refused = 21,
    Chunk = 22,

    // logs
    Append = 30,
    Stored = 31,
    Since = 32,
    Envelopes = 33,
    EnvelopePushed = 34,
    Acknowledge = 35,
    ReplaceWaiting = 36,

    // delivery service
    PublishKeyPackages = 40,
    KeyPackagesPublished = 41,
    FetchKeyPackages = 42,
    KeyPackages = 43,
    Commit = 44,
    CommitConflict = 45,
    FetchGroupInfo = 46,
    GroupInfo = 47,
    CannotFollow = 48,
    StartAnew = 49,

    // what is never stored
    Signal = 50,
    Signalled = 51,
    PresenceChanged = 52,

    // delivery service: whom the server delivers to
    FetchMembers = 53,
    Members = 54,
    Reroute = 55,
    TeamChanged = 56,

    // desk
    StartConversation = 60,
    SetStatus = 61,
    Take = 62,
    Taken = 63,
    ReturnToQueue = 64,
    CloseConversation = 65,
    FetchDesk = 66,
    DeskChanged = 67,
    QueueChanged = 68,
    Offered = 69,
    DeclineOffer = 70,
    HandOver = 74,
    WithdrawHandOver = 75,
    AnswerHandOver = 76,
    CompleteHandOver = 77,
    HandOverChanged = 78,

    // desk, for supervisors
    FetchDay = 182,
    Day = 183,

    // directory
    FetchDepartmentKey = 80,
    DepartmentKey = 81,
    PublishDepartmentKey = 82,
    CreateGuestInvitation = 83,
    FetchStaff = 84,
    Staff = 85,
    SetPassword = 86,
    PublishOrganisation = 87,
    CertifyStaff = 88,

    // archive
    FetchArchive = 90,
    Archive = 91,
    PutArchiveKeys = 92,
    AppendArchive = 93,
    ArchiveAppended = 94,
    ArchiveGrown = 95,
    FetchRecovery = 96,
    Recovery = 97,
    ForgetArchived = 98,

    // key log
    FetchKeyLog = 100,
    KeyLog = 101,

    // what the server knows
    FetchHeldRows = 110,
    HeldRows = 111,

    // devices
    FetchDevices = 120,
    Devices = 121,
    NameDevice = 122,
    RemoveDevice = 123,
    DevicesChanged = 124,
    RemovalsDue = 125,
    FetchRemoval = 126,
    Removal = 127,
    OpenLink = 130,
    CloseLink = 131,
    FetchLink = 132,
    Link = 133,
    AskLink = 134,
    LinkAsked = 135,
    AnswerLink = 136,
    FetchLinkAnswer = 137,
    LinkAnswer = 138,

    // erasure
    EraseConversation = 140,
    Erased = 141,
    ConversationErased = 142,
    FetchErasures = 143,
    Erasures = 144,

    // from whom nothing is taken
    BlockGuest = 194,
    LiftBlock = 195,
    FetchBlocks = 196,
    Blocks = 197,
};

// Why a request was refused, beside the Code: what lets the client say one clear sentence.
enum class Reason : quint16 {
    None = 0,
    VersionUnsupported = 1, // server and client share no protocol version
    AlreadySetUp = 2,       // the server belongs to an organisation already
    NotSetUp = 3,           // the server belongs to no organisation yet
    InvitationUnknown = 4,
    InvitationExpired = 5,
    InvitationUsedUp = 6,
    BadSignature = 7,
    BadPassword = 8, // also: no such log-in name, so that names cannot be guessed
    TooManyTries = 9,
    StateRolledBack = 10, // the device's counter is lower than what the server has seen
    DeviceRevoked = 11,
    EpochClosed = 12, // sealed in an epoch that is over: seal again, same request
    NotAMember = 13,
    AlreadyTaken = 14,
    NotWaiting = 15,
    AtCapacity = 16,
    Closed = 17,          // the conversation is closed
    NoDepartmentKey = 18, // no agent of the department has ever been on-line
    RateLimited = 19,
    ServerBusy = 20,
    DiskFull = 21,
    NotLoggedIn = 22,
    AlreadyLoggedIn = 23,
    UnknownLog = 24,
    QuotaReached = 25,
    NameTaken = 26,       // the log-in name belongs to another account
    NoArchive = 27,       // nobody has made recovery words for this account, or these
    LinkUnknown = 28,     // the code was never given out, is over, or was used
    Dismissed = 29,       // the account is no longer staff of this organisation
    BadgeOver = 30,       // the account's badge has ended and was not renewed
    Erased = 31,          // the conversation was erased by the wish of a member, and does not come back
    OtherRegion = 32,     // the department keeps its conversations somewhere else than on this server
    Blocked = 33,         // the department takes nothing from this customer for a while
    InvitationPaced = 34, // so many have come in by it just now: later
    Last = InvitationPaced,
};

// What an envelope in a log is, as far as the server needs to know.
enum class EnvelopeKind : quint8 {
    Application = 1, // a sealed message
    Commit = 2,      // changes the group; compare-and-swap on the epoch
    Opening = 3,     // waiting room: a first message, or a continuation
    Invitation = 4,  // inbox: a Welcome of the group in `about`
    Emptied = 5,     // sequence and hash are kept, the body is gone
};

enum class AgentStatus : quint8 { Away = 1, Busy = 2, Available = 3 };

enum class ConversationState : quint8 {
    Waiting = 1, // in the queue, nobody has taken it
    Taken = 2,   // lease runs, or the group exists
    Closed = 3,
};

// Whether the customer waits for an answer now or leaves a message for later.
enum class HandOverAnswer : quint8 { Accept = 1, Decline = 2 };

enum class HandOverStay : quint8 { Leave = 1, Stay = 2 }; // the giver, when it is done

// Where a hand-over stands; from Declined on it has ended, and only with Done the conversation is another's.
enum class HandOverStep : quint8 {
    Asked = 1,
    Accepted = 2, // the receiver becomes a member of the group
    Declined = 3,
    Lapsed = 4,    // nobody answered, or the receiver did not become a member, in time
    Withdrawn = 5, // by the giver
    Lost = 6,      // the receiver's last device is gone
    Over = 7,      // the conversation is closed, or back in the queue
    Done = 8,
};

enum class StartMode : quint8 { Live = 1, LeaveMessage = 2 };

// Whom rows of a table are about, of those whom the server holds for somebody who asks.
enum class HeldAbout : quint8 { Conversation = 1, Asker = 2, Server = 3 };

enum class HeldValueKind : quint8 { Nothing = 1, Number = 2, Text = 3, Bytes = 4 };

// How far one device is with letting another in.
enum class LinkState : quint8 {
    Open = 1,    // nobody has asked
    Asked = 2,   // the person has not answered
    Granted = 3, // the answer is there
    Denied = 4,
};

} // namespace chat121::protocol

namespace chat121 {
template <>
struct EnumRange<protocol::LinkState> {
    static constexpr protocol::LinkState min = protocol::LinkState::Open, max = protocol::LinkState::Denied;
};
template <>
struct EnumRange<protocol::HandOverAnswer> {
    static constexpr protocol::HandOverAnswer min = protocol::HandOverAnswer::Accept,
                                              max = protocol::HandOverAnswer::Decline;
};
template <>
struct EnumRange<protocol::HandOverStay> {
    static constexpr protocol::HandOverStay min = protocol::HandOverStay::Leave,
                                            max = protocol::HandOverStay::Stay;
};
template <>
struct EnumRange<protocol::HandOverStep> {
    static constexpr protocol::HandOverStep min = protocol::HandOverStep::Asked,
                                            max = protocol::HandOverStep::Done;
};
template <>
struct EnumRange<protocol::HeldAbout> {
    static constexpr protocol::HeldAbout min = protocol::HeldAbout::Conversation,
                                         max = protocol::HeldAbout::Server;
};
template <>
struct EnumRange<protocol::HeldValueKind> {
    static constexpr protocol::HeldValueKind min = protocol::HeldValueKind::Nothing,
                                             max = protocol::HeldValueKind::Bytes;
};
template <>
struct EnumRange<Code> {
    static constexpr Code min = Code::Malformed, max = Code::Unsupported;
};
template <>
struct EnumRange<protocol::Reason> {
    static constexpr protocol::Reason min = protocol::Reason::None, max = protocol::Reason::Last;
};
template <>
struct EnumRange<protocol::EnvelopeKind> {
    static constexpr protocol::EnvelopeKind min = protocol::EnvelopeKind::Application,
                                            max = protocol::EnvelopeKind::Emptied;
};
template <>
struct EnumRange<protocol::AgentStatus> {
    static constexpr protocol::AgentStatus min = protocol::AgentStatus::Away,
                                           max = protocol::AgentStatus::Available;
};
template <>
struct EnumRange<protocol::ConversationState> {
    static constexpr protocol::ConversationState min = protocol::ConversationState::Waiting,
                                                 max = protocol::ConversationState::Closed;
};
template <>
struct EnumRange<protocol::StartMode> {
    static constexpr protocol::StartMode min = protocol::StartMode::Live,
                                         max = protocol::StartMode::LeaveMessage;
};
} // namespace chat121
