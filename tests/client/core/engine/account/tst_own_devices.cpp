// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The computers of an account, with real clients and a real server: one lets another in by a code, and
// one that is removed leaves every group, whoever is there to commit it. How a new one is announced:
// tst_new_devices. security.md A2, A4, B6, E12.

#include "common/crypto/init.h"
#include "common/identity/device_link.h"
#include "common/protocol/messages/answers.h"
#include "common/protocol/messages/archive.h"
#include "common/protocol/messages/devices.h"
#include "common/protocol/messages/links.h"
#include "common/protocol/messages/session.h"
#include "tests/client/core/engine/linked_client.h"
#include "tests/client/core/engine/stranger.h"
#include "tests/support/test_main.h"

#include <QSignalSpy>

#include <mutex>

using namespace chat121;
using namespace chat121::test;

namespace {

constexpr int kPatienceMs = 60'000; // on a machine that has much else to do
using Step = LinkStatus::Step;

const OwnDevice *find(const DeviceList &list, const std::function<bool(const OwnDevice &)> &is_it)
{
    const auto found = std::find_if(list.devices.cbegin(), list.devices.cend(), is_it);
    return found == list.devices.cend() ? nullptr : &*found;
}

const OwnDevice *newOne(const DeviceList &list)
{
    return find(list, [](const OwnDevice &device) { return device.is_new; });
}

// What of the account's devices a client sees.
int counted(Client &client)
{
    return static_cast<int>(client.workspace().devices().devices.size());
}

} // namespace

class TestOwnDevices : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void aCustomersSecondComputerComesInByCode();
    void bothComputersTalk();
    void anAgentsSecondComputerEntersTeamAndTalks();
    void theStatusIsTheAccounts();
    void historyComesWithoutWords();
    void aNoLetsNobodyIn();
    void codesThatLeadNowhere_data();
    void codesThatLeadNowhere();
    void anotherNumberShowsAnotherComputer();
    void nothingIsTakenThatNobodyAskedFor();
    void aDeviceThatTheServerInventsIsNotOurs();

    void aRemovedComputerIsOut();
    void aServerCannotSayThatAComputerWasRemoved();
    void whoIsThereCarriesOutARemoval();
    void aWordAboutAnotherComputerRemovesNobodyElse();

private:
    std::unique_ptr<Client> linked(Client &old, const QString &name, const QString &typed = {})
    {
        return linkedClient(m_company, old, name, typed);
    }
    bool isTalking(Client &guest)
    {
        return QTest::qWaitFor(
            [&] { return guest.workspace().standing().step == QueueStanding::Step::Talking; }, kPatienceMs);
    }

    Company m_company;
    std::unique_ptr<Client> m_anna, m_gina, m_ginas_second, m_annas_second;
    QString m_link;
    QByteArray m_removal; // of Anna's second computer, signed by her account
    crypto::SodiumRandom m_random;
};

void TestOwnDevices::initTestCase()
{
    QVERIFY(crypto::initialise());
    QVERIFY(m_company.opens());
    m_link = m_company.founder().invites(QStringLiteral("customers"));
    m_anna = m_company.agent(QStringLiteral("Anna"));
    QVERIFY(m_anna);
    m_gina = m_company.guest(m_link, QStringLiteral("Gina"));
    QVERIFY(m_gina);
    QVERIFY(begins(*m_anna, *m_gina, QStringLiteral("My kettle whistles")));
}

// --- one lets another in --------------------------------------------------------------------------

