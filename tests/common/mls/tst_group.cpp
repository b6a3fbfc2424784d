// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a client does every day with a group: messages, pending and staged commits, saving.
#include "common/base/limits.h"
#include "tests/common/mls/device.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace chat121;
using namespace chat121::test;

class TestGroup : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void membersAgree();
    void messagesReachTheOther();
    void ownMessageIsNamedAsSuch();
    void aMessageOfAnotherCopyIsOpened();
    void replayIsRefused();
    void messagesMayOvertakeEachOther();
    void aLostMessageDoesNoHarm();
    void lateMessagesOfPastEpochs();
    void pastEpochsEndWithTime();
    void pendingCommitChangesNothing();
    void pendingCommitSurvivesARestart();
    void pendingCommitLosesToAnother();
    void stagedCommitMayBeProcessedAgain();
    void welcomeWithTheTreeBeside();
    void keyPackageBundleSurvivesARestart();
    void lastResortIsMarked();
    void lastResortOpensEveryWelcome();
    void savedStateIsSmall();
    void savedPartsOfDifferentEpochsAreRefused();
    void damagedStateIsRefused();
};

void TestGroup::membersAgree()
{
    Pair pair;
    VERIFY_OK(pair.start());
    QCOMPARE(pair.at_ben->epoch(), 1u);
    QCOMPARE(pair.at_ben->groupId(), QByteArray("group"));
    QCOMPARE(pair.at_ben->epochAuthenticator(), pair.at_anna->epochAuthenticator());
    QCOMPARE(pair.at_ben->members(), pair.at_anna->members());
    QCOMPARE(pair.at_ben->members().size(), 2);
    QCOMPARE(pair.at_ben->ownLeaf(), mls::LeafIndex{1});
    QCOMPARE(pair.at_anna->member({1})->extension(kTestExtension), QByteArray("chain of ben"));

    const auto a = pair.at_anna->exporter("chat121 inbox", "department", 32);
    const auto b = pair.at_ben->exporter("chat121 inbox", "department", 32);
    const auto other = pair.at_ben->exporter("chat121 inbox", "another", 32);
    QVERIFY(*a == *b);
    QVERIFY(!(*a == *other));
}

