// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The engine: everything of a client that is not a window, on a thread of its own. It opens the
// profile (or leads a person into one) and runs it; LiveWorkspace talks to it by queued calls.
//
// Ownership: LiveWorkspace's, which moves it to its thread before start(). Threads: engine; the
// announcer's signals are emitted there.
#pragma once

#include "client/core/engine/entry/renewal.h"
#include "client/core/engine/running.h"
#include "common/crypto/sodium_random.h"

namespace chat121::engine {

class Engine final : public QObject {
    Q_OBJECT

public:
    explicit Engine(const EngineSetup &setup);
    ~Engine() override;

    Announcer *announcer() { return &m_announcer; }

    void start();
    void stop(); // closes the store; before the thread ends

    void previewInvitation(const QString &link_or_file);
    void useRules(const DepartmentInfo &rules) { m_way_in->useRules(rules); }
    void foundOrganisation(const QString &organisation, const QString &department, const QString &own_name,
                           const QString &password);
    void joinAsStaff(const QString &own_name, const QString &password);
    void joinAsCustomer(const QString &own_name);
    void comeBack(const QString &words);
    void logIn(const QString &address, const QString &login_name, const QString &password);
    void linkByCode(const QString &address, const QString &code);
    void giveUpLink();
    void comeBackAsStaff(const QString &address, const QString &login_name, const QString &words,
                         const QString &password);
    void openRootFile(const QString &address, const QString &path, const QString &passphrase);
    void openRootSheet(const QString &address, const QString &lines);
    void comeBackAsOwner(AccountId owner, const QString &own_name, const QString &password);
    void usePassphrase(const QString &passphrase) { m_passphrase = passphrase; }
    void unlock(const QString &passphrase);
    void eraseProfile();
    void lock();
    void setLockAfter(std::chrono::minutes idle);
    void setNotifications(const NotificationChoice &choice);
    void setTelling(const TellingChoice &choice);
    void setDeskChoice(const DeskChoice &choice);
    void setWriting(const WritingChoice &choice);
    void setNetworkAvailable(bool is_available);
    void startAfresh();
    void openAgain();

    // Each with the proof of the moment (neededProof): engine_proofs.cpp.
    void makeRecoveryWords(const QString &proof);
    void showRecoveryWords(const QString &proof);
    void openLink(const QString &proof);
    void saveRootKey(const QString &path, const QString &passphrase, const QString &proof);
    void showRootSheet(const QString &proof);

    void goOnWithoutKeyStore();

    // Nothing unless a profile is open.
    Running *running() { return m_running.get(); }

private:
    using Next = std::function<void(LocalStore &)>;
    using Refused = std::function<void(Running &, const Problem &)>;

    Workspace::Proof neededProof() const;
    void prove(const QString &proof, const std::function<void(Running &)> &then, const Refused &refused);

    void setState(Workspace::State state, const Problem &problem = {});
    void openVault();
    void probeKeychain();
    void onProbed(bool works);
    void askKeyStore();
    void setKeyStoreSlow(bool is_slow);
    void onKey(Result<StoreKey> key);
    void openProfile();
    void startCounted(quint64 counter, bool is_rolled_back);
    Result<Start> startOf(quint64 counter, bool is_rolled_back);
    void onRenewalFailed(const Problem &problem);
    void makeStore(const Next &next);
    void onNewKey(Result<StoreKey> key, const Next &next);
    void onWayInFailed(const Problem &problem);
    bool isUnfinished() const;
    void erase();
    void dropStore(const std::function<void()> &then);
    static Problem vaultProblem(const Error &error);

    const EngineSetup m_setup;
    Transports m_transports;
    SystemClock m_system_clock;
    const Clock &m_clock;
    crypto::SodiumRandom m_random;
    Announcer m_announcer;
    QString m_passphrase;
    Problem m_unfinished;                // of the start; said at the first screen
    bool m_is_probing = false;           // the key store has not yet said whether it works
    std::function<void()> m_after_probe; // what the person asked for meanwhile
    bool m_keychain_works = false;
    QTimer m_patience; // with the key store
    bool m_is_key_store_slow = false;
    int m_attempt = 0; // to get the key from the key store
    bool m_is_network_available = true;
    bool m_is_signing_out = false; // the server is told, then everything here is erased
    Workspace::State m_state = Workspace::State::Opening;
    std::unique_ptr<Keychain> m_keychain;
    std::unique_ptr<KeyVault> m_vault;
    std::unique_ptr<LocalStore> m_store;
    std::unique_ptr<WayIn> m_way_in;
    std::unique_ptr<Running> m_running;
    std::unique_ptr<Renewal> m_renewal;
};

} // namespace chat121::engine
