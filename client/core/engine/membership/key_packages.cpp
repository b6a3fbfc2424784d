// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/core/engine/membership/key_packages.h"

#include <algorithm>

namespace chat121::engine {

KeyPackages::KeyPackages(Context &context, QObject *parent)
    : QObject(parent)
    , m_context(context)
{
}

// Nobody lets a device in by a badge that is over.
std::chrono::milliseconds KeyPackages::life() const
{
    const auto left = m_context.identity.self().notAfter() - m_context.clock.now();
    return std::clamp<std::chrono::milliseconds>(left, limits::kLastResortLifeAfterUse,
                                                 limits::kKeyPackageLife);
}

Result<protocol::KeyPackageUpload> KeyPackages::make(mls::KeyPackageUse use)
{
    const mls::LeafConfig leaf{m_context.identity.credential(),
                               {{identity::kLeafExtensionType, m_context.identity.leafBytes()}}};
    TRY_ASSIGN(const auto bundle, mls::KeyPackageBundle::create(m_context.party, leaf, use, life()));
    const auto reference = FixedBytes<32>::from(bundle.reference());
    if (!reference) return Error{Code::Crypto, QStringLiteral("a reference of another length")};
    KeyPackageRecord record;
    record.reference = *reference;
    record.expires_at = bundle.notAfter();
    record.is_last_resort = bundle.isLastResort();
    record.bundle = bundle.serialise();
    TRY(m_context.store.keyPackages().save(record));
    return protocol::KeyPackageUpload{*reference, bundle.notAfter(), bundle.isLastResort(), bundle.message()};
}

Result<QByteArray> KeyPackages::fresh()
{
    TRY_ASSIGN(const auto package, make(mls::KeyPackageUse::Once));
    return package.package.bytes;
}

Result<bool> KeyPackages::hasLastResort() const
{
    TRY_ASSIGN(const auto records, m_context.store.keyPackages().all());
    return std::any_of(records.cbegin(), records.cend(), [this](const KeyPackageRecord &record) {
        return record.is_last_resort && record.is_published && record.expires_at > m_context.clock.now();
    });
}

Result<void> KeyPackages::removeExpired()
{
    TRY_ASSIGN(const auto records, m_context.store.keyPackages().all());
    for (const KeyPackageRecord &record : records)
        if (record.expires_at < m_context.clock.now())
            TRY(m_context.store.keyPackages().remove(record.reference));
    return success();
}

// Whoever has it may use it again and again: its private half ends soon.
Result<void> KeyPackages::retireLastResort()
{
    const UnixTime end = m_context.clock.now() + limits::kLastResortLifeAfterUse;
    TRY_ASSIGN(const auto records, m_context.store.keyPackages().all());
    for (KeyPackageRecord record : records) {
        if (!record.is_last_resort || !record.is_published) continue;
        record.is_published = false;
        record.expires_at = std::min(record.expires_at, end);
        TRY(m_context.store.keyPackages().save(record));
    }
    return success();
}

void KeyPackages::handedOut(const protocol::KeyPackagesPublished &told)
{
    if (told.is_last_resort_used) {
        if (const auto retired = retireLastResort(); !retired) m_context.storeFailed(retired.error());
    }
    keepUp(told.available);
}

void KeyPackages::keepUp(quint32 available)
{
    if (m_is_publishing) return;
    const auto has_last_resort = hasLastResort();
    if (!has_last_resort) return m_context.storeFailed(has_last_resort.error());
    constexpr auto kKept = static_cast<quint32>(limits::kKeyPackagesKeptUp);
    const quint32 wanted = available * 2 > kKept ? 0 : kKept - available;
    if (wanted == 0 && *has_last_resort) return;
    protocol::PublishKeyPackages message;
    auto prepare = [&]() -> Result<void> {
        TRY_ASSIGN(auto transaction, m_context.store.begin());
        TRY(removeExpired());
        for (quint32 i = 0; i < wanted; ++i) {
            TRY_ASSIGN(auto package, make(mls::KeyPackageUse::Once));
            message.packages.items.append(std::move(package));
        }
        if (!*has_last_resort) {
            TRY_ASSIGN(auto package, make(mls::KeyPackageUse::LastResort));
            message.packages.items.append(std::move(package));
        }
        TRY_ASSIGN(message.request, m_context.store.requests().next());
        return transaction.commit();
    };
    if (const auto prepared = prepare(); !prepared) return m_context.storeFailed(prepared.error());

    m_is_publishing = true;
    m_context.connection.request<protocol::KeyPackagesPublished>(
        message,
        [this, packages = message.packages.items](const Reply<protocol::KeyPackagesPublished> &reply) {
            m_is_publishing = false;
            if (std::holds_alternative<protocol::KeyPackagesPublished>(reply)) onPublished(packages);
        });
}

void KeyPackages::onPublished(const QList<protocol::KeyPackageUpload> &packages)
{
    for (const protocol::KeyPackageUpload &package : packages) {
        if (!package.is_last_resort) continue;
        auto record = m_context.store.keyPackages().find(package.reference);
        if (!record || !*record) continue;
        (*record)->is_published = true;
        if (const auto saved = m_context.store.keyPackages().save(**record); !saved)
            m_context.storeFailed(saved.error());
    }
}

} // namespace chat121::engine
