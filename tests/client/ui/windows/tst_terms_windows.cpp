// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A department's terms in the windows: the owner writes them, the customer reads them before writing and
// agrees by one button and nothing else, and both see later what was signed.
#include "client/ui/consent/consent_dialog.h"
#include "client/ui/desk/rules_dialog.h"
#include "client/ui/desk/terms_dialog.h"
#include "common/base/limits.h"
#include "tests/client/ui/windows/scenes.h"
#include "tests/client/ui/windows/window_test.h"
#include "tests/support/gui_test_main.h"

#include <QAbstractButton>
#include <QLabel>
#include <QPlainTextEdit>

using namespace chat121;
using namespace chat121::test;
using namespace Qt::StringLiterals;

namespace {

const auto kText = u"We keep what you write for 30 days."_s;

} // namespace

class TestTermsWindows : public WindowTest {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { installTheme(); }
    void cleanup() { closeWindow(); }
    void theOwnerWritesThem();
    void anotherTextIsAnotherVersion();
    void whatIsTooLongIsRefused();
    void theRulesLeadToThem();
    void theInvitationShowsTheVersion();
    void theCustomerReadsThemFirst();
    void nobodyAgreesByAccident();
    void byKeyboardAlone();
    void remoteWordsArePlain();
    void bothSeeWhatWasSigned();

private:
    void playTerms(const Terms &terms)
    {
        newWorkspace();
        showWindow();
        playCustomerAt(*m_workspace, QueueStanding::Step::Closed, m_clock.now());
        ask(terms);
    }
    void ask(const Terms &terms)
    {
        QueueStanding standing = m_workspace->standing();
        standing.terms = terms;
        m_workspace->setStanding(standing);
    }
    std::unique_ptr<ui::TermsDialog> openSheet(const QString &terms, int version)
    {
        newWorkspace();
        m_workspace->billing_desk.terms = terms;
        m_workspace->billing_desk.terms_version = version;
        auto sheet = std::make_unique<ui::TermsDialog>(*m_workspace, DepartmentId{2});
        sheet->show();
        return sheet;
    }
    static QString label(const QWidget &in, const QString &name)
    {
        const auto *found = in.findChild<QLabel *>(name);
        return found != nullptr && found->isVisible() ? found->text() : QString();
    }
};

void TestTermsWindows::theOwnerWritesThem()
{
    const auto sheet = openSheet({}, 0);
    auto *edit = sheet->findChild<QPlainTextEdit *>(u"termsEdit"_s);
    auto *save = sheet->findChild<QAbstractButton *>(u"termsSaveButton"_s);
    QVERIFY(!save->isEnabled());
    QCOMPARE(label(*sheet, u"termsNextVersionLabel"_s), u"Customers are not asked."_s);
    edit->setPlainText(u"  "_s + kText + u"\n"_s);
    QCOMPARE(label(*sheet, u"termsNextVersionLabel"_s), u"When it is saved, this is version 1."_s);
    QVERIFY(save->isEnabled());
    save->click();
    QCOMPARE(m_workspace->desk_rules.size(), 1);
    QCOMPARE(m_workspace->desk_rules.first().terms, kText);
    m_workspace->billing_desk.terms = kText;
    m_workspace->billing_desk.terms_version = 1;
    Q_EMIT m_workspace->departmentsChanged();
    QVERIFY(!sheet->isVisible());
}

void TestTermsWindows::anotherTextIsAnotherVersion()
{
    const auto sheet = openSheet(kText, 4);
    auto *edit = sheet->findChild<QPlainTextEdit *>(u"termsEdit"_s);
    auto *save = sheet->findChild<QAbstractButton *>(u"termsSaveButton"_s);
    QCOMPARE(edit->toPlainText(), kText);
    QCOMPARE(label(*sheet, u"termsNextVersionLabel"_s), u"This is version 4."_s);
    edit->setPlainText(kText + u" And no longer."_s);
    QCOMPARE(label(*sheet, u"termsNextVersionLabel"_s), u"When it is saved, this is version 5."_s);
    edit->setPlainText(kText + u"\n"_s); // space says nothing new
    QVERIFY(!save->isEnabled());
    edit->clear();
    QCOMPARE(label(*sheet, u"termsNextVersionLabel"_s), u"Customers will not be asked any more."_s);
    QVERIFY(save->isEnabled());
}

void TestTermsWindows::whatIsTooLongIsRefused()
{
    const auto sheet = openSheet({}, 0);
    auto *edit = sheet->findChild<QPlainTextEdit *>(u"termsEdit"_s);
    auto *save = sheet->findChild<QAbstractButton *>(u"termsSaveButton"_s);
    edit->setPlainText(QString(limits::kConsentBytesMax / 2, u'ü'));
    QVERIFY(save->isEnabled());
    edit->setPlainText(QString(limits::kConsentBytesMax / 2 + 1, u'ü'));
    QVERIFY(!save->isEnabled());
    QVERIFY(!label(*sheet, u"termsWrongLabel"_s).isEmpty());
}

