// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// How conversations ended: an entry of its own, which staff read as a note, and whose outcome and tags stand
// in the list of closed conversations. See team_log.h.
#include "client/core/engine/notices/words.h"
#include "client/core/engine/team/team_log.h"
#include "common/base/tags.h"

#include <algorithm>

namespace chat121::engine {

namespace {

// As a colleague's program says them; whoever made it may have bent them.
QStringList tagsOf(const content::TeamWrapUp &said)
{
    QStringList tags;
    for (const content::Tag &each : said.tags.items) {
        const QString tag = tagOf(each.name.text);
        if (!tag.isEmpty() && !tags.contains(tag)) tags.append(tag);
    }
    return tags;
}

// What people read of it, in their own language.
content::TeamNote noteOf(const content::TeamWrapUp &said)
{
    const WrapUp wrap_up{static_cast<Outcome>(said.outcome), tagsOf(said), said.remark.text};
    return {said.conversation, said.after, {}, {wrap_up.isEmpty() ? QString() : words::wrappedUp(wrap_up)}};
}

} // namespace

void TeamLog::wrapUp(ConversationId conversation, const WrapUp &wrap_up)
{
    if (wrap_up.isEmpty()) return;
    const auto refuse = [&](const Problem &problem) {
        Q_EMIT m_context.announcer.talkFailed(conversation, problem);
        Q_EMIT m_context.announcer.unnoted(conversation, words::wrappedUp(wrap_up));
    };
    const auto department = departmentAbout(conversation);
    if (wrap_up.remark.toUtf8().size() > limits::kWrapUpRemarkBytesMax)
        return refuse(problem(ProblemKind::MessageTooLong));
    if (m_ledger.erasures().find(conversation) != nullptr)
        return refuse(problem(ProblemKind::ConversationErased));
    if (!department) return refuse(problem(ProblemKind::NotAllowed));

    auto keep = [&]() -> Result<void> {
        TRY_ASSIGN(auto transaction, m_context.store.begin());
        TRY_ASSIGN(const auto cursor, m_context.store.logs().find(conversation));
        content::TeamWrapUp said{conversation,
                                 cursor ? cursor->head : Sequence{},
                                 static_cast<quint16>(wrap_up.outcome),
                                 {},
                                 {wrap_up.remark.trimmed()}};
        for (const QString &tag : tagsIn(wrap_up.tags.join(QLatin1Char(' '))))
            said.tags.items.append(content::Tag{{tag}});
        const content::TeamEntry entry{m_context.newMessageId(), m_context.clock.now(), said};
        TRY(putOwn(*department, entry, noteOf(said)));
        TRY(keepWrapUp(entry, said));
        return transaction.commit();
    };
    if (const auto kept = keep(); !kept) return refuse(storeProblem(kept.error()));
    look(department->team);
}

Result<void> TeamLog::onWrapUp(const identity::VerifiedMember &author, const content::TeamEntry &entry,
                               const content::TeamWrapUp &said, DepartmentId department)
{
    TRY_ASSIGN(const bool is_new, keepNote(author, entry, noteOf(said), department));
    return is_new ? keepWrapUp(entry, said) : success();
}

// The last one counts, by the clocks of their authors; nothing comes from the future.
Result<void> TeamLog::keepWrapUp(const content::TeamEntry &entry, const content::TeamWrapUp &said)
{
    const UnixTime said_at = qMin(entry.said_at, m_context.clock.now());
    TRY_ASSIGN(const auto known, m_context.store.wrapUps().find(said.conversation));
    const bool is_older =
        known && (known->said_at > said_at || (known->said_at == said_at && known->entry > entry.id));
    if (is_older) return success();
    WrapUpRecord record{said.conversation, entry.id, said_at, said.outcome, {}};
    for (const QString &tag : tagsOf(said))
        record.tags.items.append(WrapUpRecord::Tag{{tag}});
    TRY(m_context.store.wrapUps().save(record));
    announceLater(said.conversation);
    return success();
}

Result<void> TeamLog::dropWrapUp(const StaffNoteRecord &note)
{
    TRY_ASSIGN(const auto known, m_context.store.wrapUps().find(note.conversation));
    if (!known || known->entry != note.id) return success();
    TRY(m_context.store.wrapUps().remove(note.conversation));
    announceLater(note.conversation);
    return success();
}

void TeamLog::announceLater(ConversationId conversation)
{
    QMetaObject::invokeMethod(
        this, [this, conversation] { m_ledger.announce(conversation); }, Qt::QueuedConnection);
}

void TeamLog::tellTags()
{
    const auto wrap_ups = m_context.store.wrapUps().all();
    if (!wrap_ups) return m_context.storeFailed(wrap_ups.error());
    QHash<QString, int> uses;
    for (const WrapUpRecord &wrap_up : *wrap_ups)
        for (const WrapUpRecord::Tag &tag : wrap_up.tags.items)
            ++uses[tag.name.text];
    QStringList tags = uses.keys();
    std::sort(tags.begin(), tags.end(), [&uses](const QString &a, const QString &b) {
        const int more = uses.value(a) - uses.value(b);
        return more != 0 ? more > 0 : a < b;
    });
    Q_EMIT m_context.announcer.tagsTold(tags.mid(0, limits::kTagsOfferedMax));
}

} // namespace chat121::engine
