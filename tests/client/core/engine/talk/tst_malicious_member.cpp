// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a client makes of a malicious member, who may have the server's help: rows D1, E1 and E4 of the
// threat list. What MLS itself refuses: tests/common/mls/tst_insider.cpp.
#include "client/core/engine/notices/words.h"
#include "common/crypto/sodium_random.h"
#include "common/protocol/messages/logs.h"
#include "tests/client/core/engine/talk/reading_seat.h"
#include "tests/common/mls/insider.h"
#include "tests/support/test_main.h"

#include <QtTest>

using namespace chat121;
using namespace chat121::engine;
using namespace chat121::test;

class TestMaliciousMember : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void aReplayedMessageIsShownOnce_data();
    void aReplayedMessageIsShownOnce();
    void aReplayedNameDoesNotComeBack();
    void aReplayOfManyIsShownOnceEach();
    void aMessageOfAnOlderProgramIsRead();
    void aBrokenPathIsReportedAndNothingIsLost();
    void whatDoesNotVerifyLooksAlike_data();
    void whatDoesNotVerifyLooksAlike();

private:
    // Fiona's message once more, under the next generation of her ratchet, by Gina or Anna who has the keys.
    Result<protocol::Envelope> replayed(Seat &insider, const protocol::Envelope &original);

    Acme m_acme;
    FakeClock m_clock{kNow};
    crypto::SodiumRandom m_random;
    std::optional<Office<ReadingSeat>> m_office;
    std::unique_ptr<ReadingSeat> m_anna;  // has made the group
    std::unique_ptr<ReadingSeat> m_fiona; // who says something
    std::unique_ptr<ReadingSeat> m_gina;  // the customer
};

void TestMaliciousMember::init()
{
    m_office.emplace(m_acme, m_clock, m_random);
    m_anna = m_office->anna();
    m_fiona = m_office->fiona();
    m_gina = m_office->gina();
    QVERIFY(begins(*m_anna, *m_fiona, *m_gina));
}

void TestMaliciousMember::cleanup()
{
    m_anna.reset();
    m_fiona.reset();
    m_gina.reset();
    m_office.reset();
}

Result<protocol::Envelope> TestMaliciousMember::replayed(Seat &insider, const protocol::Envelope &original)
{
    TRY_ASSIGN(const mls::Group *group, insider.groups.find(kGroup));
    const auto state = stateOf(*group);
    Device dice("dice", m_random.id());
    protocol::Envelope copy = original;
    TRY_ASSIGN(copy.body.bytes, underTheNextGeneration(original.body.bytes, *state, dice));
    return copy;
}

void TestMaliciousMember::aReplayedMessageIsShownOnce_data()
{
    QTest::addColumn<bool>("with_the_server");
    QTest::addColumn<bool>("is_notice");
    QTest::newRow("words, with the server's help") << true << false;
    QTest::newRow("words, by the insider alone") << false << false;
    QTest::newRow("a notice, with the server's help") << true << true;
    QTest::newRow("a notice, by the insider alone") << false << true;
}

// E1, RFC 9750, Section 8.6. The author's word for the generation is signed, so the replay is refused and
// its key stays for the author's next message.
void TestMaliciousMember::aReplayedMessageIsShownOnce()
{
    QFETCH(bool, with_the_server);
    QFETCH(bool, is_notice);
    const content::Item item = is_notice ? content::Item(content::Notice{content::NoticeKind::Closed})
                                         : content::Item(content::TextMessage{QStringLiteral("Pay ten")});
    const auto said = m_fiona->says(item, 'a');
    QVERIFY(said);
    auto again = replayed(*m_anna, *said);
    QVERIFY(again);
    if (!with_the_server) {
        again->sender = m_anna->identity.device();
        again->sender_account = m_anna->identity.account();
    }
    QVERIFY(m_gina->reads(*said));
    QVERIFY(m_gina->reads(*again));
    QVERIFY(m_gina->reads(*m_fiona->says(content::TextMessage{QStringLiteral("The end")}, 'b')));

    QCOMPARE(m_gina->messages().count(QStringLiteral("Pay ten")), is_notice ? 0 : 1);
    QCOMPARE(m_gina->lines().count(words::closed()), is_notice ? 1 : 0);
    QCOMPARE(m_gina->lines().count(words::messageDamaged()), 1);
    QVERIFY(m_gina->messages().contains(QStringLiteral("The end")));
}

