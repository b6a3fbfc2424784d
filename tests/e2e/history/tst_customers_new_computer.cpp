// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A customer who knows nothing of keys: starts by a link, talks, writes twelve words on paper, gets a new
// computer, types the words there, reads everything, and goes on. Played in front of the shipped windows,
// over the shipped server. The same for staff: tst_new_computer.
#include "tests/e2e/history/history_steps.h"
#include "tests/e2e/support/server_process.h"
#include "tests/e2e/support/server_records.h"
#include "tests/e2e/support/wait.h"
#include "tests/e2e/support/window_steps.h"
#include "tests/support/temporary_directory.h"
#include "tests/support/test_main.h"

#include <QTest>

#include <memory>

using namespace chat121::e2e;
using namespace Qt::StringLiterals;

namespace {

const QString kTimeline = u"timeline"_s;
const QString kPrefix = u"customer-"_s; // of the pictures

QString lookAt(DrivenWindow &person)
{
    return person.name() + u": "_s + person.error() + u" | "_s + person.texts().join(u" | "_s);
}

} // namespace

class TestCustomersNewComputer : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void theyTalk();
    void theWordsAreOfferedAndWrittenDown();
    void theNewComputerAsksForTheWords();
    void wordsThatAreNotCompleteAreRefused();
    void theWordsBringEverything();
    void itIsThereAfterARestart();
    void theConversationGoesOn();

private:
    std::unique_ptr<DrivenWindow> newWindow(const QString &name);
    bool says(DrivenWindow &from, DrivenWindow &to, const QString &text);

    chat121::test::TemporaryDirectory m_folder;
    std::unique_ptr<ServerProcess> m_server;
    std::unique_ptr<DrivenWindow> m_olga, m_maria, m_new;
    QString m_link;
    QStringList m_said;
    QString m_words;
};

void TestCustomersNewComputer::initTestCase()
{
    m_server = std::make_unique<ServerProcess>(m_folder.filePath(u"server"_s), 0);
    QVERIFY(m_server->start());
    m_olga = newWindow(u"olga"_s);
    QVERIFY(m_olga->start());
    m_link = opensForCustomers(*m_olga, m_server->setUpLink());
    QVERIFY2(!m_link.isEmpty(), qPrintable(lookAt(*m_olga)));
}

std::unique_ptr<DrivenWindow> TestCustomersNewComputer::newWindow(const QString &name)
{
    return std::make_unique<DrivenWindow>(name, m_folder.filePath(name));
}

bool TestCustomersNewComputer::says(DrivenWindow &from, DrivenWindow &to, const QString &text)
{
    m_said.append(text);
    return say(from, text) && to.waitForRow(kTimeline, text);
}

// --- the first computer ---------------------------------------------------------------------------

void TestCustomersNewComputer::theyTalk()
{
    m_maria = newWindow(u"maria"_s);
    QVERIFY(m_maria->start());
    QVERIFY2(joinsAsCustomer(*m_maria, m_link, u"Maria"_s), qPrintable(lookAt(*m_maria)));
    m_said = {u"Good morning, my kettle leaks"_s};
    QVERIFY(say(*m_maria, m_said.constFirst()));
    QVERIFY2(takesFromQueue(*m_olga, u"Maria"_s), qPrintable(lookAt(*m_olga)));
    QVERIFY(m_maria->waitForText(u"standingLabel"_s, u"Olga"_s));
    QVERIFY(says(*m_olga, *m_maria, u"Good morning Maria, where does it leak"_s));
    QVERIFY(says(*m_maria, *m_olga, u"At the spout, since Friday"_s));
    QVERIFY(says(*m_olga, *m_maria, u"I send you a new one today"_s));
    QVERIFY(showsEach(*m_maria, m_said));
}

