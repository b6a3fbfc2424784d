// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/desk/handlers.h"

#include "server/desk/agents.h"
#include "server/desk/blocks.h"
#include "server/desk/conversations.h"
#include "server/desk/day.h"
#include "server/desk/erasure.h"
#include "server/desk/hand_over.h"
#include "server/desk/holdings.h"
#include "server/desk/offers.h"
#include "server/store/running.h"

namespace chat121::desk {

void addHandlers(store::HandlerTable &table)
{
    using namespace store;
    using T = protocol::MessageType;
    table.add({.type = T::LogIn, .allow = kBeforeLogIn, .lane = Lane::Write, .run = decoded<&logIn>});

    table.add({.type = T::StartConversation,
               .allow = kGuests,
               .lane = Lane::Write,
               .run = decoded<&startConversation>});
    table.add({.type = T::CannotFollow,
               .allow = kLoggedIn,
               .lane = Lane::Write,
               .run = answeredOnce<&cannotFollow>});
    table.add({.type = T::CloseConversation,
               .allow = kLoggedIn,
               .lane = Lane::Write,
               .run = answeredOnce<&closeConversation>});

    table.add({.type = T::EraseConversation,
               .allow = kLoggedIn,
               .lane = Lane::Write,
               .run = decoded<&eraseConversation>});
    table.add(
        {.type = T::FetchErasures, .allow = kLoggedIn, .lane = Lane::Read, .run = decoded<&fetchErasures>});

    table.add({.type = T::SetStatus, .allow = kStaff, .lane = Lane::Write, .run = answeredOnce<&setStatus>});
    table.add({.type = T::Take, .allow = kStaff, .lane = Lane::Write, .run = answeredOnce<&take>});
    table.add({.type = T::ReturnToQueue,
               .allow = kStaff,
               .lane = Lane::Write,
               .run = answeredOnce<&returnToQueue>});
    table.add(
        {.type = T::DeclineOffer, .allow = kStaff, .lane = Lane::Write, .run = answeredOnce<&declineOffer>});
    table.add({.type = T::HandOver, .allow = kStaff, .lane = Lane::Write, .run = answeredOnce<&handOver>});
    table.add({.type = T::WithdrawHandOver,
               .allow = kStaff,
               .lane = Lane::Write,
               .run = answeredOnce<&withdrawHandOver>});
    table.add({.type = T::AnswerHandOver,
               .allow = kStaff,
               .lane = Lane::Write,
               .run = answeredOnce<&answerHandOver>});
    table.add({.type = T::CompleteHandOver,
               .allow = kStaff,
               .lane = Lane::Write,
               .run = answeredOnce<&completeHandOver>});
    table.add(
        {.type = T::BlockGuest, .allow = kStaff, .lane = Lane::Write, .run = answeredOnce<&blockGuest>});
    table.add({.type = T::LiftBlock,
               .allow = {.supervisor = true, .admin = true},
               .lane = Lane::Write,
               .run = answeredOnce<&liftBlock>});
    table.add({.type = T::FetchBlocks, .allow = kStaff, .lane = Lane::Read, .run = decoded<&fetchBlocks>});
    table.add({.type = T::FetchDesk, .allow = kStaff, .lane = Lane::Read, .run = decoded<&fetchDesk>});
    table.add({.type = T::FetchDay, .allow = kSupervisors, .lane = Lane::Read, .run = decoded<&fetchDay>});
    table.add(
        {.type = T::FetchHeldRows, .allow = kLoggedIn, .lane = Lane::Read, .run = decoded<&fetchHeldRows>});
}

} // namespace chat121::desk
