// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// An owner says how a department's customers find somebody and when it is open: what the sheets ask for, what
// they refuse in a sentence, and that nothing typed is lost without a question.
#include "client/ui/desk/hours_dialog.h"
#include "client/ui/desk/languages_dialog.h"
#include "client/ui/desk/waiting_dialog.h"
#include "tests/client/ui/windows/scenes.h"
#include "tests/client/ui/windows/window_test.h"
#include "tests/support/gui_test_main.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QDateEdit>
#include <QLabel>
#include <QListWidget>
#include <QSpinBox>

using namespace chat121;
using namespace chat121::test;
using namespace Qt::StringLiterals;

class TestDeskRules : public WindowTest {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void theRulesLeadToBoth();
    void whatIsUnsavedComesFirst();
    void offersAreSaid();
    void nobodyIsOfferedNothing();
    void alarmsRise();
    void anotherProgramsSecondsStay();
    void hoursAreSaid();
    void hoursAreChecked_data();
    void hoursAreChecked();
    void aDateIsAddedAndRemovedByKeys();
    void whatWasRefusedIsSaid();
    void nothingTypedIsLostUnasked();
    void languagesAreChosenByKeys();

private:
    template <typename Sheet, typename... Arguments>
    Sheet *open(Arguments... arguments)
    {
        auto sheet = std::make_unique<Sheet>(*m_workspace, DepartmentId{2}, arguments...);
        Sheet *opened = sheet.get();
        m_sheet = std::move(sheet);
        m_sheet->show();
        return opened;
    }
    ui::HoursDialog *openHours() { return open<ui::HoursDialog>(UnixTime{}); }
    template <typename T>
    T *field(const QString &name)
    {
        return m_sheet->findChild<T *>(name);
    }
    void spin(const QString &name, int value) { field<QSpinBox>(name)->setValue(value); }
    void write(const QString &name, const QString &text) { field<QLineEdit>(name)->setText(text); }
    QAbstractButton *button(const QString &name) { return field<QAbstractButton>(name); }
    QString shown(const QString &name)
    {
        const auto *label = field<QLabel>(name);
        return label->isVisible() ? label->text() : QString();
    }
    // Nothing that was changed is left, so that it closes by itself.
    void isSaved(const DeskRules &rules)
    {
        m_workspace->billing_desk = rules;
        Q_EMIT m_workspace->departmentsChanged();
    }

    std::unique_ptr<QDialog> m_sheet;
};

void TestDeskRules::initTestCase()
{
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));
    installTheme();
}

void TestDeskRules::init()
{
    newWorkspace();
    playDesk(*m_workspace, m_clock.now());
    showWindow();
    m_workspace->asked.clear();
}

void TestDeskRules::cleanup()
{
    m_sheet.reset();
    closeWindow();
}

void TestDeskRules::theRulesLeadToBoth()
{
    int opened = 0;
    whenDialogOpens([&](QDialog *rules) {
        for (const QString &name : {u"waitingButton"_s, u"hoursButton"_s, u"talkRulesButton"_s}) {
            whenDialogOpens([&](QDialog *sheet) {
                QVERIFY(qobject_cast<ui::RuleSheet *>(sheet));
                ++opened;
            });
            rules->findChild<QAbstractButton *>(name)->click();
        }
    });
    click(u"rulesButton"_s);
    QCOMPARE(opened, 3);
}

// A sheet that saves would bring the rules back to what is signed.
void TestDeskRules::whatIsUnsavedComesFirst()
{
    int looked = 0;
    whenDialogOpens([&](QDialog *rules) {
        const auto *waiting = rules->findChild<QAbstractButton *>(u"waitingButton"_s);
        auto *period = rules->findChild<QComboBox *>(u"rulesPeriodCombo"_s);
        QVERIFY(waiting->isEnabled());
        const int before = period->currentIndex();
        period->setCurrentIndex(before + 1);
        QVERIFY(!waiting->isEnabled());
        period->setCurrentIndex(before);
        QVERIFY(waiting->isEnabled());
        ++looked;
    });
    click(u"rulesButton"_s);
    QCOMPARE(looked, 1);
}

