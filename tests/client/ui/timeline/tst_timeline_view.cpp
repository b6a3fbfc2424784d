// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Where the view stands when rows come, change and go, what it paints, and what a screen reader gets.
#include "client/ui/timeline/jump_button.h"
#include "tests/client/ui/timeline/timeline_fixture.h"
#include "tests/support/gui_test_main.h"

#include <QAccessible>
#include <QScrollBar>
#include <QSignalSpy>
#include <QWheelEvent>

namespace {

using namespace chat121;
using namespace chat121::ui;
using namespace chat121::test;
using namespace Qt::Literals::StringLiterals;

constexpr int kMany = 100'000;

void turnWheel(TimelineView &view, int eighths)
{
    const QPointF place(view.width() / 2.0, view.height() / 2.0);
    QWheelEvent event(place, view.mapToGlobal(place), {}, {0, eighths}, Qt::NoButton, Qt::NoModifier,
                      Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(view.viewport(), &event);
}

int firstVisible(const TimelineView &view)
{
    return view.rowAt(QPoint(10, 10));
}

bool hasColour(const QImage &image, const QRect &where, const QColor &colour)
{
    for (int y = where.top(); y <= where.bottom(); ++y) {
        for (int x = where.left(); x <= where.right(); ++x) {
            if (image.valid(x, y) && image.pixelColor(x, y) == colour) return true;
        }
    }
    return false;
}

class TestTimelineView : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_theme.install(); }
    void opensAtTheEnd();
    void opensManyRowsMeasuringFew();
    void rowsTouchEachOther();
    void wheelNeverJumps();
    void newRowKeepsWhatIsReadStill();
    void ownRowGoesToTheEnd();
    void newRowAtTheEndIsFollowed();
    void olderRowsKeepWhatIsReadStill();
    void olderRowsLookAsIfTheyHadBeenThere();
    void olderRowsAreAskedForNearTheTop();
    void resizeKeepsTheEnd();
    void shortTalkDoesNotScroll();
    void shortTalkStandsAtTheBottom();
    void whoTypesIsTheLastItem();
    void emptyAndRemovedModelsAreHarmless();
    void stateChangeIsPainted();
    void whoHasReadIsNamedWhereSeveralCan();
    void dayAndUnreadMarkerTakeRoom();
    void mineStandsAtTheEndSideAndMirrors();
    void remoteMarkupIsPaintedAsText();
    void switchingTheThemeRepaints();
    void newestSeenIsToldAtTheEndOnly();
    void accessibleListHasItemsOnDemand();
    void othersRowsFadeInOwnDoNot();
    void marksTakeRoomAndMirror();
    void accessibleText_data();
    void accessibleText();

private:
    Theme m_theme;
};

void TestTimelineView::opensAtTheEnd()
{
    ShownTimeline shown(ShownTimeline::manyRows(200));
    QVERIFY(shown.showsNewest());
    QCOMPARE(shown.view.verticalScrollBar()->value(), shown.view.verticalScrollBar()->maximum());
    QVERIFY(!shown.view.rowRect(0).isValid());
}

void TestTimelineView::opensManyRowsMeasuringFew()
{
    ShownTimeline shown(ShownTimeline::manyRows(kMany));
    QVERIFY(shown.showsNewest());
    QVERIFY(!shown.view.bubbleRect(kMany - 1).isEmpty());
    QVERIFY(shown.view.bubbleRect(0).isEmpty());
    shown.view.verticalScrollBar()->setValue(0);
    QTRY_COMPARE(firstVisible(shown.view), 0);
}

void TestTimelineView::rowsTouchEachOther()
{
    ShownTimeline shown(ShownTimeline::manyRows(300));
    for (int turn = 0; turn < 30; ++turn) {
        turnWheel(shown.view, 240);
        const int first = qMax(0, firstVisible(shown.view));
        for (int row = first; shown.view.rowRect(row + 1).isValid(); ++row) {
            QCOMPARE(shown.view.rowRect(row + 1).top(), shown.view.rowRect(row).bottom() + 1);
        }
    }
}

// A turn of the wheel moves every row by the same distance, measured before or not.
void TestTimelineView::wheelNeverJumps()
{
    ShownTimeline shown(ShownTimeline::manyRows(300));
    const int line = shown.view.verticalScrollBar()->singleStep();
    for (int turn = 0; turn < 40; ++turn) {
        const int row = firstVisible(shown.view);
        const int before = shown.view.rowRect(row).top();
        turnWheel(shown.view, 120);
        QVERIFY(qAbs(shown.view.rowRect(row).top() - before - 3 * line) <= 3);
    }
}

