// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What stands in the window of the shipped program when an invitation is bad, the server is down,
// changed, of another version or mad, a disk is full or read-only, the profile is damaged, or a
// message is: one sentence that says what to do, a way on, and nothing accepted is lost.
#include "common/crypto/init.h"
#include "common/crypto/sodium_random.h"
#include "common/identity/invitation.h"
#include "tests/e2e/faults/bad_machine.h"
#include "tests/e2e/faults/damage.h"
#include "tests/e2e/faults/strange_server.h"
#include "tests/e2e/support/office.h"
#include "tests/e2e/support/wait.h"
#include "tests/e2e/support/window_steps.h"
#include "tests/support/test_main.h"

#include <QDir>
#include <QTest>

using namespace chat121;
using namespace chat121::e2e;
using namespace Qt::StringLiterals;

class TestBadWindows : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanup();
    void badInvitationsAreNamed_data();
    void badInvitationsAreNamed();
    void strangeServersAreNamed_data();
    void strangeServersAreNamed();
    void aServerThatIsDownIsNamed();
    void theNextInvitationWorks();
    void aLostServerLosesNothing();
    void aChangedServerGetsNothing();
    void aFullDiskIsNamed_data();
    void aFullDiskIsNamed();
    void aDamagedMessageIsNamed();
    void profilesThatDoNotOpenAreNamed_data();
    void profilesThatDoNotOpenAreNamed();
    void aProfileThatIsLostMayBeLeft_data();
    void aProfileThatIsLostMayBeLeft();
    void expiredInvitationsAreNamed_data();
    void expiredInvitationsAreNamed();

private:
    std::unique_ptr<DrivenWindow> newWindow(const QString &name);
    // What stands on the page of somebody who tries to come in by this.
    QString refusalOf(const QString &link);
    QString refusalIn(DrivenWindow &window, const QString &link);
    bool comesIn(); // Wanda, with a conversation that Anna has taken
    bool seesAll(const QStringList &texts);
    bool saysAndSends(const QString &text);
    QString profile() const { return m_office.folder(u"Wanda/profile"_s); }
    QString describe(DrivenWindow &window) { return window.texts().join(u" | "_s) + window.error(); }

    BadMachine m_machine; // before everything that is started on it
    Office m_office;
    std::unique_ptr<e2e::Person> m_anna;
    std::unique_ptr<DrivenWindow> m_wanda;
    QString m_talk;
    QStringList m_said;
    int m_strangers = 0;
};

namespace {

const QString kTimeline = u"timeline"_s;

// The words may come before a passphrase is asked for, or after it.
bool seesAfterUnlocking(DrivenWindow &window, const QString &words)
{
    bool is_unlocked = false;
    const auto is_told = [&] {
        if (!is_unlocked && window.isVisible(u"unlockEdit"_s))
            is_unlocked = window.type(u"unlockEdit"_s, u"a passphrase for this computer"_s) &&
                          window.click(u"unlockButton"_s);
        return !window.texts().filter(words).isEmpty() || !window.isRunning();
    };
    return waitFor(is_told, 20s) && window.isRunning();
}

// A page with something to fill in, and what goes on from it.
bool isFormPage(DrivenWindow &window, QString &button)
{
    for (const QString &candidate : {u"startButton"_s, u"joinButton"_s, u"foundButton"_s,
                                     u"passphraseButton"_s, u"invitationContinueButton"_s}) {
        if (!window.isVisible(candidate)) continue;
        button = candidate;
        return true;
    }
    return false;
}

} // namespace

void TestBadWindows::initTestCase()
{
    QVERIFY(crypto::initialise());
    QVERIFY(m_machine.isReady());
    QVERIFY(m_office.opens());
    m_anna = m_office.agent(u"Anna"_s);
    QVERIFY(m_anna && m_anna->goesOnDuty());
}

void TestBadWindows::cleanup()
{
    m_machine.mend();
}

std::unique_ptr<DrivenWindow> TestBadWindows::newWindow(const QString &name)
{
    const QString home = m_office.folder(name);
    return std::make_unique<DrivenWindow>(name, home, QStringList{u"--profile"_s, home + u"/profile"_s});
}

