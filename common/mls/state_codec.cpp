// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/mls/state_codec.h"

#include "common/mls/commit.h"
#include "common/mls/tree_validation.h"

namespace chat121::mls {

namespace {

constexpr quint8 kStateVersion = 1;

void writeProposals(Writer &writer, const ProposalItems &items)
{
    writer.u16(static_cast<quint16>(items.size()));
    for (const ProposalItem &item : items) {
        codec::put(writer, item.proposal);
        codec::put(writer, item.sender);
        writer.vector(item.reference);
    }
}

void readProposals(Reader &reader, ProposalItems &items)
{
    const quint16 count = reader.u16();
    for (int i = 0; i < count && !reader.failed(); ++i) {
        ProposalItem item;
        codec::get(reader, item.proposal);
        codec::get(reader, item.sender);
        item.reference = reader.opaque();
        items.append(std::move(item));
    }
}

// Our own Updates and the resumption PSKs.
void writeKeys(Writer &writer, const GroupState &state)
{
    state.keys.write(writer);
    writer.u16(static_cast<quint16>(state.updates.size()));
    for (const auto &[public_key, pair] : state.updates)
        codec::put(writer, pair.private_key);
    writer.u16(static_cast<quint16>(state.resumption_psks.size()));
    for (const auto &[epoch, psk] : state.resumption_psks) {
        writer.u64(epoch);
        codec::put(writer, psk);
    }
}

void readKeys(Reader &reader, GroupState &state)
{
    state.keys.read(reader, state.tree);
    const quint16 updates = reader.u16();
    for (int i = 0; i < updates && !reader.failed(); ++i) {
        crypto::Secret32 key;
        codec::get(reader, key);
        auto pair = crypto::HpkeKeyPair::fromPrivateKey(std::move(key));
        const QByteArray public_key = pair.public_key.toByteArray();
        state.updates.insert_or_assign(public_key, std::move(pair));
    }
    const quint16 psks = reader.u16();
    for (int i = 0; i < psks && !reader.failed(); ++i) {
        const quint64 epoch = reader.u64();
        codec::get(reader, state.resumption_psks[epoch]);
    }
}

void writePast(Writer &writer, const std::vector<PastEpoch> &past)
{
    writer.u8(static_cast<quint8>(past.size()));
    for (const PastEpoch &epoch : past) {
        codec::put(writer, epoch.context);
        codec::put(writer, epoch.own);
        codec::put(writer, epoch.ended);
        codec::put(writer, epoch.sender_data);
        writeMembers(writer, epoch.members.list());
    }
}

void readPast(Reader &reader, std::vector<PastEpoch> &past)
{
    const quint8 count = reader.u8();
    if (count > limits::kPastEpochsMax) return reader.fail(Code::TooLarge);
    for (int i = 0; i < count && !reader.failed(); ++i) {
        PastEpoch &epoch = past.emplace_back();
        codec::get(reader, epoch.context);
        codec::get(reader, epoch.own);
        codec::get(reader, epoch.ended);
        codec::get(reader, epoch.sender_data);
        QList<Member> members;
        readMembers(reader, members);
        epoch.members = PastMembers(std::move(members));
    }
}

Error wrongState()
{
    return {Code::Malformed, QStringLiteral("not a saved group")};
}

Result<void> readEpoch(QByteArrayView bytes, GroupState &state)
{
    Reader reader(bytes);
    if (reader.u8() != kStateVersion) return wrongState();
    codec::get(reader, state.context);
    state.confirmation_tag = reader.opaque();
    state.interim_transcript_hash = reader.opaque();
    TRY_ASSIGN(state.tree, RatchetTree::decode(reader.vector()));
    codec::get(reader, state.own);
    codec::get(reader, state.active);
    codec::get(reader, state.secrets);
    readKeys(reader, state);
    readProposals(reader, state.proposals);
    readPast(reader, state.past);
    TRY(reader.finish());
    if (!state.tree.leaf(state.own) || !validateUnmergedLeaves(state.tree)) return wrongState();
    return success();
}

// Ratchets of an epoch that has been forgotten meanwhile are left out.
Result<void> readRatchets(QByteArrayView bytes, GroupState &state)
{
    Reader reader(bytes);
    if (reader.u8() != kStateVersion) return wrongState();
    const quint64 epoch = reader.u64();
    codec::get(reader, state.ratchets);
    std::map<quint64, SecretTree> past;
    const quint8 count = reader.u8();
    for (int i = 0; i < count && !reader.failed(); ++i) {
        const quint64 of_epoch = reader.u64();
        codec::get(reader, past[of_epoch]);
    }
    TRY(reader.finish());
    if (epoch != state.epoch() || state.ratchets.leafCount() != state.tree.leafCount())
        return Error{Code::Conflict, QStringLiteral("parts of different epochs")};
    std::erase_if(state.past, [&](PastEpoch &entry) {
        auto found = past.extract(entry.context.epoch);
        if (!found.empty()) entry.ratchets = std::move(found.mapped());
        return found.empty();
    });
    return success();
}

} // namespace

void writeMembers(Writer &writer, const QList<Member> &members)
{
    writer.u32(static_cast<quint32>(members.size()));
    for (const Member &member : members) {
        codec::put(writer, member.leaf);
        writer.vector(member.identity);
        codec::put(writer, member.signature_key);
        codec::put(writer, ExtensionList(member.extensions));
    }
}

void readMembers(Reader &reader, QList<Member> &members)
{
    const quint32 count = reader.u32();
    for (quint32 i = 0; i < count && !reader.failed(); ++i) {
        Member member;
        ExtensionList extensions;
        codec::get(reader, member.leaf);
        member.identity = reader.opaque();
        codec::get(reader, member.signature_key);
        codec::get(reader, extensions);
        member.extensions = extensions.items;
        members.append(std::move(member));
    }
}

QByteArray saveEpoch(const GroupState &state)
{
    Writer writer;
    writer.u8(kStateVersion);
    codec::put(writer, state.context);
    writer.vector(state.confirmation_tag);
    writer.vector(state.interim_transcript_hash);
    writer.vector(state.tree.encode());
    codec::put(writer, state.own);
    codec::put(writer, state.active);
    codec::put(writer, state.secrets);
    writeKeys(writer, state);
    writeProposals(writer, state.proposals);
    writePast(writer, state.past);
    return writer.take();
}

QByteArray saveRatchets(const GroupState &state)
{
    Writer writer;
    writer.u8(kStateVersion);
    writer.u64(state.epoch());
    codec::put(writer, state.ratchets);
    writer.u8(static_cast<quint8>(state.past.size()));
    for (const PastEpoch &epoch : state.past) {
        writer.u64(epoch.context.epoch);
        codec::put(writer, epoch.ratchets);
    }
    return writer.take();
}

Result<std::unique_ptr<GroupState>> restoreState(QByteArrayView epoch, QByteArrayView ratchets)
{
    auto state = std::make_unique<GroupState>();
    TRY(readEpoch(epoch, *state));
    TRY(readRatchets(ratchets, *state));
    return state;
}

QByteArray CommitBuilder::save(const PendingCommit &pending)
{
    Writer writer;
    writer.u8(kStateVersion);
    writer.vector(pending.m_parent);
    writer.vector(pending.m_commit);
    writer.vector(pending.m_welcome);
    writer.vector(pending.m_group_info);
    writeMembers(writer, pending.m_added);
    writeMembers(writer, pending.m_removed);
    writer.vector(saveEpoch(*pending.m_next));
    writer.vector(saveRatchets(*pending.m_next));
    return writer.take();
}

Result<PendingCommit> CommitBuilder::restore(QByteArrayView bytes)
{
    Reader reader(bytes);
    if (reader.u8() != kStateVersion) return wrongState();
    PendingCommit pending;
    pending.m_parent = reader.opaque();
    pending.m_commit = reader.opaque();
    pending.m_welcome = reader.opaque();
    pending.m_group_info = reader.opaque();
    readMembers(reader, pending.m_added);
    readMembers(reader, pending.m_removed);
    const QByteArrayView epoch = reader.vector();
    const QByteArrayView ratchets = reader.vector();
    TRY(reader.finish());
    TRY_ASSIGN(pending.m_next, restoreState(epoch, ratchets));
    return pending;
}

} // namespace chat121::mls