// B6: the code is typed, the person confirms, and everybody in the conversation sees the new reader.
void TestOwnDevices::aCustomersSecondComputerComesInByCode()
{
    m_ginas_second = linked(*m_gina, QStringLiteral("gina 2"), m_link);
    QVERIFY(m_ginas_second);
    QCOMPARE(m_ginas_second->workspace().ownName(), QStringLiteral("Gina"));
    QCOMPARE(m_ginas_second->talk()->id(), m_gina->talk()->id());
    QVERIFY(isTalking(*m_ginas_second));
    Talk *annas = m_anna->workspace().talk(m_gina->talk()->id());
    const QString line = QStringLiteral("Gina (Guest) reads on one more device");
    QVERIFY(m_anna->sees(annas, line));
    QVERIFY(m_gina->sees(m_gina->talk(), line));
    QTRY_COMPARE_WITH_TIMEOUT(counted(*m_gina), 2, kPatienceMs);
    QTRY_COMPARE_WITH_TIMEOUT(counted(*m_ginas_second), 2, kPatienceMs);
    QVERIFY(newOne(m_gina->workspace().devices()) == nullptr); // it was let in from there
    QVERIFY(newOne(m_ginas_second->workspace().devices()) == nullptr);
    QTRY_VERIFY_WITH_TIMEOUT(
        find(m_gina->workspace().devices(),
             [](const OwnDevice &device) { return !device.is_this && !device.name.isEmpty(); }) != nullptr,
        kPatienceMs);
}

void TestOwnDevices::bothComputersTalk()
{
    Talk *annas = m_anna->workspace().talk(m_gina->talk()->id());
    annas->say(QStringLiteral("Is it the lid?"));
    QVERIFY(m_gina->sees(m_gina->talk(), QStringLiteral("Is it the lid?")));
    QVERIFY(m_ginas_second->sees(m_ginas_second->talk(), QStringLiteral("Is it the lid?")));
    m_ginas_second->talk()->say(QStringLiteral("It is, I write from the kitchen"));
    QVERIFY(m_anna->sees(annas, QStringLiteral("It is, I write from the kitchen")));
    QVERIFY(m_gina->sees(m_gina->talk(), QStringLiteral("It is, I write from the kitchen")));
}

void TestOwnDevices::anAgentsSecondComputerEntersTeamAndTalks()
{
    m_annas_second = linked(*m_anna, QStringLiteral("anna 2"));
    QVERIFY(m_annas_second);
    QCOMPARE(m_annas_second->workspace().role(), Workspace::Role::Staff);
    const ConversationId id = m_gina->talk()->id();
    QTRY_VERIFY_WITH_TIMEOUT(m_annas_second->workspace().mine()->rowOf(id) >= 0, kPatienceMs);
    QVERIFY(m_gina->sees(m_gina->talk(), QStringLiteral("Anna (Support) reads on one more device")));
    m_gina->talk()->say(QStringLiteral("It whistles again"));
    QVERIFY(m_annas_second->sees(m_annas_second->workspace().talk(id), QStringLiteral("It whistles again")));

    // In the team: it reads what waits for the department.
    const auto kim = m_company.guest(m_link, QStringLiteral("Kim"));
    QVERIFY(kim);
    kim->talk()->say(QStringLiteral("My toaster hums"));
    LiveWorkspace &second = m_annas_second->workspace();
    QTRY_VERIFY_WITH_TIMEOUT(second.queue()->rowOf(kim->talk()->id()) >= 0, kPatienceMs);
    QVERIFY(m_annas_second->sees(second.talk(kim->talk()->id()), QStringLiteral("My toaster hums")));
}

// The account has one status: a new computer takes it on, and either follows what the other says.
void TestOwnDevices::theStatusIsTheAccounts()
{
    LiveWorkspace &first = m_anna->workspace();
    LiveWorkspace &second = m_annas_second->workspace();
    QTRY_COMPARE_WITH_TIMEOUT(second.dutyStatus(), DutyStatus::Available, kPatienceMs);
    QCOMPARE(second.capacity(), first.capacity());
    QCOMPARE(first.dutyStatus(), DutyStatus::Available);
    QVERIFY(!first.wasSetAway());
    second.setDutyStatus(DutyStatus::Busy, 7);
    QTRY_COMPARE_WITH_TIMEOUT(first.dutyStatus(), DutyStatus::Busy, kPatienceMs);
    QCOMPARE(first.capacity(), 7);
    first.setDutyStatus(DutyStatus::Available, 20);
    QTRY_COMPARE_WITH_TIMEOUT(second.dutyStatus(), DutyStatus::Available, kPatienceMs);
    second.setDutyStatus(DutyStatus::Away, 20);
    QTRY_VERIFY_WITH_TIMEOUT(first.wasSetAway(), kPatienceMs);
    QVERIFY(!second.wasSetAway());
    first.setDutyStatus(DutyStatus::Available, 20);
    QTRY_VERIFY_WITH_TIMEOUT(!first.wasSetAway(), kPatienceMs);
    QTRY_COMPARE_WITH_TIMEOUT(second.dutyStatus(), DutyStatus::Available, kPatienceMs);
}

