// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/core/export/private_file.h"

#include <QDir>
#include <QFileInfo>
#include <QStorageInfo>

#include <climits>

namespace chat121::transcript {

namespace {

constexpr qint64 kRoomMin = 1024 * 1024; // with less, a disk counts as full
constexpr QFile::Permissions kOwnerOnly = QFile::ReadOwner | QFile::WriteOwner;

bool isTaken(const QString &path)
{
    const QFileInfo info(path);
    return info.exists() || info.isSymLink();
}

} // namespace

PrivateFile::PrivateFile(const QString &path, bool may_replace)
    : m_file(path)
    , m_may_replace(may_replace)
{
}

Result<std::unique_ptr<PrivateFile>> PrivateFile::open(const QString &path, bool may_replace)
{
    const QFileInfo info(path);
    const bool is_short = QFile::encodeName(info.fileName()).size() <= NAME_MAX;
    const bool is_name =
        is_short && QDir::isAbsolutePath(path) && !path.contains(QChar::Null) && !info.fileName().isEmpty();
    if (!is_name || info.isDir()) return Error{Code::Malformed, QStringLiteral("no name of a file")};
    if (isTaken(path) && !info.isFile())
        return Error{Code::Malformed, QStringLiteral("not a file that can be replaced")};
    if (isTaken(path) && !may_replace) return Error{Code::Conflict, QStringLiteral("there is such a file")};
    std::unique_ptr<PrivateFile> file(new PrivateFile(path, may_replace));
    if (!file->m_file.open(QIODevice::WriteOnly)) return file->failure();
    // Before the first letter is in it.
    const bool is_private =
        file->m_file.setPermissions(kOwnerOnly) &&
        (file->m_file.permissions() & ~kOwnerOnly & ~(QFile::ReadUser | QFile::WriteUser)) == 0;
    if (!is_private) return Error{Code::Forbidden, QStringLiteral("the place keeps no private files")};
    return file;
}

Error PrivateFile::failure()
{
    m_has_failed = true;
    const QStorageInfo disk(QFileInfo(path()).path());
    const bool is_full = disk.isValid() && disk.bytesTotal() > 0 && disk.bytesAvailable() < kRoomMin;
    return {is_full ? Code::TooLarge : Code::Storage, m_file.errorString()};
}

Result<void> PrivateFile::write(const QByteArray &bytes)
{
    return m_file.write(bytes) == bytes.size() ? success() : Result<void>(failure());
}

Result<void> PrivateFile::flush()
{
    return m_file.flush() ? success() : Result<void>(failure());
}

// QSaveFile forgets what fails when its buffer is written out: after that, it would give half of a file the
// name.
Result<void> PrivateFile::commit()
{
    if (!m_may_replace && isTaken(path()))
        return Error{Code::Conflict, QStringLiteral("there is such a file")};
    if (m_has_failed || !m_file.flush()) return failure();
    return m_file.commit() ? success() : Result<void>(failure());
}

} // namespace chat121::transcript
