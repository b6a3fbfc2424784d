// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/core/engine/desk/guest.h"

#include "client/core/engine/ledger/intake_record.h"
#include "client/core/engine/notices/words.h"
#include "client/core/engine/profile/profile_store.h"
#include "common/identity/opening.h"
#include "common/protocol/messages/delivery.h"

namespace chat121::engine {

namespace {

constexpr quint32 kNoGeneration = std::numeric_limits<quint32>::max(); // of an entry for the waiting room

} // namespace

Guest::Guest(Context &context, Ledger &ledger, Outbox &outbox, KeyPackages &packages, QObject *parent)
    : QObject(parent)
    , m_context(context)
    , m_ledger(ledger)
    , m_outbox(outbox)
    , m_packages(packages)
{
    m_hours.setInterval(limits::kHoursInterval);
    connect(&m_hours, &QTimer::timeout, this, &Guest::lookAtHours);
    m_hours.start();
}

LogId Guest::waitingRoom() const
{
    const auto department =
        m_context.identity.organisation().department(m_context.identity.profile().department);
    return department ? department->waiting_room : LogId{};
}

// --- sealing to the department --------------------------------------------------------------------

void Guest::sendOpening(const OutboxEntry &entry)
{
    if (entry.isSealed() && entry.generation == kNoGeneration) return send(entry); // sealed by sealOpening()
    // Sent by agree() and answer().
    if (termsDue().isAsked() || !questionsDue().isEmpty()) {
        m_outbox.release(conversation());
        return announceStanding();
    }
    const auto request = m_context.store.requests().next();
    if (!request) {
        m_outbox.release(conversation());
        return m_context.storeFailed(request.error());
    }
    m_context.connection.request<protocol::DepartmentKey>(
        protocol::FetchDepartmentKey{*request, m_context.identity.profile().department},
        [this, entry](const Reply<protocol::DepartmentKey> &reply) { onKey(entry, reply); });
}

void Guest::onKey(OutboxEntry entry, const Reply<protocol::DepartmentKey> &reply)
{
    if (!m_outbox.isForWaitingRoom(conversation())) { // taken while the key was on its way
        m_outbox.release(conversation());
        return m_outbox.flush(conversation());
    }
    if (const auto *failure = std::get_if<RequestFailure>(&reply)) {
        if (failure->reason == protocol::Reason::NoDepartmentKey)
            Q_EMIT m_context.announcer.talkFailed(conversation(), problem(ProblemKind::NoDepartmentKey));
        return m_outbox.failed(entry, *failure);
    }
    const auto &answer = std::get<protocol::DepartmentKey>(reply);
    auto check = [&]() -> Result<identity::VerifiedDepartmentKey> {
        TRY_ASSIGN(const auto published, decode<identity::PublishedDepartmentKey>(answer.key.bytes));
        TRY_ASSIGN(auto verified,
                   identity::verifyDepartmentKey(published, m_context.identity.profile().department,
                                                 m_context.identity.anchors(), m_context.clock.now()));
        m_context.policy.relied(encode(published.publisher));
        return verified;
    };
    const auto key = check();
    if (!key) {
        const bool is_old = key.error().code == Code::Expired;
        Q_EMIT m_context.announcer.talkFailed(
            conversation(),
            problem(is_old ? ProblemKind::NoDepartmentKey : ProblemKind::DepartmentKeyNotTrusted));
        return m_outbox.failed(entry, {Code::Busy, protocol::Reason::NoDepartmentKey, 30'000});
    }
    if (const auto sealed = sealOpening(entry, *key, wayFor(answer)); !sealed) {
        m_context.storeFailed(sealed.error());
        return m_outbox.failed(entry, {Code::Busy, protocol::Reason::ServerBusy, 0});
    }
    send(entry);
}

Guest::Way Guest::wayFor(const protocol::DepartmentKey &answer) const
{
    const ConversationRecord record = m_ledger.recordOr(conversation());
    const bool is_waiting =
        Ledger::detailsOf(record).is_started && record.state == protocol::ConversationState::Waiting;
    if (m_wants_to_leave_message) return Way::StartLater;
    if (is_waiting) return Way::Add;
    return answer.agents_on_duty > 0 ? Way::Start : Way::StartLater;
}

// The key package with its private half, the sealed bytes and the request: one transaction.
Result<void> Guest::sealOpening(OutboxEntry &entry, const identity::VerifiedDepartmentKey &key, Way way)
{
    TRY_ASSIGN(auto transaction, m_context.store.begin());
    identity::Opening opening;
    opening.conversation = conversation();
    opening.message = entry.message;
    opening.written_at = m_context.clock.now();
    opening.display_name = m_context.identity.profile().own_name;
    TRY_ASSIGN(opening.content.bytes, contentOf(entry));
    TRY_ASSIGN(opening.key_package.bytes, m_packages.fresh());
    TRY_ASSIGN(entry.sealed.bytes,
               identity::sealOpening(std::move(opening), m_context.identity.deviceKey(),
                                     m_context.identity.profile().leaf, key, m_context.random,
                                     m_ledger.paddingOf(key.department)));
    TRY_ASSIGN(entry.request, m_context.store.requests().next());
    entry.generation = kNoGeneration;
    entry.epoch = static_cast<quint64>(way);
    TRY(m_context.store.outbox().update(entry));
    return transaction.commit();
}

void Guest::send(const OutboxEntry &entry)
{
    const auto handler = [this, entry](const Reply<protocol::Stored> &reply) { onAnswer(entry, reply); };
    const Way way = static_cast<Way>(entry.epoch);
    if (way == Way::Add) {
        protocol::Append message;
        message.request = entry.request;
        message.log = waitingRoom();
        message.kind = protocol::EnvelopeKind::Opening;
        message.about = conversation();
        message.sealed = entry.sealed.bytes;
        return m_context.connection.request<protocol::Stored>(message, handler);
    }
    protocol::StartConversation message;
    message.request = entry.request;
    message.conversation = conversation();
    message.department = m_context.identity.profile().department;
    message.language = language();
    message.mode = way == Way::Start ? protocol::StartMode::Live : protocol::StartMode::LeaveMessage;
    message.opening = entry.sealed.bytes;
    m_context.connection.request<protocol::Stored>(message, handler);
}

void Guest::onAnswer(const OutboxEntry &entry, const Reply<protocol::Stored> &reply)
{
    if (const auto *failure = std::get_if<RequestFailure>(&reply)) return m_outbox.failed(entry, *failure);
    const Way way = static_cast<Way>(entry.epoch);
    if (way != Way::Add) {
        m_wants_to_leave_message = false;
        ConversationRecord record = m_ledger.recordOr(conversation());
        ConversationDetails details = Ledger::detailsOf(record);
        const bool was_known = details.is_started && record.state == protocol::ConversationState::Taken;
        details.is_started = true;
        record.department = m_context.identity.profile().department;
        record.guest = m_context.identity.account();
        record.mode = way == Way::Start ? protocol::StartMode::Live : protocol::StartMode::LeaveMessage;
        if (!was_known) record.state = protocol::ConversationState::Waiting;
        Ledger::setDetails(record, details);
        if (const auto saved = m_ledger.save(record); !saved) m_context.storeFailed(saved.error());
        announceStanding();
    }
    m_outbox.openingStored(entry);
}

void Guest::leaveMessageInstead()
{
    const ConversationRecord record = m_ledger.recordOr(conversation());
    const bool is_waiting =
        Ledger::detailsOf(record).is_started && record.state == protocol::ConversationState::Waiting;
    if (!is_waiting || record.mode == protocol::StartMode::LeaveMessage) return;
    m_wants_to_leave_message = true;
    const content::Profile profile{m_context.identity.profile().own_name.text, language()};
    const auto saved = m_outbox.put(conversation(), Purpose::Continuation,
                                    {m_context.newMessageId(), m_context.clock.now(), profile});
    if (!saved) m_context.storeFailed(saved.error());
    m_outbox.flush(conversation());
}

// --- where the conversation stands ----------------------------------------------------------------

void Guest::queueChanged(const protocol::QueueChanged &change)
{
    if (change.conversation != conversation()) return;
    m_queue = change;
    ConversationRecord record = m_ledger.recordOr(conversation());
    ConversationDetails details = Ledger::detailsOf(record);
    const bool was_in_group = m_ledger.isMember(conversation()) && !details.is_group_over;
    const bool is_over = change.state != protocol::ConversationState::Taken && was_in_group;
    // Also when this device could not follow its group and has said so (successor.h).
    const bool is_returned = change.state == protocol::ConversationState::Waiting &&
                             record.state == protocol::ConversationState::Taken &&
                             m_ledger.isMember(conversation());
    const bool is_closed = change.state == protocol::ConversationState::Closed &&
                           record.state != protocol::ConversationState::Closed;
    details.is_started = true;
    details.is_group_over = details.is_group_over || is_over;
    record.department = m_context.identity.profile().department; // who came back has no record of it yet
    record.guest = m_context.identity.account();
    record.state = change.state;
    record.taker = change.taker;
    Ledger::setDetails(record, details);

    auto save = [&]() -> Result<void> {
        TRY_ASSIGN(auto transaction, m_context.store.begin());
        TRY(m_ledger.save(record));
        if (is_closed) TRY(m_ledger.setAnswered(conversation(), false));
        if (is_over) TRY(sayOver(change.state));
        if (is_returned) TRY(continueLater());
        if (change.state == protocol::ConversationState::Waiting) TRY(bringFreshKeys());
        return transaction.commit();
    };
    if (const auto saved = save(); !saved) m_context.storeFailed(saved.error());
    announceStanding();
    m_outbox.flush(conversation());
    askForAGroup();
}

// The line that is left of it stands where the customer writes now.
Result<void> Guest::moveOn()
{
    const ConversationId erased = conversation();
    const ConversationId next = conversationAfter(m_context.identity.profile(), erased);
    TRY_ASSIGN(auto transaction, m_context.store.begin());
    TRY_ASSIGN(const auto page, m_context.store.messages().newest(erased, 1));
    ConversationRecord record;
    record.id = next;
    record.department = m_context.identity.profile().department;
    record.guest = m_context.identity.account();
    TRY(m_ledger.save(record));
    for (const TimelineRow &row : page.rows)
        TRY(m_ledger.line(next, Sequence{1}, kErasedLine, row.text));
    m_context.identity.profile().conversation = next;
    auto saved = saveProfile(m_context.store, m_context.identity.profile(), std::nullopt);
    if (saved) saved = transaction.commit();
    if (!saved) {
        m_context.identity.profile().conversation = erased;
        return saved;
    }
    m_queue = {};
    m_wants_to_leave_message = false;
    return success();
}

// Came back, and the computer before was signed out: there is no place to take in a group that goes on.
void Guest::askForAGroup()
{
    const ConversationRecord record = m_ledger.recordOr(conversation());
    const bool is_out = record.state == protocol::ConversationState::Taken &&
                        !m_context.groups.isMember(m_ledger.groupOf(conversation())) &&
                        m_context.identity.formerKeys().empty();
    const auto owed = m_context.store.notes().find(QString::fromLatin1(kOpeningOwedNote));
    if (!is_out || !owed || !*owed || !m_context.session.isCaughtUp()) return;
    const auto request = m_context.store.requests().next();
    if (!request) return m_context.storeFailed(request.error());
    m_context.connection.request<protocol::Done>(
        protocol::CannotFollow{*request, conversation(), record.generation, 0},
        [](const Reply<protocol::Done> &) {}); // then queueChanged; or asked again after the next log-in
}

Result<void> Guest::sayOver(protocol::ConversationState state)
{
    TRY_ASSIGN(const auto cursor, m_context.store.logs().find(conversation()));
    const Sequence sequence = cursor ? cursor->head : Sequence{};
    const bool is_closed = state == protocol::ConversationState::Closed;
    if (is_closed) TRY(m_ledger.askForRating(conversation()));
    return m_ledger.line(conversation(), sequence, kOverLine,
                         is_closed ? words::closed() : words::returned());
}

// One's own words since the last answer, oldest first, as they were said.
Result<QList<content::Content>> Guest::unanswered() const
{
    TRY_ASSIGN(const auto page, m_context.store.messages().newest(conversation(), limits::kTalkPageRows));
    TRY_ASSIGN(const IntakeRecord start, m_ledger.intakeRecord(conversation()));
    QList<content::Content> words;
    for (auto row = page.rows.crbegin(); row != page.rows.crend(); ++row) {
        if (row->kind != RowKind::Message || row->id == start.row) continue; // answers are said by themselves
        if (!row->is_mine) break;
        if (!row->sequence.isValid()) continue; // still in the outbox
        words.prepend({row->id, row->sent_at, content::TextMessage{row->text}});
    }
    return words;
}

// Unanswered words first, then what was waiting behind them.
Result<void> Guest::continueLater()
{
    TRY_ASSIGN(const auto words, unanswered());
    TRY_ASSIGN(const auto entries, m_context.store.outbox().allOf(conversation()));
    for (const OutboxEntry &entry : entries)
        TRY(m_context.store.outbox().remove(entry.order));
    for (const content::Content &word : words)
        TRY(m_outbox.put(conversation(), Purpose::Say, word));
    bool has_words = !words.isEmpty();
    for (const OutboxEntry &entry : entries) {
        const bool is_change = purposeOf(entry) == Purpose::Change || purposeOf(entry) == Purpose::Afterword;
        if (!isWord(entry) && !is_change) continue;
        TRY_ASSIGN(const auto content, content::decodeContent(entry.content.bytes));
        TRY(m_outbox.put(conversation(), purposeOf(entry), content));
        has_words = has_words || !is_change;
    }
    if (has_words) return success();
    const content::Profile profile{m_context.identity.profile().own_name.text, language()};
    return m_outbox.put(conversation(), Purpose::Continuation,
                        {m_context.newMessageId(), m_context.clock.now(), profile});
}

// The openings of a former device bring key packages that nobody can be let in by any more.
Result<void> Guest::bringFreshKeys()
{
    const QString name = QString::fromLatin1(kOpeningOwedNote);
    TRY_ASSIGN(const auto owed, m_context.store.notes().find(name));
    if (!owed) return success();
    TRY(m_context.store.notes().remove(name));
    const content::Profile profile{m_context.identity.profile().own_name.text, language()};
    return m_outbox.put(conversation(), Purpose::Continuation,
                        {m_context.newMessageId(), m_context.clock.now(), profile});
}

void Guest::joined(const GroupKey &group)
{
    if (group.log != conversation()) return;
    ConversationRecord record = m_ledger.recordOr(conversation());
    record.mode = protocol::StartMode::Live; // whatever was left before is being answered now
    if (const auto saved = m_ledger.save(record); !saved) m_context.storeFailed(saved.error());
    // A new computer does not know what the one before has allowed: nothing is, until it is said again.
    const bool is_forgotten = Ledger::detailsOf(record).consents_number == 0 && group.generation > 1;
    if (is_forgotten) allow(0);
    membershipChanged();
    m_outbox.flush(conversation());
}

// Whoever is new does not know the customer's name, which no leaf of a guest carries, nor what is allowed.
void Guest::membershipChanged()
{
    if (const auto saved = putConsents(); !saved) m_context.storeFailed(saved.error());
    if (const auto saved = putIntake(); !saved) m_context.storeFailed(saved.error());
    const QString name = m_context.identity.profile().own_name.text;
    if (!name.isEmpty()) m_outbox.mention(conversation(), content::Profile{name, language()});
    m_outbox.flush(conversation());
    m_ledger.announce(conversation());
    announceStanding();
}

void Guest::announceStanding()
{
    const ConversationRecord record = m_ledger.recordOr(conversation());
    const ConversationDetails details = Ledger::detailsOf(record);
    QueueStanding standing;
    standing.position = static_cast<int>(m_queue.position);
    standing.agents_on_duty = static_cast<int>(m_queue.agents_on_duty);
    standing.estimate_s = static_cast<int>(m_queue.estimate_s);
    m_opening = opening();
    standing.is_closed_now = m_opening.is_closed;
    standing.opens_at = m_opening.opens_at;
    m_terms = termsDue();
    standing.terms = m_terms;
    m_questions = questionsDue();
    standing.questions = m_questions;
    standing.offer = offer();
    describeChoice(standing);
    const auto start = m_ledger.intakeRecord(conversation());
    standing.is_offered = start && !contextOf(*start).isEmpty();
    using Step = QueueStanding::Step;
    const bool is_left = record.mode == protocol::StartMode::LeaveMessage;
    if (details.is_started && record.state == protocol::ConversationState::Closed)
        standing.step = Step::Closed;
    if (details.is_started && record.state == protocol::ConversationState::Waiting)
        standing.step = is_left ? Step::MessageLeft : Step::Waiting;
    if (details.is_started && record.state == protocol::ConversationState::Taken) {
        const bool is_talking = m_ledger.isMember(conversation()) && !details.is_group_over;
        standing.step = is_talking ? Step::Talking : Step::Waiting;
    }
    for (const RosterRow &row : m_ledger.roster(conversation())) {
        if (standing.step != Step::Talking || row.is_me || row.signed_by.isEmpty()) continue;
        standing.talking_to = row.name;
        standing.talking_to_role = QStringLiteral("%1, %2").arg(row.role, row.signed_by);
        break;
    }
    Q_EMIT m_context.announcer.standingChanged(standing);
}

} // namespace chat121::engine
