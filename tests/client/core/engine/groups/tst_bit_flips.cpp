// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// security.md A7 (the IND-CCA break of Matrix' backups, IEEE S&P 2023): every bit of everything that
// the server keeps or passes on is flipped once, and nothing that was damaged is accepted. What was
// not damaged is accepted afterwards: a refused forgery uses up no key.
//
// Openings, department keys, chains, documents and wrapped keys: tests/common/identity,
// tests/common/crypto. Rows of the local store: tst_store_damage. With CHAT121_ATTACKS set, all bits
// of large structures, too; else one of each byte.

#include "common/crypto/password.h"
#include "common/crypto/sodium_random.h"
#include "common/protocol/messages/delivery.h"
#include "common/protocol/messages/logs.h"
#include "tests/client/core/engine/groups/seat.h"
#include "tests/support/test_main.h"

#include <QtTest>

using namespace chat121;
using namespace chat121::engine;
using namespace chat121::test;

namespace {

constexpr qsizetype kAllBitsUpTo = 1024;

// The first flipped bit with which `passes` is true, or -1.
template <typename Passes>
qsizetype firstThatPasses(const QByteArray &bytes, Passes passes)
{
    const bool is_patient = qEnvironmentVariableIsSet("CHAT121_ATTACKS");
    const bool all = bytes.size() <= kAllBitsUpTo || is_patient;
    for (qsizetype bit = 0; bit < bytes.size() * 8; ++bit) {
        if (!all && bit % 8 != (bit / 8) % 8) continue;
        QByteArray damaged = bytes;
        damaged[bit / 8] = static_cast<char>(damaged.at(bit / 8) ^ (1 << (bit % 8)));
        if (passes(damaged)) return bit;
    }
    return -1;
}

} // namespace

class TestBitFlips : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void ofAMessage();
    void ofASignal();
    void ofACommit();
    void ofAWelcome();
    void ofAGroupsInfo();
    void ofAKeyPackage();
    void ofAWrappedKeyAndItsPlace();

private:
    // Anna's group with Gina.
    protocol::Envelope welcome() { return begunWith(*m_anna, *m_gina, mls::KeyPackageUse::Once); }
    bool begin() { return m_gina->committer.join(welcome()).has_value(); }

    Acme m_acme;
    FakeClock m_clock{kNow};
    crypto::SodiumRandom m_random;
    std::optional<Office<Seat>> m_office;
    std::unique_ptr<Seat> m_anna;
    std::unique_ptr<Seat> m_gina;
};

void TestBitFlips::init()
{
    m_office.emplace(m_acme, m_clock, m_random);
    m_anna = m_office->anna();
    m_gina = m_office->gina();
}

void TestBitFlips::cleanup()
{
    m_anna.reset();
    m_gina.reset();
    m_office.reset();
}

void TestBitFlips::ofAMessage()
{
    QVERIFY(begin());
    const auto envelope = m_anna->says(QStringLiteral("every bit of it"));
    QVERIFY(envelope);
    const auto opens = [&](const QByteArray &body) {
        protocol::Envelope damaged = *envelope;
        damaged.body = body;
        return m_gina->sealer.open(damaged).has_value();
    };
    QCOMPARE(firstThatPasses(envelope->body.bytes, opens), -1);
    QCOMPARE(m_gina->opens(*envelope), QStringLiteral("every bit of it"));
}

void TestBitFlips::ofASignal()
{
    QVERIFY(begin());
    const content::Content typing{*content::MessageId::from(QByteArray(16, 's')), kNow,
                                  content::Typing{true}};
    const auto sealed = m_anna->sealer.sealSignal(kGroup, typing);
    QVERIFY(sealed);
    const DeviceId anna = m_anna->identity.device();
    const auto opens = [&](const QByteArray &body) {
        return m_gina->sealer.openSignal(kGroup, anna, body).has_value();
    };
    QCOMPARE(firstThatPasses(*sealed, opens), -1);
    QVERIFY(opens(*sealed));
    QVERIFY(!m_gina->sealer.openSignal(kGroup, m_gina->identity.device(), *sealed)); // nobody else's
}

void TestBitFlips::ofACommit()
{
    QVERIFY(begin());
    const auto commit = m_anna->committer.change(kGroup, {}, {}, RequestId{2});
    QVERIFY(commit);
    const auto reads = [&](const QByteArray &body) {
        const auto read =
            m_gina->committer.read(m_anna->envelope(protocol::EnvelopeKind::Commit, commit->epoch, body));
        return read && read->has_value();
    };
    QCOMPARE(firstThatPasses(commit->commit.bytes, reads), -1);
    QVERIFY(reads(commit->commit.bytes));
}

void TestBitFlips::ofAWelcome()
{
    const protocol::Envelope envelope = welcome();
    const auto joins = [&](const QByteArray &body) {
        protocol::Envelope damaged = envelope;
        damaged.body = body;
        return m_gina->committer.join(damaged).has_value();
    };
    QCOMPARE(firstThatPasses(envelope.body.bytes, joins), -1);
    QVERIFY(joins(envelope.body.bytes));
}

void TestBitFlips::ofAGroupsInfo()
{
    QVERIFY(begin());
    const auto info = (*m_anna->groups.find(kGroup))->groupInfo();
    QVERIFY(info);
    const auto is_shown = [](const QByteArray &bytes) { return mls::publicMembers(bytes).has_value(); };
    QCOMPARE(firstThatPasses(*info, is_shown), -1);
    QVERIFY(is_shown(*info));
}

void TestBitFlips::ofAKeyPackage()
{
    const auto package = m_gina->package(mls::KeyPackageUse::Once);
    QVERIFY(package);
    const auto is_good = [](const QByteArray &bytes) { return mls::inspectKeyPackage(bytes).has_value(); };
    QCOMPARE(firstThatPasses(package->message(), is_good), -1);
    QVERIFY(is_good(package->message()));
}

// D3: and one wrapped key cannot be put in the place of another (MEGA, IEEE S&P 2023).
void TestBitFlips::ofAWrappedKeyAndItsPlace()
{
    using crypto::WrapContext;
    using crypto::WrapPurpose;
    const auto wrapping = crypto::Secret32::random(m_random);
    const auto key = crypto::Secret32::random(m_random);
    QList<WrapContext> places;
    for (const quint64 owner : {1u, 2u, 3u})
        for (const auto purpose : {WrapPurpose::AccountKey, WrapPurpose::OrganisationRoot,
                                   WrapPurpose::DepartmentKey, WrapPurpose::LocalStore})
            for (const quint16 version : {quint16(1), quint16(2)})
                places.append({owner, purpose, version});
    for (qsizetype from = 0; from < places.size(); ++from) {
        const QByteArray wrapped = crypto::wrapKey(wrapping, places.at(from), key, m_random);
        for (qsizetype to = 0; to < places.size(); ++to)
            QCOMPARE(crypto::unwrapKey(wrapping, places.at(to), wrapped).has_value(), from == to);
    }
    const QByteArray wrapped = crypto::wrapKey(wrapping, places.constFirst(), key, m_random);
    QSet<int> errors;
    const auto unwraps = [&](const QByteArray &bytes) {
        const auto unwrapped = crypto::unwrapKey(wrapping, places.constFirst(), bytes);
        if (!unwrapped) errors.insert(static_cast<int>(unwrapped.error().code));
        return unwrapped.has_value();
    };
    QCOMPARE(firstThatPasses(wrapped, unwraps), -1);
    QCOMPARE(errors.size(), 1); // one uniform error
}

CHAT121_TEST_MAIN(TestBitFlips)
#include "tst_bit_flips.moc"
