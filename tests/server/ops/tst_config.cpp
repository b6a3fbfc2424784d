// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the operator may choose: who wins, and one sentence for everything that is wrong.
#include "common/base/limits.h"
#include "server/ops/config.h"
#include "tests/support/temporary_directory.h"
#include "tests/support/test_main.h"

#include <QFile>
#include <QRegularExpression>
#include <QTest>

using namespace chat121;
using namespace chat121::ops;

namespace {

Surroundings surroundings()
{
    Surroundings result;
    result.environment = {{QStringLiteral("HOME"), QStringLiteral("/home/anna")}};
    result.read_file = [](const QString &path) -> Result<QString> {
        return Error{Code::NotFound, QStringLiteral("no file ") + path};
    };
    return result;
}

Result<Config> read(const QStringList &arguments, const Surroundings &around = surroundings())
{
    return readConfig(QStringList{QStringLiteral("chat121-server")} + arguments, around);
}

} // namespace

class TestConfig : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void nothingIsNeeded();
    void dataDirectoryByUser_data();
    void dataDirectoryByUser();
    void lineBeatsEnvironmentBeatsFile();
    void fileHasCommentsAndSpaces();
    void commandsAreUnderstood_data();
    void commandsAreUnderstood();
    void addressesAreUnderstood_data();
    void addressesAreUnderstood();
    void wrongSettingGetsOneSentence_data();
    void wrongSettingGetsOneSentence();
    void aPasswordIsNotRepeated();
    void aFileThatIsTooLargeIsRefused();
    void olderTlsIsSwitchedOn_data();
    void olderTlsIsSwitchedOn();
    void helpNamesEverySetting();
    void theRegionIsNamed_data();
    void theRegionIsNamed();
    void theRegistrarsKeyHasAPlace_data();
    void theRegistrarsKeyHasAPlace();
    void theReadmeNamesEverySetting();
};

void TestConfig::nothingIsNeeded()
{
    const auto config = read({});
    QVERIFY(config);
    QCOMPARE(config->command, Command::Serve);
    QCOMPARE(config->listen, (ListenAddress{QStringLiteral("*"), 8121}));
    QCOMPARE(config->data, QStringLiteral("/home/anna/.local/state/chat121-server"));
    QCOMPARE(config->database,
             QStringLiteral("sqlite:/home/anna/.local/state/chat121-server/chat121.sqlite"));
    QVERIFY(config->origins.isEmpty());
    QVERIFY(!config->allows_plain_text);
    QVERIFY(!config->allows_tls_1_2);
}

void TestConfig::dataDirectoryByUser_data()
{
    QTest::addColumn<bool>("is_root");
    QTest::addColumn<QString>("state_home");
    QTest::addColumn<QString>("data");
    QTest::newRow("root") << true << "/x"
                          << "/var/lib/chat121";
    QTest::newRow("user with a state folder") << false << "/state"
                                              << "/state/chat121-server";
    QTest::newRow("user without") << false << ""
                                  << "/home/anna/.local/state/chat121-server";
}

void TestConfig::dataDirectoryByUser()
{
    QFETCH(bool, is_root);
    QFETCH(QString, state_home);
    QFETCH(QString, data);
    Surroundings around = surroundings();
    around.is_root = is_root;
    if (!state_home.isEmpty()) around.environment.insert(QStringLiteral("XDG_STATE_HOME"), state_home);
    QCOMPARE(read({}, around)->data, data);
}

void TestConfig::lineBeatsEnvironmentBeatsFile()
{
    Surroundings around = surroundings();
    around.read_file = [](const QString &) -> Result<QString> {
        return QStringLiteral("listen = 127.0.0.1:1\ndata = /file\nthreads = 3\n");
    };
    around.environment.insert(QStringLiteral("CHAT121_CONFIG"), QStringLiteral("/etc/chat121.conf"));
    around.environment.insert(QStringLiteral("CHAT121_LISTEN"), QStringLiteral("127.0.0.1:2"));
    around.environment.insert(QStringLiteral("CHAT121_DATA"), QStringLiteral("/environment"));
    const auto config = read({QStringLiteral("--listen"), QStringLiteral("127.0.0.1:3")}, around);
    QVERIFY(config);
    QCOMPARE(config->listen.port, quint16(3));
    QCOMPARE(config->data, QStringLiteral("/environment"));
    QCOMPARE(config->threads, 3);
}

