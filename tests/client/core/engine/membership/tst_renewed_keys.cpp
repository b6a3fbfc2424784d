// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Keys that are a day old, with real clients and the real server: customer and agent each renew their own,
// while they write, and no word is lost or shown twice. When a device does so: tst_rotation.
#include "client/core/engine/groups/own_leaf.h"
#include "common/crypto/init.h"
#include "common/protocol/frame.h"
#include "common/protocol/messages/delivery.h"
#include "tests/client/core/engine/clients.h"
#include "tests/support/test_main.h"

#include <atomic>

using namespace chat121;
using namespace chat121::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int kPatienceMs = 60'000;

// Counts the commits that a client has sent for a log.
std::shared_ptr<std::atomic<int>> commitsOf(Client &client, LogId log)
{
    auto count = std::make_shared<std::atomic<int>>(0);
    client.tampering().watchSent([count, log](const QByteArray &frame) {
        const auto commit = protocol::decodeFrame<protocol::Commit>(frame);
        if (commit && commit->log == log) ++*count;
    });
    return count;
}

} // namespace

class TestRenewedKeys : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(crypto::initialise()); }
    void bothSidesRenewTheirsWhileTheyWrite();

private:
    Company m_company;
};

void TestRenewedKeys::bothSidesRenewTheirsWhileTheyWrite()
{
    QVERIFY(m_company.opens());
    Client &anna = m_company.founder();
    const auto gina = m_company.guest(anna.invites(u"customers"_s), u"Gina"_s);
    QVERIFY(gina);
    QVERIFY(begins(anna, *gina, u"hello"_s));
    const ConversationId id = gina->talk()->id();
    Talk *annas = anna.workspace().talk(id);
    const auto of_anna = commitsOf(anna, id);
    const auto of_gina = commitsOf(*gina, id);
    annas->say(u"good day"_s);
    QVERIFY(gina->sees(gina->talk(), u"good day"_s));
    QCOMPARE(of_anna->load() + of_gina->load(), 0);

    // A day passes; both write on, each word in the moment of somebody's renewal, or before or after it.
    anna.clock().shift(limits::kLeafLife);
    gina->clock().shift(limits::kLeafLife);
    QStringList said{u"hello"_s, u"good day"_s};
    const auto are_renewed = [&] { return of_anna->load() > 0 && of_gina->load() > 0; };
    for (int round = 0; round < 100 && !are_renewed(); ++round) {
        annas->say(said.emplaceBack(u"Anna, %1"_s.arg(round)));
        gina->talk()->say(said.emplaceBack(u"Gina, %1"_s.arg(round)));
        QVERIFY(gina->sees(gina->talk(), u"Anna, %1"_s.arg(round)));
        QVERIFY(anna.sees(annas, u"Gina, %1"_s.arg(round)));
        if (QTest::qWaitFor(are_renewed, 250)) break;
    }
    QTRY_VERIFY_WITH_TIMEOUT(are_renewed(), kPatienceMs);
    annas->say(said.emplaceBack(u"Anna, with new keys"_s));
    gina->talk()->say(said.emplaceBack(u"Gina, with new keys"_s));
    QVERIFY(gina->sees(gina->talk(), u"Gina, with new keys"_s, SendState::Delivered));
    QVERIFY(anna.sees(annas, u"Anna, with new keys"_s, SendState::Delivered));

    for (Talk *talk : {annas, gina->talk()}) {
        QStringList shown;
        for (int row = 0; row < talk->timeline()->size(); ++row)
            if (talk->timeline()->at(row).kind == RowKind::Message)
                shown.append(talk->timeline()->at(row).text);
        shown.sort();
        QStringList expected = said;
        expected.sort();
        QCOMPARE(shown, expected); // once each
    }
}

CHAT121_TEST_MAIN(TestRenewedKeys)
#include "tst_renewed_keys.moc"
