// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A disk that is full, read-only, broken or damaged, under the shipped server and under a client: one
// clear sentence, and everything that was accepted before is there afterwards.
#include "tests/e2e/faults/bad_machine.h"
#include "tests/e2e/faults/damage.h"
#include "tests/e2e/support/office.h"
#include "tests/e2e/support/server_records.h"
#include "tests/e2e/support/wait.h"
#include "tests/support/test_main.h"

#include <QFile>
#include <QJsonArray>
#include <QRegularExpression>
#include <QTest>

using namespace chat121::e2e;
using namespace Qt::StringLiterals;

class TestBadDisks : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanup();
    void theServersDiskIsFull();
    void theServersDiskIsFullAtItsStart();
    void theServersDiskIsReadOnly();
    void theServersDiskBreaks_data();
    void theServersDiskBreaks();
    void theServersDatabaseIsDamaged();
    void theClientsDiskIsFull();
    void theClientsDiskBreaks_data();
    void theClientsDiskBreaks();
    void theClientsDiskIsReadOnly();
    void theClientsDatabaseIsDamaged();
    void theListNamesWhatWasKept();

private:
    bool isKnown(Person &person, const QStringList &texts);
    std::optional<QString> problemOf(Person &person, qsizetype since);
    QString brokenProfile(Person &person);
    QString serverRefusesToStart(); // the sentence; empty when it starts, or says more than one
    bool saysAndSends(const QString &text);
    QString serverFolder() const { return m_office.folder(u"server"_s); }
    QString clientFolder() const { return m_office.folder(u"customer-Carla"_s); }

    BadMachine m_machine; // before everything that is started on it
    Office m_office;
    std::unique_ptr<Person> m_carla;
    QStringList m_said;
};

void TestBadDisks::initTestCase()
{
    QVERIFY(m_machine.isReady());
    QVERIFY(m_office.opens());
    m_carla = m_office.customer(u"Carla"_s);
    QVERIFY(m_carla);
    QVERIFY(saysAndSends(u"before anything went wrong"_s));
}

void TestBadDisks::cleanup()
{
    m_machine.mend();
    if (!m_office.server().isRunning()) QVERIFY(m_office.server().start());
}

bool TestBadDisks::saysAndSends(const QString &text)
{
    m_said += text;
    m_carla->says(text);
    return m_carla->seesOwn(text, u"sent"_s);
}

bool TestBadDisks::isKnown(Person &person, const QStringList &texts)
{
    QStringList shown;
    for (const ShownMessage &row : person.timeline())
        if (!row.is_line) shown.append(row.text);
    if (shown != texts) qInfo() << shown << "instead of" << texts;
    return shown == texts;
}

std::optional<QString> TestBadDisks::problemOf(Person &person, qsizetype since)
{
    const auto is_problem = [](const QJsonObject &event) {
        const QString name = event.value(u"event").toString();
        return name == u"problem" || name == u"warning";
    };
    const auto event = person.bot().waitForEvent({}, is_problem, since, 15s);
    if (!event) return std::nullopt;
    return event->value(u"sentence").toString();
}

QString TestBadDisks::serverRefusesToStart()
{
    const qsizetype before = m_office.server().output().size();
    if (m_office.server().start()) return {};
    const QByteArray output = m_office.server().output().mid(before);
    static const QRegularExpression sentence(u"^chat121-server: (.*)$"_s,
                                             QRegularExpression::MultilineOption);
    auto matches = sentence.globalMatch(QString::fromUtf8(output));
    const QString found = matches.hasNext() ? matches.next().captured(1) : QString();
    if (found.isEmpty() || matches.hasNext()) qInfo().noquote() << output;
    return matches.hasNext() || m_office.server().exitCode() != 1 ? QString() : found;
}

// --- the server -----------------------------------------------------------------------------------

void TestBadDisks::theServersDiskIsFull()
{
    m_machine.disk(DiskFault::Full, serverFolder());
    const qsizetype since = m_carla->bot().mark();
    m_said += u"to a full disk"_s;
    m_carla->says(m_said.last());
    QVERIFY(m_carla->seesMessage(m_said.last()));
    const auto is_waiting = [](const QJsonObject &event) { return event.value(u"waiting").toInt() > 0; };
    QVERIFY(m_carla->bot().waitForEvent(u"connection"_s, is_waiting, since));
    const auto is_told = [](const QJsonObject &event) {
        return event.value(u"sentence").toString().contains(u"The server's disk is full"_s);
    };
    QVERIFY2(m_carla->bot().waitForEvent({}, is_told, since), qPrintable(m_carla->lastEvents()));
    QVERIFY(waitFor([this] { return m_machine.failedCalls() > 0; }, 20s));
    QVERIFY(!m_carla->hasSeen(m_said.last(), u"sent"_s));
    QVERIFY2(m_office.server().isRunning(), m_office.server().output().right(1000).constData());
    m_machine.mend();
    QVERIFY(m_carla->seesOwn(m_said.last(), u"sent"_s));
    QVERIFY(isKnown(*m_carla, m_said));
}