void TestTermsWindows::theRulesLeadToThem()
{
    newWorkspace();
    ui::RulesDialog rules(*m_workspace);
    rules.show();
    auto *button = rules.findChild<QAbstractButton *>(u"termsButton"_s);
    QVERIFY(button && button->isEnabled());
    bool was_open = false;
    whenDialogOpens([&](QDialog *dialog) { was_open = qobject_cast<ui::TermsDialog *>(dialog) != nullptr; });
    button->click();
    QVERIFY(was_open);
}

void TestTermsWindows::theInvitationShowsTheVersion()
{
    newWorkspace();
    showWindow();
    m_window->openInvitation(u"chat121://example"_s);
    InvitationPreview preview = previewOf(InvitationPreview::Kind::Guest);
    Q_EMIT m_workspace->invitationPreviewed(preview);
    QVERIFY(!visible<QLabel>(u"consentVersionLabel"_s)); // the organisation's own words have none
    preview.consent_version = 3;
    Q_EMIT m_workspace->invitationPreviewed(preview);
    QVERIFY(visible<QLabel>(u"consentVersionLabel"_s));
    QVERIFY(visible<QLabel>(u"consentVersionLabel"_s)->text().startsWith(u"Version 3."_s));
}

void TestTermsWindows::theCustomerReadsThemFirst()
{
    playTerms({});
    QVERIFY(!visible(u"termsText"_s));
    QVERIFY(visible(u"composerEdit"_s));
    const Terms terms{2, kText, true};
    ask(terms);
    QVERIFY(visible<QPlainTextEdit>(u"termsText"_s));
    QCOMPARE(visible<QPlainTextEdit>(u"termsText"_s)->toPlainText(), kText);
    QCOMPARE(visible<QLabel>(u"termsTitle"_s)->text(), u"The terms have changed"_s);
    QVERIFY(!visible(u"composerEdit"_s));
    QVERIFY(visible(u"timeline"_s)); // what was said before can be read
    click(u"termsAgreeButton"_s);
    QCOMPARE(m_workspace->agreed, QList<Terms>{terms});
    QVERIFY(visible(u"termsText"_s)); // until the client has signed
    ask({});
    QVERIFY(!visible(u"termsText"_s));
    QCOMPARE(focused(), u"composerEdit"_s);
}

// The words have the keyboard, and no key there agrees.
void TestTermsWindows::nobodyAgreesByAccident()
{
    playTerms({1, kText, false});
    QCOMPARE(focused(), u"termsText"_s);
    QCOMPARE(visible<QLabel>(u"termsTitle"_s)->text(), u"Before your first words"_s);
    for (const Qt::Key key : {Qt::Key_Return, Qt::Key_Space, Qt::Key_Escape, Qt::Key_Y})
        press(key);
    QVERIFY(m_workspace->agreed.isEmpty());
    // What was shown is what is agreed to, and nothing that came later unseen.
    ask({2, kText + u" Or 60."_s, false});
    click(u"termsAgreeButton"_s);
    QCOMPARE(m_workspace->agreed, (QList<Terms>{{2, kText + u" Or 60."_s, false}}));
}

void TestTermsWindows::byKeyboardAlone()
{
    playTerms({1, kText, false});
    press(Qt::Key_Tab);
    QCOMPARE(focused(), u"termsAgreeButton"_s);
    QVERIFY(!visible(u"termsAgreeButton"_s)->accessibleDescription().isEmpty());
    press(Qt::Key_Space);
    QCOMPARE(m_workspace->agreed.size(), 1);
}

void TestTermsWindows::remoteWordsArePlain()
{
    const auto hostile = u"<img src=/etc/hostname><b>bold</b>"_s;
    playTerms({1, hostile, false});
    QCOMPARE(visible<QPlainTextEdit>(u"termsText"_s)->toPlainText(), hostile);
}

void TestTermsWindows::bothSeeWhatWasSigned()
{
    newWorkspace();
    showWindow();
    playCustomer(*m_workspace, m_clock.now());
    PlayedTalk *talk = m_workspace->played({1});
    {
        ui::ConsentDialog dialog(*talk, ui::ConsentDialog::Side::Customer);
        dialog.show();
        QVERIFY(label(dialog, u"termsAgreedLabel"_s).isEmpty()); // nothing was agreed to
    }
    AgreedTerms terms = sampleTerms();
    terms.received_by.clear();
    talk->setTerms(terms);
    ui::ConsentDialog customers(*talk, ui::ConsentDialog::Side::Customer);
    customers.show();
    QVERIFY(label(customers, u"termsAgreedLabel"_s).startsWith(u"You agreed to version 2"_s));
    QCOMPARE(label(customers, u"termsReceivedLabel"_s), u"Nobody of the staff has signed for it yet."_s);
    talk->setTerms(sampleTerms());
    QVERIFY(label(customers, u"termsReceivedLabel"_s).startsWith(u"Anna has it since"_s));
    QCOMPARE(customers.findChild<QPlainTextEdit *>(u"agreedTermsText"_s)->toPlainText(), sampleTerms().text);
    ui::ConsentDialog staffs(*talk, ui::ConsentDialog::Side::Staff);
    staffs.show();
    QVERIFY(label(staffs, u"termsAgreedLabel"_s).startsWith(u"The customer agreed to version 2"_s));
}

CHAT121_GUI_TEST_MAIN(TestTermsWindows)
#include "tst_terms_windows.moc"
