// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The password: what is registered with it, and a further device that comes in by it.

#include "client/core/engine/entry/way_in.h"
#include "client/core/engine/profile/password_record.h"
#include "common/crypto/password.h"
#include "common/identity/login.h"
#include "common/protocol/messages/passwords.h"
#include "common/protocol/messages/registration.h"

namespace chat121::engine {

// --- a new device ---------------------------------------------------------------------------------

void WayIn::logIn(LocalStore &store, const QString &address, const QString &login_name,
                  const QString &password)
{
    if (const auto accepted = accept(address); !accepted) return fail(ProblemKind::AddressMalformed);
    if (isFor(InvitationPreview::Kind::SetUp)) return fail(ProblemKind::InvitationForOthers);
    if (!begin(store, login_name)) return;
    if (login_name.trimmed().isEmpty()) return fail(ProblemKind::NameMissing);
    m_profile = newProfile(ProfileKind::Staff, login_name);
    connectThen(
        [=, this] { checkOrganisation([=, this] { fetchSettings(login_name.trimmed(), password); }); });
}

void WayIn::fetchSettings(const QString &login_name, const QString &password)
{
    if (m_document) m_profile->organisation = *m_document;
    const auto request = nextRequest();
    if (!request) return;
    m_connection->request<protocol::PasswordSettings>(
        protocol::FetchPasswordSettings{*request, {login_name}},
        [this, login_name, password](const Reply<protocol::PasswordSettings> &reply) {
            if (!m_profile) return;
            if (const auto *failure = std::get_if<RequestFailure>(&reply)) return onRefused(*failure);
            onSettings(login_name, password, std::get<protocol::PasswordSettings>(reply));
        });
}

void WayIn::onSettings(const QString &login_name, const QString &password,
                       const protocol::PasswordSettings &settings)
{
    const crypto::PasswordParameters parameters{settings.memory_bytes, settings.passes, settings.salt};
    if (!crypto::checkStaffPasswordParameters(parameters)) return fail(ProblemKind::WeakPasswordSettings);
    auto keys = crypto::derivePasswordKeys(passwordBytes(password), parameters);
    if (!keys) return fail(ProblemKind::ServerBusy, keys.error().detail);
    m_wrapping = std::move(keys->wrapping);
    if (crypto::isBelow({settings.memory_bytes, settings.passes}, m_usual)) m_weak_password = password;
    const auto request = nextRequest();
    if (!request) return;
    const protocol::PasswordLogIn message{*request, {login_name}, *FixedBytes<32>::from(keys->log_in.view())};
    m_connection->request<protocol::PasswordAccepted>(
        message, [this](const Reply<protocol::PasswordAccepted> &reply) {
            if (!m_profile) return;
            if (const auto *failure = std::get_if<RequestFailure>(&reply)) return onRefused(*failure);
            onPassword(std::get<protocol::PasswordAccepted>(reply));
        });
}

void WayIn::onPassword(const protocol::PasswordAccepted &answer)
{
    auto open = [&]() -> Result<void> {
        const crypto::WrapContext context{answer.account.value, crypto::WrapPurpose::AccountKey};
        TRY_ASSIGN(m_profile->account_seed,
                   crypto::unwrapKey(*m_wrapping, context, answer.wrapped_account_key.bytes));
        if (identity::accountIdOf(accountKeyOf(*m_profile).publicKey()) != answer.account)
            return Error{Code::Crypto, QStringLiteral("another account")};
        TRY_ASSIGN(const auto chain, decode<identity::StaffChain>(answer.staff_chain.bytes));
        TRY_ASSIGN(const auto staff, identity::verifyStaff(chain, m_profile->root_key, m_clock.now()));
        if (staff.account != answer.account) return Error{Code::Crypto, QStringLiteral("another's badge")};
        m_profile->own_name.text = staff.name;
        m_profile->leaf.account = chain;
        m_profile->leaf.device = certifyDevice(*m_profile, m_clock.now());
        return success();
    };
    const auto opened = open();
    m_wrapping.reset();
    if (!opened) return fail(ProblemKind::AccountNotOpened, opened.error().detail);
    sendDevice(answer.account);
}

void WayIn::sendDevice(AccountId account)
{
    protocol::RegisterDevice message;
    message.account = account;
    message.device_certificate = encode(m_profile->leaf.device);
    submit(message);
}

void WayIn::sign(protocol::RegisterDevice &message) const
{
    const identity::DeviceRegistrationStatement statement{
        m_connection->binding(), accountKeyOf(*m_profile).publicKey(), deviceKeyOf(*m_profile).publicKey(),
        message.replaces};
    message.account_proof = identity::signDetached(statement, accountKeyOf(*m_profile));
    message.device_proof = identity::signDetached(statement, deviceKeyOf(*m_profile));
}

} // namespace chat121::engine
