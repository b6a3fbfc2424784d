// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a person has read on one computer is read on the others: by the receipt where both are on, by the
// archive on a computer that comes later. What nobody has read stays unread.

#include "common/crypto/init.h"
#include "tests/client/core/engine/clients.h"
#include "tests/support/test_main.h"

#include <QSignalSpy>

using namespace chat121;
using namespace chat121::test;

namespace {

constexpr int kPatienceMs = 60'000; // on a machine that has much else to do
using State = HistoryStatus::State;

// The text of the row above which the window draws its line; empty: of none.
QString firstUnread(Client &client)
{
    const TimelineModel *timeline = client.talk()->timeline();
    return timeline->unreadRow() < 0 ? QString() : timeline->at(timeline->unreadRow()).text;
}

} // namespace

class TestReadStates : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void readingOnOneComputerIsReadingOnTheOther();
    void aNewComputerOfAnAgentKnowsWhatWasRead();
    void aNewComputerOfACustomerKnowsWhatWasRead();

private:
    QStringList makesWords(Client &client);
    std::unique_ptr<Client> newComputer(const QString &home); // Anna's, logged in
    std::unique_ptr<Client> customersComputer(const QString &home, const QStringList &words);
    bool opensWith(Client &client, const QStringList &words);
    bool letsIn(Client &first); // the newest computer of the account, into its groups
    bool isMember(Client &client);
    bool hasKept(Client &client);
    Talk *talkOf(Client &client) { return client.workspace().talk(m_conversation); }
    // The other one has it, and so has the archive, with everything from before.
    bool saysAndKeeps(Client &client, const QString &text);
    // -1: the conversation is not listed as the agent's own.
    int unreadOf(Client &client);

    Company m_company;
    std::unique_ptr<Client> m_anna, m_gina;
    ConversationId m_conversation{};
    QString m_link;
};

void TestReadStates::initTestCase()
{
    QVERIFY(crypto::initialise());
    QVERIFY(m_company.opens());
    m_link = m_company.founder().invites(QStringLiteral("customers"));
    m_anna = m_company.agent(QStringLiteral("Anna"));
    QVERIFY(m_anna);
    m_gina = m_company.guest(m_link, QStringLiteral("Gina"));
    QVERIFY(m_gina);
    QVERIFY(begins(*m_anna, *m_gina, QStringLiteral("My kettle whistles")));
    m_conversation = m_gina->talk()->id();
}

QStringList TestReadStates::makesWords(Client &client)
{
    QSignalSpy told(&client.workspace(), &Workspace::recoveryWordsTold);
    client.workspace().makeRecoveryWords(QString::fromLatin1(Client::kPassphrase));
    const bool is_told = QTest::qWaitFor([&] { return !told.isEmpty(); }, kPatienceMs);
    return is_told ? told.first().first().toStringList() : QStringList();
}

std::unique_ptr<Client> TestReadStates::newComputer(const QString &home)
{
    auto client = std::make_unique<Client>(m_company.home(home));
    LiveWorkspace &workspace = client->workspace();
    const auto is_empty = [&] { return workspace.state() == Workspace::State::Empty; };
    if (!QTest::qWaitFor(is_empty, kPatienceMs)) return nullptr;
    workspace.logIn(m_link, QStringLiteral("Anna"), QString::fromLatin1(Client::kPassword));
    return client->isConnected() ? std::move(client) : nullptr;
}

// Read from the disk once more: a window that was open all the time keeps its line where it was.
std::unique_ptr<Client> TestReadStates::customersComputer(const QString &home, const QStringList &words)
{
    auto client = std::make_unique<Client>(m_company.home(home));
    LiveWorkspace &workspace = client->workspace();
    const auto is_empty = [&] { return workspace.state() == Workspace::State::Empty; };
    if (!QTest::qWaitFor(is_empty, kPatienceMs)) return nullptr;
    QSignalSpy previewed(&workspace, &Workspace::invitationPreviewed);
    workspace.previewInvitation(m_link);
    if (!QTest::qWaitFor([&] { return previewed.size() == 1; }, kPatienceMs)) return nullptr;
    workspace.comeBackAsCustomer(words.join(u' '));
    if (!client->isConnected() || !hasKept(*client) || !isMember(*client)) return nullptr;
    client.reset();
    client = std::make_unique<Client>(m_company.home(home));
    return client->isConnected() ? std::move(client) : nullptr;
}

bool TestReadStates::opensWith(Client &client, const QStringList &words)
{
    const auto is_asked = [&] { return client.workspace().history().state == State::Locked; };
    if (!QTest::qWaitFor(is_asked, kPatienceMs)) return false;
    client.workspace().enterRecoveryWords(words.join(u' '));
    return hasKept(client);
}

bool TestReadStates::letsIn(Client &first)
{
    DeviceId fresh{};
    const auto is_told = [&] {
        const DeviceList list = first.workspace().devices();
        for (const OwnDevice &device : list.devices)
            if (device.is_new) fresh = device.id;
        return fresh.isValid();
    };
    if (!QTest::qWaitFor(is_told, kPatienceMs)) return false;
    first.workspace().acceptDevice(fresh);
    return true;
}

bool TestReadStates::isMember(Client &client)
{
    return QTest::qWaitFor([&] { return talkOf(client)->roster().size() == 2; }, kPatienceMs);
}

bool TestReadStates::hasKept(Client &client)
{
    return QTest::qWaitFor(
        [&] {
            const HistoryStatus status = client.workspace().history();
            return status.state == State::Kept && !status.is_behind && !status.is_reading;
        },
        kPatienceMs);
}

bool TestReadStates::saysAndKeeps(Client &client, const QString &text)
{
    talkOf(client)->say(text);
    return client.sees(talkOf(client), text, SendState::Delivered) && hasKept(client);
}

