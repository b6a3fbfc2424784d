// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Search through the real workspaces: what both sides of a real conversation find, how they get to it,
// and what they are told when there is nothing to find.

#include "common/crypto/init.h"
#include "tests/client/core/engine/clients.h"
#include "tests/support/test_main.h"

using namespace chat121;
using namespace chat121::test;
using namespace Qt::StringLiterals;

class TestSearching : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void bothSidesFindIt();
    void filtersAreKnown_data();
    void filtersAreKnown();
    void onlyInOneConversation();
    void theNewestSearchCounts();
    void nothingIsLookedFor();
    void aMessageFarBackIsReached();
    void aMessageThatIsGoneIsSaid();
    void itIsFoundAfterARestart();

private:
    // What is found when the search is over.
    static QStringList find(Client &client, const QString &query, ConversationId only_in = {})
    {
        SearchModel &found = *client.workspace().found();
        client.workspace().find(query, only_in);
        if (!QTest::qWaitFor([&] { return found.state() == SearchModel::State::Finished; }, 20'000))
            return {u"no answer"_s};
        QStringList snippets;
        for (int row = 0; row < found.rowCount(); ++row)
            snippets.append(found.at(row).snippet);
        return snippets;
    }

    Company m_company;
    std::unique_ptr<Client> m_anna;
    std::unique_ptr<Client> m_gina;
};

void TestSearching::initTestCase()
{
    QVERIFY(crypto::initialise());
    QVERIFY(m_company.opens());
    const QString guests = m_company.founder().invites(u"customers"_s);
    m_anna = std::make_unique<Client>(m_company.home(u"anna"_s));
    QVERIFY(m_anna->joins(m_company.founder().invites(u"staff"_s), u"Anna"_s));
    m_gina = m_company.guest(guests, u"Gina"_s);
    QVERIFY(m_gina);
    m_anna->workspace().setDutyStatus(DutyStatus::Available, 4);
    QVERIFY(begins(*m_anna, *m_gina, u"Guten Tag, meine Rückerstattung fehlt."_s));
    Talk *talk = m_anna->first(m_anna->workspace().mine());
    QVERIFY(talk);
    talk->say(u"See https://acme.example/refund, please."_s);
    QVERIFY(m_gina->sees(m_gina->talk(), u"See https://acme.example/refund, please."_s));
}

void TestSearching::bothSidesFindIt()
{
    const QStringList expected{u"Guten Tag, meine Rückerstattung fehlt."_s};
    QCOMPARE(find(*m_anna, u"ruckerst"_s), expected);
    QCOMPARE(find(*m_gina, u"ERSTATTUNG"_s), expected);
    const SearchHit &hit = m_gina->workspace().found()->at(0);
    QVERIFY(hit.is_mine);
    QCOMPARE(hit.conversation, m_gina->talk()->id());
    QCOMPARE(hit.marks, (QList<SearchMark>{{21, 10}}));
    QVERIFY(find(*m_anna, u"refund"_s).size() == 1);
    QCOMPARE(m_anna->workspace().found()->at(0).title, u"Gina"_s);
}

void TestSearching::filtersAreKnown_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<int>("hits");
    QTest::addColumn<bool>("has_fault");
    QTest::newRow("from") << u"from:gina"_s << 1 << false;
    QTest::newRow("from me") << u"von:mir"_s << 1 << false;
    QTest::newRow("department") << u"department:sup"_s << 2 << false;
    QTest::newRow("another department") << u"department:billing refund"_s << 0 << false;
    QTest::newRow("link") << u"has:link"_s << 1 << false;
    QTest::newRow("files cannot be sent yet") << u"has:file"_s << 0 << true;
    QTest::newRow("something else") << u"has:wings"_s << 0 << true;
    QTest::newRow("no date") << u"refund before:soon"_s << 0 << true;
    QTest::newRow("before") << u"before:2020"_s << 0 << false;
    QTest::newRow("after") << u"after:2020"_s << 2 << false;
    QTest::newRow("an unfinished filter") << u"from:"_s << 0 << false;
}

void TestSearching::filtersAreKnown()
{
    QFETCH(QString, query);
    QFETCH(bool, has_fault);
    QTEST(static_cast<int>(find(*m_anna, query).size()), "hits");
    QCOMPARE(!m_anna->workspace().found()->outcome().fault.isEmpty(), has_fault);
}

void TestSearching::onlyInOneConversation()
{
    QCOMPARE(find(*m_anna, u"refund"_s, m_gina->talk()->id()).size(), 1);
    QCOMPARE(find(*m_anna, u"refund"_s, ConversationId{4711}).size(), 0);
}

void TestSearching::theNewestSearchCounts()
{
    for (const QString &typed : {u"r"_s, u"re"_s, u"ref"_s})
        m_anna->workspace().find(typed, {});
    QCOMPARE(find(*m_anna, u"guten"_s).size(), 1);
}

void TestSearching::nothingIsLookedFor()
{
    QVERIFY(!find(*m_anna, u"refund"_s).isEmpty());
    m_anna->workspace().find(u"  "_s, {});
    QVERIFY(m_anna->workspace().found()->isEmpty());
    QCOMPARE(m_anna->workspace().found()->state(), SearchModel::State::Idle);
}

void TestSearching::aMessageFarBackIsReached()
{
    constexpr int kMessages = limits::kTalkPageRows + 20;
    for (int i = 0; i < kMessages; ++i) {
        const QString words = u"line %1"_s.arg(i);
        m_gina->talk()->say(words);
        if (i % 20 == 19) QVERIFY(m_gina->sees(m_gina->talk(), words, SendState::Sent)); // slow machines
    }
    QVERIFY(m_gina->sees(m_gina->talk(), u"line %1"_s.arg(kMessages - 1), SendState::Delivered));
    m_gina.reset();
    m_gina = std::make_unique<Client>(m_company.home(u"Gina"_s)); // its timeline begins with one page
    QVERIFY(m_gina->isReady());
    TimelineModel *timeline = m_gina->talk()->timeline();
    QTRY_COMPARE_WITH_TIMEOUT(timeline->size(), limits::kTalkPageRows, 20'000);
    QCOMPARE(find(*m_gina, u"ruckerstattung"_s).size(), 1);
    const MessageId wanted = m_gina->workspace().found()->at(0).message;
    QCOMPARE(timeline->rowOf(wanted), -1);
    MessageId reached;
    connect(m_gina->talk(), &Talk::reached, this, [&](const MessageId &message) { reached = message; });
    m_gina->talk()->reach(wanted);
    QTRY_COMPARE_WITH_TIMEOUT(reached, wanted, 20'000);
    QVERIFY(timeline->rowOf(wanted) >= 0);
    m_gina->talk()->disconnect(this);
}

void TestSearching::aMessageThatIsGoneIsSaid()
{
    Problem told;
    connect(m_gina->talk(), &Talk::failed, this, [&](const Problem &problem) { told = problem; });
    m_gina->talk()->reach(*MessageId::from(QByteArray(16, 'x')));
    QTRY_VERIFY_WITH_TIMEOUT(!told.isEmpty(), 20'000);
    m_gina->talk()->disconnect(this);
}

void TestSearching::itIsFoundAfterARestart()
{
    m_anna.reset();
    m_anna = std::make_unique<Client>(m_company.home(u"anna"_s));
    QVERIFY(m_anna->isReady());
    QCOMPARE(find(*m_anna, u"meine fehlt"_s).size(), 1);
}

CHAT121_TEST_MAIN(TestSearching)
#include "tst_searching.moc"