void TestOwnDevices::historyComesWithoutWords()
{
    QSignalSpy told(&m_gina->workspace(), &Workspace::recoveryWordsTold);
    m_gina->workspace().makeRecoveryWords(QString::fromLatin1(Client::kPassphrase));
    QTRY_VERIFY_WITH_TIMEOUT(!told.isEmpty(), kPatienceMs);
    QTRY_VERIFY_WITH_TIMEOUT(m_gina->workspace().history().state == HistoryStatus::State::Kept &&
                                 !m_gina->workspace().history().is_behind,
                             kPatienceMs);
    const auto third = linked(*m_gina, QStringLiteral("gina 3"));
    QVERIFY(third);
    QVERIFY(third->sees(third->talk(), QStringLiteral("My kettle whistles")));
    QVERIFY(third->sees(third->talk(), QStringLiteral("Is it the lid?")));
}

void TestOwnDevices::aNoLetsNobodyIn()
{
    m_gina->workspace().openLink(QString::fromLatin1(Client::kPassphrase));
    QTRY_COMPARE_WITH_TIMEOUT(m_gina->workspace().link().step, Step::Shown, kPatienceMs);
    const QString link = m_gina->workspace().link().link;
    Client mallory(m_company.home(QStringLiteral("mallory")));
    QTRY_COMPARE_WITH_TIMEOUT(mallory.workspace().state(), Workspace::State::Empty, kPatienceMs);
    mallory.workspace().linkByCode(link, {});
    QTRY_COMPARE_WITH_TIMEOUT(m_gina->workspace().link().step, Step::Asked, kPatienceMs);
    QVERIFY(!m_gina->workspace().link().computer.isEmpty());
    m_gina->workspace().answerLink(false);
    QVERIFY(mallory.isWarned(QStringLiteral("has said no")));
    QTRY_COMPARE_WITH_TIMEOUT(mallory.workspace().state(), Workspace::State::Empty, kPatienceMs);
    QTRY_COMPARE_WITH_TIMEOUT(m_gina->workspace().link().step, Step::Denied, kPatienceMs);
    mallory.workspace().linkByCode(link, {}); // the code is gone, too
    QVERIFY(mallory.isWarned(QStringLiteral("This code is over or was used already")));
}

void TestOwnDevices::codesThatLeadNowhere_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("words");
    const QString other = identity::LinkCode::random(m_random).text();
    QTest::newRow("mistyped") << m_link << other.chopped(1) + (other.endsWith(u'0') ? u'1' : u'0')
                              << QStringLiteral("not the code that your other computer shows");
    QTest::newRow("nobody's") << m_link << other << QStringLiteral("This code is over");
    QTest::newRow("no address") << QStringLiteral("kitchen") << other
                                << QStringLiteral("not the address of a server");
    QTest::newRow("no code") << m_link << QString()
                             << QStringLiteral("not the code that your other computer shows");
}

void TestOwnDevices::codesThatLeadNowhere()
{
    QFETCH(QString, address);
    QFETCH(QString, code);
    QFETCH(QString, words);
    Client nobody(m_company.home(QStringLiteral("nobody ") + QString::fromLatin1(QTest::currentDataTag())));
    QTRY_COMPARE_WITH_TIMEOUT(nobody.workspace().state(), Workspace::State::Empty, kPatienceMs);
    nobody.workspace().linkByCode(address, code);
    QVERIFY(nobody.isWarned(words));
    QTRY_COMPARE_WITH_TIMEOUT(nobody.workspace().state(), Workspace::State::Empty, kPatienceMs);
}

