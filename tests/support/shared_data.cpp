// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/shared_data.h"

#include <QDir>
#include <QFileInfo>

namespace chat121::test {

SharedData sharedData(const QString &name)
{
    const QString beside = QDir::cleanPath(QStringLiteral(CHAT121_SOURCE_DIR "/../shared"));
    const QString root = qEnvironmentVariable("CHAT121_SHARED", beside);
    const QString path = QDir(root).filePath(name);
    const bool required = qEnvironmentVariable("CHAT121_REQUIRE_SHARED") == QStringLiteral("1");
    if (QFileInfo(path).isDir()) return {path, required, {}};
    return {{},
            required,
            QStringLiteral("not checked: %1 is absent (set CHAT121_SHARED to the folder that holds %2)")
                .arg(path, name)};
}

} // namespace chat121::test
