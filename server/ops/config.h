// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the operator may choose. A pure function from the command line, the environment and the text
// of a file to a Config or one clear sentence; nothing below main() looks at argv or getenv.
//
// The command line wins over the environment (CHAT121_DATA for --data), the environment over the
// file ("data = /srv/chat121", one setting a line, # starts a comment), the file over the defaults.
// Everything has a default. Threads: any.
#pragma once

#include "common/base/result.h"

#include <QHash>
#include <QString>
#include <QStringList>

#include <functional>
#include <optional>

namespace chat121::ops {

enum class Command : quint8 {
    Serve,
    SetUp,       // print a fresh set-up link
    CheckConfig, // say whether the configuration is right
    Help,
    Version,
};

enum class LogFormat : quint8 { Lines, Json };

struct ListenAddress {
    QString host;     // an address; "*" for every address of the machine
    quint16 port = 0; // 0: any free one
    bool operator==(const ListenAddress &) const = default;
};

// Where the registrar's key lies when it is not in the database (registrar_key.h).
struct RegistrarKeyFile {
    QString path;               // empty: in the database
    bool is_credential = false; // systemd's: in $CREDENTIALS_DIRECTORY
    bool operator==(const RegistrarKeyFile &) const = default;
};

struct Config {
    Command command = Command::Serve;
    ListenAddress listen{QStringLiteral("*"), 8121};
    QString data;        // the data directory
    QString database;    // a URL (store/database_url.h)
    QString certificate; // PEM files; both empty: a self-made certificate in the data directory
    QString private_key;
    RegistrarKeyFile registrar_key;
    QStringList origins;    // web pages that may connect, exact; none by default
    QString public_address; // host:port for links; empty: the name of this machine
    QString region;         // where this server stands; empty: not said
    LogFormat log_format = LogFormat::Lines;
    int threads = 0;                // network threads; 0: by the number of processors
    bool allows_tls_1_2 = false;    // for proxies and probes; the product's own programs speak 1.3
    bool allows_plain_text = false; // no TLS; only for a proxy or a test on this machine
    QString text;                   // for Help and Version: what to print
};

// From outside the function, so that it stays pure.
struct Surroundings {
    QHash<QString, QString> environment; // CHAT121_*, CREDENTIALS_DIRECTORY, XDG_STATE_HOME, HOME
    bool is_root = false;
    std::function<Result<QString>(const QString &path)> read_file;
    std::function<bool(const QString &path)> exists = [](const QString &) { return false; };
};

Surroundings surroundingsOfThisProcess();

// `arguments` includes the program's name. The error's detail is one sentence for the operator.
Result<Config> readConfig(const QStringList &arguments, const Surroundings &surroundings);

// "host:port", "[::1]:8121", "*:8121" or ":8121".
Result<ListenAddress> parseListenAddress(const QString &text);

} // namespace chat121::ops
