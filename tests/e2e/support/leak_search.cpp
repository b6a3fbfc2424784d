// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/e2e/support/leak_search.h"

#include <QByteArrayMatcher>
#include <QDirIterator>
#include <QFile>
#include <QFileInfo>
#include <QStringEncoder>

namespace chat121::e2e {

namespace {

// The middle of the base64 text that every encoding of `bytes` at this offset contains: the first
// and last characters depend on neighbours and are cut off.
QByteArray base64Core(const QByteArray &bytes, int offset, QByteArray::Base64Options alphabet)
{
    const QByteArray text =
        (QByteArray(offset, 'x') + bytes).toBase64(alphabet | QByteArray::OmitTrailingEquals);
    const int first = offset == 0 ? 0 : offset + 1;
    const int last_unsure = (offset + bytes.size()) % 3 == 0 ? 0 : 1;
    return text.mid(first, text.size() - first - last_unsure);
}

QByteArray encoded(const QString &text, QStringConverter::Encoding encoding)
{
    QStringEncoder encoder(encoding);
    return encoder(text);
}

} // namespace

QList<std::pair<QString, QByteArray>> formsOf(const QString &sentence)
{
    const QByteArray utf8 = sentence.toUtf8();
    QList<std::pair<QString, QByteArray>> forms = {
        {QStringLiteral("UTF-8"), utf8},
        {QStringLiteral("UTF-16LE"), encoded(sentence, QStringConverter::Utf16LE)},
        {QStringLiteral("UTF-16BE"), encoded(sentence, QStringConverter::Utf16BE)},
        {QStringLiteral("hex"), utf8.toHex()},
        {QStringLiteral("HEX"), utf8.toHex().toUpper()},
    };
    for (int offset = 0; offset < 3; ++offset) {
        forms.append({QStringLiteral("base64 at offset %1").arg(offset),
                      base64Core(utf8, offset, QByteArray::Base64Encoding)});
        forms.append({QStringLiteral("base64url at offset %1").arg(offset),
                      base64Core(utf8, offset, QByteArray::Base64UrlEncoding)});
    }
    return forms;
}

QList<Leak> searchFolders(const QStringList &folders, const QStringList &sentences)
{
    QList<Leak> leaks;
    for (const QString &folder : folders) {
        QDirIterator files(folder, QDir::Files | QDir::Hidden | QDir::NoSymLinks,
                           QDirIterator::Subdirectories);
        if (!QFileInfo(folder).isDir())
            leaks.append({folder, {}, QStringLiteral("a folder that is not there")});
        while (files.hasNext()) {
            QFile file(files.next());
            if (!file.open(QIODevice::ReadOnly)) continue;
            const QByteArray bytes = file.readAll();
            for (const QString &sentence : sentences) {
                const auto forms = formsOf(sentence);
                for (const auto &[form, pattern] : forms) {
                    if (QByteArrayMatcher(pattern).indexIn(bytes) >= 0)
                        leaks.append({file.fileName(), sentence, form});
                }
            }
        }
    }
    return leaks;
}

} // namespace chat121::e2e
