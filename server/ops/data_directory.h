// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The folder with everything that the server keeps: readable by its own user only, and used by one
// server at a time. Owner: main(). Threads: main.
#pragma once

#include "common/base/result.h"

#include <QByteArray>
#include <QString>

#include <memory>

namespace chat121::ops {

// Makes the folder and those above it; the last one gets mode 0700. One sentence on failure.
Result<void> makePrivateDirectory(const QString &path);

// The same for the data directory. A folder that others can enter and that holds other things is
// refused rather than closed to them: `--data /var/lib` would lock everybody out of it.
Result<void> makeDataDirectory(const QString &path);

// Mode 0600, and either the old content or the new one after a crash, never half of it.
Result<void> writePrivateFile(const QString &path, const QByteArray &content);

// Held as long as the server runs; the kernel lets go of it when the process ends, however it ends.
class DirectoryLock {
public:
    // Conflict, with a sentence, when another server runs on this folder.
    static Result<std::unique_ptr<DirectoryLock>> take(const QString &directory);
    ~DirectoryLock();
    Q_DISABLE_COPY_MOVE(DirectoryLock)

private:
    explicit DirectoryLock(int fd)
        : m_fd(fd)
    {
    }
    int m_fd;
};

} // namespace chat121::ops
