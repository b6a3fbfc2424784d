// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/directory/server_identity.h"

#include "common/identity/invitation.h"
#include "server/store/organisation_rows.h"

namespace chat121::directory {

using store::Outcome;
using store::Refusal;
using store::RegistrarRow;
using store::Sql;
using store::Verdict;

namespace {

Verdict<Outcome> loadOrMake(Sql &sql, const RegistrarRow &fresh)
{
    TRY_ASSIGN(const auto stored, store::findRegistrar(sql));
    if (!stored) TRY(store::putRegistrar(sql, fresh));
    const RegistrarRow &row = stored ? *stored : fresh;
    TRY_ASSIGN(const auto organisation, store::findOrganisation(sql));
    return Outcome{.reply = row.seed + row.fake_settings_key.toByteArray() + (organisation ? "1" : "0")};
}

Error errorOf(const Refusal &refusal)
{
    return {refusal.code, refusal.detail};
}

} // namespace

Result<ServerIdentity> loadServerIdentity(store::GroupCommit &writer, RandomSource &random)
{
    const RegistrarRow fresh{random.bytes(32), *crypto::Hash::from(random.bytes(32))};
    auto loaded = writer.runAndWait([fresh](Sql &sql, UnixTime) { return loadOrMake(sql, fresh); });
    if (!loaded) return errorOf(loaded.error());
    QByteArray bytes = loaded->reply;
    auto seed = crypto::Secret32::from(QByteArrayView(bytes).first(qMin(bytes.size(), 32)));
    const auto fake = crypto::Hash::from(bytes.mid(32, 32));
    if (!seed || !fake) return Error{Code::Storage, QStringLiteral("the registrar's row is damaged")};
    ServerIdentity identity{crypto::SigningKey::fromSeed(std::move(*seed)), *fake, bytes.endsWith('1')};
    crypto::wipe(bytes);
    return identity;
}

Result<crypto::Secret32> makeSetUpToken(store::GroupCommit &writer, RandomSource &random)
{
    crypto::Secret32 token = crypto::Secret32::random(random);
    const crypto::Hash token_hash = identity::tokenHash(token.view());
    const auto made = writer.runAndWait([token_hash](Sql &sql, UnixTime now) -> Verdict<Outcome> {
        TRY_ASSIGN(const auto organisation, store::findOrganisation(sql));
        if (organisation) return Refusal{Code::Conflict, protocol::Reason::AlreadySetUp};
        TRY(store::putSetUpToken(sql, {token_hash, now + limits::kSetUpLinkLife}));
        return Outcome{};
    });
    if (!made) return errorOf(made.error());
    return token;
}

Verdict<Outcome> isSetUp(Sql &sql, UnixTime)
{
    TRY_ASSIGN(const auto organisation, store::findOrganisation(sql));
    return Outcome{.reply = organisation ? "1" : "0"};
}

} // namespace chat121::directory
