// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The seals of an archive: what opens, and what does not when a server swaps, bends or keeps back.
// Sources: security.md D3 (wrapped keys swapped between users, slots and versions), A7 (each bit).
#include "client/core/archive/entry_seal.h"
#include "client/core/archive/typed_words.h"
#include "common/crypto/password.h"
#include "common/crypto/sodium_random.h"
#include "tests/support/test_main.h"

#include <QSet>
#include <QTest>

using namespace chat121;
using namespace chat121::archive;

namespace {

constexpr AccountId kOwner{11};
constexpr UnixTime kNow{1'700'000'000'000};

content::ArchivedRow row(const QString &text)
{
    content::ArchivedRow result;
    result.conversation = {7};
    result.id = *FixedBytes<16>::from(QByteArray(16, 'r'));
    result.sequence = {9};
    result.text = text;
    return result;
}

} // namespace

class TestArchiveSeal : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void keysComeBack();
    void keysOpenInTheirOwnPlaceOnly_data();
    void keysOpenInTheirOwnPlaceOnly();
    void everyBitOfTheKeysIsSealed();
    void wordsAreToldApart_data();
    void wordsAreToldApart();
    void entriesComeBack();
    void entriesUnderOlderKeysOpen();
    void entriesOpenInTheirOwnPlaceOnly_data();
    void entriesOpenInTheirOwnPlaceOnly();
    void everyBitOfAnEntryIsSealed();
    void sizesSayLittle();
    void sizesDoNotFollowSecrets_data();
    void sizesDoNotFollowSecrets();
    void idsAreTheSameOnEveryDevice();
    void eachStateOfARowHasAnIdOfItsOwn();
    void aWordIsComparedAsAPersonTypesIt();

private:
    QByteArray sealed() const
    {
        return sealKeys(m_keyring, m_words, {kOwner, 3}, {markOf(m_old_words)}, m_random);
    }
    QByteArray entry(const QString &text) const
    {
        return sealEntry(m_keyring, kOwner, {DeviceId{5}, 0, row(text)}, m_random);
    }

    mutable crypto::SodiumRandom m_random;
    Keyring m_keyring;
    crypto::RecoverySecret m_words, m_old_words, m_other_words;
};

void TestArchiveSeal::init()
{
    m_keyring = Keyring::make(m_random, kNow);
    m_keyring.staff = StaffAccount{crypto::Secret32::random(m_random)};
    m_keyring.customer = CustomerAccount{crypto::Secret32::random(m_random),
                                         crypto::Secret32::random(m_random),
                                         {2},
                                         {7},
                                         {QStringLiteral("Maria")}};
    m_words = crypto::RecoverySecret::random(m_random);
    m_old_words = crypto::RecoverySecret::random(m_random);
    m_other_words = crypto::RecoverySecret::random(m_random);
}

void TestArchiveSeal::keysComeBack()
{
    QVERIFY(m_keyring.addKey(m_random, kNow));
    const auto opened = openKeys(sealed(), m_words, {kOwner, 3});
    QVERIFY(opened);
    QCOMPARE(opened->keyring.keys.size(), 2u);
    QVERIFY(opened->keyring.newest().key == m_keyring.newest().key);
    QVERIFY(opened->keyring.index_key == m_keyring.index_key);
    QVERIFY(opened->keyring.customer);
    QVERIFY(opened->keyring.customer->account_seed == m_keyring.customer->account_seed);
    QVERIFY(opened->keyring.staff && opened->keyring.clone().staff);
    QVERIFY(opened->keyring.staff->account_seed == m_keyring.staff->account_seed);
    QCOMPARE(opened->former, QList<WordsMark>{markOf(m_old_words)});
}

void TestArchiveSeal::keysOpenInTheirOwnPlaceOnly_data()
{
    QTest::addColumn<quint64>("owner");
    QTest::addColumn<quint64>("version");
    QTest::newRow("another account's") << quint64(12) << quint64(3);
    QTest::newRow("an older version's") << quint64(11) << quint64(2);
    QTest::newRow("a newer version's") << quint64(11) << quint64(4);
}

