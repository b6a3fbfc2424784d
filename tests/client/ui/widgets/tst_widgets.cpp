// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The small pieces: plain text stays plain, states are told in words, everything works by keyboard.
#include "client/ui/theme/button.h"
#include "client/ui/theme/theme.h"
#include "client/ui/widgets/avatar.h"
#include "client/ui/widgets/banner.h"
#include "client/ui/widgets/confirm_dialog.h"
#include "client/ui/widgets/elapsed.h"
#include "client/ui/widgets/form_field.h"
#include "client/ui/widgets/roster_bar.h"
#include "client/ui/widgets/skeleton.h"
#include "client/ui/widgets/state_page.h"
#include "tests/support/fake_clock.h"
#include "tests/support/gui_test_main.h"

#include <QAction>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTest>
#include <QToolButton>

namespace {

using namespace chat121;
using namespace chat121::ui;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

class TestWidgets : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_theme.install(); }
    void labelIsAlwaysPlain();
    void elidedLabelCanShrink();
    void statusLine_data();
    void statusLine();
    void bannerOffersOneAction();
    void elapsedText_data();
    void elapsedText();
    void elapsedLabelCountsAndWarns();
    void badge_data();
    void badge();
    void fieldErrorGoesAwayWithTyping();
    void passwordIsShownOnRequestOnly();
    void emptyStateHasOneButton();
    void emptyStateIsCentredAtAnyWidth_data();
    void emptyStateIsCentredAtAnyWidth();
    void errorDetailsAreFolded();
    void personHasOneTintEverywhere();
    void emptyFieldBeginsWhereTheLayoutDoes();
    void errorOfAFieldHasAMark();
    void numberIsChosenInAFieldOfOurs();
    void destroyingNeedsTheButton_data();
    void destroyingNeedsTheButton();
    void skeletonWaitsBeforeItShows();
    void rosterSaysWhoCanRead();
    void rosterExplainsOnAKey();

private:
    Theme m_theme;
};

void TestWidgets::labelIsAlwaysPlain()
{
    PlainLabel label(u"<img src=\"/etc/hostname\"><b>x</b>"_s);
    QCOMPARE(label.textFormat(), Qt::PlainText);
    PlainLabel letters(u"&lt;"_s);
    QVERIFY(label.sizeHint().width() > letters.sizeHint().width() * 4);
}

void TestWidgets::elidedLabelCanShrink()
{
    PlainLabel label(u"a long name "_s.repeated(20));
    label.setOverflow(Overflow::Elide);
    QVERIFY(label.minimumSizeHint().width() < label.sizeHint().width() / 10);
    QCOMPARE(label.sizeHint().height(), label.fontMetrics().height());
}

void TestWidgets::statusLine_data()
{
    QTest::addColumn<ConnectionState>("state");
    QTest::addColumn<int>("waiting");
    QTest::addColumn<QString>("word");

    QTest::newRow("at the start") << ConnectionState::Connecting << 0 << u"Connecting"_s;
    QTest::newRow("connected") << ConnectionState::Connected << 0 << u"all messages sent"_s;
    QTest::newRow("connected, sending") << ConnectionState::Connected << 2 << u"2"_s;
    QTest::newRow("reconnecting") << ConnectionState::Reconnecting << 0 << u"Reconnecting"_s;
    QTest::newRow("offline with messages") << ConnectionState::Offline << 3 << u"3"_s;
}

void TestWidgets::statusLine()
{
    QFETCH(ConnectionState, state);
    QFETCH(int, waiting);
    QFETCH(QString, word);
    StatusLine line;
    line.setStatus({state, waiting});
    QVERIFY2(line.text().contains(word), qPrintable(line.text()));
    QCOMPARE(line.accessibleName(), line.text());
}

