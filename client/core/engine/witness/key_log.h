// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The client as a witness of the server's key log: every statement that this device relies on must be
// in the log, and the log may only grow. The newest head that was proven travels inside of sealed
// messages; a head that another member has seen must belong to the same log. What does not fit is
// said once and kept, with both signed heads, as evidence.
//
// Asks in the background, for many things at a time, and never holds anything up: what a person may
// be encrypted to is decided by leaf_policy.h alone. The state on disk is one note: a head that was
// heard is kept in the transaction of its message until the server has been asked about it.
//
// Threads: engine. Sources: crypto.md, section 4; security.md, A2, E16; RFC 9162, Section 2.1.
#pragma once

#include "client/core/engine/ledger/ledger.h"
#include "common/identity/key_log.h"
#include "common/protocol/messages/key_log.h"

#include <QTimer>

namespace chat121::engine {

// Kept with the evidence: never renumber.
enum class KeyLogFault : quint8 {
    Rewritten = 1, // the log no longer contains what it did when this device saw it last
    Split = 2,     // another member was shown another log
    Missing = 3,   // a statement that this device relies on is not in it
    Withheld = 4,  // the server does not prove anything
};

struct KeyLogEvidence {
    KeyLogFault fault = KeyLogFault::Rewritten;
    UnixTime found_at;
    ConversationId conversation{};     // Split: where the other head was heard
    identity::SignedKeyLogHead known;  // proven before, or by this device
    identity::SignedKeyLogHead other;  // what does not fit to it
    identity::LoggedStatement missing; // Missing

    auto fields() { return std::tie(fault, found_at, conversation, known, other, missing); }
};

// A head out of a sealed message, until the server has proven how it stands to ours.
struct HeardHead {
    ConversationId conversation{};
    Sequence sequence{};
    identity::SignedKeyLogHead head;

    auto fields() { return std::tie(conversation, sequence, head); }
    bool operator==(const HeardHead &) const = default;
};

struct KeyLogState {
    std::optional<identity::SignedKeyLogHead> head; // the newest that was proven
    List<HeardHead, limits::kKeyLogSizesMax> heard;
    List<KeyLogEvidence, limits::kKeyLogEvidenceKept> evidence;
    quint32 told = 0; // so many of these the person has been told

    auto fields() { return std::tie(head, heard, evidence, told); }
};

class KeyLog final : public QObject {
    Q_OBJECT

public:
    KeyLog(Context &context, Ledger &ledger, QObject *parent);

    // REQUIRES: before the first log-in
    Result<void> load();
    void loggedIn();

    // Statements that this device believes from now on: they must be in the log.
    void rely(const QList<identity::LoggedStatement> &statements);

    // What messages carry; empty before anything was proven.
    content::Witness witness() const;
    // Inside of the message's transaction.
    Result<void> heard(ConversationId conversation, Sequence sequence, const content::Witness &witness);

    KeyLogFacts facts() const;

private:
    struct Question {
        std::optional<identity::KeyLogHead> known;
        QList<HeardHead> heard;
        QList<identity::LoggedStatement> statements;
        protocol::FetchKeyLog message;
    };
    struct Findings {
        identity::SignedKeyLogHead head;
        bool is_rewritten = false;
        QList<HeardHead> split;
        QList<identity::LoggedStatement> missing;
    };

    const crypto::PublicKey &registrar() const { return m_context.identity.profile().registrar_key; }
    Result<KeyLogState> stored() const;
    Result<void> save(KeyLogState state);
    void adopt(const KeyLogState &state);
    Result<Question> nextQuestion() const;
    void ask();
    void onAnswer(const Question &question, const Reply<protocol::KeyLog> &reply);
    void onFailure(const RequestFailure &failure);
    Result<Findings> examine(const Question &question, const protocol::KeyLog &answer) const;
    Result<void> keep(const Question &question, const Findings &findings);
    static bool report(KeyLogState &state, const KeyLogEvidence &evidence);
    void withheld(const QString &how);
    void tell();

    Context &m_context;
    Ledger &m_ledger;
    QTimer m_pause;
    bool m_is_asking = false;
    bool m_is_due = false;                            // since the log-in: does the log still contain ours?
    int m_failures = 0;                               // one after the other
    std::optional<identity::SignedKeyLogHead> m_head; // as stored
    qsizetype m_faults = 0;                           // as stored
    QList<identity::LoggedStatement> m_waiting;       // relied on, not proven yet
    QSet<identity::LoggedStatement> m_seen;           // waiting or judged since the start
};

} // namespace chat121::engine

namespace chat121 {
template <>
struct EnumRange<engine::KeyLogFault> {
    static constexpr engine::KeyLogFault min = engine::KeyLogFault::Rewritten,
                                         max = engine::KeyLogFault::Withheld;
};
} // namespace chat121
