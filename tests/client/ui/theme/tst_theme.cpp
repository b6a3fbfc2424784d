// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Contrast of every text on every surface, units, switching at run time, icons, buttons.
#include "client/ui/theme/button.h"
#include "client/ui/theme/theme.h"
#include "tests/support/gui_test_main.h"

#include <QFile>
#include <QPainter>
#include <QTest>

namespace {

using namespace chat121::ui;
using namespace Qt::Literals::StringLiterals;

constexpr qreal kTextContrast = 4.5; // WCAG 2.2 AA
constexpr qreal kControlContrast = 3;

class TestTheme : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_theme.install(); }
    void init() { m_theme.setScheme(Scheme::Light); }
    void contrast_data();
    void contrast();
    void knownContrasts();
    void systemColoursAreUsedForHighContrast();
    void switchingRepaintsWithoutRestart();
    void everyIconIsDrawn_data();
    void everyIconIsDrawn();
    void iconsThatPointAreMirrored();
    void unitsFollowTheFont();
    void reducedMotionTakesNoTime();
    void primaryButtonIsAccent();
    void focusRingShowsForTheKeyboardOnly();
    void iconButtonHasANameAndPlainTooltip();

private:
    Theme m_theme;
};

void TestTheme::contrast_data()
{
    QTest::addColumn<QColor>("text");
    QTest::addColumn<QColor>("surface");
    QTest::addColumn<qreal>("minimum");

    for (const Tokens &t : {lightTokens(), darkTokens()}) {
        const QByteArray name = t.is_dark ? "dark: " : "light: ";
        const auto row = [&](const char *what, const QColor &text, const QColor &surface, qreal minimum) {
            QTest::newRow((name + what).constData()) << text << surface << minimum;
        };
        int number = 0;
        for (const QColor &surface : {t.surface_0, t.surface_1, t.surface_2, t.selected}) {
            const QByteArray where = " on surface " + QByteArray::number(number++);
            row(("text-1" + where).constData(), t.text_1, surface, kTextContrast);
            row(("text-2" + where).constData(), t.text_2, surface, kTextContrast);
            row(("text-3" + where).constData(), t.text_3, surface, kTextContrast);
            row(("accent" + where).constData(), t.accent, surface, kTextContrast);
            row(("danger" + where).constData(), t.danger, surface, kTextContrast);
            row(("warn" + where).constData(), t.warn, surface, kTextContrast);
            row(("ok" + where).constData(), t.ok, surface, kTextContrast);
        }
        row("border of controls on panes", t.line_strong, t.surface_1, kControlContrast);
        row("border of controls on the window", t.line_strong, t.surface_0, kControlContrast);
        row("on the accent", t.on_accent, t.accent, kTextContrast);
        row("on danger", t.on_danger, t.danger, kTextContrast);
        row("own message", t.bubble_mine_text, t.bubble_mine, kTextContrast);
        row("time of own message", t.bubble_mine_meta, t.bubble_mine, kTextContrast);
        row("failed own message", t.danger, t.bubble_mine, kTextContrast);
        row("link in own message", t.accent, t.bubble_mine, kTextContrast);
        row("their message", t.text_1, t.bubble_theirs, kTextContrast);
        row("their time", t.text_3, t.bubble_theirs, kTextContrast);
        row("note", t.note_text, t.note, kTextContrast);
        row("the edge and icon of a note", t.note_edge, t.note, kControlContrast);
        row("selected own text", t.bubble_mine_text, t.selection, kTextContrast);
        row("selected text", t.text_1, t.selection, kTextContrast);
        number = 0;
        for (const AvatarTint &tint : t.avatars) {
            const QByteArray which = " " + QByteArray::number(number++);
            row(("avatar" + which).constData(), tint.text, tint.fill, kTextContrast);
            row(("name" + which).constData(), tint.name, t.bubble_theirs, kTextContrast);
        }
    }
}

void TestTheme::contrast()
{
    QFETCH(QColor, text);
    QFETCH(QColor, surface);
    QFETCH(qreal, minimum);
    const qreal real = chat121::ui::contrast(text, surface);
    QVERIFY2(real >= minimum, qPrintable(QString::number(real)));
}

// WCAG 2.2: black on white is 21, a colour on itself 1; #777 on white is the well-known near miss.
void TestTheme::knownContrasts()
{
    QCOMPARE(qRound(chat121::ui::contrast(Qt::black, Qt::white)), 21);
    QCOMPARE(chat121::ui::contrast(Qt::red, Qt::red), 1.0);
    const qreal grey = chat121::ui::contrast(QColor(0x777777), Qt::white);
    QVERIFY(grey > 4.4 && grey < 4.5);
}

void TestTheme::systemColoursAreUsedForHighContrast()
{
    QPalette system;
    system.setColor(QPalette::Window, Qt::black);
    system.setColor(QPalette::Base, Qt::black);
    system.setColor(QPalette::WindowText, Qt::yellow);
    system.setColor(QPalette::Highlight, Qt::cyan);
    const Tokens tokens = systemTokens(system);
    QVERIFY(tokens.is_dark);
    QCOMPARE(tokens.text_1, QColor(Qt::yellow));
    QCOMPARE(tokens.text_3, QColor(Qt::yellow));
    QCOMPARE(tokens.line, QColor(Qt::yellow));
    QCOMPARE(tokens.accent, QColor(Qt::cyan));
    QVERIFY(tokens.bubble_mine_edge.isValid());
}

