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
    void show(const std::optional<ConversationRow> &row, const QList<RosterRow> &roster);
    using QWidget::show;

private:
    void append(QWidget *widget);
    void addHeading(const QString &text);
    PlainLabel *addFact(const QString &what, const QString &value);
    void addPerson(const QString &name, const QString &more, Tone tone, const QString &signed_by,
                   const QString &face = {});

    void addStart();
    void refreshTime();

    QVBoxLayout *m_column;
    const Clock &m_clock;
    Start m_start;
    QPointer<PlainLabel> m_time; // of the customer's clocks
    QTimer m_minute;
};

} // namespace chat121::ui
