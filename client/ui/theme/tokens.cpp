// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The values of the tokens: light, dark, and from the system's palette.
#include "client/ui/theme/tokens.h"

#include <algorithm>
#include <cmath>

namespace chat121::ui {

namespace {

QColor mixed(const QColor &a, const QColor &b, qreal part_of_b)
{
    const auto mix = [part_of_b](float from, float to) {
        return from + (to - from) * static_cast<float>(part_of_b);
    };
    return QColor::fromRgbF(mix(a.redF(), b.redF()), mix(a.greenF(), b.greenF()), mix(a.blueF(), b.blueF()));
}

qreal luminance(const QColor &colour)
{
    const auto linear = [](qreal part) {
        return part <= 0.04045 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) +
           0.0722 * linear(colour.blueF());
}

} // namespace

Tokens lightTokens()
{
    Tokens t;
    t.surface_0 = QColor(0xF7F8FA);
    t.surface_1 = QColor(0xFFFFFF);
    t.surface_2 = QColor(0xEEF2F4);
    t.selected = QColor(0xDDF1EE);
    t.line = QColor(0xD9DEE3);
    t.line_strong = QColor(0x7D8894);
    t.text_1 = QColor(0x16202A);
    t.text_2 = QColor(0x4B5764);
    t.text_3 = QColor(0x5F6B78);
    t.accent = QColor(0x0F766E);
    t.on_accent = QColor(0xFFFFFF);
    t.accent_hover = QColor(0x0B625B);
    t.bubble_mine = QColor(0xDDF1EE);
    t.bubble_mine_text = QColor(0x0B2B28);
    t.bubble_mine_meta = QColor(0x4B5764);
    t.bubble_theirs = t.surface_1;
    t.bubble_theirs_edge = t.line;
    t.note = QColor(0xFFF4CC);
    t.note_text = QColor(0x3D2E00);
    t.note_edge = QColor(0x8F6B00);
    t.ok = QColor(0x17753A);
    t.warn = QColor(0x8A5200);
    t.danger = QColor(0xB3261E);
    t.on_danger = QColor(0xFFFFFF);
    t.selection = QColor(0xA9DCD5);
    t.shadow = QColor(22, 32, 42, 26);
    t.avatars = {{{QColor(0xD3ECE8), QColor(0x0B4F49), QColor(0x0B4F49)},
                  {QColor(0xE0E6FB), QColor(0x33408F), QColor(0x33408F)},
                  {QColor(0xFBE3D7), QColor(0x85370F), QColor(0x85370F)},
                  {QColor(0xF1DFF3), QColor(0x74297A), QColor(0x74297A)},
                  {QColor(0xE0EDD3), QColor(0x3B5C11), QColor(0x3B5C11)},
                  {QColor(0xFAEBBF), QColor(0x664A00), QColor(0x664A00)}}};
    return t;
}

Tokens darkTokens()
{
    Tokens t;
    t.surface_0 = QColor(0x0F151B);
    t.surface_1 = QColor(0x161E26);
    t.surface_2 = QColor(0x1F2933);
    t.selected = QColor(0x173B38);
    t.line = QColor(0x2C3844);
    t.line_strong = QColor(0x76838F);
    t.text_1 = QColor(0xE8EDF2);
    t.text_2 = QColor(0xB4BFCA);
    t.text_3 = QColor(0x97A3AF);
    t.accent = QColor(0x5CC8BC);
    t.on_accent = QColor(0x06211E);
    t.accent_hover = QColor(0x7AD6CB);
    t.bubble_mine = QColor(0x174440);
    t.bubble_mine_text = QColor(0xE3F6F3);
    t.bubble_mine_meta = t.text_2;
    t.bubble_theirs = t.surface_2;
    t.bubble_theirs_edge = t.surface_2;
    t.note = QColor(0x3A3007);
    t.note_text = QColor(0xFBEFC2);
    t.note_edge = QColor(0xC9A227);
    t.ok = QColor(0x5FCB84);
    t.warn = QColor(0xE9B44C);
    t.danger = QColor(0xFF8A80);
    t.on_danger = QColor(0x2B0A07);
    t.selection = QColor(0x2A6A64);
    t.shadow = QColor(0, 0, 0, 90);
    t.avatars = {{{QColor(0x17443F), QColor(0x8FDDD3), QColor(0x8FDDD3)},
                  {QColor(0x2A3260), QColor(0xBAC5FB), QColor(0xBAC5FB)},
                  {QColor(0x55301C), QColor(0xF5BFA2), QColor(0xF5BFA2)},
                  {QColor(0x472549), QColor(0xE6B5EA), QColor(0xE6B5EA)},
                  {QColor(0x2F4219), QColor(0xBFDD9C), QColor(0xBFDD9C)},
                  {QColor(0x4A3A0C), QColor(0xF0D484), QColor(0xF0D484)}}};
    t.is_dark = true;
    return t;
}

Tokens systemTokens(const QPalette &system)
{
    const QColor window = system.color(QPalette::Window);
    const QColor base = system.color(QPalette::Base);
    const QColor text = system.color(QPalette::WindowText);
    const QColor highlight = system.color(QPalette::Highlight);

    Tokens t;
    t.surface_0 = window;
    t.surface_1 = base;
    t.surface_2 = mixed(base, text, 0.08);
    t.selected = mixed(base, highlight, 0.18);
    t.line = t.line_strong = text;
    t.text_1 = t.text_2 = t.text_3 = text;
    t.accent = t.accent_hover = highlight;
    t.on_accent = system.color(QPalette::HighlightedText);
    t.bubble_mine = t.selected;
    t.bubble_mine_text = t.bubble_mine_meta = text;
    t.bubble_theirs = base;
    t.bubble_theirs_edge = text;
    t.note = base;
    t.note_text = t.note_edge = text;
    t.ok = t.warn = t.danger = text;
    t.on_danger = base;
    t.selection = mixed(base, highlight, 0.4);
    t.shadow = QColor(0, 0, 0, 0);
    t.avatars.fill({highlight, system.color(QPalette::HighlightedText), text});
    t.bubble_mine_edge = t.note_outline = text;
    t.is_dark = luminance(window) < luminance(text);
    return t;
}

QPalette paletteOf(const Tokens &tokens)
{
    QPalette palette;
    const auto set = [&palette](QPalette::ColorRole role, const QColor &colour, const QColor &disabled) {
        palette.setColor(QPalette::Active, role, colour);
        palette.setColor(QPalette::Inactive, role, colour);
        palette.setColor(QPalette::Disabled, role, disabled);
    };
    set(QPalette::Window, tokens.surface_0, tokens.surface_0);
    set(QPalette::WindowText, tokens.text_1, tokens.text_3);
    set(QPalette::Base, tokens.surface_1, tokens.surface_0);
    set(QPalette::AlternateBase, tokens.surface_2, tokens.surface_2);
    set(QPalette::Text, tokens.text_1, tokens.text_3);
    set(QPalette::PlaceholderText, tokens.text_3, tokens.text_3);
    set(QPalette::Button, tokens.surface_1, tokens.surface_0);
    set(QPalette::ButtonText, tokens.text_1, tokens.text_3);
    set(QPalette::BrightText, tokens.on_accent, tokens.text_3);
    set(QPalette::Highlight, tokens.selection, tokens.selection);
    set(QPalette::HighlightedText, tokens.text_1, tokens.text_3);
    set(QPalette::Link, tokens.accent, tokens.text_3);
    set(QPalette::LinkVisited, tokens.accent, tokens.text_3);
    set(QPalette::ToolTipBase, tokens.text_1, tokens.text_1);
    set(QPalette::ToolTipText, tokens.surface_1, tokens.surface_1);
    set(QPalette::Light, tokens.surface_1, tokens.surface_1);
    set(QPalette::Midlight, tokens.surface_2, tokens.surface_2);
    set(QPalette::Mid, tokens.line, tokens.line);
    set(QPalette::Dark, tokens.line_strong, tokens.line_strong);
    set(QPalette::Shadow, tokens.line_strong, tokens.line_strong);
    return palette;
}

qreal contrast(const QColor &a, const QColor &b)
{
    const qreal first = luminance(a);
    const qreal second = luminance(b);
    return (std::max(first, second) + 0.05) / (std::min(first, second) + 0.05);
}

} // namespace chat121::ui
