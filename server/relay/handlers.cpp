// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/relay/handlers.h"

#include "server/relay/append.h"
#include "server/relay/archive.h"
#include "server/relay/commit_order.h"
#include "server/relay/department_key.h"
#include "server/relay/key_packages.h"
#include "server/relay/members.h"
#include "server/relay/reading.h"
#include "server/store/running.h"

namespace chat121::relay {

void addHandlers(store::HandlerTable &table)
{
    using namespace store;
    using T = protocol::MessageType;
    table.add({.type = T::Append, .allow = kLoggedIn, .lane = Lane::Write, .run = decoded<&accept>});
    table.add({.type = T::Since, .allow = kLoggedIn, .lane = Lane::Read, .run = decoded<&since>});
    table.add({.type = T::Acknowledge,
               .allow = kLoggedIn,
               .lane = Lane::Write,
               .run = decoded<&relay::acknowledge>,
               .answer = Answer::Never});
    table.add(
        {.type = T::ReplaceWaiting, .allow = kStaff, .lane = Lane::Write, .run = decoded<&replaceWaiting>});

    table.add({.type = T::PublishKeyPackages,
               .allow = kLoggedIn,
               .lane = Lane::Write,
               .run = answeredOnce<&publishKeyPackages>});
    table.add({.type = T::FetchKeyPackages,
               .allow = kLoggedIn,
               .lane = Lane::Write,
               .run = answeredOnce<&fetchKeyPackages>});
    table.add({.type = T::Commit, .allow = kLoggedIn, .lane = Lane::Write, .run = decoded<&relay::commit>});
    table.add(
        {.type = T::FetchGroupInfo, .allow = kLoggedIn, .lane = Lane::Read, .run = decoded<&fetchGroupInfo>});

    table.add(
        {.type = T::FetchMembers, .allow = kLoggedIn, .lane = Lane::Read, .run = decoded<&fetchMembers>});
    table.add(
        {.type = T::Reroute, .allow = kStaff, .lane = Lane::Write, .run = answeredOnce<&relay::reroute>});

    table.add({.type = T::Signal,
               .allow = kLoggedIn,
               .lane = Lane::Read,
               .run = decoded<&relay::signal>,
               .answer = Answer::Never});

    table.add({.type = T::FetchDepartmentKey,
               .allow = kLoggedIn,
               .lane = Lane::Read,
               .run = decoded<&fetchDepartmentKey>});
    table.add({.type = T::PublishDepartmentKey,
               .allow = kStaff,
               .lane = Lane::Write,
               .run = answeredOnce<&publishDepartmentKey>});

    table.add(
        {.type = T::FetchArchive, .allow = kLoggedIn, .lane = Lane::Read, .run = decoded<&fetchArchive>});
    table.add({.type = T::PutArchiveKeys,
               .allow = kLoggedIn,
               .lane = Lane::Write,
               .run = answeredOnce<&putArchiveKeys>});
    table.add(
        {.type = T::AppendArchive, .allow = kLoggedIn, .lane = Lane::Write, .run = decoded<&appendArchive>});
    table.add({.type = T::ForgetArchived,
               .allow = kLoggedIn,
               .lane = Lane::Write,
               .run = answeredOnce<&forgetArchived>});
    table.add({.type = T::FetchRecovery,
               .allow = kBeforeLogIn,
               .lane = Lane::Read,
               .run = decoded<&fetchRecovery>});
}

} // namespace chat121::relay
