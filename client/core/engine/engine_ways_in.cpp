// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// How a person comes in where there is no profile yet: a key and a store first, then the way (entry/). See
// engine.h.
#include "client/core/engine/engine.h"

namespace chat121::engine {

void Engine::previewInvitation(const QString &link_or_file)
{
    m_way_in->preview(link_or_file);
}

// A key and a store for a new person: in the system's key store, else under the passphrase.
void Engine::makeStore(const Next &next)
{
    if (m_is_probing) {
        m_after_probe = [this, next] { makeStore(next); };
        return;
    }
    if (m_state != Workspace::State::Empty || (m_store && !isUnfinished())) {
        Q_EMIT m_announcer.wayInFailed(problem(ProblemKind::ProfileInUse));
        return;
    }
    if (m_store && m_way_in->isAgain(*m_store)) return next(*m_store);
    if (m_store) return dropStore([this, next] { makeStore(next); });
    const auto done = [this, next](Result<StoreKey> key) { onNewKey(std::move(key), next); };
    if (!m_passphrase.isEmpty() && !m_keychain_works)
        return m_vault->createUnderPassphrase(m_passphrase, done);
    if (!m_keychain_works) {
        Q_EMIT m_announcer.wayInFailed(problem(ProblemKind::PassphraseNeeded));
        return;
    }
    m_vault->createInKeychain(done);
}

void Engine::onNewKey(Result<StoreKey> key, const Next &next)
{
    if (!key) {
        Q_EMIT m_announcer.wayInFailed(vaultProblem(key.error()));
        return;
    }
    auto store = LocalStore::open(m_setup.directory, *key, m_random);
    if (!store) return onWayInFailed(storeProblem(store.error()));
    m_store = *std::move(store);
    next(*m_store);
}

// Whether the store waits for the answer to a registration, and nobody asks for it now.
bool Engine::isUnfinished() const
{
    return m_store && !m_running && m_way_in->mayBeRegistered() && !m_way_in->isBusy();
}

// The server may know the keys of an unfinished way in: they are kept for the next try. What began
// with the start of the program ends at the first screen.
void Engine::onWayInFailed(const Problem &problem)
{
    const bool is_starting = m_state == Workspace::State::Opening;
    const bool is_over = m_store && !m_running && !isUnfinished();
    if (is_starting) m_unfinished = problem;
    if (is_over)
        dropStore([this] { probeKeychain(); });
    else if (is_starting)
        probeKeychain();
    if (!is_starting) Q_EMIT m_announcer.wayInFailed(problem);
}

void Engine::foundOrganisation(const QString &organisation, const QString &department,
                               const QString &own_name, const QString &password)
{
    if (!m_way_in->isFor(InvitationPreview::Kind::SetUp))
        return onWayInFailed(problem(ProblemKind::InvitationForOthers));
    makeStore([=, this](LocalStore &store) {
        m_way_in->found(store, organisation, department, own_name, password);
    });
}

void Engine::joinAsStaff(const QString &own_name, const QString &password)
{
    if (!m_way_in->isFor(InvitationPreview::Kind::Staff))
        return onWayInFailed(problem(ProblemKind::InvitationForOthers));
    makeStore([=, this](LocalStore &store) { m_way_in->joinAsStaff(store, own_name, password); });
}

void Engine::joinAsCustomer(const QString &own_name)
{
    if (!m_way_in->isFor(InvitationPreview::Kind::Guest))
        return onWayInFailed(problem(ProblemKind::InvitationForOthers));
    makeStore([=, this](LocalStore &store) { m_way_in->joinAsCustomer(store, own_name); });
}

void Engine::comeBack(const QString &words)
{
    if (!m_way_in->isFor(InvitationPreview::Kind::Guest))
        return onWayInFailed(problem(ProblemKind::InvitationForOthers));
    if (isUnfinished()) return dropStore([=, this] { comeBack(words); });
    makeStore([=, this](LocalStore &store) { m_way_in->comeBack(store, words); });
}

void Engine::logIn(const QString &address, const QString &login_name, const QString &password)
{
    if (isUnfinished()) return dropStore([=, this] { logIn(address, login_name, password); });
    makeStore([=, this](LocalStore &store) { m_way_in->logIn(store, address, login_name, password); });
}

void Engine::linkByCode(const QString &address, const QString &code)
{
    if (isUnfinished()) return dropStore([=, this] { linkByCode(address, code); });
    makeStore([=, this](LocalStore &store) { m_way_in->link(store, address, code); });
}

void Engine::giveUpLink()
{
    m_way_in->giveUpLink();
}

void Engine::comeBackAsStaff(const QString &address, const QString &login_name, const QString &words,
                             const QString &password)
{
    if (isUnfinished())
        return dropStore([=, this] { comeBackAsStaff(address, login_name, words, password); });
    makeStore([=, this](LocalStore &store) {
        m_way_in->comeBackAsStaff(store, address, login_name, words, password);
    });
}

void Engine::openRootFile(const QString &address, const QString &path, const QString &passphrase)
{
    m_way_in->openRootFile(address, path, passphrase);
}

void Engine::openRootSheet(const QString &address, const QString &lines)
{
    m_way_in->openRootSheet(address, lines);
}

void Engine::comeBackAsOwner(AccountId owner, const QString &own_name, const QString &password)
{
    if (!m_way_in->hasRootKey()) return onWayInFailed(problem(ProblemKind::InvitationForOthers));
    makeStore([=, this](LocalStore &store) { m_way_in->comeBackAsOwner(store, owner, own_name, password); });
}

} // namespace chat121::engine
