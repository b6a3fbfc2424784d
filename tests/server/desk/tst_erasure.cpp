// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A conversation that is erased by the wish of a member: what goes, who is told, what the receipt says, and
// whose wish changes nothing.

#include "common/identity/erasure.h"
#include "common/protocol/messages/delivery.h"
#include "common/protocol/messages/erasure.h"
#include "common/protocol/messages/logs.h"
#include "server/relay/retention.h"
#include "server/store/log_rows.h"
#include "server/store/organisation_rows.h"
#include "tests/server/desk/desk_fixture.h"
#include "tests/support/test_main.h"

using namespace chat121;
using namespace chat121::store;
using namespace chat121::protocol;

namespace {

const QStringList kEveryPlace = {
    QStringLiteral("envelope WHERE log = ? OR about = ?"),
    QStringLiteral("conversation WHERE log = ? OR log = ?"),
    QStringLiteral("member WHERE log = ? OR log = ?"),
    QStringLiteral("cursor WHERE log = ? OR log = ?"),
    QStringLiteral("group_info WHERE log = ? OR log = ?"),
    QStringLiteral("log WHERE id = ? OR id = ?"),
};

class TestErasure : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { test::addBackends(); }
    void init();
    void cleanup();

    void nothingIsLeftAndTheReceiptCounts();
    void othersKeepWhatIsTheirs();
    void whoWasInItIsTold();
    void anOpenOneIsClosedFirst();
    void oneThatWaitsLeavesTheQueue();
    void whoeverHasTheWishMayBringIt();
    void theSameWishHasTheSameReceipt();
    void anotherWishComesTooLate();
    void aWishIsRefused_data();
    void aWishIsRefused();
    void staffInItWhoAnswerForOthersMay_data();
    void staffInItWhoAnswerForOthersMay();
    void itDoesNotComeBack_data();
    void itDoesNotComeBack();
    void whoWasAwayAsksAndHears();
    void aRestoredServerErasesAgain();
    void retentionGoesOn();
    void wishesHaveALimit();

private:
    QByteArray wish(const crypto::SigningKey &key, ConversationId id, UnixTime at = {1000}) const
    {
        return encode(identity::SignedErasureWish::sign({key.publicKey(), id, at}, key));
    }
    identity::ErasureReceipt erase(const Caller &by, const QByteArray &wish);
    Refusal refused(const Caller &by, const QByteArray &wish)
    {
        return m_desk->fixture.refusal(by, EraseConversation{m_desk->people.next(), {wish}});
    }
    Sequence say(const Caller &who, ConversationId id);
    ConversationId talkWith(const Caller &agent);
    qint64 rowsAbout(ConversationId id);

    std::unique_ptr<test::DeskFixture> m_desk;
    std::optional<crypto::SigningKey> m_key, m_other_key;
    Caller m_guest;
};

void TestErasure::init()
{
    QFETCH_GLOBAL(QString, backend);
    m_desk = std::make_unique<test::DeskFixture>(backend);
    m_key = crypto::SigningKey::generate(m_desk->fixture.random);
    m_other_key = crypto::SigningKey::generate(m_desk->fixture.random);
    m_guest = m_desk->people.withKey(*m_key, identity::Role::Guest);
    m_desk->fixture.takeDeliveries();
}

void TestErasure::cleanup()
{
    m_key.reset();
    m_other_key.reset();
    m_desk.reset();
}

// Taken, with a group of both and two messages.
ConversationId TestErasure::talkWith(const Caller &agent)
{
    const ConversationId id = m_desk->start(m_guest);
    m_desk->take(agent, id);
    m_desk->commitFirst(agent, m_guest, id);
    say(m_guest, id);
    say(agent, id);
    return id;
}

Sequence TestErasure::say(const Caller &who, ConversationId id)
{
    const Append message{m_desk->people.next(), id, EnvelopeKind::Application, 0, 1, {}, {"words"}};
    return m_desk->fixture.ask<Stored>(who, message).sequence;
}

identity::ErasureReceipt TestErasure::erase(const Caller &by, const QByteArray &wish)
{
    const auto answer = m_desk->fixture.ask<Erased>(by, EraseConversation{m_desk->people.next(), {wish}});
    const auto verified = identity::verifyErasure(wish);
    const auto receipt = identity::verifyErasureReceipt(
        answer.receipt.bytes, m_desk->fixture.services.registrar->publicKey(), *verified);
    if (!receipt) qFatal("the receipt does not verify");
    return *receipt;
}

