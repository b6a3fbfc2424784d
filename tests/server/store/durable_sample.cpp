// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Appends a few envelopes to a database and prints a line as soon as each is answered: what
// tst_durable looks at from outside, through strace. Beside it stands how long SQLite's log is then:
// the disk has that much for sure.
//
//     durable_sample FILE|URL COUNT

#include "common/crypto/init.h"
#include "server/store/envelope_rows.h"
#include "server/store/group_commit.h"

#include <QCoreApplication>

#include <cstdio>

#include <sys/stat.h>
#include <unistd.h>

using namespace chat121;
using namespace chat121::store;

namespace {

constexpr LogId kLog{77};

Verdict<Outcome> appendOne(Sql &sql, UnixTime now)
{
    TRY_ASSIGN(auto log, findLog(sql, kLog));
    NewEnvelope envelope;
    envelope.sender = DeviceId{5};
    envelope.body = "sealed";
    TRY(append(sql, *log, envelope, now));
    return Outcome{};
}

DatabaseUrl urlOf(const QString &text)
{
    if (const auto url = parseDatabaseUrl(text)) return *url;
    DatabaseUrl url;
    url.path = text;
    return url;
}

// One write, so that a kill leaves a whole line or none.
bool sayStored(const DatabaseUrl &url)
{
    struct stat log = {};
    if (url.engine == Engine::Sqlite && stat(qPrintable(url.path + QStringLiteral("-wal")), &log) != 0)
        return false;
    std::array<char, 64> line{};
    const int size =
        std::snprintf(line.data(), line.size(), "STORED %lld\n", static_cast<long long>(log.st_size));
    return ::write(STDOUT_FILENO, line.data(), static_cast<size_t>(size)) == size;
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    if (argc != 3 || !crypto::initialise()) return 2;
    const DatabaseUrl url = urlOf(QString::fromLocal8Bit(argv[1]));
    const SystemClock clock;
    auto writer = GroupCommit::start(url, clock, {}, {});
    if (!writer) return 1;
    const auto made = (*writer)->runAndWait([](Sql &sql, UnixTime) -> Verdict<Outcome> {
        TRY(createLog(sql, kLog, LogKind::Conversation, 0, 9));
        return Outcome{};
    });
    if (!made) return 1;
    for (int left = QByteArray(argv[2]).toInt(); left > 0; --left) {
        if (!(*writer)->runAndWait(appendOne)) return 1;
        if (!sayStored(url)) return 1;
    }
    return 0;
}
