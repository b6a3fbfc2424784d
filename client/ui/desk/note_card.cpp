// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/ui/desk/note_card.h"

#include "client/ui/text/names.h"
#include "client/ui/theme/paint.h"
#include "client/ui/theme/theme.h"
#include "client/ui/widgets/icon_label.h"

#include <QPainter>
#include <QTextBoundaryFinder>
#include <QVBoxLayout>

namespace chat121::ui {

namespace {

constexpr qsizetype kShownMax = 240; // UTF-16 units; the whole note stands among the messages

QString beginningOf(const QString &text)
{
    if (text.size() <= kShownMax) return text;
    QTextBoundaryFinder finder(QTextBoundaryFinder::Grapheme, text);
    finder.setPosition(kShownMax);
    const qsizetype end = finder.isAtBoundary() ? kShownMax : finder.toPreviousBoundary();
    return text.left(qMax<qsizetype>(end, 0)) + QChar(0x2026);
}

} // namespace

NoteCard::NoteCard(QWidget *parent)
    : QWidget(parent)
    , m_mark(new MarkedLabel(Icon::Note, Tone::Primary, TextRole::SmallStrong, this))
    , m_text(new PlainLabel({}, TextRole::Body, Tone::Primary, this))
{
    const Theme &theme = Theme::of(this);
    auto *column = new QVBoxLayout(this);
    const int margin = theme.px(space::kS);
    column->setContentsMargins(theme.px(space::kM), margin, theme.px(space::kM), margin);
    column->setSpacing(theme.px(space::kXs));
    column->addWidget(m_mark);
    column->addWidget(m_text);
    hide();
}

void NoteCard::setNote(const QString &author, const QString &text)
{
    const QString shown = beginningOf(cleanName(text));
    setVisible(!shown.isEmpty());
    m_mark->words()->setText(
        tr("Note of %1: for staff only, the customer never sees it").arg(isolated(cleanName(author))));
    m_text->setText(shown);
    setAccessibleName(m_mark->words()->text());
    setAccessibleDescription(shown);
}

void NoteCard::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::of(this);
    const Tokens &tokens = theme.tokens();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    paintCard(painter, rect(), theme.exact(size::kRadius), tokens.note, tokens.note_edge,
              theme.exact(size::kFocusRing));
}

} // namespace chat121::ui
