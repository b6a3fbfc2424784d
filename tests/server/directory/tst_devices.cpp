// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// An account's devices are told about each other, and one that was removed is out: it is refused, its
// line is cut, and whoever shares a group with it hears that its removal is due.

#include "common/identity/ids.h"
#include "common/identity/key_log.h"
#include "common/protocol/messages/answers.h"
#include "common/protocol/messages/delivery.h"
#include "common/protocol/messages/devices.h"
#include "common/protocol/messages/directory.h"
#include "common/protocol/messages/key_log.h"
#include "common/protocol/messages/registration.h"
#include "server/desk/liveness.h"
#include "server/store/account_rows.h"
#include "server/store/log_rows.h"
#include "tests/server/support/organisation_test.h"
#include "tests/support/test_main.h"

using namespace chat121;
using namespace chat121::store;
using namespace chat121::protocol;
using test::Person;

namespace {

class TestDevices : public test::OrganisationTest {
    Q_OBJECT

private Q_SLOTS:
    void init();

    void aNewDeviceIsToldToTheOthers();
    void theListIsOfTheAsker();
    void lastUseIsKeptNoFinerThanAnHour();
    void namesAreOpaque();
    void aReadyDeviceIsToldOnce();

    void aRemovedDeviceIsOut();
    void aDeviceSignsItselfOut();
    void aRemovalIsRefused_data();
    void aRemovalIsRefused();
    void whoSharesAGroupHearsOfARemoval();
    void onlyWhoIsOnlineIsTold();
    void aCrowdIsToldInPart();
    void theKeyLogHasTheRemoval();
    void aRefusedDeviceMayAskWhy();

private:
    Person further() { return {m_owner->account.clone(), crypto::SigningKey::generate(m_fixture->random)}; }
    Caller comeIn(const Person &device);
    QByteArray removal(const Person &device) const;
    LogId group(const QList<Caller> &members);
    QList<DeviceEntry> devices(const Caller &caller)
    {
        return m_fixture->ask<Devices>(caller, FetchDevices{m_organisation->next()}).devices.items;
    }