void TestDeskRules::offersAreSaid()
{
    open<ui::WaitingDialog>();
    QVERIFY(!button(u"waitingSaveButton"_s)->isEnabled());
    auto *routing = field<QComboBox>(u"waitingRoutingCombo"_s);
    routing->setFocus();
    QTest::keyClick(routing, Qt::Key_Down);
    spin(u"waitingOfferSpin"_s, 45);
    spin(u"waitingCapacitySpin"_s, 3);
    spin(u"waitingSilentSpin"_s, 10);
    spin(u"waitingAlarmSpin1"_s, 60);
    spin(u"waitingAlarmSpin3"_s, 180);
    QVERIFY(button(u"waitingSaveButton"_s)->isEnabled());
    button(u"waitingSaveButton"_s)->click();
    DeskRules wanted;
    wanted.routing = Routing::LeastBusy;
    wanted.offer_s = 45;
    wanted.capacity = 3;
    wanted.silent_s = 600;
    wanted.alarms_s = {60, 180};
    QCOMPARE(m_workspace->desk_rules.size(), 1);
    QVERIFY(m_workspace->desk_rules.constFirst() == wanted);
    QCOMPARE(m_workspace->asked.constFirst(), u"rules 2 30 archived"_s); // the others stay
    QVERIFY(!button(u"waitingSaveButton"_s)->isEnabled());               // once
    QVERIFY(m_sheet->isVisible());
    isSaved(wanted);
    QVERIFY(!m_sheet->isVisible());
}

void TestDeskRules::nobodyIsOfferedNothing()
{
    open<ui::WaitingDialog>();
    auto *routing = field<QComboBox>(u"waitingRoutingCombo"_s);
    QVERIFY(!field<QSpinBox>(u"waitingOfferSpin"_s)->isEnabled());
    routing->setCurrentIndex(2);
    QVERIFY(field<QSpinBox>(u"waitingOfferSpin"_s)->isEnabled());
    routing->setCurrentIndex(0);
    QVERIFY(!button(u"waitingSaveButton"_s)->isEnabled()); // as it was
}

void TestDeskRules::alarmsRise()
{
    open<ui::WaitingDialog>();
    spin(u"waitingAlarmSpin1"_s, 60);
    QCOMPARE(shown(u"waitingWrongLabel"_s), QString());
    spin(u"waitingAlarmSpin2"_s, 60);
    QVERIFY(!shown(u"waitingWrongLabel"_s).isEmpty());
    QVERIFY(!button(u"waitingSaveButton"_s)->isEnabled());
    spin(u"waitingAlarmSpin2"_s, 61);
    QCOMPARE(shown(u"waitingWrongLabel"_s), QString());
    QVERIFY(button(u"waitingSaveButton"_s)->isEnabled());
}

void TestDeskRules::anotherProgramsSecondsStay()
{
    m_workspace->billing_desk.silent_s = 90;
    open<ui::WaitingDialog>();
    QVERIFY(!button(u"waitingSaveButton"_s)->isEnabled());
    spin(u"waitingCapacitySpin"_s, 2);
    button(u"waitingSaveButton"_s)->click();
    QCOMPARE(m_workspace->desk_rules.constFirst().silent_s, 90);
}

