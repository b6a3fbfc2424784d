// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// How one case of a vector file is judged, and the functions that judge. Format of the files:
// https://github.com/mlswg/mls-implementations, test-vectors.md.
#pragma once

#include "common/base/result.h"
#include "common/crypto/secret.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QJsonValue>

#include <source_location>

namespace chat121::vectors {

// Collects what one case says; the first failure is the one that is shown.
class Checks {
public:
    // Use `that` for every single comparison, so that a failure names its line.
    void that(bool holds, const std::source_location &where = std::source_location::current())
    {
        ++m_count;
        if (!holds && m_failure.isEmpty())
            m_failure = QStringLiteral("%1:%2").arg(QLatin1String(where.file_name())).arg(where.line());
    }
    void equal(QByteArrayView a, QByteArrayView b,
               const std::source_location &where = std::source_location::current())
    {
        that(a == b, where);
    }
    // Whether there is a value; the case cannot go on without.
    template <typename T>
    bool ok(const Result<T> &result, const std::source_location &where = std::source_location::current())
    {
        that(result.has_value(), where);
        if (!result) m_failure += QStringLiteral(" (%1)").arg(result.error().detail);
        return result.has_value();
    }
    void skip(const QString &reason) { m_skipped = reason; }

    bool passed() const { return m_failure.isEmpty() && m_count > 0; }
    const QString &failure() const { return m_failure; }
    const QString &skipped() const { return m_skipped; }

private:
    int m_count = 0;
    QString m_failure = QString();
    QString m_skipped = QString();
};

inline QByteArray hex(const QJsonValue &value)
{
    return QByteArray::fromHex(value.toString().toLatin1());
}
inline quint32 number(const QJsonValue &value)
{
    return static_cast<quint32>(value.toInteger());
}
// REQUIRES: 32 bytes of hex
inline crypto::Secret32 secret(const QJsonValue &value)
{
    return crypto::Secret32::from(hex(value)).value_or(crypto::Secret32());
}

using Judge = void (*)(const QJsonObject &vector, Checks &checks);

void judgeTreeMath(const QJsonObject &vector, Checks &checks);
void judgeDeserialization(const QJsonObject &vector, Checks &checks);
void judgeCryptoBasics(const QJsonObject &vector, Checks &checks);
void judgeHpke(const QJsonObject &vector, Checks &checks);
void judgeSecretTree(const QJsonObject &vector, Checks &checks);
void judgeKeySchedule(const QJsonObject &vector, Checks &checks);
void judgePskSecret(const QJsonObject &vector, Checks &checks);
void judgeTranscriptHashes(const QJsonObject &vector, Checks &checks);
void judgeMessageProtection(const QJsonObject &vector, Checks &checks);
void judgeWelcome(const QJsonObject &vector, Checks &checks);
void judgeMessages(const QJsonObject &vector, Checks &checks);
void judgeTreeOperations(const QJsonObject &vector, Checks &checks);
void judgeTreeValidation(const QJsonObject &vector, Checks &checks);
void judgeTreeKem(const QJsonObject &vector, Checks &checks);
void judgePassiveClient(const QJsonObject &vector, Checks &checks);

} // namespace chat121::vectors
