// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The server's key log: every statement that it accepts is in it from the same transaction on, proofs
// verify against the signed head, and an older database gets its log at the next start.
#include "common/protocol/messages/answers.h"
#include "common/protocol/messages/directory.h"
#include "common/protocol/messages/key_log.h"
#include "common/protocol/messages/registration.h"
#include "server/directory/key_log.h"
#include "server/store/key_log_rows.h"
#include "tests/server/support/organisation_test.h"
#include "tests/support/test_main.h"

using namespace chat121;
using namespace chat121::store;
using namespace chat121::protocol;
using identity::LoggedStatement;
using identity::Role;
using identity::StatementKind;
using identity::merkle::Tree;
using test::Person;

namespace {

// A head as it came, with what was proven about it.
struct Proven {
    Tree tree{};
    UnixTime signed_at{};
    QList<bool> extensions{};
    QList<bool> inclusions{};
    KeyLog answer{};
};

class TestServerKeyLog : public test::OrganisationTest {
    Q_OBJECT

private Q_SLOTS:
    void anEmptyLogHasAHead();
    void everyWayInIsRecorded();
    void whatNobodySaidIsNotThere();
    void theSameRegistrationIsRecordedOnce();
    void aHeadExtendsEveryEarlierOne();
    void aSizeThatNeverWasIsNotProven();
    void aRefusedJobLeavesNothing();
    void withoutItsRecordNothingIsAccepted();
    void nothingIsMissingAfterARestart();
    void anOlderDatabaseGetsItsLog();
    void answersAreForThoseWhoAreLoggedIn();
    void theLargestQuestionIsAnswered();

private:
    Caller found() { return m_organisation->found(); }
    Proven prove(const Caller &caller, const QList<Tree> &earlier,
                 const QList<LoggedStatement> &statements = {});
    QList<LoggedStatement> leafOf(const Person &person, const QByteArray &chain) const;
    quint64 size();
    void mustRecord(int count);
};

Proven TestServerKeyLog::prove(const Caller &caller, const QList<Tree> &earlier,
                               const QList<LoggedStatement> &statements)
{
    FetchKeyLog question{m_organisation->next(), {}, {}};
    for (const Tree &tree : earlier)
        question.sizes.items.append(tree.size);
    for (const LoggedStatement &statement : statements)
        question.leaves.items.append(identity::leafOf(statement));
    Proven proven;
    proven.answer = m_fixture->ask<KeyLog>(caller, question);
    const auto signed_head = decode<identity::SignedKeyLogHead>(proven.answer.head.bytes);
    const auto head = signed_head->verify(m_organisation->registrar.publicKey());
    if (!head) qFatal("the head is not the registrar's");
    proven.tree = head->tree();
    proven.signed_at = head->signed_at;
    if (proven.answer.consistency.items.size() != earlier.size()) qFatal("a proof for each size");
    if (proven.answer.inclusion.items.size() != statements.size()) qFatal("a proof for each leaf");
    for (qsizetype i = 0; i < earlier.size(); ++i)
        proven.extensions.append(identity::merkle::isExtension(
            earlier.at(i), proven.tree, proven.answer.consistency.items.at(i).hashes.items));
    for (qsizetype i = 0; i < statements.size(); ++i) {
        const KeyLogInclusion &inclusion = proven.answer.inclusion.items.at(i);
        proven.inclusions.append(inclusion.is_logged &&
                                 identity::merkle::isIncluded(question.leaves.items.at(i), inclusion.index,
                                                              inclusion.path.hashes.items, proven.tree));
    }
    return proven;
}

QList<LoggedStatement> TestServerKeyLog::leafOf(const Person &person, const QByteArray &chain) const
{
    const auto certificate = decode<identity::SignedDeviceCertificate>(m_organisation->certificate(person));
    return identity::loggedAs(identity::LeafIdentity{*decode<identity::StaffChain>(chain), *certificate});
}

quint64 TestServerKeyLog::size()
{
    quint64 found = 0;
    m_fixture->mustWrite([&found](Sql &sql) -> Result<void> {
        TRY_ASSIGN(found, keyLogSize(sql));
        return success();
    });
    return found;
}

void TestServerKeyLog::mustRecord(int count)
{
    m_fixture->mustWrite([this, count](Sql &sql) {
        QList<LoggedStatement> statements;
        for (int i = 0; i < count; ++i)
            statements.append(
                {StatementKind::Badge, crypto::sha256(m_fixture->random.bytes(crypto::kHashBytes))});
        return directory::record(sql, statements);
    });
}

void TestServerKeyLog::anEmptyLogHasAHead()
{
    QCOMPARE(size(), quint64(0));
    const Caller somebody{AccountId{7}, DeviceId{8}, Role::Agent, {}};
    const Tree empty{0, identity::merkle::emptyRoot()};
    const Proven proven =
        prove(somebody, {empty, {3, crypto::Hash{}}}, {{StatementKind::Badge, crypto::Hash{}}});
    QCOMPARE(proven.tree.size, quint64(0));
    QVERIFY(proven.tree == empty);
    QCOMPARE(proven.signed_at, m_fixture->clock.now());
    QCOMPARE(proven.extensions, (QList<bool>{true, false}));
    QCOMPARE(proven.inclusions, QList<bool>{false});
}

void TestServerKeyLog::everyWayInIsRecorded()
{
    const Caller owner = found();
    const auto document = decode<identity::SignedOrganisation>(encode(m_organisation->document()));
    QList<LoggedStatement> statements{identity::loggedAs(*document)};
    statements += leafOf(m_organisation->owner, m_organisation->badge(m_organisation->owner, Role::Owner));
    QCOMPARE(size(), quint64(3));

    const Person anna = m_organisation->person();
    m_organisation->comeIn(anna, Role::Agent);
    statements += leafOf(anna, m_organisation->badge(anna, Role::Agent));

    const Person ben = m_organisation->person();
    const auto invitation = crypto::SigningKey::generate(m_fixture->random);
    const QByteArray chain = m_organisation->invited(ben, invitation, 1);
    m_fixture->ask<Registered>({}, m_organisation->registration(ben, chain));
    statements += leafOf(ben, chain);

    const Person guest = m_organisation->person();
    const auto answer = m_fixture->ask<Registered>(
        {}, m_organisation->registration(guest, m_organisation->guestToken(owner)));
    const auto attestation = decode<identity::SignedGuestAttestation>(answer.attestation.bytes);
    const auto certificate = decode<identity::SignedDeviceCertificate>(m_organisation->certificate(guest));
    statements += identity::loggedAs(identity::LeafIdentity{*attestation, *certificate});

    const Person second{crypto::SigningKey::fromSeed(anna.account.seed().clone()),
                        m_organisation->person().device};
    m_fixture->ask<Registered>({}, m_organisation->furtherDevice(second));
    statements.append(
        identity::loggedAs(*decode<identity::SignedDeviceCertificate>(m_organisation->certificate(second))));

    m_fixture->clock.advance(std::chrono::minutes(1));
    const auto second_document = m_organisation->document(2, document->hash());
    m_fixture->ask<protocol::Done>(owner,
                                   PublishOrganisation{m_organisation->next(), {encode(second_document)}});
    statements.append(identity::loggedAs(second_document));

    const Proven proven = prove(owner, {}, statements);
    QCOMPARE(proven.tree.size, quint64(statements.size()));
    QCOMPARE(proven.inclusions, QList<bool>(statements.size(), true));
}

void TestServerKeyLog::whatNobodySaidIsNotThere()
{
    const Caller owner = found();
    const Person ghost = m_organisation->person();
    const QByteArray chain = m_organisation->badge(ghost, Role::Agent);
    const QList<LoggedStatement> statements = leafOf(ghost, chain);
    const Proven proven = prove(owner, {}, statements);
    QCOMPARE(proven.inclusions, QList<bool>(statements.size(), false));
    for (const KeyLogInclusion &inclusion : proven.answer.inclusion.items)
        QVERIFY(!inclusion.is_logged && inclusion.index == 0 && inclusion.path.hashes.items.isEmpty());
}

void TestServerKeyLog::theSameRegistrationIsRecordedOnce()
{
    const Caller owner = found();
    const Person guest = m_organisation->person();
    const auto message = m_organisation->registration(guest, m_organisation->guestToken(owner));
    const auto first = m_fixture->ask<Registered>({}, message);
    const quint64 before = size();
    m_fixture->clock.advance(std::chrono::hours(1));
    const auto second = m_fixture->ask<Registered>({}, message);
    QCOMPARE(second.attestation.bytes, first.attestation.bytes);
    QCOMPARE(size(), before);

    const Person anna = m_organisation->person();
    m_organisation->comeIn(anna, Role::Agent);
    QCOMPARE(size(), before + 2);
    m_fixture->clock.advance(std::chrono::hours(1));
    m_fixture->ask<Registered>(
        {}, m_organisation->registration(anna, m_organisation->badge(anna, Role::Supervisor)));
    QVERIFY(size() > before + 2); // the renewed badge
}

void TestServerKeyLog::aHeadExtendsEveryEarlierOne()
{
    const Caller owner = found();
    QList<Tree> heads{prove(owner, {}).tree};
    for (int round = 0; round < 12; ++round) {
        mustRecord(1 + 3 * round);
        const Proven proven = prove(owner, heads);
        QCOMPARE(proven.extensions, QList<bool>(heads.size(), true));
        heads.append(proven.tree);
    }
    QList<Tree> forged = heads;
    for (Tree &tree : forged)
        tree.root.data[3] ^= 1;
    QCOMPARE(prove(owner, forged).extensions, QList<bool>(forged.size(), false));
}

void TestServerKeyLog::aSizeThatNeverWasIsNotProven()
{
    const Caller owner = found();
    const Proven proven = prove(owner, {{4, crypto::Hash{}}, {~quint64(0), crypto::Hash{}}});
    QCOMPARE(proven.tree.size, quint64(3));
    QCOMPARE(proven.extensions, (QList<bool>{false, false}));
    for (const KeyLogPath &path : proven.answer.consistency.items)
        QVERIFY(path.hashes.items.isEmpty());
}

void TestServerKeyLog::aRefusedJobLeavesNothing()
{
    const Caller owner = found();
    const Tree before = prove(owner, {}).tree;
    const auto refused = m_fixture->write([](Sql &sql, UnixTime) -> Verdict<Outcome> {
        TRY(directory::record(sql, {{StatementKind::Badge, crypto::sha256("refused")}}));
        return Refusal{Code::Forbidden};
    });
    QVERIFY(!refused);
    QVERIFY(prove(owner, {}).tree == before);
    mustRecord(1);
    QCOMPARE(prove(owner, {before}).extensions, QList<bool>{true});
}

void TestServerKeyLog::withoutItsRecordNothingIsAccepted()
{
    const Caller owner = found();
    const auto token = m_organisation->guestToken(owner);
    const Person guest = m_organisation->person();
    // The node that this registration completes is there already: writing it must fail.
    m_fixture->mustWrite([](Sql &sql) -> Result<void> {
        TRY(sql.execute(QStringLiteral("INSERT INTO key_log (node, kind, hash) VALUES (5, NULL, ?)"),
                        {crypto::Hash{}}));
        return success();
    });
    QVERIFY(!m_fixture->send({}, m_organisation->registration(guest, token)));
    m_fixture->mustWrite([&](Sql &sql) -> Result<void> {
        TRY_ASSIGN(const auto account, findAccount(sql, guest.accountId()));
        if (account) qFatal("an account that nobody has recorded");
        TRY(sql.execute(QStringLiteral("DELETE FROM key_log WHERE node = 5")));
        return success();
    });
    QCOMPARE(size(), quint64(3));
    m_fixture->ask<Registered>({}, m_organisation->registration(guest, token)); // its use was not counted
    QCOMPARE(size(), quint64(5));
}

void TestServerKeyLog::nothingIsMissingAfterARestart()
{
    const Caller owner = found();
    mustRecord(20);
    const Proven before = prove(owner, {});
    m_fixture->stop();
    m_fixture->start();
    QVERIFY(directory::beginKeyLog(*m_fixture->writer));
    const Proven after = prove(owner, {before.tree});
    QVERIFY(after.tree == before.tree);
    mustRecord(5);
    QCOMPARE(prove(owner, {before.tree}).extensions, QList<bool>{true});
}

void TestServerKeyLog::anOlderDatabaseGetsItsLog()
{
    const Caller owner = found();
    const Person anna = m_organisation->person();
    m_organisation->comeIn(anna, Role::Agent);
    const Person guest = m_organisation->person();
    const auto answer = m_fixture->ask<Registered>(
        {}, m_organisation->registration(guest, m_organisation->guestToken(owner)));
    m_fixture->mustWrite([](Sql &sql) -> Result<void> {
        TRY(sql.execute(QStringLiteral("DELETE FROM key_log")));
        return success();
    });
    QCOMPARE(size(), quint64(0));

    QVERIFY(directory::beginKeyLog(*m_fixture->writer));
    QCOMPARE(size(), quint64(7));
    QList<LoggedStatement> statements = leafOf(anna, m_organisation->badge(anna, Role::Agent));
    const auto attestation = decode<identity::SignedGuestAttestation>(answer.attestation.bytes);
    const auto certificate = decode<identity::SignedDeviceCertificate>(m_organisation->certificate(guest));
    statements += identity::loggedAs(identity::LeafIdentity{*attestation, *certificate});
    statements.append(identity::loggedAs(m_organisation->document()));
    const Proven proven = prove(owner, {}, statements);
    QCOMPARE(proven.inclusions, QList<bool>(statements.size(), true));

    QVERIFY(directory::beginKeyLog(*m_fixture->writer)); // every further start changes nothing
    QVERIFY(prove(owner, {}).tree == proven.tree);
}

void TestServerKeyLog::answersAreForThoseWhoAreLoggedIn()
{
    const Caller owner = found();
    QCOMPARE(m_fixture->refusal({}, FetchKeyLog{m_organisation->next(), {}, {}}).reason, Reason::NotLoggedIn);
    const Caller guest{AccountId{5}, DeviceId{6}, Role::Guest, {}};
    QCOMPARE(prove(guest, {}).tree.size, prove(owner, {}).tree.size);
}

void TestServerKeyLog::theLargestQuestionIsAnswered()
{
    const Caller owner = found();
    mustRecord(500);
    const Tree tree = prove(owner, {}).tree;
    mustRecord(500);
    const QList<Tree> earlier(limits::kKeyLogSizesMax, tree);
    const QList<LoggedStatement> statements(limits::kKeyLogLeavesMax,
                                            identity::loggedAs(m_organisation->document()));
    const Proven proven = prove(owner, earlier, statements);
    QCOMPARE(proven.extensions, QList<bool>(earlier.size(), true));
    QCOMPARE(proven.inclusions, QList<bool>(statements.size(), true));

    FetchKeyLog above{m_organisation->next(), {}, {}};
    above.leaves.items.resize(limits::kKeyLogLeavesMax + 1);
    QCOMPARE(m_fixture->refusal(owner, above).code, Code::TooLarge);
}

} // namespace

CHAT121_TEST_MAIN(TestServerKeyLog)
#include "tst_server_key_log.moc"
