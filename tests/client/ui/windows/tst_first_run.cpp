// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The way in, played by keyboard and mouse against a Workspace without a profile.
#include "client/ui/first_run/first_run.h"
#include "client/ui/first_run/root_key_pages.h"
#include "client/ui/trust/root_sheet.h"
#include "tests/client/ui/windows/scenes.h"
#include "tests/client/ui/windows/window_test.h"
#include "tests/support/gui_test_main.h"

#include <QAbstractButton>
#include <QAction>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QSet>
#include <QSignalSpy>

using namespace chat121;
using namespace chat121::test;

namespace {

const QString kLink = QStringLiteral("chat121://server:8121/#abc");
const QString kPassword = QStringLiteral("four plain words");

} // namespace

class TestFirstRun : public WindowTest {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void invitationIsAskedFor();
    void emptyInvitationIsNotSent();
    void tryingItHereIsOneClick();
    void founderSetsUp();
    void staffJoins();
    void badPasswordsStayHere_data();
    void badPasswordsStayHere();
    void customerAgreesAndStarts();
    void withoutKeyStorePassphraseComesFirst();
    void problemIsToldWhereItHappened();
    void logInNeedsEverything();
    void aLostPasswordIsSetByWords();
    void nothingTypedStaysBehind_data();
    void nothingTypedStaysBehind();
    void whatWasTypedStaysWhileAWayInIsTried();
    void anOwnerComesBackByTheKeysFile();
    void anOwnerComesBackByTheSheet();
    void theSheetNamesTheWay();
    void aPasswordsStrengthIsSaid_data();
    void aPasswordsStrengthIsSaid();
    void lockedProfileAsksForThePassphrase();
    void brokenProfileSaysWhatHappened();
    void remoteTextIsShownAsItIs();
    void noFrighteningWordBeforeTheFirstMessage();

private:
    void openInvitation(InvitationPreview::Kind kind)
    {
        click(QStringLiteral("inviteButton"));
        type(QStringLiteral("invitationEdit"), kLink);
        QTest::keyClick(visible(QStringLiteral("invitationEdit")), Qt::Key_Return);
        Q_EMIT m_workspace->invitationPreviewed(previewOf(kind));
    }
};

void TestFirstRun::initTestCase()
{
    installTheme();
}

void TestFirstRun::init()
{
    newWorkspace();
    showWindow();
}

void TestFirstRun::cleanup()
{
    closeWindow();
}

void TestFirstRun::invitationIsAskedFor()
{
    QVERIFY(visible(QStringLiteral("firstScreen")));
    click(QStringLiteral("inviteButton"));
    type(QStringLiteral("invitationEdit"), QStringLiteral("  ") + kLink + QStringLiteral("\t"));
    click(QStringLiteral("invitationContinueButton"));
    QCOMPARE(m_workspace->asked, QStringList{QStringLiteral("preview ") + kLink});
    QVERIFY(!visible<QAbstractButton>(QStringLiteral("invitationContinueButton"))->isEnabled());
}

void TestFirstRun::emptyInvitationIsNotSent()
{
    click(QStringLiteral("inviteButton"));
    click(QStringLiteral("invitationContinueButton"));
    QCOMPARE(m_workspace->asked, QStringList());
}

void TestFirstRun::tryingItHereIsOneClick()
{
    QVERIFY(!visible(QStringLiteral("tryHereButton"))); // where there is no server to try it with
    m_window->offerTryHere(true);
    QSignalSpy wanted(m_window.get(), &ui::MainWindow::tryHereWanted);
    click(QStringLiteral("tryHereButton"));
    QCOMPARE(wanted.size(), 1);
    QCOMPARE(m_workspace->asked, QStringList());
}

void TestFirstRun::founderSetsUp()
{
    openInvitation(InvitationPreview::Kind::SetUp);
    type(QStringLiteral("organisationEdit"), QStringLiteral("ACME"));
    type(QStringLiteral("departmentEdit"), QStringLiteral("Support"));
    type(QStringLiteral("ownNameEdit"), QStringLiteral("Olga"));
    type(QStringLiteral("passwordEdit"), kPassword);
    type(QStringLiteral("passwordAgainEdit"), kPassword);
    click(QStringLiteral("foundButton"));
    QCOMPARE(m_workspace->asked.last(), QStringLiteral("found ACME Support Olga ") + kPassword);
}

