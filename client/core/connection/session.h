// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A logged-in device: logs in on every new connection, fetches what it missed, and hands over each
// log's envelopes once, in the order of their sequences, without a gap.
//
// The sink saves envelopes and cursor in one transaction before it returns; only then the server is
// told (Acknowledge, joined). Pushes that are not the next of their log start a fetch; duplicates
// are dropped. A sink that fails (disk full) gets the same envelopes again later.
//
// Ownership: borrows Connection, Sink, RequestIds and the key. Threads: the engine's.
#pragma once

#include "client/core/connection/connection.h"
#include "common/protocol/messages/logs.h"
#include "common/protocol/messages/session.h"

#include <QPointer>
#include <QSet>

#include <map>

namespace chat121 {

// Where a device stands in a log.
struct LogPosition {
    quint64 incarnation = 0; // 0: nothing was ever received
    Sequence head{};
    bool operator==(const LogPosition &) const = default;
};

class EnvelopeSink {
public:
    virtual ~EnvelopeSink() = default;

    // As saved. A log that was never heard of: {0, 0}.
    virtual Result<LogPosition> position(LogId log) = 0;

    // The next envelopes of one log, each sequence one above the other, the first one above the
    // head. What cannot be opened is the sink's to note: it is not an error here. An error means
    // that nothing was saved; NotFound that it is too early (a Welcome is on its way). Both are
    // handed over again after kSinkRetryInterval or resume(), whichever is first.
    virtual Result<void> accept(LogId log, quint64 incarnation,
                                const QList<protocol::Envelope> &envelopes) = 0;

    // The server has nothing for this device between the head and `next`: deleted by policy
    // (`is_trimmed`), or not a member then. The sink saves a position with the head `next` - 1.
    virtual Result<void> skip(LogId log, quint64 incarnation, Sequence next, bool is_trimmed) = 0;

    // The server was restored from a backup: the log has another incarnation. The sink saves where
    // to begin again, under the new incarnation, and returns it.
    virtual Result<LogPosition> restored(LogId log, quint64 incarnation) = 0;
};

// Rising numbers that are never used twice by this device.
class RequestIds {
public:
    virtual ~RequestIds() = default;
    virtual Result<RequestId> next() = 0;
    virtual Result<RequestId> last() = 0;
};

struct SessionIdentity {
    AccountId account{};
    DeviceId device{};
    const crypto::SigningKey *device_key = nullptr; // outlives the session
    quint64 start_counter = 0;
};

class Session final : public QObject {
    Q_OBJECT

public:
    Session(Connection &connection, EnvelopeSink &sink, RequestIds &ids, QObject *parent);

    // What is to be settled on a new connection before the next log-in; it calls `then` when it is over.
    using Prelude = std::function<void(std::function<void()> then)>;
    void setPrelude(Prelude prelude) { m_prelude = std::move(prelude); }

    // Logs in now, if the connection is ready, and again on each new one. REQUIRES: not begun yet
    void begin(const SessionIdentity &identity);
    // No further log-ins; nothing more is handed over.
    void end();

    bool isLoggedIn() const { return m_stage >= Stage::CatchingUp; }
    bool isCaughtUp() const { return m_stage == Stage::CaughtUp; }
    // Whether this log has nothing known that is not handed over: may be sealed for.
    bool isCaughtUp(LogId log) const;

    // Fetches this log even though the server announced nothing: a conversation that was joined.
    void fetch(LogId log);

    // An envelope of this device that the server has just numbered: it is not pushed to its sender.
    void ownStored(const protocol::Envelope &envelope);

    // The sink can save again: hands over at once what it refused. Not from within sinkFailed().
    void resume();

Q_SIGNALS:
    void loggedIn(quint32 key_packages); // the catching up begins
    void caughtUp();                     // once for each connection; then live
    void logCaughtUp(chat121::LogId log);
    void sinkFailed(chat121::LogId log, const chat121::Error &error);

private:
    enum class Stage : quint8 { Idle, Prelude, LoggingIn, CatchingUp, CaughtUp };
    struct Log {
        LogPosition position{};
        Sequence server_head{};  // the highest that is known to exist
        quint64 incarnation = 0; // as the server said; 0: it has not yet
        bool is_known = false;   // the position was read from the sink
        bool is_refused = false; // the sink failed; waits for resume()
        bool is_wanted = false;  // fetch at least once
        bool is_asked = false;   // that is on its way, and what came of it is not handed over yet
        bool was_behind = false; // logCaughtUp is owed
    };
    struct Asked {
        LogId log{};
        Sequence server_head{};
        LogPosition position{};
    };

    void onLost();
    void logIn();
    void sayLogIn();
    void failLogIn(const Error &error);
    void onLogInAnswered(const Reply<protocol::LoggedIn> &reply);
    void onLoggedIn(const protocol::LoggedIn &answer);
    static void restart(Log &log);
    void announce(const protocol::Head &head);
    bool know(LogId id, Log &log, quint64 announced);
    bool refuse(LogId id, Log &log, const Error &error);

    static bool isBehind(const Log &log);
    void fetchMissing();
    void onFetched(const Reply<protocol::Envelopes> &reply, const QList<Asked> &asked);
    void onFetchFailed(const RequestFailure &failure, const QList<Asked> &asked);
    Result<void> onEnvelopes(const protocol::Envelopes &answer, const QList<Asked> &asked);
    void onTrimmed(const protocol::Trimmed &trimmed);

    void handOver(LogId id, Log &log, const QList<protocol::Envelope> &envelopes);
    bool deliver(LogId id, Log &log, const QList<protocol::Envelope> &run);
    bool skip(LogId id, Log &log, Sequence next, bool is_trimmed);
    void onPushed(const protocol::EnvelopePushed &push);
    static void setBehind(Log &log) { log.was_behind = true; }
    static void raiseServerHead(Log &log, Sequence head);
    void settle(LogId id, Log &log);
    void checkCaughtUp();
    void acknowledgeSoon(LogId log);
    void acknowledge();
    void nonsense(const QString &detail);

    Connection &m_connection;
    EnvelopeSink &m_sink;
    RequestIds &m_ids;
    std::optional<SessionIdentity> m_identity;
    Stage m_stage = Stage::Idle;
    std::map<LogId, Log> m_logs; // references stay good while the sink asks for more logs
    QSet<LogId> m_to_acknowledge;
    Prelude m_prelude;
    QTimer m_acknowledge;
    QTimer m_resume;
    bool m_is_fetching = false;
};

} // namespace chat121
