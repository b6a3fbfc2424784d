// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Row D5 of the threat list: over many messages, commits and crashes at every place of "seal, save, send"
// no nonce repeats under a key, and no message key has sealed two messages that left. The same for real
// processes that are killed: tests/e2e/kill.
//
// CHAT121_CYCLES >= 1000: 1,000,000 sealings; else a sample.
#include "tests/common/mls/device.h"
#include "tests/support/sealing_notes.h"
#include "tests/support/temporary_directory.h"
#include "tests/support/test_main.h"

#include <QFile>
#include <QTest>

using namespace chat121;
using namespace chat121::test;

class TestNonces : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void crashesReuseNothing();
    void sendingBeforeSavingIsFound();

private:
    QString file() const { return m_folder.filePath(QStringLiteral("notes")); }

    const TemporaryDirectory m_folder;
};

namespace {

// What is on disk, and what has left.
struct Sender {
    Pair pair{};
    mls::SavedGroup disk{};
    QSet<QByteArray> sent{};

    void save() { disk = pair.at_anna->saved(); }
    void send(const QByteArray &message) { sent.insert(message.last(16)); }
    Result<void> restart()
    {
        TRY_ASSIGN(pair.at_anna, mls::Group::restore(pair.anna.party, disk));
        return success();
    }
};

} // namespace

void TestNonces::initTestCase()
{
#ifndef CHAT121_NONCE_AUDIT
    QSKIP("this build notes no sealings");
#endif
    noteSealingsIn(file());
}

void TestNonces::init()
{
    static_cast<void>(QFile::resize(file(), 0));
}

void TestNonces::crashesReuseNothing()
{
    const bool is_long = qEnvironmentVariableIntValue("CHAT121_CYCLES") >= 1000;
    const int messages = is_long ? 500'000 : 3000; // two sealings each
    Sender anna;
    VERIFY_OK(anna.pair.start());
    anna.save();
    SeededRandom dice(121);
    for (int i = 0; i < messages; ++i) {
        if (i % 500 == 499) {
            auto pending = anna.pair.at_anna->commit({});
            VERIFY_OK(pending);
            anna.save();
            anna.send(pending->commit());
            VERIFY_OK(anna.pair.at_anna->merge(*std::move(pending)));
            anna.save();
        }
        const auto message = anna.pair.at_anna->protect("message " + QByteArray::number(i), {});
        VERIFY_OK(message);
        switch (dice.below(40)) {
        case 0: // between sealing and saving
            VERIFY_OK(anna.restart());
            continue;
        case 1: // between saving and sending
            anna.save();
            VERIFY_OK(anna.restart());
            continue;
        case 2: // after sending; the same bytes may be sent again
            anna.save();
            anna.send(*message);
            VERIFY_OK(anna.restart());
            anna.send(*message);
            continue;
        default:
            anna.save();
            anna.send(*message);
        }
    }
    const SealingFaults found = sealingFaults(file(), anna.sent);
    QVERIFY(found.sealings >= messages * 2);
    QCOMPARE(found.sent_and_noted, anna.sent.size());
    QVERIFY(found.keys_used_again > 0); // the crashes before saving
    QCOMPARE(found.repeated_pairs, 0);
    QCOMPARE(found.keys_sent_twice, 0);
}

// The control: the reuse guard alone would hide this one.
void TestNonces::sendingBeforeSavingIsFound()
{
    Sender anna;
    VERIFY_OK(anna.pair.start());
    anna.save();
    for (int i = 0; i < 10; ++i) {
        anna.send(*anna.pair.at_anna->protect("message " + QByteArray::number(i), {}));
        VERIFY_OK(anna.restart());
    }
    const SealingFaults found = sealingFaults(file(), anna.sent);
    QCOMPARE(found.keys_sent_twice, 1);
    QCOMPARE(found.repeated_pairs, 0);
}

CHAT121_TEST_MAIN(TestNonces)
#include "tst_nonces.moc"
