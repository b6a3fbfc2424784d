// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Conversations beside each other, in windows of any width and both directions of writing: as many as have
// room, whole; the others are one step away, and nobody is told that they were read.
#include "client/ui/desk/talk_columns.h"
#include "tests/client/ui/windows/columns_test.h"
#include "tests/support/gui_test_main.h"

#include <QAbstractButton>
#include <QMenu>

using namespace chat121;
using namespace chat121::test;
using namespace Qt::StringLiterals;

namespace {

constexpr qreal kWide = 2560, kSmall = 360; // units

} // namespace

class TestColumnsFit : public ColumnsTest {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        installTheme();
        m_font = QApplication::font();
    }
    void cleanup();
    void asManyAsHaveRoom_data();
    void asManyAsHaveRoom();
    void theOthersAreOneStepAway();
    void whatIsNotShownIsNotRead();
    void whatCanBeDoneStandsInAMenu();
    void theContextMakesRoom();

private:
    void openThree(qreal units)
    {
        openDesk(kWide);
        beside(Qt::Key_2);
        beside(Qt::Key_3);
        makeWide(units);
        QTRY_COMPARE(m_window->width(), m_theme->px(units));
    }
    QRect place(const QWidget *widget) const
    {
        return {widget->mapTo(m_window.get(), QPoint()), widget->size()};
    }

    QFont m_font;
};

void TestColumnsFit::cleanup()
{
    closeWindow();
    QApplication::setFont(m_font);
    QApplication::setLayoutDirection(Qt::LeftToRight);
}

void TestColumnsFit::asManyAsHaveRoom_data()
{
    QTest::addColumn<int>("units");
    QTest::addColumn<int>("percent");
    QTest::addColumn<bool>("is_mirrored");
    QTest::addColumn<int>("shown");
    for (const int percent : {100, 125, 200}) {
        for (const bool is_mirrored : {false, true}) {
            const char *side = is_mirrored ? "from the right" : "from the left";
            QTest::addRow("360, %d %%, %s", percent, side) << 360 << percent << is_mirrored << 1;
            QTest::addRow("700, %d %%, %s", percent, side) << 700 << percent << is_mirrored << 1;
            QTest::addRow("1024, %d %%, %s", percent, side) << 1024 << percent << is_mirrored << 2;
            QTest::addRow("2560, %d %%, %s", percent, side) << 2560 << percent << is_mirrored << 3;
        }
    }
}

void TestColumnsFit::asManyAsHaveRoom()
{
    QFETCH(int, units);
    QFETCH(int, percent);
    QFETCH(bool, is_mirrored);
    QFETCH(int, shown);
    QFont font = m_font;
    font.setPointSizeF(font.pointSizeF() * percent / 100);
    QApplication::setFont(font);
    QApplication::setLayoutDirection(is_mirrored ? Qt::RightToLeft : Qt::LeftToRight);
    openThree(units);
    QTRY_COMPARE(columns().size(), shown);
    QList<ui::TalkColumn *> all = columns();
    QCOMPARE(keyboard(), 3u); // the current one is always there
    const int least = shown > 1 ? m_theme->px(ui::TalkColumns::columnUnits()) : 1;
    const int off = is_mirrored ? 1 : 0; // QSplitter mirrors by a pixel too many
    int end = 0;
    for (ui::TalkColumn *column : all) {
        const QRect here = place(column);
        QVERIFY(here.left() >= end && here.right() < m_window->width() + off);
        QVERIFY(here.width() >= least);
        QVERIFY(column->minimumSizeHint().width() <= here.width()); // nothing in it is cut off
        QVERIFY(place(column->findChild<QWidget *>(u"composerEdit"_s)).right() <= here.right());
        const auto *title = column->findChild<QLabel *>(u"titleLabel"_s);
        QVERIFY(title->isVisible() && title->width() >= m_theme->px(72));
        end = here.right();
    }
    if (is_mirrored) std::reverse(all.begin(), all.end());
    for (qsizetype at = 0; at < all.size(); ++at)
        QCOMPARE(all.at(at)->conversation().value, quint64(3 - all.size() + at + 1));
    QCOMPARE(visible(u"otherColumnsButton"_s) != nullptr, shown < 3);
}

