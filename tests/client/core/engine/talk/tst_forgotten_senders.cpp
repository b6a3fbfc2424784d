// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Old envelopes, of which the server has forgotten who sent them: they are read as they were, and the
// own ones among them are found to be so.
#include "client/core/engine/notices/words.h"
#include "common/crypto/sodium_random.h"
#include "common/protocol/messages/delivery.h"
#include "common/protocol/messages/logs.h"
#include "tests/client/core/engine/talk/reading_seat.h"
#include "tests/support/test_main.h"

#include <QtTest>

using namespace chat121;
using namespace chat121::engine;
using namespace chat121::test;

namespace {

protocol::Envelope aged(protocol::Envelope envelope)
{
    envelope.sender = {};
    envelope.sender_account = {};
    envelope.stored_at.ms -= envelope.stored_at.ms % 3'600'000;
    return envelope;
}

content::MessageId idOf(char letter)
{
    return *content::MessageId::from(QByteArray(16, letter));
}

} // namespace

class TestForgottenSenders : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void anOldLogReadsAsItDid();
    void ownWordsAreFoundByWhatIsSealed();
    void anOwnCommitIsFoundByWhatIsSealed();
    void ownWordsOfLongAgoAreNoDamage();
    void whatAFormerDeviceSaidIsNotSaidAgain();

private:
    Seen seenBy(ReadingSeat &seat);
    protocol::Envelope commitOf(Seat &seat, RequestId request);
    void waits(ReadingSeat &seat, char letter, const protocol::Envelope &envelope);

    Acme m_acme;
    FakeClock m_clock{kNow};
    crypto::SodiumRandom m_random;
    std::optional<Office<ReadingSeat>> m_office;
    std::unique_ptr<ReadingSeat> m_anna;  // has made the group
    std::unique_ptr<ReadingSeat> m_fiona; // reads everything when it is new
    std::unique_ptr<ReadingSeat> m_gina;  // the customer, reads it when it is old
};

void TestForgottenSenders::init()
{
    m_office.emplace(m_acme, m_clock, m_random);
    m_anna = m_office->anna();
    m_fiona = m_office->fiona();
    m_gina = m_office->gina();
    QVERIFY(begins(*m_anna, *m_fiona, *m_gina));
}

void TestForgottenSenders::cleanup()
{
    m_anna.reset();
    m_fiona.reset();
    m_gina.reset();
    m_office.reset();
}

Seen TestForgottenSenders::seenBy(ReadingSeat &seat)
{
    const auto cursor = seat.store.logs().find(kTalk);
    if (!cursor || !*cursor) qFatal("nothing was read");
    return {(*cursor)->head, (*cursor)->last_hash, (*cursor)->before};
}

// As its sender has it: not confirmed yet.
protocol::Envelope TestForgottenSenders::commitOf(Seat &seat, RequestId request)
{
    const auto commit = seat.committer.change(kGroup, {}, {}, request);
    if (!commit) qFatal("no commit");
    return seat.envelope(protocol::EnvelopeKind::Commit, commit->epoch, commit->commit.bytes);
}

// In the outbox, with what was sent.
void TestForgottenSenders::waits(ReadingSeat &seat, char letter, const protocol::Envelope &envelope)
{
    OutboxEntry entry;
    entry.conversation = kTalk;
    entry.message = idOf(letter);
    entry.epoch = envelope.epoch;
    entry.sealed = envelope.body.bytes;
    QVERIFY(seat.store.outbox().put(entry));
}

void TestForgottenSenders::anOldLogReadsAsItDid()
{
    m_clock.advance(std::chrono::minutes(17));
    const UnixTime said_at = m_clock.now();
    QList<protocol::Envelope> log;
    log.append(*m_anna->says(content::TextMessage{QStringLiteral("first")}, 'a'));
    log.append(*m_gina->says(content::TextMessage{QStringLiteral("hers")}, 'b'));
    log.append(commitOf(*m_anna, {2}));
    QVERIFY(m_anna->committer.accepted(kGroup));
    log.append(*m_anna->says(content::TextMessage{QStringLiteral("last")}, 'c'));
    for (const protocol::Envelope &envelope : std::as_const(log)) {
        QVERIFY(m_fiona->reads(envelope));
        QVERIFY(m_gina->reads(aged(envelope)));
    }
    QCOMPARE(m_fiona->messages().size(), 3);
    QCOMPARE(m_gina->messages(), (QStringList{QStringLiteral("first"), QStringLiteral("last")}));
    QCOMPARE(m_gina->lines(), m_fiona->lines());
    const auto page = m_gina->store.messages().newest(kTalk, 10);
    QVERIFY(page);
    for (const TimelineRow &row : page->rows)
        if (row.kind == RowKind::Message) QCOMPARE(row.author, m_anna->identity.account());
    // The time is the author's, of what is sealed; the server's is another one by now.
    QVERIFY(aged(log.constFirst()).stored_at != said_at);
    for (const TimelineRow &row : page->rows)
        if (row.kind == RowKind::Message) QCOMPARE(row.sent_at, said_at);

    // The two find that they have seen the same.
    QVERIFY(!seenBy(*m_gina).hash.isZero());
    QVERIFY(seenBy(*m_gina) == seenBy(*m_fiona));
    m_fiona->seen = seenBy(*m_fiona);
    QVERIFY(m_gina->reads(*m_fiona->says(content::TextMessage{QStringLiteral("and now")}, 'd')));
    QVERIFY(!m_gina->lines().contains(words::messagesMissing()));
    QVERIFY(m_gina->warnings.isEmpty());
}