int TestReadStates::unreadOf(Client &client)
{
    const ConversationListModel *mine = client.workspace().mine();
    const int row = mine->rowOf(m_conversation);
    return row < 0 ? -1 : mine->at(row).unread;
}

// Nobody has recovery words yet: there is no archive.
void TestReadStates::readingOnOneComputerIsReadingOnTheOther()
{
    QTRY_COMPARE_WITH_TIMEOUT(m_anna->workspace().devices().devices.size(), 1, kPatienceMs);
    const auto second = newComputer(QStringLiteral("anna 2"));
    QVERIFY(second);
    QVERIFY(letsIn(*m_anna));
    QVERIFY(isMember(*second));
    m_gina->talk()->say(QStringLiteral("It is the lid"));
    QVERIFY(m_anna->sees(talkOf(*m_anna), QStringLiteral("It is the lid")));
    QVERIFY(second->sees(talkOf(*second), QStringLiteral("It is the lid")));
    QTRY_VERIFY_WITH_TIMEOUT(unreadOf(*second) > 0, kPatienceMs);
    QTRY_VERIFY_WITH_TIMEOUT(unreadOf(*m_anna) > 0, kPatienceMs);
    talkOf(*m_anna)->markRead();
    QTRY_COMPARE_WITH_TIMEOUT(unreadOf(*m_anna), 0, kPatienceMs);
    QTRY_COMPARE_WITH_TIMEOUT(unreadOf(*second), 0, kPatienceMs);
    m_gina->talk()->say(QStringLiteral("Or the spout"));
    QTRY_COMPARE_WITH_TIMEOUT(unreadOf(*second), 1, kPatienceMs);
    QTRY_COMPARE_WITH_TIMEOUT(unreadOf(*m_anna), 1, kPatienceMs);
    QCOMPARE(m_anna->workspace().history().state, State::NotKept);
}

void TestReadStates::aNewComputerOfAnAgentKnowsWhatWasRead()
{
    const QStringList words = makesWords(*m_anna);
    QCOMPARE(words.size(), 12);
    talkOf(*m_anna)->markRead();
    QVERIFY(saysAndKeeps(*m_anna, QStringLiteral("I have read so far")));
    m_gina->talk()->say(QStringLiteral("Then it fell"));
    m_gina->talk()->say(QStringLiteral("And broke"));
    QVERIFY(m_anna->sees(talkOf(*m_anna), QStringLiteral("And broke")));
    QVERIFY(saysAndKeeps(*m_anna, QStringLiteral("One moment")));
    m_anna.reset();

    // Not in the group, as nobody has let it in there: it says no receipts.
    auto third = newComputer(QStringLiteral("anna 3"));
    QVERIFY(third);
    QVERIFY(opensWith(*third, words));
    QVERIFY(third->sees(talkOf(*third), QStringLiteral("And broke")));
    QTRY_COMPARE_WITH_TIMEOUT(unreadOf(*third), 2, kPatienceMs);
    m_anna = std::make_unique<Client>(m_company.home(QStringLiteral("anna")));
    QVERIFY(m_anna->isConnected());
    QTRY_COMPARE_WITH_TIMEOUT(unreadOf(*m_anna), 2, kPatienceMs);
    talkOf(*third)->markRead();
    QTRY_COMPARE_WITH_TIMEOUT(unreadOf(*third), 0, kPatienceMs);
    QTRY_COMPARE_WITH_TIMEOUT(unreadOf(*m_anna), 0, kPatienceMs);
    third.reset();
    m_anna.reset();

    const auto fourth = newComputer(QStringLiteral("anna 4"));
    QVERIFY(fourth);
    QVERIFY(opensWith(*fourth, words));
    QVERIFY(fourth->sees(talkOf(*fourth), QStringLiteral("And broke")));
    QTRY_COMPARE_WITH_TIMEOUT(unreadOf(*fourth), 0, kPatienceMs);
    m_anna = std::make_unique<Client>(m_company.home(QStringLiteral("anna")));
    QVERIFY(m_anna->isConnected());
}

void TestReadStates::aNewComputerOfACustomerKnowsWhatWasRead()
{
    const QStringList words = makesWords(*m_gina);
    QCOMPARE(words.size(), 12);
    talkOf(*m_anna)->say(QStringLiteral("You get a new one"));
    QVERIFY(m_gina->sees(m_gina->talk(), QStringLiteral("You get a new one")));
    m_gina->talk()->markRead();
    QVERIFY(saysAndKeeps(*m_gina, QStringLiteral("Thank you")));
    talkOf(*m_anna)->say(QStringLiteral("Which colour?"));
    QVERIFY(m_gina->sees(m_gina->talk(), QStringLiteral("Which colour?")));
    QVERIFY(saysAndKeeps(*m_gina, QStringLiteral("By the way")));
    m_gina.reset();

    m_gina = customersComputer(QStringLiteral("gina 2"), words);
    QVERIFY(m_gina);
    QVERIFY(m_gina->sees(m_gina->talk(), QStringLiteral("By the way")));
    QTRY_COMPARE_WITH_TIMEOUT(firstUnread(*m_gina), QStringLiteral("Which colour?"), kPatienceMs);
    m_gina->talk()->markRead();
    QVERIFY(saysAndKeeps(*m_gina, QStringLiteral("Blue")));
    m_gina.reset();

    m_gina = customersComputer(QStringLiteral("gina 3"), words);
    QVERIFY(m_gina);
    QVERIFY(m_gina->sees(m_gina->talk(), QStringLiteral("Blue")));
    QCOMPARE(firstUnread(*m_gina), QString());
}

CHAT121_TEST_MAIN(TestReadStates)
#include "tst_read_states.moc"
