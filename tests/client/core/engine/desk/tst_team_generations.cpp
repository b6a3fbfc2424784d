// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A team's group that nobody can enter any more: an administrator's computer begins the next generation,
// and everybody moves there, also who was in the old one without a fault. With real clients and a real
// server, whose answers are bent on the way to them. Source: crypto.md, section 2 (successor groups).
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

// What the server keeps of the team's first generation, and commits of others in it, arrive spoilt.
struct Bend {
    std::atomic<bool> spoils_commits = false;
    std::atomic<bool> spoils_infos = false;
    std::atomic<int> infos = 0;
    protocol::GroupInfo first; // as it was before it was spoilt; written before `infos` counts it

    static void flip(QByteArray &bytes)
    {
        bytes[bytes.size() / 2] = static_cast<char>(bytes.at(bytes.size() / 2) ^ 1);
    }

    QByteArray bent(const QByteArray &frame)
    {
        if (auto info = protocol::decodeFrame<protocol::GroupInfo>(frame); info && spoils_infos) {
            if (info->generation > 0) return frame;
            if (infos == 0) first = *info;
            ++infos;
            flip(info->group_info.bytes);
            return protocol::encodeFrame(*info);
        }
        auto pushed = protocol::decodeFrame<protocol::EnvelopePushed>(frame);
        if (!pushed || !spoils_commits || pushed->envelope.kind != protocol::EnvelopeKind::Commit ||
            pushed->envelope.generation > 0)
            return frame;
        flip(pushed->envelope.body.bytes);
        return protocol::encodeFrame(*pushed);
    }
};

// A server that has gone back: the team's first generation in answer to each question, and commits of others
// in the second one arrive spoilt, so that it is asked.
struct GoneBack {
    protocol::GroupInfo old;
    std::atomic<int> answers = 0;

    QByteArray bent(const QByteArray &frame)
    {
        if (const auto info = protocol::decodeFrame<protocol::GroupInfo>(frame)) {
            protocol::GroupInfo answer = old;
            answer.request = info->request;
            ++answers;
            return protocol::encodeFrame(answer);
        }
        auto pushed = protocol::decodeFrame<protocol::EnvelopePushed>(frame);
        if (!pushed || pushed->envelope.kind != protocol::EnvelopeKind::Commit) return frame;
        Bend::flip(pushed->envelope.body.bytes);
        return protocol::encodeFrame(*pushed);
    }
};

// The commits that a client sends: which generation, and whether from outside.
struct Sent {
    std::atomic<int> begun = 0;   // first commits of a later generation
    std::atomic<int> entered = 0; // a later generation, from outside
    std::atomic<int> first = 0;   // of the first generation

    void see(const QByteArray &frame)
    {
        const auto commit = protocol::decodeFrame<protocol::Commit>(frame);
        if (!commit) return;
        if (commit->generation == 0) ++first;
        if (commit->generation == 0) return;
        if (commit->is_external) ++entered;
        if (commit->epoch == 0) ++begun;
    }
};

struct Watched {
    std::shared_ptr<Bend> bend = std::make_shared<Bend>();
    std::shared_ptr<Sent> sent = std::make_shared<Sent>();

    Watched() = default; // setOn() it
    explicit Watched(Client &client) { setOn(client.tampering()); }
    void setOn(Tampering &tampering) const
    {
        tampering.set(
            [bend = bend](const QByteArray &frame) -> QList<QByteArray> { return {bend->bent(frame)}; });
        tampering.watchSent([sent = sent](const QByteArray &frame) { sent->see(frame); });
    }
    void spoil(bool is_on)
    {
        bend->spoils_commits = is_on;
        bend->spoils_infos = is_on;
    }
};

} // namespace

class TestTeamGenerations : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void anAdministratorBeginsTheNext();
    void whoIsNoAdministratorIsTold();
    void whoCouldNotEnterComesInWithTheNext();
    void whoIsNoLongerStaffKeepsOthersOut();
    void oneSpoiltAnswerBeginsNothing();
    void anOlderGenerationIsRefused();

private:
    std::unique_ptr<Company> m_company;
    QString m_link;
    std::unique_ptr<Client> m_anna;
};

void TestTeamGenerations::init()
{
    QVERIFY(crypto::initialise());
    m_company = std::make_unique<Company>();
    QVERIFY(m_company->opens());
    m_link = m_company->founder().invites(u"customers"_s);
    m_anna = m_company->agent(u"Anna"_s);
    QVERIFY(m_anna);
}

void TestTeamGenerations::cleanup()
{
    m_anna.reset();
    m_company.reset();
}

