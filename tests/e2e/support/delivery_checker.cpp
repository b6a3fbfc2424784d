// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/e2e/support/delivery_checker.h"

#include <QSet>

namespace chat121::e2e {

QString DeliveryVerdict::summary() const
{
    return QStringLiteral("%1 lost, %2 doubled, %3 out of order, %4 never said")
        .arg(lost.size())
        .arg(doubled.size())
        .arg(reordered.size())
        .arg(phantoms.size());
}

DeliveryVerdict checkDelivery(const QHash<QString, QStringList> &said, const QStringList &acknowledged,
                              const QStringList &shown)
{
    struct Origin {
        QString author;
        qsizetype place = 0;
    };
    QHash<QString, Origin> origins;
    for (auto author = said.begin(); author != said.end(); ++author) {
        for (qsizetype place = 0; place < author->size(); ++place)
            origins.insert(author->at(place), {author.key(), place});
    }

    DeliveryVerdict verdict;
    QSet<QString> seen;
    QHash<QString, qsizetype> newest; // per author: the latest place that was shown
    for (const QString &text : shown) {
        if (seen.contains(text)) {
            verdict.doubled.append(text);
            continue;
        }
        seen.insert(text);
        const auto origin = origins.constFind(text);
        if (origin == origins.constEnd()) {
            verdict.phantoms.append(text);
            continue;
        }
        if (newest.value(origin->author, -1) > origin->place) verdict.reordered.append(text);
        newest.insert(origin->author, qMax(newest.value(origin->author, -1), origin->place));
    }
    for (const QString &text : acknowledged) {
        if (!seen.contains(text)) verdict.lost.append(text);
    }
    return verdict;
}

} // namespace chat121::e2e
