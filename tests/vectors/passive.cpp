// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Vectors of passive-client-*: join by a Welcome, then follow the group's commits. The files in ts_mls also
// have messages of each epoch.
#include "tests/vectors/checks.h"

#include "common/crypto/sodium_random.h"
#include "common/mls/group.h"

#include <map>

namespace chat121::vectors {

namespace {

class VectorPsks final : public mls::PskSource {
public:
    explicit VectorPsks(const QJsonArray &rows)
    {
        for (const QJsonValue &row : rows)
            m_psks[hex(row[u"psk_id"])] = hex(row[u"psk"]);
    }
    std::optional<crypto::SecretBytes> externalPsk(QByteArrayView psk_id) override
    {
        const auto found = m_psks.find(psk_id.toByteArray());
        if (found == m_psks.end()) return std::nullopt;
        return crypto::SecretBytes(found->second);
    }

private:
    std::map<QByteArray, QByteArray> m_psks;
};

Result<mls::Group> join(const mls::Party &party, const QJsonObject &vector)
{
    TRY_ASSIGN(const auto bundle,
               mls::KeyPackageBundle::fromParts(hex(vector[u"key_package"]), secret(vector[u"init_priv"]),
                                                secret(vector[u"encryption_priv"])));
    const QByteArray welcome = hex(vector[u"welcome"]);
    if (vector[u"ratchet_tree"].isNull()) return mls::Group::join(party, welcome, bundle);
    return mls::Group::join(party, welcome, bundle, hex(vector[u"ratchet_tree"]));
}

// The state survives being written and read at every step.
bool restored(const mls::Party &party, mls::Group &group)
{
    auto again = mls::Group::restore(party, group.saved());
    if (!again) return false;
    group = *std::move(again);
    return true;
}

void judgeMessage(mls::Group &group, const QJsonValue &row, Checks &checks)
{
    const auto received = group.process(hex(row[u"message"]));
    if (!checks.ok(received)) return;
    const auto *application = std::get_if<mls::Application>(&*received);
    checks.that(application != nullptr && application->data == hex(row[u"data"]));
    checks.that(!group.process(hex(row[u"message"])).has_value()); // once only
}

void judgeEpoch(const mls::Party &party, mls::Group &group, const QJsonValue &row, Checks &checks)
{
    for (const QJsonValue &proposal : row[u"proposals"].toArray()) {
        const auto received = group.process(hex(proposal));
        if (checks.ok(received)) checks.that(std::holds_alternative<mls::ProposalReceived>(*received));
    }
    checks.that(restored(party, group));
    auto received = group.process(hex(row[u"commit"]));
    if (!checks.ok(received)) return;
    auto *staged = std::get_if<mls::StagedCommit>(&*received);
    checks.that(staged != nullptr);
    if (!staged) return;
    checks.ok(group.merge(std::move(*staged)));
    checks.equal(group.epochAuthenticator(), hex(row[u"epoch_authenticator"]));
    checks.that(restored(party, group));
    for (const QJsonValue &message : row[u"messages"].toArray())
        judgeMessage(group, message, checks);
}

} // namespace

void judgePassiveClient(const QJsonObject &vector, Checks &checks)
{
    const auto key = crypto::SigningKey::fromSeed(secret(vector[u"signature_priv"]));
    crypto::SodiumRandom random;
    const SystemClock clock;
    VectorPsks psks(vector[u"external_psks"].toArray());
    const mls::Party party{key, random, clock, nullptr, &psks};

    auto group = join(party, vector);
    if (!checks.ok(group)) return;
    checks.equal(group->epochAuthenticator(), hex(vector[u"initial_epoch_authenticator"]));
    for (const QJsonValue &row : vector[u"epochs"].toArray())
        judgeEpoch(party, *group, row, checks);
}

} // namespace chat121::vectors
