// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Frames of every wrong kind for the shipped server, over TLS, from strangers and from a customer who
// is logged in: each ends as PROTOCOL.md says, nothing of it stands in the log, and two people who
// talk meanwhile notice nothing.
#include "common/crypto/init.h"
#include "common/identity/invitation.h"
#include "common/protocol/messages/answers.h"
#include "common/protocol/messages/desk.h"
#include "common/protocol/messages/directory.h"
#include "common/protocol/messages/logs.h"
#include "common/protocol/messages/session.h"
#include "tests/e2e/support/office.h"
#include "tests/e2e/support/wait.h"
#include "tests/server/gateway/people.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace chat121;
using namespace chat121::protocol;
using namespace Qt::StringLiterals;
using e2e::waitFor;
using test::RawPeer;

namespace {

constexpr auto kPatience = std::chrono::seconds(20);
const QByteArray kMarker = "THIS-IS-NOBODYS-BUSINESS"; // in everything that is sent

// How far the sender has come when the wrong bytes go out.
enum class Stage : quint8 { Encrypted, Open, Greeted, LoggedIn };

// Any of these; 0: not looked at.
struct Ending {
    int close_code = 0;
    int http_status = 0;
    Reason reason = Reason::None;
    bool stays = false; // refused, and the connection lives on
};

QByteArray frame(int first, const QByteArray &payload, bool is_masked = true)
{
    const int size = static_cast<int>(payload.size());
    const int mask = is_masked ? 0x80 : 0;
    QByteArray bytes(1, static_cast<char>(first));
    if (size < 126)
        bytes += static_cast<char>(mask | size);
    else
        bytes += QByteArray(1, static_cast<char>(mask | 126)) + static_cast<char>(size >> 8) +
                 static_cast<char>(size & 0xff);
    return bytes + (is_masked ? QByteArray(4, '\0') : QByteArray()) + payload;
}

template <typename Message>
QByteArray binary(const Message &message)
{
    return frame(0x82, encodeFrame(message));
}

QByteArray chunk(quint32 index, qsizetype size, bool is_last = false)
{
    QByteArray part = kMarker.repeated(static_cast<int>(size / kMarker.size() + 1)).first(size);
    return binary(Chunk{index, is_last, {part}});
}

Append append(quint64 request)
{
    Append message;
    message.request = {request};
    message.sealed.bytes = kMarker;
    return message;
}

} // namespace

class TestBadFrames : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void wrongBytesEndAsWritten_data();
    void wrongBytesEndAsWritten();
    void everyNumberOfAMessageIsSurvived();
    void slowBeginningsAreCutOff_data();
    void slowBeginningsAreCutOff();
    void cleanup();
    void nothingOfItIsLogged();

private:
    void addStrangers();
    void addOnesWhoGreeted();
    void addOnesWhoAreIn();
    std::unique_ptr<RawPeer> stranger(Stage stage);
    std::unique_ptr<test::Person> customer();
    bool othersTalk();

    e2e::Office m_office;
    std::unique_ptr<e2e::Person> m_anna;
    std::unique_ptr<e2e::Person> m_carla;
    QString m_talk;
    std::optional<test::Organisation> m_organisation;
    std::optional<crypto::Secret32> m_token;
    qint64 m_process = 0;
    int m_number = 0;
};

void TestBadFrames::initTestCase()
{
    QVERIFY(crypto::initialise());
    QVERIFY(m_office.opens());
    m_anna = m_office.agent(u"Anna"_s);
    m_carla = m_office.customer(u"Carla"_s);
    QVERIFY(m_anna && m_carla);
    QVERIFY(m_anna->goesOnDuty());
    m_carla->says(u"Hello"_s);
    m_talk = m_carla->conversation();
    QVERIFY(m_anna->sees(m_talk, u"waiting"_s, u"Hello"_s) && m_anna->takes(m_talk));
    m_process = m_office.server().processId();

    const QString link = m_office.founder().invites(u"customers"_s, 1000);
    const auto invitation = identity::parseInvitation(link);
    QVERIFY(invitation);
    const auto *guests = std::get_if<identity::GuestInvitation>(&invitation->purpose);
    QVERIFY(guests);
    m_token = guests->token.clone();
    m_organisation = test::Organisation::from(link);
    QVERIFY(m_organisation);
}

// The two who do nothing wrong.
bool TestBadFrames::othersTalk()
{
    const QString question = u"question %1"_s.arg(++m_number);
    const QString answer = u"answer %1"_s.arg(m_number);
    m_carla->says(question);
    if (!m_anna->seesMessage(question, m_talk)) return false;
    m_anna->says(answer, m_talk);
    return m_carla->seesMessage(answer);
}

// After each of the tests and rows.
void TestBadFrames::cleanup()
{
    QVERIFY(othersTalk());
    QVERIFY(m_office.server().isRunning());
    QCOMPARE(m_office.server().processId(), m_process);
}

