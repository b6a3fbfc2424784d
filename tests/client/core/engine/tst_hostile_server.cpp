// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A server that lies: what it swaps is refused before the first word, what it repeats, drops, moves
// or damages is flagged or mended. security.md A1, A2, B3, B4, C8.

#include "common/crypto/init.h"
#include "common/protocol/messages/delivery.h"
#include "common/protocol/messages/directory.h"
#include "common/protocol/messages/logs.h"
#include "common/protocol/messages/registration.h"
#include "tests/client/core/engine/clients.h"
#include "tests/client/core/engine/stranger.h"
#include "tests/support/test_main.h"

using namespace chat121;
using namespace chat121::test;

namespace {

constexpr int kPatienceMs = 30'000; // on a machine that has much else to do

} // namespace

class TestHostileServer : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void aSwappedOrganisationIsRefusedBeforeTheFirstWord();
    void aForgedAttestationIsRefused();
    void aSwappedDepartmentKeyGetsNoWord();
    void aSwappedKeyPackageIsNotLetIn();
    void aDamagedWelcomeLetsNobodyIn();
    void repeatedEnvelopesAreShownOnce();
    void droppedAndMovedEnvelopesAreFetchedInOrder();
    void whatTheServerSaysOfASenderChangesNothing_data();
    void whatTheServerSaysOfASenderChangesNothing();
    void aLogWithoutSendersIsReadAsAnyOther();
    void aSwappedOrganisationEndsTheTalking();

private:
    std::unique_ptr<Client> guest(const QString &name) { return m_company.guest(m_guest_link, name); }
    int count(Talk *talk, const QString &text);

    Company m_company;
    std::unique_ptr<Client> m_anna;
    QString m_guest_link;
    crypto::SodiumRandom m_random;
    Impostor m_stranger = strangerOf(Keys::fresh(m_random));
};

void TestHostileServer::initTestCase()
{
    QVERIFY(crypto::initialise());
    QVERIFY(m_company.opens());
    m_guest_link = m_company.founder().invites(QStringLiteral("customers"));
    m_anna = std::make_unique<Client>(m_company.home(QStringLiteral("anna")));
    QVERIFY(m_anna->joins(m_company.founder().invites(QStringLiteral("staff")), QStringLiteral("Anna")));
    m_anna->workspace().setDutyStatus(DutyStatus::Available, 50);
}

int TestHostileServer::count(Talk *talk, const QString &text)
{
    int times = 0;
    for (int row = 0; row < talk->timeline()->size(); ++row)
        times += talk->timeline()->at(row).text == text ? 1 : 0;
    return times;
}

void TestHostileServer::aSwappedOrganisationIsRefusedBeforeTheFirstWord()
{
    Client victim(m_company.home(QStringLiteral("victim 1")));
    victim.tampering().set(editing<protocol::Organisation>([this](protocol::Organisation &message) {
        identity::OrganisationDocument forged;
        forged.name.text = QStringLiteral("ACME");
        forged.root_key = m_stranger.keys.root.publicKey();
        message.document = encode(identity::SignedOrganisation::sign(forged, m_stranger.keys.root));
    }));
    QTRY_COMPARE_WITH_TIMEOUT(victim.workspace().state(), Workspace::State::Empty, kPatienceMs);
    victim.workspace().previewInvitation(m_guest_link);
    QVERIFY(victim.isWarned(QStringLiteral("did not sign this invitation")));
}

void TestHostileServer::aForgedAttestationIsRefused()
{
    Client victim(m_company.home(QStringLiteral("victim 2")));
    victim.tampering().set(editing<protocol::Registered>([this](protocol::Registered &message) {
        const auto forged = identity::SignedGuestAttestation::sign({m_stranger.keys.account.publicKey(), {1}},
                                                                   m_stranger.keys.root);
        message.attestation = encode(forged);
    }));
    QSignalSpy previewed(&victim.workspace(), &Workspace::invitationPreviewed);
    QTRY_COMPARE_WITH_TIMEOUT(victim.workspace().state(), Workspace::State::Empty, kPatienceMs);
    victim.workspace().previewInvitation(m_guest_link);
    QTRY_COMPARE_WITH_TIMEOUT(previewed.size(), 1, kPatienceMs);
    victim.workspace().joinAsCustomer(QStringLiteral("Victor"));
    QVERIFY(victim.isWarned(QStringLiteral("confirmation of your account does not fit")));
    QTRY_COMPARE_WITH_TIMEOUT(victim.workspace().state(), Workspace::State::Empty, kPatienceMs);
}

