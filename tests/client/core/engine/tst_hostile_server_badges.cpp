// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A server that shows the badge of another organisation, of another account, or one that is over, in
// a key package, behind the department's key, in the list of staff: nobody is let in, no word is
// sealed to them, no name is shown. security.md A1, A2.

#include "client/core/engine/profile/profile_store.h"
#include "common/crypto/init.h"
#include "common/protocol/messages/delivery.h"
#include "common/protocol/messages/directory.h"
#include "tests/client/core/engine/clients.h"
#include "tests/client/core/engine/stranger.h"
#include "tests/client/core/key_vault/fake_keychain.h"
#include "tests/support/test_main.h"

using namespace chat121;
using namespace chat121::test;

namespace {

constexpr int kPatienceMs = 30'000; // on a machine that has much else to do

enum class Lie : quint8 {
    OtherOrganisation, // a root of its own
    Over,              // signed by the root, for the right account and device, yesterday
    SomebodyElses,     // a good badge before a device of another account
    GhostDevice,       // a good badge, and a device that its account never signed
};

const QString kRefused = QStringLiteral("not signed by the organisation tried to come in");

} // namespace

class TestHostileBadges : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void aKeyPackageWithABadBadgeIsNotLetIn_data() { addLies(); }
    void aKeyPackageWithABadBadgeIsNotLetIn();
    void aDepartmentKeyWithABadBadgeGetsNoWord_data() { addLies(); }
    void aDepartmentKeyWithABadBadgeGetsNoWord();
    void aColleagueWhoWasNotAskedForIsNotLetIn();
    void badChainsInTheListOfStaffAreNotShown_data();
    void badChainsInTheListOfStaffAreNotShown();

private:
    static void addLies();
    Impostor impostor(Lie lie);
    bool readFounder();
    std::unique_ptr<Client> guest(const QString &name) { return m_company.guest(m_guest_link, name); }
    bool knowsMallory();

    Company m_company;
    std::unique_ptr<Client> m_anna;
    std::unique_ptr<Client> m_ben;
    QString m_guest_link;
    crypto::SodiumRandom m_random;
    Keys m_founder = Keys::fresh(m_random); // the real ones, of the real root
};

void TestHostileBadges::initTestCase()
{
    QVERIFY(crypto::initialise());
    QVERIFY(m_company.opens());
    m_guest_link = m_company.founder().invites(QStringLiteral("customers"));
    m_anna = std::make_unique<Client>(m_company.home(QStringLiteral("anna")));
    QVERIFY(m_anna->joins(m_company.founder().invites(QStringLiteral("staff")), QStringLiteral("Anna")));
    m_ben = std::make_unique<Client>(m_company.home(QStringLiteral("ben")));
    QVERIFY(m_ben->joins(m_company.founder().invites(QStringLiteral("staff")), QStringLiteral("Ben")));
    m_anna->workspace().setDutyStatus(DutyStatus::Available, 50);
    m_company.founderLeaves();
    QVERIFY(readFounder());
    QVERIFY(m_company.founderReturns());
}

// Out of the founder's profile, as somebody would who has stolen it.
bool TestHostileBadges::readFounder()
{
    const QString home = m_company.home(QStringLiteral("founder"));
    FakeKeychain keychain;
    KeyVault vault(home, keychain, m_random, VaultChoice::Passphrase, nullptr);
    std::optional<StoreKey> key;
    vault.openWithPassphrase(QStringLiteral("a passphrase for tests"), [&](Result<StoreKey> opened) {
        if (opened) key.emplace(*std::move(opened));
    });
    if (!QTest::qWaitFor([&] { return key.has_value(); }, kPatienceMs)) return false;
    const auto store = LocalStore::open(home, *key, m_random);
    if (!store) return false;
    const auto profile = engine::loadProfile(**store);
    if (!profile || !*profile || !(*profile)->root_seed) return false;
    m_founder = {crypto::SigningKey::fromSeed((*profile)->root_seed->clone()),
                 crypto::SigningKey::fromSeed((*profile)->account_seed.clone()),
                 crypto::SigningKey::fromSeed((*profile)->device_seed.clone())};
    return true;
}

void TestHostileBadges::addLies()
{
    QTest::addColumn<Lie>("lie");
    QTest::newRow("of another organisation") << Lie::OtherOrganisation;
    QTest::newRow("that is over") << Lie::Over;
    QTest::newRow("of another account") << Lie::SomebodyElses;
    QTest::newRow("before a ghost device") << Lie::GhostDevice;
}

Impostor TestHostileBadges::impostor(Lie lie)
{
    const auto same = [](const crypto::SigningKey &key) {
        return crypto::SigningKey::fromSeed(key.seed().clone());
    };
    const UnixTime now = SystemClock().now();
    const UnixTime tomorrow = now + std::chrono::hours(24);
    const auto good = chainOf(m_founder.account.publicKey(), m_founder.root, tomorrow);
    Keys keys = Keys::fresh(m_random);
    if (lie == Lie::OtherOrganisation) return strangerOf(std::move(keys));
    keys.root = same(m_founder.root);
    if (lie == Lie::SomebodyElses) {
        identity::LeafIdentity leaf{good, certificateOf(keys)};
        return {std::move(keys), std::move(leaf)};
    }
    if (lie == Lie::GhostDevice) {
        const auto certificate = certificateOf(keys);
        keys.account = same(m_founder.account);
        return {std::move(keys), {good, certificate}};
    }
    keys.account = same(m_founder.account);
    keys.device = same(m_founder.device);
    const auto over = chainOf(m_founder.account.publicKey(), m_founder.root, now - std::chrono::hours(24));
    identity::LeafIdentity leaf{over, certificateOf(keys)};
    return {std::move(keys), std::move(leaf)};
}

