// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// How the windows look now: tokens, lengths, fonts, motion. Chosen at run time.
//
// One Theme belongs to main() and outlives every widget. Widgets reach it through their style:
// Theme::of(this). Changing it changes the application's palette; every widget then gets
// QEvent::PaletteChange and paints itself anew.
//
// Threads: main.
#pragma once

#include "client/ui/theme/tokens.h"

#include <QFont>
#include <QObject>

class QWidget;

namespace chat121::ui {

enum class Scheme : quint8 {
    System, // light or dark as the system was when the program started
    Light,
    Dark,
    HighContrast, // the system's palette
};

enum class Motion : quint8 {
    Full,
    Reduced,
};

class Theme final : public QObject {
    Q_OBJECT

public:
    explicit Theme(QObject *parent = nullptr);

    // Makes the application use this theme: style, palette, fonts of its kinds of widgets.
    // REQUIRES: a QApplication exists; called once.
    void install();

    // REQUIRES: the theme is installed.
    static const Theme &of(const QWidget *widget);

    Scheme scheme() const { return m_scheme; }
    void setScheme(Scheme scheme);
    bool isDark() const { return m_tokens.is_dark; }
    const Tokens &tokens() const { return m_tokens; }

    // Pixels of a length in units, exact and rounded.
    qreal exact(qreal units) const;
    int px(qreal units) const;

    QFont body() const;
    QFont bodyStrong() const;
    QFont small() const;
    QFont smallStrong() const;
    QFont title() const;
    QFont display() const;
    QFont code() const;  // all letters as wide as each other
    QFont emoji() const; // of a message that is nothing but emoji

    // For what appears because of somebody else; 0 with reduced motion.
    int motionMs() const;
    Motion motion() const { return m_motion; }
    void setMotion(Motion motion) { m_motion = motion; }

Q_SIGNALS:
    void changed();

private:
    static QFont scaled(qreal factor, QFont::Weight weight);
    void apply();

    const QPalette m_system_palette;
    Scheme m_scheme = Scheme::System;
    Motion m_motion = Motion::Full;
    Tokens m_tokens;
    bool m_is_installed = false;
};

} // namespace chat121::ui
