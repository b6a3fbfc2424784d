// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Writes, changes and removes messages and keeps their index up, until it is killed. A line on stdout
// follows each piece of work.

#include "tests/client/core/search/search_fixture.h"
#include "tests/support/random_sources.h"

#include <QCoreApplication>
#include <QTextStream>

namespace chat121::test {

namespace {

int run(const QString &directory, quint64 seed)
{
    crypto::SodiumRandom sodium;
    SeededRandom random(seed);
    TickingClock clock;
    clock.tick = limits::kSearchIndexSlice; // one step a slice: it may be killed after each
    QTextStream out(stdout);
    const auto store = LocalStore::open(directory, storeKey('k'), sodium);
    if (!store) {
        out << "error " << store.error().detail << Qt::endl;
        return 1;
    }
    search::Index index(**store, clock);
    auto done = index.open();
    for (quint64 number = 0; done; ++number) {
        auto transaction = (*store)->begin();
        for (int i = 0; i < 100 && done; ++i) {
            const auto row = static_cast<quint32>(random.below(20'000));
            done =
                random.below(8) == 0
                    ? (*store)->messages().remove({1}, messageId(row))
                    : (*store)->messages().put(
                          {1},
                          said(row, QStringLiteral("word%1 version%2").arg(row % 100).arg(random.below(3))));
        }
        if (done) done = transaction->commit();
        clock.advance(limits::kSearchPruneInterval);
        for (quint64 steps = random.below(40); steps > 0 && done; --steps) {
            const auto worked = index.work();
            if (!worked) done = worked.error();
        }
        out << number << Qt::endl;
    }
    out << "error " << done.error().detail << Qt::endl;
    return 1;
}

} // namespace

} // namespace chat121::test

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    return chat121::test::run(application.arguments().value(1),
                              application.arguments().value(2).toULongLong());
}
