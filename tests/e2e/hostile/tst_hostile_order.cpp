// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A server that hides, moves and repeats what was said, or says that it was read.
//
// B3, B4: the reordering, deletion, replay and reflection of "Three Lessons From Threema" (Paterson,
// Scarlata, Truong, USENIX Security 2023). C3: the forged receipts of Roesler, Mainka, Schwenk,
// "More is Less" (EuroS&P 2018). D7: the forged copies of CVE-2017-5589 (XMPP carbons).
#include "common/protocol/messages/logs.h"
#include "tests/e2e/hostile/hostile_office.h"
#include "tests/e2e/support/wait.h"
#include "tests/support/random_sources.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace chat121;
using namespace chat121::e2e;
using namespace Qt::StringLiterals;
using protocol::Envelope;
using protocol::EnvelopeKind;

namespace {

const QString kMissing = u"The server left out or reordered messages here"_s;
const QString kDamaged = u"A message arrived damaged and cannot be read"_s;
const QString kRepeated = u"A message was sent a second time and is shown once"_s;

constexpr int kForgedCopies = 100;

// How to hide one envelope.
enum class Trick : quint8 { LeaveOut, Empty, CallOpening, CallOwn, Renumber, Spoil };

// What `customer` gets instead of the first thing that `author` says from now on.
class Hider {
public:
    Hider(HostileServer &server, const HostileTalk &talk, AccountId author, Trick trick)
        : m_server(server)
        , m_talk(talk)
        , m_author(author)
        , m_trick(trick)
        , m_before(said())
    {
        server.answers(talk.account, editingEnvelopes([this](Envelope &envelope) { return bend(envelope); }));
        if (trick != Trick::Renumber) return;
        server.requests(talk.account, editing<protocol::Since>([this](protocol::Since &since) {
                            for (protocol::Position &position : since.positions.items)
                                if (position.log == m_talk.id && m_place.isValid() &&
                                    position.after >= m_place)
                                    ++position.after.value;
                        }));
    }
    ~Hider() { m_server.behaves(); }
    Q_DISABLE_COPY_MOVE(Hider)

private:
    qsizetype said() const { return m_server.heard<protocol::Append>(m_author, Way::ToServer).size(); }

    bool isIt(const Envelope &envelope) const
    {
        const auto appends = m_server.heard<protocol::Append>(m_author, Way::ToServer);
        return appends.size() > m_before && appends.at(m_before).sealed.bytes == envelope.body.bytes;
    }

    bool bend(Envelope &envelope)
    {
        if (envelope.log != m_talk.id) return true;
        if (isIt(envelope)) m_place = envelope.sequence;
        const bool is_it = envelope.sequence == m_place;
        switch (m_trick) {
        case Trick::LeaveOut:
            return !is_it;
        case Trick::Empty:
            if (!is_it) return true;
            envelope.kind = EnvelopeKind::Emptied;
            envelope.body = crypto::sha256(envelope.body.bytes).toByteArray();
            return true;
        case Trick::CallOpening:
            if (is_it) envelope.kind = EnvelopeKind::Opening;
            return true;
        case Trick::CallOwn:
            if (!is_it) return true;
            envelope.sender = m_server.deviceOf(m_talk.account);
            envelope.sender_account = m_talk.account;
            envelope.body = QByteArray("not what was said");
            return true;
        case Trick::Renumber:
            if (m_place.isValid() && envelope.sequence > m_place) --envelope.sequence.value;
            return !is_it;
        case Trick::Spoil:
            if (is_it) envelope.body.bytes[envelope.body.bytes.size() / 2] ^= 1;
            return true;
        }
        return true;
    }

    HostileServer &m_server;
    const HostileTalk &m_talk;
    const AccountId m_author;
    const Trick m_trick;
    const qsizetype m_before;
    Sequence m_place{};
};

} // namespace

class TestHostileOrder : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_office.opens()); }
    void cleanup() { m_office.server().behaves(); }
    void whatIsHiddenIsNoticedWithTheNextMessage_data();
    void whatIsHiddenIsNoticedWithTheNextMessage();
    void permutedAndDroppedMessagesAreShownInOrder();
    void aWholeHistoryAgainShowsNothingTwice_data();
    void aWholeHistoryAgainShowsNothingTwice();
    void reflectedWordsAreNobodyElses_data();
    void reflectedWordsAreNobodyElses();
    void aServerCannotSayThatAMessageWasRead_data();
    void aServerCannotSayThatAMessageWasRead();

