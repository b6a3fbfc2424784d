// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Emoji to choose one of: a line to search in, and a grid. Arrows walk through the grid, letters go into the
// line, Enter takes the one that is chosen, Escape or a click elsewhere leaves it. The name of the chosen one
// stands below, and is said to screen readers.
//
// Ownership: a child of the window, above everything in it. Threads: main.
#pragma once

#include "client/ui/emoji/emoji_list.h"

#include <QPointer>
#include <QWidget>

class QLineEdit;
class QListWidget;

namespace chat121::ui {

class PlainLabel;

class EmojiPicker final : public QWidget {
    Q_OBJECT

public:
    explicit EmojiPicker(QWidget *window);

    // `beside`: in the window. What has the keyboard gets it back.
    void open(const QRect &beside, const QStringList &recent);

Q_SIGNALS:
    void chosen(const QString &emoji); // it is closed by then

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    bool onKey(QObject *watched, QKeyEvent &event);
    bool onLineKey(int key);
    bool onGridKey(const QKeyEvent &event);
    void search();
    void nameChosen();
    void take();
    void close();
    void placeBeside(const QRect &beside);

    QLineEdit *m_line;
    QListWidget *m_grid;
    PlainLabel *m_name;
    const QList<Emoji> m_every;
    QStringList m_recent;
    QPointer<QWidget> m_before; // had the keyboard
};

} // namespace chat121::ui