void TestBadDisks::theServersDiskIsFullAtItsStart()
{
    QVERIFY(m_office.server().stop());
    m_machine.disk(DiskFault::Full, serverFolder());
    const QString sentence = serverRefusesToStart();
    QVERIFY2(sentence.contains(u"make room on the disk"), qPrintable(sentence));
    m_machine.mend();
    QVERIFY(m_office.server().start());
    QVERIFY(saysAndSends(u"after a start on a full disk"_s));
}

void TestBadDisks::theServersDiskIsReadOnly()
{
    QVERIFY(m_office.server().stop());
    m_machine.disk(DiskFault::ReadOnly, serverFolder());
    const QString sentence = serverRefusesToStart();
    QVERIFY2(sentence.contains(u"writ"), qPrintable(sentence)); // "cannot be written", "writable"
    m_machine.mend();
    QVERIFY(m_office.server().start());
    QVERIFY(saysAndSends(u"after a read-only disk"_s));
}

void TestBadDisks::theServersDiskBreaks_data()
{
    QTest::addColumn<DiskFault>("fault");
    QTest::newRow("nothing can be flushed") << DiskFault::FailingSync;
    QTest::newRow("nothing can be written") << DiskFault::FailingWrite;
}

// Nobody knows what is on a disk whose flush has failed: nothing more is acknowledged, the operator
// is told, and what was acknowledged before is there.
void TestBadDisks::theServersDiskBreaks()
{
    QFETCH(DiskFault, fault);
    const qsizetype before = m_office.server().output().size();
    m_machine.disk(fault, serverFolder());
    m_said += u"to a broken disk: %1"_s.arg(QLatin1StringView(QTest::currentDataTag()));
    m_carla->says(m_said.last());
    QVERIFY(m_carla->seesMessage(m_said.last()));
    QVERIFY(waitFor([this] { return !m_office.server().isRunning(); }, 20s));
    QCOMPARE(m_office.server().exitCode(), 1);
    QVERIFY(m_machine.failedCalls() > 0);
    const QByteArray output = m_office.server().output().mid(before);
    QVERIFY2(output.count("the database failed, the server ends") == 1, output.constData());
    QVERIFY2(!output.contains(m_said.last().toUtf8()), output.constData());
    QVERIFY(!m_carla->hasSeen(m_said.last(), u"sent"_s));
    m_machine.mend();
    QVERIFY(m_office.server().start());
    QVERIFY(m_carla->seesOwn(m_said.last(), u"sent"_s));
    QVERIFY(isKnown(*m_carla, m_said));
}

// A damaged database is named and left alone; the restored one has everything.
void TestBadDisks::theServersDatabaseIsDamaged()
{
    QVERIFY(m_office.server().stop());
    const QString database = databaseIn(serverFolder());
    const QString backup = m_office.folder(u"backup.sqlite"_s);
    QVERIFY(QFile::copy(database, backup));
    QVERIFY(damageFile(database));
    const QString sentence = serverRefusesToStart();
    QVERIFY2(sentence.contains(u"damaged") && sentence.contains(u"restore it from a backup"),
             qPrintable(sentence));
    QVERIFY(QFile::remove(database) && QFile::copy(backup, database));
    QVERIFY(m_office.server().start());
    QVERIFY(saysAndSends(u"after a damaged database"_s));
    QVERIFY(isKnown(*m_carla, m_said));
}

// --- a client -------------------------------------------------------------------------------------

void TestBadDisks::theClientsDiskIsFull()
{
    m_machine.disk(DiskFault::Full, clientFolder());
    const qsizetype since = m_carla->bot().mark();
    m_carla->says(u"said on a full disk "_s + QString(8000, u'x'));
    const auto sentence = problemOf(*m_carla, since);
    QVERIFY2(sentence && sentence->contains(u"disk is full"), qPrintable(m_carla->lastEvents()));
    m_machine.mend();
    QVERIFY(saysAndSends(u"after a full disk"_s));
    QVERIFY(isKnown(*m_carla, m_said)); // what could not be kept is not shown as if it were
    m_carla->bot().killHard();
    QVERIFY(m_carla->restarts());
    QVERIFY(isKnown(*m_carla, m_said));
}

