// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// kill -9 at each step of what changes the state of a group: sending, receiving, committing, being
// let in, taking, writing first. A step is a system call with which a client writes its database,
// flushes it or talks to the outside. After each kill the client starts again, the work is finished,
// and both sides must read each other. No nonce is used twice, and no key of a message for two
// messages that have left (row D5 of the threat list).
//
// CHAT121_CYCLES >= 200: every step; else a sample of the steps, another one in each run.
#include "common/base/limits.h"
#include "common/crypto/sodium_random.h"
#include "tests/e2e/kill/kill_point.h"
#include "tests/e2e/kill/sealings.h"
#include "tests/e2e/support/office.h"
#include "tests/e2e/support/wait.h"
#include "tests/support/random_sources.h"
#include "tests/support/test_main.h"

#include <QJsonArray>
#include <QTest>

using namespace chat121;
using namespace chat121::e2e;
using namespace Qt::StringLiterals;

class TestSteps : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void killedAtEachStep_data();
    void killedAtEachStep();
    void nobodyComplains();
    void noKeyAndNonceWasUsedTwice();

private:
    // One thing that somebody does while a victim may die.
    struct Work {
        std::function<bool()> prepare; // nobody dies here
        std::function<Person *()> victim;
        std::function<void()> begin;
        std::function<bool()> is_done;
        std::function<bool()> finish; // after the victim's restart: nothing is missing
    };

    QHash<QString, Work> works();
    Work sending();
    Work receiving();
    Work membership(std::unique_ptr<Person> TestSteps::*victim, const QString &command);
    Work taking(bool is_agent_victim);
    Work writingFirst();

    QString nextText();
    bool isInRoster(const QString &name);
    bool hasMembership(const QString &command) { return isInRoster(m_ben->name()) == (command == u"add"); }
    void changeMembership(const QString &command);
    bool talk(Person &one, Person &other, const QString &conversation);
    bool showsOnce(Person &reader, const QString &text, const QString &conversation);
    bool newCustomer();
    bool waits();
    bool newTalk();
    bool hasRoomForCommits();
    static QString faultsOf(Person &person);

    Office m_office;
    Sealings m_sealings{m_office};
    std::unique_ptr<Person> m_anna;
    std::unique_ptr<Person> m_ben;   // he and Carla are
    std::unique_ptr<Person> m_carla; // others when Anna has changed the readers often
    std::unique_ptr<Person> m_dora;  // a new one each time
    QString m_talk;                  // Carla's
    QString m_other_talk;            // Dora's
    QString m_text;
    test::SeededRandom m_dice{crypto::SodiumRandom().id()};
    int m_number = 0;
    int m_commits = 0; // in Carla's conversation, at most
    int m_kills = 0;
};

