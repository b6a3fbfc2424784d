// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/directory/key_log.h"

#include "common/base/log.h"
#include "server/store/key_log_rows.h"
#include "server/store/organisation_rows.h"
#include "server/store/running.h"

namespace chat121::directory {

namespace merkle = identity::merkle;
using identity::LoggedStatement;
using merkle::Node;
using merkle::Range;
using store::Outcome;
using store::Refusal;
using store::Request;
using store::Sql;
using store::Verdict;

namespace {

using Nodes = QHash<quint64, crypto::Hash>;

QList<crypto::Hash> hashesOf(const QList<Node> &nodes, const Nodes &stored)
{
    QList<crypto::Hash> hashes;
    for (const Node &node : nodes)
        hashes.append(stored.value(node.number()));
    return hashes;
}

Result<merkle::Frontier> frontierOf(Sql &sql)
{
    TRY_ASSIGN(const quint64 size, store::keyLogSize(sql));
    const QList<Node> edge = merkle::subtreesOf({0, size});
    TRY_ASSIGN(const Nodes stored, store::keyLogNodes(sql, edge));
    return merkle::Frontier::restore(size, hashesOf(edge, stored));
}

} // namespace

// --- recording ------------------------------------------------------------------------------------

Result<void> record(Sql &sql, const QList<LoggedStatement> &statements)
{
    QList<crypto::Hash> leaves;
    for (const LoggedStatement &statement : statements)
        leaves.append(identity::leafOf(statement));
    TRY_ASSIGN(auto known, store::keyLogIndices(sql, leaves));
    if (known.size() == leaves.size()) return success();

    TRY_ASSIGN(merkle::Frontier frontier, frontierOf(sql));
    for (qsizetype index = 0; index < leaves.size(); ++index) {
        if (known.contains(leaves.at(index))) continue;
        known.insert(leaves.at(index), frontier.size());
        const QList<merkle::Frontier::Made> made = frontier.append(leaves.at(index));
        TRY(store::addKeyLogNode(sql, made.first(), statements.at(index).kind));
        for (const merkle::Frontier::Made &subtree : made.sliced(1))
            TRY(store::addKeyLogNode(sql, subtree, std::nullopt));
    }
    return success();
}

Result<QList<LoggedStatement>> statementsOf(const store::AccountRow &account)
{
    if (!identity::isStaff(account.role))
        return QList{
            identity::loggedAs(identity::GuestAttestation{account.public_key, account.registered_at})};
    TRY_ASSIGN(const auto chain, decode<identity::StaffChain>(account.staff_chain));
    return identity::loggedAs(chain);
}

Result<LoggedStatement> statementOf(const store::DeviceRow &device)
{
    TRY_ASSIGN(const auto certificate, decode<identity::SignedDeviceCertificate>(device.certificate));
    return identity::loggedAs(certificate);
}

// --- a database that is older than the log --------------------------------------------------------

namespace {

Result<void> recordDocuments(Sql &sql)
{
    TRY_ASSIGN(const QList<QByteArray> documents, store::allOrganisations(sql));
    QList<LoggedStatement> statements;
    for (const QByteArray &bytes : documents) {
        TRY_ASSIGN(const auto document, decode<identity::SignedOrganisation>(bytes));
        statements.append(identity::loggedAs(document));
    }
    return record(sql, statements);
}

Result<void> recordAccounts(Sql &sql)
{
    AccountId last{};
    for (;;) {
        TRY_ASSIGN(const QList<store::AccountRow> page, store::accountsAfter(sql, last));
        if (page.isEmpty()) return success();
        QList<LoggedStatement> statements;
        for (const store::AccountRow &account : page) {
            TRY_ASSIGN(const auto some, statementsOf(account));
            statements.append(some);
        }
        TRY(record(sql, statements));
        last = page.last().id;
    }
}

Result<void> recordDevices(Sql &sql)
{
    DeviceId last{};
    for (;;) {
        TRY_ASSIGN(const QList<store::DeviceRow> page, store::devicesAfter(sql, last));
        if (page.isEmpty()) return success();
        QList<LoggedStatement> statements;
        for (const store::DeviceRow &device : page) {
            TRY_ASSIGN(const LoggedStatement statement, statementOf(device));
            statements.append(statement);
        }
        TRY(record(sql, statements));
        last = page.last().id;
    }
}

Verdict<Outcome> recordEverything(Sql &sql, UnixTime)
{
    TRY_ASSIGN(const quint64 size, store::keyLogSize(sql));
    if (size > 0) return Outcome{};
    TRY(recordDocuments(sql));
    TRY(recordAccounts(sql));
    TRY(recordDevices(sql));
    TRY_ASSIGN(const quint64 recorded, store::keyLogSize(sql));
    if (recorded > 0) qCInfo(lcStore) << "the key log begins with" << recorded << "statements";
    return Outcome{};
}

} // namespace

Result<void> beginKeyLog(store::GroupCommit &writer)
{
    const auto done = writer.runAndWait(recordEverything);
    if (!done) return Error{done.error().code, done.error().detail};
    return success();
}

// --- proofs ---------------------------------------------------------------------------------------

namespace {

// What an answer needs, before any of it is read: one reading for all.
struct Plan {
    quint64 size = 0;
    QList<QList<Range>> consistency{};
    QList<std::optional<quint64>> indices{}; // of the leaves
    QList<QList<Range>> inclusion{};