void TestBadDisks::theClientsDiskBreaks_data()
{
    theServersDiskBreaks_data();
}

// The words are not taken over, which is said; those from before are there, now and after a restart.
void TestBadDisks::theClientsDiskBreaks()
{
    QFETCH(DiskFault, fault);
    m_machine.disk(fault, clientFolder());
    const qsizetype since = m_carla->bot().mark();
    m_carla->says(u"said on a broken disk"_s);
    const auto sentence = problemOf(*m_carla, since);
    QVERIFY2(sentence && sentence->contains(u"could not read or write"), qPrintable(m_carla->lastEvents()));
    QVERIFY(m_machine.failedCalls() > 0);
    m_machine.mend();
    m_carla->bot().killHard();
    QVERIFY(m_carla->restarts());
    // An error while flushing leaves open whether it is on the disk.
    const auto rows = m_carla->timeline();
    if (rows.last().text == u"said on a broken disk") m_said += rows.last().text;
    QVERIFY(saysAndSends(u"after a broken disk: %1"_s.arg(QLatin1StringView(QTest::currentDataTag()))));
    QVERIFY(isKnown(*m_carla, m_said));
}

// The sentence of a profile that does not open; the bot ends with status 1.
QString TestBadDisks::brokenProfile(Person &person)
{
    const qsizetype since = person.bot().mark();
    if (!person.bot().start()) return {};
    const auto is_broken = [](const QJsonObject &event) {
        return event.value(u"state").toString() == u"broken";
    };
    const auto state = person.bot().waitForEvent(u"state"_s, is_broken, since);
    const int status = person.bot().exitCode();
    return state && status == 1 ? state->value(u"problem")[u"sentence"].toString() : person.lastEvents();
}

void TestBadDisks::theClientsDiskIsReadOnly()
{
    QVERIFY(m_carla->bot().quit());
    m_machine.disk(DiskFault::ReadOnly, clientFolder());
    const QString sentence = brokenProfile(*m_carla);
    QVERIFY2(sentence.contains(u"cannot be written"), qPrintable(sentence));
    m_machine.mend();
    QVERIFY(m_carla->restarts());
    QVERIFY(isKnown(*m_carla, m_said));
}

void TestBadDisks::theClientsDatabaseIsDamaged()
{
    QVERIFY(m_carla->bot().quit());
    const QString database = databaseIn(clientFolder());
    const QString backup = m_office.folder(u"backup-of-client.sqlite"_s);
    QVERIFY(QFile::copy(database, backup));
    QVERIFY(damageFile(database));
    const QString sentence = brokenProfile(*m_carla);
    QVERIFY2(sentence.contains(u"damaged"), qPrintable(sentence));
    QVERIFY(QFile::remove(database) && QFile::copy(backup, database));
    QVERIFY(m_carla->restarts());
    QVERIFY(isKnown(*m_carla, m_said));
}

// An agent's list shows the last words of each conversation: not those that could not be kept.
void TestBadDisks::theListNamesWhatWasKept()
{
    const auto dora = m_office.customer(u"Dora"_s);
    const auto anna = m_office.agent(u"Anna"_s);
    QVERIFY(dora && anna && anna->goesOnDuty());
    dora->says(u"Hello"_s);
    const QString talk = dora->conversation();
    QVERIFY(anna->sees(talk, u"waiting"_s, u"Hello"_s)); // sealed again, to her too
    QVERIFY(anna->takes(talk));
    anna->says(u"kept"_s, talk);
    QVERIFY(dora->seesMessage(u"kept"_s));
    QVERIFY(anna->sees(talk, u"mine"_s, u"kept"_s));

    m_machine.disk(DiskFault::Full, m_office.folder(u"agent-Anna"_s));
    const qsizetype since = anna->bot().mark();
    anna->says(u"lost "_s + QString(8000, u'x'), talk);
    QVERIFY(problemOf(*anna, since));
    m_machine.mend();
    const auto list = anna->bot().ask(u"list"_s, u"list"_s);
    QVERIFY(list);
    for (const QJsonValue &row : list->value(u"conversations").toArray())
        if (row[u"conversation"].toString() == talk) QCOMPARE(row[u"preview"].toString(), u"kept"_s);
}

CHAT121_TEST_MAIN(TestBadDisks)
#include "tst_bad_disks.moc"
