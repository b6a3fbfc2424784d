// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a member of staff does: status, giving back, colleagues, invitations, rules. Taking is in
// desk_taking.cpp.

#include "client/core/engine/desk/desk.h"
#include "client/core/engine/desk/desk_rules.h"
#include "client/core/engine/membership/staffing.h"
#include "common/identity/names.h"
#include "common/protocol/messages/answers.h"
#include "common/protocol/messages/desk.h"
#include "common/protocol/messages/directory.h"

namespace chat121::engine {

template <typename Message>
void Desk::ask(Message message, std::function<void()> done)
{
    if (!m_context.session.isLoggedIn()) return failed(problem(ProblemKind::NotConnected));
    const auto request = m_context.store.requests().next();
    if (!request) return failed(storeProblem(request.error()));
    message.request = *request;
    m_context.connection.request<protocol::Done>(message, [this, done](const Reply<protocol::Done> &reply) {
        if (const auto *failure = std::get_if<RequestFailure>(&reply))
            return failed(requestProblem(*failure));
        if (done) done();
    });
}

// --- what the person does -------------------------------------------------------------------------

void Desk::setDuty(DutyStatus status, int capacity)
{
    m_duty = status;
    m_capacity = qBound(0, capacity, limits::kAgentCapacityMax);
    m_is_set_away = false;
    keepDuty();
    if (m_context.session.isLoggedIn()) sendDuty();
}

void Desk::keepDuty()
{
    NoteRecord note;
    note.name = QString::fromLatin1(kDutyNote);
    note.value = encode(Duty{static_cast<quint8>(m_duty), static_cast<quint8>(m_capacity)});
    m_has_duty = true;
    if (const auto saved = m_context.store.notes().save(note); !saved) m_context.storeFailed(saved.error());
    Q_EMIT m_context.announcer.dutyChanged(m_duty, m_capacity, m_is_set_away);
}

void Desk::sendDuty()
{
    const auto request = m_context.store.requests().next();
    if (!request) return failed(storeProblem(request.error()));
    protocol::SetStatus message;
    message.request = *request;
    message.status = static_cast<protocol::AgentStatus>(static_cast<int>(m_duty) + 1);
    message.capacity = static_cast<quint8>(m_capacity);
    for (const QString &language : std::as_const(m_languages))
        message.languages.items.append(language);
    ++m_duty_asked;
    m_context.connection.request<protocol::Done>(message, [this](const Reply<protocol::Done> &reply) {
        --m_duty_asked;
        if (const auto *failure = std::get_if<RequestFailure>(&reply)) failed(requestProblem(*failure));
    });
}

// The account has one status: another computer of it has changed that, or the server, since somebody who was
// offered was not taken in time. What the server said before it had heard of this device's last word does
// not count.
void Desk::followDuty(const protocol::AgentEntry &own)
{
    const auto duty = static_cast<DutyStatus>(static_cast<int>(own.status) - 1);
    if (m_duty_asked == 0) followLanguages(own);
    if (m_duty_asked > 0 || (m_has_duty && duty == m_duty)) return;
    m_is_set_away = duty == DutyStatus::Away && m_duty == DutyStatus::Available;
    m_duty = duty;
    m_capacity = qMin<int>(own.capacity, limits::kAgentCapacityMax);
    keepDuty();
}

// It is shown by DeskChanged, too; this comes to the one whom it concerns.
void Desk::offered(const protocol::Offered &offer)
{
    const ConversationRecord *record = m_ledger.find(offer.conversation);
    if (record == nullptr || record->state != protocol::ConversationState::Waiting) return;
    m_ledger.setOffering(offer.conversation, {m_context.identity.account(), offer.until, 0});
    m_ledger.announce(offer.conversation);
}

void Desk::declineOffer(ConversationId conversation)
{
    protocol::DeclineOffer message;
    message.conversation = conversation;
    ask(message);
}

void Desk::returnToQueue(ConversationId conversation)
{
    ask(protocol::ReturnToQueue{{}, conversation});
}

void Desk::returnUnanswered(ConversationId conversation)
{
    m_unanswered.insert(conversation);
    returnToQueue(conversation);
}

void Desk::setAway()
{
    if (m_duty != DutyStatus::Available) return;
    m_duty = DutyStatus::Away;
    m_is_set_away = true;
    keepDuty();
    if (m_context.session.isLoggedIn()) sendDuty();
}

void Desk::close(ConversationId conversation)
{
    ask(protocol::CloseConversation{{}, conversation});
}

// What changes a conversation's members goes where its words go.
bool Desk::isElsewhere(ConversationId conversation)
{
    if (m_ledger.mayLeave(conversation)) return false;
    Q_EMIT m_context.announcer.talkFailed(conversation, problem(ProblemKind::OtherRegion));
    return true;
}

void Desk::addColleague(ConversationId conversation, AccountId colleague)
{
    if (isElsewhere(conversation)) return;
    Wish wish;
    wish.kind = Wish::Kind::Add;
    wish.group = m_ledger.groupOf(conversation);
    wish.account = colleague;
    wish.done = [this, conversation](const Problem &problem) {
        if (!problem.isEmpty()) Q_EMIT m_context.announcer.talkFailed(conversation, problem);
    };
    m_membership.wish(std::move(wish));
}

void Desk::removeMember(ConversationId conversation, AccountId member)
{
    if (isElsewhere(conversation)) return;
    Wish wish;
    wish.kind = Wish::Kind::Remove;
    wish.group = m_ledger.groupOf(conversation);
    wish.account = member;
    wish.done = [this, conversation](const Problem &problem) {
        if (!problem.isEmpty()) Q_EMIT m_context.announcer.talkFailed(conversation, problem);
    };
    m_membership.wish(std::move(wish));
}

void Desk::askToAllow(ConversationId conversation, content::ConsentPurposes purposes)
{
    if (!m_ledger.facts(conversation).is_writable)
        return Q_EMIT m_context.announcer.talkFailed(conversation, problem(ProblemKind::NotAllowed));
    const content::Content question{m_context.newMessageId(), m_context.clock.now(),
                                    content::ConsentQuestion{purposes}};
    const auto save = [&]() -> Result<void> {
        TRY_ASSIGN(auto transaction, m_context.store.begin());
        TRY_ASSIGN(const auto cursor, m_context.store.logs().find(conversation));
        TRY(m_ledger.consentsAsked(conversation, cursor ? cursor->head : Sequence{}, question.id, purposes,
                                   {}));
        TRY(m_outbox.put(conversation, Purpose::Receipt, question));
        return transaction.commit();
    };
    if (const auto saved = save(); !saved) return m_context.storeFailed(saved.error());
    m_outbox.flush(conversation);
}

// --- invitations ----------------------------------------------------------------------------------

// Signed by root; else in its place by this administrator, for the own departments.
void Desk::inviteColleague(DepartmentId department)
{
    identity::InvitationCertificate certificate;
    if (department.isValid()) certificate.departments.items = {department};
    certificate.uses = limits::kStaffInvitationUses;
    announceInvitation(certificate);
}

// With the role and departments that the colleague has now. Signed as above.
void Desk::inviteAgain(AccountId colleague)
{
    const identity::VerifiedStaff *staff = m_ledger.staff(colleague);
    if (staff == nullptr || !Staffing::mayInviteAgain(*staff, m_context.identity))
        return failed(problem(ProblemKind::NotAllowed));
    identity::InvitationCertificate certificate;
    certificate.role = staff->role;
    certificate.departments.items = staff->departments;
    certificate.replaces = colleague;
    announceInvitation(certificate);
}

void Desk::announceInvitation(identity::InvitationCertificate certificate)
{
    const Profile &profile = m_context.identity.profile();
    const auto key = crypto::SigningKey::generate(m_context.random);
    certificate.invitation_key = key.publicKey();
    certificate.not_after = m_context.clock.now() + limits::kStaffInvitationLife;
    identity::StaffInvitation staff{profile.root_key, key.seed().clone(), {}};
    if (profile.root_seed) {
        const auto root = crypto::SigningKey::fromSeed(profile.root_seed->clone());
        staff.certificate = identity::SignedInvitation::sign(certificate, root);
    } else {
        const auto *chain = std::get_if<identity::StaffChain>(&profile.leaf.account);
        const auto *badge = chain != nullptr ? std::get_if<identity::SignedBadge>(&chain->proof) : nullptr;
        if (badge == nullptr) return failed(problem(ProblemKind::RootKeyNeeded));
        staff.certificate = identity::SignedInvitation::sign(certificate, m_context.identity.accountKey());
        staff.admin = *badge;
        const auto checked = identity::verifyInvitation(staff.certificate, staff.certifier());
        if (!checked) return failed(problem(ProblemKind::RootKeyNeeded));
    }
    identity::Invitation made = m_context.identity.invitation();
    made.purpose = std::move(staff);
    Q_EMIT m_context.announcer.invitationMade(identity::toLink(made));
}

void Desk::inviteCustomers(const CustomerInvitation &invitation)
{
    auto token = identity::InvitationToken::random(m_context.random);
    protocol::CreateGuestInvitation message;
    message.token_hash = identity::tokenHash(token.view());
    message.department = invitation.department;
    message.expires_at = m_context.clock.now() + std::chrono::hours(24 * qMax(1, invitation.days));
    message.uses = static_cast<quint32>(qMax(1, invitation.uses));
    message.per_hour = static_cast<quint32>(qMax(0, invitation.per_hour));
    message.per_day = static_cast<quint32>(qMax(0, invitation.per_day));
    identity::Invitation made = m_context.identity.invitation();
    made.purpose = identity::GuestInvitation{m_context.identity.profile().root_key, invitation.department,
                                             std::move(token)};
    ask(message, [this, link = identity::toLink(made)] { Q_EMIT m_context.announcer.invitationMade(link); });
}

// --- rules ----------------------------------------------------------------------------------------

// The document's next number. It counts here, too, when the server has published it to everybody.
void Desk::publish(identity::OrganisationDocument next, std::function<void()> done)
{
    const Profile &profile = m_context.identity.profile();
    if (!profile.root_seed) return failed(problem(ProblemKind::RootKeyNeeded));
    const identity::VerifiedOrganisation &current = m_context.identity.organisation();
    if (next == current.document) return;
    const UnixTime now = m_context.clock.now();
    next.dismissals.items.removeIf(
        [now](const identity::Dismissal &dismissal) { return dismissal.at + limits::kDismissalLife < now; });
    next.number += 1;
    next.previous = current.hash;
    next.issued_at = now;
    if (encode(next).size() > identity::OrganisationDocument::kBytesMax)
        return failed(problem(ProblemKind::DocumentFull));
    const auto root = crypto::SigningKey::fromSeed(profile.root_seed->clone());
    protocol::PublishOrganisation message;
    message.document = encode(identity::SignedOrganisation::sign(next, root));
    ask(message, std::move(done));
}

void Desk::setRules(const DepartmentInfo &rules)
{
    identity::OrganisationDocument next = m_context.identity.organisation().document;
    for (identity::Department &one : next.departments.items) {
        if (one.id == rules.id && !putRules(rules, one.policy))
            return failed(problem(ProblemKind::NotAllowed));
    }
    publish(std::move(next), {});
}

// Of the address at which the server answers. A document that says a region says one of each address.
void Desk::nameRegion(const QString &region)
{
    if (!identity::isRegionOrNone(region)) return failed(problem(ProblemKind::NotAllowed));
    identity::OrganisationDocument next = m_context.identity.organisation().document;
    next.regions.items.resize(next.endpoints.items.size());
    for (qsizetype i = 0; i < next.endpoints.items.size(); ++i) {
        const auto address = identity::parseHostPort(next.endpoints.items.at(i).text);
        if (address && *address == m_context.connection.endpoint()) next.regions.items[i] = region;
    }
    publish(std::move(next), {});
}

void Desk::dismiss(AccountId colleague)
{
    if (colleague == m_context.identity.account()) return failed(problem(ProblemKind::NotAllowed));
    if (m_context.identity.organisation().isDismissed(colleague)) return;
    identity::OrganisationDocument next = m_context.identity.organisation().document;
    next.dismissals.items.append({colleague, m_context.clock.now()});
    publish(std::move(next), [this, colleague] {
        Q_EMIT m_context.announcer.colleagueDismissed(colleague);
        fetchStaff(); // whom they certified gets another badge
    });
}

} // namespace chat121::engine
