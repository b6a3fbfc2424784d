// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/ui/emoji/emoji_writing.h"

#include "client/ui/emoji/emoji_picker.h"
#include "client/ui/theme/button.h"

#include <QKeyEvent>
#include <QPlainTextEdit>

namespace chat121::ui {

EmojiWriting::EmojiWriting(QPlainTextEdit &edit, IconButton &button)
    : QObject(&button)
    , m_edit(edit)
    , m_button(button)
{
    m_edit.installEventFilter(this);
    connect(&m_button, &QToolButton::clicked, this, &EmojiWriting::open);
}

EmojiWriting::~EmojiWriting()
{
    delete m_picker.data();
}

bool EmojiWriting::eventFilter(QObject *watched, QEvent *event)
{
    const bool is_key =
        event->type() == QEvent::KeyPress && static_cast<QKeyEvent *>(event)->keyCombination() == kEmojiKey;
    if (!is_key) return QObject::eventFilter(watched, event);
    open();
    return true;
}

void EmojiWriting::open()
{
    QWidget *window = m_button.window();
    if (m_picker && m_picker->parentWidget() != window) delete m_picker.data();
    if (!m_picker) {
        m_picker = new EmojiPicker(window);
        connect(m_picker, &EmojiPicker::chosen, this, &EmojiWriting::put);
    }
    m_edit.setFocus(Qt::OtherFocusReason); // who gets the keyboard back
    m_picker->open({m_button.mapTo(window, QPoint()), m_button.size()}, m_recent);
}

void EmojiWriting::put(const QString &emoji)
{
    m_edit.insertPlainText(emoji);
    m_edit.ensureCursorVisible();
    Q_EMIT used(emoji);
}

} // namespace chat121::ui