void TestCustomersNewComputer::theWordsAreOfferedAndWrittenDown()
{
    QVERIFY(!m_maria->isVisible(u"historyStrip"_s)); // nobody is disturbed while they talk
    QVERIFY(m_olga->clickWhenReady(u"closeButton"_s));
    QVERIFY2(m_maria->waitForWords(u"Write down your recovery words"_s), qPrintable(lookAt(*m_maria)));
    QVERIFY(keepPicture(*m_maria, kPrefix + u"1-words-are-offered"_s));
    const QStringList words = writesWordsDown(*m_maria, kPrefix);
    QVERIFY2(words.size() == 12, qPrintable(lookAt(*m_maria)));
    m_words = words.join(u' ');
    // Everything of this computer is on the server.
    const QString server = m_folder.filePath(u"server"_s);
    const auto archived = static_cast<qint64>(m_said.size());
    QVERIFY(waitFor([&] { return archiveEntriesOf(server) > archived; }, 30s));
}

// --- the second computer --------------------------------------------------------------------------

void TestCustomersNewComputer::theNewComputerAsksForTheWords()
{
    QVERIFY(m_maria->quit()); // the old one is off from now on
    m_new = newWindow(u"maria's new computer"_s);
    QVERIFY(m_new->start());
    QVERIFY2(openInvitation(*m_new, m_link), qPrintable(lookAt(*m_new)));
    QVERIFY2(m_new->clickWhenReady(u"comeBackButton"_s), qPrintable(lookAt(*m_new)));
    QVERIFY2(m_new->waitVisible(u"comeBackNowButton"_s), qPrintable(lookAt(*m_new)));
    QVERIFY(keepPicture(*m_new, kPrefix + u"5-the-new-computer-asks"_s));
}

void TestCustomersNewComputer::wordsThatAreNotCompleteAreRefused()
{
    const QString too_few = m_words.section(u' ', 1);
    QVERIFY2(typesWords(*m_new, too_few, u"comeBackNowButton"_s), qPrintable(lookAt(*m_new)));
    QVERIFY2(m_new->waitForWords(u"not complete yet"_s), qPrintable(lookAt(*m_new)));
    QVERIFY(keepPicture(*m_new, kPrefix + u"6-too-few"_s));
}

void TestCustomersNewComputer::theWordsBringEverything()
{
    QVERIFY2(typesWords(*m_new, m_words.toUpper(), u"comeBackNowButton"_s), qPrintable(lookAt(*m_new)));
    QVERIFY2(passPassphrasePage(*m_new, u"customerWindow"_s), qPrintable(lookAt(*m_new)));
    QVERIFY2(m_new->waitVisible(u"customerWindow"_s, 60s), qPrintable(lookAt(*m_new)));
    QVERIFY2(showsEach(*m_new, m_said), qPrintable(m_new->rows(kTimeline).join(u'\n')));
    QVERIFY(waitFor([&] { return !m_new->isVisible(u"historyStrip"_s); }, 30s));
    QVERIFY(keepPicture(*m_new, kPrefix + u"7-everything-is-here"_s));
}

void TestCustomersNewComputer::itIsThereAfterARestart()
{
    QVERIFY(m_new->quit());
    QVERIFY2(opensAgain(*m_new), qPrintable(lookAt(*m_new)));
    QVERIFY2(showsEach(*m_new, m_said), qPrintable(m_new->rows(kTimeline).join(u'\n')));
}

void TestCustomersNewComputer::theConversationGoesOn()
{
    m_said.append(u"It leaks again, I write from another computer"_s);
    QVERIFY(say(*m_new, m_said.constLast()));
    QVERIFY2(takesFromQueue(*m_olga, u"Maria"_s), qPrintable(lookAt(*m_olga)));
    QVERIFY(m_olga->waitForRow(kTimeline, m_said.constLast()));
    QVERIFY2(says(*m_olga, *m_new, u"Then I come myself"_s), qPrintable(lookAt(*m_new)));
    QVERIFY(showsEach(*m_new, m_said));
    for (DrivenWindow *window : {m_new.get(), m_olga.get()})
        QVERIFY(window->quit());
    QVERIFY(m_server->stop());
}

CHAT121_TEST_MAIN(TestCustomersNewComputer)
#include "tst_customers_new_computer.moc"