void TestHostileBadges::aKeyPackageWithABadBadgeIsNotLetIn()
{
    QFETCH(Lie, lie);
    const Impostor liar = impostor(lie);
    const QString name = QStringLiteral("Kim-%1").arg(int(lie));
    const auto customer = guest(name);
    QVERIFY(customer);
    QVERIFY(begins(*m_anna, *customer, QStringLiteral("Hello from ") + name));
    m_anna->tampering().set(editing<protocol::KeyPackages>([&liar](protocol::KeyPackages &message) {
        for (protocol::DeviceKeyPackage &package : message.packages.items)
            package = {liar.keys.deviceId(), {liar.keyPackage()}};
    }));
    m_anna->problems.clear();
    Talk *talk = m_anna->workspace().talk(customer->talk()->id());
    talk->addColleague(m_founder.accountId());
    QVERIFY(m_anna->isWarned(kRefused));
    m_anna->tampering().set({});
    QCOMPARE(talk->roster().size(), 2);
    // The next word is still between the two.
    talk->say(QStringLiteral("between us"));
    QVERIFY(customer->sees(customer->talk(), QStringLiteral("between us")));
    QCOMPARE(customer->talk()->roster().size(), 2);
}

// A good key package of a good colleague, but not of the one whom Anna chose.
void TestHostileBadges::aColleagueWhoWasNotAskedForIsNotLetIn()
{
    const auto customer = guest(QStringLiteral("Nora"));
    QVERIFY(customer);
    QVERIFY(begins(*m_anna, *customer, QStringLiteral("Hello from Nora")));
    const UnixTime tomorrow = SystemClock().now() + std::chrono::hours(24);
    Keys keys = Keys::fresh(m_random);
    keys.root = crypto::SigningKey::fromSeed(m_founder.root.seed().clone());
    const Impostor other = strangerOf(std::move(keys));
    QVERIFY(identity::verifyStaff(std::get<identity::StaffChain>(other.leaf.account),
                                  m_founder.root.publicKey(), tomorrow - std::chrono::hours(24)));
    m_anna->tampering().set(editing<protocol::KeyPackages>([&other](protocol::KeyPackages &message) {
        message.packages.items = {{other.keys.deviceId(), {other.keyPackage()}}};
    }));
    m_anna->problems.clear();
    Talk *talk = m_anna->workspace().talk(customer->talk()->id());
    talk->addColleague(m_founder.accountId());
    QVERIFY(m_anna->isWarned(kRefused));
    m_anna->tampering().set({});
    QCOMPARE(talk->roster().size(), 2);
}

void TestHostileBadges::aDepartmentKeyWithABadBadgeGetsNoWord()
{
    QFETCH(Lie, lie);
    const Impostor liar = impostor(lie);
    const auto victim = guest(QStringLiteral("Vera-%1").arg(int(lie)));
    QVERIFY(victim);
    victim->tampering().set(editing<protocol::DepartmentKey>(
        [&liar](protocol::DepartmentKey &message) { message.key = liar.departmentKey(message.department); }));
    QSignalSpy failed(victim->talk(), &Talk::failed);
    victim->talk()->say(QStringLiteral("My secret question"));
    QTRY_VERIFY_WITH_TIMEOUT(!failed.isEmpty(), kPatienceMs);
    QCOMPARE(victim->talk()->timeline()->at(0).state, SendState::Queued);
    QCOMPARE(victim->workspace().standing().step, QueueStanding::Step::NotStarted);
    QVERIFY(m_anna->workspace().queue()->rowOf(victim->talk()->id()) < 0);
    if (lie == Lie::Over) return; // it was true once: the sentence is that of a department without a key
    const QString sentence = failed.constFirst().constFirst().value<Problem>().sentence;
    QVERIFY2(sentence.contains(QStringLiteral("not signed by the organisation")), qPrintable(sentence));
}

void TestHostileBadges::badChainsInTheListOfStaffAreNotShown_data()
{
    QTest::addColumn<Lie>("lie");
    QTest::newRow("of another organisation") << Lie::OtherOrganisation;
    QTest::newRow("that is over") << Lie::Over;
    QTest::newRow("of another account") << Lie::SomebodyElses;
}

bool TestHostileBadges::knowsMallory()
{
    const QList<Colleague> colleagues = m_ben->workspace().colleagues();
    return std::any_of(colleagues.cbegin(), colleagues.cend(),
                       [](const Colleague &one) { return one.name == QStringLiteral("Mallory"); });
}

void TestHostileBadges::badChainsInTheListOfStaffAreNotShown()
{
    QFETCH(Lie, lie);
    const Impostor liar = impostor(lie);
    m_ben.reset();
    m_ben = std::make_unique<Client>(m_company.home(QStringLiteral("ben")));
    const protocol::StaffEntry entry{liar.keys.accountId(),
                                     {encode(std::get<identity::StaffChain>(liar.leaf.account))}};
    m_ben->tampering().set(
        editing<protocol::Staff>([entry](protocol::Staff &message) { message.staff.items.append(entry); }));
    QVERIFY(m_ben->isConnected());
    QVERIFY(m_ben->isWarned(kRefused));
    QVERIFY(!knowsMallory());
    QTRY_VERIFY_WITH_TIMEOUT(!m_ben->workspace().colleagues().isEmpty(),
                             kPatienceMs); // the good ones are there
}

CHAT121_TEST_MAIN(TestHostileBadges)
#include "tst_hostile_server_badges.moc"