void TestTeamGenerations::anAdministratorBeginsTheNext()
{
    Watched founder(m_company->founder());
    Watched anna(*m_anna);
    auto bert = m_company->agent(u"Bert"_s); // stays in the first one without a fault
    QVERIFY(bert);
    Watched healthy(*bert);
    // Written before, and read after it: the keys of the old one are kept.
    auto gina = m_company->guest(m_link, u"Gina"_s);
    QVERIFY(gina);
    gina->talk()->say(u"Said before."_s);
    QTRY_VERIFY_WITH_TIMEOUT(m_anna->first(m_anna->workspace().queue()) != nullptr, kPatienceMs);

    founder.spoil(true);
    anna.spoil(true);
    auto carl = m_company->agent(u"Carl"_s); // whose entry neither of the two can follow
    QVERIFY(carl);
    Watched newest(*carl);
    QTRY_VERIFY_WITH_TIMEOUT(founder.sent->begun > 0, kPatienceMs);
    QVERIFY(founder.bend->infos >= 2); // looked twice
    QTRY_VERIFY_WITH_TIMEOUT(anna.sent->entered > 0, kPatienceMs);
    QTRY_VERIFY_WITH_TIMEOUT(healthy.sent->entered > 0, kPatienceMs);
    QTRY_VERIFY_WITH_TIMEOUT(newest.sent->entered > 0, kPatienceMs);
    QCOMPARE(founder.sent->begun.load(), 1);
    QCOMPARE(anna.sent->begun + healthy.sent->begun + newest.sent->begun, 0);
    QVERIFY(bert->problems.isEmpty());

    QVERIFY(begins(*m_anna, *gina, u"Can you read this, too?"_s));
    QVERIFY(m_anna->sees(m_anna->first(m_anna->workspace().mine()), u"Said before."_s));
    auto hugo = m_company->guest(m_link, u"Hugo"_s);
    QVERIFY(hugo);
    QVERIFY(begins(*bert, *hugo, u"Sealed to the key of the next one."_s));
}

void TestTeamGenerations::whoIsNoAdministratorIsTold()
{
    Watched founder(m_company->founder());
    Watched anna(*m_anna);
    anna.spoil(true);
    auto bert = m_company->agent(u"Bert"_s);
    QVERIFY(bert);
    QTRY_VERIFY_WITH_TIMEOUT(m_anna->isWarned(u"cannot be entered on this computer"_s), kPatienceMs);
    QCOMPARE(anna.sent->begun.load(), 0);
    QCOMPARE(founder.sent->begun.load(), 0);

    // The server's answers are whole again: she is in at the next log-in, in the generation that there is.
    m_anna.reset();
    m_anna = std::make_unique<Client>(m_company->home(u"anna"_s));
    QVERIFY(m_anna->isConnected());
    m_anna->workspace().setDutyStatus(DutyStatus::Available, 20);
    auto gina = m_company->guest(m_link, u"Gina"_s);
    QVERIFY(gina);
    QVERIFY(begins(*m_anna, *gina, u"Hello"_s));
    QCOMPARE(founder.sent->begun.load(), 0);
}

// Who never was in the team does not have its log; and looks again at once, not in an hour.
void TestTeamGenerations::whoCouldNotEnterComesInWithTheNext()
{
    Watched newcomer;
    newcomer.spoil(true);
    auto dora = m_company->agent(u"Dora"_s, [&newcomer](Tampering &tampering) { newcomer.setOn(tampering); });
    QVERIFY(dora);
    QVERIFY(dora->isWarned(u"cannot be entered on this computer"_s));
    Watched founder(m_company->founder());
    founder.spoil(true);
    auto carl = m_company->agent(u"Carl"_s);
    QVERIFY(carl);
    QTRY_VERIFY_WITH_TIMEOUT(founder.sent->begun > 0, kPatienceMs);
    QTRY_VERIFY_WITH_TIMEOUT(newcomer.sent->entered > 0, kPatienceMs);
    QCOMPARE(newcomer.sent->begun.load(), 0);
    auto gina = m_company->guest(m_link, u"Gina"_s);
    QVERIFY(gina);
    QVERIFY(begins(*dora, *gina, u"Sealed to the key of the next one."_s));
}

