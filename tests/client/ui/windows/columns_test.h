// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What tests of conversations beside each other start from: the desk of scenes.h, wide, with the first one
// open.
#pragma once

#include "client/ui/desk/talk_column.h"
#include "client/ui/talk/talk_pane.h"
#include "client/ui/timeline/timeline_view.h"
#include "tests/client/ui/windows/scenes.h"
#include "tests/client/ui/windows/window_test.h"

#include <QLabel>
#include <QPlainTextEdit>

#include <algorithm>

namespace chat121::test {

class ColumnsTest : public WindowTest {
protected:
    void openDesk(qreal units)
    {
        newWorkspace();
        playDesk(*m_workspace, m_clock.now());
        showWindow();
        makeWide(units);
        Q_EMIT m_workspace->talkOpened({1});
        m_workspace->asked.clear();
    }
    // From the left to the right.
    QList<ui::TalkColumn *> columns() const
    {
        QList<ui::TalkColumn *> found;
        const auto all = m_window->findChildren<ui::TalkColumn *>();
        for (ui::TalkColumn *column : all)
            if (column->isVisible()) found.append(column);
        std::sort(found.begin(), found.end(), [this](const ui::TalkColumn *a, const ui::TalkColumn *b) {
            return a->mapTo(m_window.get(), QPoint()).x() < b->mapTo(m_window.get(), QPoint()).x();
        });
        return found;
    }
    QList<quint64> open() const
    {
        QList<quint64> ids;
        const auto all = columns();
        for (const ui::TalkColumn *column : all)
            ids.append(column->conversation().value);
        return ids;
    }
    ui::TalkColumn *column(quint64 conversation) const
    {
        const auto all = m_window->findChildren<ui::TalkColumn *>();
        for (ui::TalkColumn *each : all)
            if (each->conversation().value == conversation) return each;
        return nullptr;
    }
    template <typename T>
    T *in(quint64 conversation, const QString &object) const
    {
        ui::TalkColumn *there = column(conversation);
        T *found = there ? there->findChild<T *>(object) : nullptr;
        return found && found->isVisible() ? found : nullptr;
    }
    QPlainTextEdit *editor(quint64 conversation) const
    {
        return in<QPlainTextEdit>(conversation, QStringLiteral("composerEdit"));
    }
    // Whose the keyboard is; 0: none of them.
    quint64 keyboard() const
    {
        const QWidget *focus = m_window->focusWidget();
        const auto all = columns();
        for (const ui::TalkColumn *column : all)
            if (focus && column->isAncestorOf(focus)) return column->conversation().value;
        return 0;
    }
    void write(const QString &text)
    {
        QTest::keyClicks(m_window->focusWidget(), text);
        press(Qt::Key_Return);
    }
    void beside(Qt::Key number) { press(number, Qt::AltModifier); }
};

} // namespace chat121::test