std::unique_ptr<RawPeer> TestBadFrames::stranger(Stage stage)
{
    auto peer = std::make_unique<RawPeer>(test::Security::Tls);
    peer->connectTo(m_office.server().port(), u"127.0.0.9"_s);
    if (!waitFor([&] { return peer->isEncrypted(); }, kPatience)) return nullptr;
    if (stage == Stage::Encrypted) return peer;
    peer->upgrade();
    if (!waitFor([&] { return peer->isOpen(); }, kPatience)) return nullptr;
    if (stage == Stage::Open) return peer;
    peer->send(Hello{});
    return waitFor([&] { return peer->has<Welcome>(); }, kPatience) ? std::move(peer) : nullptr;
}

std::unique_ptr<test::Person> TestBadFrames::customer()
{
    return m_organisation->guest(*m_token);
}

// --- rows -----------------------------------------------------------------------------------------

void TestBadFrames::addStrangers()
{
    const QByteArray upgrade = "GET / HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                               "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n";
    const auto encrypted = [](const char *name, const QByteArray &bytes, int status) {
        QTest::newRow(name) << Stage::Encrypted << bytes << Ending{.http_status = status};
    };
    encrypted("a browser", "GET /" + kMarker + " HTTP/1.1\r\nHost: x\r\n\r\n", 426);
    encrypted("another protocol", "EHLO " + kMarker + "\r\n\r\n", 426);
    encrypted("a foreign page", upgrade + "Origin: https://evil.example\r\n\r\n", 403);
    encrypted("an origin of null", upgrade + "Origin: null\r\n\r\n", 403);

    const auto open = [](const char *name, const QByteArray &bytes, int code) {
        QTest::newRow(name) << Stage::Open << bytes << Ending{.close_code = code};
    };
    open("a text frame", frame(0x81, kMarker), 1003);
    open("a reserved bit", frame(0xc2, kMarker), 1002);
    open("an unknown kind of frame", frame(0x83, kMarker), 1002);
    open("the rest of nothing", frame(0x80, kMarker), 1002);
    open("a ping in parts", frame(0x09, kMarker), 1002);
    open("a frame that announces 2^62 bytes", QByteArray::fromHex("82ff400000000000000000000000") + kMarker,
         1009);
    open("a byte more than a frame may have", QByteArray::fromHex("82ff000000000001000100000000") + kMarker,
         1009);
    const QByteArray half = kMarker.repeated(1800);
    open("parts that are too much together", frame(0x02, half) + frame(0x80, half), 1009);
    open("an empty frame", frame(0x82, {}), 1002);
    open("half a number", frame(0x82, QByteArray(1, '\0')), 1002);
    open("nonsense", frame(0x82, "??" + kMarker), 1002);
    open("an answer first", binary(Welcome{}), 1002);
    open("a log-in first", binary(LogIn{}), 1002);
    open("half a hello", frame(0x82, encodeFrame(Hello{}).chopped(1)), 1002);
    open("a hello and more", frame(0x82, encodeFrame(Hello{}) + kMarker), 1002);
    QTest::newRow("a hello of versions to come")
        << Stage::Open << binary(Hello{7, 9, 0})
        << Ending{.close_code = 1008, .reason = Reason::VersionUnsupported};
}

void TestBadFrames::addOnesWhoGreeted()
{
    const auto greeted = [](const char *name, const QByteArray &bytes, const Ending &ending) {
        QTest::newRow(name) << Stage::Greeted << bytes << ending;
    };
    greeted("a second hello", binary(Hello{}), {.close_code = 1002});
    greeted("a chunk before log-in", chunk(0, 100), {.close_code = 1008, .reason = Reason::NotLoggedIn});
    greeted("a message before log-in", binary(append(7)), {.reason = Reason::NotLoggedIn, .stays = true});
    // Qt reads it like any other; a mask protects proxies on the way, not the server.
    greeted("a frame without a mask", frame(0x82, encodeFrame(append(7)), false),
            {.reason = Reason::NotLoggedIn, .stays = true});
    greeted("a log-in of nobody", binary(LogIn{{7}, {1}, {2}, 1, {7}, {}}), {.stays = true});
    greeted("messages without end before log-in",
            binary(append(7)).repeated(limits::kFramesUnauthenticatedMax + 1),
            {.close_code = 1008, .reason = Reason::RateLimited});
}

