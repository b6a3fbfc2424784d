// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/core/engine/team/team_replies.h"

#include "common/base/log.h"

#include <algorithm>
#include <limits>

namespace chat121::engine {

namespace {

const content::TeamReply *replyIn(const content::TeamEntry &entry)
{
    return std::get_if<content::TeamReply>(&entry.item);
}

// The same for everybody, in whatever order entries are read.
bool isNewer(const content::TeamEntry &entry, const CannedReplyRecord &known)
{
    const content::TeamReply &said = *replyIn(entry);
    if (said.revision != known.revision) return said.revision > known.revision;
    return entry.id > known.entry;
}

CannedReplyRecord recordOf(AccountId author, const content::TeamEntry &entry, DepartmentId department)
{
    const content::TeamReply &said = *replyIn(entry);
    CannedReplyRecord record{
        {department, said.reply}, said.revision, entry.id, author, said.is_deleted, {}, {}, {}, {}};
    if (said.is_deleted) return record;
    record.shortcut = said.shortcut.text;
    record.title = said.title.text;
    record.language = said.language.text;
    record.text = cleanReplyText(said.text.text);
    return record;
}

CannedReply plain(const CannedReplyRecord &record)
{
    CannedReply reply;
    reply.id = record.reply.id;
    reply.department = record.reply.department;
    reply.revision = record.revision;
    reply.shortcut = record.shortcut.text;
    reply.title = record.title.text;
    reply.language = record.language.text;
    reply.text = record.text.text;
    return reply;
}

bool isSound(const CannedReplyRecord &record)
{
    return record.is_deleted || faultOf(plain(record)) == ReplyFault::None;
}

} // namespace

TeamReplies::TeamReplies(Context &context, Ledger &ledger, Outbox &outbox, QObject *parent)
    : QObject(parent)
    , m_context(context)
    , m_ledger(ledger)
    , m_outbox(outbox)
{
    m_publishing.setSingleShot(true);
    m_publishing.setInterval(limits::kRepliesDelay);
    connect(&m_publishing, &QTimer::timeout, this, &TeamReplies::publish);
}

void TeamReplies::begin()
{
    publish();
}

void TeamReplies::changed()
{
    if (!m_publishing.isActive()) m_publishing.start();
}

void TeamReplies::publish()
{
    m_publishing.stop();
    const auto all = library();
    if (!all) return m_context.storeFailed(all.error());
    Q_EMIT m_context.announcer.cannedRepliesChanged(*all);
}

std::optional<identity::Department> TeamReplies::departmentOf(LogId team) const
{
    for (const identity::Department &one : m_context.identity.ownDepartments())
        if (one.team == team) return one;
    return std::nullopt;
}

std::optional<identity::Department> TeamReplies::department(DepartmentId id) const
{
    for (const identity::Department &one : m_context.identity.ownDepartments())
        if (one.id == id) return one;
    return std::nullopt;
}

// --- what there is --------------------------------------------------------------------------------

// As it will be once what waits has left. `entry` is zero while the newest change does.
Result<QList<CannedReplyRecord>> TeamReplies::recordsOf(const identity::Department &department) const
{
    TRY_ASSIGN(QList<CannedReplyRecord> records, m_context.store.cannedReplies().allOf(department.id.value));
    TRY_ASSIGN(const auto waiting, m_context.store.outbox().allOf(department.team));
    QHash<ReplyId, qsizetype> places;
    for (qsizetype place = 0; place < records.size(); ++place)
        places.insert(records.at(place).reply.id, place);
    for (const OutboxEntry &entry : waiting) {
        if (purposeOf(entry) != Purpose::TeamEntry) continue;
        const auto said = content::decodeTeamEntry(entry.content.bytes);
        if (!said || replyIn(*said) == nullptr) continue;
        CannedReplyRecord record = recordOf(m_context.identity.account(), *said, department.id);
        record.entry = {};
        const auto known = places.constFind(record.reply.id);
        if (known == places.cend()) {
            places.insert(record.reply.id, records.size());
            records.append(record);
        } else if (isNewer(*said, records.at(*known))) {
            records[*known] = record;
        }
    }
    return records;
}

CannedReply TeamReplies::shown(const CannedReplyRecord &record) const
{
    CannedReply reply = plain(record);
    reply.is_waiting = record.entry.isZero();
    const bool is_own = record.author == m_context.identity.account();
    reply.changed_by = is_own ? m_context.identity.profile().own_name.text : m_ledger.nameOf(record.author);
    return reply;
}

Result<ReplyLibrary> TeamReplies::library() const
{
    ReplyLibrary all;
    TRY_ASSIGN(const auto uses, m_context.store.replyUses().all());
    QHash<ReplyId, quint32> counts;
    for (const ReplyUseRecord &use : uses)
        counts.insert(use.reply, use.count);
    for (const identity::Department &one : m_context.identity.ownDepartments()) {
        all.departments.append({one.id, one.name.text});
        TRY_ASSIGN(const auto locked, m_context.store.lockedEntries().someOf(one.team.value, 0, 1));
        all.is_locked = all.is_locked || !locked.isEmpty();
        TRY_ASSIGN(const auto records, recordsOf(one));
        for (const CannedReplyRecord &record : records) {
            if (record.is_deleted) continue;
            CannedReply reply = shown(record);
            reply.uses = static_cast<int>(counts.value(reply.id));
            all.replies.append(reply);
        }
    }
    return all;
}

// --- what the person changes ----------------------------------------------------------------------

void TeamReplies::save(const CannedReply &reply)
{
    CannedReply wanted = reply;
    wanted.text = cleanReplyText(reply.text);
    if (wanted.id.isZero()) wanted.id = m_context.newMessageId();
    tell(wanted.id, put(wanted, false));
}

void TeamReplies::remove(const CannedReply &reply)
{
    tell(reply.id, put(reply, true));
}

void TeamReplies::tell(const ReplyId &reply, const Result<std::optional<ReplyProblem>> &refused)
{
    if (refused && !*refused) {
        publish();
        Q_EMIT m_context.announcer.cannedReplySaved(reply);
        return;
    }
    const bool is_full = !refused && refused.error().code == Code::Busy;
    Q_EMIT m_context.announcer.cannedReplyRefused(refused   ? problem(**refused)
                                                  : is_full ? problem(ProblemKind::OutboxFull)
                                                            : storeProblem(refused.error()));
}

// Why not, or nothing. What the person had before them has to be what there is.
Result<std::optional<ReplyProblem>> TeamReplies::put(const CannedReply &reply, bool is_deleted)
{
    const auto of = department(reply.department);
    if (!of) return std::optional(ReplyProblem::NotYours);
    if (!is_deleted && faultOf(reply) != ReplyFault::None) return std::optional(ReplyProblem::NotSound);
    TRY_ASSIGN(const auto records, recordsOf(*of));
    const auto known = std::find_if(records.cbegin(), records.cend(), [&reply](const CannedReplyRecord &one) {
        return one.reply.id == reply.id;
    });
    const bool is_there = known != records.cend() && !known->is_deleted;
    if (reply.revision != 0 && !is_there) return std::optional(ReplyProblem::Gone);
    if (is_there && known->revision != reply.revision) return std::optional(ReplyProblem::Changed);
    const auto living = std::count_if(records.cbegin(), records.cend(),
                                      [](const CannedReplyRecord &one) { return !one.is_deleted; });
    TRY_ASSIGN(const int kept, m_context.store.cannedReplies().count());
    const bool is_full = living >= limits::kRepliesOfDepartmentMax || kept >= limits::kRepliesKeptMax;
    if (!is_there && is_full) return std::optional(ReplyProblem::Full);

    content::TeamReply said;
    said.reply = reply.id;
    said.revision = reply.revision + (reply.revision < std::numeric_limits<quint64>::max() ? 1 : 0);
    said.is_deleted = is_deleted;
    if (!is_deleted) {
        said.shortcut = reply.shortcut;
        said.title = reply.title;
        said.language = reply.language;
        said.text = reply.text;
    }
    TRY_ASSIGN(auto transaction, m_context.store.begin());
    TRY(m_outbox.putTeamEntry(of->team, {m_context.newMessageId(), m_context.clock.now(), said}));
    TRY(transaction.commit());
    Q_EMIT waits(of->team);
    return std::optional<ReplyProblem>();
}

void TeamReplies::use(const ReplyId &reply)
{
    auto count = [&]() -> Result<void> {
        TRY_ASSIGN(const auto known, m_context.store.replyUses().find(reply));
        ReplyUseRecord use = known ? *known : ReplyUseRecord{reply, 0};
        if (use.count < limits::kReplyUsesMax) ++use.count;
        return m_context.store.replyUses().save(use);
    };
    if (const auto counted = count(); !counted) return m_context.storeFailed(counted.error());
    changed();
}

// --- what the log says ----------------------------------------------------------------------------

Result<void> TeamReplies::accept(AccountId author, const content::TeamEntry &entry, DepartmentId department,
                                 Sequence sequence)
{
    const content::TeamReply *said = replyIn(entry);
    // Each revision takes a place: nobody leaves no number for those who come after.
    if (said == nullptr || said->revision == 0 || said->revision > sequence.value) return success();
    const CannedReplyRecord record = recordOf(author, entry, department);
    TRY_ASSIGN(const auto known, m_context.store.cannedReplies().find(record.reply));
    if (!isSound(record) || (known && !isNewer(entry, *known))) return success();
    if (!known) {
        TRY_ASSIGN(const int kept, m_context.store.cannedReplies().count());
        if (kept >= limits::kRepliesKeptMax) {
            qCInfo(lcClient) << "a canned reply is one too many and is passed over";
            return success();
        }
    }
    TRY(m_context.store.cannedReplies().save(record));
    if (record.is_deleted) TRY(m_context.store.replyUses().remove(record.reply.id));
    changed();
    return success();
}

Result<void> TeamReplies::stored(const OutboxEntry &entry, Sequence sequence)
{
    const auto said = content::decodeTeamEntry(entry.content.bytes);
    const auto of = departmentOf(entry.conversation);
    if (!said || !of || replyIn(*said) == nullptr) return success();
    changed(); // it does not wait any more
    return accept(m_context.identity.account(), *said, of->id, sequence);
}

void TeamReplies::givenUp(const OutboxEntry &entry)
{
    const auto said = content::decodeTeamEntry(entry.content.bytes);
    if (!said || replyIn(*said) == nullptr) return;
    changed();
    QMetaObject::invokeMethod(
        this, [this] { Q_EMIT m_context.announcer.cannedReplyRefused(problem(ReplyProblem::NotTaken)); },
        Qt::QueuedConnection);
}

// What is here stays, until the log says otherwise.
Result<void> TeamReplies::restored(LogId team)
{
    const auto of = departmentOf(team);
    if (!of) return success();
    TRY_ASSIGN(const auto records, m_context.store.cannedReplies().allOf(of->id.value));
    for (CannedReplyRecord record : records) {
        record.revision = 0;
        TRY(m_context.store.cannedReplies().save(record));
    }
    return success();
}

} // namespace chat121::engine
