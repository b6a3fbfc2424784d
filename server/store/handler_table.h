// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the server does with each message, one row each. A gateway knows no message but Hello and
// Chunk: it asks the table who may send a type (what has no row is refused), where the work runs,
// and runs it.
//
//     admit -> [look_up: reader] -> [hash: hash thread] -> run: reader or writer
//
// relay::addHandlers, directory::addHandlers and desk::addHandlers fill it; the program joins them.
#pragma once

#include "common/protocol/message_type.h"
#include "server/store/port.h"

#include <QHash>

namespace chat121::store {

// What handlers know of the server itself. Made at start, then constant; shared by all threads.
struct Services {
    const crypto::SigningKey *registrar = nullptr;
    crypto::Hash tls_pin{};           // zero without TLS
    crypto::Hash fake_settings_key{}; // directory/server_identity.h
    RandomSource *random = nullptr;   // its fill() may be called from any thread
    QString region{};                 // where this server stands, as its operator says; empty: not said
};

struct Request {
    const Services *services = nullptr;
    Caller caller{};
    crypto::Hash challenge{}; // Welcome::challenge of the connection
    QByteArray frame{};       // the whole message: type and fields
    QByteArray prepared{};    // what the step before has found
    UnixTime now{};
};

// On a database thread. `request.now` is the time of the transaction.
using Run = Verdict<Outcome> (*)(Sql &, const Request &);
// On a reader: gives what `hash` or `run` needs, as Request::prepared.
using LookUp = Verdict<QByteArray> (*)(Sql &, const Request &);
// On the hash thread, without a database: slow on purpose.
using Hashing = Verdict<QByteArray> (*)(const Request &);

enum class Lane : quint8 { Read, Write };

// A set of roles; `nobody` stands for "before log-in".
struct Allow {
    bool nobody = false, guest = false, agent = false, supervisor = false, admin = false, bot = false;

    bool includes(const Caller &caller) const;
};
inline constexpr Allow kBeforeLogIn{.nobody = true};
inline constexpr Allow kStaff{.agent = true, .supervisor = true, .admin = true, .bot = true};
inline constexpr Allow kSupervisors{.supervisor = true, .admin = true};
inline constexpr Allow kGuests{.guest = true};
inline constexpr Allow kAdmins{.admin = true};
inline constexpr Allow kLoggedIn{
    .guest = true, .agent = true, .supervisor = true, .admin = true, .bot = true};
inline constexpr Allow kAlways{
    .nobody = true, .guest = true, .agent = true, .supervisor = true, .admin = true, .bot = true};

enum class Answer : quint8 {
    Always, // a reply or Refused
    Never,  // the message has no request number; a refusal is dropped
};

struct Handler {
    protocol::MessageType type{};
    Allow allow{};
    Lane lane = Lane::Read;
    Run run = nullptr;
    LookUp look_up = nullptr; // none: skipped
    Hashing hash = nullptr;   // none: skipped
    Answer answer = Answer::Always;
};

class HandlerTable {
public:
    void add(const Handler &handler);

    // The row of a type. Refused: Malformed for a type that no client sends, NotLoggedIn,
    // AlreadyLoggedIn, or Forbidden for this role. Judged anew with every frame.
    Verdict<const Handler *> admit(const Caller &caller, protocol::MessageType type) const;

    const QHash<quint16, Handler> &rows() const { return m_rows; }

private:
    QHash<quint16, Handler> m_rows;
};

// For the stages, in order; `job` goes to GroupCommit (Lane::Write) or ReaderPool (Lane::Read).
// A look-up's job brings its bytes in Outcome::reply.
Job lookUpJob(const Handler &handler, Request request);
Job job(const Handler &handler, Request request);

// The request number of a frame; 0 where the message has none or is cut short.
RequestId requestOf(const Handler &handler, QByteArrayView frame);

} // namespace chat121::store
