// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A tinted icon that is not a button. Decoration: a word stands beside it, or it has a name.
#pragma once

#include "client/ui/theme/icon.h"
#include "client/ui/widgets/plain_label.h"

#include <QWidget>

namespace chat121::ui {

class IconLabel final : public QWidget {
    Q_OBJECT

public:
    // `units`: the side of the square.
    IconLabel(Icon icon, Tone tone, qreal units, QWidget *parent = nullptr);

    Icon icon() const { return m_icon; }
    void setIcon(Icon icon, Tone tone);

    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Icon m_icon;
    Tone m_tone;
    const qreal m_units;
};

// Words behind a mark, both in one tone: what a colour says, the mark says too.
class MarkedLabel final : public QWidget {
    Q_OBJECT

public:
    MarkedLabel(Icon icon, Tone tone, TextRole role, QWidget *parent = nullptr);

    PlainLabel *words() const { return m_words; }

private:
    PlainLabel *m_words;
};

} // namespace chat121::ui