    QList<Node> nodes() const
    {
        QList<Node> nodes = merkle::subtreesOf({0, size});
        for (const QList<QList<Range>> &proofs : {consistency, inclusion}) {
            for (const QList<Range> &proof : proofs) {
                for (const Range &range : proof)
                    nodes.append(merkle::subtreesOf(range));
            }
        }
        return nodes;
    }
};

Result<Plan> planFor(Sql &sql, const protocol::FetchKeyLog &message)
{
    Plan plan;
    TRY_ASSIGN(plan.size, store::keyLogSize(sql));
    for (const quint64 size : message.sizes.items) {
        const bool is_provable = size > 0 && size <= plan.size;
        plan.consistency.append(is_provable ? merkle::consistencyRanges(size, plan.size) : QList<Range>());
    }
    TRY_ASSIGN(const auto indices, store::keyLogIndices(sql, message.leaves.items));
    for (const crypto::Hash &leaf : message.leaves.items) {
        const auto found = indices.constFind(leaf);
        const bool is_there = found != indices.cend();
        plan.indices.append(is_there ? std::optional(*found) : std::nullopt);
        plan.inclusion.append(is_there ? merkle::inclusionRanges(*found, plan.size) : QList<Range>());
    }
    return plan;
}

protocol::KeyLogPath pathOf(const QList<Range> &ranges, const Nodes &stored)
{
    protocol::KeyLogPath path;
    for (const Range &range : ranges)
        path.hashes.items.append(merkle::rootOf(hashesOf(merkle::subtreesOf(range), stored)));
    return path;
}

} // namespace

Verdict<Outcome> fetchKeyLog(Sql &sql, const Request &request, const protocol::FetchKeyLog &message)
{
    TRY_ASSIGN(const Plan plan, planFor(sql, message));
    TRY_ASSIGN(const Nodes stored, store::keyLogNodes(sql, plan.nodes()));
    const QList<Node> edge = merkle::subtreesOf({0, plan.size});
    const identity::KeyLogHead head{
        plan.size, edge.isEmpty() ? merkle::emptyRoot() : merkle::rootOf(hashesOf(edge, stored)),
        request.now};

    protocol::KeyLog reply;
    reply.request = message.request;
    reply.head.bytes = encode(identity::SignedKeyLogHead::sign(head, *request.services->registrar));
    for (const QList<Range> &ranges : plan.consistency)
        reply.consistency.items.append(pathOf(ranges, stored));
    for (qsizetype leaf = 0; leaf < plan.indices.size(); ++leaf) {
        const std::optional<quint64> index = plan.indices.at(leaf);
        reply.inclusion.items.append(
            {index.has_value(), index.value_or(0), pathOf(plan.inclusion.at(leaf), stored)});
    }
    return Outcome{.reply = protocol::encodeFrame(reply)};
}

} // namespace chat121::directory
