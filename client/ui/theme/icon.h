// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The icon set: line icons as SVG in resources/icons, tinted when they are painted.
//
// Threads: main.
#pragma once

#include <QColor>
#include <QIcon>
#include <QRectF>

class QPainter;

namespace chat121::ui {

enum class Icon : quint8 {
    ArrowDown,
    Back,
    Bell,
    Building,
    Chat,
    Check,
    CheckDouble,
    Clock,
    Close,
    CloudOff,
    Computer,
    Connected,
    Copy,
    Down,
    Erase,
    Error,
    Eye,
    EyeOff,
    Forward,
    Info,
    Key,
    Leave,
    Link,
    Lock,
    Login,
    Mail,
    Menu,
    Minus,
    Moon,
    More,
    Note,
    People,
    Person,
    PersonAdd,
    Plus,
    Queue,
    Refresh,
    Return,
    Save,
    Search,
    Send,
    Settings,
    ShieldCheck,
    Smile,
    Spark,
    Star,
    Sun,
    Transfer,
    Warning,
};

inline constexpr int kIconCount = static_cast<int>(Icon::Warning) + 1;

QString iconFile(Icon icon);

// Sharp at any device pixel ratio. Icons that point somewhere are mirrored in a right-to-left layout.
void paintIcon(QPainter &painter, Icon icon, const QRectF &rect, const QColor &colour,
               Qt::LayoutDirection direction = Qt::LeftToRight);

// For buttons and menus: follows the theme by taking the palette's colours when it is painted.
// `colour` invalid: the button text of the application's palette.
QIcon iconOf(Icon icon, const QColor &colour = {});

} // namespace chat121::ui
