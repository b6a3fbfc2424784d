// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The Fenwick tree of heights against a plain sum, with many random changes.
#include "client/ui/timeline/height_index.h"
#include "tests/support/random_sources.h"
#include "tests/support/test_main.h"

#include <QTest>

#include <numeric>

namespace {

using chat121::ui::HeightIndex;

constexpr quint64 kSeed = 121;
constexpr int kRounds = 2000;

class TestHeightIndex : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void rowAt_data();
    void rowAt();
    void emptyHasNoRow();
    void agreesWithAPlainSum();
};

void TestHeightIndex::rowAt_data()
{
    QTest::addColumn<qint64>("y");
    QTest::addColumn<int>("row");

    QTest::newRow("top") << qint64(0) << 0;
    QTest::newRow("last pixel of the first") << qint64(9) << 0;
    QTest::newRow("first pixel of the second") << qint64(10) << 1;
    QTest::newRow("in the last") << qint64(59) << 2;
    QTest::newRow("above: the first") << qint64(-5) << 0;
    QTest::newRow("below: the last") << qint64(1000) << 2;
}

void TestHeightIndex::rowAt()
{
    QFETCH(qint64, y);
    HeightIndex index;
    index.reset({10, 20, 30});
    QTEST(index.rowAt(y), "row");
}

void TestHeightIndex::emptyHasNoRow()
{
    HeightIndex index;
    QCOMPARE(index.rowAt(0), -1);
    QCOMPARE(index.top(0), 0);
    index.append(7);
    QCOMPARE(index.rowAt(3), 0);
    index.remove(0, 1);
    QCOMPARE(index.total(), 0);
}

void TestHeightIndex::agreesWithAPlainSum()
{
    chat121::test::SeededRandom random(kSeed);
    const auto below = [&random](int bound) {
        return static_cast<int>(random.below(static_cast<quint64>(bound)));
    };
    HeightIndex index;
    std::vector<int> plain;
    for (int round = 0; round < kRounds; ++round) {
        const int height = 1 + below(99);
        const int size = static_cast<int>(plain.size());
        const int what = below(10);
        if (what < 5 || size == 0) {
            index.append(height);
            plain.push_back(height);
        } else if (what < 8) {
            const int row = below(size);
            index.set(row, height);
            plain[static_cast<size_t>(row)] = height;
        } else if (what < 9) {
            const int row = below(size + 1);
            index.insert(row, {height, height + 1});
            plain.insert(plain.begin() + row, {height, height + 1});
        } else {
            const int row = below(size);
            index.remove(row, 1);
            plain.erase(plain.begin() + row);
        }
        QCOMPARE(index.total(), std::accumulate(plain.begin(), plain.end(), qint64(0)));
        if (plain.empty()) continue;
        const int row = below(static_cast<int>(plain.size()));
        const qint64 top = std::accumulate(plain.begin(), plain.begin() + row, qint64(0));
        QCOMPARE(index.top(row), top);
        QCOMPARE(index.rowAt(top), row);
    }
}

} // namespace

CHAT121_TEST_MAIN(TestHeightIndex)

#include "tst_height_index.moc"