void TestTimelineView::newRowKeepsWhatIsReadStill()
{
    ShownTimeline shown(ShownTimeline::manyRows(200));
    turnWheel(shown.view, 1200);
    const int row = firstVisible(shown.view);
    const QRect before = shown.view.rowRect(row);
    shown.model.append({timelineRow(200, u"news"_s), timelineRow(201, u"more"_s)});
    QCOMPARE(shown.view.rowRect(row), before);
    QCOMPARE(shown.view.newBelow(), 2);
    auto *jump = shown.view.findChild<JumpButton *>();
    QVERIFY(jump && jump->isVisible());
    QVERIFY(jump->accessibleName().contains(u'2'));
    QTest::mouseClick(jump, Qt::LeftButton);
    QVERIFY(shown.showsNewest());
    QCOMPARE(shown.view.newBelow(), 0);
    QVERIFY(!jump->isVisible());
}

void TestTimelineView::ownRowGoesToTheEnd()
{
    ShownTimeline shown(ShownTimeline::manyRows(200));
    turnWheel(shown.view, 1200);
    QVERIFY(!shown.view.isAtEnd());
    shown.model.append({timelineRow(200, u"mine"_s, true)});
    QVERIFY(shown.showsNewest());
}

void TestTimelineView::newRowAtTheEndIsFollowed()
{
    ShownTimeline shown(ShownTimeline::manyRows(50));
    for (int i = 50; i < 80; ++i) {
        shown.model.append({timelineRow(i, u"news "_s.repeated(i))});
        QVERIFY(shown.showsNewest());
    }
    QCOMPARE(shown.view.newBelow(), 0);
}

void TestTimelineView::olderRowsKeepWhatIsReadStill()
{
    QList<TimelineRow> rows = ShownTimeline::manyRows(300);
    ShownTimeline shown(rows.mid(200));
    turnWheel(shown.view, 1200);
    const int row = firstVisible(shown.view) + 1;
    const QRect before = shown.view.rowRect(row);
    shown.model.prepend(rows.mid(0, 200));
    QCOMPARE(shown.view.rowRect(row + 200), before);
}

// Rows that were measured before count differently and may belong to another group now.
void TestTimelineView::olderRowsLookAsIfTheyHadBeenThere()
{
    QList<TimelineRow> rows;
    for (int i = 0; i < 6; ++i)
        rows.append(timelineRow(i, u"Message %1"_s.arg(i)));
    ShownTimeline fresh(rows);
    ShownTimeline grown(rows.mid(3));
    grown.picture();
    grown.model.prepend(rows.mid(0, 3));
    fresh.view.clearFocus();
    grown.view.clearFocus();
    QCOMPARE(grown.picture(), fresh.picture());
}

void TestTimelineView::olderRowsAreAskedForNearTheTop()
{
    ShownTimeline shown(ShownTimeline::manyRows(100));
    QSignalSpy wanted(&shown.view, &TimelineView::olderWanted);
    shown.view.verticalScrollBar()->setValue(0);
    QCOMPARE(wanted.size(), 0); // there are none
    shown.view.jumpToEnd();
    shown.model.setHasOlder(true);
    QCOMPARE(wanted.size(), 0);
    shown.view.verticalScrollBar()->setValue(0);
    QVERIFY(wanted.size() > 0);
}

void TestTimelineView::resizeKeepsTheEnd()
{
    ShownTimeline shown(ShownTimeline::manyRows(200));
    for (const int width : {300, 900, 120, 500}) {
        shown.view.resize(width, 400);
        QVERIFY(shown.showsNewest());
        shown.picture();
    }
}

void TestTimelineView::shortTalkDoesNotScroll()
{
    ShownTimeline shown({timelineRow(0, u"Hello"_s)});
    QCOMPARE(shown.view.verticalScrollBar()->maximum(), 0);
    QVERIFY(shown.view.rowRect(0).isValid());
    turnWheel(shown.view, 1200);
    QVERIFY(shown.view.isAtEnd());
}

// Next to the line to write in, above the place of who is typing; the wheel does not move it.
void TestTimelineView::shortTalkStandsAtTheBottom()
{
    ShownTimeline shown({timelineRow(0, u"Hello"_s), timelineRow(1, u"again"_s)});
    const int height = shown.view.viewport()->height();
    const QRect last = shown.view.rowRect(1);
    QVERIFY(last.bottom() > height * 3 / 4 && last.bottom() < height);
    turnWheel(shown.view, 1200);
    turnWheel(shown.view, -1200);
    QCOMPARE(shown.view.rowRect(1), last);
    shown.model.upsert(timelineRow(2, u"and again"_s));
    QVERIFY(shown.view.rowRect(1).bottom() < last.bottom());
    QCOMPARE(shown.view.rowRect(2).bottom(), last.bottom());
}

