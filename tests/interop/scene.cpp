// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/interop/scene.h"

#include <QCoreApplication>
#include <QJsonArray>

#include <algorithm>

namespace chat121::interop {

namespace {

constexpr int kExportBytes = 48;

QString hex(const QByteArray &bytes)
{
    return QString::fromLatin1(bytes.toHex());
}

Error disagree(const QString &about)
{
    return {Code::Conflict, about};
}

} // namespace

Scene::Scene(const SecondImplementation &second)
    : m_second(second)
{
}

int Scene::start(Kind kind)
{
    const int number = static_cast<int>(m_clients.size());
    const QByteArray name = (kind == Kind::Ours ? "ours-" : "theirs-") + QByteArray::number(number);
    auto process = kind == Kind::Ours ? std::make_unique<PeerProcess>(QCoreApplication::applicationDirPath() +
                                                                          QStringLiteral("/mls_peer"),
                                                                      QStringList())
                                      : std::make_unique<PeerProcess>(m_second.node, m_second.before);
    m_clients.push_back({kind, hex(name), std::move(process)});
    return number;
}

Result<QJsonObject> Scene::ask(int client, const QString &operation, const QJsonObject &fields)
{
    auto answer = at(client).process->ask(operation, fields);
    if (answer) return answer;
    const QString name = QString::fromLatin1(QByteArray::fromHex(at(client).identity.toLatin1()));
    return Error{answer.error().code,
                 QStringLiteral("%1 in epoch %2: %3").arg(name).arg(m_epoch).arg(answer.error().detail)};
}

Result<void> Scene::create(int client)
{
    TRY(ask(client, QStringLiteral("create"),
            {{QStringLiteral("identity"), at(client).identity},
             {QStringLiteral("group_id"), hex("interop")},
             {QStringLiteral("require_leaf_extension"), true}}));
    m_members = {client};
    return agree();
}

Result<QString> Scene::keyPackage(int client)
{
    TRY_ASSIGN(const QJsonObject answer, ask(client, QStringLiteral("key_package"),
                                             {{QStringLiteral("identity"), at(client).identity}}));
    return answer[u"key_package"].toString();
}

Result<qint64> Scene::leaf(int client)
{
    TRY_ASSIGN(const QJsonObject answer, ask(client, QStringLiteral("state")));
    return answer[u"self"].toInteger();
}

Result<QJsonObject> Scene::request(const Change &change)
{
    QJsonArray add;
    for (const int client : change.add) {
        TRY_ASSIGN(const QString package, keyPackage(client));
        add.append(package);
    }
    QJsonArray remove;
    for (const int client : change.remove) {
        TRY_ASSIGN(const qint64 index, leaf(client));
        remove.append(index);
    }
    return QJsonObject{{QStringLiteral("add"), add},
                       {QStringLiteral("remove"), remove},
                       {QStringLiteral("psk"), QJsonArray::fromStringList(change.psk_ids)},
                       {QStringLiteral("public"), change.is_public},
                       {QStringLiteral("path"), change.path},
                       {QStringLiteral("tree_beside"), change.tree_beside},
                       {QStringLiteral("hold"), true}};
}

Result<void> Scene::commit(int by, const Change &change)
{
    TRY_ASSIGN(const QJsonObject wanted, request(change));
    TRY_ASSIGN(const QJsonObject made, ask(by, QStringLiteral("commit"), wanted));
    const QList<int> newcomers = change.add + m_coming;
    if (made[u"welcome"].isNull() != newcomers.isEmpty())
        return disagree(QStringLiteral("a welcome without newcomers, or newcomers without one"));
    QJsonObject invitation{{QStringLiteral("welcome"), made[u"welcome"]}};
    if (made.contains(u"ratchet_tree")) invitation[u"ratchet_tree"] = made[u"ratchet_tree"];
    for (const int newcomer : newcomers) {
        const auto joined = ask(newcomer, QStringLiteral("join"), invitation);
        if (joined) continue;
        m_coming.clear();
        TRY(ask(by, QStringLiteral("discard")));
        return joined.error();
    }
    TRY(ask(by, QStringLiteral("merge")));
    m_going += change.remove;
    TRY(deliverCommit(by, made[u"commit"].toString()));
    m_members += newcomers;
    m_coming.clear();
    return agree();
}

Result<void> Scene::commitAgainst(int loser, int winner, const Change &change)
{
    TRY_ASSIGN(const QJsonObject wanted, request({}));
    TRY(ask(loser, QStringLiteral("commit"), wanted));
    TRY(ask(loser, QStringLiteral("discard")));
    return commit(winner, change);
}

// Everybody but the committer follows; who is removed says so, and nobody else does.
Result<void> Scene::deliverCommit(int by, const QString &commit)
{
    QList<int> staying;
    for (const int member : std::as_const(m_members)) {
        if (member == by) {
            staying.append(member);
            continue;
        }
        TRY_ASSIGN(const QJsonObject seen,
                   ask(member, QStringLiteral("process"), {{QStringLiteral("message"), commit}}));
        if (seen[u"type"].toString() != u"commit") return disagree(QStringLiteral("not taken for a commit"));
        const bool removed = seen[u"removed"].toBool();
        if (removed != m_going.contains(member)) return disagree(QStringLiteral("who is removed?"));
        if (!removed) staying.append(member);
    }
    m_members = staying;
    m_going.clear();
    return success();
}

Result<void> Scene::propose(int by, const QString &kind, int about, bool is_public)
{
    QJsonObject fields{{QStringLiteral("kind"), kind}, {QStringLiteral("public"), is_public}};
    if (kind == u"add") {
        TRY_ASSIGN(const QString package, keyPackage(about));
        fields[u"key_package"] = package;
    }
    if (kind == u"remove") {
        TRY_ASSIGN(const qint64 index, leaf(about));
        fields[u"leaf"] = index;
    }
    TRY_ASSIGN(const QJsonObject made, ask(by, QStringLiteral("propose"), fields));
    for (const int member : std::as_const(m_members)) {
        if (member == by) continue;
        TRY_ASSIGN(const QJsonObject seen,
                   ask(member, QStringLiteral("process"), {{QStringLiteral("message"), made[u"proposal"]}}));
        if (seen[u"type"].toString() != u"proposal")
            return disagree(QStringLiteral("not taken for a proposal"));
    }
    if (kind == u"add") m_coming.append(about);
    if (kind == u"remove") m_going.append(about);
    return success();
}

Result<void> Scene::proposeSelf(int newcomer, int host)
{
    TRY_ASSIGN(QJsonObject fields, ask(host, QStringLiteral("group_info")));
    fields[u"identity"] = at(newcomer).identity;
    TRY_ASSIGN(const QJsonObject made, ask(newcomer, QStringLiteral("propose_self"), fields));
    for (const int member : std::as_const(m_members))
        TRY(ask(member, QStringLiteral("process"), {{QStringLiteral("message"), made[u"proposal"]}}));
    m_coming.append(newcomer);
    return success();
}

Result<void> Scene::joinExternally(int client, int host, bool resync)
{
    TRY_ASSIGN(QJsonObject fields, ask(host, QStringLiteral("group_info")));
    fields[u"identity"] = at(client).identity;
    fields[u"resync"] = resync;
    TRY_ASSIGN(const QJsonObject joined, ask(client, QStringLiteral("external_join"), fields));
    TRY(deliverCommit(client, joined[u"commit"].toString()));
    if (!m_members.contains(client)) m_members.append(client);
    return agree();
}

Result<QString> Scene::protect(int by, const QByteArray &text, const QByteArray &aad)
{
    TRY_ASSIGN(const QJsonObject sealed,
               ask(by, QStringLiteral("protect"),
                   {{QStringLiteral("data"), hex(text)}, {QStringLiteral("aad"), hex(aad)}}));
    return sealed[u"message"].toString();
}

Result<QByteArray> Scene::open(int client, const QString &message)
{
    TRY_ASSIGN(const QJsonObject opened,
               ask(client, QStringLiteral("process"), {{QStringLiteral("message"), message}}));
    if (opened[u"type"].toString() != u"application") return disagree(QStringLiteral("not a message"));
    return QByteArray::fromHex(opened[u"data"].toString().toLatin1());
}

Result<void> Scene::agree()
{
    QJsonObject first;
    QJsonValue exported_first;
    for (const int member : std::as_const(m_members)) {
        TRY_ASSIGN(QJsonObject state, ask(member, QStringLiteral("state")));
        state.remove(QStringLiteral("self"));
        TRY_ASSIGN(const QJsonObject exported, ask(member, QStringLiteral("export"),
                                                   {{QStringLiteral("label"), QStringLiteral("interop")},
                                                    {QStringLiteral("context"), hex("context")},
                                                    {QStringLiteral("length"), kExportBytes}}));
        if (first.isEmpty()) {
            first = state;
            exported_first = exported[u"secret"];
        }
        if (state != first) return disagree(QStringLiteral("states differ in epoch %1").arg(m_epoch));
        if (exported[u"secret"] != exported_first || exported_first.toString().size() != 2 * kExportBytes)
            return disagree(QStringLiteral("exported secrets differ"));
    }
    QStringList expected;
    for (const int member : std::as_const(m_members))
        expected.append(at(member).identity);
    QStringList seen;
    for (const QJsonValue &member : first[u"members"].toArray())
        seen.append(member[u"identity"].toString());
    std::sort(expected.begin(), expected.end());
    std::sort(seen.begin(), seen.end());
    if (seen != expected) return disagree(QStringLiteral("other members than expected"));
    m_epoch = first[u"epoch"].toInteger();
    return success();
}

bool Scene::isKnownDefect(const Error &error)
{
    return error.detail.contains(
        QStringLiteral("non-blank intermediate node must list leaf node in its unmerged_leaves"));
}

} // namespace chat121::interop
