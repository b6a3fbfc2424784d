// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// E4 in a team's group: a member gets a commit that cannot be followed, comes in again from outside by the
// badge, and works on: what customers seal to the team's next key is read. With real clients and a real
// server; the commit is spoilt on the way to one of them.
#include "common/crypto/init.h"
#include "common/protocol/frame.h"
#include "common/protocol/messages/delivery.h"
#include "common/protocol/messages/logs.h"
#include "tests/client/core/engine/clients.h"
#include "tests/support/test_main.h"

#include <atomic>

using namespace chat121;
using namespace chat121::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int kPatienceMs = 60'000;

// Spoils commits of logs that are no conversation of the client, while it is on.
struct Spoiler {
    std::atomic<bool> is_on = true;
    std::atomic<int> spoilt = 0;

    void spoil(protocol::Envelope &envelope)
    {
        if (!is_on || envelope.kind != protocol::EnvelopeKind::Commit || envelope.body.bytes.size() < 200)
            return;
        QByteArray &bytes = envelope.body.bytes;
        bytes[bytes.size() - 100] = static_cast<char>(bytes.at(bytes.size() - 100) ^ 1);
        ++spoilt;
    }
};

} // namespace

class TestTeamHealing : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void whoCannotFollowComesInAgain_data();
    void whoCannotFollowComesInAgain();

private:
    Company m_company;
    QString m_link;
    std::unique_ptr<Client> m_anna;
    int m_colleagues = 0;
};

void TestTeamHealing::initTestCase()
{
    QVERIFY(crypto::initialise());
    QVERIFY(m_company.opens());
    m_link = m_company.founder().invites(u"customers"_s);
    m_anna = m_company.agent(u"Anna"_s);
    QVERIFY(m_anna);
}

void TestTeamHealing::whoCannotFollowComesInAgain_data()
{
    QTest::addColumn<bool>("is_restarted");
    QTest::newRow("at once") << false;
    QTest::newRow("a second time, and after a restart") << true;
}

void TestTeamHealing::whoCannotFollowComesInAgain()
{
    QFETCH(bool, is_restarted);
    const auto spoiler = std::make_shared<Spoiler>();
    const auto entered = std::make_shared<std::atomic<int>>(0);
    m_anna->tampering().watchSent([entered](const QByteArray &frame) {
        const auto commit = protocol::decodeFrame<protocol::Commit>(frame);
        if (commit && commit->is_external) ++*entered;
    });
    m_anna->tampering().set([spoiler](const QByteArray &frame) -> QList<QByteArray> {
        auto pushed = protocol::decodeFrame<protocol::EnvelopePushed>(frame);
        if (!pushed) return {frame};
        spoiler->spoil(pushed->envelope);
        return {protocol::encodeFrame(*pushed)};
    });
    // A colleague enters the team, by a commit that Anna cannot read.
    auto colleague = std::make_unique<Client>(m_company.home(u"colleague %1"_s.arg(++m_colleagues)));
    QVERIFY(colleague->joins(m_company.founder().invites(u"staff"_s), u"Bert %1"_s.arg(m_colleagues)));
    QTRY_VERIFY_WITH_TIMEOUT(spoiler->spoilt > 0, kPatienceMs);
    spoiler->is_on = false;
    if (is_restarted) {
        m_anna.reset();
        m_anna = std::make_unique<Client>(m_company.home(u"anna"_s));
        QVERIFY(m_anna->isConnected());
        m_anna->workspace().setDutyStatus(DutyStatus::Available, 20);
    } else {
        QTRY_VERIFY_WITH_TIMEOUT(entered->load() > 0, kPatienceMs);
    }
    // She reads what is sealed to the team's key of now, and nobody was told of anything.
    auto gina = m_company.guest(m_link, u"Gina %1"_s.arg(m_colleagues));
    QVERIFY(gina);
    QVERIFY(begins(*m_anna, *gina, u"Can you read this?"_s));
    for (const Problem &problem : std::as_const(m_anna->problems))
        QVERIFY2(problem.isEmpty(), qPrintable(problem.sentence + problem.details));
    m_anna->tampering().set({});
    m_anna->tampering().watchSent({});
}

CHAT121_TEST_MAIN(TestTeamHealing)
#include "tst_team_healing.moc"
