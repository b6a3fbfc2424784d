// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The three panes of the desk, as many as there is room for: all side by side; without the context;
// with the lists as a drawer over the conversation; one at a time.
//
// Ownership: takes the three widgets. Threads: main.
#pragma once

#include <QWidget>

class QSplitter;

namespace chat121::ui {

class Pane;

enum class Room : quint8 {
    Plenty, // three panes
    Enough, // two
    Narrow, // the lists are a drawer
    Small,  // and the drawer takes the whole width
};

class DeskPanes final : public QWidget {
    Q_OBJECT

public:
    DeskPanes(QWidget *lists, QWidget *talk, QWidget *context, QWidget *parent = nullptr);

    Room room() const { return m_room; }
    // Without a conversation there is nothing beside it.
    void setContextWanted(bool is_wanted);
    // So many conversations stand beside each other, each as wide as that at least: the context makes room.
    void setColumns(int count, int width_each);
    bool hasDrawer() const { return m_room == Room::Narrow || m_room == Room::Small; }
    bool isDrawerOpen() const;
    // Without a drawer nothing happens now; it opens like this when the window becomes narrow.
    void setDrawerOpen(bool is_open);

Q_SIGNALS:
    void roomChanged(chat121::ui::Room room);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    Room roomFor(int width) const;
    void arrange();
    void showContext();
    void placeDrawer();

    QWidget *m_lists;
    QWidget *m_context;
    QSplitter *m_splitter;
    Pane *m_drawer;
    Room m_room = Room::Plenty;
    bool m_wants_drawer = true;
    bool m_wants_context = false;
    int m_columns = 1;
    int m_column_width = 1;
};

} // namespace chat121::ui
