// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Canned replies to choose one of: shortcut and title, and below them how the text begins. Threads: main.
#pragma once

#include "client/core/models/canned_reply.h"

#include <QListWidget>

namespace chat121::ui {

class ReplyList final : public QListWidget {
    Q_OBJECT

public:
    explicit ReplyList(QWidget *parent = nullptr);

    void setReplies(const QList<CannedReply> &replies);
    const CannedReply *chosen() const; // none: nullptr
    void choose(const ReplyId &reply); // not here: nothing is chosen
    QString spoken() const;            // the one that is chosen, and where it stands
    int rowHeight() const;

private:
    QList<CannedReply> m_replies;
};

} // namespace chat121::ui
