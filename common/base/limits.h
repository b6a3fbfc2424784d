// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Every upper bound of the product, in one place. The unit stands last in the name or in the type.
#pragma once

#include <QtGlobal>

#include <chrono>

namespace chat121::limits {

using namespace std::chrono_literals;

// --- wire -----------------------------------------------------------------------------------------
inline constexpr qsizetype kSealedBytesMax = 60 * 1024; // one sealed envelope
inline constexpr qsizetype kFrameBytesMax = 64 * 1024;  // one WebSocket frame, either way
// What a metadata shield pads to: powers of two from the first size on, and the second beyond the last of
// them.
inline constexpr qsizetype kShieldBytesMin = 1024;
inline constexpr qsizetype kShieldBytesMax = kSealedBytesMax - 2 * 1024;
inline constexpr qsizetype kChunkBytesMax = 60 * 1024;         // payload of one Chunk frame
inline constexpr qsizetype kMessageBytesMax = 4 * 1024 * 1024; // a message that travelled in chunks
inline constexpr qsizetype kCommitBytesMax = 1024 * 1024;      // one commit, welcome or group info
inline constexpr qsizetype kGroupBytesMax = 1024 * 1024;
inline constexpr qsizetype kKeyPackageBytesMax = 8 * 1024;
inline constexpr qsizetype kChainBytesMax = 4 * 1024;     // an encoded identity chain
inline constexpr qsizetype kDocumentBytesMax = 48 * 1024; // an encoded organisation document
inline constexpr qsizetype kSignalBytesMax = 1024;        // one sealed ephemeral signal
inline constexpr qsizetype kWrappedKeyBytesMax = 256;
inline constexpr qsizetype kEnvelopesPerReply = 512;
inline constexpr qsizetype kSinceBytesMax = 1024 * 1024; // byte budget of one `since`
inline constexpr qsizetype kLogsPerSince = 1024;
inline constexpr qsizetype kHeadsPerReply = 16 * 1024; // logs listed at log-in
inline constexpr qsizetype kKeyPackagesPerUpload = 64;
inline constexpr qsizetype kWelcomesPerCommit = 128;
inline constexpr qsizetype kDeskEntriesPerReply = 4096;
inline constexpr qsizetype kStaffPerReply = 2048;
// Somebody who answers for a department wants into a colleague's conversation: how many wishes are open, when
// they hear that nobody answers, and how old a wish may be that is heard (clocks differ).
inline constexpr qsizetype kJoinsMax = 64;
inline constexpr auto kJoinPatience = 20s;
inline constexpr auto kJoinAskLife = 10min;
inline constexpr auto kDayLongest = 25h; // that supervisors ask about: a day of the year has so many
inline constexpr qsizetype kOverviewTalksMax = 8 * 4096; // open ones that a supervisor's client counts
inline constexpr auto kOverviewDelay = 200ms;            // what has changed at the desk is counted, and
inline constexpr auto kOverviewInterval = 30s; // the day's numbers are asked for, while somebody looks
inline constexpr qsizetype kArchiveEntriesPerAppend = 256;
inline constexpr qsizetype kArchiveKeysBytesMax = 32 * 1024; // the sealed keys of one archive

// --- text -----------------------------------------------------------------------------------------
inline constexpr qsizetype kNameBytesMax = 256; // a person's or department's name, UTF-8
inline constexpr qsizetype kEndpointBytesMax = 512;
inline constexpr qsizetype kEndpointsMax = 8;
inline constexpr qsizetype kRegionBytesMax = 32; // the name of a place where data is kept, ASCII
inline constexpr qsizetype kDepartmentsMax = 64;
inline constexpr qsizetype kLanguageBytesMax = 32;    // a BCP 47 tag
inline constexpr qsizetype kTextBytesMax = 32 * 1024; // the text of one message, UTF-8
inline constexpr qsizetype kExcerptBytesMax = 512;    // of a message that is answered
inline constexpr qsizetype kReactionBytesMax = 64;    // one emoji
inline constexpr qsizetype kRecentEmojiMax = 32;      // that a client remembers of its person
inline constexpr qsizetype kReactionKindsMax = 20;    // different ones on one message
inline constexpr qsizetype kReactionsMax = 256;       // people who react to one message
inline constexpr qsizetype kChangesWaitingMax = 64;   // of one member, for messages that are not here yet
inline constexpr qsizetype kConsentBytesMax = 4 * 1024;
inline constexpr int kRatingStarsMax = 5; // of a conversation, by its customer
inline constexpr qsizetype kRatingRemarkBytesMax = 1024;
inline constexpr qsizetype kConsentProofBytesMax = 6 * 1024; // that text, who agreed to it, and the signature
inline constexpr qsizetype kConsentReceiptBytesMax = 5 * 1024; // who has the agreement, and the signature
inline constexpr qsizetype kDetailBytesMax = 256;
inline constexpr qsizetype kServedLanguagesMax = 16; // of one department
inline constexpr qsizetype kStartQuestionsMax = 6;   // of one department, before the first words
inline constexpr qsizetype kQuestionLanguagesMax = 8;
inline constexpr qsizetype kQuestionBytesMax = 160; // UTF-8
inline constexpr qsizetype kQuestionChoicesMax = 10;
inline constexpr qsizetype kChoiceBytesMax = 64;
inline constexpr qsizetype kAnswerBytesMax = 480; // to such a question
inline constexpr qsizetype kPageBytesMax = 120;   // where a customer found the invitation, UTF-8

// --- identity -------------------------------------------------------------------------------------
inline constexpr qsizetype kInvitationTextMax = 8 * 1024; // characters of a link or an invitation file
inline constexpr auto kClockSkewMax = 24h; // how far "not yet valid" may lie ahead: other people's clocks
inline constexpr auto kBadgeLife = std::chrono::hours(90 * 24);    // also of an account made by an invitation
inline constexpr auto kBadgeRenewal = kBadgeLife / 2;              // a badge that ends sooner is renewed
inline constexpr auto kBadgeWarning = std::chrono::hours(14 * 24); // its owner is told that it ends
inline constexpr auto kBadgeInterval = 1h;                         // badges are looked at
inline constexpr qsizetype kDismissalsMax = 256;                   // in one organisation document
inline constexpr auto kDismissalLife = std::chrono::hours(120 * 24); // what was signed before is over by then
inline constexpr auto kOwnWayInLife = 1h; // what an owner signs with the root key and uses at once
inline constexpr qsizetype kSafetyWords = 8;
inline constexpr int kSafetyWordRounds = 4096; // of SHA-256: what a look-alike costs, for each try
inline constexpr qsizetype kRootFileBytesMax = 4 * 1024;
inline constexpr qsizetype kRootSheetCharsMax = 4 * 1024;
inline constexpr qsizetype kRootPassphraseCharactersMin = 10;
inline constexpr quint64 kRootMemoryBytesMin = 256ull * 1024 * 1024; // Argon2id, whatever a file says
inline constexpr quint32 kRootPassesMin = 3;

// --- what a team shares (client/core/engine/team) -------------------------------------------------
inline constexpr qsizetype kNoteBytesMax = 8 * 1024;  // an internal note, UTF-8
inline constexpr qsizetype kPastRowsMax = 200;        // of what was said before, shown to who comes in
inline constexpr qsizetype kPastBytesMax = 40 * 1024; // all of them: one envelope
inline constexpr qsizetype kNoteMentionsMax = 32;     // colleagues that one note names
inline constexpr int kNotesOfConversationMax = 2000;
inline constexpr qsizetype kReplyShortcutBytesMax = 64; // of a canned reply, UTF-8
inline constexpr qsizetype kReplyTitleBytesMax = 160;
inline constexpr qsizetype kReplyLanguageBytesMax = 35; // BCP 47, Section 4.4.1
inline constexpr qsizetype kReplyBytesMax = 8 * 1024;
inline constexpr int kRepliesOfDepartmentMax = 1000; // more are not made
inline constexpr int kRepliesKeptMax = 16 * 1024;    // on one computer, deleted ones too
inline constexpr quint32 kReplyUsesMax = 1'000'000;  // counted
inline constexpr auto kRepliesDelay = 50ms;          // what arrives is joined before windows hear of it
inline constexpr qsizetype kTagBytesMax = 64;
inline constexpr qsizetype kWrapUpTagsMax = 16;
inline constexpr qsizetype kWrapUpRemarkBytesMax = 4 * 1024;
inline constexpr int kTagsOfferedMax = 500;                         // while one is typed, the most used
inline constexpr qsizetype kTeamEntryBytesMax = 16 * 1024;          // one entry, before it is signed
inline constexpr qsizetype kTeamBoxBytesMax = kSealedBytesMax - 64; // the same, signed, padded and sealed
inline constexpr qsizetype kTeamKeysMax = 512;                      // content keys of one department
inline constexpr qsizetype kTeamKeysBytesMax = 48 * 1024;
inline constexpr qsizetype kTeamAudienceMax = 4096; // devices that have been shown a content key
inline constexpr int kTeamLockedMax = 100'000;      // entries on this computer that wait for their key
inline constexpr int kTeamEntriesAtOnce = 64;       // of those, opened in one transaction
inline constexpr auto kTeamAskInterval = 5s;        // one colleague's device after the other
inline constexpr auto kTeamAskAgain = 10min;        // the same one
inline constexpr auto kTeamAnswerInterval = 1min;   // to the same one

// --- key log --------------------------------------------------------------------------------------
inline constexpr qsizetype kKeyLogPathMax = 64;   // hashes of one proof
inline constexpr qsizetype kKeyLogSizesMax = 16;  // earlier trees that one request asks about
inline constexpr qsizetype kKeyLogLeavesMax = 64; // statements that one request asks about
inline constexpr qsizetype kKeyLogHeadBytesMax = 160;
inline constexpr qsizetype kWitnessBytesMax = 512; // what members tell each other beside what is said
inline constexpr qsizetype kKeyLogEvidenceKept = 16;
inline constexpr int kKeyLogTriesMax = 5;            // that fail; then it counts as withheld
inline constexpr qsizetype kKeyLogWaitingMax = 4096; // statements and heads that wait for the server
inline constexpr auto kKeyLogDelay = 100ms;          // questions are joined for this long

// --- devices --------------------------------------------------------------------------------------
inline constexpr qsizetype kDeviceNameBytesMax = 120;       // "Debian GNU/Linux 12 (kitchen)", UTF-8
inline constexpr qsizetype kSealedDeviceNameBytesMax = 256; // as the server keeps it
inline constexpr qsizetype kDevicesPerReply = 64;           // removed ones too, newest first
inline constexpr qsizetype kDueRemovalsPerMessage = 256;
inline constexpr qsizetype kReplacementsPerMessage = 64; // accounts that another one stands for
inline constexpr qsizetype kReplacementsKept = 256;      // by one client, the newest
inline constexpr auto kDeviceCertificateLife = std::chrono::hours(365 * 24);
inline constexpr auto kDeviceCertificateRenewal =
    kDeviceCertificateLife / 2;                      // one that ends sooner is renewed
inline constexpr qsizetype kLinkBytesMax = 8 * 1024; // what one device seals for another, each step
inline constexpr int kLinksOpenMax = 4096;           // on one server
inline constexpr auto kLinkLife = 10min;
inline constexpr auto kLinkPollInterval = 2s;   // the new computer asks whether it was let in
inline constexpr auto kSignOutPatience = 5s;    // with the server, by whom a computer's data is to be removed
inline constexpr auto kOthersRemovalDelay = 3s; // the account's own devices commit a removal first
inline constexpr qsizetype kDevicesKnownMax = 256;
inline constexpr auto kLastSeenStep = 1h; // a last use is kept no finer

// --- what the server knows ------------------------------------------------------------------------
inline constexpr qsizetype kHeldTablesMax = 64;
inline constexpr qsizetype kHeldColumnsMax = 64;    // of one table
inline constexpr qsizetype kHeldRowsAtFirst = 32;   // of each table
inline constexpr qsizetype kHeldRowsPerReply = 256; // of one table

// --- erasure --------------------------------------------------------------------------------------
inline constexpr qsizetype kErasuresPerRequest = 256; // conversations that one request asks about
inline constexpr int kErasuresPerHour = 120;          // of one account

// --- MLS (sizes in RFC structures; counts per group) ------------------------------------------------
inline constexpr qsizetype kGroupMembersMax = 4096;
inline constexpr quint32 kForwardGenerationsMax = 1000; // messages a receiver may skip ahead
inline constexpr qsizetype kSkippedKeysPerSenderMax = 64;
inline constexpr auto kSkippedKeyLife = 24h;
inline constexpr qsizetype kPastEpochsMax = 3; // application messages of older epochs
inline constexpr auto kPastEpochLife = 24h;
inline constexpr qsizetype kMlsTypesMax = 256;     // entries of one list of capabilities
inline constexpr qsizetype kMlsExtensionsMax = 64; // in one list of extensions
inline constexpr qsizetype kMlsNodesMax = 2 * kGroupMembersMax;
inline constexpr qsizetype kMlsPathNodesMax = 32;                   // depth of the largest tree
inline constexpr qsizetype kMlsProposalsMax = 2 * kGroupMembersMax; // in one commit
inline constexpr qsizetype kMlsPskIdsMax = 64;                      // in one welcome
inline constexpr qsizetype kProposalsKeptMax = 1024; // received in one epoch, waiting for a commit

// --- server ---------------------------------------------------------------------------------------
inline constexpr int kPendingConnectionsMax = 4096;
inline constexpr int kConnectionsPerAddressMax = 256; // loopback: kConnectionsPerLoopbackMax
inline constexpr int kConnectionsPerLoopbackMax = 16 * 1024;
inline constexpr auto kHandshakeTimeout = 5s;        // TCP accept to WebSocket open
inline constexpr auto kUnauthenticatedTimeout = 60s; // WebSocket open to log-in
inline constexpr auto kIdleTimeout = 75s;            // no frame and no pong
inline constexpr auto kPingInterval = 30s;
inline constexpr int kFramesPerSecondMax = 400; // sustained, per connection
inline constexpr int kFramesBurstMax = 2000;
inline constexpr int kFramesPerSecondUnauthenticatedMax = 20;
inline constexpr qsizetype kSendQueueBytesMax = 1024 * 1024; // then the reader is cut off
inline constexpr qsizetype kBatchRowsMax = 500;              // one group commit
inline constexpr qsizetype kBatchBytesMax = 256 * 1024;
inline constexpr qsizetype kWriterQueueMax = 16 * 1024; // jobs; beyond it: Busy
inline constexpr int kPasswordHashesAtOnce = 2;
inline constexpr int kPasswordHashesWaitingMax = 32;
inline constexpr int kPasswordTriesPerQuarterHour = 10; // for one name
inline constexpr auto kPasswordTriesPeriod = 15min;
inline constexpr qsizetype kKeyPackagesPerDeviceMax = 128;
inline constexpr int kKeyPackageFetchesPerHour = 600;     // by one account, of all others
inline constexpr int kKeyPackageFetchesOfOnePerHour = 10; // by one account, of one other
inline constexpr int kCommitsPerMinute = 10;              // by one account, in one log
inline constexpr int kReroutesPerHour = 60;               // by one account, in one log
// Own keys of a conversation in which a person writes: renewed when they are so old, or after so many words.
inline constexpr auto kLeafLife = 24h;
inline constexpr quint32 kLeafWordsMax = 200;
inline constexpr auto kLeafRenewalSpread = 10s; // so that two who are due do not race
inline constexpr auto kLeafRenewalPause = 1min; // between two, and after a refusal
inline constexpr int kLeafRenewalYieldsMax = 5; // times that words which are on their way go first
inline constexpr qsizetype kInvitationUsesMax = 1'000'000;
inline constexpr auto kTakeLease = 60s; // take to the first stored commit
inline constexpr auto kSetUpLinkLife = 30min;
// A colleague is asked to go on with a conversation: until when, and how often by one agent.
inline constexpr auto kHandOverAnswer = 60s;
inline constexpr auto kHandOverPatience = 5s; // then the receiver's client says that it is done, too
inline constexpr int kHandOversPerMinute = 12;
// A department takes nothing from a customer: for so long, or until it is lifted.
inline constexpr std::chrono::milliseconds kBlockTermMax = std::chrono::hours(45 * 24);
inline constexpr qsizetype kBlocksPerDepartmentMax = 1000;
inline constexpr qsizetype kWaitingEnvelopesPerConversationMax = 50;
// A customer rates a conversation that is closed, and may change that once: so many envelopes, for so long.
inline constexpr int kAfterwordsMax = 2;
inline constexpr auto kAfterwordTime = std::chrono::hours(7 * 24);
inline constexpr int kAgentCapacityMax = 99;
inline constexpr qsizetype kAgentLanguagesMax = 16;
inline constexpr qsizetype kWaitAlarmsMax = 3; // of one department
inline constexpr quint16 kWaitAlarmSecondsMin = 10;
inline constexpr quint16 kOfferSecondsMin = 5; // an offer stands
inline constexpr quint16 kOfferSecondsMax = 600;
inline constexpr quint32 kSilentSecondsMin = 60; // until a silent agent gives a conversation back
inline constexpr quint32 kSilentSecondsMax = 24 * 60 * 60;
inline constexpr qsizetype kRoutedWaitingMax = 4096; // waiting customers that routing looks at, oldest first
inline constexpr qsizetype kTimeZoneBytesMax = 40;
inline constexpr qsizetype kWeeklySpansMax = 21; // of one department's week
inline constexpr qsizetype kHolidaysPerDepartment = 64;
inline constexpr qsizetype kHolidaysMax = 512;     // of all departments
inline constexpr quint32 kHolidayDayMax = 100'000; // since 1970: in the year 2243
inline constexpr int kOpeningLookAheadDays = 400;
inline constexpr auto kSilenceInterval = 5s;  // whether somebody waits for a word for too long
inline constexpr auto kSilenceWarning = 1min; // before a conversation goes back for that
inline constexpr auto kHoursInterval = 1min;  // opening hours are looked at
inline constexpr auto kOfferAgainAfter = 30s; // to somebody who declined it, or gave it back
inline constexpr qsizetype kOpenConversationsPerGuestMax = 8;
inline constexpr auto kAgentGoneAfter = 90s;       // a vanished agent's time to come back
inline constexpr int kRecentWaits = 20;            // takes that an estimate is made from
inline constexpr qsizetype kQueueUpdatesMax = 200; // waiting customers told of one change
inline constexpr qsizetype kDevicesPerAccountMax = 32;
inline constexpr size_t kFormerDevicesKept = 4; // of a profile that started afresh: to read what was theirs
inline constexpr qsizetype kReaderQueueMax = 16 * 1024;         // jobs; beyond it: Busy
inline constexpr qsizetype kLogCacheEntriesMax = 64 * 1024;     // logs that the writer remembers
inline constexpr qint64 kQuickCheckBytesMax = 64 * 1024 * 1024; // a larger database is not checked at start
inline constexpr auto kDatabaseLockPatience = 3s;               // for the end of a server that ran before
inline constexpr auto kTidyUpAfterStart = 1min;                 // what nobody needs is deleted then, and
inline constexpr auto kTidyUpInterval = 1h;                     // this often
inline constexpr quint32 kRetentionDaysMax = 36'500;
inline constexpr quint16 kIdleMinutesMax = 24 * 60;    // that an organisation may set
inline constexpr int kRetentionRowsPerStep = 200;      // of a client's timeline, in one transaction
inline constexpr qsizetype kRetentionLogsPerStep = 64; // conversations in one transaction
inline constexpr auto kRetentionClockJumpMax = 24h;    // a clock that jumps further is not believed, and
inline constexpr auto kRetentionPause = 24h;           // nothing is deleted for so long
inline constexpr auto kDeadlineInterval = 1s;          // leases and absences are looked at
inline constexpr auto kAnswerLife = std::chrono::hours(7 * 24); // a retry after that is a new request

// --- network (server/gateway, server/ops) -------------------------------------------------------------
inline constexpr int kListenBacklog = 1024;
inline constexpr qsizetype kRequestHeaderBytesMax = 16 * 1024;  // the HTTP request that opens a WebSocket
inline constexpr qsizetype kReceiveBufferBytesMax = 256 * 1024; // per connection
inline constexpr qsizetype kWriteAheadBytesMax = 128 * 1024;    // handed to a socket before it has sent them
inline constexpr int kFramesUnauthenticatedMax = 64;            // on one connection, until log-in
inline constexpr int kRateRefusalsMax = 200;                    // then the connection is closed
inline constexpr int kRateRefusalsForgivenPerSecond = 1;
inline constexpr int kUnauthenticatedSessionsMax = 4096; // in one thread; then the oldest has to go
inline constexpr int kDescriptorsReserved = 256;         // that connections leave to the rest of the server
inline constexpr int kReadsInFlightMax = 4;              // per connection; further ones wait their turn
inline constexpr int kReadsWaitingMax = 256;
inline constexpr qsizetype kReadsWaitingBytesMax = 1024 * 1024; // of their requests; beyond it: Busy
inline constexpr qsizetype kReplyQueueBytesMax = kReadsInFlightMax * kSinceBytesMax; // asked for and not read
inline constexpr qsizetype kWritesInFlightBytesMax = 4 * 1024 * 1024; // per connection; beyond it: Busy
inline constexpr int kNetworkThreadsMax = 8;
inline constexpr auto kCloseGrace = 5s;          // for a peer to answer a close
inline constexpr auto kAcceptRetryDelay = 100ms; // after running out of file descriptors
inline constexpr auto kDrainTimeout = 10s;       // at the end of the server
inline constexpr auto kRetryAfter = 500ms;       // what a refused client is told
inline constexpr qsizetype kConfigBytesMax = 64 * 1024;
inline constexpr qsizetype kPemBytesMax = 1024 * 1024;
inline constexpr auto kSelfMadeCertificateLife = std::chrono::hours(24 * 3652); // ten years

// --- client ---------------------------------------------------------------------------------------
inline constexpr int kOutboxMessagesMax = 1000; // unsent messages a client keeps
inline constexpr int kLaterMessagesMax = 200;   // that are to be sent later
inline constexpr int kSnoozesMax = 1000;        // conversations that are put off
inline constexpr int kColumnsMax = 4;           // conversations beside each other at the desk
inline constexpr auto kLaterMax = std::chrono::hours(366 * 24);
inline constexpr auto kLaterLook = 15s; // at least so often, while something waits: computers sleep
inline constexpr auto kAckTimeout = 10s;
inline constexpr auto kReconnectDelayMin = 250ms;
inline constexpr auto kReconnectDelayMax = 30s;
inline constexpr auto kConnectionStableAfter = 10s; // then the next loss is retried quickly again
inline constexpr auto kOfflineAfter = 60s;          // without a server: the status says off-line
inline constexpr auto kAcknowledgeDelay = 100ms;    // acknowledgements are joined for this long
inline constexpr auto kSinkRetryInterval = 5s;      // after the disk refused: hand over again
inline constexpr auto kKeychainPatience = 4s;       // then the person is told that it is being waited for
inline constexpr auto kKeychainTimeout = 60s;       // a person may have to unlock it
inline constexpr int kRequestBlock = 64;            // request ids reserved on disk at once
inline constexpr qsizetype kRecordBytesMax = 16 * 1024 * 1024; // one sealed row of the local store
inline constexpr auto kReceiptDelay = 1s;                      // receipts are joined for at least this long
// Under a metadata shield for as long as chance says between these two.
inline constexpr auto kShieldReceiptDelayMin = 5s;
inline constexpr auto kShieldReceiptDelayMax = 20s;
inline constexpr auto kReceiptLookInterval =
    1s; // receipts whose time has come are looked for at least this often
inline constexpr auto kTypingSignalInterval = 3s;
inline constexpr auto kTypingShownFor = 6s;
inline constexpr auto kDepartmentKeyLife = std::chrono::hours(30 * 24);
inline constexpr auto kDepartmentKeyRotation = 24h;  // and never later than half of its life
inline constexpr auto kTeamGenerationInterval = 24h; // one computer begins a team's group anew that often
inline constexpr auto kTeamEntriesTime = 24h;
inline constexpr quint16 kTeamEntriesMax = 12; // in that time, from outside, of one device into one team
inline constexpr int kKeyPackagesKeptUp = 20;  // one-time packages a device keeps published
inline constexpr auto kLastResortLifeAfterUse = 24h;
inline constexpr auto kKeyPackageLife = std::chrono::hours(90 * 24);
inline constexpr auto kStaffInvitationLife = std::chrono::hours(14 * 24);
inline constexpr quint32 kStaffInvitationUses = 1;
// Whether the server delivers to those who can read: asked once in this time for each log, for so many at
// once.
inline constexpr auto kRoutingCheckDelay = 3s;
inline constexpr int kRoutingChecksAtOnce = 32;
inline constexpr auto kRoutingCheckAgain = 30s;   // where it does not
inline constexpr qsizetype kReroutesAtOnce = 16;  // devices that one client puts right before it looks again
inline constexpr int kTalkPageRows = 200;         // rows read when a conversation opens, and per older page
inline constexpr int kReachPageRows = 1000;       // the same, on the way to a message that was searched for
inline constexpr int kCommitTriesMax = 5;         // commits that lost against others, then a person is told
inline constexpr qsizetype kSeenHashesKept = 512; // of each log, to check what others claim to have seen
inline constexpr qsizetype kVerifiedLeavesKept = 4096;
inline constexpr qsizetype kPasswordCharactersMin = 10;
inline constexpr auto kBusyRetryDelay = 1s; // after a refusal that names no other
// Own changes of keys that the server does not confirm: then a person is told.
inline constexpr auto kCommitUnconfirmedMax = 24h;

// --- archive (client/core/archive, client/core/engine) ----------------------------------------------
inline constexpr qsizetype kArchiveKeysKept = 256; // every key that something may be sealed under
inline constexpr qsizetype kFormerWordsKept = 16;  // marks of words that were replaced
inline constexpr auto kArchiveKeyLife = std::chrono::hours(30 * 24); // then what is new gets a new key
inline constexpr auto kArchiveDelay = 1s;                            // rows are joined for this long
inline constexpr auto kArchiveReadDelay = 10s;          // how far a person has read is joined for this long
inline constexpr qsizetype kArchiveReadStatesKept = 50; // of one conversation; the former ones are emptied
inline constexpr auto kArchiveRetryDelay = 30s;         // after the server or the disk refused
inline constexpr qsizetype kArchiveBatchBytes = 256 * 1024; // sealed entries that are sent together
inline constexpr quint64 kArchiveWindow = 512;              // entries read at once, newest first

// --- search in the local store ----------------------------------------------------------------------
inline constexpr qsizetype kSearchQueryCharsMax = 256;
inline constexpr int kSearchPageHits = 50; // shown at once; more when the reader gets there
inline constexpr int kSearchBatchRows =
    1024; // new messages wait until there are so many, and are looked through
inline constexpr int kSearchUnindexedMax =
    4096; // of those that wait; more are only there while an index is made
inline constexpr qsizetype kSearchSegmentsMax = 4096;
inline constexpr auto kSearchSlice = 4ms;           // the engine does something else after that
inline constexpr auto kSearchIndexSlice = 4ms;      // of making the index
inline constexpr auto kSearchIndexPause = 4ms;      // and then this for everything else
inline constexpr auto kSearchIndexDelay = 2s;       // after a change: more of them may come
inline constexpr auto kSearchRetryDelay = 60s;      // after the disk refused
inline constexpr auto kSearchPruneInterval = 10min; // the index forgets what was removed at most so often
inline constexpr int kSearchSnippetChars = 120;

// --- notices on the desktop --------------------------------------------------------------------------
inline constexpr int kEarlyNoticesMax = 16;      // until the desktop's service has answered
inline constexpr size_t kNoticeSoundsMax = 1024; // departments with a sound of their own
inline constexpr int kMinutesPerDay = 24 * 60;

// --- password hashing (the client never goes lower, whatever the server says) -----------------------
inline constexpr quint64 kPasswordMemoryBytesMin = 64ull * 1024 * 1024;
inline constexpr quint64 kPasswordMemoryBytesMax = 1024ull * 1024 * 1024;
inline constexpr quint32 kPasswordPassesMin = 2;
inline constexpr quint32 kPasswordPassesMax = 10;
// Of staff: what every version has made at least. What this one makes may be more (common/crypto/password.h).
inline constexpr quint64 kStaffPasswordMemoryBytesMin = 256ull * 1024 * 1024;
inline constexpr quint32 kStaffPasswordPassesMin = 3;

static_assert(kFrameBytesMax > kSealedBytesMax + 512, "a frame carries a sealed envelope and its header");
static_assert(kFrameBytesMax > kChunkBytesMax + 64, "a frame carries a chunk and its header");
static_assert(kFrameBytesMax > kDocumentBytesMax + 2 * kChainBytesMax + 2048,
              "a founder's first message is one frame: parts are for those who have logged in");
static_assert(kMessageBytesMax > kCommitBytesMax + kGroupBytesMax, "a commit brings its group info");
static_assert(kSealedBytesMax > kTextBytesMax + kTextBytesMax / 2, "padding and MLS framing fit");
static_assert(kConsentProofBytesMax > kConsentBytesMax + 1024 &&
                  kConsentReceiptBytesMax > kChainBytesMax + 512,
              "a proof has room for its text, and a receipt for who gives it");
static_assert(kAnswerBytesMax >= kChoiceBytesMax, "a choice is an answer");
static_assert(kSealedBytesMax > kPastBytesMax + kPastBytesMax / 4, "padding and MLS framing fit");
static_assert(kPastBytesMax > kTextBytesMax + 2 * kNameBytesMax, "the longest message can be shown");
static_assert(kShieldBytesMax > kTextBytesMax + kChainBytesMax + kKeyPackageBytesMax,
              "a shield has room for the longest text, and for who opens a conversation with it");
static_assert(kShieldReceiptDelayMin > kReceiptDelay && kShieldReceiptDelayMax > kShieldReceiptDelayMin);
static_assert(kUnauthenticatedTimeout > kHandshakeTimeout);
static_assert(kLeafRenewalPause > 1min / kCommitsPerMinute, "renewals leave commits to what people do");
static_assert(kBadgeWarning < kBadgeRenewal, "who is told that a badge ends has waited for its renewal");
static_assert(kDismissalLife > kBadgeLife + kStaffInvitationLife + kClockSkewMax,
              "a dismissal outlives every chain of the account");
static_assert(kDepartmentKeyRotation <= kDepartmentKeyLife / 2, "a published key is renewed in time");

} // namespace chat121::limits
