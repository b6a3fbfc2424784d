// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Canned replies of one device without a server: what counts of what the team's log says, in whatever order
// and how often it is said, and what the person changes.
#include "client/core/engine/team/team_replies.h"
#include "common/crypto/sodium_random.h"
#include "tests/client/core/engine/talk/reading_seat.h"
#include "tests/support/test_main.h"

#include <QSignalSpy>
#include <QtTest>

#include <algorithm>
#include <limits>

using namespace chat121;
using namespace chat121::engine;
using namespace chat121::test;
using namespace Qt::StringLiterals;

namespace {

constexpr quint64 kPlace = 100; // of an entry in the log, beyond all revisions here

content::TeamEntry entryOf(char entry, const content::TeamReply &reply)
{
    return {*FixedBytes<16>::from(QByteArray(16, entry)), kNow, reply};
}

content::TeamReply said(quint64 revision, const QString &text)
{
    return {
        *ReplyId::from(QByteArray(16, 'r')), revision, false, {u"refund"_s}, {u"Money"_s}, {u"en"_s}, {text}};
}

content::TeamReply deleted(quint64 revision)
{
    return {*ReplyId::from(QByteArray(16, 'r')), revision, true, {}, {}, {}, {}};
}

CannedReply written(const QString &shortcut, const QString &text)
{
    CannedReply reply;
    reply.department = kSupport;
    reply.shortcut = shortcut;
    reply.text = text;
    return reply;
}

} // namespace

class TestTeamReplies : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void theSameCountsInWhateverOrder_data();
    void theSameCountsInWhateverOrder();
    void anEntryThatIsPutAgainBringsNothingBack();
    void whatNobodyMayHaveSaidIsPassedOver_data();
    void whatNobodyMayHaveSaidIsPassedOver();
    void nobodyLeavesNoNumberForOthers();
    void aDepartmentHasItsOwn();
    void controlsOfOthersAreTakenOut();
    void whatThePersonSavesIsThereAtOnce();
    void whatTheServerHasDoesNotWait();
    void whatIsRefusedIsAsItWas();
    void aChangeOfSomethingElseIsRefused();
    void whatIsNotSoundIsRefused();
    void deletedOnesAreGone();
    void theLibraryIsBounded();
    void usesStayHere();
    void aLogThatWasRestoredIsReadAgain();

private:
    bool hears(const content::TeamEntry &entry, DepartmentId department = kSupport, quint64 place = kPlace);
    ReplyLibrary library();
    QStringList texts();
    QList<OutboxEntry> waiting() { return m_anna->store.outbox().allOf(kTeam).value(); }

    static constexpr LogId kTeam{301}; // of kSupport

    Acme m_acme;
    FakeClock m_clock{kNow};
    crypto::SodiumRandom m_random;
    std::optional<Office<ReadingSeat>> m_office;
    std::unique_ptr<ReadingSeat> m_anna;
    std::unique_ptr<TeamReplies> m_replies;
    QList<ReplyId> m_saved;
    QStringList m_refused;
    std::optional<ReplyLibrary> m_told;
};

void TestTeamReplies::init()
{
    m_office.emplace(m_acme, m_clock, m_random);
    m_anna = m_office->anna();
    m_replies = std::make_unique<TeamReplies>(m_anna->context, m_anna->ledger, m_anna->outbox, nullptr);
    m_saved.clear();
    m_refused.clear();
    m_told.reset();
    Announcer &announcer = m_anna->announcer;
    connect(&announcer, &Announcer::cannedReplySaved, this,
            [this](const ReplyId &id) { m_saved.append(id); });
    connect(&announcer, &Announcer::cannedReplyRefused, this,
            [this](const Problem &problem) { m_refused.append(problem.sentence); });
    connect(&announcer, &Announcer::cannedRepliesChanged, this,
            [this](const ReplyLibrary &library) { m_told = library; });
}

void TestTeamReplies::cleanup()
{
    m_replies.reset();
    m_anna.reset();
    m_office.reset();
}

