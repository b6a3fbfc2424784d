// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A department that forbids archives: nothing of it is kept for new computers, what was kept goes, and
// nobody is offered words for it. What retention deletes leaves the archive, too.

#include "common/crypto/init.h"
#include "common/protocol/frame.h"
#include "tests/client/core/engine/clients.h"
#include "tests/e2e/support/server_records.h"
#include "tests/support/test_main.h"

#include <QSignalSpy>
#include <QSqlDatabase>
#include <QSqlQuery>

using namespace chat121;
using namespace chat121::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int kPatienceMs = 60'000; // on a machine that has much else to do
constexpr auto kDay = std::chrono::hours(24);
using State = HistoryStatus::State;
using protocol::EnvelopeKind;

// How many entries of one kind all archives on the server have. -1: it cannot be read.
int entriesOnServer(const QString &folder, EnvelopeKind kind)
{
    int count = -1;
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"look"_s);
        database.setDatabaseName(e2e::databaseIn(folder));
        database.setConnectOptions(u"QSQLITE_OPEN_READONLY"_s);
        QSqlQuery query(database.open() ? database : QSqlDatabase());
        const bool is_asked = query.exec(u"SELECT COUNT(*) FROM envelope JOIN archive ON archive.log = "
                                         "envelope.log WHERE envelope.kind = %1"_s.arg(int(kind)));
        if (is_asked && query.next()) count = query.value(0).toInt();
    }
    QSqlDatabase::removeDatabase(u"look"_s);
    return count;
}

} // namespace

class TestArchivePolicy : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void whatRetentionDeletesLeavesTheArchive();
    void forbiddenItIsErasedAndNothingMoreIsKept();
    void aNewComputerReadsNothingAndIsNotAlarmed();
    void allowedAgainOnlyWhatIsNewIsKept();
    void whoHadNoWordsMeanwhileBringsNothingBackEither();
    void nobodyIsOfferedWordsForNothing();

private:
    bool talks(const QString &about);
    bool setsRules(bool is_archived, int days);
    bool hasKept(Client &client);
    std::unique_ptr<Client> newComputer(const QString &home);
    int entries(EnvelopeKind kind) { return entriesOnServer(m_company.home(u"server"_s), kind); }
    bool isThere(Talk *talk, const QString &text);

    Company m_company;
    std::unique_ptr<Client> m_anna, m_gina;
    ConversationId m_conversation{};
    QString m_link, m_words;
};

void TestArchivePolicy::initTestCase()
{
    QVERIFY(crypto::initialise());
    QVERIFY(m_company.opens());
    m_link = m_company.founder().invites(u"customers"_s);
    m_anna = m_company.agent(u"Anna"_s);
    QVERIFY(m_anna);
    m_gina = m_company.guest(m_link, u"Gina"_s);
    QVERIFY(m_gina);
    QVERIFY(begins(*m_anna, *m_gina, u"Doctor, it hurts"_s));
    m_conversation = m_gina->talk()->id();
    QSignalSpy told(&m_anna->workspace(), &Workspace::recoveryWordsTold);
    m_anna->workspace().makeRecoveryWords(QString::fromLatin1(Client::kPassphrase));
    QTRY_COMPARE_WITH_TIMEOUT(told.size(), 1, kPatienceMs);
    m_words = told.first().first().toStringList().join(u' ');
    m_anna->workspace().noteRecoveryWords();
    QVERIFY(talks(u"the knee"_s));
    QVERIFY(hasKept(*m_anna));
}

bool TestArchivePolicy::talks(const QString &about)
{
    Talk *annas = m_anna->workspace().talk(m_conversation);
    m_gina->talk()->say(u"What about "_s + about);
    if (!m_anna->sees(annas, u"What about "_s + about)) return false;
    annas->say(u"About "_s + about);
    return m_gina->sees(m_gina->talk(), u"About "_s + about);
}