private:
    HostileServer &server() { return m_office.server(); }
    Sequence headOf(const HostileTalk &talk) const;
    QStringList words(Person &person, const QString &conversation, const QString &beginning);

    HostileOffice m_office;
};

Sequence TestHostileOrder::headOf(const HostileTalk &talk) const
{
    Sequence head{};
    auto &hostile = const_cast<HostileOffice &>(m_office).server();
    for (const Envelope &envelope : hostile.envelopes(kEverybody, talk.id))
        head = std::max(head, envelope.sequence);
    for (const auto &stored : hostile.heard<protocol::Stored>(kEverybody, Way::ToClient))
        if (stored.log == talk.id) head = std::max(head, stored.sequence);
    return head;
}

QStringList TestHostileOrder::words(Person &person, const QString &conversation, const QString &beginning)
{
    QStringList texts;
    for (const ShownMessage &row : person.timeline(conversation))
        if (row.text.startsWith(beginning)) texts.append(row.text);
    return texts;
}

// --- B3 -------------------------------------------------------------------------------------------

void TestHostileOrder::whatIsHiddenIsNoticedWithTheNextMessage_data()
{
    QTest::addColumn<int>("trick");
    QTest::addColumn<QString>("line");
    QTest::newRow("left out") << int(Trick::LeaveOut) << kMissing;
    QTest::newRow("called emptied") << int(Trick::Empty) << kMissing;
    QTest::newRow("called an opening") << int(Trick::CallOpening) << kMissing;
    QTest::newRow("called the reader's own") << int(Trick::CallOwn) << kDamaged;
    QTest::newRow("the others renumbered") << int(Trick::Renumber) << kMissing;
    QTest::newRow("spoilt") << int(Trick::Spoil) << kDamaged;
}

// And what was hidden never counts as delivered, though its reader's receipts go on.
void TestHostileOrder::whatIsHiddenIsNoticedWithTheNextMessage()
{
    QFETCH(int, trick);
    QFETCH(QString, line);
    auto talk = m_office.talk(u"Hanna %1"_s.arg(trick));
    const QString hidden = u"what nobody shall see %1"_s.arg(trick);
    QVERIFY(talk);
    const Hider hider(server(), *talk, m_office.annas(), static_cast<Trick>(trick));
    m_office.anna().says(hidden, talk->name);
    QVERIFY(m_office.anna().seesOwn(hidden, u"sent"_s));
    // The reader speaks in between: the next message's author has read beyond the place.
    if (static_cast<Trick>(trick) != Trick::Renumber) {
        talk->customer->says(u"and the reader, too"_s);
        QVERIFY(m_office.anna().seesMessage(u"and the reader, too"_s, talk->name));
    }
    m_office.anna().says(u"the next message"_s, talk->name);
    QVERIFY(talk->customer->seesMessage(u"the next message"_s));
    QVERIFY(talk->customer->seesLine(line));
    QVERIFY(talk->customer->seesLine(kMissing));
    QCOMPARE(count(*talk->customer, hidden), 0);
    // The receipt for "the next message" tells Anna that her reader has read something else.
    QVERIFY(m_office.anna().seesLine(kMissing, talk->name));
    QVERIFY2(!m_office.anna().hasSeen(hidden, u"delivered"_s), qPrintable(m_office.anna().lastEvents()));
}

// Pushes come late, twice, in another order or never, fetched ones backwards now and then.
void TestHostileOrder::permutedAndDroppedMessagesAreShownInOrder()
{
    const int total = attacks(200);
    auto talk = m_office.talk(u"Petra"_s);
    QVERIFY(talk);
    test::SeededRandom random(121);
    QList<QByteArray> held;
    int answers = 0;
    server().answers(talk->account, [&](const QByteArray &message) -> QList<QByteArray> {
        if (auto fetched = protocol::decodeFrame<protocol::Envelopes>(message)) {
            const bool is_backwards = ++answers % 7 == 0 && fetched->envelopes.items.size() > 1;
            if (is_backwards) std::reverse(fetched->envelopes.items.begin(), fetched->envelopes.items.end());
            return {protocol::encodeFrame(*fetched)};
        }
        if (protocol::typeOf(message) != protocol::MessageType::EnvelopePushed) return {message};
        if (random.below(4) > 0) held.append(message); // the others are lost
        if (held.size() < 5) return {};
        QList<QByteArray> now;
        while (held.size() > 1)
            now.append(held.takeAt(qsizetype(random.below(quint64(held.size())))));
        now.append(now.constFirst());
        return now;
    });
    QStringList said;
    for (int number = 0; number < total; ++number) {
        said.append(u"number %1"_s.arg(number));
        m_office.anna().says(said.constLast(), talk->name);
        if (number % 100 == 99) QVERIFY(m_office.anna().seesOwn(said.constLast(), u"sent"_s));
    }
    QVERIFY(m_office.anna().seesOwn(said.constLast(), u"sent"_s));
    server().behaves();
    m_office.anna().says(u"the end"_s, talk->name);
    const auto is_end = [](const QJsonObject &event) {
        return event.value(u"text").toString() == u"the end";
    };
    QVERIFY(talk->customer->bot().waitForEvent(u"message"_s, is_end, 0, std::chrono::seconds(60)));
    QCOMPARE(words(*talk->customer, {}, u"number"_s), said);
    QCOMPARE(count(*talk->customer, kMissing), 0);
}

