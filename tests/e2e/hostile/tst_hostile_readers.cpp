// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A server that wants to read: as one more member, as a further device of somebody, in somebody's
// place, by bytes that belong elsewhere. Nothing is encrypted to it, and everybody hears of it.
//
// A1, A2, A5: "Practically-exploitable Cryptographic Vulnerabilities in Matrix" (Albrecht, Celi,
// Dowling, Jones, IEEE S&P 2023). C1, C2: "More is Less" (Roesler, Mainka, Schwenk, EuroS&P 2018).
#include "client/core/engine/groups/group_key.h"
#include "common/crypto/init.h"
#include "common/identity/ids.h"
#include "common/identity/invitation.h"
#include "common/protocol/messages/answers.h"
#include "common/protocol/messages/delivery.h"
#include "common/protocol/messages/desk.h"
#include "common/protocol/messages/directory.h"
#include "common/protocol/messages/logs.h"
#include "common/protocol/messages/signals.h"
#include "tests/e2e/hostile/ghost.h"
#include "tests/e2e/hostile/hostile_office.h"
#include "tests/e2e/support/wait.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace chat121;
using namespace chat121::e2e;
using namespace Qt::StringLiterals;
using protocol::Envelope;
using protocol::EnvelopeKind;

namespace {

const QString kRefused = u"tried to come in and was refused"_s;

enum class Entry : quint8 { Nonsense, OtherGroup, FromOutside, InCustomersPlace, InAgentsPlace };

} // namespace

class TestHostileReaders : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanup() { m_office.server().behaves(); }
    void aCommitThatNoMemberMadeLetsNobodyIn_data();
    void aCommitThatNoMemberMadeLetsNobodyIn();
    void aWelcomeToAGroupOfTheServersOwnIsRefused_data();
    void aWelcomeToAGroupOfTheServersOwnIsRefused();
    void whatTheServerSaysOfMembersMakesNone();
    void extraDevicesAreLeftOut();
    void aUsedLastResortPackageIsReplaced();
    void idsAloneGiveNoPower();
    void everyKindOfBytesIsRefusedOnEveryOtherChannel();

private:
    HostileServer &server() { return m_office.server(); }
    std::optional<Ghost> ghost(Ghost::Kind kind)
    {
        return Ghost::make(kind, m_office.office().folder(u"server"_s), m_root);
    }
    protocol::EnvelopePushed pushOf(const HostileTalk &talk, EnvelopeKind kind, const QByteArray &body);
    QByteArray groupInfo(const HostileTalk &talk);
    qsizetype sent(AccountId account);
    QMap<QString, QByteArray> bodies(const HostileTalk &talk);
    void asksForEverything(const HostileTalk &eve, const HostileTalk &talk);

    static constexpr quint64 kEvesRequests = 1u << 30; // hers by hand are above
    quint64 m_eves_request = kEvesRequests;

    HostileOffice m_office;
    crypto::PublicKey m_root{};
    std::unique_ptr<Person> m_ben;
};

void TestHostileReaders::initTestCase()
{
    QVERIFY(crypto::initialise());
    QVERIFY(m_office.opens());
    m_ben = m_office.agent(u"Ben"_s);
    QVERIFY(m_ben);
    const auto invitation = identity::parseInvitation(m_office.office().founder().invites(u"customers"_s));
    QVERIFY(invitation);
    const auto *guests = std::get_if<identity::GuestInvitation>(&invitation->purpose);
    QVERIFY(guests != nullptr);
    m_root = guests->root_key;
}

// What the customer gets as the next envelope of the conversation.
protocol::EnvelopePushed TestHostileReaders::pushOf(const HostileTalk &talk, EnvelopeKind kind,
                                                    const QByteArray &body)
{
    protocol::EnvelopePushed push;
    push.incarnation = server().incarnationOf(talk.account, talk.id);
    const auto commit = server().heard<protocol::Commit>(m_office.annas(), Way::ToServer).constLast();
    Sequence head{};
    for (const Envelope &envelope : server().envelopes(kEverybody, talk.id))
        head = std::max(head, envelope.sequence);
    for (const auto &stored : server().heard<protocol::Stored>(kEverybody, Way::ToClient))
        if (stored.log == talk.id) head = std::max(head, stored.sequence);
    push.envelope.log = talk.id;
    push.envelope.sequence = {head.value + 1};
    push.envelope.kind = kind;
    push.envelope.sender = server().deviceOf(m_office.annas());
    push.envelope.sender_account = m_office.annas();
    push.envelope.generation = commit.generation;
    push.envelope.epoch = commit.epoch + 1;
    push.envelope.stored_at = SystemClock().now();
    push.envelope.body = body;
    return push;
}

