// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Buttons of the product. At most one Primary in a view: the one action.
#pragma once

#include "client/ui/theme/icon.h"

#include <QPushButton>
#include <QToolButton>

#include <optional>

namespace chat121::ui {

enum class ButtonKind : quint8 {
    Primary,
    Secondary, // a border
    Quiet,     // text only
    Danger,
};

class Button final : public QPushButton {
    Q_OBJECT

public:
    explicit Button(ButtonKind kind, const QString &text, QWidget *parent = nullptr);
    Button(ButtonKind kind, Icon icon, const QString &text, QWidget *parent = nullptr);

    ButtonKind kind() const { return m_kind; }
    std::optional<Icon> lineIcon() const { return m_icon; }

private:
    const ButtonKind m_kind;
    const std::optional<Icon> m_icon;
};

// A square button that shows only an icon; `name` is what it does: accessible name and tooltip.
class IconButton final : public QToolButton {
    Q_OBJECT

public:
    IconButton(Icon icon, const QString &name, QWidget *parent = nullptr);

    Icon lineIcon() const { return m_icon; }
    void setLineIcon(Icon icon);
    void setName(const QString &name);

    // Filled with the accent, for the one action.
    bool isPrimary() const { return m_is_primary; }
    void setPrimary(bool is_primary);

private:
    Icon m_icon;
    bool m_is_primary = false;
};

} // namespace chat121::ui
