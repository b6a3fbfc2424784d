// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A seat at which somebody reads and writes: with inbox, outbox and timeline, and a line to a server that
// never answers.
//
// Threads: the test's.
#pragma once

#include "client/core/engine/talk/inbox.h"
#include "common/protocol/messages/logs.h"
#include "tests/client/core/connection/scripted_transport.h"
#include "tests/client/core/engine/groups/seat.h"

namespace chat121::test {

struct ReadingSeat : Seat, EnvelopeSink, RequestIds {
    ReadingSeat(engine::Identity opened, LocalStore &of, const FakeClock &clock, RandomSource &random)
        : Seat(std::move(opened), of, clock, random)
        , connection(script.factory(), clock, random, {}, nullptr)
        , session(connection, *this, *this, nullptr)
        , context{clock,  random, store,     identity,   contacts, party,    policy,
                  groups, sealer, committer, connection, session,  announcer}
        , ledger(context)
        , outbox(context, ledger, nullptr)
        , inbox(context, ledger, outbox, nullptr)
    {
        if (!ledger.load()) qFatal("no ledger");
        QObject::connect(&announcer, &engine::Announcer::warned, &announcer,
                         [this](const Problem &problem) { warnings.append(problem.sentence); });
    }

    Result<LogPosition> position(LogId log) override { return inbox.position(log); }
    Result<void> accept(LogId log, quint64 incarnation, const QList<protocol::Envelope> &list) override
    {
        return inbox.accept(log, incarnation, list);
    }
    Result<void> skip(LogId, quint64, Sequence, bool) override { return success(); }
    Result<LogPosition> restored(LogId, quint64) override { return LogPosition{}; }
    Result<RequestId> next() override { return store.requests().next(); }
    Result<RequestId> last() override { return store.requests().last(); }

    // The next envelope of the log.
    bool reads(protocol::Envelope envelope)
    {
        envelope.sequence = {++newest};
        return inbox.accept(kTalk, 1, {envelope}).has_value();
    }

    QStringList shown(RowKind kind)
    {
        QStringList texts;
        const auto page = store.messages().newest(kTalk, 1000);
        if (!page) return {QStringLiteral("nothing can be read")};
        for (const TimelineRow &row : page->rows)
            if (row.kind == kind) texts.append(row.text);
        return texts;
    }
    QStringList messages() { return shown(RowKind::Message); }
    QStringList lines() { return shown(RowKind::System); }

    TransportScript script;
    engine::Announcer announcer;
    Connection connection;
    Session session;
    engine::Context context;
    engine::Ledger ledger;
    engine::Outbox outbox;
    engine::Inbox inbox;
    QStringList warnings;
    quint64 newest = 0;
};

// Anna has made the group of kTalk; Fiona, of the staff too, and Gina, its customer, have come in and read.
inline bool begins(ReadingSeat &anna, ReadingSeat &fiona, ReadingSeat &gina)
{
    const auto ginas = gina.package(mls::KeyPackageUse::Once);
    const auto fionas = fiona.package(mls::KeyPackageUse::Once);
    if (!ginas || !fionas) return false;
    const protocol::Envelope welcome = begunWith(anna, {ginas->message(), fionas->message()});
    for (ReadingSeat *reader : {&fiona, &gina}) {
        if (!reader->committer.join(welcome)) return false;
        ConversationRecord record = reader->ledger.recordOr(kTalk);
        record.state = protocol::ConversationState::Taken;
        record.department = kSupport;
        record.guest = gina.identity.account();
        if (!reader->ledger.save(record)) return false;
    }
    return true;
}

} // namespace chat121::test
