// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Rating a conversation: asked for in one line when it is over, given or declined by keyboard alone, and read
// by staff where they look at what is closed.
#include "client/ui/customer/rating_dialog.h"
#include "client/ui/theme/theme.h"
#include "client/ui/widgets/banner.h"
#include "tests/client/ui/windows/scenes.h"
#include "tests/client/ui/windows/window_test.h"
#include "tests/support/gui_test_main.h"

#include <QAbstractButton>
#include <QAccessible>
#include <QLabel>
#include <QRadioButton>

#include <algorithm>

using namespace chat121;
using namespace chat121::test;
using namespace Qt::StringLiterals;

namespace {

constexpr qreal kWide = 1180; // units: with what is known about the customer

} // namespace

class TestRatingWindows : public WindowTest {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { installTheme(); }
    void init();
    void cleanup() { closeWindow(); }
    void nothingIsAskedWhileItGoesOn();
    void itIsGivenByKeyboardAlone();
    void nothingIsSentOfNothing();
    void escapeSaysNothing();
    void itMayBeDeclined();
    void itMayBeChanged();
    void itsWayIsShown();
    void eachChoiceHasAWord();
    void staffReadItInTheList();
    void theWrapUpShowsIt();

private:
    PlayedTalk *own() { return m_workspace->played({1}); }
    ui::Banner *banner() { return visible<ui::Banner>(u"ratingBanner"_s); }
    void isAsked() { own()->setRating({{}, true, true, false}); }
    QAbstractButton *bannerButton(qsizetype place)
    {
        QList<QAbstractButton *> shown;
        if (banner())
            for (QAbstractButton *button : banner()->findChildren<QAbstractButton *>())
                if (button->isVisible()) shown.append(button);
        return place < shown.size() ? shown.at(place) : nullptr;
    }
    ui::RatingDialog *dialog()
    {
        const auto all = m_window->findChildren<ui::RatingDialog *>();
        for (ui::RatingDialog *each : all)
            if (each->isVisible()) return each;
        return nullptr;
    }
    template <typename T>
    T *in(const QString &object)
    {
        return dialog() ? dialog()->findChild<T *>(object) : nullptr;
    }
    void asks()
    {
        isAsked();
        QVERIFY(banner());
        Q_EMIT banner()->actionClicked();
        QVERIFY(dialog());
    }
};

void TestRatingWindows::init()
{
    newWorkspace();
    playCustomerAt(*m_workspace, QueueStanding::Step::Closed, m_clock.now());
    showWindow();
}

void TestRatingWindows::nothingIsAskedWhileItGoesOn()
{
    QVERIFY(!banner());
    isAsked();
    QVERIFY(banner());
    own()->setRating({});
    QVERIFY(!banner());
}

void TestRatingWindows::itIsGivenByKeyboardAlone()
{
    isAsked();
    QVERIFY(bannerButton(0));
    bannerButton(0)->setFocus(Qt::TabFocusReason);
    press(Qt::Key_Space);
    QVERIFY(dialog());
    dialog()->activateWindow();
    QTRY_COMPARE(QApplication::activeWindow(), dialog()); // not its parent
    auto *best = in<QRadioButton>(u"ratingChoice5"_s);
    QCOMPARE(dialog()->focusWidget(), best);
    QTest::keyClick(best, Qt::Key_Space);
    QVERIFY(best->isChecked());
    QTest::keyClick(best, Qt::Key_Down);
    QVERIFY(in<QRadioButton>(u"ratingChoice4"_s)->isChecked());
    auto *remark = in<QLineEdit>(u"ratingRemarkEdit"_s);
    QTest::keyClicks(remark, u" Quick "_s);
    QTest::keyClick(remark, Qt::Key_Return);
    QCOMPARE(own()->ratings, (QList<Rating>{{4, u"Quick"_s}}));
    QVERIFY(!dialog());
}

void TestRatingWindows::nothingIsSentOfNothing()
{
    asks();
    auto *send = in<QAbstractButton>(u"ratingSendButton"_s);
    QVERIFY(!send->isEnabled());
    QTest::keyClicks(in<QLineEdit>(u"ratingRemarkEdit"_s), u"A word alone"_s);
    QTest::keyClick(in<QLineEdit>(u"ratingRemarkEdit"_s), Qt::Key_Return);
    QVERIFY(own()->ratings.isEmpty());
    in<QRadioButton>(u"ratingChoice1"_s)->setChecked(true);
    QVERIFY(send->isEnabled());
}

