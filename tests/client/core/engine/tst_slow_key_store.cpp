// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A key store that is locked, whose question was refused, or that never answers: there is a way on from
// each, and none of them touches the profile.

#include "client/core/engine/live_workspace.h"
#include "client/core/engine/notices/problems.h"
#include "common/crypto/init.h"
#include "tests/client/core/key_vault/fake_keychain.h"
#include "tests/support/temporary_directory.h"
#include "tests/support/test_main.h"

#include <QtTest>

#include <atomic>

using namespace chat121;
using namespace chat121::engine;
using namespace chat121::test;
using Mood = FakeKeychain::Mood;

class TestSlowKeyStore : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(crypto::initialise()); }
    void aFirstStartGoesOnWithoutIt();
    void anAnswerInTimeIsNotSlow();
    void aRefusedQuestionIsAskedAgain();
    void aQuestionThatIsNotAnsweredIsAskedAgain();

private:
    // The mood is looked at when the engine asks, on its thread.
    EngineSetup setup(Mood mood);
    EngineSetup setupWithProfile(Mood mood);
    void change(Mood mood);

    TemporaryDirectory m_folder;
    std::atomic<FakeKeychain *> m_keychain = nullptr;
};

EngineSetup TestSlowKeyStore::setup(Mood mood)
{
    EngineSetup setup;
    setup.directory = m_folder.filePath(QString::fromLatin1(QTest::currentTestFunction()));
    QDir().mkpath(setup.directory);
    setup.vault = VaultChoice::Automatic;
    setup.key_store_patience = std::chrono::milliseconds(20);
    setup.keychain = [this, mood] {
        auto keychain = std::make_unique<FakeKeychain>();
        keychain->mood = mood;
        m_keychain = keychain.get();
        return keychain;
    };
    return setup;
}

EngineSetup TestSlowKeyStore::setupWithProfile(Mood mood)
{
    const EngineSetup made = setup(mood);
    if (!writeVaultFile(made.directory, {1, VaultProtection::Keychain, {}, {}})) qFatal("no vault file");
    return made;
}

void TestSlowKeyStore::change(Mood mood)
{
    FakeKeychain *keychain = m_keychain;
    QMetaObject::invokeMethod(
        keychain, [keychain, mood] { keychain->mood = mood; }, Qt::BlockingQueuedConnection);
}

void TestSlowKeyStore::aFirstStartGoesOnWithoutIt()
{
    LiveWorkspace workspace(setup(Mood::Silent));
    QSignalSpy changed(&workspace, &Workspace::keyStoreChanged);
    workspace.open();
    QTRY_VERIFY(workspace.isKeyStoreSlow());
    QCOMPARE(workspace.state(), Workspace::State::Opening);
    QVERIFY(workspace.mayGoOnWithoutKeyStore());
    workspace.goOnWithoutKeyStore();
    QTRY_COMPARE(workspace.state(), Workspace::State::Empty);
    QVERIFY(workspace.needsPassphrase());
    QVERIFY(!workspace.isKeyStoreSlow());
    QCOMPARE(changed.count(), 2);
}

void TestSlowKeyStore::anAnswerInTimeIsNotSlow()
{
    EngineSetup patient = setup(Mood::Works);
    patient.key_store_patience = std::chrono::minutes(1);
    LiveWorkspace workspace(patient);
    QSignalSpy changed(&workspace, &Workspace::keyStoreChanged);
    workspace.open();
    QTRY_COMPARE(workspace.state(), Workspace::State::Empty);
    workspace.goOnWithoutKeyStore(); // nothing is being asked: nothing changes
    workspace.openAgain();
    QTest::qWait(0);
    QVERIFY(!workspace.needsPassphrase());
    QCOMPARE(changed.count(), 0);
}

void TestSlowKeyStore::aRefusedQuestionIsAskedAgain()
{
    LiveWorkspace workspace(setupWithProfile(Mood::Refusing));
    workspace.open();
    QTRY_COMPARE(workspace.state(), Workspace::State::Broken);
    QVERIFY(workspace.problem().is_retryable);
    change(Mood::Works); // the key is not in it: the answer is another one
    QSignalSpy states(&workspace, &Workspace::stateChanged);
    workspace.openAgain();
    QTRY_COMPARE(states.count(), 2); // opening, and what came of it
    QCOMPARE(workspace.problem().sentence, problem(ProblemKind::KeyStoreSilent).sentence);
}

void TestSlowKeyStore::aQuestionThatIsNotAnsweredIsAskedAgain()
{
    LiveWorkspace workspace(setupWithProfile(Mood::Silent));
    QSignalSpy changed(&workspace, &Workspace::keyStoreChanged);
    workspace.open();
    QTRY_VERIFY(workspace.isKeyStoreSlow());
    QCOMPARE(workspace.state(), Workspace::State::Opening);
    QVERIFY(!workspace.mayGoOnWithoutKeyStore()); // the key is nowhere else
    workspace.openAgain();                        // still nothing
    QTRY_COMPARE(changed.count(), 3);             // it was asked, and is slow once more
    change(Mood::Missing);
    workspace.openAgain();
    QTRY_COMPARE(workspace.state(), Workspace::State::Broken);
    QVERIFY(!workspace.isKeyStoreSlow());
    QVERIFY(readVaultFile(m_folder.filePath(QStringLiteral("aQuestionThatIsNotAnsweredIsAskedAgain")))
                ->has_value());
}

CHAT121_TEST_MAIN(TestSlowKeyStore)
#include "tst_slow_key_store.moc"
