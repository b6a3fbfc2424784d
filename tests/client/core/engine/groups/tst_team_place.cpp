// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a device notes about its place in a team's group, and the bounds of what a server can bring about
// by it: entries from outside, and generations that are begun (RFC 9750, Section 5.3).
#include "client/core/engine/groups/team_place.h"
#include "common/base/limits.h"
#include "tests/client/core/engine/groups/seat.h"
#include "tests/support/random_sources.h"
#include "tests/support/test_main.h"

#include <QtTest>

using namespace chat121;
using namespace chat121::engine;
using namespace chat121::test;

namespace {

constexpr LogId kTeam{42};

} // namespace

class TestTeamPlace : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void entriesAreCounted();
    void oneGenerationIsBegunADay();
    void aGenerationNeverGoesBack();
    void whatHasNotBegunIsNotWaitedFor();
    void aRestoredServerIsBelieved();
    void teamsDoNotMeet();

private:
    TeamPlace place(LogId log = kTeam) const
    {
        const auto found = teamPlaceOf(*m_store, log);
        return found ? *found : TeamPlace{};
    }

    std::unique_ptr<TemporaryDirectory> m_folder;
    SeededRandom m_random{5};
    std::unique_ptr<LocalStore> m_store;
};

void TestTeamPlace::init()
{
    m_store.reset();
    m_folder = std::make_unique<TemporaryDirectory>();
    m_store = storeAt(m_folder->filePath(QStringLiteral("store")), m_random);
}

void TestTeamPlace::entriesAreCounted()
{
    QVERIFY(place().mayEnter(kNow));
    for (int i = 0; i < limits::kTeamEntriesMax; ++i) {
        QVERIFY(place().mayEnter(kNow));
        QVERIFY(teamEnteredFromOutside(*m_store, kTeam, kNow + std::chrono::minutes(i)));
    }
    const UnixTime next = kNow + limits::kTeamEntriesTime;
    QVERIFY(!place().mayEnter(next - std::chrono::milliseconds(1)));
    QVERIFY(!place().mayEnter(kNow - std::chrono::hours(24 * 400))); // a clock that was put back
    QVERIFY(place().mayEnter(next));
    QVERIFY(teamEnteredFromOutside(*m_store, kTeam, next));
    QCOMPARE(place().entries, quint16(1));
}

void TestTeamPlace::oneGenerationIsBegunADay()
{
    QVERIFY(place().mayBegin(kNow));
    QVERIFY(teamBegun(*m_store, kTeam, kNow));
    QVERIFY(!place().mayBegin(kNow));
    QVERIFY(!place().mayBegin(kNow + limits::kTeamGenerationInterval - std::chrono::milliseconds(1)));
    QVERIFY(place().mayBegin(kNow + limits::kTeamGenerationInterval));
}

void TestTeamPlace::aGenerationNeverGoesBack()
{
    QVERIFY(teamMovesOn(*m_store, {kTeam, 2}));
    QVERIFY(place().isMovedOn());
    QCOMPARE(place().group(), (GroupKey{kTeam, 0}));
    QVERIFY(teamMovesOn(*m_store, {kTeam, 1}));
    QCOMPARE(place().newest, 2u);
    QVERIFY(teamEntered(*m_store, {kTeam, 2}));
    QVERIFY(!place().isMovedOn());
    QCOMPARE(place().group(), (GroupKey{kTeam, 2}));
}

// A server says that the fortieth generation has begun, and has the second one.
void TestTeamPlace::whatHasNotBegunIsNotWaitedFor()
{
    QVERIFY(teamMovesOn(*m_store, {kTeam, 40}));
    QVERIFY(teamEntered(*m_store, {kTeam, 2}));
    QVERIFY(!place().isMovedOn());
    QVERIFY(teamMovesOn(*m_store, {kTeam, 3}));
    QVERIFY(place().isMovedOn());
}

void TestTeamPlace::aRestoredServerIsBelieved()
{
    QVERIFY(teamEntered(*m_store, {kTeam, 3}));
    QVERIFY(teamBegun(*m_store, kTeam, kNow));
    QVERIFY(teamRestored(*m_store, kTeam));
    QCOMPARE(place().group(), (GroupKey{kTeam, 0}));
    QVERIFY(!place().isMovedOn());
    QVERIFY(!place().mayBegin(kNow)); // the bounds stay
}

void TestTeamPlace::teamsDoNotMeet()
{
    QVERIFY(teamEntered(*m_store, {kTeam, 3}));
    QCOMPARE(place(LogId{43}).group(), (GroupKey{LogId{43}, 0}));
    QCOMPARE(place().group(), (GroupKey{kTeam, 3}));
}

CHAT121_TEST_MAIN(TestTeamPlace)
#include "tst_team_place.moc"
