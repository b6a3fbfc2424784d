// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the server says that it holds, for the window that shows it. Values; any thread.
#pragma once

#include <QList>
#include <QString>
#include <QStringList>

namespace chat121 {

// What the server says that its database holds: one table, as it is there.
struct HeldCell {
    enum class Kind : quint8 { Nothing, Number, Text, Bytes };

    Kind kind = Kind::Nothing;
    qint64 number = 0; // Bytes: how many
    QString text;
};

struct HeldTable {
    enum class About : quint8 { Conversation, Myself, Server };

    QString name;
    About about = About::Server;
    QStringList columns;
    qint64 total = 0;            // rows; of others than the conversation and the reader nothing is said
    QList<QList<HeldCell>> rows; // a page of them
};

} // namespace chat121
