// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/core/engine/running.h"

#include "client/core/engine/desk/desk_rules.h"
#include "common/protocol/messages/answers.h"
#include "common/protocol/messages/archive.h"
#include "common/protocol/messages/delivery.h"
#include "common/protocol/messages/desk.h"
#include "common/protocol/messages/devices.h"
#include "common/protocol/messages/links.h"
#include "common/protocol/messages/signals.h"

#include <QPointer>

namespace chat121::engine {

Running::Running(Identity identity, const Start &start, LocalStore &store, Announcer &announcer,
                 const Clock &clock, RandomSource &random, const Transports &transports)
    : m_store(store)
    , m_announcer(announcer)
    , m_start(start)
    , m_identity(std::move(identity))
    , m_contacts(store, m_identity, clock)
    , m_policy(m_identity, clock)
    , m_party{m_identity.deviceKey(), random, clock, &m_policy, nullptr}
    , m_groups(store, m_party)
    , m_sealer(m_groups, m_policy, random)
    , m_committer(store, m_groups, m_policy, m_identity, m_party)
    , m_connection(transports(m_identity.profile().tls_pin), clock, random, {}, nullptr)
    , m_session(m_connection, *this, *this, nullptr)
    , m_context{clock,    random,   store,       m_identity,   m_contacts, m_party,  m_policy,
                m_groups, m_sealer, m_committer, m_connection, m_session,  announcer}
    , m_ledger(m_context)
    , m_outbox(m_context, m_ledger, nullptr)
    , m_inbox(m_context, m_ledger, m_outbox, nullptr)
    , m_later(m_context, m_ledger, m_outbox, nullptr)
    , m_key_log(m_context, m_ledger, nullptr)
    , m_packages(m_context, nullptr)
    , m_receipts(m_context, m_ledger, m_outbox, nullptr)
    , m_typing(m_context, m_ledger, nullptr)
    , m_membership(m_context, m_ledger, nullptr)
    , m_rotation(m_context, m_ledger, m_membership, nullptr)
    , m_successor(m_context, m_ledger, nullptr)
    , m_unconfirmed(m_context, m_ledger, nullptr)
    , m_removals(m_context, m_ledger, m_membership, nullptr)
    , m_routing(m_context, m_ledger, nullptr)
    , m_devices(m_context, m_ledger, m_membership, m_removals, nullptr)
    , m_device_renewal(m_context)
    , m_doorkeeper(m_context, m_ledger, m_membership, nullptr)
    , m_staffing(m_context, m_ledger, m_membership, nullptr)
    , m_root_keeper(m_context, nullptr)
    , m_archive(m_context, m_ledger, nullptr)
    , m_erasure(m_context, m_ledger, m_archive, nullptr)
    , m_linking(m_context, m_devices, m_archive, nullptr)
    , m_removed(m_context, transports, nullptr)
    , m_forgetting(m_context, m_packages, nullptr)
    , m_searcher(m_context, m_ledger, nullptr)
    , m_retention(m_context, m_ledger, m_archive, nullptr)
    , m_password(m_context, nullptr)
    , m_saver(m_context, m_ledger, m_outbox, nullptr)
{
    // The store outlives this when a profile starts afresh.
    store.whenBegun([self = QPointer(this)] {
        if (!self) return;
        self->m_announcer.keepRows();
        self->m_ledger.transactionBegun();
        self->m_searcher.storeChanges();
    });
    store.whenUndone([self = QPointer(this)] {
        if (!self) return;
        self->m_announcer.dropNewRows();
        self->m_ledger.transactionUndone();
    });
    store.whenCommitted([self = QPointer(this)] {
        if (self) self->m_archive.storeChanged();
    });
    if (m_identity.isStaff()) {
        m_previews = std::make_unique<Previews>(m_context, m_ledger, nullptr);
        m_desk = std::make_unique<Desk>(m_context, m_ledger, m_outbox, m_membership, *m_previews, m_staffing,
                                        nullptr);
        m_silence = std::make_unique<Silence>(m_context, m_ledger, nullptr);
        m_inbox.setStaffLogs(m_previews.get());
        m_team = std::make_unique<TeamLog>(m_context, m_ledger, m_outbox, nullptr);
        m_handing = std::make_unique<Handing>(m_context, m_ledger, m_outbox, m_membership, *m_team, nullptr);
        m_blocking = std::make_unique<Blocking>(m_context, m_ledger, *m_team, nullptr);
        connect(m_desk.get(), &Desk::seen, m_handing.get(), &Handing::seen);
        m_overview = std::make_unique<Overview>(m_context, m_ledger, *m_desk, nullptr);
        connect(m_desk.get(), &Desk::seen, m_overview.get(), &Overview::seen);
        connect(m_desk.get(), &Desk::peopleChanged, m_overview.get(), &Overview::changed);
        m_snoozes = std::make_unique<Snoozes>(m_context, m_ledger, nullptr);
        connect(m_desk.get(), &Desk::seen, m_snoozes.get(), &Snoozes::seen);
        connect(&m_inbox, &Inbox::said, m_snoozes.get(), &Snoozes::said);
        m_joining = std::make_unique<Joining>(m_context, m_ledger, m_outbox, m_membership, nullptr);
        connect(m_desk.get(), &Desk::seen, m_joining.get(), &Joining::seen);
        connect(m_team.get(), &TeamLog::joinAsked, m_joining.get(), &Joining::asked);
        connect(&m_inbox, &Inbox::attended, m_joining.get(), &Joining::look);
        m_inbox.setTeamEntries(m_team.get());
        m_outbox.setTeamEntries(m_team.get());
    } else {
        m_guest = std::make_unique<Guest>(m_context, m_ledger, m_outbox, m_packages, nullptr);
        m_outbox.setOpeningSender(m_guest.get());
    }
    m_inbox.setKeyLog(&m_key_log);
    m_ledger.setRewritten(
        [this](ConversationId id, const RowVersion &before) { return m_archive.owe(id, {before}); });
    m_sealer.setGuard([this](const GroupKey &key) -> Result<void> {
        if (!m_ledger.isHeld(key.log)) return success();
        return Error{Code::Forbidden, QStringLiteral("somebody here has to be confirmed first")};
    });
    m_sealer.setWitness([this] { return m_key_log.witness(); });
    m_sealer.setPadding([this](const GroupKey &key) { return m_ledger.paddingOf(key.log); });
    m_policy.whoIsOver([this](const identity::VerifiedMember &member) { return m_contacts.isOver(member); });
    m_policy.whenRelied([this](QByteArrayView leaf_identity) {
        const auto leaf = decode<identity::LeafIdentity>(leaf_identity);
        if (!leaf) return;
        m_key_log.rely(identity::loggedAs(*leaf));
        m_devices.relied(*leaf);
    });
    connectParts();
}

// Answers that are still awaited belong to parts that end first: nothing may arrive any more.
Running::~Running()
{
    m_connection.disconnect();
    m_session.disconnect();
    m_session.end();
}

void Running::connectParts()
{
    connect(&m_session, &Session::loggedIn, this, &Running::onLoggedIn);
    connect(&m_session, &Session::caughtUp, this, &Running::onCaughtUp);
    connect(&m_session, &Session::logCaughtUp, this, [this](LogId log) {
        m_membership.logCaughtUp(log);
        m_removals.logCaughtUp(log);
        m_routing.logCaughtUp(log);
        if (m_desk) m_desk->logCaughtUp(log);
        if (m_team) m_team->look(log);
        m_outbox.flush(log);
    });
    connect(&m_session, &Session::sinkFailed, this, [this](LogId, const Error &error) {
        if (error.code != Code::NotFound) m_context.storeFailed(error); // NotFound: a Welcome is on its way
    });
    connect(&m_connection, &Connection::lost, this, &Running::onLost);
    connect(&m_connection, &Connection::stateChanged, this, &Running::announceConnection);
    connect(&m_connection, &Connection::pushed, this, &Running::onPush);
    if (m_silence) {
        connect(m_silence.get(), &Silence::fellSilent, m_desk.get(), &Desk::setAway);
        connect(m_silence.get(), &Silence::tooLong, m_desk.get(), &Desk::returnUnanswered);
    }
    m_announce.setSingleShot(true);
    connect(&m_announce, &QTimer::timeout, this, &Running::announceConnection);
    m_home.setSingleShot(true);
    connect(&m_home, &QTimer::timeout, this, &Running::connectAnew);
    connectTalks();
}

void Running::connectTalks()
{
    connect(&m_outbox, &Outbox::waitingChanged, this, &Running::countAgain);
    connect(&m_outbox, &Outbox::wordStored, &m_rotation, &Rotation::wordStored);
    connect(&m_outbox, &Outbox::rolledBack, this, &Running::standStill, Qt::QueuedConnection);
    connect(&m_inbox, &Inbox::copied, this, &Running::standStill, Qt::QueuedConnection);
    connect(&m_inbox, &Inbox::removed, &m_session, &Session::resume); // a Welcome may wait for it
    connect(&m_inbox, &Inbox::joined, this, &Running::onJoined);
    connect(&m_inbox, &Inbox::membershipChanged, this, &Running::onMembershipChanged);
    connect(&m_membership, &Membership::changed, this, &Running::onMembershipChanged);
    connect(&m_membership, &Membership::settled, &m_outbox, &Outbox::flush);
    connect(&m_membership, &Membership::settled, &m_doorkeeper, &Doorkeeper::look);
    connect(&m_membership, &Membership::settled, this, [this](LogId log) {
        if (m_desk) m_desk->teamSettled(log);
    });
    connect(&m_root_keeper, &RootKeeper::restored, this, [this] {
        Q_EMIT m_announcer.factsChanged(facts());
        if (m_desk && m_session.isLoggedIn()) m_desk->fetchStaff(); // whose badges wait for it
    });
    connect(&m_staffing, &Staffing::ownBadgeChanged, this, [this] {
        Q_EMIT m_announcer.factsChanged(facts());
        if (m_team) m_team->replies().changed(); // of which departments
        for (const ConversationId id : m_announcer.opened())
            m_ledger.announce(id); // what the badge allows there
    });
    connect(&m_membership, &Membership::dropped, this, [this](const GroupKey &group) {
        if (m_desk) m_desk->commitDropped(group);
    });
    connect(&m_inbox, &Inbox::said, this, [this](ConversationId conversation, AccountId author) {
        m_typing.said(conversation, author);
        m_receipts.heard(conversation);
    });
    connect(&m_receipts, &Receipts::readOn, this, [this](ConversationId id) { m_archive.read(id); });
    connect(&m_erasure, &Erasure::erased, this, &Running::onErased);
    connect(&m_unconfirmed, &Unconfirmed::hourPassed, this, &Running::onHourPassed);
    connect(&m_removed, &Removed::notProven, this,
            [this] { Q_EMIT m_announcer.warned(problem(ProblemKind::DeviceRevoked)); });
    connect(&m_inbox, &Inbox::diverged, this, [this](const GroupKey &group) {
        if (m_desk && m_policy.facts(group.log).is_team) m_desk->teamDiverged(group);
        m_successor.report(group.log);
    });
}

void Running::onHourPassed()
{
    m_rotation.look();
    if (!m_session.isCaughtUp()) return;
    if (m_desk) m_desk->hourPassed();
    if (m_team) m_team->dropOld();
    m_routing.lookAll();
}

Result<void> Running::begin()
{
    TRY(m_contacts.load());
    TRY(m_ledger.load());
    TRY(m_key_log.load());
    TRY(m_archive.load());
    TRY(m_devices.load());
    TRY(m_removed.load());
    TRY(m_searcher.open());
    TRY(m_root_keeper.load());
    if (m_desk) TRY(m_desk->load());
    if (m_handing) TRY(m_handing->load());
    if (m_joining) TRY(m_joining->load());
    if (m_team) m_team->begin();
    if (m_guest) {
        // A crash may have come between the end of one conversation and the beginning of the next.
        if (m_ledger.erasures().isErased(m_guest->conversation())) TRY(m_guest->moveOn());
        const LogFacts facts{false, m_identity.profile().department, m_identity.account()};
        m_policy.setFacts(m_guest->conversation(), facts);
        m_guest->announceStanding();
    } else {
        TRY_ASSIGN(const QList<ConversationRow> rows, m_ledger.listRows());
        Q_EMIT m_announcer.listsReset(rows);
        m_desk->announce();
    }
    Q_EMIT m_announcer.olderCopyChanged(false, false);
    if (m_start.is_rolled_back) {
        standStill();
        return success();
    }
    m_later.begin();
    if (m_snoozes) m_snoozes->begin();
    m_forgetting.begin();
    m_unconfirmed.begin();
    prepareLogIn();
    m_session.begin({m_identity.account(), m_identity.device(), &m_identity.deviceKey(), m_start.counter});
    m_connection.start(address());
    announceConnection();
    return success();
}

WorkspaceFacts Running::facts() const
{
    WorkspaceFacts facts;
    facts.role = m_identity.isStaff() ? Workspace::Role::Staff : Workspace::Role::Customer;
    facts.organisation = m_identity.organisation().document.name.text;
    facts.own_name = m_identity.profile().own_name.text;
    facts.can_invite = m_identity.profile().root_seed.has_value() ||
                       (m_identity.self().staff() != nullptr && m_identity.self().staff()->is_badge &&
                        identity::mayCertify(m_identity.self().role()));
    facts.can_supervise = Overview::mayLook(m_identity);
    facts.own_conversation = m_identity.profile().conversation;
    for (const identity::Department &department : m_identity.organisation().document.departments.items)
        facts.departments.append(
            {department.id, department.name.text, static_cast<int>(department.policy.retention_days),
             department.policy.is_archived, department.policy.idle_minutes_max, department.policy.region.text,
             static_cast<StaffSaving>(department.policy.staff_export), department.policy.is_shielded,
             deskRulesOf(department.policy)});
    facts.region = m_identity.organisation().regionAt(m_connection.endpoint());
    for (const auto &region : m_identity.organisation().document.regions.items)
        if (!region.text.isEmpty() && !facts.regions.contains(region.text)) facts.regions.append(region.text);
    facts.lock_after_max = idleLimitOf(m_identity.ownDepartments());
    return facts;
}

// --- what the server says -------------------------------------------------------------------------

void Running::onPush(const Push &push)
{
    if (const auto *organisation = std::get_if<protocol::Organisation>(&push)) onOrganisation(*organisation);
    if (const auto *published = std::get_if<protocol::KeyPackagesPublished>(&push))
        m_packages.handedOut(*published);
    if (const auto *signal = std::get_if<protocol::Signalled>(&push)) m_typing.signalled(*signal);
    if (const auto *presence = std::get_if<protocol::PresenceChanged>(&push))
        m_ledger.setOnline(presence->account, presence->is_online);
    if (const auto *desk = std::get_if<protocol::DeskChanged>(&push); desk && m_desk)
        m_desk->deskChanged(*desk);
    if (const auto *offer = std::get_if<protocol::Offered>(&push); offer && m_desk) m_desk->offered(*offer);
    if (const auto *step = std::get_if<protocol::HandOverChanged>(&push); step && m_handing)
        m_handing->changed(*step);
    if (const auto *anew = std::get_if<protocol::StartAnew>(&push); anew && m_desk)
        m_desk->startAnew(anew->conversation);
    if (const auto *team = std::get_if<protocol::TeamChanged>(&push); team && m_desk)
        m_desk->teamChanged(team->team);
    if (const auto *queue = std::get_if<protocol::QueueChanged>(&push); queue && m_guest)
        m_guest->queueChanged(*queue);
    if (const auto *staff = std::get_if<protocol::Staff>(&push); staff && m_desk) m_desk->onStaff(*staff);
    if (const auto *erased = std::get_if<protocol::ConversationErased>(&push)) m_erasure.told(erased->wish);
    if (const auto *archive = std::get_if<protocol::ArchiveGrown>(&push)) m_archive.grown(*archive);
    onDevicePush(push);
    if (m_guest) returnToGroups();
}

void Running::onDevicePush(const Push &push)
{
    if (std::holds_alternative<protocol::DevicesChanged>(push)) m_devices.changed();
    if (const auto *due = std::get_if<protocol::RemovalsDue>(&push)) {
        m_removals.due(*due);
        replaced(due->replaced.items);
    }
    if (const auto *asked = std::get_if<protocol::LinkAsked>(&push)) m_linking.asked(*asked);
}

void Running::fetchOrganisation()
{
    const auto request = m_store.requests().next();
    if (!request) return m_context.storeFailed(request.error());
    m_connection.request<protocol::Organisation>(
        protocol::FetchOrganisation{*request, {}}, [this](const Reply<protocol::Organisation> &reply) {
            if (const auto *answer = std::get_if<protocol::Organisation>(&reply)) onOrganisation(*answer);
        });
}

// Only the pinned root key can change the organisation; anybody else who tries ends the talking.
void Running::onOrganisation(const protocol::Organisation &answer)
{
    const auto document = decode<identity::SignedOrganisation>(answer.document.bytes);
    const auto verified = document ? identity::verifySuccessor(m_identity.organisation(), *document)
                                   : Result<identity::VerifiedOrganisation>(document.error());
    if (!verified) {
        m_outbox.stop();
        m_connection.stop();
        Q_EMIT m_announcer.warned(problem(ProblemKind::OrganisationChanged, verified.error().detail));
        announceConnection();
        return;
    }
    if (verified->hash == m_identity.organisation().hash) return;
    const QList<DepartmentId> elsewhere = departmentsElsewhere();
    m_identity.setOrganisation(*document, *verified);
    m_key_log.rely({identity::loggedAs(*document)});
    const auto saved = m_store.profile().save(ProfileValue::Organisation, answer.document.bytes);
    if (!saved) m_context.storeFailed(saved.error());
    Q_EMIT m_announcer.factsChanged(facts());
    for (const ConversationId id : m_announcer.opened())
        m_ledger.announce(id);
    m_typing.tellingChanged();
    m_doorkeeper.look();
    if (m_guest) m_guest->lookAtHours();
    m_retention.run();
    m_archive.rulesChanged();
    if (m_overview) m_overview->changed();
    if (m_team) m_team->replies().changed(); // of departments that there are
    const bool has_moved = departmentsElsewhere() != elsewhere || isAway();
    if (has_moved) QMetaObject::invokeMethod(this, &Running::connectAnew, Qt::QueuedConnection);
}

// --- groups ---------------------------------------------------------------------------------------

void Running::onJoined(const GroupKey &group)
{
    m_packages.replaceUsed();
    m_ledger.announce(group.log);
    if (m_guest) m_guest->joined(group);
    if (m_team) m_team->place(group.log);
    m_session.fetch(group.log);
    m_session.resume();
    m_membership.returnTo(group.log);
    m_routing.look(group.log);
    m_outbox.flush(group.log);
    m_devices.groupChanged(group);
    if (m_handing) m_handing->joined(group.log);
    if (m_joining) m_joining->joined(group.log);
    countAgain(); // what was said in the waiting room is said again, and may have to wait
    if (m_desk && !m_policy.facts(group.log).is_team) Q_EMIT m_announcer.talkOpened(group.log);
}

void Running::onMembershipChanged(const GroupKey &group)
{
    m_receipts.heard(group.log); // what was read before this device was a member again
    if (m_desk) m_desk->groupChanged(group);
    if (m_team) m_team->groupChanged(group);
    if (m_joining) m_joining->membersChanged(group.log);
    if (m_guest && group.log == m_guest->conversation()) m_guest->membershipChanged();
    m_devices.groupChanged(group);
    m_routing.look(group.log);
    m_outbox.flush(group.log);
    m_doorkeeper.look();
    countAgain(); // words may wait now, or no longer
}

} // namespace chat121::engine
