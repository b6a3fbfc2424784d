// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// An owner makes a department automatic, and the real server and real clients carry it out: who ignores an
// offer is away and the next one gets it; who vanishes, and who leaves a customer without a word, gives the
// customer back to the head; a customer reads when a closed department opens.
#include "common/crypto/init.h"
#include "tests/client/core/engine/clients.h"
#include "tests/support/test_main.h"

#include <QDateTime>

using namespace chat121;
using namespace chat121::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int kPatienceMs = 60'000; // on a machine that has much else to do
constexpr int kGoneMs = 180'000;    // and the time that a vanished agent has to come back
const QString kHello = u"Is anybody there?"_s;

bool isOffered(Client &agent, ConversationId id)
{
    const ConversationListModel &queue = *agent.workspace().queue();
    const int row = queue.rowOf(id);
    return row >= 0 && queue.at(row).is_offered_here;
}

bool hasTaken(Client &agent, ConversationId id)
{
    return agent.workspace().mine()->rowOf(id) >= 0;
}

// As a person does who sees the offer and can read the first words.
bool takesWhenOffered(Client &agent, ConversationId id, int patience_ms)
{
    bool is_asked = false;
    return QTest::qWaitFor(
        [&] {
            if (hasTaken(agent, id)) return true;
            const bool is_readable =
                isOffered(agent, id) && agent.workspace().talk(id)->timeline()->size() > 0;
            if (is_readable && !std::exchange(is_asked, true)) agent.workspace().take(id);
            return false;
        },
        patience_ms);
}

// The server has answered something that was asked after everything before it.
bool isSettled(Client &client)
{
    bool is_answered = false;
    QObject once;
    const auto answered = [&] { is_answered = true; };
    QObject::connect(&client.workspace(), &Workspace::serverHolds, &once, answered);
    QObject::connect(&client.workspace(), &Workspace::serverHoldsFailed, &once, answered);
    client.workspace().askWhatServerHolds(ConversationId{1}, {}, 0);
    return QTest::qWaitFor([&] { return is_answered; }, kPatienceMs);
}

class TestAutomaticDesk : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void aClosedDepartmentSaysWhenItOpens();
    void whoIgnoresAnOfferIsAway();
    void whoVanishesGivesBack();
    void whoIsSilentGivesBack();
    void whatNoDocumentSaysIsRefused();

private:
    bool rulesBecome(const DeskRules &desk);
    ConversationId conversation() { return m_gina->talk()->id(); }

    Company m_company;
    std::unique_ptr<Client> m_anna, m_ben, m_gina;
    Client *m_first = nullptr;  // who was offered her first
    Client *m_second = nullptr; // and the other one
    DeskRules m_rules;
};

bool TestAutomaticDesk::rulesBecome(const DeskRules &desk)
{
    Workspace &founder = m_company.founder().workspace();
    DepartmentInfo rules = founder.departments().constFirst();
    rules.desk = desk;
    founder.setRules(rules);
    QList<Client *> all{&m_company.founder(), m_gina.get()};
    for (const auto &agent : {m_anna.get(), m_ben.get()})
        if (agent) all.append(agent);
    return QTest::qWaitFor(
        [&] {
            return std::ranges::all_of(all, [&](Client *client) {
                return client->workspace().departments().constFirst().desk == desk;
            });
        },
        kPatienceMs);
}

void TestAutomaticDesk::initTestCase()
{
    QVERIFY(crypto::initialise());
    QVERIFY(m_company.opens());
    m_anna = m_company.agent(u"Anna"_s);
    m_ben = m_company.agent(u"Ben"_s);
    m_gina = m_company.guest(m_company.founder().invites(u"customers"_s), u"Gina"_s);
    QVERIFY(m_anna && m_ben && m_gina);
    m_rules.routing = Routing::LeastBusy;
    m_rules.offer_s = 15;
    m_rules.capacity = 3;
}

// Closed for some days from yesterday on, so that no midnight comes between.
void TestAutomaticDesk::aClosedDepartmentSaysWhenItOpens()
{
    QVERIFY(!m_gina->workspace().standing().is_closed_now);
    const QDate today = QDateTime::fromMSecsSinceEpoch(SystemClock().now().ms, Qt::UTC).date();
    DeskRules closed = m_rules;
    closed.zone = u"UTC"_s;
    for (int day = 0; day < 7; ++day)
        closed.weekly.append({day * 1440, 1440});
    for (int day = -1; day <= 2; ++day)
        closed.special.append({today.addDays(day), {}});
    QVERIFY(rulesBecome(closed));
    QTRY_VERIFY_WITH_TIMEOUT(m_gina->workspace().standing().is_closed_now, kPatienceMs);
    const QDateTime opens(today.addDays(3), QTime(0, 0), Qt::UTC);
    QCOMPARE(m_gina->workspace().standing().opens_at.ms, opens.toMSecsSinceEpoch());
    QVERIFY(rulesBecome(m_rules));
    QTRY_VERIFY_WITH_TIMEOUT(!m_gina->workspace().standing().is_closed_now, kPatienceMs);
}

