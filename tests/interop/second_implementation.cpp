// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/interop/second_implementation.h"

#include "common/base/result.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QLockFile>
#include <QProcess>
#include <QStandardPaths>

namespace chat121::interop {

namespace {

constexpr int kInstallMs = 240'000; // a slow registry; a test has 600 s in all
constexpr int kOldNode = 20;        // older ones hide the Web Cryptography API behind an option

Error missing(const QString &what)
{
    return {Code::NotFound, what};
}

Result<QByteArray> contentOf(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) return missing(path);
    return file.readAll();
}

// Writes only what differs: another test may be reading it.
Result<void> copyIfNewer(const QString &from, const QString &to)
{
    TRY_ASSIGN(const QByteArray wanted, contentOf(from));
    const auto present = contentOf(to);
    if (present && *present == wanted) return success();
    QFile file(to);
    const bool written =
        file.open(QIODevice::WriteOnly | QIODevice::Truncate) && file.write(wanted) == wanted.size();
    if (!written) return Error{Code::Storage, to};
    return success();
}

// The output of a program that must end well.
Result<QString> run(const QString &program, const QStringList &arguments, const QString &folder)
{
    QProcess process;
    process.setWorkingDirectory(folder);
    process.setProcessChannelMode(QProcess::MergedChannels);
    // The test's home is an empty one, but npm needs the settings of the person who runs it.
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    if (environment.contains(QStringLiteral("CHAT121_HOME_BEFORE")))
        environment.insert(QStringLiteral("HOME"), environment.value(QStringLiteral("CHAT121_HOME_BEFORE")));
    process.setProcessEnvironment(environment);
    process.start(program, arguments);
    const bool ended = process.waitForFinished(kInstallMs);
    const QString output = QString::fromUtf8(process.readAll()).trimmed();
    if (ended && process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0) return output;
    process.kill();
    process.waitForFinished();
    return Error{Code::Network,
                 QStringLiteral("%1 %2: %3").arg(program, arguments.value(0), output.right(400))};
}

Result<void> install(const QString &npm, const QString &folder)
{
    TRY_ASSIGN(const QByteArray lock, contentOf(folder + QStringLiteral("/package-lock.json")));
    const QByteArray wanted = QCryptographicHash::hash(lock, QCryptographicHash::Sha256).toHex();
    const QString marker = folder + QStringLiteral("/node_modules/.installed-for");
    if (const auto present = contentOf(marker); present && *present == wanted) return success();
    TRY(run(npm,
            QStringLiteral("ci --ignore-scripts --no-audit --no-fund --engine-strict=false --prefer-offline "
                           "--fetch-retries=2 --fetch-retry-mintimeout=1000 --fetch-retry-maxtimeout=5000 "
                           "--cache")
                    .split(u' ') +
                QStringList(folder + QStringLiteral("/npm-cache")),
            folder));
    QFile file(marker);
    if (!file.open(QIODevice::WriteOnly) || file.write(wanted) != wanted.size())
        return Error{Code::Storage, marker};
    return success();
}

// The interpreter, its options and our program in it.
Result<QStringList> prepare()
{
    const QString node =
        QStandardPaths::findExecutable(qEnvironmentVariable("CHAT121_NODE", QStringLiteral("node")));
    const QString npm = QStandardPaths::findExecutable(QStringLiteral("npm"));
    if (node.isEmpty() || npm.isEmpty())
        return missing(QStringLiteral("node (or what CHAT121_NODE names) and npm are not installed"));
    const QString folder = QStringLiteral(CHAT121_INTEROP_FOLDER);
    if (!QDir().mkpath(folder)) return Error{Code::Storage, folder};

    QLockFile one_at_a_time(folder + QStringLiteral("/lock"));
    one_at_a_time.setStaleLockTime(0); // an installation may take long, but a dead program holds no lock
    if (!one_at_a_time.tryLock(kInstallMs)) return Error{Code::Busy, folder};
    for (const char *file : {"package.json", "package-lock.json", "ts_client.mjs", "ts_peer.mjs"})
        TRY(copyIfNewer(QStringLiteral(CHAT121_INTEROP_SOURCE "/%1").arg(QLatin1StringView(file)),
                        folder + u'/' + QLatin1StringView(file)));
    TRY(install(npm, folder));

    TRY_ASSIGN(const QString version, run(node, {QStringLiteral("--version")}, folder)); // v18.20.4
    const int major = version.mid(1).section(u'.', 0, 0).toInt();
    QStringList command{node};
    if (major < kOldNode)
        command += {QStringLiteral("--no-warnings"), QStringLiteral("--experimental-global-webcrypto")};
    command.append(folder + QStringLiteral("/ts_peer.mjs"));
    return command;
}

} // namespace

SecondImplementation secondImplementation()
{
    const bool required = qEnvironmentVariable("CHAT121_REQUIRE_SHARED") == QStringLiteral("1");
    const auto command = prepare();
    if (command) return {command->first(), command->mid(1), required, {}};
    return {{},
            {},
            required,
            QStringLiteral("DID NOT RUN: the second MLS implementation could not be installed (%1)")
                .arg(command.error().detail)};
}

} // namespace chat121::interop
