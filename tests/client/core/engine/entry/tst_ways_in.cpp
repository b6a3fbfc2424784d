// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Ways in that do not lead in: each gives one clear sentence, and nothing is left on the computer.

#include "common/crypto/init.h"
#include "tests/client/core/engine/clients.h"
#include "tests/support/test_main.h"

using namespace chat121;
using namespace chat121::test;

class TestWaysIn : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void badInvitationsGiveOneSentence_data();
    void badInvitationsGiveOneSentence();
    void aUsedUpInvitationIsRefused();
    void aChangedCertificateIsRefused();
    void aServerThatIsDownIsNamed();
    void aShortPasswordIsRefused();
    void aProfileIsThereAfterARestart();
    void anInvitationMayBeAFile();
    void thePreviewTellsWhetherAnybodyIsThere();
    void aLostNetworkIsToldAndItsReturnIsUsed();
    void aRegistrationWithoutAnAnswerGoesOn_data();
    void aRegistrationWithoutAnAnswerGoesOn();
    void aFoundingWithoutAnAnswerGoesOn();
    void anUnfinishedRegistrationWaitsForItsInvitation();
    void anotherInvitationEndsAnUnfinishedRegistration();
    void aDamagedProfileIsNamedAndNotTouched_data();
    void aDamagedProfileIsNamedAndNotTouched();

private:
    QString changed(const QString &link, const std::function<void(identity::Invitation &)> &change);

    Company m_company;
    QString m_guest_link;
    QString m_staff_link;
    QString m_set_up_link;
    TemporaryDirectory m_files;
};

void TestWaysIn::initTestCase()
{
    QVERIFY(crypto::initialise());
    QVERIFY(m_company.opens());
    m_set_up_link = m_company.server().setUpLink();
    m_guest_link = m_company.founder().invites(QStringLiteral("customers"));
    m_staff_link = m_company.founder().invites(QStringLiteral("staff"));
    QVERIFY(!m_guest_link.isEmpty() && !m_staff_link.isEmpty());
}

QString TestWaysIn::changed(const QString &link, const std::function<void(identity::Invitation &)> &change)
{
    auto invitation = identity::parseInvitation(link);
    if (!invitation) return {};
    change(*invitation);
    return identity::toLink(*invitation);
}

void TestWaysIn::badInvitationsGiveOneSentence_data()
{
    QTest::addColumn<QString>("link");
    QTest::addColumn<QString>("words");
    QTest::newRow("no invitation") << QStringLiteral("hello") << QStringLiteral("not a complete invitation");
    QTest::newRow("cut off") << m_guest_link.chopped(9) << QStringLiteral("not a complete invitation");
    QTest::newRow("a file that is not there")
        << QStringLiteral("/nowhere/x.chat121") << QStringLiteral("not a complete invitation");
    QTest::newRow("set up already") << m_set_up_link << QStringLiteral("already belongs to an organisation");
    QTest::newRow("another registrar") << changed(m_guest_link, [](identity::Invitation &invitation) {
        invitation.registrar_key.data[0] ^= 1;
    }) << QStringLiteral(".");
    QTest::newRow("another root") << changed(m_guest_link, [](identity::Invitation &invitation) {
        std::get<identity::GuestInvitation>(invitation.purpose).root_key.data[0] ^= 1;
    }) << QStringLiteral("did not sign this invitation");
}

void TestWaysIn::badInvitationsGiveOneSentence()
{
    QFETCH(QString, link);
    QFETCH(QString, words);
    Client client(m_company.home(QStringLiteral("nobody")));
    QTRY_COMPARE(client.workspace().state(), Workspace::State::Empty);
    client.workspace().previewInvitation(link);
    QVERIFY2(client.isWarned(words),
             qPrintable(client.problems.isEmpty() ? QString() : client.problems.constLast().sentence));
    QCOMPARE(client.problems.size(), 1);
    QVERIFY(!QFileInfo::exists(m_company.home(QStringLiteral("nobody/vault"))));
}

void TestWaysIn::aUsedUpInvitationIsRefused()
{
    Client first(m_company.home(QStringLiteral("first")));
    QVERIFY(first.joins(m_staff_link, QStringLiteral("First")));
    Client second(m_company.home(QStringLiteral("second")));
    QSignalSpy previewed(&second.workspace(), &Workspace::invitationPreviewed);
    QTRY_COMPARE(second.workspace().state(), Workspace::State::Empty);
    second.workspace().previewInvitation(m_staff_link);
    QTRY_COMPARE(previewed.size(), 1);
    second.workspace().joinAsStaff(QStringLiteral("Second"), QStringLiteral("correct horse battery"));
    QVERIFY(second.isWarned(QStringLiteral("has been used already")));
    QTRY_COMPARE(second.workspace().state(), Workspace::State::Empty);
    QTRY_VERIFY(!QFileInfo::exists(m_company.home(QStringLiteral("second/vault"))));
}

