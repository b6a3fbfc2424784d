// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The house rules themselves, on planted violations: each rule finds what it is for, and leaves alone
// what only looks like it.
#include "tests/support/temporary_directory.h"
#include "tests/support/test_main.h"
#include "tests/tidy/rules.h"

#include <QTest>

using namespace chat121;
using namespace chat121::tidy;

namespace {

const QByteArray kLicence = "// SPDX-FileCopyrightText: The Chat Live 121 authors\n"
                            "// SPDX-License-Identifier: GPL-3.0-or-later\n";

QString repeated(const char *line, int times)
{
    return QString::fromLatin1(line).repeated(times);
}

// `found` is part of what is reported; empty: nothing may be.
void row(const char *name, const char *path, const QString &text, const char *found)
{
    QTest::newRow(name) << QString::fromLatin1(path) << text << QString::fromLatin1(found);
}

QString include(const char *what)
{
    return QStringLiteral("#include %1\n").arg(QString::fromLatin1(what));
}

QString functionOf(int lines)
{
    return QStringLiteral("void f()\n{\n%1}\n").arg(repeated("    g();\n", lines));
}

void includeRows()
{
    row("base knows nobody", "common/base/a.h", include("\"common/codec/reader.h\""), "may not include");
    row("crypto knows codec", "common/crypto/a.cpp", include("\"common/codec/reader.h\""), "");
    row("mls ignores the wire", "common/mls/a.cpp", include("\"common/protocol/messages/logs.h\""),
        "may not include");
    row("mls ignores identity", "common/mls/a.cpp", include("\"common/identity/ids.h\""), "may not include");
    row("the wire ignores mls", "common/protocol/a.h", include("\"common/mls/group.h\""), "may not include");
    row("the server cannot open messages", "server/relay/a.cpp", include("\"common/mls/group.h\""),
        "may not include");
    row("nor read content", "server/app/a.cpp", include("\"common/content/content.h\""), "may not include");
    row("the store knows no relay", "server/store/a.cpp", include("\"server/relay/relay.h\""),
        "may not include");
    row("the relay knows the store", "server/relay/a.cpp", include("\"server/store/log.h\""), "");
    row("windows know no wire", "client/ui/a.cpp", include("\"common/protocol/messages/logs.h\""),
        "may not include");
    row("windows know no keys", "client/ui/a.cpp", include("\"common/crypto/hash.h\""), "may not include");
    row("the core knows no windows", "client/core/a.cpp", include("\"client/ui/window.h\""),
        "may not include");
    row("the core knows what is signed", "client/core/a.cpp", include("\"common/identity/login.h\""), "");
    row("MLS is for groups alone", "client/core/engine/talk/a.cpp", include("\"common/mls/group.h\""),
        "may not include");
    row("which know it", "client/core/engine/groups/a.cpp", include("\"common/mls/group.h\""), "");
    row("a room knows what it stands on", "client/core/engine/desk/a.cpp",
        include("\"client/core/engine/talk/b.h\""), "");
    row("never the other way round", "client/core/engine/talk/a.cpp",
        include("\"client/core/engine/desk/b.h\""), "may not include");
    row("nor what puts rooms together", "client/core/engine/entry/a.cpp",
        include("\"client/core/engine/engine.h\""), "may not include");
    row("which knows them all", "client/core/engine/running.cpp", include("\"client/core/engine/desk/b.h\""),
        "");
    row("the store knows no engine", "client/core/local_store/a.cpp",
        include("\"client/core/engine/groups/b.h\""), "may not include");
    row("production knows no tests", "client/core/a.cpp", include("\"tests/support/fake_clock.h\""),
        "may not include");
    row("a commented include is none", "common/base/a.h",
        include("\"common/base/b.h\"") + QStringLiteral("// #include \"client/ui/a.h\"\n"), "");
    row("names are from the root", "common/base/a.h", include("\"ids.h\""), "from the root");
    row("moc files are beside", "tests/a.cpp", include("\"a.moc\""), "");
}

void homeRows()
{
    row("sodium's header", "common/mls/a.cpp", include("<sodium.h>"), "libsodium");
    row("sodium's functions", "client/core/a.cpp", QStringLiteral("int x = sodium_memcmp(a, b, 3);\n"),
        "libsodium");
    row("sodium at home", "common/crypto/a.cpp", include("<sodium.h>"), "");
    row("sodium to measure against", "tests/bench/sodium_floor.cpp", include("<sodium.h>"), "");
    row("sodium in another bench", "tests/bench/bench_a.cpp", include("<sodium.h>"), "libsodium");
    row("SQL in a handler", "server/desk/a.cpp", include("<QSqlQuery>"), "SQL");
    row("SQL in the store", "server/store/a.cpp", include("<QSqlQuery>"), "");
    row("SQL in the local store", "client/core/local_store/a.cpp", include("<QSqlDatabase>"), "");
    row("a socket in the relay", "server/relay/a.h", include("<QWebSocket>"), "WebSockets");
    row("a socket in the gateway", "server/gateway/a.h", include("<QWebSocketServer>"), "");
    row("a widget in the core", "client/core/a.cpp", include("<QLabel>"), "widgets");
    row("a widget by its module", "server/desk/a.cpp", include("<QtWidgets/QLabel>"), "widgets");
    row("a picture is no widget", "client/core/a.cpp", include("<QImage>"), "");
    row("a widget in a window", "client/ui/a.cpp", include("<QLabel>"), "");
    row("the calendar", "server/desk/a.cpp", QStringLiteral("auto t = QDateTime::currentDateTimeUtc();\n"),
        "calendar");
    row("the calendar of C", "server/desk/a.cpp", QStringLiteral("auto t = time(nullptr);\n"), "calendar");
    row("the calendar of C++", "client/core/a.cpp", QStringLiteral("std::chrono::system_clock::now();\n"),
        "calendar");
    row("a member called time", "client/core/a.cpp", QStringLiteral("auto t = message.time(0);\n"), "");
    row("the clock at home", "common/base/a.cpp", QStringLiteral("std::chrono::system_clock::now();\n"), "");
    row("random numbers of Qt", "client/core/a.cpp", include("<QRandomGenerator>"), "random");
    row("random numbers of C", "client/core/a.cpp", QStringLiteral("int x = rand();\n"), "random");
    row("a word that ends in rand", "client/core/a.cpp", QStringLiteral("int x = operand();\n"), "");
    row("a singleton", "client/core/a.cpp", QStringLiteral("Cache::instance().clear();\n"), "singleton");
    row("a singleton's declaration", "client/core/a.h", QStringLiteral("static Cache &instance();\n"),
        "singleton");
    row("Qt's own singletons", "client/core/a.cpp", QStringLiteral("QCoreApplication::instance()->quit();\n"),
        "");
    row("a literal is not code", "server/desk/a.cpp", QStringLiteral("auto t = \"QSqlQuery\";\n"), "");
}

void shapeRows()
{
    row("500 lines", "common/base/a.h", repeated("\n", 498), "");
    row("501 lines", "common/base/a.h", repeated("\n", 499), "501 lines");
    row("a function of 60 lines", "common/base/a.cpp", functionOf(60), "");
    row("a function of 61 lines", "common/base/a.cpp", functionOf(61), "void f(): 61 lines");
    row("work left over", "common/base/a.h",
        QStringLiteral("// TO"
                       "DO later\n"),
        "write an issue");
    row("work left over in a script", "packaging/a.sh",
        QStringLiteral("# FIX"
                       "ME\n"),
        "write an issue");
    row("a template of mktemp", "packaging/a.sh", QStringLiteral("mktemp -d a-XXXXXX\n"), "");
    row("somebody's own folder", "packaging/a.sh",
        QStringLiteral("cd /ro"
                       "ot/a\n"),
        "one machine");
}

void windowRows()
{
    row("a bare word on a button", "client/ui/a.cpp", QStringLiteral("QPushButton button(\"Send\");\n"),
        "not in tr()");
    row("a bare word on a new label", "client/ui/a.cpp",
        QStringLiteral("new QLabel(QStringLiteral(\"Queue\"), this);\n"), "not in tr()");
    row("a bare title", "client/ui/a.cpp", QStringLiteral("setWindowTitle(u\"Desk\"_s);\n"), "not in tr()");
    row("a bare name for readers", "client/ui/a.cpp",
        QStringLiteral("box->setAccessibleName(\"Messages\");\n"), "not in tr()");
    row("a translated word", "client/ui/a.cpp", QStringLiteral("setWindowTitle(tr(\"Desk\"));\n"), "");
    row("a sign is not a word", "client/ui/a.cpp",
        QStringLiteral("label->setText(QStringLiteral(\"%1 \u00b7 %2\"));\n"), "");
    row("a bare sentence", "client/ui/a.cpp",
        QStringLiteral("const QString text = QStringLiteral(\"Nobody is waiting\");\n"), "sentence");
    row("the name of a font", "client/ui/a.cpp",
        QStringLiteral("families.append(QStringLiteral(\"Noto Color Emoji\"));\n"), "");
    row("a translated sentence", "client/ui/a.cpp",
        QStringLiteral("const QString text = tr(\"Nobody is waiting, %1\").arg(x);\n"), "");
    row("a sentence with a comment", "client/ui/a.cpp",
        QStringLiteral("auto text = tr(\"%n people wait\", \"in the queue\", n);\n"), "");
    row("a translated sentence outside of its class", "client/ui/a.cpp",
        QStringLiteral("auto text = Bar::tr(\"Nobody is waiting\");\n"), "");
    row("a sentence for the log", "client/ui/a.cpp",
        QStringLiteral("qCWarning(lcUi, \"no such picture\");\n"), "");
    row("a style sheet", "client/ui/a.cpp", QStringLiteral("setStyleSheet(\"QLabel { color: red }\");\n"),
        "");
    row("the core shows nothing", "client/core/a.cpp", QStringLiteral("button.setText(\"Send\");\n"), "");
    row("rich text", "client/ui/a.cpp", QStringLiteral("view->setHtml(text);\n"), "plain text");
    row("a label that guesses", "client/ui/a.cpp", QStringLiteral("label->setTextFormat(Qt::AutoText);\n"),
        "plain text");
    row("a plain label", "client/ui/a.cpp", QStringLiteral("label->setTextFormat(Qt::PlainText);\n"), "");
}

void keyRows()
{
    row("a label that is in no table", "server/a.cpp", QStringLiteral("f(\"chat121 new thing 1\");\n"),
        "has no row");
    row("a label with two uses", "common/mls/a.cpp",
        QStringLiteral("f(\"chat121 new thing 1\");\ng(\"chat121 new thing 1\");\n"), "is a label already");
    row("a label that nobody uses", "common/crypto/KEYS.md",
        QStringLiteral("| `chat121 old thing 1` | a key | a use |\n"), "no label of the code");
    row("a label that no test tries", "common/identity/labels.h",
        QStringLiteral("constexpr QByteArrayView kA = \"a\";\nconstexpr QByteArrayView kB = \"b\";\n"
                       "constexpr std::array kAll = {kA, kBoth};\n"),
        "kB is not in kAll");
    row("labels that tests try", "common/identity/labels.h",
        QStringLiteral("constexpr QByteArrayView kA = \"a\";\nconstexpr QByteArrayView kB = \"b\";\n"
                       "constexpr std::array kAll = {\n    kA,\n    kB,\n};\n"),
        "");
    row("a name with a number in it", "client/core/a.cpp", QStringLiteral("f(\"chat121 store %1\");\n"), "");
    row("a label in a test", "tests/a.cpp", QStringLiteral("f(\"chat121 new thing 1\");\n"), "");
    row("a point of low order, unnoticed", "common/crypto/a.cpp",
        QStringLiteral("crypto_scalarmult(a, b, c);\n"), "nobody listens");
    row("a tag that does not verify, unnoticed", "common/crypto/a.cpp",
        QStringLiteral("    crypto_aead_chacha20poly1305_ietf_decrypt(a, b);\n"), "nobody listens");
    row("an answer that is compared", "common/crypto/a.cpp",
        QStringLiteral("if (crypto_scalarmult(a, b, c) != 0) f();\n"), "");
    row("an answer that is given on", "common/crypto/a.cpp",
        QStringLiteral("return crypto_sign_verify_detached(a, b) == 0;\n"), "");
    row("secrets through Qt's tables", "common/identity/a.cpp", QStringLiteral("f(bytes.toBase64());\n"),
        "base64");
    row("and back", "client/core/a.cpp", QStringLiteral("f(QByteArray::fromHex(text));\n"), "base64");
    row("our own", "client/core/a.cpp", QStringLiteral("f(crypto::fromHex(text, 32), crypto::toHex(b));\n"),
        "");
    row("a comparison that ends early", "common/crypto/a.cpp",
        QStringLiteral("return memcmp(a, b, 32) == 0;\n"), "until they differ");
    row("a comparison that does not", "common/crypto/a.cpp",
        QStringLiteral("return sodium_memcmp(a, b, 32) == 0;\n"), "");
}

void translationRows()
{
    row("unfinished", "translations/a.ts",
        QStringLiteral("<translation type=\"unfinished\">x</translation>\n"), "finish");
    row("empty", "translations/a.ts", QStringLiteral("<translation></translation>\n"), "finish");
    row("finished", "translations/a.ts", QStringLiteral("<translation>Senden</translation>\n"), "");
}

} // namespace

