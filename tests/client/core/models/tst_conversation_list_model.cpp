// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The order of an agent's lists, moves between them, and what a view and a screen reader get.
#include "client/core/models/conversation_list_model.h"
#include "tests/support/test_main.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

namespace {

using namespace chat121;
using namespace Qt::Literals::StringLiterals;

ConversationRow rowOf(quint64 id, qint64 when, ConversationState state = ConversationState::Waiting)
{
    ConversationRow row;
    row.id = ConversationId{id};
    row.state = state;
    row.waiting_since = {when};
    row.last_at = {when};
    row.title = QString::number(id);
    return row;
}

QString idsOf(const ConversationListModel &model)
{
    QStringList ids;
    for (int row = 0; row < model.rowCount(); ++row) {
        ids.append(QString::number(model.at(row).id.value));
    }
    return ids.join(u' ');
}

class TestConversationListModel : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void order_data();
    void order();
    void theQueueIsInTheServersOrder();
    void changedRowMovesAndKeepsItsIndexValid();
    void unchangedRowIsSilent();
    void conversationIsInOneListOnly();
    void removingIsToldAndUnknownIsIgnored();
    void accessibleText_data();
    void accessibleText();
};

void TestConversationListModel::order_data()
{
    QTest::addColumn<ConversationOrder>("order");
    QTest::addColumn<QString>("ids");
    QTest::newRow("queue") << ConversationOrder::NextInQueueFirst << u"3 1 4 2"_s;
    QTest::newRow("mine") << ConversationOrder::NewestMessageFirst << u"2 1 4 3"_s;
}

void TestConversationListModel::order()
{
    QFETCH(ConversationOrder, order);
    ConversationListModel model(order);
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.reset({rowOf(2, 300), rowOf(4, 200)});
    model.upsert(rowOf(3, 100));
    model.upsert(rowOf(1, 200)); // as long as 4: the smaller id first
    QTEST(idsOf(model), "ids");
}

// Who came back to the head waits since a moment ago; a message can wait for those who wait themselves.
void TestConversationListModel::theQueueIsInTheServersOrder()
{
    ConversationListModel model(ConversationOrder::NextInQueueFirst);
    ConversationRow left = rowOf(1, 100), returned = rowOf(2, 900), waits = rowOf(3, 200),
                    next = rowOf(4, 300);
    left.is_left_message = true;
    left.place = 1;
    returned.place = 2;
    waits.place = 4;
    next.place = 3;
    model.reset({left, waits, next});
    model.upsert(returned);
    QCOMPARE(idsOf(model), u"2 4 3 1"_s);
    next.place = 5;
    model.upsert(next);
    QCOMPARE(idsOf(model), u"2 3 4 1"_s);
}

void TestConversationListModel::changedRowMovesAndKeepsItsIndexValid()
{
    ConversationListModel model(ConversationOrder::NewestMessageFirst);
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.reset({rowOf(1, 300), rowOf(2, 200), rowOf(3, 100)});
    const QPersistentModelIndex chosen = model.index(2);
    model.upsert(rowOf(3, 400));
    QCOMPARE(idsOf(model), u"3 1 2"_s);
    QCOMPARE(chosen.row(), 0);
    model.upsert(rowOf(3, 250));
    QCOMPARE(idsOf(model), u"1 3 2"_s);
    QCOMPARE(chosen.data(ConversationListModel::IdRole).toULongLong(), 3u);
}

void TestConversationListModel::unchangedRowIsSilent()
{
    ConversationListModel model(ConversationOrder::NewestMessageFirst);
    model.reset({rowOf(1, 300)});
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    model.upsert(rowOf(1, 300));
    QCOMPARE(changed.size(), 0);
    ConversationRow row = rowOf(1, 300);
    row.is_typing = true;
    model.upsert(row);
    QCOMPARE(changed.size(), 1);
}

void TestConversationListModel::conversationIsInOneListOnly()
{
    ConversationLists lists;
    lists.reset({rowOf(1, 100), rowOf(2, 200, ConversationState::Closed)});
    lists.upsert(rowOf(1, 100, ConversationState::Mine));
    QCOMPARE(lists.of(ConversationState::Waiting).rowCount(), 0);
    QCOMPARE(lists.of(ConversationState::Mine).rowCount(), 1);
    QCOMPARE(lists.of(ConversationState::Closed).rowCount(), 1);
    QCOMPARE(lists.find(ConversationId{1})->state, ConversationState::Mine);
    lists.remove(ConversationId{1});
    QVERIFY(!lists.find(ConversationId{1}));
}

void TestConversationListModel::removingIsToldAndUnknownIsIgnored()
{
    ConversationListModel model(ConversationOrder::NewestMessageFirst);
    model.reset({rowOf(1, 300), rowOf(2, 200)});
    QSignalSpy count(&model, &ConversationListModel::countChanged);
    model.remove(ConversationId{9});
    QCOMPARE(count.size(), 0);
    model.remove(ConversationId{1});
    QCOMPARE(count.size(), 1);
    QCOMPARE(idsOf(model), u"2"_s);
    QCOMPARE(model.rowOf(ConversationId{1}), -1);
}

void TestConversationListModel::accessibleText_data()
{
    QTest::addColumn<ConversationRow>("row");
    QTest::addColumn<QString>("text");
    ConversationRow waiting = rowOf(1, 100);
    waiting.title = u"Maria"_s;
    waiting.department = u"Billing"_s;
    QTest::newRow("waiting") << waiting << u"Maria, Billing, waiting"_s;
    ConversationRow mine = waiting;
    mine.state = ConversationState::Mine;
    mine.is_typing = true;
    mine.preview = u"Hello"_s;
    QTest::newRow("mine, typing") << mine << u"Maria, Billing, typing, Hello"_s;
    ConversationRow returning = mine;
    returning.is_typing = false;
    returning.returns_at = UnixTime{1'700'000'000'000};
    QTest::newRow("mine, for a short time only")
        << returning << u"Maria, Billing, goes back to the queue unless you answer, Hello"_s;
    ConversationRow team = waiting;
    team.state = ConversationState::Team;
    team.taken_by = u"Jonas"_s;
    ConversationRow asked = team;
    asked.hand_over_until = UnixTime{1'700'000'000'000};
    asked.is_hand_over_here = true;
    QTest::newRow("a colleague asks") << asked << u"Maria, Billing, Jonas asks you to go on, with Jonas"_s;
    asked.is_hand_over_accepted = true;
    QTest::newRow("accepted") << asked << u"Maria, Billing, you have accepted, with Jonas"_s;
    ConversationRow handed = mine;
    handed.is_typing = false;
    handed.hand_over_until = UnixTime{1'700'000'000'000};
    handed.hand_over_to = u"Jonas"_s;
    handed.is_hand_over_mine = true;
    QTest::newRow("mine, a colleague is asked")
        << handed << u"Maria, Billing, Jonas is asked to go on, Hello"_s;
    handed.is_hand_over_accepted = true;
    QTest::newRow("mine, a colleague comes") << handed << u"Maria, Billing, Jonas has accepted, Hello"_s;
    QTest::newRow("with a colleague") << team << u"Maria, Billing, with Jonas"_s;
}

void TestConversationListModel::accessibleText()
{
    QFETCH(ConversationRow, row);
    ConversationListModel model(ConversationOrder::NewestMessageFirst);
    model.reset({row});
    QTEST(model.index(0).data(Qt::AccessibleTextRole).toString(), "text");
}

} // namespace

CHAT121_TEST_MAIN(TestConversationListModel)

#include "tst_conversation_list_model.moc"
