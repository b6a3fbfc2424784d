// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What windows show of an archive, and the moment in which recovery words are offered; see archive.h.

#include "client/core/engine/history/archive.h"

namespace chat121::engine {

using State = HistoryStatus::State;

void Archive::refused(ProblemKind kind, const QString &details)
{
    failed(problem(kind, details));
}

void Archive::failed(const Problem &problem)
{
    m_wish = Wish::None;
    Q_EMIT m_context.announcer.recoveryWordsRefused(problem);
}

void Archive::storeFailed(const Error &error)
{
    if (m_wish == Wish::None) return m_context.storeFailed(error);
    failed(storeProblem(error));
}

// After words of both sides, in a moment in which nobody is disturbed.
void Archive::storeChanged()
{
    m_writer.changed();
    if (m_state && !m_was_behind) announce();
    const bool may_offer = !m_state && !m_is_declined && !m_is_moment;
    if (may_offer && !m_offer.isActive()) m_offer.start(limits::kArchiveDelay);
}

void Archive::considerOffer()
{
    const QList<ConversationId> ids = m_ledger.ids();
    m_is_moment = std::any_of(ids.cbegin(), ids.cend(), [this](ConversationId id) {
        const bool is_over = m_ledger.recordOr(id).state == protocol::ConversationState::Closed;
        return is_over && m_ledger.policyOf(id).is_archived;
    });
    if (m_is_moment) announce();
}

// In a conversation that may be archived: else there would be nothing to open.
Result<bool> Archive::hasTalked() const
{
    QList<ConversationId> without;
    for (const ConversationId id : m_ledger.ids())
        if (!m_ledger.policyOf(id).is_archived) without.append(id);
    return m_context.store.unarchived().hasTalked(without);
}

bool Archive::isAllowed() const
{
    const identity::OrganisationDocument &document = m_context.identity.organisation().document;
    const DepartmentId own = m_context.identity.profile().department;
    const auto &all = document.departments.items;
    return std::any_of(all.cbegin(), all.cend(), [&](const identity::Department &department) {
        const bool is_mine = m_context.identity.isStaff() || department.id == own;
        return is_mine && department.policy.is_archived;
    });
}

bool Archive::isOfferDue() const
{
    if (m_is_declined || m_status.state == State::Locked || m_status.state == State::Unknown) return false;
    if (m_state) return !m_state->is_noted;
    if (!m_is_moment) return false;
    const auto has_talked = hasTalked();
    return has_talked && *has_talked;
}

void Archive::announce()
{
    HistoryStatus status = m_status;
    status.is_offered = isOfferDue();
    status.is_noted = m_state && m_state->is_noted;
    status.is_allowed = isAllowed();
    const auto is_complete = m_context.store.unarchived().isEmpty();
    status.is_behind = m_state && !(is_complete && *is_complete);
    m_was_behind = status.is_behind;
    status.is_reading = m_state && m_state->isReading();
    if (status.is_reading) {
        const quint64 read = m_state->start.value - m_state->low.value;
        status.read_percent = static_cast<int>(read * 100 / qMax<quint64>(1, m_state->start.value));
    }
    if (m_told == status) return;
    m_told = status;
    Q_EMIT m_context.announcer.historyChanged(status);
}

} // namespace chat121::engine
