// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The server's configuration file, an address to listen on, and a log line: whatever a file holds,
// a Config or one sentence comes out, and a log line stays one line.
#include "server/ops/config.h"
#include "server/ops/log_output.h"

using namespace chat121;
using namespace chat121::ops;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QString text = QString::fromUtf8(QByteArrayView(data, static_cast<qsizetype>(size)));
    Surroundings surroundings;
    surroundings.read_file = [&](const QString &) -> Result<QString> { return text; };
    const auto config = readConfig(
        {QStringLiteral("chat121-server"), QStringLiteral("--config"), QStringLiteral("x")}, surroundings);
    if (!config && config.error().detail.isEmpty()) qFatal("a refusal without a sentence");
    if (config && config->allows_plain_text && config->listen.host == QStringLiteral("*"))
        qFatal("plain text for everybody");

    const LogRecord record{{0}, QtInfoMsg, text, text};
    for (const LogFormat format : {LogFormat::Lines, LogFormat::Json}) {
        if (formatted(record, format).contains('\n')) qFatal("a forged log line");
    }
    return 0;
}