QString TestBadWindows::refusalIn(DrivenWindow &window, const QString &link)
{
    if (!openInvitation(window, link)) return describe(window);
    QString page = u"invitationContinueButton"_s;
    for (int pages = 0; pages < 4; ++pages) {
        QString next;
        const auto is_over = [&] {
            return window.isVisible(u"problemLabel"_s) || (isFormPage(window, next) && next != page);
        };
        if (!waitFor(is_over, 30s)) break;
        if (window.isVisible(u"problemLabel"_s)) return window.read(u"problemLabel"_s);
        page = next;
        for (const QString &edit : {u"organisationEdit"_s, u"ownNameEdit"_s})
            if (window.isVisible(edit)) window.type(edit, u"Eve"_s);
        for (const QString &edit :
             {u"passwordEdit"_s, u"passwordAgainEdit"_s, u"passphraseEdit"_s, u"passphraseAgainEdit"_s})
            if (window.isVisible(edit)) window.type(edit, u"correct horse battery"_s);
        window.clickWhenReady(page);
    }
    return u"no sentence: "_s + describe(window);
}

QString TestBadWindows::refusalOf(const QString &link)
{
    const auto eve = newWindow(u"stranger-%1"_s.arg(++m_strangers));
    if (!eve->start()) return u"does not start"_s;
    const QString sentence = refusalIn(*eve, link);
    return eve->isRunning() ? sentence : u"has ended"_s;
}

// --- ways in --------------------------------------------------------------------------------------

void TestBadWindows::badInvitationsAreNamed_data()
{
    QTest::addColumn<QString>("link");
    QTest::addColumn<QString>("words");
    const QString guests = m_office.founder().invites(u"customers"_s);
    QTest::newRow("no link") << u"hello"_s << u"not a complete invitation"_s;
    QTest::newRow("cut off") << guests.chopped(10) << u"not a complete invitation"_s;
    QTest::newRow("a web page") << u"https://127.0.0.1/"_s << u"not a complete invitation"_s;
    QTest::newRow("a set-up link that was used") << m_office.server().setUpLink() << u"already belongs"_s;

    auto unknown = identity::parseInvitation(guests);
    QVERIFY(unknown);
    crypto::SodiumRandom random;
    std::get<identity::GuestInvitation>(unknown->purpose).token = identity::InvitationToken::random(random);
    QTest::newRow("one that nobody made")
        << identity::toLink(*unknown) << u"The server does not know this invitation"_s;

    Person first(u"First"_s, m_office.folder(u"first"_s));
    QVERIFY(first.joins(guests) && first.bot().quit());
    QTest::newRow("a customer's that was used") << guests << u"has been used already"_s;
    const QString staff = m_office.founder().invites(u"staff"_s);
    Person ben(u"Ben"_s, m_office.folder(u"ben"_s));
    QVERIFY(ben.joins(staff) && ben.bot().quit());
    QTest::newRow("a colleague's that was used") << staff << u"has been used already"_s;
}

void TestBadWindows::badInvitationsAreNamed()
{
    QFETCH(QString, link);
    QFETCH(QString, words);
    const QString sentence = refusalOf(link);
    QVERIFY2(sentence.contains(words), qPrintable(sentence));
}

void TestBadWindows::strangeServersAreNamed_data()
{
    addStrangeAnswers();
}

void TestBadWindows::strangeServersAreNamed()
{
    QFETCH(QList<QByteArray>, answers);
    QFETCH(QString, words);
    StrangeServer server(m_office.folder(u"strange"_s), answers);
    QVERIFY(!server.link().isEmpty());
    const QString sentence = refusalOf(server.link());
    QVERIFY2(sentence.contains(words), qPrintable(sentence));
}

