// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Wrapping up: who closes a conversation is asked once, beside the window, and may skip it with one key.
#include "client/ui/desk/wrap_up_dialog.h"
#include "client/ui/theme/theme.h"
#include "tests/client/ui/windows/scenes.h"
#include "tests/client/ui/windows/window_test.h"
#include "tests/support/gui_test_main.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QLabel>

#include <algorithm>

using namespace chat121;
using namespace chat121::test;
using namespace Qt::StringLiterals;

namespace {

constexpr qreal kWide = 1180; // units: with what is known about the customer

} // namespace

class TestWrapUp : public WindowTest {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { installTheme(); }
    void init();
    void cleanup() { closeWindow(); }
    void itComesOnceItIsClosedAndBlocksNothing();
    void escapeSkipsIt();
    void whatIsChosenIsKept();
    void nothingIsKeptOfNothing();
    void tagsAreCompletedOneByOne();
    void whatSomebodyElseClosedAsksNothing();
    void aRefusedCloseAsksNothingLater();
    void withoutAPlaceForNotesThereIsNone();
    void aClosedOneIsWrappedUpAgain();
    void theListSaysHowItEnded();
    void nothingElseComesInItsPlace();

private:
    ui::WrapUpDialog *dialog()
    {
        const auto all = m_window->findChildren<ui::WrapUpDialog *>();
        for (ui::WrapUpDialog *each : all)
            if (each->isVisible()) return each;
        return nullptr;
    }
    template <typename T>
    T *in(const QString &object)
    {
        return dialog() ? dialog()->findChild<T *>(object) : nullptr;
    }
    void serverCloses(ConversationId id, const QString &wrap_up = {})
    {
        ConversationRow row = *m_workspace->mine()->find(id);
        row.state = ConversationState::Closed;
        row.wrap_up = wrap_up;
        m_workspace->mine()->remove(id);
        m_workspace->closed()->upsert(row);
    }
    PlayedTalk *maria() { return m_workspace->played({1}); }
};

void TestWrapUp::init()
{
    newWorkspace();
    playDesk(*m_workspace, m_clock.now());
    showWindow();
    makeWide(kWide);
    maria()->setNotable(true);
    Q_EMIT m_workspace->talkOpened({1});
}

void TestWrapUp::itComesOnceItIsClosedAndBlocksNothing()
{
    press(Qt::Key_W, Qt::ControlModifier);
    QCOMPARE(m_workspace->asked, QStringList{u"close 1"_s});
    QVERIFY(!dialog()); // the server may refuse
    serverCloses({1});
    QVERIFY(dialog());
    QVERIFY(!dialog()->isModal());
    QCOMPARE(QApplication::activeModalWidget(), nullptr);
    Q_EMIT m_workspace->talkOpened({2});
    QCOMPARE(visible<QLabel>(u"titleLabel"_s)->text(), m_workspace->played({2})->title());
    QVERIFY(dialog());
}

void TestWrapUp::escapeSkipsIt()
{
    click(u"closeButton"_s);
    serverCloses({1});
    QVERIFY(dialog());
    escape(dialog());
    QVERIFY(!dialog());
    QVERIFY(maria()->wrap_ups.isEmpty());
}

void TestWrapUp::whatIsChosenIsKept()
{
    click(u"closeButton"_s);
    serverCloses({1});
    QVERIFY(dialog());
    in<QComboBox>(u"outcomeCombo"_s)->setCurrentIndex(1);
    QTest::keyClicks(in<QLineEdit>(u"tagsEdit"_s), u"#Late, refund"_s);
    QTest::keyClicks(in<QLineEdit>(u"remarkEdit"_s), u" Paid back today "_s);
    in<QAbstractButton>(u"wrapUpKeepButton"_s)->click();
    const WrapUp wanted{Outcome::Solved, {u"late"_s, u"refund"_s}, u"Paid back today"_s};
    QCOMPARE(maria()->wrap_ups, QList<WrapUp>{wanted});
    QVERIFY(maria()->said.isEmpty());
    QVERIFY(!dialog());
}