void TestFirstRun::staffJoins()
{
    openInvitation(InvitationPreview::Kind::Staff);
    type(QStringLiteral("ownNameEdit"), QStringLiteral("Anna"));
    type(QStringLiteral("passwordEdit"), kPassword);
    type(QStringLiteral("passwordAgainEdit"), kPassword);
    QTest::keyClick(visible(QStringLiteral("passwordAgainEdit")), Qt::Key_Return);
    QCOMPARE(m_workspace->asked.last(), QStringLiteral("staff Anna ") + kPassword);
}

void TestFirstRun::badPasswordsStayHere_data()
{
    QTest::addColumn<QString>("first");
    QTest::addColumn<QString>("again");
    QTest::newRow("empty") << QString() << QString();
    QTest::newRow("too short") << QStringLiteral("short") << QStringLiteral("short");
    QTest::newRow("not the same") << kPassword << QStringLiteral("four plain worms");
    QTest::newRow("only once") << kPassword << QString();
}

void TestFirstRun::badPasswordsStayHere()
{
    QFETCH(QString, first);
    QFETCH(QString, again);
    openInvitation(InvitationPreview::Kind::Staff);
    const qsizetype before = m_workspace->asked.size();
    type(QStringLiteral("ownNameEdit"), QStringLiteral("Anna"));
    type(QStringLiteral("passwordEdit"), first);
    type(QStringLiteral("passwordAgainEdit"), again);
    click(QStringLiteral("joinButton"));
    QCOMPARE(m_workspace->asked.size(), before);
}

void TestFirstRun::customerAgreesAndStarts()
{
    openInvitation(InvitationPreview::Kind::Guest);
    QVERIFY(visible<QLabel>(QStringLiteral("organisationLabel"))->text().contains(QStringLiteral("ACME")));
    QVERIFY(visible<QLabel>(QStringLiteral("consentLabel"))->text().contains(QStringLiteral("30 days")));
    click(QStringLiteral("startButton"));
    QCOMPARE(m_workspace->asked.last(), QStringLiteral("customer "));
}

void TestFirstRun::withoutKeyStorePassphraseComesFirst()
{
    m_workspace->needs_passphrase = true;
    openInvitation(InvitationPreview::Kind::Guest);
    click(QStringLiteral("startButton"));
    QVERIFY(visible(QStringLiteral("passphraseEdit")));
    type(QStringLiteral("passphraseEdit"), kPassword);
    type(QStringLiteral("passphraseAgainEdit"), kPassword);
    click(QStringLiteral("passphraseButton"));
    QCOMPARE(m_workspace->asked.mid(1),
             (QStringList{QStringLiteral("passphrase ") + kPassword, QStringLiteral("customer ")}));
    // What went wrong behind it is told on the page before, where it can be mended.
    Q_EMIT m_workspace->wayInFailed({QStringLiteral("The invitation has been used up."), {}, false});
    QVERIFY(visible(QStringLiteral("startButton")));
    QCOMPARE(visible<QLabel>(QStringLiteral("problemLabel"))->text(),
             QStringLiteral("The invitation has been used up."));
}

void TestFirstRun::problemIsToldWhereItHappened()
{
    click(QStringLiteral("inviteButton"));
    type(QStringLiteral("invitationEdit"), QStringLiteral("nonsense"));
    click(QStringLiteral("invitationContinueButton"));
    Q_EMIT m_workspace->wayInFailed({QStringLiteral("This is no invitation."), {}, false});
    QCOMPARE(visible<QLabel>(QStringLiteral("problemLabel"))->text(),
             QStringLiteral("This is no invitation."));
    QVERIFY(visible<QAbstractButton>(QStringLiteral("invitationContinueButton"))->isEnabled());
    click(QStringLiteral("backButton"));
    QVERIFY(visible(QStringLiteral("firstScreen")));
}

void TestFirstRun::logInNeedsEverything()
{
    click(QStringLiteral("logInButton"));
    type(QStringLiteral("addressEdit"), kLink);
    type(QStringLiteral("loginNameEdit"), QStringLiteral("Anna"));
    click(QStringLiteral("logInNowButton"));
    QCOMPARE(m_workspace->asked, QStringList());
    type(QStringLiteral("passwordEdit"), kPassword);
    click(QStringLiteral("logInNowButton"));
    QCOMPARE(m_workspace->asked, QStringList{QStringLiteral("login %1 Anna %2").arg(kLink, kPassword)});
}

