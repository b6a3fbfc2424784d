// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The small parts that run a server: certificate, data directory, log lines, set-up link.
#include "common/identity/invitation.h"
#include "server/ops/control.h"
#include "server/ops/data_directory.h"
#include "server/ops/log_output.h"
#include "server/ops/setup_link.h"
#include "server/ops/tls_identity.h"
#include "tests/support/random_sources.h"
#include "tests/support/temporary_directory.h"
#include "tests/support/test_main.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSslCertificate>
#include <QSslKey>
#include <QTest>
#include <QThread>

#include <sys/stat.h>

using namespace chat121;
using namespace chat121::ops;
using chat121::test::TemporaryDirectory;

namespace {

constexpr UnixTime kNow{1'800'000'000'000};

} // namespace

class TestOps : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void selfMadeCertificateFitsQt();
    void certificateIsMadeOnceAndPrivate();
    void keyThatLostItsCertificateKeepsThePin();
    void certificateThatDoesNotFitIsRefused_data();
    void certificateThatDoesNotFitIsRefused();
    void absentCertificateIsNamed();
    void directoryIsPrivate();
    void directoryThatCannotBeIsRefused_data();
    void directoryThatCannotBeIsRefused();
    void otherPeoplesFolderIsLeftAlone_data();
    void otherPeoplesFolderIsLeftAlone();
    void secondServerIsLockedOut();
    void logLineCannotBeForged_data();
    void logLineCannotBeForged();
    void jsonLineIsJson();
    void setUpLinkCanBeOpened();
    void endpointForLinks_data();
    void endpointForLinks();
    void runningServerIsAskedForALink();
    void deadServerDoesNotAnswer();
};

void TestOps::selfMadeCertificateFitsQt()
{
    const auto made = makeSelfSigned(kNow, {});
    QVERIFY(made);
    const QSslCertificate certificate(made->certificate_pem, QSsl::Pem);
    QVERIFY(!certificate.isNull());
    QVERIFY(!QSslKey(made->private_key_pem, QSsl::Ec, QSsl::Pem).isNull());
    // What clients compute from the certificate that they see.
    const QByteArray seen =
        QCryptographicHash::hash(certificate.publicKey().toDer(), QCryptographicHash::Sha256);
    QCOMPARE(made->pin.toByteArray(), seen);
    QCOMPARE(certificate.effectiveDate().toMSecsSinceEpoch() < kNow.ms, true);
    QCOMPARE(certificate.expiryDate().date().year(), 2037);
    QVERIFY(makeSelfSigned(kNow, {})->pin != made->pin);
}

void TestOps::certificateIsMadeOnceAndPrivate()
{
    const TemporaryDirectory folder;
    const auto first = loadOrMakeTlsIdentity(folder.path(), kNow);
    const auto second = loadOrMakeTlsIdentity(folder.path(), kNow);
    QVERIFY(first && second);
    QCOMPARE(first->pin, second->pin);
    const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
    for (const char *name : {"tls", "tls/certificate.pem", "tls/private-key.pem"})
        QVERIFY2((QFileInfo(folder.filePath(QLatin1String(name))).permissions() & others) == 0, name);
}

void TestOps::keyThatLostItsCertificateKeepsThePin()
{
    const TemporaryDirectory folder;
    const auto first = loadOrMakeTlsIdentity(folder.path(), kNow);
    QVERIFY(QFile::remove(folder.filePath(QStringLiteral("tls/certificate.pem"))));
    const auto second = loadOrMakeTlsIdentity(folder.path(), kNow);
    QVERIFY(first && second);
    QCOMPARE(first->pin, second->pin);
}

void TestOps::certificateThatDoesNotFitIsRefused_data()
{
    const auto one = makeSelfSigned(kNow, {});
    const auto other = makeSelfSigned(kNow, {});
    QTest::addColumn<QByteArray>("certificate");
    QTest::addColumn<QByteArray>("key");
    QTest::newRow("no certificate") << QByteArray() << one->private_key_pem;
    QTest::newRow("no key") << one->certificate_pem << QByteArray();
    QTest::newRow("of another key") << one->certificate_pem << other->private_key_pem;
    QTest::newRow("exchanged") << one->private_key_pem << one->certificate_pem;
    QTest::newRow("certificate cut short") << one->certificate_pem.left(200) << one->private_key_pem;
    QTest::newRow("key damaged") << one->certificate_pem
                                 << QByteArray(one->private_key_pem).replace(40, 8, "AAAAAAAA");
    QTest::newRow("nonsense") << QByteArray("nonsense") << QByteArray("nonsense");
}

void TestOps::certificateThatDoesNotFitIsRefused()
{
    QFETCH(QByteArray, certificate);
    QFETCH(QByteArray, key);
    const TemporaryDirectory folder;
    const QString certificate_path = folder.write(QStringLiteral("c.pem"), certificate);
    const auto loaded = loadTlsIdentity(certificate_path, folder.write(QStringLiteral("k.pem"), key));
    QVERIFY(!loaded);
    QVERIFY(loaded.error().detail.contains(certificate_path));
    QVERIFY(loaded.error().detail.endsWith(QLatin1Char('.')));
}