void TestRatingWindows::escapeSaysNothing()
{
    asks();
    QTest::keyClick(dialog(), Qt::Key_Escape);
    QVERIFY(!dialog());
    QVERIFY(own()->ratings.isEmpty());
    QCOMPARE(own()->ratings_skipped, 0); // the line still asks
    QVERIFY(banner());
}

void TestRatingWindows::itMayBeDeclined()
{
    isAsked();
    Q_EMIT banner()->putOff();
    QCOMPARE(own()->ratings_skipped, 1);
    QVERIFY(!banner());
    QCOMPARE(focused(), u"composerEdit"_s);
}

void TestRatingWindows::itMayBeChanged()
{
    own()->setRating({{2, u"Slow"_s}, false, true, false});
    QVERIFY(banner());
    QVERIFY(banner()->sentence().contains(ratingText(2)));
    Q_EMIT banner()->actionClicked();
    QVERIFY(in<QRadioButton>(u"ratingChoice2"_s)->isChecked());
    QCOMPARE(in<QLineEdit>(u"ratingRemarkEdit"_s)->text(), u"Slow"_s);
    in<QRadioButton>(u"ratingChoice3"_s)->setChecked(true);
    in<QAbstractButton>(u"ratingSendButton"_s)->click();
    QCOMPARE(own()->ratings, (QList<Rating>{{3, u"Slow"_s}}));
    own()->setRating({{3, u"Slow"_s}, false, false, false}); // once
    QVERIFY(!banner());
}

void TestRatingWindows::itsWayIsShown()
{
    own()->setRating({{}, false, false, true});
    QVERIFY(banner());
    QVERIFY(!bannerButton(0)); // nothing to do about it
}

void TestRatingWindows::eachChoiceHasAWord()
{
    asks();
    QSet<QString> names;
    for (int stars = 1; stars <= limits::kRatingStarsMax; ++stars) {
        auto *choice = in<QRadioButton>(u"ratingChoice%1"_s.arg(stars));
        QVERIFY(choice->text().contains(ratingName(stars)));
        QAccessibleInterface *face = QAccessible::queryAccessibleInterface(choice);
        QVERIFY(face && face->role() == QAccessible::RadioButton);
        QVERIFY(face->text(QAccessible::Name).contains(ratingName(stars)));
        names.insert(ratingName(stars));
    }
    QCOMPARE(names.size(), limits::kRatingStarsMax);
    QVERIFY(ratingName(0).isEmpty() && ratingText(0).isEmpty() && ratingText(6).isEmpty());
}

void TestRatingWindows::staffReadItInTheList()
{
    newWorkspace();
    playDesk(*m_workspace, m_clock.now());
    showWindow();
    makeWide(kWide);
    ConversationRow row = *m_workspace->closed()->find({6});
    row.rating = 4;
    m_workspace->closed()->upsert(row);
    const QModelIndex index = m_workspace->closed()->index(m_workspace->closed()->rowOf({6}));
    QVERIFY(index.data(Qt::AccessibleTextRole).toString().contains(ratingName(4)));
    Q_EMIT m_workspace->talkOpened({6});
    QWidget *context = visible(u"contextPane"_s);
    QVERIFY(context);
    const auto labels = context->findChildren<QLabel *>();
    QVERIFY(std::any_of(labels.begin(), labels.end(),
                        [](const QLabel *label) { return label->text() == ratingText(4); }));
}

void TestRatingWindows::theWrapUpShowsIt()
{
    newWorkspace();
    playDesk(*m_workspace, m_clock.now());
    showWindow();
    m_workspace->played({6})->setNotable(true);
    Q_EMIT m_workspace->talkOpened({6});
    press(Qt::Key_W, Qt::ControlModifier | Qt::ShiftModifier);
    QVERIFY(!visible<QLabel>(u"wrapUpRatingLabel"_s)); // none yet
    m_workspace->played({6})->setRating({{5, u"Thanks"_s}, false, false, false});
    auto *label = visible<QLabel>(u"wrapUpRatingLabel"_s);
    QVERIFY(label);
    QVERIFY(label->text().contains(ratingText(5)));
    QVERIFY(label->text().contains(u"Thanks"_s));
}

CHAT121_GUI_TEST_MAIN(TestRatingWindows)
#include "tst_rating_windows.moc"
