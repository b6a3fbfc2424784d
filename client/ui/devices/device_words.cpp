// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/ui/devices/device_words.h"

#include "client/ui/text/names.h"
#include "client/ui/widgets/confirm_dialog.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

namespace chat121::ui {

namespace {

struct Devices {
    Q_DECLARE_TR_FUNCTIONS(Devices)
};

} // namespace

QString nameOf(const OwnDevice &device)
{
    const QString name = cleanName(device.name);
    return name.isEmpty() ? Devices::tr("A computer") : isolated(name);
}

QString dateInWords(UnixTime time)
{
    return QLocale().toString(QDateTime::fromMSecsSinceEpoch(time.ms).date(), QLocale::ShortFormat);
}

bool askToRemove(const OwnDevice &device, QWidget *parent)
{
    ConfirmDialog question(
        {Devices::tr("Remove %1?").arg(nameOf(device)),
         Devices::tr(
             "It is signed out at once and leaves all of your conversations; what it has read already "
             "stays on it. If it was stolen, change your password and make new recovery words, too."),
         Devices::tr("Keep"), Devices::tr("Remove")},
        parent);
    return question.exec() == QDialog::Accepted;
}

} // namespace chat121::ui