// --- B4 -------------------------------------------------------------------------------------------

void TestHostileOrder::aWholeHistoryAgainShowsNothingTwice_data()
{
    QTest::addColumn<bool>("is_restarted");
    QTest::addColumn<bool>("is_backwards");
    QTest::newRow("to a running client") << false << false;
    QTest::newRow("to a running client, backwards") << false << true;
    QTest::newRow("to a client that was killed") << true << false;
}

void TestHostileOrder::aWholeHistoryAgainShowsNothingTwice()
{
    QFETCH(bool, is_restarted);
    QFETCH(bool, is_backwards);
    auto talk = m_office.talk(u"Rita %1%2"_s.arg(is_restarted).arg(is_backwards));
    QVERIFY(talk);
    QStringList said;
    for (int number = 0; number < 5; ++number) {
        said.append(u"once %1"_s.arg(number));
        m_office.anna().says(said.constLast(), talk->name);
    }
    QVERIFY(talk->customer->seesMessage(said.constLast()));
    QVERIFY(m_office.anna().seesOwn(said.constLast(), u"read"_s));
    if (is_restarted) {
        talk->customer->bot().killHard();
        QVERIFY(talk->customer->restarts());
    }
    QList<Envelope> history = server().envelopes(talk->account, talk->id);
    if (is_backwards) std::reverse(history.begin(), history.end());
    const quint64 incarnation = server().incarnationOf(talk->account, talk->id);
    const Sequence head = headOf(*talk);
    Sequence next = head;
    for (Envelope again : history) {
        QVERIFY(server().tells(talk->account, protocol::EnvelopePushed{incarnation, again})); // as it was
        if (again.kind != EnvelopeKind::Application) continue;
        again.sequence = {++next.value};
        QVERIFY(server().tells(talk->account, protocol::EnvelopePushed{incarnation, again}));
    }
    QVERIFY(next > head);
    QVERIFY(talk->customer->seesLine(kRepeated));
    QCOMPARE(words(*talk->customer, {}, u"once"_s), said);
    QCOMPARE(readers(*talk->customer), QStringList({u"Anna"_s, talk->customer->name()}));
}

void TestHostileOrder::reflectedWordsAreNobodyElses_data()
{
    QTest::addColumn<bool>("is_own"); // the customer's words; else Anna's
    QTest::addColumn<bool>("as_own"); // in the customer's name; else in Anna's
    QTest::newRow("own words as Anna's") << true << false;
    QTest::newRow("own words once more") << true << true;
    QTest::newRow("Anna's words as own") << false << true; // D7
}

