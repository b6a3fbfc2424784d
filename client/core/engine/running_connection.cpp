// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The half of Running that comes and goes with the connection: what begins after a log-in, what waits when
// the line breaks, and who is told. See running.h.
#include "client/core/engine/running.h"
#include "common/protocol/messages/answers.h"

namespace chat121::engine {

namespace {

constexpr std::chrono::minutes kHomeInterval{5};

// A line that broke comes back by itself; a server that is another one, or talks nonsense, does not.
bool needsAPerson(const ConnectionFailure &failure)
{
    switch (failure.fault) {
    case ConnectionFault::Unreachable:
    case ConnectionFault::Silent:
    case ConnectionFault::Closed:
    case ConnectionFault::Refused:
        return failure.is_final;
    case ConnectionFault::TlsRefused:
    case ConnectionFault::WrongPin:
    case ConnectionFault::NotAChatServer:
    case ConnectionFault::WrongRegistrar:
    case ConnectionFault::VersionUnsupported:
    case ConnectionFault::Nonsense:
        break;
    }
    return true;
}

} // namespace

ServerAddress Running::address() const
{
    return {m_identity.addressesByFit(), m_identity.profile().registrar_key};
}

// Everything that waits for the right region leaves after a log-in, so that is what comes next. An address
// where more may be kept is asked first; the one that answers now is taken again when no other does.
void Running::connectAnew()
{
    if (!m_connection.isReady()) return;
    m_connection.fail({ConnectionFault::Closed, Code::Network, protocol::Reason::None,
                       QStringLiteral("another region"), false});
    m_connection.start(address());
}

// Whether another address would let more be said.
bool Running::isAway() const
{
    return m_identity.fitOf(m_identity.addressesByFit().constFirst()) >
           m_identity.fitOf(m_connection.endpoint());
}

// What the server that answers may not be given, by the organisation's document of now.
QList<DepartmentId> Running::departmentsElsewhere() const
{
    QList<DepartmentId> elsewhere;
    const identity::VerifiedOrganisation &organisation = m_identity.organisation();
    for (const identity::Department &one : organisation.document.departments.items)
        if (!organisation.mayBeKeptAt(one.id, m_connection.endpoint())) elsewhere.append(one.id);
    return elsewhere;
}

void Running::standStill()
{
    m_outbox.stop();
    m_connection.stop();
    announceConnection();
    if (std::exchange(m_is_older_copy, true)) return;
    Q_EMIT m_announcer.olderCopyChanged(true, false);
    if (!m_start.is_renewing) Q_EMIT m_announcer.warned(problem(ProblemKind::StateRolledBack));
}

void Running::onLoggedIn(quint32 key_packages)
{
    m_was_warned = false;
    m_outbox.connectionLost();                // answers of the older connection no longer come
    Q_EMIT m_announcer.factsChanged(facts()); // where the server stands
    for (const ConversationId id : m_announcer.opened())
        m_ledger.announce(id);
    if (isAway())
        m_home.start(kHomeInterval);
    else
        m_home.stop();
    announceConnection();
    m_packages.keepUp(key_packages);
    m_has_registered_anew = false;
    m_doorkeeper.compareClocks();
    fetchOrganisation();
    m_key_log.loggedIn();
    m_devices.loggedIn();
    for (const LogId inbox : m_identity.inboxes())
        if (inbox != m_identity.inbox()) m_session.fetch(inbox); // the server does not list them
    if (m_desk) {
        m_desk->loggedIn();
        m_silence->loggedIn();
        m_overview->loggedIn();
    } else {
        m_membership.resumePending();
    }
}

void Running::onCaughtUp()
{
    if (m_desk) m_desk->caughtUp();
    if (m_team) m_team->caughtUp();
    if (m_joining) m_joining->caughtUp();
    if (m_guest) m_guest->askForAGroup();
    returnToGroups();
    m_removals.caughtUp();
    m_routing.lookAll();
    m_devices.caughtUp();
    m_doorkeeper.look();
    m_staffing.refreshLeaves();
    m_outbox.flushAll();
    m_successor.reportAll();
    m_unconfirmed.look();
    m_rotation.look();
    m_receipts.catchUp();
    m_archive.caughtUp();
    m_retention.run();
    m_erasure.caughtUp();
    m_password.caughtUp();
    announceConnection();
}

void Running::returnToGroups()
{
    for (const ConversationId id : m_ledger.ids())
        m_membership.returnTo(id);
}

void Running::onLost(const ConnectionFailure &failure)
{
    m_outbox.connectionLost();
    m_membership.connectionLost();
    m_successor.connectionLost();
    m_archive.connectionLost();
    m_removals.connectionLost();
    m_routing.connectionLost();
    m_devices.connectionLost();
    m_linking.connectionLost();
    announceConnection();
    prepareLogIn();
    if (failure.reason == protocol::Reason::DeviceRevoked) return m_removed.ask(address());
    if (failure.reason == protocol::Reason::StateRolledBack) {
        QMetaObject::invokeMethod(this, &Running::standStill, Qt::QueuedConnection);
        return;
    }
    if (mayRegisterAnew(failure)) {
        m_has_registered_anew = true;
        m_session.setPrelude([this](const std::function<void()> &then) { registerAnew(then); });
        QMetaObject::invokeMethod(
            this, [this] { m_connection.start(address()); }, Qt::QueuedConnection);
        return;
    }
    if (m_was_warned || !needsAPerson(failure)) return;
    m_was_warned = true;
    const bool is_refused =
        failure.fault == ConnectionFault::Refused && failure.reason != protocol::Reason::None;
    Q_EMIT m_announcer.warned(is_refused ? problem(protocol::Refused{{}, failure.code, failure.reason, 0})
                                         : Problem{connectionSentence(failure), failure.detail, false});
}

void Running::announceConnection()
{
    // Who is not logged in yet can do nothing: that is not "connected" for a person.
    ConnectionState state = m_connection.state();
    if (state == ConnectionState::Connected && !m_session.isLoggedIn())
        state = m_was_connected ? ConnectionState::Reconnecting : ConnectionState::Connecting;
    m_was_connected = m_was_connected || state == ConnectionState::Connected;
    Q_EMIT m_announcer.connectionChanged({state, m_outbox.waiting()});
}

// Many words, one count.
void Running::countAgain()
{
    if (!m_announce.isActive()) m_announce.start();
}

} // namespace chat121::engine
