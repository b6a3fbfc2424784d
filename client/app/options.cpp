// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/app/options.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QFileInfo>

namespace chat121::app {

namespace {

struct CommandLine {
    Q_DECLARE_TR_FUNCTIONS(CommandLine)
};

Result<ui::Scheme> schemeOf(const QString &name)
{
    const std::pair<QString, ui::Scheme> schemes[] = {
        {QStringLiteral("system"), ui::Scheme::System},
        {QStringLiteral("light"), ui::Scheme::Light},
        {QStringLiteral("dark"), ui::Scheme::Dark},
        {QStringLiteral("contrast"), ui::Scheme::HighContrast},
    };
    for (const auto &[scheme_name, scheme] : schemes) {
        if (scheme_name == name) return scheme;
    }
    return Error{Code::Malformed, CommandLine::tr("--theme: choose system, light, dark or contrast.")};
}

} // namespace

Result<Options> readOptions(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(CommandLine::tr("Live chat that only the people in it can read."));
    const QCommandLineOption profile(QStringLiteral("profile"), CommandLine::tr("Use this folder instead of your own profile."), QStringLiteral("folder"));
    const QCommandLineOption language(QStringLiteral("language"), CommandLine::tr("Language of the windows, for example de."), QStringLiteral("tag"));
    const QCommandLineOption theme(QStringLiteral("theme"), CommandLine::tr("system, light, dark or contrast."), QStringLiteral("name"), QStringLiteral("system"));
    const QCommandLineOption demo(QStringLiteral("demo"), CommandLine::tr("Try it here: a server and a customer of your own, on this computer only."));
    parser.addOptions({profile, language, theme, demo});
    const QCommandLineOption help = parser.addHelpOption();
    const QCommandLineOption version = parser.addVersionOption();
    parser.addPositionalArgument(QStringLiteral("invitation"), CommandLine::tr("A link or a .chat121 file."), QStringLiteral("[invitation]"));
    if (!parser.parse(arguments)) return Error{Code::Malformed, parser.errorText()};

    Options options;
    if (parser.isSet(help)) options.text = parser.helpText();
    if (parser.isSet(version)) options.text = QStringLiteral("chat121 %1\n").arg(QCoreApplication::applicationVersion());
    if (parser.positionalArguments().size() > 1) return Error{Code::Malformed, CommandLine::tr("Only one invitation can be opened at a time.")};
    options.profile = parser.value(profile).isEmpty() ? QString() : QFileInfo(parser.value(profile)).absoluteFilePath();
    options.language = parser.value(language);
    options.invitation = parser.positionalArguments().value(0);
    options.is_demo = parser.isSet(demo);
    TRY_ASSIGN(options.scheme, schemeOf(parser.value(theme)));
    return options;
}

} // namespace chat121::app
