// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What people tell each other beside their words, between real clients: who does not tell that they type or
// what they have read is not told it either, by their own choice or by the department's rules.
#include "common/crypto/init.h"
#include "common/protocol/frame.h"
#include "common/protocol/messages/logs.h"
#include "tests/client/core/engine/clients.h"
#include "tests/support/test_main.h"

#include <QSignalSpy>

#include <atomic>

using namespace chat121;
using namespace chat121::test;
using namespace Qt::StringLiterals;
using protocol::MessageType;

namespace {

constexpr int kPatienceMs = 60'000; // on a machine that has much else to do

// Everything that was to be done before is done: an answer of the server has come after it.
bool isSettled(Client &client)
{
    QSignalSpy answered(&client.workspace(), &Workspace::serverHoldsFailed);
    client.workspace().askWhatServerHolds(ConversationId{1}, {}, 0); // there is no such conversation
    return QTest::qWaitFor([&] { return !answered.isEmpty(); }, kPatienceMs);
}

SendState stateOf(Talk *talk, const QString &text)
{
    for (int row = 0; row < talk->timeline()->size(); ++row)
        if (talk->timeline()->at(row).text == text) return talk->timeline()->at(row).state;
    return SendState::None;
}

} // namespace

class TestTelling : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void atFirstEverythingIsTold();
    void whoDoesNotTellTypingIsNotToldIt();
    void whoDoesNotTellReadingIsNotToldIt();
    void theDepartmentDecidesForWhoHasNotChosen();
    void theChoiceIsKept();

private:
    Talk *annas() { return m_anna->workspace().talk(m_gina->talk()->id()); }
    bool says(const QString &text, SendState until)
    {
        m_gina->talk()->say(text);
        if (!m_anna->sees(annas(), text)) return false;
        annas()->markRead();
        const auto isThere = [&] { return stateOf(m_gina->talk(), text) == until; };
        return QTest::qWaitFor(isThere, kPatienceMs);
    }

    Company m_company;
    std::unique_ptr<Client> m_anna, m_gina;
};

void TestTelling::initTestCase()
{
    QVERIFY(crypto::initialise());
    QVERIFY(m_company.opens());
    m_anna = std::make_unique<Client>(m_company.home(u"anna"_s));
    QVERIFY(m_anna->joins(m_company.founder().invites(u"staff"_s), u"Anna"_s));
    m_anna->workspace().setDutyStatus(DutyStatus::Available, 4);
    m_gina = m_company.guest(m_company.founder().invites(u"customers"_s), u"Gina"_s);
    QVERIFY(m_gina);
    QVERIFY(begins(*m_anna, *m_gina, u"Is anybody there?"_s));
}

void TestTelling::atFirstEverythingIsTold()
{
    QVERIFY(m_gina->talk()->isReadingTold() && m_gina->talk()->isTypingTold());
    m_gina->talk()->setTyping(true);
    QTRY_VERIFY_WITH_TIMEOUT(!annas()->timeline()->typing().isEmpty(), kPatienceMs);
    m_gina->talk()->setTyping(false);
    QTRY_VERIFY_WITH_TIMEOUT(annas()->timeline()->typing().isEmpty(), kPatienceMs);
    QVERIFY(says(u"first"_s, SendState::Read));
}

