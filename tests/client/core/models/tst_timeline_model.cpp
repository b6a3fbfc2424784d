// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The order of rows, states that only rise, the unread marker, and what the view is told.
#include "client/core/models/timeline_model.h"
#include "tests/support/test_main.h"

#include <QSignalSpy>
#include <QTest>

namespace {

using namespace chat121;
using namespace Qt::Literals::StringLiterals;

MessageId idOf(char letter)
{
    MessageId id;
    id.data[0] = static_cast<quint8>(letter);
    return id;
}

// The text is the id's letter; sequence 0: not numbered.
TimelineRow rowOf(char letter, quint64 sequence, bool is_mine = false)
{
    TimelineRow row;
    row.id = idOf(letter);
    row.sequence = Sequence{sequence};
    row.text = QChar::fromLatin1(letter);
    row.is_mine = is_mine;
    row.state = is_mine ? SendState::Queued : SendState::None;
    return row;
}

QString lettersOf(const TimelineModel &model)
{
    QString letters;
    for (int row = 0; row < model.size(); ++row) {
        letters += model.at(row).text;
    }
    return letters;
}

// "a1 b0": rows with their sequences.
QList<TimelineRow> rowsFrom(const QString &words)
{
    QList<TimelineRow> rows;
    for (const QString &word : words.split(u' ', Qt::SkipEmptyParts)) {
        rows.append(rowOf(word.at(0).toLatin1(), word.mid(1).toULongLong()));
    }
    return rows;
}

class TestTimelineModel : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void order_data();
    void order();
    void appendingManyIsOneSignal();
    void rowWithTheSameIdIsReplaced();
    void numberedRowMovesToItsPlace();
    void prependKeepsTheIndex();
    void statesOnlyRise_data();
    void statesOnlyRise();
    void receiptsRaiseOwnMessagesUpToTheSequence();
    void unknownIdsAreIgnored();
    void unreadMarkerFollowsItsRow();
    void unreadAfterSkipsOwnMessagesAndSystemLines();
    void removingARowTellsTheView();
    void neighboursGoTogether();
    void aResetKnowsWhereReadingHasStopped();
    void theMarkerMovesWhenItWasSeen();
    void answersFollowWhatTheyQuote();
    void whatIsLeftOutStaysOut();
    void aDeletedRowHasNoState();
};

void TestTimelineModel::order_data()
{
    QTest::addColumn<QString>("first");
    QTest::addColumn<QString>("then");
    QTest::addColumn<QString>("letters");

    QTest::newRow("later sequences follow") << u"a1 b2"_s << u"c3"_s << u"abc"_s;
    QTest::newRow("a late row goes to its place") << u"a1 c3"_s << u"b2"_s << u"abc"_s;
    QTest::newRow("equal sequences keep the order of arrival") << u"a1 b2"_s << u"c2"_s << u"abc"_s;
    QTest::newRow("without a sequence: last") << u"a1 b0"_s << u"c2"_s << u"acb"_s;
    QTest::newRow("several without a sequence keep their order") << u"a0 b0"_s << u"c1 d0"_s << u"cabd"_s;
    QTest::newRow("a batch in any order") << u""_s << u"c3 a1 d4 b2"_s << u"abcd"_s;
    QTest::newRow("the same row twice in a batch") << u"a1"_s << u"b2 b2"_s << u"ab"_s;
}

void TestTimelineModel::order()
{
    QFETCH(QString, first);
    QFETCH(QString, then);
    TimelineModel model;
    model.reset(rowsFrom(first));
    model.append(rowsFrom(then));
    QTEST(lettersOf(model), "letters");
    for (int row = 0; row < model.size(); ++row) {
        QCOMPARE(model.rowOf(model.at(row).id), row);
    }
}

void TestTimelineModel::appendingManyIsOneSignal()
{
    TimelineModel model;
    model.reset(rowsFrom(u"a1"_s));
    QSignalSpy inserted(&model, &TimelineModel::inserted);
    model.append(rowsFrom(u"b2 c3 d0"_s));
    QCOMPARE(inserted.size(), 1);
    QCOMPARE(inserted.at(0).at(0).toInt(), 1);
    QCOMPARE(inserted.at(0).at(1).toInt(), 3);
}

void TestTimelineModel::rowWithTheSameIdIsReplaced()
{
    TimelineModel model;
    model.reset(rowsFrom(u"a1 b2"_s));
    QSignalSpy changed(&model, &TimelineModel::changed);
    TimelineRow row = rowOf('a', 1);
    row.text = u"A"_s;
    model.upsert(row);
    QCOMPARE(lettersOf(model), u"Ab"_s);
    QCOMPARE(changed.size(), 1);
    model.upsert(row);
    QCOMPARE(changed.size(), 1);
}