bool TestTeamReplies::hears(const content::TeamEntry &entry, DepartmentId department, quint64 place)
{
    return m_replies->accept(m_anna->identity.account(), entry, department, {place}).has_value();
}

ReplyLibrary TestTeamReplies::library()
{
    m_replies->begin();
    return m_told.value_or(ReplyLibrary());
}

QStringList TestTeamReplies::texts()
{
    QStringList all;
    for (const CannedReply &reply : library().replies)
        all.append(reply.text);
    return all;
}

void TestTeamReplies::theSameCountsInWhateverOrder_data()
{
    QTest::addColumn<QString>("order");
    QString order = u"abcd"_s;
    do {
        QTest::newRow(qPrintable(order)) << order;
    } while (std::next_permutation(order.begin(), order.end()));
}

// Two changes were made at once.
void TestTeamReplies::theSameCountsInWhateverOrder()
{
    QFETCH(const QString, order);
    const QHash<QChar, content::TeamEntry> entries{{u'a', entryOf('z', said(1, u"first"_s))},
                                                   {u'b', entryOf('y', said(2, u"hers"_s))},
                                                   {u'c', entryOf('x', said(2, u"his"_s))},
                                                   {u'd', entryOf('w', said(1, u"never"_s))}};
    for (const QChar name : order)
        QVERIFY(hears(entries.value(name)));
    QCOMPARE(texts(), QStringList{u"hers"_s});
}

void TestTeamReplies::anEntryThatIsPutAgainBringsNothingBack()
{
    const auto first = entryOf('z', said(1, u"Pay to account 1"_s));
    QVERIFY(hears(first));
    QVERIFY(hears(entryOf('a', said(2, u"Pay to account 2"_s))));
    QVERIFY(hears(first, kSupport, kPlace + 1));
    QCOMPARE(texts(), QStringList{u"Pay to account 2"_s});
    QVERIFY(hears(entryOf('b', deleted(3))));
    QVERIFY(hears(first, kSupport, kPlace + 2));
    QCOMPARE(texts(), QStringList());
    // It is deleted, and nothing of it is kept.
    const auto records = m_anna->store.cannedReplies().allOf(kSupport.value).value();
    QCOMPARE(records.size(), 1);
    QVERIFY(records.constFirst().text.text.isEmpty());
}

void TestTeamReplies::whatNobodyMayHaveSaidIsPassedOver_data()
{
    QTest::addColumn<QString>("shortcut");
    QTest::addColumn<QString>("language");
    QTest::addColumn<QString>("text");
    QTest::addColumn<quint64>("revision");
    QTest::newRow("no shortcut") << QString() << u"en"_s << u"x"_s << quint64(1);
    QTest::newRow("a shortcut of two words") << u"a b"_s << u"en"_s << u"x"_s << quint64(1);
    QTest::newRow("no text") << u"a"_s << u"en"_s << u" "_s << quint64(1);
    QTest::newRow("no language") << u"a"_s << u"!"_s << u"x"_s << quint64(1);
    QTest::newRow("no revision") << u"a"_s << u"en"_s << u"x"_s << quint64(0);
    QTest::newRow("more revisions than there is room for") << u"a"_s << u"en"_s << u"x"_s << kPlace + 1;
}

void TestTeamReplies::whatNobodyMayHaveSaidIsPassedOver()
{
    QFETCH(const QString, shortcut);
    QFETCH(const QString, language);
    QFETCH(const QString, text);
    QFETCH(const quint64, revision);
    content::TeamReply reply = said(revision, text);
    reply.shortcut = shortcut;
    reply.language = language;
    QVERIFY(hears(entryOf('a', reply)));
    QCOMPARE(texts(), QStringList());
    QVERIFY(hears(entryOf('b', said(1, u"A sound one"_s))));
    QCOMPARE(texts(), QStringList{u"A sound one"_s});
}

