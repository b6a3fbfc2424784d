// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/postgres_server.h"

#include <QDeadlineTimer>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QHostAddress>
#include <QProcess>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QThread>

#include <fcntl.h>
#include <unistd.h>

namespace chat121::test {

namespace {

const QString kBinaries = QStringLiteral("/usr/lib/postgresql/15/bin/");
constexpr auto kStartTimeout = std::chrono::seconds(60);
constexpr auto kToolTimeoutMs = 60'000;

// $1 the pipe's descriptor, $2 the folder, the rest the command that runs postgres in the foreground.
// A line on the pipe is a power cut; its end is ours.
const QString kKeeper = QStringLiteral(R"(
exec 3<"/dev/fd/$1"
folder=$2
shift 2
starts=0
start() {
    "$@" >>"$folder/postgres.log" 2>&1 3<&- &
    server=$!
    starts=$((starts + 1))
    echo "$starts" >"$folder/starts"
}
start "$@"
while read -r power_cut <&3; do
    kill -QUIT "$server"
    wait "$server"
    start "$@"
done
kill -QUIT "$server"
wait "$server"
rm -rf "$folder"
)");

// The words before a command that must not run as root.
QStringList asOrdinaryUser(const QString &user)
{
    if (geteuid() != 0) return {};
    return {QStringLiteral("setpriv"), QStringLiteral("--reuid=") + user, QStringLiteral("--regid=") + user,
            QStringLiteral("--clear-groups"), QStringLiteral("--inh-caps=-all")};
}

QString databaseUser()
{
    if (geteuid() != 0) return QStringLiteral("chat121");
    QFile users(QStringLiteral("/etc/passwd"));
    const bool opened = users.open(QIODevice::ReadOnly);
    const bool postgres = opened && (QByteArray("\n") + users.readAll()).contains("\npostgres:");
    return postgres ? QStringLiteral("postgres") : QStringLiteral("nobody");
}

int freePort()
{
    QTcpServer probe;
    return probe.listen(QHostAddress::LocalHost) ? probe.serverPort() : 0;
}

Result<void> runTool(QStringList command)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.setWorkingDirectory(QStringLiteral("/"));
    const QString program = command.takeFirst();
    process.start(program, command);
    const bool ended = process.waitForFinished(kToolTimeoutMs);
    if (ended && process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0) return success();
    return Error{Code::Storage, program + QStringLiteral(": ") + QString::fromUtf8(process.readAll())};
}

QString startsWritten(const QString &folder)
{
    QFile file(folder + QStringLiteral("/starts"));
    return file.open(QIODevice::ReadOnly) ? QString::fromLatin1(file.readAll().trimmed()) : QString();
}

} // namespace

QString PostgresDatabase::url() const
{
    return QStringLiteral("postgres://%1@%2:%3/%4").arg(user, host).arg(port).arg(name);
}

Result<std::unique_ptr<PostgresServer>> PostgresServer::start()
{
    if (!QFileInfo::exists(kBinaries + QStringLiteral("initdb")))
        return Error{Code::Unsupported, QStringLiteral("PostgreSQL 15 is not installed: ./dev setup test")};
    std::unique_ptr<PostgresServer> server(new PostgresServer);
    TRY(server->makeCluster());
    TRY(server->launch());
    TRY(server->awaitReady());
    return Result<std::unique_ptr<PostgresServer>>(std::move(server));
}

PostgresServer::~PostgresServer()
{
    if (m_alive_pipe < 0) {
        if (!m_folder.isEmpty()) QDir(m_folder).removeRecursively();
        return;
    }
    close(m_alive_pipe);
    const QDeadlineTimer patience(kStartTimeout);
    while (QFileInfo::exists(m_folder) && !patience.hasExpired())
        QThread::msleep(5);
}

