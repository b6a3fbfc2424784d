// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The shipped chat121-server as a process: how it starts, what it says, how it ends, and one clear
// sentence for everything that an operator can get wrong.
#include "server/ops/tls_identity.h"
#include "tests/server/gateway/people.h"
#include "tests/server/gateway/raw_peer.h"
#include "tests/support/temporary_directory.h"
#include "tests/support/test_main.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QProcess>
#include <QRegularExpression>
#include <QTcpServer>
#include <QTest>

#include <csignal>

using namespace chat121;
using namespace chat121::test;

namespace {

constexpr int kPatienceMs = 20'000;

struct Finished {
    int status = -1;
    QString output{};
    QString errors{};
};

// One run of the server.
class ServerRun {
public:
    explicit ServerRun(const QStringList &arguments)
    {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("HOME"), m_home.path());
        m_process.setProcessEnvironment(environment);
        m_process.start(qEnvironmentVariable("CHAT121_SERVER"), arguments);
    }
    ~ServerRun()
    {
        m_process.kill();
        m_process.waitForFinished();
    }

    bool awaitReady()
    {
        return QTest::qWaitFor([&] { return port() != 0 || m_process.state() == QProcess::NotRunning; },
                               kPatienceMs) &&
               port() != 0;
    }
    Finished awaitEnd()
    {
        if (!m_process.waitForFinished(kPatienceMs)) return {};
        output();
        return {m_process.exitStatus() == QProcess::NormalExit ? m_process.exitCode() : -1, m_output,
                QString::fromUtf8(m_process.readAllStandardError())};
    }
    QString output()
    {
        m_output += QString::fromUtf8(m_process.readAllStandardOutput());
        return m_output;
    }
    quint16 port() { return found(QStringLiteral("ready \\S+:(\\d+) ")).toUShort(); }
    QString link() { return found(QStringLiteral("(chat121://\\S+)")); }
    QString pin() { return found(QStringLiteral("pin=([0-9a-f]{64})")); }
    void signal(int number) const { ::kill(static_cast<pid_t>(m_process.processId()), number); }
    qint64 processId() const { return m_process.processId(); }

private:
    QString found(const QString &pattern) { return QRegularExpression(pattern).match(output()).captured(1); }

    TemporaryDirectory m_home;
    QProcess m_process;
    QString m_output;
};

Finished runToEnd(const QStringList &arguments)
{
    ServerRun run(arguments);
    return run.awaitEnd();
}

QStringList on(const QString &data, const QStringList &more = {})
{
    return QStringList{QStringLiteral("--data"), data, QStringLiteral("--listen"),
                       QStringLiteral("127.0.0.1:0")} +
           more;
}

} // namespace

class TestServerProcess : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void startsSaysSoAndStops_data();
    void startsSaysSoAndStops();
    void everythingItKeepsIsPrivate();
    void organisationIsFoundedAndLoggedInto();
    void setUpPrintsAFreshLink_data();
    void setUpPrintsAFreshLink();
    void killedServerStartsAgain();
    void givenCertificateIsServed();
    void olderTlsIsSpokenOnRequest_data();
    void olderTlsIsSpokenOnRequest();
    void secondServerOnTheSameDataIsRefused();
    void portInUseIsNamed();
    void wrongStartIsOneSentence_data();
    void wrongStartIsOneSentence();
    void damagedDatabaseIsNotTouched();
    void checkConfigStartsNothing();
    void theRegistrarsKeyLeavesTheDatabase();
    void aWrongRegistrarsKeyChangesNothing();
    void logHasNoAddressesOrKeys();
};

void TestServerProcess::startsSaysSoAndStops_data()
{
    QTest::addColumn<int>("signal");
    QTest::newRow("SIGTERM") << SIGTERM;
    QTest::newRow("SIGINT") << SIGINT;
}

void TestServerProcess::startsSaysSoAndStops()
{
    QFETCH(int, signal);
    const TemporaryDirectory folder;
    ServerRun run(on(folder.filePath(QStringLiteral("data"))));
    QVERIFY2(run.awaitReady(), qPrintable(run.awaitEnd().errors));
    QVERIFY(run.link().startsWith(QStringLiteral("chat121://127.0.0.1:%1/").arg(run.port())));
    QCOMPARE(run.pin().size(), 64);
    QCOMPARE(folder.read(QStringLiteral("data/setup-link")), run.link().toUtf8() + '\n');
    run.signal(signal);
    const Finished finished = run.awaitEnd();
    QCOMPARE(finished.status, 0);
    QVERIFY2(!finished.errors.contains(QStringLiteral("level=warning")), qPrintable(finished.errors));
}