// A name that its owner has changed since is not set back.
void TestMaliciousMember::aReplayedNameDoesNotComeBack()
{
    const auto old_name = m_gina->says(content::Profile{QStringLiteral("Gina"), {}}, 'a');
    QVERIFY(old_name);
    m_gina->seen.sequence = {1}; // her own
    const auto new_name = m_gina->says(content::Profile{QStringLiteral("Gina Grey"), {}}, 'b');
    QVERIFY(new_name);
    QVERIFY(m_fiona->reads(*old_name));
    QCOMPARE(m_fiona->ledger.recordOr(kTalk).title.text, QStringLiteral("Gina"));
    QVERIFY(m_fiona->reads(*new_name));
    QCOMPARE(m_fiona->ledger.recordOr(kTalk).title.text, QStringLiteral("Gina Grey"));
    // Under the generation after the newest, whose key is fresh.
    protocol::Envelope late = *old_name;
    const auto state = stateOf(**m_anna->groups.find(kGroup));
    Device dice("dice", 5);
    const auto later = underALaterGeneration(late.body.bytes, *state, dice, 2);
    QVERIFY(later);
    late.body.bytes = *later;
    QVERIFY(m_fiona->reads(late));
    QCOMPARE(m_fiona->ledger.recordOr(kTalk).title.text, QStringLiteral("Gina Grey"));
}

void TestMaliciousMember::aReplayOfManyIsShownOnceEach()
{
    constexpr int kMany = 50;
    QList<protocol::Envelope> said;
    for (int i = 0; i < kMany; ++i) {
        const auto one =
            m_fiona->says(content::TextMessage{QStringLiteral("word %1").arg(i)}, static_cast<char>('A' + i));
        QVERIFY(one && m_gina->reads(*one));
        said.append(*one);
    }
    Device dice("dice", 6);
    for (int i = 0; i < kMany; ++i) {
        const auto state = stateOf(**m_anna->groups.find(kGroup));
        const auto later =
            underALaterGeneration(said[i].body.bytes, *state, dice, static_cast<quint32>(kMany + i));
        QVERIFY(later);
        protocol::Envelope copy = said[i];
        copy.body.bytes = *later;
        QVERIFY(m_gina->reads(copy));
    }
    QCOMPARE(m_gina->messages().size(), kMany);
    QCOMPARE(m_gina->lines().count(words::messageDamaged()), kMany);
}

// It does not say its generation: what was on its way when the program was renewed is not lost.
void TestMaliciousMember::aMessageOfAnOlderProgramIsRead()
{
    struct OlderHeader {
        content::MessageId id{};
        Seen seen{};
        FixedBytes<16> mark{};
        auto fields() { return std::tie(id, seen, mark); }
    };
    mls::Group *group = *m_fiona->groups.find(kGroup);
    const crypto::Hash mark = crypto::sha256({"chat121 epoch mark 1", group->epochAuthenticator()});
    const content::Content content{*content::MessageId::from(QByteArray(16, 'o')), kNow,
                                   content::TextMessage{QStringLiteral("from before")}};
    const OlderHeader header{content.id, m_fiona->seen, *FixedBytes<16>::from(mark.view().first(16))};
    const auto sealed = group->protect(content::encodeContent(content), encode(header));
    QVERIFY(sealed);
    QVERIFY(m_gina->reads(m_fiona->envelope(protocol::EnvelopeKind::Application, group->epoch(), *sealed)));
    QCOMPARE(m_gina->messages(), QStringList{QStringLiteral("from before")});
}

// E4: Anna's commit lets Fiona in and locks Gina out. Gina says so, keeps what she reads and writes, and
// a new generation of the conversation has it all.
void TestMaliciousMember::aBrokenPathIsReportedAndNothingIsLost()
{
    QVERIFY(m_gina->reads(*m_fiona->says(content::TextMessage{QStringLiteral("before")}, 'a')));
    QByteArray commit;
    for (qsizetype place = 0; place < 8 && commit.isEmpty(); ++place) {
        Forgery forgery;
        forgery.after_path = [place](mls::NewPath &path) {
            qsizetype number = 0;
            for (mls::UpdatePathNode &node : path.path.nodes.items)
                for (mls::HpkeCiphertext &sealed : node.encrypted_path_secret.items)
                    if (number++ == place) flip(sealed.ciphertext.bytes, 3);
        };
        const auto state = stateOf(**m_anna->groups.find(kGroup));
        const QByteArray tried = forgeCommit(m_anna->party, *state, forgery);
        const bool shuts_out = !(*m_gina->groups.find(kGroup))->process(tried).has_value();
        if (shuts_out && (*m_fiona->groups.find(kGroup))->process(tried).has_value()) commit = tried;
    }
    QVERIFY(!commit.isEmpty());
    QVERIFY(m_gina->reads(m_anna->envelope(protocol::EnvelopeKind::Commit, 1, commit)));
    QVERIFY(m_gina->lines().contains(words::diverged()));
    QCOMPARE(m_gina->warnings.size(), 1);
    QVERIFY(Ledger::detailsOf(m_gina->ledger.recordOr(kTalk)).is_group_over);
    QVERIFY(m_gina->messages().contains(QStringLiteral("before")));

    // What she says now is kept; nothing leaves on the old keys.
    m_gina->outbox.say(kTalk, QStringLiteral("Do you hear me?"));
    QCOMPARE(m_gina->outbox.waiting(), 1);
    QVERIFY(m_gina->messages().contains(QStringLiteral("Do you hear me?")));
    QVERIFY(m_gina->store.outbox().all()->constFirst().sealed.bytes.isEmpty());

    // Fiona begins the next generation, one epoch later: Gina is in and says it there.
    const GroupKey next{kTalk, 1};
    const auto package = m_gina->package(mls::KeyPackageUse::Once);
    const auto begun = m_fiona->committer.create(next, {package->message()}, RequestId{2});
    QVERIFY(begun && m_fiona->committer.accepted(next));
    protocol::Envelope welcome =
        m_fiona->envelope(protocol::EnvelopeKind::Invitation, 1, begun->welcomes.items.first().welcome.bytes);
    welcome.log = m_gina->identity.inbox();
    welcome.generation = 1;
    welcome.sequence = {1};
    QVERIFY(m_gina->inbox.accept(welcome.log, 1, {welcome}));
    QVERIFY(!Ledger::detailsOf(m_gina->ledger.recordOr(kTalk)).is_group_over);
    QVERIFY(m_gina->ledger.isMember(kTalk));
    QCOMPARE((*m_gina->groups.find(next))->epoch(), 1u);
    QCOMPARE(m_gina->outbox.waiting(), 1); // leaves when the server is there
}