Result<void> PostgresServer::makeCluster()
{
    QTemporaryDir folder(QDir::tempPath() + QStringLiteral("/chat121-postgres-XXXXXX"));
    if (!folder.isValid()) return Error{Code::Storage, folder.errorString()};
    folder.setAutoRemove(false);
    m_folder = folder.path();
    m_user = databaseUser();
    if (geteuid() == 0) TRY(runTool({QStringLiteral("chown"), m_user, m_folder}));
    return runTool(asOrdinaryUser(m_user) +
                   QStringList{kBinaries + QStringLiteral("initdb"),
                               QStringLiteral("--pgdata=%1/data").arg(m_folder),
                               QStringLiteral("--auth=trust"), QStringLiteral("--username=chat121"),
                               QStringLiteral("--encoding=UTF8"), QStringLiteral("--no-locale"),
                               QStringLiteral("--no-sync")});
}

Result<void> PostgresServer::launch()
{
    m_port = freePort();
    int ends[2];
    if (m_port == 0 || pipe2(ends, O_CLOEXEC) != 0)
        return Error{Code::Storage, QStringLiteral("no free port or no pipe")};
    fcntl(ends[0], F_SETFD, 0); // the shell inherits this end; ours stays closed to all children
    m_alive_pipe = ends[1];

    const QStringList postgres{kBinaries + QStringLiteral("postgres"),
                               QStringLiteral("-D"),
                               m_folder + QStringLiteral("/data"),
                               QStringLiteral("-p"),
                               QString::number(m_port),
                               QStringLiteral("-k"),
                               m_folder,
                               QStringLiteral("-c"),
                               QStringLiteral("listen_addresses=127.0.0.1"),
                               QStringLiteral("-c"),
                               QStringLiteral("shared_buffers=32MB"),
                               QStringLiteral("-c"),
                               QStringLiteral("max_connections=40"),
                               QStringLiteral("-c"),
                               QStringLiteral("max_wal_size=256MB")};
    const QStringList keeper{QStringLiteral("-c"), kKeeper, QStringLiteral("keeper"),
                             QString::number(ends[0]), m_folder};
    const bool started = QProcess::startDetached(
        QStringLiteral("/bin/sh"), keeper + asOrdinaryUser(m_user) + postgres, QStringLiteral("/"));
    close(ends[0]);
    return started ? success() : Result<void>(Error{Code::Storage, QStringLiteral("no /bin/sh")});
}

Result<void> PostgresServer::awaitReady() const
{
    const QDeadlineTimer patience(kStartTimeout);
    const QStringList ask{kBinaries + QStringLiteral("pg_isready"),
                          QStringLiteral("-q"),
                          QStringLiteral("-h"),
                          QStringLiteral("127.0.0.1"),
                          QStringLiteral("-p"),
                          QString::number(m_port)};
    while (!patience.hasExpired()) {
        if (startsWritten(m_folder) == QString::number(m_starts) && runTool(ask)) return success();
        QThread::msleep(10);
    }
    QFile log(m_folder + QStringLiteral("/postgres.log"));
    const bool opened = log.open(QIODevice::ReadOnly);
    return Error{Code::Storage, opened ? QString::fromUtf8(log.readAll()) : QStringLiteral("no log")};
}

Result<PostgresDatabase> PostgresServer::freshDatabase()
{
    const QString name = QStringLiteral("chat121_%1").arg(++m_databases);
    TRY(runTool({kBinaries + QStringLiteral("createdb"), QStringLiteral("-h"), m_folder, QStringLiteral("-p"),
                 QString::number(m_port), QStringLiteral("-U"), QStringLiteral("chat121"), name}));
    return PostgresDatabase{QStringLiteral("127.0.0.1"), m_port, QStringLiteral("chat121"), name, m_folder};
}

Result<void> PostgresServer::crashAndRestart()
{
    if (write(m_alive_pipe, "\n", 1) != 1) return Error{Code::Storage, QStringLiteral("the keeper has gone")};
    ++m_starts;
    return awaitReady();
}

} // namespace chat121::test