// Who takes the highest number there is at a place is overtaken at the next one.
void TestTeamReplies::nobodyLeavesNoNumberForOthers()
{
    QVERIFY(hears(entryOf('z', said(std::numeric_limits<quint64>::max(), u"for ever"_s))));
    QCOMPARE(texts(), QStringList());
    QVERIFY(hears(entryOf('z', said(kPlace, u"as high as it goes"_s))));
    QVERIFY(hears(entryOf('a', said(kPlace + 1, u"after it"_s)), kSupport, kPlace + 1));
    QCOMPARE(texts(), QStringList{u"after it"_s});
}

void TestTeamReplies::aDepartmentHasItsOwn()
{
    QVERIFY(hears(entryOf('a', said(1, u"of Support"_s))));
    QVERIFY(hears(entryOf('b', said(2, u"of Sales"_s)), kSales)); // Anna does not work there
    QCOMPARE(texts(), QStringList{u"of Support"_s});
    QCOMPARE(library().departments, (QList<ReplyDepartment>{{kSupport, u"Support"_s}}));
}

void TestTeamReplies::controlsOfOthersAreTakenOut()
{
    QVERIFY(hears(entryOf('a', said(1, u"one\r\n\x1b[2Jtwo"_s))));
    QCOMPARE(texts(), QStringList{u"one\n[2Jtwo"_s});
}

void TestTeamReplies::whatThePersonSavesIsThereAtOnce()
{
    QSignalSpy leaving(m_replies.get(), &TeamReplies::waits);
    m_replies->save(written(u"hi"_s, u"Hello"_s));
    QCOMPARE(m_refused, QStringList());
    QCOMPARE(m_saved.size(), 1);
    QCOMPARE(leaving.size(), 1);
    QVERIFY(m_told);
    QCOMPARE(m_told->replies.size(), 1);
    const CannedReply reply = m_told->replies.constFirst();
    QCOMPARE(reply.id, m_saved.constFirst());
    QCOMPARE(reply.revision, 1u);
    QCOMPARE(reply.text, u"Hello"_s);
    QVERIFY(reply.is_waiting);
    QCOMPARE(waiting().size(), 1);
    CannedReply changed = reply; // before it has left
    changed.text = u"Hello again"_s;
    m_replies->save(changed);
    QCOMPARE(m_refused, QStringList());
    QCOMPARE(texts(), QStringList{u"Hello again"_s});
    QCOMPARE(waiting().size(), 2);
}

void TestTeamReplies::whatTheServerHasDoesNotWait()
{
    m_replies->save(written(u"hi"_s, u"Hello"_s));
    const OutboxEntry entry = waiting().constFirst();
    QVERIFY(m_replies->stored(entry, {kPlace}));
    QVERIFY(m_anna->store.outbox().remove(entry.order));
    QCOMPARE(texts(), QStringList{u"Hello"_s});
    QVERIFY(!library().replies.constFirst().is_waiting);
    // Another start of the same computer.
    m_replies = std::make_unique<TeamReplies>(m_anna->context, m_anna->ledger, m_anna->outbox, nullptr);
    QCOMPARE(texts(), QStringList{u"Hello"_s});
}

void TestTeamReplies::whatIsRefusedIsAsItWas()
{
    QVERIFY(hears(entryOf('a', said(1, u"before"_s))));
    CannedReply changed = library().replies.constFirst();
    changed.text = u"after"_s;
    m_replies->save(changed);
    QCOMPARE(texts(), QStringList{u"after"_s});
    const OutboxEntry entry = waiting().constFirst();
    m_replies->givenUp(entry);
    QVERIFY(m_anna->store.outbox().remove(entry.order));
    QTRY_COMPARE(m_refused.size(), 1);
    QCOMPARE(texts(), QStringList{u"before"_s});
}

