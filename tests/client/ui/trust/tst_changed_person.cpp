// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// security.md, E17: Gina has compared safety words with Anna. Then somebody else is there under Anna's
// name. Whatever a person may do at the window, nothing leaves that the other could open, until Gina has
// confirmed it, or has compared words again.
#include "client/ui/composer/composer.h"
#include "client/ui/shell/main_window.h"
#include "client/ui/theme/theme.h"
#include "client/ui/widgets/banner.h"
#include "common/crypto/init.h"
#include "common/protocol/frame.h"
#include "common/protocol/messages/logs.h"
#include "tests/client/core/engine/clients.h"
#include "tests/support/gui_test_main.h"

#include <QApplication>
#include <QClipboard>
#include <QDialog>
#include <QPlainTextEdit>

#include <atomic>

using namespace chat121;
using namespace chat121::test;

namespace {

constexpr int kPatienceMs = 30'000;

AccountId otherOf(Talk *talk)
{
    for (const RosterRow &row : talk->roster())
        if (!row.is_me) return row.account;
    return {};
}

} // namespace

class TestChangedPerson : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void bothSeeTheSameWords();
    void somebodyElseComesUnderTheSameName();
    void paths_data();
    void paths();
    void whatWaitedIsSentOnceItIsConfirmed();
    void theConfirmationIsForThisPersonAlone();
    void cleanupTestCase();

private:
    void watch(Tampering &tampering);
    void openWindow();
    void startAgain();
    bool takes(Client &agent);
    bool isAnotherAnnaThere(const QString &home, const QString &name);
    QStringList wordsOf(Client &client, Talk *talk);
    // Everything that this client was asked to do by now is done, and has left if it was to leave.
    bool isSettled();
    QPlainTextEdit *editor() { return m_window->findChild<QPlainTextEdit *>(QStringLiteral("composerEdit")); }
    QWidget *sendButton() { return m_window->findChild<QWidget *>(QStringLiteral("sendButton")); }
    void typeIn(const QString &text);
    void decide(const std::function<void(QDialog *)> &how);
    void compareThen(Qt::Key key);
    void writeOffline(const QString &text);
    void byTheEditor(int path, const QString &text);
    void byTheWindow(int path, const QString &text);
    void byTheDialogs(int path);
    void byAnotherStart(int path, const QString &text);
    Talk *talk() { return m_gina->talk(); }

    const SystemClock m_clock;
    std::unique_ptr<ui::Theme> m_theme;
    std::unique_ptr<Company> m_company;
    std::unique_ptr<Client> m_anna;
    std::unique_ptr<Client> m_other;
    std::unique_ptr<Client> m_gina;
    std::unique_ptr<ui::MainWindow> m_window;
    std::atomic<int> m_sealed{0}; // words, receipts and signs of typing that left Gina's computer
    int m_written = 0;            // messages that wait
    bool m_is_held = false;       // the other is there, and Gina's window says so
};

// --- the scene ------------------------------------------------------------------------------------

void TestChangedPerson::watch(Tampering &tampering)
{
    tampering.watchSent([this](const QByteArray &frame) {
        const auto type = protocol::typeOf(frame);
        const auto append = protocol::decodeFrame<protocol::Append>(frame);
        const bool is_word = append && append->kind == protocol::EnvelopeKind::Application;
        if (is_word || type == protocol::MessageType::Signal) ++m_sealed;
    });
}

void TestChangedPerson::openWindow()
{
    m_window = std::make_unique<ui::MainWindow>(m_gina->workspace(), *m_theme, m_clock);
    m_window->show();
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
}

void TestChangedPerson::startAgain()
{
    m_window.reset();
    m_gina.reset();
    m_gina = std::make_unique<Client>(m_company->home(QStringLiteral("gina")),
                                      [this](Tampering &tampering) { watch(tampering); });
    QVERIFY(m_gina->isConnected());
    QTRY_VERIFY_WITH_TIMEOUT(talk() && talk()->hold().needsConfirmation(), kPatienceMs);
    openWindow();
}

bool TestChangedPerson::takes(Client &agent)
{
    LiveWorkspace &workspace = agent.workspace();
    const ConversationId id = talk()->id();
    workspace.setDutyStatus(DutyStatus::Available, 4);
    if (!QTest::qWaitFor([&] { return workspace.queue()->rowOf(id) >= 0; }, kPatienceMs)) return false;
    // What waits may have to be sealed again for who has just come in.
    const auto is_taken = [&] { return workspace.mine()->rowOf(id) >= 0; };
    for (int i = 0; i < 12 && !is_taken(); ++i) {
        workspace.take(id);
        if (QTest::qWaitFor(is_taken, kPatienceMs / 12)) break;
    }
    return is_taken() && QTest::qWaitFor([&] { return talk()->roster().size() == 2; }, kPatienceMs);
}

