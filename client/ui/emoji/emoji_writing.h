// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Emoji while somebody writes: by a button beside the editor, and a key in it. What is chosen is put in at
// the cursor.
//
// Ownership: a child of the button; borrows the editor, which lives as long. Threads: main.
#pragma once

#include <QKeySequence>
#include <QObject>
#include <QPointer>
#include <QStringList>

class QPlainTextEdit;

namespace chat121::ui {

class EmojiPicker;
class IconButton;

inline constexpr QKeyCombination kEmojiKey = Qt::CTRL | Qt::Key_E;

class EmojiWriting final : public QObject {
    Q_OBJECT

public:
    EmojiWriting(QPlainTextEdit &edit, IconButton &button);
    ~EmojiWriting() override;

    void setRecent(const QStringList &recent) { m_recent = recent; } // newest first

Q_SIGNALS:
    void used(const QString &emoji);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void open();
    void put(const QString &emoji);

    QPlainTextEdit &m_edit;
    IconButton &m_button;
    QStringList m_recent;
    QPointer<EmojiPicker> m_picker; // a child of the window, once there is one
};

} // namespace chat121::ui
