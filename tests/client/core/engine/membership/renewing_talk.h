// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A conversation of three whose keys are renewed: Anna's client as it is, Gina and Fiona, who only read, by a
// clock that the test moves and a server that the test plays.
//
// Threads: the test's.
#pragma once

#include "common/crypto/sodium_random.h"
#include "common/protocol/messages/answers.h"
#include "common/protocol/messages/delivery.h"
#include "tests/client/core/engine/membership/renewing_seat.h"

#include <QtTest>

#include <memory>
#include <optional>

namespace chat121::test {

class RenewingTalk : public QObject {
protected:
    void begin();
    void end();
    void comesIn(); // Anna's client, with what is in her store
    void serves();  // until nobody has anything to say
    void answers(const QByteArray &frame);
    void stores(const protocol::Append &append);
    void stores(const protocol::Commit &commit);
    void append(protocol::Envelope envelope);
    void reply(const QByteArray &frame) { m_anna->script.newest()->playReceived(frame); }
    void passes(std::chrono::milliseconds time) { m_clock.jumpTo(m_clock.now() + time); }
    void looks();
    void says(const QString &text);
    void renewsAtGinas();
    void expelsAtGinas(const Person &person); // with that person's signed word
    bool ginaReads();                         // everything that is in the log
    engine::OwnLeaf leaf() const;             // Anna's
    quint64 epoch() const { return (*m_anna->groups.find(kGroup))->epoch(); }

    Acme m_acme;
    FakeClock m_clock{kNow};
    crypto::SodiumRandom m_random;
    std::optional<Office<ReadingSeat>> m_office;
    std::unique_ptr<LocalStore> m_store;
    std::unique_ptr<Renewing> m_anna;
    std::unique_ptr<ReadingSeat> m_gina, m_fiona;
    QList<protocol::Envelope> m_log;            // the server's
    QList<protocol::Commit> m_commits;          // that it has seen
    QList<protocol::Append> m_appends;          // likewise
    bool m_is_holding = false;                  // keeps its answers to itself
    std::optional<protocol::Refused> m_refusal; // of commits
    qsizetype m_served = 0;
};

} // namespace chat121::test
