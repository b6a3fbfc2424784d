// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The search of both windows: found as one types, walked through, gone to, left again.
#include "client/ui/timeline/timeline_view.h"
#include "tests/client/ui/windows/scenes.h"
#include "tests/client/ui/windows/window_test.h"
#include "tests/support/gui_test_main.h"

#include <QAbstractButton>
#include <QAccessible>
#include <QCheckBox>
#include <QLabel>
#include <QListView>
#include <QPlainTextEdit>

using namespace chat121;
using namespace chat121::test;
using namespace Qt::StringLiterals;

class TestSearch : public WindowTest {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { installTheme(); }
    void init();
    void cleanup();
    void findsAsOneTypes();
    void oldHitsStayUntilThereAreNewOnes();
    void enterGoesToTheNewest();
    void arrowsWalkAndTheKeyboardStays();
    void clickGoesThere();
    void theMessageIsMarkedUntilTheReaderGoesOn();
    void escapeEndsTheSearch();
    void onlyInThisConversation();
    void nothingFoundIsSaid();
    void whatCannotBeUnderstoodIsSaid();
    void anIncompleteIndexIsSaid();
    void moreComeAtTheEnd();
    void itIsSpoken();
    void drawerOpensForIt();
    void customerSearchesTheOneConversation();
    void customerLeavesTheSearch();
    void rightToLeftMirrors();
    void remoteTextIsPlain();

private:
    QLineEdit *line() { return visible<QLineEdit>(u"searchLine"_s); }
    QListView *list() { return visible<QListView>(u"searchList"_s); }
    QString label(const QString &object)
    {
        const auto *found = visible<QLabel>(object);
        return found ? found->text() : QString();
    }
    ui::TimelineView *timeline() { return static_cast<ui::TimelineView *>(visible<QWidget>(u"timeline"_s)); }
    void typeAndFind(const QList<SearchHit> &hits, const SearchOutcome &outcome = {})
    {
        press(Qt::Key_K, Qt::ControlModifier);
        QTest::keyClicks(line(), u"invoice"_s);
        m_workspace->found()->append(hits);
        m_workspace->found()->finish(outcome);
    }
};

void TestSearch::init()
{
    newWorkspace();
    playDesk(*m_workspace, m_clock.now());
    showWindow();
}

void TestSearch::cleanup()
{
    closeWindow();
    QApplication::setLayoutDirection(Qt::LeftToRight);
}

void TestSearch::findsAsOneTypes()
{
    press(Qt::Key_K, Qt::ControlModifier);
    QCOMPARE(focused(), u"searchLine"_s);
    QVERIFY(visible(u"queueList"_s)); // nothing is looked for yet
    QTest::keyClicks(line(), u"in"_s);
    QCOMPARE(m_workspace->asked, (QStringList{u"find i in 0"_s, u"find in in 0"_s}));
    QVERIFY(!visible(u"queueList"_s));
    QCOMPARE(label(u"searchCount"_s), u"Searching…"_s);
    m_workspace->found()->append(hitsOf(m_clock.now()));
    QCOMPARE(list()->model()->rowCount(), 4);
    m_workspace->found()->finish({});
    QCOMPARE(label(u"searchCount"_s), u"4 message(s)"_s);
    line()->clear();
    QVERIFY(visible(u"queueList"_s));
}

void TestSearch::oldHitsStayUntilThereAreNewOnes()
{
    typeAndFind(hitsOf(m_clock.now()));
    QTest::keyClicks(line(), u"s"_s);
    QCOMPARE(list()->model()->rowCount(), 4);
    m_workspace->found()->append({hitsOf(m_clock.now()).first()});
    QCOMPARE(list()->model()->rowCount(), 1);
    QTest::keyClicks(line(), u"x"_s);
    m_workspace->found()->finish({});
    QVERIFY(!list());
}

void TestSearch::enterGoesToTheNewest()
{
    const QList<SearchHit> hits = hitsOf(m_clock.now());
    typeAndFind(hits);
    press(Qt::Key_Return);
    QCOMPARE(m_workspace->played({1})->reached_for, QList<MessageId>{hits.first().message});
    QCOMPARE(focused(), u"timeline"_s);
    QVERIFY(list()); // for the next one
}