// The answer to what was sent got lost, and so did its sender: only a server that lies forgets so early.
void TestForgottenSenders::ownWordsAreFoundByWhatIsSealed()
{
    const auto said = m_gina->says(content::TextMessage{QStringLiteral("mine")}, 'a');
    QVERIFY(said);
    waits(*m_gina, 'a', *said);
    QVERIFY(m_gina->reads(aged(*said)));
    // The cursor, which the server is told, and the outbox are one transaction: nothing that the server
    // forgets the request of is sent again.
    QCOMPARE(m_gina->store.outbox().all()->size(), 0);
    QCOMPARE(seenBy(*m_gina).sequence, Sequence{1});
    QVERIFY(m_gina->lines().isEmpty());
}

void TestForgottenSenders::anOwnCommitIsFoundByWhatIsSealed()
{
    const protocol::Envelope commit = commitOf(*m_gina, {2});
    QVERIFY(m_gina->committer.isPending(kGroup));
    QVERIFY(m_gina->reads(aged(commit)));
    QVERIFY(!m_gina->committer.isPending(kGroup));
    QCOMPARE((*m_gina->groups.find(kGroup))->epoch(), commit.epoch + 1);
    QVERIFY(m_gina->warnings.isEmpty());
    QVERIFY(m_gina->reads(aged(commit))); // as after a restored backup
    QCOMPARE((*m_gina->groups.find(kGroup))->epoch(), commit.epoch + 1);
    QVERIFY(m_gina->warnings.isEmpty());
}

void TestForgottenSenders::ownWordsOfLongAgoAreNoDamage()
{
    const auto said = m_gina->says(content::TextMessage{QStringLiteral("mine")}, 'a');
    QVERIFY(said);
    QVERIFY(m_gina->reads(aged(*said)));
    QVERIFY(m_gina->lines().isEmpty());
    QVERIFY(m_gina->messages().isEmpty()); // it was shown when it was said
}

// Gina's device is a new one in the place of another, whose outbox it has.
void TestForgottenSenders::whatAFormerDeviceSaidIsNotSaidAgain()
{
    const mls::SavedGroup copy = (*m_gina->groups.find(kGroup))->saved();
    const auto said = m_gina->says(content::TextMessage{QStringLiteral("mine")}, 'a');
    const auto other = m_anna->says(content::TextMessage{QStringLiteral("Anna's")}, 'b');
    QVERIFY(said && other);
    waits(*m_gina, 'a', {});
    Profile renewed;
    renewed.kind = ProfileKind::Guest;
    renewed.account_seed = m_acme.guest.account.seed().clone();
    renewed.device_seed = crypto::Secret32::random(m_random);
    renewed.root_key = m_acme.root.publicKey();
    renewed.registrar_key = m_acme.registrar.publicKey();
    renewed.organisation = identity::SignedOrganisation::sign(m_acme.document(), m_acme.root);
    renewed.leaf = m_acme.guestLeaf();
    renewed.leaf.device = certifyDevice(renewed, kNow);
    renewed.former_seeds.push_back(m_acme.guest.device.seed().clone());
    auto identity = Identity::open(std::move(renewed));
    QVERIFY(identity);
    LocalStore &store = m_gina->store;
    m_gina = std::make_unique<ReadingSeat>(*std::move(identity), store, m_clock, m_random);
    QVERIFY(store.groupEpochs().save({kGroup, {copy.epoch}}));
    QVERIFY(store.groupRatchets().save({kGroup, {copy.ratchets}}));

    QVERIFY(m_gina->reads(aged(*other)));
    QCOMPARE(store.outbox().all()->size(), 1);
    QCOMPARE(m_gina->messages(), QStringList{QStringLiteral("Anna's")});
    QVERIFY(m_gina->reads(aged(*said)));
    QCOMPARE(store.outbox().all()->size(), 0);
    QVERIFY(!m_gina->lines().contains(words::messageDamaged()));
}

CHAT121_TEST_MAIN(TestForgottenSenders)
#include "tst_forgotten_senders.moc"
