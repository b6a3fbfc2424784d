// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Every face of the window and every dialog: each word is translated, each control has a name and is
// large enough to be hit.
#include "client/ui/theme/theme.h"
#include "client/ui/timeline/timeline_view.h"
#include "tests/client/ui/gallery/pseudo_translator.h"
#include "tests/client/ui/windows/every_dialog.h"
#include "tests/client/ui/windows/every_scene.h"
#include "tests/client/ui/windows/window_test.h"
#include "tests/support/gui_test_main.h"

#include <QAbstractButton>
#include <QAbstractSpinBox>
#include <QAccessible>
#include <QComboBox>
#include <QDate>
#include <QLabel>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QRegularExpression>
#include <QScrollBar>

using namespace chat121;
using namespace chat121::test;

namespace {

constexpr int kTargetMin = 24; // units, WCAG 2.2, 2.5.8

QList<QWidget *> seen(const QWidget &window)
{
    QList<QWidget *> result;
    const auto widgets = window.findChildren<QWidget *>();
    for (QWidget *widget : widgets) {
        if (widget->isVisible() && widget->window() == &window) result.append(widget);
    }
    return result;
}

// Everything that is painted or spoken, as far as a widget tells.
QStringList textsOf(const QWidget &widget)
{
    QStringList texts = {widget.accessibleName(), widget.accessibleDescription(), widget.toolTip()};
    if (widget.isWindow()) texts.append(widget.windowTitle());
    if (const auto *label = qobject_cast<const QLabel *>(&widget)) texts.append(label->text());
    if (const auto *button = qobject_cast<const QAbstractButton *>(&widget)) texts.append(button->text());
    if (const auto *edit = qobject_cast<const QLineEdit *>(&widget))
        texts << edit->placeholderText() << edit->text();
    if (const auto *edit = qobject_cast<const QPlainTextEdit *>(&widget))
        texts.append(edit->placeholderText());
    if (const auto *spin = qobject_cast<const QAbstractSpinBox *>(&widget)) texts.append(spin->text());
    if (const auto *combo = qobject_cast<const QComboBox *>(&widget)) {
        for (int i = 0; i < combo->count(); ++i)
            texts.append(combo->itemText(i));
    }
    return texts;
}

// Words in Latin letters that nobody has said: the pseudo-locale has none.
QStringList untranslated(const QWidget &widget)
{
    static const QRegularExpression word(QStringLiteral("[A-Za-z]{2,}"));
    static const QRegularExpression path(QStringLiteral("(?<!\\S)/\\S+")); // of a file on this computer
    QStringList found;
    const QStringList texts = textsOf(widget);
    for (QString text : texts) {
        const QString whole = text;
        const QStringList theirs = remoteTexts();
        for (const QString &remote : theirs)
            text.remove(remote);
        text.remove(QStringLiteral("Ctrl+Return")).remove(QStringLiteral("(F1)")).remove(path);
        if (text.contains(word)) found.append(whole);
    }
    return found;
}

bool isControl(const QWidget *widget)
{
    const bool is_passive = widget->focusPolicy() == Qt::NoFocus || widget->focusProxy();
    return !is_passive && !qobject_cast<const QScrollBar *>(widget);
}

} // namespace

class TestEveryWindow : public WindowTest {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanup() { closeWindow(); }
    void everyWordIsTranslated_data() { faces(); }
    void everyWordIsTranslated();
    void everyControlHasANameAndRoom_data() { faces(); }
    void everyControlHasANameAndRoom();

private:
    void faces()
    {
        QTest::addColumn<Scene>("scene");
        QTest::addColumn<MakeDialog>("dialog");
        for (const auto &[name, scene] : everyScene())
            QTest::addRow("%s", qPrintable(name)) << scene << MakeDialog();
        for (const auto &[name, make] : everyDialog())
            QTest::addRow("%s", qPrintable(name)) << Scene() << make;
    }
    // The window or the dialog of this row, shown.
    QWidget *showFace(const Scene &scene, const MakeDialog &make)
    {
        newWorkspace();
        showWindow();
        m_window->offerTryHere(true);
        if (scene) {
            scene(*m_workspace, *m_window, m_clock.now());
            return m_window.get();
        }
        playDesk(*m_workspace, m_clock.now());
        m_dialog = make(*m_workspace);
        m_dialog->show();
        return m_dialog.get();
    }

    std::unique_ptr<QDialog> m_dialog;
};

void TestEveryWindow::initTestCase()
{
    installTheme();
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));
}

void TestEveryWindow::everyWordIsTranslated()
{
    QFETCH(Scene, scene);
    QFETCH(MakeDialog, dialog);
    PseudoTranslator translator;
    QVERIFY(QCoreApplication::installTranslator(&translator));
    const QWidget *face = showFace(scene, dialog);
    QStringList left = untranslated(*face);
    const QList<QWidget *> widgets = seen(*face);
    for (const QWidget *widget : widgets)
        left.append(untranslated(*widget));
    m_dialog.reset();
    closeWindow();
    QCOMPARE(left.join(u'\n'), QString());
}

void TestEveryWindow::everyControlHasANameAndRoom()
{
    QFETCH(Scene, scene);
    QFETCH(MakeDialog, dialog);
    const QWidget *face = showFace(scene, dialog);
    QStringList faults;
    const int least = m_theme->px(kTargetMin);
    const QList<QWidget *> widgets = seen(*face);
    for (QWidget *widget : widgets) {
        if (!isControl(widget)) continue;
        const QString what =
            QStringLiteral("%1 %2 %3x%4")
                .arg(QString::fromLatin1(widget->metaObject()->className()), widget->objectName())
                .arg(widget->width())
                .arg(widget->height());
        const QAccessibleInterface *interface = QAccessible::queryAccessibleInterface(widget);
        if (!interface || interface->text(QAccessible::Name).isEmpty())
            faults.append(QStringLiteral("no name: ") + what);
        const bool is_editor = qobject_cast<QPlainTextEdit *>(widget); // its frame takes clicks for it
        if (!is_editor && (widget->width() < least || widget->height() < least))
            faults.append(QStringLiteral("small: ") + what);
    }
    m_dialog.reset();
    QCOMPARE(faults.join(u'\n'), QString());
}

CHAT121_GUI_TEST_MAIN(TestEveryWindow)
#include "tst_every_window.moc"