QByteArray TestHostileReaders::groupInfo(const HostileTalk &talk)
{
    QByteArray info;
    for (const auto &commit : server().heard<protocol::Commit>(kEverybody, Way::ToServer))
        if (commit.log == talk.id) info = commit.group_info.bytes;
    return info;
}

qsizetype TestHostileReaders::sent(AccountId account)
{
    return server().heard<protocol::Append>(account, Way::ToServer).size();
}

// --- A1, C1 ---------------------------------------------------------------------------------------

void TestHostileReaders::aCommitThatNoMemberMadeLetsNobodyIn_data()
{
    QTest::addColumn<int>("entry");
    QTest::addColumn<int>("kind");
    const int guest = int(Ghost::Kind::Guest);
    const int staff = int(Ghost::Kind::Staff);
    QTest::newRow("nonsense") << int(Entry::Nonsense) << guest;
    QTest::newRow("of another group with the same id") << int(Entry::OtherGroup) << staff;
    QTest::newRow("from outside, staff of another root") << int(Entry::FromOutside) << staff;
    QTest::newRow("from outside, a guest that the registrar attests") << int(Entry::FromOutside) << guest;
    QTest::newRow("in the customer's place, an attested guest") << int(Entry::InCustomersPlace) << guest;
    QTest::newRow("in the agent's place, staff of another root") << int(Entry::InAgentsPlace) << staff;
}

void TestHostileReaders::aCommitThatNoMemberMadeLetsNobodyIn()
{
    QFETCH(int, entry);
    QFETCH(int, kind);
    auto talk = m_office.talk(u"Kim %1%2"_s.arg(entry).arg(kind));
    QVERIFY(talk);
    auto liar = ghost(static_cast<Ghost::Kind>(kind));
    QVERIFY(liar);
    auto push = pushOf(*talk, EnvelopeKind::Commit, {});
    const QByteArray group_id = engine::groupIdOf({talk->id, push.envelope.generation});
    switch (static_cast<Entry>(entry)) {
    case Entry::Nonsense:
        push.envelope.body = QByteArray("let me in");
        break;
    case Entry::OtherGroup:
        push.envelope.body = liar->commit(group_id);
        break;
    case Entry::FromOutside:
        push.envelope.body = liar->externalCommit(groupInfo(*talk));
        break;
    case Entry::InCustomersPlace:
        push.envelope.body = liar->externalCommit(groupInfo(*talk), talk->account);
        break;
    case Entry::InAgentsPlace:
        push.envelope.body = liar->externalCommit(groupInfo(*talk), m_office.annas());
        break;
    }
    QVERIFY(!push.envelope.body.bytes.isEmpty());
    push.envelope.sender = liar->device();
    push.envelope.sender_account = liar->account();
    const QStringList before = readers(*talk->customer);
    QVERIFY(server().tells(talk->account, push));
    QVERIFY(server().tells(m_office.annas(), push));
    for (Person *person : {talk->customer.get(), &m_office.anna()}) {
        QVERIFY(person->seesLine(u"From here on this conversation cannot be read"_s,
                                 person == talk->customer.get() ? QString() : talk->name));
        QCOMPARE(readers(*person, talk->name), before);
    }
    const bool is_of_this_group = entry > int(Entry::OtherGroup);
    QVERIFY(isWarned(*talk->customer, is_of_this_group ? kRefused : u"can no longer be read"_s));
    // Nothing is said to whoever may be there now.
    const qsizetype said = sent(talk->account);
    talk->customer->says(u"a secret"_s);
    QVERIFY(talk->customer->seesOwn(u"a secret"_s, u"queued"_s));
    QCOMPARE(readers(*talk->customer), before);
    QCOMPARE(sent(talk->account), said);
}

void TestHostileReaders::aWelcomeToAGroupOfTheServersOwnIsRefused_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<int>("generation"); // from the present one on
    for (const int next : {0, 1}) {
        QTest::addRow("by an attested guest, generation +%d", next) << int(Ghost::Kind::Guest) << next;
        QTest::addRow("by staff of another root, generation +%d", next) << int(Ghost::Kind::Staff) << next;
    }
}

