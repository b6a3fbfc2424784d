// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What is known about the customer beside the conversation, from the roster and the desk.
#pragma once

#include "client/core/workspace.h"
#include "client/ui/widgets/plain_label.h"

#include <QScrollArea>

class QVBoxLayout;

namespace chat121::ui {

class ContextPane final : public QScrollArea {
    Q_OBJECT

public:
    explicit ContextPane(QWidget *parent = nullptr);

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
    void addFact(const QString &what, const QString &value);
    void addPerson(const QString &name, const QString &more, Tone tone, const QString &signed_by,
                   const QString &face = {});

    QVBoxLayout *m_column;
    QWidget *m_others; // made anew only when it changes: the keyboard may be in it
    QList<ConversationRow> m_shown;
};

} // namespace chat121::ui
