// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The waits between attempts: they double, stay in bounds, and differ from client to client.

#include "client/core/connection/backoff.h"
#include "common/base/limits.h"
#include "tests/support/random_sources.h"
#include "tests/support/test_main.h"

#include <QSet>
#include <QtTest>

namespace chat121::test {

using namespace std::chrono_literals;

class TestBackoff final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void doublesUpToTheMaximum()
    {
        SeededRandom random(1);
        Backoff backoff(limits::kReconnectDelayMin, limits::kReconnectDelayMax);
        std::chrono::milliseconds bound = limits::kReconnectDelayMin;
        for (int attempt = 0; attempt < 40; ++attempt) {
            const auto delay = backoff.next(random);
            QVERIFY(delay >= bound / 2 && delay <= bound);
            bound = qMin<std::chrono::milliseconds>(bound * 2, limits::kReconnectDelayMax);
        }
        backoff.reset();
        QVERIFY(backoff.next(random) <= limits::kReconnectDelayMin);
    }

    void aThousandClientsDoNotComeBackAtOnce()
    {
        QSet<qint64> delays;
        for (quint64 client = 0; client < 1000; ++client) {
            SeededRandom random(client);
            Backoff backoff(limits::kReconnectDelayMax, limits::kReconnectDelayMax);
            delays.insert(backoff.next(random).count());
        }
        QVERIFY(delays.size() > 900);
    }

    void aMinimumOfOneMillisecondWorks()
    {
        SeededRandom random(1);
        Backoff backoff(1ms, 1ms);
        for (int i = 0; i < 100; ++i)
            QVERIFY(backoff.next(random) <= 1ms);
    }
};

} // namespace chat121::test

CHAT121_TEST_MAIN(chat121::test::TestBackoff)
#include "tst_backoff.moc"