void TestServerProcess::everythingItKeepsIsPrivate()
{
    const TemporaryDirectory folder;
    ServerRun run(on(folder.filePath(QStringLiteral("data"))));
    QVERIFY(run.awaitReady());
    const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup | QFile::ReadOther |
                        QFile::WriteOther | QFile::ExeOther;
    for (const char *name :
         {"data", "data/setup-link", "data/lock", "data/chat121.sqlite", "data/chat121.sqlite-wal",
          "data/tls", "data/tls/private-key.pem", "data/tls/certificate.pem"}) {
        const QFileInfo info(folder.filePath(QLatin1String(name)));
        QVERIFY2(info.exists(), name);
        QVERIFY2((info.permissions() & others) == 0, name);
    }
}

void TestServerProcess::organisationIsFoundedAndLoggedInto()
{
    const TemporaryDirectory folder;
    const QString data = folder.filePath(QStringLiteral("data"));
    auto first = std::make_unique<ServerRun>(on(data));
    QVERIFY(first->awaitReady());
    auto organisation = Organisation::from(first->link());
    QVERIFY(organisation);
    auto founder = organisation->found();
    QVERIFY(founder);
    QVERIFY(!founder->welcome.is_set_up);
    const auto token = organisation->inviteGuests(*founder, 1);
    QVERIFY(token);
    auto guest = organisation->guest(*token);
    QVERIFY(guest);
    QVERIFY(guest->welcome.is_set_up);
    QVERIFY(!organisation->guest(*token)); // used up

    first->signal(SIGTERM);
    QCOMPARE(first->awaitEnd().status, 0);
    QTRY_COMPARE(guest->peer->closeCode(), 1001);

    // After a restart both are known, and no link is printed any more.
    ServerRun second(on(data));
    QVERIFY(second.awaitReady());
    QVERIFY(second.link().isEmpty());
    QVERIFY(!QFile::exists(data + QStringLiteral("/setup-link")));
    organisation->setPort(second.port());
    QVERIFY(organisation->reconnect(*guest));
    QVERIFY(organisation->reconnect(*founder));

    // Nobody founds a second one.
    const Finished again = runToEnd(on(data, {QStringLiteral("setup")}));
    QCOMPARE(again.status, 1);
    QVERIFY2(again.errors.contains(QStringLiteral("founded on this server already")),
             qPrintable(again.errors));
}

void TestServerProcess::setUpPrintsAFreshLink_data()
{
    QTest::addColumn<bool>("is_running");
    QTest::newRow("while a server runs") << true;
    QTest::newRow("while none runs") << false;
}

void TestServerProcess::setUpPrintsAFreshLink()
{
    QFETCH(bool, is_running);
    const TemporaryDirectory folder;
    const QString data = folder.filePath(QStringLiteral("data"));
    ServerRun run(on(data));
    QVERIFY(run.awaitReady());
    const QString old_link = run.link();
    const quint16 port = run.port();
    if (!is_running) {
        run.signal(SIGTERM);
        QCOMPARE(run.awaitEnd().status, 0);
    }
    const QStringList same_port{QStringLiteral("--data"), data, QStringLiteral("--listen"),
                                QStringLiteral("127.0.0.1:%1").arg(port)};
    const Finished finished = runToEnd(same_port + QStringList{QStringLiteral("setup")});
    QCOMPARE(finished.status, 0);
    const QString link = finished.output.trimmed();
    QVERIFY(link != old_link);
    QVERIFY(link.startsWith(QStringLiteral("chat121://127.0.0.1:%1/").arg(port)));
    QCOMPARE(folder.read(QStringLiteral("data/setup-link")), link.toUtf8() + '\n');
    if (!is_running) return;
    QVERIFY(!Organisation::from(old_link)->found());
    QVERIFY(Organisation::from(link)->found());
}