void TestConfig::fileHasCommentsAndSpaces()
{
    Surroundings around = surroundings();
    around.read_file = [](const QString &) -> Result<QString> {
        return QStringLiteral("# where to listen\n\n  listen =  [::1]:99  \r\norigins=https://a.example, "
                              "https://b.example:8\n");
    };
    const auto config = read({QStringLiteral("--config"), QStringLiteral("x")}, around);
    QVERIFY2(config, config ? "" : qPrintable(config.error().detail));
    QCOMPARE(config->listen, (ListenAddress{QStringLiteral("::1"), 99}));
    QCOMPARE(config->origins,
             (QStringList{QStringLiteral("https://a.example"), QStringLiteral("https://b.example:8")}));
}

void TestConfig::commandsAreUnderstood_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<Command>("command");
    QTest::newRow("serve") << QStringList{} << Command::Serve;
    QTest::newRow("setup") << QStringList{"setup"} << Command::SetUp;
    QTest::newRow("setup with a folder") << QStringList{"--data", "/x", "setup"} << Command::SetUp;
    QTest::newRow("check") << QStringList{"--check-config"} << Command::CheckConfig;
    QTest::newRow("help") << QStringList{"--help"} << Command::Help;
    QTest::newRow("help beats errors in values")
        << QStringList{"--help", "--listen", "nonsense"} << Command::Help;
    QTest::newRow("version") << QStringList{"--version"} << Command::Version;
}

void TestConfig::commandsAreUnderstood()
{
    QFETCH(QStringList, arguments);
    QFETCH(Command, command);
    const auto config = read(arguments);
    QVERIFY(config);
    QCOMPARE(config->command, command);
}

void TestConfig::addressesAreUnderstood_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("host"); // empty: refused
    QTest::addColumn<int>("port");
    QTest::newRow("every address") << "*:8121"
                                   << "*" << 8121;
    QTest::newRow("port alone") << ":80"
                                << "*" << 80;
    QTest::newRow("IPv4") << "10.0.0.1:1"
                          << "10.0.0.1" << 1;
    QTest::newRow("IPv6") << "[::1]:65535"
                          << "::1" << 65535;
    QTest::newRow("localhost") << "localhost:0"
                               << "127.0.0.1" << 0;
    QTest::newRow("no port") << "127.0.0.1"
                             << "" << 0;
    QTest::newRow("port too large") << "127.0.0.1:65536"
                                    << "" << 0;
    QTest::newRow("negative port") << "127.0.0.1:-1"
                                   << "" << 0;
    QTest::newRow("port is a word") << "127.0.0.1:http"
                                    << "" << 0;
    QTest::newRow("a name") << "example.org:80"
                            << "" << 0;
    QTest::newRow("IPv6 without brackets") << "::1:80"
                                           << "" << 0;
    QTest::newRow("empty") << ""
                           << "" << 0;
}

void TestConfig::addressesAreUnderstood()
{
    QFETCH(QString, text);
    QFETCH(QString, host);
    QFETCH(int, port);
    const auto address = parseListenAddress(text);
    QCOMPARE(address.has_value(), !host.isEmpty());
    if (address) QCOMPARE(*address, (ListenAddress{host, static_cast<quint16>(port)}));
}

