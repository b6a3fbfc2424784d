// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/core/connection/session.h"

#include "common/base/log.h"

namespace chat121 {

using namespace Qt::StringLiterals;

Session::Session(Connection &connection, EnvelopeSink &sink, RequestIds &ids, QObject *parent)
    : QObject(parent)
    , m_connection(connection)
    , m_sink(sink)
    , m_ids(ids)
{
    m_acknowledge.setSingleShot(true);
    m_acknowledge.setInterval(limits::kAcknowledgeDelay);
    connect(&m_acknowledge, &QTimer::timeout, this, &Session::acknowledge);
    m_resume.setSingleShot(true);
    m_resume.setInterval(limits::kSinkRetryInterval);
    connect(&m_resume, &QTimer::timeout, this, &Session::resume);
    connect(&connection, &Connection::ready, this, &Session::logIn);
    connect(&connection, &Connection::lost, this, &Session::onLost);
    connect(&connection, &Connection::envelopePushed, this, &Session::onPushed);
}

void Session::begin(const SessionIdentity &identity)
{
    Q_ASSERT_X(!m_identity, "Session::begin", "called twice");
    m_identity = identity;
    if (m_connection.isReady()) logIn();
}

void Session::end()
{
    m_identity.reset();
    onLost();
}

void Session::onLost()
{
    m_stage = Stage::Idle;
    m_is_fetching = false;
    m_acknowledge.stop();
    m_resume.stop();
    m_to_acknowledge.clear();
}

// --- log-in -----------------------------------------------------------------------------------------

void Session::logIn()
{
    if (!m_identity || m_stage != Stage::Idle) return;
    if (!m_prelude) return sayLogIn();
    m_stage = Stage::Prelude;
    const Prelude prelude = std::exchange(m_prelude, {});
    prelude([self = QPointer(this)] {
        if (self && self->m_stage == Stage::Prelude) self->sayLogIn();
    });
}

void Session::sayLogIn()
{
    const auto request = m_ids.next();
    if (!request) return failLogIn(request.error());
    const identity::LogInStatement statement{m_connection.binding(), m_identity->account, m_identity->device,
                                             m_identity->start_counter};
    const protocol::LogIn message{
        *request,           m_identity->account,
        m_identity->device, m_identity->start_counter,
        *request,           identity::signDetached(statement, *m_identity->device_key)};
    m_stage = Stage::LoggingIn;
    m_connection.request<protocol::LoggedIn>(message,
                                             [self = QPointer(this)](const Reply<protocol::LoggedIn> &reply) {
                                                 if (self) self->onLogInAnswered(reply);
                                             });
}

// The disk gives no request id: nothing may be said. The next attempt asks it again.
void Session::failLogIn(const Error &error)
{
    Q_EMIT sinkFailed({}, error);
    m_connection.fail({ConnectionFault::Closed, error.code, protocol::Reason::None, error.detail, false});
}

void Session::onLogInAnswered(const Reply<protocol::LoggedIn> &reply)
{
    if (m_stage != Stage::LoggingIn) return;
    if (const auto *answer = std::get_if<protocol::LoggedIn>(&reply)) return onLoggedIn(*answer);
    const auto &failure = std::get<RequestFailure>(reply);
    if (failure.code == Code::Network) return; // the connection ends and begins again by itself
    const bool passes = failure.reason == protocol::Reason::RateLimited ||
                        failure.reason == protocol::Reason::ServerBusy ||
                        failure.reason == protocol::Reason::DiskFull;
    m_connection.fail({ConnectionFault::Refused, failure.code, failure.reason,
                       u"log-in refused, reason %1"_s.arg(static_cast<int>(failure.reason)), !passes});
}

void Session::onLoggedIn(const protocol::LoggedIn &answer)
{
    m_stage = Stage::CatchingUp;
    for (auto &[id, log] : m_logs)
        restart(log);
    for (const protocol::Head &head : answer.heads.items)
        announce(head);
    Q_EMIT loggedIn(answer.key_packages);
    fetchMissing();
}

// Everything is asked anew on a new connection, but for what was wanted and has not come.
void Session::restart(Log &log)
{
    const bool is_wanted = log.is_wanted || log.is_asked || log.is_refused;
    log = {};
    log.is_wanted = log.was_behind = is_wanted;
}

void Session::announce(const protocol::Head &head)
{
    Log &log = m_logs[head.log];
    if (!know(head.log, log, head.incarnation)) return;
    raiseServerHead(log, head.head);
    if (log.position.head >= head.head) acknowledgeSoon(head.log);
}

// Reads where the sink stands, once for each connection, and follows a change of incarnation.
// False when the sink could not say: it is asked again later.
bool Session::know(LogId id, Log &log, quint64 announced)
{
    if (announced != 0) log.incarnation = announced; // remembered, should the sink fail now
    const quint64 incarnation = log.incarnation;
    if (!log.is_known) {
        const auto position = m_sink.position(id);
        if (!position) return refuse(id, log, position.error());
        log.position = *position;
        log.is_known = true;
    }
    const bool is_other = incarnation != 0 && log.position.incarnation != incarnation;
    if (is_other && log.position.incarnation != 0) {
        const auto position = m_sink.restored(id, incarnation);
        if (!position) return refuse(id, log, position.error());
        log.position = *position;
        log.server_head = {};
        setBehind(log);
        log.is_wanted = true;
    }
    if (incarnation != 0) log.position.incarnation = incarnation;
    return true;
}

bool Session::refuse(LogId id, Log &log, const Error &error)
{
    if (error.code != Code::NotFound)
        qCWarning(lcClient) << "envelopes of log" << id.value << "could not be saved:" << error.detail;
    log.is_refused = true;
    setBehind(log);
    m_resume.start();
    Q_EMIT sinkFailed(id, error);
    return false;
}

void Session::resume()
{
    m_resume.stop();
    for (auto &[id, log] : m_logs) {
        if (std::exchange(log.is_refused, false)) log.is_wanted = true;
    }
    fetchMissing();
}

// --- fetching ---------------------------------------------------------------------------------------

void Session::fetch(LogId id)
{
    Log &log = m_logs[id];
    log.is_wanted = true;
    setBehind(log);
    QMetaObject::invokeMethod(this, &Session::fetchMissing, Qt::QueuedConnection);
}

bool Session::isBehind(const Log &log)
{
    return log.is_refused || log.is_wanted || log.is_asked || log.server_head > log.position.head;
}

bool Session::isCaughtUp(LogId id) const
{
    if (!isLoggedIn()) return false;
    const auto found = m_logs.find(id);
    return found == m_logs.end() || !isBehind(found->second);
}

void Session::fetchMissing()
{
    if (!isLoggedIn() || m_is_fetching) return;
    QList<Asked> asked;
    protocol::Since since;
    for (auto &[id, log] : m_logs) {
        if (log.is_refused || !isBehind(log) || !know(id, log, 0)) continue;
        since.positions.items.append({id, log.position.incarnation, log.position.head});
        asked.append({id, log.server_head, log.position});
        log.is_wanted = false;
        if (since.positions.items.size() == limits::kLogsPerSince) break;
    }
    if (asked.isEmpty()) return checkCaughtUp();
    const auto request = m_ids.next();
    if (!request) {
        for (const Asked &one : asked)
            refuse(one.log, m_logs[one.log], request.error());
        return;
    }
    since.request = *request;
    for (const Asked &one : asked)
        m_logs[one.log].is_asked = true;
    m_is_fetching = true;
    m_connection.request<protocol::Envelopes>(
        since, [self = QPointer(this), asked](const Reply<protocol::Envelopes> &reply) {
            if (self) self->onFetched(reply, asked);
        });
}

void Session::onFetched(const Reply<protocol::Envelopes> &reply, const QList<Asked> &asked)
{
    if (const auto *failure = std::get_if<RequestFailure>(&reply)) return onFetchFailed(*failure, asked);
    const auto &answer = std::get<protocol::Envelopes>(reply);
    const auto result = onEnvelopes(answer, asked); // the sink may call fetch() and resume() meanwhile
    m_is_fetching = false;
    if (!isLoggedIn()) return;
    if (!result) return nonsense(result.error().detail);
    fetchMissing();
}

void Session::onFetchFailed(const RequestFailure &failure, const QList<Asked> &asked)
{
    m_is_fetching = false;
    for (const Asked &one : asked) {
        m_logs[one.log].is_asked = false;
        m_logs[one.log].is_wanted = true;
    }
    if (failure.code == Code::Network) return; // after the next log-in
    if (failure.code == Code::Busy) return m_resume.start();
    m_connection.fail({ConnectionFault::Refused, failure.code, failure.reason,
                       u"fetching refused, reason %1"_s.arg(static_cast<int>(failure.reason)), false});
}

Result<void> Session::onEnvelopes(const protocol::Envelopes &answer, const QList<Asked> &asked)
{
    QHash<LogId, QList<protocol::Envelope>> by_log;
    for (const Asked &one : asked)
        by_log.insert(one.log, {});
    for (const protocol::Trimmed &trimmed : answer.trimmed.items) {
        if (!by_log.contains(trimmed.log)) return Error{Code::Malformed, u"a log that was not asked for"_s};
        onTrimmed(trimmed);
    }
    for (const protocol::Envelope &envelope : answer.envelopes.items) {
        if (!by_log.contains(envelope.log)) return Error{Code::Malformed, u"a log that was not asked for"_s};
        QList<protocol::Envelope> &envelopes = by_log[envelope.log];
        const Sequence previous = envelopes.isEmpty() ? Sequence{} : envelopes.last().sequence;
        if (envelope.sequence <= previous) return Error{Code::Malformed, u"envelopes out of order"_s};
        envelopes.append(envelope);
    }
    bool has_moved = answer.is_complete;
    for (const Asked &one : asked) {
        Log &log = m_logs[one.log];
        if (!log.is_refused) handOver(one.log, log, by_log.value(one.log));
        log.is_asked = false;
        // Nobody has said where it ends, so that an incomplete answer may have left out some of it.
        if (!answer.is_complete && !one.server_head.isValid()) log.is_wanted = true;
        has_moved = has_moved || log.is_refused || log.position != one.position;
        // What was announced but does not exist for this device: it ceased to be a member there.
        if (answer.is_complete && log.server_head == one.server_head) log.server_head = log.position.head;
        settle(one.log, log);
    }
    if (!has_moved) return Error{Code::Malformed, u"more is there, but nothing comes"_s};
    return success();
}

void Session::onTrimmed(const protocol::Trimmed &trimmed)
{
    Log &log = m_logs[trimmed.log];
    if (log.is_refused || !know(trimmed.log, log, trimmed.incarnation)) return;
    if (trimmed.floor.value > log.position.head.value + 1) skip(trimmed.log, log, trimmed.floor, true);
}

// --- handing over -----------------------------------------------------------------------------------

// `envelopes` rise; what is known already is dropped.
void Session::handOver(LogId id, Log &log, const QList<protocol::Envelope> &envelopes)
{
    QList<protocol::Envelope> run;
    for (const protocol::Envelope &envelope : envelopes) {
        if (envelope.sequence <= log.position.head) continue;
        const Sequence previous = run.isEmpty() ? log.position.head : run.last().sequence;
        if (envelope.sequence.value != previous.value + 1) {
            if (!deliver(id, log, std::exchange(run, {}))) return;
            if (!skip(id, log, envelope.sequence, false)) return;
        }
        run.append(envelope);
    }
    deliver(id, log, run);
}

bool Session::deliver(LogId id, Log &log, const QList<protocol::Envelope> &run)
{
    if (run.isEmpty()) return true;
    const auto accepted = m_sink.accept(id, log.position.incarnation, run);
    if (!accepted) return refuse(id, log, accepted.error());
    log.position.head = run.last().sequence;
    raiseServerHead(log, log.position.head);
    acknowledgeSoon(id);
    return true;
}

bool Session::skip(LogId id, Log &log, Sequence next, bool is_trimmed)
{
    const auto skipped = m_sink.skip(id, log.position.incarnation, next, is_trimmed);
    if (!skipped) return refuse(id, log, skipped.error());
    log.position.head = {next.value - 1};
    raiseServerHead(log, log.position.head);
    return true;
}

void Session::onPushed(const protocol::EnvelopePushed &push)
{
    if (!isLoggedIn()) return; // the heads of the log-in will tell
    const protocol::Envelope &envelope = push.envelope;
    if (!envelope.log.isValid() || !envelope.sequence.isValid() || push.incarnation == 0)
        return nonsense(u"an envelope without a place"_s);
    Log &log = m_logs[envelope.log];
    if (log.is_refused || !know(envelope.log, log, push.incarnation)) return;
    const bool is_next = envelope.sequence.value == log.position.head.value + 1;
    raiseServerHead(log, envelope.sequence);
    if (is_next && deliver(envelope.log, log, {envelope})) settle(envelope.log, log);
    fetchMissing();
}

void Session::ownStored(const protocol::Envelope &envelope)
{
    if (!isLoggedIn()) return;
    Log &log = m_logs[envelope.log];
    if (log.is_refused || !know(envelope.log, log, 0)) return;
    const bool is_next = envelope.sequence.value == log.position.head.value + 1;
    raiseServerHead(log, envelope.sequence);
    if (is_next && deliver(envelope.log, log, {envelope})) settle(envelope.log, log);
    fetchMissing();
}

void Session::raiseServerHead(Log &log, Sequence head)
{
    log.server_head = qMax(log.server_head, head);
    if (isBehind(log)) setBehind(log);
}

void Session::settle(LogId id, Log &log)
{
    if (isBehind(log) || !std::exchange(log.was_behind, false)) return;
    Q_EMIT logCaughtUp(id);
}

void Session::checkCaughtUp()
{
    if (m_stage != Stage::CatchingUp) return;
    for (const auto &[id, log] : m_logs) {
        if (isBehind(log)) return;
    }
    m_stage = Stage::CaughtUp;
    Q_EMIT caughtUp();
}

// --- telling the server -----------------------------------------------------------------------------

void Session::acknowledgeSoon(LogId log)
{
    m_to_acknowledge.insert(log);
    if (!m_acknowledge.isActive()) m_acknowledge.start();
}

void Session::acknowledge()
{
    const QSet<LogId> logs = std::exchange(m_to_acknowledge, {});
    for (const LogId id : logs) {
        const LogPosition &position = m_logs[id].position;
        if (position.incarnation != 0 && position.head.isValid())
            m_connection.say(protocol::Acknowledge{id, position.incarnation, position.head});
    }
}

void Session::nonsense(const QString &detail)
{
    m_connection.fail({ConnectionFault::Nonsense, Code::Malformed, protocol::Reason::None, detail, false});
}

} // namespace chat121