void TestDeskRules::hoursAreSaid()
{
    openHours();
    write(u"hoursDayEdit1"_s, u"9-12:30, 14-18"_s);
    write(u"hoursDayEdit7"_s, u"22-2"_s);
    QVERIFY(shown(u"hoursWrongLabel"_s).contains(u"time zone"_s)); // by whose clocks?
    QVERIFY(!button(u"hoursSaveButton"_s)->isEnabled());
    write(u"hoursZoneEdit"_s, u"UTC"_s);
    QVERIFY(button(u"hoursSaveButton"_s)->isEnabled());
    button(u"hoursSaveButton"_s)->click();
    DeskRules wanted;
    wanted.zone = u"UTC"_s;
    wanted.weekly = {{540, 210}, {840, 240}, {6 * 1440 + 1320, 240}};
    QVERIFY(m_workspace->desk_rules.constFirst() == wanted);
    isSaved(wanted);
    QVERIFY(!m_sheet->isVisible());

    openHours(); // shows what is signed
    QCOMPARE(field<QLineEdit>(u"hoursDayEdit1"_s)->text(), u"09:00 – 12:30, 14:00 – 18:00"_s);
    QCOMPARE(field<QLineEdit>(u"hoursDayEdit2"_s)->text(), QString());
    QVERIFY(!button(u"hoursSaveButton"_s)->isEnabled());
}

void TestDeskRules::hoursAreChecked_data()
{
    QTest::addColumn<QString>("zone");
    QTest::addColumn<QString>("saturday");
    QTest::addColumn<QString>("sunday");
    QTest::addColumn<bool>("is_right");
    QTest::newRow("one day") << u"UTC"_s << u"9-17"_s << QString() << true;
    QTest::newRow("no day") << u"UTC"_s << QString() << QString() << false;
    QTest::newRow("no zone of that name") << u"Europe/Nowhere"_s << u"9-17"_s << QString() << false;
    QTest::newRow("a file for a zone") << u"../UTC"_s << u"9-17"_s << QString() << false;
    QTest::newRow("no hours") << u"UTC"_s << u"often"_s << QString() << false;
    QTest::newRow("into each other") << u"UTC"_s << u"9-17, 10-11"_s << QString() << false;
    QTest::newRow("a night, then a morning") << u"UTC"_s << u"22-2"_s << u"2-5"_s << true;
    QTest::newRow("a night into the morning") << u"UTC"_s << u"22-3"_s << u"2-5"_s << false;
}

void TestDeskRules::hoursAreChecked()
{
    QFETCH(QString, zone);
    QFETCH(QString, saturday);
    QFETCH(QString, sunday);
    QFETCH(bool, is_right);
    openHours();
    write(u"hoursZoneEdit"_s, zone);
    write(u"hoursDayEdit6"_s, saturday);
    write(u"hoursDayEdit7"_s, sunday);
    QCOMPARE(button(u"hoursSaveButton"_s)->isEnabled(), is_right);
    QCOMPARE(shown(u"hoursWrongLabel"_s).isEmpty(), is_right);
}

void TestDeskRules::aDateIsAddedAndRemovedByKeys()
{
    m_workspace->billing_desk.zone = u"UTC"_s;
    m_workspace->billing_desk.weekly = {{540, 480}};
    openHours();
    auto *dates = field<QListWidget>(u"hoursDatesList"_s);
    auto *hours = field<QLineEdit>(u"hoursDateHoursEdit"_s);
    QVERIFY(!button(u"hoursRemoveButton"_s)->isEnabled());
    field<QDateEdit>(u"hoursDateEdit"_s)->setDate(QDate(2026, 12, 31));
    hours->setText(u"9-noon"_s);
    QTest::keyClick(hours, Qt::Key_Return);
    QCOMPARE(dates->count(), 0);
    hours->setText(u"9-12, 13-14"_s);
    QTest::keyClick(hours, Qt::Key_Return);
    QCOMPARE(dates->count(), 1);
    QVERIFY(m_workspace->desk_rules.isEmpty()); // Enter has not saved the sheet
    field<QDateEdit>(u"hoursDateEdit"_s)->setDate(QDate(2026, 12, 25));
    button(u"hoursAddButton"_s)->click();
    QCOMPARE(dates->count(), 2);
    QVERIFY(dates->item(0)->text().contains(u"closed"_s)); // in order
    QVERIFY(dates->item(1)->text().contains(u"09:00 – 12:00, 13:00 – 14:00"_s));
    button(u"hoursSaveButton"_s)->click();
    const QList<SpecialDay> wanted = {
        {QDate(2026, 12, 25), {}}, {QDate(2026, 12, 31), {540, 180}}, {QDate(2026, 12, 31), {780, 60}}};
    QVERIFY(m_workspace->desk_rules.constFirst().special == wanted);
    dates->setCurrentRow(1);
    QTest::keyClick(dates, Qt::Key_Delete);
    QCOMPARE(dates->count(), 1);
    DeskRules left = m_workspace->billing_desk;
    left.special = {wanted.constFirst()};
    isSaved(left);
    QVERIFY(!m_sheet->isVisible());
}

