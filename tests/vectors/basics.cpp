// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Vectors of tree-math, deserialization, crypto-basics and RFC 9180, Appendix A.2.
#include "tests/vectors/checks.h"

#include "common/crypto/hpke.h"
#include "common/crypto/sodium_random.h"
#include "common/mls/suite.h"
#include "common/mls/tree_math.h"

namespace chat121::vectors {

namespace {

bool same(const std::optional<mls::NodeIndex> &node, const QJsonValue &expected)
{
    return node.has_value() != expected.isNull() && (!node || node->value == number(expected));
}

crypto::HpkeKeyPair keyPair(const QJsonValue &private_key)
{
    return crypto::HpkeKeyPair::fromPrivateKey(secret(private_key));
}

void judgeEncryptWithLabel(const QJsonObject &vector, Checks &checks)
{
    const QByteArray label = vector[u"label"].toString().toUtf8();
    const QByteArray context = hex(vector[u"context"]);
    const QByteArray plaintext = hex(vector[u"plaintext"]);
    const crypto::HpkeKeyPair key = keyPair(vector[u"priv"]);
    const mls::HpkeCiphertext sealed{hex(vector[u"kem_output"]), hex(vector[u"ciphertext"])};

    checks.equal(key.public_key.view(), hex(vector[u"pub"]));
    const auto opened = mls::decryptWithLabel(key, label, context, sealed);
    checks.that(opened && *opened == plaintext);

    crypto::SodiumRandom random;
    const auto again =
        mls::encryptWithLabel(key.public_key.view(), mls::encryptContext(label, context), plaintext, random);
    if (!checks.ok(again)) return;
    const auto reopened = mls::decryptWithLabel(key, label, context, *again);
    checks.that(reopened && *reopened == plaintext);
}

void judgeSignWithLabel(const QJsonObject &vector, Checks &checks)
{
    const QByteArray label = vector[u"label"].toString().toUtf8();
    const QByteArray content = hex(vector[u"content"]);
    const QByteArray signature = hex(vector[u"signature"]);
    const auto key = crypto::SigningKey::fromSeed(secret(vector[u"priv"]));

    checks.equal(key.publicKey().view(), hex(vector[u"pub"]));
    checks.that(mls::verifyWithLabel(key.publicKey().view(), label, content, signature));
    checks.equal(mls::signWithLabel(key, label, content), signature);
}

void judgeDerivations(const QJsonObject &vector, Checks &checks)
{
    const QJsonObject ref = vector[u"ref_hash"].toObject();
    checks.equal(mls::refHash(ref[u"label"].toString().toUtf8(), hex(ref[u"value"])).view(),
                 hex(ref[u"out"]));

    const QJsonObject expand = vector[u"expand_with_label"].toObject();
    crypto::SecretBytes out(expand[u"length"].toInteger());
    mls::expandWithLabel(crypto::HmacKey(hex(expand[u"secret"])), expand[u"label"].toString().toUtf8(),
                         hex(expand[u"context"]), out.data(), out.size());
    checks.equal(out.view(), hex(expand[u"out"]));

    const QJsonObject derive = vector[u"derive_secret"].toObject();
    checks.equal(mls::deriveSecret(hex(derive[u"secret"]), derive[u"label"].toString().toUtf8()).view(),
                 hex(derive[u"out"]));

    const QJsonObject tree = vector[u"derive_tree_secret"].toObject();
    checks.equal(mls::deriveTreeSecret<32>(crypto::HmacKey(hex(tree[u"secret"])),
                                           tree[u"label"].toString().toUtf8(), number(tree[u"generation"]))
                     .view(),
                 hex(tree[u"out"]));
    checks.that(tree[u"length"].toInteger() == 32);
}

} // namespace

void judgeTreeMath(const QJsonObject &vector, Checks &checks)
{
    const quint32 leaves = number(vector[u"n_leaves"]);
    checks.that(mls::nodeCount(leaves) == number(vector[u"n_nodes"]));
    checks.that(mls::rootOf(leaves).value == number(vector[u"root"]));
    for (quint32 i = 0; i < mls::nodeCount(leaves); ++i) {
        const qsizetype row = i;
        checks.that(same(mls::leftChild({i}), vector[u"left"][row]));
        checks.that(same(mls::rightChild({i}), vector[u"right"][row]));
        checks.that(same(mls::parentOf({i}, leaves), vector[u"parent"][row]));
        checks.that(same(mls::siblingOf({i}, leaves), vector[u"sibling"][row]));
    }
}

void judgeDeserialization(const QJsonObject &vector, Checks &checks)
{
    const QByteArray header = hex(vector[u"vlbytes_header"]);
    const qint64 length = vector[u"length"].toInteger();
    // The content is never looked at, so that its gigabyte costs no memory.
    QByteArray bytes(header.size() + length, Qt::Uninitialized);
    std::copy(header.begin(), header.end(), bytes.begin());
    Reader reader(bytes);
    checks.that(reader.vector().size() == length);
    checks.that(reader.finish().has_value());
}

void judgeCryptoBasics(const QJsonObject &vector, Checks &checks)
{
    judgeDerivations(vector, checks);
    judgeSignWithLabel(vector[u"sign_with_label"].toObject(), checks);
    judgeEncryptWithLabel(vector[u"encrypt_with_label"].toObject(), checks);
}

void judgeHpke(const QJsonObject &vector, Checks &checks)
{
    if (vector[u"mode"].toInt() > 1) return checks.skip(QStringLiteral("an HPKE mode with a sender's key"));
    const bool suite =
        vector[u"kem_id"].toInt() == 32 && vector[u"kdf_id"].toInt() == 1 && vector[u"aead_id"].toInt() == 3;
    if (!suite) return checks.skip(QStringLiteral("another HPKE suite"));

    checks.equal(crypto::HpkeKeyPair::derive(hex(vector[u"ikmR"])).private_key.view(), hex(vector[u"skRm"]));
    const crypto::HpkeKeyPair key = keyPair(vector[u"skRm"]);
    checks.equal(key.public_key.view(), hex(vector[u"pkRm"]));
    const QByteArray psk = hex(vector[u"psk"]), psk_id = hex(vector[u"psk_id"]);
    auto receiver = crypto::hpkeSetupReceiver(*crypto::Encapsulated::from(hex(vector[u"enc"])), key,
                                              hex(vector[u"info"]), {psk, psk_id});
    if (!checks.ok(receiver)) return;
    qint64 sequence = 0;
    for (const QJsonValue &message : vector[u"encryptions"].toArray()) {
        // The file leaves out some of the sequence; those are passed over by sealing.
        for (; sequence < message[u"sequence_number"].toInteger(); ++sequence)
            static_cast<void>(receiver->seal({}, {}));
        const auto opened = receiver->open(hex(message[u"aad"]), hex(message[u"ct"]));
        checks.that(opened && *opened == hex(message[u"pt"]));
        ++sequence;
    }
    for (const QJsonValue &exported : vector[u"exports"].toArray()) {
        const auto value =
            receiver->exportBytes(hex(exported[u"exporter_context"]), exported[u"L"].toInteger());
        checks.equal(value.view(), hex(exported[u"exported_value"]));
    }
}

} // namespace chat121::vectors
