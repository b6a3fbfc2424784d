// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A department is bound to a region. At a server that the organisation places elsewhere nothing of it leaves
// a computer: the frames are watched. What was written waits, the window says why, and it goes out as soon as
// the document and the server fit. A server of another region refuses it even where the client sees no
// reason.
#include "common/crypto/init.h"
#include "common/protocol/frame.h"
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
const QString kHome = u"eu-north"_s;
const QString kElsewhere = u"us-east"_s;

bool isAboutConversations(const QByteArray &frame)
{
    constexpr MessageType kTypes[] = {MessageType::Append,         MessageType::StartConversation,
                                      MessageType::Commit,         MessageType::Signal,
                                      MessageType::ReplaceWaiting, MessageType::AppendArchive};
    const auto type = protocol::typeOf(frame);
    return type && std::find(std::begin(kTypes), std::end(kTypes), *type) != std::end(kTypes);
}

// How many frames of a client were about conversations, since the last look.
class Watch {
public:
    Watch() = default;
    explicit Watch(Client &client) { put(client.tampering()); }
    // Outlives this: the client's thread may be about to call it.
    void put(Tampering &tampering) const
    {
        tampering.watchSent([count = m_count](const QByteArray &frame) {
            if (isAboutConversations(frame)) ++*count;
        });
    }
    int take() const { return m_count->exchange(0); }

private:
    const std::shared_ptr<std::atomic<int>> m_count = std::make_shared<std::atomic<int>>(0);
};

// Everything that was to be done before is done: an answer of the server has come after it, be it that there
// is no such conversation. A connection may end meanwhile, and the question with it: asked again.
bool isSettled(Client &client)
{
    LiveWorkspace &workspace = client.workspace();
    bool is_answered = false;
    QObject once;
    QObject::connect(&workspace, &Workspace::serverHolds, &once, [&] { is_answered = true; });
    QObject::connect(&workspace, &Workspace::serverHoldsFailed, &once,
                     [&](ConversationId, const Problem &problem) {
                         if (!problem.details.isEmpty()) is_answered = true; // else there was no line
                     });
    for (int i = 0; i < 60 && !is_answered; ++i) {
        workspace.askWhatServerHolds(ConversationId{1}, {}, 0);
        if (QTest::qWaitFor([&] { return is_answered; }, 1000)) return true;
    }
    return is_answered;
}

bool isQueued(Talk *talk, const QString &text)
{
    for (int row = 0; row < talk->timeline()->size(); ++row)
        if (talk->timeline()->at(row).text == text)
            return talk->timeline()->at(row).state == SendState::Queued;
    return false;
}

bool isHeldElsewhere(Talk *talk, bool is_held)
{
    return QTest::qWaitFor([&] { return (talk->hold().kind == TalkHold::Kind::Elsewhere) == is_held; },
                           kPatienceMs);
}

} // namespace

class TestRegions : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void itIsShownWhereItIsKept();
    void nothingLeavesForAnotherRegion();
    void aFirstWordWaitsToo();
    void whatWaitsGoesOutWhenItFits();
    void aServerElsewhereRefuses();
    void onlyARegionCanBeNamed();

private:
    bool binds(const QString &region);
    bool places(const QString &region); // the server's address

    Company m_company;
    std::unique_ptr<Client> m_anna, m_gina, m_mia;
};

void TestRegions::initTestCase()
{
    QVERIFY(crypto::initialise());
    m_company.server().setRegion(kHome);
    QVERIFY(m_company.opens());
    m_anna = std::make_unique<Client>(m_company.home(u"anna"_s));
    QVERIFY(m_anna->joins(m_company.founder().invites(u"staff"_s), u"Anna"_s));
    m_anna->workspace().setDutyStatus(DutyStatus::Available, 4);
    const QString link = m_company.founder().invites(u"customers"_s);
    m_gina = m_company.guest(link, u"Gina"_s);
    m_mia = m_company.guest(link, u"Mia"_s);
    QVERIFY(m_gina && m_mia);
    QVERIFY(begins(*m_anna, *m_gina, u"Is anybody there?"_s));
    QSignalSpy told(&m_gina->workspace(), &Workspace::recoveryWordsTold);
    m_gina->workspace().makeRecoveryWords(QString::fromLatin1(Client::kPassphrase)); // so there is an archive
    QTRY_COMPARE_WITH_TIMEOUT(told.size(), 1, kPatienceMs);
}

