// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// mls_vectors DIR... runs every official vector file of the folders and counts, per kind, what
// passed, failed and was skipped, with the reason. Exit status 1 on a failure, on a file of an
// unknown kind or without a case that passed, and when a folder has no file.
//
// Without a folder it takes $CHAT121_SHARED/vectors/mls, in which no official file may be missing, or says
// that it did not run (exit status 77, "skipped" for ctest; 1 with CHAT121_REQUIRE_SHARED=1).
#include "tests/support/shared_data.h"
#include "tests/vectors/checks.h"

#include "common/crypto/init.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QMap>

#include <cstdio>

using namespace chat121;
using namespace chat121::vectors;

namespace {

enum class Suites { Own, Any };

struct Kind {
    const char *file; // how the file's name begins
    Suites suites;    // Any: the cases do not depend on the cipher suite
    Judge judge;
};

constexpr Kind kKinds[] = {
    {"tree-math", Suites::Any, judgeTreeMath},
    {"deserialization", Suites::Any, judgeDeserialization},
    {"crypto-basics", Suites::Own, judgeCryptoBasics},
    {"hpke", Suites::Any, judgeHpke},
    {"secret-tree", Suites::Own, judgeSecretTree},
    {"key-schedule", Suites::Own, judgeKeySchedule},
    {"psk_secret", Suites::Own, judgePskSecret},
    {"transcript-hashes", Suites::Own, judgeTranscriptHashes},
    {"message-protection", Suites::Own, judgeMessageProtection},
    {"welcome", Suites::Own, judgeWelcome},
    {"messages", Suites::Any, judgeMessages},
    {"tree-operations", Suites::Any, judgeTreeOperations},
    {"tree-validation", Suites::Own, judgeTreeValidation},
    {"treekem", Suites::Own, judgeTreeKem},
    {"passive-client", Suites::Own, judgePassiveClient},
};

// What the official folder has, and the vectors of HPKE beside it: how the names of its files begin.
constexpr const char *kOfficial[] = {
    "tree-math",
    "deserialization",
    "crypto-basics",
    "hpke-rfc9180",
    "secret-tree",
    "key-schedule",
    "psk_secret",
    "transcript-hashes",
    "message-protection",
    "welcome",
    "messages",
    "tree-operations",
    "tree-validation",
    "treekem",
    "passive-client-handling-commit",
    "passive-client-random",
    "passive-client-welcome",
};

constexpr int kOwnSuite = 3;
constexpr int kExitSkipped = 77;

struct Tally {
    int passed = 0;
    int failed = 0;
    int skipped = 0;
    QMap<QString, int> reasons; // of the skipped
};

const Kind *kindOf(const QString &file)
{
    for (const Kind &kind : kKinds)
        if (file.startsWith(QLatin1String(kind.file))) return &kind;
    return nullptr;
}

void say(const QString &line)
{
    std::printf("%s\n", qPrintable(line));
}

void judgeCase(const Kind &kind, const QJsonObject &vector, const QString &name, Tally &tally)
{
    Checks checks;
    const bool own = kind.suites == Suites::Any || vector[u"cipher_suite"].toInt() == kOwnSuite;
    if (own) {
        kind.judge(vector, checks);
    } else {
        checks.skip(QStringLiteral("another cipher suite"));
    }
    if (!checks.skipped().isEmpty()) {
        ++tally.skipped;
        ++tally.reasons[checks.skipped()];
    } else if (checks.passed()) {
        ++tally.passed;
    } else {
        ++tally.failed;
        say(QStringLiteral("FAIL %1: %2").arg(name, checks.failure()));
    }
}

// False if the file could not be judged at all, or nothing in it was.
bool judgeFile(const QFileInfo &info, Tally &total)
{
    const Kind *kind = kindOf(info.fileName());
    QFile file(info.filePath());
    const bool readable = kind && file.open(QIODevice::ReadOnly);
    const QJsonDocument document = readable ? QJsonDocument::fromJson(file.readAll()) : QJsonDocument();
    if (!document.isArray()) {
        say(QStringLiteral("FAIL %1: not a vector file of a known kind").arg(info.fileName()));
        return false;
    }
    Tally tally;
    const QJsonArray cases = document.array();
    for (qsizetype i = 0; i < cases.size(); ++i)
        judgeCase(*kind, cases[i].toObject(), QStringLiteral("%1[%2]").arg(info.fileName()).arg(i), tally);

    QString line = QStringLiteral("%1 passed %2, failed %3, skipped %4")
                       .arg(info.completeBaseName(), -32)
                       .arg(tally.passed, 3)
                       .arg(tally.failed)
                       .arg(tally.skipped);
    for (auto reason = tally.reasons.begin(); reason != tally.reasons.end(); ++reason)
        line += QStringLiteral(" (%1: %2)").arg(reason.key()).arg(reason.value());
    say(line);
    total.passed += tally.passed;
    total.failed += tally.failed;
    total.skipped += tally.skipped;
    if (tally.passed == 0) say(QStringLiteral("FAIL %1: nothing in it passed").arg(info.fileName()));
    return tally.passed > 0;
}

// False if the folder lacks an official file.
bool isWhole(const QString &path)
{
    bool is_whole = true;
    for (const char *file : kOfficial) {
        const QString wanted = QLatin1String(file) + QStringLiteral("*.json");
        if (!QDir(path).entryList({wanted}, QDir::Files).isEmpty()) continue;
        say(QStringLiteral("FAIL %1: there is no %2").arg(path, wanted));
        is_whole = false;
    }
    return is_whole;
}

bool judgeFolder(const QString &path, Tally &total)
{
    const QFileInfoList files = QDir(path).entryInfoList({QStringLiteral("*.json")}, QDir::Files, QDir::Name);
    bool complete = !files.isEmpty();
    if (files.isEmpty()) say(QStringLiteral("FAIL %1: no vector files").arg(path));
    for (const QFileInfo &file : files)
        complete = judgeFile(file, total) && complete;
    return complete;
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    if (!crypto::initialise()) return 1;
    bool complete = true;
    QStringList folders = application.arguments().mid(1);
    if (folders.isEmpty()) {
        const test::SharedData shared = test::sharedData(QStringLiteral("vectors/mls"));
        if (shared.path.isEmpty()) {
            say(QStringLiteral("DID NOT RUN: %1").arg(shared.message));
            return shared.required ? 1 : kExitSkipped;
        }
        folders.append(shared.path);
        complete = isWhole(shared.path);
    }
    Tally total;
    for (const QString &folder : folders)
        complete = judgeFolder(folder, total) && complete;
    say(QStringLiteral("in all: passed %1, failed %2, skipped %3")
            .arg(total.passed)
            .arg(total.failed)
            .arg(total.skipped));
    return complete && total.failed == 0 ? 0 : 1;
}