class TestTidyRules : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void plantedViolations_data();
    void plantedViolations();
    void blanking_data();
    void blanking();
    void functions_data();
    void functions();
    void protocolPage_data();
    void protocolPage();
    void fuzzTargets_data();
    void fuzzTargets();
    void treesAreReadFromDisk();
};

void TestTidyRules::plantedViolations_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("found");
    includeRows();
    homeRows();
    shapeRows();
    windowRows();
    keyRows();
    translationRows();
}

void TestTidyRules::plantedViolations()
{
    QFETCH(QString, path);
    QFETCH(QString, text);
    QFETCH(QString, found);
    const QString licence =
        path.endsWith(QStringLiteral(".sh"))
            ? QString::fromLatin1(kLicence).replace(QStringLiteral("//"), QStringLiteral("#"))
            : QString::fromLatin1(kLicence);
    const Tree tree{makeSourceFile(path, path.endsWith(QStringLiteral(".ts")) ? text : licence + text)};

    QStringList findings;
    for (const auto check :
         {checkIncludes, checkHomes, checkShape, checkWindows, checkKeys, checkTranslations})
        for (const Finding &finding : check(tree))
            findings.append(finding.toString());

    QVERIFY2(found.isEmpty() == findings.isEmpty(), qPrintable(findings.join(u'\n')));
    if (!found.isEmpty()) QVERIFY2(findings.join(u'\n').contains(found), qPrintable(findings.join(u'\n')));
}

