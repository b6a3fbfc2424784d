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

    void show(const std::optional<ConversationRow> &row, const QList<RosterRow> &roster);
    using QWidget::show;

private:
    void append(QWidget *widget);
    void addHeading(const QString &text);
    void addFact(const QString &what, const QString &value);
    void addPerson(const QString &name, const QString &more, Tone tone, const QString &signed_by,
                   const QString &face = {});

    QVBoxLayout *m_column;
};

} // namespace chat121::ui