void TestArchiveSeal::keysOpenInTheirOwnPlaceOnly()
{
    QFETCH(quint64, owner);
    QFETCH(quint64, version);
    const auto opened = openKeys(sealed(), m_words, {AccountId{owner}, version});
    QVERIFY(!opened);
    QCOMPARE(opened.error().code, Code::Crypto);
}

void TestArchiveSeal::everyBitOfTheKeysIsSealed()
{
    QByteArray bytes = sealed();
    for (qsizetype bit = 0; bit < bytes.size() * 8; ++bit) {
        const char mask = static_cast<char>(1 << (bit % 8));
        bytes[bit / 8] = static_cast<char>(bytes.at(bit / 8) ^ mask);
        QVERIFY2(!openKeys(bytes, m_words, {kOwner, 3}), qPrintable(QString::number(bit)));
        bytes[bit / 8] = static_cast<char>(bytes.at(bit / 8) ^ mask);
    }
    QVERIFY(openKeys(bytes, m_words, {kOwner, 3}));
}

void TestArchiveSeal::wordsAreToldApart_data()
{
    QTest::addColumn<int>("words");
    QTest::addColumn<Code>("code");
    QTest::newRow("never its words") << 0 << Code::NotFound;
    QTest::newRow("words that were replaced") << 1 << Code::Expired;
}

void TestArchiveSeal::wordsAreToldApart()
{
    QFETCH(int, words);
    QFETCH(Code, code);
    const auto opened = openKeys(sealed(), words == 0 ? m_other_words : m_old_words, {kOwner, 3});
    QVERIFY(!opened);
    QCOMPARE(opened.error().code, code);
}

void TestArchiveSeal::entriesComeBack()
{
    const auto opened = openEntry(m_keyring, kOwner, entry(QStringLiteral("Hello")));
    QVERIFY(opened);
    QVERIFY(opened->item == content::ArchivedItem(row(QStringLiteral("Hello"))));
    QCOMPARE(opened->writer, DeviceId{5});
}

void TestArchiveSeal::entriesUnderOlderKeysOpen()
{
    const QByteArray old = entry(QStringLiteral("Hello"));
    QVERIFY(m_keyring.addKey(m_random, kNow));
    QVERIFY(openEntry(m_keyring, kOwner, old));
    const QByteArray newer = entry(QStringLiteral("Hello"));
    m_keyring.keys.pop_back();
    const auto unknown = openEntry(m_keyring, kOwner, newer);
    QVERIFY(!unknown);
    QCOMPARE(unknown.error().code, Code::NotFound);
}

void TestArchiveSeal::entriesOpenInTheirOwnPlaceOnly_data()
{
    QTest::addColumn<int>("swap");
    QTest::newRow("another account's") << 0;
    QTest::newRow("under another id") << 1;
    QTest::newRow("under another key") << 2;
    QTest::newRow("cut short") << 3;
}

void TestArchiveSeal::entriesOpenInTheirOwnPlaceOnly()
{
    QFETCH(int, swap);
    QVERIFY(m_keyring.addKey(m_random, kNow));
    auto bytes = *decode<content::SealedArchiveEntry>(entry(QStringLiteral("Hello")));
    if (swap == 1) bytes.id = *EntryId::from(QByteArray(16, 'x'));
    if (swap == 2) bytes.key = 1;
    if (swap == 3) bytes.box.bytes.chop(1);
    const auto opened = openEntry(m_keyring, swap == 0 ? AccountId{12} : kOwner, encode(bytes));
    QVERIFY(!opened);
    QCOMPARE(opened.error().code, Code::Crypto);
}

void TestArchiveSeal::everyBitOfAnEntryIsSealed()
{
    QByteArray bytes = entry(QStringLiteral("Hello"));
    for (qsizetype bit = 0; bit < bytes.size() * 8; ++bit) {
        const char mask = static_cast<char>(1 << (bit % 8));
        bytes[bit / 8] = static_cast<char>(bytes.at(bit / 8) ^ mask);
        QVERIFY2(!openEntry(m_keyring, kOwner, bytes), qPrintable(QString::number(bit)));
        bytes[bit / 8] = static_cast<char>(bytes.at(bit / 8) ^ mask);
    }
}