void TestTidyRules::blanking_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("quoted");
    QTest::addColumn<QString>("code");

    QTest::newRow("comment to the end of the line") << "a; // b\nc"
                                                    << "a;     \nc"
                                                    << "a;     \nc";
    QTest::newRow("comment in between") << "a /* \"b\n*/ c"
                                        << "a      \n   c"
                                        << "a      \n   c";
    QTest::newRow("literal") << "f(\"a//b\")"
                             << "f(\"a//b\")"
                             << "f(\"    \")";
    QTest::newRow("literal with an escaped quote") << "f(\"a\\\"b\")"
                                                   << "f(\"a\\\"b\")"
                                                   << "f(\"    \")";
    QTest::newRow("character") << "f('\"', x)"
                               << "f('\"', x)"
                               << "f(' ', x)";
    QTest::newRow("a character with a prefix") << "f(u'}', \"a\")"
                                               << "f(u'}', \"a\")"
                                               << "f(u' ', \" \")";
    QTest::newRow("digits are no character") << "f(1'000, \"a\")"
                                             << "f(1'000, \"a\")"
                                             << "f(1'000, \" \")";
    QTest::newRow("raw literal") << "f(R\"(a\"{)\")"
                                 << "f(R\"(a\"{)\")"
                                 << "f(R\"     \")";
    QTest::newRow("raw literal with a mark") << "f(R\"x(a)\"b)x\") {"
                                             << "f(R\"x(a)\"b)x\") {"
                                             << "f(R\"        \") {";
    QTest::newRow("unfinished literal ends with its line") << "f(\"a\ng(b)"
                                                           << "f(\"a\ng(b)"
                                                           << "f(\" \ng(b)";
}

