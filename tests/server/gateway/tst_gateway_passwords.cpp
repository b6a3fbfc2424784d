// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Log-in by password: hashing never takes the server away from the others.
#include "common/protocol/messages/answers.h"
#include "common/protocol/messages/passwords.h"
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
    void hashesAreBounded();
};

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
