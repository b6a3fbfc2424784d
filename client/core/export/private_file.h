// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A file that appears whole or not at all, and that only its owner may read.
//
// What is written goes into a file beside it that takes its place in commit(); before that, and when this is
// destroyed, nothing under the chosen name has changed. Threads: one at a time.
#pragma once

#include "common/base/result.h"

#include <QSaveFile>

#include <memory>

namespace chat121::transcript {

class PrivateFile final {
public:
    // Conflict: there is a file of this name, and it may not be replaced. Forbidden: the place does not keep
    // a file for one person only. Malformed: no name of a file. Storage: everything else.
    static Result<std::unique_ptr<PrivateFile>> open(const QString &path, bool may_replace);

    // TooLarge: the disk has no room.
    Result<void> write(const QByteArray &bytes);
    Result<void> flush(); // what was written is with the system, or it fails now
    Result<void> commit();

    QString path() const { return m_file.fileName(); }

private:
    PrivateFile(const QString &path, bool may_replace);
    Error failure();

    QSaveFile m_file;
    const bool m_may_replace;
    bool m_has_failed = false;
};

} // namespace chat121::transcript