void TestChangedPerson::initTestCase()
{
    QVERIFY(crypto::initialise());
    m_theme = std::make_unique<ui::Theme>();
    m_theme->install();
    m_company = std::make_unique<Company>();
    QVERIFY(m_company->opens());
    const QString annas = m_company->founder().invites(QStringLiteral("staff"));
    const QString ginas = m_company->founder().invites(QStringLiteral("customers"));
    m_anna = std::make_unique<Client>(m_company->home(QStringLiteral("anna")));
    QVERIFY(m_anna->joins(annas, QStringLiteral("Anna Berg")));
    m_gina = std::make_unique<Client>(m_company->home(QStringLiteral("gina")),
                                      [this](Tampering &tampering) { watch(tampering); });
    QVERIFY(m_gina->joins(ginas, QStringLiteral("Gina")));
    talk()->say(QStringLiteral("Is Anna there?"));
    QVERIFY(takes(*m_anna));
    QVERIFY(m_anna->sees(m_anna->workspace().talk(talk()->id()), QStringLiteral("Is Anna there?")));
}

QStringList TestChangedPerson::wordsOf(Client &client, Talk *talk)
{
    Q_UNUSED(client)
    QStringList told;
    QObject once;
    connect(talk, &Talk::safetyWordsTold, &once, [&](AccountId, const QStringList &words) { told = words; });
    talk->askSafetyWords(otherOf(talk));
    return QTest::qWaitFor([&] { return !told.isEmpty(); }, kPatienceMs) ? told : QStringList();
}

void TestChangedPerson::bothSeeTheSameWords()
{
    Talk *annas = m_anna->workspace().talk(talk()->id());
    const QStringList ours = wordsOf(*m_gina, talk());
    QCOMPARE(ours.size(), limits::kSafetyWords);
    QCOMPARE(wordsOf(*m_anna, annas), ours);
    for (Talk *side : {talk(), annas}) {
        side->safetyWordsMatch(otherOf(side));
        QTRY_VERIFY_WITH_TIMEOUT(
            std::any_of(side->roster().cbegin(), side->roster().cend(),
                        [](const RosterRow &row) { return row.is_verified && !row.is_me; }),
            kPatienceMs);
        QVERIFY(side->hold().kind == TalkHold::Kind::None);
    }
    talk()->say(QStringLiteral("I know that it is you"));
    QVERIFY(m_anna->sees(annas, QStringLiteral("I know that it is you")));
}

bool TestChangedPerson::isAnotherAnnaThere(const QString &home, const QString &name)
{
    if (!m_company->founder().isConnected()) return false; // the server was away
    const QString link = m_company->founder().invites(QStringLiteral("staff"));
    m_other = std::make_unique<Client>(m_company->home(home));
    return m_other->joins(link, name) && takes(*m_other);
}

void TestChangedPerson::somebodyElseComesUnderTheSameName()
{
    m_anna->workspace().returnToQueue(talk()->id());
    QTRY_VERIFY_WITH_TIMEOUT(m_gina->workspace().standing().step == QueueStanding::Step::Waiting,
                             kPatienceMs);
    m_anna.reset();
    QVERIFY(isAnotherAnnaThere(QStringLiteral("other"), QStringLiteral("ANNA Bérg")));
    QTRY_VERIFY_WITH_TIMEOUT(talk()->hold().needsConfirmation(), kPatienceMs);
    QVERIFY(talk()->hold().person == otherOf(talk()));
    openWindow();
    auto *banner = m_window->findChild<ui::Banner *>(QStringLiteral("talkHold"));
    QVERIFY(banner && banner->isVisible());
    QCOMPARE(banner->sentence(), talk()->hold().sentence);
    QVERIFY(isSettled());
    m_sealed = 0;
    m_written = 2; // what she asked before waits, too: it is to be said again to whoever takes her
    QTRY_COMPARE_WITH_TIMEOUT(m_gina->workspace().connection().messages_waiting, m_written, kPatienceMs);
    m_is_held = true;
}

// --- the ways -------------------------------------------------------------------------------------

void TestChangedPerson::typeIn(const QString &text)
{
    editor()->setFocus();
    QTest::keyClicks(editor(), text);
}

void TestChangedPerson::decide(const std::function<void(QDialog *)> &how)
{
    Q_EMIT m_window->findChild<ui::Banner *>(QStringLiteral("talkHold"))->actionClicked();
    QDialog *question = nullptr;
    QTRY_VERIFY((question = m_window->findChild<QDialog *>(QStringLiteral("changedPersonDialog"))) !=
                nullptr);
    how(question);
}

