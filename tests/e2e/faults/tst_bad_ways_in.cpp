// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the shipped programs say to bad invitations and to servers that are down, changed, of another
// version or mad: one clear sentence, an exit status that is not 0, and nothing accepted is lost.
#include "common/crypto/init.h"
#include "tests/e2e/faults/bad_machine.h"
#include "tests/e2e/faults/strange_server.h"
#include "tests/e2e/support/office.h"
#include "tests/support/test_main.h"

#include <QDir>
#include <QTest>

using namespace chat121;
using namespace chat121::e2e;
using namespace Qt::StringLiterals;

class TestBadWaysIn : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void badInvitationsAreRefused_data();
    void badInvitationsAreRefused();
    void aUsedUpInvitationIsRefused();
    void anExpiredInvitationIsRefused_data();
    void anExpiredInvitationIsRefused();
    void strangeServersAreRefused_data();
    void strangeServersAreRefused();
    void aServerThatIsDownLosesNothing();
    void aChangedCertificateGetsNothingAndLosesNothing();
    void wrongCommandLinesOfTheBot_data();
    void wrongCommandLinesOfTheBot();

private:
    struct Refusal {
        QString sentence;
        int status = 0;
    };
    // What a stranger gets who tries this.
    Refusal tryAs(const QString &command, const QString &link);
    bool moveTls(const QString &from, const QString &to);

    BadMachine m_machine; // before everything that is started on it
    Office m_office;
    std::unique_ptr<Person> m_carla;
    QString m_guest_link;
    int m_strangers = 0;
};

void TestBadWaysIn::initTestCase()
{
    QVERIFY(crypto::initialise());
    QVERIFY(m_office.opens());
    m_guest_link = m_office.founder().invites(u"customers"_s);
    m_carla = m_office.customer(u"Carla"_s);
    QVERIFY(m_carla);
}

TestBadWaysIn::Refusal TestBadWaysIn::tryAs(const QString &command, const QString &link)
{
    Person stranger(u"Eve"_s, m_office.folder(u"stranger-%1"_s.arg(++m_strangers)));
    stranger.bot().tell(command, {{u"link"_s, link},
                                  {u"name"_s, u"Eve"_s},
                                  {u"organisation"_s, u"Evil"_s},
                                  {u"department"_s, u"Spying"_s},
                                  {u"password"_s, u"correct horse battery"_s}});
    const auto failed = stranger.bot().waitForEvent(u"failed"_s, [](const QJsonObject &) { return true; });
    const QString sentence = failed ? failed->value(u"sentence").toString() : stranger.lastEvents();
    return {sentence, stranger.bot().exitCode()};
}

void TestBadWaysIn::badInvitationsAreRefused_data()
{
    QTest::addColumn<QString>("command");
    QTest::addColumn<QString>("link");
    QTest::addColumn<QString>("words");
    QTest::newRow("no link") << u"join"_s << u"hello"_s << u"not a complete invitation"_s;
    QTest::newRow("nothing") << u"join"_s << u""_s << u"not a complete invitation"_s;
    QTest::newRow("cut off") << u"join"_s << m_guest_link.chopped(10) << u"not a complete invitation"_s;
    QTest::newRow("a web page") << u"join"_s << u"https://127.0.0.1/"_s << u"not a complete invitation"_s;
    QTest::newRow("a set-up link that was used")
        << u"found"_s << m_office.server().setUpLink() << u"already belongs"_s;
    QTest::newRow("founding with a customer's invitation")
        << u"found"_s << m_guest_link << u"for something else"_s;
}

void TestBadWaysIn::badInvitationsAreRefused()
{
    QFETCH(QString, command);
    QFETCH(QString, link);
    QFETCH(QString, words);
    const Refusal refusal = tryAs(command, link);
    QVERIFY2(refusal.sentence.contains(words), qPrintable(refusal.sentence));
    QCOMPARE(refusal.status, 1);
}

void TestBadWaysIn::aUsedUpInvitationIsRefused()
{
    Person first(u"First"_s, m_office.folder(u"first"_s));
    QVERIFY(first.joins(m_guest_link));
    const Refusal refusal = tryAs(u"join"_s, m_guest_link);
    QVERIFY2(refusal.sentence.contains(u"has been used already"), qPrintable(refusal.sentence));
    QCOMPARE(refusal.status, 1);
    QVERIFY(first.bot().quit());
}

void TestBadWaysIn::anExpiredInvitationIsRefused_data()
{
    QTest::addColumn<QString>("who");
    QTest::newRow("a customer's") << u"customers"_s;
    QTest::newRow("a colleague's") << u"staff"_s;
}