void TestHostileServer::aSwappedDepartmentKeyGetsNoWord()
{
    const auto victim = guest(QStringLiteral("Vera"));
    QVERIFY(victim);
    victim->tampering().set(editing<protocol::DepartmentKey>([this](protocol::DepartmentKey &message) {
        message.key = m_stranger.departmentKey(message.department);
    }));
    QSignalSpy failed(victim->talk(), &Talk::failed);
    victim->talk()->say(QStringLiteral("My secret question"));
    QTRY_VERIFY_WITH_TIMEOUT(!failed.isEmpty(), kPatienceMs);
    QVERIFY(failed.constFirst().constFirst().value<Problem>().sentence.contains(
        QStringLiteral("not signed by the organisation")));
    QCOMPARE(victim->talk()->timeline()->at(0).state, SendState::Queued);
    QCOMPARE(victim->workspace().standing().step, QueueStanding::Step::NotStarted);
    QVERIFY(m_anna->workspace().queue()->rowOf(victim->talk()->id()) < 0);
}

void TestHostileServer::aSwappedKeyPackageIsNotLetIn()
{
    const auto customer = guest(QStringLiteral("Kim"));
    QVERIFY(customer);
    QVERIFY(begins(*m_anna, *customer, QStringLiteral("Hello from Kim")));
    m_anna->tampering().set(editing<protocol::KeyPackages>([this](protocol::KeyPackages &message) {
        for (protocol::DeviceKeyPackage &package : message.packages.items)
            package.package = m_stranger.keyPackage();
    }));
    QTRY_VERIFY_WITH_TIMEOUT(!m_anna->workspace().colleagues().isEmpty(), kPatienceMs);
    Talk *talk = m_anna->workspace().talk(customer->talk()->id());
    talk->addColleague(m_anna->workspace().colleagues().constFirst().account);
    QVERIFY(m_anna->isWarned(QStringLiteral("not signed by the organisation tried to come in")));
    m_anna->tampering().set({});
    QCOMPARE(talk->roster().size(), 2);
    QCOMPARE(customer->talk()->roster().size(), 2);
}

void TestHostileServer::aDamagedWelcomeLetsNobodyIn()
{
    const auto customer = guest(QStringLiteral("Wilma"));
    QVERIFY(customer);
    customer->tampering().set(editing<protocol::EnvelopePushed>([](protocol::EnvelopePushed &message) {
        if (message.envelope.kind != protocol::EnvelopeKind::Invitation) return;
        QByteArray &body = message.envelope.body.bytes;
        body[body.size() - 20] = static_cast<char>(body.at(body.size() - 20) ^ 1);
    }));
    customer->talk()->say(QStringLiteral("Hello from Wilma"));
    const ConversationId id = customer->talk()->id();
    QTRY_VERIFY_WITH_TIMEOUT(m_anna->workspace().queue()->rowOf(id) >= 0, kPatienceMs);
    QVERIFY(m_anna->sees(m_anna->workspace().talk(id), QStringLiteral("Hello from Wilma")));
    m_anna->workspace().take(id);
    QVERIFY(customer->isWarned(QStringLiteral("was refused")));
    QVERIFY(customer->talk()->roster().isEmpty());
    QVERIFY(customer->workspace().standing().step != QueueStanding::Step::Talking);
}

