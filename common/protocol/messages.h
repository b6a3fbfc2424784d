// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The wire schema: every message a client and the server can exchange. There is no other place.
//
// A message is a struct; fields() lists what travels, in order. Encoding and decoding are derived
// from that list (common/codec/fields.h, frame.h), and PROTOCOL.md is checked against it by
// tests/tidy. To add a message: append a MessageType, add a struct, add a row to PROTOCOL.md.
//
// `request` is chosen by the asking side and echoed in the answer; an answer is the struct named in
// the comment, or Refused. Opaque fields are never looked into by the server unless it says so.
#pragma once

#include "common/base/limits.h"
#include "common/protocol/message_type.h"

namespace chat121::protocol {

namespace bounds = limits;

using Key = FixedBytes<32>;       // an Ed25519 or X25519 public key
using Signature = FixedBytes<64>; // Ed25519
using Hash = FixedBytes<32>;      // SHA-256
using Name = Text<bounds::kNameBytesMax>;
using Language = Text<bounds::kLanguageBytesMax>;
using Sealed = Opaque<bounds::kSealedBytesMax>;
using Chain = Opaque<bounds::kChainBytesMax>;             // encode(identity::...), see each use
using Document = Opaque<bounds::kDocumentBytesMax>;       // encode(identity::SignedOrganisation)
using CommitBytes = Opaque<bounds::kCommitBytesMax>;      // an MLSMessage, RFC 9420, Section 6
using GroupBytes = Opaque<bounds::kGroupBytesMax>;        // an MLSMessage(GroupInfo)
using PackageBytes = Opaque<bounds::kKeyPackageBytesMax>; // an MLSMessage(KeyPackage)
using WrappedKey = Opaque<bounds::kWrappedKeyBytesMax>;
using ArchiveKeys = Opaque<bounds::kArchiveKeysBytesMax>; // sealed under an account's recovery words

inline constexpr quint16 kVersionMin = 1;
inline constexpr quint16 kVersionMax = 1;

// --- before log-in --------------------------------------------------------------------------------

// Client -> server, the first frame of a connection. Answer: Welcome, or Refused(VersionUnsupported).
struct Hello {
    static constexpr auto kType = MessageType::Hello;
    quint16 version_min = kVersionMin;
    quint16 version_max = kVersionMax;
    quint64 features = 0; // bit set; none is defined yet, unknown bits are ignored
    auto fields() { return std::tie(version_min, version_max, features); }
};

struct Welcome {
    static constexpr auto kType = MessageType::Welcome;
    quint16 version = 0;
    quint64 features = 0;
    Key registrar{};  // the server's identity; the client compares it with its profile
    Hash challenge{}; // fresh and random; every signature before log-in covers it
    UnixTime now{};   // the server's clock
    bool is_set_up = false;
    auto fields() { return std::tie(version, features, registrar, challenge, now, is_set_up); }
};

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

// What a person needs to log in on a new device; the server cannot open `wrapped_account_key`.
struct PasswordRecord {
    Name login_name{}; // unique on the server, compared case-insensitively
    FixedBytes<16> salt{};
    quint64 memory_bytes = 0; // Argon2id
    quint32 passes = 0;
    FixedBytes<32> login_secret{}; // derived from the password; the server hashes it once more
    WrappedKey wrapped_account_key{};
    auto fields()
    {
        return std::tie(login_name, salt, memory_bytes, passes, login_secret, wrapped_account_key);
    }
};

// The founder's first request, over a set-up link. Answer: Registered.
struct FoundOrganisation {
    static constexpr auto kType = MessageType::FoundOrganisation;
    RequestId request{};
    FixedBytes<32> setup_token{};
    Document document{};
    Chain staff_chain{};        // the founder's badge: encode(identity::StaffChain)
    Chain device_certificate{}; // encode(identity::SignedDeviceCertificate)
    Signature device_proof{};   // by the device key: identity/login.h
    std::optional<PasswordRecord> password{};
    auto fields()
    {
        return std::tie(request, setup_token, document, staff_chain, device_certificate, device_proof,
                        password);
    }
};

// A new member of staff with an invitation, or the same account's chain renewed. Answer: Registered.
struct RegisterStaff {
    static constexpr auto kType = MessageType::RegisterStaff;
    RequestId request{};
    Chain staff_chain{};
    Chain device_certificate{};
    Signature device_proof{};
    std::optional<PasswordRecord> password{};
    auto fields() { return std::tie(request, staff_chain, device_certificate, device_proof, password); }
};

// A guest with an invitation token. Answer: Registered, which brings the attestation.
struct RegisterGuest {
    static constexpr auto kType = MessageType::RegisterGuest;
    RequestId request{};
    FixedBytes<32> invitation_token{};
    Key account_key{};
    Chain device_certificate{};
    Signature account_proof{}; // by the account key: identity/login.h
    Signature device_proof{};
    auto fields()
    {
        return std::tie(request, invitation_token, account_key, device_certificate, account_proof,
                        device_proof);
    }
};

// A further device of an account whose key the person holds (after PasswordLogIn). `replaces`: an older
// device of the account whose place in every log it takes, and which is retired; 0: none. `password`: a new
// one, of a person who has lost theirs and whose recovery words gave the key. Answer: Registered.
struct RegisterDevice {
    static constexpr auto kType = MessageType::RegisterDevice;
    RequestId request{};
    AccountId account{};
    Chain device_certificate{};
    Signature account_proof{};
    Signature device_proof{};
    DeviceId replaces{};
    std::optional<PasswordRecord> password{};
    auto fields()
    {
        return std::tie(request, account, device_certificate, account_proof, device_proof, replaces,
                        password);
    }
};

// The device is known now; LogIn follows on the same connection with the same challenge.
struct Registered {
    static constexpr auto kType = MessageType::Registered;
    RequestId request{};
    AccountId account{};
    DeviceId device{};
    Chain attestation{}; // guests: encode(identity::SignedGuestAttestation); staff: empty
    auto fields() { return std::tie(request, account, device, attestation); }
};

// Answer: LoggedIn. Logging in again with the same device closes its older connection.
struct LogIn {
    static constexpr auto kType = MessageType::LogIn;
    RequestId request{};
    AccountId account{};
    DeviceId device{};
    quint64 start_counter = 0; // rises with every start of the client; a lower one is refused
    RequestId last_request{};  // the highest request this device has ever used
    Signature device_proof{};
    auto fields() { return std::tie(request, account, device, start_counter, last_request, device_proof); }
};

// A log that the device may read, and how far it has acknowledged.
struct Head {
    LogId log{};
    quint64 incarnation = 0; // changes when a server was restored from a backup
    Sequence head{};
    Sequence floor{}; // the lowest sequence that is still kept; 0: all
    Sequence acknowledged{};
    auto fields() { return std::tie(log, incarnation, head, floor, acknowledged); }
};

struct LoggedIn {
    static constexpr auto kType = MessageType::LoggedIn;
    RequestId request{};
    quint32 key_packages = 0;                   // one-time key packages the server still has of this device
    List<Head, bounds::kHeadsPerReply> heads{}; // only logs whose head is above `acknowledged`
    auto fields() { return std::tie(request, key_packages, heads); }
};

// Answer: PasswordSettings; for an unknown name, settings that look real and never change.
struct FetchPasswordSettings {
    static constexpr auto kType = MessageType::FetchPasswordSettings;
    RequestId request{};
    Name login_name{};
    auto fields() { return std::tie(request, login_name); }
};

struct PasswordSettings {
    static constexpr auto kType = MessageType::PasswordSettings;
    RequestId request{};
    FixedBytes<16> salt{};
    quint64 memory_bytes = 0;
    quint32 passes = 0;
    auto fields() { return std::tie(request, salt, memory_bytes, passes); }
};

// Answer: PasswordAccepted, or Refused(BadPassword | TooManyTries).
struct PasswordLogIn {
    static constexpr auto kType = MessageType::PasswordLogIn;
    RequestId request{};
    Name login_name{};
    FixedBytes<32> login_secret{};
    auto fields() { return std::tie(request, login_name, login_secret); }
};

struct PasswordAccepted {
    static constexpr auto kType = MessageType::PasswordAccepted;
    RequestId request{};
    AccountId account{};
    WrappedKey wrapped_account_key{};
    Chain staff_chain{};
    auto fields() { return std::tie(request, account, wrapped_account_key, staff_chain); }
};

// --- answers that fit many requests, and framing --------------------------------------------------

struct Done {
    static constexpr auto kType = MessageType::Done;
    RequestId request{};
    auto fields() { return std::tie(request); }
};

// `request` 0: the connection as a whole; it is closed afterwards.
struct Refused {
    static constexpr auto kType = MessageType::Refused;
    RequestId request{};
    Code code = Code::Malformed;
    Reason reason = Reason::None;
    quint32 retry_after_ms = 0; // 0: do not retry unchanged
    auto fields() { return std::tie(request, code, reason, retry_after_ms); }
};

// A part of an encoded message that is larger than a frame. Parts come in order, one message at a
// time and direction, and other messages may stand between them. Only after log-in.
struct Chunk {
    static constexpr auto kType = MessageType::Chunk;
    quint32 index = 0;
    bool is_last = false;
    Opaque<bounds::kChunkBytesMax> part{};
    auto fields() { return std::tie(index, is_last, part); }
};

// --- logs -----------------------------------------------------------------------------------------

struct Envelope {
    LogId log{};
    Sequence sequence{};
    EnvelopeKind kind = EnvelopeKind::Application;
    DeviceId sender{};
    AccountId sender_account{};
    quint32 generation = 0; // of the conversation's group
    quint64 epoch = 0;      // the MLS epoch it was sealed in
    UnixTime stored_at{};   // the server's clock
    LogId about{};          // waiting room: the conversation; inbox: the group's log
    Opaque<bounds::kCommitBytesMax> body{};
    auto fields()
    {
        return std::tie(log, sequence, kind, sender, sender_account, generation, epoch, stored_at, about,
                        body);
    }
};

// One sealed envelope for a log. The server takes application envelopes of the current epoch only.
// Answer: Stored, after the commit reached the disk; the same request again: the same answer.
struct Append {
    static constexpr auto kType = MessageType::Append;
    RequestId request{};
    LogId log{};
    EnvelopeKind kind = EnvelopeKind::Application; // Application or Opening
    quint32 generation = 0;
    quint64 epoch = 0;
    LogId about{};
    Sealed sealed{};
    auto fields() { return std::tie(request, log, kind, generation, epoch, about, sealed); }
};

struct Stored {
    static constexpr auto kType = MessageType::Stored;
    RequestId request{};
    LogId log{};
    Sequence sequence{};
    UnixTime stored_at{};
    auto fields() { return std::tie(request, log, sequence, stored_at); }
};

struct Position {
    LogId log{};
    quint64 incarnation = 0;
    Sequence after{};
    auto fields() { return std::tie(log, incarnation, after); }
};

// Many logs, one byte budget. Answer: Envelopes.
struct Since {
    static constexpr auto kType = MessageType::Since;
    RequestId request{};
    List<Position, bounds::kLogsPerSince> positions{};
    quint32 bytes_max = static_cast<quint32>(bounds::kSinceBytesMax);
    auto fields() { return std::tie(request, positions, bytes_max); }
};

// Where a log stands when the asker cannot know: its floor is above what was asked for (deleted by
// policy), it has another incarnation, or the asker named none.
struct Trimmed {
    LogId log{};
    quint64 incarnation = 0;
    Sequence floor{};
    auto fields() { return std::tie(log, incarnation, floor); }
};

// Oldest first within each log. `is_complete`: nothing is left above these for the asked logs.
struct Envelopes {
    static constexpr auto kType = MessageType::Envelopes;
    RequestId request{};
    List<Envelope, bounds::kEnvelopesPerReply> envelopes{};
    List<Trimmed, bounds::kLogsPerSince> trimmed{};
    bool is_complete = true;
    auto fields() { return std::tie(request, envelopes, trimmed, is_complete); }
};

// Server -> client, unasked: a new envelope in a log that the device reads.
struct EnvelopePushed {
    static constexpr auto kType = MessageType::EnvelopePushed;
    quint64 incarnation = 0;
    Envelope envelope{};
    auto fields() { return std::tie(incarnation, envelope); }
};

// The device has everything up to `sequence` on its own disk. No answer; never goes down.
struct Acknowledge {
    static constexpr auto kType = MessageType::Acknowledge;
    LogId log{};
    quint64 incarnation = 0;
    Sequence sequence{};
    auto fields() { return std::tie(log, incarnation, sequence); }
};

// Staff of the department: the waiting envelope `old`, sealed anew to the department's newest key.
// The old one is emptied in the same transaction. Answer: Stored, or Refused(Conflict).
struct ReplaceWaiting {
    static constexpr auto kType = MessageType::ReplaceWaiting;
    RequestId request{};
    LogId log{};
    Sequence old{};
    LogId about{};
    Sealed sealed{};
    auto fields() { return std::tie(request, log, old, about, sealed); }
};

// --- delivery service -----------------------------------------------------------------------------

struct KeyPackageUpload {
    Hash reference{};
    UnixTime expires_at{};
    bool is_last_resort = false;
    PackageBytes package{};
    auto fields() { return std::tie(reference, expires_at, is_last_resort, package); }
};

// Answer: KeyPackagesPublished. A last-resort package replaces the older one.
struct PublishKeyPackages {
    static constexpr auto kType = MessageType::PublishKeyPackages;
    RequestId request{};
    List<KeyPackageUpload, bounds::kKeyPackagesPerUpload> packages{};
    auto fields() { return std::tie(request, packages); }
};

// Also unasked, when a package was handed out: how many one-time ones are left, and whether it was the
// last-resort one, which its owner then replaces.
struct KeyPackagesPublished {
    static constexpr auto kType = MessageType::KeyPackagesPublished;
    RequestId request{};
    quint32 available = 0;
    bool is_last_resort_used = false;
    auto fields() { return std::tie(request, available, is_last_resort_used); }
};

// One key package of each device of `account`, each handed out once; the asking device is left out.
// Staff may ask for staff; within a conversation that they share, members for each other.
struct FetchKeyPackages {
    static constexpr auto kType = MessageType::FetchKeyPackages;
    RequestId request{};
    AccountId account{};
    auto fields() { return std::tie(request, account); }
};

struct DeviceKeyPackage {
    DeviceId device{};
    PackageBytes package{};
    auto fields() { return std::tie(device, package); }
};

struct KeyPackages {
    static constexpr auto kType = MessageType::KeyPackages;
    RequestId request{};
    AccountId account{};
    List<DeviceKeyPackage, bounds::kWelcomesPerCommit> packages{};
    auto fields() { return std::tie(request, account, packages); }
};

struct WelcomeFor {
    DeviceId device{};
    CommitBytes welcome{}; // an MLSMessage(Welcome); goes to the inbox log of `device`
    auto fields() { return std::tie(device, welcome); }
};

struct DeviceOf {
    DeviceId device{};
    AccountId account{};
    auto fields() { return std::tie(device, account); }
};

// A commit of the group of (log, generation), sent in `epoch`; it makes epoch + 1. The first commit
// of a generation has epoch 0. The routing change (added, removed) is applied in the same
// transaction, within the sender's rights. An external commit adds the sender itself.
// A team group's commit brings the department's newest inbox key.
// Answer: Stored, or CommitConflict.
struct Commit {
    static constexpr auto kType = MessageType::Commit;
    RequestId request{};
    LogId log{};
    quint32 generation = 0;
    quint64 epoch = 0;
    bool is_external = false;
    CommitBytes commit{};
    GroupBytes group_info{}; // of the epoch that the commit makes
    List<WelcomeFor, bounds::kWelcomesPerCommit> welcomes{};
    List<DeviceOf, bounds::kWelcomesPerCommit> added{};
    List<DeviceOf, bounds::kWelcomesPerCommit> removed{};
    Chain department_key{}; // encode(identity::PublishedDepartmentKey), or empty
    auto fields()
    {
        return std::tie(request, log, generation, epoch, is_external, commit, group_info, welcomes, added,
                        removed, department_key);
    }
};

// Somebody else's commit closed the epoch: the current state, so that the loser can catch up.
struct CommitConflict {
    static constexpr auto kType = MessageType::CommitConflict;
    RequestId request{};
    LogId log{};
    quint32 generation = 0; // the log's current one
    quint64 epoch = 0;      // the log's current one
    auto fields() { return std::tie(request, log, generation, epoch); }
};

// For an external commit. Answer: GroupInfo, or Refused(NotFound) when the log has no group yet.
struct FetchGroupInfo {
    static constexpr auto kType = MessageType::FetchGroupInfo;
    RequestId request{};
    LogId log{};
    auto fields() { return std::tie(request, log); }
};

struct GroupInfo {
    static constexpr auto kType = MessageType::GroupInfo;
    RequestId request{};
    LogId log{};
    quint32 generation = 0;
    quint64 epoch = 0;
    GroupBytes group_info{};
    auto fields() { return std::tie(request, log, generation, epoch, group_info); }
};

// This device cannot merge the commit that closed `epoch`: the conversation goes back to the head of its
// queue, for the next generation of its group. Answer: Done, also when it is over already.
struct CannotFollow {
    static constexpr auto kType = MessageType::CannotFollow;
    RequestId request{};
    ConversationId conversation{};
    quint32 generation = 0;
    quint64 epoch = 0; // the one that this device is left in
    auto fields() { return std::tie(request, conversation, generation, epoch); }
};

// To who had taken it: a member could not follow, it is back in the queue, and may be taken again at once.
struct StartAnew {
    static constexpr auto kType = MessageType::StartAnew;
    ConversationId conversation{};
    auto fields() { return std::tie(conversation); }
};

// --- what is never stored -------------------------------------------------------------------------

// Sealed, for the members of a conversation who are on-line now. No answer.
struct Signal {
    static constexpr auto kType = MessageType::Signal;
    LogId log{};
    Opaque<bounds::kSignalBytesMax> sealed{};
    auto fields() { return std::tie(log, sealed); }
};

struct Signalled {
    static constexpr auto kType = MessageType::Signalled;
    LogId log{};
    DeviceId sender{};
    Opaque<bounds::kSignalBytesMax> sealed{};
    auto fields() { return std::tie(log, sender, sealed); }
};

// An account that shares an open conversation with this device came on-line or left.
struct PresenceChanged {
    static constexpr auto kType = MessageType::PresenceChanged;
    AccountId account{};
    bool is_online = false;
    auto fields() { return std::tie(account, is_online); }
};

// --- desk -----------------------------------------------------------------------------------------

// A guest asks a department: the conversation's log (its id chosen by the client), a place in the
// queue and the sealed opening, in one transaction. Starting a closed or returned conversation of
// one's own again puts it back into the queue. Answer: Stored (of the opening in the waiting room).
struct StartConversation {
    static constexpr auto kType = MessageType::StartConversation;
    RequestId request{};
    ConversationId conversation{};
    DepartmentId department{};
    Language language{};
    StartMode mode = StartMode::Live;
    Sealed opening{};
    auto fields() { return std::tie(request, conversation, department, language, mode, opening); }
};

// Staff. Answer: Done. `capacity`: conversations at once.
struct SetStatus {
    static constexpr auto kType = MessageType::SetStatus;
    RequestId request{};
    AgentStatus status = AgentStatus::Away;
    quint8 capacity = 4;
    auto fields() { return std::tie(request, status, capacity); }
};

// Staff. Atomic. Answer: Taken, or Refused(AlreadyTaken | NotWaiting | AtCapacity).
struct Take {
    static constexpr auto kType = MessageType::Take;
    RequestId request{};
    ConversationId conversation{};
    auto fields() { return std::tie(request, conversation); }
};

// The conversation is yours until `lease_until`; the first commit of `generation` makes it lasting.
struct Taken {
    static constexpr auto kType = MessageType::Taken;
    RequestId request{};
    ConversationId conversation{};
    AccountId guest{};
    quint32 generation = 0;
    UnixTime lease_until{};
    auto fields() { return std::tie(request, conversation, guest, generation, lease_until); }
};

// The taker gives it back to the head of the queue. Answer: Done.
struct ReturnToQueue {
    static constexpr auto kType = MessageType::ReturnToQueue;
    RequestId request{};
    ConversationId conversation{};
    auto fields() { return std::tie(request, conversation); }
};

// The taker, or the guest. Answer: Done.
struct CloseConversation {
    static constexpr auto kType = MessageType::CloseConversation;
    RequestId request{};
    ConversationId conversation{};
    auto fields() { return std::tie(request, conversation); }
};

// Staff: the whole desk of one's departments. Answer: DeskChanged with is_complete.
struct FetchDesk {
    static constexpr auto kType = MessageType::FetchDesk;
    RequestId request{};
    auto fields() { return std::tie(request); }
};

struct DeskEntry {
    ConversationId conversation{};
    DepartmentId department{};
    AccountId guest{};
    ConversationState state = ConversationState::Waiting;
    StartMode mode = StartMode::Live;
    Language language{};
    UnixTime waiting_since{};
    AccountId taker{};      // 0: nobody
    quint32 generation = 0; // the next group's
    bool is_guest_online = false;
    auto fields()
    {
        return std::tie(conversation, department, guest, state, mode, language, waiting_since, taker,
                        generation, is_guest_online);
    }
};

struct AgentEntry {
    AccountId account{};
    AgentStatus status = AgentStatus::Away;
    quint8 capacity = 0;
    quint32 load = 0; // conversations taken and not closed
    bool is_online = false;
    auto fields() { return std::tie(account, status, capacity, load, is_online); }
};

// To staff: what changed, or everything (`is_complete`, the answer to FetchDesk).
struct DeskChanged {
    static constexpr auto kType = MessageType::DeskChanged;
    RequestId request{}; // 0: unasked
    bool is_complete = false;
    List<DeskEntry, bounds::kDeskEntriesPerReply> entries{};
    List<AgentEntry, bounds::kStaffPerReply> agents{};
    auto fields() { return std::tie(request, is_complete, entries, agents); }
};

// To the guest: where the conversation stands. Sent at log-in and on every change.
struct QueueChanged {
    static constexpr auto kType = MessageType::QueueChanged;
    ConversationId conversation{};
    ConversationState state = ConversationState::Waiting;
    quint32 position = 0;       // 1: next; 0: not waiting
    quint32 agents_on_duty = 0; // available or busy, in the department
    quint32 estimate_s = 0;     // 0: unknown; then nothing is shown
    AccountId taker{};
    auto fields() { return std::tie(conversation, state, position, agents_on_duty, estimate_s, taker); }
};

// --- directory ------------------------------------------------------------------------------------

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
    auto fields() { return std::tie(request, token_hash, department, expires_at, uses); }
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

// A new password record in place of the older one, whose log-in secret is `current`: whoever finds an
// open window cannot change the password. An empty login_name: it stays as it is.
// Answer: Done, or Refused(BadPassword | TooManyTries | NameTaken).
struct SetPassword {
    static constexpr auto kType = MessageType::SetPassword;
    RequestId request{};
    PasswordRecord password{};
    FixedBytes<32> current{};
    auto fields() { return std::tie(request, password, current); }
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

// --- archive --------------------------------------------------------------------------------------

// The archive of the asking account. Answer: Archive.
struct FetchArchive {
    static constexpr auto kType = MessageType::FetchArchive;
    RequestId request{};
    auto fields() { return std::tie(request); }
};

// `version` 0: nobody has made recovery words, and there is no log. The log is read with Since.
struct Archive {
    static constexpr auto kType = MessageType::Archive;
    RequestId request{};
    quint64 version = 0; // of `keys`
    ArchiveKeys keys{};
    LogId log{};
    quint64 incarnation = 0;
    Sequence head{};
    Sequence floor{};
    auto fields() { return std::tie(request, version, keys, log, incarnation, head, floor); }
};

// Compare-and-swap: version `replaces` (0: none) becomes `replaces` + 1. `finder`: the SHA-256 of what
// the words give to find the keys without an account; zero: they are not to be found so.
// Answer: Archive, or Refused(Conflict) when the version is another one.
struct PutArchiveKeys {
    static constexpr auto kType = MessageType::PutArchiveKeys;
    RequestId request{};
    quint64 replaces = 0;
    ArchiveKeys keys{};
    Hash finder{};
    auto fields() { return std::tie(request, replaces, keys, finder); }
};

// One sealed entry. `id` names what is in it: of two entries with one id the first stays.
struct ArchiveItem {
    FixedBytes<16> id{};
    Sealed sealed{};
    auto fields() { return std::tie(id, sealed); }
};

// Appends what is not there yet to the asking account's archive. Answer: ArchiveAppended; sent again,
// it adds nothing.
struct AppendArchive {
    static constexpr auto kType = MessageType::AppendArchive;
    RequestId request{};
    List<ArchiveItem, bounds::kArchiveEntriesPerAppend> items{};
    auto fields() { return std::tie(request, items); }
};

struct ArchiveAppended {
    static constexpr auto kType = MessageType::ArchiveAppended;
    RequestId request{};
    Sequence head{};
    quint32 added = 0; // the others were there
    auto fields() { return std::tie(request, head, added); }
};

// Empties entries of the asking account's archive: what they were about is not to be archived any more.
// They do not come back. Ids that are not there are passed over. Answer: Done.
struct ForgetArchived {
    static constexpr auto kType = MessageType::ForgetArchived;
    RequestId request{};
    List<FixedBytes<16>, bounds::kArchiveEntriesPerAppend> ids{};
    auto fields() { return std::tie(request, ids); }
};

// Unasked, to the account's other devices: the archive has grown, or has newer keys.
struct ArchiveGrown {
    static constexpr auto kType = MessageType::ArchiveGrown;
    Sequence head{};
    quint64 version = 0;
    auto fields() { return std::tie(head, version); }
};

// Before log-in: the sealed keys that `identifier` finds, which only the words give.
// Answer: Recovery, or Refused(NoArchive).
struct FetchRecovery {
    static constexpr auto kType = MessageType::FetchRecovery;
    RequestId request{};
    FixedBytes<32> identifier{};
    auto fields() { return std::tie(request, identifier); }
};

struct Recovery {
    static constexpr auto kType = MessageType::Recovery;
    RequestId request{};
    AccountId account{};
    quint64 version = 0;
    ArchiveKeys keys{};
    Chain staff_chain{}; // staff: encode(identity::StaffChain); guests: empty
    auto fields() { return std::tie(request, account, version, keys, staff_chain); }
};

// --- key log: common/identity/key_log.h -----------------------------------------------------------

// How earlier sizes of the log and statements in it stand to its newest head. Answer: KeyLog.
struct FetchKeyLog {
    static constexpr auto kType = MessageType::FetchKeyLog;
    RequestId request{};
    List<quint64, bounds::kKeyLogSizesMax> sizes{};
    List<Hash, bounds::kKeyLogLeavesMax> leaves{}; // identity::leafOf()
    auto fields() { return std::tie(request, sizes, leaves); }
};

struct KeyLogPath {
    List<Hash, bounds::kKeyLogPathMax> hashes{};
    auto fields() { return std::tie(hashes); }
};

// `is_logged` false: the log does not have the statement; then the rest is empty.
struct KeyLogInclusion {
    bool is_logged = false;
    quint64 index = 0;
    KeyLogPath path{};
    auto fields() { return std::tie(is_logged, index, path); }
};

// One consistency path for each size and one inclusion for each leaf, in their order, all of them for
// `head`. A size above the head's has an empty path.
struct KeyLog {
    static constexpr auto kType = MessageType::KeyLog;
    RequestId request{};
    Opaque<bounds::kKeyLogHeadBytesMax> head{}; // encode(identity::SignedKeyLogHead)
    List<KeyLogPath, bounds::kKeyLogSizesMax> consistency{};
    List<KeyLogInclusion, bounds::kKeyLogLeavesMax> inclusion{};
    auto fields() { return std::tie(request, head, consistency, inclusion); }
};

// --- what the server knows ------------------------------------------------------------------------

// Whoever takes part in a conversation: what the server's database holds about it and about the asker,
// as its tables are. `table` empty: all tables, the first rows of each; else that one, from row `first`
// on. Answer: HeldRows, or Refused(NotAMember).
struct FetchHeldRows {
    static constexpr auto kType = MessageType::FetchHeldRows;
    RequestId request{};
    ConversationId conversation{};
    Name table{};
    quint32 first = 0;
    auto fields() { return std::tie(request, conversation, table, first); }
};

struct HeldValue {
    HeldValueKind kind = HeldValueKind::Nothing;
    quint64 number = 0; // Number: two's complement; Bytes: how many
    Name text{};
    auto fields() { return std::tie(kind, number, text); }
};

struct HeldRow {
    List<HeldValue, bounds::kHeldColumnsMax> values{}; // one for each column
    auto fields() { return std::tie(values); }
};

struct HeldTable {
    Name name{};
    HeldAbout about = HeldAbout::Server;
    List<Name, bounds::kHeldColumnsMax> columns{};
    quint64 rows_total = 0;
    List<HeldRow, bounds::kHeldRowsPerReply> rows{};
    auto fields() { return std::tie(name, about, columns, rows_total, rows); }
};

struct HeldRows {
    static constexpr auto kType = MessageType::HeldRows;
    RequestId request{};
    ConversationId conversation{};
    List<HeldTable, bounds::kHeldTablesMax> tables{};
    auto fields() { return std::tie(request, conversation, tables); }
};

// --- devices --------------------------------------------------------------------------------------

// The devices of the asking account. Answer: Devices.
struct FetchDevices {
    static constexpr auto kType = MessageType::FetchDevices;
    RequestId request{};
    auto fields() { return std::tie(request); }
};

struct DeviceEntry {
    DeviceId device{};
    Chain certificate{}; // encode(identity::SignedDeviceCertificate)
    Opaque<bounds::kSealedDeviceNameBytesMax> name{};
    UnixTime registered_at{};
    UnixTime last_seen_at{}; // rounded down: kLastSeenStep
    bool is_online = false;
    bool is_ready = false; // there are key packages of it
    bool is_removed = false;
    auto fields()
    {
        return std::tie(device, certificate, name, registered_at, last_seen_at, is_online, is_ready,
                        is_removed);
    }
};

struct Devices {
    static constexpr auto kType = MessageType::Devices;
    RequestId request{};
    List<DeviceEntry, bounds::kDevicesPerReply> devices{};
    auto fields() { return std::tie(request, devices); }
};

// What kind of computer the asking device is, sealed for the account's devices. Answer: Done.
struct NameDevice {
    static constexpr auto kType = MessageType::NameDevice;
    RequestId request{};
    Opaque<bounds::kSealedDeviceNameBytesMax> name{};
    auto fields() { return std::tie(request, name); }
};

// Another device of the asking account is signed out, for good. Its sessions end; whoever shares a group
// with it is told to commit its removal. Answer: Done.
struct RemoveDevice {
    static constexpr auto kType = MessageType::RemoveDevice;
    RequestId request{};
    Chain removal{}; // encode(identity::SignedDeviceRemoval)
    auto fields() { return std::tie(request, removal); }
};

// Unasked, to the account's devices: one came, has key packages now, or was removed.
struct DevicesChanged {
    static constexpr auto kType = MessageType::DevicesChanged;
    DeviceId device{};
    auto fields() { return std::tie(device); }
};

struct DueRemoval {
    LogId log{};
    Chain removal{};
    auto fields() { return std::tie(log, removal); }
};

// Unasked, after a removal and at log-in: groups that this device is in, and a removed device still is.
struct RemovalsDue {
    static constexpr auto kType = MessageType::RemovalsDue;
    List<DueRemoval, bounds::kDueRemovalsPerMessage> removals{};
    auto fields() { return std::tie(removals); }
};

// Before log-in, by a device that is refused: was it its own account that removed it?
// Answer: Removal, or Refused(NotFound).
struct FetchRemoval {
    static constexpr auto kType = MessageType::FetchRemoval;
    RequestId request{};
    DeviceId device{};
    auto fields() { return std::tie(request, device); }
};

struct Removal {
    static constexpr auto kType = MessageType::Removal;
    RequestId request{};
    Chain removal{};
    auto fields() { return std::tie(request, removal); }
};

// --- linking a device: common/identity/device_link.h -------------------------------------------------

using LinkBytes = Opaque<bounds::kLinkBytesMax>; // sealed under a code that the server never sees

// By a device that lets another one in: a slot under the hash of what the code gives to find it. An older
// one of the account is closed. Answer: Done.
struct OpenLink {
    static constexpr auto kType = MessageType::OpenLink;
    RequestId request{};
    Hash slot{};
    LinkBytes offer{};
    auto fields() { return std::tie(request, slot, offer); }
};

// Answer: Done, also when it is closed already.
struct CloseLink {
    static constexpr auto kType = MessageType::CloseLink;
    RequestId request{};
    auto fields() { return std::tie(request); }
};

// By the new computer. Answer: Link, or Refused(LinkUnknown).
struct FetchLink {
    static constexpr auto kType = MessageType::FetchLink;
    RequestId request{};
    FixedBytes<32> finder{}; // its SHA-256 names the slot
    auto fields() { return std::tie(request, finder); }
};

struct Link {
    static constexpr auto kType = MessageType::Link;
    RequestId request{};
    LinkBytes offer{};
    auto fields() { return std::tie(request, offer); }
};

// Once for each slot; the same again is answered again. Answer: Done, or Refused(LinkUnknown).
struct AskLink {
    static constexpr auto kType = MessageType::AskLink;
    RequestId request{};
    FixedBytes<32> finder{};
    LinkBytes ask{};
    auto fields() { return std::tie(request, finder, ask); }
};

// Unasked, to the device that opened the slot.
struct LinkAsked {
    static constexpr auto kType = MessageType::LinkAsked;
    LinkBytes ask{};
    auto fields() { return std::tie(ask); }
};

// `grant` empty: the person said no. Answer: Done, or Refused(LinkUnknown).
struct AnswerLink {
    static constexpr auto kType = MessageType::AnswerLink;
    RequestId request{};
    LinkBytes grant{};
    auto fields() { return std::tie(request, grant); }
};

// Answer: LinkAnswer, or Refused(LinkUnknown).
struct FetchLinkAnswer {
    static constexpr auto kType = MessageType::FetchLinkAnswer;
    RequestId request{};
    FixedBytes<32> finder{};
    auto fields() { return std::tie(request, finder); }
};

struct LinkAnswer {
    static constexpr auto kType = MessageType::LinkAnswer;
    RequestId request{};
    LinkState state = LinkState::Open;
    LinkBytes grant{}; // Granted
    auto fields() { return std::tie(request, state, grant); }
};

} // namespace chat121::protocol
