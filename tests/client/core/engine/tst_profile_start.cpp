// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A profile that cannot be opened says why, in the words for that cause, and is not touched.

#include "client/core/engine/live_workspace.h"
#include "client/core/engine/notices/problems.h"
#include "client/core/local_store/local_store.h"
#include "common/crypto/init.h"
#include "common/crypto/sodium_random.h"
#include "common/identity/invitation.h"
#include "tests/client/core/key_vault/fake_keychain.h"
#include "tests/support/temporary_directory.h"
#include "tests/support/test_main.h"

#include <QtTest>

using namespace chat121;
using namespace chat121::engine;
using namespace chat121::test;
using Mood = FakeKeychain::Mood;

namespace {

QString linkToNobody(RandomSource &random)
{
    identity::Invitation invitation;
    invitation.endpoints = {{QStringLiteral("127.0.0.1"), 1}};
    invitation.purpose = identity::SetUpInvitation{identity::InvitationToken::random(random)};
    return identity::toLink(invitation);
}

} // namespace

class TestProfileStart : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(crypto::initialise()); }
    void aKeyStoreThatDoesNotHelpIsNamed_data();
    void aKeyStoreThatDoesNotHelpIsNamed();
    void messagesWithoutTheirKeyAreNamed();
    void anEmptyFolderIsAFirstStart();
    void whoComesInBeforeTheKeyStoreAnswersIsNotRefused();

private:
    EngineSetup setup(Mood mood) const;

    TemporaryDirectory m_folder;
};

EngineSetup TestProfileStart::setup(Mood mood) const
{
    EngineSetup setup;
    setup.directory = m_folder.filePath(QString::fromLatin1(QTest::currentDataTag()) + u'-' +
                                        QString::fromLatin1(QTest::currentTestFunction()));
    QDir().mkpath(setup.directory);
    setup.vault = VaultChoice::Automatic;
    setup.keychain = [mood] {
        auto keychain = std::make_unique<FakeKeychain>();
        keychain->mood = mood;
        return keychain;
    };
    return setup;
}

void TestProfileStart::aKeyStoreThatDoesNotHelpIsNamed_data()
{
    QTest::addColumn<Mood>("mood");
    QTest::newRow("without the key") << Mood::Works;
    QTest::newRow("locked") << Mood::Locked;
    QTest::newRow("missing") << Mood::Missing;
}

void TestProfileStart::aKeyStoreThatDoesNotHelpIsNamed()
{
    QFETCH(Mood, mood);
    const EngineSetup with = setup(mood);
    QVERIFY(writeVaultFile(with.directory, {1, VaultProtection::Keychain, {}, {}}));
    LiveWorkspace workspace(with);
    workspace.open();
    QTRY_COMPARE(workspace.state(), Workspace::State::Broken);
    QCOMPARE(workspace.problem().sentence, problem(ProblemKind::KeyStoreSilent).sentence);
    QVERIFY(readVaultFile(with.directory)->has_value());
}

void TestProfileStart::messagesWithoutTheirKeyAreNamed()
{
    const EngineSetup with = setup(Mood::Works);
    crypto::SodiumRandom random;
    QVERIFY(LocalStore::open(with.directory, crypto::Secret32::random(random), random));
    LiveWorkspace workspace(with);
    workspace.open();
    QTRY_COMPARE(workspace.state(), Workspace::State::Broken);
    QCOMPARE(workspace.problem().sentence, problem(ProblemKind::KeyMissing).sentence);
    QVERIFY(LocalStore::existsIn(with.directory));

    workspace.eraseProfile(); // the person starts anew
    QTRY_COMPARE(workspace.state(), Workspace::State::Empty);
    QVERIFY(!LocalStore::existsIn(with.directory));
}

void TestProfileStart::anEmptyFolderIsAFirstStart()
{
    LiveWorkspace workspace(setup(Mood::Works));
    workspace.open();
    QTRY_COMPARE(workspace.state(), Workspace::State::Empty);
    QVERIFY(!workspace.needsPassphrase());
}

// A keyring may take its time; the link of the set-up is there at once.
void TestProfileStart::whoComesInBeforeTheKeyStoreAnswersIsNotRefused()
{
    crypto::SodiumRandom random;
    LiveWorkspace workspace(setup(Mood::Works));
    QSignalSpy failed(&workspace, &Workspace::wayInFailed);
    const QString name = QStringLiteral("Somebody");
    workspace.open();
    workspace.previewInvitation(linkToNobody(random));
    workspace.foundOrganisation(name, name, name, QStringLiteral("a password of some length"));
    QTRY_VERIFY(!failed.isEmpty()); // by nothing but the server that is not there
    const auto said = failed.first().first().value<Problem>();
    QCOMPARE(said.sentence, problem(ProblemKind::ServerUnreachable).sentence);
}

CHAT121_TEST_MAIN(TestProfileStart)
#include "tst_profile_start.moc"
