// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Conversations beside each other: how they come there and leave, that a reply and everything else reaches
// the one where the keyboard is, and that they are there again after a restart. Where there is room:
// tst_columns_fit.
#include "client/ui/desk/talk_columns.h"
#include "client/ui/widgets/banner.h"
#include "common/base/limits.h"
#include "tests/client/ui/windows/columns_test.h"
#include "tests/support/gui_test_main.h"

#include <QAbstractButton>
#include <QDropEvent>
#include <QListView>
#include <QMenu>
#include <QMimeData>

using namespace chat121;
using namespace chat121::test;
using namespace Qt::StringLiterals;

namespace {

constexpr qreal kWide = 2560; // units

} // namespace

class TestSideBySide : public ColumnsTest {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { installTheme(); }
    void init() { openDesk(kWide); }
    void cleanup() { closeWindow(); }
    void aKeyShowsTheNextOneBeside();
    void aNumberChoosesAmongOnesOwn();
    void noneStandsTwice();
    void aReplyGoesWhereTheKeyboardIs();
    void aClickBringsTheKeyboard();
    void whoseItIsStandsAboveTheEditor();
    void whereTheKeyboardIsIsSeen();
    void keysActOnTheirConversationOnly();
    void aPlaceThatGoesHandsNothingOver();
    void aColumnEndsAndItsDraftStays();
    void thereAreFourAtMost();
    void aRowsMenuShowsItBeside();
    void whatWasWalkedToStandsBesideWhatWasThere();
    void itIsDraggedThere();
    void whatOthersDragIsNotTaken_data();
    void whatOthersDragIsNotTaken();
    void theyAreThereAgain();
    void whatIsNotHereAnyMoreSaysSo();
    void tabReadsColumnByColumn();
    void thereIsNoOtherToShow();

private:
    void drop(QMimeData *data)
    {
        auto *columns = m_window->findChild<ui::TalkColumns *>();
        QVERIFY(columns);
        QDragEnterEvent enters(QPoint(1, 1), Qt::CopyAction, data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(columns, &enters); // else nothing is dropped
        QDropEvent event(QPointF(1, 1), Qt::CopyAction, data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(columns, &event);
    }
    void restart()
    {
        m_window.reset(); // the Workspace stays
        showWindow();
        makeWide(kWide);
    }
};

void TestSideBySide::aKeyShowsTheNextOneBeside()
{
    QCOMPARE(open(), QList<quint64>{1});
    QVERIFY(!in<QLabel>(1, u"whoseLabel"_s)); // alone, the head says it
    press(Qt::Key_B, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(open(), (QList<quint64>{1, 2}));
    QCOMPARE(keyboard(), 2u);
    QCOMPARE(focused(), u"composerEdit"_s);
    QCOMPARE(in<QLabel>(1, u"titleLabel"_s)->text(), u"Maria K."_s);
    QCOMPARE(in<QLabel>(2, u"titleLabel"_s)->text(), u"Peter W."_s);
    QVERIFY(in<QWidget>(1, u"rosterBar"_s) && in<QWidget>(2, u"rosterBar"_s));
    // One model for each conversation, whoever shows it.
    QCOMPARE(in<ui::TimelineView>(1, u"timeline"_s)->model(), m_workspace->played({1})->timeline());
    QCOMPARE(in<ui::TimelineView>(2, u"timeline"_s)->model(), m_workspace->played({2})->timeline());
}

void TestSideBySide::aNumberChoosesAmongOnesOwn()
{
    press(Qt::Key_2, Qt::ControlModifier);
    QCOMPARE(open(), QList<quint64>{2});
    beside(Qt::Key_3);
    QCOMPARE(open(), (QList<quint64>{2, 3}));
    press(Qt::Key_1, Qt::ControlModifier); // in the current one
    QCOMPARE(open(), (QList<quint64>{2, 1}));
    press(Qt::Key_9, Qt::ControlModifier); // there are not so many
    QCOMPARE(open(), (QList<quint64>{2, 1}));
    QVERIFY(m_workspace->asked.isEmpty());
}

void TestSideBySide::noneStandsTwice()
{
    beside(Qt::Key_2);
    QCOMPARE(keyboard(), 2u);
    press(Qt::Key_1, Qt::ControlModifier);
    QCOMPARE(open(), (QList<quint64>{1, 2}));
    QCOMPARE(keyboard(), 1u); // goes where it stands
    Q_EMIT m_workspace->talkOpened({2});
    QCOMPARE(open(), (QList<quint64>{1, 2}));
    QCOMPARE(keyboard(), 2u);
}

void TestSideBySide::aReplyGoesWhereTheKeyboardIs()
{
    beside(Qt::Key_2);
    beside(Qt::Key_3);
    QCOMPARE(open(), (QList<quint64>{1, 2, 3}));
    QTest::keyClicks(m_window->focusWidget(), u"t"_s);
    QVERIFY(m_workspace->played({3})->typing);
    QVERIFY(!m_workspace->played({1})->typing && !m_workspace->played({2})->typing);
    write(u"o the third"_s);
    press(Qt::Key_Tab, Qt::ControlModifier); // round
    QCOMPARE(keyboard(), 1u);
    write(u"to the first"_s);
    press(Qt::Key_Tab, Qt::ControlModifier);
    write(u"to the second"_s);
    QCOMPARE(m_workspace->played({1})->said, QStringList{u"to the first"_s});
    QCOMPARE(m_workspace->played({2})->said, QStringList{u"to the second"_s});
    QCOMPARE(m_workspace->played({3})->said, QStringList{u"to the third"_s});
}

void TestSideBySide::aClickBringsTheKeyboard()
{
    beside(Qt::Key_2);
    QTest::mouseClick(in<ui::TimelineView>(1, u"timeline"_s)->viewport(), Qt::LeftButton);
    QCOMPARE(keyboard(), 1u);
    press(Qt::Key_Escape); // to the editor of the same one
    write(u"to the first"_s);
    QCOMPARE(m_workspace->played({1})->said, QStringList{u"to the first"_s});
    QTest::mouseClick(in<QLabel>(2, u"titleLabel"_s), Qt::LeftButton); // where nothing takes the keyboard
    press(Qt::Key_Escape);
    QCOMPARE(keyboard(), 2u);
    QVERIFY(m_workspace->played({2})->said.isEmpty());
}

void TestSideBySide::whoseItIsStandsAboveTheEditor()
{
    QVERIFY(editor(1)->accessibleName().contains(u"Maria K."_s));
    beside(Qt::Key_2);
    QVERIFY(editor(1)->accessibleName().contains(u"Maria K."_s));
    QVERIFY(editor(2)->accessibleName().contains(u"Peter W."_s));
    auto *there = in<QLabel>(1, u"whoseLabel"_s);
    auto *here = in<QLabel>(2, u"whoseLabel"_s);
    QVERIFY(there->text().contains(u"Maria K."_s) && here->text().contains(u"Peter W."_s));
    QVERIFY(there->mapTo(m_window.get(), QPoint()).y() < editor(1)->mapTo(m_window.get(), QPoint()).y());
    // Not by colour alone: the sentence is another one, and follows the keyboard.
    const QString said = here->text();
    press(Qt::Key_Tab, Qt::ControlModifier);
    QVERIFY(here->text() != said);
    QString moved = said;
    QCOMPARE(there->text(), moved.replace(u"Peter W."_s, u"Maria K."_s));
    m_workspace->played({2})->setNotable(true);
    press(Qt::Key_Tab, Qt::ControlModifier);
    press(Qt::Key_N, Qt::ControlModifier | Qt::ShiftModifier);
    QVERIFY(here->text() != said); // a note
    auto *note = in<QPlainTextEdit>(2, u"noteEdit"_s);
    QVERIFY(note && note->accessibleName().contains(u"Peter W."_s));
}

void TestSideBySide::whereTheKeyboardIsIsSeen()
{
    beside(Qt::Key_2);
    const QRgb accent = m_theme->tokens().accent.rgb();
    const auto edge = [this](quint64 conversation) {
        const QImage image = column(conversation)->grab().toImage();
        return image.pixelColor(0, image.height() / 2).rgb();
    };
    QCOMPARE(edge(2), accent);
    QVERIFY(edge(1) != accent);
    press(Qt::Key_Tab, Qt::ControlModifier);
    QCOMPARE(edge(1), accent);
    QVERIFY(edge(2) != accent);
    press(Qt::Key_F6); // to what stands above: it is still the one
    QCOMPARE(keyboard(), 0u);
    QCOMPARE(edge(1), accent);
}

void TestSideBySide::keysActOnTheirConversationOnly()
{
    beside(Qt::Key_2);
    press(Qt::Key_W, Qt::ControlModifier);
    QCOMPARE(m_workspace->asked, QStringList{u"close 2"_s});
    press(Qt::Key_Tab, Qt::ControlModifier);
    m_workspace->asked.clear();
    press(Qt::Key_W, Qt::ControlModifier);
    QCOMPARE(m_workspace->asked, QStringList{u"close 1"_s});
    // A button acts where it stands, wherever the keyboard was.
    m_workspace->asked.clear();
    QTest::mouseClick(in<QAbstractButton>(2, u"returnButton"_s), Qt::LeftButton);
    QCOMPARE(m_workspace->asked, QStringList{u"return 2"_s});
    m_workspace->asked.clear();
    Q_EMIT m_workspace->talkOpened({4});
    QVERIFY(column(4) && !column(2)); // in the column that was clicked into
    QTest::mouseClick(in<QAbstractButton>(4, u"takeButton"_s), Qt::LeftButton);
    QCOMPARE(m_workspace->asked, QStringList{u"take 4"_s});
}

void TestSideBySide::aPlaceThatGoesHandsNothingOver()
{
    beside(Qt::Key_2);
    beside(Qt::Key_3);
    for (const quint64 id : {1, 2}) {
        editor(id)->setFocus(Qt::MouseFocusReason);
        QCOMPARE(keyboard(), id);
        QTest::keyClicks(m_window->focusWidget(), u"half"_s);
        PlayedTalk *talk = m_workspace->played({id});
        talk->play(talk->title(), talk->roster(), false); // somebody has ended it
        QVERIFY(!editor(id));
        QCOMPARE(keyboard(), id); // and what is typed on goes to nobody
        QTest::keyClicks(m_window->focusWidget(), u" a sentence"_s);
        press(Qt::Key_Return);
    }
    QVERIFY(editor(3)->toPlainText().isEmpty());
    for (const quint64 id : {1, 2, 3})
        QVERIFY(m_workspace->played({id})->said.isEmpty());
}

void TestSideBySide::aColumnEndsAndItsDraftStays()
{
    beside(Qt::Key_2);
    beside(Qt::Key_3);
    press(Qt::Key_2, Qt::ControlModifier);
    QTest::keyClicks(m_window->focusWidget(), u"half a sentence"_s);
    press(Qt::Key_X, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(open(), (QList<quint64>{1, 3}));
    QCOMPARE(keyboard(), 3u);
    QCOMPARE(m_workspace->played({2})->draft(), u"half a sentence"_s);
    QVERIFY(m_workspace->asked.isEmpty()); // the conversation is as it was
    QTest::mouseClick(in<QAbstractButton>(3, u"endColumnButton"_s), Qt::LeftButton);
    QCOMPARE(open(), QList<quint64>{1});
    QCOMPARE(keyboard(), 1u);
    QVERIFY(!in<QAbstractButton>(1, u"endColumnButton"_s)); // the last one stays
    press(Qt::Key_X, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(open(), QList<quint64>{1});
    beside(Qt::Key_2);
    QCOMPARE(editor(2)->toPlainText(), u"half a sentence"_s);
}

void TestSideBySide::thereAreFourAtMost()
{
    for (const quint64 id : {11, 12, 13}) {
        ConversationRow row = *m_workspace->mine()->find({1});
        row.id = {id};
        row.last_at = row.last_at - std::chrono::hours(id);
        m_workspace->put(row);
        m_workspace->played({id})->play(u"Guest %1"_s.arg(id), m_workspace->played({1})->roster(), true);
    }
    for (int more = 0; more < 6; ++more)
        press(Qt::Key_B, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(open(), (QList<quint64>{1, 2, 3, 11}));
    QCOMPARE(open().size(), limits::kColumnsMax);
    QVERIFY(visible<ui::Banner>(u"columnsNotice"_s)); // it is said why nothing comes
    QCOMPARE(keyboard(), 11u);
    press(Qt::Key_X, Qt::ControlModifier | Qt::ShiftModifier);
    QVERIFY(!visible<ui::Banner>(u"columnsNotice"_s));
    beside(Qt::Key_5);
    QCOMPARE(open(), (QList<quint64>{1, 2, 3, 12}));
}

void TestSideBySide::aRowsMenuShowsItBeside()
{
    auto *mine = visible<QListView>(u"mineList"_s);
    const QPoint row = mine->visualRect(mine->model()->index(2, 0)).center();
    QTest::mouseClick(mine->viewport(), Qt::RightButton, {}, row);
    QCOMPARE(open(), QList<quint64>{1}); // it chooses nothing
    QContextMenuEvent asked(QContextMenuEvent::Mouse, row, mine->viewport()->mapToGlobal(row));
    QApplication::sendEvent(mine->viewport(), &asked);
    auto *menu = m_window->findChild<QMenu *>(u"conversationMenu"_s);
    QVERIFY(menu && menu->actions().size() == 2);
    menu->actions().at(1)->trigger();
    menu->close();
    QCOMPARE(open(), (QList<quint64>{1, 3}));
    QCOMPARE(keyboard(), 3u);
}

void TestSideBySide::whatWasWalkedToStandsBesideWhatWasThere()
{
    auto *mine = visible<QListView>(u"mineList"_s);
    mine->setFocus(Qt::TabFocusReason);
    press(Qt::Key_Down);
    QCOMPARE(open(), QList<quint64>{2});
    press(Qt::Key_B, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(open(), (QList<quint64>{1, 2}));
    QCOMPARE(keyboard(), 2u);
}

void TestSideBySide::itIsDraggedThere()
{
    const std::unique_ptr<QMimeData> data(ui::makeDragged({3}));
    drop(data.get());
    QCOMPARE(open(), (QList<quint64>{1, 3}));
    QCOMPARE(keyboard(), 3u);
    QVERIFY(!data->hasText()); // no editor takes it for words
}

void TestSideBySide::whatOthersDragIsNotTaken_data()
{
    QTest::addColumn<QString>("format");
    QTest::addColumn<QByteArray>("bytes");
    const std::unique_ptr<QMimeData> sample(ui::makeDragged({1}));
    const QString ours = sample->formats().constFirst();
    QTest::newRow("one that is in no list") << ours << QByteArray("4711");
    QTest::newRow("no number") << ours << QByteArray("three");
    QTest::newRow("nothing") << ours << QByteArray();
    QTest::newRow("too great a number") << ours << QByteArray("99999999999999999999999");
    QTest::newRow("something else") << u"text/plain"_s << QByteArray("3");
}

void TestSideBySide::whatOthersDragIsNotTaken()
{
    QFETCH(QString, format);
    QFETCH(QByteArray, bytes);
    QMimeData data;
    data.setData(format, bytes);
    drop(&data);
    QCOMPARE(open(), QList<quint64>{1});
}

void TestSideBySide::theyAreThereAgain()
{
    QVERIFY(m_workspace->desk_choice.beside.isEmpty()); // one alone is not remembered
    beside(Qt::Key_3);
    beside(Qt::Key_2);
    QCOMPARE(m_workspace->desk_choice.beside, (QList<ConversationId>{{1}, {3}, {2}}));
    QTest::keyClicks(editor(2), u"half a sentence"_s);
    m_workspace->played({2})->setDraft(u"half a sentence"_s);
    restart();
    QCOMPARE(open(), (QList<quint64>{1, 3, 2}));
    QCOMPARE(editor(2)->toPlainText(), u"half a sentence"_s);
    press(Qt::Key_X, Qt::ControlModifier | Qt::ShiftModifier);
    press(Qt::Key_X, Qt::ControlModifier | Qt::ShiftModifier);
    QVERIFY(m_workspace->desk_choice.beside.isEmpty());
    restart();
    QVERIFY(visible(u"emptyActionButton"_s)); // the day begins with the lists
}

void TestSideBySide::whatIsNotHereAnyMoreSaysSo()
{
    m_workspace->desk_choice.beside = {{1}, {77}, {1}};
    m_workspace->setConnection({ConnectionState::Connecting, 0});
    restart();
    QCOMPARE(open(), (QList<quint64>{1, 77}));                   // each once
    QVERIFY(!in<QAbstractButton>(77, u"endGoneColumnButton"_s)); // it may still come
    QVERIFY(!editor(77));
    m_workspace->setConnection({ConnectionState::Connected, 0});
    QVERIFY(in<QAbstractButton>(77, u"endGoneColumnButton"_s));
    // It comes after all.
    ConversationRow late = *m_workspace->mine()->find({2});
    late.id = {77};
    m_workspace->played({77})->play(u"Olga"_s, m_workspace->played({2})->roster(), true);
    m_workspace->put(late);
    QVERIFY(editor(77));

    m_workspace->desk_choice.beside = {{1}, {78}};
    restart();
    QTest::mouseClick(in<QAbstractButton>(78, u"endGoneColumnButton"_s), Qt::LeftButton);
    QCOMPARE(open(), QList<quint64>{1});
    QVERIFY(m_workspace->desk_choice.beside.isEmpty());
}

// The head, the messages and the editor of one, then those of the next, in the order in which they stand.
void TestSideBySide::tabReadsColumnByColumn()
{
    beside(Qt::Key_2);
    press(Qt::Key_1, Qt::ControlModifier);
    beside(Qt::Key_3); // between the two
    QCOMPARE(open(), (QList<quint64>{1, 3, 2}));
    visible(u"searchLine"_s)->setFocus(Qt::TabFocusReason);
    QList<quint64> order;
    constexpr int stops_max = 120;
    for (int stop = 0; stop < stops_max && focused() != u"dutyCombo"_s; ++stop) {
        press(Qt::Key_Tab);
        const quint64 at = keyboard();
        if (at != 0 && (order.isEmpty() || order.constLast() != at)) order.append(at);
    }
    QCOMPARE(order, (QList<quint64>{1, 3, 2}));
}

void TestSideBySide::thereIsNoOtherToShow()
{
    beside(Qt::Key_2);
    beside(Qt::Key_3);
    QVERIFY(!visible<ui::Banner>(u"columnsNotice"_s));
    press(Qt::Key_B, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(open(), (QList<quint64>{1, 2, 3}));
    QVERIFY(visible<ui::Banner>(u"columnsNotice"_s));
}

CHAT121_GUI_TEST_MAIN(TestSideBySide)
#include "tst_side_by_side.moc"
