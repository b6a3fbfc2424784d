// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/identity/root_key.h"

#include "common/base/limits.h"
#include "common/crypto/hash.h"
#include "common/crypto/password.h"

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

constexpr QLatin1StringView kLetters("0123456789ABCDEFGHJKMNPQRSTVWXYZ");
constexpr qsizetype kDataBytes = 8; // of a line
constexpr qsizetype kCheckBytes = 2;
constexpr qsizetype kLineLetters = (kDataBytes + kCheckBytes) * 8 / 5;
constexpr qsizetype kGroup = 4;
static_assert(kDataBytes * kRootSheetLines == crypto::Secret32::kSize);

QByteArrayView checkOf(const crypto::Hash &hash)
{
    return hash.view().first(kCheckBytes);
}

crypto::Hash lineHash(int number, QByteArrayView data)
{
    const char line = static_cast<char>(number);
    return crypto::sha256({"chat121 root sheet 1", QByteArrayView(&line, 1), data});
}

QString lettersOf(QByteArrayView bytes)
{
    QString text;
    quint32 bits = 0;
    int held = 0;
    for (const char byte : bytes) {
        bits = (bits << 8) | static_cast<quint8>(byte);
        for (held += 8; held >= 5; held -= 5) {
            if (!text.isEmpty() && text.size() % (kGroup + 1) == kGroup) text.append(u'-');
            text.append(kLetters.at((bits >> (held - 5)) & 31));
        }
    }
    return text;
}

int valueOf(QChar letter)
{
    const QChar upper = letter.toUpper();
    if (upper == u'O') return 0;
    if (upper == u'I' || upper == u'L') return 1;
    return static_cast<int>(kLetters.indexOf(upper));
}

// The bytes of a line, without its number; empty if it is none.
crypto::SecretBytes bytesOf(QStringView letters)
{
    QByteArray bytes;
    quint32 bits = 0;
    int held = 0;
    qsizetype count = 0;
    for (const QChar letter : letters) {
        if (letter.isSpace() || letter == u'-') continue;
        const int value = valueOf(letter);
        if (value < 0 || ++count > kLineLetters) return {};
        bits = (bits << 5) | static_cast<quint32>(value);
        held += 5;
        if (held < 8) continue;
        held -= 8;
        bytes.append(static_cast<char>((bits >> held) & 0xFF));
    }
    crypto::SecretBytes line(count == kLineLetters ? QByteArrayView(bytes) : QByteArrayView());
    crypto::wipe(bytes);
    return line;
}

} // namespace

QStringList rootSheetOf(const crypto::Secret32 &seed)
{
    QStringList lines;
    for (int number = 1; number <= kRootSheetLines; ++number) {
        const QByteArrayView data = seed.view().sliced((number - 1) * kDataBytes, kDataBytes);
        QByteArray bytes = data.toByteArray() + checkOf(lineHash(number, data)).toByteArray();
        lines.append(u"%1. %2"_s.arg(number).arg(lettersOf(bytes)));
        crypto::wipe(bytes);
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
        auto bytes = bytesOf(line.sliced(2));
        if (bytes.size() != kDataBytes + kCheckBytes) continue;
        const QByteArrayView data = bytes.view().first(kDataBytes);
        if (checkOf(lineHash(number, data)) != bytes.view().last(kCheckBytes)) continue;
        found[static_cast<size_t>(number - 1)] = std::move(bytes);
    }
    TypedSheet sheet;
    QByteArray all;
    for (size_t i = 0; i < found.size(); ++i) {
        if (found[i].size() == 0) sheet.wrong.append(static_cast<int>(i) + 1);
        if (found[i].size() > 0) all.append(found[i].view().first(kDataBytes));
    }
    if (sheet.wrong.isEmpty()) sheet.seed = crypto::Secret32::from(all);
    crypto::wipe(all);
    return sheet;
}

} // namespace chat121::identity
