// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A generic plug-in of Qt that lets a test play the person in front of a window.
//
// Qt loads it into any program that is started with QT_QPA_GENERIC_PLUGINS=chat121driver and a
// QT_PLUGIN_PATH that holds it, so the program under test is the one that is shipped. CHAT121_DRIVER_MIRRORS
// has its windows laid out from right to left, as in a language that is written so.
#include "tests/e2e/driver/window_driver.h"

#include <QGenericPlugin>
#include <QGuiApplication>

namespace chat121::e2e {

class DriverPlugin final : public QGenericPlugin {
    Q_OBJECT
    Q_PLUGIN_METADATA(IID QGenericPluginFactoryInterface_iid FILE "driver.json")

public:
    QObject *create(const QString &name, const QString &) override
    {
        const QString socket = qEnvironmentVariable("CHAT121_DRIVER_SOCKET");
        if (name != QStringLiteral("chat121driver") || socket.isEmpty()) return nullptr;
        if (qEnvironmentVariableIsSet("CHAT121_DRIVER_MIRRORS"))
            QGuiApplication::setLayoutDirection(Qt::RightToLeft);
        return new WindowDriver(socket);
    }
};

} // namespace chat121::e2e

#include "driver_plugin.moc"
