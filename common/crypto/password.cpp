// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/crypto/password.h"

#include "common/base/limits.h"
#include "common/crypto/aead.h"
#include "common/crypto/hkdf.h"
#include "common/crypto/sodium_bytes.h"

#include <sodium.h>

namespace chat121::crypto {

namespace {

static_assert(PasswordSalt::kSize == crypto_pwhash_SALTBYTES);

static_assert(limits::kStaffPasswordMemoryBytesMin >= limits::kPasswordMemoryBytesMin);
static_assert(limits::kStaffPasswordPassesMin >= limits::kPasswordPassesMin);
static_assert(kUsualStaffCost.memory_bytes >= limits::kStaffPasswordMemoryBytesMin &&
              kUsualStaffCost.memory_bytes <= limits::kPasswordMemoryBytesMax);
static_assert(kUsualStaffCost.passes >= limits::kStaffPasswordPassesMin &&
              kUsualStaffCost.passes <= limits::kPasswordPassesMax);

// Of the records that do not say it; as long as there may be one, this stays as it is.
constexpr PasswordCost kFirstLogInCost{8ull * 1024 * 1024, 1};

Result<Secret32> argon2id(QByteArrayView input, const PasswordSalt &salt, quint64 memory_bytes,
                          quint32 passes)
{
    Secret32 key;
    const int status = crypto_pwhash(key.data(), static_cast<unsigned long long>(Secret32::kSize),
                                     characters(input), length(input), salt.data.data(), passes,
                                     static_cast<size_t>(memory_bytes), crypto_pwhash_ALG_ARGON2ID13);
    if (status != 0) return Error{Code::Busy, QStringLiteral("no memory for a password hash")};
    return key;
}

QByteArray wrapBinding(const WrapContext &context)
{
    Writer writer;
    writer.vector("chat121 wrapped key");
    writer.u64(context.owner);
    writer.u8(static_cast<quint8>(context.purpose));
    writer.u16(context.version);
    return writer.take();
}

} // namespace

bool isBelow(const PasswordCost &cost, const PasswordCost &other)
{
    return cost.memory_bytes < other.memory_bytes || cost.passes < other.passes;
}

PasswordParameters staffPasswordParameters(RandomSource &random, const PasswordCost &cost)
{
    PasswordParameters result{cost.memory_bytes, cost.passes, {}};
    random.fill(result.salt.data.data(), PasswordSalt::kSize);
    return result;
}

Result<void> checkPasswordParameters(const PasswordParameters &parameters)
{
    const bool memory_fits = parameters.memory_bytes >= limits::kPasswordMemoryBytesMin &&
                             parameters.memory_bytes <= limits::kPasswordMemoryBytesMax;
    const bool passes_fit =
        parameters.passes >= limits::kPasswordPassesMin && parameters.passes <= limits::kPasswordPassesMax;
    if (!memory_fits || !passes_fit)
        return Error{Code::Forbidden, QStringLiteral("password parameters outside the limits")};
    return success();
}

Result<void> checkStaffPasswordParameters(const PasswordParameters &parameters)
{
    TRY(checkPasswordParameters(parameters));
    constexpr PasswordCost floor{limits::kStaffPasswordMemoryBytesMin, limits::kStaffPasswordPassesMin};
    if (isBelow({parameters.memory_bytes, parameters.passes}, floor))
        return Error{Code::Forbidden, QStringLiteral("password parameters below those of staff")};
    return success();
}

Result<PasswordKeys> derivePasswordKeys(QByteArrayView password_utf8, const PasswordParameters &parameters)
{
    TRY(checkPasswordParameters(parameters));
    TRY_ASSIGN(const Secret32 stretched,
               argon2id(password_utf8, parameters.salt, parameters.memory_bytes, parameters.passes));
    return PasswordKeys{hkdfExpand<32>(stretched.view(), "chat121 log-in secret"),
                        hkdfExpand<32>(stretched.view(), "chat121 wrapping key")};
}

void StoredLogIn::read(Reader &reader)
{
    codec::get(reader, salt);
    codec::get(reader, hash);
    cost = kFirstLogInCost;
    if (!reader.atEnd()) codec::get(reader, cost);
}

void StoredLogIn::write(Writer &writer) const
{
    codec::put(writer, salt);
    codec::put(writer, hash);
    codec::put(writer, cost);
}

Result<StoredLogIn> storeLogInSecret(const Secret32 &log_in, RandomSource &random)
{
    PasswordSalt salt;
    random.fill(salt.data.data(), PasswordSalt::kSize);
    return hashLogInSecret(log_in, salt, kUsualLogInCost);
}

Result<StoredLogIn> hashLogInSecret(const Secret32 &log_in, const PasswordSalt &salt,
                                    const PasswordCost &cost)
{
    StoredLogIn stored{salt, {}, cost};
    TRY_ASSIGN(const Secret32 hash, argon2id(log_in.view(), salt, cost.memory_bytes, cost.passes));
    std::memcpy(stored.hash.data.data(), hash.data(), stored.hash.data.size());
    return stored;
}

Result<bool> checkLogInSecret(const Secret32 &log_in, const StoredLogIn &stored)
{
    TRY_ASSIGN(const Secret32 hash,
               argon2id(log_in.view(), stored.salt, stored.cost.memory_bytes, stored.cost.passes));
    return equalInConstantTime(hash.view(), stored.hash.view());
}

QByteArray wrapKey(const Secret32 &wrapping, const WrapContext &context, const Secret32 &key,
                   RandomSource &random)
{
    return boxSeal(wrapping, wrapBinding(context), key.view(), random);
}

Result<Secret32> unwrapKey(const Secret32 &wrapping, const WrapContext &context, QByteArrayView wrapped)
{
    TRY_ASSIGN(QByteArray bytes, boxOpen(wrapping, wrapBinding(context), wrapped));
    auto key = Secret32::from(bytes);
    wipe(bytes);
    if (!key) return Error{Code::Crypto, QStringLiteral("a wrapped key of another length")};
    return *std::move(key);
}

} // namespace chat121::crypto