void TestTheme::switchingRepaintsWithoutRestart()
{
    QWidget window;
    window.resize(40, 40);
    window.show();
    QCOMPARE(window.grab().toImage().pixelColor(20, 20), lightTokens().surface_0);
    m_theme.setScheme(Scheme::Dark);
    QTRY_COMPARE(window.grab().toImage().pixelColor(20, 20), darkTokens().surface_0);
    QCOMPARE(&Theme::of(&window), &m_theme);
}

void TestTheme::everyIconIsDrawn_data()
{
    QTest::addColumn<Icon>("icon");
    for (int i = 0; i < kIconCount; ++i) {
        const auto icon = static_cast<Icon>(i);
        QTest::newRow(qPrintable(iconFile(icon))) << icon;
    }
}

void TestTheme::everyIconIsDrawn()
{
    QFETCH(Icon, icon);
    QVERIFY(QFile::exists(iconFile(icon)));
    QImage image(48, 48, QImage::Format_ARGB32_Premultiplied);
    image.setDevicePixelRatio(2);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    paintIcon(painter, icon, QRectF(0, 0, 24, 24), Qt::red);
    painter.end();
    int inked = 0;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            const QColor pixel = image.pixelColor(x, y);
            if (pixel.alpha() == 255) QCOMPARE(pixel, QColor(Qt::red));
            inked += pixel.alpha() > 128;
        }
    }
    QVERIFY2(inked > 20, qPrintable(QString::number(inked)));
}

QImage picture(Icon icon, Qt::LayoutDirection direction)
{
    QImage image(24, 24, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    paintIcon(painter, icon, QRectF(0, 0, 24, 24), Qt::black, direction);
    return image;
}

void TestTheme::iconsThatPointAreMirrored()
{
    QCOMPARE(picture(Icon::Back, Qt::RightToLeft),
             picture(Icon::Back, Qt::LeftToRight).mirrored(true, false));
    QCOMPARE(picture(Icon::Check, Qt::RightToLeft), picture(Icon::Check, Qt::LeftToRight));
}

void TestTheme::unitsFollowTheFont()
{
    const QFont before = QApplication::font();
    QFont large = before;
    large.setPointSizeF(before.pointSizeF() * 2);
    const qreal unit = m_theme.exact(100);
    QApplication::setFont(large);
    const qreal twice = m_theme.exact(100);
    const Button button(ButtonKind::Primary, u"Take"_s);
    const int height = button.sizeHint().height();
    QApplication::setFont(before);
    QVERIFY(qAbs(twice / unit - 2) < 0.1);
    QVERIFY(height >= 2 * m_theme.px(size::kControlHeight) - 4);
    QVERIFY(m_theme.small().pointSizeF() < m_theme.body().pointSizeF());
    QVERIFY(m_theme.display().pointSizeF() > m_theme.title().pointSizeF());
}

void TestTheme::reducedMotionTakesNoTime()
{
    QVERIFY(m_theme.motionMs() > 0);
    m_theme.setMotion(Motion::Reduced);
    QCOMPARE(m_theme.motionMs(), 0);
    m_theme.setMotion(Motion::Full);
}

void TestTheme::primaryButtonIsAccent()
{
    Button button(ButtonKind::Primary, QString());
    button.resize(100, 40);
    QCOMPARE(button.grab().toImage().pixelColor(20, 20), m_theme.tokens().accent);
    button.setEnabled(false);
    QCOMPARE(button.grab().toImage().pixelColor(20, 20), m_theme.tokens().surface_2);
}

void TestTheme::focusRingShowsForTheKeyboardOnly()
{
    QWidget window;
    window.resize(300, 60);
    auto *first = new Button(ButtonKind::Secondary, u"One"_s, &window);
    first->setGeometry(10, 10, 100, 40);
    auto *second = new Button(ButtonKind::Secondary, u"Two"_s, &window);
    second->setGeometry(150, 10, 100, 40);
    window.show();
    window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    QTest::mouseClick(first, Qt::LeftButton);
    first->setFocus(Qt::MouseFocusReason);
    QVERIFY(first->grab().toImage().pixelColor(0, 20) != m_theme.tokens().accent);
    QTest::keyClick(&window, Qt::Key_Tab);
    QVERIFY(second->hasFocus());
    QCOMPARE(second->grab().toImage().pixelColor(0, 20), m_theme.tokens().accent);
}

void TestTheme::iconButtonHasANameAndPlainTooltip()
{
    const IconButton button(Icon::Send, u"Send <b>now</b>"_s);
    QCOMPARE(button.accessibleName(), u"Send <b>now</b>"_s);
    QVERIFY(!button.toolTip().contains(u'<'));
    QCOMPARE(button.focusPolicy(), Qt::StrongFocus);
}

} // namespace

CHAT121_GUI_TEST_MAIN(TestTheme)

#include "tst_theme.moc"
