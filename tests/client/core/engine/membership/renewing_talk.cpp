// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/client/core/engine/membership/renewing_talk.h"

#include "tests/client/core/engine/talk/scripted_log.h"

namespace chat121::test {

using namespace Qt::StringLiterals;
using engine::Contacts;
using engine::Identity;
using engine::OwnLeaf;
using engine::ProfileKind;
using protocol::MessageType;

void RenewingTalk::begin()
{
    m_clock.jumpTo(kNow);
    m_office.emplace(m_acme, m_clock, m_random);
    m_gina = m_office->gina();
    m_fiona = m_office->fiona();
    comesIn();
    QList<QByteArray> packages;
    for (ReadingSeat *other : {m_gina.get(), m_fiona.get()}) {
        const auto package = other->package(mls::KeyPackageUse::Once);
        QVERIFY(package);
        packages.append(package->message());
    }
    const protocol::Envelope welcome = begunWith(*m_anna, packages);
    QVERIFY(m_gina->committer.join(welcome) && m_fiona->committer.join(welcome));
    for (ReadingSeat *each : {static_cast<ReadingSeat *>(m_anna.get()), m_gina.get(), m_fiona.get()}) {
        ConversationRecord record = each->ledger.recordOr(kTalk);
        record.state = protocol::ConversationState::Taken;
        record.department = kSupport;
        record.guest = m_gina->identity.account();
        QVERIFY(each->ledger.save(record));
    }
    m_anna->session.fetch(kTalk);
    serves();
    QVERIFY(m_anna->session.isCaughtUp(kTalk));
}

void RenewingTalk::end()
{
    m_anna.reset();
    m_gina.reset();
    m_fiona.reset();
    m_store.reset();
    m_office.reset();
    m_log.clear();
    m_commits.clear();
    m_appends.clear();
    m_is_holding = false;
    m_refusal.reset();
}

void RenewingTalk::comesIn()
{
    m_anna.reset();
    m_store.reset();
    auto opened = LocalStore::open(m_office->folderOf(u"anna"_s),
                                   *crypto::Secret32::from(QByteArray(32, 'k')), m_random);
    QVERIFY(opened);
    m_store = *std::move(opened);
    auto identity = identityOf(m_acme, m_acme.anna, m_acme.annaLeaf(), ProfileKind::Staff);
    QVERIFY(identity);
    m_anna = std::make_unique<Renewing>(*std::move(identity), *m_store, m_clock, m_random);
    m_served = 0;
    m_anna->connection.start({{{u"acme.example"_s, 443}}, m_acme.registrar.publicKey()});
    m_anna->session.begin(
        {m_anna->identity.account(), m_anna->identity.device(), &m_anna->identity.deviceKey(), 1});
    QTRY_VERIFY(m_anna->script.newest() != nullptr);
    m_anna->script.newest()->playOpened();
    serves();
    QVERIFY(m_anna->session.isLoggedIn());
}

// --- the server -----------------------------------------------------------------------------------

void RenewingTalk::serves()
{
    for (bool is_quiet = false; !is_quiet;) {
        for (int turn = 0; turn < 3; ++turn) // timers of no delay, and what they post
            QCoreApplication::processEvents();
        ScriptedTransport *line = m_anna->script.newest();
        is_quiet = m_served == line->sent.size();
        while (m_served < line->sent.size())
            answers(line->sent.at(m_served++));
    }
}

void RenewingTalk::answers(const QByteArray &frame)
{
    if (const auto answer = answerToArrival(frame, m_acme.registrar.publicKey(), m_log))
        return reply(*answer);
    const MessageType type = protocol::typeOf(frame).value_or(MessageType::Refused);
    if (type == MessageType::Append) {
        m_appends.append(protocol::decodeFrame<protocol::Append>(frame).value());
        if (!m_is_holding) stores(m_appends.constLast());
    } else if (type == MessageType::Commit) {
        m_commits.append(protocol::decodeFrame<protocol::Commit>(frame).value());
        if (!m_is_holding) stores(m_commits.constLast());
    }
}

void RenewingTalk::append(protocol::Envelope envelope)
{
    envelope.sequence = {static_cast<quint64>(m_log.size()) + 1};
    m_log.append(envelope);
}

void RenewingTalk::stores(const protocol::Append &append)
{
    if (append.epoch != (*m_gina->groups.find(kGroup))->epoch() && append.epoch != epoch())
        return reply(protocol::encodeFrame(
            protocol::Refused{append.request, Code::Conflict, protocol::Reason::EpochClosed, 0}));
    this->append(m_anna->envelope(protocol::EnvelopeKind::Application, append.epoch, append.sealed.bytes));
    const Sequence sequence = m_log.constLast().sequence;
    reply(protocol::encodeFrame(protocol::Stored{append.request, kTalk, sequence, m_clock.now()}));
}

void RenewingTalk::stores(const protocol::Commit &commit)
{
    if (m_refusal) {
        m_refusal->request = commit.request;
        return reply(protocol::encodeFrame(*m_refusal));
    }
    const bool is_late = std::any_of(m_log.cbegin(), m_log.cend(), [&](const protocol::Envelope &envelope) {
        return envelope.kind == protocol::EnvelopeKind::Commit && envelope.epoch == commit.epoch;
    });
    if (is_late)
        return reply(protocol::encodeFrame(
            protocol::CommitConflict{commit.request, kTalk, commit.generation, commit.epoch + 1}));
    append(m_anna->envelope(protocol::EnvelopeKind::Commit, commit.epoch, commit.commit.bytes));
    const Sequence sequence = m_log.constLast().sequence;
    reply(protocol::encodeFrame(protocol::Stored{commit.request, kTalk, sequence, m_clock.now()}));
}

// --- the people -----------------------------------------------------------------------------------

void RenewingTalk::looks()
{
    m_anna->rotation.look();
    serves();
}

void RenewingTalk::says(const QString &text)
{
    m_anna->outbox.say(kTalk, text);
    serves();
}

// The server has Gina's commit before one that is on its way.
void RenewingTalk::renewsAtGinas()
{
    const auto commit = m_gina->committer.change(kGroup, {}, {}, RequestId{7});
    QVERIFY(commit && m_gina->committer.accepted(kGroup));
    append(m_gina->envelope(protocol::EnvelopeKind::Commit, commit->epoch, commit->commit.bytes));
}

void RenewingTalk::expelsAtGinas(const Person &person)
{
    const auto removal = identity::SignedDeviceRemoval::sign(
        {person.account.publicKey(), person.device.publicKey(), m_clock.now()}, person.account);
    const auto commit = m_gina->committer.expel(kGroup, removal, RequestId{8});
    QVERIFY(commit && m_gina->committer.accepted(kGroup));
    append(m_gina->envelope(protocol::EnvelopeKind::Commit, commit->epoch, commit->commit.bytes));
}

bool RenewingTalk::ginaReads()
{
    while (m_gina->newest < static_cast<quint64>(m_log.size()))
        if (!m_gina->reads(m_log.at(static_cast<qsizetype>(m_gina->newest)))) return false;
    return (*m_gina->groups.find(kGroup))->epoch() == epoch();
}

OwnLeaf RenewingTalk::leaf() const
{
    const auto leaf = engine::ownLeafOf(m_anna->store, kGroup);
    return leaf && *leaf ? **leaf : OwnLeaf{};
}

} // namespace chat121::test