void TestConfig::wrongSettingGetsOneSentence_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("word"); // the sentence names it
    QTest::newRow("unknown option") << QStringList{"--nonsense"} << "nonsense";
    QTest::newRow("unknown word") << QStringList{"start"} << "start";
    QTest::newRow("two words") << QStringList{"setup", "again"} << "again";
    QTest::newRow("address") << QStringList{"--listen", "here"} << "here";
    QTest::newRow("relative folder") << QStringList{"--data", "x/y"} << "x/y";
    QTest::newRow("certificate without key") << QStringList{"--certificate", "/c.pem"} << "--private-key";
    QTest::newRow("key without certificate") << QStringList{"--private-key", "/k.pem"} << "--certificate";
    QTest::newRow("origin without scheme")
        << QStringList{"--origins", "chat.example.org"} << "chat.example.org";
    QTest::newRow("origin with a path")
        << QStringList{"--origins", "https://a.example/chat"} << "https://a.example/chat";
    QTest::newRow("origin *") << QStringList{"--origins", "*"} << "*";
    QTest::newRow("public address without port")
        << QStringList{"--public-address", "example.org"} << "example.org";
    QTest::newRow("log format") << QStringList{"--log-format", "xml"} << "xml";
    QTest::newRow("threads") << QStringList{"--threads", "many"} << "--threads";
    QTest::newRow("too many threads") << QStringList{"--threads", "1000"} << "--threads";
    QTest::newRow("TLS 1.1") << QStringList{"--oldest-tls", "1.1"} << "1.1";
    QTest::newRow("a TLS that is no number") << QStringList{"--oldest-tls", "yes"} << "--oldest-tls";
    QTest::newRow("no TLS") << QStringList{"--oldest-tls", ""} << "--oldest-tls";
    QTest::newRow("a region with a capital letter") << QStringList{"--region", "EU-north"} << "--region";
    QTest::newRow("a region with a space") << QStringList{"--region", "eu north"} << "eu north";
    QTest::newRow("two regions") << QStringList{"--region", "eu,us"} << "eu,us";
    QTest::newRow("a region with a foreign letter")
        << QStringList{"--region", QString(QChar(0x0435)) + "u"} << "--region"; // Cyrillic
    QTest::newRow("a region that is too long") << QStringList{"--region", QString(33, u'a')} << "--region";
    QTest::newRow("plain text: neither yes nor no") << QStringList{"--plain-text", "perhaps"} << "perhaps";
    QTest::newRow("plain text for everybody") << QStringList{"--plain-text", "yes"} << "loopback";
    QTest::newRow("plain text on a network")
        << QStringList{"--plain-text", "yes", "--listen", "10.0.0.1:1"} << "loopback";
    QTest::newRow("file is absent") << QStringList{"--config", "/absent"} << "/absent";
}

void TestConfig::wrongSettingGetsOneSentence()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, word);
    const auto config = read(arguments);
    QVERIFY(!config);
    QVERIFY2(config.error().detail.contains(word), qPrintable(config.error().detail));
    QVERIFY(!config.error().detail.contains(QLatin1Char('\n')));
}

// An address with a slip in it goes to the operator's terminal and log.
void TestConfig::aPasswordIsNotRepeated()
{
    for (const char *url : {"postgres://chat:s3cret@db.example", "postgre://chat:s3cret@db.example/chat121",
                            "postgres://chat:s3cr@et@db.example", "postgres://chat:s3cret@:x/chat121"}) {
        const auto config = read({QStringLiteral("--database"), QString::fromLatin1(url)});
        QVERIFY2(!config, url);
        QVERIFY2(!config.error().detail.contains(QStringLiteral("s3cr")), qPrintable(config.error().detail));
        QVERIFY(config.error().detail.contains(QStringLiteral("--database")));
    }
}

// Half of it would be another configuration.
void TestConfig::aFileThatIsTooLargeIsRefused()
{
    const test::TemporaryDirectory folder;
    const auto around = surroundingsOfThisProcess();
    const QString largest = folder.write(QStringLiteral("largest"), QByteArray(limits::kConfigBytesMax, '#'));
    QVERIFY(around.read_file(largest));
    const QString larger =
        folder.write(QStringLiteral("larger"), QByteArray(limits::kConfigBytesMax + 1, '#'));
    const auto refused = around.read_file(larger);
    QVERIFY(!refused);
    QVERIFY(refused.error().detail.contains(larger));
}

void TestConfig::olderTlsIsSwitchedOn_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("environment");
    QTest::addColumn<bool>("is_on");
    QTest::newRow("in the file") << "oldest-tls = 1.2" << QString() << true;
    QTest::newRow("in the environment") << QString() << "1.2" << true;
    QTest::newRow("off again in the environment") << "oldest-tls = 1.2"
                                                  << "1.3" << false;
    QTest::newRow("in a comment") << "# oldest-tls = 1.2" << QString() << false;
}

void TestConfig::olderTlsIsSwitchedOn()
{
    QFETCH(QString, file);
    QFETCH(QString, environment);
    QFETCH(bool, is_on);
    Surroundings around = surroundings();
    around.read_file = [file](const QString &) -> Result<QString> { return file; };
    if (!environment.isEmpty()) around.environment.insert(QStringLiteral("CHAT121_OLDEST_TLS"), environment);
    const auto config = read({QStringLiteral("--config"), QStringLiteral("x")}, around);
    QVERIFY2(config, config ? "" : qPrintable(config.error().detail));
    QCOMPARE(config->allows_tls_1_2, is_on);
}

