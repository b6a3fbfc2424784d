// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Buttons; how they look is in chat_style_buttons.cpp.
#include "client/ui/theme/button.h"

namespace chat121::ui {

Button::Button(ButtonKind kind, const QString &text, QWidget *parent)
    : QPushButton(text, parent)
    , m_kind(kind)
{
    setAutoDefault(false); // Enter presses the default button, if there is one, and no other
}

Button::Button(ButtonKind kind, Icon icon, const QString &text, QWidget *parent)
    : QPushButton(text, parent)
    , m_kind(kind)
    , m_icon(icon)
{
    setAutoDefault(false);
}

IconButton::IconButton(Icon icon, const QString &name, QWidget *parent)
    : QToolButton(parent)
    , m_icon(icon)
{
    setFocusPolicy(Qt::StrongFocus);
    setName(name);
}

void IconButton::setLineIcon(Icon icon)
{
    m_icon = icon;
    update();
}

void IconButton::setName(const QString &name)
{
    setAccessibleName(name);
    setToolTip(name.toHtmlEscaped());
}

void IconButton::setPrimary(bool is_primary)
{
    m_is_primary = is_primary;
    update();
}

} // namespace chat121::ui
