// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A label that shows its text as it is, never as markup, in one of the product's fonts and tones.
//
// Names and other remote strings are shown in their own direction, aligned with the layout.
#pragma once

#include "client/ui/theme/tokens.h"

#include <QLabel>

namespace chat121::ui {

enum class TextRole : quint8 { Body, BodyStrong, Small, SmallStrong, Title, Display };
enum class Tone : quint8 { Primary, Secondary, Hint, Accent, Ok, Warn, Danger };
enum class Overflow : quint8 { Wrap, Elide };

QColor toneColour(const Tokens &tokens, Tone tone);

class PlainLabel : public QLabel {
    Q_OBJECT

public:
    explicit PlainLabel(const QString &text = {}, TextRole role = TextRole::Body, Tone tone = Tone::Primary,
                        QWidget *parent = nullptr);

    void setRole(TextRole role);
    void setTone(Tone tone);
    void setOverflow(Overflow overflow);
    QColor colour() const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void applyFont();
    QRect balanced(const QRect &rect) const;

    TextRole m_role;
    Tone m_tone;
    Overflow m_overflow = Overflow::Wrap;
};

} // namespace chat121::ui