bool TestArchivePolicy::setsRules(bool is_archived, int days)
{
    Workspace &founder = m_company.founder().workspace();
    DepartmentInfo rules = founder.departments().constFirst();
    rules.is_archived = is_archived;
    rules.retention_days = days;
    founder.setRules(rules);
    const auto knows = [&](Talk *talk) {
        return talk->isArchived() == is_archived && talk->retentionDays() == days;
    };
    return QTest::qWaitFor(
        [&] { return knows(m_anna->workspace().talk(m_conversation)) && knows(m_gina->talk()); },
        kPatienceMs);
}

bool TestArchivePolicy::hasKept(Client &client)
{
    return QTest::qWaitFor(
        [&] {
            const HistoryStatus status = client.workspace().history();
            return status.state == State::Kept && !status.is_behind && !status.is_reading;
        },
        kPatienceMs);
}

std::unique_ptr<Client> TestArchivePolicy::newComputer(const QString &home)
{
    auto client = std::make_unique<Client>(m_company.home(home));
    LiveWorkspace &workspace = client->workspace();
    if (!QTest::qWaitFor([&] { return workspace.state() == Workspace::State::Empty; }, kPatienceMs))
        return nullptr;
    workspace.logIn(m_link, u"Anna"_s, u"correct horse battery"_s);
    const auto is_asked = [&] { return workspace.history().state == State::Locked; };
    if (!client->isConnected() || !QTest::qWaitFor(is_asked, kPatienceMs)) return nullptr;
    workspace.enterRecoveryWords(m_words);
    return hasKept(*client) ? std::move(client) : nullptr;
}

bool TestArchivePolicy::isThere(Talk *talk, const QString &text)
{
    for (int row = 0; row < talk->timeline()->size(); ++row)
        if (talk->timeline()->at(row).text == text) return true;
    return false;
}

void TestArchivePolicy::whatRetentionDeletesLeavesTheArchive()
{
    QCOMPARE(entries(EnvelopeKind::Emptied), 0);
    m_gina->clock().shift(-40 * kDay);
    m_gina->talk()->say(u"said forty days ago"_s);
    QVERIFY(m_anna->sees(m_anna->workspace().talk(m_conversation), u"said forty days ago"_s));
    m_gina->clock().shift({});
    QVERIFY(hasKept(*m_anna));
    const int before = entries(EnvelopeKind::Application);
    QVERIFY(setsRules(true, 30));
    QTRY_COMPARE_WITH_TIMEOUT(entries(EnvelopeKind::Emptied), 1, kPatienceMs);
    QCOMPARE(entries(EnvelopeKind::Application), before); // one less, and one that says so
    const auto second = newComputer(u"after retention"_s);
    QVERIFY(second);
    Talk *talk = second->workspace().talk(m_conversation);
    QVERIFY(second->sees(talk, u"About the knee"_s));
    QVERIFY(!isThere(talk, u"said forty days ago"_s));
    QVERIFY(second->problems.isEmpty());
}

void TestArchivePolicy::forbiddenItIsErasedAndNothingMoreIsKept()
{
    const int kept = entries(EnvelopeKind::Application);
    QVERIFY(kept > 3);
    QVERIFY(setsRules(false, 0));
    // Nothing is left but what says how many were erased.
    QTRY_VERIFY_WITH_TIMEOUT(entries(EnvelopeKind::Emptied) >= kept, kPatienceMs);
    const int left = entries(EnvelopeKind::Application);
    QVERIFY(talks(u"the other knee"_s));
    QVERIFY(hasKept(*m_anna)); // there is nothing to be kept
    QCOMPARE(entries(EnvelopeKind::Application), left);
    // This computer has everything.
    QVERIFY(isThere(m_anna->workspace().talk(m_conversation), u"About the knee"_s));
}

void TestArchivePolicy::aNewComputerReadsNothingAndIsNotAlarmed()
{
    const auto third = newComputer(u"anna 3"_s);
    QVERIFY(third);
    QVERIFY(!third->workspace().history().is_allowed);
    QVERIFY(!isThere(third->workspace().talk(m_conversation), u"About the knee"_s));
    QVERIFY(!isThere(third->workspace().talk(m_conversation), u"About the other knee"_s));
    QCOMPARE(third->problems.size(), 0);
}

