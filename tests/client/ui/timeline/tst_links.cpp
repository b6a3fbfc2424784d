// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A link opens by a click or a key, after its host and its whole address were shown, and by nothing else.
#include "client/ui/timeline/link_dialog.h"
#include "tests/client/ui/timeline/timeline_fixture.h"
#include "tests/support/gui_test_main.h"

#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>

namespace {

using namespace chat121;
using namespace chat121::ui;
using namespace chat121::test;
using namespace Qt::Literals::StringLiterals;

class TestLinks : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_theme.install(); }
    void theWholeAddressIsShown_data();
    void theWholeAddressIsShown();
    void enterCancels();
    void onlyOpeningOpens();
    void pointingAtItDoesNothing();
    void otherButtonsDoNotOpenIt();
    void aPretendedHostIsNoLink();
    void severalAreChosenFrom();

private:
    Theme m_theme;
};

LinkDialog *dialogOf(const TimelineView &view)
{
    for (LinkDialog *dialog : view.findChildren<LinkDialog *>())
        if (dialog->isVisible()) return dialog;
    return nullptr;
}

QString shownAddress(const QWidget &dialog)
{
    return dialog.findChild<QPlainTextEdit *>(u"address"_s)->toPlainText();
}

void TestLinks::theWholeAddressIsShown_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<QString>("shown");

    QTest::newRow("short") << u"https://acme.example/a?b=1#c"_s << u"https://acme.example/a?b=1#c"_s;
    const QString path = QString(1500, u'x');
    QTest::newRow("long") << u"https://acme.example/"_s + path << u"https://acme.example/"_s + path;
    QTest::newRow("other letters") << u"https://\u0430cme.example/\u0430"_s
                                   << u"https://xn--cme-5cd.example/%D0%B0"_s;
}

void TestLinks::theWholeAddressIsShown()
{
    QFETCH(QString, address);
    LinkDialog dialog((QUrl(address)));
    dialog.show();
    QTEST(shownAddress(dialog), "shown");
    auto *view = dialog.findChild<QPlainTextEdit *>(u"address"_s);
    QVERIFY(view->isVisible() && view->isReadOnly());
    QVERIFY(!view->accessibleName().isEmpty());
    QVERIFY(view->height() < dialog.height() / 2); // the buttons stay in sight
}

void TestLinks::enterCancels()
{
    LinkDialog dialog((QUrl(u"https://acme.example"_s)));
    dialog.show();
    QVERIFY(dialog.findChild<QPushButton *>(u"cancel"_s)->isDefault());
    auto *view = dialog.findChild<QPlainTextEdit *>(u"address"_s);
    for (QWidget *focused : {static_cast<QWidget *>(&dialog), static_cast<QWidget *>(view)}) {
        dialog.show();
        QTest::keyClick(focused, Qt::Key_Return);
        QVERIFY(!dialog.isVisible());
        QCOMPARE(dialog.result(), static_cast<int>(QDialog::Rejected));
    }
}

void TestLinks::onlyOpeningOpens()
{
    ShownTimeline shown({timelineRow(0, u"https://acme.example/refunds"_s)});
    QList<QUrl> opened;
    shown.view.setLinkOpener([&opened](const QUrl &url) { opened.append(url); });
    shown.view.setCurrentRow(0);
    QTest::keyClick(&shown.view, Qt::Key_Return);
    QVERIFY(dialogOf(shown.view));
    QVERIFY(opened.isEmpty());
    dialogOf(shown.view)->findChild<QPushButton *>(u"cancel"_s)->click();
    QVERIFY(opened.isEmpty());
    QTest::keyClick(&shown.view, Qt::Key_Return);
    dialogOf(shown.view)->findChild<QPushButton *>(u"open"_s)->click();
    QCOMPARE(opened, QList<QUrl>{QUrl(u"https://acme.example/refunds"_s)});
}

void TestLinks::pointingAtItDoesNothing()
{
    ShownTimeline shown({timelineRow(0, u"https://acme.example/refunds"_s)});
    int opened = 0;
    shown.view.setLinkOpener([&opened](const QUrl &) { ++opened; });
    QTest::mouseMove(shown.view.viewport(), shown.view.bubbleRect(0).center());
    QHelpEvent tip(QEvent::ToolTip, shown.view.bubbleRect(0).center(), QPoint());
    QCoreApplication::sendEvent(shown.view.viewport(), &tip);
    QCOMPARE(opened, 0);
    QVERIFY(!dialogOf(shown.view));
}

void TestLinks::otherButtonsDoNotOpenIt()
{
    ShownTimeline shown({timelineRow(0, u"https://acme.example/refunds"_s)});
    QTest::mouseClick(shown.view.viewport(), Qt::MiddleButton, {}, shown.view.bubbleRect(0).center());
    QVERIFY(!dialogOf(shown.view));
}

void TestLinks::aPretendedHostIsNoLink()
{
    ShownTimeline shown({timelineRow(0, u"https://bank.example@evil.example/login"_s)});
    QTest::mouseClick(shown.view.viewport(), Qt::LeftButton, {}, shown.view.bubbleRect(0).center());
    QVERIFY(!dialogOf(shown.view));
    shown.view.setCurrentRow(0);
    QTest::keyClick(&shown.view, Qt::Key_Return);
    QVERIFY(!dialogOf(shown.view));
}

void TestLinks::severalAreChosenFrom()
{
    ShownTimeline shown({timelineRow(0, u"https://a.example https://\u0430.example"_s)});
    shown.view.setCurrentRow(0);
    QTest::keyClick(&shown.view, Qt::Key_Return);
    QVERIFY(!dialogOf(shown.view));
    auto *menu = shown.view.findChild<QMenu *>();
    QVERIFY(menu);
    QStringList texts;
    for (const QAction *action : menu->actions())
        texts.append(action->text());
    QVERIFY(texts.contains(u"Open a.example"_s));
    QVERIFY(texts.contains(u"Open xn--80a.example"_s));
    menu->close();
}

} // namespace

CHAT121_GUI_TEST_MAIN(TestLinks)

#include "tst_links.moc"
