// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a person is told of what, and what never is in it.
#include "client/ui/attention/notice_rules.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace chat121;
using namespace chat121::ui;
using namespace Qt::StringLiterals;
using Kind = Occasion::Kind;

Q_DECLARE_METATYPE(chat121::ui::Occasion::Kind)

namespace {

constexpr int kNoon = 12 * 60;

Occasion occasion(Kind kind)
{
    return {kind, {7}, u"Maria <b>K.</b>"_s, u"Billing"_s, {3}};
}

} // namespace

class TestNoticeRules : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whoIsTold_data();
    void whoIsTold();
    void quietHours_data();
    void quietHours();
    void namesAreAChoice();
    void soundsAreOfTheQueue();
    void onlyWhatCannotWaitStays();
    void urgencyRises();
};

void TestNoticeRules::whoIsTold_data()
{
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<bool>("of_waiting");
    QTest::addColumn<bool>("of_messages");
    QTest::addColumn<QList<DutyStatus>>("duties"); // that are told
    const QList<DutyStatus> all{DutyStatus::Available, DutyStatus::Busy, DutyStatus::Away};
    QTest::newRow("somebody waits") << Kind::Waits << true << false << QList{DutyStatus::Available};
    QTest::newRow("somebody waits long") << Kind::WaitsLong << true << true << QList{DutyStatus::Available};
    QTest::newRow("too long") << Kind::WaitsTooLong << true << true
                              << QList{DutyStatus::Available, DutyStatus::Busy};
    QTest::newRow("nobody takes them") << Kind::NobodyTakes << true << true << all;
    QTest::newRow("an offer") << Kind::Offered << true << false
                              << QList{DutyStatus::Available, DutyStatus::Busy};
    QTest::newRow("a colleague asks")
        << Kind::Asked << true << false << QList{DutyStatus::Available, DutyStatus::Busy};
    QTest::newRow("it stays here") << Kind::StaysHere << false << true << all;
    QTest::newRow("waits are not wanted") << Kind::WaitsTooLong << false << true << QList<DutyStatus>();
    QTest::newRow("a message") << Kind::Wrote << false << true << all;
    QTest::newRow("a snoozed one is back") << Kind::CameBack << false << true << all;
    QTest::newRow("messages are not wanted") << Kind::Wrote << true << false << QList<DutyStatus>();
    QTest::newRow("a customer's turn") << Kind::YourTurn << false << true << all;
    QTest::newRow("an answer to a message left") << Kind::PickedUp << false << true << all;
}

void TestNoticeRules::whoIsTold()
{
    QFETCH(Kind, kind);
    QFETCH(bool, of_waiting);
    QFETCH(bool, of_messages);
    QFETCH(QList<DutyStatus>, duties);
    NotificationChoice choice;
    choice.of_waiting = of_waiting;
    choice.of_messages = of_messages;
    for (const DutyStatus duty : {DutyStatus::Available, DutyStatus::Busy, DutyStatus::Away}) {
        QCOMPARE(noticeOf(occasion(kind), choice, duty, kNoon).has_value(), duties.contains(duty));
        NotificationChoice off = choice;
        off.is_on = false;
        QVERIFY(!noticeOf(occasion(kind), off, duty, kNoon));
    }
}

void TestNoticeRules::quietHours_data()
{
    QTest::addColumn<int>("from");
    QTest::addColumn<int>("to");
    QTest::addColumn<int>("minute");
    QTest::addColumn<bool>("is_quiet");
    QTest::newRow("within") << 600 << 660 << 630 << true;
    QTest::newRow("the first minute") << 600 << 660 << 600 << true;
    QTest::newRow("the last is not") << 600 << 660 << 660 << false;
    QTest::newRow("before") << 600 << 660 << 599 << false;
    QTest::newRow("over midnight, late") << 1320 << 420 << 1439 << true;
    QTest::newRow("over midnight, early") << 1320 << 420 << 419 << true;
    QTest::newRow("over midnight, by day") << 1320 << 420 << 720 << false;
    QTest::newRow("the whole day") << 420 << 420 << 720 << true;
}

