// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The content keys of the teams: made when they are needed, sent to all members, asked for. See team_log.h.
#include "client/core/engine/groups/outside.h"
#include "client/core/engine/team/team_log.h"

namespace chat121::engine {

namespace {

QString noteOf(LogId team)
{
    return QStringLiteral("team keys %1").arg(QString::number(team.value, 16));
}

} // namespace

Result<TeamRing> TeamLog::ringOf(LogId team) const
{
    TRY_ASSIGN(auto note, m_context.store.notes().find(noteOf(team)));
    if (!note) return TeamRing();
    auto ring = decode<TeamRing>(note->value.bytes);
    crypto::wipe(note->value.bytes);
    return ring;
}

Result<void> TeamLog::save(LogId team, const TeamRing &ring)
{
    NoteRecord note;
    note.name = noteOf(team);
    note.value = encode(ring);
    const auto saved = m_context.store.notes().save(note);
    crypto::wipe(note.value.bytes);
    return saved;
}

Result<QSet<DeviceId>> TeamLog::devicesOf(LogId team) const
{
    TRY_ASSIGN(const auto members, m_context.sealer.members(m_ledger.groupOf(team)));
    QSet<DeviceId> devices;
    for (const identity::VerifiedMember &member : members)
        devices.insert(member.device.device);
    return devices;
}

Result<quint64> TeamLog::orderOf(LogId team) const
{
    const GroupKey key = m_ledger.groupOf(team);
    TRY_ASSIGN(const mls::Group *group, m_context.groups.find(key));
    return DepartmentKeyRecord::orderOf(key, group->epoch());
}

bool TeamLog::mayLeave(LogId team) const
{
    const auto ring = ringOf(team);
    const auto devices = devicesOf(team);
    return ring && devices && !ring->isEmpty() && !ring->isKnownBeyond(*devices) && ring->covers(*devices);
}

// Who has gone must not read what is said from now on, and who has come shall: only where something is to be
// said, so that a removal is not answered by all members at once.
Result<void> TeamLog::prepare(LogId team)
{
    if (!isInside(team)) return success();
    TRY_ASSIGN(const auto entries, m_context.store.outbox().allOf(team));
    bool is_wanted = false;
    for (const OutboxEntry &entry : entries) {
        if (purposeOf(entry) == Purpose::TeamKeys) return success(); // these first
        is_wanted = is_wanted || purposeOf(entry) == Purpose::TeamEntry;
    }
    if (!is_wanted || mayLeave(team)) return success();
    TRY_ASSIGN(TeamRing ring, ringOf(team));
    TRY_ASSIGN(const auto devices, devicesOf(team));
    TRY_ASSIGN(const quint64 order, orderOf(team));
    if (ring.isEmpty() || ring.isKnownBeyond(devices)) ring.make(order, devices, m_context.random);
    ring.addKnownBy(devices);
    ring.setSharedTo(devices);
    return share(team, ring);
}

Result<void> TeamLog::share(LogId team, const TeamRing &ring)
{
    TRY_ASSIGN(auto transaction, m_context.store.begin());
    TRY(save(team, ring));
    const content::Content content{m_context.newMessageId(), m_context.clock.now(),
                                   content::TeamKeys{ring.share()}};
    TRY(m_outbox.put(team, Purpose::TeamKeys, content));
    return transaction.commit();
}

void TeamLog::groupChanged(const GroupKey &group)
{
    if (!departmentOf(group.log)) return;
    auto note = [&]() -> Result<void> {
        if (!isInside(group.log)) return success();
        TRY_ASSIGN(TeamRing ring, ringOf(group.log));
        TRY_ASSIGN(const auto devices, devicesOf(group.log));
        if (ring.isEmpty()) return success();
        ring.addKnownBy(devices);
        return save(group.log, ring);
    };
    if (const auto noted = note(); !noted) m_context.storeFailed(noted.error());
    look(group.log);
}

// --- between colleagues ---------------------------------------------------------------------------

Result<void> TeamLog::acceptContent(const protocol::Envelope &envelope, const Opened &opened)
{
    if (!departmentOf(envelope.log)) return success();
    const content::Item &item = opened.content.item;
    if (const auto *keys = std::get_if<content::TeamKeys>(&item)) return onKeys(envelope, opened, *keys);
    if (const auto *ask = std::get_if<content::TeamAsk>(&item)) return onAsk(envelope, opened, *ask);
    if (const auto *join = std::get_if<content::JoinAsk>(&item))
        QMetaObject::invokeMethod(
            this,
            [this, team = envelope.log, author = opened.author, join = *join, at = opened.content.sent_at] {
                Q_EMIT joinAsked(team, author, join, at);
            },
            Qt::QueuedConnection);
    return success();
}

Result<void> TeamLog::onKeys(const protocol::Envelope &envelope, const Opened &opened,
                             const content::TeamKeys &keys)
{
    const LogId team = envelope.log;
    const auto share = decode<TeamShare>(keys.keys.bytes);
    if (!share) return success();
    const auto members = devicesOf(team);
    // Whoever is in it that nobody can name: the group is another room's to put right.
    if (!members) return isOfTheDisk(members.error()) ? Result<void>(members.error()) : success();
    const QSet<DeviceId> &devices = *members;
    TRY_ASSIGN(TeamRing ring, ringOf(team));
    TRY_ASSIGN(const quint64 order, orderOf(team));
    const auto before = ring.isEmpty() ? content::TeamKeyId{} : ring.newest()->id();
    for (const TeamKey &key : share->keys)
        ring.adopt(key, order);
    if (ring.isEmpty()) return success();
    const auto newest = ring.newest()->id();
    const bool is_newest_in_it = std::any_of(share->keys.cbegin(), share->keys.cend(),
                                             [&](const TeamKey &key) { return key.id() == newest; });
    const GroupKey sealed_in{team, envelope.generation};
    const bool is_of_now = order == DepartmentKeyRecord::orderOf(sealed_in, opened.epoch);
    if (newest != before) {
        ring.setKnownBy(devices);
        ring.setSharedTo({});
    }
    ring.addKnownBy(devices);
    if (is_newest_in_it && is_of_now) ring.setSharedTo(devices);
    TRY(save(team, ring));
    later(team);
    if (!m_opening.contains(team))
        QMetaObject::invokeMethod(
            this,
            [this, team] {
                m_opening.remove(team);
                if (const auto done = openLocked(team, 0); !done) m_context.storeFailed(done.error());
            },
            Qt::QueuedConnection);
    m_opening.insert(team);
    return success();
}

// In pieces, so that whoever writes meanwhile does not wait for a year of notes.
Result<void> TeamLog::openLocked(LogId team, int first)
{
    TRY_ASSIGN(auto transaction, m_context.store.begin());
    TRY_ASSIGN(TeamRing ring, ringOf(team));
    TRY_ASSIGN(const auto locked,
               m_context.store.lockedEntries().someOf(team.value, first, limits::kTeamEntriesAtOnce));
    int kept = 0;
    for (const LockedEntryRecord &record : locked) {
        const auto sealed = decode<content::SealedTeamEntry>(record.sealed.bytes);
        if (sealed && ring.find(sealed->key) == nullptr) {
            ++kept;
            continue;
        }
        if (sealed) {
            ring.setUsed(sealed->key);
            TRY(open(ring, *sealed, record.envelope, record.stored_at));
        }
        TRY(m_context.store.lockedEntries().remove(record.envelope));
    }
    if (kept < locked.size()) TRY(save(team, ring));
    TRY(transaction.commit());
    if (locked.isEmpty()) {
        m_replies.changed();
        askAll();
        return success();
    }
    QMetaObject::invokeMethod(
        this,
        [this, team, next = first + kept] {
            if (const auto done = openLocked(team, next); !done) m_context.storeFailed(done.error());
        },
        Qt::QueuedConnection);
    return success();
}

// Whoever asks is a member of the group: the answer is sealed to it, and to nobody else.
Result<void> TeamLog::onAsk(const protocol::Envelope &envelope, const Opened &opened,
                            const content::TeamAsk &ask)
{
    const DeviceId asker = opened.author.device.device;
    if (ask.asked != m_context.identity.device() || asker == m_context.identity.device()) return success();
    const auto now = m_context.clock.steady();
    const auto last = m_answered.constFind(asker);
    if (last != m_answered.cend() && now - *last < limits::kTeamAnswerInterval) return success();
    if (m_answered.size() >= limits::kGroupMembersMax) m_answered.clear();
    m_answered.insert(asker, now);
    QMetaObject::invokeMethod(
        this, [this, team = envelope.log] { answer(team); }, Qt::QueuedConnection);
    return success();
}

void TeamLog::answer(LogId team)
{
    auto work = [&]() -> Result<void> {
        TRY_ASSIGN(TeamRing ring, ringOf(team));
        if (ring.isEmpty() || !isInside(team)) return success();
        TRY_ASSIGN(const auto entries, m_context.store.outbox().allOf(team));
        for (const OutboxEntry &entry : entries)
            if (purposeOf(entry) == Purpose::TeamKeys) return success(); // on their way
        TRY_ASSIGN(const auto devices, devicesOf(team));
        ring.addKnownBy(devices);
        return share(team, ring);
    };
    if (const auto done = work(); !done) m_context.storeFailed(done.error());
    m_outbox.flush(team);
}

void TeamLog::askAll()
{
    bool is_anything_locked = false;
    for (const identity::Department &department : m_context.identity.ownDepartments()) {
        const auto is_locked = ask(department.team);
        if (!is_locked) return m_context.storeFailed(is_locked.error());
        m_ledger.setNotesLocked(department.id, *is_locked);
        is_anything_locked = is_anything_locked || *is_locked;
    }
    if (!is_anything_locked) return m_ask.stop();
    if (!m_ask.isActive()) m_ask.start();
}

// One device at a time, of colleagues who are there; the next one if it does not answer.
Result<bool> TeamLog::ask(LogId team)
{
    TRY_ASSIGN(const auto locked, m_context.store.lockedEntries().someOf(team.value, 0, 1));
    if (locked.isEmpty()) return false;
    if (!m_context.session.isCaughtUp(team) || !isInside(team)) return true;
    TRY_ASSIGN(const auto waiting, m_context.store.outbox().allOf(team));
    if (!waiting.isEmpty()) return true; // one at a time
    TRY_ASSIGN(const auto members, m_context.sealer.members(m_ledger.groupOf(team)));
    const auto now = m_context.clock.steady();
    for (const identity::VerifiedMember &member : members) {
        const DeviceId device = member.device.device;
        const auto last = m_asked.constFind(device);
        const bool is_asked = last != m_asked.cend() && now - *last < limits::kTeamAskAgain;
        const bool is_there =
            m_ledger.isOnline(member.account()) || member.account() == m_context.identity.account();
        if (device == m_context.identity.device() || is_asked || !is_there) continue;
        m_asked.insert(device, now);
        m_outbox.mention(team, content::TeamAsk{device});
        return true;
    }
    return true;
}

} // namespace chat121::engine
