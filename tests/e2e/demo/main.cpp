// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// chat121-demo: a real conversation between the shipped programs, played and checked.
// Exit status 0 when every step was seen to happen.
#include "tests/e2e/demo/scenario.h"

#include <QCommandLineParser>
#include <QCoreApplication>

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    QCommandLineParser parser;
    parser.setApplicationDescription(
        QStringLiteral("Plays a conversation with the real server and the real windows."));
    const QCommandLineOption output(QStringLiteral("output"), QStringLiteral("Folder for pictures."),
                                    QStringLiteral("folder"), QStringLiteral("demo-output"));
    const QCommandLineOption stay(QStringLiteral("stay"),
                                  QStringLiteral("Leave the windows open at the end."));
    parser.addOptions({output, stay});
    parser.addHelpOption();
    parser.process(application);

    chat121::e2e::Report report;
    chat121::e2e::Scenario scenario(report, parser.value(output));
    const bool passed = scenario.play();
    report.summary();
    if (passed && parser.isSet(stay)) scenario.leaveWindowsOpen();
    return passed && report.failures() == 0 ? 0 : 1;
}