void TestBadFrames::addOnesWhoAreIn()
{
    const auto in = [](const char *name, const QByteArray &bytes, const Ending &ending) {
        QTest::newRow(name) << Stage::LoggedIn << bytes << ending;
    };
    in("a hello in the middle", binary(Hello{}), {.close_code = 1002});
    in("a text frame in the middle", frame(0x81, kMarker), {.close_code = 1003});
    in("an unknown message", frame(0x82, "\xff\xfe" + kMarker), {.close_code = 1002});
    in("an answer as a request", binary(Stored{}), {.close_code = 1002});
    in("a push as a request", binary(EnvelopePushed{}), {.close_code = 1002});
    in("a message cut off", frame(0x82, encodeFrame(append(7)).chopped(3)), {.stays = true});
    in("a message and more", frame(0x82, encodeFrame(append(7)) + kMarker), {.stays = true});
    in("for a log of others", binary(append(7)), {.stays = true});
    in("what only agents may", binary(SetStatus{{7}, AgentStatus::Available, 5}), {.stays = true});
    in("a second log-in", binary(LogIn{{7}, {1}, {2}, 1, {7}, {}}),
       {.reason = Reason::AlreadyLoggedIn, .stays = true});
    in("a chunk that does not begin", chunk(1, 100), {.close_code = 1002});
    in("a chunk left out", chunk(0, limits::kChunkBytesMax) + chunk(2, 100, true), {.close_code = 1002});
    in("a chunk twice", chunk(0, limits::kChunkBytesMax) + chunk(0, 100, true), {.close_code = 1002});
    in("chunks of a chunk", chunk(0, limits::kChunkBytesMax) + binary(Chunk{1, true, {QByteArray()}}),
       {.close_code = 1002});
    QByteArray many;
    for (quint32 index = 0; index <= limits::kMessageBytesMax / limits::kChunkBytesMax; ++index)
        many += chunk(index, limits::kChunkBytesMax);
    in("more chunks than a message has", many, {.close_code = 1009});
    in("faster than anybody reads", binary(Acknowledge{}).repeated(20 * limits::kFramesBurstMax),
       {.close_code = 1008, .reason = Reason::RateLimited});
}

void TestBadFrames::wrongBytesEndAsWritten_data()
{
    QTest::addColumn<Stage>("stage");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<Ending>("ending");
    addStrangers();
    addOnesWhoGreeted();
    addOnesWhoAreIn();
}

void TestBadFrames::wrongBytesEndAsWritten()
{
    QFETCH(Stage, stage);
    QFETCH(QByteArray, bytes);
    QFETCH(Ending, ending);
    const auto member = stage == Stage::LoggedIn ? customer() : nullptr;
    const auto peer = member ? nullptr : stranger(stage);
    QVERIFY(member || peer);
    RawPeer &sender = member ? *member->peer : *peer;
    sender.forget();
    sender.writeRaw(bytes);

    if (ending.stays) {
        QVERIFY(waitFor([&] { return sender.has<Refused>() || sender.isEnded(); }, kPatience));
        QVERIFY(!sender.isEnded());
        QVERIFY(sender.last<Refused>().code != Code::Malformed ||
                sender.last<Refused>().request == RequestId{7});
    } else {
        QVERIFY(waitFor([&] { return sender.isEnded(); }, kPatience));
        if (ending.http_status != 0) QCOMPARE(sender.status(), ending.http_status);
        if (ending.close_code != 0) QCOMPARE(sender.closeCode(), ending.close_code);
    }
    if (ending.reason != Reason::None) QCOMPARE(sender.last<Refused>().reason, ending.reason);
}

// With nothing behind it, and with much.
void TestBadFrames::everyNumberOfAMessageIsSurvived()
{
    std::unique_ptr<test::Person> member;
    for (int number = 0; number < 100; ++number) {
        for (const QByteArray &body : {QByteArray(), QByteArray(200, '\xff'), QByteArray(200, '\0')}) {
            if (!member || member->peer->isEnded() || member->peer->closeCode() != 0) member = customer();
            QVERIFY(member);
            member->peer->forget();
            const char high = static_cast<char>(number >> 8);
            member->peer->writeRaw(
                frame(0x82, QByteArray(1, high) + static_cast<char>(number & 0xff) + body));
            // What comes next is answered, unless this was the end.
            member->peer->send(FetchDepartmentKey{{9}, {}});
            QVERIFY2(
                waitFor([&] { return member->peer->has<Refused>() || member->peer->isEnded(); }, kPatience),
                qPrintable(QString::number(number)));
        }
    }
}

void TestBadFrames::slowBeginningsAreCutOff_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("nothing at all") << QByteArray();
    QTest::newRow("half a line") << QByteArray("GET /" + kMarker);
    QTest::newRow("a header that never ends") << QByteArray("GET / HTTP/1.1\r\nX: " + kMarker + "\r\n");
}

// A new byte now and then does not help.
void TestBadFrames::slowBeginningsAreCutOff()
{
    QFETCH(QByteArray, bytes);
    const auto peer = stranger(Stage::Encrypted);
    QVERIFY(peer);
    peer->writeRaw(bytes);
    const auto is_over = [&] {
        if (!bytes.isEmpty() && peer->isConnected()) peer->writeRaw("x");
        return peer->isEnded();
    };
    QVERIFY(waitFor(is_over, limits::kHandshakeTimeout + kPatience));
    QVERIFY(!peer->isOpen());
}

void TestBadFrames::nothingOfItIsLogged()
{
    const QByteArray output = m_office.server().output();
    QVERIFY2(output.contains("ended for what they sent"), output.right(2000).constData());
    QVERIFY2(!output.contains(kMarker) && !output.contains("127.0.0.9") && !output.contains("question 1"),
             output.right(2000).constData());
}

CHAT121_TEST_MAIN(TestBadFrames)
#include "tst_bad_frames.moc"
