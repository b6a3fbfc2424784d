// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Rows D6 and D4 of the threat list: a server that asks for a weaker (or a ruinous) protection of a password
// gets nothing that is derived from the password, and the person is told. Nor does anybody become somebody
// else by what a server gives back for their password or their recovery words.
#include "client/core/archive/keyring.h"
#include "common/crypto/init.h"
#include "common/crypto/password.h"
#include "common/crypto/recovery_words.h"
#include "common/protocol/messages/archive.h"
#include "common/protocol/messages/passwords.h"
#include "tests/client/core/engine/clients.h"
#include "tests/client/core/engine/stranger.h"
#include "tests/support/test_main.h"

#include <QSignalSpy>

using namespace chat121;
using namespace chat121::test;

namespace {

constexpr int kPatienceMs = 30'000;
constexpr quint64 kMiB = 1024 * 1024;

} // namespace

class TestHostilePasswords : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void whatIsAskedForIsRefused_data();
    void whatIsAskedForIsRefused();
    void anothersAccountIsNotOpened_data();
    void anothersAccountIsNotOpened();
    void wordsOpenNobodyElsesAccount_data();
    void wordsOpenNobodyElsesAccount();

private:
    QByteArray badgeOf(const QString &name);
    // What a way in comes to.
    static QString outcomeOf(Client &client, const std::function<void(LiveWorkspace &)> &way_in);

    Company m_company;
    QString m_link;
    std::unique_ptr<Client> m_anna;
};

void TestHostilePasswords::initTestCase()
{
    QVERIFY(crypto::initialise());
    QVERIFY(m_company.opens());
    m_link = m_company.founder().invites(QStringLiteral("customers"));
    m_anna = std::make_unique<Client>(m_company.home(QStringLiteral("anna")));
    QVERIFY(m_anna->joins(m_company.founder().invites(QStringLiteral("staff")), QStringLiteral("Anna")));
}

QString TestHostilePasswords::outcomeOf(Client &client, const std::function<void(LiveWorkspace &)> &way_in)
{
    LiveWorkspace &workspace = client.workspace();
    if (!QTest::qWaitFor([&] { return workspace.state() == Workspace::State::Empty; }, kPatienceMs))
        return QStringLiteral("not empty");
    way_in(workspace);
    const bool is_over = QTest::qWaitFor(
        [&] { return workspace.state() == Workspace::State::Ready || !client.problems.isEmpty(); },
        kPatienceMs);
    if (!is_over) return QStringLiteral("no answer");
    return client.problems.isEmpty() ? QString() : client.problems.constFirst().sentence;
}

// What the server gives whoever logs in as this person.
QByteArray TestHostilePasswords::badgeOf(const QString &name)
{
    const auto chain = std::make_shared<QByteArray>(); // read after the engine's thread is done with it
    {
        Client client(m_company.home(name + QStringLiteral("'s badge")), [chain](Tampering &tampering) {
            tampering.set(editing<protocol::PasswordAccepted>(
                [chain](protocol::PasswordAccepted &answer) { *chain = answer.staff_chain.bytes; }));
        });
        const QString refusal = outcomeOf(client, [&](LiveWorkspace &workspace) {
            workspace.logIn(m_link, name, QString::fromLatin1(Client::kPassword));
        });
        if (!refusal.isEmpty()) return {};
    }
    return *chain;
}

void TestHostilePasswords::whatIsAskedForIsRefused_data()
{
    QTest::addColumn<quint64>("memory");
    QTest::addColumn<quint32>("passes");
    QTest::addColumn<bool>("refused");
    QTest::newRow("as it was set") << quint64(256 * kMiB) << 3u << false;
    QTest::newRow("as for guests") << quint64(64 * kMiB) << 2u << true;
    QTest::newRow("a byte less memory") << quint64(256 * kMiB - 1) << 3u << true;
    QTest::newRow("a pass less") << quint64(256 * kMiB) << 2u << true;
    QTest::newRow("next to nothing") << quint64(8192) << 1u << true;
    QTest::newRow("nothing") << quint64(0) << 0u << true;
    QTest::newRow("more than the computer has") << (1ull << 60) << 3u << true;
    QTest::newRow("for ever") << quint64(256 * kMiB) << ~0u << true;
}

