// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Renders SVG line icons once per size, colour and device pixel ratio; see icon.h.
#include "client/ui/theme/icon.h"

#include <QGuiApplication>
#include <QIconEngine>
#include <QPainter>
#include <QPalette>
#include <QPixmapCache>
#include <QSvgRenderer>

#include <array>

namespace chat121::ui {

namespace {

bool pointsSomewhere(Icon icon)
{
    return icon == Icon::Back || icon == Icon::Forward || icon == Icon::Send || icon == Icon::Leave ||
           icon == Icon::Login || icon == Icon::Transfer || icon == Icon::Queue || icon == Icon::Note ||
           icon == Icon::Chat || icon == Icon::Return;
}

QPixmap rendered(Icon icon, const QSize &pixels, const QColor &colour, bool is_mirrored)
{
    const QString key = QStringLiteral("chat121-icon/%1/%2x%3/%4/%5")
                            .arg(static_cast<int>(icon))
                            .arg(pixels.width())
                            .arg(pixels.height())
                            .arg(colour.rgba())
                            .arg(is_mirrored);
    QPixmap pixmap;
    if (QPixmapCache::find(key, &pixmap)) return pixmap;

    QImage image(pixels, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    QSvgRenderer(iconFile(icon)).render(&painter);
    painter.setCompositionMode(QPainter::CompositionMode_SourceIn);
    painter.fillRect(image.rect(), colour);
    painter.end();
    pixmap = QPixmap::fromImage(is_mirrored ? image.mirrored(true, false) : image);
    QPixmapCache::insert(key, pixmap);
    return pixmap;
}

// Tints when it paints, so that a change of theme needs no new icons.
class TintedIcon final : public QIconEngine {
public:
    TintedIcon(Icon icon, QColor colour)
        : m_icon(icon)
        , m_colour(std::move(colour))
    {
    }

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State) override
    {
        const QPalette palette = QGuiApplication::palette();
        QColor colour = m_colour.isValid() ? m_colour : palette.color(QPalette::ButtonText);
        if (mode == QIcon::Disabled) colour = palette.color(QPalette::Disabled, QPalette::ButtonText);
        paintIcon(*painter, m_icon, rect, colour, QGuiApplication::layoutDirection());
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        QPixmap result(size);
        result.fill(Qt::transparent);
        QPainter painter(&result);
        paint(&painter, QRect(QPoint(), size), mode, state);
        return result;
    }

    QIconEngine *clone() const override { return new TintedIcon(m_icon, m_colour); }

private:
    const Icon m_icon;
    const QColor m_colour;
};

} // namespace

QString iconFile(Icon icon)
{
    static constexpr std::array<const char *, kIconCount> kNames{
        "arrow-down",   "back",    "bell",      "building", "chat",      "check",      "check-double",
        "clock",        "close",   "cloud-off", "computer", "connected", "copy",       "down",
        "erase",        "error",   "eye",       "eye-off",  "forward",   "info",       "key",
        "leave",        "link",    "lock",      "login",    "mail",      "menu",       "minus",
        "moon",         "more",    "note",      "people",   "person",    "person-add", "plus",
        "queue",        "refresh", "return",    "save",     "search",    "send",       "settings",
        "shield-check", "smile",   "spark",     "star",     "sun",       "transfer",   "warning",
    };
    const char *name = kNames.at(static_cast<size_t>(icon));
    return QStringLiteral(":/chat121/icons/%1.svg").arg(QLatin1String(name));
}

void paintIcon(QPainter &painter, Icon icon, const QRectF &rect, const QColor &colour,
               Qt::LayoutDirection direction)
{
    const qreal ratio = painter.device()->devicePixelRatioF();
    const QSize pixels = (rect.size() * ratio).toSize().expandedTo(QSize(1, 1));
    const bool is_mirrored = direction == Qt::RightToLeft && pointsSomewhere(icon);
    QPixmap pixmap = rendered(icon, pixels, colour, is_mirrored);
    pixmap.setDevicePixelRatio(ratio);
    const QPointF corner((rect.x() * ratio), (rect.y() * ratio));
    painter.drawPixmap(QPointF(corner.toPoint()) / ratio, pixmap);
}

QIcon iconOf(Icon icon, const QColor &colour)
{
    return QIcon(new TintedIcon(icon, colour));
}

} // namespace chat121::ui
