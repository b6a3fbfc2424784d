// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A password is changed, or lost: who has it gets in, who has the one before does not, and whatever
// happens in between one of the two holds. Recovery words set a new one and bring the history along.

#include "common/crypto/init.h"
#include "common/crypto/sodium_random.h"
#include "common/identity/invitation.h"
#include "common/identity/root_key.h"
#include "common/protocol/frame.h"
#include "common/protocol/messages/answers.h"
#include "common/protocol/messages/passwords.h"
#include "tests/client/core/engine/clients.h"
#include "tests/support/test_main.h"

#include <QSignalSpy>

#include <atomic>

using namespace chat121;
using namespace chat121::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int kPatienceMs = 60'000; // Argon2id, on a machine that has much else to do
const QString kFirst = u"correct horse battery"_s;
const QString kSecond = u"a staple instead"_s;
const QString kThird = u"neither of the two"_s;

} // namespace

class TestPasswords : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void whoDoesNotKnowItChangesNothing_data();
    void whoDoesNotKnowItChangesNothing();
    void theNewOneLetsInAndTheOldOneDoesNot();
    void aLogInRaisesWhatIsBelowTheUsual();
    void aLostAnswerIsAskedForAgain();
    void aCrashLeavesOneThatHolds();
    void wordsThatDoNotFitLetNobodyIn_data();
    void wordsThatDoNotFitLetNobodyIn();
    void wordsSetANewOneAndBringTheHistory();
    void theOwnerLetsInAgainWithoutTheHistory();
    void anAdministratorLetsInAgain();

private:
    QString changes(const QString &current, const QString &next); // the refusal; empty: changed
    QString letsIn(const QString &password);                      // the refusal; empty: in
    QString comesBack(Client &client, const QString &words, const QString &password);
    QString administratorsLink();
    QString freshHome() { return m_company.home(u"computer %1"_s.arg(++m_computers)); }

    Company m_company;
    std::unique_ptr<Client> m_anna, m_gina;
    QString m_link;
    QString m_words;
    ConversationId m_conversation{};
    int m_computers = 0;
};

void TestPasswords::initTestCase()
{
    QVERIFY(crypto::initialise());
    QVERIFY(m_company.opens());
    m_link = m_company.founder().invites(u"customers"_s);
    m_anna = m_company.agent(u"Anna"_s);
    QVERIFY(m_anna);
    m_gina = m_company.guest(m_link, u"Gina"_s);
    QVERIFY(m_gina);
    QVERIFY(begins(*m_anna, *m_gina, u"My kettle whistles"_s));
    m_conversation = m_gina->talk()->id();
}

QString TestPasswords::changes(const QString &current, const QString &next)
{
    LiveWorkspace &workspace = m_anna->workspace();
    QSignalSpy changed(&workspace, &Workspace::passwordChanged);
    QString refusal;
    QObject once;
    QObject::connect(&workspace, &Workspace::passwordRefused, &once,
                     [&](const Problem &problem) { refusal = problem.sentence; });
    workspace.changePassword(current, next);
    const bool is_over =
        QTest::qWaitFor([&] { return !changed.isEmpty() || !refusal.isEmpty(); }, kPatienceMs);
    return is_over ? refusal : u"no answer"_s;
}

// What a way in comes to.
static QString outcomeOf(Client &client, const std::function<void(LiveWorkspace &)> &way_in)
{
    LiveWorkspace &workspace = client.workspace();
    if (!QTest::qWaitFor([&] { return workspace.state() == Workspace::State::Empty; }, kPatienceMs))
        return u"not empty"_s;
    way_in(workspace);
    const bool is_over = QTest::qWaitFor(
        [&] { return workspace.state() == Workspace::State::Ready || !client.problems.isEmpty(); },
        kPatienceMs);
    if (!is_over) return u"no answer"_s;
    return client.problems.isEmpty() ? QString() : client.problems.constFirst().sentence;
}

QString TestPasswords::letsIn(const QString &password)
{
    Client computer(freshHome());
    return outcomeOf(computer,
                     [&](LiveWorkspace &workspace) { workspace.logIn(m_link, u"Anna"_s, password); });
}