namespace {

using Damage = std::function<void(protocol::Envelope &, Seat &insider)>;

} // namespace

Q_DECLARE_METATYPE(Damage)

void TestMaliciousMember::whatDoesNotVerifyLooksAlike_data()
{
    QTest::addColumn<Damage>("damage");
    const auto row = [](const char *name, Damage damage) { QTest::newRow(name) << std::move(damage); };
    row("the last byte", [](protocol::Envelope &envelope, Seat &) {
        flip(envelope.body.bytes, envelope.body.bytes.size() - 1);
    });
    row("cut short", [](protocol::Envelope &envelope, Seat &) { envelope.body.bytes.chop(40); });
    row("nothing at all", [](protocol::Envelope &envelope, Seat &) { envelope.body.bytes.clear(); });
    row("no message", [](protocol::Envelope &envelope, Seat &) { envelope.body.bytes.fill('x'); });
    row("a message of another group", [](protocol::Envelope &envelope, Seat &) {
        auto sealed = *mls::decodeMessage<mls::PrivateMessage>(envelope.body.bytes);
        flip(sealed.group_id.bytes, 3);
        envelope.body.bytes = mls::encodeMessage(sealed);
    });
    row("another message id beside it", [](protocol::Envelope &envelope, Seat &) {
        auto sealed = *mls::decodeMessage<mls::PrivateMessage>(envelope.body.bytes);
        flip(sealed.authenticated_data.bytes, 3);
        envelope.body.bytes = mls::encodeMessage(sealed);
    });
    row("a claim of another epoch", [](protocol::Envelope &envelope, Seat &) { envelope.epoch = 7; });
    row("a generation that is far away", [](protocol::Envelope &envelope, Seat &insider) {
        const auto state = stateOf(**insider.groups.find(kGroup));
        envelope.body.bytes = withSenderData(envelope.body.bytes, *state, {{2}, 0xffffffff, {}});
    });
    row("more than a decoder takes", [](protocol::Envelope &envelope, Seat &) {
        auto sealed = *mls::decodeMessage<mls::PrivateMessage>(envelope.body.bytes);
        sealed.encrypted_sender_data.bytes = QByteArray(limits::kMessageBytesMax + 1, 'x');
        envelope.body.bytes = mls::encodeMessage(sealed);
    });
    row("content that is none", [](protocol::Envelope &envelope, Seat &insider) {
        mls::Group *group = *insider.groups.find(kGroup);
        envelope.body.bytes = *group->protect("not a content", "not a header");
        envelope.sender = insider.identity.device();
        envelope.sender_account = insider.identity.account();
    });
}

// One line for the person, no word to anybody else, and the next message is read as if nothing had been.
void TestMaliciousMember::whatDoesNotVerifyLooksAlike()
{
    QFETCH(Damage, damage);
    const auto honest = m_fiona->says(content::TextMessage{QStringLiteral("honest")}, 'a');
    QVERIFY(honest);
    protocol::Envelope damaged = *honest;
    damage(damaged, *m_anna);
    QVERIFY(m_gina->reads(damaged));
    QCOMPARE(m_gina->lines(), QStringList{words::messageDamaged()});
    QCOMPARE(m_gina->messages(), QStringList());
    QCOMPARE(m_gina->store.outbox().all()->size(), 0);
    QCOMPARE(m_gina->warnings, QStringList());
    const auto next = m_fiona->says(content::TextMessage{QStringLiteral("next")}, 'b');
    QVERIFY(next && m_gina->reads(*next));
    QCOMPARE(m_gina->messages(), QStringList{QStringLiteral("next")});
}

CHAT121_TEST_MAIN(TestMaliciousMember)
#include "tst_malicious_member.moc"