void TestTimelineModel::numberedRowMovesToItsPlace()
{
    TimelineModel model;
    model.reset(rowsFrom(u"a1 b0 c0"_s));
    QSignalSpy removed(&model, &TimelineModel::removed);
    model.setSequence(idOf('b'), Sequence{2});
    QCOMPARE(removed.size(), 0); // it stood there already
    model.append(rowsFrom(u"e5"_s));
    QCOMPARE(lettersOf(model), u"abec"_s);
    model.setSequence(idOf('c'), Sequence{4});
    QCOMPARE(lettersOf(model), u"abce"_s);
    QCOMPARE(removed.size(), 1);
    QCOMPARE(model.rowOf(idOf('e')), 3);
}

void TestTimelineModel::prependKeepsTheIndex()
{
    TimelineModel model;
    model.reset(rowsFrom(u"d4 e5"_s));
    model.setUnread(idOf('e'));
    model.prepend(rowsFrom(u"a1 b2 d4"_s)); // d is there already
    QCOMPARE(lettersOf(model), u"abde"_s);
    QCOMPARE(model.rowOf(idOf('a')), 0);
    QCOMPARE(model.rowOf(idOf('e')), 3);
    QCOMPARE(model.unreadRow(), 3);
    model.append(rowsFrom(u"c3"_s));
    QCOMPARE(lettersOf(model), u"abcde"_s);
    QCOMPARE(model.rowOf(idOf('e')), 4);
}

void TestTimelineModel::statesOnlyRise_data()
{
    QTest::addColumn<SendState>("from");
    QTest::addColumn<SendState>("to");
    QTest::addColumn<SendState>("expected");

    QTest::newRow("queued to sent") << SendState::Queued << SendState::Sent << SendState::Sent;
    QTest::newRow("sent to read") << SendState::Sent << SendState::Read << SendState::Read;
    QTest::newRow("read stays read") << SendState::Read << SendState::Delivered << SendState::Read;
    QTest::newRow("sent may turn out to be lost")
        << SendState::Sent << SendState::Failed << SendState::Failed;
    QTest::newRow("delivered is not lost")
        << SendState::Delivered << SendState::Failed << SendState::Delivered;
    QTest::newRow("queued may fail") << SendState::Queued << SendState::Failed << SendState::Failed;
    QTest::newRow("failed may be tried again") << SendState::Failed << SendState::Queued << SendState::Queued;
    QTest::newRow("failed and yet stored") << SendState::Failed << SendState::Sent << SendState::Sent;
}

void TestTimelineModel::statesOnlyRise()
{
    QFETCH(SendState, from);
    QFETCH(SendState, to);
    TimelineModel model;
    TimelineRow row = rowOf('a', 1, true);
    row.state = from;
    model.reset({row});
    model.setState(row.id, to);
    QTEST(model.at(0).state, "expected");
}

void TestTimelineModel::receiptsRaiseOwnMessagesUpToTheSequence()
{
    TimelineModel model;
    QList<TimelineRow> rows{rowOf('a', 1, true), rowOf('b', 2), rowOf('c', 3, true), rowOf('d', 4, true),
                            rowOf('e', 0, true)};
    rows[0].state = SendState::Sent;
    rows.prepend(rowOf('f', 1, true));
    rows[0].state = SendState::Failed;
    model.reset(rows);
    QSignalSpy changed(&model, &TimelineModel::changed);
    model.raiseStates(Sequence{3}, SendState::Read);
    QCOMPARE(model.at(0).state, SendState::Failed); // a receipt for later ones is none for this
    QCOMPARE(model.at(1).state, SendState::Read);
    QCOMPARE(model.at(2).state, SendState::None);
    QCOMPARE(model.at(3).state, SendState::Read);
    QCOMPARE(model.at(4).state, SendState::Queued);
    QCOMPARE(model.at(5).state, SendState::Queued);
    QCOMPARE(changed.size(), 1);
    model.raiseStates(Sequence{3}, SendState::Delivered);
    QCOMPARE(changed.size(), 1);
}

void TestTimelineModel::unknownIdsAreIgnored()
{
    TimelineModel model;
    model.reset(rowsFrom(u"a1"_s));
    QSignalSpy changed(&model, &TimelineModel::changed);
    QSignalSpy removed(&model, &TimelineModel::removed);
    model.setState(idOf('x'), SendState::Read);
    model.setSequence(idOf('x'), Sequence{9});
    model.remove(idOf('x'));
    QCOMPARE(changed.size() + removed.size(), 0);
    QCOMPARE(model.rowOf(MessageId{}), -1);
}

void TestTimelineModel::unreadMarkerFollowsItsRow()
{
    TimelineModel model;
    model.reset(rowsFrom(u"a1 c3 d4"_s));
    model.setUnread(idOf('c'));
    QCOMPARE(model.unreadRow(), 1);
    model.append(rowsFrom(u"b2"_s));
    QCOMPARE(model.unreadRow(), 2);
    model.remove(idOf('a'));
    QCOMPARE(model.unreadRow(), 1);
    model.clearUnread();
    QCOMPARE(model.unreadRow(), -1);
}

void TestTimelineModel::unreadAfterSkipsOwnMessagesAndSystemLines()
{
    TimelineModel model;
    TimelineRow system = rowOf('s', 3);
    system.kind = RowKind::System;
    model.reset({rowOf('a', 1), rowOf('b', 2, true), system, rowOf('d', 4), rowOf('e', 5)});
    model.setUnreadAfter(Sequence{1});
    QCOMPARE(model.unreadRow(), 3);
    model.setUnreadAfter(Sequence{5});
    QCOMPARE(model.unreadRow(), -1);
}

