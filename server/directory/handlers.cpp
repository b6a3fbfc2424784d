// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/directory/handlers.h"

#include "common/protocol/messages/devices.h"
#include "common/protocol/messages/directory.h"
#include "common/protocol/messages/key_log.h"
#include "common/protocol/messages/links.h"
#include "common/protocol/messages/passwords.h"
#include "common/protocol/messages/registration.h"
#include "server/directory/device_links.h"
#include "server/directory/devices.h"
#include "server/directory/founding.h"
#include "server/directory/key_log.h"
#include "server/directory/passwords.h"
#include "server/directory/people.h"
#include "server/directory/registration.h"
#include "server/directory/staffing.h"
#include "server/store/running.h"

namespace chat121::directory {

using store::Request;
using store::Verdict;

namespace {

// A look-up that only judges: strangers must not make the server hash.
template <typename Message, auto kJudge>
Verdict<QByteArray> judgeFirst(store::Sql &sql, const Request &request)
{
    TRY_ASSIGN(const Message message, protocol::decodeFrame<Message>(request.frame));
    TRY(kJudge(sql, request, message));
    return QByteArray();
}

template <typename Message>
Verdict<QByteArray> hashPassword(const Request &request)
{
    TRY_ASSIGN(const Message message, protocol::decodeFrame<Message>(request.frame));
    return hashForKeeping(message.password, request);
}

} // namespace

static void addDeviceHandlers(store::HandlerTable &table)
{
    using namespace store;
    using T = protocol::MessageType;
    table.add(
        {.type = T::FetchDevices, .allow = kLoggedIn, .lane = Lane::Read, .run = decoded<&fetchDevices>});
    table.add({.type = T::NameDevice,
               .allow = kLoggedIn,
               .lane = Lane::Write,
               .run = answeredOnce<&directory::nameDevice>});
    table.add({.type = T::RemoveDevice,
               .allow = kLoggedIn,
               .lane = Lane::Write,
               .run = answeredOnce<&directory::removeDevice>});
    table.add(
        {.type = T::FetchRemoval, .allow = kBeforeLogIn, .lane = Lane::Read, .run = decoded<&fetchRemoval>});

    table.add({.type = T::OpenLink, .allow = kLoggedIn, .lane = Lane::Write, .run = answeredOnce<&openLink>});
    table.add(
        {.type = T::CloseLink, .allow = kLoggedIn, .lane = Lane::Write, .run = answeredOnce<&closeLink>});
    table.add(
        {.type = T::AnswerLink, .allow = kLoggedIn, .lane = Lane::Write, .run = answeredOnce<&answerLink>});
    table.add({.type = T::FetchLink, .allow = kBeforeLogIn, .lane = Lane::Read, .run = decoded<&fetchLink>});
    table.add({.type = T::AskLink, .allow = kBeforeLogIn, .lane = Lane::Write, .run = decoded<&askLink>});
    table.add({.type = T::FetchLinkAnswer,
               .allow = kBeforeLogIn,
               .lane = Lane::Write,
               .run = decoded<&fetchLinkAnswer>});
}

static void addWaysIn(store::HandlerTable &table)
{
    using namespace store;
    using namespace protocol;
    using T = MessageType;
    table.add({.type = T::FoundOrganisation,
               .allow = kBeforeLogIn,
               .lane = Lane::Write,
               .run = decoded<&foundOrganisation>,
               .look_up = judgeFirst<FoundOrganisation, &judgeFounder>,
               .hash = hashPassword<FoundOrganisation>});
    table.add({.type = T::RegisterStaff,
               .allow = kBeforeLogIn,
               .lane = Lane::Write,
               .run = decoded<&registerStaff>,
               .look_up = judgeFirst<RegisterStaff, &judgeStaff>,
               .hash = hashPassword<RegisterStaff>});
    table.add(
        {.type = T::FetchOwners, .allow = kBeforeLogIn, .lane = Lane::Read, .run = decoded<&fetchOwners>});
    table.add({.type = T::RegisterGuest,
               .allow = kBeforeLogIn,
               .lane = Lane::Write,
               .run = decoded<&registerGuest>});
    table.add({.type = T::RegisterDevice,
               .allow = kBeforeLogIn,
               .lane = Lane::Write,
               .run = decoded<&registerDevice>,
               .look_up = judgeFirst<RegisterDevice, &judgeDevice>,
               .hash = hashPassword<RegisterDevice>});
}

void addHandlers(store::HandlerTable &table)
{
    addWaysIn(table);
    addDeviceHandlers(table);
    using namespace store;
    using namespace protocol;
    using T = MessageType;
    table.add({.type = T::FetchOrganisation,
               .allow = kAlways,
               .lane = Lane::Read,
               .run = decoded<&fetchOrganisation>});
    table.add({.type = T::FetchPasswordSettings,
               .allow = kAlways,
               .lane = Lane::Read,
               .run = decoded<&fetchPasswordSettings>});
    table.add({.type = T::PasswordLogIn,
               .allow = kBeforeLogIn,
               .lane = Lane::Write,
               .run = decoded<&passwordLogIn>,
               .look_up = &findStoredLogIn,
               .hash = &compareLogIn});
    table.add({.type = T::SetPassword,
               .allow = kLoggedIn,
               .lane = Lane::Write,
               .run = answeredOnce<&setPassword>,
               .look_up = &findOwnLogIn,
               .hash = &hashChange});

    table.add({.type = T::CreateGuestInvitation,
               .allow = kStaff,
               .lane = Lane::Write,
               .run = answeredOnce<&createGuestInvitation>});
    table.add({.type = T::FetchKeyLog, .allow = kLoggedIn, .lane = Lane::Read, .run = decoded<&fetchKeyLog>});
    table.add({.type = T::FetchStaff, .allow = kLoggedIn, .lane = Lane::Read, .run = decoded<&fetchStaff>});
    table.add({.type = T::PublishOrganisation,
               .allow = kAdmins,
               .lane = Lane::Write,
               .run = answeredOnce<&publishOrganisation>});
    table.add(
        {.type = T::CertifyStaff, .allow = kAdmins, .lane = Lane::Write, .run = answeredOnce<&certifyStaff>});
}

} // namespace chat121::directory
