// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a customer allows, in the real windows: the customer decides, staff ask, and a question stands in the
// window until it was answered.
#include "client/ui/consent/consent_dialog.h"
#include "client/ui/widgets/banner.h"
#include "tests/client/ui/windows/scenes.h"
#include "tests/client/ui/windows/window_test.h"
#include "tests/support/gui_test_main.h"

#include <QAbstractButton>
#include <QCheckBox>
#include <QLabel>

using namespace chat121;
using namespace chat121::test;
using namespace Qt::StringLiterals;

namespace {

constexpr auto kFile = bitOf(ConsentPurpose::Transcript);
constexpr auto kCount = bitOf(ConsentPurpose::Statistics);
constexpr ConsentPurposes kOfTheFuture = 0x4000;

} // namespace

class TestConsentDialog : public WindowTest {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { installTheme(); }
    void cleanup() { closeWindow(); }
    void theCustomerDecides();
    void whatThisVersionDoesNotKnowStays();
    void nothingIsSavedUnchanged();
    void staffAskAndDoNotDecide();
    void aQuestionStandsInTheWindow();
    void byKeyboardAlone();

private:
    PlayedTalk *talk() { return m_workspace->played({1}); }
    void start()
    {
        newWorkspace();
        showWindow();
        playCustomer(*m_workspace, m_clock.now());
    }
    static QCheckBox *box(QDialog &dialog, ConsentPurposes bit)
    {
        return dialog.findChild<QCheckBox *>(u"consentBox%1"_s.arg(bit));
    }
    static QAbstractButton *decide(QDialog &dialog)
    {
        return dialog.findChild<QAbstractButton *>(u"consentDecideButton"_s);
    }
};

void TestConsentDialog::theCustomerDecides()
{
    start();
    talk()->setConsents({kFile, 0, kCount});
    ui::ConsentDialog dialog(*talk(), ui::ConsentDialog::Side::Customer);
    dialog.show();
    QVERIFY(box(dialog, kFile)->isChecked());
    QVERIFY(!box(dialog, kCount)->isChecked());
    QVERIFY(box(dialog, kCount)->accessibleDescription().contains(u"You were asked"));
    box(dialog, kFile)->click();
    box(dialog, kCount)->click();
    decide(dialog)->click();
    QCOMPARE(talk()->allowed, QList<ConsentPurposes>{kCount});
    QVERIFY(!dialog.isVisible());
}

void TestConsentDialog::whatThisVersionDoesNotKnowStays()
{
    start();
    talk()->setConsents({ConsentPurposes(kOfTheFuture | kFile), 0, 0});
    ui::ConsentDialog dialog(*talk(), ui::ConsentDialog::Side::Customer);
    box(dialog, kFile)->click();
    decide(dialog)->click();
    QCOMPARE(talk()->allowed, QList<ConsentPurposes>{kOfTheFuture});
}

void TestConsentDialog::nothingIsSavedUnchanged()
{
    start();
    talk()->setConsents({kFile, 0, 0});
    ui::ConsentDialog dialog(*talk(), ui::ConsentDialog::Side::Customer);
    QVERIFY(!decide(dialog)->isEnabled());
    box(dialog, kCount)->click();
    QVERIFY(decide(dialog)->isEnabled());
    box(dialog, kCount)->click();
    QVERIFY(!decide(dialog)->isEnabled());
    talk()->setConsents({kFile, 0, kCount}); // now "no" is an answer
    QVERIFY(decide(dialog)->isEnabled());
    decide(dialog)->click();
    QCOMPARE(talk()->allowed, QList<ConsentPurposes>{kFile});
}

void TestConsentDialog::staffAskAndDoNotDecide()
{
    start();
    talk()->setConsents({kFile, 0, kCount});
    ui::ConsentDialog dialog(*talk(), ui::ConsentDialog::Side::Staff);
    dialog.show();
    QVERIFY(!box(dialog, kFile)->isEnabled());  // is allowed
    QVERIFY(!box(dialog, kCount)->isEnabled()); // was asked
    QVERIFY(!decide(dialog)->isEnabled());
    const auto *state = dialog.findChild<QLabel *>(u"consentState%1"_s.arg(kFile));
    QVERIFY(state->isVisible());
    QCOMPARE(state->text(), u"Is allowed."_s);
    const ConsentPurposes sharing = bitOf(ConsentPurpose::Sharing);
    box(dialog, sharing)->click();
    decide(dialog)->click();
    QCOMPARE(talk()->asked, QList<ConsentPurposes>{sharing});
    QCOMPARE(talk()->allowed, QList<ConsentPurposes>());
}

void TestConsentDialog::aQuestionStandsInTheWindow()
{
    start();
    auto *banner = m_window->findChild<ui::Banner *>(u"talkAsked"_s);
    QVERIFY(banner && !banner->isVisible());
    talk()->setConsents({0, 0, kFile});
    QTRY_VERIFY(banner->isVisible());
    QVERIFY(banner->sentence().contains(consentName(ConsentPurpose::Transcript)));
    Q_EMIT banner->actionClicked();
    auto *dialog = m_window->findChild<ui::ConsentDialog *>();
    QTRY_VERIFY(dialog && dialog->isVisible());
    decide(*dialog)->click();
    QCOMPARE(talk()->allowed, QList<ConsentPurposes>{0});
    talk()->setConsents({0, kFile, 0});
    QTRY_VERIFY(!banner->isVisible());
}

void TestConsentDialog::byKeyboardAlone()
{
    start();
    auto *button = m_window->findChild<QAbstractButton *>(u"consentsButton"_s);
    QVERIFY(button && button->isVisible());
    QCOMPARE(button->accessibleName(), u"What you allow"_s);
    button->setFocus();
    QTest::keyClick(button, Qt::Key_Space);
    auto *dialog = m_window->findChild<ui::ConsentDialog *>();
    QTRY_VERIFY(dialog && dialog->isVisible());
    box(*dialog, kFile)->setFocus();
    QTest::keyClick(box(*dialog, kFile), Qt::Key_Space);
    QTest::keyClick(dialog, Qt::Key_Return);
    QCOMPARE(talk()->allowed, QList<ConsentPurposes>{kFile});
}

CHAT121_GUI_TEST_MAIN(TestConsentDialog)
#include "tst_consent_dialog.moc"