QString TestPasswords::comesBack(Client &client, const QString &words, const QString &password)
{
    return outcomeOf(client, [&](LiveWorkspace &workspace) {
        workspace.comeBackAsStaff(m_link, u"Anna"_s, words, password);
    });
}

// --- changing -------------------------------------------------------------------------------------

void TestPasswords::whoDoesNotKnowItChangesNothing_data()
{
    QTest::addColumn<QString>("current");
    QTest::addColumn<QString>("next");
    QTest::addColumn<QString>("sentence");
    QTest::newRow("another password") << kSecond << kThird << u"That is not your password of now."_s;
    QTest::newRow("none") << QString() << kThird << u"That is not your password of now."_s;
    QTest::newRow("a new one that is too short") << kFirst << u"short"_s << u"The password is too short."_s;
}

void TestPasswords::whoDoesNotKnowItChangesNothing()
{
    QFETCH(QString, current);
    QFETCH(QString, next);
    QFETCH(QString, sentence);
    QVERIFY(changes(current, next).startsWith(sentence));
    QVERIFY(!letsIn(next).isEmpty());
}

void TestPasswords::theNewOneLetsInAndTheOldOneDoesNot()
{
    QCOMPARE(letsIn(kFirst), QString());
    QCOMPARE(changes(kFirst, kSecond), QString());
    QVERIFY(letsIn(kFirst).startsWith(u"Name and password do not fit together."_s));
    QCOMPARE(letsIn(kSecond), QString());
    m_anna.reset();
    m_anna = std::make_unique<Client>(m_company.home(u"anna"_s)); // needs no password
    QVERIFY(m_anna->isConnected());
}

// By a version that makes passwords at a higher cost: silently, and although the answer is lost. For a
// version that makes less there is nothing to be done.
void TestPasswords::aLogInRaisesWhatIsBelowTheUsual()
{
    constexpr crypto::PasswordCost more{crypto::kUsualStaffCost.memory_bytes,
                                        crypto::kUsualStaffCost.passes + 1};
    const auto asked = std::make_shared<std::atomic<quint64>>(0);
    const auto passes = std::make_shared<std::atomic<quint32>>(0);
    const auto answers = std::make_shared<std::atomic<int>>(0);
    const auto tamper = [=](Tampering &tampering) {
        tampering.watchSent([=](const QByteArray &frame) {
            if (const auto change = protocol::decodeFrame<protocol::SetPassword>(frame)) {
                *asked = change->request.value;
                *passes = change->password.passes;
            }
        });
        tampering.set([=](const QByteArray &frame) -> QList<QByteArray> {
            const auto done = protocol::decodeFrame<protocol::Done>(frame);
            const bool is_answer = done && *asked != 0 && done->request.value == *asked;
            if (!is_answer || ++*answers > 1) return {frame};
            return {};
        });
    };
    Client computer(freshHome(), tamper, Client::Keeps::Passphrase, more);
    LiveWorkspace &workspace = computer.workspace();
    QSignalSpy changed(&workspace, &Workspace::passwordChanged);
    QSignalSpy refused(&workspace, &Workspace::passwordRefused);
    QTRY_COMPARE_WITH_TIMEOUT(workspace.state(), Workspace::State::Empty, kPatienceMs);
    workspace.logIn(m_link, u"Anna"_s, kSecond);
    QTRY_COMPARE_WITH_TIMEOUT(answers->load(), 1, kPatienceMs);
    QCOMPARE(passes->load(), more.passes);
    const quint64 first = *asked;
    QVERIFY(m_company.server().stop());
    QVERIFY(m_company.server().start());
    QTRY_COMPARE_WITH_TIMEOUT(answers->load(), 2, kPatienceMs);
    QCOMPARE(asked->load(), first); // it was the same request
    QVERIFY(changed.isEmpty() && refused.isEmpty());

    const auto asked_for = std::make_shared<std::atomic<quint32>>(0);
    const auto changes = std::make_shared<std::atomic<int>>(0);
    Client usual(freshHome(), [=](Tampering &tampering) {
        tampering.watchSent([=](const QByteArray &frame) {
            if (protocol::typeOf(frame) == protocol::MessageType::SetPassword) ++*changes;
        });
        tampering.set([=](const QByteArray &frame) -> QList<QByteArray> {
            if (const auto settings = protocol::decodeFrame<protocol::PasswordSettings>(frame))
                *asked_for = settings->passes;
            return {frame};
        });
    });
    QCOMPARE(outcomeOf(usual, [&](LiveWorkspace &each) { each.logIn(m_link, u"Anna"_s, kSecond); }),
             QString());
    QVERIFY(usual.isConnected());
    QCOMPARE(asked_for->load(), more.passes);
    QCOMPARE(changes->load(), 0);
    QVERIFY(m_anna->isConnected()); // again
}

