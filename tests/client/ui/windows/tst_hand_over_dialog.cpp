// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Handing a conversation over: whom one can ask, how they are found, and the note that goes with it. Row
// AD-05.
#include "client/ui/composer/composer.h"
#include "client/ui/desk/hand_over_dialog.h"
#include "client/ui/theme/button.h"
#include "client/ui/theme/tokens.h"
#include "client/ui/widgets/person_list.h"
#include "common/base/limits.h"
#include "tests/client/ui/windows/scenes.h"
#include "tests/client/ui/windows/window_test.h"
#include "tests/support/gui_test_main.h"

#include <QAbstractButton>
#include <QCheckBox>
#include <QLabel>
#include <QPlainTextEdit>

using namespace chat121;
using namespace chat121::test;
using namespace Qt::StringLiterals;

namespace {

constexpr AccountId kBen{11}, kCleo{12}, kDora{13}, kEmil{14}, kFinn{15};

Colleague colleague(AccountId account, const QString &name, DutyStatus status, bool is_online, int load)
{
    Colleague one;
    one.account = account;
    one.name = name;
    one.role = u"Agent"_s;
    one.status = status;
    one.is_online = is_online;
    one.load = load;
    one.capacity = 3;
    return one;
}

} // namespace

class TestHandOverDialog : public WindowTest {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { installTheme(); }
    void init();
    void cleanup() { closeWindow(); }
    void whoCanBeAskedComesFirst();
    void whoIsNotThereIsMarkedAndNotAsked();
    void aFewLettersFindThem_data();
    void aFewLettersFindThem();
    void theNoteGoesWithTheQuestion();
    void allByKeyboard();
    void aNoteThatCannotBeKeptIsNotLost();
    void whoComesOnDutyMeanwhileCanBeAsked();

private:
    void openDialog(const std::function<void(ui::HandOverDialog &)> &play);
};

void TestHandOverDialog::init()
{
    newWorkspace();
    playDesk(*m_workspace, m_clock.now());
    Colleague dora = colleague(kDora, u"Dora"_s, DutyStatus::Available, true, 0);
    dora.departments = {u"Billing"_s};
    Colleague emil = colleague(kEmil, u"Emil"_s, DutyStatus::Available, true, 2);
    emil.languages = {u"pt-BR"_s};
    m_workspace->setColleagues({colleague(kBen, u"Ben"_s, DutyStatus::Available, true, 3),
                                colleague(kCleo, u"Cleo"_s, DutyStatus::Away, true, 0), dora, emil,
                                colleague(kFinn, u"Finn"_s, DutyStatus::Available, false, 0)});
    showWindow();
    makeWide(1180);
    Q_EMIT m_workspace->talkOpened({1});
    m_workspace->asked.clear();
}

void TestHandOverDialog::openDialog(const std::function<void(ui::HandOverDialog &)> &play)
{
    bool was_open = false;
    m_window->activateWindow();
    QTRY_COMPARE(QApplication::activeWindow(), m_window.get()); // the last dialog has gone
    whenDialogOpens([&](QDialog *dialog) {
        auto *hand_over = qobject_cast<ui::HandOverDialog *>(dialog);
        QVERIFY(hand_over);
        was_open = true;
        play(*hand_over);
    });
    press(Qt::Key_T, Qt::ControlModifier);
    QVERIFY(was_open);
}

namespace {

ui::PersonList *listOf(const QDialog &dialog)
{
    return dialog.findChild<ui::PersonList *>(u"handOverList"_s);
}

QStringList namesIn(const QDialog &dialog)
{
    QStringList names;
    for (int row = 0; row < listOf(dialog)->count(); ++row)
        names.append(listOf(dialog)->item(row)->text().section(u',', 0, 0));
    return names;
}

QString rowOf(const QDialog &dialog, const QString &name)
{
    for (int row = 0; row < listOf(dialog)->count(); ++row)
        if (listOf(dialog)->item(row)->text().startsWith(name)) return listOf(dialog)->item(row)->text();
    return {};
}

QAbstractButton *buttonOf(const QDialog &dialog, const QString &object)
{
    return dialog.findChild<QAbstractButton *>(object);
}

QString hindranceIn(const QDialog &dialog)
{
    const auto *label = dialog.findChild<QLabel *>(u"handOverHindranceLabel"_s);
    return label->isVisible() ? label->text() : QString();
}

} // namespace

