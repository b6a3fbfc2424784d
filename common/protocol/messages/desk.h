// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The desk: departments' queues, from the side of staff and of guests.
#pragma once

#include "common/protocol/messages/types.h"

namespace chat121::protocol {

// A guest asks a department: the conversation's log (its id chosen by the client), a place in the
// queue and the sealed opening, in one transaction. Starting a closed or returned conversation of
// one's own again puts it back into the queue; one that waits waits in the other mode from then on. Answer:
// Stored (of the opening in the waiting room).
struct StartConversation {
    static constexpr auto kType = MessageType::StartConversation;
    RequestId request{};
    ConversationId conversation{};
    DepartmentId department{};
    Language language{};
    StartMode mode = StartMode::Live;
    Sealed opening{};
    auto fields() { return std::tie(request, conversation, department, language, mode, opening); }
};

// Staff. Answer: Done. `capacity`: conversations at once. `languages`: that one speaks, BCP 47 tags.
struct SetStatus {
    static constexpr auto kType = MessageType::SetStatus;
    RequestId request{};
    AgentStatus status = AgentStatus::Away;
    quint8 capacity = 4;
    Languages languages{};
    auto fields() { return std::tie(request, status, capacity, languages); }
};

// Staff. Atomic. Answer: Taken, or Refused(AlreadyTaken | NotWaiting | AtCapacity). While it is offered to a
// colleague it is that colleague's: AlreadyTaken.
struct Take {
    static constexpr auto kType = MessageType::Take;
    RequestId request{};
    ConversationId conversation{};
    auto fields() { return std::tie(request, conversation); }
};

// The conversation is yours until `lease_until`; the first commit of `generation` makes it lasting.
struct Taken {
    static constexpr auto kType = MessageType::Taken;
    RequestId request{};
    ConversationId conversation{};
    AccountId guest{};
    quint32 generation = 0;
    UnixTime lease_until{};
    auto fields() { return std::tie(request, conversation, guest, generation, lease_until); }
};

// The taker gives it back to the head of the queue. Answer: Done.
struct ReturnToQueue {
    static constexpr auto kType = MessageType::ReturnToQueue;
    RequestId request{};
    ConversationId conversation{};
    auto fields() { return std::tie(request, conversation); }
};

// To every device of an agent: this waiting conversation is theirs to Take until then. It ends as DeskChanged
// says, without a word of its own.
struct Offered {
    static constexpr auto kType = MessageType::Offered;
    ConversationId conversation{};
    DepartmentId department{};
    UnixTime until{};
    auto fields() { return std::tie(conversation, department, until); }
};

// Whom it is offered to does not want it: the next one gets it. Answer: Done, or Refused(NotWaiting) when it
// is not offered to the asker any more.
struct DeclineOffer {
    static constexpr auto kType = MessageType::DeclineOffer;
    RequestId request{};
    ConversationId conversation{};
    auto fields() { return std::tie(request, conversation); }
};

// The taker asks a colleague of the department, who is there and not away, to go on with a conversation. It
// stays the taker's, whatever comes, until the colleague has accepted and is a member of its group. Answer:
// Done, or Refused: Conflict when it is not the asker's to give, NotFound when the colleague cannot be asked
// now.
struct HandOver {
    static constexpr auto kType = MessageType::HandOver;
    RequestId request{};
    ConversationId conversation{};
    AccountId receiver{};
    HandOverStay stay = HandOverStay::Leave;
    auto fields() { return std::tie(request, conversation, receiver, stay); }
};

// The giver has thought better of it, before it is done. Answer: Done, or Refused(Conflict).
struct WithdrawHandOver {
    static constexpr auto kType = MessageType::WithdrawHandOver;
    RequestId request{};
    ConversationId conversation{};
    auto fields() { return std::tie(request, conversation); }
};

// The receiver. A place is kept for what is accepted. Answer: Done, or Refused: Conflict when it is not asked
// any more, AtCapacity.
struct AnswerHandOver {
    static constexpr auto kType = MessageType::AnswerHandOver;
    RequestId request{};
    ConversationId conversation{};
    HandOverAnswer answer = HandOverAnswer::Decline;
    auto fields() { return std::tie(request, conversation, answer); }
};

// The giver, or the receiver: the receiver is a member now. From then on it is the receiver's. Answer: Done,
// or Refused: Conflict while that is not so.
struct CompleteHandOver {
    static constexpr auto kType = MessageType::CompleteHandOver;
    RequestId request{};
    ConversationId conversation{};
    auto fields() { return std::tie(request, conversation); }
};

// To every device of both: each step of it.
struct HandOverChanged {
    static constexpr auto kType = MessageType::HandOverChanged;
    ConversationId conversation{};
    AccountId giver{};
    AccountId receiver{};
    HandOverStep step = HandOverStep::Asked;
    HandOverStay stay = HandOverStay::Leave;
    UnixTime until{};
    auto fields() { return std::tie(conversation, giver, receiver, step, stay, until); }
};

// The taker, or the guest. Answer: Done.
struct CloseConversation {
    static constexpr auto kType = MessageType::CloseConversation;
    RequestId request{};
    ConversationId conversation{};
    auto fields() { return std::tie(request, conversation); }
};

// Staff: the whole desk of one's departments. Answer: DeskChanged with is_complete.
struct FetchDesk {
    static constexpr auto kType = MessageType::FetchDesk;
    RequestId request{};
    auto fields() { return std::tie(request); }
};

struct DeskEntry {
    ConversationId conversation{};
    DepartmentId department{};
    AccountId guest{};
    ConversationState state = ConversationState::Waiting;
    StartMode mode = StartMode::Live;
    Language language{};
    UnixTime waiting_since{};
    quint64 place = 0;      // in the queue's order: of those of one mode, the lowest is next
    AccountId taker{};      // 0: nobody
    quint32 generation = 0; // the next group's
    bool is_guest_online = false;
    AccountId offered_to{}; // 0: nobody
    UnixTime offered_until{};
    quint8 alarm = 0;     // how many of the department's alarms it has waited for
    AccountId receiver{}; // who is asked to go on with it; 0: nobody
    UnixTime receiver_until{};
    bool is_accepted = false; // by the receiver, who becomes a member
    HandOverStay stay = HandOverStay::Leave;
    auto fields()
    {
        return std::tie(conversation, department, guest, state, mode, language, waiting_since, place, taker,
                        generation, is_guest_online, offered_to, offered_until, alarm, receiver,
                        receiver_until, is_accepted, stay);
    }
};

struct AgentEntry {
    AccountId account{};
    AgentStatus status = AgentStatus::Away;
    quint8 capacity = 0;
    quint32 load = 0; // conversations taken and not closed
    bool is_online = false;
    Languages languages{};
    auto fields() { return std::tie(account, status, capacity, load, is_online, languages); }
};

// To staff: what changed, or everything (`is_complete`, the answer to FetchDesk).
struct DeskChanged {
    static constexpr auto kType = MessageType::DeskChanged;
    RequestId request{}; // 0: unasked
    bool is_complete = false;
    List<DeskEntry, bounds::kDeskEntriesPerReply> entries{};
    List<AgentEntry, bounds::kStaffPerReply> agents{};
    auto fields() { return std::tie(request, is_complete, entries, agents); }
};

// Supervisors and above: what came of one's departments since a time, which is taken as a day ago at the most.
// Answer: Day.
struct FetchDay {
    static constexpr auto kType = MessageType::FetchDay;
    RequestId request{};
    UnixTime since{};
    auto fields() { return std::tie(request, since); }
};

// Of one department. The waits are of those who waited live and were taken since then, each until the first
// take; a conversation counts once, by what came of it last.
struct DayEntry {
    DepartmentId department{};
    quint32 taken = 0;
    quint32 closed = 0;
    quint32 waits = 0;
    quint32 median_wait_s = 0;  // 0 without waits
    quint32 longest_wait_s = 0; // likewise
    auto fields() { return std::tie(department, taken, closed, waits, median_wait_s, longest_wait_s); }
};

struct Day {
    static constexpr auto kType = MessageType::Day;
    RequestId request{};
    UnixTime since{}; // from when on it was counted
    List<DayEntry, bounds::kDepartmentsMax> departments{};
    auto fields() { return std::tie(request, since, departments); }
};

// To the guest: where the conversation stands. Sent at log-in and on every change.
struct QueueChanged {
    static constexpr auto kType = MessageType::QueueChanged;
    ConversationId conversation{};
    ConversationState state = ConversationState::Waiting;
    quint32 position = 0;       // 1: next; 0: not waiting
    quint32 agents_on_duty = 0; // available or busy, in the department
    quint32 estimate_s = 0;     // 0: unknown; then nothing is shown
    AccountId taker{};
    auto fields() { return std::tie(conversation, state, position, agents_on_duty, estimate_s, taker); }
};

} // namespace chat121::protocol