void TestGroup::messagesReachTheOther()
{
    Pair pair;
    VERIFY_OK(pair.start());
    for (const QByteArray &text : {QByteArray("hello"), QByteArray(), QByteArray(40'000, 'x')}) {
        const auto sealed = pair.at_anna->protect(text, "id 1");
        VERIFY_OK(sealed);
        QVERIFY(text.isEmpty() || !sealed->contains(text));
        const auto opened = open(*pair.at_ben, *sealed);
        VERIFY_OK(opened);
        QCOMPARE(opened->data, text);
        QCOMPARE(opened->authenticated_data, QByteArray("id 1"));
        QCOMPARE(opened->sender, mls::LeafIndex{0});
        QCOMPARE(opened->member.identity, QByteArray("anna"));
        QCOMPARE(opened->epoch, 1u);
    }
}

void TestGroup::ownMessageIsNamedAsSuch()
{
    Pair pair;
    VERIFY_OK(pair.start());
    const auto sealed = pair.at_anna->protect("hello", {});
    const auto echoed = pair.at_anna->process(*sealed);
    VERIFY_OK(echoed);
    QVERIFY(std::holds_alternative<mls::OwnMessage>(*echoed));
}

// The state was copied, and the copy has sent: that is no message of our own, and its key is used up.
void TestGroup::aMessageOfAnotherCopyIsOpened()
{
    Pair pair;
    VERIFY_OK(pair.start());
    auto copy = mls::Group::restore(pair.anna.party, pair.at_anna->saved());
    VERIFY_OK(copy);
    const auto sealed = copy->protect("from the copy", {});
    const auto opened = open(*pair.at_anna, *sealed);
    VERIFY_OK(opened);
    QCOMPARE(opened->data, QByteArray("from the copy"));
    QCOMPARE(opened->sender, pair.at_anna->ownLeaf());
    const auto next = pair.at_anna->protect("from here", {});
    VERIFY_OK(open(*pair.at_ben, *sealed));
    VERIFY_OK(open(*pair.at_ben, *next)); // under another key
    const auto again = pair.at_anna->process(*sealed);
    VERIFY_OK(again);
    QVERIFY(std::holds_alternative<mls::OwnMessage>(*again));
}

void TestGroup::replayIsRefused()
{
    Pair pair;
    VERIFY_OK(pair.start());
    const auto sealed = pair.at_anna->protect("hello", {});
    VERIFY_OK(open(*pair.at_ben, *sealed));
    QCOMPARE(open(*pair.at_ben, *sealed).error().code, Code::Expired);
    VERIFY_OK(saveAndRestore(pair.ben.party, *pair.at_ben));
    QCOMPARE(open(*pair.at_ben, *sealed).error().code, Code::Expired);
}

void TestGroup::messagesMayOvertakeEachOther()
{
    Pair pair;
    VERIFY_OK(pair.start());
    QList<QByteArray> sealed;
    for (int i = 0; i < 10; ++i)
        sealed.append(*pair.at_anna->protect(QByteArray::number(i), {}));
    for (const int i : {9, 0, 5, 1, 8, 3, 2, 7, 4, 6}) {
        const auto opened = open(*pair.at_ben, sealed[i]);
        VERIFY_OK(opened);
        QCOMPARE(opened->data, QByteArray::number(i));
        QCOMPARE(opened->generation, static_cast<quint32>(i));
        VERIFY_OK(saveAndRestore(pair.ben.party, *pair.at_ben));
    }
}

void TestGroup::aLostMessageDoesNoHarm()
{
    Pair pair;
    VERIFY_OK(pair.start());
    QByteArray sealed = *pair.at_anna->protect("damaged on the way", {});
    QByteArray damaged = sealed;
    damaged[damaged.size() - 1] = static_cast<char>(damaged[damaged.size() - 1] ^ 1);
    QCOMPARE(open(*pair.at_ben, damaged).error().code, Code::Crypto);
    // The damaged copy has not used up the key of the right one.
    VERIFY_OK(open(*pair.at_ben, sealed));
}

void TestGroup::lateMessagesOfPastEpochs()
{
    Pair pair;
    VERIFY_OK(pair.start());
    QList<QByteArray> sealed;
    for (int i = 0; i < 5; ++i) {
        sealed.append(*pair.at_ben->protect("epoch " + QByteArray::number(i), {}));
        auto pending = pair.at_anna->commit({});
        VERIFY_OK(pending);
        VERIFY_OK(follow(*pair.at_ben, pending->commit()));
        VERIFY_OK(pair.at_anna->merge(*std::move(pending)));
        VERIFY_OK(saveAndRestore(pair.anna.party, *pair.at_anna));
    }
    // The newest three are kept; once each.
    for (int i = 0; i < 5; ++i) {
        const auto opened = open(*pair.at_anna, sealed[i]);
        QCOMPARE(opened.has_value(), i >= 2);
        if (!opened) QCOMPARE(opened.error().code, Code::Expired);
        if (opened) QCOMPARE(opened->member.identity, QByteArray("ben"));
        if (opened) QCOMPARE(open(*pair.at_anna, sealed[i]).error().code, Code::Expired);
    }
}

void TestGroup::pastEpochsEndWithTime()
{
    Pair pair;
    VERIFY_OK(pair.start());
    const QByteArray sealed = *pair.at_ben->protect("late", {});
    auto pending = pair.at_anna->commit({});
    VERIFY_OK(pair.at_anna->merge(*std::move(pending)));
    pair.anna.clock.advance(limits::kPastEpochLife + std::chrono::seconds(1));
    QCOMPARE(open(*pair.at_anna, sealed).error().code, Code::Expired);
}

void TestGroup::pendingCommitChangesNothing()
{
    Pair pair;
    VERIFY_OK(pair.start());
    const QByteArray before = pair.at_anna->saved().epoch;
    const auto pending = pair.at_anna->commit({});
    VERIFY_OK(pending);
    QCOMPARE(pending->epoch(), 2u);
    QVERIFY(pending->welcome().isEmpty());
    QCOMPARE(pair.at_anna->epoch(), 1u);
    QCOMPARE(pair.at_anna->saved().epoch, before);
    const auto sealed = pair.at_anna->protect("still here", {});
    VERIFY_OK(open(*pair.at_ben, *sealed));
}

void TestGroup::pendingCommitSurvivesARestart()
{
    Pair pair;
    VERIFY_OK(pair.start());
    Device carl("carl", 3);
    const auto bundle = carl.package();
    mls::CommitRequest request;
    request.adds = {bundle->message()};
    const auto pending = pair.at_anna->commit(request);
    VERIFY_OK(pending);
    const QByteArray stored = pending->serialise();
    VERIFY_OK(saveAndRestore(pair.anna.party, *pair.at_anna));

    auto restored = pair.at_anna->restorePending(stored);
    VERIFY_OK(restored);
    QCOMPARE(restored->commit(), pending->commit());
    QCOMPARE(restored->added().size(), 1);
    VERIFY_OK(follow(*pair.at_ben, restored->commit()));
    const auto at_carl = mls::Group::join(carl.party, restored->welcome(), *bundle);
    VERIFY_OK(at_carl);
    VERIFY_OK(pair.at_anna->merge(*std::move(restored)));
    QCOMPARE(pair.at_anna->epochAuthenticator(), pair.at_ben->epochAuthenticator());
    QCOMPARE(pair.at_anna->epochAuthenticator(), at_carl->epochAuthenticator());
}

void TestGroup::pendingCommitLosesToAnother()
{
    Pair pair;
    VERIFY_OK(pair.start());
    auto mine = pair.at_anna->commit({});
    auto winner = pair.at_ben->commit({});
    VERIFY_OK(follow(*pair.at_anna, winner->commit()));
    QCOMPARE(pair.at_anna->merge(*std::move(mine)).error().code, Code::Conflict);
    VERIFY_OK(pair.at_ben->merge(*std::move(winner)));
    QCOMPARE(pair.at_anna->epochAuthenticator(), pair.at_ben->epochAuthenticator());
    // Rebased, the loser goes on.
    auto again = pair.at_anna->commit({});
    VERIFY_OK(follow(*pair.at_ben, again->commit()));
    VERIFY_OK(pair.at_anna->merge(*std::move(again)));
    QCOMPARE(pair.at_anna->epochAuthenticator(), pair.at_ben->epochAuthenticator());
}

void TestGroup::stagedCommitMayBeProcessedAgain()
{
    Pair pair;
    VERIFY_OK(pair.start());
    const auto pending = pair.at_anna->commit({});
    VERIFY_OK(pair.at_ben->process(pending->commit()));
    VERIFY_OK(follow(*pair.at_ben, pending->commit()));
    QCOMPARE(pair.at_ben->epoch(), 2u);
    QCOMPARE(pair.at_ben->process(pending->commit()).error().code, Code::Conflict);
}

void TestGroup::welcomeWithTheTreeBeside()
{
    Pair pair;
    VERIFY_OK(pair.start());
    Device carl("carl", 3);
    const auto bundle = carl.package();
    mls::CommitRequest request;
    request.adds = {bundle->message()};
    const auto pending = pair.at_anna->commit(request);
    // What the Welcome brings has precedence over what lies beside it.
    VERIFY_OK(mls::Group::join(carl.party, pending->welcome(), *bundle, QByteArray("ignored")));
    QCOMPARE(mls::welcomeReferences(pending->welcome())->first(), bundle->reference());
}

void TestGroup::keyPackageBundleSurvivesARestart()
{
    Device ben("ben", 2);
    const auto bundle = ben.package();
    const auto again = mls::KeyPackageBundle::restore(bundle->serialise());
    VERIFY_OK(again);
    QCOMPARE(again->message(), bundle->message());
    QCOMPARE(again->reference(), bundle->reference());
    QCOMPARE(again->notAfter(), ben.clock.now() + std::chrono::hours(24));
    QByteArray damaged = bundle->serialise();
    damaged[damaged.size() - 1] = static_cast<char>(damaged[damaged.size() - 1] ^ 1);
    QVERIFY(!mls::KeyPackageBundle::restore(damaged));
}

void TestGroup::lastResortIsMarked()
{
    Device ben("ben", 2);
    const auto bundle = mls::KeyPackageBundle::create(ben.party, ben.leaf(), mls::KeyPackageUse::LastResort,
                                                      std::chrono::hours(1));
    VERIFY_OK(bundle);
    QVERIFY(bundle->isLastResort());
    QVERIFY(mls::inspectKeyPackage(bundle->message())->last_resort);
    QVERIFY(!mls::inspectKeyPackage(ben.package()->message())->last_resort);
}

// It is handed out again and again when nothing else is left.
void TestGroup::lastResortOpensEveryWelcome()
{
    Device ben("ben", 2);
    const auto bundle = mls::KeyPackageBundle::create(ben.party, ben.leaf(), mls::KeyPackageUse::LastResort,
                                                      std::chrono::hours(1));
    VERIFY_OK(bundle);
    for (const quint64 seed : {11, 12, 13}) {
        Device anna("anna", seed);
        auto at_anna = anna.create();
        mls::CommitRequest request;
        request.adds = {bundle->message()};
        auto pending = at_anna->commit(request);
        VERIFY_OK(pending);
        auto at_ben = mls::Group::join(ben.party, pending->welcome(), *bundle);
        VERIFY_OK(at_ben);
        VERIFY_OK(at_anna->merge(*std::move(pending)));
        VERIFY_OK(open(*at_anna, *at_ben->protect("here I am", {})));
    }
}

void TestGroup::savedStateIsSmall()
{
    Pair pair;
    VERIFY_OK(pair.start());
    for (int i = 0; i < 100; ++i)
        VERIFY_OK(open(*pair.at_ben, *pair.at_anna->protect("message", {})));
    QVERIFY(pair.at_ben->savedRatchets().size() < 1024);
    QVERIFY(pair.at_ben->saved().epoch.size() < 4096);
}

void TestGroup::savedPartsOfDifferentEpochsAreRefused()
{
    Pair pair;
    VERIFY_OK(pair.start());
    const mls::SavedGroup old = pair.at_anna->saved();
    auto pending = pair.at_anna->commit({});
    VERIFY_OK(pair.at_anna->merge(*std::move(pending)));
    const mls::SavedGroup now = pair.at_anna->saved();
    QCOMPARE(mls::Group::restore(pair.anna.party, {now.epoch, old.ratchets}).error().code, Code::Conflict);
    QCOMPARE(mls::Group::restore(pair.anna.party, {old.epoch, now.ratchets}).error().code, Code::Conflict);
    VERIFY_OK(mls::Group::restore(pair.anna.party, now));
}

void TestGroup::damagedStateIsRefused()
{
    Pair pair;
    VERIFY_OK(pair.start());
    const mls::SavedGroup saved = pair.at_anna->saved();
    for (qsizetype cut = 0; cut < saved.epoch.size(); ++cut)
        QVERIFY(!mls::Group::restore(pair.anna.party, {saved.epoch.first(cut), saved.ratchets}));
    for (qsizetype cut = 0; cut < saved.ratchets.size(); ++cut)
        QVERIFY(!mls::Group::restore(pair.anna.party, {saved.epoch, saved.ratchets.first(cut)}));
    const auto pending = pair.at_anna->commit({});
    const QByteArray stored = pending->serialise();
    for (qsizetype cut = 0; cut < stored.size(); cut += 7)
        QVERIFY(!pair.at_anna->restorePending(stored.first(cut)));
}

CHAT121_TEST_MAIN(TestGroup)
#include "tst_group.moc"
