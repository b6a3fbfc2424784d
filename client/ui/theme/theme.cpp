// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Applies the tokens to the application; see theme.h.
#include "client/ui/theme/theme.h"

#include "client/ui/theme/chat_style.h"

#include <QApplication>
#include <QFontDatabase>
#include <QFontInfo>
#include <QFontMetricsF>
#include <QToolTip>
#include <QWidget>

namespace chat121::ui {

namespace {

constexpr qreal kUnitsPerFontHeight = 16;
constexpr int kMotionMs = 120;

// The system's font, and for what it lacks first a font with coloured emoji. The system's font is
// named as what it really is: behind an alias the emoji font would deliver the digits too.
QFont withEmoji(QFont font)
{
    const QStringList installed = QFontDatabase::families();
    const QString real = QFontInfo(font).family();
    if (!installed.contains(real)) return font;
    QStringList families{real};
    for (const auto &name : {QStringLiteral("Noto Color Emoji"), QStringLiteral("Segoe UI Emoji")}) {
        if (installed.contains(name)) families.append(name);
    }
    font.setFamilies(families);
    return font;
}

} // namespace

Theme::Theme(QObject *parent)
    : QObject(parent)
    , m_system_palette(QGuiApplication::palette())
    , m_tokens(lightTokens())
{
}

void Theme::install()
{
    QApplication::setStyle(new ChatStyle(*this));
    QApplication::setFont(withEmoji(QApplication::font()));
    m_is_installed = true;
    apply();
}

const Theme &Theme::of(const QWidget *widget)
{
    const auto *style = qobject_cast<const ChatStyle *>(widget->style());
    if (!style) style = qobject_cast<const ChatStyle *>(QApplication::style());
    Q_ASSERT_X(style, "Theme::of", "no theme is installed");
    return style->theme();
}

void Theme::setScheme(Scheme scheme)
{
    if (m_scheme == scheme) return;
    m_scheme = scheme;
    if (m_is_installed) apply();
}

void Theme::apply()
{
    switch (m_scheme) {
    case Scheme::System:
        m_tokens = systemTokens(m_system_palette).is_dark ? darkTokens() : lightTokens();
        break;
    case Scheme::Light:
        m_tokens = lightTokens();
        break;
    case Scheme::Dark:
        m_tokens = darkTokens();
        break;
    case Scheme::HighContrast:
        m_tokens = systemTokens(m_system_palette);
        break;
    }
    const QPalette palette = paletteOf(m_tokens);
    QApplication::setPalette(palette);
    QToolTip::setPalette(palette);
    QToolTip::setFont(small());
    Q_EMIT changed();
}

qreal Theme::exact(qreal units) const
{
    return units * QFontMetricsF(QApplication::font()).height() / kUnitsPerFontHeight;
}

int Theme::px(qreal units) const
{
    return qRound(exact(units));
}

QFont Theme::scaled(qreal factor, QFont::Weight weight)
{
    QFont font = QApplication::font();
    if (font.pixelSize() > 0) {
        font.setPixelSize(qMax(1, qRound(font.pixelSize() * factor)));
    } else {
        font.setPointSizeF(font.pointSizeF() * factor);
    }
    font.setWeight(weight);
    return font;
}

QFont Theme::body() const
{
    return scaled(1, QFont::Normal);
}

QFont Theme::bodyStrong() const
{
    return scaled(1, QFont::DemiBold);
}

QFont Theme::small() const
{
    return scaled(type::kSmall, QFont::Normal);
}

QFont Theme::smallStrong() const
{
    return scaled(type::kSmall, QFont::DemiBold);
}

QFont Theme::title() const
{
    return scaled(type::kTitle, QFont::DemiBold);
}

QFont Theme::display() const
{
    return scaled(type::kDisplay, QFont::DemiBold);
}

// Named as what it really is, with what it lacks behind it. Not every system has chosen one.
QFont Theme::code() const
{
    QFont fixed = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    if (!QFontInfo(fixed).fixedPitch()) {
        fixed = QFont(QStringLiteral("monospace"));
        fixed.setStyleHint(QFont::Monospace);
    }
    QFont font = body();
    const QStringList behind = font.families().isEmpty() ? QStringList{font.family()} : font.families();
    font.setFamilies(QStringList{QFontInfo(fixed).family()} + behind);
    return font;
}

QFont Theme::emoji() const
{
    return scaled(type::kEmoji, QFont::Normal);
}

int Theme::motionMs() const
{
    return m_motion == Motion::Full ? kMotionMs : 0;
}

} // namespace chat121::ui
