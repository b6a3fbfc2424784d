// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/core/engine/entry/renewal.h"

#include "client/core/engine/desk/desk.h"
#include "client/core/engine/desk/guest.h"

namespace chat121::engine {

Renewal::Renewal(LocalStore &store, KeyVault &vault, const Clock &clock, RandomSource &random,
                 const Transports &transports, QObject *parent)
    : QObject(parent)
    , m_store(store)
    , m_vault(vault)
    , m_clock(clock)
    , m_random(random)
    , m_transports(transports)
{
}

Renewal::~Renewal() = default;

Result<bool> Renewal::isBegun(LocalStore &store)
{
    TRY_ASSIGN(auto pending, store.profile().find(ProfileValue::Renewal));
    if (!pending) return false;
    crypto::wipe(*pending);
    return true;
}

void Renewal::fail(const Problem &problem)
{
    m_profile.reset();
    if (m_connection) m_connection->disconnect(this);
    QMetaObject::invokeMethod(
        this, [this, problem] { Q_EMIT failed(problem); }, Qt::QueuedConnection);
}

// The profile with its new key: that of an earlier try, or one that is made and saved now.
Result<void> Renewal::load()
{
    TRY_ASSIGN(m_profile, loadProfile(m_store));
    if (!m_profile) return Error{Code::NotFound, {}};
    crypto::Secret32 old = std::move(m_profile->device_seed);
    TRY_ASSIGN(auto pending, m_store.profile().find(ProfileValue::Renewal));
    if (pending) {
        auto fresh = decode<Fresh>(*pending);
        crypto::wipe(*pending);
        if (!fresh) return fresh.error();
        m_profile->device_seed = std::move(fresh->seed);
        m_profile->leaf.device = fresh->certificate;
    } else {
        m_profile->device_seed = crypto::Secret32::random(m_random);
        m_profile->leaf.device = certifyDevice(*m_profile, m_clock.now());
        QByteArray made = encode(Fresh{m_profile->device_seed.clone(), m_profile->leaf.device});
        const auto saved = m_store.profile().save(ProfileValue::Renewal, made);
        crypto::wipe(made);
        TRY(saved);
    }
    std::vector<crypto::Secret32> &former = m_profile->former_seeds;
    former.insert(former.begin(), std::move(old));
    if (former.size() > limits::kFormerDevicesKept) former.pop_back();
    return success();
}

void Renewal::begin()
{
    const auto loaded = load();
    const auto organisation = loaded
                                  ? identity::verifyOrganisation(m_profile->organisation, m_profile->root_key)
                                  : Result<identity::VerifiedOrganisation>(loaded.error());
    if (!organisation) return fail(storeProblem(organisation.error()));
    const ServerAddress address{identity::hostPortsOf(organisation->document.endpoints),
                                m_profile->registrar_key};
    m_connection = std::make_unique<Connection>(m_transports(m_profile->tls_pin), m_clock, m_random,
                                                ConnectionTimes{}, nullptr);
    connect(m_connection.get(), &Connection::ready, this, &Renewal::submit);
    connect(m_connection.get(), &Connection::lost, this, [this](const ConnectionFailure &failure) {
        if (failure.is_final) fail({connectionSentence(failure), failure.detail, false});
    });
    m_connection->start(address);
}

Result<protocol::RegisterDevice> Renewal::message()
{
    const crypto::SigningKey account = accountKeyOf(*m_profile);
    const crypto::SigningKey device = deviceKeyOf(*m_profile);
    const auto old = crypto::SigningKey::fromSeed(m_profile->former_seeds.front().clone());
    protocol::RegisterDevice message;
    TRY_ASSIGN(message.request, m_store.requests().next());
    message.account = identity::accountIdOf(account.publicKey());
    message.device_certificate = encode(m_profile->leaf.device);
    message.replaces = identity::deviceIdOf(old.publicKey());
    const identity::DeviceRegistrationStatement statement{m_connection->binding(), account.publicKey(),
                                                          device.publicKey(), message.replaces};
    message.account_proof = identity::signDetached(statement, account);
    message.device_proof = identity::signDetached(statement, device);
    return message;
}

void Renewal::submit()
{
    const auto message = this->message();
    if (!message) return fail(storeProblem(message.error()));
    m_connection->request<protocol::Registered>(
        *message, [this](const Reply<protocol::Registered> &reply) { onAnswered(reply); });
}

void Renewal::onAnswered(const Reply<protocol::Registered> &reply)
{
    if (!m_profile) return;
    const auto *failure = std::get_if<RequestFailure>(&reply);
    if (failure == nullptr) return onRegistered(std::get<protocol::Registered>(reply));
    if (failure->code == Code::Network) return; // the connection comes back by itself
    // The server does not know the key: another try makes another.
    if (failure->code != Code::Busy) {
        const auto removed = m_store.profile().remove(ProfileValue::Renewal);
        if (!removed) return fail(storeProblem(removed.error()));
    }
    fail(requestProblem(*failure));
}

void Renewal::onRegistered(const protocol::Registered &answer)
{
    const bool fits = answer.account == identity::accountIdOf(accountKeyOf(*m_profile).publicKey()) &&
                      answer.device == identity::deviceIdOf(deviceKeyOf(*m_profile).publicKey());
    if (!fits) return fail(problem(ProblemKind::RegistrationNotTrusted));
    m_connection->disconnect(this);
    m_connection->stop();
    const auto stored = m_store.profile().startCounter();
    if (!stored) return fail(storeProblem(stored.error()));
    m_vault.settleStartCounter(*stored, [self = QPointer(this)](const Result<quint64> &counter) {
        if (!self) return;
        const auto taken = counter ? self->takeOver(*counter) : Result<void>(counter.error());
        if (!taken) return self->fail(storeProblem(taken.error()));
        Q_EMIT self->done();
    });
}

// --- the store ------------------------------------------------------------------------------------

Result<void> Renewal::takeOver(quint64 counter)
{
    TRY_ASSIGN(auto transaction, m_store.begin());
    TRY(saveProfile(m_store, *m_profile, std::nullopt));
    TRY(m_store.profile().remove(ProfileValue::Renewal));
    TRY(m_store.profile().saveStartCounter(counter));
    TRY(dropPendingCommits());
    TRY(unsealOutbox());
    TRY(oweOpenings());
    return transaction.commit();
}

// They are signed by the old device. A group that was never begun goes with its first commit.
Result<void> Renewal::dropPendingCommits()
{
    TRY_ASSIGN(const auto commits, m_store.pendingCommits().all());
    for (const PendingCommitRecord &commit : commits) {
        if (commit.epoch == 0) {
            TRY(m_store.groupEpochs().remove(commit.group));
            TRY(m_store.groupRatchets().remove(commit.group));
        }
        TRY(m_store.pendingCommits().remove(commit.group));
    }
    return m_store.notes().remove(QString::fromLatin1(Desk::kTakingNote));
}

// What waits keeps its words and their ids; the rest was the old device's.
Result<void> Renewal::unsealOutbox()
{
    TRY_ASSIGN(const auto entries, m_store.outbox().all());
    for (OutboxEntry entry : entries) {
        entry.request = {};
        entry.generation = 0;
        entry.epoch = 0;
        entry.sealed = {};
        TRY(m_store.outbox().update(entry));
    }
    return success();
}

// New key packages, for whoever lets this device in. The old private halves stay until they expire:
// they open the Welcomes that came in between.
Result<void> Renewal::oweOpenings()
{
    TRY_ASSIGN(const auto packages, m_store.keyPackages().all());
    for (KeyPackageRecord package : packages) {
        package.is_published = false;
        TRY(m_store.keyPackages().save(package));
    }
    if (m_profile->kind != ProfileKind::Guest) return success();
    NoteRecord owed;
    owed.name = QString::fromLatin1(Guest::kOpeningOwedNote);
    return m_store.notes().save(owed);
}

} // namespace chat121::engine