void TestHostileOrder::reflectedWordsAreNobodyElses()
{
    QFETCH(bool, is_own);
    QFETCH(bool, as_own);
    auto talk = m_office.talk(u"Mira %1%2"_s.arg(is_own).arg(as_own));
    QVERIFY(talk);
    const AccountId author = is_own ? talk->account : m_office.annas();
    const AccountId shown = as_own ? talk->account : m_office.annas();
    // What Anna says is not delivered otherwise.
    server().answers(talk->account, dropping<protocol::EnvelopePushed>());
    server().answers(talk->account, dropping<protocol::Envelopes>());
    const qsizetype before = server().heard<protocol::Append>(author, Way::ToServer).size();
    Person &speaker = is_own ? *talk->customer : m_office.anna();
    speaker.says(u"said once"_s, talk->name);
    QVERIFY(speaker.seesOwn(u"said once"_s, u"sent"_s));
    const auto append = server().heard<protocol::Append>(author, Way::ToServer).at(before);
    Envelope mirrored;
    mirrored.log = talk->id;
    mirrored.sequence = {headOf(*talk).value + (is_own ? 1u : 0u)};
    mirrored.sender = server().deviceOf(shown);
    mirrored.sender_account = shown;
    mirrored.generation = append.generation;
    mirrored.epoch = append.epoch;
    mirrored.body = append.sealed.bytes;
    const quint64 incarnation = server().incarnationOf(talk->account, talk->id);
    QVERIFY(server().tells(talk->account, protocol::EnvelopePushed{incarnation, mirrored}));
    for (int again = 1; again < kForgedCopies; ++again) {
        ++mirrored.sequence.value;
        QVERIFY(server().tells(talk->account, protocol::EnvelopePushed{incarnation, mirrored}));
    }
    if (as_own) {
        Envelope marker = mirrored; // what comes after it is worked in after it
        ++marker.sequence.value;
        marker.sender = server().deviceOf(m_office.annas());
        marker.body = QByteArray("nonsense");
        QVERIFY(server().tells(talk->account, protocol::EnvelopePushed{incarnation, marker}));
    }
    QVERIFY(talk->customer->seesLine(kDamaged));
    const QList<ShownMessage> rows = talk->customer->timeline();
    const auto is_it = [](const ShownMessage &row) { return row.text == u"said once"; };
    QCOMPARE(std::count_if(rows.cbegin(), rows.cend(), is_it), 1); // whose they are is in them
    for (const ShownMessage &row : rows)
        if (is_it(row)) QCOMPARE(row.is_mine, is_own);
}

// --- C3 -------------------------------------------------------------------------------------------

void TestHostileOrder::aServerCannotSayThatAMessageWasRead_data()
{
    QTest::addColumn<int>("place"); // from the log's head on, where the lost message is said to stand
    QTest::newRow("in a place that was read long ago") << -1;
    QTest::newRow("in the newest place") << 0;
    QTest::newRow("in the next place") << 1;
    QTest::newRow("in a place that is still to come") << 2;
}

// The message is lost, the server says that it is stored, and honest receipts go on for what stands there.
// It says so once: what is sent again after an answer that cannot be is lost without another one. Else the
// place to come is the next one as soon as its reader has read so far, and that row is the one before it.
void TestHostileOrder::aServerCannotSayThatAMessageWasRead()
{
    QFETCH(int, place);
    auto talk = m_office.talk(u"Lisa %1"_s.arg(place));
    const QString lost = u"never to arrive %1"_s.arg(place);
    QVERIFY(talk);
    const Sequence claimed{static_cast<quint64>(static_cast<qint64>(headOf(*talk).value) + place)};
    bool is_lost = false;
    server().requests(m_office.annas(), [&](const QByteArray &message) -> QList<QByteArray> {
        const auto append = protocol::decodeFrame<protocol::Append>(message);
        if (!append || append->log != talk->id) return {message};
        const bool is_answered = place < 2 || !is_lost;
        is_lost = true;
        if (is_answered)
            server().tells(m_office.annas(),
                           protocol::Stored{append->request, append->log, claimed, SystemClock().now()});
        return {};
    });
    m_office.anna().says(lost, talk->name);
    QVERIFY(waitFor([&] { return is_lost; }, 20s));
    for (int number = 0; number < 3; ++number)
        talk->customer->says(u"reading %1"_s.arg(number));
    QVERIFY(talk->customer->seesOwn(u"reading 2"_s, u"sent"_s));
    QVERIFY(m_office.anna().seesMessage(u"reading 2"_s, talk->name));
    QVERIFY(!m_office.anna().hasSeen(lost, u"delivered"_s));
    if (place < 1) QVERIFY(isWarned(m_office.anna(), u"makes no sense"_s));
    if (place == 1) QVERIFY(m_office.anna().seesLine(kMissing, talk->name));
    QVERIFY(m_office.server().heard<protocol::Append>(m_office.annas(), Way::ToServer).size() > 0);
    server().behaves();
    server().cut(m_office.annas());
    if (place == 1) return; // "stored" is the server's word; what hides behind it is told
    QVERIFY(talk->customer->seesMessage(lost));
    QVERIFY(m_office.anna().seesOwn(lost, u"read"_s));
    QCOMPARE(count(*talk->customer, lost), 1);
}

CHAT121_TEST_MAIN(TestHostileOrder)
#include "tst_hostile_order.moc"
