// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/ops/config.h"

#include "common/base/limits.h"
#include "common/identity/endpoint.h"
#include "common/identity/names.h"
#include "server/store/database_url.h"

#include <QCommandLineParser>
#include <QDir>
#include <QFile>
#include <QHostAddress>
#include <QProcessEnvironment>
#include <QRegularExpression>
#include <QUrl>

#include <array>

#include <unistd.h>

namespace chat121::ops {

namespace {

using Values = QHash<QString, QString>;

constexpr const char *kVersion = "0.1.0";
constexpr const char *kSystemDirectory = "/var/lib/chat121";

struct Setting {
    const char *name;
    const char *value_name;
    const char *meaning;
};

constexpr std::array kSettings{
    Setting{"listen", "address:port",
            "Where to listen; *:8121 is every address of this machine. Port 0: any free one."},
    Setting{"data", "folder",
            "The data directory (default: /var/lib/chat121 for root, else below ~/.local/state)."},
    Setting{"database", "url",
            "sqlite:/path/to/file or postgres://user:password@host/name (default: in the data directory)."},
    Setting{"certificate", "file", "TLS certificate chain, PEM (default: self-made in the data directory)."},
    Setting{"private-key", "file", "The certificate's private key, PEM, RSA or ECDSA."},
    Setting{
        "registrar-key", "file",
        "The server's own signing key, kept out of the database (default: $CREDENTIALS_DIRECTORY/registrar "
        "if that is there, else in the database)."},
    Setting{"oldest-tls", "1.3|1.2",
            "The oldest TLS that is spoken (default: 1.3). The programs of Chat Live 121 need no other."},
    Setting{"origins", "list",
            "Web pages that may connect, such as https://chat.example.org, separated by commas."},
    Setting{"public-address", "host:port",
            "How others reach this server; stands in links (default: this machine's name)."},
    Setting{
        "region", "name",
        "Where this server keeps what it stores, such as eu-north. Departments that are bound to a region "
        "are served there only (default: not said, then none of them)."},
    Setting{"log-format", "lines|json", "How log lines look on stderr (default: lines)."},
    Setting{"threads", "number", "Network threads (default: one for each processor, at most 8)."},
    Setting{"plain-text", "yes|no",
            "No TLS. Only on a loopback address, behind a proxy or for a test (default: no)."},
};

Error wrong(const QString &sentence)
{
    return {Code::Malformed, sentence};
}

QString environmentName(const QString &setting)
{
    return QStringLiteral("CHAT121_") +
           QString(setting).replace(QLatin1Char('-'), QLatin1Char('_')).toUpper();
}

bool isSetting(const QString &name)
{
    return std::any_of(kSettings.begin(), kSettings.end(),
                       [&](const Setting &setting) { return name == QLatin1String(setting.name); });
}

Result<Values> parseFile(const QString &path, const QString &text)
{
    Values values;
    int number = 0;
    for (const QString &raw : text.split(QLatin1Char('\n'))) {
        ++number;
        const QString line = raw.trimmed();
        if (line.isEmpty() || line.startsWith(QLatin1Char('#'))) continue;
        const qsizetype equals = line.indexOf(QLatin1Char('='));
        const QString name = line.left(qMax<qsizetype>(equals, 0)).trimmed();
        if (!isSetting(name))
            return wrong(
                QStringLiteral(
                    "%1, line %2: \"%3\" is not a setting; write name = value, with a name from --help.")
                    .arg(path, QString::number(number), equals < 0 ? line : name));
        values.insert(name, line.mid(equals + 1).trimmed());
    }
    return values;
}

void addSettings(QCommandLineParser &parser)
{
    for (const Setting &setting : kSettings)
        parser.addOption(
            {QLatin1String(setting.name), QLatin1String(setting.meaning), QLatin1String(setting.value_name)});
    parser.addOption({QStringLiteral("config"),
                      QStringLiteral("A file with settings: one \"name = value\" a line."),
                      QStringLiteral("file")});
    parser.addOption(
        {QStringLiteral("check-config"), QStringLiteral("Say whether the configuration is right, and end.")});
    parser.addHelpOption();
    parser.addVersionOption();
    parser.setApplicationDescription(QStringLiteral(
        "Relays and stores the sealed messages of Chat Live 121. It needs no configuration at all.\n"
        "Every option may also stand in the environment (CHAT121_LISTEN for --listen) or in a file "
        "(--config)."));
    parser.addPositionalArgument(QStringLiteral("setup"),
                                 QStringLiteral("Print a fresh link for founding the organisation, and end."),
                                 QStringLiteral("[setup]"));
}

// File, environment, command line: later ones win.
Result<Values> gather(const QCommandLineParser &parser, const Surroundings &surroundings)
{
    const QString config_name = QStringLiteral("config");
    const QString file = parser.isSet(config_name)
                             ? parser.value(config_name)
                             : surroundings.environment.value(environmentName(config_name));
    Values values;
    if (!file.isEmpty()) {
        TRY_ASSIGN(const QString text, surroundings.read_file(file));
        TRY_ASSIGN(values, parseFile(file, text));
    }
    for (const Setting &setting : kSettings) {
        const QString name = QLatin1String(setting.name);
        const auto from_environment = surroundings.environment.constFind(environmentName(name));
        if (from_environment != surroundings.environment.cend()) values.insert(name, *from_environment);
        if (parser.isSet(name)) values.insert(name, parser.value(name));
    }
    return values;
}

QString defaultData(const Surroundings &surroundings)
{
    if (surroundings.is_root) return QLatin1String(kSystemDirectory);
    const QString state = surroundings.environment.value(QStringLiteral("XDG_STATE_HOME"));
    if (!state.isEmpty()) return state + QStringLiteral("/chat121-server");
    return surroundings.environment.value(QStringLiteral("HOME"), QStringLiteral("/tmp")) +
           QStringLiteral("/.local/state/chat121-server");
}

// scheme://host or scheme://host:port, nothing behind it: what browsers send as Origin.
bool isOrigin(const QString &text)
{
    const QUrl url(text, QUrl::StrictMode);
    const bool known = url.scheme() == QStringLiteral("https") || url.scheme() == QStringLiteral("http");
    return known && !url.host().isEmpty() && url.path().isEmpty() && !url.hasQuery() && !url.hasFragment() &&
           url.userInfo().isEmpty() && url.toString() == text;
}

Result<QStringList> parseOrigins(const QString &text)
{
    QStringList origins;
    for (const QString &part : text.split(QLatin1Char(','), Qt::SkipEmptyParts)) {
        const QString origin = part.trimmed();
        if (!isOrigin(origin))
            return wrong(
                QStringLiteral("--origins: \"%1\" is not an origin; write https://host or https://host:port.")
                    .arg(origin));
        origins.append(origin);
    }
    return origins;
}

Result<bool> parseYesNo(const QString &name, const QString &text)
{
    if (text == QStringLiteral("yes")) return true;
    if (text == QStringLiteral("no")) return false;
    return wrong(QStringLiteral("--%1: \"%2\" is neither yes nor no.").arg(name, text));
}

// What is not understood as an address may still hold a password.
QString withoutPassword(const QString &database)
{
    static const QRegularExpression user_info(QStringLiteral("//.*@"));
    return QString(database).replace(user_info, QStringLiteral("//...@"));
}

bool isLoopback(const ListenAddress &listen)
{
    return QHostAddress(listen.host).isLoopback();
}

Result<void> readTls(const Values &values, Config &config)
{
    config.certificate = values.value(QStringLiteral("certificate"));
    config.private_key = values.value(QStringLiteral("private-key"));
    if (config.certificate.isEmpty() != config.private_key.isEmpty())
        return wrong(
            QStringLiteral("--certificate and --private-key belong together; only one of them is given."));
    const QString oldest = values.value(QStringLiteral("oldest-tls"), QStringLiteral("1.3"));
    if (oldest != QStringLiteral("1.3") && oldest != QStringLiteral("1.2"))
        return wrong(QStringLiteral("--oldest-tls: \"%1\" is neither 1.3 nor 1.2.").arg(oldest));
    config.allows_tls_1_2 = oldest == QStringLiteral("1.2");
    TRY_ASSIGN(config.allows_plain_text,
               parseYesNo(QStringLiteral("plain-text"),
                          values.value(QStringLiteral("plain-text"), QStringLiteral("no"))));
    if (config.allows_plain_text && !isLoopback(config.listen))
        return wrong(
            QStringLiteral("--plain-text is only for a loopback address such as --listen 127.0.0.1:8121."));
    return success();
}

RegistrarKeyFile registrarKey(const Values &values, const Surroundings &surroundings)
{
    const QString credentials = surroundings.environment.value(QStringLiteral("CREDENTIALS_DIRECTORY"));
    const QString usual = credentials + QStringLiteral("/registrar");
    const bool is_there = !credentials.isEmpty() && surroundings.exists(usual);
    const QString path = values.value(QStringLiteral("registrar-key"), is_there ? usual : QString());
    const QString folder = QDir::cleanPath(credentials) + QLatin1Char('/');
    return {path, !credentials.isEmpty() && QDir::cleanPath(path).startsWith(folder)};
}

Result<void> readHow(const Values &values, Config &config)
{
    const QString format = values.value(QStringLiteral("log-format"), QStringLiteral("lines"));
    if (format != QStringLiteral("lines") && format != QStringLiteral("json"))
        return wrong(QStringLiteral("--log-format: \"%1\" is neither lines nor json.").arg(format));
    config.log_format = format == QStringLiteral("json") ? LogFormat::Json : LogFormat::Lines;

    bool is_number = false;
    config.threads = values.value(QStringLiteral("threads"), QStringLiteral("0")).toInt(&is_number);
    if (!is_number || config.threads < 0 || config.threads > limits::kNetworkThreadsMax)
        return wrong(
            QStringLiteral("--threads: a number from 0 to %1 is expected.").arg(limits::kNetworkThreadsMax));
    return success();
}

Result<Config> toConfig(const Values &values, const Surroundings &surroundings)
{
    Config config;
    if (values.contains(QStringLiteral("listen"))) {
        TRY_ASSIGN(config.listen, parseListenAddress(values.value(QStringLiteral("listen"))));
    }
    config.data = QDir::cleanPath(values.value(QStringLiteral("data"), defaultData(surroundings)));
    if (!QDir::isAbsolutePath(config.data))
        return wrong(QStringLiteral("--data: \"%1\" is not an absolute path.").arg(config.data));
    config.database = values.value(QStringLiteral("database"), QStringLiteral("sqlite:") + config.data +
                                                                   QStringLiteral("/chat121.sqlite"));
    if (const auto url = store::parseDatabaseUrl(config.database); !url)
        return wrong(QStringLiteral("--database: \"%1\" is not understood: %2.")
                         .arg(withoutPassword(config.database), url.error().detail));
    TRY_ASSIGN(config.origins, parseOrigins(values.value(QStringLiteral("origins"))));
    config.public_address = values.value(QStringLiteral("public-address"));
    if (!config.public_address.isEmpty() && !identity::parseHostPort(config.public_address))
        return wrong(QStringLiteral("--public-address: \"%1\" is not host:port.").arg(config.public_address));
    config.region = values.value(QStringLiteral("region"));
    if (!identity::isRegionOrNone(config.region))
        return wrong(
            QStringLiteral("--region: \"%1\" is not a region; write at most %2 small letters, digits "
                           "and hyphens, such as eu-north.")
                .arg(config.region)
                .arg(limits::kRegionBytesMax));
    TRY(readTls(values, config));
    config.registrar_key = registrarKey(values, surroundings);
    TRY(readHow(values, config));
    return config;
}

Result<Command> commandOf(const QCommandLineParser &parser)
{
    const QStringList words = parser.positionalArguments();
    if (words.size() > 1 || (words.size() == 1 && words.first() != QStringLiteral("setup")))
        return wrong(QStringLiteral("\"%1\" is not understood; see --help.").arg(words.last()));
    if (parser.isSet(QStringLiteral("check-config"))) return Command::CheckConfig;
    return words.isEmpty() ? Command::Serve : Command::SetUp;
}

} // namespace

Result<ListenAddress> parseListenAddress(const QString &text)
{
    const qsizetype colon = text.lastIndexOf(QLatin1Char(':'));
    bool is_number = false;
    const int port = text.mid(colon + 1).toInt(&is_number);
    QString host = text.left(qMax<qsizetype>(colon, 0));
    if (host.startsWith(QLatin1Char('[')) && host.endsWith(QLatin1Char(']')))
        host = host.mid(1, host.size() - 2);
    else if (host.contains(QLatin1Char(':')))
        is_number = false; // an IPv6 address without brackets
    if (host.isEmpty()) host = QStringLiteral("*");
    if (host == QStringLiteral("localhost")) host = QStringLiteral("127.0.0.1");
    const bool is_address = host == QStringLiteral("*") || !QHostAddress(host).isNull();
    if (colon < 0 || !is_number || port < 0 || port > 65535 || !is_address)
        return wrong(QStringLiteral("--listen: \"%1\" is not address:port, such as *:8121 or 127.0.0.1:8121.")
                         .arg(text));
    return ListenAddress{host, static_cast<quint16>(port)};
}

Surroundings surroundingsOfThisProcess()
{
    Surroundings surroundings;
    const QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const QString &name : environment.keys())
        surroundings.environment.insert(name, environment.value(name));
    surroundings.is_root = geteuid() == 0;
    surroundings.exists = [](const QString &path) { return QFile::exists(path); };
    surroundings.read_file = [](const QString &path) -> Result<QString> {
        QFile file(path);
        if (!file.open(QIODevice::ReadOnly))
            return wrong(QStringLiteral("The configuration file %1 cannot be read: %2.")
                             .arg(path, file.errorString()));
        const QByteArray text = file.read(limits::kConfigBytesMax + 1);
        if (text.size() > limits::kConfigBytesMax)
            return wrong(
                QStringLiteral("The configuration file %1 is too large: %2 bytes are enough for every "
                               "setting there is.")
                    .arg(path, QString::number(limits::kConfigBytesMax)));
        return QString::fromUtf8(text);
    };
    return surroundings;
}

Result<Config> readConfig(const QStringList &arguments, const Surroundings &surroundings)
{
    QCommandLineParser parser;
    addSettings(parser);
    if (!parser.parse(arguments)) return wrong(parser.errorText());

    Config config;
    if (parser.isSet(QStringLiteral("help")) || parser.isSet(QStringLiteral("version"))) {
        const bool wants_help = parser.isSet(QStringLiteral("help"));
        config.command = wants_help ? Command::Help : Command::Version;
        config.text = wants_help ? parser.helpText()
                                 : QStringLiteral("chat121-server %1\n").arg(QLatin1String(kVersion));
        return config;
    }
    TRY_ASSIGN(const Command command, commandOf(parser));
    TRY_ASSIGN(const Values values, gather(parser, surroundings));
    TRY_ASSIGN(config, toConfig(values, surroundings));
    config.command = command;
    return config;
}

} // namespace chat121::ops
