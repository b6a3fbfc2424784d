// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// chat121-bot: one profile without windows; JSON lines on stdin and stdout. See README.md.

#include "client/bot/bot.h"
#include "client/bot/line_reader.h"
#include "client/bot/options.h"
#include "client/core/engine/live_workspace.h"
#include "common/crypto/init.h"

#include <QCoreApplication>

#include <cstdio>

namespace {

constexpr int kUsageStatus = 2;

void printLine(const QByteArray &line)
{
    std::fwrite(line.constData(), 1, static_cast<size_t>(line.size()), stdout);
    std::fputc('\n', stdout);
    std::fflush(stdout);
}

} // namespace

int main(int argc, char **argv)
{
    chat121::crypto::forbidCoreDumps();
    QCoreApplication application(argc, argv);
    const auto options =
        chat121::bot::parseOptions(application.arguments(), QProcessEnvironment::systemEnvironment());
    if (!options) {
        std::fprintf(stderr, "chat121-bot: %s\n", qPrintable(options.error().detail));
        return kUsageStatus;
    }
    if (!options->help.isEmpty()) {
        printLine(options->help.toUtf8());
        return 0;
    }
    if (!chat121::crypto::initialise()) {
        std::fprintf(stderr, "chat121-bot: the cryptographic library does not start on this machine\n");
        return 1;
    }

    chat121::engine::EngineSetup setup;
    setup.directory = options->profile;
    setup.passphrase = options->passphrase;
    if (!options->passphrase.isEmpty()) setup.vault = chat121::VaultChoice::Passphrase;
    chat121::LiveWorkspace workspace(setup);
    const auto reading =
        options->auto_read ? chat121::bot::Bot::Reading::Automatic : chat121::bot::Bot::Reading::ByCommand;
    chat121::bot::Bot bot(workspace, reading);
    QObject::connect(&bot, &chat121::bot::Bot::event, &application, &printLine);
    QObject::connect(&bot, &chat121::bot::Bot::quitWanted, &application, &QCoreApplication::quit);

    chat121::bot::LineReader reader(0);
    QObject::connect(&reader, &chat121::bot::LineReader::line, &bot, &chat121::bot::Bot::command);
    QObject::connect(&reader, &chat121::bot::LineReader::ended, &application, &QCoreApplication::quit);
    workspace.open();
    QCoreApplication::exec();
    return bot.exitStatus();
}
