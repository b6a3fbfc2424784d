// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/interop/peer.h"

#include <QJsonArray>

#include <algorithm>

namespace chat121::interop {

namespace {

constexpr quint16 kLeafExtension = 0xF121; // as the product's leaves have one
constexpr auto kKeyPackageLife = std::chrono::hours(24);

QByteArray bytes(const QJsonValue &value)
{
    return QByteArray::fromHex(value.toString().toLatin1());
}

QString hex(QByteArrayView data)
{
    return QString::fromLatin1(data.toByteArray().toHex());
}

QList<QByteArray> list(const QJsonValue &value)
{
    QList<QByteArray> result;
    for (const QJsonValue &item : value.toArray())
        result.append(bytes(item));
    return result;
}

mls::CommitRequest::Framing framing(const QJsonObject &request)
{
    return request[u"public"].toBool() ? mls::CommitRequest::Framing::Public
                                       : mls::CommitRequest::Framing::Private;
}

Error unknown(const QString &what)
{
    return {Code::Unsupported, what};
}

// Where the joiner stood before: the leaf with its key, or else the one with its name.
std::optional<mls::LeafIndex> formerLeaf(const QList<mls::Member> &members, const crypto::PublicKey &key,
                                         const QByteArray &identity)
{
    for (const mls::Member &member : members)
        if (member.signature_key == key) return member.leaf;
    for (const mls::Member &member : members)
        if (member.identity == identity) return member.leaf;
    return std::nullopt;
}

} // namespace

std::optional<crypto::SecretBytes> Peer::Psks::externalPsk(QByteArrayView psk_id)
{
    const auto found = values.find(psk_id.toByteArray());
    if (found == values.end()) return std::nullopt;
    return crypto::SecretBytes(found->second);
}

Peer::Peer()
    : m_key(crypto::SigningKey::generate(m_random))
    , m_party{m_key, m_random, m_clock, nullptr, &m_psks}
{
}

QJsonObject Peer::answer(const QJsonObject &request)
{
    Answer result = dispatch(request);
    if (result) {
        if (const auto saved = saveAndRestore(); !saved) result = saved.error();
    }
    if (!result) {
        const Error &error = result.error();
        return {{QStringLiteral("ok"), false},
                {QStringLiteral("error"),
                 QStringLiteral("%1: %2").arg(static_cast<int>(error.code)).arg(error.detail)}};
    }
    QJsonObject fields = *std::move(result);
    fields[u"ok"] = true;
    return fields;
}

Result<QJsonObject> Peer::dispatch(const QJsonObject &request)
{
    using Operation = Answer (Peer::*)(const QJsonObject &);
    static const std::map<QString, Operation> operations = {
        {QStringLiteral("info"), &Peer::info},
        {QStringLiteral("key_package"), &Peer::keyPackage},
        {QStringLiteral("create"), &Peer::create},
        {QStringLiteral("commit"), &Peer::commit},
        {QStringLiteral("merge"), &Peer::merge},
        {QStringLiteral("discard"), &Peer::discard},
        {QStringLiteral("propose"), &Peer::propose},
        {QStringLiteral("join"), &Peer::join},
        {QStringLiteral("process"), &Peer::process},
        {QStringLiteral("protect"), &Peer::protect},
        {QStringLiteral("state"), &Peer::state},
        {QStringLiteral("export"), &Peer::exported},
        {QStringLiteral("group_info"), &Peer::groupInfo},
        {QStringLiteral("external_join"), &Peer::externalJoin},
        {QStringLiteral("psk"), &Peer::psk},
    };
    const QString name = request[u"op"].toString();
    const auto found = operations.find(name);
    if (found == operations.end()) return unknown(QStringLiteral("operation '%1'").arg(name));
    return (this->*found->second)(request);
}

Result<mls::Group *> Peer::current()
{
    if (!m_group) return Error{Code::NotFound, QStringLiteral("not in a group")};
    return &*m_group;
}

Result<void> Peer::saveAndRestore()
{
    if (!m_group) return success();
    TRY_ASSIGN(m_group, mls::Group::restore(m_party, m_group->saved()));
    return success();
}

mls::LeafConfig Peer::leaf(const QJsonObject &request) const
{
    const QByteArray identity = bytes(request[u"identity"]);
    return {identity, {{kLeafExtension, identity}}};
}

QJsonObject Peer::epochFields() const
{
    return {{QStringLiteral("epoch"), static_cast<qint64>(m_group->epoch())},
            {QStringLiteral("epoch_authenticator"), hex(m_group->epochAuthenticator())},
            {QStringLiteral("group_id"), hex(m_group->groupId())}};
}

Result<QJsonObject> Peer::info(const QJsonObject &)
{
    return QJsonObject{{QStringLiteral("impl"), QStringLiteral("chat121")},
                       {QStringLiteral("version"), QStringLiteral(CHAT121_VERSION)},
                       {QStringLiteral("suites"), QJsonArray{3}}};
}

Result<QJsonObject> Peer::keyPackage(const QJsonObject &request)
{
    const auto use =
        request[u"last_resort"].toBool() ? mls::KeyPackageUse::LastResort : mls::KeyPackageUse::Once;
    TRY_ASSIGN(auto bundle, mls::KeyPackageBundle::create(m_party, leaf(request), use, kKeyPackageLife));
    const QString message = hex(bundle.message());
    m_bundles.push_back(std::move(bundle));
    return QJsonObject{{QStringLiteral("key_package"), message}};
}

Result<QJsonObject> Peer::create(const QJsonObject &request)
{
    QList<mls::Extension> extensions;
    if (request[u"require_leaf_extension"].toBool())
        extensions.append(mls::requiredCapabilities({kLeafExtension}));
    TRY_ASSIGN(m_group, mls::Group::create(m_party, bytes(request[u"group_id"]), leaf(request), extensions));
    m_held.clear();
    return epochFields();
}

Result<QJsonObject> Peer::commit(const QJsonObject &request)
{
    TRY_ASSIGN(mls::Group *const group, current());
    mls::CommitRequest wanted;
    wanted.adds = list(request[u"add"]);
    for (const QJsonValue &leaf : request[u"remove"].toArray())
        wanted.removes.append(mls::LeafIndex{static_cast<quint32>(leaf.toInteger())});
    wanted.psk_ids = list(request[u"psk"]);
    wanted.framing = framing(request);
    if (!request[u"path"].toBool(true)) wanted.path = mls::CommitRequest::Path::WhenNeeded;
    TRY_ASSIGN(const mls::PendingCommit pending, group->commit(wanted));
    m_held = pending.serialise();
    QJsonObject fields{{QStringLiteral("commit"), hex(pending.commit())},
                       {QStringLiteral("welcome"), QJsonValue::Null},
                       {QStringLiteral("epoch"), static_cast<qint64>(pending.epoch())}};
    if (!pending.welcome().isEmpty()) fields[u"welcome"] = hex(pending.welcome());
    if (!request[u"hold"].toBool()) TRY(enterHeld());
    return fields;
}

Result<void> Peer::enterHeld()
{
    TRY_ASSIGN(mls::PendingCommit pending, m_group->restorePending(m_held));
    m_held.clear();
    return m_group->merge(std::move(pending));
}

Result<QJsonObject> Peer::merge(const QJsonObject &)
{
    TRY(current());
    if (m_held.isEmpty()) return Error{Code::NotFound, QStringLiteral("no commit is held")};
    TRY(enterHeld());
    return epochFields();
}

Result<QJsonObject> Peer::discard(const QJsonObject &)
{
    m_held.clear();
    return QJsonObject();
}

Result<QJsonObject> Peer::propose(const QJsonObject &request)
{
    TRY_ASSIGN(mls::Group *const group, current());
    const QString kind = request[u"kind"].toString();
    Result<QByteArray> proposal = unknown(QStringLiteral("proposal '%1'").arg(kind));
    if (kind == u"add") proposal = group->proposeAdd(bytes(request[u"key_package"]), framing(request));
    if (kind == u"update") proposal = group->proposeUpdate(framing(request));
    if (kind == u"remove")
        proposal =
            group->proposeRemove({static_cast<quint32>(request[u"leaf"].toInteger())}, framing(request));
    TRY_ASSIGN(const QByteArray message, std::move(proposal));
    return QJsonObject{{QStringLiteral("proposal"), hex(message)}};
}

Result<QJsonObject> Peer::join(const QJsonObject &request)
{
    const QByteArray welcome = bytes(request[u"welcome"]);
    TRY_ASSIGN(const QList<QByteArray> references, mls::welcomeReferences(welcome));
    const auto bundle = std::find_if(m_bundles.begin(), m_bundles.end(), [&](const auto &candidate) {
        return references.contains(candidate.reference());
    });
    if (bundle == m_bundles.end()) return Error{Code::NotFound, QStringLiteral("a welcome for others")};
    if (request.contains(u"ratchet_tree")) {
        TRY_ASSIGN(m_group, mls::Group::join(m_party, welcome, *bundle, bytes(request[u"ratchet_tree"])));
    } else {
        TRY_ASSIGN(m_group, mls::Group::join(m_party, welcome, *bundle));
    }
    if (!bundle->isLastResort()) m_bundles.erase(bundle);
    m_held.clear();
    return epochFields();
}

Result<QJsonObject> Peer::process(const QJsonObject &request)
{
    TRY_ASSIGN(mls::Group *const group, current());
    TRY_ASSIGN(mls::Incoming incoming, group->process(bytes(request[u"message"])));
    QJsonObject fields;
    if (const auto *application = std::get_if<mls::Application>(&incoming)) {
        fields[u"type"] = QStringLiteral("application");
        fields[u"data"] = hex(application->data);
        fields[u"aad"] = hex(application->authenticated_data);
        fields[u"sender"] = static_cast<qint64>(application->sender.value);
    } else if (std::holds_alternative<mls::ProposalReceived>(incoming)) {
        fields[u"type"] = QStringLiteral("proposal");
    } else if (std::holds_alternative<mls::OwnMessage>(incoming)) {
        fields[u"type"] = QStringLiteral("own");
    } else {
        auto &staged = std::get<mls::StagedCommit>(incoming);
        fields[u"type"] = QStringLiteral("commit");
        if (staged.selfRemoved()) fields[u"removed"] = true;
        TRY(group->merge(std::move(staged)));
        m_held.clear(); // it was for the epoch that has ended
    }
    fields[u"epoch"] = static_cast<qint64>(group->epoch());
    return fields;
}

Result<QJsonObject> Peer::protect(const QJsonObject &request)
{
    TRY_ASSIGN(mls::Group *const group, current());
    TRY_ASSIGN(const QByteArray message, group->protect(bytes(request[u"data"]), bytes(request[u"aad"])));
    return QJsonObject{{QStringLiteral("message"), hex(message)}};
}

Result<QJsonObject> Peer::state(const QJsonObject &)
{
    TRY_ASSIGN(const mls::Group *const group, current());
    QJsonArray members;
    for (const mls::Member &member : group->members())
        members.append(QJsonObject{{QStringLiteral("index"), static_cast<qint64>(member.leaf.value)},
                                   {QStringLiteral("identity"), hex(member.identity)}});
    QJsonObject fields = epochFields();
    fields[u"self"] = static_cast<qint64>(group->ownLeaf().value);
    fields[u"members"] = members;
    return fields;
}

Result<QJsonObject> Peer::exported(const QJsonObject &request)
{
    TRY_ASSIGN(const mls::Group *const group, current());
    TRY_ASSIGN(const auto secret,
               group->exporter(request[u"label"].toString().toUtf8(), bytes(request[u"context"]),
                               request[u"length"].toInteger()));
    return QJsonObject{{QStringLiteral("secret"), hex(secret.view())}};
}

Result<QJsonObject> Peer::groupInfo(const QJsonObject &)
{
    TRY_ASSIGN(const mls::Group *const group, current());
    TRY_ASSIGN(const QByteArray info, group->groupInfo());
    return QJsonObject{{QStringLiteral("group_info"), hex(info)}};
}

Result<QJsonObject> Peer::externalJoin(const QJsonObject &request)
{
    const QByteArray info = bytes(request[u"group_info"]);
    std::optional<mls::LeafIndex> replaces;
    if (request[u"resync"].toBool()) {
        TRY_ASSIGN(const QList<mls::Member> members, mls::publicMembers(info));
        replaces = formerLeaf(members, m_key.publicKey(), bytes(request[u"identity"]));
        if (!replaces) return Error{Code::NotFound, QStringLiteral("was no member")};
    }
    TRY_ASSIGN(mls::ExternalJoin joined, mls::Group::joinExternally(m_party, info, leaf(request), replaces));
    m_group = std::move(joined.group);
    m_held.clear();
    QJsonObject fields = epochFields();
    fields[u"commit"] = hex(joined.commit);
    return fields;
}

// Not part of the common protocol: an external pre-shared key that both sides are told.
Result<QJsonObject> Peer::psk(const QJsonObject &request)
{
    m_psks.values[bytes(request[u"id"])] = bytes(request[u"value"]);
    return QJsonObject();
}

} // namespace chat121::interop
