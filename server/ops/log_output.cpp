// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/ops/log_output.h"

#include <QDateTime>
#include <QJsonDocument>
#include <QJsonObject>

#include <atomic>

#include <unistd.h>

namespace chat121::ops {

namespace {

std::atomic<LogFormat> g_format = LogFormat::Lines;

QString nameOf(QtMsgType type)
{
    switch (type) {
    case QtDebugMsg:
        return QStringLiteral("debug");
    case QtInfoMsg:
        return QStringLiteral("info");
    case QtWarningMsg:
        return QStringLiteral("warning");
    case QtCriticalMsg:
        return QStringLiteral("error");
    case QtFatalMsg:
        return QStringLiteral("fatal");
    }
    return QStringLiteral("info");
}

bool isForbidden(QChar character)
{
    const QChar::Category category = character.category();
    return category == QChar::Other_Control || category == QChar::Other_Format ||
           category == QChar::Separator_Line || category == QChar::Separator_Paragraph;
}

void onMessage(QtMsgType type, const QMessageLogContext &context, const QString &message)
{
    const LogRecord record{SystemClock().now(), type, QString::fromUtf8(context.category), message};
    QByteArray line = formatted(record, g_format.load());
    line.append('\n');
    // One write: lines of several threads do not mix. A full or closed stderr is nobody's concern.
    [[maybe_unused]] const ssize_t written =
        write(STDERR_FILENO, line.constData(), static_cast<size_t>(line.size()));
}

} // namespace

QString escaped(const QString &text)
{
    QString result;
    result.reserve(text.size());
    for (const QChar character : text) {
        if (!isForbidden(character)) {
            result.append(character);
        } else if (character.unicode() < 0x100) {
            result.append(QStringLiteral("\\x%1").arg(character.unicode(), 2, 16, QLatin1Char('0')));
        } else {
            result.append(QStringLiteral("\\u%1").arg(character.unicode(), 4, 16, QLatin1Char('0')));
        }
    }
    return result;
}

QByteArray formatted(const LogRecord &record, LogFormat format)
{
    const QString time = QDateTime::fromMSecsSinceEpoch(record.time.ms, Qt::UTC).toString(Qt::ISODateWithMs);
    if (format == LogFormat::Json) {
        const QJsonObject object{{QStringLiteral("time"), time},
                                 {QStringLiteral("level"), nameOf(record.type)},
                                 {QStringLiteral("area"), escaped(record.category)},
                                 {QStringLiteral("message"), escaped(record.message)}};
        return QJsonDocument(object).toJson(QJsonDocument::Compact);
    }
    QString quoted = record.message;
    quoted.replace(QLatin1Char('\\'), QStringLiteral("\\\\"))
        .replace(QLatin1Char('"'), QStringLiteral("\\\""));
    return QStringLiteral("time=%1 level=%2 area=%3 message=\"%4\"")
        .arg(time, nameOf(record.type), escaped(record.category), escaped(quoted))
        .toUtf8();
}

void installLogOutput(LogFormat format)
{
    g_format.store(format);
    qInstallMessageHandler(onMessage);
}

} // namespace chat121::ops
