// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What is asked between colleagues about one conversation: who asks, their note, how long still; accept,
// decline, withdraw. Over the desk the question that ends first, unless it is the open one's; below the
// messages that of the open one.
//
// Borrows the workspace and the ticker. Threads: main.
#pragma once

#include "client/core/workspace.h"

#include <QWidget>

#include <optional>

class QBoxLayout;

namespace chat121::ui {

class Button;
class ElapsedTicker;
class IconButton;
class NoteCard;
class PlainLabel;

class HandOverStrip final : public QWidget {
    Q_OBJECT

public:
    enum class Place : quint8 { Desk, Talk };

    HandOverStrip(Workspace &workspace, ElapsedTicker &ticker, Place place, QWidget *parent = nullptr);

    void setOpen(ConversationId conversation); // the one that is read now; not valid: none
    bool isAsking() const;                     // the person here may answer
    void takeFocus();                          // to where that is done

Q_SIGNALS:
    void looked(chat121::ConversationId conversation); // the whole of it is to be seen

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void build();
    QLayout *makeButtons();
    Button *put(QBoxLayout *row, const QString &name, Button *button);
    void answer(void (Workspace::*with)(ConversationId));
    void refresh();
    void count(UnixTime now);
    QString wordsOf(const ConversationRow &row) const;
    std::optional<ConversationRow> shown() const;

    Workspace &m_workspace;
    ElapsedTicker &m_ticker;
    const Place m_place;
    ConversationId m_open{};
    ConversationId m_shown{};
    UnixTime m_until{};    // of what is shown
    UnixTime m_answered{}; // the same, once it was answered: the server has not said so yet
    bool m_was_asking = false;
    PlainLabel *m_words = nullptr;
    PlainLabel *m_left = nullptr;
    NoteCard *m_note = nullptr;
    IconButton *m_look = nullptr;
    Button *m_decline = nullptr;
    Button *m_accept = nullptr;
    Button *m_withdraw = nullptr;
};

} // namespace chat121::ui