// B6: whoever was faster with a code that was overheard shows another number, and the honest computer
// finds the code used.
void TestOwnDevices::anotherNumberShowsAnotherComputer()
{
    m_gina->workspace().openLink(QString::fromLatin1(Client::kPassphrase));
    QTRY_COMPARE_WITH_TIMEOUT(m_gina->workspace().link().step, Step::Shown, kPatienceMs);
    const QString link = m_gina->workspace().link().link;
    Client thief(m_company.home(QStringLiteral("thief")));
    Client honest(m_company.home(QStringLiteral("honest")));
    QTRY_COMPARE_WITH_TIMEOUT(thief.workspace().state(), Workspace::State::Empty, kPatienceMs);
    QTRY_COMPARE_WITH_TIMEOUT(honest.workspace().state(), Workspace::State::Empty, kPatienceMs);
    thief.workspace().linkByCode(link, {});
    QTRY_COMPARE_WITH_TIMEOUT(m_gina->workspace().link().step, Step::Asked, kPatienceMs);
    honest.workspace().linkByCode(link, {});
    QVERIFY(honest.isWarned(QStringLiteral("This code is over or was used already")));

    // Nor does anybody take the asker's place while the person compares, with the server's help or without.
    const LinkStatus shown = m_gina->workspace().link();
    const auto code = identity::LinkCode::parse(shown.code);
    QVERIFY(code);
    const auto link_keys = identity::LinkKeys::of(*code);
    const identity::LinkAsk late{Keys::fresh(m_random).device.publicKey(),
                                 crypto::HpkeKeyPair::generate(m_random).public_key,
                                 QStringLiteral("a late one")};
    QVERIFY(identity::linkNumber(late, link_keys) != shown.number);
    const QByteArray push =
        protocol::encodeFrame(protocol::LinkAsked{{identity::sealAsk(late, link_keys, m_random)}});
    const auto has_sent = std::make_shared<std::atomic<bool>>(false);
    m_gina->tampering().set([push, has_sent](const QByteArray &frame) -> QList<QByteArray> {
        if (protocol::typeOf(frame) != protocol::MessageType::EnvelopePushed || *has_sent) return {frame};
        *has_sent = true;
        return {push, frame};
    });
    m_anna->workspace().talk(m_gina->talk()->id())->say(QStringLiteral("A second one asks"));
    QVERIFY(m_gina->sees(m_gina->talk(), QStringLiteral("A second one asks")));
    QVERIFY(has_sent->load());
    m_gina->tampering().set({});
    QCOMPARE(m_gina->workspace().link().number, shown.number);
    QCOMPARE(m_gina->workspace().link().computer, shown.computer);
    m_gina->workspace().answerLink(false);
    QVERIFY(thief.isWarned(QStringLiteral("has said no")));
}

// --- what the server makes up ---------------------------------------------------------------------

