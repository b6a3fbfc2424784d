// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Putting a conversation off: by key or button, until one of the times that people mean; it stands apart,
// says until when, and is marked when it is back.
#include "client/ui/desk/snooze_dialog.h"
#include "client/ui/theme/theme.h"
#include "client/ui/widgets/banner.h"
#include "tests/client/ui/windows/scenes.h"
#include "tests/client/ui/windows/window_test.h"
#include "tests/support/gui_test_main.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QDateTimeEdit>
#include <QListView>
#include <QSpinBox>

using namespace chat121;
using namespace chat121::test;
using namespace Qt::StringLiterals;

namespace {

constexpr qreal kWide = 1180; // units

} // namespace

class TestSnoozeWindows : public WindowTest {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { installTheme(); }
    void init();
    void cleanup() { closeWindow(); }
    void itIsPutOffByKey();
    void aTimeThatHasPassedIsRefused();
    void whatWaitsCannotBePutOff();
    void itStandsApart();
    void itIsBroughtBack();
    void itsMarkEndsWhenItIsOpened();
    void aClosedOneIsPutOffToo();

private:
    ui::SnoozeDialog *dialog()
    {
        const auto all = m_window->findChildren<ui::SnoozeDialog *>();
        for (ui::SnoozeDialog *each : all)
            if (each->isVisible()) return each;
        return nullptr;
    }
    // As the engine tells it.
    void engineSnoozes(ConversationId id, UnixTime until, bool is_back = false)
    {
        for (ConversationListModel *model :
             {m_workspace->mine(), m_workspace->closed(), m_workspace->snoozed()}) {
            if (const auto known = model->find(id)) {
                ConversationRow row = *known;
                row.snoozed_until = until;
                row.is_back = is_back;
                return m_workspace->put(row);
            }
        }
    }
    UnixTime tomorrow() const { return m_clock.now() + std::chrono::hours(24); }
};

void TestSnoozeWindows::init()
{
    newWorkspace();
    playDesk(*m_workspace, m_clock.now());
    showWindow();
    makeWide(kWide);
    Q_EMIT m_workspace->talkOpened({1});
    m_workspace->asked.clear();
}

void TestSnoozeWindows::itIsPutOffByKey()
{
    press(Qt::Key_S, Qt::ControlModifier | Qt::ShiftModifier);
    QVERIFY(dialog());
    auto *when = dialog()->findChild<QComboBox *>(u"laterWhenCombo"_s);
    QCOMPARE(dialog()->focusWidget(), when);
    when->setCurrentIndex(1);
    const QDateTime chosen = when->currentData().toDateTime();
    QTest::keyClick(dialog(), Qt::Key_Return);
    QVERIFY(!dialog());
    QCOMPARE(m_workspace->asked, QStringList{u"snooze 1"_s});
    QCOMPARE(m_workspace->snoozed_until, QList<UnixTime>{UnixTime{chosen.toMSecsSinceEpoch()}});
    QVERIFY(m_workspace->played({1})->said.isEmpty());
}

void TestSnoozeWindows::aTimeThatHasPassedIsRefused()
{
    click(u"snoozeButton"_s);
    QVERIFY(dialog());
    auto *decide = dialog()->findChild<QAbstractButton *>(u"snoozeDecideButton"_s);
    QVERIFY(decide->isEnabled());
    dialog()
        ->findChild<QDateTimeEdit *>(u"laterAtEdit"_s)
        ->setDateTime(QDateTime::fromMSecsSinceEpoch(m_clock.now().ms).addDays(-1));
    QVERIFY(!decide->isEnabled());
    QTest::keyClick(dialog(), Qt::Key_Escape);
    QVERIFY(m_workspace->asked.isEmpty());
}

void TestSnoozeWindows::whatWaitsCannotBePutOff()
{
    Q_EMIT m_workspace->talkOpened({4});
    QVERIFY(!visible(u"snoozeButton"_s));
    press(Qt::Key_S, Qt::ControlModifier | Qt::ShiftModifier);
    QVERIFY(!dialog());
}

void TestSnoozeWindows::itStandsApart()
{
    QVERIFY(!visible<QListView>(u"snoozedList"_s)); // no heading for nothing
    auto *capacity = visible<QSpinBox>(u"capacitySpin"_s);
    QVERIFY(capacity);
    const QString load = capacity->prefix();
    engineSnoozes({1}, tomorrow());
    QCOMPARE(m_workspace->mine()->rowOf({1}), -1);
    auto *list = visible<QListView>(u"snoozedList"_s);
    QVERIFY(list);
    QCOMPARE(list->model()->rowCount(), 1);
    const QString spoken = list->model()->index(0, 0).data(Qt::AccessibleTextRole).toString();
    const QDateTime until = QDateTime::fromMSecsSinceEpoch(m_workspace->snoozed()->at(0).snoozed_until.ms);
    QVERIFY(spoken.contains(QLocale().toString(until, QLocale::ShortFormat)));
    QCOMPARE(capacity->prefix(), load); // it is still the reader's
    QVERIFY(visible<ui::Banner>(u"snoozeBanner"_s));
    QVERIFY(visible(u"composerEdit"_s)); // who looks at it may write
    engineSnoozes({1}, {});
    QVERIFY(!visible<QListView>(u"snoozedList"_s));
    QVERIFY(!visible<ui::Banner>(u"snoozeBanner"_s));
    QVERIFY(m_workspace->mine()->rowOf({1}) >= 0);
}

void TestSnoozeWindows::itIsBroughtBack()
{
    engineSnoozes({1}, tomorrow());
    auto *banner = visible<ui::Banner>(u"snoozeBanner"_s);
    QVERIFY(banner);
    Q_EMIT banner->actionClicked();
    QCOMPARE(m_workspace->asked, QStringList{u"end snooze 1"_s});
}

void TestSnoozeWindows::itsMarkEndsWhenItIsOpened()
{
    engineSnoozes({2}, {}, true);
    QCOMPARE(m_workspace->mine()->at(0).id, ConversationId{2}); // before all others
    QVERIFY(m_workspace->asked.isEmpty());
    Q_EMIT m_workspace->talkOpened({2});
    QCOMPARE(m_workspace->asked, QStringList{u"end snooze 2"_s});
}

void TestSnoozeWindows::aClosedOneIsPutOffToo()
{
    Q_EMIT m_workspace->talkOpened({6});
    m_workspace->asked.clear();
    click(u"snoozeButton"_s);
    QVERIFY(dialog());
    QTest::keyClick(dialog(), Qt::Key_Return);
    QCOMPARE(m_workspace->asked, QStringList{u"snooze 6"_s});
    engineSnoozes({6}, tomorrow());
    QCOMPARE(m_workspace->closed()->rowOf({6}), -1);
    QCOMPARE(m_workspace->snoozed()->rowOf({6}), 0);
    QVERIFY(visible<ui::Banner>(u"snoozeBanner"_s));
}

CHAT121_GUI_TEST_MAIN(TestSnoozeWindows)
#include "tst_snooze_windows.moc"
