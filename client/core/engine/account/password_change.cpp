// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/core/engine/account/password_change.h"

#include "client/core/engine/profile/password_record.h"
#include "common/crypto/password.h"

namespace chat121::engine {

PasswordChange::PasswordChange(Context &context, QObject *parent)
    : QObject(parent)
    , m_context(context)
{
}

PasswordChange::~PasswordChange()
{
    if (m_is_busy && !m_proven && !m_is_silent) refused(problem(ProblemKind::PasswordChangeCut));
}

void PasswordChange::change(const QString &current, const QString &next)
{
    if (m_proven || m_is_silent)
        return Q_EMIT m_context.announcer.passwordRefused(problem(ProblemKind::ServerBusy));
    Q_ASSERT_X(!m_is_busy, "PasswordChange::change", "one after the other");
    if (next.size() < limits::kPasswordCharactersMin) return refused(problem(ProblemKind::PasswordTooShort));
    begin(current, next);
}

void PasswordChange::prove(const QString &password, const Proven &proven)
{
    if (m_is_busy) return proven(problem(ProblemKind::PasswordChangeOpen));
    if (!m_context.session.isLoggedIn()) return proven(problem(ProblemKind::NotConnected));
    m_proven = proven;
    begin(password, password);
}

void PasswordChange::strengthen(const QString &password, const crypto::PasswordCost &usual)
{
    m_weak = password;
    m_cost = usual;
}

void PasswordChange::begin(const QString &current, const QString &next)
{
    const auto request = m_context.store.requests().next();
    if (!request) return refused(storeProblem(request.error()));
    m_is_busy = true;
    m_context.connection.request<protocol::PasswordSettings>(
        protocol::FetchPasswordSettings{*request, {}},
        [this, current, next](const Reply<protocol::PasswordSettings> &reply) {
            if (const auto *failure = std::get_if<RequestFailure>(&reply))
                return refused(requestProblem(*failure));
            onSettings(current, next, std::get<protocol::PasswordSettings>(reply));
        });
}

void PasswordChange::onSettings(QString current, QString next, const protocol::PasswordSettings &settings)
{
    auto made = message(current, next, settings);
    current.fill(QChar(0));
    next.fill(QChar(0));
    if (made) {
        m_sent = *std::move(made);
        m_weak.fill(QChar(0));
        m_weak.clear();
        return send();
    }
    refused(made.error().code == Code::Forbidden ? problem(ProblemKind::WeakPasswordSettings)
                                                 : problem(ProblemKind::ServerBusy, made.error().detail));
}

Result<protocol::SetPassword> PasswordChange::message(const QString &current, const QString &next,
                                                      const protocol::PasswordSettings &settings)
{
    const crypto::PasswordParameters parameters{settings.memory_bytes, settings.passes, settings.salt};
    TRY(crypto::checkStaffPasswordParameters(parameters));
    TRY_ASSIGN(const auto keys, crypto::derivePasswordKeys(passwordBytes(current), parameters));
    protocol::SetPassword message;
    TRY_ASSIGN(message.password, passwordRecordOf(m_context.identity.profile().account_seed, {}, next,
                                                  m_context.random, m_cost));
    message.current = *FixedBytes<32>::from(keys.log_in.view());
    TRY_ASSIGN(message.request, m_context.store.requests().next());
    return message;
}

void PasswordChange::send()
{
    m_context.connection.request<protocol::Done>(
        *m_sent, [this](const Reply<protocol::Done> &reply) { onAnswer(reply); });
}

void PasswordChange::caughtUp()
{
    if (m_sent) return send();
    if (m_weak.isEmpty() || m_is_busy) return;
    m_is_silent = true;
    begin(m_weak, m_weak);
}

void PasswordChange::onAnswer(const Reply<protocol::Done> &reply)
{
    const auto *failure = std::get_if<RequestFailure>(&reply);
    const bool is_open = failure != nullptr && failure->code == Code::Network && !m_proven;
    if (is_open || !m_sent) return; // nobody knows whether it was carried out: asked again
    if (failure == nullptr) return settled();
    const bool is_wrong = failure->reason == protocol::Reason::BadPassword;
    refused(is_wrong ? problem(ProblemKind::WrongCurrentPassword) : requestProblem(*failure));
}

void PasswordChange::settled()
{
    m_sent.reset();
    m_is_busy = false;
    if (std::exchange(m_is_silent, false)) return;
    if (const Proven proven = std::exchange(m_proven, {})) return proven({});
    Q_EMIT m_context.announcer.passwordChanged();
}

void PasswordChange::refused(const Problem &problem)
{
    m_sent.reset();
    m_is_busy = false;
    if (std::exchange(m_is_silent, false)) return; // the next connection, or log-in, tries again
    if (const Proven proven = std::exchange(m_proven, {})) return proven(problem);
    Q_EMIT m_context.announcer.passwordRefused(problem);
}

} // namespace chat121::engine