void TestFirstRun::aLostPasswordIsSetByWords()
{
    click(QStringLiteral("logInButton"));
    type(QStringLiteral("addressEdit"), kLink);
    type(QStringLiteral("loginNameEdit"), QStringLiteral("Anna"));
    click(QStringLiteral("lostPasswordButton"));
    QCOMPARE(visible<QLineEdit>(QStringLiteral("lostAddressEdit"))->text(), kLink); // what was typed stays
    click(QStringLiteral("lostPasswordNowButton"));
    QVERIFY(visible<QLabel>(QStringLiteral("problemLabel"))->isVisible()); // the words are missing
    visible<QPlainTextEdit>(QStringLiteral("recoveryWordsEdit"))->setPlainText(sampleWords().join(u' '));
    click(QStringLiteral("lostPasswordNowButton"));
    QCOMPARE(m_workspace->asked, QStringList()); // and the password
    type(QStringLiteral("lostNewPasswordEdit"), kPassword);
    type(QStringLiteral("lostNewPasswordAgainEdit"), kPassword);
    click(QStringLiteral("lostPasswordNowButton"));
    QCOMPARE(m_workspace->asked,
             QStringList{
                 QStringLiteral("come back %1 Anna %2 %3").arg(kLink, sampleWords().join(u' '), kPassword)});
    Q_EMIT m_workspace->wayInFailed({QStringLiteral("Nobody here has these words."), {}, true});
    QCOMPARE(visible<QLabel>(QStringLiteral("problemLabel"))->text(),
             QStringLiteral("Nobody here has these words."));
    click(QStringLiteral("backButton"));
    QVERIFY(visible(QStringLiteral("logInNowButton")));
}

void TestFirstRun::nothingTypedStaysBehind_data()
{
    QTest::addColumn<Workspace::State>("next");
    QTest::newRow("after coming in") << Workspace::State::Ready;
    QTest::newRow("after locking") << Workspace::State::Locked;
}

void TestFirstRun::nothingTypedStaysBehind()
{
    QFETCH(Workspace::State, next);
    const QSet<QString> defaults = {QStringLiteral("departmentEdit")};
    const auto lines = m_window->findChildren<QLineEdit *>();
    for (QLineEdit *line : lines)
        line->setText(kPassword);
    auto *first_run = m_window->findChild<ui::FirstRun *>();
    const auto eyes = first_run->findChildren<QAction *>();
    QVERIFY(eyes.size() > 5);
    for (QAction *eye : eyes)
        eye->setChecked(true);
    const auto words = m_window->findChildren<QPlainTextEdit *>(QStringLiteral("recoveryWordsEdit"));
    QVERIFY(lines.size() > 20 && words.size() > 1);
    for (QPlainTextEdit *edit : words)
        edit->setPlainText(sampleWords().join(u' '));
    m_workspace->become(next, Workspace::Role::None, {});
    m_workspace->become(Workspace::State::Empty, Workspace::Role::None, {});
    QVERIFY(visible(QStringLiteral("firstScreen")));
    const auto after = first_run->findChildren<QLineEdit *>();
    for (QLineEdit *line : after) {
        if (defaults.contains(line->objectName())) continue;
        QVERIFY2(line->text().isEmpty(), qPrintable(line->objectName()));
        QVERIFY(!line->isUndoAvailable());
    }
    for (QAction *eye : eyes)
        QVERIFY(!eye->isChecked());
    const auto texts = first_run->findChildren<QPlainTextEdit *>();
    for (QPlainTextEdit *text : texts) {
        QVERIFY(text->toPlainText().isEmpty());
        QVERIFY(!text->document()->isUndoAvailable());
    }
}

void TestFirstRun::whatWasTypedStaysWhileAWayInIsTried()
{
    click(QStringLiteral("logInButton"));
    type(QStringLiteral("addressEdit"), kLink);
    type(QStringLiteral("loginNameEdit"), QStringLiteral("Anna"));
    type(QStringLiteral("passwordEdit"), kPassword);
    click(QStringLiteral("logInNowButton"));
    m_workspace->become(Workspace::State::Opening, Workspace::Role::None, {});
    m_workspace->become(Workspace::State::Empty, Workspace::Role::None, {});
    Q_EMIT m_workspace->wayInFailed({QStringLiteral("The server cannot be reached."), {}, true});
    QCOMPARE(visible<QLineEdit>(QStringLiteral("passwordEdit"))->text(), kPassword);
    // Whoever looks for the words another time does not find those of before.
    click(QStringLiteral("lostPasswordButton"));
    visible<QPlainTextEdit>(QStringLiteral("recoveryWordsEdit"))->setPlainText(sampleWords().join(u' '));
    click(QStringLiteral("backButton"));
    click(QStringLiteral("lostPasswordButton"));
    QVERIFY(visible<QPlainTextEdit>(QStringLiteral("recoveryWordsEdit"))->toPlainText().isEmpty());
    QCOMPARE(visible<QLineEdit>(QStringLiteral("lostNameEdit"))->text(), QStringLiteral("Anna"));
}

