// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// An owner has lost computer, password and recovery words, and has the organisation's key: from its file or
// from the sheet of paper the way leads back in, the old computer is out of every group, and what is wrong is
// said in one sentence by which nothing is lost.
#include "common/crypto/init.h"
#include "common/protocol/frame.h"
#include "common/protocol/messages/delivery.h"
#include "tests/client/core/engine/clients.h"
#include "tests/support/test_main.h"

#include <QFile>
#include <QSignalSpy>

#include <atomic>

using namespace chat121;
using namespace chat121::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int kPatienceMs = 60'000;
const QString kPassphrase = u"four words are better"_s;
const QString kPassword = u"correct horse battery"_s;
const QString kProof = QString::fromLatin1(Client::kPassphrase); // of the profile

} // namespace

class TestOwnerWayIn : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void whatIsWrongIsSaid_data();
    void whatIsWrongIsSaid();
    void aDamagedLineOfTheSheetIsNamed();
    void anotherOrganisationsSheetIsRefused();
    void withoutAServerNothingIsLost();
    void nobodyTakesAPlaceThatWasNotShown();
    void theSheetsLinkInvitesNobody();
    void threeAreTalking();
    void theFileLeadsBackIn();
    void theOldComputerLeavesEveryGroup();
    void theSheetLeadsBackIn();

private:
    // What is shown, or the sentence of what was refused.
    QString opens(Client &client, const std::function<void(LiveWorkspace &)> &way);
    QString file(const QString &name) const { return m_company.home(name); }
    void countTeamRemovals(Client &client);

    Company m_company;
    Company m_others;
    QString m_link, m_sheet_link;
    QStringList m_sheet;
    std::unique_ptr<Client> m_anna, m_gina, m_back;
    AccountId m_old{}; // the founder's account, whose computer is lost
    const std::shared_ptr<std::atomic<int>> m_team_removals = std::make_shared<std::atomic<int>>(0);
    QList<OwnerPlace> m_places;
    QString m_shown;
};

void TestOwnerWayIn::initTestCase()
{
    QVERIFY(crypto::initialise());
    QVERIFY(m_company.opens());
    QVERIFY(m_others.opens());
    m_link = m_company.founder().invites(u"customers"_s);
    LiveWorkspace &founder = m_company.founder().workspace();
    for (Company *company : {&m_company, &m_others}) {
        QSignalSpy saved(&company->founder().workspace(), &Workspace::rootKeySaved);
        const QString name = company == &m_company ? u"key"_s : u"others"_s;
        company->founder().workspace().saveRootKey(file(name), kPassphrase, kProof);
        QTRY_COMPARE_WITH_TIMEOUT(saved.size(), 1, kPatienceMs);
    }
    QSignalSpy told(&founder, &Workspace::rootSheetTold);
    founder.showRootSheet(kProof);
    QTRY_COMPARE_WITH_TIMEOUT(told.size(), 1, kPatienceMs);
    m_sheet = told.first().first().toStringList();
    m_sheet_link = told.first().last().toString();
    m_anna = std::make_unique<Client>(m_company.home(u"anna"_s));
    QVERIFY(m_anna->joins(m_company.founder().invites(u"staff"_s), u"Anna"_s));
    QFile good(file(u"key"_s));
    QVERIFY(good.open(QIODevice::ReadOnly));
    QFile cut(file(u"cut"_s));
    QVERIFY(cut.open(QIODevice::WriteOnly) && cut.write(good.readAll().chopped(20)) > 0);
}

