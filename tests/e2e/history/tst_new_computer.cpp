// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A person who knows nothing of keys: talks, writes twelve words on paper, gets a new computer, types the
// words and reads everything, while the old computer is off. Played in front of the shipped windows, over
// the shipped server. Then the rows of that server are bent, and what a person reads about it is checked.
#include "tests/e2e/history/history_steps.h"
#include "tests/e2e/support/server_process.h"
#include "tests/e2e/support/server_records.h"
#include "tests/e2e/support/wait.h"
#include "tests/e2e/support/window_steps.h"
#include "tests/support/temporary_directory.h"
#include "tests/support/test_main.h"

#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTest>
#include <QVariant>

#include <memory>

using namespace chat121::e2e;
using namespace Qt::StringLiterals;

namespace {

const QString kTimeline = u"timeline"_s;
const QString kPassword = u"four plain words here"_s; // as window_steps.cpp types it

QString lookAt(DrivenWindow &person)
{
    return person.name() + u": "_s + person.error() + u" | "_s + person.texts().join(u" | "_s);
}

} // namespace

class TestNewComputer : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void theyTalk();
    void theWordsAreOfferedAfterTheConversation();
    void theWordsAreShownAndCheckedOnPaper();
    void theNewComputerAsksForTheWords();
    void wrongWordsAreRefusedInOneSentence_data();
    void wrongWordsAreRefusedInOneSentence();
    void theWordsBringEverything();
    void itIsThereAfterARestart();
    void bentRowsAreRefusedInOneSentence_data();
    void bentRowsAreRefusedInOneSentence();
    void theOldComputerGoesOn();

private:
    std::unique_ptr<DrivenWindow> newWindow(const QString &name);
    bool logsIn(DrivenWindow &window);
    bool types(DrivenWindow &window, const QString &words)
    {
        return typesWords(window, words, u"readHistoryButton"_s);
    }
    bool says(DrivenWindow &from, DrivenWindow &to, const QString &text);
    void picture(DrivenWindow &window, const QString &name);
    bool run(const QStringList &statements); // on the server's database, while it is down

    chat121::test::TemporaryDirectory m_folder;
    std::unique_ptr<ServerProcess> m_server;
    std::unique_ptr<DrivenWindow> m_olga, m_maria, m_new;
    QString m_link;
    QStringList m_said;
    QString m_words;
};

void TestNewComputer::initTestCase()
{
    m_server = std::make_unique<ServerProcess>(m_folder.filePath(u"server"_s), 0);
    QVERIFY(m_server->start());
    m_olga = newWindow(u"olga"_s);
    QVERIFY(m_olga->start());
    m_link = opensForCustomers(*m_olga, m_server->setUpLink());
    QVERIFY2(!m_link.isEmpty(), qPrintable(lookAt(*m_olga)));
    m_maria = newWindow(u"maria"_s);
    QVERIFY(m_maria->start());
    QVERIFY2(joinsAsCustomer(*m_maria, m_link, u"Maria"_s), qPrintable(lookAt(*m_maria)));
}

std::unique_ptr<DrivenWindow> TestNewComputer::newWindow(const QString &name)
{
    return std::make_unique<DrivenWindow>(name, m_folder.filePath(name));
}

void TestNewComputer::picture(DrivenWindow &window, const QString &name)
{
    QVERIFY2(keepPicture(window, name), qPrintable(window.error()));
}

bool TestNewComputer::says(DrivenWindow &from, DrivenWindow &to, const QString &text)
{
    m_said.append(text);
    return say(from, text) && to.waitForRow(kTimeline, text);
}

// --- the first computer ---------------------------------------------------------------------------

void TestNewComputer::theyTalk()
{
    m_said = {u"Good morning, my kettle leaks"_s};
    QVERIFY(say(*m_maria, m_said.constFirst()));
    QVERIFY2(takesFromQueue(*m_olga, u"Maria"_s), qPrintable(lookAt(*m_olga)));
    QVERIFY(m_maria->waitForText(u"standingLabel"_s, u"Olga"_s));
    QVERIFY(says(*m_olga, *m_maria, u"Good morning Maria, where does it leak"_s));
    QVERIFY(says(*m_maria, *m_olga, u"At the spout, since Friday"_s));
    QVERIFY(says(*m_olga, *m_maria, u"I send you a new one today"_s));
    QVERIFY(says(*m_maria, *m_olga, u"Wonderful, thank you"_s));
    QVERIFY(showsEach(*m_olga, m_said));
}