void TestWidgets::bannerOffersOneAction()
{
    Banner banner;
    QVERIFY(banner.isHidden());
    banner.show(Banner::Kind::Warning, u"The server cannot be reached."_s, u"Try now"_s);
    QSignalSpy clicked(&banner, &Banner::actionClicked);
    auto *button = banner.findChild<Button *>();
    QVERIFY(button);
    QTest::mouseClick(button, Qt::LeftButton);
    QCOMPARE(clicked.size(), 1);
    banner.show(Banner::Kind::Info, u"Fine."_s);
    QVERIFY(!banner.findChild<Button *>());
    QCOMPARE(banner.accessibleName(), u"Fine."_s);
}

void TestWidgets::elapsedText_data()
{
    QTest::addColumn<qint64>("seconds");
    QTest::addColumn<QString>("text");

    QTest::newRow("start") << qint64(0) << u"0:00"_s;
    QTest::newRow("seconds") << qint64(41) << u"0:41"_s;
    QTest::newRow("minutes") << qint64(725) << u"12:05"_s;
    QTest::newRow("hours") << qint64(3750) << u"1:02:30"_s;
    QTest::newRow("a clock that was set back") << qint64(-5) << u"0:00"_s;
}

void TestWidgets::elapsedText()
{
    QFETCH(qint64, seconds);
    QTEST(chat121::ui::elapsedText(std::chrono::seconds(seconds)), "text");
}

void TestWidgets::elapsedLabelCountsAndWarns()
{
    test::FakeClock clock;
    ElapsedTicker ticker(clock);
    ElapsedLabel label(ticker);
    label.setThresholds(60s, 120s);
    label.setSince(clock.now());
    QCOMPARE(label.text(), u"0:00"_s);
    const QColor calm = label.colour();
    clock.advance(61s);
    Q_EMIT ticker.ticked(clock.now());
    QCOMPARE(label.text(), u"1:01"_s);
    QCOMPARE(label.colour(), m_theme.tokens().warn);
    QVERIFY(label.accessibleName().contains(u"too long"));
    clock.advance(60s);
    Q_EMIT ticker.ticked(clock.now());
    QCOMPARE(label.colour(), m_theme.tokens().danger);
    label.setSince({});
    QCOMPARE(label.text(), QString());
    label.setSince(clock.now());
    QCOMPARE(label.colour(), calm);
}

void TestWidgets::badge_data()
{
    QTest::addColumn<int>("count");
    QTest::addColumn<QString>("text");
    QTest::newRow("some") << 3 << u"3"_s;
    QTest::newRow("99") << 99 << u"99"_s;
    QTest::newRow("many") << 1000 << u"99+"_s;
}

void TestWidgets::badge()
{
    QFETCH(int, count);
    Badge mark;
    QVERIFY(mark.isHidden());
    mark.setCount(count);
    QVERIFY(!mark.isHidden());
    QTEST(badgeText(count), "text");
    mark.setCount(0);
    QVERIFY(mark.isHidden());
}

void TestWidgets::fieldErrorGoesAwayWithTyping()
{
    FormField field(u"Name"_s);
    field.setHint(u"As others see it"_s);
    field.show();
    QCOMPARE(field.edit()->accessibleName(), u"Name"_s);
    QCOMPARE(field.edit()->accessibleDescription(), u"As others see it"_s);
    field.setError(u"Please choose a name."_s);
    QCOMPARE(field.edit()->accessibleDescription(), u"Please choose a name."_s);
    QCOMPARE(field.edit()->grab().toImage().pixelColor(0, field.edit()->height() / 2),
             m_theme.tokens().danger);
    QSignalSpy submitted(&field, &FormField::submitted);
    QTest::keyClicks(field.edit(), u"Anna"_s);
    QVERIFY(!field.hasError());
    QTest::keyClick(field.edit(), Qt::Key_Return);
    QCOMPARE(submitted.size(), 1);
}

void TestWidgets::passwordIsShownOnRequestOnly()
{
    PasswordField field(u"Password"_s);
    QCOMPARE(field.edit()->echoMode(), QLineEdit::Password);
    auto *toggle = field.edit()->findChild<QToolButton *>();
    QVERIFY(toggle);
    QCOMPARE(toggle->focusPolicy(), Qt::TabFocus);
    field.show();
    QTest::mouseClick(toggle, Qt::LeftButton);
    QCOMPARE(field.edit()->echoMode(), QLineEdit::Normal);
    QTest::keyClick(toggle, Qt::Key_Space);
    QCOMPARE(field.edit()->echoMode(), QLineEdit::Password);
}