void TestServerProcess::killedServerStartsAgain()
{
    const TemporaryDirectory folder;
    const QString data = folder.filePath(QStringLiteral("data"));
    QString pin;
    for (int i = 0; i < 5; ++i) {
        ServerRun run(on(data));
        QVERIFY(run.awaitReady());
        if (i > 0) QCOMPARE(run.pin(), pin);
        pin = run.pin();
        run.signal(SIGKILL);
        run.awaitEnd();
    }
}

void TestServerProcess::givenCertificateIsServed()
{
    const TemporaryDirectory folder;
    const auto made = ops::makeSelfSigned(SystemClock().now(), {});
    const QString certificate = folder.write(QStringLiteral("c.pem"), made->certificate_pem);
    const QString key = folder.write(QStringLiteral("k.pem"), made->private_key_pem);
    ServerRun run(on(folder.filePath(QStringLiteral("data")),
                     {QStringLiteral("--certificate"), certificate, QStringLiteral("--private-key"), key}));
    QVERIFY(run.awaitReady());
    QCOMPARE(run.pin().toLatin1(), made->pin.toByteArray().toHex());
    QVERIFY(!QFile::exists(folder.filePath(QStringLiteral("data/tls"))));
    QVERIFY(Organisation::from(run.link())->newcomer()); // who checks the pin
}

void TestServerProcess::olderTlsIsSpokenOnRequest_data()
{
    QTest::addColumn<QStringList>("more");
    QTest::addColumn<bool>("is_spoken");
    QTest::newRow("not by itself") << QStringList() << false;
    QTest::newRow("switched on") << QStringList{"--oldest-tls", "1.2"} << true;
}

// Somebody who knows no newer, over a real connection. The product's own client is let in by both.
void TestServerProcess::olderTlsIsSpokenOnRequest()
{
    QFETCH(QStringList, more);
    QFETCH(bool, is_spoken);
    const TemporaryDirectory folder;
    ServerRun run(on(folder.filePath(QStringLiteral("data")), more));
    QVERIFY(run.awaitReady());
    RawPeer peer(Security::Tls);
    peer.setProtocol(QSsl::TlsV1_2);
    peer.connectTo(run.port());
    QTRY_VERIFY_WITH_TIMEOUT(peer.isEncrypted() || peer.isEnded(), kPatienceMs);
    QCOMPARE(peer.isEncrypted(), is_spoken);
    if (is_spoken) QCOMPARE(peer.cipher().protocol(), QSsl::TlsV1_2);
    QVERIFY(Organisation::from(run.link())->newcomer());
}

void TestServerProcess::secondServerOnTheSameDataIsRefused()
{
    const TemporaryDirectory folder;
    ServerRun run(on(folder.path()));
    QVERIFY(run.awaitReady());
    const Finished second = runToEnd(on(folder.path()));
    QCOMPARE(second.status, 1);
    QVERIFY2(second.errors.contains(QStringLiteral("Another chat121-server already runs on the folder ") +
                                    folder.path()),
             qPrintable(second.errors));
    QVERIFY(Organisation::from(run.link())->newcomer()); // the first one does not mind
}

void TestServerProcess::portInUseIsNamed()
{
    QTcpServer other;
    QVERIFY(other.listen(QHostAddress(QHostAddress::LocalHost)));
    const TemporaryDirectory folder;
    const Finished finished = runToEnd({QStringLiteral("--data"), folder.path(), QStringLiteral("--listen"),
                                        QStringLiteral("127.0.0.1:%1").arg(other.serverPort())});
    QCOMPARE(finished.status, 1);
    QVERIFY2(finished.errors.contains(QStringLiteral("port %1 already").arg(other.serverPort())),
             qPrintable(finished.errors));
    QVERIFY(finished.output.isEmpty());
}

