// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// security.md F8: what people say to each other is nowhere but on their screens, and the passwords of staff are
// nowhere at all: not on the server's disk, not in its output, not in what passes inside of TLS, not on their
// own disks, and not in a core file; B5: what a server chooses is signed together with what it means, or not at all.
// CHAT121_ATTACKS=10000 for as many messages.
#include "common/crypto/init.h"
#include "common/identity/ids.h"
#include "common/identity/invitation.h"
#include "common/identity/login.h"
#include "common/mls/group.h"
#include "common/protocol/messages/answers.h"
#include "common/protocol/messages/delivery.h"
#include "common/protocol/messages/session.h"
#include "tests/e2e/hostile/hostile_office.h"
#include "tests/e2e/support/driven_window.h"
#include "tests/e2e/support/leak_search.h"
#include "tests/support/test_main.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTest>

using namespace chat121;
using namespace chat121::e2e;
using namespace Qt::StringLiterals;

class TestHostileSecrets : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanup() { m_office.server().behaves(); }
    void nothingThatWasSaidIsFoundAnywhere();
    void aCrashWritesNoMemory();
    void aChallengeIsSignedAsAChallengeOnly();

private:
    HostileServer &server() { return m_office.server(); }

    HostileOffice m_office;
};

void TestHostileSecrets::initTestCase()
{
    QVERIFY(crypto::initialise());
    QVERIFY(m_office.opens());
}

void TestHostileSecrets::nothingThatWasSaidIsFoundAnywhere()
{
    const int total = attacks(60);
    auto talk = m_office.talk(u"Canarya Yellowbird"_s);
    QVERIFY(talk);
    QStringList canaries{QString::fromLatin1(Person::kPassword), u"Canarya Yellowbird"_s};
    for (int number = 0; number < total; ++number) {
        const QString words = u"canary %1 sings of the Müller account"_s.arg(number);
        const bool is_annas = number % 2 == 0;
        Person &speaker = is_annas ? m_office.anna() : *talk->customer;
        speaker.says(words, talk->name);
        if (number < 20) canaries.append(words);
        if (number % 100 == 99) QVERIFY(speaker.seesOwn(words, u"sent"_s));
    }
    canaries.append(u"sings of the Müller account"_s);
    const QString last = u"canary %1 sings of the Müller account"_s.arg(total - 1);
    QVERIFY(m_office.anna().seesMessage(last, talk->name) || talk->customer->seesMessage(last));
    QVERIFY(talk->customer->bot().quit());
    QVERIFY(m_office.anna().bot().quit());

    const QString scratch = m_office.office().folder(u"seen by the server"_s);
    QDir().mkpath(scratch);
    QFile wire(scratch + u"/wire"_s);
    QVERIFY(wire.open(QIODevice::WriteOnly));
    for (const QByteArray &message : server().everythingHeard())
        wire.write(message);
    wire.write(m_office.office().server().output());
    wire.close();
    QVERIFY(wire.size() > total * 256);
    const auto in = [&](const QString &name) { return m_office.office().folder(name); };
    const QStringList folders{scratch,          in(u"server"_s),     in(u"server-home"_s),
                              in(u"founder"_s), in(u"agent-Anna"_s), in(u"customer-Canarya Yellowbird"_s)};
    for (const Leak &leak : searchFolders(folders, canaries))
        qInfo().noquote() << leak.sentence << "as" << leak.form << "in" << leak.file;
    QVERIFY(searchFolders(folders, canaries).isEmpty());
    // The search would have found it.
    QVERIFY(wire.open(QIODevice::Append));
    wire.write("..." + canaries.constLast().toUtf8().toBase64());
    wire.close();
    QVERIFY(!searchFolders(folders, canaries).isEmpty());
    QVERIFY(m_office.anna().restarts());
}

void TestHostileSecrets::aCrashWritesNoMemory()
{
    DrivenWindow window(u"Crash"_s, m_office.office().folder(u"crash"_s));
    QVERIFY2(window.start(), qPrintable(window.ending()));
    for (const qint64 process :
         {m_office.anna().bot().processId(), m_office.office().server().processId(), window.processId()}) {
        QFile file(u"/proc/%1/limits"_s.arg(process));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QList<QByteArray> lines = file.readAll().split('\n');
        const auto core = std::find_if(lines.cbegin(), lines.cend(), [](const QByteArray &line) {
            return line.startsWith("Max core file size");
        });
        QVERIFY(core != lines.cend());
        QCOMPARE(core->simplified(), QByteArray("Max core file size 0 0 bytes"));
        // Whose memory may be handed on has it owned by its user; for root that is no difference.
        QCOMPARE(QFileInfo(u"/proc/%1/mem"_s.arg(process)).ownerId(), 0u);
    }
}

// The server asks for a signature over bytes that it would like to have signed.
void TestHostileSecrets::aChallengeIsSignedAsAChallengeOnly()
{
    const auto wanted = crypto::sha256("what the server wants to be signed");
    const auto invitation = identity::parseInvitation(m_office.office().founder().invites(u"customers"_s));
    const auto commits = server().heard<protocol::Commit>(m_office.annas(), Way::ToServer);
    QVERIFY(invitation && !commits.isEmpty());
    const auto members = mls::publicMembers(commits.constLast().group_info.bytes);
    QVERIFY(members);
    const auto anna = std::find_if(members->cbegin(), members->cend(), [&](const mls::Member &member) {
        return identity::deviceIdOf(member.signature_key) == server().deviceOf(m_office.annas());
    });
    QVERIFY(anna != members->cend());
    server().answers(kEverybody, editing<protocol::Welcome>(
                                     [&](protocol::Welcome &welcome) { welcome.challenge = wanted; }));
    server().forgetWhatWasHeard();
    server().cut(m_office.annas());
    QVERIFY(QTest::qWaitFor(
        [&] { return !server().heard<protocol::LogIn>(m_office.annas(), Way::ToServer).isEmpty(); }, 20'000));
    const auto log_in = server().heard<protocol::LogIn>(m_office.annas(), Way::ToServer).constFirst();
    const auto welcome = server().heard<protocol::Welcome>(kEverybody, Way::ToClient).constFirst();
    // The real server, whose challenge it was not, does not take it: no log-in can be passed on.
    QVERIFY(QTest::qWaitFor(
        [&] {
            const auto refusals = server().heard<protocol::Refused>(m_office.annas(), Way::ToClient);
            return std::any_of(refusals.cbegin(), refusals.cend(), [&](const protocol::Refused &refused) {
                return refused.reason == protocol::Reason::BadSignature;
            });
        },
        20'000));
    QVERIFY(welcome.challenge != wanted);
    // It is Anna's, over the bytes together with what they mean, for this server; not over the bytes.
    const identity::LogInStatement meant{{invitation->registrar_key, wanted, invitation->tls_pin},
                                         m_office.annas(),
                                         log_in.device,
                                         log_in.start_counter};
    QVERIFY(identity::verifyDetached(meant, anna->signature_key, log_in.device_proof));
    QVERIFY(!crypto::verify(anna->signature_key, wanted.view(), log_in.device_proof));
}

CHAT121_TEST_MAIN(TestHostileSecrets)
#include "tst_hostile_secrets.moc"
