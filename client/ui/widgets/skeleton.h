// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The loading face of a view: grey bars where lines will be, only when loading takes a while.
#pragma once

#include <QTimer>
#include <QWidget>

namespace chat121::ui {

class Skeleton final : public QWidget {
    Q_OBJECT

public:
    enum class Shape : quint8 { List, Messages };

    explicit Skeleton(Shape shape, QWidget *parent = nullptr);

    // Bars appear 300 ms after start(), so that quick loading does not flicker.
    void start();
    void stop();
    bool isShowingBars() const { return m_shows_bars; }

    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Shape m_shape;
    QTimer m_delay;
    bool m_shows_bars = false;
};

} // namespace chat121::ui
