// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// An agent asks a colleague to go on with a conversation, is declined, asks again and is accepted: three
// windows, of which the customer's shows every step and nothing of what the agents note for each other, on no
// disk and on no wire. Row AD-05.
#include "tests/e2e/stories/story.h"
#include "tests/e2e/support/leak_search.h"
#include "tests/e2e/support/wait.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace chat121::e2e;
using namespace Qt::StringLiterals;

class TestTransfer : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theyTalk();
    void aColleagueIsAsked();
    void declinedItStays();
    void askedAgainAndAccepted();
    void theColleagueGoesOn();
    void theCustomerReadsEveryStepAndNoNote();
    void noDiskAndNoWireTellsTheNotes();

private:
    static constexpr auto kPatience = 60s;

    bool asksBen(const QString &note);

    Story m_story{u"transfer"_s};
    std::unique_ptr<DrivenWindow> m_anna, m_ben, m_maria;
    const QString m_question = u"My invoice shows two charges"_s;
    const QString m_first_note = u"Perhaps a refund, do you know the limits"_s;
    const QString m_second_note = u"Her till receipt proves the double booking"_s;
    const QString m_answer = u"Good day, I have your receipt before me"_s;
};

void TestTransfer::theyTalk()
{
    QVERIFY(m_story.opens());
    m_anna = m_story.agent(u"Anna"_s);
    m_ben = m_story.agent(u"Ben"_s);
    m_maria = m_story.customer(u"Maria"_s);
    QVERIFY(m_anna && m_ben && m_maria);
    STEP(*m_anna, goesOnDuty(*m_anna));
    STEP(*m_ben, goesOnDuty(*m_ben));
    QVERIFY(say(*m_maria, m_question));
    STEP(*m_anna, opensTalk(*m_anna, u"queueList"_s, u"Maria"_s));
    STEP(*m_anna, m_anna->clickWhenReady(u"takeButton"_s, kPatience));
    STEP(*m_anna, answers(*m_anna, u"Maria"_s, u"I ask a colleague"_s));
    STEP(*m_maria, m_maria->waitForRow(u"timeline"_s, u"I ask a colleague"_s, kPatience));
}

// By a letter or two of the name; the button is there once he is on duty in her window as well.
bool TestTransfer::asksBen(const QString &note)
{
    return m_anna->clickWhenReady(u"handOverButton"_s, kPatience) &&
           m_anna->typeWhenReady(u"handOverFilterEdit"_s, u"be"_s) &&
           waitFor([&] { return m_anna->choose(u"handOverList"_s, u"Ben"_s); }, kPatience) &&
           m_anna->typeWhenReady(u"handOverNoteEdit"_s, note);
}

void TestTransfer::aColleagueIsAsked()
{
    STEP(*m_anna, asksBen(m_first_note));
    QVERIFY(m_story.picture(*m_anna, u"asking"_s));
    STEP(*m_anna, m_anna->clickWhenReady(u"handOverAskButton"_s, kPatience));
    STEP(*m_anna, m_anna->waitVisible(u"handOverStripWithdrawButton"_s, kPatience));
    QVERIFY(m_story.picture(*m_anna, u"waiting"_s));
    STEP(*m_ben, m_ben->waitForText(u"askedStripLabel"_s, u"Maria"_s, kPatience));
    STEP(*m_ben, m_ben->waitForWords(m_first_note, kPatience));
    STEP(*m_ben, m_ben->waitForRow(u"askedList"_s, u"Maria"_s, kPatience));
    QVERIFY(m_story.picture(*m_ben, u"asked"_s));
    STEP(*m_maria, m_maria->waitForRow(u"timeline"_s, u"Anna asks Ben to go on"_s, kPatience));
    QVERIFY(m_story.picture(*m_maria, u"customer-asked"_s));
}

// By the keyboard alone.
void TestTransfer::declinedItStays()
{
    STEP(*m_ben, m_ben->press(u"agentWindow"_s, u"Ctrl+Shift+T"_s));
    STEP(*m_ben, m_ben->press(u"askedStripDeclineButton"_s, u"Space"_s));
    STEP(*m_anna, m_anna->waitForWords(u"It stays with you"_s, kPatience));
    QVERIFY(m_story.picture(*m_anna, u"declined"_s));
    STEP(*m_maria, m_maria->waitForRow(u"timeline"_s, u"It stays with Anna"_s, kPatience));
    STEP(*m_ben, waitFor([&] { return !m_ben->isVisible(u"askedStrip"_s); }, kPatience));
    STEP(*m_anna, answers(*m_anna, u"Maria"_s, u"One moment more"_s));
    STEP(*m_maria, m_maria->waitForRow(u"timeline"_s, u"One moment more"_s, kPatience));
}

