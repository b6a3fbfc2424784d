// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Twenty customers within minutes, three agents who take four each, and one of the agents vanishes: who waits
// longest is offered first, what the vanished one had goes to the head of the queue, and everybody is
// answered once.
#include "tests/e2e/stories/story.h"
#include "tests/e2e/support/wait.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace chat121::e2e;
using namespace Qt::StringLiterals;

class TestBusyMorning : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theOfficeOpens();
    void twentyCustomersWrite();
    void threeAgentsTakeTheTwelveOldest();
    void oneVanishesAndHersGoToTheHeadOfTheQueue();
    void whoWaitsLongestIsOfferedFirst();
    void everybodyIsAnsweredOnce();

private:
    static constexpr int kCustomers = 20;
    static constexpr int kCapacity = 4;
    static constexpr auto kPatience = 60s;
    static constexpr auto kReturnPatience = 240s; // a vanished agent has 90 s to come back

    static QString nameOf(int number) { return u"Customer %1"_s.arg(number, 2, 10, QLatin1Char('0')); }
    static QString questionOf(const QString &name) { return u"%1 asks where the parcel is"_s.arg(name); }
    static QString answerTo(const QString &name) { return u"Dear %1, it comes today"_s.arg(name); }

    QString takesOffer(DrivenWindow &agent, const QStringList &awaited);
    bool serves(DrivenWindow &agent, const QString &customer);

    Story m_story{u"busy-morning"_s};
    std::unique_ptr<DrivenWindow> m_anna, m_ben, m_carla;
    std::vector<std::unique_ptr<Person>> m_customers;
    QStringList m_waiting; // the oldest first
    QMap<QString, QStringList> m_mine;
};

void TestBusyMorning::theOfficeOpens()
{
    QVERIFY(m_story.opens());
    STEP(m_story.olga(), m_story.setsOffers(u"fewest"_s, kCapacity));
    for (auto [agent, name] :
         {std::pair(&m_anna, u"Anna"_s), std::pair(&m_ben, u"Ben"_s), std::pair(&m_carla, u"Carla"_s)}) {
        *agent = m_story.agent(name);
        QVERIFY(*agent);
    }
}

void TestBusyMorning::twentyCustomersWrite()
{
    for (int number = 1; number <= kCustomers; ++number) {
        const QString name = nameOf(number);
        m_customers.push_back(m_story.customerWithoutWindow(name));
        QVERIFY(m_customers.back());
        m_customers.back()->says(questionOf(name));
        QVERIFY(m_customers.back()->seesOwn(questionOf(name), u"sent"_s));
        m_waiting.append(name);
    }
    STEP(*m_anna, waitFor([&] { return m_anna->rows(u"queueList"_s).size() == kCustomers; }, kPatience));
    QVERIFY(m_story.picture(*m_anna, u"twenty-wait"_s));
}

// The name of the customer of the offer that is taken now; empty: none came, or another than awaited.
QString TestBusyMorning::takesOffer(DrivenWindow &agent, const QStringList &awaited)
{
    QString offered;
    const auto is_offered = [&] {
        const QString words = agent.read(u"offerLabel"_s);
        const auto found =
            std::ranges::find_if(awaited, [&](const QString &name) { return words.contains(name); });
        offered = found == awaited.end() ? QString() : *found;
        return !offered.isEmpty();
    };
    const auto is_taken = [&] { return !agent.rows(u"mineList"_s).filter(offered).isEmpty(); };
    if (!waitFor(is_offered, kPatience) || !agent.clickWhenReady(u"takeOfferButton"_s) ||
        !waitFor(is_taken, kPatience))
        return {};
    m_mine[agent.name()].append(offered);
    m_waiting.removeOne(offered);
    return offered;
}

void TestBusyMorning::threeAgentsTakeTheTwelveOldest()
{
    for (DrivenWindow *agent : {m_anna.get(), m_ben.get(), m_carla.get()})
        STEP(*agent, goesOnDuty(*agent));
    const QStringList oldest = m_waiting.first(3 * kCapacity);
    for (int turn = 0; turn < kCapacity; ++turn) {
        for (DrivenWindow *agent : {m_anna.get(), m_ben.get(), m_carla.get()})
            STEP(*agent, !takesOffer(*agent, oldest).isEmpty());
    }
    QCOMPARE(m_waiting.size(), kCustomers - 3 * kCapacity);
    QVERIFY(m_waiting.first() == nameOf(3 * kCapacity + 1));
    STEP(*m_ben, waitFor([&] { return m_ben->rows(u"queueList"_s).size() == m_waiting.size(); }, kPatience));
    QVERIFY2(!m_ben->isVisible(u"takeOfferButton"_s), "offered beyond the capacity");
    QVERIFY(m_story.picture(*m_ben, u"all-have-four"_s));
}

void TestBusyMorning::oneVanishesAndHersGoToTheHeadOfTheQueue()
{
    m_carla->killHard();
    QStringList hers = m_mine.take(u"Carla"_s);
    QCOMPARE(hers.size(), kCapacity);
    hers.sort(); // by their numbers: as long as they have waited
    m_waiting = hers + m_waiting;
    STEP(*m_anna,
         waitFor([&] { return m_anna->rows(u"queueList"_s).size() == m_waiting.size(); }, kReturnPatience));
    const QStringList queue = m_anna->rows(u"queueList"_s);
    for (qsizetype place = 0; place < queue.size(); ++place)
        QVERIFY2(queue.at(place).contains(m_waiting.at(place)), qPrintable(queue.join(u'\n')));
    QVERIFY(m_story.picture(*m_anna, u"hers-are-next"_s));
}

bool TestBusyMorning::serves(DrivenWindow &agent, const QString &customer)
{
    return answers(agent, customer, answerTo(customer)) && closesTalk(agent, customer);
}

void TestBusyMorning::whoWaitsLongestIsOfferedFirst()
{
    DrivenWindow *agent = m_anna.get(), *other = m_ben.get();
    while (!m_mine[u"Anna"_s].isEmpty() || !m_mine[u"Ben"_s].isEmpty()) {
        QStringList &mine = m_mine[agent->name()];
        if (!mine.isEmpty()) {
            STEP(*agent, serves(*agent, mine.takeFirst()));
            if (!m_waiting.isEmpty()) {
                const QString next = m_waiting.first();
                STEP(*agent, takesOffer(*agent, {next}) == next);
            }
        }
        std::swap(agent, other);
    }
    QVERIFY(m_waiting.isEmpty());
    STEP(*m_anna, waitFor([&] { return m_anna->rows(u"queueList"_s).isEmpty(); }, kPatience));
    QVERIFY(m_story.picture(*m_anna, u"everybody-served"_s));
}

void TestBusyMorning::everybodyIsAnsweredOnce()
{
    for (const auto &customer : m_customers) {
        const QString answer = answerTo(customer->name());
        QVERIFY2(customer->seesMessage(answer), qPrintable(customer->lastEvents()));
        QStringList said;
        const QList<ShownMessage> timeline = customer->timeline();
        for (const ShownMessage &message : timeline)
            if (!message.is_line) said.append(message.text);
        QCOMPARE(said, QStringList({questionOf(customer->name()), answer}));
    }
}

CHAT121_TEST_MAIN(TestBusyMorning)
#include "tst_busy_morning.moc"
