// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Saves a conversation as a file, where the department's rule lets this person: README.md has the order.
//
// One file at a time, a page of rows in each turn of the event loop. Answers: Announcer::savingProgressed,
// then saved or savingRefused, once for each wish. Ownership: owns the file until it is whole. Threads:
// engine.
#pragma once

#include "client/core/engine/talk/outbox.h"
#include "client/core/export/format.h"
#include "client/core/export/private_file.h"

#include <QTimer>

namespace chat121::engine {

class FileSaver final : public QObject {
    Q_OBJECT

public:
    FileSaver(Context &context, const Ledger &ledger, Outbox &outbox, QObject *parent);

    void save(ConversationId conversation, const SaveWish &wish);
    void cancel(ConversationId conversation);

private:
    struct Job {
        ConversationId conversation{};
        std::unique_ptr<transcript::PrivateFile> file;
        std::unique_ptr<transcript::Format> format;
        QList<qint64> rows; // in the store
        qsizetype next = 0;
        transcript::Totals totals;
        bool is_told = false;
    };

    Problem refusal(ConversationId conversation) const;
    Problem begin(ConversationId conversation, const SaveWish &wish);
    Problem tell(Job &job);
    transcript::Facts factsOf(const Job &job) const;
    void step();
    Problem writePage();
    Result<void> writeRow(const std::optional<StoredRow> &stored);
    Problem finish();
    void refuse(ConversationId conversation, const Problem &problem);

    Context &m_context;
    const Ledger &m_ledger;
    Outbox &m_outbox;
    std::unique_ptr<Job> m_job;
    QTimer m_next_page;
};

} // namespace chat121::engine