bool TestRegions::binds(const QString &region)
{
    Workspace &founder = m_company.founder().workspace();
    DepartmentInfo rules = founder.departments().constFirst();
    rules.region = region;
    founder.setRules(rules);
    const auto is_known = [&](Client *client) {
        return client->workspace().departments().constFirst().region == region;
    };
    return QTest::qWaitFor(
        [&] {
            return is_known(&m_company.founder()) && is_known(m_anna.get()) && is_known(m_gina.get()) &&
                   is_known(m_mia.get());
        },
        kPatienceMs);
}

bool TestRegions::places(const QString &region)
{
    m_company.founder().workspace().nameRegion(region);
    const auto is_known = [&](Client *client) { return client->workspace().region() == region; };
    return QTest::qWaitFor(
               [&] {
                   return is_known(&m_company.founder()) && is_known(m_anna.get()) &&
                          is_known(m_gina.get()) && is_known(m_mia.get());
               },
               kPatienceMs) &&
           m_company.founder().isConnected() && m_anna->isConnected() && m_gina->isConnected() &&
           m_mia->isConnected();
}

void TestRegions::itIsShownWhereItIsKept()
{
    QVERIFY(places(kHome));
    QVERIFY(binds(kHome));
    QTRY_COMPARE_WITH_TIMEOUT(m_gina->talk()->region(), kHome, kPatienceMs);
    QCOMPARE(m_company.founder().workspace().regions(), QStringList{kHome});
    m_gina->talk()->say(u"at home"_s);
    QVERIFY(m_anna->sees(m_anna->workspace().talk(m_gina->talk()->id()), u"at home"_s));
    QVERIFY(m_gina->sees(m_gina->talk(), u"at home"_s, SendState::Delivered));
}

void TestRegions::nothingLeavesForAnotherRegion()
{
    Talk *annas = m_anna->workspace().talk(m_gina->talk()->id());
    QVERIFY(places(kElsewhere));
    QVERIFY(isHeldElsewhere(m_gina->talk(), true) && isHeldElsewhere(annas, true));
    QVERIFY2(m_gina->talk()->hold().sentence.contains(kHome), qPrintable(m_gina->talk()->hold().sentence));
    QVERIFY(!m_gina->talk()->hold().needsConfirmation());
    QVERIFY(isSettled(*m_gina) && isSettled(*m_anna));
    const Watch ginas(*m_gina), anna_sends(*m_anna);
    m_gina->talk()->setTyping(true);
    m_gina->talk()->say(u"a secret of the north"_s);
    m_gina->talk()->markRead();
    annas->setTyping(true);
    annas->say(u"an answer of the north"_s);
    annas->markRead();
    const QList<Colleague> colleagues = m_anna->workspace().colleagues();
    for (const Colleague &colleague : colleagues)
        if (colleague.name == u"Fiona") annas->addColleague(colleague.account);
    QTRY_VERIFY_WITH_TIMEOUT(isQueued(m_gina->talk(), u"a secret of the north"_s), kPatienceMs);
    QTRY_VERIFY_WITH_TIMEOUT(isQueued(annas, u"an answer of the north"_s), kPatienceMs);
    QVERIFY(isSettled(*m_gina) && isSettled(*m_anna));
    QCOMPARE(ginas.take(), 0);
    QCOMPARE(anna_sends.take(), 0);
    // Nor after the next log-in, when everything that waits is looked at.
    const Watch after;
    m_gina.reset();
    m_gina = std::make_unique<Client>(m_company.home(u"Gina"_s),
                                      [&](Tampering &tampering) { after.put(tampering); });
    QVERIFY(m_gina->isConnected());
    QVERIFY(isHeldElsewhere(m_gina->talk(), true));
    QTRY_VERIFY_WITH_TIMEOUT(isQueued(m_gina->talk(), u"a secret of the north"_s), kPatienceMs);
    QVERIFY(isSettled(*m_gina));
    QCOMPARE(after.take(), 0);
}

