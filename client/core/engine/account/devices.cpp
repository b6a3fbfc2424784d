// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/core/engine/account/devices.h"

#include "client/core/engine/profile/device_name.h"
#include "common/protocol/messages/answers.h"

#include <algorithm>

namespace chat121::engine {

namespace {

constexpr QLatin1StringView kDevicesNote("devices");

} // namespace

Devices::Devices(Context &context, Ledger &ledger, Membership &membership, Removals &removals,
                 QObject *parent)
    : QObject(parent)
    , m_context(context)
    , m_ledger(ledger)
    , m_membership(membership)
    , m_removals(removals)
{
}

Result<void> Devices::load()
{
    TRY_ASSIGN(const auto note, m_context.store.notes().find(QString(kDevicesNote)));
    if (!note) return success();
    TRY_ASSIGN(m_known, decode<Known>(note->value.bytes));
    return success();
}

Result<void> Devices::know(const QList<DeviceId> &devices)
{
    Known next = m_known.value_or(Known{});
    for (const DeviceId device : devices)
        if (!next.devices.items.contains(device)) next.devices.items.append(device);
    while (next.devices.items.size() > limits::kDevicesKnownMax)
        next.devices.items.removeFirst();
    TRY(m_context.store.notes().save({{QString(kDevicesNote)}, {encode(next)}}));
    m_known = next;
    return success();
}

Result<void> Devices::expect(DeviceId device)
{
    return know({device});
}

// --- the list -------------------------------------------------------------------------------------

void Devices::loggedIn()
{
    m_is_fetching = false;
    fetch();
}

void Devices::connectionLost()
{
    m_is_fetching = false;
    m_is_read = false;
    announce();
}

void Devices::fetch()
{
    m_is_due_again = m_is_fetching;
    if (m_is_fetching) return;
    if (!m_context.session.isLoggedIn()) return announce();
    const auto request = m_context.store.requests().next();
    if (!request) return m_context.storeFailed(request.error());
    m_is_fetching = true;
    m_context.connection.request<protocol::Devices>(
        protocol::FetchDevices{*request}, [this](const Reply<protocol::Devices> &reply) {
            m_is_fetching = false;
            if (const auto *answer = std::get_if<protocol::Devices>(&reply)) onDevices(*answer);
            if (m_is_due_again) fetch();
        });
}

// Whose certificate the account has not signed is none of its devices, whatever the server says.
void Devices::onDevices(const protocol::Devices &answer)
{
    QList<protocol::DeviceEntry> entries;
    QList<DeviceId> ids;
    for (const protocol::DeviceEntry &entry : answer.devices.items) {
        const auto certificate = decode<identity::SignedDeviceCertificate>(entry.certificate.bytes);
        const auto device =
            certificate ? identity::verifyDevice(*certificate, m_context.identity.accountKey().publicKey(),
                                                 entry.registered_at)
                        : Result<identity::VerifiedDevice>(certificate.error());
        const bool is_ours = device && device->device == entry.device;
        if (!is_ours && entry.is_removed) continue; // it has ended, and nothing is lost
        if (!is_ours) {
            Q_EMIT m_context.announcer.warned(problem(ProblemKind::DeviceNotTrusted));
            continue;
        }
        if (entry.device == m_context.identity.device()) nameThis(entry);
        entries.append(entry);
        ids.append(entry.device);
    }
    m_entries = entries;
    m_is_read = true;
    if (!m_known) { // who was there before this computer
        if (const auto saved = know(ids); !saved) m_context.storeFailed(saved.error());
    }
    announce();
    addToOpen();
}

void Devices::nameThis(const protocol::DeviceEntry &entry)
{
    if (openDeviceName(m_context.identity, entry.device, entry.name.bytes) == thisComputer()) return;
    const auto request = m_context.store.requests().next();
    if (!request) return m_context.storeFailed(request.error());
    const QByteArray name = sealDeviceName(m_context.identity, thisComputer(), m_context.random);
    m_context.connection.request<protocol::Done>(protocol::NameDevice{*request, {name}},
                                                 [](const Reply<protocol::Done> &) {});
}

// --- what groups show -----------------------------------------------------------------------------

void Devices::relied(const identity::LeafIdentity &leaf)
{
    const auto device = identity::verifyDevice(leaf.device, m_context.identity.accountKey().publicKey(),
                                               m_context.clock.now());
    if (device) saw(*device, leaf.device);
}

void Devices::saw(const identity::VerifiedDevice &device,
                  const identity::SignedDeviceCertificate &certificate)
{
    const bool is_this =
        device.device == m_context.identity.device() || m_context.identity.isFormer(device.device);
    if (is_this || m_seen.contains(device.device)) return;
    const auto statement = certificate.verify(m_context.identity.accountKey().publicKey());
    m_seen.insert(device.device, {encode(certificate), statement ? statement->issued_at : UnixTime{}});
    // Inside of a transaction, perhaps: the person is told after it.
    QMetaObject::invokeMethod(this, &Devices::announce, Qt::QueuedConnection);
}

bool Devices::isListed(DeviceId device) const
{
    return std::any_of(m_entries.cbegin(), m_entries.cend(),
                       [device](const protocol::DeviceEntry &entry) { return entry.device == device; });
}

std::optional<crypto::PublicKey> Devices::keyOf(DeviceId device) const
{
    QByteArray bytes = m_seen.value(device).certificate;
    for (const protocol::DeviceEntry &entry : m_entries)
        if (entry.device == device) bytes = entry.certificate.bytes;
    const auto certificate = decode<identity::SignedDeviceCertificate>(bytes);
    if (!certificate) return std::nullopt;
    const auto statement = certificate->verify(m_context.identity.accountKey().publicKey());
    return statement ? std::optional(statement->device_key) : std::nullopt;
}

void Devices::groupChanged(const GroupKey &group)
{
    if (!m_context.policy.facts(group.log).is_team) addToOpen();
}

// --- letting them in ------------------------------------------------------------------------------

void Devices::addToOpen()
{
    if (!m_context.session.isCaughtUp()) return;
    QList<DeviceId> ready;
    for (const protocol::DeviceEntry &entry : std::as_const(m_entries)) {
        const bool is_other = entry.device != m_context.identity.device();
        if (is_other && entry.is_ready && !entry.is_removed && isKnown(entry.device))
            ready.append(entry.device);
    }
    if (ready.isEmpty()) return;
    for (const ConversationId id : m_ledger.ids())
        addTo(id, ready);
}

void Devices::addTo(ConversationId conversation, const QList<DeviceId> &devices)
{
    const GroupKey group = m_ledger.groupOf(conversation);
    const bool is_in = m_ledger.isOpen(conversation) && m_context.groups.isMember(group) &&
                       !m_context.groups.isFormers(group);
    if (!is_in || m_membership.isWishing(conversation) || m_context.committer.isPending(group)) return;
    const auto members = m_context.sealer.members(group);
    if (!members) return;
    Wish wish;
    for (const DeviceId device : devices) {
        const bool is_there =
            std::any_of(members->cbegin(), members->cend(), [device](const identity::VerifiedMember &member) {
                return member.device.device == device;
            });
        if (!is_there) wish.devices.append(device);
    }
    if (wish.devices.isEmpty()) return;
    wish.kind = Wish::Kind::AddOwn;
    wish.group = group;
    m_membership.wish(std::move(wish));
}

// --- what the person does -------------------------------------------------------------------------

void Devices::accept(DeviceId device)
{
    if (const auto saved = know({device}); !saved) return m_context.storeFailed(saved.error());
    announce();
    addToOpen();
}

void Devices::failed(const Problem &problem)
{
    Q_EMIT m_context.announcer.deviceActionFailed(problem);
}

identity::SignedDeviceRemoval Devices::removalOf(const crypto::PublicKey &device_key) const
{
    const identity::DeviceRemoval statement{m_context.identity.accountKey().publicKey(), device_key,
                                            m_context.clock.now()};
    return identity::SignedDeviceRemoval::sign(statement, m_context.identity.accountKey());
}

// The others carry it out.
void Devices::signOut(const std::function<void()> &done)
{
    const auto request = m_context.session.isLoggedIn()
                             ? m_context.store.requests().next()
                             : Result<RequestId>(Error{Code::Network, QStringLiteral("not connected")});
    if (!request) return done();
    const auto removal = removalOf(m_context.identity.deviceKey().publicKey());
    m_context.connection.request<protocol::Done>(protocol::RemoveDevice{*request, {encode(removal)}},
                                                 [done](const Reply<protocol::Done> &) { done(); });
}

void Devices::remove(DeviceId device)
{
    const auto key = keyOf(device);
    if (!key || device == m_context.identity.device()) return failed(problem(ProblemKind::NotAllowed));
    if (!m_context.session.isLoggedIn()) return failed(problem(ProblemKind::NotConnected));
    const auto removal = removalOf(*key);
    const auto request = m_context.store.requests().next();
    if (!request) return failed(storeProblem(request.error()));
    m_context.connection.request<protocol::Done>(
        protocol::RemoveDevice{*request, {encode(removal)}},
        [this, device, removal](const Reply<protocol::Done> &reply) {
            const auto *failure = std::get_if<RequestFailure>(&reply);
            // A device that the server says it does not know is removed from the groups all the same.
            const bool is_denied = failure != nullptr && failure->code == Code::NotFound;
            if (failure != nullptr && !is_denied) return failed(requestProblem(*failure));
            const bool is_hidden = is_denied || !isListed(device);
            if (!is_hidden) { // else it is news as often as it is seen
                if (const auto saved = know({device}); !saved) m_context.storeFailed(saved.error());
            }
            m_seen.remove(device);
            m_removals.carryOut(removal);
            fetch();
        });
}

// --- what windows show ----------------------------------------------------------------------------

void Devices::announce()
{
    DeviceList list;
    list.state = m_is_read ? DeviceList::State::Read : DeviceList::State::Unknown;
    QList<DeviceId> listed;
    for (const protocol::DeviceEntry &entry : std::as_const(m_entries)) {
        listed.append(entry.device);
        if (entry.is_removed) continue;
        OwnDevice device;
        device.id = entry.device;
        device.name = openDeviceName(m_context.identity, entry.device, entry.name.bytes);
        device.added_at = entry.registered_at;
        device.last_used_at = entry.last_seen_at;
        device.is_this = entry.device == m_context.identity.device();
        device.is_online = entry.is_online || device.is_this;
        device.is_new = m_known && !isKnown(entry.device);
        list.devices.append(device);
    }
    for (auto seen = m_seen.cbegin(); seen != m_seen.cend(); ++seen) {
        const bool is_hidden = m_is_read && m_known && !listed.contains(seen.key()) && !isKnown(seen.key());
        if (!is_hidden) continue;
        OwnDevice device;
        device.id = seen.key();
        device.added_at = seen->issued_at;
        device.is_new = true;
        device.is_hidden = true;
        list.devices.append(device);
    }
    Q_EMIT m_context.announcer.devicesChanged(list);
}

} // namespace chat121::engine