void TestWidgets::emptyStateHasOneButton()
{
    EmptyState empty(Icon::Queue, u"Nobody is waiting"_s, u"New conversations appear here."_s);
    QVERIFY(!empty.action());
    empty.setAction(u"Invite"_s);
    empty.setAction(u"Invite a customer"_s);
    QCOMPARE(empty.findChildren<Button *>().size(), 1);
    QSignalSpy clicked(&empty, &EmptyState::actionClicked);
    QTest::keyClick(empty.action(), Qt::Key_Space);
    QCOMPARE(clicked.size(), 1);
    QCOMPARE(empty.accessibleName(), u"Nobody is waiting"_s);
}

void TestWidgets::emptyStateIsCentredAtAnyWidth_data()
{
    QTest::addColumn<int>("width");
    QTest::newRow("narrow") << 360;
    QTest::newRow("usual") << 780;
    QTest::newRow("wide") << 2000;
}

void TestWidgets::emptyStateIsCentredAtAnyWidth()
{
    QFETCH(int, width);
    ErrorState error(u"This profile cannot be opened"_s, u"The disk is full. Nothing is lost."_s);
    error.setAction(u"Close"_s);
    error.resize(width, 600);
    error.show();
    for (const QLabel *label : error.findChildren<QLabel *>()) {
        const int middle = label->mapTo(&error, label->rect().center()).x();
        QVERIFY2(qAbs(middle - width / 2) <= 1, qPrintable(label->text()));
    }
}

// Two tints for one name would be two people.
void TestWidgets::personHasOneTintEverywhere()
{
    const Tokens t = lightTokens();
    QCOMPARE(tintOf(t, u"Maria K."_s).fill, tintOf(t, u" Maria K. "_s).fill);
    QSet<QRgb> fills;
    for (const QString &name : {u"Anna"_s, u"Maria K."_s, u"Peter W."_s, u"Lea Brandt"_s, u"Jonas"_s, u""_s})
        fills.insert(tintOf(t, name).fill.rgb());
    QVERIFY(fills.size() > 2);
}

void TestWidgets::emptyFieldBeginsWhereTheLayoutDoes()
{
    FormField field(u"Name"_s);
    field.resize(300, 60);
    field.show();
    const auto cursorX = [&field] {
        field.grab(); // QLineEdit places its cursor when it paints
        return field.edit()->inputMethodQuery(Qt::ImCursorRectangle).toRect().x();
    };
    QVERIFY(cursorX() < 100);
    field.setLayoutDirection(Qt::RightToLeft);
    QVERIFY(cursorX() > 200);
    field.setText(u"Anna"_s); // Latin words stand on their own side
    QVERIFY(cursorX() < 100);
    field.setText({});
    QVERIFY(cursorX() > 200);
}

void TestWidgets::errorOfAFieldHasAMark()
{
    FormField field(u"Name"_s);
    field.setHint(u"As others call you"_s);
    field.show();
    const auto *mark = field.findChild<IconLabel *>();
    QVERIFY(mark && !mark->isVisible());
    field.setError(u"Enter your name."_s);
    QVERIFY(mark->isVisible());
    field.setError({});
    QVERIFY(!mark->isVisible());
}

