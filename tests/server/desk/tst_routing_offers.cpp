// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Offers stand, lapse and fall away: without a database.

#include "tests/server/desk/routing_desk.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace chat121;
using namespace chat121::test;
using protocol::AgentStatus;

namespace {

class TestRoutingOffers : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void anOfferStandsForAsLongAsTheDepartmentSays();
    void aStandingOfferIsLeftAlone();
    void anOfferInTimeIsNoLapse();
    void aLapsedOfferGoesOnAndItsAgentIsAway();
    void whoLapsesLosesTheOthersToo();
    void offersFallAway_data();
    void offersFallAway();
    void theOlderKeepsTheOffer();
};

void TestRoutingOffers::anOfferStandsForAsLongAsTheDepartmentSays()
{
    Snapshot snapshot = deskWith(RoutingPolicy::LeastBusy);
    snapshot.waiting.append(customer(1));
    const RoutingPlan plan = planRouting(snapshot);
    QCOMPARE(plan.offers, (QList<PlannedOffer>{{{1}, {kAnna, kNow + kStands}}}));
}

void TestRoutingOffers::aStandingOfferIsLeftAlone()
{
    Snapshot snapshot = deskWith(RoutingPolicy::LeastBusy);
    snapshot.waiting.append(customer(1));
    snapshot.waiting[0].offer = Offer{kCleo, kNow + std::chrono::milliseconds(1)};
    QVERIFY(planRouting(snapshot).isEmpty());
}

void TestRoutingOffers::anOfferInTimeIsNoLapse()
{
    Snapshot snapshot = deskWith(RoutingPolicy::LeastBusy);
    snapshot.waiting.append(customer(1));
    snapshot.waiting[0].offer = Offer{kCleo, kNow};
    const RoutingPlan plan = planRouting(snapshot);
    QCOMPARE(plan.lapsed, (QList<LapsedOffer>{{{1}, kCleo}})); // at the moment, not after it
    snapshot.now = kNow - std::chrono::milliseconds(1);
    QVERIFY(planRouting(snapshot).lapsed.isEmpty());
}

void TestRoutingOffers::aLapsedOfferGoesOnAndItsAgentIsAway()
{
    Snapshot snapshot = deskWith(RoutingPolicy::LeastBusy);
    snapshot.waiting = {customer(1), customer(2)};
    snapshot.waiting[0].offer = Offer{kAnna, kNow};
    snapshot.agents.resize(2);
    const RoutingPlan plan = planRouting(snapshot);
    QCOMPARE(plan.lapsed, (QList<LapsedOffer>{{{1}, kAnna}}));
    QCOMPARE(offersOf(plan), u"1 to 12, 2 to 12"_s);
    snapshot.agents.resize(1);
    QVERIFY(planRouting(snapshot).offers.isEmpty()); // away: not offered again by itself
}

void TestRoutingOffers::whoLapsesLosesTheOthersToo()
{
    Snapshot snapshot = deskWith(RoutingPolicy::LeastBusy);
    snapshot.waiting = {customer(1), customer(2)};
    snapshot.waiting[0].offer = Offer{kAnna, kNow + std::chrono::seconds(9)};
    snapshot.waiting[1].offer = Offer{kAnna, kNow};
    const RoutingPlan plan = planRouting(snapshot);
    QCOMPARE(plan.lapsed, (QList<LapsedOffer>{{{2}, kAnna}}));
    QCOMPARE(plan.withdrawn, (QList<ConversationId>{{1}}));
    QCOMPARE(offersOf(plan), u"1 to 12, 2 to 13"_s);
}

void TestRoutingOffers::offersFallAway_data()
{
    QTest::addColumn<Change>("change");
    const auto row = [](const char *name, Change change) { QTest::newRow(name) << change; };
    row("its agent went away", [](Snapshot &s) { s.agents[0].status = AgentStatus::Away; });
    row("its agent is busy", [](Snapshot &s) { s.agents[0].status = AgentStatus::Busy; });
    row("its agent lost the connection", [](Snapshot &s) { s.agents[0].is_online = false; });
    row("its agent lost the connection, and the time is over", [](Snapshot &s) {
        s.agents[0].is_online = false;
        s.waiting[0].offer->until = s.now;
    });
    row("its agent is no longer there", [](Snapshot &s) { s.agents.removeFirst(); });
    row("its agent serves another department", [](Snapshot &s) { s.agents[0].departments = {kSales}; });
    row("its agent took another meanwhile", [](Snapshot &s) { s.agents[0].load = {{kSupport, 4}}; });
    row("its agent lowered the capacity", [](Snapshot &s) { s.agents[0].capacity = 0; });
    row("the department lowered the capacity", [](Snapshot &s) {
        s.agents[0].load = {{kSupport, 1}};
        s.departments[0].rules.capacity = 1;
    });
    row("the department picks by hand now",
        [](Snapshot &s) { s.departments[0].rules.policy = RoutingPolicy::Manual; });
    row("the department is no longer there", [](Snapshot &s) { s.departments.removeFirst(); });
    row("the clock was set back by a day",
        [](Snapshot &s) { s.waiting[0].offer->until = s.now + std::chrono::hours(24); });
}

void TestRoutingOffers::offersFallAway()
{
    QFETCH(Change, change);
    Snapshot snapshot = deskWith(RoutingPolicy::LeastBusy);
    snapshot.agents.resize(1);
    snapshot.waiting.append(customer(1));
    snapshot.waiting[0].offer = Offer{kAnna, kNow + std::chrono::seconds(9)};
    QVERIFY(planRouting(snapshot).isEmpty());
    change(snapshot);
    const RoutingPlan plan = planRouting(snapshot);
    QVERIFY(plan.lapsed.isEmpty()); // nobody's fault
    QCOMPARE(plan.withdrawn, (QList<ConversationId>{{1}}));
}

void TestRoutingOffers::theOlderKeepsTheOffer()
{
    Snapshot snapshot = deskWith(RoutingPolicy::LeastBusy);
    snapshot.agents.resize(1);
    snapshot.agents[0].capacity = 1;
    snapshot.waiting = {customer(2), customer(1)};
    for (WaitingCustomer &one : snapshot.waiting)
        one.offer = Offer{kAnna, kNow + std::chrono::seconds(9)};
    const RoutingPlan plan = planRouting(snapshot);
    QCOMPARE(plan.withdrawn, (QList<ConversationId>{{2}}));
    QVERIFY(plan.offers.isEmpty());
}

} // namespace

CHAT121_TEST_MAIN(TestRoutingOffers)
#include "tst_routing_offers.moc"
