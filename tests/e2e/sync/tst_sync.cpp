// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// "Stored" is said only after the message is on the disk. strace watches the shipped server from
// outside: each message carries a mark that is looked for in what the server writes to its database,
// and between that write and the frame Stored a flush of that file must have begun and ended.
//
// Without TLS on the loopback interface, so that the frames can be read.
#include "common/protocol/messages/desk.h"
#include "common/protocol/messages/logs.h"
#include "tests/e2e/support/programs.h"
#include "tests/e2e/sync/system_calls.h"
#include "tests/server/gateway/people.h"
#include "tests/support/temporary_directory.h"
#include "tests/support/test_main.h"

#include <QProcess>
#include <QRegularExpression>
#include <QTest>

#include <csignal>

using namespace chat121;
using namespace chat121::test;
using e2e::SystemCall;

namespace {

constexpr int kPatienceMs = 30'000;
constexpr int kMessages = 20; // each time; kWaitingEnvelopesPerConversationMax bounds them together

QByteArray markOf(int number)
{
    return QByteArray("<<the mark of message ") + QByteArray::number(1000 + number) + ">>";
}

// The frame as the server writes it: binary, last, of this length, unmasked.
QByteArray storedFrame(RequestId request)
{
    const QByteArray whole = protocol::encodeFrame(protocol::Stored{request, {}, {}, {}});
    const QByteArray begin = whole.first(static_cast<qsizetype>(sizeof(quint16) + sizeof(quint64)));
    return QByteArray("\x82") + static_cast<char>(whole.size()) + begin;
}

// Where the sought bytes first appear in a call of this kind; -1: nowhere.
qsizetype placeOf(const QList<SystemCall> &calls, SystemCall::Kind kind, const QByteArray &sought)
{
    for (qsizetype place = 0; place < calls.size(); ++place)
        if (calls.at(place).kind == kind && calls.at(place).data.contains(sought)) return place;
    return -1;
}

bool isFlushedBetween(const QList<SystemCall> &calls, qsizetype written, qsizetype said)
{
    bool has_begun = false;
    for (qsizetype place = written + 1; place < said; ++place) {
        const SystemCall &call = calls.at(place);
        if (call.file != calls.at(written).file) continue;
        if (call.kind == SystemCall::Kind::SyncBegun) has_begun = true;
        if (call.kind == SystemCall::Kind::SyncDone && has_begun) return true;
    }
    return false;
}

} // namespace

class TestSync : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void aMissingFlushIsFound_data();
    void aMissingFlushIsFound();
    void storedIsSaidAfterTheFlush_data();
    void storedIsSaidAfterTheFlush();
    void cleanupTestCase();

private:
    bool startTraced();
    void stopServer();
    void append(int number);
    QList<SystemCall> calls() const;
    qsizetype flushes() const;

    TemporaryDirectory m_folder;
    QProcess m_strace;
    QString m_output;
    std::optional<test::Organisation> m_organisation;
    std::unique_ptr<Person> m_owner;
    std::unique_ptr<Person> m_guest;
    ConversationId m_conversation{};
    QHash<int, RequestId> m_requests; // of message number
    int m_next = 0;
};

bool TestSync::startTraced()
{
    m_strace.setProcessChannelMode(QProcess::MergedChannels);
    m_strace.setProcessEnvironment(e2e::privateEnvironment(m_folder.filePath(QStringLiteral("home"))));
    m_strace.start(QStringLiteral("strace"),
                   {QStringLiteral("-f"), QStringLiteral("-y"), QStringLiteral("-xx"), QStringLiteral("-s"),
                    QStringLiteral("8192"), QStringLiteral("-e"),
                    QStringLiteral("trace=pwrite64,fdatasync,fsync,write,writev,sendto,sendmsg"),
                    QStringLiteral("-E"), QStringLiteral("LD_PRELOAD=" CHAT121_WATCHABLE_SHIM),
                    QStringLiteral("-o"), m_folder.filePath(QStringLiteral("trace")),
                    e2e::programPath(QStringLiteral("chat121-server")), QStringLiteral("--data"),
                    m_folder.filePath(QStringLiteral("data")), QStringLiteral("--listen"),
                    QStringLiteral("127.0.0.1:0"), QStringLiteral("--plain-text"), QStringLiteral("yes")});
    const auto is_ready = [this] {
        m_output += QString::fromUtf8(m_strace.readAll());
        return m_output.contains(QStringLiteral("ready ")) || m_strace.state() == QProcess::NotRunning;
    };
    return QTest::qWaitFor(is_ready, kPatienceMs) && m_output.contains(QStringLiteral("ready "));
}

void TestSync::initTestCase()
{
    if (!startTraced()) {
        if (m_output.contains(QStringLiteral("ptrace")) &&
            qEnvironmentVariableIsSet("CHAT121_WITHOUT_PTRACE"))
            QSKIP("CHAT121_WITHOUT_PTRACE is set: nobody watches the server's system calls here");
        QFAIL(qPrintable(QStringLiteral("strace cannot watch the server; where containers refuse ptrace, set "
                                        "CHAT121_WITHOUT_PTRACE=1. ") +
                         m_strace.errorString() + m_output));
    }
    const QString link = QRegularExpression(QStringLiteral("(chat121://\\S+)")).match(m_output).captured(1);
    m_organisation = test::Organisation::from(link, Security::Plain);
    QVERIFY(m_organisation);
    m_owner = m_organisation->found();
    QVERIFY(m_owner && m_organisation->publishInboxKey(*m_owner));
    const auto token = m_organisation->inviteGuests(*m_owner, 1);
    QVERIFY(token);
    m_guest = m_organisation->guest(*token);
    QVERIFY(m_guest);
    m_conversation = {m_guest->account().value ^ 1};
    append(m_next++);
    QTRY_COMPARE_WITH_TIMEOUT(m_guest->peer->all<protocol::Stored>().size(), 1, kPatienceMs);
}