void TestTelling::whoDoesNotTellTypingIsNotToldIt()
{
    m_gina->workspace().setTelling({Telling::AsDepartment, Telling::Never});
    QTRY_VERIFY_WITH_TIMEOUT(!m_gina->talk()->isTypingTold(), kPatienceMs);
    QVERIFY(m_gina->talk()->isReadingTold() && annas()->isTypingTold());
    const auto signal_count = std::make_shared<std::atomic<int>>(0);
    m_gina->tampering().watchSent([signal_count](const QByteArray &frame) {
        if (protocol::typeOf(frame) == MessageType::Signal) ++*signal_count;
    });
    m_gina->talk()->setTyping(true);
    annas()->setTyping(true);
    QVERIFY(isSettled(*m_anna) && isSettled(*m_gina));
    QVERIFY(m_gina->talk()->timeline()->typing().isEmpty());
    QCOMPARE(signal_count->load(), 0);
    m_gina->workspace().setTelling({});
    QTRY_VERIFY_WITH_TIMEOUT(m_gina->talk()->isTypingTold(), kPatienceMs);
    annas()->setTyping(false);
    annas()->setTyping(true);
    QTRY_VERIFY_WITH_TIMEOUT(!m_gina->talk()->timeline()->typing().isEmpty(), kPatienceMs);
    // What was shown is taken away at once.
    m_gina->workspace().setTelling({Telling::AsDepartment, Telling::Never});
    QTRY_VERIFY_WITH_TIMEOUT(m_gina->talk()->timeline()->typing().isEmpty(), kPatienceMs);
    m_gina->workspace().setTelling({});
    QTRY_VERIFY_WITH_TIMEOUT(m_gina->talk()->isTypingTold(), kPatienceMs);
}

void TestTelling::whoDoesNotTellReadingIsNotToldIt()
{
    QVERIFY(says(u"seen"_s, SendState::Read));
    m_gina->workspace().setTelling({Telling::Never, Telling::AsDepartment});
    QTRY_VERIFY_WITH_TIMEOUT(!m_gina->talk()->isReadingTold(), kPatienceMs);
    // Also of what was read before.
    QTRY_COMPARE_WITH_TIMEOUT(stateOf(m_gina->talk(), u"seen"_s), SendState::Delivered, kPatienceMs);
    QVERIFY(says(u"not told"_s, SendState::Delivered));
    for (const RosterRow &row : m_gina->talk()->roster())
        QVERIFY(!row.read_up_to.isValid());
    m_gina->workspace().setTelling({});
    QTRY_VERIFY_WITH_TIMEOUT(m_gina->talk()->isReadingTold(), kPatienceMs);
    QVERIFY(says(u"told again"_s, SendState::Read));
}

void TestTelling::theDepartmentDecidesForWhoHasNotChosen()
{
    Workspace &founder = m_company.founder().workspace();
    DepartmentInfo rules = founder.departments().constFirst();
    rules.desk.is_reading_told = false;
    rules.desk.is_typing_told = false;
    QSignalSpy told(m_gina->talk(), &Talk::rulesChanged);
    founder.setRules(rules);
    QTRY_VERIFY_WITH_TIMEOUT(!m_gina->talk()->isReadingTold() && !annas()->isReadingTold(), kPatienceMs);
    QVERIFY(!m_gina->talk()->isTypingTold() && !annas()->isTypingTold());
    QVERIFY(!told.isEmpty());
    QVERIFY(!founder.departments().constFirst().desk.is_reading_told);
    m_anna->workspace().setTelling({Telling::Always, Telling::Always});
    m_gina->workspace().setTelling({Telling::Always, Telling::AsDepartment});
    QTRY_VERIFY_WITH_TIMEOUT(m_gina->talk()->isReadingTold() && annas()->isReadingTold(), kPatienceMs);
    QVERIFY(!m_gina->talk()->isTypingTold() && annas()->isTypingTold());
    QVERIFY(says(u"both chose to"_s, SendState::Read));
}

void TestTelling::theChoiceIsKept()
{
    const TellingChoice choice{Telling::Always, Telling::AsDepartment};
    QCOMPARE(m_gina->workspace().telling(), choice);
    m_gina.reset();
    m_gina = std::make_unique<Client>(m_company.home(u"Gina"_s));
    QVERIFY(m_gina->isReady());
    QTRY_VERIFY_WITH_TIMEOUT(m_gina->workspace().telling() == choice, kPatienceMs);
    QTRY_VERIFY_WITH_TIMEOUT(m_gina->talk() && m_gina->talk()->isReadingTold(), kPatienceMs);
}

CHAT121_TEST_MAIN(TestTelling)
#include "tst_telling.moc"
