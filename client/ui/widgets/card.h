// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A pane with a line around it, and a surface for panes without one.
#pragma once

#include <QWidget>

namespace chat121::ui {

class Card final : public QWidget {
    Q_OBJECT

public:
    explicit Card(QWidget *parent = nullptr);

protected:
    void paintEvent(QPaintEvent *event) override;
};

// A pane in surface-1, edge to edge, with an optional separator at its bottom or end.
class Pane final : public QWidget {
    Q_OBJECT

public:
    enum class Edge : quint8 { None, Top, Bottom, Start, End };

    explicit Pane(Edge edge, QWidget *parent = nullptr);
    void setEdge(Edge edge);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Edge m_edge;
};

} // namespace chat121::ui