void TestPasswords::aLostAnswerIsAskedForAgain()
{
    const auto is_lost = std::make_shared<std::atomic<bool>>(false);
    const auto asked = std::make_shared<std::atomic<quint64>>(0); // other requests have answers too
    m_anna->tampering().watchSent([asked](const QByteArray &frame) {
        if (const auto change = protocol::decodeFrame<protocol::SetPassword>(frame))
            *asked = change->request.value;
    });
    m_anna->tampering().set([=](const QByteArray &frame) -> QList<QByteArray> {
        const auto done = protocol::decodeFrame<protocol::Done>(frame);
        const bool is_answer = done && *asked != 0 && done->request.value == *asked;
        if (!is_answer || is_lost->exchange(true)) return {frame};
        return {};
    });
    QSignalSpy changed(&m_anna->workspace(), &Workspace::passwordChanged);
    m_anna->workspace().changePassword(kSecond, kThird);
    QTRY_VERIFY_WITH_TIMEOUT(is_lost->load(), kPatienceMs);
    QVERIFY(changed.isEmpty());
    // Another one meanwhile is refused, and does not take the first one's answer.
    QVERIFY(m_anna->workspace().isChangingPassword());
    QSignalSpy refused(&m_anna->workspace(), &Workspace::passwordRefused);
    m_anna->workspace().changePassword(kThird, kFirst);
    QCOMPARE(refused.size(), 1);
    QVERIFY(refused.first().first().value<Problem>().sentence.startsWith(
        u"Another change of your password is not answered yet"_s));
    QVERIFY(m_company.server().stop());
    QVERIFY(m_company.server().start());
    QTRY_COMPARE_WITH_TIMEOUT(changed.size(), 1, kPatienceMs);
    QVERIFY(!m_anna->workspace().isChangingPassword());
    m_anna->tampering().set({});
    m_anna->tampering().watchSent({});
    QVERIFY(!letsIn(kSecond).isEmpty());
    QCOMPARE(letsIn(kThird), QString());
}

void TestPasswords::aCrashLeavesOneThatHolds()
{
    const auto is_asked = std::make_shared<std::atomic<bool>>(false);
    m_anna->tampering().watchSent([is_asked](const QByteArray &frame) {
        if (protocol::typeOf(frame) == protocol::MessageType::SetPassword) *is_asked = true;
    });
    QSignalSpy changed(&m_anna->workspace(), &Workspace::passwordChanged);
    QSignalSpy refused(&m_anna->workspace(), &Workspace::passwordRefused);
    m_anna->workspace().changePassword(kThird, kFirst);
    QTRY_VERIFY_WITH_TIMEOUT(is_asked->load(), kPatienceMs);
    m_company.server().killHard(); // in the middle of it, or just after
    m_anna->workspace().lock();    // and nobody is left to wait for the answer
    QTRY_COMPARE_WITH_TIMEOUT(changed.size() + refused.size(), 1, kPatienceMs);
    QVERIFY(!m_anna->workspace().isChangingPassword());
    m_anna.reset();
    QVERIFY(m_company.server().start());
    const bool is_old = letsIn(kThird).isEmpty();
    const bool is_new = letsIn(kFirst).isEmpty();
    QVERIFY(is_old != is_new);
    m_anna = std::make_unique<Client>(m_company.home(u"anna"_s));
    QVERIFY(m_anna->isConnected());
    if (is_old) QCOMPARE(changes(kThird, kFirst), QString());
}

// --- lost -----------------------------------------------------------------------------------------