void TestNewComputer::theWordsAreOfferedAfterTheConversation()
{
    QVERIFY(!m_olga->isVisible(u"historyStrip"_s)); // nobody is disturbed while they talk
    QVERIFY(m_olga->clickWhenReady(u"closeButton"_s));
    QVERIFY2(m_olga->waitForWords(u"Write down your recovery words"_s), qPrintable(lookAt(*m_olga)));
    picture(*m_olga, u"1-words-are-offered"_s);
}

void TestNewComputer::theWordsAreShownAndCheckedOnPaper()
{
    const QStringList words = writesWordsDown(*m_olga, {});
    QVERIFY2(words.size() == 12, qPrintable(lookAt(*m_olga)));
    m_words = words.join(u' ');
    // Everything of this computer is on the server.
    const QString database = m_folder.filePath(u"server"_s);
    const auto archived = static_cast<qint64>(m_said.size());
    QVERIFY(waitFor([&] { return archiveEntriesOf(database) > archived; }, 30s));
}

// --- the second computer --------------------------------------------------------------------------

bool TestNewComputer::logsIn(DrivenWindow &window)
{
    return window.start() && window.clickWhenReady(u"logInButton"_s) &&
           window.typeWhenReady(u"addressEdit"_s, m_link) && window.type(u"loginNameEdit"_s, u"Olga"_s) &&
           window.type(u"passwordEdit"_s, kPassword) && window.clickWhenReady(u"logInNowButton"_s) &&
           passPassphrasePage(window, u"historyPage"_s) && window.waitVisible(u"historyPage"_s, 60s);
}

void TestNewComputer::theNewComputerAsksForTheWords()
{
    QVERIFY(m_olga->quit()); // the old one is off from now on
    m_new = newWindow(u"olga's new computer"_s);
    QVERIFY2(logsIn(*m_new), qPrintable(lookAt(*m_new)));
    picture(*m_new, u"5-the-new-computer-asks"_s);
}

void TestNewComputer::wrongWordsAreRefusedInOneSentence_data()
{
    QTest::addColumn<QString>("words");
    QTest::addColumn<QString>("sentence");
    const QStringList words = m_words.split(u' ');
    QTest::newRow("too few") << words.mid(1).join(u' ') << u"not complete yet"_s;
    QTest::newRow("a word of everyday life")
        << u"house "_s + words.mid(1).join(u' ') << u"“house” is not one of the words"_s;
}

void TestNewComputer::wrongWordsAreRefusedInOneSentence()
{
    QFETCH(QString, words);
    QFETCH(QString, sentence);
    QVERIFY(types(*m_new, words));
    QVERIFY2(m_new->waitForWords(sentence), qPrintable(lookAt(*m_new)));
    picture(*m_new, u"6-%1"_s.arg(QString::fromLatin1(QTest::currentDataTag()).replace(u' ', u'-')));
}

void TestNewComputer::theWordsBringEverything()
{
    QVERIFY(types(*m_new, m_words.toUpper()));
    QVERIFY2(m_new->waitVisible(u"agentWindow"_s, 30s), qPrintable(lookAt(*m_new)));
    QVERIFY2(m_new->waitForRow(u"closedList"_s, u"Maria"_s), qPrintable(lookAt(*m_new)));
    QVERIFY(m_new->choose(u"closedList"_s, u"Maria"_s));
    QVERIFY2(showsEach(*m_new, m_said), qPrintable(m_new->rows(kTimeline).join(u'\n')));
    QVERIFY(waitFor([&] { return !m_new->isVisible(u"historyStrip"_s); }, 30s));
    picture(*m_new, u"7-everything-is-here"_s);
}

void TestNewComputer::itIsThereAfterARestart()
{
    QVERIFY(m_new->quit());
    QVERIFY(opensAgain(*m_new));
    QVERIFY(m_new->waitForRow(u"closedList"_s, u"Maria"_s));
    QVERIFY(m_new->choose(u"closedList"_s, u"Maria"_s));
    QVERIFY2(showsEach(*m_new, m_said), qPrintable(m_new->rows(kTimeline).join(u'\n')));
    QVERIFY(m_new->quit());
}

// --- a server that bends what it keeps --------------------------------------------------------------

bool TestNewComputer::run(const QStringList &statements)
{
    bool is_done = true;
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"bending"_s);
        database.setDatabaseName(databaseIn(m_folder.filePath(u"server"_s)));
        is_done = database.open();
        for (const QString &statement : statements) {
            QSqlQuery query(database);
            const bool is_change = statement.startsWith(u"UPDATE"_s) || statement.startsWith(u"DELETE"_s);
            is_done = is_done && query.exec(statement) && (!is_change || query.numRowsAffected() > 0);
        }
    }
    QSqlDatabase::removeDatabase(u"bending"_s);
    return is_done;
}