bool TestChangedPerson::isSettled()
{
    if (!m_gina->isConnected()) return false;
    bool is_answered = false;
    QObject once;
    connect(&m_gina->workspace(), &Workspace::serverHolds, &once, [&] { is_answered = true; });
    connect(&m_gina->workspace(), &Workspace::serverHoldsFailed, &once, [&] { is_answered = true; });
    m_gina->workspace().askWhatServerHolds(talk()->id(), {}, 0);
    return QTest::qWaitFor([&] { return is_answered; }, kPatienceMs);
}

void TestChangedPerson::paths_data()
{
    QTest::addColumn<int>("path");
    QTest::addColumn<int>("written"); // messages that wait because of it
    auto row = [number = 0](const char *name, int written) mutable {
        QTest::newRow(name) << ++number << written;
    };
    row("Enter", 1);
    row("Enter on the number pad", 1);
    row("the button, by mouse", 1);
    row("the button, by keyboard", 1);
    row("paste and Enter", 1);
    row("several lines at once", 1);
    row("a draft that comes back with the window", 1);
    row("a second window", 1);
    row("typing without sending", 0);
    row("reading what the other says", 0);
    row("written off-line, then on-line again", 1);
    row("trying what waits once more", 0);
    row("decide, then Enter", 0);
    row("decide, then Escape", 0);
    row("decide, then close the window", 0);
    row("decide, compare, then Enter", 0);
    row("decide, compare, then Escape", 0);
    row("the program is started again", 0);
    row("written after the start, off-line", 1);
    row("the server is started again", 0);
    row("a message is left instead of waiting", 0);
}

void TestChangedPerson::compareThen(Qt::Key key)
{
    decide([](QDialog *question) {
        QTest::mouseClick(question->findChild<QWidget *>(QStringLiteral("compareButton")), Qt::LeftButton);
    });
    QDialog *words = nullptr;
    QTRY_VERIFY((words = m_window->findChild<QDialog *>(QStringLiteral("safetyWordsDialog"))) != nullptr);
    QTRY_VERIFY(words->findChild<QWidget *>(QStringLiteral("safetyMatchButton"))->isEnabled());
    QTest::keyClick(words, key);
    QTRY_VERIFY(!m_window->findChild<QDialog *>(QStringLiteral("safetyWordsDialog")));
}

void TestChangedPerson::writeOffline(const QString &text)
{
    m_company->server().stop();
    QTRY_VERIFY_WITH_TIMEOUT(m_gina->workspace().connection().state != ConnectionState::Connected,
                             kPatienceMs);
    typeIn(text);
    QTest::keyClick(editor(), Qt::Key_Return);
    QVERIFY(m_company->server().start());
}

void TestChangedPerson::byTheEditor(int path, const QString &text)
{
    if (path == 5) QApplication::clipboard()->setText(text);
    if (path == 5) editor()->setFocus();
    if (path != 5) typeIn(text);
    switch (path) {
    case 2:
        return QTest::keyClick(editor(), Qt::Key_Enter, Qt::KeypadModifier);
    case 3:
        return QTest::mouseClick(sendButton(), Qt::LeftButton);
    case 4:
        sendButton()->setFocus();
        return QTest::keyClick(sendButton(), Qt::Key_Space);
    case 5:
        QTest::keySequence(editor(), QKeySequence(QKeySequence::Paste));
        break;
    case 6:
        QTest::keyClick(editor(), Qt::Key_Return, Qt::ShiftModifier);
        typeIn(QStringLiteral("and more"));
        break;
    default:
        break;
    }
    QTest::keyClick(editor(), Qt::Key_Return);
}

void TestChangedPerson::byTheWindow(int path, const QString &text)
{
    switch (path) {
    case 7:
        talk()->setDraft(text);
        openWindow();
        QCOMPARE(editor()->toPlainText(), text);
        return QTest::keyClick(editor(), Qt::Key_Return);
    case 8: {
        ui::MainWindow second(m_gina->workspace(), *m_theme, m_clock);
        second.show();
        auto *edit = second.findChild<QPlainTextEdit *>(QStringLiteral("composerEdit"));
        QTest::keyClicks(edit, text);
        return QTest::keyClick(edit, Qt::Key_Return);
    }
    case 9:
        typeIn(text);
        return editor()->clear();
    case 10: {
        m_other->workspace().talk(talk()->id())->say(QStringLiteral("It is me, Anna"));
        QVERIFY(m_gina->sees(talk(), QStringLiteral("It is me, Anna")));
        return talk()->markRead();
    }
    case 11:
        return writeOffline(text);
    case 12:
        for (int i = 0; i < talk()->timeline()->size(); ++i)
            talk()->sayAgain(talk()->timeline()->at(i).id);
        return;
    default:
        QFAIL("no such way");
    }
}