void TestNoticeRules::quietHours()
{
    QFETCH(int, from);
    QFETCH(int, to);
    QFETCH(int, minute);
    QFETCH(bool, is_quiet);
    NotificationChoice choice;
    choice.quiet = QuietHours{from, to};
    QCOMPARE(noticeOf(occasion(Kind::WaitsTooLong), choice, DutyStatus::Available, minute).has_value(),
             !is_quiet);
}

void TestNoticeRules::namesAreAChoice()
{
    NotificationChoice choice;
    const auto without = noticeOf(occasion(Kind::Wrote), choice, DutyStatus::Available, kNoon);
    QVERIFY(!without->body.contains(u"Maria"_s) && !without->title.contains(u"Maria"_s));
    QVERIFY(without->body.contains(u"Billing"_s));
    choice.has_names = true;
    const auto with = noticeOf(occasion(Kind::Wrote), choice, DutyStatus::Available, kNoon);
    QVERIFY(with->body.contains(u"Maria"_s) && with->body.contains(u"Billing"_s));
    Occasion nameless = occasion(Kind::Wrote);
    nameless.name.clear();
    QCOMPARE(noticeOf(nameless, choice, DutyStatus::Available, kNoon)->body, without->body);
    nameless.department.clear();
    QCOMPARE(noticeOf(nameless, choice, DutyStatus::Available, kNoon)->body, QString());
}

void TestNoticeRules::soundsAreOfTheQueue()
{
    const auto soundOf = [](Kind kind, const NotificationChoice &choice) {
        return noticeOf(occasion(kind), choice, DutyStatus::Available, kNoon)->sound;
    };
    NotificationChoice choice;
    QCOMPARE(soundOf(Kind::Waits, choice), NoticeSound::Bell);
    QCOMPARE(soundOf(Kind::Wrote, choice), NoticeSound::Soft);
    choice.sounds = {{{3}, NoticeSound::Phone}, {{4}, NoticeSound::None}};
    QCOMPARE(soundOf(Kind::Waits, choice), NoticeSound::Phone);
    QCOMPARE(soundOf(Kind::Wrote, choice), NoticeSound::Soft);
    choice.has_sounds = false;
    QCOMPARE(soundOf(Kind::Waits, choice), NoticeSound::None);
    QCOMPARE(soundOf(Kind::Wrote, choice), NoticeSound::None);
}

void TestNoticeRules::onlyWhatCannotWaitStays()
{
    for (const Kind kind : {Kind::Offered, Kind::Asked, Kind::StaysHere, Kind::Waits, Kind::WaitsLong,
                            Kind::WaitsTooLong, Kind::Wrote, Kind::YourTurn, Kind::PickedUp}) {
        const auto notice = noticeOf(occasion(kind), {}, DutyStatus::Available, kNoon);
        QCOMPARE(notice->is_urgent, kind == Kind::Offered || kind == Kind::Asked ||
                                        kind == Kind::WaitsTooLong || kind == Kind::YourTurn);
        QCOMPARE(notice->about, ConversationId{7});
        QVERIFY(!notice->title.isEmpty());
    }
}

void TestNoticeRules::urgencyRises()
{
    using namespace std::chrono_literals;
    const WaitSteps two{60s, 180s, 0s};
    QCOMPARE(urgencyOf(0s, two), 0);
    QCOMPARE(urgencyOf(59'999ms, two), 0);
    QCOMPARE(urgencyOf(60s, two), 1);
    QCOMPARE(urgencyOf(179s, two), 1);
    QCOMPARE(urgencyOf(180s, two), 2);
    QCOMPARE(urgencyOf(-5s, two), 0); // a clock that was put back
    QCOMPARE(urgencyOf(24h, two), 2);
    const WaitSteps three{60s, 180s, 300s};
    QCOMPARE(urgencyOf(299s, three), 2);
    QCOMPARE(urgencyOf(300s, three), 3);
    const WaitSteps one{60s, 60s, 0s};
    QCOMPARE(urgencyOf(59s, one), 0);
    QCOMPARE(urgencyOf(60s, one), 2);
}

CHAT121_TEST_MAIN(TestNoticeRules)
#include "tst_notice_rules.moc"
