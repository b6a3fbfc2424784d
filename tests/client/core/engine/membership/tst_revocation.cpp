// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// security.md B1: whoever is shut out has no session 5 s later. The time from the word that shuts out leaving
// one client until the line of another one is cut, over real sockets and a real server.
#include "common/crypto/init.h"
#include "common/protocol/frame.h"
#include "tests/client/core/engine/clients.h"
#include "tests/support/test_main.h"

#include <QElapsedTimer>

#include <atomic>

using namespace chat121;
using namespace chat121::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int kPatienceMs = 60'000;
constexpr qint64 kRevokedWithinMs = 5'000; // B1

} // namespace

class TestRevocation : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void whoIsShutOutHasNoSession_data();
    void whoIsShutOutHasNoSession();

private:
    std::unique_ptr<Client> hire(const QString &name);
    AccountId accountOf(const QString &name);
    struct Deed {
        protocol::MessageType word{}; // that shuts somebody out
        std::unique_ptr<Client> by{}; // null: the founder
        std::function<void(Client &)> act{};
    };
    Deed removal(const QString &name);
    Deed dismissal(const QString &name);
    Deed replacement(const QString &name);

    Company m_company;
    QString m_link;
};

void TestRevocation::initTestCase()
{
    QVERIFY(crypto::initialise());
    QVERIFY(m_company.opens());
    m_link = m_company.founder().invites(u"customers"_s);
}

std::unique_ptr<Client> TestRevocation::hire(const QString &name)
{
    auto client = std::make_unique<Client>(m_company.home(name));
    return client->joins(m_company.founder().invites(u"staff"_s), name) ? std::move(client) : nullptr;
}

AccountId TestRevocation::accountOf(const QString &name)
{
    AccountId found{};
    const auto is_known = [&] {
        for (const Colleague &colleague : m_company.founder().workspace().colleagues())
            if (colleague.name == name) found = colleague.account;
        return found.isValid();
    };
    return QTest::qWaitFor(is_known, kPatienceMs) ? found : AccountId{};
}

void TestRevocation::whoIsShutOutHasNoSession_data()
{
    QTest::addColumn<QString>("how");
    QTest::newRow("a computer that its account removed") << u"removed"_s;
    QTest::newRow("somebody who was dismissed") << u"dismissed"_s;
    QTest::newRow("whose account another one stands for") << u"replaced"_s;
}

// Another computer of the same account removes the first.
TestRevocation::Deed TestRevocation::removal(const QString &name)
{
    Deed deed{protocol::MessageType::RemoveDevice, {}, {}};
    deed.by = std::make_unique<Client>(m_company.home(name + u" too"_s));
    LiveWorkspace &workspace = deed.by->workspace();
    if (!QTest::qWaitFor([&] { return workspace.state() == Workspace::State::Empty; }, kPatienceMs))
        return deed;
    workspace.logIn(m_link, name, u"correct horse battery"_s);
    DeviceId other{};
    const auto is_listed = [&] {
        for (const OwnDevice &device : workspace.devices().devices)
            if (!device.is_this) other = device.id;
        return other.isValid();
    };
    if (QTest::qWaitFor(is_listed, kPatienceMs))
        deed.act = [other](Client &client) { client.workspace().removeDevice(other); };
    return deed;
}

TestRevocation::Deed TestRevocation::dismissal(const QString &name)
{
    const AccountId account = accountOf(name);
    return {protocol::MessageType::PublishOrganisation, {}, [account](Client &client) {
                client.workspace().dismiss(account);
            }};
}

TestRevocation::Deed TestRevocation::replacement(const QString &name)
{
    Deed deed{protocol::MessageType::RegisterStaff, {}, {}};
    Client &founder = m_company.founder();
    const qsizetype before = founder.links.size();
    founder.workspace().inviteAgain(accountOf(name));
    if (!QTest::qWaitFor([&] { return founder.links.size() > before; }, kPatienceMs)) return deed;
    deed.by = std::make_unique<Client>(m_company.home(name + u" again"_s));
    deed.act = [link = founder.links.constLast(), name](Client &client) { client.joins(link, name); };
    return deed;
}

void TestRevocation::whoIsShutOutHasNoSession()
{
    QFETCH(QString, how);
    auto anna = hire(how);
    QVERIFY(anna);
    const Deed deed = how == u"removed"     ? removal(how)
                      : how == u"dismissed" ? dismissal(how)
                                            : replacement(how);
    QVERIFY(deed.act);
    Client &by = deed.by ? *deed.by : m_company.founder();
    QElapsedTimer clock;
    clock.start();
    const auto said_at = std::make_shared<std::atomic<qint64>>(-1);
    by.tampering().watchSent([said_at, word = deed.word, &clock](const QByteArray &frame) {
        if (protocol::typeOf(frame) == word && *said_at < 0) *said_at = clock.elapsed();
    });
    qint64 cut_at = -1;
    connect(&anna->workspace(), &Workspace::connectionChanged, &anna->workspace(),
            [&](const ConnectionStatus &status) {
                if (status.state != ConnectionState::Connected && cut_at < 0) cut_at = clock.elapsed();
            });
    QVERIFY(anna->isConnected());
    deed.act(by);
    QTRY_VERIFY_WITH_TIMEOUT(said_at->load() >= 0 && cut_at >= 0, kPatienceMs);
    by.tampering().watchSent({});
    const qint64 took = cut_at - said_at->load();
    qInfo("%s: the session ended after %lld ms", qPrintable(how), static_cast<long long>(took));
    QVERIFY2(took <= kRevokedWithinMs, qPrintable(QString::number(took)));
}

CHAT121_TEST_MAIN(TestRevocation)
#include "tst_revocation.moc"
