// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/core/engine/profile/password_record.h"

namespace chat121::engine {

QByteArray passwordBytes(const QString &password)
{
    return password.normalized(QString::NormalizationForm_C).toUtf8();
}

Result<protocol::PasswordRecord> passwordRecordOf(const crypto::Secret32 &account_seed,
                                                  const QString &login_name, const QString &password,
                                                  RandomSource &random, const crypto::PasswordCost &cost)
{
    const auto parameters = crypto::staffPasswordParameters(random, cost);
    QByteArray bytes = passwordBytes(password);
    const auto keys = crypto::derivePasswordKeys(bytes, parameters);
    crypto::wipe(bytes);
    if (!keys) return keys.error();
    protocol::PasswordRecord record;
    record.login_name.text = login_name.trimmed();
    record.salt = parameters.salt;
    record.memory_bytes = parameters.memory_bytes;
    record.passes = parameters.passes;
    record.login_secret = *FixedBytes<32>::from(keys->log_in.view());
    const auto account = crypto::SigningKey::fromSeed(account_seed.clone());
    const crypto::WrapContext context{identity::accountIdOf(account.publicKey()).value,
                                      crypto::WrapPurpose::AccountKey};
    record.wrapped_account_key = crypto::wrapKey(keys->wrapping, context, account_seed, random);
    return record;
}

} // namespace chat121::engine