qint64 TestErasure::rowsAbout(ConversationId id)
{
    qint64 count = 0;
    m_desk->fixture.mustWrite([&](Sql &sql) -> Result<void> {
        for (const QString &place : kEveryPlace) {
            TRY_ASSIGN(Rows rows, sql.query(QStringLiteral("SELECT COUNT(*) FROM ") + place, {id, id}));
            if (rows.next()) count += rows.number(0);
        }
        return success();
    });
    return count;
}

void TestErasure::nothingIsLeftAndTheReceiptCounts()
{
    const ConversationId id = talkWith(m_desk->agent);
    m_desk->people.deviceOf(m_guest); // which is not here
    m_desk->arrive(m_guest);
    QVERIFY(rowsAbout(id) > 6);

    const auto receipt = erase(m_guest, wish(*m_key, id));
    QCOMPARE(rowsAbout(id), 0);
    QCOMPARE(receipt.envelopes, 3u); // the first commit, and two messages
    QCOMPARE(receipt.openings, 1u);
    QCOMPARE(receipt.welcomes, 1u);
    QCOMPARE(receipt.group_infos, 1u);
    QCOMPARE(receipt.devices_told, 1u);
    QCOMPARE(receipt.devices_away, 2u); // the phone, and the agent's
    QCOMPARE(receipt.archives_beyond, 0u);
    QCOMPARE(receipt.erased_at, m_desk->fixture.clock.now());

    Since since;
    since.positions.items.append({identity::inboxLogOf(m_guest.device), 0, {}});
    since.positions.items.append({m_desk->people.departments.support_room, 0, {}});
    int emptied = 0;
    for (const Caller &reader : {m_guest, m_desk->agent}) {
        for (const Envelope &left : m_desk->fixture.ask<Envelopes>(reader, since).envelopes.items) {
            QCOMPARE(left.kind, EnvelopeKind::Emptied);
            QVERIFY(!left.about.isValid());
            ++emptied;
        }
    }
    QCOMPARE(emptied, 2);
}

void TestErasure::othersKeepWhatIsTheirs()
{
    const ConversationId id = talkWith(m_desk->agent);
    const ConversationId other = m_desk->start(m_desk->guest);
    const qint64 before = rowsAbout(other);
    erase(m_guest, wish(*m_key, id));
    QCOMPARE(rowsAbout(other), before);
    QCOMPARE(m_desk->queue(), QList<ConversationId>{other});
    m_desk->take(m_desk->agent, other);
    m_desk->commitFirst(m_desk->agent, m_desk->guest, other);
    QCOMPARE(say(m_desk->guest, other), Sequence{2});
}

void TestErasure::whoWasInItIsTold()
{
    const ConversationId id = talkWith(m_desk->agent);
    const Caller phone = m_desk->people.deviceOf(m_guest);
    m_desk->fixture.takeDeliveries();
    const QByteArray signed_wish = wish(*m_key, id);
    erase(m_guest, signed_wish);
    const auto told = m_desk->fixture.delivered<ConversationErased>();
    const auto hears = [&told](const Caller &who) {
        return std::any_of(told.cbegin(), told.cend(),
                           [&who](const auto &one) { return one.first.includes(who); });
    };
    for (const auto &one : told)
        QCOMPARE(one.second.wish.bytes, signed_wish);
    QVERIFY(hears(m_guest) && hears(phone) && hears(m_desk->agent) && hears(m_desk->colleague));
    QVERIFY(!hears(m_desk->guest));
    QVERIFY(!hears(m_desk->people.staff({m_desk->people.departments.sales})));
}

void TestErasure::anOpenOneIsClosedFirst()
{
    const ConversationId id = talkWith(m_desk->agent);
    m_desk->fixture.takeDeliveries();
    erase(m_guest, wish(*m_key, id));
    const QList<Delivery> deliveries = m_desk->fixture.takeDeliveries();
    const auto closed = decodeFrame<DeskChanged>(deliveries.first().message);
    QVERIFY(closed.has_value());
    QCOMPARE(closed->entries.items.first().state, ConversationState::Closed);
    const auto load = std::find_if(deliveries.cbegin(), deliveries.cend(), [](const Delivery &one) {
        const auto desk = decodeFrame<DeskChanged>(one.message);
        return desk && !desk->agents.items.isEmpty() && desk->agents.items.first().load == 0;
    });
    QVERIFY(load != deliveries.cend());
}

void TestErasure::oneThatWaitsLeavesTheQueue()
{
    const ConversationId id = m_desk->start(m_guest);
    const auto receipt = erase(m_guest, wish(*m_key, id));
    QCOMPARE(receipt.openings, 1u);
    QCOMPARE(receipt.envelopes, 0u);
    QVERIFY(m_desk->queue().isEmpty());
    QCOMPARE(rowsAbout(id), 0);
    QCOMPARE(m_desk->fixture.refusal(m_desk->agent, Take{m_desk->people.next(), id}).reason, Reason::Erased);
}

