// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/store/handler_table.h"

namespace chat121::store {

bool Allow::includes(const Caller &caller) const
{
    if (!caller.isLoggedIn()) return nobody;
    switch (caller.role) {
    case identity::Role::Owner:
    case identity::Role::Admin:
        return admin;
    case identity::Role::Supervisor:
        return supervisor;
    case identity::Role::Agent:
        return agent;
    case identity::Role::Bot:
        return bot;
    case identity::Role::Guest:
        return guest;
    }
    return false;
}

void HandlerTable::add(const Handler &handler)
{
    const auto type = static_cast<quint16>(handler.type);
    Q_ASSERT_X(handler.run && !m_rows.contains(type), "HandlerTable::add", "a row without work, or twice");
    m_rows.insert(type, handler);
}

Verdict<const Handler *> HandlerTable::admit(const Caller &caller, protocol::MessageType type) const
{
    using protocol::Reason;
    const auto row = m_rows.constFind(static_cast<quint16>(type));
    if (row == m_rows.constEnd()) return Refusal{Code::Malformed};
    if (row->allow.includes(caller)) return &*row;
    if (!caller.isLoggedIn()) return Refusal{Code::Unauthenticated, Reason::NotLoggedIn};
    if (row->allow.nobody) return Refusal{Code::Conflict, Reason::AlreadyLoggedIn};
    return Refusal{Code::Forbidden};
}

Job lookUpJob(const Handler &handler, Request request)
{
    return [look_up = handler.look_up, request = std::move(request)](Sql &sql,
                                                                     UnixTime now) -> Verdict<Outcome> {
        Request timed = request;
        timed.now = now;
        TRY_ASSIGN(QByteArray found, look_up(sql, timed));
        return Outcome{.reply = std::move(found)};
    };
}

Job job(const Handler &handler, Request request)
{
    return [run = handler.run, request = std::move(request)](Sql &sql, UnixTime now) -> Verdict<Outcome> {
        Request timed = request;
        timed.now = now;
        return run(sql, timed);
    };
}

RequestId requestOf(const Handler &handler, QByteArrayView frame)
{
    if (handler.answer == Answer::Never) return {};
    Reader reader(frame);
    reader.u16();
    return {reader.u64() & ~(1ull << 63)};
}

} // namespace chat121::store
