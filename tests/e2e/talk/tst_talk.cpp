// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The life of one conversation over the shipped server, from the set-up link to its second opening,
// told by what each person sees. The steps build on each other.
#include "tests/e2e/support/office.h"
#include "tests/e2e/support/server_records.h"
#include "tests/e2e/support/wait.h"
#include "tests/support/test_main.h"

#include <QJsonArray>
#include <QTest>

using namespace chat121::e2e;
using namespace Qt::StringLiterals;

class TestTalk : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theFounderSetsUpAndInvites();
    void aCustomerWritesWhileNobodyIsOnDuty();
    void anAgentComesOnDutySeesThePreviewAndTakes();
    void tenMessagesEachWayAreDeliveredAndRead();
    void typingIsSeenOnTheOtherSide();
    void readersAreNamedFromTheGroup();
    void aSecondAgentIsAddedAndRemovedVisibly();
    void theConversationGoesBackToTheQueueAndAnotherTakesIt();
    void aClosedConversationOpensAgainByWriting();
    void timelinesAgree();
    void bothSidesFindWhatWasSaid();
    void aMessageLeftIsAnsweredWhileTheCustomerIsAway();
    void nobodyComplains();
    void everybodyStopsCleanly();

private:
    Office m_office;
    std::unique_ptr<Person> m_anna;
    std::unique_ptr<Person> m_ben;
    std::unique_ptr<Person> m_carla;
    QString m_talk; // the conversation
    QStringList m_said;
};

void TestTalk::theFounderSetsUpAndInvites()
{
    QVERIFY(m_office.opens());
    m_anna = m_office.agent(u"Anna"_s);
    QVERIFY(m_anna);
    m_ben = m_office.agent(u"Ben"_s);
    QVERIFY(m_ben);
}

void TestTalk::aCustomerWritesWhileNobodyIsOnDuty()
{
    m_carla = m_office.customer(u"Carla"_s);
    QVERIFY(m_carla);
    m_said = {u"Good evening, my parcel is gone."_s, u"It was due on Monday."_s};
    for (const QString &text : m_said)
        m_carla->says(text);
    QVERIFY(m_carla->seesOwn(m_said.at(1), u"sent"_s));
    m_talk = m_carla->conversation();
    QVERIFY(!m_talk.isEmpty());
}

void TestTalk::anAgentComesOnDutySeesThePreviewAndTakes()
{
    QVERIFY(m_anna->goesOnDuty());
    QVERIFY(m_anna->sees(m_talk, u"waiting"_s, m_said.at(1)));
    QVERIFY(m_anna->takes(m_talk));
    for (const QString &text : m_said)
        QVERIFY(m_anna->seesMessage(text, m_talk));
    QVERIFY(m_carla->seesLine(u"Anna (Support) joined"_s));
    QVERIFY(m_carla->seesOwn(m_said.at(1), u"read"_s));
}

void TestTalk::tenMessagesEachWayAreDeliveredAndRead()
{
    QVERIFY(m_talk.size() > 0 && m_anna && m_carla);
    for (int number = 1; number <= 10; ++number) {
        const QString question = u"Question %1"_s.arg(number);
        const QString answer = u"Answer %1"_s.arg(number);
        m_carla->says(question);
        QVERIFY(m_anna->seesMessage(question, m_talk));
        m_anna->says(answer, m_talk);
        QVERIFY(m_carla->seesMessage(answer));
        m_said += {question, answer};
    }
    QVERIFY(m_carla->seesOwn(u"Question 10"_s, u"read"_s));
    QVERIFY(m_anna->seesOwn(u"Answer 10"_s, u"read"_s));
    QVERIFY(m_anna->seesOwn(u"Answer 1"_s, u"delivered"_s));
}

void TestTalk::typingIsSeenOnTheOtherSide()
{
    m_carla->bot().tell(u"typing"_s, {{u"typing"_s, true}});
    QVERIFY(m_anna->seesTyping(u"Carla"_s, m_talk));
    m_anna->bot().tell(u"typing"_s, {{u"conversation"_s, m_talk}, {u"typing"_s, true}});
    QVERIFY(m_carla->seesTyping(u"Anna"_s));
}

void TestTalk::readersAreNamedFromTheGroup()
{
    const auto roster = m_carla->bot().ask(u"roster"_s, u"roster"_s);
    QVERIFY(roster);
    QStringList names;
    for (const QJsonValue &reader : roster->value(u"readers").toArray())
        names.append(reader[u"name"].toString() + u"/"_s + reader[u"signed_by"].toString());
    names.sort();
    QCOMPARE(names, QStringList({u"Anna/ACME"_s, u"Carla/"_s}));
}

