// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Whom a customer writes to, and in which language, where there is a choice. See guest.h.
#include "client/core/engine/desk/guest.h"

#include "client/core/engine/profile/profile_store.h"

#include <QLocale>

#include <algorithm>

namespace chat121::engine {

QString Guest::language() const
{
    const auto chosen = m_context.store.notes().find(QString::fromLatin1(kLanguageNote));
    return chosen && *chosen ? QString::fromUtf8((*chosen)->value.bytes) : QLocale().bcp47Name();
}

// The invitation's, whatever was chosen since.
DepartmentId Guest::invitedTo() const
{
    const auto note = m_context.store.notes().find(QString::fromLatin1(kInvitedNote));
    const DepartmentId invited{note && *note ? (*note)->value.bytes.toULongLong() : 0};
    return invited.isValid() ? invited : m_context.identity.profile().department;
}

Result<void> Guest::keepInvitation()
{
    NoteRecord note;
    note.name = QString::fromLatin1(kInvitedNote);
    note.value = QByteArray::number(invitedTo().value);
    return m_context.store.notes().save(note);
}

// The own one, and those that are offered to everybody; only until something was written.
QList<DepartmentChoice> Guest::choices() const
{
    QList<DepartmentChoice> choices;
    const ConversationRecord record = m_ledger.recordOr(conversation());
    const auto entries = m_context.store.outbox().allOf(conversation());
    const bool has_begun = !entries || !entries->isEmpty() || Ledger::detailsOf(record).is_started;
    if (has_begun) return choices;
    const DepartmentId own = invitedTo();
    for (const identity::Department &one : m_context.identity.organisation().document.departments.items) {
        if (one.id != own && !one.policy.choice.is_offered) continue;
        const Opening open = openingOf(one.policy.hours, m_context.clock.now());
        DepartmentChoice choice{one.id, one.name.text, {}, open.is_closed, open.opens_at};
        for (const auto &language : one.policy.choice.languages.items)
            choice.languages.append(language.text);
        choices.append(choice);
    }
    return choices.size() > 1 ? choices : QList<DepartmentChoice>();
}

void Guest::choose(DepartmentId department, const QString &language)
{
    const QList<DepartmentChoice> offered = choices();
    const bool is_offered = std::any_of(offered.cbegin(), offered.cend(), [&](const DepartmentChoice &one) {
        return one.id == department && (one.languages.isEmpty() || one.languages.contains(language));
    });
    if (!is_offered || language.toUtf8().size() > limits::kLanguageBytesMax) return announceStanding();
    Profile &profile = m_context.identity.profile();
    const DepartmentId before = profile.department;
    MessageId gone{}; // the row with what was answered for the other department
    const auto save = [&]() -> Result<void> {
        TRY_ASSIGN(auto transaction, m_context.store.begin());
        NoteRecord note;
        note.name = QString::fromLatin1(kLanguageNote);
        note.value = language.toUtf8();
        TRY(m_context.store.notes().save(note));
        TRY(keepInvitation());
        profile.department = department;
        if (department != before) {
            TRY_ASSIGN(const IntakeRecord start, m_ledger.intakeRecord(conversation()));
            gone = start.row;
            if (!gone.isZero()) TRY(m_context.store.messages().remove(conversation(), gone));
            TRY(m_context.store.intakes().remove(conversation()));
            TRY(saveProfile(m_context.store, profile, std::nullopt));
        }
        return transaction.commit();
    };
    if (const auto saved = save(); !saved) {
        profile.department = before;
        return m_context.storeFailed(saved.error());
    }
    if (!gone.isZero()) Q_EMIT m_context.announcer.rowsRemoved(conversation(), {gone});
    m_ledger.announce(conversation());
    announceStanding();
    m_outbox.flush(conversation());
}

void Guest::describeChoice(QueueStanding &standing) const
{
    standing.departments = choices();
    if (standing.departments.isEmpty()) return;
    standing.department = m_context.identity.profile().department;
    standing.language = language();
}

} // namespace chat121::engine
