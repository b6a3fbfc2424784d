// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/ui/shell/keys.h"

#include "client/ui/composer/mark_keys.h"
#include "client/ui/emoji/emoji_writing.h"
#include "client/ui/theme/button.h"
#include "client/ui/theme/theme.h"
#include "client/ui/timeline/timeline_view.h"
#include "client/ui/widgets/plain_label.h"

#include <QCoreApplication>
#include <QDialog>
#include <QGridLayout>
#include <QShortcut>
#include <QVBoxLayout>

#include <utility>

namespace chat121::ui {

namespace {

struct KeyRow {
    KeyAction action;
    QKeyCombination keys;
    const char *what;
};

constexpr int kNumberKeys = 9;

const KeyRow kKeys[] = {
    {KeyAction::Search, Qt::CTRL | Qt::Key_K, QT_TRANSLATE_NOOP("Keys", "Search everything")},
    {KeyAction::SearchHere, Qt::CTRL | Qt::Key_F, QT_TRANSLATE_NOOP("Keys", "Search in this conversation")},
    {KeyAction::TakeOldest, Qt::CTRL | Qt::Key_Return,
     QT_TRANSLATE_NOOP("Keys", "Take the customer who waits longest")},
    {KeyAction::NextConversation, Qt::ALT | Qt::Key_Down, QT_TRANSLATE_NOOP("Keys", "Next conversation")},
    {KeyAction::PreviousConversation, Qt::ALT | Qt::Key_Up,
     QT_TRANSLATE_NOOP("Keys", "Previous conversation")},
    {KeyAction::OlderOfCustomer, Qt::ALT | Qt::Key_PageDown,
     QT_TRANSLATE_NOOP("Keys", "An older conversation with the same customer")},
    {KeyAction::NewerOfCustomer, Qt::ALT | Qt::Key_PageUp,
     QT_TRANSLATE_NOOP("Keys", "A newer conversation with the same customer")},
    {KeyAction::FirstNew, Qt::ALT | Qt::Key_Home, QT_TRANSLATE_NOOP("Keys", "The first new message")},
    {KeyAction::CloseConversation, Qt::CTRL | Qt::Key_W, QT_TRANSLATE_NOOP("Keys", "Close the conversation")},
    {KeyAction::WrapUp, Qt::CTRL | Qt::SHIFT | Qt::Key_W,
     QT_TRANSLATE_NOOP("Keys", "Wrap up a closed conversation: outcome, tags, remark")},
    {KeyAction::ShowBeside, Qt::CTRL | Qt::SHIFT | Qt::Key_B,
     QT_TRANSLATE_NOOP("Keys", "Show another conversation of yours beside this one")},
    {KeyAction::NextColumn, Qt::CTRL | Qt::Key_Tab,
     QT_TRANSLATE_NOOP("Keys", "To the next one that stands beside")},
    {KeyAction::EndColumn, Qt::CTRL | Qt::SHIFT | Qt::Key_X,
     QT_TRANSLATE_NOOP("Keys", "Close this column; the conversation stays as it is")},
    {KeyAction::Snooze, Qt::CTRL | Qt::SHIFT | Qt::Key_S,
     QT_TRANSLATE_NOOP("Keys", "Snooze the conversation until another time")},
    {KeyAction::SaveConversation, Qt::CTRL | Qt::Key_S,
     QT_TRANSLATE_NOOP("Keys", "Save the conversation as a file")},
    {KeyAction::Note, Qt::CTRL | Qt::SHIFT | Qt::Key_N,
     QT_TRANSLATE_NOOP("Keys", "A note for your colleagues, or a reply again")},
    {KeyAction::CannedReplies, Qt::CTRL | Qt::SHIFT | Qt::Key_R,
     QT_TRANSLATE_NOOP("Keys", "Canned replies: find, write and change them")},
    {KeyAction::HandOver, Qt::CTRL | Qt::Key_T,
     QT_TRANSLATE_NOOP("Keys", "Hand the conversation over to a colleague")},
    {KeyAction::AnswerHandOver, Qt::CTRL | Qt::SHIFT | Qt::Key_T,
     QT_TRANSLATE_NOOP("Keys", "To what a colleague asks: accept or decline")},
    {KeyAction::Overview, Qt::CTRL | Qt::SHIFT | Qt::Key_O,
     QT_TRANSLATE_NOOP("Keys", "Departments at a glance, if you answer for them")},
    {KeyAction::Devices, Qt::CTRL | Qt::SHIFT | Qt::Key_D, QT_TRANSLATE_NOOP("Keys", "Your computers")},
    {KeyAction::Practice, Qt::CTRL | Qt::SHIFT | Qt::Key_P,
     QT_TRANSLATE_NOOP("Keys", "Practise with a customer who is only played")},
    {KeyAction::BackToEditor, Qt::Key_Escape, QT_TRANSLATE_NOOP("Keys", "Back to the line you write in")},
    {KeyAction::NextPane, Qt::Key_F6, QT_TRANSLATE_NOOP("Keys", "Next pane")},
    {KeyAction::Lock, Qt::CTRL | Qt::Key_L, QT_TRANSLATE_NOOP("Keys", "Lock")},
    {KeyAction::Help, Qt::Key_F1, QT_TRANSLATE_NOOP("Keys", "This list")},
};

// In the list of messages, and in the empty line to write in.
constexpr std::pair<QKeyCombination, const char *> kMessageKeys[] = {
    {kAnswerKey, QT_TRANSLATE_NOOP("Keys", "Answer the message")},
    {kReactKey, QT_TRANSLATE_NOOP("Keys", "React to the message")},
    {kStarKey, QT_TRANSLATE_NOOP("Keys", "Star the message, for yourself")},
    {kEditKey, QT_TRANSLATE_NOOP("Keys", "Edit the message, if it is yours")},
    {kDeleteKey, QT_TRANSLATE_NOOP("Keys", "Delete the message for everybody, if it is yours")},
    {QKeyCombination(Qt::Key_Menu), QT_TRANSLATE_NOOP("Keys", "What can be done with the message")},
    {QKeyCombination(Qt::Key_Up),
     QT_TRANSLATE_NOOP("Keys", "Edit your last message, while nothing is written")},
    {kEmojiKey, QT_TRANSLATE_NOOP("Keys", "Choose an emoji, while you write")},
    {kStrongKey, QT_TRANSLATE_NOOP("Keys", "Strong words, while you write")},
    {kEmphasisKey, QT_TRANSLATE_NOOP("Keys", "Emphasis, while you write")},
};

QString words(const char *text)
{
    return QCoreApplication::translate("Keys", text);
}

} // namespace

void bindKey(QWidget *owner, KeyAction key, std::function<void()> action)
{
    for (const KeyRow &row : kKeys) {
        if (row.action != key) continue;
        auto *shortcut = new QShortcut(QKeySequence(row.keys), owner);
        shortcut->setWhatsThis(words(row.what));
        QObject::connect(shortcut, &QShortcut::activated, owner, action);
    }
}

void bindNumberKeys(QWidget *owner, Qt::KeyboardModifier modifier, const std::function<void(int)> &action)
{
    for (int number = 1; number <= kNumberKeys; ++number) {
        const auto key = static_cast<Qt::Key>(Qt::Key_0 + number);
        auto *shortcut = new QShortcut(QKeySequence(QKeyCombination(modifier, key)), owner);
        QObject::connect(shortcut, &QShortcut::activated, owner, [action, number] { action(number); });
    }
}

void showKeys(QWidget *parent)
{
    QDialog sheet(parent);
    const Theme &theme = Theme::of(&sheet);
    sheet.setWindowTitle(QCoreApplication::translate("Keys", "Keys"));
    auto *column = new QVBoxLayout(&sheet);
    const int margin = theme.px(space::kXl);
    column->setContentsMargins(margin, margin, margin, margin);
    column->setSpacing(theme.px(space::kL));
    column->addWidget(new PlainLabel(sheet.windowTitle(), TextRole::Title, Tone::Primary, &sheet));
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(theme.px(space::kXl));
    grid->setVerticalSpacing(theme.px(space::kS));
    grid->setColumnStretch(1, 1);
    sheet.setMinimumWidth(theme.px(size::kReadableWidthMax));
    int line = 0;
    const auto add = [&](const QString &keys, const QString &what) {
        grid->addWidget(new PlainLabel(keys, TextRole::BodyStrong, Tone::Primary, &sheet), line, 0);
        grid->addWidget(new PlainLabel(what, TextRole::Body, Tone::Secondary, &sheet), line, 1);
        ++line;
    };
    for (const KeyRow &row : kKeys)
        add(QKeySequence(row.keys).toString(QKeySequence::NativeText), words(row.what));
    add(QKeySequence(Qt::CTRL | Qt::Key_1).toString(QKeySequence::NativeText) + QStringLiteral(" … 9"),
        QCoreApplication::translate("Keys", "Open one of your conversations by its place"));
    add(QKeySequence(Qt::ALT | Qt::Key_1).toString(QKeySequence::NativeText) + QStringLiteral(" … 9"),
        QCoreApplication::translate("Keys", "Show it beside the open one"));
    for (const auto &[keys, what] : kMessageKeys)
        add(QKeySequence(keys).toString(QKeySequence::NativeText), words(what));
    column->addLayout(grid);
    auto *done = new Button(ButtonKind::Primary, QCoreApplication::translate("Keys", "Close"), &sheet);
    QObject::connect(done, &Button::clicked, &sheet, &QDialog::accept);
    column->addWidget(done, 0, Qt::AlignRight);
    sheet.exec();
}

} // namespace chat121::ui
