// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/e2e/sync/system_calls.h"

#include <QHash>

namespace chat121::e2e {

namespace {

// \x61\x62 -> ab
QByteArray unescaped(QByteArrayView text)
{
    QByteArray hex;
    hex.reserve(text.size() / 2);
    for (qsizetype place = 0; place + 4 <= text.size(); place += 4)
        hex.append(text.sliced(place + 2, 2));
    return QByteArray::fromHex(hex);
}

// With -xx paths are escaped, too: 20<\x2f\x74...>, while sockets are plain: 25<socket:[1]>.
QByteArray fileOf(QByteArrayView arguments)
{
    const qsizetype begin = arguments.indexOf('<');
    const qsizetype end = arguments.indexOf('>', begin);
    if (begin < 0 || end < 0) return {};
    const QByteArrayView name = arguments.sliced(begin + 1, end - begin - 1);
    return name.startsWith("\\x") ? unescaped(name) : name.toByteArray();
}

QByteArray dataOf(QByteArrayView arguments)
{
    const qsizetype begin = arguments.indexOf('"');
    const qsizetype end = arguments.indexOf('"', begin + 1);
    return begin < 0 || end < 0 ? QByteArray() : unescaped(arguments.sliced(begin + 1, end - begin - 1));
}

bool isSync(QByteArrayView name)
{
    return name == "fdatasync" || name == "fsync";
}

} // namespace

QList<SystemCall> parseTrace(const QByteArray &trace)
{
    QList<SystemCall> calls;
    QHash<QByteArray, QByteArray> syncing; // thread -> file
    for (const QByteArray &line : trace.split('\n')) {
        const qsizetype space = line.indexOf(' ');
        const QByteArray thread = line.left(space);
        const QByteArray rest = line.mid(space + 1).trimmed();
        if (rest.startsWith("<...")) {
            if (syncing.contains(thread))
                calls.append({SystemCall::Kind::SyncDone, syncing.take(thread), {}});
            continue;
        }
        const qsizetype bracket = rest.indexOf('(');
        if (bracket <= 0) continue;
        const QByteArrayView name = QByteArrayView(rest).first(bracket);
        const QByteArrayView arguments = QByteArrayView(rest).sliced(bracket);
        const QByteArray file = fileOf(arguments);
        if (isSync(name)) {
            calls.append({SystemCall::Kind::SyncBegun, file, {}});
            if (rest.endsWith("<unfinished ...>")) {
                syncing.insert(thread, file);
            } else {
                calls.append({SystemCall::Kind::SyncDone, file, {}});
            }
        } else {
            const bool is_write = name == "pwrite64";
            calls.append(
                {is_write ? SystemCall::Kind::Write : SystemCall::Kind::Send, file, dataOf(arguments)});
        }
    }
    return calls;
}

} // namespace chat121::e2e
