// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/directory/server_identity.h"

#include "common/base/log.h"
#include "common/identity/invitation.h"
#include "server/store/organisation_rows.h"

namespace chat121::directory {

using store::Outcome;
using store::Refusal;
using store::RegistrarRow;
using store::Sql;
using store::Verdict;

namespace {

Error errorOf(const Refusal &refusal)
{
    return {refusal.code, refusal.detail};
}

Error ofOperator(const QString &sentence)
{
    return {Code::Crypto, sentence};
}

struct Stored {
    std::optional<RegistrarRow> row;
    bool is_set_up = false;
};

Result<Stored> load(store::GroupCommit &writer)
{
    Stored stored;
    const auto read = writer.runAndWait([&stored](Sql &sql, UnixTime) -> Verdict<Outcome> {
        TRY_ASSIGN(stored.row, store::findRegistrar(sql));
        TRY_ASSIGN(const auto organisation, store::findOrganisation(sql));
        stored.is_set_up = organisation.has_value();
        return Outcome{};
    });
    if (!read) return errorOf(read.error());
    return stored;
}

Result<void> write(store::GroupCommit &writer, const std::function<Result<void>(Sql &)> &change)
{
    const auto written = writer.runAndWait([&change](Sql &sql, UnixTime) -> Verdict<Outcome> {
        TRY(change(sql));
        return Outcome{};
    });
    return written ? success() : Result<void>(errorOf(written.error()));
}

Result<crypto::Secret32> seedIn(RegistrarRow &row)
{
    auto seed = crypto::Secret32::from(row.seed);
    crypto::wipe(row.seed);
    if (!seed) return Error{Code::Storage, QStringLiteral("the registrar's row is damaged")};
    return *std::move(seed);
}

QByteArray publicPart(const crypto::Secret32 &seed)
{
    return crypto::SigningKey::fromSeed(seed.clone()).publicKey().toByteArray();
}

Error anotherRegistrar(const QString &name)
{
    return ofOperator(QStringLiteral("The file %1 holds another registrar's key than the database was made "
                                     "with; bring back the file or the database that belongs to the other.")
                          .arg(name));
}

// Which one it has to be; nothing is changed yet.
Result<crypto::Secret32> judgeSeed(Stored &stored, const SeedFile &file, RandomSource &random)
{
    if (!stored.row) return file.seed ? file.seed->clone() : crypto::Secret32::random(random);
    if (!stored.row->seed.isEmpty()) {
        TRY_ASSIGN(crypto::Secret32 seed, seedIn(*stored.row));
        if (file.seed && !(*file.seed == seed)) return anotherRegistrar(file.name);
        return seed;
    }
    if (!file.seed)
        return ofOperator(QStringLiteral("The registrar's key %1 is missing or empty, and the database does "
                                         "not have it; bring back the file that belongs to this database.")
                              .arg(file.name));
    if (publicPart(*file.seed) != stored.row->public_key) return anotherRegistrar(file.name);
    return file.seed->clone();
}

} // namespace

Result<ServerIdentity> loadServerIdentity(store::GroupCommit &writer, RandomSource &random)
{
    TRY_ASSIGN(Stored stored, load(writer));
    if (!stored.row) {
        stored.row = RegistrarRow{random.bytes(32), *crypto::Hash::from(random.bytes(32)), {}};
        TRY(write(writer, [&stored](Sql &sql) { return store::putRegistrar(sql, *stored.row); }));
    }
    if (stored.row->seed.isEmpty())
        return ofOperator(QStringLiteral("The registrar's key is not in this database but in a file; name it "
                                         "with --registrar-key."));
    TRY_ASSIGN(crypto::Secret32 seed, seedIn(*stored.row));
    return ServerIdentity{crypto::SigningKey::fromSeed(std::move(seed)), stored.row->fake_settings_key,
                          stored.is_set_up};
}

Result<ServerIdentity> loadServerIdentity(store::GroupCommit &writer, RandomSource &random,
                                          const SeedFile &file)
{
    TRY_ASSIGN(Stored stored, load(writer));
    const bool is_in_database = stored.row && !stored.row->seed.isEmpty();
    TRY_ASSIGN(crypto::Secret32 seed, judgeSeed(stored, file, random));
    if (!file.seed) {
        if (const auto kept = file.keep(seed); !kept) return ofOperator(kept.error().detail);
    }
    const QByteArray public_key = publicPart(seed);
    if (!stored.row) {
        stored.row = RegistrarRow{{}, *crypto::Hash::from(random.bytes(32)), public_key};
        TRY(write(writer, [&stored](Sql &sql) { return store::putRegistrar(sql, *stored.row); }));
    } else if (is_in_database) {
        TRY(write(writer, [&](Sql &sql) { return store::forgetRegistrarSeed(sql, public_key); }));
        qCInfo(lcDirectory)
            << "the registrar's key is in its file now; older copies of the database still hold it";
    }
    return ServerIdentity{crypto::SigningKey::fromSeed(std::move(seed)), stored.row->fake_settings_key,
                          stored.is_set_up};
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
