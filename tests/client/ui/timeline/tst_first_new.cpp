// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Where a conversation opens that was not read to its end, and the ways to the first new message.
#include "client/ui/timeline/jump_button.h"
#include "tests/client/ui/timeline/timeline_fixture.h"
#include "tests/support/gui_test_main.h"

#include <QSignalSpy>

namespace {

using namespace chat121;
using namespace chat121::ui;
using namespace chat121::test;

class TestFirstNew : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_theme.install(); }
    void opensWhereReadingHasStopped();
    void whatHasRoomIsSeenAtOnce();
    void aButtonLeadsToTheFirstNew();

private:
    Theme m_theme;
};

void TestFirstNew::opensWhereReadingHasStopped()
{
    ShownTimeline shown({});
    QSignalSpy seen(&shown.view, &TimelineView::newestSeen);
    shown.model.reset(ShownTimeline::manyRows(200), Sequence{101});
    const int first_new = shown.model.unreadRow();
    QVERIFY(first_new > 100 && first_new < 105);
    QVERIFY(!shown.view.isAtEnd());
    QCOMPARE(shown.view.rowAt(QPoint(10, 10)), first_new);
    QCOMPARE(seen.size(), 0);
    shown.view.jumpToEnd();
    QVERIFY(seen.size() > 0);
}

void TestFirstNew::whatHasRoomIsSeenAtOnce()
{
    ShownTimeline shown({});
    QSignalSpy seen(&shown.view, &TimelineView::newestSeen);
    shown.model.reset(ShownTimeline::manyRows(200), Sequence{198});
    QVERIFY(shown.model.unreadRow() > 0);
    QVERIFY(shown.showsNewest());
    QVERIFY(seen.size() > 0);
}

void TestFirstNew::aButtonLeadsToTheFirstNew()
{
    ShownTimeline shown({});
    shown.model.reset(ShownTimeline::manyRows(200), Sequence{101});
    const QList<JumpButton *> buttons = shown.view.findChildren<JumpButton *>();
    QCOMPARE(buttons.size(), 2);
    JumpButton *up = buttons.constLast();
    QVERIFY(!up->isVisible());
    shown.view.jumpToEnd();
    QVERIFY(up->isVisible());
    QVERIFY(!up->accessibleName().isEmpty());
    QTest::mouseClick(up, Qt::LeftButton);
    QVERIFY(shown.view.rowRect(shown.model.unreadRow()).isValid());
    QCOMPARE(shown.view.currentRow(), shown.model.unreadRow());
    shown.model.clearUnread();
    shown.view.jumpToFirstNew();
    QVERIFY(shown.showsNewest());
}

} // namespace

CHAT121_GUI_TEST_MAIN(TestFirstNew)

#include "tst_first_new.moc"