void TestTeamReplies::aChangeOfSomethingElseIsRefused()
{
    QVERIFY(hears(entryOf('a', said(1, u"first"_s))));
    CannedReply mine = library().replies.constFirst();
    QVERIFY(hears(entryOf('b', said(2, u"hers"_s))));
    mine.text = u"mine"_s;
    m_replies->save(mine);
    m_replies->remove(mine);
    QCOMPARE(m_refused.size(), 2);
    QCOMPARE(texts(), QStringList{u"hers"_s});
    mine.revision = 2; // having seen it
    m_replies->save(mine);
    QCOMPARE(texts(), QStringList{u"mine"_s});
    QVERIFY(hears(entryOf('c', deleted(9))));
    mine.revision = 3;
    m_replies->save(mine);
    QCOMPARE(m_refused.size(), 3);
    QCOMPARE(texts(), QStringList());
}

void TestTeamReplies::whatIsNotSoundIsRefused()
{
    CannedReply sales = written(u"hi"_s, u"Hello"_s);
    sales.department = kSales;
    for (const CannedReply &reply : {written({}, u"x"_s), written(u"a b"_s, u"x"_s), written(u"a"_s, u" "_s),
                                     written(u"a"_s, QString(limits::kReplyBytesMax + 1, u'x')), sales})
        m_replies->save(reply);
    QCOMPARE(m_refused.size(), 5);
    QCOMPARE(m_saved.size(), 0);
    QCOMPARE(waiting().size(), 0);
}

void TestTeamReplies::deletedOnesAreGone()
{
    QVERIFY(hears(entryOf('a', said(1, u"first"_s))));
    m_replies->use(*ReplyId::from(QByteArray(16, 'r')));
    m_replies->remove(library().replies.constFirst());
    QCOMPARE(texts(), QStringList());
    const OutboxEntry entry = waiting().constFirst();
    QVERIFY(m_replies->stored(entry, {kPlace}));
    QVERIFY(m_anna->store.outbox().remove(entry.order));
    QCOMPARE(texts(), QStringList());
    QCOMPARE(m_anna->store.replyUses().count().value(), 0);
    m_replies->remove(written(u"a"_s, u"x"_s)); // never was there
    QCOMPARE(texts(), QStringList());
}

void TestTeamReplies::theLibraryIsBounded()
{
    auto transaction = m_anna->store.begin();
    QVERIFY(transaction);
    content::TeamReply reply = said(1, u"x"_s);
    for (int number = 0; number < limits::kRepliesOfDepartmentMax; ++number) {
        reply.reply.data[0] = static_cast<quint8>(number % 256);
        reply.reply.data[1] = static_cast<quint8>(number / 256);
        QVERIFY(hears(entryOf('a', reply)));
    }
    QVERIFY(transaction->commit());
    m_replies->save(written(u"one-more"_s, u"x"_s));
    QCOMPARE(m_refused.size(), 1);
    m_replies->remove(library().replies.constFirst());
    m_replies->save(written(u"one-more"_s, u"x"_s));
    QCOMPARE(m_refused.size(), 1);
    QCOMPARE(library().replies.size(), limits::kRepliesOfDepartmentMax);
}

void TestTeamReplies::usesStayHere()
{
    QVERIFY(hears(entryOf('a', said(1, u"first"_s))));
    const ReplyId id = library().replies.constFirst().id;
    m_replies->use(id);
    m_replies->use(id);
    QCOMPARE(library().replies.constFirst().uses, 2);
    QCOMPARE(waiting().size(), 0);
}

void TestTeamReplies::aLogThatWasRestoredIsReadAgain()
{
    QVERIFY(hears(entryOf('a', said(1, u"kept"_s))));
    QVERIFY(hears(entryOf('b', said(2, u"lost"_s))));
    QVERIFY(m_replies->restored(kTeam));
    QCOMPARE(texts(), QStringList{u"lost"_s}); // nothing goes before the log says so
    QVERIFY(hears(entryOf('a', said(1, u"kept"_s))));
    QCOMPARE(texts(), QStringList{u"kept"_s});
    QVERIFY(hears(entryOf('0', said(2, u"new"_s))));
    QCOMPARE(texts(), QStringList{u"new"_s});
}

CHAT121_TEST_MAIN(TestTeamReplies)
#include "tst_team_replies.moc"
