// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// security.md C8 (RFC 9750, section 8.4.3.1: "reflect all membership changes"): whoever reads a
// conversation sees a line for everybody who comes in or goes, in random histories; and none when
// nobody does. CHAT121_ATTACKS=1000 for a thousand of them.

#include "client/core/engine/talk/inbox.h"
#include "client/core/engine/talk/receipts.h"
#include "common/crypto/sodium_random.h"
#include "common/protocol/messages/logs.h"
#include "tests/client/core/connection/session_fixture.h"
#include "tests/client/core/engine/groups/seat.h"
#include "tests/support/temporary_directory.h"
#include "tests/support/test_main.h"

#include <QtTest>

using namespace chat121;
using namespace chat121::engine;
using namespace chat121::test;

namespace {

// A customer's client without a network: what its inbox makes of a log.
struct InboxReader final : EnvelopeSink {
    InboxReader(Identity identity, LocalStore &store, const FakeClock &clock, RandomSource &random)
        : seat(std::move(identity), store, clock, random)
        , connection([] { return std::unique_ptr<Transport>(); }, clock, random, {}, nullptr)
        , session(connection, *this, ids, nullptr)
        , context{clock,      random,      store,       seat.identity, seat.contacts,
                  seat.party, seat.policy, seat.groups, seat.sealer,   seat.committer,
                  connection, session,     announcer}
        , ledger(context)
        , outbox(context, ledger, nullptr)
        , inbox(context, ledger, outbox, nullptr)
    {
    }

    Result<LogPosition> position(LogId log) override { return inbox.position(log); }
    Result<void> accept(LogId log, quint64 incarnation, const QList<protocol::Envelope> &envelopes) override
    {
        return inbox.accept(log, incarnation, envelopes);
    }
    Result<void> skip(LogId log, quint64 incarnation, Sequence next, bool is_trimmed) override
    {
        return inbox.skip(log, incarnation, next, is_trimmed);
    }
    Result<LogPosition> restored(LogId log, quint64 incarnation) override
    {
        return inbox.restored(log, incarnation);
    }

    Seat seat;
    MemoryRequestIds ids;
    Announcer announcer;
    Connection connection;
    Session session;
    Context context;
    Ledger ledger;
    Outbox outbox;
    Inbox inbox;
};

// Staff with a badge, who can be let in and can let others in.
struct Agent {
    Agent(Acme &acme, const QString &called)
        : name(called)
        , person(acme.random)
    {
        identity::Badge badge = acme.badge();
        badge.account_key = person.account.publicKey();
        badge.name = name;
        const identity::LeafIdentity identity{acme.chainOf(badge), person.signedCertificate()};
        leaf = {
            identity::credentialOf(account(), device(), identity::organisationIdOf(acme.root.publicKey())),
            {{identity::kLeafExtensionType, encode(identity)}}};
    }

    AccountId account() const { return identity::accountIdOf(person.account.publicKey()); }
    DeviceId device() const { return identity::deviceIdOf(person.device.publicKey()); }

    QString name;
    Person person;
    mls::LeafConfig leaf;
};

} // namespace

class TestRosterLines : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void everyChangeOfTheRosterIsALine();
    void noReceiptIsOwedForWhatDoesNotOpen();

private:
    struct History {
        GroupKey key;
        std::vector<mls::Group> committers; // of the first colleagues
        QSet<int> inside;                   // places in m_colleagues
        Sequence head{};
    };
    void begin(History &history);
    void goOn(History &history, SeededRandom &random);
    void publish(History &history, int by, const mls::PendingCommit &pending, quint64 epoch);
    QByteArray packageOf(int colleague);
    QStringList linesAt(const GroupKey &key, Sequence sequence);
    QSet<DeviceId> roster(const GroupKey &key);

    static constexpr int kCommitters = 2;

    Acme m_acme;
    FakeClock m_clock{kNow};
    crypto::SodiumRandom m_random;
    TemporaryDirectory m_folder;
    std::unique_ptr<LocalStore> m_store;
    std::unique_ptr<InboxReader> m_reader;
    std::vector<Agent> m_colleagues;
    std::vector<mls::Party> m_parties;
    Sequence m_inbox_head{};
};

void TestRosterLines::initTestCase()
{
    auto store = LocalStore::open(m_folder.filePath(QStringLiteral("gina")),
                                  crypto::Secret32::random(m_random), m_random);
    auto identity = identityOf(m_acme, m_acme.guest, m_acme.guestLeaf(), ProfileKind::Guest);
    QVERIFY(store && identity);
    m_store = *std::move(store);
    m_reader = std::make_unique<InboxReader>(*std::move(identity), *m_store, m_clock, m_random);
    for (const char *name : {"Ada", "Bob", "Cleo", "Dan", "Edda", "Finn"})
        m_colleagues.emplace_back(m_acme, QString::fromLatin1(name));
    for (int i = 0; i < kCommitters; ++i)
        m_parties.push_back({m_colleagues[size_t(i)].person.device, m_random, m_clock});
}