void TestServerProcess::wrongStartIsOneSentence_data()
{
    const QString data = QStringLiteral("DATA"); // replaced by a fresh folder
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("word");
    QTest::newRow("unknown option") << QStringList{"--nonsense"} << 2 << "nonsense";
    QTest::newRow("unknown word") << QStringList{"run"} << 2 << "run";
    QTest::newRow("port") << QStringList{"--listen", "127.0.0.1:99999"} << 2 << "99999";
    QTest::newRow("address of another machine")
        << QStringList{"--data", data, "--listen", "192.0.2.1:8121"} << 1 << "192.0.2.1";
    QTest::newRow("configuration file is absent")
        << QStringList{"--config", "/absent/file"} << 2 << "/absent/file";
    QTest::newRow("folder below a file") << QStringList{"--data", "/etc/hostname/x"} << 1 << "/etc/hostname";
    QTest::newRow("folder that cannot be made") << QStringList{"--data", "/proc/x/y"} << 1 << "/proc/x";
    QTest::newRow("certificate is absent")
        << QStringList{"--data", data, "--certificate", "/absent/c.pem", "--private-key", "/absent/k.pem"}
        << 1 << "/absent/c.pem";
    QTest::newRow("registrar's key that others read")
        << QStringList{"--data", data, "--registrar-key", "/etc/hostname"} << 1 << "/etc/hostname";
    QTest::newRow("registrar's key in an absent folder")
        << QStringList{"--data", data, "--registrar-key", "/absent/key"} << 1 << "/absent/key";
    QTest::newRow("certificate is no certificate")
        << QStringList{"--data", data, "--certificate", "/etc/hostname", "--private-key", "/etc/hostname"}
        << 1 << "/etc/hostname";
    QTest::newRow("database of an unknown kind")
        << QStringList{"--data", data, "--database", "mysql://x"} << 2 << "mysql";
    QTest::newRow("database in an absent folder")
        << QStringList{"--data", data, "--database", "sqlite:/absent/x.sqlite"} << 1 << "/absent/x.sqlite";
    QTest::newRow("no PostgreSQL there")
        << QStringList{"--data", data, "--database", "postgres://nobody@127.0.0.1:1/none"} << 1
        << "127.0.0.1";
}

void TestServerProcess::wrongStartIsOneSentence()
{
    QFETCH(QStringList, arguments);
    QFETCH(int, status);
    QFETCH(QString, word);
    const TemporaryDirectory folder;
    arguments.replaceInStrings(QStringLiteral("DATA"), folder.filePath(QStringLiteral("data")));
    if (!arguments.contains(QStringLiteral("--listen")))
        arguments += {QStringLiteral("--listen"), QStringLiteral("127.0.0.1:0")};
    const Finished finished = runToEnd(arguments);
    QCOMPARE(finished.status, status);
    QVERIFY(finished.output.isEmpty());
    QStringList sentences;
    for (const QString &line : finished.errors.split(QLatin1Char('\n'), Qt::SkipEmptyParts)) {
        if (line.startsWith(QStringLiteral("chat121-server: "))) sentences.append(line);
    }
    QCOMPARE(sentences.size(), 1);
    QVERIFY2(sentences.first().contains(word), qPrintable(finished.errors));
}

void TestServerProcess::damagedDatabaseIsNotTouched()
{
    const TemporaryDirectory folder;
    const QByteArray damaged = "SQLite format 3" + QByteArray(1, '\0') + QByteArray(8192, '\xa5');
    folder.write(QStringLiteral("chat121.sqlite"), damaged);
    const Finished finished = runToEnd(on(folder.path()));
    QCOMPARE(finished.status, 1);
    QVERIFY2(finished.errors.contains(QStringLiteral("chat121.sqlite cannot be used")),
             qPrintable(finished.errors));
    QCOMPARE(folder.read(QStringLiteral("chat121.sqlite")), damaged);
}

void TestServerProcess::checkConfigStartsNothing()
{
    const TemporaryDirectory folder;
    const QString data = folder.filePath(QStringLiteral("data"));
    const Finished right = runToEnd({QStringLiteral("--check-config"), QStringLiteral("--data"), data});
    QCOMPARE(right.status, 0);
    QVERIFY(right.output.contains(data));
    QVERIFY(!QFile::exists(data));
    const Finished wrong =
        runToEnd({QStringLiteral("--check-config"), QStringLiteral("--database"), QStringLiteral("x:y")});
    QCOMPARE(wrong.status, 2);
}

