// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A profile that was put back from an older copy: it stands still until its person agrees, goes on with
// new keys in the same conversations, and has read everything that the server still has.

#include "common/crypto/init.h"
#include "common/protocol/frame.h"
#include "tests/client/core/engine/clients.h"
#include "tests/support/test_main.h"

#include <atomic>

using namespace chat121;
using namespace chat121::test;

namespace {
constexpr int kPatienceMs = 20'000;
}

class TestStartAfresh : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void aCustomerGoesOnAndHasMissedNothing();
    void anAgentGoesOn();
    void whoWasTakenSinceTheCopyGoesOn();
    void whoStillWaitsIsTaken();
    void aCutOffStartAfreshGoesOnByItself();
    void bothComputersOfACopiedProfileGoOn();

private:
    struct Person {
        QString name;
        std::unique_ptr<Client> client;
        Client *operator->() { return client.get(); }
    };

    bool comes(Person &person, const QString &name);
    bool leaves(Person &person);
    bool returns(Person &person); // to a profile that is refused
    bool startsAfresh(Client &client);
    bool copies(const QString &from, const QString &to);
    bool saves(Person &person); // leaves, is copied, comes back
    bool isPutBack(Person &person);
    bool takes(Client &agent, Person &guest);
    bool talk(Client &agent, Person &guest, const QString &about); // both ways
    static int count(Talk *talk, const QString &text);
    static bool hasFaults(Talk *talk);
    QString home(const QString &name) { return m_company.home(name); }

    Company m_company;
    QString m_link;
    Person m_anna;
};

void TestStartAfresh::initTestCase()
{
    QVERIFY(crypto::initialise());
    QVERIFY(m_company.opens());
    m_link = m_company.founder().invites(QStringLiteral("customers"));
    m_anna.name = QStringLiteral("anna");
    m_anna.client = std::make_unique<Client>(home(m_anna.name));
    QVERIFY(m_anna->joins(m_company.founder().invites(QStringLiteral("staff")), QStringLiteral("Anna")));
    m_anna->workspace().setDutyStatus(DutyStatus::Available, 20);
}

bool TestStartAfresh::comes(Person &person, const QString &name)
{
    person.name = name;
    person.client = std::make_unique<Client>(home(name));
    return person->joins(m_link, name);
}

bool TestStartAfresh::copies(const QString &from, const QString &to)
{
    QDir(to).removeRecursively();
    bool is_done = QDir().mkpath(to);
    for (const QString &name : QDir(from).entryList(QDir::Files))
        is_done = is_done && QFile::copy(from + u'/' + name, to + u'/' + name);
    return is_done;
}

bool TestStartAfresh::saves(Person &person)
{
    person.client.reset();
    if (!copies(home(person.name), home(person.name + QStringLiteral(".copy")))) return false;
    person.client = std::make_unique<Client>(home(person.name));
    return person->isConnected();
}

bool TestStartAfresh::isPutBack(Person &person)
{
    person.client.reset();
    if (!copies(home(person.name + QStringLiteral(".copy")), home(person.name))) return false;
    person.client = std::make_unique<Client>(home(person.name));
    return person->isWarned(QStringLiteral("an older copy of itself")) && person->workspace().isOlderCopy() &&
           person->workspace().connection().state != ConnectionState::Connected;
}