void TestHostileServer::repeatedEnvelopesAreShownOnce()
{
    const auto customer = guest(QStringLiteral("Rita"));
    QVERIFY(customer);
    QVERIFY(begins(*m_anna, *customer, QStringLiteral("Hello from Rita")));
    customer->tampering().set([](const QByteArray &frame) -> QList<QByteArray> {
        const bool is_push = protocol::typeOf(frame) == protocol::MessageType::EnvelopePushed;
        return is_push ? QList<QByteArray>{frame, frame, frame} : QList<QByteArray>{frame};
    });
    Talk *talk = m_anna->workspace().talk(customer->talk()->id());
    for (int i = 0; i < 5; ++i)
        talk->say(QStringLiteral("once %1").arg(i));
    QVERIFY(customer->sees(customer->talk(), QStringLiteral("once 4")));
    for (int i = 0; i < 5; ++i)
        QCOMPARE(count(customer->talk(), QStringLiteral("once %1").arg(i)), 1);
}

void TestHostileServer::droppedAndMovedEnvelopesAreFetchedInOrder()
{
    const auto customer = guest(QStringLiteral("Dora"));
    QVERIFY(customer);
    QVERIFY(begins(*m_anna, *customer, QStringLiteral("Hello from Dora")));
    // Every second push is lost, and of the others each comes after the next.
    customer->tampering().set(
        [number = 0, held = QByteArray()](const QByteArray &frame) mutable -> QList<QByteArray> {
            if (protocol::typeOf(frame) != protocol::MessageType::EnvelopePushed) return {frame};
            ++number;
            if (number % 2 == 0) return {};
            if (held.isEmpty()) {
                held = frame;
                return {};
            }
            return {frame, std::exchange(held, {})};
        });
    Talk *talk = m_anna->workspace().talk(customer->talk()->id());
    for (int i = 0; i < 12; ++i)
        talk->say(QStringLiteral("in order %1").arg(i));
    QVERIFY(m_anna->sees(talk, QStringLiteral("in order 11"), SendState::Sent));
    customer->tampering().set({});
    talk->say(QStringLiteral("the end"));
    QVERIFY(customer->sees(customer->talk(), QStringLiteral("the end")));
    QStringList shown;
    for (int row = 0; row < customer->talk()->timeline()->size(); ++row) {
        const QString text = customer->talk()->timeline()->at(row).text;
        if (text.startsWith(QStringLiteral("in order"))) shown.append(text);
    }
    QCOMPARE(shown.size(), 12);
    for (int i = 0; i < 12; ++i)
        QCOMPARE(shown.at(i), QStringLiteral("in order %1").arg(i));
}

void TestHostileServer::whatTheServerSaysOfASenderChangesNothing_data()
{
    QTest::addColumn<quint64>("device");
    QTest::newRow("nobody, as of old messages") << quint64(0);
    QTest::newRow("somebody else") << quint64(0x2a);
}

// The author is who has sealed it.
void TestHostileServer::whatTheServerSaysOfASenderChangesNothing()
{
    QFETCH(quint64, device);
    const QString name = QStringLiteral("Lena %1").arg(device);
    const auto customer = guest(name);
    QVERIFY(customer);
    QVERIFY(begins(*m_anna, *customer, QStringLiteral("Hello from ") + name));
    customer->tampering().set(editing<protocol::EnvelopePushed>([device](protocol::EnvelopePushed &message) {
        if (message.envelope.kind != protocol::EnvelopeKind::Application) return;
        message.envelope.sender = {device};
        message.envelope.sender_account = {device};
    }));
    Talk *talk = m_anna->workspace().talk(customer->talk()->id());
    talk->say(QStringLiteral("from Anna"));
    QVERIFY(customer->sees(customer->talk(), QStringLiteral("from Anna")));
    QCOMPARE(count(customer->talk(), QStringLiteral("from Anna")), 1);
    const TimelineRow &row = customer->talk()->timeline()->at(customer->talk()->timeline()->size() - 1);
    QCOMPARE(row.text, QStringLiteral("from Anna"));
    QCOMPARE(row.author_name, QStringLiteral("Anna"));
    QVERIFY(!row.is_mine);
}

