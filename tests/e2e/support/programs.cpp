// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/e2e/support/programs.h"

#include <QDir>

namespace chat121::e2e {

QString programPath(const QString &name)
{
    return QStringLiteral(CHAT121_BIN_DIR) + QLatin1Char('/') + name;
}

QProcessEnvironment privateEnvironment(const QString &home)
{
    QDir().mkpath(home);
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("HOME"), home);
    const QStringList folders = {QStringLiteral("CONFIG"), QStringLiteral("DATA"), QStringLiteral("STATE"),
                                 QStringLiteral("CACHE")};
    for (const QString &folder : folders)
        environment.insert(QStringLiteral("XDG_%1_HOME").arg(folder),
                           home + QLatin1Char('/') + folder.toLower());
    const QString runtime = home + QStringLiteral("/run");
    QDir().mkpath(runtime);
    QFile::setPermissions(runtime, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    environment.insert(QStringLiteral("XDG_RUNTIME_DIR"), runtime);
    environment.insert(QStringLiteral("DBUS_SESSION_BUS_ADDRESS"),
                       QStringLiteral("unix:path=%1/no-bus").arg(runtime));
    const QString temporary = home + QStringLiteral("/tmp"); // what is left there is searched, too
    QDir().mkpath(temporary);
    environment.insert(QStringLiteral("TMPDIR"), temporary);
    environment.remove(QStringLiteral("QT_LOGGING_RULES"));
    return environment;
}

void addDriver(QProcessEnvironment &environment, const QString &socket)
{
    environment.insert(QStringLiteral("QT_PLUGIN_PATH"), QStringLiteral(CHAT121_PLUGIN_DIR));
    environment.insert(QStringLiteral("QT_QPA_GENERIC_PLUGINS"), QStringLiteral("chat121driver"));
    environment.insert(QStringLiteral("CHAT121_DRIVER_SOCKET"), socket);
}

} // namespace chat121::e2e
