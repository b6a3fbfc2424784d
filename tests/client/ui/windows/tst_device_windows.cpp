// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The computers of an account in the windows: listed, announced, let in by a code and removed, with keys
// alone and off-line too. security.md B6: nothing is let in by a key that was pressed by mistake.
#include "tests/client/ui/windows/scenes.h"
#include "tests/client/ui/windows/window_test.h"
#include "tests/support/gui_test_main.h"

#include <QClipboard>
#include <QLabel>
#include <QPushButton>

using namespace chat121;
using namespace chat121::test;

namespace {

using Step = LinkStatus::Step;

QStringList rowsOf(const QWidget &dialog)
{
    QStringList rows;
    const auto found = dialog.findChildren<QWidget *>(QStringLiteral("deviceRow"));
    for (const QWidget *row : found)
        if (row->isVisible()) rows.append(row->accessibleName());
    return rows;
}

QPushButton *button(const QWidget &dialog, const QString &object, int number = 0)
{
    QList<QPushButton *> seen;
    const auto found = dialog.findChildren<QPushButton *>(object);
    for (QPushButton *one : found)
        if (one->isVisible()) seen.append(one);
    return seen.value(number);
}

QString text(const QWidget &dialog, const QString &object)
{
    const auto *label = dialog.findChild<QLabel *>(object);
    return label && label->isVisible() ? label->text() : QString();
}

} // namespace

class TestDeviceWindows : public WindowTest {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { installTheme(); }
    void init();
    void cleanup() { closeWindow(); }

    void aNewComputerIsAnnouncedInOneLine();
    void aHiddenComputerIsAnnouncedAsSuch();
    void theListOpensByKey_data();
    void theListOpensByKey();
    void aComputerIsRemovedAfterAQuestion();
    void thisComputerCannotBeRemoved();
    void theListIsShownOffLineToo();
    void whoIsAtARowStaysThere();
    void whatTheServerRefusesIsSaid();

    void theCodeIsShownAndCopied();
    void aCodeIsShownForAProof();
    void nothingIsLetInByEnter();
    void aComputerIsLetIn();
    void aComputerIsNotLetIn();
    void aCodeThatIsOverIsMadeAnew();
    void whatFailedIsSaid();
    void aClosedDialogEndsTheCode();

