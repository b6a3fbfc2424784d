// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What has one home: a library, a class of Qt or a system call that may be named in few folders only,
// so that what it does can be read and tested in one place.
#include "tests/tidy/rules.h"

#include <QDir>
#include <QLibraryInfo>
#include <QRegularExpression>

namespace chat121::tidy {

namespace {

struct Home {
    const char *what;
    const char *pattern; // over code without comments and literals
    const char *homes;   // prefixes of paths, separated by spaces
};

constexpr Home kHomes[] = {
    {"libsodium",
     "#\\s*include\\s*<sodium|\\b(crypto_[a-z0-9]+_[a-z0-9_]+|sodium_[a-z0-9_]+|randombytes_[a-z_]+)\\s*\\(",
     // What ours is measured against shares nothing with it; what comes out of it public is told valgrind.
     "common/crypto/ tests/bench/sodium_floor.cpp tests/common/secrecy/sodium_borders.cpp"},
    {"SQL", "\\bQSql(Query|Database)\\b", "server/store/ client/core/local_store tests/"},
    {"WebSockets", "\\bQWebSocket\\w*\\b", "server/gateway/ client/core/connection tests/"},
    {"the calendar",
     "\\bsystem_clock\\b|\\bcurrent(DateTime|DateTimeUtc|MSecsSinceEpoch|SecsSinceEpoch|Date|Time)\\s*\\(|"
     "\\bgettimeofday\\s*\\(|\\bclock_gettime\\s*\\(|(?<![\\w.>])time\\s*\\(\\s*(nullptr|NULL|0|&)",
     "common/base/ tests/bench/ tests/e2e/faults/bad_machine_shim.cpp"},
    {"random numbers",
     "\\bQRandomGenerator\\b|(?<![\\w.>:])s?rand\\s*\\(|\\brandom_device\\b|\\bmt19937|\\bdefault_random_"
     "engine\\b|"
     "\\bgetrandom\\s*\\(|\\bgetentropy\\s*\\(",
     "common/base/ common/crypto/"},
    // Qt looks letters up in tables, which takes longer for some secrets than for others (security.md A10);
    // the homes here write public ids, roots and certificates.
    {"Qt's hexadecimal and base64",
     "(\\.|->)\\s*to(Hex|Base64)\\s*\\(|\\bQByteArray\\s*::\\s*from(Hex|Base64)\\w*\\s*\\(",
     "client/bot/ client/core/engine/witness/key_log.cpp server/app/main.cpp tests/"},
    {"comparing bytes until they differ", "(?<![_\\w])memcmp\\s*\\(", "tests/"},
    {"a singleton of ours",
     "(?<!\\w)(?!Q[A-Z])\\w+::instance\\s*\\(|\\bstatic\\s+\\w+\\s*[&*]\\s*instance\\s*\\(", ""},
};

bool isAtHome(const QString &path, const QString &homes)
{
    const QStringList prefixes = homes.split(u' ', Qt::SkipEmptyParts);
    return std::any_of(prefixes.begin(), prefixes.end(),
                       [&](const QString &home) { return path.startsWith(home); });
}

void checkPattern(const SourceFile &file, const Home &home, Findings &findings)
{
    const QRegularExpression pattern(QString::fromLatin1(home.pattern));
    for (auto matches = pattern.globalMatch(file.code); matches.hasNext();) {
        const auto match = matches.next();
        findings.append({file.path, lineAt(file.text, match.capturedStart()),
                         QStringLiteral("%1 (%2) belongs into: %3")
                             .arg(QString::fromLatin1(home.what), match.captured().simplified(),
                                  qstrlen(home.homes) > 0 ? QString::fromLatin1(home.homes)
                                                          : QStringLiteral("nowhere"))});
    }
}

// The headers of Qt Widgets, read from the installed Qt: no list of ours that could grow old.
const QStringList &widgetHeaders()
{
    static const QStringList headers =
        QDir(QLibraryInfo::path(QLibraryInfo::HeadersPath) + QStringLiteral("/QtWidgets"))
            .entryList(QDir::Files);
    return headers;
}

void checkWidgets(const SourceFile &file, Findings &findings)
{
    static const QRegularExpression include(QStringLiteral("^\\s*#\\s*include\\s*<(QtWidgets/)?([\\w.]+)>"),
                                            QRegularExpression::MultilineOption);
    for (auto matches = include.globalMatch(file.code); matches.hasNext();) {
        const auto match = matches.next();
        if (match.captured(1).isEmpty() && !widgetHeaders().contains(match.captured(2))) continue;
        findings.append({file.path, lineAt(file.text, match.capturedStart(2)),
                         QStringLiteral("widgets (%1) belong into client/ui").arg(match.captured(2))});
    }
}

} // namespace

Findings checkHomes(const Tree &tree)
{
    Findings findings;
    for (const SourceFile &file : tree) {
        if (!file.isCpp()) continue;
        for (const Home &home : kHomes)
            if (!isAtHome(file.path, QString::fromLatin1(home.homes))) checkPattern(file, home, findings);
        if (!isAtHome(file.path, QStringLiteral("client/ui/ client/embed/ client/app/ tests/")))
            checkWidgets(file, findings);
    }
    return findings;
}

} // namespace chat121::tidy