void TestHostilePasswords::whatIsAskedForIsRefused()
{
    QFETCH(quint64, memory);
    QFETCH(quint32, passes);
    QFETCH(bool, refused);
    Client victim(m_company.home(QString::fromLatin1(QTest::currentDataTag())));
    auto was_asked = std::make_shared<std::atomic<int>>(0);
    auto was_tried = std::make_shared<std::atomic<int>>(0); // the server has answered a try
    victim.tampering().set([=](const QByteArray &frame) -> QList<QByteArray> {
        if (auto settings = protocol::decodeFrame<protocol::PasswordSettings>(frame)) {
            ++*was_asked;
            settings->memory_bytes = memory;
            settings->passes = passes;
            return {protocol::encodeFrame(*settings)};
        }
        if (*was_asked > 0) ++*was_tried;
        return {frame};
    });
    QTRY_COMPARE_WITH_TIMEOUT(victim.workspace().state(), Workspace::State::Empty, kPatienceMs);
    victim.workspace().logIn(m_link, QStringLiteral("Fiona"), QStringLiteral("not the right one"));
    if (refused) {
        QVERIFY(victim.isWarned(QStringLiteral("weaker protection of your password")));
    } else {
        QTRY_VERIFY_WITH_TIMEOUT(!victim.problems.isEmpty(), kPatienceMs);
        QVERIFY(!victim.problems.constLast().sentence.contains(QStringLiteral("weaker")));
    }
    QCOMPARE(was_asked->load(), 1);
    QCOMPARE(was_tried->load(), refused ? 0 : 1);
    QTRY_COMPARE_WITH_TIMEOUT(victim.workspace().state(), Workspace::State::Empty, kPatienceMs);
}

// --- D4: another's account ------------------------------------------------------------------------

void TestHostilePasswords::anothersAccountIsNotOpened_data()
{
    QTest::addColumn<QString>("what");
    QTest::newRow("as it is kept") << QString();
    QTest::newRow("another account's key under another password") << QStringLiteral("other password");
    QTest::newRow("another account's key under this password") << QStringLiteral("other key");
    QTest::newRow("the key, said to be another account's") << QStringLiteral("other account");
    QTest::newRow("another person's badge") << QStringLiteral("other badge");
}

// The server of this test knows the password, as one could that has tried it out: the account that is opened
// is compared all the same.
void TestHostilePasswords::anothersAccountIsNotOpened()
{
    QFETCH(QString, what);
    const QByteArray annas = what == u"other badge" ? badgeOf(QStringLiteral("Anna")) : QByteArray();
    QCOMPARE(annas.isEmpty(), what != u"other badge");
    const auto random = std::make_shared<crypto::SodiumRandom>();
    const auto settings = std::make_shared<crypto::PasswordParameters>();
    const auto registrations = std::make_shared<std::atomic<int>>(0);
    const auto edit = [=](protocol::PasswordAccepted &answer) {
        const crypto::WrapContext context{answer.account.value, crypto::WrapPurpose::AccountKey};
        const auto others = crypto::Secret32::random(*random);
        if (what == u"other password")
            answer.wrapped_account_key.bytes =
                crypto::wrapKey(crypto::Secret32::random(*random), context, others, *random);
        if (what == u"other key") {
            const auto keys = crypto::derivePasswordKeys(Client::kPassword, *settings);
            if (keys)
                answer.wrapped_account_key.bytes = crypto::wrapKey(keys->wrapping, context, others, *random);
        }
        if (what == u"other account") answer.account.value ^= 1;
        if (what == u"other badge") answer.staff_chain.bytes = annas;
    };
    Client victim(m_company.home(QString::fromLatin1(QTest::currentDataTag())), [=](Tampering &tampering) {
        tampering.watchSent([=](const QByteArray &frame) {
            if (protocol::typeOf(frame) == protocol::MessageType::RegisterDevice) ++*registrations;
        });
        tampering.set([=](const QByteArray &frame) -> QList<QByteArray> {
            if (const auto told = protocol::decodeFrame<protocol::PasswordSettings>(frame))
                *settings = {told->memory_bytes, told->passes, told->salt};
            return editing<protocol::PasswordAccepted>(edit)(frame);
        });
    });
    const QString refusal = outcomeOf(victim, [&](LiveWorkspace &workspace) {
        workspace.logIn(m_link, QStringLiteral("Fiona"), QString::fromLatin1(Client::kPassword));
    });
    if (what.isEmpty()) {
        QCOMPARE(refusal, QString());
        QCOMPARE(registrations->load(), 1);
        return;
    }
    QVERIFY2(refusal.startsWith(u"The server gave back an account that this password does not open"),
             qPrintable(refusal));
    QTRY_COMPARE_WITH_TIMEOUT(victim.workspace().state(), Workspace::State::Empty, kPatienceMs);
    QCOMPARE(registrations->load(), 0);
}

