// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Every decoder that meets the network or a file has a fuzz target.
//
// There is no list of decoders to keep. A decoder shows itself in production code in one of four ways:
//   1. decode<X>(...) or decodeFrame<X>(...) is called: X is decoded;
//   2. a header declares a function that returns Result and is named decode..., parse..., restore...,
//      or from... (fromBytes, fromLink): the function decodes;
//   3. a struct has a kType (it comes from the network) or a kKind (from the local store);
//   4. a class is named ...Decoder, ...Parser or ...Assembler.
// The name must stand in the code of some tests/fuzz/fuzz_*.cpp. A type that only its own .cpp file
// knows cannot: there the target says `// Reaches: Name, Name` about what lies behind the function that
// it calls. What needs no target is in kExceptions, with the reason. And each fuzz_*.cpp must be in
// CMakeLists.txt.
#include "tests/tidy/rules.h"

#include <QRegularExpression>
#include <QSet>

namespace chat121::tidy {

namespace {

struct Exception {
    const char *folder; // only here
    const char *name;
    const char *why;
};

constexpr Exception kExceptions[] = {
    {"common/codec", "decode", "the template itself; its uses count"},
    {"common/protocol", "decodeFrame", "the template itself; its uses count"},
    {"server/ops", "parseCommandLine", "its input is typed by the operator"},
    {"client/bot", "parseOptions", "its input is typed by the operator"},
    {"server/ops", "parseListenAddress", "its input is typed by the operator"},
    {"server/store", "parseDatabaseUrl", "its input is typed by the operator"},
    {"server/directory", "StoredLogIn", "the server's own, out of its database"},
    {"server/directory", "Compared", "the server's own, between two of its threads"},
    {"client/core/local_store", "decodeAll", "the template itself; its records count"},
    {"client/core/local_store", "Content", "opened from a sealed row"},
    {"client/core/local_store", "MarkedContent", "opened from a sealed row"},
    {"client/core/local_store", "OutboxEntry", "opened from a sealed row"},
    {"client/core/engine", "Details", "opened from a sealed row"},
    {"client/core/engine", "ConversationDetails", "opened from a sealed row"},
    {"client/core/engine", "KeyLogState", "opened from a sealed row"},
    {"client/core/engine", "SavedState", "opened from a sealed row"},
    {"client/core/engine", "ArchiveState", "opened from a sealed row"},
    {"client/core/engine", "ArchivedReads", "opened from a sealed row"},
    {"client/core/engine", "Known", "opened from a sealed row"},
    {"client/core/engine", "Chains", "opened from a sealed row"},
    {"client/core/engine", "ErasureNote", "opened from a sealed row"},
    {"client/core/engine", "Duty", "opened from a sealed row"},
    {"client/core/engine", "Fresh", "opened from a sealed row"},
    {"client/core/engine", "TakingNote", "opened from a sealed row"},
    {"client/core/engine", "Owed", "opened from a sealed row"},
    {"client/core/engine", "OwnChange", "opened from a sealed row"},
    {"client/core/engine", "Kept", "opened from a sealed row"},
    {"client/core/engine", "Spoken", "opened from a sealed row"},
    {"client/core/engine", "Rules", "opened from a sealed row"},
    {"client/core/engine", "OwnLeaf", "opened from a sealed row"},
    {"client/core/engine", "NotificationNote", "opened from a sealed row"},
    {"client/core/engine", "TellingNote", "opened from a sealed row"},
    {"client/core/engine", "DeskNote", "opened from a sealed row"},
    {"client/core/engine", "WritingNote", "opened from a sealed row"},
    {"client/core/engine", "TeamPlace", "opened from a sealed row"},
    {"client/core/engine", "Role", "opened from a sealed row"},
    {"client/core/engine", "Header", "plain fields of fixed size"},
    {"client/core/engine", "OlderHeader", "plain fields of fixed size"},
};

bool isException(const SourceFile &file, const QString &name)
{
    return std::any_of(std::begin(kExceptions), std::end(kExceptions), [&](const Exception &exception) {
        return name == QLatin1StringView(exception.name) && file.isBelow(QLatin1StringView(exception.folder));
    });
}

bool isProduction(const SourceFile &file)
{
    return file.isCpp() && !file.isBelow(QStringLiteral("tests"));
}

bool isTemplateParameter(const QString &code, const QString &name)
{
    return QRegularExpression(QStringLiteral("typename\\s+(\\.\\.\\.\\s*)?%1\\b").arg(name))
        .match(code)
        .hasMatch();
}

void collect(const SourceFile &file, const QString &pattern, Findings &found)
{
    const QRegularExpression expression(pattern);
    for (auto matches = expression.globalMatch(file.code); matches.hasNext();) {
        const auto match = matches.next();
        const QString name = match.captured(QStringLiteral("name")).section(QStringLiteral("::"), -1);
        if (isException(file, name) || isTemplateParameter(file.code, name)) continue;
        found.append({file.path, lineAt(file.text, match.capturedStart()), name});
    }
}

// What the target uses, and what it says it reaches.
void addNames(const SourceFile &target, QSet<QString> &named)
{
    static const QRegularExpression word(QStringLiteral("\\w+"));
    static const QRegularExpression reaches(QStringLiteral("^// Reaches:(.*)$"),
                                            QRegularExpression::MultilineOption);
    QString names = target.code;
    for (auto matches = reaches.globalMatch(target.text); matches.hasNext();)
        names += u' ' + matches.next().captured(1);
    for (auto matches = word.globalMatch(names); matches.hasNext();)
        named.insert(matches.next().captured());
}

} // namespace

QList<Finding> decoders(const Tree &tree)
{
    QList<Finding> found;
    for (const SourceFile &file : tree) {
        if (!isProduction(file)) continue;
        collect(file, QStringLiteral("\\bdecode(Frame)?<\\s*(?<name>[\\w:]+)"), found);
        if (file.path.endsWith(QStringLiteral(".h"))) {
            collect(file,
                    QStringLiteral(
                        "\\bResult<[^;{}()]*>\\s+(?<name>(decode|parse|restore|from)([A-Z]\\w*)?)\\s*\\("),
                    found);
            collect(file,
                    QStringLiteral("\\bstruct (?<name>\\w+)\\s*\\{\\s*static constexpr auto k(Type|Kind) ="),
                    found);
            collect(file, QStringLiteral("\\bclass (?<name>\\w+(Decoder|Parser|Assembler))\\b"), found);
        }
    }
    return found;
}

Findings checkFuzzTargets(const Tree &tree)
{
    const SourceFile *list = find(tree, QStringLiteral("tests/fuzz/CMakeLists.txt"));
    if (list == nullptr) return {};
    Findings findings;
    QSet<QString> named;
    for (const SourceFile &file : tree) {
        if (!file.path.startsWith(QStringLiteral("tests/fuzz/fuzz_")) || !file.isCpp()) continue;
        addNames(file, named);
        const QString target = file.path.section(u'/', -1).section(u'.', 0, 0);
        const bool listed = QRegularExpression(QStringLiteral("chat121_fuzz\\(%1\\s").arg(target))
                                .match(list->text)
                                .hasMatch();
        if (!listed) findings.append({file.path, 1, QStringLiteral("is not in tests/fuzz/CMakeLists.txt")});
    }
    QSet<QString> reported;
    for (const Finding &decoder : decoders(tree)) {
        if (named.contains(decoder.what) || reported.contains(decoder.what)) continue;
        reported.insert(decoder.what);
        findings.append({decoder.path, decoder.line,
                         QStringLiteral("%1 is decoded, but no fuzz target names it").arg(decoder.what)});
    }
    return findings;
}

} // namespace chat121::tidy
