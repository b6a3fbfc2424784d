// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/identity/root_key.h"

#include "common/base/limits.h"
#include "common/crypto/hash.h"
#include "common/crypto/password.h"
#include "common/crypto/text_encoding.h"

#include <algorithm>
#include <array>

namespace chat121::identity {

using namespace Qt::StringLiterals;

// --- the file -------------------------------------------------------------------------------------

namespace {

constexpr QByteArrayView kMark = "chat121 root key\n";
constexpr quint8 kVersion = 1;
constexpr qsizetype kChecksumBytes = 8;

struct RootKeyFile {
    quint8 version = kVersion;
    crypto::PasswordParameters parameters;
    OrganisationId organisation;
    Opaque<limits::kWrappedKeyBytesMax> wrapped;

    auto fields() { return std::tie(version, parameters, organisation, wrapped); }
};

crypto::WrapContext contextOf(OrganisationId organisation)
{
    return {organisation.value, crypto::WrapPurpose::OrganisationRoot, kVersion};
}

QByteArrayView checksumOf(const crypto::Hash &hash)
{
    return hash.view().first(kChecksumBytes);
}

Error damaged()
{
    return {Code::Malformed, u"no file of an organisation's key, or a damaged one"_s};
}

Result<RootKeyFile> readFile(QByteArrayView file)
{
    const bool is_whole = file.size() > kMark.size() + kChecksumBytes &&
                          file.size() <= limits::kRootFileBytesMax && file.first(kMark.size()) == kMark;
    if (!is_whole) return damaged();
    const QByteArrayView body = file.chopped(kChecksumBytes);
    if (checksumOf(crypto::sha256(body)) != file.last(kChecksumBytes)) return damaged();
    const QByteArrayView fields = body.sliced(kMark.size());
    if (fields.isEmpty() || static_cast<quint8>(fields.front()) != kVersion)
        return Error{Code::Unsupported, u"a key file of a newer version"_s};
    RootKeyFile sealed;
    Reader reader(fields);
    codec::get(reader, sealed);
    TRY(reader.finish());
    return sealed;
}

} // namespace

Result<QByteArray> sealRootKey(const crypto::Secret32 &seed, QByteArrayView passphrase, RandomSource &random)
{
    RootKeyFile file;
    file.parameters = crypto::staffPasswordParameters(random);
    file.parameters.memory_bytes = std::max(file.parameters.memory_bytes, limits::kRootMemoryBytesMin);
    file.parameters.passes = std::max(file.parameters.passes, limits::kRootPassesMin);
    file.organisation = organisationIdOf(crypto::SigningKey::fromSeed(seed.clone()).publicKey());
    TRY_ASSIGN(const crypto::PasswordKeys keys, crypto::derivePasswordKeys(passphrase, file.parameters));
    file.wrapped = crypto::wrapKey(keys.wrapping, contextOf(file.organisation), seed, random);
    QByteArray bytes = kMark.toByteArray() + encode(file);
    const crypto::Hash hash = crypto::sha256(bytes);
    return bytes.append(checksumOf(hash));
}

Result<crypto::Secret32> openRootKey(QByteArrayView file, QByteArrayView passphrase,
                                     const crypto::PublicKey &root_key)
{
    TRY_ASSIGN(const RootKeyFile sealed, readFile(file));
    if (sealed.organisation != organisationIdOf(root_key))
        return Error{Code::Conflict, u"another organisation's key"_s};
    const crypto::PasswordParameters &parameters = sealed.parameters;
    if (parameters.memory_bytes < limits::kRootMemoryBytesMin || parameters.passes < limits::kRootPassesMin)
        return Error{Code::Forbidden, u"a key file that is weaker than it may be"_s};
    TRY_ASSIGN(const crypto::PasswordKeys keys, crypto::derivePasswordKeys(passphrase, parameters));
    TRY_ASSIGN(auto seed,
               crypto::unwrapKey(keys.wrapping, contextOf(sealed.organisation), sealed.wrapped.bytes));
    if (crypto::SigningKey::fromSeed(seed.clone()).publicKey() != root_key)
        return Error{Code::Conflict, u"another organisation's key"_s};
    return seed;
}

// --- the sheet ------------------------------------------------------------------------------------

namespace {

constexpr qsizetype kDataBytes = 8; // of a line
constexpr qsizetype kCheckBytes = 2;
static_assert(kDataBytes * kRootSheetLines == crypto::Secret32::kSize);

using Line = crypto::Secret<kDataBytes + kCheckBytes>;

QByteArrayView checkOf(const crypto::Hash &hash)
{
    return hash.view().first(kCheckBytes);
}

crypto::Hash lineHash(int number, QByteArrayView data)
{
    const char line = static_cast<char>(number);
    return crypto::sha256({"chat121 root sheet 1", QByteArrayView(&line, 1), data});
}

} // namespace

QStringList rootSheetOf(const crypto::Secret32 &seed)
{
    QStringList lines;
    for (int number = 1; number <= kRootSheetLines; ++number) {
        const QByteArrayView data = seed.view().sliced((number - 1) * kDataBytes, kDataBytes);
        Line line;
        std::memcpy(line.data(), data.data(), kDataBytes);
        std::memcpy(line.data() + kDataBytes, lineHash(number, data).data.data(), kCheckBytes);
        QString text = QString::number(number) + u". "_s;
        crypto::appendBase32(text, line.view());
        lines.append(text);
    }
    return lines;
}

TypedSheet readRootSheet(QStringView text)
{
    std::array<crypto::SecretBytes, kRootSheetLines> found;
    if (text.size() > limits::kRootSheetCharsMax) text = text.first(limits::kRootSheetCharsMax);
    for (const QStringView raw : text.split(u'\n')) {
        const QStringView line = raw.trimmed();
        const bool is_numbered = line.size() > 2 && line.at(0) > u'0' &&
                                 line.at(0).unicode() <= u'0' + kRootSheetLines &&
                                 (line.at(1) == u'.' || line.at(1) == u':' || line.at(1) == u')');
        if (!is_numbered) continue;
        const int number = line.at(0).unicode() - u'0';
        auto bytes = crypto::fromBase32(line.sliced(2), Line::kSize);
        if (!bytes) continue;
        const QByteArrayView data = bytes->view().first(kDataBytes);
        if (checkOf(lineHash(number, data)) != bytes->view().last(kCheckBytes)) continue;
        found[static_cast<size_t>(number - 1)] = *std::move(bytes);
    }
    TypedSheet sheet;
    crypto::Secret32 seed;
    for (size_t i = 0; i < found.size(); ++i) {
        if (found[i].isEmpty())
            sheet.wrong.append(static_cast<int>(i) + 1);
        else
            std::memcpy(seed.data() + i * kDataBytes, found[i].view().data(), kDataBytes);
    }
    if (sheet.wrong.isEmpty()) sheet.seed = std::move(seed);
    return sheet;
}

} // namespace chat121::identity