void TestChangedPerson::byTheDialogs(int path)
{
    switch (path) {
    case 13:
        return decide([](QDialog *question) { QTest::keyClick(question, Qt::Key_Return); });
    case 14:
        return decide([](QDialog *question) { QTest::keyClick(question, Qt::Key_Escape); });
    case 15:
        return decide([](QDialog *question) { question->close(); });
    case 16:
        return compareThen(Qt::Key_Return);
    case 17:
        return compareThen(Qt::Key_Escape);
    default:
        QFAIL("no such way");
    }
}

void TestChangedPerson::byAnotherStart(int path, const QString &text)
{
    switch (path) {
    case 18:
        return startAgain();
    case 19:
        return writeOffline(text);
    case 20:
        m_company->server().stop();
        QTRY_VERIFY_WITH_TIMEOUT(m_gina->workspace().connection().state != ConnectionState::Connected,
                                 kPatienceMs);
        QVERIFY(m_company->server().start());
        return;
    case 21:
        return m_gina->workspace().leaveMessageInstead();
    default:
        QFAIL("no such way");
    }
}

void TestChangedPerson::paths()
{
    QFETCH(int, path);
    QFETCH(int, written);
    const QString text = QStringLiteral("path %1").arg(path);
    QVERIFY2(m_is_held, "nothing is held: no way can be tried");
    if (path <= 6)
        byTheEditor(path, text);
    else if (path <= 12)
        byTheWindow(path, text);
    else if (path <= 17)
        byTheDialogs(path);
    else
        byAnotherStart(path, text);
    QVERIFY(isSettled());
    QCOMPARE(m_sealed.load(), 0);
    m_written += written;
    QTRY_COMPARE_WITH_TIMEOUT(m_gina->workspace().connection().messages_waiting, m_written, kPatienceMs);
}

// --- and then -------------------------------------------------------------------------------------

void TestChangedPerson::whatWaitedIsSentOnceItIsConfirmed()
{
    Talk *others = m_other->workspace().talk(talk()->id());
    for (int row = 0; row < others->timeline()->size(); ++row)
        QVERIFY(!others->timeline()->at(row).text.startsWith(u"path"));
    decide([](QDialog *question) {
        QTest::mouseClick(question->findChild<QWidget *>(QStringLiteral("sendAnywayButton")), Qt::LeftButton);
    });
    QTRY_VERIFY_WITH_TIMEOUT(talk()->hold().kind == TalkHold::Kind::None, kPatienceMs);
    QTRY_COMPARE_WITH_TIMEOUT(m_gina->workspace().connection().messages_waiting, 0, kPatienceMs);
    QVERIFY(m_other->sees(others, QStringLiteral("path 1")));
    QVERIFY(m_other->sees(others, QStringLiteral("path 19")));
    QVERIFY(m_sealed.load() >= m_written);
    auto *banner = m_window->findChild<ui::Banner *>(QStringLiteral("talkHold"));
    QTRY_VERIFY(!banner->isVisible());
}

void TestChangedPerson::theConfirmationIsForThisPersonAlone()
{
    m_other->workspace().returnToQueue(talk()->id());
    QTRY_VERIFY_WITH_TIMEOUT(m_gina->workspace().standing().step == QueueStanding::Step::Waiting,
                             kPatienceMs);
    m_other.reset();
    QVERIFY(isAnotherAnnaThere(QStringLiteral("third"), QStringLiteral("Ánna Berg")));
    QTRY_VERIFY_WITH_TIMEOUT(talk()->hold().needsConfirmation(), kPatienceMs);
    QVERIFY(isSettled());
    m_sealed = 0;
    typeIn(QStringLiteral("for the third"));
    QTest::keyClick(editor(), Qt::Key_Return);
    QVERIFY(isSettled());
    QCOMPARE(m_sealed.load(), 0);
    // Words that match do the same as the confirmation, and better.
    talk()->safetyWordsMatch(otherOf(talk()));
    QVERIFY(m_other->sees(m_other->workspace().talk(talk()->id()), QStringLiteral("for the third")));
}

void TestChangedPerson::cleanupTestCase()
{
    m_window.reset();
    m_gina.reset();
    m_other.reset();
    m_anna.reset();
    m_company.reset();
}

CHAT121_GUI_TEST_MAIN(TestChangedPerson)
#include "tst_changed_person.moc"