void TestBadWindows::aServerThatIsDownIsNamed()
{
    const QString link = m_office.founder().invites(u"customers"_s);
    const qsizetype since = m_office.founder().bot().mark();
    QVERIFY(m_office.server().stop());
    const QString sentence = refusalOf(link);
    QVERIFY2(sentence.contains(u"cannot be reached"), qPrintable(sentence));
    QVERIFY(m_office.server().start());
    const auto is_back = [](const QJsonObject &event) { return event.value(u"state") == u"connected"_s; };
    QVERIFY(m_office.founder().bot().waitForEvent(u"connection"_s, is_back, since));
}

// After a refusal the way back is open, and nothing of the first try is in the way of the second.
void TestBadWindows::theNextInvitationWorks()
{
    const QString used = m_office.founder().invites(u"customers"_s);
    Person first(u"First"_s, m_office.folder(u"first again"_s));
    QVERIFY(first.joins(used) && first.bot().quit());
    const auto gina = newWindow(u"Gina"_s);
    QVERIFY(gina->start());
    const QString sentence = refusalIn(*gina, used);
    QVERIFY2(sentence.contains(u"has been used already"), qPrintable(sentence));
    while (!gina->isVisible(u"inviteButton"_s))
        QVERIFY2(gina->clickWhenReady(u"backButton"_s), qPrintable(describe(*gina)));
    QVERIFY2(joinsAsCustomer(*gina, m_office.founder().invites(u"customers"_s), u"Gina"_s),
             qPrintable(describe(*gina)));
    QVERIFY2(gina->quit(), qPrintable(gina->ending()));
}

// --- in a conversation ----------------------------------------------------------------------------

bool TestBadWindows::comesIn()
{
    if (m_wanda) return m_wanda->isRunning() || opensAgain(*m_wanda);
    m_wanda = newWindow(u"Wanda"_s);
    const QString link = m_office.founder().invites(u"customers"_s);
    const QString hello = u"Hello from Wanda"_s;
    if (!m_wanda->start() || !joinsAsCustomer(*m_wanda, link, u"Wanda"_s) || !say(*m_wanda, hello))
        return false;
    m_said = {hello};
    const auto is_waiting = [&](const QJsonObject &event) {
        return event.value(u"preview"_s).toString() == hello;
    };
    const auto event = m_anna->bot().waitForEvent(u"conversation"_s, is_waiting);
    if (!event) return false;
    m_talk = event->value(u"conversation"_s).toString();
    return m_anna->takes(m_talk) && m_anna->seesMessage(hello, m_talk) &&
           m_wanda->waitForText(u"standingLabel"_s, u"Anna"_s);
}

bool TestBadWindows::seesAll(const QStringList &texts)
{
    const auto is_there = [&] {
        const QStringList rows = m_wanda->rows(kTimeline);
        return std::all_of(texts.cbegin(), texts.cend(),
                           [&](const QString &text) { return rows.filter(text).size() == 1; });
    };
    const bool is_all = waitFor(is_there, 20s);
    if (!is_all) qInfo() << m_wanda->rows(kTimeline) << "instead of" << texts;
    return is_all;
}

bool TestBadWindows::saysAndSends(const QString &text)
{
    m_said += text;
    return say(*m_wanda, text) && m_anna->seesMessage(text, m_talk) && seesAll(m_said);
}

void TestBadWindows::aLostServerLosesNothing()
{
    QVERIFY2(comesIn(), qPrintable(describe(*m_wanda)));
    QVERIFY(m_office.server().stop());
    QVERIFY(m_wanda->waitForText(u"statusLine"_s, u"Reconnecting"_s));
    m_said += u"written without a server"_s;
    QVERIFY(say(*m_wanda, m_said.last()));
    QVERIFY(m_wanda->waitForText(u"statusLine"_s, u"1 message"_s));
    m_wanda->killHard();
    QVERIFY(opensAgain(*m_wanda));
    QVERIFY(seesAll(m_said));
    QVERIFY(m_office.server().start());
    QVERIFY(m_anna->seesMessage(m_said.last(), m_talk));
    QVERIFY(m_wanda->waitForText(u"statusLine"_s, u"all messages sent"_s));
}

