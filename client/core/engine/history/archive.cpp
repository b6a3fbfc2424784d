// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/core/engine/history/archive.h"

namespace chat121::engine {

using State = HistoryStatus::State;

Archive::Archive(Context &context, Ledger &ledger, QObject *parent)
    : QObject(parent)
    , m_context(context)
    , m_ledger(ledger)
    , m_rules(context, ledger)
    , m_writer(context, ledger, m_rules, m_state, nullptr)
    , m_reader(context, ledger, m_state, nullptr)
    , m_eraser(context, ledger, m_state, m_writer, nullptr)
{
    m_reader.setEraser(m_eraser);
    m_writer.setOwe([this](const QList<archive::EntryId> &entries) { return m_eraser.oweEntries(entries); });
    m_offer.setSingleShot(true);
    connect(&m_offer, &QTimer::timeout, this, &Archive::considerOffer);
    connect(&m_writer, &ArchiveWriter::keyIsOld, this, &Archive::rotate);
    connect(&m_writer, &ArchiveWriter::appended, this, [this](Sequence head) {
        m_reader.grown(head);
        announce();
    });
    connect(&m_reader, &ArchiveReader::progressed, this, &Archive::announce);
    connect(&m_reader, &ArchiveReader::keysMissing, this, &Archive::fetch);
    connect(&m_reader, &ArchiveReader::restoredOver, this, &Archive::fetch);
    connect(&m_reader, &ArchiveReader::damaged, this, [this](const QString &details) {
        Q_EMIT m_context.announcer.warned(problem(ProblemKind::HistoryIncomplete, details));
    });
}

Result<void> Archive::load()
{
    TRY(m_rules.load());
    TRY_ASSIGN(m_state, loadArchiveState(m_context.store, kArchiveNote));
    TRY_ASSIGN(m_pending, loadArchiveState(m_context.store, kArchivePendingNote));
    TRY_ASSIGN(const auto declined, m_context.store.notes().find(QString(kArchiveDeclinedNote)));
    m_is_declined = declined.has_value();
    TRY_ASSIGN(const auto remembered, m_context.store.notes().find(QString(kArchiveWordsNote)));
    if (auto words = crypto::RecoverySecret::from(remembered ? remembered->value.bytes : QByteArray())) {
        m_typed = *std::move(words);
        m_is_remembered = true;
    }
    TRY_ASSIGN(m_is_moment, hasTalked());
    if (m_state && m_state->writer != m_context.identity.device()) { // started afresh as another device
        m_state->writer = m_context.identity.device();
        m_state->stored = 0;
    }
    if (m_state && !m_pending) m_status.state = State::Kept; // else the server knows which words hold
    announce();
    return success();
}

// --- what the server has --------------------------------------------------------------------------

void Archive::caughtUp()
{
    m_is_connected = true;
    m_has_put_again = false;
    if (m_is_remembered && !m_state) { // they have opened the account already
        if (m_wish == Wish::MakeWords) refused(ProblemKind::RecoveryWordsNeeded);
        m_wish = Wish::EnterWords;
    }
    fetch();
}

void Archive::connectionLost()
{
    m_is_connected = false;
    m_is_fetching = false;
    m_is_putting = false;
    m_is_due_again = false;
    m_writer.setOpen(false);
    m_reader.setOpen(false);
    m_eraser.setOpen(false);
    if (m_wish != Wish::None) refused(ProblemKind::NotConnected);
}

void Archive::grown(const protocol::ArchiveGrown &push)
{
    if (!m_state || m_is_suspended || push.version != m_state->version) return fetch();
    m_reader.grown(push.head);
}

// Not while keys are put: the server may answer the two in any order.
void Archive::fetch()
{
    m_is_due_again = m_is_putting;
    if (!m_is_connected || m_is_fetching || m_is_putting) return;
    const auto request = m_context.store.requests().next();
    if (!request) return storeFailed(request.error());
    m_is_fetching = true;
    m_context.connection.request<protocol::Archive>(
        protocol::FetchArchive{*request}, [this](const Reply<protocol::Archive> &reply) {
            m_is_fetching = false;
            if (const auto *answer = std::get_if<protocol::Archive>(&reply)) return onArchive(*answer);
            const bool waits = m_wish == Wish::EnterWords || m_wish == Wish::MakeWords;
            if (waits) failed(requestProblem(std::get<RequestFailure>(reply)));
        });
}

void Archive::onArchive(const protocol::Archive &answer)
{
    const auto settled = settlePending(answer);
    if (!settled) return storeFailed(settled.error());
    if (m_wish == Wish::EnterWords) return tryWords(answer);
    if (m_state) {
        onOurs(answer);
    } else {
        m_status.state = answer.version == 0 ? State::NotKept : State::Locked;
        announce();
    }
    if (m_wish != Wish::MakeWords) return;
    if (m_is_putting) return fetch(); // the server has lost the newest keys, and gets them first
    putNewWords();
}

// The answer to PutArchiveKeys got lost: either it was carried out, or it was not.
Result<bool> Archive::settlePending(const protocol::Archive &answer)
{
    if (!m_pending) return false;
    const bool is_ours = isPending(answer);
    TRY_ASSIGN(auto transaction, m_context.store.begin());
    TRY(m_context.store.notes().remove(QString(kArchivePendingNote)));
    ArchiveState next = std::move(*m_pending);
    m_pending.reset();
    if (is_ours) {
        if (!next.log.isValid()) {
            next.log = answer.log;
            next.incarnation = answer.incarnation;
        }
        TRY(saveArchiveState(m_context.store, kArchiveNote, next));
    }
    TRY(transaction.commit());
    if (is_ours) m_state = std::move(next);
    return is_ours;
}

// Another device may have put other keys under the same words and version.
bool Archive::isPending(const protocol::Archive &answer) const
{
    if (answer.version != m_pending->version) return false;
    const archive::KeysPlace place{m_context.identity.account(), answer.version};
    const auto keys = archive::openKeys(answer.keys.bytes, m_pending->words, place);
    return keys && keys->keyring.newest().key == m_pending->keyring.newest().key;
}

bool Archive::isRolledBack(const protocol::Archive &answer)
{
    return m_state && answer.version < m_state->version;
}

void Archive::onOurs(const protocol::Archive &answer)
{
    if (isRolledBack(answer)) return onOlderKeys(answer);
    if (answer.version > m_state->version) return onNewerKeys(answer);
    if (answer.log != m_state->log || answer.incarnation != m_state->incarnation) {
        if (const auto begun = begunAnew(answer); !begun) return storeFailed(begun.error());
    }
    m_status.state = State::Kept;
    m_is_suspended = false;
    m_reader.setFloor(answer.floor);
    open();
    m_reader.grown(answer.head);
    if (isDeviceOld()) rotate();
}

// A server that came back from a backup gets the newest keys once more; its own are not used. The same
// server with older keys than before is another matter.
void Archive::onOlderKeys(const protocol::Archive &answer)
{
    const bool is_restored = answer.incarnation != m_state->incarnation;
    if (!is_restored || std::exchange(m_has_put_again, true)) return suspend(ProblemKind::HistoryRolledBack);
    ArchiveState next = m_state->clone();
    next.version = answer.version;
    put(std::move(next));
}

// Another device has made them: with the same words they are ours too.
void Archive::onNewerKeys(const protocol::Archive &answer)
{
    auto keys =
        archive::openKeys(answer.keys.bytes, m_state->words, {m_context.identity.account(), answer.version});
    if (keys) {
        const auto opened = openWith(answer, *std::move(keys));
        if (!opened) return storeFailed(opened.error());
        return onOurs(answer);
    }
    const bool are_words_new = keys.error().code == Code::Expired || keys.error().code == Code::NotFound;
    if (!are_words_new) return suspend(ProblemKind::HistoryKeysDamaged, keys.error().detail);
    m_status.state = State::Locked;
    m_writer.setOpen(false);
    m_reader.setOpen(false);
    m_eraser.setOpen(false);
    announce();
}

// The server came back from a backup: what it has lost is appended again, what it has is not doubled.
Result<void> Archive::begunAnew(const protocol::Archive &answer)
{
    ArchiveState next = m_state->clone();
    next.log = answer.log;
    next.incarnation = answer.incarnation;
    next.stored = 0;
    next.top = {};
    next.low = {};
    next.at = {};
    TRY_ASSIGN(auto transaction, m_context.store.begin());
    TRY(m_context.store.unarchived().addAll());
    for (const ConversationId id : m_ledger.ids()) // said again with its rows
        TRY(forgetArchivedReads(m_context.store, id));
    TRY(saveArchiveState(m_context.store, kArchiveNote, next));
    TRY(transaction.commit());
    m_state = std::move(next);
    return success();
}

void Archive::suspend(ProblemKind kind, const QString &details)
{
    m_writer.setOpen(false);
    m_reader.setOpen(false);
    m_eraser.setOpen(false);
    if (!std::exchange(m_is_suspended, true)) Q_EMIT m_context.announcer.warned(problem(kind, details));
    announce();
}

void Archive::open()
{
    m_reader.setOpen(true);
    m_writer.setOpen(true);
    m_writer.reviewConversations();
    m_eraser.setOpen(true);
    announce();
}

void Archive::rulesChanged()
{
    if (const auto followed = m_rules.follow(); !followed) m_context.storeFailed(followed.error());
    m_eraser.review();
    considerOffer();
    announce();
}

} // namespace chat121::engine
