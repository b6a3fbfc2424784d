// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What every test of a window starts from: a theme, a Workspace played by hand, the window over it, and
// hands that find and press what a person sees.
#pragma once

#include "client/ui/shell/main_window.h"
#include "client/ui/theme/theme.h"
#include "tests/client/ui/windows/played_workspace.h"

#include <QApplication>
#include <QDialog>
#include <QLineEdit>
#include <QTest>
#include <QTimer>

#include <functional>
#include <memory>

namespace chat121::test {

class WindowTest : public QObject {
protected:
    void installTheme()
    {
        m_theme = std::make_unique<ui::Theme>();
        m_theme->install();
    }
    void newWorkspace()
    {
        m_window.reset();
        m_workspace = std::make_unique<PlayedWorkspace>();
    }
    void showWindow()
    {
        m_window = std::make_unique<ui::MainWindow>(*m_workspace, *m_theme, m_clock);
        m_window->show();
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    }
    void closeWindow()
    {
        m_window.reset();
        m_workspace.reset();
    }

    // The one that a person sees; pages that are not in front have widgets of the same name.
    template <typename T = QWidget>
    T *visible(const QString &object)
    {
        const auto found = m_window->findChildren<T *>(object);
        for (T *widget : found) {
            if (widget->isVisible()) return widget;
        }
        return nullptr;
    }
    void click(const QString &object) { QTest::mouseClick(visible(object), Qt::LeftButton); }
    void type(const QString &object, const QString &text) { visible<QLineEdit>(object)->setText(text); }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {})
    {
        QWidget *focused = m_window->focusWidget();
        QTest::keyClick(focused ? focused : m_window.get(), key, modifiers);
    }
    QString focused() const
    {
        return m_window->focusWidget() ? m_window->focusWidget()->objectName() : QString();
    }
    void makeWide(qreal units) { m_window->resize(m_theme->px(units), m_window->height()); }

    // Leaves a dialog that is not waited for, as its person would.
    static void escape(QDialog *dialog)
    {
        dialog->activateWindow();
        QTRY_COMPARE(QApplication::activeWindow(), dialog); // not its parent
        QTest::keyClick(dialog, Qt::Key_Escape);
    }

    // Runs `play` on the dialog that is about to open, then closes it if it still is.
    void whenDialogOpens(std::function<void(QDialog *)> play)
    {
        QTimer::singleShot(0, this, [play] {
            auto *dialog = qobject_cast<QDialog *>(QApplication::activeModalWidget());
            QVERIFY(dialog);
            play(dialog);
            dialog->close();
        });
    }

    const SystemClock m_clock;
    std::unique_ptr<ui::Theme> m_theme;
    std::unique_ptr<PlayedWorkspace> m_workspace;
    std::unique_ptr<ui::MainWindow> m_window;
};

} // namespace chat121::test
