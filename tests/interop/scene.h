// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Clients of both implementations in one group, and the Delivery Service between them: it decides which
// commit of an epoch counts, brings everything to everybody, and compares what they say afterwards.
// Owned by one test function; one thread.
#pragma once

#include "tests/interop/peer_process.h"
#include "tests/interop/second_implementation.h"

#include <memory>
#include <vector>

namespace chat121::interop {

enum class Kind { Ours, Theirs };

// What a commit shall do, beside the proposals that lie there. Clients are named by their number.
struct Change {
    QList<int> add{};
    QList<int> remove{};
    bool is_public = false;
    bool path = true;         // ours: also when the RFC does not ask for one
    bool tree_beside = false; // theirs: the tree does not travel in the Welcome
    QStringList psk_ids{};
};

class Scene {
public:
    explicit Scene(const SecondImplementation &second);

    // A new client, outside of the group. Its name is "ours-N" or "theirs-N".
    int start(Kind kind);
    Kind kind(int client) const { return at(client).kind; }
    const QList<int> &members() const { return m_members; }

    Result<QJsonObject> ask(int client, const QString &operation, const QJsonObject &fields = {});

    Result<void> create(int client);

    // The commit becomes the epoch's: the added join, everybody else follows, all agree.
    Result<void> commit(int by, const Change &change);
    // As commit(), but first a commit of `loser` that the Delivery Service refuses.
    Result<void> commitAgainst(int loser, int winner, const Change &change);

    // For the next commit of anybody; everybody gets it. `about`: who is added or removed.
    Result<void> propose(int by, const QString &kind, int about, bool is_public);
    // A newcomer of theirs asks to be added.
    Result<void> proposeSelf(int newcomer, int host);

    Result<void> joinExternally(int client, int host, bool resync);

    // A message, as hex; and what it says.
    Result<QString> protect(int by, const QByteArray &text, const QByteArray &aad = {});
    Result<QByteArray> open(int client, const QString &message);

    // Everybody is in the same epoch with the same secrets and sees the same members.
    Result<void> agree();
    qint64 epoch() const { return m_epoch; }

    // A new member of theirs that refuses a tree which is valid, and why (see README.md). The commit
    // was discarded then, and the group goes on without it.
    static bool isKnownDefect(const Error &error);

private:
    struct Client {
        Kind kind;
        QString identity; // hex
        std::unique_ptr<PeerProcess> process;
    };

    Client &at(int client) { return m_clients[static_cast<size_t>(client)]; }
    const Client &at(int client) const { return m_clients[static_cast<size_t>(client)]; }
    Result<QString> keyPackage(int client);
    Result<qint64> leaf(int client);
    Result<QJsonObject> request(const Change &change);
    Result<void> deliverCommit(int by, const QString &commit);

    const SecondImplementation &m_second;
    std::vector<Client> m_clients;
    QList<int> m_members;
    QList<int> m_coming; // proposed to be added
    QList<int> m_going;  // proposed to be removed
    qint64 m_epoch = 0;
};

} // namespace chat121::interop
