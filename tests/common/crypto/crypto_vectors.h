// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Reads the JSON files of tests/vectors/rfc and of the shared folder: an array of objects whose
// values are mostly hexadecimal.
#pragma once

#include "common/crypto/secret.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace chat121::test {

inline QJsonArray readVectors(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) qFatal("cannot read %s", qPrintable(path));
    const QJsonArray rows = QJsonDocument::fromJson(file.readAll()).array();
    if (rows.isEmpty()) qFatal("no vectors in %s", qPrintable(path));
    return rows;
}

inline QJsonArray readRfcVectors(const QString &name)
{
    return readVectors(QStringLiteral(CHAT121_RFC_VECTORS) + name);
}

inline QByteArray hexOf(const QJsonObject &row, const char *key)
{
    return QByteArray::fromHex(row.value(QLatin1String(key)).toString().toLatin1());
}

template <size_t N>
crypto::Secret<N> secretOf(const QByteArray &bytes)
{
    auto secret = crypto::Secret<N>::from(bytes);
    if (!secret) qFatal("a secret of %lld bytes", static_cast<long long>(bytes.size()));
    return *std::move(secret);
}

// Every bit of `bytes` flipped once: calls refuses(damaged) and returns the first bit for which it
// is false, or -1.
template <typename Refuses>
int firstBitThatPasses(const QByteArray &bytes, Refuses refuses)
{
    for (qsizetype bit = 0; bit < bytes.size() * 8; ++bit) {
        QByteArray damaged = bytes;
        damaged[bit / 8] = static_cast<char>(damaged.at(bit / 8) ^ (1 << (bit % 8)));
        if (!refuses(damaged)) return static_cast<int>(bit);
    }
    return -1;
}

} // namespace chat121::test
