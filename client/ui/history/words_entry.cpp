// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/ui/history/words_entry.h"

#include "client/ui/theme/theme.h"
#include "client/ui/widgets/plain_label.h"

#include <QKeyEvent>
#include <QLocale>
#include <QTextBlock>
#include <QVBoxLayout>

namespace chat121::ui {

namespace {

constexpr int kLines = 4; // that are seen at once

} // namespace

// --- the editor -----------------------------------------------------------------------------------

WordsEdit::WordsEdit(QWidget *parent)
    : QPlainTextEdit(parent)
{
    setObjectName(QStringLiteral("recoveryWordsEdit"));
    setAccessibleName(tr("Recovery words"));
    setAccessibleDescription(tr("Twelve words with blanks between them. Four letters of each are enough."));
    setTabChangesFocus(true);
    setLayoutDirection(Qt::LeftToRight); // the words are Latin letters in every language
    setInputMethodHints(Qt::ImhNoPredictiveText | Qt::ImhNoAutoUppercase | Qt::ImhLatinOnly);
    fit();
}

void WordsEdit::fit()
{
    const int margins = qRound(2 * document()->documentMargin()) + 2 * frameWidth();
    setFixedHeight(kLines * QFontMetrics(font()).lineSpacing() + margins);
}

void WordsEdit::changeEvent(QEvent *event)
{
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::FontChange) fit();
}

void WordsEdit::mark(const QList<archive::WordPlace> &unknown)
{
    QTextCharFormat format;
    format.setUnderlineStyle(QTextCharFormat::WaveUnderline);
    format.setUnderlineColor(Theme::of(this).tokens().danger);
    QList<QTextEdit::ExtraSelection> marks;
    for (const archive::WordPlace &place : unknown) {
        QTextCursor cursor(document());
        cursor.setPosition(static_cast<int>(place.start));
        cursor.setPosition(static_cast<int>(place.start + place.length), QTextCursor::KeepAnchor);
        marks.append({cursor, format});
    }
    setExtraSelections(marks);
}

void WordsEdit::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        Q_EMIT submitted();
        return;
    }
    QPlainTextEdit::keyPressEvent(event);
}

// --- with its line --------------------------------------------------------------------------------

WordsEntry::WordsEntry(QWidget *parent)
    : QWidget(parent)
    , m_edit(new WordsEdit(this))
    , m_line(new PlainLabel({}, TextRole::Small, Tone::Hint, this))
{
    m_line->setObjectName(QStringLiteral("recoveryWordsLine"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(Theme::of(this).px(space::kXs));
    auto *label = new PlainLabel(tr("Recovery words"), TextRole::SmallStrong, Tone::Secondary, this);
    label->setBuddy(m_edit);
    column->addWidget(label);
    column->addWidget(m_edit);
    column->addWidget(m_line);
    setFocusProxy(m_edit);
    connect(m_edit, &QPlainTextEdit::textChanged, this, &WordsEntry::refresh);
    connect(m_edit, &WordsEdit::submitted, this, &WordsEntry::submitted);
    refresh();
}

void WordsEntry::refresh()
{
    m_state = archive::typedState(text());
    const bool is_wrong = m_state.is_mistyped || !m_state.unknown.isEmpty();
    m_edit->mark(m_state.unknown);
    m_line->setText(sentence());
    m_line->setTone(is_wrong ? Tone::Danger : m_state.is_complete ? Tone::Ok : Tone::Hint);
    Q_EMIT changed();
}

QString WordsEntry::sentence() const
{
    if (!m_state.unknown.isEmpty()) {
        const archive::WordPlace place = m_state.unknown.constFirst();
        return tr("“%1” is not one of the words. Look at the paper again.")
            .arg(text().mid(place.start, place.length));
    }
    if (m_state.is_mistyped)
        return tr("All twelve are words of ours, but one of them is another one than on the paper.");
    if (m_state.is_complete) return tr("All twelve words are there.");
    return tr("%1 of %2 words")
        .arg(QLocale().toString(m_state.known), QLocale().toString(archive::kWordsInAll));
}

} // namespace chat121::ui
