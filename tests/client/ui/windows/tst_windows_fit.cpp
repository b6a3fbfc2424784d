// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Every window with a language that is a third longer and written from right to left, 360 units wide,
// at 100 % and 200 %: nothing is cut off, nothing sticks out, everything is mirrored.
#include "client/ui/shell/main_window.h"
#include "client/ui/theme/theme.h"
#include "tests/client/ui/gallery/pseudo_translator.h"
#include "tests/client/ui/windows/every_scene.h"
#include "tests/support/fake_clock.h"
#include "tests/support/gui_test_main.h"

#include <QLabel>
#include <QPushButton>
#include <QTest>

using namespace chat121;
using namespace chat121::test;

namespace {

constexpr qreal kNarrow = 360; // units

// What a label or button shows does not fit into it.
bool isCutOff(const QWidget &widget)
{
    if (const auto *label = qobject_cast<const QLabel *>(&widget)) {
        return label->wordWrap() && !label->text().isEmpty() &&
               label->heightForWidth(label->width()) > label->height();
    }
    if (const auto *button = qobject_cast<const QPushButton *>(&widget))
        return button->sizeHint().width() > button->width();
    return widget.hasHeightForWidth() && qobject_cast<const QAbstractButton *>(&widget) &&
           widget.heightForWidth(widget.width()) > widget.height();
}

// By more than the handle that QSplitter keeps for a pane that is not there.
bool sticksOut(const QWidget &widget, const QWidget &window)
{
    const int hairline = ui::Theme::of(&window).px(ui::size::kHairline);
    const QRect place(widget.mapTo(&window, QPoint()), widget.size());
    return place.left() < -hairline || place.right() >= window.width() + hairline;
}

QString nameOf(const QWidget &widget)
{
    const auto *label = qobject_cast<const QLabel *>(&widget);
    const auto *button = qobject_cast<const QAbstractButton *>(&widget);
    return QStringLiteral("%1 '%2' '%3'")
        .arg(QString::fromUtf8(widget.metaObject()->className()), widget.objectName(),
             label    ? label->text()
             : button ? button->text()
                      : QString());
}

QStringList faultsOf(const QWidget &window)
{
    QStringList faults;
    const auto widgets = window.findChildren<QWidget *>();
    for (const QWidget *widget : widgets) {
        if (!widget->isVisible() || widget->window() != &window || widget->size().isEmpty()) continue;
        if (isCutOff(*widget)) faults.append(QStringLiteral("cut off: ") + nameOf(*widget));
        if (!sticksOut(*widget, window)) continue;
        const int left = widget->mapTo(&window, QPoint()).x();
        faults.append(QStringLiteral("from %1 to %2: ").arg(left).arg(left + widget->width()) +
                      nameOf(*widget));
    }
    return faults;
}

} // namespace

class TestWindowsFit : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void everythingFits_data();
    void everythingFits();
    void rightIsLeft();

private:
    std::unique_ptr<ui::Theme> m_theme;
    LongPseudoTranslator m_translator;
    FakeClock m_clock;
};

void TestWindowsFit::initTestCase()
{
    m_theme = std::make_unique<ui::Theme>();
    m_theme->install();
    QVERIFY(QCoreApplication::installTranslator(&m_translator));
    QApplication::setLayoutDirection(Qt::RightToLeft);
}

void TestWindowsFit::cleanupTestCase()
{
    QCoreApplication::removeTranslator(&m_translator);
    QApplication::setLayoutDirection(Qt::LeftToRight);
}

void TestWindowsFit::everythingFits_data()
{
    QTest::addColumn<Scene>("scene");
    QTest::addColumn<int>("percent");
    for (const int percent : {100, 200}) {
        for (const auto &[name, scene] : everyScene())
            QTest::addRow("%s, %d %%", qPrintable(name), percent) << scene << percent;
    }
}

void TestWindowsFit::everythingFits()
{
    QFETCH(Scene, scene);
    QFETCH(int, percent);
    const QFont before = QApplication::font();
    QFont font = before;
    font.setPointSizeF(font.pointSizeF() * percent / 100);
    QApplication::setFont(font);
    {
        PlayedWorkspace workspace;
        ui::MainWindow window(workspace, *m_theme, m_clock);
        window.offerTryHere(true);
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        scene(workspace, window, m_clock.now());
        const int narrow = m_theme->px(kNarrow);
        window.resize(narrow, m_theme->px(2 * kNarrow));
        QTRY_COMPARE(window.width(), narrow); // the layouts do not ask for more
        QTRY_COMPARE(faultsOf(window).join(u'\n'), QString());
    }
    QApplication::setFont(before);
}

void TestWindowsFit::rightIsLeft()
{
    PlayedWorkspace workspace;
    playDesk(workspace, m_clock.now());
    ui::MainWindow window(workspace, *m_theme, m_clock);
    window.show();
    QVERIFY(QTest::qWaitForWindowExposed(&window));
    Q_EMIT workspace.talkOpened({1});
    QCoreApplication::processEvents();
    const auto middleOf = [&window](const char *object) {
        const auto *widget = window.findChild<QWidget *>(QString::fromLatin1(object));
        return widget->mapTo(&window, widget->rect().center()).x();
    };
    QVERIFY(middleOf("queueList") > middleOf("timeline"));
    QVERIFY(middleOf("timeline") > middleOf("contextPane"));
    QVERIFY(middleOf("dutyCombo") > middleOf("keysButton"));
    QVERIFY(middleOf("composerEdit") > middleOf("sendButton"));
}

CHAT121_GUI_TEST_MAIN(TestWindowsFit)
#include "tst_windows_fit.moc"
