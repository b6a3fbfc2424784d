// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Avatars and badges; see avatar.h.
#include "client/ui/widgets/avatar.h"

#include "client/ui/text/names.h"
#include "client/ui/theme/icon.h"
#include "client/ui/theme/paint.h"
#include "client/ui/theme/theme.h"

#include <QFontMetricsF>
#include <QPainter>

namespace chat121::ui {

namespace {

constexpr qreal kBadgeHeight = 18;
constexpr int kBadgeCountMax = 99;
constexpr size_t kTintFactor = 131;
constexpr qreal kInitialsPart = 0.38; // of the circle's height

QSizeF badgeSize(const Theme &theme, int count)
{
    const qreal height = theme.exact(kBadgeHeight);
    const qreal text = QFontMetricsF(theme.smallStrong()).horizontalAdvance(badgeText(count));
    return {qMax(height, text + theme.exact(space::kM)), height};
}

} // namespace

const AvatarTint &tintOf(const Tokens &tokens, const QString &name)
{
    const QString shown = cleanName(name);
    size_t key = 0; // not qHash: the colours stay the same from one start to the next
    for (const QChar letter : shown)
        key = key * kTintFactor + letter.unicode();
    key ^= key >> 7;
    key ^= key >> 17;
    return tokens.avatars.at(key % tokens.avatars.size());
}

void paintAvatar(QPainter &painter, const Theme &theme, const QRectF &rect, const QString &name)
{
    const AvatarTint &tint = tintOf(theme.tokens(), name);
    paintCard(painter, rect, rect.height() / 2, tint.fill);

    const QString initials = initialsOf(name);
    if (initials.isEmpty()) {
        const qreal inset = rect.height() * 0.22;
        paintIcon(painter, Icon::Person, rect.adjusted(inset, inset, -inset, -inset), tint.text);
        return;
    }
    QFont font = theme.bodyStrong();
    font.setPixelSize(qMax(1, qRound(rect.height() * kInitialsPart)));
    painter.setFont(font);
    painter.setPen(tint.text);
    painter.drawText(rect, Qt::AlignCenter | Qt::TextSingleLine, initials);
}

Avatar::Avatar(qreal units, QWidget *parent)
    : QWidget(parent)
    , m_units(units)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void Avatar::setPerson(const QString &name)
{
    m_name = name;
    update();
}

QSize Avatar::sizeHint() const
{
    const int side = Theme::of(this).px(m_units);
    return {side, side};
}

void Avatar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintAvatar(painter, Theme::of(this), rect(), m_name);
}

QString badgeText(int count)
{
    return count > kBadgeCountMax ? QStringLiteral("%L1+").arg(kBadgeCountMax)
                                  : QStringLiteral("%L1").arg(count);
}

QRectF paintBadge(QPainter &painter, const Theme &theme, const QRectF &rect, int count,
                  Qt::LayoutDirection direction)
{
    QRectF pill(QPointF(), badgeSize(theme, count));
    pill.moveCenter(rect.center());
    if (direction == Qt::LeftToRight) {
        pill.moveRight(rect.right());
    } else {
        pill.moveLeft(rect.left());
    }
    paintCard(painter, pill, pill.height() / 2, theme.tokens().accent);
    painter.setFont(theme.smallStrong());
    painter.setPen(theme.tokens().on_accent);
    painter.drawText(pill, Qt::AlignCenter | Qt::TextSingleLine, badgeText(count));
    return pill;
}

Badge::Badge(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    hide();
}

void Badge::setCount(int count)
{
    if (m_count == count) return;
    m_count = count;
    setAccessibleName(tr("%n new", nullptr, count));
    setVisible(count > 0);
    updateGeometry();
    update();
}

QSize Badge::sizeHint() const
{
    return badgeSize(Theme::of(this), m_count).toSize() + QSize(1, 1);
}

void Badge::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintBadge(painter, Theme::of(this), rect(), m_count, layoutDirection());
}

} // namespace chat121::ui
