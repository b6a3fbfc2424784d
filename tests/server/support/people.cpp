// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/server/support/people.h"

#include "common/identity/ids.h"
#include "server/store/account_rows.h"
#include "server/store/desk_rows.h"
#include "server/store/envelope_rows.h"
#include "server/store/organisation_rows.h"

namespace chat121::test {

using store::Caller;
using store::LogKind;
using store::Sql;

People::People(StoreFixture &fixture)
    : m_fixture(fixture)
{
    const auto add = [](Sql &sql, DepartmentId id, LogId room, LogId team) -> Result<void> {
        TRY(store::createLog(sql, room, LogKind::WaitingRoom, id.value, 11));
        TRY(store::createLog(sql, team, LogKind::Team, id.value, 12));
        TRY(store::addDepartment(sql, {id, room, team}));
        return store::putInboxKey(sql, id, "placeholder", {});
    };
    m_fixture.mustWrite([&](Sql &sql) -> Result<void> {
        TRY(add(sql, departments.support, departments.support_room, departments.support_team));
        return add(sql, departments.sales, departments.sales_room, departments.sales_team);
    });
}

Caller People::add(Caller caller)
{
    const auto now = m_fixture.clock.now();
    m_fixture.mustWrite([&](Sql &sql) -> Result<void> {
        const bool is_staff = identity::isStaff(caller.role);
        store::AccountRow account{caller.account,          {}, caller.role, caller.departments,
                                  is_staff ? "chain" : "", {}};
        TRY(store::putAccount(sql, account, now));
        TRY(store::addDevice(sql, {caller.device, caller.account}, now));
        TRY_ASSIGN(const auto agent, store::findAgent(sql, caller.account)); // of a first device
        if (is_staff && !agent) TRY(store::putAgent(sql, {caller.account, protocol::AgentStatus::Away, 4}));
        return store::createLog(sql, identity::inboxLogOf(caller.device), LogKind::Inbox, caller.device.value,
                                13);
    });
    return caller;
}

Caller People::guest()
{
    ++m_next;
    return add({AccountId{m_next}, DeviceId{m_next * 1000}, identity::Role::Guest, {}});
}

Caller People::staff(QList<DepartmentId> served, identity::Role role)
{
    ++m_next;
    return add({AccountId{m_next}, DeviceId{m_next * 1000}, role, std::move(served)});
}

Caller People::withKey(const crypto::SigningKey &account, identity::Role role, QList<DepartmentId> served)
{
    ++m_next;
    return add(
        {identity::accountIdOf(account.publicKey()), DeviceId{m_next * 1000}, role, std::move(served)});
}

Caller People::deviceOf(const Caller &caller)
{
    Caller other = caller;
    other.device = DeviceId{++m_next * 1000};
    return add(other);
}

LogId People::conversation(const QList<Caller> &members)
{
    const LogId log{++m_next};
    const auto now = m_fixture.clock.now();
    m_fixture.mustWrite([&](Sql &sql) -> Result<void> {
        TRY(store::createLog(sql, log, LogKind::Conversation, 0, 14));
        store::ConversationRow row{log, departments.support, members.first().account};
        if (members.size() > 1) {
            row.state = protocol::ConversationState::Taken;
            row.taker = members.at(1).account;
        }
        TRY(store::putConversation(sql, row, now));
        TRY_ASSIGN(auto entry, store::findLog(sql, log));
        TRY(store::setEpoch(sql, *entry, 0, 1));
        for (const Caller &member : members)
            TRY(store::addMember(sql, *entry, {member.device, member.account}, Sequence{1}));
        return success();
    });
    return log;
}

} // namespace chat121::test
