// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A talk through the real workspaces and the real server: from the first words in the waiting room
// to closing and reopening, with receipts, typing, colleagues, and devices that come back.

#include "common/crypto/init.h"
#include "tests/client/core/engine/clients.h"
#include "tests/support/test_main.h"

using namespace chat121;
using namespace chat121::test;

namespace {

constexpr int kPatienceMs = 60'000; // on a machine that has much else to do

} // namespace

class TestWorkspace : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void wordsWaitForAnAgentAndAreAnswered();
    void receiptsAndTypingAreSeen();
    void aColleagueJoinsAndLeaves();
    void aConversationReturnsToTheQueueAndGoesOn();
    void whoWasAwayLearnsThatTheConversationWaitsAgain();
    void aClosedConversationOpensAgain();
    void whatWasClosedWhileAwayOpensAgain();
    void whatWasSaidIsThereAfterARestart();
    void aNewDeviceComesInByPassword();
    void anOlderCopyOfAProfileSendsNothing();

private:
    bool takes(Client &agent);
    QString lastWords(); // Gina's
    ConversationId conversation() { return m_gina->talk()->id(); }

    Company m_company;
    std::unique_ptr<Client> m_anna;
    std::unique_ptr<Client> m_gina;
    QString m_guest_link;
};

void TestWorkspace::initTestCase()
{
    QVERIFY(crypto::initialise());
    QVERIFY(m_company.opens());
    m_guest_link = m_company.founder().invites(QStringLiteral("customers"));
    m_anna = std::make_unique<Client>(m_company.home(QStringLiteral("anna")));
    QVERIFY(m_anna->joins(m_company.founder().invites(QStringLiteral("staff")), QStringLiteral("Anna")));
    m_gina = std::make_unique<Client>(m_company.home(QStringLiteral("gina")));
    QVERIFY(m_gina->joins(m_guest_link, QStringLiteral("Gina")));
}

QString TestWorkspace::lastWords()
{
    const TimelineModel *timeline = m_gina->talk()->timeline();
    for (int row = timeline->size() - 1; row >= 0; --row)
        if (timeline->at(row).is_mine) return timeline->at(row).text;
    return {};
}

