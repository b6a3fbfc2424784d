// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/core/key_vault/vault_file.h"

#include <QDir>
#include <QFile>
#include <QSaveFile>

namespace chat121 {

using namespace Qt::StringLiterals;

namespace {

constexpr QByteArrayView kMagic = "chat121 vault\n";
constexpr quint16 kVersion = 1;
constexpr qint64 kFileBytesMax = 4096;

QString pathOf(const QString &directory)
{
    return QDir(directory).filePath(u"vault"_s);
}

Error fileError(const QFileDevice &file)
{
    const bool is_full =
        file.error() == QFileDevice::ResourceError || file.error() == QFileDevice::WriteError;
    return {is_full ? Code::TooLarge : Code::Forbidden, u"the file vault: "_s + file.errorString()};
}

} // namespace

QByteArray encodeVaultFile(const VaultFile &file)
{
    Writer writer;
    writer.raw(kMagic);
    writer.u16(kVersion);
    codec::put(writer, file);
    return writer.take();
}

Result<VaultFile> decodeVaultFile(QByteArrayView bytes)
{
    Reader reader(bytes);
    if (reader.raw(kMagic.size()) != kMagic) return Error{Code::Malformed, u"no vault file"_s};
    const quint16 version = reader.u16();
    if (!reader.failed() && version > kVersion)
        return Error{Code::Unsupported, u"vault of version %1"_s.arg(version)};
    VaultFile file;
    codec::get(reader, file);
    TRY(reader.finish());
    const bool is_whole = file.protection == VaultProtection::Keychain ||
                          (file.parameters && !file.wrapped_key.bytes.isEmpty());
    if (version != kVersion || !is_whole) return Error{Code::Malformed, u"the vault file is incomplete"_s};
    return file;
}

Result<std::optional<VaultFile>> readVaultFile(const QString &directory)
{
    QFile file(pathOf(directory));
    if (!file.exists()) return std::optional<VaultFile>();
    if (!file.open(QIODevice::ReadOnly))
        return Error{Code::Forbidden, u"the file vault: "_s + file.errorString()};
    if (file.size() > kFileBytesMax) return Error{Code::Malformed, u"the vault file is too large"_s};
    TRY_ASSIGN(VaultFile vault, decodeVaultFile(file.readAll()));
    return std::optional<VaultFile>(std::move(vault));
}

Result<void> writeVaultFile(const QString &directory, const VaultFile &vault)
{
    if (!QDir().mkpath(directory)) return Error{Code::Forbidden, u"the profile's directory cannot be made"_s};
    QSaveFile file(pathOf(directory));
    if (!file.open(QIODevice::WriteOnly)) return fileError(file);
    if (!file.setPermissions(QFile::ReadOwner | QFile::WriteOwner)) return fileError(file);
    const QByteArray bytes = encodeVaultFile(vault);
    // Flushed by hand: QSaveFile forgets what fails when it does that itself, and commits half of a file.
    if (file.write(bytes) != bytes.size() || !file.flush() || !file.commit()) return fileError(file);
    return success();
}

Result<void> removeVaultFile(const QString &directory)
{
    QFile file(pathOf(directory));
    if (file.exists() && !file.remove()) return fileError(file);
    return success();
}

} // namespace chat121