void TestWaysIn::aChangedCertificateIsRefused()
{
    Client client(m_company.home(QStringLiteral("pinned")));
    QTRY_COMPARE(client.workspace().state(), Workspace::State::Empty);
    client.workspace().previewInvitation(
        changed(m_guest_link, [](identity::Invitation &invitation) { invitation.tls_pin.data[0] ^= 1; }));
    QTRY_COMPARE(client.problems.size(), 1);
    QVERIFY(!client.problems.constFirst().is_retryable);
}

void TestWaysIn::aServerThatIsDownIsNamed()
{
    Client client(m_company.home(QStringLiteral("down")));
    QTRY_COMPARE(client.workspace().state(), Workspace::State::Empty);
    client.workspace().previewInvitation(changed(m_guest_link, [](identity::Invitation &invitation) {
        invitation.endpoints = {{QStringLiteral("127.0.0.1"), 1}};
    }));
    QTRY_COMPARE_WITH_TIMEOUT(client.problems.size(), 1, 20'000);
    QVERIFY(client.problems.constFirst().is_retryable);
}

void TestWaysIn::aShortPasswordIsRefused()
{
    const QString link = m_company.founder().invites(QStringLiteral("staff"));
    Client client(m_company.home(QStringLiteral("short")));
    QSignalSpy previewed(&client.workspace(), &Workspace::invitationPreviewed);
    QTRY_COMPARE(client.workspace().state(), Workspace::State::Empty);
    client.workspace().previewInvitation(link);
    QTRY_COMPARE(previewed.size(), 1);
    client.workspace().joinAsStaff(QStringLiteral("Shorty"), QStringLiteral("nine char"));
    QVERIFY(client.isWarned(QStringLiteral("password is too short")));
    QTRY_COMPARE(client.workspace().state(), Workspace::State::Empty);
    QVERIFY(client.joins(link, QStringLiteral("Shorty"))); // nothing was used up
}

void TestWaysIn::aProfileIsThereAfterARestart()
{
    const QString home = m_company.home(QStringLiteral("again"));
    {
        Client client(home);
        QVERIFY(client.joins(m_guest_link, QStringLiteral("Agatha")));
    }
    Client client(home);
    QVERIFY(client.isConnected());
    QCOMPARE(client.workspace().ownName(), QStringLiteral("Agatha"));
    QCOMPARE(client.workspace().organisation(), QStringLiteral("ACME"));
    QCOMPARE(client.workspace().role(), Workspace::Role::Customer);

    client.workspace().eraseProfile();
    QTRY_COMPARE(client.workspace().state(), Workspace::State::Empty);
    QCOMPARE(client.workspace().role(), Workspace::Role::None);
}

void TestWaysIn::anInvitationMayBeAFile()
{
    const QString path = m_files.write(QStringLiteral("acme.chat121"), m_guest_link.toUtf8() + "\n");
    Client client(m_company.home(QStringLiteral("by file")));
    QSignalSpy previewed(&client.workspace(), &Workspace::invitationPreviewed);
    QTRY_COMPARE(client.workspace().state(), Workspace::State::Empty);
    client.workspace().previewInvitation(path);
    QTRY_COMPARE(previewed.size(), 1);
    const auto preview = previewed.constFirst().constFirst().value<InvitationPreview>();
    QCOMPARE(preview.organisation, QStringLiteral("ACME"));
    QCOMPARE(preview.department, QStringLiteral("Support"));
    QVERIFY(!preview.consent_text.isEmpty());
}

void TestWaysIn::thePreviewTellsWhetherAnybodyIsThere()
{
    Client client(m_company.home(QStringLiteral("looks first")));
    QSignalSpy previewed(&client.workspace(), &Workspace::invitationPreviewed);
    QTRY_COMPARE(client.workspace().state(), Workspace::State::Empty);
    const auto is_anybody_there = [&](DutyStatus status) {
        m_company.founder().workspace().setDutyStatus(status, 4);
        const auto looks_again = [&] {
            const qsizetype before = previewed.size();
            client.workspace().previewInvitation(m_guest_link);
            if (!QTest::qWaitFor([&] { return previewed.size() > before; })) return false;
            return previewed.constLast().constFirst().value<InvitationPreview>().is_anybody_on_duty ==
                   (status != DutyStatus::Away);
        };
        return QTest::qWaitFor(looks_again); // the founder's status is on its way
    };
    QVERIFY(is_anybody_there(DutyStatus::Available));
    QVERIFY(is_anybody_there(DutyStatus::Away));
    QVERIFY(is_anybody_there(DutyStatus::Busy));
}

void TestWaysIn::aLostNetworkIsToldAndItsReturnIsUsed()
{
    Client client(m_company.home(QStringLiteral("on a train")));
    QVERIFY(client.joins(m_guest_link, QStringLiteral("Tara")));
    const auto state = [&] { return client.workspace().connection().state; };
    client.workspace().setNetworkAvailable(false);
    m_company.server().killHard();
    QTRY_COMPARE(state(), ConnectionState::Offline);
    QVERIFY(m_company.server().start());
    client.workspace().setNetworkAvailable(true);
    QTRY_COMPARE(state(), ConnectionState::Connected);
    QVERIFY(m_company.founder().isConnected());
}

void TestWaysIn::aRegistrationWithoutAnAnswerGoesOn_data()
{
    QTest::addColumn<QString>("who");
    QTest::addColumn<Workspace::Role>("role");
    QTest::newRow("staff, by an invitation for one") << QStringLiteral("staff") << Workspace::Role::Staff;
    QTest::newRow("customer") << QStringLiteral("customers") << Workspace::Role::Customer;
}

void TestWaysIn::aRegistrationWithoutAnAnswerGoesOn()
{
    QFETCH(QString, who);
    const QString home = m_company.home(QStringLiteral("cut off ") + who);
    const QString name = QStringLiteral("Cut ") + who;
    {
        Client client(home);
        QVERIFY(client.registersUnheard(m_company.founder().invites(who), name));
    }
    Client client(home);
    QVERIFY(client.isConnected());
    QCOMPARE(client.workspace().ownName(), name);
    QTEST(client.workspace().role(), "role");
    QVERIFY(client.problems.isEmpty());
}

void TestWaysIn::aFoundingWithoutAnAnswerGoesOn()
{
    e2e::ServerProcess server(m_company.home(QStringLiteral("another server")), 0);
    QVERIFY(server.start());
    const QString home = m_company.home(QStringLiteral("another founder"));
    {
        Client client(home);
        QVERIFY(client.registersUnheard(server.setUpLink(), QStringLiteral("Otto")));
    }
    Client client(home);
    QVERIFY(client.isConnected());
    QVERIFY(client.workspace().canInvite());
    QVERIFY(!client.invites(QStringLiteral("customers")).isEmpty());
}

void TestWaysIn::anUnfinishedRegistrationWaitsForItsInvitation()
{
    const QString home = m_company.home(QStringLiteral("waits"));
    const QString link = m_company.founder().invites(QStringLiteral("staff"));
    {
        Client client(home);
        QVERIFY(client.registersUnheard(link, QStringLiteral("Wanda")));
    }
    m_company.server().killHard();
    Client client(home); // repeats it, and nobody answers
    QTRY_COMPARE_WITH_TIMEOUT(client.workspace().state(), Workspace::State::Empty, 30'000);
    QTRY_COMPARE(client.problems.size(), 1);
    QVERIFY(client.problems.constFirst().is_retryable);
    QVERIFY(m_company.server().start());
    QVERIFY(m_company.founder().isConnected());
    QVERIFY(client.joins(link, QStringLiteral("Wilma"))); // the same keys: it lets one account in
    QCOMPARE(client.workspace().ownName(), QStringLiteral("Wilma"));
}

void TestWaysIn::anotherInvitationEndsAnUnfinishedRegistration()
{
    const QString home = m_company.home(QStringLiteral("turns away"));
    {
        Client client(home);
        QVERIFY(client.registersUnheard(m_company.founder().invites(QStringLiteral("staff")),
                                        QStringLiteral("Tom")));
    }
    m_company.server().killHard();
    Client client(home);
    QTRY_COMPARE_WITH_TIMEOUT(client.workspace().state(), Workspace::State::Empty, 30'000);
    QVERIFY(m_company.server().start());
    QVERIFY(m_company.founder().isConnected());
    QVERIFY(client.joins(m_guest_link, QStringLiteral("Thomas")));
    QCOMPARE(client.workspace().role(), Workspace::Role::Customer);
}

void TestWaysIn::aDamagedProfileIsNamedAndNotTouched_data()
{
    QTest::addColumn<QString>("pattern");
    QTest::newRow("the database") << QStringLiteral("*.sqlite");
    QTest::newRow("the vault") << QStringLiteral("vault");
}

void TestWaysIn::aDamagedProfileIsNamedAndNotTouched()
{
    QFETCH(QString, pattern);
    const QString home = m_company.home(QStringLiteral("damaged ") + QString::number(pattern.size()));
    {
        Client client(home);
        QVERIFY(client.joins(m_guest_link, QStringLiteral("Dagmar")));
    }
    const QStringList files = QDir(home).entryList({pattern}, QDir::Files);
    QCOMPARE(files.size(), 1);
    QFile file(home + u'/' + files.constFirst());
    QVERIFY(file.open(QIODevice::ReadWrite));
    QVERIFY(file.write(QByteArray(64, '\x5a')) == 64);
    file.close();
    const qint64 size = file.size();

    Client client(home);
    QTRY_COMPARE(client.workspace().state(), Workspace::State::Broken);
    QVERIFY(!client.workspace().problem().sentence.isEmpty());
    QCOMPARE(QFileInfo(file).size(), size);
}

CHAT121_TEST_MAIN(TestWaysIn)
#include "tst_ways_in.moc"
