// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// "Jump to newest"; see jump_button.h.
#include "client/ui/timeline/jump_button.h"

#include "client/ui/theme/icon.h"
#include "client/ui/theme/paint.h"
#include "client/ui/theme/theme.h"
#include "client/ui/widgets/avatar.h"

#include <QPainter>

namespace chat121::ui {

namespace {

constexpr qreal kSide = 40;
constexpr qreal kRaise = 8; // how far the badge stands out at the top

} // namespace

JumpButton::JumpButton(To to, QWidget *parent)
    : QAbstractButton(parent)
    , m_to(to)
{
    setFocusPolicy(Qt::TabFocus);
    setAttribute(Qt::WA_Hover);
    setCursor(Qt::PointingHandCursor);
    setCount(0);
}

void JumpButton::setCount(int count)
{
    if (m_count == count) return;
    m_count = count;
    const QString name = m_to == To::Newest ? tr("Jump to newest") : tr("Jump to the first new message");
    setAccessibleName(count == 0 ? name : tr("%1, %2").arg(name, tr("%n new", nullptr, count)));
    setToolTip(name.toHtmlEscaped());
    update();
}

QSize JumpButton::sizeHint() const
{
    const Theme &theme = Theme::of(this);
    return {theme.px(kSide), theme.px(kSide + kRaise)};
}

void JumpButton::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::of(this);
    const Tokens &t = theme.tokens();
    const qreal raise = theme.exact(kRaise);
    const QRectF circle(0, raise, width(), height() - raise);
    QPainter painter(this);
    paintCard(painter, circle, circle.height() / 2, underMouse() ? t.surface_2 : t.surface_1, t.line,
              theme.exact(size::kHairline));
    if (showsFocusRing(this)) paintFocusRing(painter, theme, circle, circle.height() / 2);
    const qreal side = theme.exact(size::kIcon);
    QRectF icon(0, 0, side, side);
    icon.moveCenter(circle.center());
    if (m_to == To::FirstNew) { // the same arrow, upside down
        painter.translate(2 * icon.center());
        painter.scale(-1, -1);
    }
    paintIcon(painter, Icon::ArrowDown, icon, t.text_2);
    painter.resetTransform();
    if (m_count == 0) return;
    paintBadge(painter, theme, QRectF(0, 0, width(), 2 * raise + theme.exact(2)), m_count, layoutDirection());
}

} // namespace chat121::ui