void TestTimelineView::whoTypesIsTheLastItem()
{
    ShownTimeline shown({timelineRow(0, u"Hello"_s)});
    QAccessibleInterface *list = QAccessible::queryAccessibleInterface(&shown.view);
    QCOMPARE(list->childCount(), 1);
    shown.model.setTyping({u"Maria"_s});
    QCOMPARE(list->childCount(), 2);
    QAccessibleInterface *line = list->child(1);
    QVERIFY(line && line->text(QAccessible::Name).contains(u"Maria"));
    QVERIFY(line->text(QAccessible::Name).contains(u"typing"));
    QVERIFY(!line->rect().isEmpty() && !line->state().offscreen);
    shown.model.setTyping({});
    QCOMPARE(list->childCount(), 1);
    QVERIFY(!list->child(1));
}

void TestTimelineView::emptyAndRemovedModelsAreHarmless()
{
    ShownTimeline shown({});
    shown.picture();
    QTest::keyClick(&shown.view, Qt::Key_Up);
    QTest::keyClick(&shown.view, Qt::Key_PageUp);
    QTest::mouseClick(shown.view.viewport(), Qt::LeftButton, {}, QPoint(50, 50));
    {
        TimelineModel other;
        other.reset(ShownTimeline::manyRows(20));
        shown.view.setModel(&other);
        shown.picture();
    }
    shown.picture();
    QCOMPARE(shown.view.rowAt(QPoint(10, 10)), -1);
    shown.view.setModel(&shown.model);
    shown.model.append(ShownTimeline::manyRows(3));
    shown.model.remove(messageId(1));
    QCOMPARE(shown.model.size(), 2);
    shown.picture();
}

void TestTimelineView::stateChangeIsPainted()
{
    ShownTimeline shown({timelineRow(0, u"Hello"_s, true)});
    const QImage sent = shown.picture();
    shown.model.setState(messageId(0), SendState::Delivered);
    const QImage delivered = shown.picture();
    QVERIFY(sent != delivered);
    shown.model.setState(messageId(0), SendState::Read);
    QVERIFY(shown.picture() != delivered);
    QVERIFY(hasColour(shown.picture(), shown.view.bubbleRect(0), m_theme.tokens().bubble_mine));
}

void TestTimelineView::whoHasReadIsNamedWhereSeveralCan()
{
    ShownTimeline shown({timelineRow(0, u"first"_s, true), timelineRow(1, u"second"_s, true)});
    shown.model.setState(messageId(1), SendState::Delivered);
    RosterRow me, maria, ben;
    me.is_me = true;
    maria.account = {2};
    maria.name = u"Maria"_s;
    maria.read_up_to = {2};
    ben.account = {3};
    ben.name = u"Ben"_s;
    ben.read_up_to = {1};
    shown.view.setReaders({me, maria});
    const QImage with_one = shown.picture();
    QVERIFY(shown.view.accessibleText(1).endsWith(u"Delivered"));
    shown.view.setReaders({me, maria, ben});
    QVERIFY(shown.view.accessibleText(0).endsWith(u"Read by Maria, Ben"));
    QVERIFY(shown.view.accessibleText(1).endsWith(u"Read by Maria"));
    const QImage with_two = shown.picture();
    QVERIFY(with_two != with_one);
    ben.read_up_to = {2};
    shown.view.setReaders({me, maria, ben});
    QVERIFY(shown.view.accessibleText(1).endsWith(u"Read by Maria, Ben"));
    QVERIFY(shown.picture() != with_two);
}

void TestTimelineView::dayAndUnreadMarkerTakeRoom()
{
    TimelineRow yesterday = timelineRow(0, u"a"_s);
    yesterday.sent_at.ms -= 24 * 3'600'000;
    ShownTimeline shown({yesterday, timelineRow(1, u"b"_s), timelineRow(2, u"c"_s)});
    const int with_day = shown.view.rowRect(1).height();
    QVERIFY(with_day > shown.view.rowRect(2).height());
    const int before = shown.view.rowRect(2).height();
    shown.model.setUnread(messageId(2));
    QVERIFY(shown.view.rowRect(2).height() > before);
    QVERIFY(hasColour(shown.picture(), shown.view.rowRect(2), m_theme.tokens().accent));
    shown.model.clearUnread();
    QCOMPARE(shown.view.rowRect(2).height(), before);
}