void TestTalk::aSecondAgentIsAddedAndRemovedVisibly()
{
    m_anna->bot().tell(u"add"_s, {{u"conversation"_s, m_talk}, {u"who"_s, u"Ben"_s}});
    QVERIFY(m_carla->seesLine(u"Ben (Support) joined"_s));
    QVERIFY(m_anna->seesLine(u"Ben (Support) joined"_s, m_talk));
    QVERIFY(m_ben->sees(m_talk, u"mine"_s) || m_ben->sees(m_talk, u"team"_s));
    m_carla->says(u"Hello Ben"_s);
    QVERIFY(m_ben->seesMessage(u"Hello Ben"_s, m_talk));
    m_ben->says(u"Hello Carla"_s, m_talk);
    QVERIFY(m_carla->seesMessage(u"Hello Carla"_s));
    QVERIFY(m_anna->seesMessage(u"Hello Carla"_s, m_talk));
    QVERIFY(m_carla->seesOwn(u"Hello Ben"_s, u"read"_s));

    const qsizetype since = m_carla->bot().mark();
    m_anna->bot().tell(u"remove"_s, {{u"conversation"_s, m_talk}, {u"who"_s, u"Ben"_s}});
    QVERIFY(m_carla->seesLine(u"Ben (Support) left"_s, {}, since));
    m_carla->says(u"Only for Anna"_s);
    QVERIFY(m_anna->seesMessage(u"Only for Anna"_s, m_talk));
    for (const ShownMessage &row : m_ben->timeline(m_talk))
        QVERIFY2(row.text != u"Only for Anna", "a member who left can read on");
    m_said += {u"Hello Ben"_s, u"Hello Carla"_s, u"Only for Anna"_s};
}

void TestTalk::theConversationGoesBackToTheQueueAndAnotherTakesIt()
{
    m_carla->says(u"Are you still there?"_s);
    QVERIFY(m_anna->seesMessage(u"Are you still there?"_s, m_talk));
    QVERIFY(m_ben->goesOnDuty());
    const qsizetype since = m_ben->bot().mark();
    m_anna->bot().tell(u"return"_s, {{u"conversation"_s, m_talk}});
    const auto waits = [this](const QJsonObject &event) {
        return event.value(u"conversation").toString() == m_talk &&
               event.value(u"list").toString() == u"waiting" &&
               event.value(u"preview").toString() == u"Are you still there?";
    };
    QVERIFY2(m_ben->bot().waitForEvent(u"conversation"_s, waits, since), qPrintable(m_ben->lastEvents()));
    const qsizetype before = m_carla->bot().mark();
    QVERIFY(m_ben->takes(m_talk));
    QVERIFY(m_carla->seesLine(u"Ben (Support) joined"_s, {}, before));
    m_ben->says(u"Ben here now"_s, m_talk);
    QVERIFY(m_carla->seesMessage(u"Ben here now"_s));
    m_carla->says(u"Thank you, Ben"_s);
    QVERIFY(m_ben->seesMessage(u"Thank you, Ben"_s, m_talk));
    m_said += {u"Are you still there?"_s, u"Ben here now"_s, u"Thank you, Ben"_s};
}

void TestTalk::aClosedConversationOpensAgainByWriting()
{
    m_ben->bot().tell(u"close"_s, {{u"conversation"_s, m_talk}});
    QVERIFY(m_ben->sees(m_talk, u"closed"_s));
    QVERIFY(m_carla->seesLine(u"closed"_s));
    const qsizetype since = m_anna->bot().mark();
    m_carla->says(u"One thing more"_s);
    const auto waits = [this](const QJsonObject &event) {
        return event.value(u"conversation").toString() == m_talk &&
               event.value(u"list").toString() == u"waiting" &&
               event.value(u"preview").toString() == u"One thing more";
    };
    QVERIFY2(m_anna->bot().waitForEvent(u"conversation"_s, waits, since), qPrintable(m_anna->lastEvents()));
    QVERIFY(m_anna->takes(m_talk));
    QVERIFY(m_anna->seesMessage(u"One thing more"_s, m_talk));
    QVERIFY(m_carla->seesOwn(u"One thing more"_s, u"delivered"_s));
    m_anna->says(u"Tell me"_s, m_talk);
    QVERIFY(m_carla->seesMessage(u"Tell me"_s));
    m_said += {u"One thing more"_s, u"Tell me"_s};
}

