// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// History on a new device: the account's archive on the server, and the recovery words that open it.
//
// Until words are made nothing is archived. Making them (again) replaces the keys on the server by
// compare-and-swap; what was to be put there is in the store before it leaves, so that a crash leaves
// either the old words or the new ones. A device that has the words keeps the archive up to date and
// follows it; one that does not asks its person for them. The server cannot go back to older keys
// unseen. Ownership: Running's. Threads: engine.
#pragma once

#include "client/core/engine/history/archive_reader.h"
#include "client/core/engine/history/archive_writer.h"
#include "common/protocol/messages/archive.h"

namespace chat121::engine {

class Archive final : public QObject {
    Q_OBJECT

public:
    Archive(Context &context, Ledger &ledger, QObject *parent);

    Result<void> load();
    void caughtUp(); // logged in, and nothing is left to be fetched
    void connectionLost();
    void grown(const protocol::ArchiveGrown &push);
    void storeChanged();
    void read(ConversationId conversation) { m_writer.read(conversation); } // the person has
    void rulesChanged();                                                    // of the departments
    // Rows whose time is over, removed from this computer in the running transaction.
    Result<void> owe(ConversationId conversation, const QList<RowVersion> &rows)
    {
        return m_eraser.owe(conversation, rows);
    }

    // The whole conversation is erased in the running transaction: what is known of it goes, too.
    Result<void> oweAll(ConversationId conversation, const QList<RowVersion> &rows)
    {
        TRY(m_eraser.owe(conversation, rows));
        return m_eraser.oweFacts(conversation);
    }

    // For another computer of the account; nothing where they are not known or no longer hold.
    std::optional<crypto::RecoverySecret> words() const
    {
        return m_state && !m_is_suspended ? std::optional(m_state->words.clone()) : std::nullopt;
    }

    // --- what the person does ---
    void makeWords(); // the first ones, or new ones: the old ones open nothing any more
    void showWords();
    void noteWords(); // they are written down
    void declineWords();
    void enterWords(const QString &text);

private:
    enum class Wish : quint8 {
        None,
        MakeWords, // once it is known what the server has
        PutWords,  // they are on their way
        EnterWords
    };

    void fetch();
    void onArchive(const protocol::Archive &answer);
    void onOurs(const protocol::Archive &answer);
    void onNewerKeys(const protocol::Archive &answer);
    void onOlderKeys(const protocol::Archive &answer);
    bool isPending(const protocol::Archive &answer) const; // REQUIRES: there is something pending
    bool isRolledBack(const protocol::Archive &answer);
    Result<bool> settlePending(const protocol::Archive &answer);
    Result<void> begunAnew(const protocol::Archive &answer);

    archive::CustomerAccount customer() const;
    void putAccount(archive::Keyring &keyring) const;
    bool isDeviceOld() const;
    Result<ArchiveState> fresh() const;
    Result<ArchiveState> successor(bool is_new_words) const;
    void putNewWords();
    void put(ArchiveState next);
    void onPut(const Reply<protocol::Archive> &reply);
    void rotate();

    void tryWords(const protocol::Archive &answer);
    Result<void> openWith(const protocol::Archive &answer, archive::OpenedKeys keys);
    Result<void> adopt(ArchiveState state);

    void open();
    void suspend(ProblemKind kind, const QString &details = {});
    void announce();
    void tellWords();
    void refused(ProblemKind kind, const QString &details = {});
    void failed(const Problem &problem);
    void storeFailed(const Error &error); // to the person who wished it, or as a warning
    Result<bool> hasTalked() const;
    bool isAllowed() const;
    bool isOfferDue() const;
    void considerOffer();

    Context &m_context;
    Ledger &m_ledger;
    std::optional<ArchiveState> m_state;   // the words are known here
    std::optional<ArchiveState> m_pending; // sent to the server, and not answered
    crypto::RecoverySecret m_typed;        // Wish::EnterWords
    ArchiveRules m_rules;
    ArchiveWriter m_writer;
    ArchiveReader m_reader;
    ArchiveEraser m_eraser;
    HistoryStatus m_status;
    Wish m_wish = Wish::None;
    std::optional<HistoryStatus> m_told;
    bool m_is_fetching = false;
    bool m_is_putting = false;
    bool m_is_due_again = false;  // to be fetched when the put is answered
    bool m_has_put_again = false; // in this connection, to a server that came back from a backup
    bool m_is_connected = false;
    bool m_is_suspended = false;  // the server's keys are not what they should be
    bool m_is_remembered = false; // m_typed: the words have opened this very account
    bool m_is_declined = false;
    bool m_was_behind = false;
    bool m_is_moment = false; // nobody is disturbed by a word about the words
    QTimer m_offer;
};

} // namespace chat121::engine
