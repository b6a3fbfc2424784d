// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/core/engine/witness/key_log.h"

#include "client/core/engine/notices/words.h"

namespace chat121::engine {

namespace merkle = identity::merkle;
using identity::KeyLogHead;
using identity::LoggedStatement;
using identity::SignedKeyLogHead;

namespace {

const QString kNote = QStringLiteral("key log");
constexpr int kKeyLogLine = 1001; // number of a conversation's line about it; see Ledger::line

Error doesNotProve(const char *what)
{
    return {Code::Malformed, QString::fromLatin1(what)};
}

ProblemKind problemKindOf(KeyLogFault fault)
{
    switch (fault) {
    case KeyLogFault::Rewritten:
        return ProblemKind::KeyLogRewritten;
    case KeyLogFault::Split:
        return ProblemKind::KeyLogSplit;
    case KeyLogFault::Missing:
        return ProblemKind::KeyLogMissing;
    case KeyLogFault::Withheld:
        break;
    }
    return ProblemKind::KeyLogWithheld;
}

QString shown(const SignedKeyLogHead &head, const crypto::PublicKey &registrar)
{
    const auto body = head.verify(registrar);
    if (!body) return QStringLiteral("-");
    const QByteArray root = body->root.view().first(8).toByteArray().toHex();
    return QStringLiteral("%1/%2").arg(body->size).arg(QString::fromLatin1(root));
}

// The same thing is said once. A log that was rewritten twice is two things: the known head differs.
bool isSame(const KeyLogEvidence &one, const KeyLogEvidence &other)
{
    if (one.fault != other.fault) return false;
    switch (one.fault) {
    case KeyLogFault::Rewritten:
        return one.known == other.known;
    case KeyLogFault::Split:
        return one.conversation == other.conversation;
    case KeyLogFault::Missing:
        return one.missing == other.missing;
    case KeyLogFault::Withheld:
        break;
    }
    return true;
}

} // namespace

KeyLog::KeyLog(Context &context, Ledger &ledger, QObject *parent)
    : QObject(parent)
    , m_context(context)
    , m_ledger(ledger)
{
    m_pause.setSingleShot(true);
    connect(&m_pause, &QTimer::timeout, this, [this] {
        tell();
        ask();
    });
}

// --- what is on disk ------------------------------------------------------------------------------

Result<KeyLogState> KeyLog::stored() const
{
    TRY_ASSIGN(const auto note, m_context.store.notes().find(kNote));
    if (!note) return KeyLogState{};
    return decode<KeyLogState>(note->value.bytes);
}

Result<void> KeyLog::save(KeyLogState state)
{
    return m_context.store.notes().save({{kNote}, {encode(state)}});
}

Result<void> KeyLog::load()
{
    TRY_ASSIGN(const KeyLogState state, stored());
    adopt(state);
    m_pause.start(limits::kKeyLogDelay);
    return success();
}

void KeyLog::adopt(const KeyLogState &state)
{
    m_head = state.head;
    m_faults = state.evidence.items.size();
    Q_EMIT m_context.announcer.keyLogChanged(facts());
}

KeyLogFacts KeyLog::facts() const
{
    KeyLogFacts facts;
    facts.faults = static_cast<int>(m_faults);
    facts.waiting = static_cast<int>(m_waiting.size());
    const auto head = m_head ? m_head->verify(registrar()) : Result<KeyLogHead>(doesNotProve("no head"));
    if (head) {
        facts.size = head->size;
        facts.root = QString::fromLatin1(head->root.toByteArray().toHex());
    }
    return facts;
}

// --- what has to be checked -----------------------------------------------------------------------

void KeyLog::loggedIn()
{
    m_is_asking = false; // answers of the older connection no longer come
    m_is_due = true;
    rely(identity::loggedAs(m_context.identity.profile().leaf));
    rely({identity::loggedAs(m_context.identity.profile().organisation)});
    m_pause.start(limits::kKeyLogDelay);
}

void KeyLog::rely(const QList<LoggedStatement> &statements)
{
    if (m_seen.size() >= limits::kKeyLogWaitingMax && m_waiting.isEmpty()) m_seen.clear();
    for (const LoggedStatement &statement : statements) {
        if (m_seen.contains(statement) || m_waiting.size() >= limits::kKeyLogWaitingMax) continue;
        m_seen.insert(statement);
        m_waiting.append(statement);
        if (!m_pause.isActive()) m_pause.start(limits::kKeyLogDelay);
    }
}

content::Witness KeyLog::witness() const
{
    return m_head ? content::Witness{encode(*m_head)} : content::Witness{};
}

// A head without the registrar's signature is nothing: a member could say so of any server.
Result<void> KeyLog::heard(ConversationId conversation, Sequence sequence, const content::Witness &witness)
{
    if (witness.isEmpty()) return success();
    const auto signed_head = decode<SignedKeyLogHead>(witness.key_log_head.bytes);
    const auto head =
        signed_head ? signed_head->verify(registrar()) : Result<KeyLogHead>(signed_head.error());
    if (!head) return success();
    TRY_ASSIGN(KeyLogState state, stored());
    const auto known = state.head ? state.head->verify(registrar()) : head;
    const bool is_known = state.head && known && known->tree() == head->tree();
    const bool is_waiting =
        std::any_of(state.heard.items.cbegin(), state.heard.items.cend(), [&](const HeardHead &other) {
            return other.conversation == conversation && other.head == *signed_head;
        });
    if (is_known || is_waiting || state.heard.items.size() >= limits::kKeyLogSizesMax - 1) return success();
    state.heard.items.append({conversation, sequence, *signed_head});
    TRY(save(state));
    m_pause.start(limits::kKeyLogDelay);
    return success();
}

// --- asking ---------------------------------------------------------------------------------------

Result<KeyLog::Question> KeyLog::nextQuestion() const
{
    TRY_ASSIGN(const KeyLogState state, stored());
    Question question;
    if (state.head) {
        TRY_ASSIGN(question.known, state.head->verify(registrar()));
        question.message.sizes.items.append(question.known->size);
    }
    for (const HeardHead &heard : state.heard.items) {
        TRY_ASSIGN(const KeyLogHead head, heard.head.verify(registrar()));
        question.heard.append(heard);
        question.message.sizes.items.append(head.size);
    }
    question.statements = m_waiting.first(qMin(m_waiting.size(), limits::kKeyLogLeavesMax));
    for (const LoggedStatement &statement : question.statements)
        question.message.leaves.items.append(identity::leafOf(statement));
    return question;
}

void KeyLog::ask()
{
    if (m_is_asking || !m_context.session.isLoggedIn()) return;
    auto question = nextQuestion();
    if (!question) return m_context.storeFailed(question.error());
    if (!m_is_due && question->heard.isEmpty() && question->statements.isEmpty()) return;
    const auto request = m_context.store.requests().next();
    if (!request) return m_context.storeFailed(request.error());
    question->message.request = *request;
    m_is_asking = true;
    m_context.connection.request<protocol::KeyLog>(
        question->message, [this, question = *question](const Reply<protocol::KeyLog> &reply) {
            m_is_asking = false;
            onAnswer(question, reply);
        });
}

void KeyLog::onAnswer(const Question &question, const Reply<protocol::KeyLog> &reply)
{
    if (const auto *failure = std::get_if<RequestFailure>(&reply)) return onFailure(*failure);
    const auto findings = examine(question, std::get<protocol::KeyLog>(reply));
    if (!findings) return withheld(findings.error().detail);
    if (const auto kept = keep(question, *findings); !kept) {
        m_context.storeFailed(kept.error());
        m_pause.start(limits::kSinkRetryInterval);
        return;
    }
    m_is_due = false;
    m_failures = 0;
    for (const LoggedStatement &statement : question.statements)
        m_waiting.removeOne(statement);
    const auto state = stored();
    if (state) adopt(*state);
    m_pause.start(0); // tells, and asks for what came meanwhile
}

// A passing refusal is tried again; a connection that ends begins anew with the next log-in.
void KeyLog::onFailure(const RequestFailure &failure)
{
    using protocol::Reason;
    if (failure.code == Code::Network) return;
    const bool is_busy = failure.code == Code::Busy || failure.reason == Reason::RateLimited ||
                         failure.reason == Reason::ServerBusy;
    const bool may_pass =
        is_busy || (failure.code == Code::Storage && ++m_failures < limits::kKeyLogTriesMax);
    if (!may_pass) return withheld(QStringLiteral("refused, code %1").arg(static_cast<int>(failure.code)));
    const std::chrono::milliseconds wait(failure.retry_after_ms);
    m_pause.start(std::max<std::chrono::milliseconds>(limits::kBusyRetryDelay, wait));
}

// --- judging --------------------------------------------------------------------------------------

Result<KeyLog::Findings> KeyLog::examine(const Question &question, const protocol::KeyLog &answer) const
{
    Findings findings;
    TRY_ASSIGN(findings.head, decode<SignedKeyLogHead>(answer.head.bytes));
    const auto head = findings.head.verify(registrar());
    if (!head) return doesNotProve("the head's signature");
    const auto &paths = answer.consistency.items;
    const bool has_all = paths.size() == question.message.sizes.items.size() &&
                         answer.inclusion.items.size() == question.statements.size();
    if (!has_all) return doesNotProve("another number of proofs");

    qsizetype next = 0;
    const auto extends = [&](const KeyLogHead &earlier) {
        return merkle::isExtension(earlier.tree(), head->tree(), paths.at(next++).hashes.items);
    };
    findings.is_rewritten = question.known && !extends(*question.known);
    for (const HeardHead &heard : question.heard) {
        TRY_ASSIGN(const KeyLogHead other, heard.head.verify(registrar()));
        if (!extends(other)) findings.split.append(heard);
    }
    for (qsizetype i = 0; i < question.statements.size(); ++i) {
        const protocol::KeyLogInclusion &proof = answer.inclusion.items.at(i);
        const bool is_proven =
            proof.is_logged && merkle::isIncluded(question.message.leaves.items.at(i), proof.index,
                                                  proof.path.hashes.items, head->tree());
        if (!is_proven) findings.missing.append(question.statements.at(i));
    }
    return findings;
}

// After a rewriting the new log is what is followed: what was proven before is evidence, and a second
// rewriting is seen again. Heads of others that went with the old log say nothing new then.
Result<void> KeyLog::keep(const Question &question, const Findings &findings)
{
    TRY_ASSIGN(auto transaction, m_context.store.begin());
    TRY_ASSIGN(KeyLogState state, stored());
    KeyLogEvidence evidence;
    evidence.found_at = m_context.clock.now();
    evidence.other = findings.head;
    if (findings.is_rewritten) {
        evidence.fault = KeyLogFault::Rewritten;
        evidence.known = state.head.value_or(SignedKeyLogHead{});
        report(state, evidence);
    }
    for (const LoggedStatement &statement : findings.missing) {
        evidence.fault = KeyLogFault::Missing;
        evidence.missing = statement;
        report(state, evidence);
    }
    evidence.missing = {};
    for (const HeardHead &heard : findings.split) {
        if (findings.is_rewritten) break;
        evidence.fault = KeyLogFault::Split;
        evidence.conversation = heard.conversation;
        evidence.known = findings.head;
        evidence.other = heard.head;
        const bool is_news = report(state, evidence) && m_ledger.find(heard.conversation) != nullptr;
        if (is_news)
            TRY(m_ledger.line(heard.conversation, heard.sequence, kKeyLogLine, words::keyLogSplit()));
    }
    state.heard.items.removeIf(
        [&question](const HeardHead &heard) { return question.heard.contains(heard); });
    const auto before = state.head ? state.head->verify(registrar()) : findings.head.verify(registrar());
    const auto now = findings.head.verify(registrar());
    const bool is_same = state.head && before && now && before->tree() == now->tree();
    if (!is_same) state.head = findings.head;
    TRY(save(state));
    return transaction.commit();
}

// False when it is known already, or when so much was kept that more would prove nothing.
bool KeyLog::report(KeyLogState &state, const KeyLogEvidence &evidence)
{
    const auto &known = state.evidence.items;
    const bool is_known = std::any_of(known.cbegin(), known.cend(), [&evidence](const KeyLogEvidence &other) {
        return isSame(other, evidence);
    });
    if (is_known || known.size() >= limits::kKeyLogEvidenceKept) return false;
    state.evidence.items.append(evidence);
    return true;
}

void KeyLog::withheld(const QString &how)
{
    m_is_due = false;
    qCDebug(lcClient) << "the server does not prove its key log:" << how;
    auto work = [this]() -> Result<void> {
        TRY_ASSIGN(auto transaction, m_context.store.begin());
        TRY_ASSIGN(KeyLogState state, stored());
        KeyLogEvidence evidence;
        evidence.fault = KeyLogFault::Withheld;
        evidence.found_at = m_context.clock.now();
        evidence.known = state.head.value_or(SignedKeyLogHead{});
        report(state, evidence);
        TRY(save(state));
        return transaction.commit();
    };
    if (const auto done = work(); !done) return m_context.storeFailed(done.error());
    tell();
}

// What is on disk and was not said yet, also by a program that ended in between.
void KeyLog::tell()
{
    auto state = stored();
    if (!state) return m_context.storeFailed(state.error());
    const auto &evidence = state->evidence.items;
    if (state->told >= evidence.size()) return;
    const QList<KeyLogEvidence> news = evidence.sliced(state->told);
    state->told = static_cast<quint32>(evidence.size());
    if (const auto saved = save(*state); !saved) return m_context.storeFailed(saved.error());
    adopt(*state);
    QSet<KeyLogFault> said; // many missing statements are one sentence
    for (const KeyLogEvidence &one : news) {
        if (said.contains(one.fault)) continue;
        said.insert(one.fault);
        const QString details = QStringLiteral("key log %1, %2")
                                    .arg(shown(one.known, registrar()), shown(one.other, registrar()));
        Q_EMIT m_context.announcer.warned(problem(problemKindOf(one.fault), details));
    }
}

} // namespace chat121::engine
