// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/core/engine/history/archive_rules.h"

#include <algorithm>

namespace chat121::engine {

namespace {

constexpr QLatin1StringView kRulesNote("archive rules");

} // namespace

Result<void> ArchiveRules::load()
{
    TRY_ASSIGN(const auto note, m_context.store.notes().find(QString(kRulesNote)));
    if (note) {
        TRY_ASSIGN(m_rules, decode<Rules>(note->value.bytes));
    }
    return follow();
}

Result<void> ArchiveRules::follow()
{
    const identity::OrganisationDocument &document = m_context.identity.organisation().document;
    Rules next;
    for (const identity::Department &department : document.departments.items) {
        const auto &known = m_rules.items.items;
        const auto before = std::find_if(known.cbegin(), known.cend(),
                                         [&](const Rule &rule) { return rule.department == department.id; });
        Rule rule = before == known.cend() ? Rule{department.id, false, {}} : *before;
        // A clock that was ahead keeps nothing out of later.
        const bool is_lifted = rule.is_forbidden && department.policy.is_archived;
        if (is_lifted) rule.allowed_since = std::min(document.issued_at, m_context.clock.now());
        rule.is_forbidden = !department.policy.is_archived;
        if (rule.is_forbidden || before != known.cend()) next.items.items.append(rule);
    }
    if (next.items.items == m_rules.items.items) return success();
    TRY(m_context.store.notes().save({{QString(kRulesNote)}, {encode(next)}}));
    m_rules = next;
    return success();
}

bool ArchiveRules::isAllowed(ConversationId conversation, UnixTime said_at) const
{
    if (!m_ledger.policyOf(conversation).is_archived || m_ledger.erasures().isErased(conversation))
        return false;
    const DepartmentId department = m_ledger.departmentOf(conversation);
    const auto &rules = m_rules.items.items;
    return std::none_of(rules.cbegin(), rules.cend(), [&](const Rule &rule) {
        return rule.department == department && said_at < rule.allowed_since;
    });
}

} // namespace chat121::engine
