// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Recovery words: made anew, shown, noted, declined, typed in; see archive.h.

#include "client/core/engine/history/archive.h"

namespace chat121::engine {

using State = HistoryStatus::State;

// --- making words ---------------------------------------------------------------------------------

archive::CustomerAccount Archive::customer() const
{
    const Profile &profile = m_context.identity.profile();
    return {profile.account_seed.clone(),
            profile.device_seed.clone(),
            profile.department,
            profile.conversation,
            {profile.own_name.text}};
}

// Words that opened the account on this computer, or a device that started afresh: the key in the
// record is a former one's.
bool Archive::isDeviceOld() const
{
    const auto &known = m_state->keyring.customer;
    return known && !(known->device_seed == m_context.identity.profile().device_seed);
}

void Archive::putAccount(archive::Keyring &keyring) const
{
    if (m_context.identity.isStaff())
        keyring.staff = archive::StaffAccount{m_context.identity.profile().account_seed.clone()};
    else
        keyring.customer = customer();
}

Result<ArchiveState> Archive::fresh() const
{
    ArchiveState state;
    state.keyring = archive::Keyring::make(m_context.random, m_context.clock.now());
    state.writer = m_context.identity.device();
    putAccount(state.keyring);
    return state;
}

Result<ArchiveState> Archive::successor(bool is_new_words) const
{
    if (!m_state) return fresh();
    ArchiveState next = m_state->clone();
    TRY(next.keyring.addKey(m_context.random, m_context.clock.now()));
    putAccount(next.keyring);
    if (is_new_words) next.former.items.append(archive::markOf(m_state->words));
    if (next.former.items.size() > limits::kFormerWordsKept) next.former.items.removeFirst();
    return next;
}

// What the server has is asked first: the answer to an earlier change may be lost, and whoever puts
// words on top of words that nobody has seen locks the account out.
void Archive::makeWords()
{
    if (m_wish != Wish::None) return;
    if (!m_context.session.isLoggedIn()) return refused(ProblemKind::NotConnected);
    m_wish = Wish::MakeWords;
    fetch();
}

// REQUIRES: Wish::MakeWords, nothing pending, and the server has just said what it has
void Archive::putNewWords()
{
    if (m_is_suspended) return refused(ProblemKind::HistoryKeysDamaged);
    if (m_status.state == State::Locked) return refused(ProblemKind::RecoveryWordsNeeded);
    auto next = successor(true);
    if (!next) return failed(storeProblem(next.error()));
    next->words = crypto::RecoverySecret::random(m_context.random);
    next->is_noted = false;
    m_wish = Wish::PutWords;
    put(*std::move(next));
}

// Once in a while, so that a key that leaks opens a part only.
void Archive::rotate()
{
    if (m_wish != Wish::None || m_pending || m_is_fetching || !m_state) return;
    m_writer.setOpen(false);
    auto next = successor(false);
    if (!next) return m_context.storeFailed(next.error());
    put(*std::move(next));
}

void Archive::put(ArchiveState next)
{
    protocol::PutArchiveKeys message;
    message.replaces = next.version;
    next.version += 1;
    auto prepare = [&]() -> Result<void> {
        TRY_ASSIGN(auto transaction, m_context.store.begin());
        TRY(saveArchiveState(m_context.store, kArchivePendingNote, next));
        TRY_ASSIGN(message.request, m_context.store.requests().next());
        return transaction.commit();
    };
    if (const auto prepared = prepare(); !prepared) return storeFailed(prepared.error());
    message.keys = archive::sealKeys(next.keyring, next.words, {m_context.identity.account(), next.version},
                                     next.former.items, m_context.random);
    message.finder = crypto::sha256(crypto::recoveryKeysOf(next.words).identifier.view());
    m_pending = std::move(next);
    m_is_putting = true;
    m_context.connection.request<protocol::Archive>(
        message, [this](const Reply<protocol::Archive> &reply) { onPut(reply); });
}

void Archive::onPut(const Reply<protocol::Archive> &reply)
{
    m_is_putting = false;
    const bool is_wished = m_wish == Wish::PutWords;
    const auto *answer = std::get_if<protocol::Archive>(&reply);
    if (answer == nullptr) { // it is found out what the server has
        const auto &failure = std::get<RequestFailure>(reply);
        if (is_wished) failed(requestProblem(failure));
        if (failure.code != Code::Network) fetch();
        return;
    }
    const auto settled = settlePending(*answer);
    if (!settled) return storeFailed(settled.error());
    if (!*settled) return failed(problem(ProblemKind::HistoryKeysDamaged));
    if (is_wished) m_wish = Wish::None;
    onOurs(*answer);
    if (is_wished) tellWords();
    if (std::exchange(m_is_due_again, false)) fetch();
}

// --- words that were written down -----------------------------------------------------------------

void Archive::showWords()
{
    if (m_pending) return refused(ProblemKind::NotConnected); // these may open nothing any more
    if (!m_state) return refused(ProblemKind::RecoveryWordsNeeded);
    tellWords();
}

void Archive::tellWords()
{
    Q_EMIT m_context.announcer.recoveryWordsTold(crypto::recoveryWordsOf(m_state->words));
}

void Archive::noteWords()
{
    if (!m_state || m_state->is_noted) return;
    m_state->is_noted = true;
    if (const auto saved = saveArchiveState(m_context.store, kArchiveNote, *m_state); !saved)
        m_context.storeFailed(saved.error());
    announce();
}

void Archive::declineWords()
{
    m_is_declined = true;
    if (const auto saved = m_context.store.notes().save({{QString(kArchiveDeclinedNote)}, {}}); !saved)
        m_context.storeFailed(saved.error());
    announce();
}

void Archive::enterWords(const QString &text)
{
    if (m_wish != Wish::None) return;
    auto typed = crypto::readRecoveryWords(text);
    if (!typed.secret) return refused(ProblemKind::RecoveryWordsMistyped);
    if (!m_context.session.isLoggedIn()) return refused(ProblemKind::NotConnected);
    m_typed = *std::move(typed.secret);
    m_wish = Wish::EnterWords;
    fetch();
}

void Archive::tryWords(const protocol::Archive &answer)
{
    if (answer.version == 0) return refused(ProblemKind::RecoveryWordsWrong);
    if (isRolledBack(answer)) return refused(ProblemKind::HistoryRolledBack);
    auto keys = archive::openKeys(answer.keys.bytes, m_typed, {m_context.identity.account(), answer.version});
    if (!keys) {
        switch (keys.error().code) {
        case Code::NotFound:
            return refused(ProblemKind::RecoveryWordsWrong);
        case Code::Expired:
            return refused(ProblemKind::RecoveryWordsReplaced);
        case Code::Unsupported:
            return refused(ProblemKind::OtherVersion);
        case Code::Malformed:
        case Code::TooLarge:
        case Code::Unauthenticated:
        case Code::Forbidden:
        case Code::Conflict:
        case Code::Storage:
        case Code::Network:
        case Code::Crypto:
        case Code::Busy:
            break;
        }
        return refused(ProblemKind::HistoryKeysDamaged, keys.error().detail);
    }
    if (const auto opened = openWith(answer, *std::move(keys)); !opened)
        return failed(storeProblem(opened.error()));
    m_wish = Wish::None;
    Q_EMIT m_context.announcer.recoveryWordsAccepted();
    onOurs(answer);
}

// A device that has nothing of this archive reads all of it; one that had the words goes on.
Result<void> Archive::openWith(const protocol::Archive &answer, archive::OpenedKeys keys)
{
    ArchiveState next;
    if (m_state && m_state->log == answer.log) next = m_state->clone();
    if (m_wish == Wish::EnterWords) {
        next.words = m_typed.clone();
        next.is_noted = true;
    }
    const bool is_new = !next.log.isValid();
    next.version = answer.version;
    next.keyring = std::move(keys.keyring);
    next.former.items = keys.former;
    next.writer = m_context.identity.device();
    if (is_new) {
        next.log = answer.log;
        next.incarnation = answer.incarnation;
        next.top = answer.head;
        next.start = answer.head;
        next.low = answer.head;
    }
    return adopt(std::move(next));
}

Result<void> Archive::adopt(ArchiveState state)
{
    TRY_ASSIGN(auto transaction, m_context.store.begin());
    TRY(saveArchiveState(m_context.store, kArchiveNote, state));
    TRY(m_context.store.notes().remove(QString(kArchiveWordsNote)));
    TRY(transaction.commit());
    m_state = std::move(state);
    return success();
}

} // namespace chat121::engine
