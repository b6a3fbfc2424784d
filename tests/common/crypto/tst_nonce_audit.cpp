// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Row D5 of the threat list: a nonce that repeats under one key is seen, and so is a key whose two
// ciphertexts both left. In builds without the audit nothing is written at all.
#include "common/crypto/aead.h"
#include "common/crypto/init.h"
#include "common/crypto/nonce_audit.h"
#include "common/crypto/sodium_random.h"
#include "tests/support/sealing_notes.h"
#include "tests/support/temporary_directory.h"
#include "tests/support/test_main.h"

#include <QFileInfo>
#include <QTest>

using namespace chat121;
using namespace chat121::crypto;
using namespace chat121::test;

class TestNonceAudit : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void differentNoncesAreNoFault();
    void aRepeatedPairIsCounted_data();
    void aRepeatedPairIsCounted();
    void randomNoncesDoNotRepeat();
    void aKeyMaySealAgainUnlessBothLeave_data();
    void aKeyMaySealAgainUnlessBothLeave();
    void noKeyIsInTheNotes();

private:
    QString file() const { return m_folder.filePath(QStringLiteral("notes")); }
    SealingFaults faults(const QSet<QByteArray> &sent = {}) const { return sealingFaults(file(), sent); }
    static AeadNonce nonce(quint8 number)
    {
        AeadNonce nonce;
        nonce.data.front() = number;
        return nonce;
    }

    const TemporaryDirectory m_folder;
    SodiumRandom m_random;
};

void TestNonceAudit::initTestCase()
{
    QVERIFY(initialise());
    noteSealingsIn(file());
    static_cast<void>(aeadSeal(AeadKey::random(m_random), nonce(1), {}, "x"));
#ifdef CHAT121_NONCE_AUDIT
    QCOMPARE(QFileInfo(file()).size(), kSealingNoteBytes);
#else
    QVERIFY(!QFileInfo::exists(file()));
    QSKIP("this build notes nothing, as it should");
#endif
}

void TestNonceAudit::init()
{
    QVERIFY(QFile::resize(file(), 0));
}

void TestNonceAudit::differentNoncesAreNoFault()
{
    const AeadKey key = AeadKey::random(m_random);
    for (quint8 i = 0; i < 100; ++i)
        static_cast<void>(aeadSeal(key, nonce(i), {}, "words"));
    QCOMPARE(faults().sealings, 100);
    QCOMPARE(faults().repeated_pairs, 0);
    QCOMPARE(faults().keys_used_again, 1);
}

void TestNonceAudit::aRepeatedPairIsCounted_data()
{
    QTest::addColumn<bool>("in_place");
    QTest::newRow("in a new buffer") << false;
    QTest::newRow("in one buffer") << true;
}

void TestNonceAudit::aRepeatedPairIsCounted()
{
    QFETCH(bool, in_place);
    const AeadKey key = AeadKey::random(m_random);
    static_cast<void>(aeadSeal(key, nonce(7), {}, "words"));
    QByteArray buffer = "other words";
    if (in_place) {
        aeadSealInPlace(key, nonce(7), {}, buffer);
    } else {
        buffer = aeadSeal(key, nonce(7), {}, buffer);
    }
    static_cast<void>(aeadSeal(AeadKey::random(m_random), nonce(7), {}, "words"));
    QCOMPARE(faults().sealings, 3);
    QCOMPARE(faults().repeated_pairs, 1);
}

void TestNonceAudit::randomNoncesDoNotRepeat()
{
    const AeadKey key = AeadKey::random(m_random);
    for (int i = 0; i < 1000; ++i)
        static_cast<void>(boxSeal(key, {}, "words", m_random));
    QCOMPARE(faults().sealings, 1000);
    QCOMPARE(faults().repeated_pairs, 0);
    QCOMPARE(faults().keys_used_again, 0); // such a key may seal as often as it likes
}

void TestNonceAudit::aKeyMaySealAgainUnlessBothLeave_data()
{
    QTest::addColumn<bool>("first_left");
    QTest::addColumn<bool>("second_left");
    QTest::addColumn<int>("sent_twice");
    QTest::newRow("a crash before anything left") << false << true << 0;
    QTest::newRow("sealed again in vain") << true << false << 0;
    QTest::newRow("both left") << true << true << 1;
}

void TestNonceAudit::aKeyMaySealAgainUnlessBothLeave()
{
    QFETCH(bool, first_left);
    QFETCH(bool, second_left);
    QFETCH(int, sent_twice);
    const AeadKey key = AeadKey::random(m_random);
    const QByteArray first = aeadSeal(key, nonce(1), {}, "words");
    const QByteArray second = aeadSeal(key, nonce(2), {}, "words");
    QSet<QByteArray> sent;
    if (first_left) sent.insert(first.last(kAeadTagBytes));
    if (second_left) sent.insert(second.last(kAeadTagBytes));
    const SealingFaults found = faults(sent);
    QCOMPARE(found.keys_used_again, 1);
    QCOMPARE(found.keys_sent_twice, sent_twice);
    QCOMPARE(found.sent_and_noted, sent.size());
}

void TestNonceAudit::noKeyIsInTheNotes()
{
    const AeadKey key = AeadKey::random(m_random);
    const QByteArray sealed = aeadSeal(key, nonce(9), {}, "words that nobody may read in a note");
    const QByteArray notes = m_folder.read(QStringLiteral("notes"));
    QVERIFY(!notes.contains(key.view().first(8)));
    QVERIFY(!notes.contains("words"));
    QVERIFY(notes.contains(sealed.last(kAeadTagBytes)));
}

CHAT121_TEST_MAIN(TestNonceAudit)
#include "tst_nonce_audit.moc"