bool TestStartAfresh::startsAfresh(Client &client)
{
    client.workspace().startAfresh();
    return QTest::qWaitFor([&] { return !client.workspace().isOlderCopy(); }, 20'000) && client.isConnected();
}

bool TestStartAfresh::takes(Client &agent, Person &guest)
{
    LiveWorkspace &workspace = agent.workspace();
    const ConversationId id = guest->talk()->id();
    const auto may_take = [&] { return workspace.queue()->rowOf(id) >= 0; };
    if (!QTest::qWaitFor(may_take, 20'000)) return false;
    workspace.take(id);
    const auto is_talking = [&] {
        return workspace.mine()->rowOf(id) >= 0 &&
               guest->workspace().standing().step == QueueStanding::Step::Talking;
    };
    return QTest::qWaitFor(is_talking, 20'000);
}

bool TestStartAfresh::talk(Client &agent, Person &guest, const QString &about)
{
    Talk *agents = agent.workspace().talk(guest->talk()->id());
    guest->talk()->say(about + QStringLiteral("?"));
    if (!agent.sees(agents, about + QStringLiteral("?"))) return false;
    agents->say(about + QStringLiteral("!"));
    return guest->sees(guest->talk(), about + QStringLiteral("!")) &&
           guest->sees(guest->talk(), about + QStringLiteral("?"), SendState::Delivered);
}

int TestStartAfresh::count(Talk *talk, const QString &text)
{
    int rows = 0;
    for (int row = 0; row < talk->timeline()->size(); ++row)
        rows += talk->timeline()->at(row).text == text ? 1 : 0;
    return rows;
}

// A line that says something could not be read, came twice or was left out.
bool TestStartAfresh::hasFaults(Talk *talk)
{
    for (int row = 0; row < talk->timeline()->size(); ++row) {
        const QString &text = talk->timeline()->at(row).text;
        const bool is_fault = text.contains(u"damaged") || text.contains(u"second time") ||
                              text.contains(u"left out") || text.contains(u"cannot be read");
        if (!is_fault) continue;
        qInfo() << "a fault is shown:" << text;
        return true;
    }
    return false;
}

void TestStartAfresh::aCustomerGoesOnAndHasMissedNothing()
{
    Person gina;
    QVERIFY(comes(gina, QStringLiteral("Gina")));
    gina->talk()->say(QStringLiteral("Hello"));
    QVERIFY(takes(*m_anna.client, gina));
    QVERIFY(talk(*m_anna.client, gina, QStringLiteral("before")));
    QVERIFY(saves(gina));
    QVERIFY(talk(*m_anna.client, gina, QStringLiteral("since")));
    QVERIFY(talk(*m_anna.client, gina, QStringLiteral("once more")));

    QVERIFY(isPutBack(gina));
    Talk *annas = m_anna->workspace().talk(gina->talk()->id());
    annas->say(QStringLiteral("while she was away"));
    gina->talk()->say(QStringLiteral("written on the copy"));
    QVERIFY(gina->sees(gina->talk(), QStringLiteral("written on the copy"), SendState::Queued));
    QCOMPARE(count(gina->talk(), QStringLiteral("since!")), 0);

    QVERIFY(startsAfresh(*gina.client));
    for (const QString &text :
         {QStringLiteral("since?"), QStringLiteral("since!"), QStringLiteral("once more?"),
          QStringLiteral("once more!"), QStringLiteral("while she was away")})
        QVERIFY2(gina->sees(gina->talk(), text), qPrintable(text));
    QVERIFY(m_anna->sees(annas, QStringLiteral("written on the copy")));
    QVERIFY(m_anna->sees(annas, QStringLiteral("Gina (Guest) goes on with a new device")));
    QVERIFY(talk(*m_anna.client, gina, QStringLiteral("afterwards")));
    QCOMPARE(annas->roster().size(), 2);
    for (Talk *talk : {annas, gina->talk()}) {
        QVERIFY(!hasFaults(talk));
        for (const char *text :
             {"Hello", "before?", "since?", "since!", "written on the copy", "afterwards?"})
            QCOMPARE(count(talk, QString::fromLatin1(text)), 1);
    }

    gina.client = nullptr; // an ordinary restart afterwards
    gina.client = std::make_unique<Client>(home(gina.name));
    QVERIFY(gina->isConnected());
    QVERIFY(!gina->workspace().isOlderCopy());
    QVERIFY(talk(*m_anna.client, gina, QStringLiteral("the next day")));
}

void TestStartAfresh::anAgentGoesOn()
{
    Person hugo;
    QVERIFY(comes(hugo, QStringLiteral("Hugo")));
    hugo->talk()->say(QStringLiteral("Hello"));
    QVERIFY(takes(*m_anna.client, hugo));
    QVERIFY(talk(*m_anna.client, hugo, QStringLiteral("before")));
    QVERIFY(saves(m_anna));
    QVERIFY(talk(*m_anna.client, hugo, QStringLiteral("since")));
    Person nora; // whom the copy has never heard of
    QVERIFY(comes(nora, QStringLiteral("Nora")));
    nora->talk()->say(QStringLiteral("Hello from Nora"));
    QVERIFY(takes(*m_anna.client, nora));

    QVERIFY(isPutBack(m_anna));
    hugo->talk()->say(QStringLiteral("while she was away"));
    QVERIFY(startsAfresh(*m_anna.client));
    Talk *annas = m_anna->workspace().talk(hugo->talk()->id());
    for (const char *text : {"since?", "since!", "while she was away"})
        QVERIFY2(m_anna->sees(annas, QString::fromLatin1(text)), text);
    QVERIFY(talk(*m_anna.client, hugo, QStringLiteral("afterwards")));
    QVERIFY(!hasFaults(annas));
    QVERIFY(!hasFaults(hugo->talk()));
    QCOMPARE(hugo->talk()->roster().size(), 2);
    QVERIFY(talk(*m_anna.client, nora, QStringLiteral("with Nora")));
    QVERIFY(!hasFaults(m_anna->workspace().talk(nora->talk()->id())));

    Person ida; // a new customer's words are sealed to a key that Anna has again
    QVERIFY(comes(ida, QStringLiteral("Ida")));
    ida->talk()->say(QStringLiteral("Is Anna there?"));
    QVERIFY(takes(*m_anna.client, ida));
    QVERIFY(m_anna->sees(m_anna->workspace().talk(ida->talk()->id()), QStringLiteral("Is Anna there?")));
}

void TestStartAfresh::whoWasTakenSinceTheCopyGoesOn()
{
    Person jana;
    QVERIFY(comes(jana, QStringLiteral("Jana")));
    jana->talk()->say(QStringLiteral("Hello"));
    QVERIFY(jana->sees(jana->talk(), QStringLiteral("Hello"), SendState::Sent));
    QVERIFY(saves(jana));
    QVERIFY(takes(*m_anna.client, jana));
    QVERIFY(talk(*m_anna.client, jana, QStringLiteral("since")));

    QVERIFY(isPutBack(jana));
    QVERIFY(startsAfresh(*jana.client));
    QVERIFY(jana->sees(jana->talk(), QStringLiteral("since?")));
    QVERIFY(jana->sees(jana->talk(), QStringLiteral("since!")));
    QVERIFY(talk(*m_anna.client, jana, QStringLiteral("afterwards")));
    Talk *annas = m_anna->workspace().talk(jana->talk()->id());
    QVERIFY(!hasFaults(annas));
    QVERIFY(!hasFaults(jana->talk()));
    QCOMPARE(count(annas, QStringLiteral("Hello")), 1);
    QCOMPARE(count(jana->talk(), QStringLiteral("Hello")), 1);
}

void TestStartAfresh::whoStillWaitsIsTaken()
{
    Person karl;
    QVERIFY(comes(karl, QStringLiteral("Karl")));
    karl->talk()->say(QStringLiteral("Hello"));
    QVERIFY(karl->sees(karl->talk(), QStringLiteral("Hello"), SendState::Sent));
    QVERIFY(saves(karl));
    karl->talk()->say(QStringLiteral("since"));
    QVERIFY(karl->sees(karl->talk(), QStringLiteral("since"), SendState::Sent));

    QVERIFY(isPutBack(karl));
    QVERIFY(startsAfresh(*karl.client));
    Talk *annas = m_anna->workspace().talk(karl->talk()->id());
    QVERIFY(m_anna->sees(annas, QStringLiteral("since")));
    karl->talk()->say(QStringLiteral("afterwards"));
    QVERIFY(m_anna->sees(annas, QStringLiteral("afterwards"))); // so the fresh keys are there as well
    QVERIFY(takes(*m_anna.client, karl));
    QVERIFY(talk(*m_anna.client, karl, QStringLiteral("taken")));
    QVERIFY(!hasFaults(annas));
    QCOMPARE(count(annas, QStringLiteral("Hello")), 1);
}

void TestStartAfresh::aCutOffStartAfreshGoesOnByItself()
{
    Person lena;
    QVERIFY(comes(lena, QStringLiteral("Lena")));
    lena->talk()->say(QStringLiteral("Hello"));
    QVERIFY(takes(*m_anna.client, lena));
    QVERIFY(saves(lena));
    QVERIFY(talk(*m_anna.client, lena, QStringLiteral("since")));
    QVERIFY(isPutBack(lena));

    const auto was_sent = std::make_shared<std::atomic<bool>>(false);
    lena->tampering().set([was_sent](const QByteArray &frame) -> QList<QByteArray> {
        if (protocol::typeOf(frame) != protocol::MessageType::Registered) return {frame};
        *was_sent = true;
        return {};
    });
    lena->workspace().startAfresh();
    QTRY_VERIFY_WITH_TIMEOUT(was_sent->load(), kPatienceMs);
    QVERIFY(lena->workspace().isStartingAfresh());
    lena.client = nullptr;

    lena.client = std::make_unique<Client>(home(lena.name)); // the person agreed before: nobody asks
    QVERIFY(lena->isConnected());
    QVERIFY(!lena->workspace().isOlderCopy());
    QVERIFY(lena->sees(lena->talk(), QStringLiteral("since!")));
    QVERIFY(talk(*m_anna.client, lena, QStringLiteral("afterwards")));
}

void TestStartAfresh::bothComputersOfACopiedProfileGoOn()
{
    Person mia;
    QVERIFY(comes(mia, QStringLiteral("Mia")));
    mia->talk()->say(QStringLiteral("Hello"));
    QVERIFY(takes(*m_anna.client, mia));
    QVERIFY(saves(mia));
    QVERIFY(talk(*m_anna.client, mia, QStringLiteral("since")));

    Person laptop{QStringLiteral("Mia.copy"), std::make_unique<Client>(home(QStringLiteral("Mia.copy")))};
    QVERIFY(laptop->isWarned(QStringLiteral("an older copy of itself")));
    QVERIFY(startsAfresh(*laptop.client));
    QVERIFY(talk(*m_anna.client, laptop, QStringLiteral("on the laptop")));

    mia.client = nullptr; // the other computer is told at its next connection
    mia.client = std::make_unique<Client>(home(mia.name));
    QVERIFY(mia->isWarned(QStringLiteral("an older copy of itself")));
    QVERIFY(startsAfresh(*mia.client));
    QVERIFY(talk(*m_anna.client, laptop, QStringLiteral("still on the laptop")));
}

CHAT121_TEST_MAIN(TestStartAfresh)
#include "tst_start_afresh.moc"