void TestFirstRun::anOwnerComesBackByTheKeysFile()
{
    click(QStringLiteral("logInButton"));
    type(QStringLiteral("addressEdit"), kLink);
    click(QStringLiteral("lostPasswordButton"));
    click(QStringLiteral("haveRootKeyButton"));
    QCOMPARE(visible<QLineEdit>(QStringLiteral("rootAddressEdit"))->text(), kLink);
    click(QStringLiteral("rootOpenButton"));
    QVERIFY(visible<QLabel>(QStringLiteral("problemLabel"))->isVisible()); // no file yet
    m_window->findChild<ui::RootKeyPage *>()->useFile(QStringLiteral("/tmp/acme.chat121-root"));
    QCOMPARE(visible<QLabel>(QStringLiteral("rootChosenLabel"))->text(), QStringLiteral("acme.chat121-root"));
    click(QStringLiteral("rootOpenButton")); // and no passphrase
    QCOMPARE(m_workspace->asked, QStringList());
    type(QStringLiteral("rootWayPassphraseEdit"), kPassword);
    click(QStringLiteral("rootOpenButton"));
    QCOMPARE(m_workspace->asked,
             QStringList{QStringLiteral("root file %1 /tmp/acme.chat121-root %2").arg(kLink, kPassword)});
    Q_EMIT m_workspace->wayInFailed({QStringLiteral("This passphrase does not open the file."), {}, true});
    QCOMPARE(visible<QLabel>(QStringLiteral("problemLabel"))->text(),
             QStringLiteral("This passphrase does not open the file."));
    QVERIFY(visible<QAbstractButton>(QStringLiteral("rootOpenButton"))->isEnabled());

    Q_EMIT m_workspace->invitationPreviewed(previewOf(InvitationPreview::Kind::Owner));
    auto *places = visible<QComboBox>(QStringLiteral("ownerPlaces"));
    QCOMPARE(places->count(), 2);
    places->setCurrentIndex(1);
    QCOMPARE(visible<QLineEdit>(QStringLiteral("ownerNameEdit"))->text(), QStringLiteral("Otto"));
    click(QStringLiteral("ownerBackButton")); // without a password
    QCOMPARE(m_workspace->asked.size(), 1);
    type(QStringLiteral("ownerPasswordEdit"), kPassword);
    type(QStringLiteral("ownerPasswordAgainEdit"), kPassword);
    click(QStringLiteral("ownerBackButton"));
    QCOMPARE(m_workspace->asked.last(), QStringLiteral("owner 8 Otto ") + kPassword);
}

void TestFirstRun::anOwnerComesBackByTheSheet()
{
    click(QStringLiteral("logInButton"));
    click(QStringLiteral("lostPasswordButton"));
    click(QStringLiteral("haveRootKeyButton"));
    click(QStringLiteral("rootOtherFormButton"));
    type(QStringLiteral("rootWayLineEdit1"), QStringLiteral("AAAA"));
    type(QStringLiteral("rootWayLineEdit2"), QStringLiteral("2. BBBB"));
    type(QStringLiteral("rootWayLineEdit3"), QStringLiteral("CCCC"));
    click(QStringLiteral("rootOpenButton"));
    QCOMPARE(m_workspace->asked, QStringList()); // neither a link nor the last line
    type(QStringLiteral("rootAddressEdit"), kLink);
    click(QStringLiteral("rootOpenButton"));
    QCOMPARE(m_workspace->asked, QStringList());
    type(QStringLiteral("rootWayLineEdit4"), QStringLiteral("DDDD"));
    QTest::keyClick(visible(QStringLiteral("rootWayLineEdit4")), Qt::Key_Return);
    QCOMPARE(m_workspace->asked,
             QStringList{QStringLiteral("root sheet %1 1. AAAA\n2. BBBB\n3. CCCC\n4. DDDD").arg(kLink)});
    click(QStringLiteral("backButton"));
    QVERIFY(visible(QStringLiteral("lostPasswordNowButton")));
}

