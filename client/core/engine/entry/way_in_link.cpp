// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A further computer of an account, by a code that another one shows: the new computer's half of
// common/identity/device_link.h. What the server says is believed as far as the code opens it.

#include "client/core/engine/desk/guest.h"
#include "client/core/engine/entry/way_in.h"
#include "client/core/engine/history/archive_state.h"
#include "client/core/engine/notices/words.h"
#include "client/core/engine/profile/device_name.h"
#include "common/protocol/messages/answers.h"
#include "common/protocol/messages/links.h"

namespace chat121::engine {

void WayIn::link(LocalStore &store, const QString &address, const QString &code)
{
    if (!address.isEmpty()) {
        if (const auto accepted = accept(address); !accepted) return fail(ProblemKind::AddressMalformed);
    }
    if (!m_invitation || isFor(InvitationPreview::Kind::SetUp)) return fail(ProblemKind::InvitationForOthers);
    auto typed = code.trimmed().isEmpty() ? Result<identity::LinkCode>(Error{Code::NotFound, {}})
                                          : identity::LinkCode::parse(code);
    const auto *carried = std::get_if<identity::DeviceInvitation>(&m_invitation->purpose);
    if (!typed && carried != nullptr && code.trimmed().isEmpty()) typed = carried->code.clone();
    if (!typed) return fail(ProblemKind::LinkMistyped);
    if (!begin(store, {})) return;
    m_link = Link{identity::LinkKeys::of(*typed), {}, {}, crypto::HpkeKeyPair::generate(m_random)};
    m_profile = newProfile(ProfileKind::Guest, {});
    connectThen([this] { checkOrganisation([this] { fetchLink(); }); });
}

void WayIn::onLinkRefused(const RequestFailure &failure)
{
    if (failure.reason == protocol::Reason::LinkUnknown) return fail(ProblemKind::LinkOver);
    onRefused(failure);
}

// --- whose code it is -----------------------------------------------------------------------------

void WayIn::fetchLink()
{
    if (m_document) m_profile->organisation = *m_document;
    const auto request = nextRequest();
    if (!request) return;
    m_connection->request<protocol::Link>(
        protocol::FetchLink{*request, *FixedBytes<32>::from(m_link->keys.finder.view())},
        [this](const Reply<protocol::Link> &reply) {
            if (!m_profile || !m_link) return;
            if (const auto *failure = std::get_if<RequestFailure>(&reply)) return onLinkRefused(*failure);
            onLink(std::get<protocol::Link>(reply));
        });
}

// The address and the code must be of one organisation on one server.
void WayIn::onLink(const protocol::Link &answer)
{
    const auto offer = identity::openOffer(answer.offer.bytes, m_link->keys);
    const bool fits = offer && offer->root_key == *rootKey() &&
                      offer->registrar_key == m_invitation->registrar_key &&
                      offer->tls_pin == m_invitation->tls_pin;
    if (!fits) return fail(ProblemKind::LinkNotTrusted);
    m_link->offer = *offer;
    m_link->ask.device_key = deviceKeyOf(*m_profile).publicKey();
    m_link->ask.answer_key = m_link->answer_key.public_key;
    m_link->ask.computer.text = thisComputer();
    m_link->sealed_ask = identity::sealAsk(m_link->ask, m_link->keys, m_random);
    askLink();
}

// --- asking, and waiting for the person at the other computer -----------------------------------------

void WayIn::askLink()
{
    const auto request = nextRequest();
    if (!request) return;
    m_connection->request<protocol::Done>(
        protocol::AskLink{*request, *FixedBytes<32>::from(m_link->keys.finder.view()), {m_link->sealed_ask}},
        [this](const Reply<protocol::Done> &reply) {
            if (!m_profile || !m_link) return;
            if (const auto *failure = std::get_if<RequestFailure>(&reply)) return onLinkRefused(*failure);
            m_link->is_asked = true;
            Q_EMIT progressed({});
            Q_EMIT linkAsked({m_organisation->document.name.text, m_link->offer.own_name.text,
                              identity::linkNumber(m_link->ask, m_link->keys)});
            m_poll.start(limits::kLinkPollInterval);
        });
}

// A line that breaks comes back by itself while the person walks to the other computer.
bool WayIn::isWaitingForLink() const
{
    return m_link && m_link->is_asked;
}

void WayIn::pollLink()
{
    if (!isWaitingForLink() || !m_profile) return m_poll.stop();
    if (!m_connection->isReady()) return;
    const auto request = nextRequest();
    if (!request) return;
    m_connection->request<protocol::LinkAnswer>(
        protocol::FetchLinkAnswer{*request, *FixedBytes<32>::from(m_link->keys.finder.view())},
        [this](const Reply<protocol::LinkAnswer> &reply) {
            if (!isWaitingForLink() || !m_profile) return;
            if (const auto *answer = std::get_if<protocol::LinkAnswer>(&reply)) return onLinkAnswer(*answer);
            const auto &failure = std::get<RequestFailure>(reply);
            if (failure.reason == protocol::Reason::LinkUnknown) fail(ProblemKind::LinkOver);
        });
}

void WayIn::onLinkAnswer(const protocol::LinkAnswer &answer)
{
    using State = protocol::LinkState;
    if (answer.state == State::Open || answer.state == State::Asked) return;
    m_poll.stop();
    if (answer.state == State::Denied) return fail(ProblemKind::LinkDenied);
    auto grant = identity::openGrant(answer.grant.bytes, m_link->offer, m_link->ask, m_link->answer_key,
                                     m_link->keys, m_clock.now());
    m_link.reset();
    if (!grant) return fail(ProblemKind::LinkNotTrusted, grant.error().detail);
    if (const auto kept = take(*std::move(grant)); !kept) return fail(storeProblem(kept.error()));
    sendDevice(identity::accountIdOf(accountKeyOf(*m_profile).publicKey()));
}

Result<void> WayIn::take(identity::LinkGrant grant)
{
    const bool is_staff = std::holds_alternative<identity::StaffChain>(grant.leaf.account);
    m_profile->kind = is_staff ? ProfileKind::Staff : ProfileKind::Guest;
    m_profile->account_seed = std::move(grant.account_seed);
    m_profile->leaf = grant.leaf;
    m_profile->own_name = grant.own_name;
    m_profile->department = grant.department;
    m_profile->conversation = grant.conversation;
    TRY_ASSIGN(auto transaction, m_store->begin());
    if (grant.words)
        TRY(m_store->notes().save({{QString(kArchiveWordsNote)}, {grant.words->view().toByteArray()}}));
    if (!is_staff) TRY(m_store->notes().save({{QString::fromLatin1(Guest::kOpeningOwedNote)}, {}}));
    return transaction.commit();
}

void WayIn::giveUpLink()
{
    if (m_link) fail(ProblemKind::LinkGivenUp);
}

} // namespace chat121::engine