void TestTidyRules::blanking()
{
    QFETCH(QString, text);
    QFETCH(QString, quoted);
    QFETCH(QString, code);
    const SourceFile file = makeSourceFile(QStringLiteral("a.cpp"), text);
    QCOMPARE(file.quoted, quoted);
    QCOMPARE(file.code, code);
}

// `expected`: head:lines of each function, joined by ", ".
void TestTidyRules::functions_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");

    QTest::newRow("plain") << "int f(int a)\n{\n    return a;\n}\n"
                           << "int f(int a):1";
    QTest::newRow("two in a namespace") << "namespace n {\nvoid f()\n{\n}\nvoid g()\n{\n\n}\n}\n"
                                        << "void f():0, void g():1";
    QTest::newRow("members of a class")
        << "class A : public B {\npublic:\n    int f() const { return 1; }\n};\n"
        << "public: int f() const:-1";
    QTest::newRow("blocks inside count") << "void f()\n{\n    if (a) {\n        b();\n    }\n}\n"
                                         << "void f():3";
    QTest::newRow("lambda inside counts") << "void f()\n{\n    auto g = [] {\n        b();\n    };\n}\n"
                                          << "void f():3";
    QTest::newRow("initialisers with braces") << "A::A(int a)\n    : m_a{a}\n    , m_b{1}\n{\n    b();\n}\n"
                                              << "A::A(int a) : m_a{a} , m_b{1}:1";
    QTest::newRow("an array is no function") << "int a[] = {\n1,\n2\n};\n"
                                             << "";
    QTest::newRow("an enum is no function") << "enum class E : quint8 {\nA,\n};\n"
                                            << "";
    QTest::newRow("a macro is no function") << "#define M(a) \\\n    do { \\\n    } while (0)\nint x;\n"
                                            << "";
    QTest::newRow("a template") << "template <typename T>\nT f(T t)\n{\n    return t;\n}\n"
                                << "template <typename T> T f(T t):1";
    QTest::newRow("a template of a class") << "template <typename T>\nclass A {\n    void f() {\n\n }\n};\n"
                                           << "void f():1";
    QTest::newRow("a brace in a literal") << "void f()\n{\n    g(\"{\");\n}\nvoid h()\n{\n}\n"
                                          << "void f():1, void h():0";
}