void TestTimelineModel::removingARowTellsTheView()
{
    TimelineModel model;
    model.reset(rowsFrom(u"a1 b2 c3"_s));
    QSignalSpy removed(&model, &TimelineModel::removed);
    model.remove(idOf('b'));
    QCOMPARE(lettersOf(model), u"ac"_s);
    QCOMPARE(removed.at(0).at(0).toInt(), 1);
    QCOMPARE(model.rowOf(idOf('b')), -1);
    QCOMPARE(model.rowOf(idOf('c')), 1);
}

void TestTimelineModel::neighboursGoTogether()
{
    TimelineModel model;
    model.reset(rowsFrom(u"a1 b2 c3 d4 e5 f6"_s));
    model.setUnread(idOf('d'));
    QSignalSpy removed(&model, &TimelineModel::removed);
    model.remove({idOf('e'), idOf('x'), idOf('a'), idOf('b')});
    QCOMPARE(lettersOf(model), u"cdf"_s);
    QCOMPARE(removed.size(), 2);
    QCOMPARE(removed.at(0), (QVariantList{4, 1}));
    QCOMPARE(removed.at(1), (QVariantList{0, 2}));
    QCOMPARE(model.unreadRow(), 1);
    QCOMPARE(model.rowOf(idOf('f')), 2);
    model.remove({idOf('c'), idOf('d'), idOf('f')});
    QVERIFY(model.isEmpty());
    QCOMPARE(model.unreadRow(), -1);
}

TimelineRow answerTo(char quoted, char letter, quint64 sequence)
{
    TimelineRow row = rowOf(letter, sequence);
    row.quote.message = idOf(quoted);
    row.quote.text = QStringLiteral("as it was");
    return row;
}

void TestTimelineModel::aResetKnowsWhereReadingHasStopped()
{
    TimelineModel model;
    int at_reset = -2; // a view that is told of the reset looks at once
    connect(&model, &TimelineModel::wasReset, this, [&] { at_reset = model.unreadRow(); });
    model.reset(rowsFrom(u"a1 b2 c3"_s), Sequence{1});
    QCOMPARE(at_reset, 1);
    model.reset(rowsFrom(u"a1 b2 c3"_s), Sequence{3});
    QCOMPARE(at_reset, -1);
    model.reset(rowsFrom(u"a1 b2 c3"_s));
    QCOMPARE(at_reset, -1);
}

void TestTimelineModel::theMarkerMovesWhenItWasSeen()
{
    TimelineModel model;
    model.reset(rowsFrom(u"a1 b2"_s), Sequence{1});
    QCOMPARE(model.newest(), Sequence{2});
    model.append(rowsFrom(u"c3"_s));
    model.followUnread(Sequence{1}); // not seen yet
    QCOMPARE(model.unreadRow(), 1);
    model.followUnread(Sequence{3}); // nothing is new: what was new is still marked
    QCOMPARE(model.unreadRow(), 1);
    model.append(rowsFrom(u"d4 e5"_s));
    model.followUnread(Sequence{3});
    QCOMPARE(model.unreadRow(), 3);
}

void TestTimelineModel::answersFollowWhatTheyQuote()
{
    TimelineModel model;
    model.reset({rowOf('a', 1), answerTo('a', 'b', 2), rowOf('c', 3)});
    QSignalSpy changed(&model, &TimelineModel::changed);
    TimelineRow edited = rowOf('a', 1);
    edited.text = u"other words"_s;
    edited.author_name = u"Gina"_s;
    model.update({edited});
    QCOMPARE(model.at(1).quote.text, u"other words"_s);
    QCOMPARE(model.at(1).quote.name, u"Gina"_s);
    QVERIFY(model.at(1).quote.is_here);
    QCOMPARE(changed.size(), 2); // the message and its answer
    model.update({rowOf('c', 3)});
    QCOMPARE(changed.size(), 2);
}

void TestTimelineModel::whatIsLeftOutStaysOut()
{
    TimelineModel model;
    model.reset({answerTo('a', 'm', 10), rowOf('n', 11)});
    model.setHasOlder(true);
    model.update({rowOf('a', 3)});
    QCOMPARE(model.size(), 2); // it comes with its page
    QCOMPARE(model.at(0).quote.text, u"a"_s);
    model.setHasOlder(false);
    model.update({rowOf('a', 3)});
    QCOMPARE(lettersOf(model), u"amn"_s);
}

void TestTimelineModel::aDeletedRowHasNoState()
{
    TimelineModel model;
    model.reset({rowOf('a', 1, true)});
    model.setState(idOf('a'), SendState::Read);
    TimelineRow line = rowOf('a', 1);
    line.kind = RowKind::System;
    model.update({line});
    QCOMPARE(model.at(0).state, SendState::None);
}

} // namespace

CHAT121_TEST_MAIN(TestTimelineModel)

#include "tst_timeline_model.moc"