// EE-05: whoever has a copy of the database, or of the whole data directory, does not have the key.
void TestServerProcess::theRegistrarsKeyLeavesTheDatabase()
{
    const TemporaryDirectory folder, elsewhere;
    const QString data = folder.filePath(QStringLiteral("data"));
    auto run = std::make_unique<ServerRun>(on(data));
    QVERIFY(run->awaitReady());
    auto organisation = Organisation::from(run->link());
    auto founder = organisation->found();
    QVERIFY(founder);
    run->signal(SIGTERM);
    QCOMPARE(run->awaitEnd().status, 0);

    const QStringList key{QStringLiteral("--registrar-key"), elsewhere.filePath(QStringLiteral("registrar"))};
    for (int start = 0; start < 2; ++start) {
        run = std::make_unique<ServerRun>(on(data, key));
        QVERIFY2(run->awaitReady(), qPrintable(run->awaitEnd().errors));
        organisation->setPort(run->port());
        QVERIFY(organisation->reconnect(*founder)); // whose log-in is bound to the registrar's key
        run->signal(SIGTERM);
        QCOMPARE(run->awaitEnd().status, 0);
    }
    const QByteArray seed = elsewhere.read(QStringLiteral("registrar"));
    QCOMPARE(seed.size(), 32);
    const QStringList names = QDir(data).entryList(QDir::Files | QDir::Hidden);
    QVERIFY(names.contains(QStringLiteral("chat121.sqlite")));
    for (const QString &name : names)
        QVERIFY2(!folder.read(QStringLiteral("data/") + name).contains(seed), qPrintable(name));

    const Finished without = runToEnd(on(data));
    QCOMPARE(without.status, 1);
    QVERIFY2(without.errors.contains(QStringLiteral("--registrar-key")), qPrintable(without.errors));
}

void TestServerProcess::aWrongRegistrarsKeyChangesNothing()
{
    const TemporaryDirectory folder, elsewhere;
    const QString data = folder.filePath(QStringLiteral("data"));
    const QByteArray bytes(32, 'a');
    const QString file = elsewhere.write(QStringLiteral("registrar"), bytes);
    const QStringList key{QStringLiteral("--registrar-key"), file};
    const auto own = QFile::ReadOwner | QFile::WriteOwner;
    QVERIFY(QFile::setPermissions(file, own | QFile::ReadGroup | QFile::ReadOther));
    const Finished open = runToEnd(on(data, key));
    QCOMPARE(open.status, 1);
    QVERIFY2(open.errors.contains(QStringLiteral("open to other users")), qPrintable(open.errors));
    QCOMPARE(runToEnd(on(data, key + QStringList{QStringLiteral("--check-config")})).status, 2);
    QVERIFY(!QFile::exists(data));

    ServerRun run(on(data));
    QVERIFY(run.awaitReady());
    run.signal(SIGTERM);
    QCOMPARE(run.awaitEnd().status, 0);
    QVERIFY(QFile::setPermissions(file, own));
    const Finished other = runToEnd(on(data, key));
    QCOMPARE(other.status, 1);
    QVERIFY2(other.errors.contains(QStringLiteral("another registrar")), qPrintable(other.errors));
    QCOMPARE(elsewhere.read(QStringLiteral("registrar")), bytes);
    ServerRun again(on(data)); // the key is where it was
    QVERIFY(again.awaitReady());
}

void TestServerProcess::logHasNoAddressesOrKeys()
{
    const TemporaryDirectory folder;
    ServerRun run(on(folder.path(), {QStringLiteral("--log-format"), QStringLiteral("json")}));
    QVERIFY(run.awaitReady());
    auto organisation = Organisation::from(run.link());
    auto founder = organisation->found();
    QVERIFY(founder);
    founder->peer->sendFrame(RawPeer::Binary, "nonsense");
    QTRY_VERIFY(founder->peer->isEnded());
    run.signal(SIGTERM);
    const Finished finished = run.awaitEnd();
    QCOMPARE(finished.status, 0);
    for (const QString &line : finished.errors.split(QLatin1Char('\n'), Qt::SkipEmptyParts))
        QVERIFY2(line.startsWith(QLatin1Char('{')) && line.endsWith(QLatin1Char('}')), qPrintable(line));
    QVERIFY2(!finished.errors.contains(QStringLiteral("127.0.0.1")), qPrintable(finished.errors));
    QVERIFY(!finished.errors.contains(QStringLiteral("ACME")));
    QVERIFY(!finished.errors.contains(QStringLiteral("chat121://")));
}

CHAT121_TEST_MAIN(TestServerProcess)
#include "tst_server_process.moc"