QString TestOwnerWayIn::opens(Client &client, const std::function<void(LiveWorkspace &)> &way)
{
    LiveWorkspace &workspace = client.workspace();
    if (!QTest::qWaitFor([&] { return workspace.state() == Workspace::State::Empty; }, kPatienceMs))
        return u"not empty"_s;
    QString refusal;
    m_places.clear();
    m_shown.clear();
    QObject once;
    connect(&workspace, &Workspace::wayInFailed, &once,
            [&](const Problem &problem) { refusal = problem.sentence; });
    connect(&workspace, &Workspace::invitationPreviewed, &once, [&](const InvitationPreview &preview) {
        m_shown = preview.kind == InvitationPreview::Kind::Owner ? preview.organisation : u"another kind"_s;
        m_places = preview.owners;
    });
    way(workspace);
    const bool is_over =
        QTest::qWaitFor([&] { return !refusal.isEmpty() || !m_shown.isEmpty(); }, kPatienceMs);
    return is_over ? refusal : u"no answer"_s;
}

// --- what is wrong --------------------------------------------------------------------------------

void TestOwnerWayIn::whatIsWrongIsSaid_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("passphrase");
    QTest::addColumn<QString>("link");
    QTest::addColumn<QString>("said");
    QTest::newRow("another passphrase")
        << u"key"_s << u"four words are worse"_s << m_link << u"does not open the file"_s;
    QTest::newRow("a damaged file") << u"cut"_s << kPassphrase << m_link << u"damaged"_s;
    QTest::newRow("no file") << u"nothing"_s << kPassphrase << m_link << u"cannot be read"_s;
    QTest::newRow("another organisation's key")
        << u"others"_s << kPassphrase << m_link << u"another organisation's key"_s;
    QTest::newRow("no link") << u"key"_s << kPassphrase << u"the server"_s << u"not the address"_s;
}

void TestOwnerWayIn::whatIsWrongIsSaid()
{
    QFETCH(QString, name);
    QFETCH(QString, passphrase);
    QFETCH(QString, link);
    QFETCH(QString, said);
    Client client(m_company.home(u"nobody"_s));
    const QString sentence = opens(
        client, [&](LiveWorkspace &workspace) { workspace.openRootFile(link, file(name), passphrase); });
    QVERIFY2(sentence.contains(said), qPrintable(sentence));
    QCOMPARE(client.workspace().state(), Workspace::State::Empty);
    QVERIFY(m_company.founder().isConnected()); // nothing has changed
}

void TestOwnerWayIn::aDamagedLineOfTheSheetIsNamed()
{
    QStringList damaged = m_sheet;
    damaged[2][5] = damaged[2][5] == u'0' ? u'1' : u'0';
    Client client(m_company.home(u"nobody"_s));
    const QString sentence = opens(
        client, [&](LiveWorkspace &workspace) { workspace.openRootSheet(m_link, damaged.join(u'\n')); });
    QVERIFY2(sentence.contains(u"Line 3"), qPrintable(sentence));
    QVERIFY2(sentence.contains(u"Nothing has changed"), qPrintable(sentence));
}

// Before anything is signed with that key.
void TestOwnerWayIn::anotherOrganisationsSheetIsRefused()
{
    LiveWorkspace &others = m_others.founder().workspace();
    QSignalSpy told(&others, &Workspace::rootSheetTold);
    others.showRootSheet(kProof);
    QTRY_COMPARE_WITH_TIMEOUT(told.size(), 1, kPatienceMs);
    const QString sheet = told.first().first().toStringList().join(u'\n');
    Client client(m_company.home(u"nobody"_s));
    const auto sent = std::make_shared<std::atomic<int>>(0);
    client.tampering().watchSent([sent](const QByteArray &) { ++*sent; });
    const QString sentence =
        opens(client, [&](LiveWorkspace &workspace) { workspace.openRootSheet(m_link, sheet); });
    QVERIFY2(sentence.contains(u"another organisation's key"), qPrintable(sentence));
    QCOMPARE(sent->load(), 0);
    QCOMPARE(client.workspace().state(), Workspace::State::Empty);
}

