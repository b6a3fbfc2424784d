// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A computer that comes into an account by its password: the computers that are there announce it, also
// when they were off meanwhile or when the server hides it, and it reads nothing before one of them agrees.
// By a code: tst_own_devices. security.md B6, E16.

#include "common/crypto/init.h"
#include "common/protocol/frame.h"
#include "common/protocol/messages/devices.h"
#include "tests/client/core/engine/clients.h"
#include "tests/support/test_main.h"

using namespace chat121;
using namespace chat121::test;

namespace {

constexpr int kPatienceMs = 60'000; // on a machine that has much else to do
constexpr auto kPassword = "correct horse battery";

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

class TestNewDevices : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void aComputerThatLoggedInByPasswordIsAnnounced();
    void aComputerThatCameWhileThisOneWasOffIsAnnounced();
    void aDeviceThatTheServerHidesIsAnnounced();

private:
    std::unique_ptr<Client> loggedIn(const QString &name);

    Company m_company;
    QString m_link;
};

void TestNewDevices::initTestCase()
{
    QVERIFY(crypto::initialise());
    QVERIFY(m_company.opens());
    m_link = m_company.founder().invites(QStringLiteral("customers"));
}

std::unique_ptr<Client> TestNewDevices::loggedIn(const QString &name)
{
    auto fresh = std::make_unique<Client>(m_company.home(name));
    if (!QTest::qWaitFor([&] { return fresh->workspace().state() == Workspace::State::Empty; }, kPatienceMs))
        return nullptr;
    fresh->workspace().logIn(m_link, QStringLiteral("Fiona"), QString::fromLatin1(kPassword));
    return fresh->isConnected() ? std::move(fresh) : nullptr;
}

void TestNewDevices::aComputerThatLoggedInByPasswordIsAnnounced()
{
    QTRY_COMPARE_WITH_TIMEOUT(counted(m_company.founder()), 1, kPatienceMs);
    LiveWorkspace &first = m_company.founder().workspace();
    const auto pia = m_company.guest(m_link, QStringLiteral("Pia"));
    QVERIFY(pia);
    first.setDutyStatus(DutyStatus::Available, 5);
    QVERIFY(begins(m_company.founder(), *pia, QStringLiteral("My clock stands")));
    const auto second = loggedIn(QStringLiteral("fiona 2"));
    QVERIFY(second);
    QTRY_VERIFY_WITH_TIMEOUT(newOne(first.devices()) != nullptr, kPatienceMs);
    // Whoever has stolen the password reads nothing of what is said, until the first computer agrees.
    first.fetchDevices();
    Talk *fionas = first.talk(pia->talk()->id());
    for (const char *words : {"Since when?", "And today?"}) {
        fionas->say(QString::fromLatin1(words));
        QVERIFY(pia->sees(pia->talk(), QString::fromLatin1(words)));
    }
    const auto has_line = [&] {
        return !rowsOf(pia->talk()).filter(QStringLiteral("reads on one more device")).isEmpty();
    };
    QTRY_VERIFY_WITH_TIMEOUT(
        find(first.devices(), [](const OwnDevice &device) { return !device.is_this && device.is_online; }),
        kPatienceMs);
    QVERIFY(!has_line());
    QTRY_COMPARE_WITH_TIMEOUT(counted(*second), 2, kPatienceMs);
    QVERIFY(newOne(second->workspace().devices()) == nullptr); // who was there before is not news
    const DeviceId fresh = newOne(first.devices())->id;
    first.acceptDevice(fresh);
    QTRY_VERIFY_WITH_TIMEOUT(newOne(first.devices()) == nullptr, kPatienceMs);
    QTRY_VERIFY_WITH_TIMEOUT(has_line(), kPatienceMs);
    first.fetchDevices();
    first.removeDevice(fresh);
    QTRY_VERIFY_WITH_TIMEOUT(second->workspace().isRemoved(), kPatienceMs);
    QTRY_COMPARE_WITH_TIMEOUT(counted(m_company.founder()), 1, kPatienceMs);
}

void TestNewDevices::aComputerThatCameWhileThisOneWasOffIsAnnounced()
{
    m_company.founderLeaves();
    const auto second = loggedIn(QStringLiteral("fiona 3"));
    QVERIFY(second);
    QVERIFY(m_company.founderReturns());
    LiveWorkspace &first = m_company.founder().workspace();
    QTRY_VERIFY_WITH_TIMEOUT(newOne(first.devices()) != nullptr, kPatienceMs);
    first.removeDevice(newOne(first.devices())->id);
    QTRY_VERIFY_WITH_TIMEOUT(second->workspace().isRemoved(), kPatienceMs);
    QTRY_VERIFY_WITH_TIMEOUT(newOne(first.devices()) == nullptr, kPatienceMs);
}

// E16: a ghost with a valid credential, which the server lists nowhere and tells nobody of.
void TestNewDevices::aDeviceThatTheServerHidesIsAnnounced()
{
    Client &fiona = m_company.founder();
    QTRY_COMPARE_WITH_TIMEOUT(counted(fiona), 1, kPatienceMs);
    fiona.tampering().set([](const QByteArray &frame) -> QList<QByteArray> {
        if (protocol::typeOf(frame) == protocol::MessageType::DevicesChanged) return {};
        auto devices = protocol::decodeFrame<protocol::Devices>(frame);
        if (!devices) return {frame};
        QList<protocol::DeviceEntry> &items = devices->devices.items; // those at work first, the newest first
        if (items.size() > 1 && !items.at(1).is_removed) items.removeFirst();
        return {protocol::encodeFrame(*devices)};
    });
    const auto ghost = loggedIn(QStringLiteral("ghost"));
    QVERIFY(ghost);
    const auto ned = m_company.guest(m_link, QStringLiteral("Ned"));
    QVERIFY(ned);
    fiona.workspace().setDutyStatus(DutyStatus::Available, 5);
    QVERIFY(begins(fiona, *ned, QStringLiteral("My radio crackles")));
    const auto is_hidden = [](const OwnDevice &device) { return device.is_hidden && device.is_new; };
    QTRY_VERIFY_WITH_TIMEOUT(find(fiona.workspace().devices(), is_hidden) != nullptr, kPatienceMs);
    const DeviceId found = find(fiona.workspace().devices(), is_hidden)->id;
    fiona.workspace().removeDevice(found);
    QVERIFY(ned->sees(ned->talk(), QStringLiteral("A device of Fiona (Owner) was removed")));
}

CHAT121_TEST_MAIN(TestNewDevices)
#include "tst_new_devices.moc"
