// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A folder that is removed with everything in it at the end of the test.
#pragma once

#include <QByteArray>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>

namespace chat121::test {

class TemporaryDirectory {
public:
    TemporaryDirectory()
    {
        if (!m_dir.isValid()) qFatal("no temporary directory: %s", qPrintable(m_dir.errorString()));
    }

    QString path() const { return m_dir.path(); }
    QString filePath(const QString &name) const { return m_dir.filePath(name); }

    // Makes the folders on the way; returns the full path.
    QString write(const QString &name, QByteArrayView content) const
    {
        const QString path = filePath(name);
        QDir().mkpath(QFileInfo(path).path());
        QFile file(path);
        const bool written =
            file.open(QIODevice::WriteOnly) && file.write(content.toByteArray()) == content.size();
        if (!written) qFatal("cannot write %s: %s", qPrintable(path), qPrintable(file.errorString()));
        return path;
    }

    // Empty when the file is absent.
    QByteArray read(const QString &name) const
    {
        QFile file(filePath(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

private:
    QTemporaryDir m_dir;
};

} // namespace chat121::test