// What is printed with the organisation's key leads somebody through these windows who has never seen them.
void TestFirstRun::theSheetNamesTheWay()
{
    const QString sheet = ui::rootSheet({}, QStringLiteral("ACME"), kLink);
    for (const char *step :
         {"logInButton", "lostPasswordButton", "haveRootKeyButton", "rootOtherFormButton"}) {
        const auto *button = visible<QAbstractButton>(QLatin1String(step));
        QVERIFY2(button, step);
        const QString quoted = QStringLiteral("\u201c%1\u201d").arg(button->text());
        QVERIFY2(sheet.contains(quoted), qPrintable(quoted));
        click(QLatin1String(step));
    }
    QVERIFY(visible(QStringLiteral("rootWayLineEdit1")));
    QVERIFY(sheet.contains(kLink));
}

void TestFirstRun::aPasswordsStrengthIsSaid_data()
{
    QTest::addColumn<QString>("password");
    QTest::addColumn<QString>("hint");
    QTest::newRow("too short") << QStringLiteral("xK3$9") << QStringLiteral("At least 10 characters");
    QTest::newRow("one letter") << QString(20, u'a') << QStringLiteral("Easy to guess");
    QTest::newRow("a row of digits") << QStringLiteral("1234567890") << QStringLiteral("Easy to guess");
    QTest::newRow("everybody's") << QStringLiteral("Password123!") << QStringLiteral("Easy to guess");
    QTest::newRow("letters at random") << QStringLiteral("kwqmzrtphx") << QStringLiteral("Fair");
    QTest::newRow("four words") << QStringLiteral("correct horse battery staple") << QStringLiteral("Strong");
}

void TestFirstRun::aPasswordsStrengthIsSaid()
{
    QFETCH(QString, password);
    QFETCH(QString, hint);
    click(QStringLiteral("inviteButton"));
    Q_EMIT m_workspace->invitationPreviewed(previewOf(InvitationPreview::Kind::Staff));
    type(QStringLiteral("passwordEdit"), password);
    const QString said = visible<QLineEdit>(QStringLiteral("passwordEdit"))->accessibleDescription();
    QVERIFY2(said.startsWith(hint), qPrintable(said));
}

void TestFirstRun::lockedProfileAsksForThePassphrase()
{
    m_workspace->needs_passphrase = true;
    m_workspace->become(Workspace::State::Locked, Workspace::Role::None, {});
    type(QStringLiteral("unlockEdit"), QStringLiteral("wrong"));
    click(QStringLiteral("unlockButton"));
    QCOMPARE(m_workspace->asked, QStringList{QStringLiteral("unlock wrong")});
    Q_EMIT m_workspace->unlockFailed({QStringLiteral("That is not the passphrase."), {}, true});
    QCOMPARE(visible<QLabel>(QStringLiteral("problemLabel"))->text(),
             QStringLiteral("That is not the passphrase."));
}

void TestFirstRun::brokenProfileSaysWhatHappened()
{
    m_workspace->breakDown({QStringLiteral("The disk is full. Make room and start again."),
                            QStringLiteral("SQLITE_FULL"), true});
    const auto labels = m_window->findChildren<QLabel *>();
    const bool is_told = std::any_of(labels.begin(), labels.end(), [](const QLabel *label) {
        return label->isVisible() && label->text().contains(QStringLiteral("The disk is full."));
    });
    QVERIFY(is_told);
}

void TestFirstRun::remoteTextIsShownAsItIs()
{
    click(QStringLiteral("inviteButton"));
    InvitationPreview hostile = previewOf(InvitationPreview::Kind::Guest);
    hostile.consent_text = QStringLiteral("<img src=/etc/hostname><b>bold</b>");
    Q_EMIT m_workspace->invitationPreviewed(hostile);
    auto *label = visible<QLabel>(QStringLiteral("consentLabel"));
    QCOMPARE(label->textFormat(), Qt::PlainText);
    QVERIFY(label->text().startsWith(hostile.consent_text));
}

// Crypto questions are what drives people away: the words do not appear on the way in.
void TestFirstRun::noFrighteningWordBeforeTheFirstMessage()
{
    const QStringList words = {QStringLiteral("certificate"), QStringLiteral("fingerprint"),
                               QStringLiteral("verify")};
    const auto labels = m_window->findChildren<QLabel *>();
    for (const QLabel *label : labels) {
        for (const QString &word : words)
            QVERIFY2(!label->text().contains(word, Qt::CaseInsensitive), qPrintable(label->text()));
    }
}

CHAT121_GUI_TEST_MAIN(TestFirstRun)
#include "tst_first_run.moc"