// A4: keys and history come only as the answer to a question, or under a code that is on the screen.
void TestOwnDevices::nothingIsTakenThatNobodyAskedFor()
{
    const HistoryStatus history = m_gina->workspace().history();
    const auto has_sent = std::make_shared<std::atomic<bool>>(false);
    m_gina->tampering().set([has_sent](const QByteArray &frame) -> QList<QByteArray> {
        if (protocol::typeOf(frame) != protocol::MessageType::EnvelopePushed || *has_sent) return {frame};
        *has_sent = true;
        return {frame,
                protocol::encodeFrame(protocol::LinkAsked{{QByteArray(300, 'x')}}),
                protocol::encodeFrame(protocol::ArchiveGrown{{9'999}, 77}),
                protocol::encodeFrame(protocol::RemovalsDue{{{{{1}, {QByteArray(64, 'x')}}}}}),
                protocol::encodeFrame(
                    protocol::LinkAnswer{{12'345'678}, protocol::LinkState::Granted, {QByteArray(300, 'x')}}),
                protocol::encodeFrame(protocol::Archive{{12'345'679}, 78, {QByteArray(300, 'x')}, {5}})};
    });
    Talk *annas = m_anna->workspace().talk(m_gina->talk()->id());
    annas->say(QStringLiteral("Something came with this"));
    QVERIFY(m_gina->sees(m_gina->talk(), QStringLiteral("Something came with this")));
    QTRY_VERIFY_WITH_TIMEOUT(has_sent->load(), kPatienceMs);
    m_gina->tampering().set({});
    annas->say(QStringLiteral("And this after it"));
    QVERIFY(m_gina->sees(m_gina->talk(), QStringLiteral("And this after it")));
    QVERIFY(m_gina->workspace().link().step != Step::Asked);
    QTRY_COMPARE_WITH_TIMEOUT(m_gina->workspace().history().state, history.state, kPatienceMs);
    QVERIFY(!m_gina->workspace().isRemoved());
}

// A2: a device without the account's certificate is shown to nobody and let in nowhere.
void TestOwnDevices::aDeviceThatTheServerInventsIsNotOurs()
{
    const Keys keys = Keys::fresh(m_random);
    const int before = counted(*m_gina);
    m_gina->tampering().set(editing<protocol::Devices>([keys = &keys](protocol::Devices &message) {
        protocol::DeviceEntry entry;
        entry.device = keys->deviceId();
        entry.certificate.bytes = encode(certificateOf(*keys));
        entry.registered_at = SystemClock().now();
        entry.is_ready = true;
        message.devices.items.prepend(entry);
    }));
    m_gina->workspace().fetchDevices();
    QVERIFY(m_gina->isWarned(QStringLiteral("that your account has not let in")));
    QCOMPARE(counted(*m_gina), before);
    // Nor does a certificate that the account did sign say so of another device.
    m_gina->problems.clear();
    m_gina->tampering().set(editing<protocol::Devices>([keys = &keys](protocol::Devices &message) {
        protocol::DeviceEntry entry = message.devices.items.constFirst();
        entry.device = keys->deviceId();
        message.devices.items.prepend(entry);
    }));
    m_gina->workspace().fetchDevices();
    QVERIFY(m_gina->isWarned(QStringLiteral("that your account has not let in")));
    QCOMPARE(counted(*m_gina), before);
    m_gina->tampering().set({});
}

// --- one is removed -------------------------------------------------------------------------------

void TestOwnDevices::aRemovedComputerIsOut()
{
    m_gina->workspace().fetchDevices();
    const auto is_second = [](const OwnDevice &device) { return !device.is_this && device.is_online; };
    QTRY_VERIFY_WITH_TIMEOUT(find(m_gina->workspace().devices(), is_second) != nullptr, kPatienceMs);
    const DeviceId lost = find(m_gina->workspace().devices(), is_second)->id;
    m_gina->workspace().removeDevice(lost);
    QTRY_VERIFY_WITH_TIMEOUT(m_ginas_second->workspace().isRemoved(), kPatienceMs);
    Talk *annas = m_anna->workspace().talk(m_gina->talk()->id());
    const QString line = QStringLiteral("A device of Gina (Guest) was removed");
    QVERIFY(m_anna->sees(annas, line));
    QVERIFY(m_gina->sees(m_gina->talk(), line));
    annas->say(QStringLiteral("This is for your own computer"));
    QVERIFY(m_gina->sees(m_gina->talk(), QStringLiteral("This is for your own computer")));
    QVERIFY(m_ginas_second->workspace().connection().state != ConnectionState::Connected);
    QVERIFY(find(m_gina->workspace().devices(),
                 [lost](const OwnDevice &device) { return device.id == lost; }) == nullptr);

    // It says so after a restart too, with the server away or not, and is erased when its person says so.
    m_ginas_second.reset();
    Client again(m_company.home(QStringLiteral("gina 2")));
    QVERIFY(again.isReady());
    QTRY_VERIFY_WITH_TIMEOUT(again.workspace().isRemoved(), kPatienceMs);
    again.workspace().eraseProfile();
    QTRY_COMPARE_WITH_TIMEOUT(again.workspace().state(), Workspace::State::Empty, kPatienceMs);
}

void TestOwnDevices::aServerCannotSayThatAComputerWasRemoved()
{
    QVERIFY(m_company.guest(m_link, QStringLiteral("Kay")));
    const Keys keys = Keys::fresh(m_random);
    const auto lie = [keys = &keys](const QByteArray &frame) -> QList<QByteArray> {
        if (const auto logged_in = protocol::decodeFrame<protocol::LoggedIn>(frame))
            return {protocol::encodeFrame(
                protocol::Refused{logged_in->request, Code::Forbidden, protocol::Reason::DeviceRevoked, 0})};
        if (const auto refused = protocol::decodeFrame<protocol::Refused>(frame)) {
            const identity::DeviceRemoval forged{keys->account.publicKey(), keys->device.publicKey(), {1}};
            return {protocol::encodeFrame(protocol::Removal{
                refused->request, {encode(identity::SignedDeviceRemoval::sign(forged, keys->account))}})};
        }
        return {frame};
    };
    Client kay(m_company.home(QStringLiteral("Kay")), [&lie](Tampering &tampering) { tampering.set(lie); });
    QVERIFY(kay.isWarned(QStringLiteral("has been signed out by the organisation")));
    QVERIFY(!kay.workspace().isRemoved());
}

// E12: the device that removed another one does nothing about it, so the customer, who is the only other
// one there, carries it out by the account's signed word.
void TestOwnDevices::whoIsThereCarriesOutARemoval()
{
    const auto lea = m_company.guest(m_link, QStringLiteral("Lea"));
    QVERIFY(lea);
    QVERIFY(begins(*m_annas_second, *lea, QStringLiteral("My mixer stops")));
    m_anna->tampering().watchSent({});
    const ConversationId id = lea->talk()->id();
    QTRY_VERIFY_WITH_TIMEOUT(m_anna->workspace().mine()->rowOf(id) >= 0, kPatienceMs);
    const auto is_lost = [](const OwnDevice &device) { return !device.is_this; };
    QTRY_VERIFY_WITH_TIMEOUT(find(m_anna->workspace().devices(), is_lost) != nullptr, kPatienceMs);
    const DeviceId lost = find(m_anna->workspace().devices(), is_lost)->id;

    // No answer reaches the remover any more, so it does not learn that it may commit.
    m_anna->tampering().set([](const QByteArray &frame) -> QList<QByteArray> {
        const auto type = protocol::typeOf(frame);
        const bool is_silent = type == protocol::MessageType::Done ||
                               type == protocol::MessageType::RemovalsDue ||
                               type == protocol::MessageType::DevicesChanged;
        return is_silent ? QList<QByteArray>() : QList<QByteArray>{frame};
    });
    std::mutex guard;
    QByteArray said; // the account's word, as it left
    m_anna->tampering().watchSent([&](const QByteArray &frame) {
        const auto removal = protocol::decodeFrame<protocol::RemoveDevice>(frame);
        const std::lock_guard lock(guard);
        if (removal) said = removal->removal.bytes;
    });
    m_anna->workspace().removeDevice(lost);
    const QString line = QStringLiteral("A device of Anna (Support) was removed");
    QVERIFY(lea->sees(lea->talk(), line));
    QVERIFY(m_gina->sees(m_gina->talk(), line)); // out of every conversation
    m_anna->tampering().set({});
    m_anna->tampering().watchSent({});
    QTRY_VERIFY_WITH_TIMEOUT(m_annas_second->workspace().isRemoved(), kPatienceMs);
    const std::lock_guard lock(guard);
    m_removal = said;
}

// The server shows this computer the account's word about the other one.
void TestOwnDevices::aWordAboutAnotherComputerRemovesNobodyElse()
{
    QVERIFY(!m_removal.isEmpty());
    m_anna.reset();
    const auto lie = [removal = m_removal](const QByteArray &frame) -> QList<QByteArray> {
        if (const auto logged_in = protocol::decodeFrame<protocol::LoggedIn>(frame))
            return {protocol::encodeFrame(
                protocol::Refused{logged_in->request, Code::Forbidden, protocol::Reason::DeviceRevoked, 0})};
        if (const auto refused = protocol::decodeFrame<protocol::Refused>(frame))
            return {protocol::encodeFrame(protocol::Removal{refused->request, {removal}})};
        return {frame};
    };
    Client anna(m_company.home(QStringLiteral("anna")), [&lie](Tampering &tampering) { tampering.set(lie); });
    QVERIFY(anna.isWarned(QStringLiteral("has been signed out by the organisation")));
    QVERIFY(!anna.workspace().isRemoved());
}

CHAT121_TEST_MAIN(TestOwnDevices)
#include "tst_own_devices.moc"
