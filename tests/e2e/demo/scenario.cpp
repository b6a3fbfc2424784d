// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/e2e/demo/scenario.h"

#include "tests/e2e/demo/evidence.h"
#include "tests/e2e/demo/people.h"
#include "tests/e2e/support/wait.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>

namespace chat121::e2e {

namespace {

const QString kTimeline = QStringLiteral("timeline");
const QString kRoster = QStringLiteral("rosterBar");

} // namespace

Scenario::Scenario(Report &report, const QString &output)
    : m_report(report)
    , m_output(output)
    , m_wire(m_folder.filePath(QStringLiteral("traffic")))
    , m_server(m_folder.filePath(QStringLiteral("server")), 0)
    , m_founder(QStringLiteral("Olga"), m_folder.filePath(QStringLiteral("o")))
    , m_anna(QStringLiteral("Anna"), m_folder.filePath(QStringLiteral("a")))
    , m_ben(QStringLiteral("Ben"), m_folder.filePath(QStringLiteral("b")))
    , m_maria(QStringLiteral("Maria"), m_folder.filePath(QStringLiteral("m")))
{
    QDir().mkpath(m_output);
}

bool Scenario::play()
{
    return setUp() && customerWritesFirst() && agentTakesAndTalks() && receiptsAndTypingAreSeen() &&
           secondAgentComesAndGoes() && surviveKills() && lookForTraces();
}

bool Scenario::setUp()
{
    m_report.chapter(QStringLiteral("An organisation is set up"));
    if (!m_report.step(QStringLiteral("a wiretap is put between the server and everybody"), m_wire.listen()))
        return false;
    m_server.setPublicPort(m_wire.port());
    if (!m_report.step(QStringLiteral("chat121-server starts with default options"), m_server.start(),
                       QString::fromUtf8(m_server.output())))
        return false;
    m_wire.setTarget(m_server.port());
    if (!openFirstTime(m_report, m_founder)) return false;
    picture(m_founder, QStringLiteral("first-screen"));
    if (!foundOrganisation(m_report, m_founder, m_server.setUpLink(), QStringLiteral("ACME"),
                           QStringLiteral("Olga")))
        return false;

    const QString for_anna = makeInvitation(m_report, m_founder, QStringLiteral("inviteColleagueButton"));
    if (!openFirstTime(m_report, m_anna) || !joinAsStaff(m_report, m_anna, for_anna, QStringLiteral("Anna")))
        return false;
    const QString for_ben = makeInvitation(m_report, m_founder, QStringLiteral("inviteColleagueButton"));
    if (!openFirstTime(m_report, m_ben) || !joinAsStaff(m_report, m_ben, for_ben, QStringLiteral("Ben")))
        return false;
    const QString for_customers =
        makeInvitation(m_report, m_founder, QStringLiteral("inviteCustomersButton"));

    const bool closed = m_founder.quit() && m_anna.quit() && m_ben.quit();
    if (!m_report.step(QStringLiteral("everybody goes home"), closed)) return false;
    return openFirstTime(m_report, m_maria) &&
           joinAsCustomer(m_report, m_maria, for_customers, QStringLiteral("Maria"));
}

bool Scenario::customerWritesFirst()
{
    m_report.chapter(QStringLiteral("A customer writes while nobody is on duty"));
    m_sentences.append(QStringLiteral("Hello, my invoice of November shows two charges"));
    const bool said = say(m_maria, m_sentences.last()) && m_maria.waitForRow(kTimeline, m_sentences.last());
    picture(m_maria, QStringLiteral("customer-message-left"));
    return m_report.step(QStringLiteral("Maria writes; her words wait, sealed, for the Support department"),
                         said, m_maria.error());
}

bool Scenario::agentTakesAndTalks()
{
    m_report.chapter(QStringLiteral("An agent comes, takes the conversation, and they talk"));
    if (!openAgain(m_report, m_anna)) return false;
    bool done =
        m_anna.waitForText(QStringLiteral("statusLine"), QStringLiteral("Connected")) &&
        waitFor([&] { return m_anna.choose(QStringLiteral("dutyCombo"), QStringLiteral("Available")); }, 20s);
    done = done && m_anna.waitForRow(QStringLiteral("queueList"), QStringLiteral("Maria")) &&
           m_anna.choose(QStringLiteral("queueList"), QStringLiteral("Maria")) &&
           m_anna.waitForRow(kTimeline, m_sentences.first());
    if (!m_report.step(QStringLiteral("Anna is on duty and reads the waiting message"), done,
                       m_anna.error() + m_anna.tree().join(QStringLiteral(" | "))))
        return false;
    done = m_anna.clickWhenReady(QStringLiteral("takeButton")) &&
           m_anna.waitForRow(QStringLiteral("mineList"), QStringLiteral("Maria")) &&
           m_maria.waitForText(QStringLiteral("standingLabel"), QStringLiteral("Anna"));
    if (!m_report.step(QStringLiteral("Anna takes it; Maria sees whom she talks to"), done,
                       m_maria.read(QStringLiteral("standingLabel"))))
        return false;

    const QStringList talk = {
        QStringLiteral("Hello Maria, I am looking at it"),
        QStringLiteral("Thank you, the number is 4711"),
        QStringLiteral("I see the second charge of 19 November"),
        QStringLiteral("That was not me"),
        QStringLiteral("It was booked twice by the till"),
        QStringLiteral("Will I get it back?"),
        QStringLiteral("Yes, the refund is on its way"),
        QStringLiteral("How long does it take?"),
        QStringLiteral("Two working days"),
        QStringLiteral("Wonderful, thank you Anna"),
        QStringLiteral("You are welcome, dear Maria"),
        QStringLiteral("Then everything is settled"),
    };
    for (qsizetype i = 0; i < talk.size(); ++i) {
        DrivenWindow &from = i % 2 == 0 ? m_anna : m_maria;
        DrivenWindow &to = i % 2 == 0 ? m_maria : m_anna;
        if (!sayAndSee(from, to, talk.at(i))) return false;
    }
    picture(m_anna, QStringLiteral("agent"));
    picture(m_maria, QStringLiteral("customer"));
    return m_report.step(QStringLiteral("they exchange %1 messages").arg(talk.size()), true);
}

bool Scenario::receiptsAndTypingAreSeen()
{
    m_report.chapter(QStringLiteral("Receipts and typing, as seen on the other's screen"));
    const QString last_of_anna = QStringLiteral("You are welcome, dear Maria");
    const bool read = waitFor(
        [&] {
            const QStringList rows = m_anna.rows(kTimeline).filter(last_of_anna);
            return !rows.isEmpty() && rows.last().contains(QStringLiteral("read"), Qt::CaseInsensitive);
        },
        20s);
    bool done = m_report.step(QStringLiteral("Anna sees that Maria has read her words"), read,
                              m_anna.rows(kTimeline).filter(last_of_anna).join(u'|'));
    const bool typing = m_maria.typeWhenReady(QStringLiteral("composerEdit"), QStringLiteral("one more")) &&
                        m_anna.waitForRow(QStringLiteral("mineList"), QStringLiteral("typing"), 10s);
    done = m_report.step(QStringLiteral("Anna sees that Maria is typing"), typing) && done;
    m_maria.press(QStringLiteral("composerEdit"), QStringLiteral("Ctrl+A"));
    m_maria.press(QStringLiteral("composerEdit"), QStringLiteral("Delete"));
    return done;
}

bool Scenario::secondAgentComesAndGoes()
{
    m_report.chapter(QStringLiteral("A second agent joins and leaves, and everybody sees it"));
    if (!openAgain(m_report, m_ben)) return false;
    bool done =
        m_ben.waitForText(QStringLiteral("statusLine"), QStringLiteral("Connected")) &&
        m_anna.clickWhenReady(QStringLiteral("addColleagueButton")) &&
        waitFor([&] { return m_anna.choose(QStringLiteral("colleagueList"), QStringLiteral("Ben")); }, 20s) &&
        m_anna.clickWhenReady(QStringLiteral("addColleagueNowButton")) &&
        m_maria.waitForText(kRoster, QStringLiteral("Ben"));
    if (!m_report.step(QStringLiteral("Anna adds Ben; Maria's roster shows him"), done,
                       m_anna.error() + m_maria.read(kRoster)))
        return false;
    done = m_ben.waitForRow(QStringLiteral("mineList"), QStringLiteral("Maria")) &&
           m_ben.choose(QStringLiteral("mineList"), QStringLiteral("Maria"));
    m_sentences.append(QStringLiteral("Ben here, I have checked the till"));
    done = done && say(m_ben, m_sentences.last()) && m_maria.waitForRow(kTimeline, m_sentences.last());
    if (!m_report.step(QStringLiteral("Ben speaks, Maria reads it"), done, m_ben.error())) return false;
    picture(m_maria, QStringLiteral("customer-two-agents"));
    done = m_anna.clickWhenReady(QStringLiteral("removeColleagueButton")) &&
           waitFor([&] { return m_anna.choose(QStringLiteral("memberList"), QStringLiteral("Ben")); }, 20s) &&
           m_anna.clickWhenReady(QStringLiteral("removeColleagueNowButton")) &&
           waitFor([&] { return !m_maria.read(kRoster).contains(QStringLiteral("Ben")); }, 20s);
    done = done && m_maria.rows(kTimeline).filter(QStringLiteral("Ben")).size() >= 3; // joined, spoke, left
    return m_report.step(QStringLiteral("Ben leaves; both lines stand in Maria's timeline"), done,
                         m_maria.rows(kTimeline).filter(QStringLiteral("Ben")).join(u'|'));
}

bool Scenario::sayAndSee(DrivenWindow &from, DrivenWindow &to, const QString &text)
{
    m_sentences.append(text);
    QElapsedTimer timer;
    if (!from.typeWhenReady(QStringLiteral("composerEdit"), text))
        return m_report.step(text, false, from.error());
    timer.start();
    const bool seen = from.press(QStringLiteral("composerEdit"), QStringLiteral("Return")) &&
                      to.waitForRow(kTimeline, text);
    m_report.addLatency(static_cast<double>(timer.nsecsElapsed()) / 1e6);
    if (!seen) m_report.step(QStringLiteral("%1 reads: %2").arg(to.name(), text), false, to.error());
    return seen;
}

// What has a bubble is kept; the key may still be on its way to the window when this person dies.
bool Scenario::burst(DrivenWindow &from, const QString &prefix, int count)
{
    for (int i = 0; i < count; ++i) {
        const QString text = QStringLiteral("%1 number %2 of this burst").arg(prefix).arg(i);
        if (!say(from, text) || !from.waitForRow(kTimeline, text)) return false;
        m_sentences.append(text);
    }
    return true;
}

bool Scenario::allShownOnce(DrivenWindow &reader)
{
    QString wrong;
    const bool all = waitFor(
        [&] {
            wrong.clear();
            const QStringList rows = reader.rows(kTimeline);
            for (const QString &sentence : m_sentences) {
                const qsizetype times = rows.filter(sentence).size();
                if (times != 1) wrong = QStringLiteral("\"%1\" is shown %2 times").arg(sentence).arg(times);
            }
            return wrong.isEmpty();
        },
        40s);
    return m_report.step(
        QStringLiteral("%1 sees each of %2 messages exactly once").arg(reader.name()).arg(m_sentences.size()),
        all, wrong);
}

// What the dead had and did not yet confirm is confirmed when they are back.
bool Scenario::receiptsCameThrough()
{
    QString wrong;
    const bool all = waitFor(
        [&] {
            wrong.clear();
            for (const QString &said : {QStringLiteral("While the server is dead"),
                                        QStringLiteral("While Maria is away"),
                                        QStringLiteral("Just before Anna's computer dies")}) {
                const QStringList rows = m_anna.rows(kTimeline).filter(said);
                for (const QString &row : rows)
                    if (!row.contains(QStringLiteral("read"), Qt::CaseInsensitive)) wrong = row;
            }
            return wrong.isEmpty();
        },
        20s);
    return m_report.step(QStringLiteral("Anna sees that Maria has read what was said meanwhile"), all, wrong);
}

bool Scenario::surviveKills()
{
    m_report.chapter(QStringLiteral("kill -9, while messages are on their way"));
    bool done = burst(m_maria, QStringLiteral("Before the server dies"), 3);
    m_server.killHard();
    done = done && burst(m_anna, QStringLiteral("While the server is dead"), 3);
    done = m_report.step(QStringLiteral("the server is killed; both go on writing"), done);
    done = m_report.step(QStringLiteral("the server starts again"), m_server.start(),
                         QString::fromUtf8(m_server.output().right(400))) &&
           done;
    m_wire.setTarget(m_server.port());

    done = done && burst(m_maria, QStringLiteral("Just before Maria's computer dies"), 2);
    m_maria.killHard();
    done = m_report.step(QStringLiteral("Maria's program is killed"), done) &&
           burst(m_anna, QStringLiteral("While Maria is away"), 2);
    done = done && openAgain(m_report, m_maria);

    done = done && burst(m_anna, QStringLiteral("Just before Anna's computer dies"), 2);
    m_anna.killHard();
    done = m_report.step(QStringLiteral("Anna's program is killed"), done) &&
           burst(m_maria, QStringLiteral("While Anna is away"), 2);
    done = done && openAgain(m_report, m_anna);
    done = done &&
           waitFor([&] { return m_anna.choose(QStringLiteral("mineList"), QStringLiteral("Maria")); }, 30s);

    done = done && allShownOnce(m_maria);
    done = done && allShownOnce(m_anna);
    done = done && receiptsCameThrough();
    picture(m_anna, QStringLiteral("agent-after-kills"));
    picture(m_maria, QStringLiteral("customer-after-kills"));
    return done;
}

bool Scenario::lookForTraces()
{
    m_report.chapter(QStringLiteral("What the server, the disks and the cable know"));
    bool done = printStoredRows(m_report, m_folder.filePath(QStringLiteral("server")));
    m_report.say(QStringLiteral("%1 bytes of traffic were recorded").arg(m_wire.bytesSeen()));
    QFile log(m_folder.filePath(QStringLiteral("programs-output")));
    if (log.open(QIODevice::WriteOnly)) {
        log.write(m_server.output() + m_founder.output() + m_anna.output() + m_ben.output() +
                  m_maria.output());
        log.close();
    }
    return searchForSentences(m_report, {m_folder.path()}, m_sentences,
                              m_output + QStringLiteral("/control")) &&
           done;
}

void Scenario::picture(DrivenWindow &person, const QString &name)
{
    const QString path = QStringLiteral("%1/%2.png").arg(m_output, name);
    m_report.step(QStringLiteral("picture %1").arg(path), person.takePicture(path), person.error());
}

void Scenario::leaveWindowsOpen()
{
    m_report.say(QStringLiteral("The windows stay open. Close them to end the demo."));
    waitFor([&] { return !m_anna.isRunning() && !m_maria.isRunning(); }, std::chrono::hours(24));
}

} // namespace chat121::e2e