QByteArray TestRosterLines::packageOf(int colleague)
{
    const Agent &who = m_colleagues[size_t(colleague)];
    const mls::Party party{who.person.device, m_random, m_clock};
    const auto bundle =
        mls::KeyPackageBundle::create(party, who.leaf, mls::KeyPackageUse::Once, std::chrono::hours(24));
    return bundle ? bundle->message() : QByteArray();
}

QSet<DeviceId> TestRosterLines::roster(const GroupKey &key)
{
    QSet<DeviceId> devices;
    const auto members = m_reader->seat.sealer.members(key);
    if (!members) return devices;
    for (const identity::VerifiedMember &member : *members)
        devices.insert(member.device.device);
    return devices;
}

QStringList TestRosterLines::linesAt(const GroupKey &key, Sequence sequence)
{
    QStringList lines;
    const auto page = m_store->messages().newest(key.log, 200);
    if (!page) return lines;
    for (const TimelineRow &row : page->rows)
        if (row.kind == RowKind::System && row.sequence == sequence) lines.append(row.text);
    return lines;
}

void TestRosterLines::publish(History &history, int by, const mls::PendingCommit &pending, quint64 epoch)
{
    protocol::Envelope envelope;
    envelope.log = history.key.log;
    envelope.sequence = {++history.head.value};
    envelope.kind = protocol::EnvelopeKind::Commit;
    envelope.sender = m_colleagues[size_t(by)].device();
    envelope.sender_account = m_colleagues[size_t(by)].account();
    envelope.generation = history.key.generation;
    envelope.epoch = epoch;
    envelope.body = pending.commit();
    QVERIFY(m_reader->inbox.accept(history.key.log, 1, {envelope}));
}

void TestRosterLines::begin(History &history)
{
    const QByteArray id = groupIdOf(history.key);
    const auto capabilities = mls::requiredCapabilities({identity::kLeafExtensionType});
    auto ada = mls::Group::create(m_parties[0], id, m_colleagues[0].leaf, {capabilities});
    const mls::Party bob{m_colleagues[1].person.device, m_random, m_clock};
    auto bobs = mls::KeyPackageBundle::create(bob, m_colleagues[1].leaf, mls::KeyPackageUse::Once,
                                              std::chrono::hours(24));
    const auto ginas = m_reader->seat.package(mls::KeyPackageUse::Once);
    QVERIFY(ada && bobs && ginas);
    mls::CommitRequest wish;
    wish.adds = {bobs->message(), ginas->message()};
    auto pending = ada->commit(wish);
    QVERIFY(pending);
    auto joined = mls::Group::join(m_parties[1], pending->welcome(), *bobs);
    QVERIFY(joined);
    protocol::Envelope welcome;
    welcome.log = m_reader->seat.identity.inbox();
    welcome.sequence = {++m_inbox_head.value};
    welcome.kind = protocol::EnvelopeKind::Invitation;
    welcome.generation = history.key.generation;
    welcome.epoch = 1;
    welcome.about = history.key.log;
    welcome.body = pending->welcome();
    QVERIFY(m_reader->inbox.accept(welcome.log, 1, {welcome}));
    publish(history, 0, *pending, 0);
    QVERIFY(ada->merge(std::move(*pending)));
    history.committers.push_back(std::move(*ada));
    history.committers.push_back(std::move(*joined));
    history.inside = {0, 1};
    QCOMPARE(linesAt(history.key, history.head).size(), 2);
}

// One commit by one of the two: lets somebody in, or out, or both, or neither.
void TestRosterLines::goOn(History &history, SeededRandom &random)
{
    const int by = static_cast<int>(random.below(kCommitters));
    mls::Group &group = history.committers[size_t(by)];
    mls::CommitRequest wish;
    QStringList changed;
    for (int other = kCommitters; other < static_cast<int>(m_colleagues.size()); ++other) {
        if (random.below(3) > 0) continue;
        changed.append(m_colleagues[size_t(other)].name);
        if (!history.inside.remove(other)) {
            history.inside.insert(other);
            wish.adds.append(packageOf(other));
            continue;
        }
        for (const mls::Member &member : group.members())
            if (member.identity == m_colleagues[size_t(other)].leaf.identity)
                wish.removes.append(member.leaf);
    }
    const quint64 epoch = group.epoch();
    const QSet<DeviceId> before = roster(history.key);
    auto pending = group.commit(wish);
    QVERIFY(pending);
    mls::Group &peer = history.committers[size_t(1 - by)];
    auto incoming = peer.process(pending->commit());
    QVERIFY(incoming && std::holds_alternative<mls::StagedCommit>(*incoming));
    QVERIFY(peer.merge(std::get<mls::StagedCommit>(std::move(*incoming))));
    publish(history, by, *pending, epoch);
    QVERIFY(group.merge(std::move(*pending)));

    const QSet<DeviceId> after = roster(history.key);
    QCOMPARE(after.size(), history.inside.size() + 1);
    QCOMPARE((after - before).size() + (before - after).size(), changed.size());
    const QStringList lines = linesAt(history.key, history.head);
    QCOMPARE(lines.size(), changed.size());
    for (const QString &name : changed)
        QVERIFY2(lines.filter(name).size() == 1, qPrintable(name));
}