// From the entry on, over a restart: as for whoever was away until everything was old.
void TestHostileServer::aLogWithoutSendersIsReadAsAnyOther()
{
    const auto forget = [](protocol::Envelope &envelope) {
        if (envelope.kind == protocol::EnvelopeKind::Opening) return; // waits, and keeps its customer
        envelope.sender = {};
        envelope.sender_account = {};
        envelope.stored_at.ms -= envelope.stored_at.ms % 3'600'000;
    };
    const auto pushed = editing<protocol::EnvelopePushed>(
        [forget](protocol::EnvelopePushed &message) { forget(message.envelope); });
    const auto fetched = editing<protocol::Envelopes>([forget](protocol::Envelopes &message) {
        for (protocol::Envelope &envelope : message.envelopes.items)
            forget(envelope);
    });
    const Tampering::Function both = [pushed, fetched](const QByteArray &frame) {
        return protocol::typeOf(frame) == protocol::MessageType::Envelopes ? fetched(frame) : pushed(frame);
    };
    const QString home = m_company.home(QStringLiteral("Nora"));
    auto customer = std::make_unique<Client>(home, [&](Tampering &tampering) { tampering.set(both); });
    QVERIFY(customer->joins(m_guest_link, QStringLiteral("Nora")));
    m_anna->tampering().set(both);
    QVERIFY(begins(*m_anna, *customer, QStringLiteral("Hello from Nora")));
    Talk *talk = m_anna->workspace().talk(customer->talk()->id());
    talk->say(QStringLiteral("an answer"));
    QVERIFY(customer->sees(customer->talk(), QStringLiteral("an answer")));
    customer.reset();
    talk->say(QStringLiteral("said meanwhile"));
    QVERIFY(m_anna->sees(talk, QStringLiteral("said meanwhile"), SendState::Sent));
    customer = std::make_unique<Client>(home, [&](Tampering &tampering) { tampering.set(both); });
    QVERIFY(customer->isReady());
    QVERIFY(customer->sees(customer->talk(), QStringLiteral("said meanwhile")));
    customer->talk()->say(QStringLiteral("the end"));
    QVERIFY(m_anna->sees(talk, QStringLiteral("the end")));
    QVERIFY(customer->sees(customer->talk(), QStringLiteral("the end"), SendState::Delivered));
    for (Talk *side : {talk, customer->talk()}) {
        const QString rows = rowsOf(side).join(u'\n');
        QVERIFY2(!rows.contains(QStringLiteral("damaged")), qPrintable(rows));
        QVERIFY2(!rows.contains(QStringLiteral("left out")), qPrintable(rows));
        QCOMPARE(count(side, QStringLiteral("said meanwhile")), 1);
        QCOMPARE(count(side, QStringLiteral("Hello from Nora")), 1);
    }
    m_anna->tampering().set({});
}

void TestHostileServer::aSwappedOrganisationEndsTheTalking()
{
    auto customer = guest(QStringLiteral("Olga"));
    QVERIFY(customer);
    customer.reset();
    customer = std::make_unique<Client>(m_company.home(QStringLiteral("Olga")));
    customer->tampering().set(editing<protocol::Organisation>([this](protocol::Organisation &message) {
        identity::OrganisationDocument forged;
        forged.root_key = m_stranger.keys.root.publicKey();
        message.document = encode(identity::SignedOrganisation::sign(forged, m_stranger.keys.root));
    }));
    QVERIFY(customer->isWarned(QStringLiteral("another organisation than the one you know")));
    customer->talk()->say(QStringLiteral("not to be sent"));
    QVERIFY(customer->sees(customer->talk(), QStringLiteral("not to be sent"), SendState::Queued));
    QTRY_VERIFY_WITH_TIMEOUT(customer->workspace().connection().state != ConnectionState::Connected,
                             kPatienceMs);
}

CHAT121_TEST_MAIN(TestHostileServer)
#include "tst_hostile_server.moc"