void TestOwnerWayIn::withoutAServerNothingIsLost()
{
    Client client(m_company.home(u"nobody"_s));
    QVERIFY(m_company.server().stop());
    const auto way = [&](LiveWorkspace &workspace) {
        workspace.openRootFile(m_link, file(u"key"_s), kPassphrase);
    };
    const QString sentence = opens(client, way);
    QVERIFY2(sentence.contains(u"cannot be reached") || sentence.contains(u"answer"), qPrintable(sentence));
    QVERIFY(m_company.server().start());
    QCOMPARE(opens(client, way), QString()); // the same again
    QCOMPARE(m_places.size(), 1);
}

void TestOwnerWayIn::nobodyTakesAPlaceThatWasNotShown()
{
    Client client(m_company.home(u"nobody"_s));
    client.workspace().comeBackAsOwner({1}, u"Mallory"_s, kPassword);
    QTRY_VERIFY_WITH_TIMEOUT(!client.problems.isEmpty(), kPatienceMs);
    QCOMPARE(
        opens(client,
              [&](LiveWorkspace &workspace) { workspace.openRootSheet(m_sheet_link, m_sheet.join(u'\n')); }),
        QString());
    client.problems.clear();
    client.workspace().comeBackAsOwner({1}, u"Mallory"_s, kPassword);
    QTRY_VERIFY_WITH_TIMEOUT(!client.problems.isEmpty(), kPatienceMs);
    QCOMPARE(client.workspace().state(), Workspace::State::Empty);
}

// The link on the sheet leads to the server, and nobody in.
void TestOwnerWayIn::theSheetsLinkInvitesNobody()
{
    Client client(m_company.home(u"nobody"_s));
    opens(client, [&](LiveWorkspace &workspace) { workspace.previewInvitation(m_sheet_link); });
    client.workspace().joinAsCustomer(u"Mallory"_s);
    QTRY_VERIFY_WITH_TIMEOUT(!client.problems.isEmpty(), kPatienceMs);
    const QString sentence = client.problems.constFirst().sentence;
    QVERIFY2(sentence.contains(u"does not know this invitation"), qPrintable(sentence));
    QCOMPARE(client.workspace().state(), Workspace::State::Empty);
}

// --- back -----------------------------------------------------------------------------------------

void TestOwnerWayIn::threeAreTalking()
{
    m_anna->workspace().setDutyStatus(DutyStatus::Available, 4);
    m_gina = m_company.guest(m_link, u"Gina"_s);
    QVERIFY(m_gina);
    QVERIFY(begins(*m_anna, *m_gina, u"My kettle whistles"_s));
    const auto founders = [&] {
        for (const Colleague &colleague : m_anna->workspace().colleagues())
            if (colleague.name == u"Fiona"_s) m_old = colleague.account;
        return m_old.isValid();
    };
    QTRY_VERIFY_WITH_TIMEOUT(founders(), kPatienceMs);
    m_anna->workspace().talk(m_gina->talk()->id())->addColleague(m_old);
    QTRY_COMPARE_WITH_TIMEOUT(m_gina->talk()->roster().size(), 3, kPatienceMs);
}

// Commits of this client that leave the lost computer out of another group than Gina's.
void TestOwnerWayIn::countTeamRemovals(Client &client)
{
    client.tampering().watchSent(
        [old = m_old, talk = m_gina->talk()->id(), count = m_team_removals](const QByteArray &frame) {
            const auto commit = protocol::decodeFrame<protocol::Commit>(frame);
            if (!commit || commit->log == talk) return;
            for (const protocol::DeviceOf &device : commit->removed.items)
                *count += device.account == old ? 1 : 0;
        });
}