void TestHandOverDialog::whoCanBeAskedComesFirst()
{
    openDialog([](ui::HandOverDialog &dialog) {
        QCOMPARE(namesIn(dialog), (QStringList{u"Emil"_s, u"Ben"_s, u"Dora"_s, u"Finn"_s, u"Cleo"_s}));
        QVERIFY(rowOf(dialog, u"Emil"_s).contains(u"2 of 3"_s));
        QVERIFY(rowOf(dialog, u"Emil"_s).contains(QLocale(u"pt-BR"_s).nativeLanguageName()));
        QVERIFY(!namesIn(dialog).contains(u"Anna"_s)); // oneself
        QVERIFY(buttonOf(dialog, u"handOverAskButton"_s)->isEnabled());
        QCOMPARE(hindranceIn(dialog), QString());
        listOf(dialog)->choose(kBen); // has no room now, and may have by the time he answers
        QVERIFY(hindranceIn(dialog).contains(u"no room"_s));
        QVERIFY(buttonOf(dialog, u"handOverAskButton"_s)->isEnabled());
    });
    QVERIFY(m_workspace->asked.isEmpty());
}

void TestHandOverDialog::whoIsNotThereIsMarkedAndNotAsked()
{
    openDialog([](ui::HandOverDialog &dialog) {
        const std::pair<AccountId, QString> hindrances[] = {
            {kCleo, u"away"_s}, {kDora, u"not in Support"_s}, {kFinn, u"not on-line"_s}};
        for (const auto &[account, why] : hindrances) {
            listOf(dialog)->choose(account);
            QVERIFY(listOf(dialog)->currentItem()->text().contains(why));
            QVERIFY2(hindranceIn(dialog).contains(why), qPrintable(hindranceIn(dialog)));
            QVERIFY(!buttonOf(dialog, u"handOverAskButton"_s)->isEnabled());
        }
    });
}

void TestHandOverDialog::aFewLettersFindThem_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QStringList>("names");
    QTest::newRow("a name") << u"em"_s << QStringList{u"Emil"_s};
    QTest::newRow("a department") << u"billing"_s << QStringList{u"Dora"_s};
    QTest::newRow("a language by its tag") << u"pt-BR"_s << QStringList{u"Emil"_s};
    QTest::newRow("two words, in any order") << u"agent fi"_s << QStringList{u"Finn"_s};
    QTest::newRow("nobody") << u"zzz"_s << QStringList{};
}

void TestHandOverDialog::aFewLettersFindThem()
{
    QFETCH(const QString, typed);
    QFETCH(const QStringList, names);
    openDialog([&](ui::HandOverDialog &dialog) {
        QTest::keyClicks(dialog.findChild<QLineEdit *>(u"handOverFilterEdit"_s), typed);
        QCOMPARE(namesIn(dialog), names);
        QCOMPARE(dialog.findChild<QLabel *>(u"handOverNobodyLabel"_s)->isVisible(), names.isEmpty());
        if (names.isEmpty()) QVERIFY(!buttonOf(dialog, u"handOverAskButton"_s)->isEnabled());
    });
}

void TestHandOverDialog::theNoteGoesWithTheQuestion()
{
    openDialog([](ui::HandOverDialog &dialog) {
        auto *note = dialog.findChild<ui::Composer *>();
        auto *edit = dialog.findChild<QPlainTextEdit *>(u"handOverNoteEdit"_s);
        // Nobody takes it for a message to the customer.
        QCOMPARE(edit->palette().color(QPalette::Text), ui::Theme::of(edit).tokens().note_text);
        const auto labels = note->findChildren<QLabel *>();
        QVERIFY(std::any_of(labels.begin(), labels.end(), [](const QLabel *label) {
            return label->isVisible() && label->text().contains(u"the customer never sees it"_s);
        }));
        QVERIFY(!note->sendButton()->isVisible());
        edit->setPlainText(u"She has paid twice"_s);
        dialog.findChild<QCheckBox *>(u"handOverStayBox"_s)->click();
        buttonOf(dialog, u"handOverAskButton"_s)->click();
    });
    QCOMPARE(m_workspace->asked, QStringList{u"hand over 1 to 14, stay: She has paid twice"_s});
    QVERIFY(m_workspace->played({1})->said.isEmpty());
    m_workspace->asked.clear();
    openDialog([](ui::HandOverDialog &dialog) {
        dialog.findChild<QCheckBox *>(u"handOverShowBox"_s)->click();
        buttonOf(dialog, u"handOverAskButton"_s)->click();
    });
    QCOMPARE(m_workspace->asked, QStringList{u"hand over 1 to 14, show nothing: "_s});
}

