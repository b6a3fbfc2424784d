// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The list of canned replies that appears beside the cursor while somebody writes. It never takes the
// keyboard: who writes goes on writing, and the editor's keys walk through it (reply_writing.h). Which one is
// chosen is said to screen readers.
//
// Ownership: a child of the window, above everything in it. Threads: main.
#pragma once

#include "client/core/models/canned_reply.h"

#include <QWidget>

namespace chat121::ui {

class PlainLabel;
class ReplyList;

class ReplyPicker final : public QWidget {
    Q_OBJECT

public:
    explicit ReplyPicker(QWidget *parent);

    // REQUIRES: not empty. The first one is chosen. `cursor`: the line that is written in, in the parent.
    void offer(const QList<CannedReply> &replies, const QRect &cursor);
    void walk(int step); // round at the ends
    const CannedReply *chosen() const;

Q_SIGNALS:
    void clicked(); // the chosen one

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void place(const QRect &cursor);
    void tell();

    ReplyList *m_list;
    PlainLabel *m_keys; // what can be pressed
};

} // namespace chat121::ui
