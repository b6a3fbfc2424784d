// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A disk of a few megabytes that can be filled, freed and made read-only: a tmpfs below a folder.
// Only root may mount one.
//
// Ownership: unmounts itself; whoever writes to it ends first. Threads: any one.
#pragma once

#include <QString>

namespace chat121::e2e {

class SmallDisk {
public:
    SmallDisk(const QString &folder, int megabytes);
    ~SmallDisk();
    Q_DISABLE_COPY_MOVE(SmallDisk)

    bool isMounted() const { return m_is_mounted; }
    QString path() const { return m_folder; }
    bool fill(); // to the last byte
    bool free();
    bool setReadOnly(bool is_read_only);

private:
    QString filler() const { return m_folder + QStringLiteral("/filler"); }

    QString m_folder;
    bool m_is_mounted = false;
};

} // namespace chat121::e2e