void TestTidyRules::functions()
{
    QFETCH(QString, text);
    QFETCH(QString, expected);
    QStringList found;
    for (const Function &function : functionsOf(makeSourceFile(QStringLiteral("a.cpp"), text)))
        found.append(QStringLiteral("%1:%2").arg(function.head).arg(function.lines));
    QCOMPARE(found.join(QStringLiteral(", ")), expected);
}

void TestTidyRules::protocolPage_data()
{
    QTest::addColumn<QString>("row");
    QTest::addColumn<QString>("found");

    QTest::newRow("as the schema says") << "| 2 | `Done` | - | | `request`, `code` | done |"
                                        << "";
    QTest::newRow("no row") << ""
                            << "has no row";
    QTest::newRow("another number") << "| 3 | `Done` | - | | `request`, `code` | done |"
                                    << "has the number 2";
    QTest::newRow("a field is missing") << "| 2 | `Done` | - | | `request` | done |"
                                        << "the fields of Done are";
    QTest::newRow("another order") << "| 2 | `Done` | - | | `code`, `request` | done |"
                                   << "the fields of Done are";
    QTest::newRow("a row too many")
        << "| 2 | `Done` | - | | `request`, `code` | done |\n| 9 | `Gone` | - | | | |"
        << "no struct Gone";
    QTest::newRow("a row twice")
        << "| 2 | `Done` | - | | `request`, `code` | |\n| 2 | `Done` | - | | `request`, `code` | |"
        << "a second row";
}

void TestTidyRules::protocolPage()
{
    QFETCH(QString, row);
    QFETCH(QString, found);
    const Tree tree{
        makeSourceFile(QStringLiteral("common/protocol/PROTOCOL.md"), row + u'\n'),
        makeSourceFile(QStringLiteral("common/protocol/message_type.h"),
                       QStringLiteral("enum class MessageType : quint16 {\n    Done = 2,\n};\n")),
        makeSourceFile(QStringLiteral("common/protocol/messages/logs.h"),
                       QStringLiteral("struct Done {\n    static constexpr auto kType = MessageType::Done;\n"
                                      "    RequestId request{};\n    Code code;\n"
                                      "    auto fields() { return std::tie(request,\n code); }\n};\n"))};
    QStringList findings;
    for (const Finding &finding : checkProtocol(tree))
        findings.append(finding.toString());
    QVERIFY2(found.isEmpty() == findings.isEmpty(), qPrintable(findings.join(u'\n')));
    QVERIFY2(findings.join(u'\n').contains(found), qPrintable(findings.join(u'\n')));
}