    void aCodeIsTypedOnTheNewComputer();
    void aLinkNeedsNoCode();
    void whatIsMissingIsSaidAtTheField();
    void theNewComputerShowsTheNumber();
    void aRemovedComputerOffersToErase();

private:
    QString strip() const;
    // Opens the dialog by its key and plays with it.
    void inDialog(const std::function<void(QDialog *)> &play)
    {
        bool is_open = false;
        whenDialogOpens([&](QDialog *dialog) {
            is_open = true;
            play(dialog);
        });
        press(Qt::Key_D, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(is_open);
    }
    void inLink(Step step, const std::function<void(QDialog *)> &play)
    {
        inDialog([this, step, play](QDialog *dialog) {
            button(*dialog, QStringLiteral("addDeviceButton"))->click();
            button(*dialog, QStringLiteral("linkYesButton"))->click(); // a code is to be shown
            m_workspace->setLink(sampleLink(step, m_clock.now()));
            m_workspace->asked.clear();
            play(dialog);
        });
    }
};

void TestDeviceWindows::init()
{
    newWorkspace();
    showWindow();
    playDesk(*m_workspace, m_clock.now());
    m_workspace->setDevices(sampleDevices(m_clock.now()));
    m_workspace->asked.clear();
}

QString TestDeviceWindows::strip() const
{
    const auto *found = m_window->findChild<QWidget *>(QStringLiteral("deviceStrip"));
    if (!found->isVisible()) return {};
    const auto labels = found->findChildren<QLabel *>();
    return labels.isEmpty() ? QString() : labels.constLast()->text();
}

// --- announced ------------------------------------------------------------------------------------

void TestDeviceWindows::aNewComputerIsAnnouncedInOneLine()
{
    QVERIFY(strip().startsWith(QStringLiteral("A new computer was added to your account:")));
    QVERIFY(strip().contains(QStringLiteral("Ubuntu 22.04 LTS (kitchen)")));
    const auto *line = m_window->findChild<QWidget *>(QStringLiteral("deviceStrip"));
    const auto buttons = line->findChildren<QPushButton *>();
    QCOMPARE(buttons.size(), 2);
    for (QPushButton *one : buttons)
        if (one->text() == QStringLiteral("It was me")) QTest::keyClick(one, Qt::Key_Space);
    QCOMPARE(m_workspace->asked, QStringList{QStringLiteral("mine 3")});
    DeviceList known = sampleDevices(m_clock.now());
    known.devices.first().is_new = false;
    m_workspace->setDevices(known);
    QCOMPARE(strip(), QString());
}

// E16: a device that the server does not list.
void TestDeviceWindows::aHiddenComputerIsAnnouncedAsSuch()
{
    DeviceList list = sampleDevices(m_clock.now());
    list.devices.first().is_hidden = true;
    list.devices.first().name.clear();
    m_workspace->setDevices(list);
    QVERIFY(strip().startsWith(QStringLiteral("A computer that the server does not list")));
    const auto *line = m_window->findChild<QWidget *>(QStringLiteral("deviceStrip"));
    const auto buttons = line->findChildren<QPushButton *>(); // no "It was me": it was not let in here
    QCOMPARE(buttons.size(), 1);
    QCOMPARE(buttons.first()->text(), QStringLiteral("Remove it…"));
}

// --- the list -------------------------------------------------------------------------------------

void TestDeviceWindows::theListOpensByKey_data()
{
    QTest::addColumn<bool>("is_customer");
    QTest::newRow("at the desk") << false;
    QTest::newRow("as a customer") << true;
}

void TestDeviceWindows::theListOpensByKey()
{
    QFETCH(bool, is_customer);
    if (is_customer) {
        newWorkspace();
        showWindow();
        playCustomer(*m_workspace, m_clock.now());
        m_workspace->setDevices(sampleDevices(m_clock.now()));
    }
    inDialog([](QDialog *dialog) {
        QCOMPARE(dialog->objectName(), QStringLiteral("devicesDialog"));
        const QStringList rows = rowsOf(*dialog);
        QCOMPARE(rows.size(), 3);
        QVERIFY(rows.at(0).contains(QStringLiteral("Connected now")));
        QVERIFY(rows.at(1).contains(QStringLiteral("This computer")));
        QVERIFY(rows.at(2).contains(QStringLiteral("Last used on")));
    });
    QVERIFY(m_workspace->asked.contains(QStringLiteral("devices")));
}

void TestDeviceWindows::aComputerIsRemovedAfterAQuestion()
{
    inDialog([this](QDialog *dialog) {
        QTimer::singleShot(0, this, [dialog] { // Enter keeps
            QTest::keyClick(QApplication::activeModalWidget(), Qt::Key_Return);
            Q_UNUSED(dialog)
        });
        button(*dialog, QStringLiteral("removeDeviceButton"), 1)->click();
        QVERIFY(!m_workspace->asked.contains(QStringLiteral("remove 2")));
        QTimer::singleShot(0, this, [] {
            const auto buttons = QApplication::activeModalWidget()->findChildren<QPushButton *>();
            for (QPushButton *one : buttons)
                if (one->text() == QStringLiteral("Remove")) one->click();
        });
        button(*dialog, QStringLiteral("removeDeviceButton"), 1)->click();
        QVERIFY(m_workspace->asked.contains(QStringLiteral("remove 2")));
    });
}

void TestDeviceWindows::thisComputerCannotBeRemoved()
{
    inDialog([](QDialog *dialog) {
        QVERIFY(button(*dialog, QStringLiteral("removeDeviceButton"), 1) != nullptr);
        QVERIFY(button(*dialog, QStringLiteral("removeDeviceButton"), 2) == nullptr);
    });
}

void TestDeviceWindows::theListIsShownOffLineToo()
{
    m_workspace->setConnection({ConnectionState::Offline, 0});
    inDialog([this](QDialog *dialog) {
        QCOMPARE(rowsOf(*dialog).size(), 3);
        QVERIFY(!button(*dialog, QStringLiteral("addDeviceButton"))->isEnabled());
        QVERIFY(!button(*dialog, QStringLiteral("removeDeviceButton"))->isEnabled());
        m_workspace->setDevices({});
        QCOMPARE(rowsOf(*dialog).size(), 0);
    });
}

void TestDeviceWindows::whoIsAtARowStaysThere()
{
    inDialog([this](QDialog *dialog) {
        const auto at = [dialog] {
            const QWidget *focus = dialog->focusWidget();
            return focus ? focus->objectName() + u' ' + focus->accessibleDescription() : QString();
        };
        button(*dialog, QStringLiteral("removeDeviceButton"), 1)->setFocus();
        const QString laptop = at();
        QVERIFY(laptop.contains(QStringLiteral("laptop")));
        DeviceList list = sampleDevices(m_clock.now());
        list.devices.last().is_online = true;
        m_workspace->setDevices(list);
        QCOMPARE(at(), laptop);
        list.devices.swapItemsAt(0, 2);
        m_workspace->setDevices(list);
        QCOMPARE(at(), laptop);
        // What is no longer there leaves it to what is.
        button(*dialog, QStringLiteral("acceptDeviceButton"))->setFocus();
        list.devices.last().is_new = false;
        m_workspace->setDevices(list);
        QVERIFY(at().startsWith(QStringLiteral("removeDeviceButton")) && at().contains(u"kitchen"));
        list.devices.removeLast();
        m_workspace->setDevices(list);
        QVERIFY(at().startsWith(QStringLiteral("addDeviceButton")));
    });
}

void TestDeviceWindows::whatTheServerRefusesIsSaid()
{
    inDialog([this](QDialog *dialog) {
        Q_EMIT m_workspace->deviceActionFailed({QStringLiteral("The server refused this."), {}, false});
        QCOMPARE(text(*dialog, QStringLiteral("deviceProblemLabel")),
                 QStringLiteral("The server refused this."));
    });
}

// --- letting another one in -------------------------------------------------------------------------

void TestDeviceWindows::theCodeIsShownAndCopied()
{
    inLink(Step::Shown, [this](QDialog *dialog) {
        const LinkStatus link = sampleLink(Step::Shown, m_clock.now());
        QCOMPARE(text(*dialog, QStringLiteral("linkCodeLabel")), link.code);
        button(*dialog, QStringLiteral("copyLinkCodeButton"))->click();
        QCOMPARE(QApplication::clipboard()->text(), link.code);
        button(*dialog, QStringLiteral("copyLinkButton"))->click();
        QCOMPARE(QApplication::clipboard()->text(), link.link);
        QVERIFY(button(*dialog, QStringLiteral("linkYesButton")) == nullptr);
    });
}

// B6: whoever finds the window open gets no code.
void TestDeviceWindows::aCodeIsShownForAProof()
{
    m_workspace->needed_proof = Workspace::Proof::Password;
    inDialog([this](QDialog *dialog) {
        button(*dialog, QStringLiteral("addDeviceButton"))->click();
        m_workspace->asked.clear();
        QTest::keyClick(dialog, Qt::Key_Return);
        button(*dialog, QStringLiteral("linkYesButton"))->click();
        QCOMPARE(m_workspace->asked, QStringList()); // nothing was typed
        auto *edit = dialog->findChild<QLineEdit *>(QStringLiteral("proofEdit"));
        QVERIFY(edit->isVisible() && edit->echoMode() == QLineEdit::Password);
        QTest::keyClicks(edit, QStringLiteral(" a secret"));
        m_workspace->setLink({}); // something was on its way from before
        QCOMPARE(edit->text(), QStringLiteral(" a secret"));
        button(*dialog, QStringLiteral("linkYesButton"))->click();
        QCOMPARE(m_workspace->asked, QStringList{QStringLiteral("open link a secret")});
        QVERIFY(edit->text().isEmpty());
        LinkStatus failed = sampleLink(Step::Failed, m_clock.now());
        failed.problem.sentence = QStringLiteral("That is not your password.");
        m_workspace->setLink(failed);
        QCOMPARE(text(*dialog, QStringLiteral("linkProblemLabel")), failed.problem.sentence);
        button(*dialog, QStringLiteral("linkYesButton"))->click();
        QVERIFY(edit->isVisible()); // once more
    });
}

// B6: a fresh confirmation; Enter is what somebody presses who was typing something else.
void TestDeviceWindows::nothingIsLetInByEnter()
{
    inLink(Step::Asked, [this](QDialog *dialog) {
        QCOMPARE(text(*dialog, QStringLiteral("linkCodeLabel")), QStringLiteral("482 913"));
        QTest::keyClick(dialog, Qt::Key_Return);
        QVERIFY(!m_workspace->asked.contains(QStringLiteral("let in")));
    });
}

void TestDeviceWindows::aComputerIsLetIn()
{
    inLink(Step::Asked, [this](QDialog *dialog) {
        QTest::keyClick(button(*dialog, QStringLiteral("linkYesButton")), Qt::Key_Space);
        QCOMPARE(m_workspace->asked, QStringList{QStringLiteral("let in")});
        m_workspace->setLink(sampleLink(Step::Granted, m_clock.now()));
        button(*dialog, QStringLiteral("linkYesButton"))->click();
        QCOMPARE(rowsOf(*dialog).size(), 3); // back at the list
    });
}

void TestDeviceWindows::aComputerIsNotLetIn()
{
    inLink(Step::Asked, [this](QDialog *dialog) {
        button(*dialog, QStringLiteral("linkNoButton"))->click();
        QCOMPARE(m_workspace->asked, QStringList{QStringLiteral("do not let in")});
    });
}

void TestDeviceWindows::aCodeThatIsOverIsMadeAnew()
{
    inLink(Step::Over, [this](QDialog *dialog) {
        button(*dialog, QStringLiteral("linkYesButton"))->click();
        QCOMPARE(m_workspace->asked, QStringList()); // each code is asked about
        button(*dialog, QStringLiteral("linkYesButton"))->click();
        QCOMPARE(m_workspace->asked, QStringList{QStringLiteral("open link")});
    });
}

void TestDeviceWindows::whatFailedIsSaid()
{
    LinkStatus failed = sampleLink(Step::Failed, m_clock.now());
    failed.problem.sentence = QStringLiteral("The server has too much to do.");
    inLink(Step::Shown, [this, failed](QDialog *dialog) {
        m_workspace->setLink(failed);
        QCOMPARE(text(*dialog, QStringLiteral("linkProblemLabel")), failed.problem.sentence);
    });
}

void TestDeviceWindows::aClosedDialogEndsTheCode()
{
    inLink(Step::Shown, [](QDialog *dialog) { QTest::keyClick(dialog, Qt::Key_Escape); });
    QTRY_VERIFY(m_workspace->asked.contains(QStringLiteral("close link")));
}

// --- the new computer -----------------------------------------------------------------------------

void TestDeviceWindows::aCodeIsTypedOnTheNewComputer()
{
    newWorkspace();
    showWindow();
    click(QStringLiteral("linkButton"));
    QCOMPARE(focused(), QStringLiteral("linkCodeEdit"));
    type(QStringLiteral("linkCodeEdit"), QStringLiteral("000g-40r4"));
    type(QStringLiteral("linkAddressEdit"), QStringLiteral("chat121://example"));
    press(Qt::Key_Return);
    QCOMPARE(m_workspace->asked, QStringList{QStringLiteral("link chat121://example 000g-40r4")});
}

void TestDeviceWindows::aLinkNeedsNoCode()
{
    newWorkspace();
    showWindow();
    click(QStringLiteral("linkButton"));
    type(QStringLiteral("linkCodeEdit"), QStringLiteral("chat121://example"));
    press(Qt::Key_Return);
    QCOMPARE(m_workspace->asked, QStringList{QStringLiteral("link chat121://example ")});
    m_workspace->asked.clear();
    m_window->openInvitation(QStringLiteral("chat121://example"));
    Q_EMIT m_workspace->invitationPreviewed(previewOf(InvitationPreview::Kind::Device));
    m_workspace->asked.clear();
    click(QStringLiteral("linkGoButton"));
    QCOMPARE(m_workspace->asked, QStringList{QStringLiteral("link  ")});
}

void TestDeviceWindows::whatIsMissingIsSaidAtTheField()
{
    newWorkspace();
    showWindow();
    click(QStringLiteral("linkButton"));
    const auto said = [this](const QString &field) {
        return visible<QLineEdit>(field)->accessibleDescription();
    };
    const QString code = QStringLiteral("linkCodeEdit");
    const QString address = QStringLiteral("linkAddressEdit");
    const QString no_address = QStringLiteral("Paste a link of your organisation.");
    click(QStringLiteral("linkGoButton"));
    QCOMPARE(said(code), QStringLiteral("Type the code that your other computer shows."));
    QCOMPARE(said(address), no_address);
    visible<QLineEdit>(code)->setFocus();
    QTest::keyClicks(visible(code), QStringLiteral("000g-40r4"));
    QVERIFY(said(code).startsWith(QStringLiteral("Your other computer shows it"))); // the hint again
    click(QStringLiteral("linkGoButton"));
    QCOMPARE(said(address), no_address);
    QVERIFY(m_workspace->asked.isEmpty());
    QTest::keyClicks(visible(address), QStringLiteral("chat121://example"));
    click(QStringLiteral("linkGoButton"));
    QCOMPARE(m_workspace->asked.size(), 1);
}

void TestDeviceWindows::theNewComputerShowsTheNumber()
{
    newWorkspace();
    showWindow();
    click(QStringLiteral("linkButton"));
    Q_EMIT m_workspace->linkAsked(sampleRequest());
    QCOMPARE(visible<QLabel>(QStringLiteral("linkNumberLabel"))->text(), QStringLiteral("482 913"));
    click(QStringLiteral("linkStopButton"));
    QCOMPARE(m_workspace->asked, QStringList{QStringLiteral("give up")});
    Q_EMIT m_workspace->wayInFailed({QStringLiteral("This computer was not added."), {}, true});
    QVERIFY(visible(QStringLiteral("linkCodeEdit")) != nullptr);
}

void TestDeviceWindows::aRemovedComputerOffersToErase()
{
    m_workspace->setRemoved(true);
    QVERIFY(strip().startsWith(QStringLiteral("This computer was removed from your account")));
    const auto *line = m_window->findChild<QWidget *>(QStringLiteral("deviceStrip"));
    const auto buttons = line->findChildren<QPushButton *>();
    QCOMPARE(buttons.size(), 1);
    whenDialogOpens([](QDialog *dialog) {
        const auto found = dialog->findChildren<QPushButton *>();
        for (QPushButton *one : found)
            if (one->text() == QStringLiteral("Erase")) one->click();
    });
    buttons.first()->click();
    QCOMPARE(m_workspace->asked, QStringList{QStringLiteral("erase")});
}

CHAT121_GUI_TEST_MAIN(TestDeviceWindows)
#include "tst_device_windows.moc"