void TestTransfer::askedAgainAndAccepted()
{
    STEP(*m_anna, asksBen(m_second_note));
    STEP(*m_anna, m_anna->clickWhenReady(u"handOverAskButton"_s, kPatience));
    STEP(*m_ben, m_ben->waitForWords(m_second_note, kPatience));
    STEP(*m_ben, m_ben->clickWhenReady(u"askedStripLookButton"_s, kPatience));
    STEP(*m_ben, m_ben->waitVisible(u"handOverStripAcceptButton"_s, kPatience));
    QVERIFY(m_story.picture(*m_ben, u"asked-again"_s));
    STEP(*m_ben, m_ben->clickWhenReady(u"handOverStripAcceptButton"_s, kPatience));
    STEP(*m_ben, opensTalk(*m_ben, u"mineList"_s, u"Maria"_s));
    STEP(*m_maria, m_maria->waitForRow(u"timeline"_s, u"Ben goes on from here"_s, kPatience));
    STEP(*m_anna, m_anna->waitForText(u"handOverEndBanner"_s, u"goes on with"_s, kPatience));
    const auto is_gone = [&] { return m_anna->rows(u"mineList"_s).filter(u"Maria"_s).isEmpty(); };
    STEP(*m_anna, waitFor(is_gone, kPatience));
    QVERIFY(m_story.picture(*m_anna, u"handed-over"_s));
}

void TestTransfer::theColleagueGoesOn()
{
    STEP(*m_ben, answers(*m_ben, u"Maria"_s, m_answer));
    STEP(*m_maria, m_maria->waitForRow(u"timeline"_s, m_answer, kPatience));
    QVERIFY(say(*m_maria, u"Thank you, Ben"_s));
    STEP(*m_ben, m_ben->waitForRow(u"timeline"_s, u"Thank you, Ben"_s, kPatience));
    STEP(*m_ben,
         m_ben->waitForRow(u"timeline"_s, m_second_note, kPatience)); // it stays with the conversation
    // What was said before he came in, and a line for everybody that it was shown to him.
    STEP(*m_ben, m_ben->waitForRow(u"timeline"_s, m_question, kPatience));
    STEP(*m_maria, m_maria->waitForRow(u"timeline"_s, u"Anna shows Ben what was said before"_s, kPatience));
    QVERIFY(m_story.picture(*m_ben, u"going-on"_s));
}

void TestTransfer::theCustomerReadsEveryStepAndNoNote()
{
    QVERIFY(m_story.picture(*m_maria, u"customer"_s));
    const QStringList rows = m_maria->rows(u"timeline"_s);
    qsizetype at = 0;
    for (const QString &step : {u"Anna asks Ben to go on"_s, u"It stays with Anna"_s,
                                u"Anna asks Ben to go on"_s, u"Ben goes on from here"_s, m_answer}) {
        const auto next = std::find_if(rows.cbegin() + at, rows.cend(),
                                       [&](const QString &row) { return row.contains(step); });
        QVERIFY2(next != rows.cend(), qPrintable(step + u": "_s + rows.join(u'\n')));
        at = next - rows.cbegin() + 1;
    }
    const QStringList seen = rows + m_maria->tree() + m_maria->texts();
    for (const QString &note : {m_first_note, m_second_note})
        STEP(*m_maria, seen.filter(note).isEmpty());
    STEP(*m_maria, seen.filter(u"note"_s, Qt::CaseInsensitive).isEmpty());
}

void TestTransfer::noDiskAndNoWireTellsTheNotes()
{
    QVERIFY(m_maria->quit() && m_ben->quit() && m_anna->quit());
    QVERIFY(m_story.wire().bytesSeen() > 0);
    const QStringList said = {m_first_note, m_second_note, m_answer};
    QStringList found;
    const QList<Leak> leaks = searchFolders({m_story.folder(u"Maria"_s), m_story.folder(u"server"_s),
                                             m_story.folder(u"Anna"_s), m_story.folder(u"Ben"_s)},
                                            said);
    for (const Leak &leak : leaks)
        found.append(u"%1: %2 (%3)"_s.arg(leak.file, leak.sentence, leak.form));
    QVERIFY2(found.isEmpty(), qPrintable(found.join(u'\n')));
    QFile wire(m_story.folder(u"traffic"_s));
    QVERIFY(wire.open(QFile::ReadOnly));
    const QByteArray traffic = wire.readAll();
    for (const QString &sentence : said) {
        const auto forms = formsOf(sentence);
        for (const auto &[name, bytes] : forms)
            QVERIFY2(!traffic.contains(bytes), qPrintable(name));
    }
}

CHAT121_TEST_MAIN(TestTransfer)
#include "tst_transfer.moc"