void TestPasswords::wordsThatDoNotFitLetNobodyIn_data()
{
    QTest::addColumn<QString>("words");
    QTest::addColumn<QString>("sentence");
    QSignalSpy told(&m_anna->workspace(), &Workspace::recoveryWordsTold);
    m_anna->workspace().makeRecoveryWords(QString::fromLatin1(Client::kPassphrase));
    QVERIFY(QTest::qWaitFor([&] { return !told.isEmpty(); }, kPatienceMs));
    m_words = told.first().first().toStringList().join(u' ');
    QSignalSpy ginas(&m_gina->workspace(), &Workspace::recoveryWordsTold);
    m_gina->workspace().makeRecoveryWords(QString::fromLatin1(Client::kPassphrase));
    QVERIFY(QTest::qWaitFor([&] { return !ginas.isEmpty(); }, kPatienceMs));

    QStringList swapped = m_words.split(u' ');
    swapped.swapItemsAt(0, 1);
    QTest::newRow("two words changed places")
        << (swapped.at(0) == swapped.at(1) ? QString() : swapped.join(u' ')) << u""_s;
    QTest::newRow("one is missing") << m_words.section(u' ', 0, -2) << u""_s;
    QTest::newRow("a customer's") << ginas.first().first().toStringList().join(u' ')
                                  << u"Nobody here has these recovery words."_s;
}

void TestPasswords::wordsThatDoNotFitLetNobodyIn()
{
    QFETCH(QString, words);
    QFETCH(QString, sentence);
    Client computer(freshHome());
    const QString refusal = comesBack(computer, words, kSecond);
    QVERIFY(!refusal.isEmpty());
    QVERIFY2(refusal.startsWith(sentence), qPrintable(refusal));
    QCOMPARE(computer.workspace().state(), Workspace::State::Empty);
    QCOMPARE(letsIn(kFirst), QString()); // nothing has changed
}

void TestPasswords::wordsSetANewOneAndBringTheHistory()
{
    QTRY_VERIFY_WITH_TIMEOUT(m_anna->workspace().history().state == HistoryStatus::State::Kept &&
                                 !m_anna->workspace().history().is_behind,
                             kPatienceMs);
    m_anna.reset(); // lost with the computer
    Client computer(freshHome());
    QCOMPARE(comesBack(computer, m_words, kSecond), QString());
    QVERIFY(computer.isConnected());
    QCOMPARE(computer.workspace().ownName(), u"Anna"_s);
    // The words need not be typed again.
    QVERIFY(computer.sees(computer.workspace().talk(m_conversation), u"My kettle whistles"_s));
    QVERIFY(letsIn(kFirst).startsWith(u"Name and password do not fit together."_s));
    QCOMPARE(letsIn(kSecond), QString());
}

// Neither password nor words: another account in place of the old one, which nobody comes into with what
// there was; but the words, if they turn up, open the old one with its history.
void TestPasswords::theOwnerLetsInAgainWithoutTheHistory()
{
    m_anna = std::make_unique<Client>(m_company.home(u"anna"_s));
    QVERIFY(m_anna->isConnected());
    LiveWorkspace &founder = m_company.founder().workspace();
    const auto annas = [&] {
        for (const Colleague &colleague : founder.colleagues())
            if (colleague.name == u"Anna"_s) return colleague.account;
        return AccountId{};
    };
    QTRY_VERIFY_WITH_TIMEOUT(annas().isValid(), kPatienceMs);
    const qsizetype before = m_company.founder().links.size();
    founder.inviteAgain(annas());
    QTRY_VERIFY_WITH_TIMEOUT(m_company.founder().links.size() > before, kPatienceMs);

    Client again(freshHome());
    bool is_told = false;
    QObject::connect(&again.workspace(), &Workspace::invitationPreviewed, &again.workspace(),
                     [&](const InvitationPreview &preview) { is_told = preview.is_new_way_in; });
    QVERIFY(again.joins(m_company.founder().links.constLast(), u"Anna"_s)); // the name is free again
    QVERIFY(is_told);
    QVERIFY(m_anna->isWarned(u"This device has been signed out by the organisation."_s));
    // Nobody waits for her old computer: its customer is back in the queue, for a group without it.
    QTRY_COMPARE_WITH_TIMEOUT(m_gina->workspace().standing().step, QueueStanding::Step::Waiting, kPatienceMs);
    QVERIFY(letsIn(kSecond).startsWith(u"Name and password do not fit together."_s));
    QCOMPARE(letsIn(kFirst), QString()); // the one that the way in was joined with
    QCOMPARE(again.workspace().history().state, HistoryStatus::State::NotKept);
    QVERIFY(again.workspace().mine()->rowCount() == 0);

    Client with_words(freshHome());
    const QString refusal = comesBack(with_words, m_words, kThird);
    QVERIFY2(refusal.startsWith(u"Somebody in this organisation already logs in with this name."_s),
             qPrintable(refusal));
    with_words.problems.clear();
    with_words.workspace().comeBackAsStaff(m_link, u"Anna the first"_s, m_words, kThird);
    QVERIFY(with_words.isConnected());
    QVERIFY(with_words.sees(with_words.workspace().talk(m_conversation), u"My kettle whistles"_s));
}

