// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/mls/key_package_bundle.h"

#include "common/mls/framing.h"

#include <limits>

namespace chat121::mls {

namespace {

constexpr quint8 kBundleVersion = 1;
constexpr auto kClockTolerance = std::chrono::hours(1);

// Key packages count seconds; a time that is too far away becomes the last one that we can say.
UnixTime fromSeconds(quint64 seconds)
{
    constexpr auto kSecondsMax = static_cast<quint64>(std::numeric_limits<qint64>::max() / 1000);
    return {static_cast<qint64>(std::min(seconds, kSecondsMax)) * 1000};
}

quint64 toSeconds(UnixTime time)
{
    return static_cast<quint64>(std::max<qint64>(time.ms, 0) / 1000);
}

bool isLastResortPackage(const KeyPackage &package)
{
    return findExtension(package.extensions, kExtensionLastResort).has_value();
}

bool fits(const crypto::Secret32 &private_key, const QByteArray &public_key)
{
    return crypto::x25519PublicKey(private_key).view() == public_key;
}

} // namespace

Result<KeyPackageBundle> KeyPackageBundle::create(const Party &party, const LeafConfig &leaf,
                                                  KeyPackageUse use, std::chrono::milliseconds life)
{
    crypto::HpkeKeyPair init_key = crypto::HpkeKeyPair::generate(party.random);
    crypto::HpkeKeyPair encryption_key = crypto::HpkeKeyPair::generate(party.random);

    KeyPackage package;
    package.init_key.bytes = init_key.public_key.toByteArray();
    package.leaf_node = makeLeaf(leaf, party.signing_key.publicKey());
    package.leaf_node.encryption_key.bytes = encryption_key.public_key.toByteArray();
    package.leaf_node.source = LeafNodeSource::KeyPackage;
    const UnixTime now = party.clock.now();
    package.leaf_node.lifetime = {toSeconds(now - kClockTolerance), toSeconds(now + life)};
    package.leaf_node.sign(party.signing_key, {});
    if (use == KeyPackageUse::LastResort)
        package.extensions.items.append(Extension{kExtensionLastResort, {}});
    package.sign(party.signing_key);
    return fromParts(encodeMessage(std::move(package)), std::move(init_key.private_key),
                     std::move(encryption_key.private_key));
}

Result<KeyPackageBundle> KeyPackageBundle::fromParts(QByteArrayView message, crypto::Secret32 init_key,
                                                     crypto::Secret32 encryption_key)
{
    TRY_ASSIGN(const KeyPackage package, decodeMessage<KeyPackage>(message));
    TRY(validateKeyPackage(package));
    const bool right = fits(init_key, package.init_key.bytes) &&
                       fits(encryption_key, package.leaf_node.encryption_key.bytes);
    TRY(require(right, "private keys of another key package"));

    KeyPackageBundle bundle;
    bundle.m_message = message.toByteArray();
    bundle.m_reference = package.reference();
    bundle.m_not_after = fromSeconds(package.leaf_node.lifetime.not_after);
    bundle.m_last_resort = isLastResortPackage(package);
    bundle.m_init_key = std::move(init_key);
    bundle.m_encryption_key = std::move(encryption_key);
    return bundle;
}

QByteArray KeyPackageBundle::serialise() const
{
    Writer writer;
    writer.u8(kBundleVersion);
    writer.vector(m_message);
    codec::put(writer, m_init_key);
    codec::put(writer, m_encryption_key);
    return writer.take();
}

Result<KeyPackageBundle> KeyPackageBundle::restore(QByteArrayView bytes)
{
    Reader reader(bytes);
    const quint8 version = reader.u8();
    const QByteArrayView message = reader.vector(limits::kMessageBytesMax);
    crypto::Secret32 init_key;
    crypto::Secret32 encryption_key;
    codec::get(reader, init_key);
    codec::get(reader, encryption_key);
    TRY(reader.finish());
    if (version != kBundleVersion)
        return Error{Code::Unsupported, QStringLiteral("key package of another version")};
    return fromParts(message, std::move(init_key), std::move(encryption_key));
}

Result<KeyPackageSummary> inspectKeyPackage(QByteArrayView message)
{
    TRY_ASSIGN(const KeyPackage package, decodeMessage<KeyPackage>(message));
    TRY(validateKeyPackage(package));
    KeyPackageSummary summary;
    summary.member = toMember({}, package.leaf_node);
    summary.reference = package.reference();
    summary.not_before = fromSeconds(package.leaf_node.lifetime.not_before);
    summary.not_after = fromSeconds(package.leaf_node.lifetime.not_after);
    summary.last_resort = isLastResortPackage(package);
    return summary;
}

Result<QList<QByteArray>> welcomeReferences(QByteArrayView welcome)
{
    TRY_ASSIGN(const Welcome decoded, decodeMessage<Welcome>(welcome));
    QList<QByteArray> references;
    for (const EncryptedGroupSecrets &entry : decoded.secrets.items)
        references.append(entry.new_member.bytes);
    return references;
}

} // namespace chat121::mls
