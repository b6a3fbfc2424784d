// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/ops/data_directory.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace chat121::ops {

namespace {

constexpr mode_t kOwnerOnly = 0700;
const QString kLockName = QStringLiteral("lock");

QString lastError()
{
    return QString::fromLocal8Bit(std::strerror(errno));
}

// Anything, unless a server has used the folder before. A fresh file system brings lost+found.
bool holdsOtherThings(const QString &path)
{
    QStringList names =
        QDir(path).entryList(QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot);
    names.removeAll(QStringLiteral("lost+found"));
    return !names.isEmpty() && !names.contains(kLockName);
}

} // namespace

Result<void> makePrivateDirectory(const QString &path)
{
    const QByteArray name = QFile::encodeName(path);
    const QString above = QFileInfo(path).path();
    if (!QDir(above).exists() && !QDir().mkpath(above))
        return Error{
            Code::Storage,
            QStringLiteral("The folder %1 cannot be made; choose another one with --data.").arg(above)};
    if (mkdir(name.constData(), kOwnerOnly) != 0 && errno != EEXIST)
        return Error{Code::Storage,
                     QStringLiteral("The folder %1 cannot be made: %2; choose another one with --data.")
                         .arg(path, lastError())};
    if (!QFileInfo(path).isDir())
        return Error{Code::Storage,
                     QStringLiteral("%1 is not a folder; choose another one with --data.").arg(path)};
    if (access(name.constData(), W_OK | X_OK) != 0)
        return Error{Code::Storage,
                     QStringLiteral("The folder %1 cannot be written to: %2; choose another one with --data.")
                         .arg(path, lastError())};
    if (chmod(name.constData(), kOwnerOnly) != 0)
        return Error{Code::Storage,
                     QStringLiteral("The folder %1 belongs to another user; choose another one with --data.")
                         .arg(path)};
    return success();
}

Result<void> makeDataDirectory(const QString &path)
{
    struct stat about = {};
    const bool exists = stat(QFile::encodeName(path).constData(), &about) == 0;
    const bool is_open = exists && S_ISDIR(about.st_mode) && (about.st_mode & (S_IRWXG | S_IRWXO)) != 0;
    if (is_open && holdsOtherThings(path))
        return Error{Code::Storage,
                     QStringLiteral("The folder %1 holds other things and is open to other users; "
                                    "choose an empty one with --data.")
                         .arg(path)};
    return makePrivateDirectory(path);
}

Result<void> writePrivateFile(const QString &path, const QByteArray &content)
{
    QSaveFile file(path);
    file.setDirectWriteFallback(false);
    // The temporary file is made with mode 0600; permissions are set before the content is there.
    // Flushed by hand: QSaveFile forgets what fails when it does that itself, and commits half of a file.
    const bool written = file.open(QIODevice::WriteOnly) &&
                         file.setPermissions(QFile::ReadOwner | QFile::WriteOwner) &&
                         file.write(content) == content.size() && file.flush() && file.commit();
    if (!written)
        return Error{Code::Storage,
                     QStringLiteral("The file %1 cannot be written: %2.").arg(path, file.errorString())};
    return success();
}

Result<std::unique_ptr<DirectoryLock>> DirectoryLock::take(const QString &directory)
{
    const QByteArray path = QFile::encodeName(directory + QLatin1Char('/') + kLockName);
    const int fd = open(path.constData(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (fd < 0)
        return Error{Code::Storage,
                     QStringLiteral("The folder %1 cannot be written to: %2; choose another one with --data.")
                         .arg(directory, lastError())};
    if (flock(fd, LOCK_EX | LOCK_NB) != 0) {
        close(fd);
        return Error{Code::Conflict,
                     QStringLiteral("Another chat121-server already runs on the folder %1.").arg(directory)};
    }
    return std::unique_ptr<DirectoryLock>(new DirectoryLock(fd));
}

DirectoryLock::~DirectoryLock()
{
    close(m_fd);
}

} // namespace chat121::ops
