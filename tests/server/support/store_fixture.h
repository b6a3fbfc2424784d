// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A server without sockets: writer, readers and handlers on a fresh database of either kind, with a
// clock that the test moves.
#pragma once

#include "common/crypto/sodium_random.h"
#include "server/store/group_commit.h"
#include "server/store/handler_table.h"
#include "server/store/reader_pool.h"
#include "tests/support/fake_clock.h"
#include "tests/support/temporary_directory.h"

#include <QTest>

#include <atomic>
#include <mutex>

namespace chat121::test {

// For initTestCase_data(): every test function runs on SQLite and on PostgreSQL.
void addBackends();

// An empty database of one kind, without tables.
class EmptyDatabase {
public:
    explicit EmptyDatabase(const QString &backend);
    const store::DatabaseUrl &url() const { return m_url; }

private:
    TemporaryDirectory m_folder;
    store::DatabaseUrl m_url;
};

class StoreFixture {
public:
    // `backend` as QFETCH_GLOBAL gives it. An empty database.
    explicit StoreFixture(const QString &backend);
    ~StoreFixture();

    const store::DatabaseUrl &url() const { return m_database.url(); }
    void stop();
    void start(); // after stop(): the same database

    // Runs a job and waits for it.
    store::Verdict<store::Outcome> write(store::Job job) { return writer->runAndWait(std::move(job)); }
    store::Verdict<store::Outcome> read(store::Job job) { return readers->runAndWait(std::move(job)); }
    // The same, for a job that cannot fail; fails the program when it does.
    void mustWrite(const std::function<Result<void>(store::Sql &)> &work);

    // Sends a message through the handler table, all stages of it.
    template <typename Message>
    store::Verdict<store::Outcome> send(const store::Caller &caller, const Message &message)
    {
        return sendFrame(caller, protocol::encodeFrame(message));
    }
    store::Verdict<store::Outcome> sendFrame(const store::Caller &caller, const QByteArray &frame);

    // The decoded reply; fails the test when the answer is another one.
    template <typename Reply, typename Message>
    Reply ask(const store::Caller &caller, const Message &message)
    {
        const auto verdict = send(caller, message);
        if (!verdict)
            qFatal("refused: %d %s", int(verdict.error().reason), qPrintable(verdict.error().detail));
        auto reply = protocol::decodeFrame<Reply>(verdict->reply);
        if (!reply) qFatal("another reply than expected");
        return *std::move(reply);
    }
    template <typename Message>
    store::Refusal refusal(const store::Caller &caller, const Message &message)
    {
        const auto verdict = send(caller, message);
        if (verdict) qFatal("not refused");
        return verdict.error();
    }

    // What was delivered since the last call, decoded, in order.
    template <typename Message>
    QList<std::pair<store::Audience, Message>> delivered()
    {
        QList<std::pair<store::Audience, Message>> found;
        for (const store::Delivery &delivery : takeDeliveries()) {
            if (auto message = protocol::decodeFrame<Message>(delivery.message))
                found.append({delivery.to, *std::move(message)});
        }
        return found;
    }
    QList<store::Delivery> takeDeliveries();

    FakeClock clock;
    crypto::SodiumRandom random;
    store::HandlerTable table;
    store::Services services;
    crypto::Hash challenge{};
    std::unique_ptr<store::GroupCommit> writer;
    std::unique_ptr<store::ReaderPool> readers;
    std::atomic_int broken = 0; // how often the writer said that it gives up

private:
    EmptyDatabase m_database;
    crypto::SigningKey m_registrar;
    std::mutex m_mutex;
    QList<store::Delivery> m_deliveries;
};

} // namespace chat121::test