void TestTidyRules::fuzzTargets_data()
{
    QTest::addColumn<QString>("header");
    QTest::addColumn<QString>("target");
    QTest::addColumn<QString>("found");

    QTest::newRow("decoded and fuzzed") << "auto a = decode<ns::Badge>(x);"
                                        << "decode<Badge>(x);"
                                        << "";
    QTest::newRow("decoded, not fuzzed") << "auto a = decode<ns::Badge>(x);"
                                         << ""
                                         << "Badge is decoded";
    QTest::newRow("only in a comment") << "auto a = decode<Badge>(x);"
                                       << "// Badge"
                                       << "Badge is decoded";
    QTest::newRow("behind a function that is called") << "auto a = decode<Badge>(x);"
                                                      << "// Reaches: Other, Badge"
                                                      << "";
    QTest::newRow("a template parameter") << "template <typename T> auto f() { return decode<T>(x); }"
                                          << ""
                                          << "";
    QTest::newRow("a parsing function") << "Result<Link> parseLink(const QString &line);"
                                        << ""
                                        << "parseLink is decoded";
    QTest::newRow("a restoring function") << "static Result<Group> restore(QByteArrayView state);"
                                          << ""
                                          << "restore is decoded";
    QTest::newRow("a class of its own") << "class FrameParser {\n};"
                                        << ""
                                        << "FrameParser is decoded";
    QTest::newRow("a wire message")
        << "struct Hello {\n    static constexpr auto kType = MessageType::Hello;\n};"
        << ""
        << "Hello is decoded";
    QTest::newRow("a record") << "struct Note {\n    static constexpr auto kKind = ItemKind::Note;\n};"
                              << "Note"
                              << "";
    QTest::newRow("a result that is no decoder") << "Result<int> count(int a);"
                                                 << ""
                                                 << "";
}

void TestTidyRules::fuzzTargets()
{
    QFETCH(QString, header);
    QFETCH(QString, target);
    QFETCH(QString, found);
    const Tree tree{makeSourceFile(QStringLiteral("common/x/a.h"), header + u'\n'),
                    makeSourceFile(QStringLiteral("tests/fuzz/CMakeLists.txt"),
                                   QStringLiteral("chat121_fuzz(fuzz_a LINKS b)\n")),
                    makeSourceFile(QStringLiteral("tests/fuzz/fuzz_a.cpp"), target + u'\n')};
    QStringList findings;
    for (const Finding &finding : checkFuzzTargets(tree))
        findings.append(finding.toString());
    QVERIFY2(found.isEmpty() == findings.isEmpty(), qPrintable(findings.join(u'\n')));
    QVERIFY2(findings.join(u'\n').contains(found), qPrintable(findings.join(u'\n')));

    const Tree unlisted{makeSourceFile(QStringLiteral("tests/fuzz/CMakeLists.txt"), QStringLiteral("\n")),
                        tree.last()};
    QCOMPARE(checkFuzzTargets(unlisted).size(), 1);
}

void TestTidyRules::treesAreReadFromDisk()
{
    const test::TemporaryDirectory folder;
    folder.write(QStringLiteral("common/base/a.h"), kLicence + "#include <sodium.h>\n");
    folder.write(QStringLiteral("dev"), "#!/bin/bash\n");
    folder.write(QStringLiteral("build/dev/generated.h"), "#include <sodium.h>\n");
    folder.write(QStringLiteral("resources/picture.png"), "not text");

    const Tree tree = loadTree(folder.path());

    QCOMPARE(tree.size(), 2);
    QCOMPARE(checkHomes(tree).value(0).toString(),
             QStringLiteral("common/base/a.h:3: libsodium (#include <sodium) belongs into: common/crypto/ "
                            "tests/bench/sodium_floor.cpp tests/common/secrecy/sodium_borders.cpp"));
    QCOMPARE(checkShape(tree).size(), 2); // dev lacks both licence lines
}

CHAT121_TEST_MAIN(TestTidyRules)
#include "tst_tidy_rules.moc"
