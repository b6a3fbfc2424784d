// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What is known about the customer beside the conversation: from the roster, the desk, and what the customer
// said before the first words or offers.
//
// Ownership: borrows the clock. Threads: main.
#pragma once

#include "client/core/workspace.h"
#include "client/ui/widgets/plain_label.h"

#include <QPointer>
#include <QScrollArea>
#include <QTimer>

class QVBoxLayout;

namespace chat121::ui {

class ContextPane final : public QScrollArea {
    Q_OBJECT

public:
    explicit ContextPane(const Clock &clock, QWidget *parent = nullptr);

    // What the customer has said before the first words, and offers.
    struct Start {
        CustomerContext context{};
        QList<StartAnswer> answers{};
    };
    void setStart(const Start &start) { m_start = start; } // shown by the next show()
    // `others`: conversations with the same customer that can be read here, the newest first.
    void show(const std::optional<ConversationRow> &row, const QList<RosterRow> &roster,
              const QList<ConversationRow> &others);
    using QWidget::show;

Q_SIGNALS:
    void conversationWanted(chat121::ConversationId conversation);

private:
    void showOthers(const QList<ConversationRow> &others);
    void addOther(QVBoxLayout *column, const ConversationRow &row);
    void append(QWidget *widget);
    void addHeading(const QString &text);
    PlainLabel *addFact(const QString &what, const QString &value);
    void addPerson(const QString &name, const QString &more, Tone tone, const QString &signed_by,
                   const QString &face = {});

    void addStart();
    void refreshTime();

    QVBoxLayout *m_column;
    QWidget *m_others; // made anew only when it changes: the keyboard may be in it
    QList<ConversationRow> m_shown;
    const Clock &m_clock;
    Start m_start;
    QPointer<PlainLabel> m_time; // of the customer's clocks
    QTimer m_minute;
};

} // namespace chat121::ui