// Somebody else's server on the same address, even with a copy of all data but the key.
void TestBadWindows::aChangedServerGetsNothing()
{
    QVERIFY(comesIn());
    const auto move = [this](const QString &from, const QString &to) {
        return QDir().rename(m_office.folder(from), m_office.folder(to));
    };
    QVERIFY(m_office.server().stop());
    QVERIFY(move(u"server/tls"_s, u"tls-kept"_s));
    QVERIFY(m_office.server().start());
    m_said += u"not for strangers"_s;
    QVERIFY(say(*m_wanda, m_said.last()));
    QVERIFY2(m_wanda->waitForWords(u"Another server answers"_s), qPrintable(describe(*m_wanda)));
    QVERIFY(!m_wanda->read(u"statusLine"_s).startsWith(u"Connected"));
    QVERIFY(m_office.server().stop());
    QVERIFY(move(u"server/tls"_s, u"tls-other"_s) && move(u"tls-kept"_s, u"server/tls"_s));
    QVERIFY(m_office.server().start());
    QVERIFY(m_anna->seesMessage(m_said.last(), m_talk));
    QVERIFY(m_wanda->waitForText(u"statusLine"_s, u"all messages sent"_s));
}

void TestBadWindows::aFullDiskIsNamed_data()
{
    QTest::addColumn<QString>("folder");
    QTest::addColumn<QString>("words");
    QTest::newRow("the own") << u"Wanda"_s << u"The disk is full"_s;
    QTest::newRow("the server's") << u"server"_s << u"The server's disk is full"_s;
}

// The words are still there, in the editor or in the conversation.
void TestBadWindows::aFullDiskIsNamed()
{
    QFETCH(QString, folder);
    QFETCH(QString, words);
    QVERIFY(comesIn());
    m_machine.disk(DiskFault::Full, m_office.folder(folder));
    const QString text = u"to a full disk: "_s + folder;
    QVERIFY(say(*m_wanda, text));
    QVERIFY2(m_wanda->waitForWords(words), qPrintable(describe(*m_wanda)));
    const bool is_shown = !m_wanda->rows(kTimeline).filter(text).isEmpty();
    QVERIFY2(is_shown || m_wanda->read(u"composerEdit"_s) == text, qPrintable(describe(*m_wanda)));
    m_machine.mend();
    if (!is_shown) QVERIFY(m_wanda->press(u"composerEdit"_s, u"Return"_s));
    QVERIFY(m_anna->seesMessage(text, m_talk));
    m_said += text;
    QVERIFY(saysAndSends(u"after a full disk, "_s + folder));
}

// Flipped on the server's disk while Wanda was away.
void TestBadWindows::aDamagedMessageIsNamed()
{
    QVERIFY(comesIn());
    QVERIFY2(m_wanda->quit(), qPrintable(m_wanda->ending()));
    const QStringList answers = {u"the first answer"_s, u"the second answer"_s, u"the third answer"_s};
    for (const QString &answer : answers) {
        m_anna->says(answer, m_talk);
        QVERIFY(m_anna->seesOwn(answer, u"sent"_s));
    }
    qint64 sequence = 0;
    for (const ShownMessage &row : m_anna->timeline(m_talk))
        if (row.text == answers.at(1)) sequence = row.sequence;
    QVERIFY(m_office.server().stop());
    QVERIFY(damageEnvelope(m_office.folder(u"server"_s), m_talk, sequence));
    QVERIFY(m_office.server().start());
    QVERIFY(opensAgain(*m_wanda));
    m_said += {answers.first(), u"A message arrived damaged and cannot be read"_s, answers.last()};
    QVERIFY(seesAll(m_said));
    QVERIFY(m_wanda->rows(kTimeline).filter(answers.at(1)).isEmpty());
    QVERIFY(saysAndSends(u"after a damaged message"_s));
}

// --- the profile ----------------------------------------------------------------------------------

void TestBadWindows::profilesThatDoNotOpenAreNamed_data()
{
    QTest::addColumn<QString>("fault");
    QTest::addColumn<QString>("words");
    QTest::newRow("damaged") << u"store.sqlite"_s << u"is damaged and cannot be opened"_s;
    QTest::newRow("a vault that is damaged") << u"vault"_s << u"damaged"_s;
    QTest::newRow("a vault that is missing") << u"no vault"_s << u"is missing"_s;
    QTest::newRow("on a read-only disk") << u"read-only"_s << u"cannot be written"_s;
    QTest::newRow("unreadable") << u"unreadable"_s << u"cannot be"_s;
}