void TestHostileReaders::aWelcomeToAGroupOfTheServersOwnIsRefused()
{
    QFETCH(int, kind);
    QFETCH(int, generation);
    auto talk = m_office.talk(u"Wilma %1%2"_s.arg(kind).arg(generation));
    QVERIFY(talk);
    auto liar = ghost(static_cast<Ghost::Kind>(kind));
    QVERIFY(liar);
    const auto published = server().heard<protocol::PublishKeyPackages>(talk->account, Way::ToServer);
    QVERIFY(!published.isEmpty());
    auto push = pushOf(*talk, EnvelopeKind::Invitation, {});
    push.envelope.generation += static_cast<quint32>(generation);
    const QByteArray group_id = engine::groupIdOf({talk->id, push.envelope.generation});
    push.envelope.body =
        liar->welcome(group_id, published.constLast().packages.items.constFirst().package.bytes);
    QVERIFY(!push.envelope.body.bytes.isEmpty());
    push.envelope.log = identity::inboxLogOf(server().deviceOf(talk->account));
    push.envelope.about = talk->id;
    push.incarnation = server().incarnationOf(talk->account, push.envelope.log);
    push.envelope.sequence = {1};
    for (const Envelope &envelope : server().envelopes(talk->account, push.envelope.log))
        push.envelope.sequence = {std::max(push.envelope.sequence.value, envelope.sequence.value + 1)};
    QVERIFY(server().tells(talk->account, push));
    QVERIFY(isWarned(*talk->customer, kRefused));
    QCOMPARE(readers(*talk->customer), QStringList({u"Anna"_s, talk->customer->name()}));
    QVERIFY(m_office.isOpen(*talk, u"as before"_s));
}

// C8: who reads is read from the group, and a change of it is a line.
void TestHostileReaders::whatTheServerSaysOfMembersMakesNone()
{
    auto talk = m_office.talk(u"Nadja"_s);
    QVERIFY(talk);
    const auto liar = ghost(Ghost::Kind::Staff);
    QVERIFY(liar);
    protocol::QueueChanged queue;
    queue.conversation = talk->id;
    queue.state = protocol::ConversationState::Taken;
    queue.taker = liar->account();
    protocol::DeskEntry entry;
    entry.conversation = talk->id;
    entry.guest = liar->account();
    entry.state = protocol::ConversationState::Taken;
    entry.taker = liar->account();
    const protocol::DeskChanged desk{{}, false, {{entry}}, {{{liar->account()}}}};
    for (const AccountId account : {talk->account, m_office.annas()}) {
        QVERIFY(server().tells(account, protocol::PresenceChanged{liar->account(), true}));
        QVERIFY(server().tells(account, protocol::Staff{{}, {{{liar->account(), {}}}}}));
    }
    QVERIFY(server().tells(talk->account, queue));
    QVERIFY(server().tells(m_office.annas(), desk));
    const QStringList both{u"Anna"_s, talk->customer->name()};
    QCOMPARE(readers(*talk->customer), both);
    QCOMPARE(readers(m_office.anna(), talk->name), both);
    m_office.anna().says(u"still us"_s, talk->name);
    QVERIFY(talk->customer->seesMessage(u"still us"_s));
    QCOMPARE(readers(*talk->customer), both);
}

// --- A2 -------------------------------------------------------------------------------------------

void TestHostileReaders::extraDevicesAreLeftOut()
{
    auto talk = m_office.talk(u"Dora"_s);
    QVERIFY(talk);
    constexpr int kExtra = 20;
    server().answers(m_office.annas(), editing<protocol::KeyPackages>([&](protocol::KeyPackages &answer) {
                         for (int i = 0; i < kExtra; ++i) {
                             auto liar = ghost(i % 2 == 0 ? Ghost::Kind::Staff : Ghost::Kind::Guest);
                             answer.packages.items.prepend({liar->device(), {liar->keyPackage()}});
                         }
                     }));
    m_office.anna().bot().tell(u"add"_s, {{u"conversation"_s, talk->name}, {u"who"_s, u"Ben"_s}});
    QVERIFY(talk->customer->seesLine(u"Ben (Support) joined"_s));
    QVERIFY(isWarned(m_office.anna(), kRefused));
    QVERIFY(m_office.anna().seesLine(u"Ben (Support) joined"_s, talk->name));
    const QStringList three{u"Anna"_s, u"Ben"_s, talk->customer->name()};
    QCOMPARE(readers(*talk->customer), three);
    QCOMPARE(readers(m_office.anna(), talk->name), three);
    const auto commit = server().heard<protocol::Commit>(m_office.annas(), Way::ToServer).constLast();
    QCOMPARE(commit.added.items.size(), 1);
    const auto members = mls::publicMembers(commit.group_info.bytes);
    QVERIFY(members);
    QCOMPARE(members->size(), 3);
}

// --- C6 -------------------------------------------------------------------------------------------

