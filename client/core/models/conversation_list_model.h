// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// One of an agent's lists (queue, mine, team, closed), kept in order as rows come, change and go.
//
// Threads: main. Any QListView shows it; a delegate takes the whole row with RowRole.
#pragma once

#include "client/core/models/conversation_row.h"

#include <QAbstractListModel>
#include <QList>

#include <optional>

namespace chat121 {

enum class ConversationOrder : quint8 {
    NextInQueueFirst,
    NewestMessageFirst, // what is back from being put off before all others
    FirstBackFirst,     // what is put off, by when it comes back
};

class ConversationListModel final : public QAbstractListModel {
    Q_OBJECT

public:
    enum Role {
        RowRole = Qt::UserRole + 1, // a ConversationRow
        IdRole,                     // quint64
    };

    explicit ConversationListModel(ConversationOrder order, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

    bool isEmpty() const { return m_rows.isEmpty(); }

    // REQUIRES: 0 <= row < rowCount()
    const ConversationRow &at(int row) const { return m_rows.at(row); }
    int rowOf(ConversationId id) const; // or -1
    std::optional<ConversationRow> find(ConversationId id) const;

    void reset(QList<ConversationRow> rows);
    void upsert(const ConversationRow &row);
    void remove(ConversationId id); // unknown ids are ignored

    int unreadTotal() const;

Q_SIGNALS:
    void countChanged(int count);

private:
    bool isBefore(const ConversationRow &a, const ConversationRow &b) const;
    int placeOf(const ConversationRow &row) const;
    static QString accessibleText(const ConversationRow &row);
    static QString handOverText(const ConversationRow &row);

    const ConversationOrder m_order;
    QList<ConversationRow> m_rows;
};

// All lists of the desk. A conversation is in exactly one of them, by its state; or among those that are put
// off, whatever its state.
class ConversationLists final {
public:
    ConversationListModel &of(ConversationState state);
    const ConversationListModel &of(ConversationState state) const;
    ConversationListModel &snoozed() { return m_snoozed; }

    void reset(const QList<ConversationRow> &rows);
    void upsert(const ConversationRow &row);
    void remove(ConversationId id);
    std::optional<ConversationRow> find(ConversationId id) const;

private:
    ConversationListModel m_snoozed{ConversationOrder::FirstBackFirst};
    ConversationListModel m_waiting{ConversationOrder::NextInQueueFirst};
    ConversationListModel m_mine{ConversationOrder::NewestMessageFirst};
    ConversationListModel m_team{ConversationOrder::NewestMessageFirst};
    ConversationListModel m_closed{ConversationOrder::NewestMessageFirst};
};

} // namespace chat121
