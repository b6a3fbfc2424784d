// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Coming back with recovery words, which find and open the account: a customer on another computer, and
// a member of staff who has lost the password.

#include "client/core/archive/keyring.h"
#include "client/core/engine/desk/guest.h"
#include "client/core/engine/entry/way_in.h"
#include "client/core/engine/history/archive_state.h"
#include "client/core/engine/notices/words.h"
#include "client/core/engine/profile/password_record.h"
#include "common/protocol/messages/archive.h"
#include "common/protocol/messages/registration.h"

namespace chat121::engine {

void WayIn::comeBack(LocalStore &store, const QString &words)
{
    if (!begin(store, {})) return;
    auto typed = crypto::readRecoveryWords(words);
    if (!typed.secret) return fail(ProblemKind::RecoveryWordsMistyped);
    m_words = *std::move(typed.secret);
    m_profile = newProfile(ProfileKind::Guest, {});
    connectThen([this] { checkOrganisation([this] { fetchRecovery(); }); });
}

void WayIn::comeBackAsStaff(LocalStore &store, const QString &address, const QString &login_name,
                            const QString &words, const QString &password)
{
    if (const auto accepted = accept(address); !accepted) return fail(ProblemKind::AddressMalformed);
    if (isFor(InvitationPreview::Kind::SetUp)) return fail(ProblemKind::InvitationForOthers);
    if (!begin(store, login_name)) return;
    if (login_name.trimmed().isEmpty()) return fail(ProblemKind::NameMissing);
    if (password.size() < limits::kPasswordCharactersMin) return fail(ProblemKind::PasswordTooShort);
    auto typed = crypto::readRecoveryWords(words);
    if (!typed.secret) return fail(ProblemKind::RecoveryWordsMistyped);
    m_words = *std::move(typed.secret);
    m_login_name = login_name.trimmed();
    m_password = password;
    m_profile = newProfile(ProfileKind::Staff, login_name);
    connectThen([this] { checkOrganisation([this] { fetchRecovery(); }); });
}

void WayIn::fetchRecovery()
{
    if (m_document) m_profile->organisation = *m_document;
    const auto request = nextRequest();
    if (!request) return;
    const crypto::RecoveryKeys keys = crypto::recoveryKeysOf(*m_words);
    m_connection->request<protocol::Recovery>(
        protocol::FetchRecovery{*request, *FixedBytes<32>::from(keys.identifier.view())},
        [this](const Reply<protocol::Recovery> &reply) {
            if (!m_profile) return;
            const auto *failure = std::get_if<RequestFailure>(&reply);
            if (failure == nullptr) return onRecovery(std::get<protocol::Recovery>(reply));
            if (failure->reason == protocol::Reason::NoArchive)
                return fail(ProblemKind::RecoveryWordsUnknown);
            onRefused(*failure);
        });
}

void WayIn::onRecovery(const protocol::Recovery &answer)
{
    const bool is_staff = m_profile->kind == ProfileKind::Staff;
    auto message = is_staff ? deviceOfStaff(answer) : deviceInPlace(answer);
    m_password.fill(QChar(0));
    m_password.clear();
    if (!message) {
        const Error &error = message.error();
        if (error.code == Code::NotFound) return fail(ProblemKind::RecoveryWordsUnknown, error.detail);
        if (error.code == Code::Expired) return fail(ProblemKind::BadgeOver, error.detail);
        return fail(ProblemKind::HistoryKeysDamaged, error.detail);
    }
    const auto keep = [&]() -> Result<void> {
        TRY_ASSIGN(auto transaction, m_store->begin());
        TRY(m_store->notes().save({{QString(kArchiveWordsNote)}, {m_words->view().toByteArray()}}));
        if (!is_staff) TRY(m_store->notes().save({{QString::fromLatin1(Guest::kOpeningOwedNote)}, {}}));
        return transaction.commit();
    };
    if (const auto kept = keep(); !kept) return fail(storeProblem(kept.error()));
    m_words.reset();
    if (message->replaces.isValid()) {
        m_beside = *message;
        m_beside->replaces = {};
    }
    submit(*std::move(message));
}

// The lost device was signed out when its data was removed: there is no place to take, and the conversation
// goes on by the queue.
bool WayIn::comesBeside(const RequestFailure &failure)
{
    if (failure.reason != protocol::Reason::DeviceRevoked || !m_beside) return false;
    m_profile->former_seeds.clear();
    submit(*std::exchange(m_beside, std::nullopt));
    return true;
}

// What the server says is believed only as far as the words open it.
Result<protocol::RegisterDevice> WayIn::deviceInPlace(const protocol::Recovery &answer)
{
    TRY_ASSIGN(auto opened, archive::openKeys(answer.keys.bytes, *m_words, {answer.account, answer.version}));
    if (!opened.keyring.customer) return Error{Code::NotFound, QStringLiteral("not a customer's")};
    archive::CustomerAccount &customer = *opened.keyring.customer;
    m_profile->account_seed = std::move(customer.account_seed);
    m_profile->department = customer.department;
    m_profile->conversation = customer.conversation;
    m_profile->own_name.text = customer.name.text;
    if (identity::accountIdOf(accountKeyOf(*m_profile).publicKey()) != answer.account)
        return Error{Code::Crypto, QStringLiteral("another account")};
    m_profile->leaf.account = identity::SignedGuestAttestation(); // comes with the answer
    m_profile->leaf.device = certifyDevice(*m_profile, m_clock.now());
    const auto lost = crypto::SigningKey::fromSeed(customer.device_seed.clone());
    m_profile->former_seeds.clear();
    m_profile->former_seeds.push_back(std::move(customer.device_seed));
    protocol::RegisterDevice message;
    message.account = answer.account;
    message.device_certificate = encode(m_profile->leaf.device);
    message.replaces = identity::deviceIdOf(lost.publicKey());
    return message;
}

Result<protocol::RegisterDevice> WayIn::deviceOfStaff(const protocol::Recovery &answer)
{
    TRY_ASSIGN(auto opened, archive::openKeys(answer.keys.bytes, *m_words, {answer.account, answer.version}));
    if (!opened.keyring.staff) return Error{Code::NotFound, QStringLiteral("a customer's words")};
    m_profile->account_seed = std::move(opened.keyring.staff->account_seed);
    if (identity::accountIdOf(accountKeyOf(*m_profile).publicKey()) != answer.account)
        return Error{Code::Crypto, QStringLiteral("another account")};
    TRY_ASSIGN(const auto chain, decode<identity::StaffChain>(answer.staff_chain.bytes));
    TRY_ASSIGN(const auto staff, identity::verifyStaff(chain, m_profile->root_key, m_clock.now()));
    if (staff.account != answer.account) return Error{Code::Crypto, QStringLiteral("another's badge")};
    m_profile->own_name.text = staff.name;
    m_profile->leaf.account = chain;
    m_profile->leaf.device = certifyDevice(*m_profile, m_clock.now());
    protocol::RegisterDevice message;
    message.account = answer.account;
    message.device_certificate = encode(m_profile->leaf.device);
    TRY_ASSIGN(message.password,
               passwordRecordOf(m_profile->account_seed, m_login_name, m_password, m_random));
    return message;
}

} // namespace chat121::engine