void TestHostilePasswords::wordsOpenNobodyElsesAccount_data()
{
    QTest::addColumn<bool>("is_staff");
    QTest::addColumn<bool>("is_others");
    QTest::newRow("staff, as it is kept") << true << false;
    QTest::newRow("staff, another account's key under these words") << true << true;
    QTest::newRow("a customer, another account's key under these words") << false << true;
}

void TestHostilePasswords::wordsOpenNobodyElsesAccount()
{
    QFETCH(bool, is_staff);
    QFETCH(bool, is_others);
    std::unique_ptr<Client> guest;
    if (!is_staff) guest = m_company.guest(m_link, QStringLiteral("Gina"));
    QVERIFY(is_staff || guest);
    Client &owner = is_staff ? *m_anna : *guest;
    LiveWorkspace &its = owner.workspace();
    QTRY_VERIFY_WITH_TIMEOUT(its.history().state != HistoryStatus::State::Unknown, kPatienceMs);
    QSignalSpy told(&its, &Workspace::recoveryWordsTold);
    its.makeRecoveryWords(QString::fromLatin1(Client::kPassphrase));
    QTRY_COMPARE_WITH_TIMEOUT(told.size(), 1, kPatienceMs);
    const QString words = told.first().first().toStringList().join(u' ');
    QTRY_COMPARE_WITH_TIMEOUT(its.history().state, HistoryStatus::State::Kept, kPatienceMs);

    const auto is_bent = std::make_shared<std::atomic<bool>>(false);
    const auto registrations = std::make_shared<std::atomic<int>>(0);
    const auto edit = [=](protocol::Recovery &answer) {
        const auto typed = crypto::readRecoveryWords(words);
        const archive::KeysPlace place{answer.account, answer.version};
        auto opened = archive::openKeys(answer.keys.bytes, *typed.secret, place);
        if (!opened || !is_others) return;
        const bool has_account =
            is_staff ? opened->keyring.staff.has_value() : opened->keyring.customer.has_value();
        if (!has_account) return;
        crypto::SodiumRandom random;
        auto &seed = is_staff ? opened->keyring.staff->account_seed : opened->keyring.customer->account_seed;
        seed = crypto::Secret32::random(random);
        answer.keys.bytes = archive::sealKeys(opened->keyring, *typed.secret, place, opened->former, random);
        *is_bent = true;
    };
    Client victim(m_company.home(QString::fromLatin1(QTest::currentDataTag())), [=](Tampering &tampering) {
        tampering.watchSent([=](const QByteArray &frame) {
            if (protocol::typeOf(frame) == protocol::MessageType::RegisterDevice) ++*registrations;
        });
        tampering.set(editing<protocol::Recovery>(edit));
    });
    const QString refusal = outcomeOf(victim, [&](LiveWorkspace &workspace) {
        const QString password = QStringLiteral("a staple instead");
        if (is_staff) return workspace.comeBackAsStaff(m_link, QStringLiteral("Anna"), words, password);
        connect(&workspace, &Workspace::invitationPreviewed, &workspace,
                [&workspace, words] { workspace.comeBackAsCustomer(words); });
        workspace.previewInvitation(m_link);
    });
    QCOMPARE(is_bent->load(), is_others);
    if (!is_others) {
        QCOMPARE(refusal, QString());
        QCOMPARE(registrations->load(), 1);
        return;
    }
    QVERIFY2(refusal.startsWith(u"The server changed the keys of your earlier conversations"),
             qPrintable(refusal));
    QCOMPARE(registrations->load(), 0);
}

CHAT121_TEST_MAIN(TestHostilePasswords)
#include "tst_hostile_passwords.moc"