// For everybody's calendar two weeks and a day go by.
void TestBadWaysIn::anExpiredInvitationIsRefused()
{
    QFETCH(QString, who);
    const QString link = m_office.founder().invites(who);
    m_machine.clockIsAhead(std::chrono::hours(15 * 24));
    const Refusal refusal = tryAs(u"join"_s, link);
    m_machine.mend();
    QVERIFY2(refusal.sentence.contains(u"This invitation has expired"), qPrintable(refusal.sentence));
    QCOMPARE(refusal.status, 1);
}

void TestBadWaysIn::strangeServersAreRefused_data()
{
    addStrangeAnswers();
}

void TestBadWaysIn::strangeServersAreRefused()
{
    QFETCH(QList<QByteArray>, answers);
    QFETCH(QString, words);
    StrangeServer server(m_office.folder(u"strange"_s), answers);
    QVERIFY(!server.link().isEmpty());
    const Refusal refusal = tryAs(u"found"_s, server.link());
    QVERIFY2(refusal.sentence.contains(words), qPrintable(refusal.sentence));
    QCOMPARE(refusal.status, 1);
}

void TestBadWaysIn::aServerThatIsDownLosesNothing()
{
    const QString link = m_office.founder().invites(u"customers"_s);
    QVERIFY(m_office.server().stop());
    const Refusal refusal = tryAs(u"join"_s, link);
    QVERIFY2(refusal.sentence.contains(u"cannot be reached"), qPrintable(refusal.sentence));
    QCOMPARE(refusal.status, 1);

    m_carla->says(u"said without a server"_s);
    QVERIFY(m_carla->seesMessage(u"said without a server"_s));
    m_carla->bot().killHard();
    QVERIFY(m_office.server().start());
    QVERIFY(m_carla->restarts());
    QVERIFY(m_carla->seesOwn(u"said without a server"_s, u"sent"_s));
}

bool TestBadWaysIn::moveTls(const QString &from, const QString &to)
{
    return QDir().rename(m_office.folder(from), m_office.folder(to));
}

// Somebody else's server on the same address, even with a copy of all data but the key.
void TestBadWaysIn::aChangedCertificateGetsNothingAndLosesNothing()
{
    const QString link = m_office.founder().invites(u"customers"_s);
    QVERIFY(m_office.server().stop());
    QVERIFY(moveTls(u"server/tls"_s, u"tls-kept"_s));
    const qsizetype since = m_carla->bot().mark();
    QVERIFY(m_office.server().start());
    m_carla->says(u"not for strangers"_s);
    const QString words = u"Another server answers"_s;
    const auto is_it = [&](const QJsonObject &event) {
        return event.value(u"sentence").toString().contains(words);
    };
    QVERIFY2(m_carla->bot().waitForEvent(u"warning"_s, is_it, since), qPrintable(m_carla->lastEvents()));
    const Refusal refusal = tryAs(u"join"_s, link);
    QVERIFY2(refusal.sentence.contains(words), qPrintable(refusal.sentence));
    QCOMPARE(refusal.status, 1);
    QVERIFY(!m_carla->hasSeen(u"not for strangers"_s, u"sent"_s));

    QVERIFY(m_office.server().stop());
    QVERIFY(moveTls(u"server/tls"_s, u"tls-other"_s) && moveTls(u"tls-kept"_s, u"server/tls"_s));
    QVERIFY(m_office.server().start());
    m_carla->bot().killHard();
    QVERIFY(m_carla->restarts());
    QVERIFY(m_carla->seesOwn(u"not for strangers"_s, u"sent"_s));
}

void TestBadWaysIn::wrongCommandLinesOfTheBot_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("words");
    QTest::newRow("no profile") << QStringList{} << QByteArray("--profile is required");
    QTest::newRow("unknown option") << QStringList{u"--nonsense"_s} << QByteArray("nonsense");
    QTest::newRow("a word too many") << QStringList{u"--profile"_s, u"/tmp/x"_s, u"word"_s}
                                     << QByteArray("word");
    QTest::newRow("no passphrase file")
        << QStringList{u"--profile"_s, u"/tmp/x"_s, u"--passphrase-file"_s, u"/absent"_s}
        << QByteArray("cannot be read");
}

void TestBadWaysIn::wrongCommandLinesOfTheBot()
{
    QFETCH(QStringList, arguments);
    QFETCH(QByteArray, words);
    QProcess bot;
    bot.start(QCoreApplication::applicationDirPath() + u"/chat121-bot"_s, arguments);
    QVERIFY(bot.waitForFinished());
    const QByteArray output = bot.readAllStandardError();
    QVERIFY2(output.contains(words) && output.count('\n') == 1, output.constData());
    QCOMPARE(bot.exitCode(), 2);
}

CHAT121_TEST_MAIN(TestBadWaysIn)
#include "tst_bad_ways_in.moc"