void TestDeskRules::whatWasRefusedIsSaid()
{
    open<ui::WaitingDialog>();
    Q_EMIT m_workspace->actionFailed({u"Something else."_s, {}, true});
    QCOMPARE(shown(u"waitingProblemLabel"_s), QString());
    spin(u"waitingCapacitySpin"_s, 2);
    button(u"waitingSaveButton"_s)->click();
    Q_EMIT m_workspace->actionFailed({u"There is no connection."_s, {}, true});
    QCOMPARE(shown(u"waitingProblemLabel"_s), u"There is no connection."_s);
    QVERIFY(button(u"waitingSaveButton"_s)->isEnabled());
    QCOMPARE(field<QSpinBox>(u"waitingCapacitySpin"_s)->value(), 2);
}

void TestDeskRules::nothingTypedIsLostUnasked()
{
    open<ui::WaitingDialog>();
    spin(u"waitingCapacitySpin"_s, 2);
    bool was_asked = false;
    m_sheet->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_sheet.get()));
    whenDialogOpens([&](QDialog *question) {
        was_asked = true;
        question->reject();
    });
    QTest::keyClick(m_sheet.get(), Qt::Key_Escape);
    QVERIFY(was_asked);
    QVERIFY(m_sheet->isVisible());
    whenDialogOpens([&](QDialog *question) { question->accept(); });
    button(u"waitingCancelButton"_s)->click();
    QVERIFY(!m_sheet->isVisible());
    QVERIFY(m_workspace->desk_rules.isEmpty());

    open<ui::WaitingDialog>(); // nothing was changed: nothing is asked
    button(u"waitingCancelButton"_s)->click();
    QVERIFY(!m_sheet->isVisible());
}

void TestDeskRules::languagesAreChosenByKeys()
{
    m_workspace->spoken = {u"pt-BR"_s, u"tlh"_s}; // the second one is not in the list
    auto dialog = std::make_unique<ui::LanguagesDialog>(*m_workspace);
    dialog->show();
    auto *list = dialog->findChild<QListWidget *>(u"languagesList"_s);
    const auto find = [list](const QString &tag) -> QListWidgetItem * {
        for (int row = 0; row < list->count(); ++row)
            if (list->item(row)->data(Qt::UserRole).toString() == tag) return list->item(row);
        return nullptr;
    };
    QVERIFY(find(u"pt"_s) && find(u"pt"_s)->checkState() == Qt::Checked);
    QCOMPARE(list->row(find(u"pt"_s)), 0); // what is chosen comes first
    QVERIFY(find(u"de"_s) && find(u"de"_s)->checkState() == Qt::Unchecked);
    list->setCurrentItem(find(u"de"_s));
    QTest::keyClick(list, Qt::Key_Space);
    QCOMPARE(find(u"de"_s)->checkState(), Qt::Checked);
    dialog->findChild<QAbstractButton *>(u"languagesSaveButton"_s)->click();
    QCOMPARE(m_workspace->asked, QStringList{u"languages pt-BR tlh de"_s});
    QVERIFY(!dialog->isVisible());
}

CHAT121_GUI_TEST_MAIN(TestDeskRules)
#include "tst_desk_rules.moc"
