// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The archive under kill -9: of the computer that appends to it, of the server, of the computer that
// reads it. Nothing is lost, and nothing is there twice.
#include "tests/e2e/support/office.h"
#include "tests/e2e/support/server_records.h"
#include "tests/e2e/support/wait.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace chat121::e2e;
using namespace Qt::StringLiterals;

namespace {

constexpr int kRounds = 8; // of talk, with a kill in each
constexpr int kWordsEachWay = 6;

} // namespace

class TestArchiveKills : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void whoIsKilledAppendsEverythingOnce();
    void whoIsKilledWhileReadingReadsEverythingOnce();
    void aCustomerWhoComesBackHasEverything();

private:
    bool hasKept(Person &person);
    static QStringList idsOf(const QList<ShownMessage> &rows);
    // After a kill, with the words entered again if they were not yet.
    bool readsOn(Person &person);

    Office m_office;
    std::unique_ptr<Person> m_anna, m_carla;
    QString m_talk, m_words, m_carlas_words, m_link;
};

void TestArchiveKills::initTestCase()
{
    QVERIFY(m_office.opens());
    m_anna = m_office.agent(u"Anna"_s);
    QVERIFY(m_anna);
    QVERIFY(m_anna->goesOnDuty());
    m_link = m_office.founder().invites(u"customers"_s, 5);
    m_carla = std::make_unique<Person>(u"Carla"_s, m_office.folder(u"Carla"_s));
    QVERIFY(m_carla->joins(m_link));
    m_carla->says(u"The first words"_s);
    m_talk = m_carla->conversation();
    QVERIFY(m_anna->sees(m_talk, u"waiting"_s));
    QVERIFY(m_anna->takes(m_talk));
    const QJsonObject proof{{u"proof"_s, QString::fromLatin1(BotProcess::kPassphrase)}};
    const auto words = m_anna->bot().ask(u"make-words"_s, u"words"_s, proof);
    QVERIFY(words);
    m_words = words->value(u"words"_s).toString();
    const auto carlas = m_carla->bot().ask(u"make-words"_s, u"words"_s, proof);
    QVERIFY(carlas);
    m_carlas_words = carlas->value(u"words"_s).toString();
}

bool TestArchiveKills::hasKept(Person &person)
{
    return waitFor(
        [&] {
            const auto archive = person.bot().ask(u"archive"_s, u"archive"_s);
            return archive && archive->value(u"state"_s).toString() == u"kept" &&
                   !archive->value(u"behind"_s).toBool() && !archive->value(u"reading"_s).toBool();
        },
        60s);
}

QStringList TestArchiveKills::idsOf(const QList<ShownMessage> &rows)
{
    QStringList ids;
    for (const ShownMessage &row : rows)
        ids.append(row.id);
    return ids;
}

void TestArchiveKills::whoIsKilledAppendsEverythingOnce()
{
    for (int round = 0; round < kRounds; ++round) {
        for (int number = 0; number < kWordsEachWay; ++number) {
            m_carla->says(u"Question %1.%2"_s.arg(round).arg(number));
            m_anna->says(u"Answer %1.%2"_s.arg(round).arg(number), m_talk);
        }
        const QString last = u"Question %1.%2"_s.arg(round).arg(kWordsEachWay - 1);
        QVERIFY(m_anna->seesMessage(last, m_talk));
        // Before, while and after it appends: it begins a second after the first new row.
        QTest::qWait(round * 250);
        m_anna->bot().killHard();
        if (round % 3 == 2) {
            m_office.server().killHard();
            QVERIFY(m_office.server().start());
        }
        QVERIFY(m_anna->restarts());
        QVERIFY(m_anna->isConnected());
        QVERIFY(m_anna->seesMessage(last, m_talk));
    }
    QVERIFY(hasKept(*m_anna));
    const QStringList ids = idsOf(m_anna->timeline(m_talk));
    QVERIFY(ids.size() >= kRounds * kWordsEachWay);
}

bool TestArchiveKills::readsOn(Person &person)
{
    const auto archive = person.bot().ask(u"archive"_s, u"archive"_s);
    const bool is_known = archive && archive->value(u"state"_s).toString() == u"kept";
    return is_known || person.bot().ask(u"enter-words"_s, u"words-accepted"_s, {{u"words"_s, m_words}});
}

void TestArchiveKills::whoIsKilledWhileReadingReadsEverythingOnce()
{
    const QList<ShownMessage> rows = m_anna->timeline(m_talk);
    QVERIFY(m_anna->bot().quit());
    Person second(u"Anna"_s, m_office.folder(u"Anna's second"_s));
    second.bot().tell(
        u"login"_s,
        {{u"link"_s, m_link}, {u"name"_s, u"Anna"_s}, {u"password"_s, u"correct horse battery"_s}});
    QVERIFY(second.isConnected());
    const auto is_asked = [&] {
        const auto archive = second.bot().ask(u"archive"_s, u"archive"_s);
        return archive && archive->value(u"state"_s).toString() == u"locked";
    };
    QVERIFY(waitFor(is_asked, 30s));
    second.bot().tell(u"enter-words"_s, {{u"words"_s, m_words}});
    for (int kill = 0; kill < 6; ++kill) {
        QTest::qWait(kill * 15);
        second.bot().killHard();
        QVERIFY(second.restarts());
        QVERIFY(second.isConnected());
        if (kill == 2) QVERIFY(readsOn(second));
    }
    QVERIFY(readsOn(second));
    QVERIFY(hasKept(second));
    const QList<ShownMessage> read = second.timeline(m_talk);
    QCOMPARE(idsOf(read), idsOf(rows));
    for (qsizetype i = 0; i < read.size(); ++i) {
        QCOMPARE(read.at(i).text, rows.at(i).text);
        QCOMPARE(read.at(i).sequence, rows.at(i).sequence);
        QCOMPARE(read.at(i).author, rows.at(i).author);
        QCOMPARE(read.at(i).is_mine, rows.at(i).is_mine);
    }
    QCOMPARE(second.complaints(), QString());
    QVERIFY(second.bot().quit());
}

void TestArchiveKills::aCustomerWhoComesBackHasEverything()
{
    QVERIFY(hasKept(*m_carla));
    const QList<ShownMessage> rows = m_carla->timeline();
    m_carla->bot().killHard();
    Person again(u"Carla"_s, m_office.folder(u"Carla's second"_s));
    again.bot().tell(u"come-back"_s, {{u"link"_s, m_link}, {u"words"_s, m_carlas_words}});
    QVERIFY(again.isConnected());
    QVERIFY(hasKept(again));
    const QStringList ids = idsOf(again.timeline());
    for (const ShownMessage &row : rows)
        QCOMPARE(ids.count(row.id), 1);
    QVERIFY(m_anna->restarts());
    again.says(u"I have a new computer"_s);
    QVERIFY(m_anna->seesMessage(u"I have a new computer"_s, m_talk));
    m_anna->says(u"Welcome back"_s, m_talk);
    QVERIFY(again.seesMessage(u"Welcome back"_s));
    QCOMPARE(again.complaints(), QString());
}

CHAT121_TEST_MAIN(TestArchiveKills)
#include "tst_archive_kills.moc"
