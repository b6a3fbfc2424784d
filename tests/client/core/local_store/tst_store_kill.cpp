// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Kills a writer with signal 9 at random moments and opens its store again: what it said to be
// written is there, whole, and no request id comes twice. Default 15 cycles; CHAT121_CYCLES=1000 for
// the long run.

#include "tests/client/core/local_store/store_fixture.h"
#include "tests/support/random_sources.h"
#include "tests/support/test_main.h"

#include <QProcess>

namespace chat121::test {

class TestStoreKill final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void nothingSaidToBeWrittenIsLost()
    {
        const int cycles = qEnvironmentVariableIntValue("CHAT121_CYCLES");
        StoreFixture fixture;
        SeededRandom random(7);
        quint64 said = 0;
        for (int i = 0; i < (cycles > 0 ? cycles : 15); ++i) {
            said = qMax(said, killedWriter(fixture.path(), random.below(40)));
            QVERIFY2(!QTest::currentTestFailed(), qPrintable(QStringLiteral("cycle %1").arg(i)));
            QVERIFY_OK(fixture.open()); // the lock died with the writer
            check(fixture.store(), said);
            QVERIFY2(!QTest::currentTestFailed(), qPrintable(QStringLiteral("cycle %1").arg(i)));
            fixture.close();
        }
        QVERIFY(said > 0);
        qInfo("%llu transactions were acknowledged", said);
    }

private:
    // Returns the number of the last line that the writer could print.
    static quint64 killedWriter(const QString &path, quint64 after_lines)
    {
        QProcess writer;
        writer.start(qEnvironmentVariable("CHAT121_STORE_WRITER"), {path});
        quint64 lines = 0;
        quint64 last = 0;
        readLines(writer, lines, after_lines, last);
        writer.kill();
        writer.waitForFinished();
        while (writer.canReadLine())
            last = writer.readLine().trimmed().toULongLong();
        return last;
    }

    static void readLines(QProcess &writer, quint64 &lines, quint64 after_lines, quint64 &last)
    {
        while (lines <= after_lines) {
            if (!writer.canReadLine() && !writer.waitForReadyRead(20'000)) break;
            while (writer.canReadLine()) {
                const QByteArray line = writer.readLine().trimmed();
                QVERIFY2(!line.startsWith("error"), line.constData());
                last = line.toULongLong();
                ++lines;
            }
        }
    }

    static void check(LocalStore &store, quint64 said)
    {
        const auto cursor = store.logs().find({1}).value();
        QVERIFY(cursor && cursor->head.value >= said);
        const quint64 head = cursor->head.value;
        QCOMPARE(store.messages().count({1}).value(), int(head));
        QCOMPARE(store.messages().newest({1}, 1).value().rows.at(0).sequence, Sequence{head});
        QCOMPARE(store.groupRatchets().find({{1}, 0}).value()->state.bytes, QByteArray::number(head));
        RequestId previous{};
        const auto entries = store.outbox().all().value();
        for (const OutboxEntry &entry : entries) {
            QVERIFY(entry.request > previous);
            previous = entry.request;
        }
        QCOMPARE(entries.last().content.bytes, QByteArray::number(head));
        QVERIFY(store.requests().next().value() > previous);
    }
};

} // namespace chat121::test

CHAT121_TEST_MAIN(chat121::test::TestStoreKill)
#include "tst_store_kill.moc"