void TestTimelineView::mineStandsAtTheEndSideAndMirrors()
{
    ShownTimeline shown({timelineRow(0, u"theirs"_s), timelineRow(1, u"mine"_s, true)});
    const int middle = shown.view.viewport()->width() / 2;
    QVERIFY(shown.view.bubbleRect(0).right() < middle);
    QVERIFY(shown.view.bubbleRect(1).left() > middle);
    shown.view.setLayoutDirection(Qt::RightToLeft);
    shown.picture();
    QVERIFY(shown.view.bubbleRect(0).left() > middle);
    QVERIFY(shown.view.bubbleRect(1).right() < middle);
}

void TestTimelineView::remoteMarkupIsPaintedAsText()
{
    const QString markup = u"<img src=\"//10.255.255.1/x.png\"><h1>big</h1>"_s;
    ShownTimeline shown({timelineRow(0, markup), timelineRow(1, QString(markup.size(), u'm'))});
    QCOMPARE(shown.view.rowRect(0).isValid(), true);
    QVERIFY(shown.view.bubbleRect(0).width() > 200); // as wide as its letters, no taller than a line or two
    QVERIFY(shown.view.bubbleRect(0).height() < 120);
}

void TestTimelineView::switchingTheThemeRepaints()
{
    ShownTimeline shown(ShownTimeline::manyRows(20));
    QVERIFY(hasColour(shown.picture(), QRect(0, 0, 5, 5), lightTokens().surface_0));
    m_theme.setScheme(Scheme::Dark);
    QVERIFY(hasColour(shown.picture(), QRect(0, 0, 5, 5), darkTokens().surface_0));
    m_theme.setScheme(Scheme::Light);
}

void TestTimelineView::newestSeenIsToldAtTheEndOnly()
{
    ShownTimeline shown(ShownTimeline::manyRows(100));
    QSignalSpy seen(&shown.view, &TimelineView::newestSeen);
    shown.model.append({timelineRow(100, u"news"_s)});
    QVERIFY(seen.size() > 0);
    turnWheel(shown.view, 1200);
    seen.clear();
    shown.model.append({timelineRow(101, u"news"_s)});
    QCOMPARE(seen.size(), 0);
    shown.view.hide();
    shown.view.jumpToEnd();
    QCOMPARE(seen.size(), 0);
}

void TestTimelineView::accessibleListHasItemsOnDemand()
{
    ShownTimeline shown(ShownTimeline::manyRows(kMany));
    QAccessibleInterface *list = QAccessible::queryAccessibleInterface(&shown.view);
    QVERIFY(list);
    QCOMPARE(list->role(), QAccessible::List);
    QCOMPARE(list->text(QAccessible::Name), u"Messages"_s);
    QCOMPARE(list->childCount(), kMany);
    QAccessibleInterface *last = list->child(kMany - 1);
    QCOMPARE(last->role(), QAccessible::ListItem);
    QCOMPARE(list->child(kMany - 1), last);
    QCOMPARE(list->indexOfChild(last), kMany - 1);
    QCOMPARE(last->parent(), list);
    QVERIFY(last->rect().isValid());
    QVERIFY(!last->state().offscreen);
    QVERIFY(list->child(0)->state().offscreen);
    QCOMPARE(list->childAt(last->rect().center().x(), last->rect().center().y()), last);
    QVERIFY(!list->child(kMany));
    QVERIFY(!list->child(-1));
    shown.model.remove(messageId(0));
    QCOMPARE(list->childCount(), kMany - 1);
    QVERIFY(list->child(kMany - 2)->text(QAccessible::Name).contains(u"Message 99999"));
}

void TestTimelineView::othersRowsFadeInOwnDoNot()
{
    ShownTimeline shown({timelineRow(0, u"Hello"_s)});
    const auto bubbleShows = [&](int row, const QColor &colour) {
        return hasColour(shown.picture(), shown.view.bubbleRect(row), colour);
    };
    shown.model.append({timelineRow(1, u"mine"_s, true)});
    QVERIFY(bubbleShows(1, m_theme.tokens().bubble_mine));
    shown.model.append({timelineRow(2, u"theirs"_s)});
    QVERIFY(!bubbleShows(2, m_theme.tokens().bubble_theirs));
    QTRY_VERIFY(bubbleShows(2, m_theme.tokens().bubble_theirs));
    m_theme.setMotion(Motion::Reduced);
    shown.model.append({timelineRow(3, u"theirs"_s)});
    QVERIFY(bubbleShows(3, m_theme.tokens().bubble_theirs));
    m_theme.setMotion(Motion::Full);
}