    const Person *m_owner = nullptr;
    Caller m_caller;
};

void TestDevices::init()
{
    begin();
    m_owner = &m_organisation->owner;
    m_caller = m_organisation->found();
}

Caller TestDevices::comeIn(const Person &device)
{
    m_fixture->ask<Registered>({}, m_organisation->furtherDevice(device));
    return m_organisation->logInAs(device);
}

QByteArray TestDevices::removal(const Person &device) const
{
    const identity::DeviceRemoval statement{m_owner->account.publicKey(), device.device.publicKey(),
                                            m_fixture->clock.now()};
    return encode(identity::SignedDeviceRemoval::sign(statement, m_owner->account));
}

LogId TestDevices::group(const QList<Caller> &members)
{
    const LogId log{m_fixture->random.id()};
    m_fixture->mustWrite([&](Sql &sql) -> Result<void> {
        TRY(createLog(sql, log, LogKind::Conversation, 0, 14));
        TRY_ASSIGN(auto entry, findLog(sql, log));
        for (const Caller &member : members)
            TRY(addMember(sql, *entry, {member.device, member.account}, Sequence{1}));
        return success();
    });
    return log;
}

// --- the list -------------------------------------------------------------------------------------

void TestDevices::aNewDeviceIsToldToTheOthers()
{
    const Person laptop = further();
    m_fixture->takeDeliveries();
    m_fixture->ask<Registered>({}, m_organisation->furtherDevice(laptop));
    const auto told = m_fixture->delivered<DevicesChanged>();
    QCOMPARE(told.size(), 1);
    QCOMPARE(told.first().second.device, laptop.deviceId());
    QVERIFY(told.first().first.includes(m_caller));
    m_fixture->ask<Registered>({}, m_organisation->furtherDevice(laptop)); // its answer was lost
    QVERIFY(m_fixture->delivered<DevicesChanged>().isEmpty());
}

void TestDevices::theListIsOfTheAsker()
{
    const Person stranger = m_organisation->person();
    const Caller other = m_organisation->comeIn(stranger, identity::Role::Agent);
    const QByteArray certificate = m_organisation->certificate(*m_owner);
    m_fixture->clock.advance(std::chrono::minutes(1));
    const Person laptop = further();
    comeIn(laptop);
    const auto list = devices(m_caller);
    QCOMPARE(list.size(), 2);
    QCOMPARE(list.first().device, laptop.deviceId()); // newest first
    QVERIFY(list.first().is_online);
    QVERIFY(!list.first().is_ready);
    QCOMPARE(list.last().certificate.bytes, certificate);
    QCOMPARE(devices(other).size(), 1);
    QCOMPARE(m_fixture->refusal({}, FetchDevices{RequestId{1}}).reason, Reason::NotLoggedIn);
}

void TestDevices::lastUseIsKeptNoFinerThanAnHour()
{
    const qint64 hour = std::chrono::milliseconds(std::chrono::hours(1)).count();
    const auto seen = [&] { return devices(m_caller).first().last_seen_at.ms; };
    QCOMPARE(seen(), m_fixture->clock.now().ms / hour * hour);
    m_fixture->clock.advance(std::chrono::hours(5));
    QVERIFY(m_fixture->write([this](Sql &sql, UnixTime now) -> Verdict<Outcome> {
        return desk::disconnected(sql, m_caller, now);
    }));
    QCOMPARE(seen(), m_fixture->clock.now().ms / hour * hour);
}

void TestDevices::namesAreOpaque()
{
    QCOMPARE(m_fixture->refusal(m_caller, NameDevice{m_organisation->next(), {}}).code, Code::Malformed);
    m_fixture->ask<protocol::Done>(m_caller,
                                   NameDevice{m_organisation->next(), {QByteArray("\0\1sealed", 8)}});
    QCOMPARE(devices(m_caller).first().name.bytes, QByteArray("\0\1sealed", 8));
}

void TestDevices::aReadyDeviceIsToldOnce()
{
    const auto publish = [this](char name) {
        KeyPackageUpload upload;
        upload.reference.data[0] = static_cast<uint8_t>(name);
        upload.expires_at = m_fixture->clock.now() + std::chrono::hours(1);
        upload.package.bytes = "package";
        PublishKeyPackages message{m_organisation->next(), {}};
        message.packages.items.append(upload);
        m_fixture->ask<KeyPackagesPublished>(m_caller, message);
        return m_fixture->delivered<DevicesChanged>().size();
    };
    m_fixture->takeDeliveries();
    QCOMPARE(publish('a'), 1);
    QCOMPARE(publish('b'), 0);
    QVERIFY(devices(m_caller).first().is_ready);
}

// --- the end of one -------------------------------------------------------------------------------

void TestDevices::aRemovedDeviceIsOut()
{
    const Person laptop = further();
    const Caller lost = comeIn(laptop);
    m_fixture->takeDeliveries();
    m_fixture->ask<protocol::Done>(m_caller, RemoveDevice{m_organisation->next(), {removal(laptop)}});
    const QList<Delivery> told = m_fixture->takeDeliveries();
    QVERIFY(std::any_of(told.begin(), told.end(), [&](const Delivery &delivery) {
        return delivery.keeping == Keeping::Unknown && delivery.to.includes(lost) &&
               !delivery.to.includes(m_caller);
    }));
    QCOMPARE(m_fixture->refusal({}, m_organisation->logIn(laptop, 2, 90'000)).reason, Reason::DeviceRevoked);
    QCOMPARE(m_fixture->refusal({}, m_organisation->furtherDevice(laptop)).reason, Reason::DeviceRevoked);
    const Person next = further();
    QCOMPARE(m_fixture->refusal({}, m_organisation->replacement(next, laptop.deviceId())).reason,
             Reason::DeviceRevoked); // nobody takes its place either
    const auto list = devices(m_caller);
    const auto gone = std::find_if(list.begin(), list.end(),
                                   [&](const DeviceEntry &entry) { return entry.device == lost.device; });
    QVERIFY(gone != list.end() && gone->is_removed && !gone->is_online);
    m_fixture->ask<protocol::Done>(m_caller,
                                   RemoveDevice{m_organisation->next(), {removal(laptop)}}); // again
}

// Its person logs out and removes the data: the answer comes before the end.
void TestDevices::aDeviceSignsItselfOut()
{
    const Person laptop = further();
    const Caller own = comeIn(laptop);
    const LogId shared = group({own, m_caller});
    m_fixture->takeDeliveries();
    m_fixture->ask<protocol::Done>(own, RemoveDevice{m_organisation->next(), {removal(laptop)}});
    const QList<Delivery> told = m_fixture->takeDeliveries();
    QVERIFY(!told.isEmpty() && told.last().keeping == Keeping::Unknown && told.last().to.includes(own));
    const bool is_due = std::any_of(told.begin(), told.end(), [&](const Delivery &delivery) {
        const auto due = protocol::decodeFrame<RemovalsDue>(delivery.message);
        return due && delivery.to.includes(m_caller) && due->removals.items.first().log == shared;
    });
    QVERIFY(is_due);
    QCOMPARE(m_fixture->refusal({}, m_organisation->logIn(laptop, 2, 90'000)).reason, Reason::DeviceRevoked);
}

void TestDevices::aRemovalIsRefused_data()
{
    QTest::addColumn<QString>("what");
    QTest::newRow("of another account's device") << "others";
    QTest::newRow("signed by another account") << "signer";
    QTest::newRow("with a flipped bit") << "bit";
    QTest::newRow("that names another account") << "account";
    QTest::newRow("of a device that nobody knows") << "nobody";
    QTest::newRow("a device's certificate in its place") << "label";
}

void TestDevices::aRemovalIsRefused()
{
    QFETCH(QString, what);
    const Person laptop = further();
    comeIn(laptop);
    const Person stranger = m_organisation->person();
    m_organisation->comeIn(stranger, identity::Role::Agent);
    QByteArray bytes = removal(laptop);
    if (what == "others") bytes = removal(stranger);
    if (what == "signer" || what == "account") {
        const identity::DeviceRemoval statement{what == "account" ? stranger.account.publicKey()
                                                                  : m_owner->account.publicKey(),
                                                laptop.device.publicKey(), m_fixture->clock.now()};
        bytes = encode(identity::SignedDeviceRemoval::sign(statement, what == "signer" ? stranger.account
                                                                                       : m_owner->account));
    }
    if (what == "bit") bytes[20] = static_cast<char>(bytes[20] ^ 1);
    if (what == "nobody") bytes = removal(further());
    if (what == "label") bytes = m_organisation->certificate(laptop);
    QVERIFY(!m_fixture->send(m_caller, RemoveDevice{m_organisation->next(), {bytes}}));
    QCOMPARE(m_organisation->logInAs(laptop).account, m_caller.account);
}

// E12: those who are on-line at once, the others when they come.
void TestDevices::whoSharesAGroupHearsOfARemoval()
{
    const Person laptop = further();
    const Caller lost = comeIn(laptop);
    const Person agent = m_organisation->person();
    const Person outsider = m_organisation->person();
    const Caller colleague = m_organisation->comeIn(agent, identity::Role::Agent);
    m_organisation->comeIn(outsider, identity::Role::Agent);
    const LogId first = group({lost, colleague});
    const LogId second = group({lost, colleague, m_caller});
    group({m_caller, colleague});
    m_fixture->takeDeliveries();
    m_fixture->ask<protocol::Done>(m_caller, RemoveDevice{m_organisation->next(), {removal(laptop)}});

    QHash<DeviceId, QList<LogId>> told;
    for (const auto &[to, message] : m_fixture->delivered<RemovalsDue>()) {
        for (const DueRemoval &due : message.removals.items) {
            QCOMPARE(due.removal.bytes, removal(laptop));
            told[to.devices.first()].append(due.log);
        }
    }
    QCOMPARE(told.size(), 2);
    QCOMPARE(QSet<LogId>(told[colleague.device].begin(), told[colleague.device].end()),
             (QSet<LogId>{first, second}));
    QCOMPARE(told[m_caller.device], QList<LogId>{second});

    m_organisation->logInAs(agent);
    QCOMPARE(m_fixture->delivered<RemovalsDue>().size(), 1); // nobody was faster
    m_organisation->logInAs(outsider);
    QVERIFY(m_fixture->delivered<RemovalsDue>().isEmpty());
    m_fixture->mustWrite([&](Sql &sql) -> Result<void> {
        for (const LogId log : {first, second}) {
            TRY_ASSIGN(auto entry, findLog(sql, log));
            TRY(endMember(sql, *entry, lost.device, Sequence{2}));
        }
        return success();
    });
    m_organisation->logInAs(agent);
    QVERIFY(m_fixture->delivered<RemovalsDue>().isEmpty());
}

void TestDevices::onlyWhoIsOnlineIsTold()
{
    const Person laptop = further();
    const Caller lost = comeIn(laptop);
    const Caller here = m_organisation->comeIn(m_organisation->person(), identity::Role::Agent);
    const Person away = m_organisation->person();
    const Caller gone = m_organisation->comeIn(away, identity::Role::Agent);
    group({lost, here, gone});
    QVERIFY(m_fixture->write(
        [&](Sql &sql, UnixTime now) -> Verdict<Outcome> { return desk::disconnected(sql, gone, now); }));
    m_fixture->takeDeliveries();
    m_fixture->ask<protocol::Done>(m_caller, RemoveDevice{m_organisation->next(), {removal(laptop)}});
    const auto told = m_fixture->delivered<RemovalsDue>();
    QCOMPARE(told.size(), 1);
    QCOMPARE(told.first().first.devices, QList<DeviceId>{here.device});
    m_organisation->logInAs(away);
    QCOMPARE(m_fixture->delivered<RemovalsDue>().size(), 1);
}

// Among them the account's own devices, who are to carry it out.
void TestDevices::aCrowdIsToldInPart()
{
    const Person laptop = further();
    const Caller lost = comeIn(laptop);
    QList<Caller> crowd{lost};
    for (quint64 i = 1; i <= limits::kBatchRowsMax + 1; ++i)
        crowd.append({AccountId{i}, DeviceId{i}});
    group(crowd + QList<Caller>{m_caller});
    m_fixture->mustWrite([&](Sql &sql) -> Result<void> {
        for (const Caller &member : crowd)
            TRY(setOnline(sql, member.device, member.account));
        return success();
    });
    m_fixture->takeDeliveries();
    m_fixture->ask<protocol::Done>(m_caller, RemoveDevice{m_organisation->next(), {removal(laptop)}});
    const auto told = m_fixture->delivered<RemovalsDue>();
    QCOMPARE(told.size(), limits::kBatchRowsMax);
    QCOMPARE(told.first().first.devices, QList<DeviceId>{m_caller.device});
}

void TestDevices::theKeyLogHasTheRemoval()
{
    const Person laptop = further();
    comeIn(laptop);
    const auto statement = decode<identity::SignedDeviceRemoval>(removal(laptop));
    const FetchKeyLog question{
        m_organisation->next(), {}, {{identity::leafOf(identity::loggedAs(*statement))}}};
    QVERIFY(!m_fixture->ask<KeyLog>(m_caller, question).inclusion.items.first().is_logged);
    m_fixture->ask<protocol::Done>(m_caller, RemoveDevice{m_organisation->next(), {encode(*statement)}});
    QVERIFY(m_fixture->ask<KeyLog>(m_caller, question).inclusion.items.first().is_logged);
}

void TestDevices::aRefusedDeviceMayAskWhy()
{
    const Person laptop = further();
    comeIn(laptop);
    const FetchRemoval question{m_organisation->next(), laptop.deviceId()};
    QCOMPARE(m_fixture->refusal({}, question).code, Code::NotFound);
    m_fixture->ask<protocol::Done>(m_caller, RemoveDevice{m_organisation->next(), {removal(laptop)}});
    QCOMPARE(m_fixture->ask<Removal>({}, question).removal.bytes, removal(laptop));
}

} // namespace

CHAT121_TEST_MAIN(TestDevices)
#include "tst_devices.moc"
