// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/ui/shell/idle_lock.h"

#include <QApplication>
#include <QKeyEvent>
#include <QWidget>

#include <algorithm>

namespace chat121::ui {

namespace {

constexpr std::chrono::seconds kLookInterval{5};

// A key is asked about as a shortcut before it is pressed.
constexpr QEvent::Type kTouches[] = {
    QEvent::ShortcutOverride, QEvent::KeyPress,    QEvent::MouseButtonPress, QEvent::MouseMove, QEvent::Wheel,
    QEvent::TouchBegin,       QEvent::InputMethod, QEvent::TabletPress,
};

bool isTouch(QEvent::Type type)
{
    return std::find(std::begin(kTouches), std::end(kTouches), type) != std::end(kTouches);
}

} // namespace

IdleLock::IdleLock(Workspace &workspace, const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_workspace(workspace)
    , m_clock(clock)
{
    m_timer.setInterval(kLookInterval);
    connect(&m_timer, &QTimer::timeout, this, &IdleLock::look);
    connect(&m_workspace, &Workspace::stateChanged, this, &IdleLock::startAgain);
    connect(&m_workspace, &Workspace::lockAfterChanged, this, &IdleLock::follow);
    QApplication::instance()->installEventFilter(this);
    startAgain();
}

void IdleLock::startAgain()
{
    m_touched = m_clock.now();
    follow();
}

void IdleLock::follow()
{
    const bool is_wanted =
        m_workspace.state() == Workspace::State::Ready && m_workspace.lockAfter() > std::chrono::minutes(0);
    if (is_wanted && !m_timer.isActive()) m_timer.start();
    if (!is_wanted) m_timer.stop();
}

// By the calendar: a timer stands still while the computer sleeps.
bool IdleLock::isOver() const
{
    return m_timer.isActive() && m_clock.now() - m_touched >= m_workspace.lockAfter();
}

void IdleLock::look()
{
    if (!isOver()) return;
    // A dialog that waits for an answer would lose its window: it goes first, one after the other.
    if (QWidget *dialog = QApplication::activeModalWidget()) {
        dialog->close();
        QTimer::singleShot(0, this, &IdleLock::look);
        return;
    }
    m_timer.stop();
    m_workspace.lock();
}

// From being pressed until it is let go, with what is pressed together with it.
bool IdleLock::isOfWakingKey(QEvent &event)
{
    const bool is_released = event.type() == QEvent::KeyRelease;
    const bool is_key =
        is_released || event.type() == QEvent::KeyPress || event.type() == QEvent::ShortcutOverride;
    if (m_waking_key == 0 || !is_key) return false;
    const auto &key = static_cast<QKeyEvent &>(event);
    const bool is_it = key.key() == m_waking_key;
    const bool is_over = !is_it && key.modifiers() == Qt::NoModifier; // its end went to another window
    if (is_over || (is_it && is_released)) m_waking_key = 0;
    if (!is_over) event.accept(); // so it is no shortcut
    return !is_over;
}

// Whoever wakes the computer is not the one who was here before: their first key does nothing else.
bool IdleLock::eventFilter(QObject *watched, QEvent *event)
{
    if (isOfWakingKey(*event)) return true;
    if (!isTouch(event->type())) return QObject::eventFilter(watched, event);
    if (isOver()) {
        look();
        const bool is_key = event->type() == QEvent::ShortcutOverride || event->type() == QEvent::KeyPress;
        m_waking_key = is_key ? static_cast<QKeyEvent *>(event)->key() : 0;
        event->accept(); // so it is no shortcut
        return true;
    }
    m_touched = m_clock.now();
    return QObject::eventFilter(watched, event);
}

} // namespace chat121::ui