void TestRegions::aFirstWordWaitsToo()
{
    const Watch mias(*m_mia);
    QVERIFY(isHeldElsewhere(m_mia->talk(), true));
    m_mia->talk()->say(u"My first word"_s);
    QTRY_VERIFY_WITH_TIMEOUT(isQueued(m_mia->talk(), u"My first word"_s), kPatienceMs);
    QVERIFY(isSettled(*m_mia));
    QCOMPARE(mias.take(), 0);
    QVERIFY(m_mia->workspace().standing().step == QueueStanding::Step::NotStarted);
}

void TestRegions::whatWaitsGoesOutWhenItFits()
{
    Talk *annas = m_anna->workspace().talk(m_gina->talk()->id());
    const Watch ginas(*m_gina);
    QVERIFY(places(kHome));
    QVERIFY(m_anna->sees(annas, u"a secret of the north"_s));
    QVERIFY(m_gina->sees(m_gina->talk(), u"an answer of the north"_s));
    QVERIFY(m_gina->sees(m_gina->talk(), u"a secret of the north"_s, SendState::Delivered));
    QVERIFY(ginas.take() > 0); // the watch sees such frames
    QVERIFY(isHeldElsewhere(m_gina->talk(), false));
    const ConversationId mias = m_mia->talk()->id();
    QTRY_VERIFY_WITH_TIMEOUT(m_anna->workspace().queue()->rowOf(mias) >= 0, kPatienceMs);
    QVERIFY(m_anna->sees(m_anna->workspace().talk(mias), u"My first word"_s));
    QTRY_VERIFY_WITH_TIMEOUT(!m_gina->workspace().history().is_behind, kPatienceMs);
}

// The document says that the server stands at home; its operator says otherwise.
void TestRegions::aServerElsewhereRefuses()
{
    QVERIFY(m_company.server().stop());
    m_company.server().setRegion(kElsewhere);
    QVERIFY(m_company.server().start());
    QVERIFY(m_gina->isConnected() && m_anna->isConnected());
    const Watch ginas(*m_gina);
    QSignalSpy failed(m_gina->talk(), &Talk::failed);
    m_gina->talk()->say(u"to a server that is not there"_s);
    QTRY_VERIFY_WITH_TIMEOUT(!failed.isEmpty(), kPatienceMs);
    QVERIFY(failed.constFirst().constFirst().value<Problem>().sentence.contains(u"another region"_s));
    QVERIFY(ginas.take() > 0); // it was sent, and not taken
    QVERIFY(isQueued(m_gina->talk(), u"to a server that is not there"_s));
    QVERIFY(m_company.server().stop());
    m_company.server().setRegion(kHome);
    QVERIFY(m_company.server().start());
    Talk *annas = m_anna->workspace().talk(m_gina->talk()->id());
    QVERIFY(m_gina->isConnected() && m_anna->isConnected());
    QVERIFY(m_anna->sees(annas, u"to a server that is not there"_s));
}

void TestRegions::onlyARegionCanBeNamed()
{
    QVERIFY(m_company.founder().isConnected());
    QSignalSpy failed(&m_company.founder().workspace(), &Workspace::actionFailed);
    m_company.founder().workspace().nameRegion(u"EU, north"_s);
    QTRY_COMPARE_WITH_TIMEOUT(failed.size(), 1, kPatienceMs);
    QCOMPARE(m_company.founder().workspace().region(), kHome);
}

CHAT121_TEST_MAIN(TestRegions)
#include "tst_regions.moc"
