// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the tests of the local store share: a key, a profile's folder, rows to write.
#pragma once

#include "client/core/local_store/local_store.h"
#include "common/crypto/sodium_random.h"
#include "tests/support/temporary_directory.h"

#include <QtTest>

namespace chat121::test {

inline crypto::Secret32 storeKey(char letter)
{
    return *crypto::Secret32::from(QByteArray(32, letter));
}

inline MessageId messageId(quint32 number)
{
    MessageId id;
    for (int i = 0; i < 4; ++i)
        id.data[static_cast<size_t>(i)] = static_cast<quint8>(number >> (8 * i));
    id.data[15] = 1;
    return id;
}

inline TimelineRow message(quint32 number, quint64 sequence)
{
    TimelineRow row;
    row.id = messageId(number);
    row.sequence = {sequence};
    row.author = {7};
    row.sent_at = {1'700'000'000'000 + number};
    row.author_name = QStringLiteral("Ada");
    row.text = QStringLiteral("message %1").arg(number);
    return row;
}

// A profile whose store can be closed and opened again.
class StoreFixture {
public:
    LocalStore &store() { return *m_store; }

    Result<void> open(char key_letter = 'k')
    {
        m_store.reset();
        auto opened = LocalStore::open(path(), storeKey(key_letter), m_random);
        if (!opened) return opened.error();
        m_store = *std::move(opened);
        return success();
    }
    void close() { m_store.reset(); }

    QString path() const { return m_directory.filePath(QStringLiteral("profile")); }
    QString file() const { return path() + QStringLiteral("/store.sqlite"); }
    RandomSource &random() { return m_random; }

private:
    TemporaryDirectory m_directory;
    crypto::SodiumRandom m_random;
    std::unique_ptr<LocalStore> m_store;
};

template <typename T>
int codeOf(const Result<T> &result)
{
    return result ? 0 : static_cast<int>(result.error().code);
}

} // namespace chat121::test

// Compares a Result's error with a Code.
#define QCOMPARE_CODE(result, code) QCOMPARE(chat121::test::codeOf(result), static_cast<int>(code))
#define QVERIFY_OK(result)                                                                                   \
    do {                                                                                                     \
        const auto &checked = (result);                                                                      \
        QVERIFY2(checked.has_value(), checked ? "" : qPrintable(checked.error().detail));                    \
    } while (false)