void TestArchiveSeal::sizesSayLittle()
{
    QCOMPARE(entry(QStringLiteral("Yes")).size(), entry(QStringLiteral("No, not at all, thank you")).size());
}

void TestArchiveSeal::sizesDoNotFollowSecrets_data()
{
    QTest::addColumn<int>("what");
    QTest::newRow("an archive's keys") << 0;
    QTest::newRow("an entry") << 1;
    QTest::newRow("the account key under a password") << 2;
}

// security.md B7: lesson 7 of "Three Lessons From Threema", where a compressed backup's size told a
// secret. 256 secrets beside what an attacker chooses, alike or not: one size.
void TestArchiveSeal::sizesDoNotFollowSecrets()
{
    QFETCH(int, what);
    QSet<qsizetype> sizes;
    for (int variant = 0; variant < 256; ++variant) {
        const QByteArray secret(32, static_cast<char>(variant));
        const QString chosen = QString::fromLatin1(variant % 2 == 0 ? QByteArray(64, 'a') : secret.toHex());
        if (what == 0) {
            m_keyring.index_key = *crypto::Secret32::from(secret);
            m_keyring.customer->account_seed = *crypto::Secret32::from(secret);
            m_keyring.customer->name.text = QString::fromLatin1(QByteArray::number(1000 + variant));
            sizes.insert(sealed().size());
        } else if (what == 1) {
            sizes.insert(entry(chosen).size());
        } else {
            const crypto::WrapContext context{1, crypto::WrapPurpose::AccountKey, 1};
            sizes.insert(
                crypto::wrapKey(m_keyring.index_key, context, *crypto::Secret32::from(secret), m_random)
                    .size());
        }
    }
    QCOMPARE(sizes.size(), 1);
}

void TestArchiveSeal::idsAreTheSameOnEveryDevice()
{
    const auto opened = openKeys(sealed(), m_words, {kOwner, 3});
    QVERIFY(opened);
    const content::ArchivedItem item = row(QStringLiteral("Hello"));
    QCOMPARE(entryIdOf(opened->keyring, item), entryIdOf(m_keyring, item));
    QCOMPARE(entryIdOf(m_keyring, row(QStringLiteral("edited"))), entryIdOf(m_keyring, item));
    QVERIFY(entryIdOf(Keyring::make(m_random, kNow), item) != entryIdOf(m_keyring, item));
}

void TestArchiveSeal::eachStateOfARowHasAnIdOfItsOwn()
{
    content::ArchivedMarkedRow marked;
    marked.row = row(QStringLiteral("said"));
    const EntryId said = entryIdOf(m_keyring, marked.row);
    QCOMPARE(entryIdOf(m_keyring, marked), said); // in answer to something
    marked.changed = {4};
    const EntryId edited = entryIdOf(m_keyring, marked);
    QVERIFY(edited != said);
    marked.row.text = QStringLiteral("whatever it says");
    QCOMPARE(entryIdOf(m_keyring, marked), edited);
    marked.changed = {5};
    QVERIFY(entryIdOf(m_keyring, marked) != edited);
    const auto opened =
        openEntry(m_keyring, kOwner, sealEntry(m_keyring, kOwner, {DeviceId{5}, 0, marked}, m_random));
    QVERIFY(opened);
    QVERIFY(opened->item == content::ArchivedItem(marked));
}

void TestArchiveSeal::aWordIsComparedAsAPersonTypesIt()
{
    QVERIFY(isSameWord(QStringLiteral(" BABOK "), QStringLiteral("babok")));
    QVERIFY(isSameWord(QStringLiteral("babo"), QStringLiteral("babok")));
    QVERIFY(!isSameWord(QStringLiteral("bab"), QStringLiteral("babok")));
    QVERIFY(!isSameWord(QStringLiteral("house"), QStringLiteral("house")));
    QVERIFY(!isSameWord(QString(), QStringLiteral("babok")));
}

CHAT121_TEST_MAIN(TestArchiveSeal)
#include "tst_archive_seal.moc"