void TestArchivePolicy::allowedAgainOnlyWhatIsNewIsKept()
{
    QVERIFY(setsRules(true, 0));
    QVERIFY(talks(u"the ankle"_s));
    QVERIFY(hasKept(*m_anna));
    const auto fourth = newComputer(u"anna 4"_s);
    QVERIFY(fourth);
    Talk *talk = fourth->workspace().talk(m_conversation);
    QVERIFY(fourth->sees(talk, u"About the ankle"_s));
    QVERIFY(!isThere(talk, u"About the knee"_s));
    QVERIFY(!isThere(talk, u"About the other knee"_s));
    QCOMPARE(fourth->problems.size(), 0);
}

// Gina has had no words until now: nothing of hers was archived, and nothing was crossed off.
void TestArchivePolicy::whoHadNoWordsMeanwhileBringsNothingBackEither()
{
    QSignalSpy told(&m_gina->workspace(), &Workspace::recoveryWordsTold);
    m_gina->workspace().makeRecoveryWords(QString::fromLatin1(Client::kPassphrase));
    QTRY_COMPARE_WITH_TIMEOUT(told.size(), 1, kPatienceMs);
    QVERIFY(hasKept(*m_gina));
    for (const auto &text : {u"About the knee"_s, u"About the other knee"_s, u"About the ankle"_s})
        QVERIFY(isThere(m_gina->talk(), text)); // on her own disk

    Client again(m_company.home(u"gina again"_s));
    LiveWorkspace &workspace = again.workspace();
    QTRY_COMPARE_WITH_TIMEOUT(workspace.state(), Workspace::State::Empty, kPatienceMs);
    QSignalSpy previewed(&workspace, &Workspace::invitationPreviewed);
    workspace.previewInvitation(m_link);
    QTRY_COMPARE_WITH_TIMEOUT(previewed.size(), 1, kPatienceMs);
    workspace.comeBackAsCustomer(told.first().first().toStringList().join(u' '));
    QVERIFY(again.isConnected());
    QVERIFY(again.sees(again.talk(), u"About the ankle"_s));
    QVERIFY(hasKept(again));
    QVERIFY(!isThere(again.talk(), u"About the knee"_s));
    QVERIFY(!isThere(again.talk(), u"About the other knee"_s));
}

void TestArchivePolicy::nobodyIsOfferedWordsForNothing()
{
    QVERIFY(setsRules(false, 0));
    auto mia = m_company.guest(m_link, u"Mia"_s);
    QVERIFY(mia);
    QVERIFY(begins(*m_anna, *mia, u"My ear"_s));
    const ConversationId id = mia->talk()->id();
    m_anna->workspace().talk(id)->say(u"Which one"_s);
    QVERIFY(mia->sees(mia->talk(), u"Which one"_s));
    m_anna->workspace().closeConversation(id);
    QTRY_COMPARE_WITH_TIMEOUT(mia->workspace().standing().step, QueueStanding::Step::Closed, kPatienceMs);
    QTRY_COMPARE_WITH_TIMEOUT(mia->workspace().history().state, State::NotKept, kPatienceMs);
    QVERIFY(!mia->workspace().history().is_offered);
    QVERIFY(!mia->workspace().history().is_allowed);
    // With another rule the same moment is one for the offer.
    QVERIFY(setsRules(true, 0));
    QTRY_VERIFY_WITH_TIMEOUT(mia->workspace().history().is_offered, kPatienceMs);
    // Once: whoever has said "not now" is not asked again, by the next start either.
    mia->workspace().declineRecoveryWords();
    QTRY_VERIFY_WITH_TIMEOUT(!mia->workspace().history().is_offered, kPatienceMs);
    mia.reset();
    mia = std::make_unique<Client>(m_company.home(u"Mia"_s));
    QVERIFY(mia->isConnected());
    QTRY_COMPARE_WITH_TIMEOUT(mia->workspace().history().state, State::NotKept, kPatienceMs);
    QVERIFY(mia->workspace().history().is_allowed);
    QVERIFY(!mia->workspace().history().is_offered);
}

CHAT121_TEST_MAIN(TestArchivePolicy)
#include "tst_archive_policy.moc"
