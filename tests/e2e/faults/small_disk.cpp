// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/e2e/faults/small_disk.h"

#include <QDir>
#include <QFile>

#include <sys/mount.h>

namespace chat121::e2e {

SmallDisk::SmallDisk(const QString &folder, int megabytes)
    : m_folder(folder)
{
    QDir().mkpath(folder);
    const QByteArray options = QByteArray("size=") + QByteArray::number(megabytes) + "m";
    m_is_mounted =
        ::mount("tmpfs", QFile::encodeName(folder).constData(), "tmpfs", 0, options.constData()) == 0;
}

SmallDisk::~SmallDisk()
{
    if (m_is_mounted) ::umount2(QFile::encodeName(m_folder).constData(), MNT_DETACH);
}

bool SmallDisk::fill()
{
    QFile file(filler());
    if (!file.open(QIODevice::WriteOnly | QIODevice::Unbuffered)) return false;
    for (const qsizetype piece : {64 * 1024, 4096, 1}) {
        const QByteArray zeros(piece, '\0');
        while (file.write(zeros) == piece) {
        }
    }
    return file.size() > 0;
}

bool SmallDisk::free()
{
    return QFile::remove(filler());
}

bool SmallDisk::setReadOnly(bool is_read_only)
{
    unsigned long flags = MS_REMOUNT;
    if (is_read_only) flags |= MS_RDONLY;
    return ::mount("tmpfs", QFile::encodeName(m_folder).constData(), "tmpfs", flags, nullptr) == 0;
}

} // namespace chat121::e2e