void TestNewComputer::bentRowsAreRefusedInOneSentence_data()
{
    QTest::addColumn<QStringList>("bend");
    QTest::addColumn<QStringList>("mend");
    QTest::addColumn<QString>("sentence");
    const QString keep = u"CREATE TABLE kept AS SELECT rowid AS id, * FROM %1"_s;
    const QString of_archive = u"log = (SELECT log FROM archive)"_s;
    const QString envelope =
        u"(SELECT sequence FROM envelope WHERE %1 ORDER BY sequence LIMIT 1 OFFSET %2)"_s;
    const QString second = envelope.arg(of_archive).arg(1);
    const QString third = envelope.arg(of_archive).arg(2);
    const QString body = u"(SELECT body FROM kept WHERE kept.log = envelope.log AND kept.sequence = %1)"_s;
    const QStringList mend_envelopes = {u"DELETE FROM envelope"_s,
                                        u"INSERT INTO envelope SELECT log, sequence, kind, sender, "
                                        u"sender_account, request, generation, epoch, "
                                        "stored_at_ms, about, body FROM kept"_s};
    QTest::newRow("keys with another byte")
        << QStringList{keep.arg(u"archive"_s), u"UPDATE archive SET sealed_keys = CAST(substr(sealed_keys, "
                                               u"1, length(sealed_keys) - 1) "
                                               "|| x'00' AS BLOB)"_s}
        << QStringList{u"UPDATE archive SET sealed_keys = (SELECT sealed_keys FROM kept)"_s}
        << u"The server changed the keys of your earlier conversations"_s;
    QTest::newRow("keys of another version")
        << QStringList{keep.arg(u"archive"_s), u"UPDATE archive SET version = version + 1"_s}
        << QStringList{u"UPDATE archive SET version = version - 1"_s}
        << u"The server changed the keys of your earlier conversations"_s;
    QTest::newRow("two entries in each other's place")
        << QStringList{keep.arg(u"envelope"_s),
                       u"UPDATE envelope SET body = CAST(substr(body, 1, 21) || substr(%1, 22) AS BLOB) "
                       "WHERE %2 AND sequence = %3"_s.arg(body.arg(third), of_archive, second)}
        << mend_envelopes << u"left out or changed a part of your earlier conversations"_s;
    QTest::newRow("an entry that is gone")
        << QStringList{keep.arg(u"envelope"_s),
                       u"DELETE FROM envelope WHERE %1 AND sequence = %2"_s.arg(of_archive, second)}
        << mend_envelopes << u"left out or changed a part of your earlier conversations"_s;
}

void TestNewComputer::bentRowsAreRefusedInOneSentence()
{
    QFETCH(QStringList, bend);
    QFETCH(QStringList, mend);
    QFETCH(QString, sentence);
    const QString tag = QString::fromLatin1(QTest::currentDataTag());
    QVERIFY(m_server->stop());
    QVERIFY(run(bend));
    QVERIFY(m_server->start());
    const auto computer = newWindow(u"computer for "_s + tag);
    QVERIFY2(logsIn(*computer), qPrintable(lookAt(*computer)));
    QVERIFY(types(*computer, m_words));
    QVERIFY2(computer->waitForWords(sentence, 60s), qPrintable(lookAt(*computer)));
    picture(*computer, u"8-"_s + QString(tag).replace(u' ', u'-').remove(u'\''));
    QVERIFY(computer->quit());
    QVERIFY(m_server->stop());
    QVERIFY(run(mend));
    QVERIFY(run({u"DROP TABLE kept"_s}));
    QVERIFY(m_server->start());
}

void TestNewComputer::theOldComputerGoesOn()
{
    QVERIFY(opensAgain(*m_olga));
    QVERIFY(m_olga->waitForText(u"statusLine"_s, u"Connected"_s, 60s));
    QVERIFY(m_olga->waitForRow(u"closedList"_s, u"Maria"_s));
    QVERIFY(m_olga->choose(u"closedList"_s, u"Maria"_s));
    QVERIFY(showsEach(*m_olga, m_said));
    QVERIFY(m_olga->quit());
    QVERIFY(m_maria->quit());
    QVERIFY(m_server->stop());
}

CHAT121_TEST_MAIN(TestNewComputer)
#include "tst_new_computer.moc"
