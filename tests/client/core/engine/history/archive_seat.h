// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Anna's computer with its archive: what writes it, reads it and empties it, against a server that answers
// when the test says so. For a test class beside QObject; begins() in init(), ends() in cleanup().
#pragma once

#include "client/core/engine/history/archive_eraser.h"
#include "client/core/engine/history/archive_reader.h"
#include "common/crypto/sodium_random.h"
#include "tests/client/core/engine/talk/wired_seat.h"

#include <QtTest>

namespace chat121::test {

inline constexpr LogId kArchive{900};

class ArchiveSeat {
protected:
    void begins()
    {
        m_head = 0;
        m_office.emplace(m_acme, m_clock, m_random);
        m_anna = m_office->anna();
        m_state.emplace();
        m_state->version = 1;
        m_state->log = kArchive;
        m_state->incarnation = 1;
        m_state->words = crypto::RecoverySecret::random(m_random);
        m_state->keyring = archive::Keyring::make(m_random, kNow);
        m_state->writer = m_anna->identity.device();
        engine::Context &context = m_anna->context;
        engine::Ledger &ledger = m_anna->ledger;
        m_rules.emplace(context, ledger);
        m_writer = std::make_unique<engine::ArchiveWriter>(context, ledger, *m_rules, m_state, nullptr);
        m_eraser = std::make_unique<engine::ArchiveEraser>(context, ledger, m_state, *m_writer, nullptr);
        m_reader = std::make_unique<engine::ArchiveReader>(context, ledger, m_state, nullptr);
        m_reader->setEraser(*m_eraser);
        QVERIFY(m_anna->logsIn());
    }

    void ends()
    {
        m_reader.reset();
        m_eraser.reset();
        m_writer.reset();
        m_anna.reset();
        m_office.reset();
    }

    int appends() const { return m_anna->count<protocol::AppendArchive>(); }

    // The items of the newest request, opened.
    QList<content::ArchivedItem> opened() const
    {
        QList<content::ArchivedItem> items;
        const auto message = m_anna->sent<protocol::AppendArchive>();
        if (!message) return items;
        for (const protocol::ArchiveItem &sealed : message->items.items) {
            const auto entry =
                archive::openEntry(m_state->keyring, m_anna->identity.account(), sealed.sealed.bytes);
            items.append(entry ? entry->item : content::ArchivedItem(content::ArchivedUnknown{}));
        }
        return items;
    }

    // The same, and the server's word that they are stored.
    QList<content::ArchivedItem> stored()
    {
        const auto message = m_anna->sent<protocol::AppendArchive>();
        if (!message) return {};
        const QList<content::ArchivedItem> items = opened();
        m_head += static_cast<quint64>(items.size());
        m_anna->answers(
            protocol::ArchiveAppended{message->request, {m_head}, static_cast<quint32>(items.size())});
        return items;
    }

    // What the newest request empties, and the server's word for it.
    QSet<archive::EntryId> emptied()
    {
        const auto message = m_anna->sent<protocol::ForgetArchived>();
        if (!message || message->ids.items.size() > limits::kArchiveEntriesPerAppend) return {};
        m_anna->answers(protocol::Done{message->request});
        return QSet<archive::EntryId>(message->ids.items.cbegin(), message->ids.items.cend());
    }

    // What another of the account's computers has appended is read here.
    bool brings(const QList<content::ArchivedItem> &items)
    {
        const int asked = m_anna->count<protocol::Since>();
        m_reader->setOpen(true);
        m_reader->grown({m_head + static_cast<quint64>(items.size())});
        if (!QTest::qWaitFor([&] { return m_anna->count<protocol::Since>() > asked; })) return false;
        protocol::Envelopes answer;
        answer.request = m_anna->sent<protocol::Since>()->request;
        for (const content::ArchivedItem &item : items) {
            protocol::Envelope envelope;
            envelope.log = kArchive;
            envelope.sequence = {++m_head};
            envelope.kind = protocol::EnvelopeKind::Application;
            envelope.body = archive::sealEntry(m_state->keyring, m_anna->identity.account(),
                                               {DeviceId{5}, 0, item}, m_random);
            answer.envelopes.items.append(envelope);
        }
        m_anna->answers(answer);
        return m_state->top.value == m_head;
    }

    Acme m_acme;
    FakeClock m_clock{kNow};
    crypto::SodiumRandom m_random;
    std::optional<Office<WiredSeat>> m_office;
    std::unique_ptr<WiredSeat> m_anna;
    std::optional<engine::ArchiveState> m_state;
    std::optional<engine::ArchiveRules> m_rules;
    std::unique_ptr<engine::ArchiveWriter> m_writer;
    std::unique_ptr<engine::ArchiveEraser> m_eraser;
    std::unique_ptr<engine::ArchiveReader> m_reader;
    quint64 m_head = 0;
};

} // namespace chat121::test