void TestSearch::arrowsWalkAndTheKeyboardStays()
{
    const QList<SearchHit> hits = hitsOf(m_clock.now());
    typeAndFind(hits);
    press(Qt::Key_Down);
    QCOMPARE(list()->currentIndex().row(), 0);
    press(Qt::Key_Down);
    press(Qt::Key_Down);
    press(Qt::Key_Up);
    QCOMPARE(list()->currentIndex().row(), 1);
    QCOMPARE(focused(), u"searchLine"_s);
    press(Qt::Key_PageDown);
    QCOMPARE(list()->currentIndex().row(), 3);
    press(Qt::Key_PageUp);
    press(Qt::Key_Down);
    press(Qt::Key_Return);
    QCOMPARE(m_workspace->played({1})->reached_for, QList<MessageId>{hits.at(1).message});
}

void TestSearch::clickGoesThere()
{
    const QList<SearchHit> hits = hitsOf(m_clock.now());
    typeAndFind(hits);
    QTest::mouseClick(list()->viewport(), Qt::LeftButton, {},
                      list()->visualRect(list()->model()->index(2, 0)).center());
    QCOMPARE(m_workspace->played({1})->reached_for, QList<MessageId>{hits.at(2).message});
    QCOMPARE(label(u"titleLabel"_s), u"Maria K."_s);
}

void TestSearch::theMessageIsMarkedUntilTheReaderGoesOn()
{
    typeAndFind(hitsOf(m_clock.now()));
    press(Qt::Key_Return);
    QCOMPARE(timeline()->foundRow(), 4);
    QCOMPARE(timeline()->currentRow(), 4);
    QVERIFY(!timeline()->rowRect(4).isEmpty());
    // Somebody writes: it stays marked.
    TimelineRow news = m_workspace->played({1})->timeline()->at(4);
    news.id = *MessageId::from(QByteArray(16, 'n'));
    news.sequence = {99};
    m_workspace->played({1})->timeline()->append({news});
    QCOMPARE(timeline()->foundRow(), 4);
    // Older ones come: it is the same message.
    news.id = *MessageId::from(QByteArray(16, 'o'));
    m_workspace->played({1})->timeline()->prepend({news});
    QCOMPARE(timeline()->foundRow(), 5);
    press(Qt::Key_Up);
    QCOMPARE(timeline()->foundRow(), -1);
}

void TestSearch::escapeEndsTheSearch()
{
    Q_EMIT m_workspace->talkOpened({1});
    typeAndFind(hitsOf(m_clock.now()));
    press(Qt::Key_Escape);
    QVERIFY(line()->text().isEmpty());
    QVERIFY(visible(u"mineList"_s));
    QCOMPARE(focused(), u"composerEdit"_s);
    QCOMPARE(m_workspace->asked.last(), u"find  in 0"_s);
}

void TestSearch::onlyInThisConversation()
{
    press(Qt::Key_F, Qt::ControlModifier); // no conversation is open: everywhere
    QTest::keyClicks(line(), u"a"_s);
    QCOMPARE(m_workspace->asked.last(), u"find a in 0"_s);
    QVERIFY(!visible(u"searchHereCheck"_s));
    line()->clear();
    Q_EMIT m_workspace->talkOpened({1});
    press(Qt::Key_F, Qt::ControlModifier);
    QTest::keyClicks(line(), u"b"_s);
    QCOMPARE(m_workspace->asked.last(), u"find b in 1"_s);
    QVERIFY(visible<QCheckBox>(u"searchHereCheck"_s)->isChecked());
    QTest::mouseClick(visible(u"searchHereCheck"_s), Qt::LeftButton, {},
                      QPoint(5, visible(u"searchHereCheck"_s)->height() / 2));
    QCOMPARE(m_workspace->asked.last(), u"find b in 0"_s);
    press(Qt::Key_K, Qt::ControlModifier);
    QVERIFY(!visible<QCheckBox>(u"searchHereCheck"_s)->isChecked());
}

void TestSearch::nothingFoundIsSaid()
{
    typeAndFind({});
    auto *nothing = visible(u"nothingFound"_s);
    QVERIFY(nothing);
    QCOMPARE(nothing->accessibleName(), u"Nothing found"_s);
}

void TestSearch::whatCannotBeUnderstoodIsSaid()
{
    typeAndFind({}, {false, false, u"That is not a date."_s});
    QCOMPARE(visible(u"nothingFound"_s)->accessibleDescription(), u"That is not a date."_s);
}

