// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Log-in by password: guessing is slow, and hashing never takes the server away from the others.
#include "tests/server/gateway/gateway_fixture.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace chat121;
using namespace chat121::protocol;
using namespace chat121::test;

namespace {

constexpr int kPatienceMs = 10'000;

gateway::Options usual()
{
    gateway::Options options;
    options.threads = 2;
    return options;
}

} // namespace

class TestGatewayPasswords : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void guessedPasswordsAreCounted();
    void hashesAreBounded();
};

void TestGatewayPasswords::guessedPasswordsAreCounted()
{
    GatewayFixture fixture(Security::Plain, usual());
    const auto tryOnce = [&](const QString &name, quint64 request) {
        const auto peer = fixture.greet();
        PasswordLogIn message;
        message.request = {request};
        message.login_name = name;
        peer->send(message);
        [[maybe_unused]] const bool answered = QTest::qWaitFor([&] { return peer->has<Refused>(); }, kPatienceMs);
        return peer->last<Refused>();
    };
    for (int i = 0; i < limits::kPasswordTriesPerQuarterHour; ++i)
        QCOMPARE(tryOnce(i % 2 == 0 ? QStringLiteral("Anna") : QStringLiteral("ANNA"), 5).reason, Reason::BadPassword);
    const Refused refused = tryOnce(QStringLiteral("anna"), 6);
    QCOMPARE(refused.reason, Reason::TooManyTries);
    QCOMPARE(refused.request, RequestId{6});
    QVERIFY(refused.retry_after_ms > 0);
    QCOMPARE(tryOnce(QStringLiteral("berta"), 5).reason, Reason::BadPassword);
}

void TestGatewayPasswords::hashesAreBounded()
{
    constexpr int kPlaces = limits::kPasswordHashesAtOnce + limits::kPasswordHashesWaitingMax;
    GatewayFixture fixture(Security::Plain, usual());
    std::vector<std::unique_ptr<RawPeer>> peers;
    const auto count = [&](Reason reason) {
        return std::count_if(peers.begin(), peers.end(), [&](const auto &peer) {
            return peer->template has<Refused>() && peer->template last<Refused>().reason == reason;
        });
    };
    {
        const std::lock_guard gate(GatewayFixture::hashGate());
        for (int i = 0; i < kPlaces + 6; ++i) {
            peers.push_back(fixture.greet());
            PasswordLogIn message;
            message.request = {1};
            message.login_name = QStringLiteral("name%1").arg(i);
            peers.back()->send(message);
        }
        QTRY_COMPARE_WITH_TIMEOUT(count(Reason::ServerBusy), 6, kPatienceMs);
        // Chat goes on meanwhile.
        const auto chatting = fixture.logIn(1, 1);
        QVERIFY(chatting);
    }
    QTRY_COMPARE_WITH_TIMEOUT(count(Reason::BadPassword), kPlaces, kPatienceMs);
}

CHAT121_TEST_MAIN(TestGatewayPasswords)
#include "tst_gateway_passwords.moc"
