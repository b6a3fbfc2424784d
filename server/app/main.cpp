// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// chat121-server: reads the configuration, starts the object graph, waits for SIGTERM or SIGINT.
// stdout says what an operator or a script waits for, stderr is the log. Exit status: 0 after a
// clean stop, 1 when it cannot run, 2 for a wrong configuration.
#include "common/base/log.h"
#include "common/crypto/init.h"
#include "server/app/program.h"
#include "server/ops/log_output.h"
#include "server/ops/process.h"
#include "server/ops/registrar_key.h"

#include <QCoreApplication>

#include <cstdio>
#include <cstdlib>

using namespace chat121;

namespace {

constexpr int kWrongConfiguration = 2;

void print(const QString &line)
{
    std::printf("%s\n", qUtf8Printable(line));
    std::fflush(stdout);
}

int fail(const Error &error, int status)
{
    std::fprintf(stderr, "chat121-server: %s\n", qUtf8Printable(ops::escaped(error.detail)));
    return status;
}

// Beyond what reading it has checked: that the files are there and fit.
int checkConfig(const ops::Config &config)
{
    if (!config.certificate.isEmpty()) {
        const auto tls = ops::loadTlsIdentity(config.certificate, config.private_key);
        if (!tls) return fail(tls.error(), kWrongConfiguration);
    }
    if (!config.registrar_key.path.isEmpty()) {
        const auto key = ops::readRegistrarKey(config.registrar_key);
        if (!key) return fail(key.error(), kWrongConfiguration);
    }
    print(QStringLiteral("The configuration is right. Data directory: %1").arg(config.data));
    return EXIT_SUCCESS;
}

int printSetUpLink(const ops::Config &config)
{
    app::Program program(config);
    auto link = program.makeSetUpLinkOffline();
    // A server that runs has the lock: it makes the link itself.
    if (!link && link.error().code == Code::Conflict) link = ops::askForSetUpLink(config.data);
    if (!link) return fail(link.error(), EXIT_FAILURE);
    print(*link);
    return EXIT_SUCCESS;
}

void announce(const app::Program &program)
{
    if (!program.setUpLink().isEmpty()) {
        print(QStringLiteral("No organisation has been founded here yet. Whoever opens this link in the "
                             "client founds it;\n"
                             "it works once and for 30 minutes (\"chat121-server setup\" makes another):\n%1")
                  .arg(program.setUpLink()));
    }
    const QByteArray pin = program.tlsPin().toByteArray().toHex();
    print(QStringLiteral("ready %1 pin=%2").arg(program.shownAddress(), QString::fromLatin1(pin)));
}

int serve(const ops::Config &config)
{
    const ops::StopSignal stop_signal;
    app::Program program(config);
    QObject::connect(&stop_signal, &ops::StopSignal::stopRequested, &program, &app::Program::stop);
    QObject::connect(&program, &app::Program::finished, qApp, &QCoreApplication::exit, Qt::QueuedConnection);
    if (const auto started = program.start(); !started) return fail(started.error(), EXIT_FAILURE);
    announce(program);
    return QCoreApplication::exec();
}

} // namespace

int main(int argc, char **argv)
{
    ops::hardenProcess();
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("chat121-server"));
    if (!crypto::initialise())
        return fail(
            {Code::Crypto, QStringLiteral("The cryptographic library does not start on this machine.")},
            EXIT_FAILURE);
    const auto config = ops::readConfig(application.arguments(), ops::surroundingsOfThisProcess());
    if (!config) return fail(config.error(), kWrongConfiguration);
    ops::installLogOutput(config->log_format);
    switch (config->command) {
    case ops::Command::Help:
    case ops::Command::Version:
        std::printf("%s", qUtf8Printable(config->text));
        return EXIT_SUCCESS;
    case ops::Command::CheckConfig:
        return checkConfig(*config);
    case ops::Command::SetUp:
        return printSetUpLink(*config);
    case ops::Command::Serve:
        return serve(*config);
    }
    return EXIT_FAILURE;
}