// Signed by root, whose sheet the founder shows: what the windows offer makes agents only.
QString TestPasswords::administratorsLink()
{
    LiveWorkspace &founder = m_company.founder().workspace();
    QSignalSpy told(&founder, &Workspace::rootSheetTold);
    founder.showRootSheet(QString::fromLatin1(Client::kPassphrase));
    if (!QTest::qWaitFor([&] { return !told.isEmpty(); }, kPatienceMs)) return {};
    const auto sheet = identity::readRootSheet(told.first().first().toStringList().join(u'\n'));
    auto invitation = identity::parseInvitation(m_company.founder().invites(u"staff"_s));
    if (!sheet.seed || !invitation) return {};
    const auto root = crypto::SigningKey::fromSeed(sheet.seed->clone());
    crypto::SodiumRandom random;
    const auto key = crypto::SigningKey::generate(random);
    identity::InvitationCertificate certificate;
    certificate.invitation_key = key.publicKey();
    certificate.role = identity::Role::Admin;
    certificate.departments.items = {founder.departments().constFirst().id};
    certificate.not_after = SystemClock().now() + std::chrono::hours(24);
    invitation->purpose = identity::StaffInvitation{
        root.publicKey(), key.seed().clone(), identity::SignedInvitation::sign(certificate, root), {}};
    return identity::toLink(*invitation);
}

// An administrator without the organisation's key, whose badge is root's: agents of the own department, and
// not the owner.
void TestPasswords::anAdministratorLetsInAgain()
{
    Client ben(freshHome());
    QVERIFY(ben.joins(m_company.founder().invites(u"staff"_s), u"Ben"_s));
    const QString link = administratorsLink();
    QVERIFY(!link.isEmpty());
    Client adam(freshHome());
    QVERIFY(adam.joins(link, u"Adam"_s));
    LiveWorkspace &workspace = adam.workspace();
    QVERIFY(!workspace.rootKey().is_here);
    const auto colleague = [&](const QString &name) {
        for (const Colleague &each : workspace.colleagues())
            if (each.name == name) return each;
        return Colleague{};
    };
    // The founder's client makes the badge; until then Adam signs for nobody.
    QTRY_VERIFY_WITH_TIMEOUT(colleague(u"Ben"_s).is_replaceable, kPatienceMs);
    QTRY_VERIFY_WITH_TIMEOUT(colleague(u"Fiona"_s).account.isValid(), kPatienceMs);
    QVERIFY(!colleague(u"Fiona"_s).is_replaceable);
    const qsizetype before = adam.problems.size();
    workspace.inviteAgain(colleague(u"Fiona"_s).account);
    QTRY_VERIFY_WITH_TIMEOUT(adam.problems.size() > before, kPatienceMs);
    QVERIFY(adam.links.isEmpty());

    workspace.inviteAgain(colleague(u"Ben"_s).account);
    QTRY_COMPARE_WITH_TIMEOUT(adam.links.size(), 1, kPatienceMs);
    Client again(freshHome());
    QVERIFY(again.joins(adam.links.constLast(), u"Ben"_s));
    QVERIFY(ben.isWarned(u"This device has been signed out by the organisation."_s));
    Client carl(freshHome()); // and somebody new
    QVERIFY(carl.joins(adam.invites(u"staff"_s), u"Carl"_s));
}

CHAT121_TEST_MAIN(TestPasswords)
#include "tst_passwords.moc"
