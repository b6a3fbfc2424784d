// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The practice conversation: the agent's window as it is, over a played Workspace, and above it what is to be
// done next. It can be left at any time and begun again; nothing of it leaves the window or stays.
//
// Ownership: its parent's. Borrows the Workspace (for the name of the reader and of the organisation, and to
// lock it) and the clock. Threads: main.
#pragma once

#include "client/ui/practice/practice_course.h"

#include "client/core/workspace.h"
#include "common/base/clock.h"

#include <QDialog>

#include <memory>

class QVBoxLayout;

namespace chat121::ui {

class Button;
class DeskWindow;
class PlainLabel;
class PracticeWorkspace;

class PracticeWindow final : public QDialog {
    Q_OBJECT

public:
    PracticeWindow(Workspace &workspace, const Clock &clock, QWidget *parent = nullptr);
    ~PracticeWindow() override;

    const PracticeCourse &course() const { return m_course; }
    PracticeWorkspace &played() { return *m_played; }

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    QWidget *makeGuide();
    void begin();
    void onStep(PracticeStep step);
    void refresh();
    void showHindrance(const Problem &problem);

    Workspace &m_workspace;
    const Clock &m_clock;
    PracticeCourse m_course;
    std::unique_ptr<PracticeWorkspace> m_played;
    DeskWindow *m_desk = nullptr;
    QVBoxLayout *m_column;
    PlainLabel *m_title = nullptr;
    PlainLabel *m_words = nullptr;
    PlainLabel *m_hindrance = nullptr; // what was tried and is no part of it
    Button *m_again = nullptr;
    Button *m_leave = nullptr;
};

} // namespace chat121::ui