// The signature counts, not the line it comes over.
void TestErasure::whoeverHasTheWishMayBringIt()
{
    const ConversationId id = talkWith(m_desk->agent);
    erase(m_desk->agent, wish(*m_key, id));
    QCOMPARE(rowsAbout(id), 0);
}

void TestErasure::theSameWishHasTheSameReceipt()
{
    const ConversationId id = talkWith(m_desk->agent);
    const QByteArray signed_wish = wish(*m_key, id);
    const auto first = erase(m_guest, signed_wish);
    m_desk->fixture.takeDeliveries();
    m_desk->fixture.clock.advance(std::chrono::hours(30));
    QCOMPARE(erase(m_guest, signed_wish), first);
    QVERIFY(m_desk->fixture.takeDeliveries().isEmpty());
}

void TestErasure::anotherWishComesTooLate()
{
    const ConversationId id = talkWith(m_desk->agent);
    erase(m_guest, wish(*m_key, id));
    QCOMPARE(refused(m_guest, wish(*m_key, id, {2000})).reason, Reason::Erased);
}

void TestErasure::aWishIsRefused_data()
{
    QTest::addColumn<QString>("what");
    QTest::addColumn<int>("reason");
    QTest::newRow("by a customer of another conversation") << "other guest" << int(Reason::UnknownLog);
    QTest::newRow("by nobody that the server knows") << "unknown" << int(Reason::UnknownLog);
    QTest::newRow("by an owner who is not in it") << "owner" << int(Reason::UnknownLog);
    QTest::newRow("for what there is not") << "absent" << int(Reason::UnknownLog);
    QTest::newRow("for nothing") << "zero" << int(Reason::BadSignature);
    QTest::newRow("signed by another key") << "forged" << int(Reason::BadSignature);
    QTest::newRow("with one bit changed") << "flipped" << int(Reason::BadSignature);
    QTest::newRow("not a wish") << "noise" << int(Reason::BadSignature);
    QTest::newRow("that names the server's own log") << "room" << int(Reason::UnknownLog);
}

void TestErasure::aWishIsRefused()
{
    QFETCH(QString, what);
    const ConversationId id = talkWith(m_desk->agent);
    const qint64 before = rowsAbout(id);
    QByteArray bytes = wish(*m_other_key, id);
    if (what == "other guest") m_desk->people.withKey(*m_other_key, identity::Role::Guest);
    if (what == "owner") m_desk->people.withKey(*m_other_key, identity::Role::Owner);
    if (what == "absent") bytes = wish(*m_key, ConversationId{99});
    if (what == "zero") bytes = wish(*m_key, {});
    if (what == "room") bytes = wish(*m_key, m_desk->people.departments.support_room);
    if (what == "forged")
        bytes = encode(identity::SignedErasureWish::sign({m_key->publicKey(), id, {1000}}, *m_other_key));
    if (what == "flipped") {
        bytes = wish(*m_key, id);
        bytes[40] = static_cast<char>(bytes[40] ^ 1);
    }
    if (what == "noise") bytes = "erase it";
    m_desk->fixture.takeDeliveries();
    QTEST(int(refused(m_guest, bytes).reason), "reason");
    QCOMPARE(rowsAbout(id), before);
    QVERIFY(m_desk->fixture.takeDeliveries().isEmpty());
}

void TestErasure::staffInItWhoAnswerForOthersMay_data()
{
    QTest::addColumn<identity::Role>("role");
    QTest::addColumn<bool>("is_allowed");
    QTest::newRow("owner") << identity::Role::Owner << true;
    QTest::newRow("administrator") << identity::Role::Admin << true;
    QTest::newRow("supervisor") << identity::Role::Supervisor << true;
    QTest::newRow("agent") << identity::Role::Agent << false;
    QTest::newRow("bot") << identity::Role::Bot << false;
}

void TestErasure::staffInItWhoAnswerForOthersMay()
{
    QFETCH(identity::Role, role);
    QFETCH(bool, is_allowed);
    const Caller staff = m_desk->people.withKey(*m_other_key, role, {m_desk->people.departments.support});
    const ConversationId id = talkWith(staff);
    if (is_allowed) {
        erase(staff, wish(*m_other_key, id));
        QCOMPARE(rowsAbout(id), 0);
        return;
    }
    QCOMPARE(refused(staff, wish(*m_other_key, id)).code, Code::Forbidden);
    QVERIFY(rowsAbout(id) > 0);
}

