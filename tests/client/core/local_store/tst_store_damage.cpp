// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// R14 of the security notes: whatever happens to the bytes of the file, the store says so or gives
// back exactly what was saved. Never a crash, never another content, never less without a word.
// Default 150 damaged files; CHAT121_CYCLES=1000 for the long run.

#include "tests/client/core/local_store/store_fixture.h"
#include "tests/support/random_sources.h"
#include "tests/support/test_main.h"

namespace chat121::test {

namespace {

constexpr int kConversations = 3;
constexpr int kMessages = 40;

Result<void> fill(LocalStore &store)
{
    TRY_ASSIGN(Transaction transaction, store.begin());
    for (quint64 talk = 1; talk <= kConversations; ++talk) {
        for (quint32 number = 0; number < kMessages; ++number)
            TRY(store.messages().put({talk}, message(number, number + 1)));
        TRY(store.groupEpochs().save({{{talk}, 0}, QByteArray(3000, 'e')}));
        TRY(store.groupRatchets().save({{{talk}, 0}, QByteArray(700, 'r')}));
        TRY(store.logs().save({{talk}, 1, {kMessages}, {}, {}}));
    }
    return transaction.commit();
}

// Everything as fill() wrote it, or an error; Conflict: something is silently different.
Result<void> check(LocalStore &store)
{
    const Error silent{Code::Conflict, QStringLiteral("silently different")};
    for (quint64 talk = 1; talk <= kConversations; ++talk) {
        TRY_ASSIGN(const MessagePage page, store.messages().newest({talk}, 2 * kMessages));
        if (page.rows.size() != kMessages) return silent;
        for (quint32 number = 0; number < kMessages; ++number) {
            TimelineRow found = page.rows.at(number);
            found.state = SendState::None; // the one decoration that is not bound
            if (found != message(number, number + 1)) return silent;
        }
        TRY_ASSIGN(const auto epoch, store.groupEpochs().find({{talk}, 0}));
        TRY_ASSIGN(const auto ratchets, store.groupRatchets().find({{talk}, 0}));
        TRY_ASSIGN(const auto cursor, store.logs().find({talk}));
        if (!epoch || epoch->state.bytes != QByteArray(3000, 'e')) return silent;
        if (!ratchets || ratchets->state.bytes != QByteArray(700, 'r')) return silent;
        if (!cursor || cursor->head != Sequence{kMessages}) return silent;
    }
    return success();
}

} // namespace

class TestStoreDamage final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        StoreFixture fixture;
        QVERIFY_OK(fixture.open());
        QVERIFY_OK(fill(fixture.store()));
        QVERIFY_OK(check(fixture.store()));
        fixture.close();
        QFile file(fixture.file());
        QVERIFY(file.open(QIODevice::ReadOnly));
        m_good = file.readAll();
        QVERIFY(m_good.size() > 50'000);
    }

    void damageIsFoundOrHarmless_data()
    {
        QTest::addColumn<bool>("truncate");
        QTest::newRow("a bit flipped") << false;
        QTest::newRow("cut off") << true;
    }
    void damageIsFoundOrHarmless()
    {
        QFETCH(bool, truncate);
        const int cycles = qEnvironmentVariableIntValue("CHAT121_CYCLES");
        SeededRandom random(truncate ? 2 : 1);
        int found = 0;
        for (int i = 0; i < (cycles > 0 ? cycles : 75); ++i) {
            QByteArray bytes = m_good;
            const auto place = qsizetype(random.below(quint64(bytes.size())));
            if (truncate)
                bytes.truncate(place);
            else
                bytes[place] = static_cast<char>(bytes.at(place) ^ (1 << random.below(8)));
            const auto result = openAndCheck(bytes);
            const bool is_lost = codeOf(result) == static_cast<int>(Code::Conflict);
            QVERIFY2(!is_lost || place == 0,
                     qPrintable(QStringLiteral("byte %1: %2").arg(place).arg(result.error().detail)));
            if (!result) ++found;
        }
        QVERIFY(found > 0);
    }

private:
    Result<void> openAndCheck(const QByteArray &bytes)
    {
        StoreFixture fixture;
        QDir().mkpath(fixture.path());
        QFile file(fixture.file());
        if (!file.open(QIODevice::WriteOnly)) return Error{Code::Storage, {}};
        file.write(bytes);
        file.close();
        TRY(fixture.open());
        return check(fixture.store());
    }

    QByteArray m_good;
};

} // namespace chat121::test

CHAT121_TEST_MAIN(chat121::test::TestStoreDamage)
#include "tst_store_damage.moc"
