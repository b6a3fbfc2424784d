// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A customer who comes back on another computer: the recovery words find and open the account.

#include "client/core/archive/keyring.h"
#include "client/core/engine/archive_state.h"
#include "client/core/engine/guest.h"
#include "client/core/engine/way_in.h"
#include "client/core/engine/words.h"

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
    auto message = deviceInPlace(answer);
    if (!message) return fail(ProblemKind::HistoryKeysDamaged, message.error().detail);
    const auto keep = [&]() -> Result<void> {
        TRY_ASSIGN(auto transaction, m_store->begin());
        TRY(m_store->notes().save({{QString(kArchiveWordsNote)}, {m_words->view().toByteArray()}}));
        TRY(m_store->notes().save({{QString::fromLatin1(Guest::kOpeningOwedNote)}, {}}));
        return transaction.commit();
    };
    if (const auto kept = keep(); !kept) return fail(storeProblem(kept.error()));
    m_words.reset();
    submit(*std::move(message));
}

// What the server says is believed only as far as the words open it.
Result<protocol::RegisterDevice> WayIn::deviceInPlace(const protocol::Recovery &answer)
{
    TRY_ASSIGN(auto opened, archive::openKeys(answer.keys.bytes, *m_words, {answer.account, answer.version}));
    if (!opened.keyring.customer) return Error{Code::Crypto, QStringLiteral("not a customer's")};
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

} // namespace chat121::engine
