// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/ui/composer/composer_edit.h"

#include "client/ui/composer/mark_keys.h"

#include <QKeyEvent>
#include <QMimeData>
#include <QTextDocument>

namespace chat121::ui {

ComposerEdit::ComposerEdit(QWidget *parent)
    : QPlainTextEdit(parent)
{
    setFrameShape(QFrame::NoFrame);
    setTabChangesFocus(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    document()->setDocumentMargin(kCursorRoom);
    viewport()->setAutoFillBackground(false);
}

void ComposerEdit::keyPressEvent(QKeyEvent *event)
{
    const bool is_enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (is_enter && !(event->modifiers() & (Qt::ShiftModifier | Qt::ControlModifier | Qt::AltModifier))) {
        Q_EMIT submitted();
        return;
    }
    const QKeyCombination keys = event->keyCombination();
    if (keys == kStrongKey || keys == kEmphasisKey) {
        toggleMark(*this, keys == kStrongKey ? Mark::Strong : Mark::Emphasis);
        return;
    }
    if (event->key() == Qt::Key_Escape && m_has_way_out) {
        Q_EMIT wayOutWanted();
        return;
    }
    const bool is_plain_up = event->key() == Qt::Key_Up && !(event->modifiers() & Qt::ShiftModifier);
    if (is_plain_up && document()->isEmpty()) {
        Q_EMIT editLastWanted();
        return;
    }
    QPlainTextEdit::keyPressEvent(event);
}

// Else the window's own key would be asked first.
bool ComposerEdit::event(QEvent *event)
{
    const bool is_override = event->type() == QEvent::ShortcutOverride && m_has_way_out;
    if (is_override && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape) {
        event->accept();
        return true;
    }
    return QPlainTextEdit::event(event);
}

bool ComposerEdit::canInsertFromMimeData(const QMimeData *source) const
{
    return source->hasText();
}

void ComposerEdit::insertFromMimeData(const QMimeData *source)
{
    insertPlainText(source->text());
    ensureCursorVisible();
}

void ComposerEdit::focusInEvent(QFocusEvent *event)
{
    QPlainTextEdit::focusInEvent(event);
    Q_EMIT focusChanged();
}

void ComposerEdit::focusOutEvent(QFocusEvent *event)
{
    QPlainTextEdit::focusOutEvent(event);
    Q_EMIT focusChanged();
}

} // namespace chat121::ui
