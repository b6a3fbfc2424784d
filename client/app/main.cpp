// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// chat121: the windows. Makes the object graph and hands over to the event loop.
#include "client/app/languages.h"
#include "client/app/options.h"
#include "client/app/try_it_here.h"
#include "client/core/engine/live_workspace.h"
#include "client/ui/attention/desktop_notices.h"
#include "client/ui/shell/main_window.h"
#include "client/ui/theme/theme.h"
#include "common/crypto/init.h"

#include <QApplication>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>

#include <cstdio>
#include <cstdlib>
#include <optional>

using namespace chat121;

namespace {

int refuse(const QString &sentence)
{
    std::fprintf(stderr, "chat121: %s\n", qUtf8Printable(sentence));
    return EXIT_FAILURE;
}

QString profileFolder(const app::Options &options, const QTemporaryDir &demo)
{
    if (options.is_demo) return demo.filePath(QStringLiteral("agent"));
    if (!options.profile.isEmpty()) return options.profile;
    return QStandardPaths::writableLocation(QStandardPaths::AppDataLocation);
}

// Before there is a QApplication: --help and --version need no display.
Result<app::Options> readCommandLine(int argc, char **argv)
{
    const QCoreApplication reader(argc, argv);
    app::speak({});
    auto options = app::readOptions(QCoreApplication::arguments());
    if (!options || options->language.isEmpty()) return options;
    app::speak(options->language);
    return app::readOptions(QCoreApplication::arguments()); // the help in the language that was asked for
}

void startDemo(app::TryItHere &demo)
{
    QObject::connect(&demo, &app::TryItHere::failed, qApp, [](const QString &sentence) {
        refuse(sentence);
        QCoreApplication::exit(EXIT_FAILURE);
    });
    demo.start();
}

QStringList demoArguments(const app::Options &options)
{
    QStringList arguments = {QStringLiteral("--demo")};
    if (!options.language.isEmpty()) arguments << QStringLiteral("--language") << options.language;
    return arguments;
}

int run(const app::Options &options)
{
    const SystemClock clock;
    const QTemporaryDir demo_folder;
    ui::Theme theme;
    theme.install();
    theme.setScheme(options.scheme);

    engine::EngineSetup setup;
    setup.directory = profileFolder(options, demo_folder);
    LiveWorkspace workspace(setup);
    ui::MainWindow window(workspace, theme, clock);
    ui::DesktopNotices notices(QDBusConnection::sessionBus());
    window.tellThrough(notices);
    window.offerTryHere(!options.is_demo && app::canTryItHere());
    QObject::connect(&window, &ui::MainWindow::tryHereWanted, &window, [&window, &options] {
        if (QProcess::startDetached(QCoreApplication::applicationFilePath(), demoArguments(options)))
            window.close();
    });
    window.show();
    workspace.open();
    std::optional<app::TryItHere> demo;
    if (options.is_demo)
        startDemo(demo.emplace(workspace, demo_folder.path(), options.language));
    else if (!options.invitation.isEmpty())
        window.openInvitation(options.invitation);
    return QApplication::exec();
}

} // namespace

int main(int argc, char **argv)
{
    crypto::forbidCoreDumps();
    QCoreApplication::setApplicationName(QStringLiteral("chat121"));
    QCoreApplication::setApplicationVersion(QStringLiteral(CHAT121_VERSION));
    const auto options = readCommandLine(argc, argv);
    if (!options) return refuse(options.error().detail);
    if (!options->text.isEmpty()) {
        std::printf("%s", qUtf8Printable(options->text));
        return EXIT_SUCCESS;
    }
    QGuiApplication::setDesktopFileName(QStringLiteral("chat121"));
    const QApplication application(argc, argv);
    app::speak(options->language);
    if (!crypto::initialise()) {
        return refuse(QCoreApplication::translate(
            "CommandLine", "The cryptographic library does not start on this computer."));
    }
    return run(*options);
}
