// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The loading face; see skeleton.h.
#include "client/ui/widgets/skeleton.h"

#include "client/ui/theme/paint.h"
#include "client/ui/theme/theme.h"

#include <QPainter>
#include <QStyle>

#include <array>
#include <chrono>

namespace chat121::ui {

namespace {

using namespace std::chrono_literals;

constexpr auto kDelay = 300ms;
constexpr qreal kRowHeight = 56;
constexpr qreal kBarHeight = 10;
constexpr float kFaint = 0.55f;                                     // something is here, but nothing to read
constexpr std::array<qreal, 5> kParts{0.55, 0.35, 0.62, 0.42, 0.5}; // of the width, in turn

} // namespace

Skeleton::Skeleton(Shape shape, QWidget *parent)
    : QWidget(parent)
    , m_shape(shape)
{
    setAccessibleName(tr("Loading"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    m_delay.setSingleShot(true);
    m_delay.setInterval(kDelay);
    connect(&m_delay, &QTimer::timeout, this, [this] {
        m_shows_bars = true;
        update();
    });
}

void Skeleton::start()
{
    m_shows_bars = false;
    m_delay.start();
    update();
}

void Skeleton::stop()
{
    m_delay.stop();
    m_shows_bars = false;
    update();
}

QSize Skeleton::sizeHint() const
{
    const Theme &theme = Theme::of(this);
    return {theme.px(4 * kRowHeight), theme.px(4 * kRowHeight)};
}

void Skeleton::paintEvent(QPaintEvent *)
{
    if (!m_shows_bars) return;
    const Theme &theme = Theme::of(this);
    const int margin = theme.px(space::kL);
    const int row_height = theme.px(kRowHeight);
    const int bar = theme.px(kBarHeight);
    const int circle = theme.px(size::kAvatar);
    QColor colour = theme.tokens().line;
    colour.setAlphaF(kFaint);
    QPainter painter(this);
    const auto paintPart = [&](const QRect &part, qreal radius) {
        paintCard(painter, QStyle::visualRect(layoutDirection(), rect(), part), radius, colour);
    };
    for (int row = 0, y = margin; y + row_height < height(); ++row, y += row_height) {
        const qreal part = kParts.at(static_cast<size_t>(row) % kParts.size());
        const int text_width = qRound((width() - 3 * margin - circle) * part);
        if (m_shape == Shape::Messages) {
            const int x = row % 3 == 2 ? width() - margin - text_width : margin;
            paintPart(QRect(x, y, text_width, row_height - margin), theme.exact(size::kRadiusLarge));
            continue;
        }
        paintPart(QRect(margin, y, circle, circle), circle / 2.0);
        const int x = margin + circle + theme.px(space::kM);
        paintPart(QRect(x, y + theme.px(2), text_width, bar), bar / 2.0);
        paintPart(QRect(x, y + circle - bar - theme.px(2), qRound(text_width * 1.4), bar), bar / 2.0);
    }
}

} // namespace chat121::ui
