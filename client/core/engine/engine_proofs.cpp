// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What lets somebody else be this person is made and shown only for whoever proves to be the person: the
// recovery words, the code for another computer and the organisation's key. security.md, B6. See engine.h.
#include "client/core/engine/engine.h"

#include <QPointer>

namespace chat121::engine {

// By the key's place on the disk, whatever a window believes.
Workspace::Proof Engine::neededProof() const
{
    const auto state = m_vault->state();
    if (!state || *state == KeyVault::State::UnderPassphrase) return Workspace::Proof::Passphrase;
    const bool is_staff = m_running && m_running->facts().role == Workspace::Role::Staff;
    return is_staff ? Workspace::Proof::Password : Workspace::Proof::Nothing;
}

// Each proof counts for one action. A wrong passphrase costs a second of Argon2id, a wrong password one of
// the tries that the server counts.
void Engine::prove(const QString &proof, const std::function<void(Running &)> &then, const Refused &refused)
{
    if (!m_running) return;
    const auto settle = [then, refused, running = QPointer(m_running.get())](const Problem &problem) {
        if (!running) return;
        if (problem.isEmpty()) return then(*running);
        refused(*running, problem);
    };
    switch (neededProof()) {
    case Workspace::Proof::Passphrase:
        return m_vault->openWithPassphrase(proof, [settle](const Result<StoreKey> &key) {
            settle(key ? Problem{} : vaultProblem(key.error()));
        });
    case Workspace::Proof::Password:
        return m_running->password().prove(proof, settle);
    case Workspace::Proof::Nothing:
        return settle({});
    }
}

void Engine::makeRecoveryWords(const QString &proof)
{
    prove(
        proof, [](Running &running) { running.archive().makeWords(); },
        [this](Running &, const Problem &problem) { Q_EMIT m_announcer.recoveryWordsRefused(problem); });
}

void Engine::showRecoveryWords(const QString &proof)
{
    prove(
        proof, [](Running &running) { running.archive().showWords(); },
        [this](Running &, const Problem &problem) { Q_EMIT m_announcer.recoveryWordsRefused(problem); });
}

void Engine::openLink(const QString &proof)
{
    prove(
        proof, [](Running &running) { running.linking().open(); },
        [](Running &running, const Problem &problem) { running.linking().refuse(problem); });
}

void Engine::saveRootKey(const QString &path, const QString &passphrase, const QString &proof)
{
    prove(
        proof, [path, passphrase](Running &running) { running.rootKeeper().save(path, passphrase); },
        [this](Running &, const Problem &problem) { Q_EMIT m_announcer.rootKeyRefused(problem); });
}

void Engine::showRootSheet(const QString &proof)
{
    prove(
        proof, [](Running &running) { running.rootKeeper().tellSheet(); },
        [this](Running &, const Problem &problem) { Q_EMIT m_announcer.rootKeyRefused(problem); });
}

} // namespace chat121::engine