// The customer was there all the time and sees every word once, in the order of the talk.
void TestTalk::bothSidesFindWhatWasSaid()
{
    const auto find = [](Person &person, const QString &query) -> QJsonArray {
        const auto found = person.bot().ask(u"search"_s, u"found"_s, {{u"query"_s, query}});
        return found ? found->value(u"hits").toArray() : QJsonArray{u"no answer"_s};
    };
    QJsonArray hits = find(*m_anna, u"PÁRCEL gone"_s);
    QCOMPARE(hits.size(), 1);
    QCOMPARE(hits.at(0)[u"conversation"].toString(), m_talk);
    QCOMPARE(hits.at(0)[u"title"].toString(), u"Carla"_s);
    QCOMPARE(hits.at(0)[u"snippet"].toString(), m_said.at(0));
    QCOMPARE(hits.at(0)[u"marks"].toArray(), (QJsonArray{QJsonArray{17, 6}, QJsonArray{27, 4}}));
    hits = find(*m_carla, u"from:anna \"answer 7\""_s);
    QCOMPARE(hits.size(), 1);
    QCOMPARE(hits.at(0)[u"name"].toString(), u"Anna"_s);
    QCOMPARE(find(*m_carla, u"from:me \"answer 7\""_s).size(), 0);
    QCOMPARE(find(*m_anna, u"from:me \"answer 7\""_s).size(), 1);
    QCOMPARE(find(*m_anna, u"quest department:support"_s).size(), 10);
    QCOMPARE(find(*m_anna, u"quest department:billing"_s).size(), 0);
    QCOMPARE(find(*m_anna, u"quest before:2020"_s).size(), 0);
}

void TestTalk::timelinesAgree()
{
    QStringList seen;
    for (const ShownMessage &row : m_carla->timeline())
        if (!row.is_line) seen.append(row.text);
    QCOMPARE(seen, m_said);
}

// The question stands above its answer, on the agent's screen at once and on both in the end.
void TestTalk::aMessageLeftIsAnsweredWhileTheCustomerIsAway()
{
    const auto dora = m_office.customer(u"Dora"_s);
    QVERIFY(dora);
    const QStringList question = {u"When do you open?"_s, u"And on Sundays?"_s};
    for (const QString &text : question)
        dora->says(text);
    QVERIFY(dora->seesOwn(question.last(), u"sent"_s));
    const QString talk = dora->conversation();
    QVERIFY(dora->bot().quit());
    QVERIFY(m_anna->sees(talk, u"waiting"_s, question.last()) && m_anna->takes(talk));
    m_anna->says(u"At nine, never on Sundays"_s, talk);
    QVERIFY(m_anna->seesOwn(u"At nine, never on Sundays"_s, u"sent"_s));
    const QStringList expected = question + QStringList{u"At nine, never on Sundays"_s};
    const auto words = [&](Person &reader) {
        QStringList texts;
        for (const ShownMessage &row : reader.timeline(talk))
            if (!row.is_line) texts.append(row.text);
        return texts;
    };
    QCOMPARE(words(*m_anna), expected);
    // Away for so long that Anna's receipt is older than the place of Dora's words in the log.
    constexpr qint64 kCommitAnswerAndReceipt = 3;
    const QString server = m_office.folder(u"server"_s);
    QVERIFY(waitFor([&] { return envelopesOf(server, talk) >= kCommitAnswerAndReceipt; }, 20s));
    QVERIFY(dora->restarts());
    QVERIFY(dora->seesMessage(expected.last()));
    QVERIFY(dora->seesOwn(question.last(), u"delivered"_s));
    QCOMPARE(words(*m_anna), expected);
    QCOMPARE(words(*dora), expected);
    QVERIFY(dora->bot().quit());
}

void TestTalk::nobodyComplains()
{
    for (Person *person : {&m_office.founder(), m_anna.get(), m_ben.get(), m_carla.get()})
        QCOMPARE(person->complaints(), QString());
}

void TestTalk::everybodyStopsCleanly()
{
    for (Person *person : {&m_office.founder(), m_anna.get(), m_ben.get(), m_carla.get()})
        QVERIFY2(person->bot().quit(), qPrintable(person->name()));
    QVERIFY2(m_office.server().stop(), m_office.server().output().constData());
}

CHAT121_TEST_MAIN(TestTalk)
#include "tst_talk.moc"
