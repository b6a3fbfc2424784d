// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Every key of the windows, in one table: what it does, how it is bound, and the help sheet.
#pragma once

#include <QKeySequence>
#include <QString>

#include <functional>

class QWidget;

namespace chat121::ui {

enum class KeyAction : quint8 {
    Search,
    SearchHere,
    TakeOldest,
    NextConversation,
    PreviousConversation,
    OlderOfCustomer,
    NewerOfCustomer,
    FirstNew,
    CloseConversation,
    WrapUp,
    ShowBeside,
    NextColumn,
    EndColumn,
    Snooze,
    SaveConversation,
    Note,
    CannedReplies,
    HandOver,
    AnswerHandOver,
    Overview,
    Devices,
    Practice,
    BackToEditor,
    NextPane,
    Lock,
    Help,
};

// Calls `action` when the keys are pressed anywhere in the window of `owner`.
void bindKey(QWidget *owner, KeyAction key, std::function<void()> action);

// 1 to 9, with the modifier.
void bindNumberKeys(QWidget *owner, Qt::KeyboardModifier modifier, const std::function<void(int)> &action);

// The help sheet.
void showKeys(QWidget *parent);

} // namespace chat121::ui
