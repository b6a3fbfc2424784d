// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// "Also remove the data from this computer": with a connection the account takes it off the list of its
// computers, and everybody leaves it out of the groups; without one the data goes all the same. A customer
// who has done so comes back by the recovery words.
#include "common/crypto/init.h"
#include "tests/client/core/engine/clients.h"
#include "tests/support/test_main.h"

#include <QSignalSpy>

using namespace chat121;
using namespace chat121::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int kPatienceMs = 60'000;

} // namespace

class TestLogOut : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void whoLogsOutForGoodIsOut();
    void withoutAServerTheDataGoesAllTheSame();
    void aCustomerWhoLoggedOutComesBackByTheWords();

private:
    std::unique_ptr<Client> second(const QString &home);
    static int computersOf(Client &client)
    {
        return static_cast<int>(client.workspace().devices().devices.size());
    }

    Company m_company;
    QString m_link;
    std::unique_ptr<Client> m_anna, m_gina;
};

void TestLogOut::initTestCase()
{
    QVERIFY(crypto::initialise());
    QVERIFY(m_company.opens());
    m_link = m_company.founder().invites(u"customers"_s);
    m_anna = m_company.agent(u"Anna"_s);
    QVERIFY(m_anna);
    m_gina = m_company.guest(m_link, u"Gina"_s);
    QVERIFY(m_gina);
}

// Another computer of Anna's, which is in everything that begins from now on.
std::unique_ptr<Client> TestLogOut::second(const QString &home)
{
    const int before = computersOf(*m_anna);
    auto client = std::make_unique<Client>(m_company.home(home));
    LiveWorkspace &workspace = client->workspace();
    if (!QTest::qWaitFor([&] { return workspace.state() == Workspace::State::Empty; }, kPatienceMs))
        return nullptr;
    workspace.logIn(m_link, u"Anna"_s, u"correct horse battery"_s);
    const auto is_listed = [&] { return computersOf(*m_anna) == before + 1; };
    return client->isConnected() && QTest::qWaitFor(is_listed, kPatienceMs) ? std::move(client) : nullptr;
}

void TestLogOut::whoLogsOutForGoodIsOut()
{
    auto laptop = second(u"laptop"_s);
    QVERIFY(laptop);
    QVERIFY(begins(*m_anna, *m_gina, u"My kettle whistles"_s));
    const ConversationId id = m_gina->talk()->id();
    QVERIFY(laptop->sees(laptop->workspace().talk(id), u"My kettle whistles"_s));
    laptop->workspace().eraseProfile();
    QTRY_COMPARE_WITH_TIMEOUT(laptop->workspace().state(), Workspace::State::Empty, kPatienceMs);
    QTRY_COMPARE_WITH_TIMEOUT(computersOf(*m_anna), 1, kPatienceMs);
    QVERIFY(m_gina->sees(m_gina->talk(), u"A device of Anna (Support) was removed"_s));
    m_gina->talk()->say(u"Only one computer now"_s);
    QVERIFY(m_anna->sees(m_anna->workspace().talk(id), u"Only one computer now"_s));
}

void TestLogOut::withoutAServerTheDataGoesAllTheSame()
{
    auto laptop = second(u"laptop again"_s);
    QVERIFY(laptop);
    QVERIFY(m_company.server().stop());
    laptop->workspace().eraseProfile();
    QTRY_COMPARE_WITH_TIMEOUT(laptop->workspace().state(), Workspace::State::Empty, kPatienceMs);
    QVERIFY(m_company.server().start());
    QVERIFY(m_anna->isConnected());
    m_anna->workspace().fetchDevices();
    QTRY_COMPARE_WITH_TIMEOUT(computersOf(*m_anna), 2, kPatienceMs); // until she removes it herself
}

void TestLogOut::aCustomerWhoLoggedOutComesBackByTheWords()
{
    auto hugo = m_company.guest(m_link, u"Hugo"_s);
    QVERIFY(hugo);
    QVERIFY(begins(*m_anna, *hugo, u"Hugo has a question"_s));
    QSignalSpy told(&hugo->workspace(), &Workspace::recoveryWordsTold);
    hugo->workspace().makeRecoveryWords(QString::fromLatin1(Client::kPassphrase));
    QTRY_COMPARE_WITH_TIMEOUT(told.size(), 1, kPatienceMs);
    const QString words = told.first().first().toStringList().join(u' ');
    QTRY_VERIFY_WITH_TIMEOUT(hugo->workspace().history().state == HistoryStatus::State::Kept &&
                                 !hugo->workspace().history().is_behind,
                             kPatienceMs);
    hugo->workspace().eraseProfile();
    QTRY_COMPARE_WITH_TIMEOUT(hugo->workspace().state(), Workspace::State::Empty, kPatienceMs);

    Client again(m_company.home(u"hugo again"_s));
    QTRY_COMPARE_WITH_TIMEOUT(again.workspace().state(), Workspace::State::Empty, kPatienceMs);
    QSignalSpy previewed(&again.workspace(), &Workspace::invitationPreviewed);
    again.workspace().previewInvitation(m_link);
    QTRY_COMPARE_WITH_TIMEOUT(previewed.size(), 1, kPatienceMs);
    again.workspace().comeBackAsCustomer(words);
    QVERIFY(again.isConnected());
    QVERIFY(again.sees(again.talk(), u"Hugo has a question"_s));
    again.talk()->say(u"Hugo is back"_s);
    QVERIFY(m_anna->sees(m_anna->workspace().talk(again.talk()->id()), u"Hugo is back"_s));
}

CHAT121_TEST_MAIN(TestLogOut)
#include "tst_log_out.moc"