void TestColumnsFit::theOthersAreOneStepAway()
{
    openThree(kSmall);
    QTRY_COMPARE(open(), QList<quint64>{3});
    QVERIFY(visible<QAbstractButton>(u"otherColumnsButton"_s)->text().contains(u'2'));
    press(Qt::Key_Tab, Qt::ControlModifier);
    QCOMPARE(open(), QList<quint64>{1});
    QCOMPARE(keyboard(), 1u);
    click(u"otherColumnsButton"_s);
    auto *menu = m_window->findChild<QMenu *>(u"otherColumnsMenu"_s);
    QVERIFY(menu && menu->actions().size() == 2);
    QCOMPARE(menu->actions().at(0)->text(), u"Peter W."_s);
    menu->actions().at(0)->trigger();
    menu->close();
    QCOMPARE(open(), QList<quint64>{2});
    QCOMPARE(keyboard(), 2u);
    makeWide(kWide);
    QTRY_COMPARE(open(), (QList<quint64>{1, 2, 3}));
    QVERIFY(!visible(u"otherColumnsButton"_s));
}

void TestColumnsFit::whatIsNotShownIsNotRead()
{
    openThree(kSmall);
    QTRY_COMPARE(open(), QList<quint64>{3});
    const auto say = [this](quint64 conversation) {
        PlayedTalk *talk = m_workspace->played({conversation});
        TimelineRow row = talk->timeline()->at(0);
        row.id = *MessageId::from(QByteArray(15, 'n') + char('0' + conversation));
        row.sequence = Sequence{1000};
        talk->timeline()->append({row});
        QCoreApplication::processEvents();
    };
    const int first = m_workspace->played({1})->read_marks;
    const int third = m_workspace->played({3})->read_marks;
    say(1);
    say(3);
    QCOMPARE(m_workspace->played({1})->read_marks, first);
    QTRY_VERIFY(m_workspace->played({3})->read_marks > third);
    press(Qt::Key_Tab, Qt::ControlModifier);
    QCOMPARE(open(), QList<quint64>{1});
    QTRY_VERIFY(m_workspace->played({1})->read_marks > first);
}

// Where a head is narrow; what is chosen there acts on the conversation below it.
void TestColumnsFit::whatCanBeDoneStandsInAMenu()
{
    openThree(1024);
    QTRY_COMPARE(open(), (QList<quint64>{2, 3}));
    QVERIFY(!in<QAbstractButton>(2, u"closeButton"_s));
    QVERIFY(!in<QAbstractButton>(2, u"handOverButton"_s));
    QVERIFY(in<QAbstractButton>(2, u"moreActionsButton"_s));
    auto *menu = column(2)->findChild<QMenu *>(u"moreActionsMenu"_s);
    QVERIFY(menu);
    Q_EMIT menu->aboutToShow();
    const QString name = column(2)->findChild<QAbstractButton *>(u"closeButton"_s)->accessibleName();
    const auto actions = menu->actions();
    const auto close = std::find_if(actions.begin(), actions.end(),
                                    [&](const QAction *action) { return action->text() == name; });
    QVERIFY(close != actions.end());
    m_workspace->asked.clear();
    (*close)->trigger();
    QCOMPARE(m_workspace->asked, QStringList{u"close 2"_s});
    makeWide(kWide);
    QTRY_VERIFY(in<QAbstractButton>(2, u"closeButton"_s));
    QVERIFY(!in<QAbstractButton>(2, u"moreActionsButton"_s));
}

void TestColumnsFit::theContextMakesRoom()
{
    openDesk(1024);
    QTRY_VERIFY(visible(u"contextPane"_s));
    beside(Qt::Key_2);
    QTRY_VERIFY(!visible(u"contextPane"_s));
    QTRY_COMPARE(open(), (QList<quint64>{1, 2}));
    press(Qt::Key_X, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_VERIFY(visible(u"contextPane"_s));
    QCOMPARE(open(), QList<quint64>{1});
}

CHAT121_GUI_TEST_MAIN(TestColumnsFit)
#include "tst_columns_fit.moc"