void TestHostileReaders::aUsedLastResortPackageIsReplaced()
{
    const auto last_resorts = [&] {
        QList<protocol::Hash> references;
        for (const auto &published :
             server().heard<protocol::PublishKeyPackages>(m_office.annas(), Way::ToServer))
            for (const protocol::KeyPackageUpload &package : published.packages.items)
                if (package.is_last_resort) references.append(package.reference);
        return references;
    };
    const auto before = last_resorts();
    QCOMPARE(before.size(), 1);
    QVERIFY(server().tells(m_office.annas(), protocol::KeyPackagesPublished{{}, 20, false}));
    QVERIFY(server().tells(m_office.annas(), protocol::KeyPackagesPublished{{}, 20, true}));
    QVERIFY(waitFor([&] { return last_resorts().size() == 2; }, 20s));
    QVERIFY(last_resorts().constLast() != before.constLast());
}

// --- C2 -------------------------------------------------------------------------------------------

// A customer who knows the ids of somebody else's conversation, group, account and device.
// Eight requests that are refused, and a signal that nobody hears.
void TestHostileReaders::asksForEverything(const HostileTalk &eve, const HostileTalk &talk)
{
    const auto push = pushOf(talk, EnvelopeKind::Application, {});
    const auto request = [this] { return RequestId{++m_eves_request}; };
    protocol::Commit commit;
    commit.request = request();
    commit.log = talk.id;
    commit.generation = push.envelope.generation;
    commit.epoch = push.envelope.epoch;
    commit.is_external = true;
    commit.commit = ghost(Ghost::Kind::Guest)->externalCommit(groupInfo(talk));
    commit.group_info = groupInfo(talk);
    commit.added.items = {{server().deviceOf(eve.account), eve.account}};
    protocol::Append append;
    append.request = request();
    append.log = talk.id;
    append.generation = commit.generation;
    append.epoch = commit.epoch;
    append.sealed = QByteArray("hello");
    protocol::StartConversation start;
    start.request = request();
    start.conversation = talk.id;
    start.department =
        server().heard<protocol::StartConversation>(kEverybody, Way::ToServer).constLast().department;
    start.opening = QByteArray("mine");
    server().asks(eve.account, append);
    server().asks(eve.account, commit);
    server().asks(eve.account, start);
    server().asks(eve.account, protocol::FetchGroupInfo{request(), talk.id});
    server().asks(eve.account, protocol::FetchKeyPackages{request(), talk.account});
    server().asks(eve.account, protocol::CloseConversation{request(), talk.id});
    server().asks(eve.account, protocol::ReturnToQueue{request(), talk.id});
    server().asks(eve.account, protocol::Take{request(), talk.id});
    server().asks(eve.account, protocol::Signal{talk.id, {"typing"}});
}

void TestHostileReaders::idsAloneGiveNoPower()
{
    auto talk = m_office.talk(u"Ida"_s);
    QVERIFY(talk);
    auto eve = m_office.talk(u"Eve"_s);
    QVERIFY(eve);
    const qsizetype lines = talk->customer->timeline().size();
    // Her client has not asked: it hears nothing of the answers.
    const auto is_hers = [](RequestId request) { return request.value > kEvesRequests; };
    server().answers(eve->account, dropping<protocol::Refused>([&](const protocol::Refused &refused) {
                         return is_hers(refused.request);
                     }));
    server().answers(eve->account, dropping<protocol::Envelopes>([&](const protocol::Envelopes &answer) {
                         return is_hers(answer.request);
                     }));
    asksForEverything(*eve, *talk);
    const auto refusals = [&] {
        const auto all = server().heard<protocol::Refused>(eve->account, Way::ToClient);
        return std::count_if(all.cbegin(), all.cend(),
                             [&](const protocol::Refused &refused) { return is_hers(refused.request); });
    };
    QVERIFY(waitFor([&] { return refusals() == 8; }, 20s));
    protocol::Since since;
    since.request = {++m_eves_request};
    since.positions.items = {{talk->id, 0, {}}};
    server().asks(eve->account, since);
    const auto answered = [&] {
        const auto all = server().heard<protocol::Envelopes>(eve->account, Way::ToClient);
        return std::any_of(all.cbegin(), all.cend(), [&](const protocol::Envelopes &answer) {
            return answer.request == since.request;
        });
    };
    QVERIFY2(waitFor(answered, 20s), qPrintable(eve->customer->lastEvents()));
    QVERIFY(server().envelopes(eve->account, talk->id).isEmpty());
    QCOMPARE(talk->customer->timeline().size(), lines);
    QVERIFY(m_office.isOpen(*talk, u"undisturbed"_s));
}

// --- A5 -------------------------------------------------------------------------------------------

