// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The line of readers; see roster_bar.h.
#include "client/ui/widgets/roster_bar.h"

#include "client/ui/text/names.h"
#include "client/ui/theme/icon.h"
#include "client/ui/theme/paint.h"
#include "client/ui/theme/theme.h"

#include <QFontMetricsF>
#include <QHoverEvent>
#include <QPainter>
#include <QStyle>

namespace chat121::ui {

namespace {

constexpr qreal kHeight = 28;
constexpr qreal kTick = 14;

// One piece of the line: a word with its colour, or the tick after a signed name.
struct Piece {
    QString text;
    QColor colour;
    bool is_tick = false;
    bool starts_person = false;
};

} // namespace

static QList<Piece> piecesOf(const QList<RosterRow> &roster, const Tokens &t)
{
    QList<Piece> pieces;
    for (const RosterRow &person : roster) {
        const QString name = person.is_me ? RosterBar::tr("You") : cleanName(person.name);
        pieces.append({name, person.is_me ? t.text_2 : t.text_1, false, true});
        if (!person.is_me && !person.role.isEmpty()) {
            pieces.append({cleanName(person.role), t.text_3});
        }
        if (!person.signed_by.isEmpty()) pieces.append({{}, t.accent, true});
    }
    return pieces;
}

static QString sentenceOf(const RosterRow &person)
{
    QStringList parts{person.is_me ? RosterBar::tr("You") : cleanName(person.name)};
    if (!person.role.isEmpty()) parts.append(cleanName(person.role));
    if (!person.signed_by.isEmpty())
        parts.append(RosterBar::tr("signed by %1").arg(cleanName(person.signed_by)));
    if (person.is_verified) parts.append(RosterBar::tr("safety words compared"));
    return parts.join(QStringLiteral(", "));
}

RosterBar::RosterBar(QWidget *parent)
    : QAbstractButton(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(this, &QAbstractButton::clicked, this, &RosterBar::explain);
    setRoster({});
}

void RosterBar::setRoster(const QList<RosterRow> &roster)
{
    m_roster = roster;
    QStringList people;
    for (const RosterRow &person : roster) {
        people.append(sentenceOf(person));
    }
    setAccessibleName(tr("Who can read this conversation: %1").arg(people.join(QStringLiteral("; "))));
    setAccessibleDescription(tr("Explains who can read this"));
    updateGeometry();
    update();
}

QSize RosterBar::sizeHint() const
{
    const Theme &theme = Theme::of(this);
    return {theme.px(size::kReadableWidthMax), theme.px(kHeight)};
}

QSize RosterBar::minimumSizeHint() const
{
    const Theme &theme = Theme::of(this);
    return {theme.px(kHeight * 4), theme.px(kHeight)};
}

bool RosterBar::event(QEvent *event)
{
    const bool is_hover = event->type() == QEvent::HoverEnter || event->type() == QEvent::HoverLeave;
    if (is_hover) update();
    return QAbstractButton::event(event);
}

void RosterBar::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::of(this);
    const Tokens &t = theme.tokens();
    QPainter painter(this);
    if (showsFocusRing(this)) paintFocusRing(painter, theme, rect(), theme.exact(size::kRadius));

    painter.setFont(theme.small());
    const QFontMetricsF metrics(theme.small());
    const qreal tick = theme.exact(kTick);
    const qreal gap = theme.exact(space::kXs);
    const qreal end = width() - gap;
    qreal x = 0;
    const auto place = [&](qreal extent) {
        const QRectF logical(x, 0, extent, height());
        return QStyle::visualRect(layoutDirection(), rect(), logical.toAlignedRect());
    };
    const auto drawText = [&](const QString &text, const QColor &colour) {
        const qreal extent = metrics.horizontalAdvance(text) + 1;
        painter.setPen(colour);
        painter.setLayoutDirection(directionOf(text, layoutDirection()));
        painter.drawText(place(extent), Qt::AlignCenter | Qt::TextSingleLine, text);
        x += extent;
    };
    const auto drawIcon = [&](Icon icon, const QColor &colour) {
        QRectF box(0, 0, tick, tick);
        box.moveCenter(QRectF(place(tick)).center());
        paintIcon(painter, icon, box, colour);
        x += tick;
    };

    drawIcon(Icon::Lock, underMouse() ? t.accent : t.text_3);
    x += gap;
    int shown = 0;
    const QList<Piece> pieces = piecesOf(m_roster, t);
    for (const Piece &piece : pieces) {
        const qreal needed = metrics.horizontalAdvance(piece.text) + tick + 4 * gap;
        if (piece.starts_person && shown > 0 && x + needed > end) {
            x += 2 * gap;
            drawText(tr("+%n", nullptr, static_cast<int>(m_roster.size()) - shown), t.text_2);
            break;
        }
        if (piece.starts_person && shown++ > 0) {
            x += 2 * gap;
            drawText(QStringLiteral("·"), t.text_3);
            x += 2 * gap;
        } else if (!piece.starts_person) {
            x += gap;
        }
        if (piece.is_tick) {
            drawIcon(Icon::ShieldCheck, piece.colour);
        } else {
            drawText(piece.text, piece.colour);
        }
    }
}

void RosterBar::explain()
{
    using Shield = RosterDialog::Shield;
    auto *dialog = new RosterDialog(m_roster, m_is_shielded ? Shield::Metadata : Shield::None, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &RosterDialog::serverKnowledgeWanted, this, &RosterBar::serverKnowledgeWanted);
    connect(dialog, &RosterDialog::safetyWordsWanted, this, &RosterBar::safetyWordsWanted);
    dialog->open();
}

} // namespace chat121::ui