// The checker against traces with planted faults; `S` in the data stands for the frame.
void TestSync::aMissingFlushIsFound_data()
{
    QTest::addColumn<QByteArray>("trace");
    QTest::addColumn<bool>("is_flushed");
    const QByteArray write = "7 pwrite64(5<\\x64\\x62>, \"\\x4d\", 1, 0) = 1\n";
    const QByteArray said = "8 write(9<socket:[1]>, \"\\x53\", 1) = 1\n";
    QTest::newRow("flushed") << write + "7 fdatasync(5<\\x64\\x62>) = 0\n" + said << true;
    QTest::newRow("flushed, in two lines")
        << write + "7 fdatasync(5<\\x64\\x62> <unfinished ...>\n7 <... fdatasync resumed>) = 0\n" + said
        << true;
    QTest::newRow("not flushed") << write + said << false;
    QTest::newRow("flushed too late") << write + said + "7 fdatasync(5<\\x64\\x62>) = 0\n" << false;
    QTest::newRow("flushed before the write") << "7 fdatasync(5<\\x64\\x62>) = 0\n" + write + said << false;
    QTest::newRow("another file flushed") << write + "7 fdatasync(6<\\x65>) = 0\n" + said << false;
    QTest::newRow("the flush has not ended")
        << write + "7 fdatasync(5<\\x64\\x62> <unfinished ...>\n" + said + "7 <... fdatasync resumed>) = 0\n"
        << false;
}

void TestSync::aMissingFlushIsFound()
{
    QFETCH(QByteArray, trace);
    QFETCH(bool, is_flushed);
    const auto calls = e2e::parseTrace(trace);
    const qsizetype written = placeOf(calls, SystemCall::Kind::Write, "M");
    const qsizetype said = placeOf(calls, SystemCall::Kind::Send, "S");
    QVERIFY(written >= 0 && said > written);
    QCOMPARE(isFlushedBetween(calls, written, said), is_flushed);
}

// The first message starts the conversation, the others follow it into the waiting room.
void TestSync::append(int number)
{
    const RequestId request = m_guest->nextRequest();
    m_requests.insert(number, request);
    if (number == 0) {
        protocol::StartConversation start;
        start.request = request;
        start.conversation = m_conversation;
        start.department = m_organisation->department().id;
        start.opening.bytes = markOf(number);
        return m_guest->peer->send(start);
    }
    protocol::Append message;
    message.request = request;
    message.log = m_organisation->department().waiting_room;
    message.kind = protocol::EnvelopeKind::Opening;
    message.about = m_conversation;
    message.sealed.bytes = markOf(number);
    m_guest->peer->send(message);
}

QList<SystemCall> TestSync::calls() const
{
    return e2e::parseTrace(m_folder.read(QStringLiteral("trace")));
}

qsizetype TestSync::flushes() const
{
    const auto all = calls();
    return std::count_if(all.cbegin(), all.cend(),
                         [](const SystemCall &call) { return call.kind == SystemCall::Kind::SyncDone; });
}

void TestSync::storedIsSaidAfterTheFlush_data()
{
    QTest::addColumn<int>("in_flight");
    QTest::newRow("one after the other") << 1;
    QTest::newRow("sixteen on the way: a flush for several") << 16;
}

void TestSync::storedIsSaidAfterTheFlush()
{
    QFETCH(int, in_flight);
    const int first = m_next;
    const qsizetype flushes_before = flushes();
    m_guest->peer->forget();
    const auto answered = [this] { return m_guest->peer->all<protocol::Stored>().size(); };
    for (; m_next < first + kMessages; ++m_next) {
        QVERIFY(QTest::qWaitFor([&] { return m_next - first - answered() < in_flight; }, kPatienceMs));
        append(m_next);
    }
    QTRY_COMPARE_WITH_TIMEOUT(answered(), kMessages, kPatienceMs);

    const QList<SystemCall> calls = this->calls();
    for (int number = first; number < m_next; ++number) {
        const qsizetype written = placeOf(calls, SystemCall::Kind::Write, markOf(number));
        const qsizetype said = placeOf(calls, SystemCall::Kind::Send, storedFrame(m_requests.value(number)));
        QVERIFY2(written >= 0 && calls.at(written).file.contains("chat121.sqlite"),
                 qPrintable(QString::number(number)));
        QVERIFY2(said > written, qPrintable(QString::number(number)));
        QVERIFY2(isFlushedBetween(calls, written, said),
                 qPrintable(QStringLiteral("Stored was said before message %1 was on the disk").arg(number)));
    }
    qInfo("%d messages, %lld flushes", kMessages, static_cast<long long>(flushes() - flushes_before));
}

// strace ends with the program that it started.
void TestSync::stopServer()
{
    const QString task = QStringLiteral("/proc/%1/task/%1/children").arg(m_strace.processId());
    QFile children(task);
    if (!children.open(QIODevice::ReadOnly)) return;
    for (const QByteArray &child : children.readAll().split(' '))
        if (const pid_t process = child.trimmed().toInt(); process > 1) ::kill(process, SIGTERM);
}

void TestSync::cleanupTestCase()
{
    if (m_strace.state() == QProcess::NotRunning) return;
    stopServer();
    QVERIFY(m_strace.waitForFinished(kPatienceMs));
    QCOMPARE(m_strace.exitCode(), 0);
}

CHAT121_TEST_MAIN(TestSync)
#include "tst_sync.moc"
