// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The wire: messages come back as they went, frames of every wrong kind are refused, and messages
// larger than a frame travel in parts.
#include "common/protocol/chunks.h"
#include "common/protocol/frame.h"
#include "common/protocol/messages/answers.h"
#include "common/protocol/messages/delivery.h"
#include "common/protocol/messages/directory.h"
#include "common/protocol/messages/logs.h"
#include "common/protocol/messages/passwords.h"
#include "common/protocol/messages/registration.h"
#include "common/protocol/messages/session.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace chat121;
using namespace chat121::protocol;

namespace {

Commit fullCommit()
{
    Commit commit;
    commit.request = {11};
    commit.log = {22};
    commit.generation = 3;
    commit.epoch = 44;
    commit.is_external = true;
    commit.commit = QByteArray("commit");
    commit.group_info = QByteArray(100'000, 'g');
    commit.welcomes.items = {{{5}, QByteArray("w1")}, {{6}, QByteArray("w2")}};
    commit.added.items = {{{5}, {50}}, {{6}, {60}}};
    commit.department_key = QByteArray("key");
    return commit;
}

} // namespace

class TestProtocol : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void messagesComeBack();
    void wrongFramesAreRefused_data();
    void wrongFramesAreRefused();
    void everyCutIsRefused();
    void largeMessagesTravelInParts();
    void aFoundingIsOneFrame_data();
    void aFoundingIsOneFrame();
    void partsOutOfPlaceAreRefused_data();
    void partsOutOfPlaceAreRefused();
    void partsBeyondTheLimitAreRefused();
};

void TestProtocol::messagesComeBack()
{
    const QByteArray frame = encodeFrame(fullCommit());
    QCOMPARE(typeOf(frame), std::optional(MessageType::Commit));
    const auto back = decodeFrame<Commit>(frame);
    QVERIFY(back);
    QCOMPARE(back->welcomes.items.size(), 2);
    QCOMPARE(back->added.items.at(1).account, AccountId{60});
    QCOMPARE(encodeFrame(*back), frame);
}

void TestProtocol::wrongFramesAreRefused_data()
{
    QTest::addColumn<QByteArray>("frame");
    const QByteArray stored = encodeFrame(Stored{{1}, {2}, {3}, {4}});
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("half a type") << QByteArray(1, '\0');
    QTest::newRow("another type") << encodeFrame(Done{{1}});
    QTest::newRow("a byte too many") << stored + 'x';
    QTest::newRow("an id with the top bit") << QByteArray(stored).replace(2, 1, "\x80");
}

void TestProtocol::wrongFramesAreRefused()
{
    QFETCH(QByteArray, frame);
    QVERIFY(!decodeFrame<Stored>(frame));
}

void TestProtocol::everyCutIsRefused()
{
    Commit commit = fullCommit();
    commit.group_info = QByteArray("small");
    const QByteArray frame = encodeFrame(commit);
    for (qsizetype size = 0; size < frame.size(); ++size)
        QVERIFY(!decodeFrame<Commit>(frame.first(size)));
}

void TestProtocol::largeMessagesTravelInParts()
{
    const QByteArray message = encodeFrame(fullCommit());
    const QList<QByteArray> frames = toFrames(message);
    QCOMPARE(frames.size(), 2);
    ChunkAssembler assembler;
    std::optional<QByteArray> whole;
    for (const QByteArray &frame : frames) {
        QVERIFY(!whole);
        QVERIFY(frame.size() <= limits::kFrameBytesMax);
        const auto chunk = decodeFrame<Chunk>(frame);
        QVERIFY(chunk);
        const auto added = assembler.add(*chunk);
        QVERIFY(added);
        whole = *added;
    }
    QVERIFY(whole);
    QCOMPARE(*whole, message);
    QCOMPARE(toFrames(QByteArray("small")), QList<QByteArray>{QByteArray("small")});
}

void TestProtocol::aFoundingIsOneFrame_data()
{
    QTest::addColumn<qsizetype>("document");
    QTest::addColumn<bool>("is_read");
    QTest::newRow("below the limit") << limits::kDocumentBytesMax - 1 << true;
    QTest::newRow("at the limit") << limits::kDocumentBytesMax << true;
    QTest::newRow("above the limit") << limits::kDocumentBytesMax + 1 << false;
}

// Before the log-in there are no parts, in either direction.
void TestProtocol::aFoundingIsOneFrame()
{
    QFETCH(qsizetype, document);
    PasswordRecord password;
    password.login_name.text = QString(limits::kNameBytesMax, u'n');
    password.wrapped_account_key.bytes = QByteArray(limits::kWrappedKeyBytesMax, 'w');
    const QByteArray chain(limits::kChainBytesMax, 'c');
    const FoundOrganisation founding{{1}, {}, {QByteArray(document, 'd')}, {chain}, {chain}, {}, password};

    const QByteArray message = encodeFrame(founding);
    QCOMPARE(toFrames(message), QList<QByteArray>{message});
    const auto decoded = decodeFrame<FoundOrganisation>(message);
    QTEST(decoded.has_value(), "is_read");
    if (!decoded) QCOMPARE(decoded.error().code, Code::TooLarge);

    const QByteArray answer = encodeFrame(Organisation{{1}, founding.document, 7});
    QCOMPARE(toFrames(answer), QList<QByteArray>{answer});
    QTEST(decodeFrame<Organisation>(answer).has_value(), "is_read");
}

void TestProtocol::partsOutOfPlaceAreRefused_data()
{
    QTest::addColumn<QList<quint32>>("order");
    QTest::newRow("the first is missing") << QList<quint32>{1};
    QTest::newRow("one is missing") << QList<quint32>{0, 2};
    QTest::newRow("one comes twice") << QList<quint32>{0, 0};
}

void TestProtocol::partsOutOfPlaceAreRefused()
{
    QFETCH(QList<quint32>, order);
    ChunkAssembler assembler;
    Code last{};
    for (const quint32 index : order) {
        const auto added = assembler.add(Chunk{index, false, QByteArray("part")});
        if (!added) last = added.error().code;
    }
    QCOMPARE(last, Code::Malformed);
}

void TestProtocol::partsBeyondTheLimitAreRefused()
{
    ChunkAssembler assembler;
    const QByteArray part(limits::kChunkBytesMax, 'p');
    std::optional<Error> error;
    quint32 index = 0;
    for (; !error && index < 1000; ++index) {
        const auto added = assembler.add(Chunk{index, false, part});
        if (!added) error = added.error();
    }
    QVERIFY(error);
    QCOMPARE(error->code, Code::TooLarge);
    QCOMPARE(qint64(index), limits::kMessageBytesMax / limits::kChunkBytesMax + 1);
}

CHAT121_TEST_MAIN(TestProtocol)
#include "tst_protocol.moc"