void TestOps::absentCertificateIsNamed()
{
    const auto loaded = loadTlsIdentity(QStringLiteral("/absent/c.pem"), QStringLiteral("/absent/k.pem"));
    QVERIFY(!loaded);
    QVERIFY(loaded.error().detail.contains(QStringLiteral("/absent/c.pem")));
}

void TestOps::directoryIsPrivate()
{
    const TemporaryDirectory folder;
    const QString path = folder.filePath(QStringLiteral("a/b/data"));
    QVERIFY(makePrivateDirectory(path));
    QVERIFY(makePrivateDirectory(path)); // again is fine
    QCOMPARE(QFileInfo(path).permissions() & ~(QFile::ReadUser | QFile::WriteUser | QFile::ExeUser),
             QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    QVERIFY(writePrivateFile(path + QStringLiteral("/file"), "content"));
    QCOMPARE(folder.read(QStringLiteral("a/b/data/file")), QByteArray("content"));
}

void TestOps::directoryThatCannotBeIsRefused_data()
{
    QTest::addColumn<QString>("path");
    QTest::newRow("below a file") << "/etc/hostname/data";
    QTest::newRow("a file") << "/etc/hostname";
    QTest::newRow("in /proc") << "/proc/chat121/data";
}

void TestOps::directoryThatCannotBeIsRefused()
{
    QFETCH(QString, path);
    const auto made = makePrivateDirectory(path);
    QVERIFY(!made);
    QVERIFY2(made.error().detail.contains(QStringLiteral("--data")), qPrintable(made.error().detail));
}

void TestOps::otherPeoplesFolderIsLeftAlone_data()
{
    QTest::addColumn<QString>("entry"); // in the folder; empty: none
    QTest::addColumn<int>("mode");
    QTest::addColumn<bool>("is_taken");
    QTest::newRow("empty") << "" << 0755 << true;
    QTest::newRow("a fresh file system") << "lost+found" << 0755 << true;
    QTest::newRow("used before") << "lock" << 0755 << true;
    QTest::newRow("private, whatever is in it") << "letters" << 0700 << true;
    QTest::newRow("open, and something is in it") << "letters" << 0755 << false;
    QTest::newRow("open to the group, something hidden") << ".letters" << 0750 << false;
    QTest::newRow("everybody's") << "letters" << 01777 << false;
}

void TestOps::otherPeoplesFolderIsLeftAlone()
{
    QFETCH(QString, entry);
    QFETCH(int, mode);
    QFETCH(bool, is_taken);
    const TemporaryDirectory folder;
    const QString path = folder.filePath(QStringLiteral("data"));
    QVERIFY(QDir().mkpath(path));
    if (!entry.isEmpty()) folder.write(QStringLiteral("data/") + entry, "x");
    QCOMPARE(chmod(qPrintable(path), static_cast<mode_t>(mode)), 0);

    const auto made = makeDataDirectory(path);
    QCOMPARE(made.has_value(), is_taken);
    struct stat about = {};
    QCOMPARE(stat(qPrintable(path), &about), 0);
    QCOMPARE(int(about.st_mode & 07777), is_taken ? 0700 : mode);
    if (!made) QVERIFY(made.error().detail.contains(QStringLiteral("--data")));
}

void TestOps::secondServerIsLockedOut()
{
    const TemporaryDirectory folder;
    auto first = DirectoryLock::take(folder.path());
    QVERIFY(first);
    const auto second = DirectoryLock::take(folder.path());
    QVERIFY(!second);
    QCOMPARE(second.error().code, Code::Conflict);
    QVERIFY(second.error().detail.contains(folder.path()));
    first = Error{Code::NotFound, {}}; // gives it back
    QVERIFY(DirectoryLock::take(folder.path()));
}

void TestOps::logLineCannotBeForged_data()
{
    QTest::addColumn<QString>("message");
    QTest::addColumn<QByteArray>("inside"); // of the quotes
    QTest::newRow("plain") << "all is well" << QByteArray("all is well");
    QTest::newRow("line end") << "a\nlevel=error" << QByteArray("a\\x0alevel=error");
    QTest::newRow("quote") << "a\" level=error" << QByteArray("a\\\" level=error");
    QTest::newRow("backslash and quote") << "a\\\" level=error" << QByteArray("a\\\\\\\" level=error");
    QTest::newRow("what looks like an escape") << "a\\x0ab" << QByteArray("a\\\\x0ab");
    QTest::newRow("carriage return") << "a\rb" << QByteArray("a\\x0db");
    QTest::newRow("terminal colours") << "\x1b[31mred" << QByteArray("\\x1b[31mred");
    QTest::newRow("C1 control") << QString(QChar(0x9b)) << QByteArray("\\x9b");
    QTest::newRow("line separator") << QString(QChar(0x2028)) << QByteArray("\\u2028");
    QTest::newRow("right to left override") << QString(QChar(0x202e)) << QByteArray("\\u202e");
    QTest::newRow("quotes") << "say \"hi\"" << QByteArray("say \\\"hi\\\"");
    QTest::newRow("umlaut") << QStringLiteral("ä") << QByteArray("ä");
}

void TestOps::logLineCannotBeForged()
{
    QFETCH(QString, message);
    QFETCH(QByteArray, inside);
    const LogRecord record{kNow, QtWarningMsg, QStringLiteral("chat121.gateway"), message};
    const QByteArray line = formatted(record, LogFormat::Lines);
    QCOMPARE(line,
             "time=2027-01-15T08:00:00.000Z level=warning area=chat121.gateway message=\"" + inside + "\"");
    QVERIFY(!formatted(record, LogFormat::Json).contains('\n'));
}

void TestOps::jsonLineIsJson()
{
    const LogRecord record{kNow, QtCriticalMsg, QStringLiteral("chat121.store"),
                           QStringLiteral("disk \"full\"\n")};
    const QJsonObject object = QJsonDocument::fromJson(formatted(record, LogFormat::Json)).object();
    QCOMPARE(object.value(QStringLiteral("level")).toString(), QStringLiteral("error"));
    QCOMPARE(object.value(QStringLiteral("area")).toString(), QStringLiteral("chat121.store"));
    QCOMPARE(object.value(QStringLiteral("message")).toString(), QStringLiteral("disk \"full\"\\x0a"));
}

void TestOps::setUpLinkCanBeOpened()
{
    test::SeededRandom random(7);
    const TemporaryDirectory folder;
    LinkParts parts;
    parts.endpoint = {QStringLiteral("chat.example.org"), 8121};
    parts.tls_pin = crypto::sha256("pin");
    parts.registrar_key = crypto::SigningKey::generate(random).publicKey();
    auto token = crypto::Secret32::random(random);
    const QString link = setUpLink(parts, token.clone());

    const auto opened = identity::parseInvitation(link);
    QVERIFY(opened);
    QCOMPARE(opened->endpoints, QList<identity::HostPort>{parts.endpoint});
    QCOMPARE(opened->tls_pin, parts.tls_pin);
    QVERIFY(std::get<identity::SetUpInvitation>(opened->purpose).token == token);

    QVERIFY(writeSetUpLink(folder.path(), link));
    QCOMPARE(folder.read(QStringLiteral("setup-link")), link.toUtf8() + '\n');
    removeSetUpLink(folder.path());
    QVERIFY(!QFile::exists(folder.filePath(QStringLiteral("setup-link"))));
}

void TestOps::endpointForLinks_data()
{
    QTest::addColumn<QString>("public_address");
    QTest::addColumn<QString>("listen_host");
    QTest::addColumn<QString>("expected"); // empty: this machine's name
    QTest::newRow("given") << "chat.example.org:443"
                           << "*"
                           << "chat.example.org:443";
    QTest::newRow("one address") << ""
                                 << "127.0.0.1"
                                 << "127.0.0.1:8121";
    QTest::newRow("one IPv6 address") << ""
                                      << "::1"
                                      << "[::1]:8121";
    QTest::newRow("every address") << ""
                                   << "*"
                                   << "";
}

void TestOps::endpointForLinks()
{
    QFETCH(QString, public_address);
    QFETCH(QString, listen_host);
    QFETCH(QString, expected);
    const identity::HostPort endpoint = ops::endpointForLinks(public_address, listen_host, 8121);
    if (!expected.isEmpty())
        QCOMPARE(endpoint.toString(), expected);
    else
        QVERIFY(identity::parseHostPort(endpoint.toString()));
}

void TestOps::runningServerIsAskedForALink()
{
    const TemporaryDirectory folder;
    int asked = 0;
    const ControlSocket socket(folder.path(), [&]() -> Result<QString> {
        if (++asked == 1) return QStringLiteral("chat121://x:1/#y");
        return Error{Code::Conflict, QStringLiteral("It is founded.")};
    });
    for (const bool is_first : {true, false}) {
        Result<QString> answer = Error{Code::Network, {}};
        QThread *const asking = QThread::create([&] { answer = askForSetUpLink(folder.path()); });
        asking->start();
        QTRY_VERIFY(asking->isFinished());
        delete asking;
        QCOMPARE(answer.has_value(), is_first);
        if (answer)
            QCOMPARE(*answer, QStringLiteral("chat121://x:1/#y"));
        else
            QCOMPARE(answer.error().detail, QStringLiteral("It is founded."));
    }
}

void TestOps::deadServerDoesNotAnswer()
{
    const TemporaryDirectory folder;
    const auto answer = askForSetUpLink(folder.path());
    QVERIFY(!answer);
    QVERIFY(answer.error().detail.contains(folder.path()));
}

CHAT121_TEST_MAIN(TestOps)
#include "tst_ops.moc"
