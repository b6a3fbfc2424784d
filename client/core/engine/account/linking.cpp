// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/core/engine/account/linking.h"

namespace chat121::engine {

using Step = LinkStatus::Step;

Linking::Linking(Context &context, Devices &devices, const Archive &archive, QObject *parent)
    : QObject(parent)
    , m_context(context)
    , m_devices(devices)
    , m_archive(archive)
    , m_end(this)
{
    m_end.setSingleShot(true);
    connect(&m_end, &QTimer::timeout, this, [this] { stopAt(Step::Over); });
}

void Linking::set(Step step)
{
    m_status.step = step;
    Q_EMIT m_context.announcer.linkChanged(m_status);
}

void Linking::stopAt(Step step, const Problem &problem)
{
    m_end.stop();
    m_keys.reset();
    m_ask.reset();
    m_code = {};
    m_status = {};
    m_status.problem = problem;
    set(step);
}

// --- the code -------------------------------------------------------------------------------------

identity::Invitation Linking::invitation() const
{
    identity::Invitation invitation = m_context.identity.invitation();
    invitation.purpose = identity::DeviceInvitation{m_context.identity.profile().root_key, m_code.clone()};
    return invitation;
}

void Linking::open()
{
    if (!m_context.session.isLoggedIn()) return stopAt(Step::Failed, problem(ProblemKind::NotConnected));
    m_ask.reset();
    m_code = identity::LinkCode::random(m_context.random);
    m_keys = identity::LinkKeys::of(m_code);
    const Profile &profile = m_context.identity.profile();
    const identity::LinkOffer offer{m_context.identity.accountKey().publicKey(), profile.root_key,
                                    profile.registrar_key, profile.tls_pin, profile.own_name};
    const auto request = m_context.store.requests().next();
    if (!request) return stopAt(Step::Failed, storeProblem(request.error()));
    m_status = {};
    set(Step::Opening);
    m_context.connection.request<protocol::Done>(
        protocol::OpenLink{*request, m_keys->slot(), {identity::sealOffer(offer, *m_keys, m_context.random)}},
        [this, slot = m_keys->slot()](const Reply<protocol::Done> &reply) {
            if (m_keys && m_keys->slot() == slot) onOpened(reply);
        });
}

void Linking::refuse(const Problem &problem)
{
    stopAt(Step::Failed, problem);
}

void Linking::onOpened(const Reply<protocol::Done> &reply)
{
    if (const auto *failure = std::get_if<RequestFailure>(&reply))
        return stopAt(Step::Failed, requestProblem(*failure));
    m_status.code = m_code.text();
    m_status.link = identity::toLink(invitation());
    m_status.until = m_context.clock.now() + limits::kLinkLife;
    m_end.start(limits::kLinkLife);
    set(Step::Shown);
}

void Linking::close()
{
    const bool was_open = m_keys.has_value();
    stopAt(Step::None);
    const auto request = m_context.store.requests().next();
    if (!was_open || !request || !m_context.session.isLoggedIn()) return; // it ends by itself
    m_context.connection.request<protocol::Done>(protocol::CloseLink{*request},
                                                 [](const Reply<protocol::Done> &) {});
}

void Linking::connectionLost()
{
    if (m_status.step == Step::Opening) stopAt(Step::Failed, problem(ProblemKind::NotConnected));
}

// --- somebody has asked ---------------------------------------------------------------------------

// What does not open was not sealed by somebody who knows the code: as if nobody had asked.
void Linking::asked(const protocol::LinkAsked &push)
{
    if (!m_keys || m_ask || m_status.step != Step::Shown) return;
    const auto ask = identity::openAsk(push.ask.bytes, *m_keys);
    if (!ask) return;
    m_ask = *ask;
    m_status.computer = ask->computer.text;
    m_status.number = identity::linkNumber(*ask, *m_keys);
    set(Step::Asked);
}

// The certificate is for exactly the key that was asked for.
Result<QByteArray> Linking::grant()
{
    const Profile &profile = m_context.identity.profile();
    identity::LinkGrant grant;
    grant.account_seed = profile.account_seed.clone();
    grant.leaf.account = profile.leaf.account;
    const UnixTime now = m_context.clock.now();
    const identity::DeviceCertificate certificate{m_context.identity.accountKey().publicKey(),
                                                  m_ask->device_key, now,
                                                  now + limits::kDeviceCertificateLife};
    grant.leaf.device = identity::SignedDeviceCertificate::sign(certificate, m_context.identity.accountKey());
    grant.own_name = profile.own_name;
    grant.department = profile.department;
    grant.conversation = profile.conversation;
    grant.words = m_archive.words();
    TRY(m_devices.expect(identity::deviceIdOf(m_ask->device_key)));
    return identity::sealGrant(grant, *m_ask, *m_keys, m_context.random);
}

void Linking::answer(bool is_allowed)
{
    if (!m_keys || !m_ask || m_status.step != Step::Asked) return;
    const auto sealed = is_allowed ? grant() : Result<QByteArray>(QByteArray());
    const auto request = m_context.store.requests().next();
    if (!sealed) return stopAt(Step::Failed, storeProblem(sealed.error()));
    if (!request) return stopAt(Step::Failed, storeProblem(request.error()));
    set(Step::Answering);
    m_context.connection.request<protocol::Done>(
        protocol::AnswerLink{*request, {*sealed}},
        [this, is_allowed](const Reply<protocol::Done> &reply) { onAnswered(reply, is_allowed); });
}

void Linking::onAnswered(const Reply<protocol::Done> &reply, bool is_allowed)
{
    if (m_status.step != Step::Answering) return;
    if (const auto *failure = std::get_if<RequestFailure>(&reply))
        return stopAt(Step::Failed, requestProblem(*failure));
    stopAt(is_allowed ? Step::Granted : Step::Denied);
}

} // namespace chat121::engine