bool TestWorkspace::takes(Client &agent)
{
    LiveWorkspace &workspace = agent.workspace();
    workspace.setDutyStatus(DutyStatus::Available, 4);
    if (!QTest::qWaitFor([&] { return workspace.queue()->rowOf(conversation()) >= 0; }, 20'000)) return false;
    const ConversationId id = conversation();
    if (!agent.sees(workspace.talk(id), lastWords())) return false; // as a preview
    workspace.take(id);
    const bool is_mine = QTest::qWaitFor([&] { return workspace.mine()->rowOf(id) >= 0; }, 20'000);
    const auto is_talking = [this] {
        return m_gina->workspace().standing().step == QueueStanding::Step::Talking;
    };
    return is_mine && QTest::qWaitFor(is_talking, 20'000);
}

void TestWorkspace::wordsWaitForAnAgentAndAreAnswered()
{
    m_gina->talk()->say(QStringLiteral("Is anybody there?"));
    QVERIFY(m_gina->sees(m_gina->talk(), QStringLiteral("Is anybody there?"), SendState::Sent));
    QTRY_COMPARE_WITH_TIMEOUT(m_gina->workspace().standing().step, QueueStanding::Step::MessageLeft,
                              kPatienceMs);

    QVERIFY(takes(*m_anna));
    QCOMPARE(m_gina->workspace().standing().talking_to, QStringLiteral("Anna"));
    QCOMPARE(m_gina->workspace().standing().talking_to_role, QStringLiteral("Support, ACME"));
    Talk *annas = m_anna->workspace().talk(conversation());
    QTRY_COMPARE_WITH_TIMEOUT(annas->title(), QStringLiteral("Gina"), kPatienceMs);
    for (int i = 0; i < 10; ++i) {
        annas->say(QStringLiteral("answer %1").arg(i));
        QVERIFY(m_gina->sees(m_gina->talk(), QStringLiteral("answer %1").arg(i)));
        m_gina->talk()->say(QStringLiteral("question %1").arg(i));
        QVERIFY(m_anna->sees(annas, QStringLiteral("question %1").arg(i)));
    }
    // The previews of the waiting room and what was said again in the group are one row each.
    int first_words = 0;
    for (int row = 0; row < annas->timeline()->size(); ++row)
        first_words += annas->timeline()->at(row).text == u"Is anybody there?" ? 1 : 0;
    QCOMPARE(first_words, 1);
}

void TestWorkspace::receiptsAndTypingAreSeen()
{
    Talk *annas = m_anna->workspace().talk(conversation());
    annas->say(QStringLiteral("Please read this"));
    QVERIFY(m_anna->sees(annas, QStringLiteral("Please read this"), SendState::Delivered));
    m_gina->talk()->markRead();
    QVERIFY(m_anna->sees(annas, QStringLiteral("Please read this"), SendState::Read));

    m_gina->talk()->setTyping(true);
    QTRY_COMPARE_WITH_TIMEOUT(annas->timeline()->typing(), QStringList{QStringLiteral("Gina")}, kPatienceMs);
    m_gina->talk()->setTyping(false);
    QTRY_VERIFY_WITH_TIMEOUT(annas->timeline()->typing().isEmpty(), kPatienceMs);
}

void TestWorkspace::aColleagueJoinsAndLeaves()
{
    Talk *annas = m_anna->workspace().talk(conversation());
    QTRY_VERIFY_WITH_TIMEOUT(!m_anna->workspace().colleagues().isEmpty(), kPatienceMs);
    const AccountId fiona = m_anna->workspace().colleagues().constFirst().account;
    annas->addColleague(fiona);
    QVERIFY(m_gina->sees(m_gina->talk(), QStringLiteral("Fiona (Owner) joined")));
    QTRY_COMPARE_WITH_TIMEOUT(m_gina->talk()->roster().size(), 3, kPatienceMs);

    Client &founder = m_company.founder();
    QTRY_VERIFY_WITH_TIMEOUT(founder.workspace().mine()->rowOf(conversation()) >= 0, kPatienceMs);
    Talk *fionas = founder.workspace().talk(conversation());
    fionas->say(QStringLiteral("I can help too"));
    QVERIFY(m_gina->sees(m_gina->talk(), QStringLiteral("I can help too")));
    QVERIFY(m_anna->sees(annas, QStringLiteral("I can help too")));

    // Read is what both others have read; who has is said person by person.
    annas->say(QStringLiteral("Who has read this?"));
    QVERIFY(m_anna->sees(annas, QStringLiteral("Who has read this?"), SendState::Delivered));
    const Sequence place = annas->timeline()->at(annas->timeline()->size() - 1).sequence;
    const auto has_read = [&](AccountId account) {
        const QList<RosterRow> roster = annas->roster();
        return std::any_of(roster.cbegin(), roster.cend(), [&](const RosterRow &row) {
            return row.account == account && row.read_up_to >= place;
        });
    };
    QVERIFY(m_gina->sees(m_gina->talk(), QStringLiteral("Who has read this?")));
    m_gina->talk()->markRead();
    AccountId gina{};
    for (const RosterRow &row : annas->roster())
        if (row.signed_by.isEmpty()) gina = row.account;
    QTRY_VERIFY_WITH_TIMEOUT(has_read(gina), kPatienceMs);
    QVERIFY(!has_read(fiona));
    QVERIFY(m_anna->sees(annas, QStringLiteral("Who has read this?"), SendState::Delivered));
    fionas->markRead();
    QVERIFY(m_anna->sees(annas, QStringLiteral("Who has read this?"), SendState::Read));
    QVERIFY(has_read(fiona));

    annas->removeMember(fiona);
    QVERIFY(m_gina->sees(m_gina->talk(), QStringLiteral("Fiona (Owner) left")));
    QTRY_COMPARE_WITH_TIMEOUT(m_gina->talk()->roster().size(), 2, kPatienceMs);
    annas->say(QStringLiteral("Only the two of us"));
    QVERIFY(m_gina->sees(m_gina->talk(), QStringLiteral("Only the two of us")));
    QTRY_VERIFY_WITH_TIMEOUT(!fionas->isWritable(), kPatienceMs);
    for (int row = 0; row < fionas->timeline()->size(); ++row)
        QVERIFY(fionas->timeline()->at(row).text != u"Only the two of us");
}

void TestWorkspace::aConversationReturnsToTheQueueAndGoesOn()
{
    m_gina->talk()->say(QStringLiteral("One more question"));
    QVERIFY(m_anna->sees(m_anna->workspace().talk(conversation()), QStringLiteral("One more question")));
    m_anna->workspace().returnToQueue(conversation());
    QTRY_COMPARE_WITH_TIMEOUT(m_gina->workspace().standing().step, QueueStanding::Step::Waiting, kPatienceMs);
    QVERIFY(takes(m_company.founder()));
    Talk *fionas = m_company.founder().workspace().talk(conversation());
    QVERIFY(m_company.founder().sees(fionas, QStringLiteral("One more question")));
    fionas->say(QStringLiteral("Here is the answer"));
    QVERIFY(m_gina->sees(m_gina->talk(), QStringLiteral("Here is the answer")));
}

void TestWorkspace::whoWasAwayLearnsThatTheConversationWaitsAgain()
{
    Client &fiona = m_company.founder();
    const QString words = QStringLiteral("I am back in a minute");
    const ConversationId id = conversation();
    m_gina->talk()->say(words);
    QVERIFY(fiona.sees(fiona.workspace().talk(id), words));
    m_gina.reset();
    fiona.workspace().returnToQueue(id);
    QTRY_VERIFY_WITH_TIMEOUT(fiona.workspace().queue()->rowOf(id) >= 0, kPatienceMs);
    m_gina = std::make_unique<Client>(m_company.home(QStringLiteral("gina")));
    QVERIFY(m_gina->isConnected());
    QTRY_COMPARE_WITH_TIMEOUT(m_gina->workspace().standing().step, QueueStanding::Step::Waiting, kPatienceMs);
    QVERIFY(m_gina->sees(m_gina->talk(), words));
    QVERIFY(takes(fiona));
}

void TestWorkspace::aClosedConversationOpensAgain()
{
    m_company.founder().workspace().closeConversation(conversation());
    QTRY_COMPARE_WITH_TIMEOUT(m_gina->workspace().standing().step, QueueStanding::Step::Closed, kPatienceMs);
    QTRY_VERIFY_WITH_TIMEOUT(m_company.founder().workspace().closed()->rowOf(conversation()) >= 0,
                             kPatienceMs);
    m_gina->talk()->say(QStringLiteral("And something else"));
    QVERIFY(takes(*m_anna));
    m_anna->workspace().talk(conversation())->say(QStringLiteral("Gladly"));
    QVERIFY(m_gina->sees(m_gina->talk(), QStringLiteral("Gladly")));
}

void TestWorkspace::whatWasClosedWhileAwayOpensAgain()
{
    const ConversationId id = conversation();
    m_gina.reset();
    m_anna->workspace().closeConversation(id);
    QTRY_VERIFY_WITH_TIMEOUT(m_anna->workspace().closed()->rowOf(id) >= 0, kPatienceMs);
    m_gina = std::make_unique<Client>(m_company.home(QStringLiteral("gina")));
    QVERIFY(m_gina->isConnected());
    QTRY_COMPARE_WITH_TIMEOUT(m_gina->workspace().standing().step, QueueStanding::Step::Closed, kPatienceMs);
    m_gina->talk()->say(QStringLiteral("Something has come up"));
    QVERIFY(m_gina->sees(m_gina->talk(), QStringLiteral("Something has come up")));
    QVERIFY(takes(*m_anna));
    m_anna->workspace().talk(id)->say(QStringLiteral("Tell me"));
    QVERIFY(m_gina->sees(m_gina->talk(), QStringLiteral("Tell me")));
}

void TestWorkspace::whatWasSaidIsThereAfterARestart()
{
    const int rows = m_gina->talk()->timeline()->size();
    m_gina->talk()->setDraft(QStringLiteral("half a sent"));
    m_gina.reset();
    m_gina = std::make_unique<Client>(m_company.home(QStringLiteral("gina")));
    QVERIFY(m_gina->isConnected());
    QTRY_COMPARE_WITH_TIMEOUT(m_gina->talk()->timeline()->size(), rows, kPatienceMs);
    QCOMPARE(m_gina->talk()->draft(), QStringLiteral("half a sent"));
    m_anna->workspace().talk(conversation())->say(QStringLiteral("Welcome back"));
    QVERIFY(m_gina->sees(m_gina->talk(), QStringLiteral("Welcome back")));
}

void TestWorkspace::aNewDeviceComesInByPassword()
{
    Client second(m_company.home(QStringLiteral("anna's second")));
    QTRY_COMPARE_WITH_TIMEOUT(second.workspace().state(), Workspace::State::Empty, kPatienceMs);
    second.workspace().logIn(m_guest_link, QStringLiteral("Anna"), QStringLiteral("not her password"));
    QVERIFY(second.isWarned(QStringLiteral("do not fit together")));
    QTRY_COMPARE_WITH_TIMEOUT(second.workspace().state(), Workspace::State::Empty, kPatienceMs);
    second.workspace().logIn(m_guest_link, QStringLiteral("Anna"), QStringLiteral("correct horse battery"));
    QVERIFY(second.isConnected());
    QCOMPARE(second.workspace().ownName(), QStringLiteral("Anna"));
    QCOMPARE(second.workspace().role(), Workspace::Role::Staff);
}

void TestWorkspace::anOlderCopyOfAProfileSendsNothing()
{
    const QString home = m_company.home(QStringLiteral("gina"));
    m_gina.reset();
    QDir().mkpath(home + QStringLiteral(".older"));
    for (const QString &name : QDir(home).entryList(QDir::Files))
        QVERIFY(QFile::copy(home + u'/' + name, home + QStringLiteral(".older/") + name));
    m_gina = std::make_unique<Client>(home);
    QVERIFY(m_gina->isConnected());
    m_gina->talk()->say(QStringLiteral("after the copy"));
    QVERIFY(m_gina->sees(m_gina->talk(), QStringLiteral("after the copy"), SendState::Sent));
    m_gina.reset();

    Client older(home + QStringLiteral(".older"));
    QVERIFY(older.isWarned(QStringLiteral("an older copy of itself")));
    older.talk()->say(QStringLiteral("with old keys"));
    QVERIFY(older.sees(older.talk(), QStringLiteral("with old keys"), SendState::Queued));
    QVERIFY(older.workspace().connection().state != ConnectionState::Connected);
}

CHAT121_TEST_MAIN(TestWorkspace)
#include "tst_workspace.moc"
