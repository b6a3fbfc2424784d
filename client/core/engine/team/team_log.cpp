// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/core/engine/team/team_log.h"

#include <algorithm>

namespace chat121::engine {

TeamLog::TeamLog(Context &context, Ledger &ledger, Outbox &outbox, QObject *parent)
    : QObject(parent)
    , m_context(context)
    , m_ledger(ledger)
    , m_outbox(outbox)
    , m_replies(context, ledger, outbox, nullptr)
{
    m_ask.setInterval(limits::kTeamAskInterval);
    connect(&m_ask, &QTimer::timeout, this, &TeamLog::askAll);
    connect(&m_replies, &TeamReplies::waits, this, &TeamLog::look);
}

void TeamLog::begin()
{
    dropOld();
    askAll(); // which notes wait; nothing leaves yet
    m_replies.begin();
}

void TeamLog::caughtUp()
{
    m_asked.clear();
    m_replies.changed(); // who has changed them is known by now
    for (const identity::Department &department : m_context.identity.ownDepartments())
        look(department.team);
}

void TeamLog::look(LogId team)
{
    if (!departmentOf(team)) return;
    if (const auto prepared = prepare(team); !prepared) m_context.storeFailed(prepared.error());
    m_outbox.flush(team);
    askAll();
}

void TeamLog::later(LogId team)
{
    QMetaObject::invokeMethod(
        this, [this, team] { look(team); }, Qt::QueuedConnection);
}

bool TeamLog::isInside(LogId team) const
{
    return m_context.groups.isMember(m_ledger.groupOf(team));
}

std::optional<identity::Department> TeamLog::departmentOf(LogId team) const
{
    for (const identity::Department &department : m_context.identity.ownDepartments())
        if (department.team == team) return department;
    return std::nullopt;
}

// Nothing: of another department, or nobody knows of which.
std::optional<identity::Department> TeamLog::departmentAbout(ConversationId conversation) const
{
    const ConversationRecord *record = m_ledger.find(conversation);
    if (record == nullptr) return std::nullopt;
    for (const identity::Department &department : m_context.identity.ownDepartments())
        if (department.id == record->department) return department;
    return std::nullopt;
}

// --- what the person notes ------------------------------------------------------------------------

void TeamLog::note(ConversationId conversation, const QString &text)
{
    const auto refuse = [&](const Problem &problem) {
        Q_EMIT m_context.announcer.talkFailed(conversation, problem);
        Q_EMIT m_context.announcer.unnoted(conversation, text);
    };
    const auto department = departmentAbout(conversation);
    if (text.toUtf8().size() > limits::kNoteBytesMax) return refuse(problem(ProblemKind::MessageTooLong));
    if (m_ledger.erasures().find(conversation) != nullptr)
        return refuse(problem(ProblemKind::ConversationErased));
    if (!department) return refuse(problem(ProblemKind::NotAllowed));

    auto keep = [&]() -> Result<void> {
        TRY_ASSIGN(auto transaction, m_context.store.begin());
        TRY_ASSIGN(const auto cursor, m_context.store.logs().find(conversation));
        const content::TeamNote said{
            conversation, cursor ? cursor->head : Sequence{}, mentionedIn(text, department->id), {text}};
        const content::TeamEntry entry{m_context.newMessageId(), m_context.clock.now(), said};
        TRY(putOwn(*department, entry, said));
        return transaction.commit();
    };
    if (const auto kept = keep(); !kept) return refuse(storeProblem(kept.error()));
    look(department->team);
}

// The entry, and the note that people read in its place.
Result<void> TeamLog::putOwn(const identity::Department &department, const content::TeamEntry &entry,
                             const content::TeamNote &said)
{
    const identity::VerifiedMember &self = m_context.identity.self();
    const StaffNoteRecord note{entry.id,
                               said.conversation,
                               said.after,
                               self.account(),
                               entry.said_at,
                               m_ledger.nameOf(self, said.conversation),
                               m_ledger.roleOf(self),
                               said.text.text,
                               false};
    TRY(m_outbox.putTeamEntry(department.team, entry));
    TRY(m_context.store.staffNotes().save(note));
    return show(note);
}

// "@Anna": whoever of the department is called so.
QList<AccountId> TeamLog::mentionedIn(const QString &text, DepartmentId department) const
{
    QList<AccountId> people;
    for (const identity::VerifiedStaff &staff : m_ledger.staffOf(department)) {
        const bool is_named =
            !staff.name.isEmpty() && text.contains(QLatin1Char('@') + staff.name, Qt::CaseInsensitive);
        if (is_named && people.size() < limits::kNoteMentionsMax) people.append(staff.account);
    }
    return people;
}

Result<QByteArray> TeamLog::seal(const OutboxEntry &entry)
{
    TRY_ASSIGN(TeamRing ring, ringOf(entry.conversation));
    if (ring.isEmpty()) return Error{Code::NotFound, QStringLiteral("no content key")};
    const identity::TeamStatement statement{entry.conversation, entry.content.bytes};
    const identity::AuthoredTeamEntry authored{
        identity::Signed<identity::TeamStatement>::sign(statement, m_context.identity.deviceKey()),
        m_context.identity.profile().leaf};
    const QByteArray sealed = sealTeamEntry(*ring.newest(), entry.conversation, authored,
                                            m_ledger.paddingOf(entry.conversation), m_context.random);
    ring.setUsed(ring.newest()->id());
    TRY(save(entry.conversation, ring));
    return sealed;
}

Result<void> TeamLog::stored(const OutboxEntry &entry, Sequence sequence)
{
    later(entry.conversation);
    if (purposeOf(entry) != Purpose::TeamEntry) return success();
    TRY(m_replies.stored(entry, sequence));
    TRY_ASSIGN(auto note, m_context.store.staffNotes().find(entry.message));
    if (!note) return success();
    note->is_stored = true;
    TRY(m_context.store.staffNotes().save(*note));
    return show(*note);
}

// The words are the writer's again.
Result<void> TeamLog::givenUp(const OutboxEntry &entry)
{
    m_replies.givenUp(entry);
    TRY_ASSIGN(const auto note, m_context.store.staffNotes().find(entry.message));
    if (!note) return success();
    TRY(m_context.store.staffNotes().remove(note->id));
    TRY(m_context.store.messages().remove(note->conversation, note->id));
    TRY(dropWrapUp(*note));
    QMetaObject::invokeMethod(
        this,
        [this, note = *note] {
            Q_EMIT m_context.announcer.rowsRemoved(note.conversation, {note.id});
            Q_EMIT m_context.announcer.talkFailed(note.conversation, problem(ProblemKind::NotAllowed));
            Q_EMIT m_context.announcer.unnoted(note.conversation, note.text.text);
        },
        Qt::QueuedConnection);
    return success();
}

// --- what arrives ---------------------------------------------------------------------------------

Result<bool> TeamLog::acceptEntry(const protocol::Envelope &envelope)
{
    const auto sealed = decode<content::SealedTeamEntry>(envelope.body.bytes);
    if (!sealed || sealed->format != content::kTeamEntryFormat) return false;
    if (!departmentOf(envelope.log)) return true; // of one that the person here has left
    TRY_ASSIGN(TeamRing ring, ringOf(envelope.log));
    if (ring.find(sealed->key) == nullptr) {
        TRY_ASSIGN(const int waiting, m_context.store.lockedEntries().count());
        const LockedEntryRecord locked{
            {envelope.log, envelope.sequence}, envelope.stored_at, envelope.body.bytes};
        if (waiting < limits::kTeamLockedMax) TRY(m_context.store.lockedEntries().save(locked));
        m_replies.changed();
        later(envelope.log);
        return true;
    }
    if (!ring.find(sealed->key)->is_used) {
        ring.setUsed(sealed->key);
        TRY(save(envelope.log, ring));
    }
    TRY(open(ring, *sealed, {envelope.log, envelope.sequence}, envelope.stored_at));
    return true;
}

// REQUIRES: its key is in the ring. What somebody has made up is passed over.
Result<void> TeamLog::open(const TeamRing &ring, const content::SealedTeamEntry &sealed,
                           const EnvelopeKey &envelope, UnixTime stored_at)
{
    const LogId team = envelope.log;
    const auto department = departmentOf(team);
    const auto authored = openTeamEntry(*ring.find(sealed.key), team, sealed);
    if (!department || !authored) return success();
    const auto verified =
        identity::verifyTeamEntry(*authored, team, department->id, m_context.identity.anchors());
    if (!verified) {
        qCInfo(lcClient) << "an entry of a team's log is nobody's:" << verified.error().detail;
        return success();
    }
    const auto over = m_context.contacts.overSince(verified->author);
    if (over && stored_at > *over) return success();
    const auto entry = content::decodeTeamEntry(verified->entry);
    if (!entry) return success();
    if (const auto *note = std::get_if<content::TeamNote>(&entry->item))
        return onNote(verified->author, *entry, *note, department->id);
    if (const auto *wrap_up = std::get_if<content::TeamWrapUp>(&entry->item))
        return onWrapUp(verified->author, *entry, *wrap_up, department->id);
    return m_replies.accept(verified->author.account(), *entry, department->id, envelope.sequence);
}

Result<void> TeamLog::onNote(const identity::VerifiedMember &author, const content::TeamEntry &entry,
                             const content::TeamNote &said, DepartmentId department)
{
    TRY_ASSIGN(const bool is_new, keepNote(author, entry, said, department));
    const AccountId self = m_context.identity.account();
    const bool is_named = author.account() != self && said.mentions.items.contains(self);
    if (is_new && is_named)
        QMetaObject::invokeMethod(
            this,
            [this, id = said.conversation, by = m_ledger.nameOf(author, said.conversation)] {
                Q_EMIT m_context.announcer.mentioned(id, by);
            },
            Qt::QueuedConnection);
    return success();
}

Result<bool> TeamLog::keepNote(const identity::VerifiedMember &author, const content::TeamEntry &entry,
                               const content::TeamNote &said, DepartmentId department)
{
    const ConversationRecord *record = m_ledger.find(said.conversation);
    const bool is_others =
        record != nullptr && record->department.isValid() && record->department != department;
    if (is_others || m_ledger.erasures().isErased(said.conversation)) return false;
    const UnixTime said_at = qMin(entry.said_at, m_context.clock.now()); // nothing comes from the future
    if (isOld(said.conversation, said_at) || said.text.text.trimmed().isEmpty()) return false;
    TRY_ASSIGN(const auto known, m_context.store.staffNotes().find(entry.id));
    if (known) return false;
    TRY_ASSIGN(const auto message, m_context.store.messages().find(said.conversation, entry.id));
    if (message) return false; // a note takes no message's place
    const int first_beyond = limits::kNotesOfConversationMax - 1;
    TRY_ASSIGN(const auto beyond,
               m_context.store.staffNotes().someOf(said.conversation.value, first_beyond, 1));
    if (!beyond.isEmpty()) return false;

    const StaffNoteRecord note{entry.id,
                               said.conversation,
                               said.after,
                               author.account(),
                               said_at,
                               m_ledger.nameOf(author, said.conversation),
                               m_ledger.roleOf(author),
                               said.text.text,
                               true};
    TRY(m_context.store.staffNotes().save(note));
    TRY(show(note));
    return true;
}

bool TeamLog::isOld(ConversationId conversation, UnixTime said_at) const
{
    const quint32 days = m_ledger.policyOf(conversation).retention_days;
    return days > 0 && m_context.clock.now() - said_at >= std::chrono::hours(24) * days;
}

void TeamLog::dropOld()
{
    auto drop = [&]() -> Result<void> {
        TRY_ASSIGN(auto transaction, m_context.store.begin());
        for (const ConversationId id : m_ledger.ids()) {
            if (m_ledger.policyOf(id).retention_days == 0) continue;
            TRY_ASSIGN(const auto notes, m_context.store.staffNotes().allOf(id.value));
            for (const StaffNoteRecord &note : notes)
                if (isOld(id, note.said_at)) TRY(m_context.store.staffNotes().remove(note.id));
            TRY_ASSIGN(const auto wrap_up, m_context.store.wrapUps().find(id));
            if (wrap_up && isOld(id, wrap_up->said_at)) TRY(m_context.store.wrapUps().remove(id));
        }
        return transaction.commit();
    };
    if (const auto dropped = drop(); !dropped) m_context.storeFailed(dropped.error());
}

// --- in the timeline ------------------------------------------------------------------------------

// Never as a word of the conversation: it is nobody's to send again, and no receipt raises it.
Result<void> TeamLog::show(const StaffNoteRecord &note)
{
    if (m_ledger.find(note.conversation) == nullptr) return success();
    TimelineRow row;
    row.id = note.id;
    row.sequence = note.after.isValid() ? note.after : Sequence{1};
    row.author = note.author;
    row.sent_at = note.said_at;
    row.kind = RowKind::Note;
    const bool is_own = note.author == m_context.identity.account();
    row.state = !note.is_stored ? SendState::Queued : is_own ? SendState::Sent : SendState::None;
    row.author_name = note.author_name.text;
    row.author_role = note.author_role.text;
    row.text = note.text.text;
    TRY(m_context.store.messages().putArchived(note.conversation, row));
    m_context.announcer.row(note.conversation, row);
    if (m_ledger.offering(note.conversation).receiver.isValid()) m_ledger.announce(note.conversation);
    return success();
}

void TeamLog::place(ConversationId conversation)
{
    auto work = [&]() -> Result<void> {
        TRY_ASSIGN(const auto notes, m_context.store.staffNotes().allOf(conversation.value));
        if (notes.isEmpty()) return success();
        TRY_ASSIGN(auto transaction, m_context.store.begin());
        for (const StaffNoteRecord &note : notes) {
            TRY_ASSIGN(const auto row, m_context.store.messages().find(conversation, note.id));
            if (!row) TRY(show(note));
        }
        return transaction.commit();
    };
    if (const auto done = work(); !done) m_context.storeFailed(done.error());
}

} // namespace chat121::engine