void TestConfig::theRegionIsNamed_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("region");
    QTest::newRow("not said") << QStringList{} << QString();
    QTest::newRow("by a word") << QStringList{"--region", "eu-north"} << "eu-north";
    QTest::newRow("by a number, for a check only")
        << QStringList{"--check-config", "--region", "eu-west-3"} << "eu-west-3";
    QTest::newRow("as long as it may be") << QStringList{"--region", QString(32, u'a')} << QString(32, u'a');
}

void TestConfig::theRegionIsNamed()
{
    QFETCH(QStringList, arguments);
    const auto config = read(arguments);
    QVERIFY2(config, config ? "" : qPrintable(config.error().detail));
    QTEST(config->region, "region");
}

void TestConfig::theRegistrarsKeyHasAPlace_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("credentials"); // $CREDENTIALS_DIRECTORY
    QTest::addColumn<QString>("there");       // the one file that exists
    QTest::addColumn<QString>("path");
    QTest::addColumn<bool>("is_credential");
    const QString folder = QStringLiteral("/run/credentials/chat121.service");
    const QString handed = folder + QStringLiteral("/registrar");
    const QString own = QStringLiteral("/srv/registrar");
    const auto at = [](const QString &path) { return QStringList{QStringLiteral("--registrar-key"), path}; };
    QTest::newRow("not said: in the database")
        << QStringList() << QString() << QString() << QString() << false;
    QTest::newRow("systemd hands over others") << QStringList() << folder << QString() << QString() << false;
    QTest::newRow("systemd hands it over") << QStringList() << folder << handed << handed << true;
    QTest::newRow("a file of the same name without systemd")
        << QStringList() << QString() << "/registrar" << QString() << false;
    QTest::newRow("a file of its own") << at(own) << QString() << QString() << own << false;
    QTest::newRow("said beats handed over") << at(own) << folder << handed << own << false;
    QTest::newRow("a credential by another name")
        << at(folder + "/key") << folder << QString() << folder + "/key" << true;
    QTest::newRow("out of the credentials again")
        << at(folder + "/../key") << folder << QString() << folder + "/../key" << false;
    QTest::newRow("in the database, although it is handed over")
        << at({}) << folder << handed << QString() << false;
}

void TestConfig::theRegistrarsKeyHasAPlace()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, credentials);
    QFETCH(QString, there);
    Surroundings around = surroundings();
    around.exists = [there](const QString &path) { return !there.isEmpty() && path == there; };
    if (!credentials.isEmpty())
        around.environment.insert(QStringLiteral("CREDENTIALS_DIRECTORY"), credentials);
    const auto config = read(arguments, around);
    QVERIFY2(config, config ? "" : qPrintable(config.error().detail));
    QTEST(config->registrar_key.path, "path");
    QTEST(config->registrar_key.is_credential, "is_credential");
}

void TestConfig::theReadmeNamesEverySetting()
{
    QFile file(QFINDTESTDATA("../../../server/README.md"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QString readme = QString::fromUtf8(file.readAll());
    QRegularExpression option(QStringLiteral("^  --([a-z-]+) <"), QRegularExpression::MultilineOption);
    auto found = option.globalMatch(read({QStringLiteral("--help")})->text);
    int count = 0;
    for (; found.hasNext(); ++count) {
        const QString name = found.next().captured(1);
        if (name == QStringLiteral("config")) continue;
        QVERIFY2(readme.contains(QStringLiteral("| `%1` |").arg(name)), qPrintable(name));
    }
    QVERIFY(count > 5);
}

void TestConfig::helpNamesEverySetting()
{
    const QString help = read({QStringLiteral("--help")})->text;
    for (const char *name :
         {"--listen", "--data", "--database", "--certificate", "--private-key", "--registrar-key",
          "--oldest-tls", "--origins", "--public-address", "--region", "--log-format", "--threads",
          "--plain-text", "--config", "--check-config", "setup"})
        QVERIFY2(help.contains(QLatin1String(name)), name);
}

CHAT121_TEST_MAIN(TestConfig)
#include "tst_config.moc"
