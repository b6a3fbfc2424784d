// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What is to be sent and has not been stored by the server yet: the content is kept until then.
// Sealed bytes are filled in, together with the group's advanced state, before anything leaves.
// Threads: the store's. Errors: local_store.h.
#pragma once

#include "client/core/local_store/records.h"

#include <QList>

#include <optional>

namespace chat121 {

class Database;

struct OutboxEntry {
    quint64 order = 0; // given by put(); rises, so that entries leave in the order they came
    ConversationId conversation{};
    FixedBytes<16> message{}; // zero for what is no message (receipts, notices)
    quint8 purpose = 0;       // the engine's own
    RequestId request{};
    quint32 attempts = 0;
    RecordBytes content{}; // encodeContent()
    // Sealed, or empty as long as it is not:
    quint32 generation = 0;
    quint64 epoch = 0;
    RecordBytes sealed{};

    bool isSealed() const { return !sealed.bytes.isEmpty(); }
    auto fields()
    {
        return std::tie(conversation, message, purpose, request, attempts, content, generation, epoch,
                        sealed);
    }
    bool operator==(const OutboxEntry &) const = default;
};

class OutboxTable {
public:
    explicit OutboxTable(Database &database)
        : m_database(database)
    {
    }

    // Behind all others; returns its order. Busy beyond kOutboxMessagesMax entries.
    Result<quint64> put(const OutboxEntry &entry);
    Result<void> update(const OutboxEntry &entry); // by its order; NotFound
    Result<void> remove(quint64 order);            // absent: success
    Result<std::optional<OutboxEntry>> find(quint64 order) const;
    Result<std::optional<OutboxEntry>> findRequest(RequestId request) const;
    Result<QList<OutboxEntry>> all() const; // oldest first
    Result<QList<OutboxEntry>> allOf(ConversationId conversation) const;
    Result<int> count() const;

private:
    Database &m_database;
};

} // namespace chat121
