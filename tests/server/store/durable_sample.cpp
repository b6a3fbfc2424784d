// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Appends a few envelopes to a fresh SQLite database and prints a line as soon as each is answered:
// what tst_durable looks at from outside, through strace.
//
//     durable_sample FILE COUNT

#include "common/crypto/init.h"
#include "server/store/envelope_rows.h"
#include "server/store/group_commit.h"

#include <QCoreApplication>

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

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    if (argc != 3 || !crypto::initialise()) return 2;
    DatabaseUrl url;
    url.path = QString::fromLocal8Bit(argv[1]);
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
        if (::write(STDOUT_FILENO, "STORED\n", 7) != 7) return 1;
    }
    return 0;
}
