// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/bot/options.h"

#include <QCommandLineParser>
#include <QFile>

namespace chat121::bot {

using namespace Qt::StringLiterals;

namespace {

Result<QString> readPassphrase(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Error{Code::Malformed, u"--passphrase-file cannot be read: "_s + file.errorString()};
    const QString line = QString::fromUtf8(file.readLine(4096)).trimmed();
    if (line.isEmpty()) return Error{Code::Malformed, u"--passphrase-file is empty"_s};
    return line;
}

} // namespace

Result<Options> parseOptions(const QStringList &arguments, const QProcessEnvironment &environment)
{
    const QCommandLineOption profile(u"profile"_s, u"Folder of the profile (required)."_s, u"dir"_s);
    const QCommandLineOption passphrase_file(
        u"passphrase-file"_s, u"First line: the passphrase of the profile (or CHAT121_PASSPHRASE)."_s,
        u"file"_s);
    const QCommandLineOption auto_read(u"auto-read"_s, u"Everything that arrives counts as read."_s);
    QCommandLineParser parser;
    parser.setApplicationDescription(
        u"A client of Chat Live 121 without windows: JSON lines on stdin and stdout (see README.md)."_s);
    parser.addOptions({profile, passphrase_file, auto_read});
    const QCommandLineOption help = parser.addHelpOption();
    if (!parser.parse(arguments)) return Error{Code::Malformed, parser.errorText()};

    Options options;
    if (parser.isSet(help)) {
        options.help = parser.helpText();
        return options;
    }
    options.profile = parser.value(profile);
    if (options.profile.isEmpty()) return Error{Code::Malformed, u"--profile is required"_s};
    if (!parser.positionalArguments().isEmpty())
        return Error{Code::Malformed, u"unexpected argument: "_s + parser.positionalArguments().constFirst()};
    options.auto_read = parser.isSet(auto_read);
    options.passphrase = environment.value(u"CHAT121_PASSPHRASE"_s);
    if (parser.isSet(passphrase_file)) {
        TRY_ASSIGN(options.passphrase, readPassphrase(parser.value(passphrase_file)));
    }
    return options;
}

} // namespace chat121::bot