// One of each kind that has passed.
QMap<QString, QByteArray> TestHostileReaders::bodies(const HostileTalk &talk)
{
    QMap<QString, QByteArray> found;
    for (const Envelope &envelope : server().envelopes(talk.account, talk.id))
        found.insert(envelope.kind == EnvelopeKind::Commit ? u"a commit"_s : u"a message"_s,
                     envelope.body.bytes);
    const LogId inbox = identity::inboxLogOf(server().deviceOf(talk.account));
    for (const Envelope &envelope : server().envelopes(talk.account, inbox))
        found.insert(u"a welcome"_s, envelope.body.bytes);
    for (const auto &start : server().heard<protocol::StartConversation>(talk.account, Way::ToServer))
        found.insert(u"an opening"_s, start.opening.bytes);
    for (const auto &published : server().heard<protocol::PublishKeyPackages>(talk.account, Way::ToServer))
        found.insert(u"a key package"_s, published.packages.items.constFirst().package.bytes);
    for (const auto &key : server().heard<protocol::DepartmentKey>(talk.account, Way::ToClient))
        found.insert(u"a department's key"_s, key.key.bytes);
    for (const auto &shown : server().heard<protocol::Organisation>(talk.account, Way::ToClient))
        found.insert(u"the document"_s, shown.document.bytes);
    for (const auto &signal : server().heard<protocol::Signal>(m_office.annas(), Way::ToServer))
        found.insert(u"a signal"_s, signal.sealed.bytes);
    found.insert(u"a group's info"_s, groupInfo(talk));
    return found;
}

void TestHostileReaders::everyKindOfBytesIsRefusedOnEveryOtherChannel()
{
    auto talk = m_office.talk(u"Xenia"_s);
    QVERIFY(talk);
    m_office.anna().bot().tell(u"typing"_s, {{u"conversation"_s, talk->name}, {u"typing"_s, true}});
    const auto signals_heard = [&] {
        return !server().heard<protocol::Signal>(m_office.annas(), Way::ToServer).isEmpty();
    };
    QVERIFY(waitFor(signals_heard, 20s));
    const auto all = bodies(*talk);
    QCOMPARE(all.size(), 9);
    const auto words = [&] {
        QStringList texts;
        for (const ShownMessage &row : talk->customer->timeline())
            if (!row.is_line) texts.append(row.text);
        return texts;
    };
    const QStringList before = words();
    const QStringList both{u"Anna"_s, talk->customer->name()};
    const LogId inbox = identity::inboxLogOf(server().deviceOf(talk->account));
    auto push = pushOf(*talk, EnvelopeKind::Application, {});
    auto welcome = push;
    welcome.incarnation = server().incarnationOf(talk->account, inbox);
    welcome.envelope.log = inbox;
    welcome.envelope.about = talk->id;
    welcome.envelope.sequence = {0};
    for (const Envelope &envelope : server().envelopes(talk->account, inbox))
        welcome.envelope.sequence = std::max(welcome.envelope.sequence, envelope.sequence);
    int told = 0;
    for (auto body = all.begin(); body != all.end(); ++body) {
        for (const EnvelopeKind kind : {EnvelopeKind::Application, EnvelopeKind::Invitation,
                                        EnvelopeKind::Opening, EnvelopeKind::Emptied}) {
            push.envelope.kind = kind;
            push.envelope.body = *body;
            QVERIFY(server().tells(talk->account, push));
            ++push.envelope.sequence.value;
            welcome.envelope.kind = kind;
            welcome.envelope.body = *body;
            ++welcome.envelope.sequence.value;
            QVERIFY(server().tells(talk->account, welcome));
            told += 2;
        }
        if (body.key() == u"a signal"_s || body->size() > limits::kSignalBytesMax) continue;
        QVERIFY(server().tells(talk->account, protocol::Signalled{talk->id, push.envelope.sender, {*body}}));
        ++told;
    }
    QVERIFY(told > 70);
    QCOMPARE(readers(*talk->customer), both);
    QCOMPARE(words(), before);
    // Last, since a commit that cannot be followed ends the talk: all but the real one.
    push.envelope.kind = EnvelopeKind::Commit;
    for (auto body = all.begin(); body != all.end(); ++body) {
        push.envelope.body = *body;
        QVERIFY(server().tells(talk->account, push));
        ++push.envelope.sequence.value;
    }
    QVERIFY(talk->customer->seesLine(u"From here on this conversation cannot be read"_s));
    QCOMPARE(readers(*talk->customer), both);
    QCOMPARE(words(), before);
    QVERIFY(talk->customer->bot().isRunning());
}

CHAT121_TEST_MAIN(TestHostileReaders)
#include "tst_hostile_readers.moc"
