// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Every wire message as a frame, and messages that travel as Chunk parts. What decodes must encode to
// the same bytes. tests/tidy sees to it that the list below names every message of the schema.
#include "common/protocol/chunks.h"
#include "common/protocol/frame.h"
#include "common/protocol/messages/answers.h"
#include "common/protocol/messages/archive.h"
#include "common/protocol/messages/blocks.h"
#include "common/protocol/messages/delivery.h"
#include "common/protocol/messages/desk.h"
#include "common/protocol/messages/devices.h"
#include "common/protocol/messages/directory.h"
#include "common/protocol/messages/erasure.h"
#include "common/protocol/messages/held_rows.h"
#include "common/protocol/messages/key_log.h"
#include "common/protocol/messages/links.h"
#include "common/protocol/messages/logs.h"
#include "common/protocol/messages/passwords.h"
#include "common/protocol/messages/registration.h"
#include "common/protocol/messages/session.h"
#include "common/protocol/messages/signals.h"

#include <QtGlobal>

#include <cstdint>
#include <tuple>

using namespace chat121;
using namespace chat121::protocol;

namespace {

template <typename... Message>
struct Messages {
};

using EveryMessage = Messages<
    Hello, Welcome, FetchOrganisation, Organisation, FoundOrganisation, RegisterStaff, RegisterGuest,
    RegisterDevice, Registered, LogIn, LoggedIn, FetchPasswordSettings, PasswordSettings, PasswordLogIn,
    PasswordAccepted, Done, Refused, Chunk, Append, Stored, Since, Envelopes, EnvelopePushed, Acknowledge,
    ReplaceWaiting, PublishKeyPackages, KeyPackagesPublished, FetchKeyPackages, KeyPackages, Commit,
    CommitConflict, FetchGroupInfo, GroupInfo, CannotFollow, StartAnew, TeamChanged, FetchMembers, Members,
    Reroute, Signal, Signalled, PresenceChanged, StartConversation, SetStatus, Take, Taken, ReturnToQueue,
    CloseConversation, FetchDesk, DeskChanged, QueueChanged, Offered, DeclineOffer,
    FetchDay, Day, HandOver, WithdrawHandOver, AnswerHandOver, CompleteHandOver, HandOverChanged,
    BlockGuest, LiftBlock, FetchBlocks, Blocks,
    FetchDepartmentKey, DepartmentKey,
    PublishDepartmentKey, CreateGuestInvitation, FetchStaff, Staff, SetPassword, PublishOrganisation,
    CertifyStaff, FetchArchive, Archive, PutArchiveKeys, AppendArchive, ArchiveAppended, ArchiveGrown,
    FetchRecovery, Recovery, ForgetArchived, FetchKeyLog, KeyLog, FetchHeldRows, HeldRows, FetchDevices,
    Devices, NameDevice, RemoveDevice, DevicesChanged, RemovalsDue, FetchOwners, FetchRemoval, Removal,
    OpenLink, CloseLink, FetchLink, Link, AskLink, LinkAsked, AnswerLink, FetchLinkAnswer, LinkAnswer,
    EraseConversation, Erased, ConversationErased, FetchErasures, Erasures>;

template <typename Message>
void decodeOne(QByteArrayView frame)
{
    const auto message = decodeFrame<Message>(frame);
    if (message && encodeFrame(*message) != frame) qFatal("a second form of the same message was accepted");
}

template <typename... Message>
void decodeEach(QByteArrayView frame, Messages<Message...>)
{
    (decodeOne<Message>(frame), ...);
}

// The input as a row of Chunk messages, each with its length before it.
void assemble(QByteArrayView input)
{
    Reader reader(input);
    ChunkAssembler assembler;
    while (!reader.atEnd() && !reader.failed()) {
        const auto chunk = decode<Chunk>(reader.vector());
        if (!chunk) continue;
        const auto whole = assembler.add(*chunk);
        if (!whole) return;
        if (*whole && (*whole)->size() > limits::kMessageBytesMax) qFatal("larger than any message may be");
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArrayView input(data, static_cast<qsizetype>(size));
    decodeEach(input, EveryMessage{});
    assemble(input);
    return 0;
}