void TestAutomaticDesk::whoIgnoresAnOfferIsAway()
{
    m_gina->talk()->say(kHello);
    const ConversationId id = conversation();
    QTRY_VERIFY_WITH_TIMEOUT(isOffered(*m_anna, id) || isOffered(*m_ben, id), kPatienceMs);
    m_first = isOffered(*m_anna, id) ? m_anna.get() : m_ben.get();
    m_second = m_first == m_anna.get() ? m_ben.get() : m_anna.get();
    QVERIFY(!isOffered(*m_second, id));
    QVERIFY(takesWhenOffered(*m_second, id, kPatienceMs)); // the first one does nothing
    QTRY_COMPARE_WITH_TIMEOUT(m_first->workspace().dutyStatus(), DutyStatus::Away, kPatienceMs);
    QVERIFY(m_first->workspace().wasSetAway());
    QCOMPARE(m_second->workspace().dutyStatus(), DutyStatus::Available);
    QVERIFY(!hasTaken(*m_first, id));
    QTRY_COMPARE_WITH_TIMEOUT(m_gina->workspace().standing().step, QueueStanding::Step::Talking, kPatienceMs);
}

void TestAutomaticDesk::whoVanishesGivesBack()
{
    QVERIFY(m_first && m_second);
    const ConversationId id = conversation();
    m_first->workspace().setDutyStatus(DutyStatus::Available, 20);
    (m_second == m_anna.get() ? m_anna : m_ben).reset(); // a program that ends, or a line that is cut
    m_second = nullptr;
    QVERIFY(takesWhenOffered(*m_first, id, kGoneMs));
    QVERIFY(m_first->sees(m_first->workspace().talk(id), kHello));
    QTRY_COMPARE_WITH_TIMEOUT(m_gina->workspace().standing().step, QueueStanding::Step::Talking, kPatienceMs);
}

void TestAutomaticDesk::whoIsSilentGivesBack()
{
    QVERIFY(m_first && !m_second);
    const ConversationId id = conversation();
    auto &other = m_first == m_anna.get() ? m_ben : m_anna;
    other = std::make_unique<Client>(m_company.home(m_first == m_anna.get() ? u"ben"_s : u"anna"_s));
    QVERIFY(other->isConnected());
    other->workspace().setDutyStatus(DutyStatus::Available, 20);
    DeskRules rules = m_rules;
    rules.silent_s = 60;
    QVERIFY(rulesBecome(rules));
    QVERIFY(hasTaken(*m_first, id));

    m_first->clock().hold();
    bool is_returned = false;
    for (int i = 0; i < 2000 && !is_returned; ++i) { // as often as the program takes to look at it
        QVERIFY(m_first->isConnected());
        m_first->clock().pass(3s);    // less than an answer may take
        QVERIFY(isSettled(*m_first)); // the line stays
        is_returned = QTest::qWaitFor([&] { return !hasTaken(*m_first, id); }, 100);
    }
    QVERIFY(is_returned);
    QVERIFY(takesWhenOffered(*other, id, kPatienceMs));
    QVERIFY(other->sees(other->workspace().talk(id), kHello));
    QTRY_COMPARE_WITH_TIMEOUT(m_first->workspace().dutyStatus(), DutyStatus::Away, kPatienceMs);
    QVERIFY(m_first->workspace().wasSetAway());
    QTRY_COMPARE_WITH_TIMEOUT(
        rowsOf(m_first->workspace().talk(id)).filter(u"the customer was not answered in time"_s).size(), 1,
        kPatienceMs);
}

void TestAutomaticDesk::whatNoDocumentSaysIsRefused()
{
    Client &founder = m_company.founder();
    DepartmentInfo rules = founder.workspace().departments().constFirst();
    const DeskRules before = rules.desk;
    const qsizetype problems = founder.problems.size();
    rules.desk.offer_s = 1;
    founder.workspace().setRules(rules);
    QTRY_VERIFY_WITH_TIMEOUT(founder.problems.size() > problems, kPatienceMs);
    QVERIFY(founder.workspace().departments().constFirst().desk == before);
}

} // namespace

CHAT121_TEST_MAIN(TestAutomaticDesk)
#include "tst_automatic_desk.moc"