void TestWrapUp::nothingIsKeptOfNothing()
{
    click(u"closeButton"_s);
    serverCloses({1});
    auto *keep = in<QAbstractButton>(u"wrapUpKeepButton"_s);
    QVERIFY(keep && !keep->isEnabled());
    QTest::keyClicks(in<QLineEdit>(u"remarkEdit"_s), u"   "_s);
    QVERIFY(!keep->isEnabled());
    QTest::keyClick(in<QLineEdit>(u"remarkEdit"_s), Qt::Key_Return);
    QVERIFY(maria()->wrap_ups.isEmpty());
    QTest::keyClicks(in<QLineEdit>(u"tagsEdit"_s), u"vip"_s);
    QVERIFY(keep->isEnabled());
}

void TestWrapUp::tagsAreCompletedOneByOne()
{
    ui::TagCompleter completer(nullptr);
    completer.setTags({u"refund"_s, u"return"_s, u"vip"_s});
    const auto offered = [&](const QString &line) {
        QStringList all;
        completer.setCompletionPrefix(line);
        for (int row = 0; completer.setCurrentRow(row); ++row)
            all.append(completer.currentCompletion());
        return all;
    };
    QCOMPARE(offered(u"re"_s), QStringList({u"refund"_s, u"return"_s}));
    QCOMPARE(offered(u"vip, #REF"_s), QStringList{u"vip, #refund"_s});
    QCOMPARE(offered(u"refund x"_s), QStringList());
}

void TestWrapUp::whatSomebodyElseClosedAsksNothing()
{
    serverCloses({1});
    QVERIFY(!dialog());
}

void TestWrapUp::aRefusedCloseAsksNothingLater()
{
    click(u"closeButton"_s);
    Q_EMIT m_workspace->actionFailed({u"You are not connected."_s, {}, true});
    serverCloses({1});
    QVERIFY(!dialog());
}

void TestWrapUp::withoutAPlaceForNotesThereIsNone()
{
    maria()->setNotable(false);
    click(u"closeButton"_s);
    serverCloses({1});
    QVERIFY(!dialog());
    QVERIFY(!visible(u"wrapUpButton"_s));
}

void TestWrapUp::aClosedOneIsWrappedUpAgain()
{
    QVERIFY(!visible(u"wrapUpButton"_s));
    serverCloses({1});
    QVERIFY(visible(u"wrapUpButton"_s));
    press(Qt::Key_W, Qt::ControlModifier | Qt::ShiftModifier);
    QVERIFY(dialog());
    escape(dialog());
    click(u"wrapUpButton"_s);
    QVERIFY(dialog());
}

void TestWrapUp::theListSaysHowItEnded()
{
    serverCloses({1}, u"Solved \u00b7 #refund"_s);
    const QModelIndex index = m_workspace->closed()->index(m_workspace->closed()->rowOf({1}));
    QVERIFY(index.data(Qt::AccessibleTextRole).toString().contains(u"Solved \u00b7 #refund"_s));
    QWidget *context = visible(u"contextPane"_s);
    QVERIFY(context);
    const auto labels = context->findChildren<QLabel *>();
    QVERIFY(std::any_of(labels.begin(), labels.end(),
                        [](const QLabel *label) { return label->text() == u"Solved \u00b7 #refund"_s; }));
}

// Else the next words would go to somebody else.
void TestWrapUp::nothingElseComesInItsPlace()
{
    const QString title = visible<QLabel>(u"titleLabel"_s)->text();
    QCOMPARE(title, maria()->title());
    QVERIFY(m_workspace->mine()->rowCount() > 1);
    serverCloses({1});
    QCoreApplication::processEvents();
    QCOMPARE(visible<QLabel>(u"titleLabel"_s)->text(), title);
}

CHAT121_GUI_TEST_MAIN(TestWrapUp)
#include "tst_wrap_up.moc"
