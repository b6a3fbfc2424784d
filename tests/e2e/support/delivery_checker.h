// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Compares what was said with what was shown: nothing lost, nothing doubled, order kept.
//
// A pure function over two histories, so that it can itself be tested with planted faults.
#pragma once

#include <QHash>
#include <QList>
#include <QString>
#include <QStringList>

namespace chat121::e2e {

struct DeliveryVerdict {
    QStringList lost;      // acknowledged as sent, never shown
    QStringList doubled;   // shown more than once
    QStringList reordered; // shown before something that the same author had said earlier
    QStringList phantoms;  // shown, never said

    bool isClean() const
    {
        return lost.isEmpty() && doubled.isEmpty() && reordered.isEmpty() && phantoms.isEmpty();
    }
    QString summary() const;
};

// `acknowledged` and `said` per author in the order of saying (said includes what was never
// acknowledged: it may be shown or not). `shown` is one reader's list, authors mixed.
DeliveryVerdict checkDelivery(const QHash<QString, QStringList> &said, const QStringList &acknowledged,
                              const QStringList &shown);

} // namespace chat121::e2e