// The server shows a newcomer the team's group as it was before Bert was dismissed.
void TestTeamGenerations::whoIsNoLongerStaffKeepsOthersOut()
{
    auto bert = m_company->agent(u"Bert"_s);
    QVERIFY(bert);
    const auto old = std::make_shared<GoneBack>();
    auto carl = m_company->agent(u"Carl"_s, [old](Tampering &tampering) {
        tampering.set([old](const QByteArray &frame) -> QList<QByteArray> {
            if (const auto info = protocol::decodeFrame<protocol::GroupInfo>(frame)) old->old = *info;
            return {frame};
        });
    });
    QVERIFY(carl);
    auto gina = m_company->guest(m_link, u"Gina"_s);
    QVERIFY(gina);
    QVERIFY(begins(*carl, *gina, u"Hello"_s)); // he is in
    QVERIFY(!old->old.group_info.bytes.isEmpty());
    QVERIFY(dismisses(m_company->founder(), u"Bert"_s));

    auto dora = m_company->agent(u"Dora"_s, [old](Tampering &tampering) {
        tampering.set([old](const QByteArray &frame) -> QList<QByteArray> { return {old->bent(frame)}; });
    });
    QVERIFY(dora);
    QVERIFY(dora->isWarned(u"whom the organisation does not allow there"_s));
    QVERIFY(old->answers >= 2); // looked twice
}

void TestTeamGenerations::oneSpoiltAnswerBeginsNothing()
{
    Watched founder(m_company->founder());
    founder.bend->spoils_commits = true;
    founder.bend->spoils_infos = true;
    const auto bend = founder.bend;
    const auto sent = founder.sent;
    m_company->founder().tampering().set([bend](const QByteArray &frame) -> QList<QByteArray> {
        const QList<QByteArray> bent{bend->bent(frame)};
        if (bend->infos > 0) bend->spoils_infos = false; // the first answer only
        return bent;
    });
    auto bert = m_company->agent(u"Bert"_s);
    QVERIFY(bert);
    QTRY_VERIFY_WITH_TIMEOUT(founder.bend->infos > 0, kPatienceMs);
    founder.bend->spoils_commits = false;
    auto gina = m_company->guest(m_link, u"Gina"_s);
    QVERIFY(gina);
    QVERIFY(begins(m_company->founder(), *gina, u"Who reads this?"_s));
    QCOMPARE(sent->begun.load(), 0);
}

// Also after a restart, when nothing of the newer group is on the disk any more but the note about it; and
// although another sentence about the team was said before.
void TestTeamGenerations::anOlderGenerationIsRefused()
{
    auto gina = m_company->guest(m_link, u"Gina"_s);
    QVERIFY(gina);
    QVERIFY(begins(*m_anna, *gina, u"In the first one"_s)); // with the team's keys
    Watched founder(m_company->founder());
    Watched anna(*m_anna);
    anna.spoil(true);
    auto bert = m_company->agent(u"Bert"_s);
    QVERIFY(bert);
    QVERIFY(m_anna->isWarned(u"cannot be entered on this computer"_s));
    founder.spoil(true);
    auto carl = m_company->agent(u"Carl"_s);
    QVERIFY(carl);
    QTRY_VERIFY_WITH_TIMEOUT(anna.sent->entered > 0, kPatienceMs);
    auto hugo = m_company->guest(m_link, u"Hugo"_s);
    QVERIFY(hugo);
    QVERIFY(begins(*m_anna, *hugo, u"In the second one"_s));

    auto gone_back = std::make_shared<GoneBack>();
    gone_back->old = founder.bend->first;
    const auto goBack = [gone_back, sent = anna.sent](Tampering &tampering) {
        tampering.set(
            [gone_back](const QByteArray &frame) -> QList<QByteArray> { return {gone_back->bent(frame)}; });
        tampering.watchSent([sent](const QByteArray &frame) { sent->see(frame); });
    };
    const int before = anna.sent->first;
    const QString refused = u"changed its record of everybody's keys"_s;
    QVERIFY(!gone_back->old.group_info.bytes.isEmpty());
    goBack(m_anna->tampering());
    auto dora = m_company->agent(u"Dora"_s);
    QVERIFY(dora);
    QVERIFY(m_anna->isWarned(refused));

    m_anna.reset();
    const int answers = gone_back->answers;
    m_anna = std::make_unique<Client>(m_company->home(u"anna"_s), goBack);
    QVERIFY(m_anna->isConnected());
    QVERIFY(m_anna->isWarned(refused));
    QVERIFY(gone_back->answers > answers);
    QCOMPARE(anna.sent->first.load(), before);

    // Nothing was begun because of it, and with true answers she is where the others are.
    m_anna.reset();
    m_anna = std::make_unique<Client>(m_company->home(u"anna"_s));
    QVERIFY(m_anna->isConnected());
    m_anna->workspace().setDutyStatus(DutyStatus::Available, 20);
    auto ida = m_company->guest(m_link, u"Ida"_s);
    QVERIFY(ida);
    QVERIFY(begins(*m_anna, *ida, u"Hello"_s));
    QCOMPARE(founder.sent->begun.load(), 1);
    QCOMPARE(anna.sent->begun.load(), 0);
}

CHAT121_TEST_MAIN(TestTeamGenerations)
#include "tst_team_generations.moc"
