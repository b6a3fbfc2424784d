// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The supervisor's view: what the server shows of the own departments, counted. Which departments there are,
// who serves them and who may look is by what the organisation has signed; the numbers are the server's word,
// and nothing depends on them.
//
// Counts while somebody looks, a moment after something has changed, and asks for the day's numbers now and
// then. Ownership: Running's. Threads: engine. Source: features.md, AD-11.
#pragma once

#include "client/core/engine/desk/desk.h"
#include "client/core/models/desk_overview.h"

#include <QTimer>

namespace chat121::engine {

class Overview final : public QObject {
    Q_OBJECT

public:
    Overview(Context &context, Ledger &ledger, Desk &desk, QObject *parent);

    static bool mayLook(const Identity &identity);

    void begin(UnixTime day); // since when the day's numbers are wanted
    void end();

    void seen(const QList<protocol::DeskEntry> &entries, bool is_all);
    void changed(); // people, or departments
    void loggedIn();

private:
    using Counts = QHash<DepartmentId, DepartmentOverview>;

    void ask();
    void tell();
    void countTalks(Counts &counts) const;
    QList<Colleague> countPeople(Counts &counts) const;

    Context &m_context;
    Ledger &m_ledger;
    Desk &m_desk;
    QTimer m_soon;                                     // until what has changed is counted
    QTimer m_again;                                    // until the day's numbers are asked for
    QHash<ConversationId, protocol::DeskEntry> m_open; // waiting or taken
    QHash<DepartmentId, DepartmentDay> m_days;         // as the server has said
    bool m_is_watched = false;
    bool m_is_asking = false;
    UnixTime m_day{};
};

} // namespace chat121::engine