void TestOwnerWayIn::theFileLeadsBackIn()
{
    countTeamRemovals(*m_anna);
    m_back = std::make_unique<Client>(m_company.home(u"back"_s));
    countTeamRemovals(*m_back);
    QCOMPARE(
        opens(*m_back,
              [&](LiveWorkspace &workspace) { workspace.openRootFile(m_link, file(u"key"_s), kPassphrase); }),
        QString());
    QCOMPARE(m_shown, u"ACME"_s);
    QCOMPARE(m_places.size(), 1);
    QCOMPARE(m_places.first().name, u"Fiona"_s);
    m_back->workspace().comeBackAsOwner(m_places.first().account, u"Fiona"_s, u"another horse battery"_s);
    QVERIFY(m_back->isConnected());
    LiveWorkspace &workspace = m_back->workspace();
    QCOMPARE(workspace.ownName(), u"Fiona"_s);
    QTRY_VERIFY_WITH_TIMEOUT(workspace.rootKey().is_owners && workspace.rootKey().is_here, kPatienceMs);
    QVERIFY(!workspace.rootKey().is_offered); // it came from where it was saved
    QVERIFY(m_company.founder().isWarned(u"This device has been signed out by the organisation."_s));

    // It signs for the organisation, and lets people in.
    DepartmentInfo rules = workspace.departments().constFirst();
    rules.retention_days = 30;
    workspace.setRules(rules);
    QTRY_COMPARE_WITH_TIMEOUT(workspace.departments().constFirst().retention_days, 30, kPatienceMs);
    QTRY_COMPARE_WITH_TIMEOUT(m_anna->workspace().departments().constFirst().retention_days, 30, kPatienceMs);

    // And the new password lets in, the old one does not.
    const auto letsIn = [&](const QString &password) {
        Client computer(m_company.home(u"computer "_s + password));
        const bool is_empty = QTest::qWaitFor(
            [&] { return computer.workspace().state() == Workspace::State::Empty; }, kPatienceMs);
        computer.workspace().logIn(m_link, u"Fiona"_s, password);
        return is_empty &&
               QTest::qWaitFor(
                   [&] {
                       return computer.workspace().state() == Workspace::State::Ready ||
                              !computer.problems.isEmpty();
                   },
                   kPatienceMs) &&
               computer.problems.isEmpty();
    };
    QVERIFY(!letsIn(kPassword));
    QVERIFY(letsIn(u"another horse battery"_s));
}

// Conversation and team: whoever is there commits it, and opening messages are sealed to a key that the old
// computer does not have.
void TestOwnerWayIn::theOldComputerLeavesEveryGroup()
{
    QTRY_COMPARE_WITH_TIMEOUT(m_gina->talk()->roster().size(), 2, kPatienceMs);
    for (const RosterRow &row : m_gina->talk()->roster())
        QVERIFY(row.account != m_old);
    QTRY_VERIFY_WITH_TIMEOUT(m_team_removals->load() > 0, kPatienceMs);
    m_gina->talk()->say(u"Not for the old computer"_s);
    QVERIFY(m_anna->sees(m_anna->workspace().talk(m_gina->talk()->id()), u"Not for the old computer"_s));

    m_anna->workspace().setDutyStatus(DutyStatus::Away, 4);
    m_back->workspace().setDutyStatus(DutyStatus::Available, 4);
    auto hugo = m_company.guest(m_link, u"Hugo"_s);
    QVERIFY(hugo);
    QVERIFY(begins(*m_back, *hugo, u"Is anybody there?"_s));
}

void TestOwnerWayIn::theSheetLeadsBackIn()
{
    m_back.reset();
    Client again(m_company.home(u"again"_s));
    QCOMPARE(
        opens(again, [&](LiveWorkspace &workspace) { workspace.openRootSheet(m_link, m_sheet.join(u'\n')); }),
        QString());
    QCOMPARE(m_places.size(), 1); // the place that was given up is none
    again.workspace().comeBackAsOwner(m_places.first().account, u"Fiona"_s, kPassword);
    QVERIFY(again.isConnected());
    QTRY_VERIFY_WITH_TIMEOUT(again.workspace().rootKey().is_here, kPatienceMs);
}

CHAT121_TEST_MAIN(TestOwnerWayIn)
#include "tst_owner_way_in.moc"