void TestWidgets::numberIsChosenInAFieldOfOurs()
{
    QSpinBox spin;
    spin.setRange(1, 9);
    spin.setValue(8);
    spin.resize(spin.sizeHint());
    spin.show();
    QCOMPARE(spin.height(), m_theme.px(size::kControlHeight));
    const QImage picture = spin.grab().toImage();
    const QColor edge = picture.pixelColor(spin.width() / 2, 0);
    QVERIFY(chat121::ui::contrast(edge, m_theme.tokens().surface_1) > 2.5); // antialiased: not quite 3
    const QPoint up(spin.width() - m_theme.px(space::kM), spin.height() / 4);
    const QPoint down(up.x(), spin.height() * 3 / 4);
    QTest::mouseClick(&spin, Qt::LeftButton, {}, up);
    QCOMPARE(spin.value(), 9);
    QTest::mouseClick(&spin, Qt::LeftButton, {}, down);
    QCOMPARE(spin.value(), 8);
    QTest::keyClick(&spin, Qt::Key_Up);
    QCOMPARE(spin.value(), 9);
}

void TestWidgets::destroyingNeedsTheButton_data()
{
    QTest::addColumn<int>("key");
    QTest::addColumn<QString>("button"); // clicked when there is no key
    QTest::addColumn<bool>("is_destroyed");
    QTest::newRow("Enter keeps") << int(Qt::Key_Return) << QString() << false;
    QTest::newRow("Escape keeps") << int(Qt::Key_Escape) << QString() << false;
    QTest::newRow("the button that keeps") << 0 << u"keepButton"_s << false;
    QTest::newRow("the button that destroys") << 0 << u"destroyButton"_s << true;
}

void TestWidgets::destroyingNeedsTheButton()
{
    QFETCH(int, key);
    QFETCH(QString, button);
    QFETCH(bool, is_destroyed);
    ConfirmDialog dialog({u"Erase it?"_s, u"Nobody can bring it back."_s, u"Keep"_s, u"Erase"_s});
    dialog.show();
    if (key != 0)
        QTest::keyClick(&dialog, static_cast<Qt::Key>(key));
    else
        QTest::mouseClick(dialog.findChild<QWidget *>(button), Qt::LeftButton);
    QVERIFY(!dialog.isVisible());
    QCOMPARE(dialog.result() == QDialog::Accepted, is_destroyed);
}

void TestWidgets::errorDetailsAreFolded()
{
    ErrorState error(u"It failed"_s, u"Nothing is lost."_s);
    error.setDetails(u"code 5"_s);
    error.show();
    PlainLabel *details = nullptr;
    for (PlainLabel *label : error.findChildren<PlainLabel *>()) {
        if (label->text() == u"code 5") details = label;
    }
    QVERIFY(details && !details->isVisible());
    QTest::mouseClick(error.findChild<Button *>(), Qt::LeftButton);
    QVERIFY(details->isVisible());
}

void TestWidgets::skeletonWaitsBeforeItShows()
{
    Skeleton skeleton(Skeleton::Shape::List);
    skeleton.start();
    QVERIFY(!skeleton.isShowingBars());
    QTRY_VERIFY(skeleton.isShowingBars());
    skeleton.stop();
    QVERIFY(!skeleton.isShowingBars());
}

QList<RosterRow> roster()
{
    return {{AccountId{1}, true, true, u"Me"_s, u"Guest"_s, {}},
            {AccountId{2}, false, true, u"Anna\u202E"_s, u"Support"_s, u"ACME"_s}};
}

void TestWidgets::rosterSaysWhoCanRead()
{
    RosterBar bar;
    bar.setRoster(roster());
    QVERIFY(bar.accessibleName().contains(u"You, Guest; Anna, Support, signed by ACME"));
    bar.resize(400, 30);
    const QImage wide = bar.grab().toImage();
    bar.setLayoutDirection(Qt::RightToLeft);
    QVERIFY(bar.grab().toImage() != wide);
}

void TestWidgets::rosterExplainsOnAKey()
{
    RosterBar bar;
    bar.setRoster(roster());
    bar.show();
    QTest::keyClick(&bar, Qt::Key_Space);
    auto *dialog = bar.findChild<RosterDialog *>();
    QVERIFY(dialog && dialog->isVisible());
    QTest::keyClick(dialog, Qt::Key_Escape);
    QVERIFY(!dialog->isVisible());
}

} // namespace

CHAT121_GUI_TEST_MAIN(TestWidgets)

#include "tst_widgets.moc"
