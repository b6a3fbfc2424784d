// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The command line; see options.h.
#include "client/app/options.h"

#include "client/app/languages.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QFileInfo>

namespace chat121::app {

namespace {

struct CommandLine {
    Q_DECLARE_TR_FUNCTIONS(CommandLine)
};

Error wrong(const QString &sentence)
{
    return {Code::Malformed, sentence};
}

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
    return wrong(CommandLine::tr("--theme: choose system, light, dark or contrast."));
}

// The options, described for the help.
struct Known {
    QCommandLineOption profile{QStringLiteral("profile"),
                               CommandLine::tr("Use this folder instead of your own profile."),
                               QStringLiteral("folder")};
    QCommandLineOption language{QStringLiteral("language"),
                                CommandLine::tr("Language of the windows, for example de."),
                                QStringLiteral("tag")};
    QCommandLineOption theme{QStringLiteral("theme"), CommandLine::tr("system, light, dark or contrast."),
                             QStringLiteral("name"), QStringLiteral("system")};
    QCommandLineOption demo{
        QStringLiteral("demo"),
        CommandLine::tr("Try it here: a server and a customer of your own, on this computer only.")};
    // Of our own: Qt's would offer a list of its internal options too.
    QCommandLineOption help{{QStringLiteral("h"), QStringLiteral("help")},
                            CommandLine::tr("Show this help.")};
    QCommandLineOption version{{QStringLiteral("v"), QStringLiteral("version")},
                               CommandLine::tr("Show the version.")};
};

QString textOf(const QCommandLineParser &parser, const Known &known)
{
    if (parser.isSet(known.help)) return parser.helpText();
    if (parser.isSet(known.version))
        return QStringLiteral("chat121 %1\n").arg(QCoreApplication::applicationVersion());
    return {};
}

} // namespace

Result<Options> readOptions(const QStringList &arguments)
{
    QCommandLineParser parser;
    const Known known;
    parser.setApplicationDescription(CommandLine::tr("Live chat that only the people in it can read."));
    parser.addOptions({known.profile, known.language, known.theme, known.demo, known.help, known.version});
    parser.addPositionalArgument(QStringLiteral("invitation"), CommandLine::tr("A link or a .chat121 file."),
                                 QStringLiteral("[invitation]"));
    if (!parser.parse(arguments)) return wrong(parser.errorText());

    Options options;
    options.language = parser.value(known.language);
    if (parser.isSet(known.language) && !isLanguage(options.language))
        return wrong(CommandLine::tr("--language: write a language as en, de or pt-BR."));
    options.text = textOf(parser, known);
    if (parser.isSet(known.profile)) {
        if (parser.value(known.profile).isEmpty()) return wrong(CommandLine::tr("--profile: name a folder."));
        options.profile = QFileInfo(parser.value(known.profile)).absoluteFilePath();
    }
    const QStringList invitations = parser.positionalArguments();
    if (invitations.size() > 1) return wrong(CommandLine::tr("Only one invitation can be opened at a time."));
    options.invitation = invitations.value(0);
    options.is_demo = parser.isSet(known.demo);
    if (options.is_demo && (!options.profile.isEmpty() || !options.invitation.isEmpty()))
        return wrong(CommandLine::tr("--demo makes its own profile and invitation; give neither."));
    TRY_ASSIGN(options.scheme, schemeOf(parser.value(known.theme)));
    return options;
}

} // namespace chat121::app