void TestSteps::initTestCase()
{
    qputenv("LD_PRELOAD", CHAT121_WATCHABLE_SHIM); // for the programs, so that strace can attach to them
    m_sealings.areNoted();
    QVERIFY(m_office.opens());
    m_anna = m_office.agent(u"Anna"_s);
    QVERIFY(m_anna);
    QVERIFY(m_anna->goesOnDuty(99));
    QVERIFY(newTalk());
    KillPoint trial(m_anna->bot().processId(), u"fdatasync"_s, 60'000);
    if (trial.isArmed()) return;
    if (qEnvironmentVariableIsSet("CHAT121_WITHOUT_PTRACE"))
        QSKIP("CHAT121_WITHOUT_PTRACE is set: no kill at exact steps");
    QFAIL(qPrintable(trial.problem()));
}

QString TestSteps::nextText()
{
    return m_text = u"sentence %1"_s.arg(++m_number);
}

bool TestSteps::talk(Person &one, Person &other, const QString &conversation)
{
    one.says(nextText(), conversation);
    if (!other.seesMessage(m_text, conversation)) return false;
    other.says(nextText(), conversation);
    return one.seesMessage(m_text, conversation);
}

bool TestSteps::showsOnce(Person &reader, const QString &text, const QString &conversation)
{
    const auto rows = reader.timeline(conversation);
    const auto times =
        std::count_if(rows.cbegin(), rows.cend(), [&](const ShownMessage &row) { return row.text == text; });
    if (times != 1)
        qInfo().noquote() << reader.name() << "shows" << times << "times:" << text << '\n'
                          << reader.lastEvents();
    return times == 1;
}

// What the author's screen has shown is kept, and arrives; what it never showed may be gone.
TestSteps::Work TestSteps::sending()
{
    Work work;
    work.prepare = [] { return true; };
    work.victim = [this] { return m_carla.get(); };
    work.begin = [this] { m_carla->says(nextText()); };
    work.is_done = [this] { return m_carla->hasSeen(m_text, u"sent"_s); };
    work.finish = [this] {
        const QString text = m_text;
        const bool was_kept = m_carla->hasSeen(text, u"queued"_s);
        if (!talk(*m_anna, *m_carla, m_talk)) return false;
        return !was_kept || (m_anna->seesMessage(text, m_talk) && showsOnce(*m_anna, text, m_talk) &&
                             showsOnce(*m_carla, text, {}));
    };
    return work;
}

TestSteps::Work TestSteps::receiving()
{
    Work work;
    work.prepare = [] { return true; };
    work.victim = [this] { return m_carla.get(); };
    work.begin = [this] { m_anna->says(nextText(), m_talk); };
    work.is_done = [this] { return m_anna->hasSeen(m_text, u"delivered"_s); };
    work.finish = [this] {
        const QString text = m_text;
        return m_carla->seesMessage(text) && showsOnce(*m_carla, text, {}) && talk(*m_anna, *m_carla, m_talk);
    };
    return work;
}

bool TestSteps::isInRoster(const QString &name)
{
    const auto roster = m_carla->bot().ask(u"roster"_s, u"roster"_s);
    if (!roster) return false;
    const QJsonArray readers = roster->value(u"readers").toArray();
    return std::any_of(readers.begin(), readers.end(),
                       [&](const QJsonValue &reader) { return reader[u"name"].toString() == name; });
}

void TestSteps::changeMembership(const QString &command)
{
    m_anna->bot().tell(command, {{u"conversation"_s, m_talk}, {u"who"_s, m_ben->name()}});
}

// A server lets one account change the readers of one conversation a few times a minute only, and take
// key packages of another account a few times an hour.
bool TestSteps::hasRoomForCommits()
{
    constexpr int kOfOneStep = 3; // to prepare it, itself, and once more after the kill
    if (m_commits + kOfOneStep >= limits::kCommitsPerMinute && !newTalk()) return false;
    m_commits += kOfOneStep;
    return true;
}

// `command`: add or remove. A wish that was not written down yet when its author died is said again.
TestSteps::Work TestSteps::membership(std::unique_ptr<Person> TestSteps::*victim, const QString &command)
{
    const QString opposite = command == u"add" ? u"remove"_s : u"add"_s;
    Work work;
    work.prepare = [this, opposite] {
        if (!hasRoomForCommits()) return false;
        if (!hasMembership(opposite)) changeMembership(opposite);
        return waitFor([&] { return hasMembership(opposite); }, 15s) && talk(*m_anna, *m_carla, m_talk);
    };
    work.victim = [this, victim] { return (this->*victim).get(); };
    work.begin = [this, command] { changeMembership(command); };
    work.is_done = [this, command] { return hasMembership(command); };
    work.finish = [this, command] {
        if (!talk(*m_anna, *m_carla, m_talk)) return false;
        if (!hasMembership(command)) changeMembership(command);
        if (!waitFor([&] { return hasMembership(command); }, 15s)) return false;
        const bool is_in = command == u"add";
        return talk(*m_carla, is_in ? *m_ben : *m_anna, m_talk);
    };
    return work;
}

bool TestSteps::newCustomer()
{
    m_dora = m_office.customer(u"Dora%1"_s.arg(++m_number));
    if (!m_dora) return false;
    m_other_talk = m_dora->conversation();
    return true;
}

// With a customer and a colleague of its own, in the place of those before.
bool TestSteps::newTalk()
{
    for (Person *before : {m_ben.get(), m_carla.get()}) {
        if (!before) continue;
        const QString faults = faultsOf(*before);
        if (!faults.isEmpty()) qWarning().noquote() << faults;
        if (!faults.isEmpty() || !before->bot().quit()) return false;
    }
    if (m_carla) m_anna->bot().tell(u"close"_s, {{u"conversation"_s, m_talk}});
    m_commits = 1;
    m_ben = m_office.agent(u"Ben%1"_s.arg(++m_number));
    m_carla = m_office.customer(u"Carla%1"_s.arg(m_number));
    if (!m_ben || !m_carla) return false;
    m_carla->says(u"Hello"_s);
    m_talk = m_carla->conversation();
    return m_anna->sees(m_talk, u"waiting"_s, u"Hello"_s) && m_anna->takes(m_talk) &&
           talk(*m_anna, *m_carla, m_talk);
}

bool TestSteps::waits()
{
    return m_anna->sees(m_other_talk, u"waiting"_s, u"Dora writes"_s);
}

TestSteps::Work TestSteps::taking(bool is_agent_victim)
{
    Work work;
    work.prepare = [this] {
        if (!newCustomer()) return false;
        m_dora->says(u"Dora writes"_s);
        return waits();
    };
    work.victim = [this, is_agent_victim] { return is_agent_victim ? m_anna.get() : m_dora.get(); };
    work.begin = [this] { m_anna->bot().tell(u"take"_s, {{u"conversation"_s, m_other_talk}}); };
    work.is_done = [this] { return m_dora->hasSeen(u"Dora writes"_s, u"delivered"_s); };
    work.finish = [this] {
        if (!m_anna->holds(m_other_talk)) return false;
        const bool is_well = talk(*m_anna, *m_dora, m_other_talk) &&
                             showsOnce(*m_anna, u"Dora writes"_s, m_other_talk) &&
                             showsOnce(*m_dora, u"Dora writes"_s, {});
        m_anna->bot().tell(u"close"_s, {{u"conversation"_s, m_other_talk}});
        return is_well && m_dora->bot().quit();
    };
    return work;
}

TestSteps::Work TestSteps::writingFirst()
{
    Work work = taking(true);
    work.prepare = [this] { return newCustomer(); };
    work.victim = [this] { return m_dora.get(); };
    work.begin = [this] { m_dora->says(u"Dora writes"_s); };
    work.is_done = [this] { return m_dora->hasSeen(u"Dora writes"_s, u"sent"_s); };
    work.finish = [this, finish = work.finish] {
        if (!m_dora->hasSeen(u"Dora writes"_s, u"queued"_s))
            m_dora->says(u"Dora writes"_s); // died before it was kept
        return waits() && m_anna->takes(m_other_talk) && finish();
    };
    return work;
}

QHash<QString, TestSteps::Work> TestSteps::works()
{
    return {{u"sends"_s, sending()},
            {u"receives"_s, receiving()},
            {u"adds a colleague"_s, membership(&TestSteps::m_anna, u"add"_s)},
            {u"removes a colleague"_s, membership(&TestSteps::m_anna, u"remove"_s)},
            {u"is added"_s, membership(&TestSteps::m_ben, u"add"_s)},
            {u"learns of a commit"_s, membership(&TestSteps::m_carla, u"add"_s)},
            {u"takes"_s, taking(true)},
            {u"is taken"_s, taking(false)},
            {u"writes first"_s, writingFirst()}};
}

void TestSteps::killedAtEachStep_data()
{
    QTest::addColumn<QString>("work");
    QTest::addColumn<QString>("call");
    const QStringList names = {u"sends"_s,
                               u"receives"_s,
                               u"adds a colleague"_s,
                               u"removes a colleague"_s,
                               u"is added"_s,
                               u"learns of a commit"_s,
                               u"takes"_s,
                               u"is taken"_s,
                               u"writes first"_s};
    for (const QString &name : names)
        for (const QString &call : {u"pwrite64"_s, u"fdatasync"_s, u"write"_s})
            QTest::addRow("%s, %s", qPrintable(name), qPrintable(call)) << name << call;
}

void TestSteps::killedAtEachStep()
{
    QFETCH(QString, work);
    QFETCH(QString, call);
    const Work todo = works().value(work);
    const bool is_complete = qEnvironmentVariableIntValue("CHAT121_CYCLES") >= 200;
    const int stride = is_complete ? 1 : (call == u"fdatasync" ? 8 : 24);
    int step = 1 + static_cast<int>(m_dice.below(static_cast<quint64>(stride)));
    for (bool has_died = true; has_died; step += stride) {
        QVERIFY(todo.prepare());
        Person &victim = *todo.victim();
        {
            KillPoint point(victim.bot().processId(), call, step);
            QVERIFY2(point.isArmed(), qPrintable(point.problem()));
            todo.begin();
            QVERIFY(waitFor([&] { return !victim.bot().isRunning() || todo.is_done(); }, 20s));
        }
        has_died = waitFor([&] { return !victim.bot().isRunning(); }, 30ms); // it may have died just now
        if (has_died) ++m_kills;
        if (has_died) QVERIFY(victim.restarts());
        QVERIFY2(todo.finish(), qPrintable(u"killed at step %1"_s.arg(step)));
    }
}

void TestSteps::nobodyComplains()
{
    qInfo("%d kills at chosen steps", m_kills);
    for (Person *person : {&m_office.founder(), m_anna.get(), m_ben.get(), m_carla.get()}) {
        const QString faults = faultsOf(*person);
        QVERIFY2(faults.isEmpty(), qPrintable(faults));
    }
}

// Complaints, and for a customer lines that tell of anything but who came and went.
QString TestSteps::faultsOf(Person &person)
{
    QStringList faults = person.complaints().split(u'\n', Qt::SkipEmptyParts);
    // Anna takes again while her first try, which she was killed in, still goes through.
    if (person.name() == u"Anna"_s)
        faults.removeIf([](const QString &line) { return line.contains(u"reason 14"); });
    if (person.name().startsWith(u"Carla"_s))
        for (const ShownMessage &row : person.timeline())
            if (row.is_line && !row.text.endsWith(u"joined") && !row.text.endsWith(u"left"))
                faults += row.text;
    return faults.isEmpty() ? QString() : person.name() + u": "_s + faults.join(u'\n');
}

void TestSteps::noKeyAndNonceWasUsedTwice()
{
    const QString faults = m_sealings.faults();
    QVERIFY2(faults.isEmpty(), qPrintable(faults));
}

CHAT121_TEST_MAIN(TestSteps)
#include "tst_steps.moc"