// The profile is not touched: put right, it has everything.
void TestBadWindows::profilesThatDoNotOpenAreNamed()
{
    QFETCH(QString, fault);
    QFETCH(QString, words);
    QVERIFY(comesIn());
    QVERIFY2(m_wanda->quit(), qPrintable(m_wanda->ending()));
    const QString backup = m_office.folder(u"backup"_s);
    QVERIFY(copyFolder(profile(), backup));
    if (fault == u"read-only") {
        m_machine.disk(DiskFault::ReadOnly, profile());
    } else if (fault == u"unreadable") {
        m_machine.disk(DiskFault::Unreadable, profile());
    } else if (fault == u"no vault") {
        QVERIFY(QFile::remove(profile() + u"/vault"_s));
    } else {
        QVERIFY(damageFile(profile() + u'/' + fault));
    }
    QVERIFY(m_wanda->start());
    QVERIFY2(seesAfterUnlocking(*m_wanda, words), qPrintable(describe(*m_wanda)));
    QVERIFY2(m_wanda->quit(), qPrintable(m_wanda->ending()));
    m_machine.mend();
    QVERIFY(copyFolder(backup, profile()));
    QVERIFY2(opensAgain(*m_wanda), qPrintable(describe(*m_wanda)));
    QVERIFY(seesAll(m_said));
}

void TestBadWindows::aProfileThatIsLostMayBeLeft_data()
{
    QTest::addColumn<bool>("is_forgotten");
    QTest::newRow("damaged") << false;
    QTest::newRow("the passphrase is forgotten") << true;
}

// There is no backup: the person starts anew on this computer.
void TestBadWindows::aProfileThatIsLostMayBeLeft()
{
    QFETCH(bool, is_forgotten);
    const QString name = is_forgotten ? u"Forgetful"_s : u"Lost"_s;
    const auto lost = newWindow(name);
    QVERIFY(lost->start());
    QVERIFY(joinsAsCustomer(*lost, m_office.founder().invites(u"customers"_s), name));
    QVERIFY2(lost->quit(), qPrintable(lost->ending()));
    if (!is_forgotten) QVERIFY(damageFile(m_office.folder(name + u"/profile/store.sqlite"_s)));
    QVERIFY(lost->start());
    if (is_forgotten) {
        QVERIFY(lost->clickWhenReady(u"startAnewButton"_s));
    } else {
        QVERIFY2(seesAfterUnlocking(*lost, u"is damaged and cannot be opened"_s),
                 qPrintable(describe(*lost)));
        QVERIFY2(lost->clickLabelled(u"Start anew on this computer"_s), qPrintable(describe(*lost)));
    }
    QVERIFY2(lost->clickWhenReady(u"destroyButton"_s), qPrintable(describe(*lost)));
    QVERIFY2(joinsAsCustomer(*lost, m_office.founder().invites(u"customers"_s), u"Found"_s),
             qPrintable(describe(*lost)));
}

// --- much later -----------------------------------------------------------------------------------

void TestBadWindows::expiredInvitationsAreNamed_data()
{
    QTest::addColumn<QString>("who");
    QTest::newRow("a customer's") << u"customers"_s;
    QTest::newRow("a colleague's") << u"staff"_s;
}

// For everybody's calendar two weeks and a day go by.
void TestBadWindows::expiredInvitationsAreNamed()
{
    QFETCH(QString, who);
    const QString link = m_office.founder().invites(who);
    QVERIFY(!link.isEmpty());
    m_machine.clockIsAhead(std::chrono::hours(15 * 24));
    const QString sentence = refusalOf(link);
    QVERIFY2(sentence.contains(u"This invitation has expired"), qPrintable(sentence));
}

CHAT121_TEST_MAIN(TestBadWindows)
#include "tst_bad_windows.moc"