void TestTimelineView::marksTakeRoomAndMirror()
{
    const QString thumb = u"\U0001F44D"_s;
    TimelineRow plain = timelineRow(0, u"At noon, as we said before"_s);
    TimelineRow marked = timelineRow(1, plain.text);
    marked.quote = {messageId(9), {}, u"Anna"_s, u"When?"_s, true};
    marked.edited_at = {kNoonMs + 120'000};
    marked.reactions = {{AccountId{3}, u"Ben"_s, thumb, false}};
    ShownTimeline shown({plain, marked});
    QVERIFY(shown.view.bubbleRect(1).height() > shown.view.bubbleRect(0).height());
    for (const Qt::LayoutDirection direction : {Qt::LeftToRight, Qt::RightToLeft}) {
        shown.view.setLayoutDirection(direction);
        shown.picture();
        const QRect bubble = shown.view.bubbleRect(1);
        const QRect quote = shown.view.quoteRect(1);
        const QRect chip = shown.view.reactionRect(1, thumb);
        QVERIFY(!quote.isEmpty() && bubble.contains(quote));
        QVERIFY(!chip.isEmpty() && bubble.contains(chip));
        QVERIFY(quote.bottom() < chip.top());
        const bool is_left = chip.center().x() < bubble.center().x();
        QCOMPARE(is_left, direction == Qt::LeftToRight);
    }
    QVERIFY(shown.view.quoteRect(0).isEmpty());
    QVERIFY(shown.view.reactionRect(1, u"x"_s).isEmpty());
}

void TestTimelineView::accessibleText_data()
{
    QTest::addColumn<TimelineRow>("row");
    QTest::addColumn<QString>("parts"); // of the spoken line, with | for the time
    QTest::newRow("theirs") << timelineRow(0, u"Hello"_s) << u"Maria, Guest, |, Hello"_s;
    TimelineRow mine = timelineRow(0, u"Hello Maria"_s, true);
    mine.state = SendState::Read;
    QTest::newRow("mine, read") << mine << u"You, |, Hello Maria, Read"_s;
    mine.state = SendState::Failed;
    QTest::newRow("mine, failed") << mine << u"You, |, Hello Maria, Not sent"_s;
    TimelineRow note = timelineRow(0, u"Refund done"_s);
    note.kind = RowKind::Note;
    QTest::newRow("note") << note << u"Note, staff only, Maria, Guest, |, Refund done"_s;
    TimelineRow answer = timelineRow(0, u"At noon"_s);
    answer.quote = {messageId(9), {}, u"Anna"_s, u"When?"_s, true};
    answer.reactions = {{AccountId{1}, u"Anna"_s, u"\U0001F44D"_s, true},
                        {AccountId{3}, u"Ben"_s, u"\U0001F44D"_s, false}};
    QTest::newRow("an answer with reactions")
        << answer
        << u"Maria, Guest, |, in answer to Anna “When?”, At noon, 2 reaction(s): \U0001F44D You, Ben"_s;
    TimelineRow claim = timelineRow(0, u"At noon"_s);
    claim.quote = {messageId(9), u"When?"_s, {}, u"When?"_s, false};
    QTest::newRow("an answer to what is not here")
        << claim
        << u"Maria, Guest, |, in answer to Not on this computer; as the writer quotes it: “When?”, At noon"_s;
    TimelineRow system = timelineRow(0, u"Anna joined"_s);
    system.kind = RowKind::System;
    QTest::newRow("system line") << system << u"Anna joined"_s;
    TimelineRow sly = timelineRow(0, u"Hello"_s);
    sly.author_name = u"Maria\u202E"_s;
    QTest::newRow("a name with an override") << sly << u"Maria, Guest, |, Hello"_s;
}

void TestTimelineView::accessibleText()
{
    QFETCH(TimelineRow, row);
    QFETCH(QString, parts);
    ShownTimeline shown({row});
    const QString time = clockText(row.sent_at, shown.view.locale());
    QCOMPARE(shown.view.accessibleText(0), parts.replace(u'|', time));
}

} // namespace

CHAT121_GUI_TEST_MAIN(TestTimelineView)

#include "tst_timeline_view.moc"
