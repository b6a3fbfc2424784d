// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Who may include whom (ARCHITECTURE.md). A folder names what it may know of the project; the longest
// matching folder counts. What is in no row may be included by everybody who may include its parent.
#include "tests/tidy/rules.h"

#include <QRegularExpression>

namespace chat121::tidy {

namespace {

struct IncludeRule {
    const char *folder;
    const char *may_include; // folders, separated by spaces; its own is always allowed
};

constexpr IncludeRule kRules[] = {
    // common: base <- codec <- crypto; then identity and mls, protocol and content, who ignore each other
    {"common/base", ""},
    {"common/codec", "common/base"},
    {"common/crypto", "common/codec common/base"},
    {"common/identity", "common/crypto common/codec common/base"},
    {"common/mls", "common/crypto common/codec common/base"},
    {"common/protocol", "common/codec common/base"},
    {"common/content", "common/codec common/base"},

    // server: never common/mls, common/content or the client
    {"server/store", "common/protocol common/identity common/crypto common/codec common/base"},
    {"server/relay", "server/store common/protocol common/identity common/crypto common/codec common/base"},
    {"server/directory",
     "server/store common/protocol common/identity common/crypto common/codec common/base"},
    {"server/blobs", "server/store common/protocol common/crypto common/codec common/base"},
    {"server/gateway", "server/relay server/directory server/blobs server/store common/protocol "
                       "common/identity common/crypto common/codec common/base"},
    {"server/desk", "server/relay server/directory server/blobs server/store common/protocol common/identity "
                    "common/crypto common/codec common/base"},
    {"server/http", "server/relay server/directory server/blobs server/store common/protocol common/identity "
                    "common/crypto common/codec common/base"},
    {"server/ops", "server/relay server/directory server/blobs server/store common/protocol common/identity "
                   "common/crypto common/codec common/base"},
    {"server/cluster", "server/relay server/directory server/blobs server/store common/protocol "
                       "common/identity common/crypto common/codec common/base"},
    {"server", "common/protocol common/identity common/crypto common/codec common/base"},

    // client: windows know the core and nothing of cryptography or the wire
    {"client/core", "common/identity common/content common/protocol common/crypto common/codec common/base"},
    {"client/core/models", "common/base"},
    {"client/core/export", "client/core/models common/crypto common/codec common/base"},
    {"client/core/archive", "common/content common/crypto common/codec common/base"},
    {"client/core/key_vault", "common/crypto common/codec common/base"},
    {"client/core/local_store", "client/core/models common/protocol common/crypto common/codec common/base"},
    {"client/core/search", "client/core/local_store client/core/models common/codec common/base"},
    {"client/core/connection",
     "client/core/models common/protocol common/identity common/crypto common/codec common/base"},
    {"client/core/engine/groups", "client/core common"}, // alone knows MLS
    {"client/assist", "common/content common/base"},
    {"client/ui", "client/core client/assist common/base"},
    {"client/embed", "client/ui client/core client/assist common/base"},
    {"client/bot/main.cpp", "client/bot client/core common"}, // the object graph
    {"client/bot", "client/core client/assist common/base"},
    {"client", "common"},

    // tests may know everything that they test, never the other way round
    {"tests", "common server client"},
};

// The rooms of the engine: which others each may include, without a circle. What stands beside the rooms
// puts them together; no room knows it.
constexpr auto kEngine = "client/core/engine";
constexpr IncludeRule kRooms[] = {
    {"notices", ""},
    {"profile", ""},
    {"groups", "profile"},
    {"ledger", "groups profile notices"},
    {"witness", "ledger groups profile notices"},
    {"membership", "ledger groups profile notices"},
    {"talk", "witness membership ledger groups profile notices"},
    {"team", "talk ledger groups profile notices"},
    {"saving", "talk ledger groups profile notices"},
    {"history", "ledger groups profile notices"},
    {"account", "history membership ledger groups profile notices"},
    {"desk", "team talk membership ledger groups profile notices"},
    {"entry", "desk history ledger profile notices"},
};

bool isIn(const QString &path, const QString &folder)
{
    return path == folder || path.startsWith(folder + QLatin1Char('/'));
}

const IncludeRule *ruleFor(const QString &path)
{
    const IncludeRule *best = nullptr;
    for (const IncludeRule &rule : kRules) {
        const bool longer = best == nullptr || qstrlen(rule.folder) > qstrlen(best->folder);
        if (isIn(path, QString::fromLatin1(rule.folder)) && longer) best = &rule;
    }
    return best;
}

bool mayInclude(const IncludeRule &rule, const QString &included)
{
    const QStringList allowed = QString::fromLatin1(rule.may_include).split(u' ', Qt::SkipEmptyParts);
    if (isIn(included, QString::fromLatin1(rule.folder))) return true;
    return std::any_of(allowed.begin(), allowed.end(),
                       [&](const QString &folder) { return isIn(included, folder); });
}

// The part of `path` below the engine's folder; empty: it is not there.
QString inEngine(const QString &path)
{
    const QString folder = QString::fromLatin1(kEngine);
    return isIn(path, folder) ? path.mid(folder.size() + 1) : QString();
}

bool mayIncludeRoom(const QString &path, const QString &included)
{
    const QString there = inEngine(included);
    for (const IncludeRule &room : kRooms)
        if (isIn(inEngine(path), QString::fromLatin1(room.folder)) && !there.isEmpty())
            return mayInclude(room, there);
    return true;
}

} // namespace

Findings checkIncludes(const Tree &tree)
{
    static const QRegularExpression include(QStringLiteral("^\\s*#\\s*include\\s*\"([^\"]+)\""),
                                            QRegularExpression::MultilineOption);
    Findings findings;
    for (const SourceFile &file : tree) {
        if (!file.isCpp()) continue;
        const IncludeRule *rule = ruleFor(file.path);
        for (auto matches = include.globalMatch(file.quoted); matches.hasNext();) {
            const auto match = matches.next();
            const QString included = match.captured(1);
            const int line = lineAt(file.text, match.capturedStart(1));
            if (!included.contains(u'/')) {
                if (!included.endsWith(QStringLiteral(".moc")))
                    findings.append(
                        {file.path, line,
                         QStringLiteral("name %1 from the root of the repository").arg(included)});
                continue;
            }
            if (rule == nullptr || !mayInclude(*rule, included) || !mayIncludeRoom(file.path, included))
                findings.append({file.path, line, QStringLiteral("may not include %1").arg(included)});
        }
    }
    return findings;
}

} // namespace chat121::tidy