void TestSearch::anIncompleteIndexIsSaid()
{
    typeAndFind(hitsOf(m_clock.now()), {false, true, {}});
    QVERIFY(!label(u"searchNotice"_s).isEmpty());
    typeAndFind(hitsOf(m_clock.now()), {false, false, {}});
    QVERIFY(label(u"searchNotice"_s).isEmpty());
}

void TestSearch::moreComeAtTheEnd()
{
    QList<SearchHit> many;
    for (int i = 0; i < 50; ++i)
        many.append(hitsOf(m_clock.now()).at(i % 4));
    typeAndFind(many, {true, false, {}});
    QCOMPARE(label(u"searchCount"_s), u"The newest 50 message(s)"_s);
    m_workspace->asked.clear();
    for (int i = 0; i < 50; ++i)
        press(Qt::Key_Down);
    QVERIFY(m_workspace->asked.contains(u"find more"_s));
}

void TestSearch::itIsSpoken()
{
    typeAndFind(hitsOf(m_clock.now()));
    QAccessibleInterface *spoken = QAccessible::queryAccessibleInterface(list());
    QVERIFY(spoken && spoken->childCount() == 4);
    const QString first = spoken->child(0)->text(QAccessible::Name);
    for (const QString &part : {u"Maria K."_s, u"invoices/4711"_s, u"in the conversation with"_s})
        QVERIFY2(first.contains(part), qPrintable(first));
    QCOMPARE(line()->accessibleName(), u"Search"_s);
}

void TestSearch::drawerOpensForIt()
{
    Q_EMIT m_workspace->talkOpened({1});
    makeWide(600);
    QTRY_VERIFY(!line());
    press(Qt::Key_K, Qt::ControlModifier);
    QVERIFY(line());
    QTest::keyClicks(line(), u"invoice"_s);
    m_workspace->found()->append(hitsOf(m_clock.now()));
    press(Qt::Key_Return);
    QVERIFY(!line()); // the conversation is in front
    QCOMPARE(focused(), u"timeline"_s);
    press(Qt::Key_K, Qt::ControlModifier);
    QCOMPARE(list()->model()->rowCount(), 4);
}

void TestSearch::customerSearchesTheOneConversation()
{
    newWorkspace();
    playCustomer(*m_workspace, m_clock.now());
    showWindow();
    click(u"searchButton"_s);
    QCOMPARE(focused(), u"searchLine"_s);
    QVERIFY(!visible(u"timeline"_s));
    QTest::keyClicks(line(), u"invoice"_s);
    m_workspace->found()->append(hitsOf(m_clock.now()));
    m_workspace->found()->finish({});
    press(Qt::Key_Down);
    press(Qt::Key_Down);
    press(Qt::Key_Return);
    QCOMPARE(m_workspace->played({1})->reached_for.size(), 1);
    QCOMPARE(focused(), u"timeline"_s);
    QCOMPARE(timeline()->foundRow(), 2);
}

void TestSearch::customerLeavesTheSearch()
{
    newWorkspace();
    playCustomer(*m_workspace, m_clock.now());
    showWindow();
    press(Qt::Key_F, Qt::ControlModifier);
    QTest::keyClicks(line(), u"invoice"_s);
    press(Qt::Key_Escape);
    QCOMPARE(focused(), u"composerEdit"_s);
    QVERIFY(!line());
}

void TestSearch::rightToLeftMirrors()
{
    QApplication::setLayoutDirection(Qt::RightToLeft);
    closeWindow();
    init();
    typeAndFind(hitsOf(m_clock.now()));
    QVERIFY(list()->mapTo(m_window.get(), list()->rect().center()).x() > m_window->width() / 2);
    QVERIFY(!list()->grab().isNull());
}

void TestSearch::remoteTextIsPlain()
{
    SearchHit hit = hitsOf(m_clock.now()).first();
    hit.snippet = u"<img src='https://x.example/'><b>bold</b>"_s;
    hit.author = u"<i>Eve</i>\nsecond line"_s;
    hit.marks = {{0, 4}, {30, 100}}; // beyond its end
    typeAndFind({hit});
    QVERIFY(!list()->grab().isNull());
    const QString spoken = QAccessible::queryAccessibleInterface(list())->child(0)->text(QAccessible::Name);
    QVERIFY(spoken.contains(u"<b>bold</b>"_s));
    QVERIFY(spoken.contains(u"<i>Eve</i> second line"_s));
}

CHAT121_GUI_TEST_MAIN(TestSearch)
#include "tst_search.moc"