// A name, Enter, a note, Enter; looking for a name alone asks nobody.
void TestHandOverDialog::allByKeyboard()
{
    openDialog([this](ui::HandOverDialog &dialog) {
        auto *filter = dialog.findChild<QLineEdit *>(u"handOverFilterEdit"_s);
        QCOMPARE(dialog.focusWidget(), filter);
        QTest::keyClick(filter, Qt::Key_Down);
        QCOMPARE(listOf(dialog)->chosen(), kBen);
        QTest::keyClick(filter, Qt::Key_Up);
        QTest::keyClick(filter, Qt::Key_Return);
        QVERIFY(dialog.isVisible() && m_workspace->asked.isEmpty());
        auto *note = dialog.findChild<QPlainTextEdit *>(u"handOverNoteEdit"_s);
        QCOMPARE(dialog.focusWidget(), note);
        QTest::keyClick(note, Qt::Key_Return); // nothing is written
        QVERIFY(m_workspace->asked.isEmpty());
        QTest::keyClicks(note, u"Please"_s);
        QTest::keyClick(note, Qt::Key_Return);
        QVERIFY(!dialog.isVisible());
    });
    QCOMPARE(m_workspace->asked, QStringList{u"hand over 1 to 14: Please"_s});
    m_workspace->asked.clear();
    openDialog([](ui::HandOverDialog &dialog) {
        QTest::keyClick(buttonOf(dialog, u"handOverAskButton"_s), Qt::Key_Return);
    });
    QCOMPARE(m_workspace->asked, QStringList{u"hand over 1 to 14: "_s});
}

void TestHandOverDialog::aNoteThatCannotBeKeptIsNotLost()
{
    openDialog([this](ui::HandOverDialog &dialog) {
        auto *note = dialog.findChild<QPlainTextEdit *>(u"handOverNoteEdit"_s);
        note->setPlainText(QString(limits::kNoteBytesMax + 1, u'x'));
        buttonOf(dialog, u"handOverAskButton"_s)->click();
        QVERIFY(dialog.isVisible() && m_workspace->asked.isEmpty());
        QCOMPARE(note->toPlainText().size(), limits::kNoteBytesMax + 1);
        note->setPlainText(u"short"_s);
        listOf(dialog)->choose(kCleo); // is away
        QTest::keyClick(note, Qt::Key_Return);
        QVERIFY(dialog.isVisible() && m_workspace->asked.isEmpty());
        QCOMPARE(note->toPlainText(), u"short"_s);
    });
}

void TestHandOverDialog::whoComesOnDutyMeanwhileCanBeAsked()
{
    openDialog([this](ui::HandOverDialog &dialog) {
        listOf(dialog)->choose(kFinn);
        QVERIFY(!buttonOf(dialog, u"handOverAskButton"_s)->isEnabled());
        m_workspace->setColleagues({colleague(kBen, u"Ben"_s, DutyStatus::Busy, true, 0),
                                    colleague(kFinn, u"Finn"_s, DutyStatus::Available, true, 0)});
        QCOMPARE(listOf(dialog)->chosen(), kFinn);
        QVERIFY(buttonOf(dialog, u"handOverAskButton"_s)->isEnabled());
        QVERIFY(rowOf(dialog, u"Ben"_s).contains(u"busy"_s));
        m_workspace->setColleagues({});
        QVERIFY(!buttonOf(dialog, u"handOverAskButton"_s)->isEnabled());
        QVERIFY(dialog.findChild<QLabel *>(u"handOverNobodyLabel"_s)->text().contains(u"Invite"_s));
    });
}

CHAT121_GUI_TEST_MAIN(TestHandOverDialog)
#include "tst_hand_over_dialog.moc"