void TestRosterLines::everyChangeOfTheRosterIsALine()
{
    const int wanted = qEnvironmentVariableIntValue("CHAT121_ATTACKS");
    const int histories = wanted > 0 ? wanted : 50;
    SeededRandom random(121);
    for (int number = 0; number < histories; ++number) {
        History history{{{5000u + static_cast<quint64>(number)}, 0}, {}, {}, {}};
        begin(history);
        const int steps = 3 + static_cast<int>(random.below(5));
        for (int step = 0; step < steps && !QTest::currentTestFailed(); ++step)
            goOn(history, random);
        if (QTest::currentTestFailed()) return;
    }
}

// C5 ("Careless Whisper", 2024): bytes that do not open make a line and nothing that leaves; a word does.
void TestRosterLines::noReceiptIsOwedForWhatDoesNotOpen()
{
    const auto store = storeAt(m_folder.filePath(QStringLiteral("anna")), m_random);
    auto identity = identityOf(m_acme, m_acme.anna, m_acme.annaLeaf(), ProfileKind::Staff);
    QVERIFY(identity);
    Seat anna(*std::move(identity), *store, m_clock, m_random);
    const auto package = m_reader->seat.package(mls::KeyPackageUse::Once);
    QVERIFY(package && m_reader->seat.committer.join(begunWith(anna, {package->message()})));
    ConversationRecord record = m_reader->ledger.recordOr(kTalk);
    record.state = protocol::ConversationState::Taken;
    record.department = kSupport;
    record.guest = m_reader->seat.identity.account();
    QVERIFY(m_reader->ledger.save(record));
    Receipts receipts(m_reader->context, m_reader->ledger, m_reader->outbox, nullptr);
    connect(&m_reader->inbox, &Inbox::said, &receipts, &Receipts::heard);
    const auto waiting = [&] { // after the time of every receipt, also of one that a start would find due
        receipts.catchUp();
        m_clock.advance(limits::kReceiptDelay);
        receipts.catchUp();
        QCoreApplication::processEvents();
        const auto entries = m_store->outbox().allOf(kTalk);
        return entries ? *entries : QList<OutboxEntry>(100);
    };
    const auto unread = [&] {
        const auto count = m_store->messages().unreadCount(kTalk, {});
        return count ? *count : -1;
    };

    const content::Content said{*content::MessageId::from(QByteArray(16, 'w')), kNow,
                                content::TextMessage{QStringLiteral("a word")}};
    const auto own = m_reader->seat.sealer.seal(kGroup, said, {});
    QVERIFY(own); // what can be opened by somebody else only is no word either
    Sequence head{};
    for (const QByteArray &body : {QByteArray("nonsense"), QByteArray(), packageOf(2), own->bytes}) {
        protocol::Envelope envelope = anna.envelope(protocol::EnvelopeKind::Application, 1, body);
        envelope.sequence = {++head.value};
        QVERIFY(m_reader->inbox.accept(kTalk, 1, {envelope}));
        if (body != own->bytes) QCOMPARE(linesAt(kGroup, head).size(), 1);
    }
    QCOMPARE(unread(), 0);
    QVERIFY(waiting().isEmpty());
    receipts.markRead(kTalk); // nor is it "read"
    QCOMPARE(m_reader->ledger.find(kTalk)->read_up_to, head);
    QVERIFY(waiting().isEmpty());

    auto word = anna.says(QStringLiteral("a word that opens"));
    QVERIFY(word);
    word->sequence = {++head.value};
    QVERIFY(m_reader->inbox.accept(kTalk, 1, {*word}));
    QCOMPARE(unread(), 1);
    const QList<OutboxEntry> owed = waiting();
    QCOMPARE(owed.size(), 1);
    QCOMPARE(purposeOf(owed.constFirst()), Purpose::Receipt);
}

CHAT121_TEST_MAIN(TestRosterLines)
#include "tst_roster_lines.moc"
