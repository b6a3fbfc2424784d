// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/core/engine/engine.h"

#include "client/core/connection/web_socket_transport.h"
#include "client/core/engine/profile/profile_store.h"
#include "client/core/engine/profile/writing_store.h"

namespace chat121::engine {

Engine::Engine(const EngineSetup &setup)
    : m_setup(setup)
    , m_transports(setup.transports ? setup.transports : Transports(pinnedWebSockets))
    , m_clock(setup.clock != nullptr ? *setup.clock : m_system_clock)
    , m_announcer(this)
    , m_passphrase(setup.passphrase)
    , m_patience(this)
{
    m_patience.setSingleShot(true);
    connect(&m_patience, &QTimer::timeout, this, [this] { setKeyStoreSlow(true); });
}

Engine::~Engine() = default;

void Engine::setState(Workspace::State state, const Problem &problem)
{
    m_state = state;
    Q_EMIT m_announcer.stateChanged(state, problem);
}

// --- opening --------------------------------------------------------------------------------------

void Engine::start()
{
    m_keychain = m_setup.keychain ? m_setup.keychain() : std::make_unique<SystemKeychain>();
    m_vault = std::make_unique<KeyVault>(m_setup.directory, *m_keychain, m_random, m_setup.vault, nullptr);
    m_way_in = std::make_unique<WayIn>(m_clock, m_random, m_transports, m_setup.password_cost, nullptr);
    connect(m_way_in.get(), &WayIn::previewed, &m_announcer, &Announcer::invitationPreviewed);
    connect(m_way_in.get(), &WayIn::progressed, &m_announcer, &Announcer::wayInProgressed);
    connect(m_way_in.get(), &WayIn::linkAsked, &m_announcer, &Announcer::linkAsked);
    connect(m_way_in.get(), &WayIn::failed, this, &Engine::onWayInFailed);
    connect(m_way_in.get(), &WayIn::registered, this, &Engine::openProfile, Qt::QueuedConnection);
    openVault();
}

void Engine::openVault()
{
    const auto state = m_vault->state();
    if (!state) return setState(Workspace::State::Broken, vaultProblem(state.error()));
    switch (*state) {
    case KeyVault::State::Empty:
        if (LocalStore::existsIn(m_setup.directory))
            return setState(Workspace::State::Broken, problem(ProblemKind::KeyMissing));
        return probeKeychain();
    case KeyVault::State::InKeychain:
        setState(Workspace::State::Opening);
        return askKeyStore();
    case KeyVault::State::UnderPassphrase:
        Q_EMIT m_announcer.passphraseNeeded(true);
        if (m_passphrase.isEmpty()) return setState(Workspace::State::Locked);
        setState(Workspace::State::Opening);
        return m_vault->openWithPassphrase(m_passphrase,
                                           [this](Result<StoreKey> key) { onKey(std::move(key)); });
    }
}

void Engine::probeKeychain()
{
    m_is_probing = true;
    m_patience.start(m_setup.key_store_patience);
    m_vault->probe([this](bool works) {
        if (m_is_probing) onProbed(works); // else the person went on without it
    });
}

void Engine::onProbed(bool works)
{
    m_is_probing = false;
    setKeyStoreSlow(false);
    m_keychain_works = works;
    Q_EMIT m_announcer.passphraseNeeded(!works);
    setState(Workspace::State::Empty);
    if (!m_unfinished.isEmpty()) Q_EMIT m_announcer.wayInFailed(std::exchange(m_unfinished, {}));
    if (const auto wish = std::exchange(m_after_probe, {})) wish();
}

// --- a key store that takes its time --------------------------------------------------------------

// A key is welcome whenever it comes, also to a question that was asked before; a refusal only counts
// for the newest.
void Engine::askKeyStore()
{
    m_patience.start(m_setup.key_store_patience);
    m_vault->open([this, attempt = ++m_attempt](Result<StoreKey> key) {
        const bool is_waiting = m_state == Workspace::State::Opening || m_state == Workspace::State::Broken;
        if (m_store || !is_waiting || (!key && attempt != m_attempt)) return;
        setKeyStoreSlow(false);
        onKey(std::move(key));
    });
}

void Engine::setKeyStoreSlow(bool is_slow)
{
    m_patience.stop();
    if (m_is_key_store_slow == is_slow) return;
    m_is_key_store_slow = is_slow;
    Q_EMIT m_announcer.keyStoreSlow(is_slow, m_is_probing);
}

void Engine::openAgain()
{
    if (m_state != Workspace::State::Broken && !m_is_key_store_slow) return;
    m_renewal.reset();
    m_running.reset();
    m_store.reset();
    setKeyStoreSlow(false);
    openVault();
}

void Engine::goOnWithoutKeyStore()
{
    if (m_is_probing) onProbed(false);
}

Problem Engine::vaultProblem(const Error &error)
{
    const QString details = QStringLiteral("vault, code %1").arg(static_cast<int>(error.code));
    switch (error.code) {
    case Code::Crypto:
        return problem(ProblemKind::WrongPassphrase, details);
    case Code::NotFound:
    case Code::Expired:
    case Code::Unauthenticated: // locked or missing
        return problem(ProblemKind::KeyStoreSilent, details);
    case Code::Malformed:
    case Code::TooLarge:
    case Code::Forbidden:
    case Code::Conflict:
    case Code::Storage:
    case Code::Network:
    case Code::Busy:
    case Code::Unsupported:
        break;
    }
    return storeProblem(error);
}

void Engine::unlock(const QString &passphrase)
{
    if (m_state != Workspace::State::Locked) return;
    if (const auto state = m_vault->state(); state && *state == KeyVault::State::InKeychain) {
        setState(Workspace::State::Opening);
        return askKeyStore();
    }
    m_vault->openWithPassphrase(passphrase, [this](Result<StoreKey> key) {
        if (!key) {
            Q_EMIT m_announcer.unlockFailed(vaultProblem(key.error()));
            return;
        }
        setState(Workspace::State::Opening);
        onKey(std::move(key));
    });
}

// The key goes with the store, and with the group states and messages in memory; the passphrase too.
void Engine::lock()
{
    if (m_state != Workspace::State::Ready) return;
    m_renewal.reset();
    m_running.reset();
    m_store.reset();
    m_announcer.forgetAll();
    m_passphrase.fill(QChar(0));
    m_passphrase.clear();
    setState(Workspace::State::Locked);
}

void Engine::setLockAfter(std::chrono::minutes idle)
{
    if (!m_store) return;
    const auto saved = saveLockAfter(*m_store, idle);
    if (!saved) {
        Q_EMIT m_announcer.warned(storeProblem(saved.error()));
        return;
    }
    Q_EMIT m_announcer.lockAfterChanged(idle);
}

void Engine::setNotifications(const NotificationChoice &choice)
{
    if (!m_store) return;
    const auto saved = saveNotifications(*m_store, choice);
    if (!saved) Q_EMIT m_announcer.warned(storeProblem(saved.error()));
    if (const auto now = loadNotifications(*m_store)) Q_EMIT m_announcer.notificationsChanged(*now);
}

void Engine::setTelling(const TellingChoice &choice)
{
    if (!m_store) return;
    const auto saved = saveTelling(*m_store, choice);
    if (!saved) Q_EMIT m_announcer.warned(storeProblem(saved.error()));
    const auto now = loadTelling(*m_store);
    if (!now) return;
    Q_EMIT m_announcer.tellingChanged(*now);
    if (m_running) m_running->setTelling(*now);
}

void Engine::setDeskChoice(const DeskChoice &choice)
{
    if (!m_store) return;
    const auto saved = saveDeskChoice(*m_store, choice);
    if (!saved) Q_EMIT m_announcer.warned(storeProblem(saved.error()));
}

void Engine::setWriting(const WritingChoice &choice)
{
    if (!m_store) return;
    const auto saved = saveWriting(*m_store, choice);
    if (!saved) Q_EMIT m_announcer.warned(storeProblem(saved.error()));
    if (const auto now = loadWriting(*m_store)) Q_EMIT m_announcer.writingChanged(*now);
}

void Engine::onKey(Result<StoreKey> key)
{
    if (!key) return setState(Workspace::State::Broken, vaultProblem(key.error()));
    auto store = LocalStore::open(m_setup.directory, *key, m_random);
    if (!store) return setState(Workspace::State::Broken, storeProblem(store.error()));
    m_store = *std::move(store);
    openProfile();
}

void Engine::openProfile()
{
    const auto profile = loadProfile(*m_store);
    if (!profile) return setState(Workspace::State::Broken, storeProblem(profile.error()));
    if (!*profile) return dropStore([this] { probeKeychain(); }); // a way in that sent nothing
    if (!(*profile)->is_complete) return m_way_in->resume(*m_store);
    const auto counter = m_store->profile().startCounter();
    if (!counter) return setState(Workspace::State::Broken, storeProblem(counter.error()));
    m_vault->raiseStartCounter(*counter, [this, stored = *counter](Result<quint64> raised) {
        const bool is_rolled_back = !raised && raised.error().code == Code::Conflict;
        if (!raised && !is_rolled_back)
            return setState(Workspace::State::Broken, vaultProblem(raised.error()));
        startCounted(raised ? *raised : stored, is_rolled_back);
    });
}

// A person who has agreed to start afresh once is not asked again: that goes on.
Result<Start> Engine::startOf(quint64 counter, bool is_rolled_back)
{
    if (!is_rolled_back) TRY(m_store->profile().saveStartCounter(counter));
    TRY_ASSIGN(const bool is_begun, Renewal::isBegun(*m_store));
    return Start{counter, is_rolled_back || is_begun, is_begun};
}

void Engine::startCounted(quint64 counter, bool is_rolled_back)
{
    auto open = [&]() -> Result<Identity> {
        TRY_ASSIGN(auto profile, loadProfile(*m_store));
        if (!profile) return Error{Code::NotFound, {}};
        TRY_ASSIGN(auto identity, Identity::open(*std::move(profile)));
        TRY(Contacts::keepOwn(*m_store, identity));
        TRY(Staffing::renewOwn(*m_store, identity, m_clock));
        return identity;
    };
    m_renewal.reset();
    m_running.reset();
    const auto start = startOf(counter, is_rolled_back);
    auto identity = start ? open() : Result<Identity>(start.error());
    if (!identity) return setState(Workspace::State::Broken, storeProblem(identity.error()));
    m_running = std::make_unique<Running>(*std::move(identity), *start, *m_store, m_announcer, m_clock,
                                          m_random, m_transports);
    Q_EMIT m_announcer.factsChanged(m_running->facts());
    if (const auto idle = loadLockAfter(*m_store)) Q_EMIT m_announcer.lockAfterChanged(*idle);
    if (const auto choice = loadNotifications(*m_store)) Q_EMIT m_announcer.notificationsChanged(*choice);
    if (const auto choice = loadTelling(*m_store)) Q_EMIT m_announcer.tellingChanged(*choice);
    if (const auto choice = loadDeskChoice(*m_store)) Q_EMIT m_announcer.deskChoiceLoaded(*choice);
    if (const auto choice = loadWriting(*m_store)) Q_EMIT m_announcer.writingChanged(*choice);
    if (const auto drafts = m_running->drafts()) Q_EMIT m_announcer.draftsLoaded(*drafts);
    if (const auto drafts = m_running->noteDrafts()) Q_EMIT m_announcer.noteDraftsLoaded(*drafts);
    m_running->setNetworkAvailable(m_is_network_available);
    if (const auto begun = m_running->begin(); !begun) {
        m_running.reset();
        return setState(Workspace::State::Broken, storeProblem(begun.error()));
    }
    m_running->password().strengthen(m_way_in->takeWeakPassword(), m_setup.password_cost);
    setState(Workspace::State::Ready);
    for (const ConversationId conversation : m_announcer.opened())
        m_running->openTalk(conversation); // the windows were there before
    if (start->is_renewing) startAfresh();
}

// --- starting afresh ------------------------------------------------------------------------------

// The old Running stays until the end of it, with its line cut: it keeps what is written meanwhile.
void Engine::startAfresh()
{
    if (!m_running || !m_running->isOlderCopy() || m_renewal) return;
    m_renewal = std::make_unique<Renewal>(*m_store, *m_vault, m_clock, m_random, m_transports, nullptr);
    connect(m_renewal.get(), &Renewal::done, this, &Engine::openProfile, Qt::QueuedConnection);
    connect(m_renewal.get(), &Renewal::failed, this, &Engine::onRenewalFailed, Qt::QueuedConnection);
    Q_EMIT m_announcer.olderCopyChanged(true, true);
    m_renewal->begin();
}

void Engine::onRenewalFailed(const Problem &problem)
{
    m_renewal.reset();
    Q_EMIT m_announcer.olderCopyChanged(true, false);
    Q_EMIT m_announcer.actionFailed(problem);
}

// --- what ends ------------------------------------------------------------------------------------

void Engine::dropStore(const std::function<void()> &then)
{
    m_way_in->forget();
    // SQLite removes its log when it closes; what stands there is put into the file that is overwritten.
    if (m_store && !m_store->dropOldCopies()) qCWarning(lcClient) << "the store's log cannot be emptied";
    m_store.reset();
    const auto erased = LocalStore::erase(m_setup.directory);
    if (!erased) qCWarning(lcClient) << "the unfinished profile cannot be removed:" << erased.error().detail;
    m_vault->erase([then](Result<void>) { then(); });
}

void Engine::setNetworkAvailable(bool is_available)
{
    m_is_network_available = is_available;
    if (m_running) m_running->setNetworkAvailable(is_available);
}

// Told the server or not, after a while everything here goes.
void Engine::eraseProfile()
{
    if (!m_running || m_state != Workspace::State::Ready) return erase();
    if (std::exchange(m_is_signing_out, true)) return;
    const auto go_on = [this] {
        if (m_is_signing_out) erase();
    };
    m_running->devices().signOut([this, go_on] { // inside of what is erased
        QMetaObject::invokeMethod(this, go_on, Qt::QueuedConnection);
    });
    QTimer::singleShot(limits::kSignOutPatience, this, go_on);
}

void Engine::erase()
{
    m_is_signing_out = false;
    m_renewal.reset();
    m_running.reset();
    if (m_state == Workspace::State::Ready || m_state == Workspace::State::Broken ||
        m_state == Workspace::State::Locked)
        dropStore([this] { probeKeychain(); });
}

void Engine::stop()
{
    m_after_probe = {};
    m_renewal.reset();
    m_running.reset();
    m_way_in.reset();
    m_store.reset();
    m_vault.reset();
    m_keychain.reset();
}

} // namespace chat121::engine