void TestErasure::itDoesNotComeBack_data()
{
    QTest::addColumn<QString>("how");
    QTest::newRow("an older client goes on talking") << "append";
    QTest::newRow("an older client changes the group") << "commit";
    QTest::newRow("the customer's other computer starts it") << "start";
    QTest::newRow("its words come to the waiting room") << "opening";
    QTest::newRow("it is taken") << "take";
    QTest::newRow("it is closed") << "close";
}

void TestErasure::itDoesNotComeBack()
{
    QFETCH(QString, how);
    const ConversationId id = talkWith(m_desk->agent);
    erase(m_guest, wish(*m_key, id));
    const RequestId number = m_desk->people.next();
    const test::Departments &places = m_desk->people.departments;
    Refusal refusal;
    if (how == "append")
        refusal = m_desk->fixture.refusal(m_guest,
                                          Append{number, id, EnvelopeKind::Application, 0, 1, {}, {"words"}});
    if (how == "commit") {
        Commit message;
        message.request = number;
        message.log = id;
        message.epoch = 1;
        message.commit.bytes = "commit";
        message.group_info.bytes = "info";
        refusal = m_desk->fixture.refusal(m_desk->agent, message);
    }
    if (how == "start")
        refusal = m_desk->fixture.refusal(
            m_guest, StartConversation{number, id, places.support, {}, StartMode::Live, {"opening"}});
    if (how == "opening")
        refusal = m_desk->fixture.refusal(
            m_guest, Append{number, places.support_room, EnvelopeKind::Opening, 0, 0, id, {"opening"}});
    if (how == "take") refusal = m_desk->fixture.refusal(m_desk->agent, Take{number, id});
    if (how == "close") refusal = m_desk->fixture.refusal(m_guest, CloseConversation{number, id});
    QCOMPARE(refusal.reason, Reason::Erased);
    QCOMPARE(rowsAbout(id), 0);
}

void TestErasure::whoWasAwayAsksAndHears()
{
    const ConversationId id = talkWith(m_desk->agent);
    const ConversationId kept = m_desk->start(m_desk->guest);
    const QByteArray signed_wish = wish(*m_key, id);
    erase(m_guest, signed_wish);
    m_desk->fixture.stop();
    m_desk->fixture.start();
    FetchErasures message{m_desk->people.next(), {}};
    message.conversations.items = {kept, id, ConversationId{99}};
    const auto answer = m_desk->fixture.ask<Erasures>(m_desk->agent, message);
    QCOMPARE(answer.wishes.items.size(), 1);
    QCOMPARE(answer.wishes.items.first().bytes, signed_wish);
}

// From a backup that is older than the wish: the rows are there again, and nothing tells of the wish.
void TestErasure::aRestoredServerErasesAgain()
{
    const ConversationId id = talkWith(m_desk->agent);
    const QByteArray signed_wish = wish(*m_key, id);
    erase(m_guest, signed_wish);
    m_desk->fixture.mustWrite([&](Sql &sql) -> Result<void> {
        TRY(sql.execute(QStringLiteral("DELETE FROM erasure WHERE log = ?"), {id}));
        TRY(createLog(sql, id, LogKind::Conversation, 0, 15));
        return putConversation(sql, {id, m_desk->people.departments.support, m_guest.account}, {1});
    });
    QVERIFY(rowsAbout(id) > 0);
    erase(m_desk->agent, signed_wish); // who had heard of it
    QCOMPARE(rowsAbout(id), 0);
}

void TestErasure::retentionGoesOn()
{
    const ConversationId id = talkWith(m_desk->agent);
    m_desk->fixture.mustWrite(
        [&](Sql &sql) { return setRetention(sql, m_desk->people.departments.support, 1); });
    erase(m_guest, wish(*m_key, id));
    QVERIFY(m_desk->fixture.write([](Sql &sql, UnixTime now) { return relay::runRetention(sql, now, {}); }));
    QCOMPARE(rowsAbout(id), 0);
}

void TestErasure::wishesHaveALimit()
{
    Caller caller = m_guest;
    for (int count = 0; count < limits::kErasuresPerHour; ++count)
        erase(caller, wish(*m_key, m_desk->start(m_guest)));
    const ConversationId last = m_desk->start(m_guest);
    QCOMPARE(refused(caller, wish(*m_key, last)).reason, Reason::RateLimited);
    QVERIFY(rowsAbout(last) > 0);
    m_desk->fixture.clock.advance(std::chrono::hours(1));
    erase(caller, wish(*m_key, last));
}

} // namespace

CHAT121_TEST_MAIN(TestErasure)
#include "tst_erasure.moc"
