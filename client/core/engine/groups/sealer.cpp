// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/core/engine/groups/sealer.h"

#include "client/core/engine/groups/outside.h"
#include "common/crypto/aead.h"

namespace chat121::engine {

namespace {

constexpr QByteArrayView kMarkLabel = "chat121 epoch mark 1";

using EpochMark = FixedBytes<16>;

struct Header {
    content::MessageId id{};
    Seen seen{};
    EpochMark mark{};
    quint32 generation = 0;
    auto fields() { return std::tie(id, seen, mark, generation); }
};

// Of messages that were sealed before they said their generation.
struct OlderHeader {
    content::MessageId id{};
    Seen seen{};
    EpochMark mark{};
    auto fields() { return std::tie(id, seen, mark); }
};

// `generation`: what an older header is taken to say.
Result<Header> headerOf(QByteArrayView authenticated_data, quint32 generation)
{
    if (const auto header = decode<Header>(authenticated_data)) return *header;
    TRY_ASSIGN(const OlderHeader older, decode<OlderHeader>(authenticated_data));
    return Header{older.id, older.seen, older.mark, generation};
}

EpochMark markOf(const mls::Group &group)
{
    return *EpochMark::from(crypto::sha256({kMarkLabel, group.epochAuthenticator()}).view().first(16));
}

Error mismatch(const QString &what)
{
    return {Code::Crypto, what};
}

} // namespace

Sealer::Sealer(GroupShelf &groups, LeafPolicy &policy, RandomSource &random)
    : m_groups(groups)
    , m_policy(policy)
    , m_random(random)
{
}

content::Content Sealer::witnessed(const GroupKey &key, quint64 epoch, const content::Content &content)
{
    content::Content said = content;
    const Told told{epoch, m_witness ? m_witness() : content::Witness{}};
    if (told.witness.isEmpty() || m_told.value(key) == told) return said;
    m_told.insert(key, told);
    said.witness = told.witness;
    return said;
}

Result<mls::Group *> Sealer::groupToSealIn(const GroupKey &key)
{
    TRY_ASSIGN(mls::Group * group, m_groups.find(key));
    if (!m_groups.isMember(key)) return Error{Code::Forbidden, QStringLiteral("not a member")};
    if (m_guard) TRY(m_guard(key));
    return group;
}

Result<Sealed> Sealer::seal(const GroupKey &key, const content::Content &content, const Seen &seen)
{
    TRY_ASSIGN(mls::Group * group, groupToSealIn(key));
    const QString fallback = m_fallback ? m_fallback(key, content.item) : QString();
    QByteArray plaintext = content::encodeContent(witnessed(key, group->epoch(), content), fallback);
    const Header header{content.id, seen, markOf(*group), group->nextGeneration()};
    const auto padding = m_padding ? m_padding(key) : crypto::Padding::Steps;
    auto bytes = group->protect(plaintext, encode(header), padding);
    crypto::wipe(plaintext);
    if (!bytes) return bytes.error();
    TRY(m_groups.saveRatchets(key));
    return Sealed{group->epoch(), *std::move(bytes)};
}

Result<Opened> Sealer::open(const protocol::Envelope &envelope)
{
    const GroupKey key{envelope.log, envelope.generation};
    TRY_ASSIGN(mls::Group * group, m_groups.find(key));
    TRY_ASSIGN(mls::Incoming incoming, ofOthers(group->process(envelope.body.bytes)));
    if (std::holds_alternative<mls::OwnMessage>(incoming))
        return Error{Code::Conflict, QStringLiteral("a message of this device")};
    auto *application = std::get_if<mls::Application>(&incoming);
    if (application == nullptr) {
        group->clearProposals(); // we take none: the next commit of ours would make it our own wish
        return mismatch(QStringLiteral("an envelope of another kind than it says"));
    }
    const auto header = ofOthers(headerOf(application->authenticated_data, application->generation));
    if (!header || header->generation != application->generation) {
        m_groups.forget(key); // the key is its author's to use up
        return mismatch(QStringLiteral("another generation than it says"));
    }
    TRY(m_groups.saveRatchets(key));

    if (application->epoch != envelope.epoch) return mismatch(QStringLiteral("another epoch than it says"));
    TRY_ASSIGN(auto author, ofOthers(m_policy.identify(application->member)));
    auto content = ofOthers(content::decodeContent(application->data));
    crypto::wipe(application->data);
    if (!content) return content.error();
    if (content->id != header->id) return mismatch(QStringLiteral("another message id than it says"));
    const bool is_current = application->epoch == group->epoch();
    if (is_current && header->mark != markOf(*group)) return mismatch(QStringLiteral("another epoch's mark"));
    return Opened{std::move(author),   *std::move(content), header->seen,
                  application->sender, application->epoch,  application->generation};
}

Result<void> Sealer::passed(const GroupKey &key, const Opened &opened)
{
    TRY_ASSIGN(mls::Group * group, m_groups.find(key));
    if (!group->passed(opened.leaf, opened.epoch, opened.generation)) return success();
    return m_groups.saveRatchets(key);
}

bool Sealer::isOfAnotherBranch(const protocol::Envelope &envelope)
{
    const GroupKey key{envelope.log, envelope.generation};
    const auto group = m_groups.find(key);
    const auto message = mls::peek(envelope.body.bytes);
    if (!group || !m_groups.isMember(key) || !message || message->group_id != groupIdOf(key)) return false;
    if (message->kind != mls::MessageHeader::Kind::Application) return false;
    if (message->epoch != (*group)->epoch()) return message->epoch > (*group)->epoch();
    const auto header = headerOf(message->authenticated_data, 0);
    return header && header->mark != markOf(**group);
}

Result<content::MessageId> Sealer::claimedId(const protocol::Envelope &envelope)
{
    TRY_ASSIGN(const mls::MessageHeader message, mls::peek(envelope.body.bytes));
    TRY_ASSIGN(const Header header, headerOf(message.authenticated_data, 0));
    return header.id;
}

Result<crypto::Secret32> Sealer::signalKey(const mls::Group &group, mls::LeafIndex leaf)
{
    Writer context;
    context.u32(leaf.value);
    TRY_ASSIGN(const auto exported,
               group.exporter("chat121 signal", context.bytes(), crypto::Secret32::kSize));
    auto key = crypto::Secret32::from(exported.view());
    if (!key) return mismatch(QStringLiteral("an exported key of another length"));
    return *std::move(key);
}

Result<QByteArray> Sealer::sealSignal(const GroupKey &key, const content::Content &content)
{
    TRY_ASSIGN(mls::Group * group, groupToSealIn(key));
    TRY_ASSIGN(const auto secret, signalKey(*group, group->ownLeaf()));
    return crypto::boxSeal(secret, groupIdOf(key), content::encodeContent(content), m_random);
}

Result<Opened> Sealer::openSignal(const GroupKey &key, DeviceId sender, QByteArrayView sealed)
{
    TRY_ASSIGN(mls::Group * group, m_groups.find(key));
    for (const mls::Member &member : group->members()) {
        TRY_ASSIGN(auto author, m_policy.identify(member));
        if (author.device.device != sender) continue;
        TRY_ASSIGN(const auto secret, signalKey(*group, member.leaf));
        TRY_ASSIGN(const QByteArray plaintext, crypto::boxOpen(secret, groupIdOf(key), sealed));
        TRY_ASSIGN(auto content, content::decodeContent(plaintext));
        return Opened{std::move(author), std::move(content), {}, {}, 0, 0};
    }
    return Error{Code::NotFound, QStringLiteral("a signal of a stranger")};
}

Result<QList<identity::VerifiedMember>> Sealer::members(const GroupKey &key)
{
    TRY_ASSIGN(mls::Group * group, m_groups.find(key));
    QList<identity::VerifiedMember> people;
    for (const mls::Member &member : group->members()) {
        TRY_ASSIGN(auto person, m_policy.identify(member));
        people.append(std::move(person));
    }
    return people;
}

} // namespace chat121::engine
