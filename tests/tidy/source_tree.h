// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The files of the repository as the house rules see them: the text, the text without comments, and
// the text without comments and literals. Line breaks stay where they are in all three.
#pragma once

#include <QList>
#include <QString>

namespace chat121::tidy {

struct SourceFile {
    QString path; // from the root of the repository, as "common/base/ids.h"
    QString text;
    QString quoted; // comments blanked (C++ only; otherwise the text)
    QString code;   // comments and the inside of literals blanked

    bool isCpp() const
    {
        return path.endsWith(QStringLiteral(".h")) || path.endsWith(QStringLiteral(".cpp"));
    }
    bool isBelow(const QString &folder) const { return path.startsWith(folder + QLatin1Char('/')); }
};

using Tree = QList<SourceFile>;

SourceFile makeSourceFile(const QString &path, const QString &text);

// Every text file below `root` that is ours: not build/, not demo-output/, not .git, not pictures.
Tree loadTree(const QString &root);

// The file with this path, or null. Borrowed from the tree.
const SourceFile *find(const Tree &tree, const QString &path);

// 1 for the first line.
int lineAt(const QString &text, qsizetype offset);

} // namespace chat121::tidy
