// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/desk/agents.h"

#include "server/desk/changes.h"
#include "server/desk/liveness.h"
#include "server/desk/offers.h"
#include "server/directory/device_links.h"
#include "server/directory/devices.h"
#include "server/directory/proof.h"
#include "server/relay/reading.h"
#include "server/store/device_rows.h"
#include "server/store/key_package_rows.h"
#include "server/store/organisation_rows.h"
#include "server/store/running.h"

#include <algorithm>

namespace chat121::desk {

using store::Outcome;
using store::Refusal;
using store::Request;
using store::Verdict;

// Letters, digits and hyphens: more is not looked at.
static bool isLanguageTag(const QString &tag)
{
    return !tag.isEmpty() && std::ranges::all_of(tag, [](QChar c) {
        const char16_t u = c.unicode();
        return (u >= u'a' && u <= u'z') || (u >= u'A' && u <= u'Z') || (u >= u'0' && u <= u'9') || u == u'-';
    });
}

Verdict<Outcome> setStatus(store::Sql &sql, const Request &request, const protocol::SetStatus &message)
{
    if (message.capacity == 0 || message.capacity > limits::kAgentCapacityMax) return Refusal{Code::TooLarge};
    store::AgentRow agent{request.caller.account, message.status, message.capacity};
    for (const protocol::Language &language : message.languages.items) {
        if (!isLanguageTag(language.text)) return Refusal{Code::Malformed};
        agent.languages.append(language.text);
    }
    TRY(store::putAgent(sql, agent));
    Outcome outcome = store::done(message.request);
    TRY(addAgent(sql, request.caller.account, outcome));
    TRY(addQueuesOf(sql, request.caller.account, outcome));
    TRY(routeWaiting(sql, request.now, outcome));
    return outcome;
}

Verdict<Outcome> fetchDesk(store::Sql &sql, const Request &request, const protocol::FetchDesk &message)
{
    protocol::DeskChanged reply;
    reply.request = message.request;
    reply.is_complete = true;
    TRY_ASSIGN(const QList<store::DepartmentRow> departments, store::departments(sql));
    for (const store::DepartmentRow &department : departments) {
        if (!request.caller.serves(department.id)) continue;
        const qsizetype room = limits::kDeskEntriesPerReply - reply.entries.items.size();
        TRY_ASSIGN(const QList<store::ConversationRow> rows, store::openIn(sql, department.id, room));
        for (const store::ConversationRow &row : rows) {
            TRY_ASSIGN(const protocol::DeskEntry entry, entryOf(sql, row));
            reply.entries.items.append(entry);
        }
    }
    TRY_ASSIGN(const QList<store::AgentRow> agents, store::agents(sql));
    for (const store::AgentRow &agent : agents)
        reply.agents.items.append(entryOf(agent));
    return Outcome{.reply = protocol::encodeFrame(reply)};
}

Verdict<Outcome> logIn(store::Sql &sql, const Request &request, const protocol::LogIn &message)
{
    TRY_ASSIGN(const store::Caller caller, directory::proveLogIn(sql, request, message));
    Outcome outcome;
    protocol::LoggedIn reply{message.request, 0, {}};
    TRY_ASSIGN(reply.key_packages, store::countKeyPackages(sql, caller.device, request.now));
    TRY_ASSIGN(reply.heads.items, relay::headsFor(sql, caller));
    TRY(arrived(sql, caller, request.now, outcome));
    TRY(store::sawDevice(sql, caller.device, request.now));
    TRY(directory::addLinkAsked(sql, caller, outcome));
    TRY(directory::addRemovalsDue(sql, caller.device, outcome));
    outcome.reply = protocol::encodeFrame(reply);
    outcome.logged_in = caller;
    return outcome;
}

} // namespace chat121::desk
