// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The house rules. Each takes the whole tree and returns what breaks it; each is a table with a small
// loop, so that a new rule is a new row. Every rule is itself tested on planted violations
// (tst_tidy_rules.cpp, tst_tidy_documents.cpp).
#pragma once

#include "tests/tidy/source_tree.h"

#include <QStringList>

namespace chat121::tidy {

struct Finding {
    QString path;
    int line = 0;
    QString what;

    QString toString() const { return QStringLiteral("%1:%2: %3").arg(path).arg(line).arg(what); }
};

using Findings = QList<Finding>;

Findings checkIncludes(const Tree &tree);     // who may include whom
Findings checkHomes(const Tree &tree);        // what may be named in one place only
Findings checkShape(const Tree &tree);        // lengths, licence lines, forbidden words
Findings checkWindows(const Tree &tree);      // what people see is translated, and is plain text
Findings checkProtocol(const Tree &tree);     // PROTOCOL.md says what the schema says
Findings checkFuzzTargets(const Tree &tree);  // every decoder has a fuzz target, with seeds
Findings checkKeys(const Tree &tree);         // no key has two uses; no library's refusal goes unheard
Findings checkThreats(const Tree &tree);      // every attack has tests, and they exist
Findings checkDocuments(const Tree &tree);    // the tests and files that documents name are there
Findings checkTranslations(const Tree &tree); // nothing is left to translate

// --- for the tests of the rules -------------------------------------------------------------------

struct Function {
    QString head;
    int line = 0;
    int lines = 0; // between the braces
};
QList<Function> functionsOf(const SourceFile &file);

struct WireMessage {
    QString name;
    int number = 0;
    QStringList fields;
    QString path;
    int line = 0;
};
QList<WireMessage> wireMessages(const Tree &tree);

// Names that tests/fuzz must mention, each with the place where it is decoded.
QList<Finding> decoders(const Tree &tree);

} // namespace chat121::tidy
