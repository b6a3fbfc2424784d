// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What is deleted when (RFC 9420, Section 9.2, and this project's schedule, which is shorter): the whole
// memory of the process is searched for keys that must be gone. Each test also finds a key that must
// still be there, so that a search which finds nothing is no search that cannot find.
// On disk, and in a client: tests/client/core/engine/membership/tst_key_deletion.cpp.
#include "tests/common/mls/deletion_fixture.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace chat121;
using namespace chat121::test;

class TestDeletion : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void freedMemoryIsOverwritten();
    void theInitKeyEndsWithTheJoining();
    void aMessageKeyEndsWithItsMessage();
    void aSendersKeyEndsWithItsMessage();
    void skippedKeysEndWithTheirMessageOrTheirTime();
    void anEpochEndsWithItsCommit();
    void whatIsReadOfACommitLeavesNothing();
    void anOwnCommitReplacesTheOwnKeys();
    void pastEpochsEnd_data();
    void pastEpochsEnd();

private:
    // Ben is who is looked at; Anna and Carl are the others.
    Device m_ben{"ben", 2};
    std::optional<SleepingMember> m_anna;
    std::optional<SleepingMember> m_carl;
    std::optional<mls::Group> m_group; // Ben's
    Keys m_init;                       // of Ben's key package
    Keys m_joining;                    // what only his Welcome told him
};

// Everything that is left of `keys`.
#define GONE(keys) QCOMPARE(foundInMemory(keys).join(u'\n'), QString())
// Each of `keys` is somewhere.
#define THERE(keys) QCOMPARE(missingInMemory(keys).join(u'\n'), QString())

void TestDeletion::init()
{
    m_ben.clock.jumpTo(FakeClock().now());
    m_anna.emplace("anna", 1);
    m_carl.emplace("carl", 3);
    mls::CommitRequest request;
    QByteArray welcome;
    {
        auto made = m_anna->device.create();
        VERIFY_OK(made);
        m_anna->sleep(*std::move(made));
        const auto bens = m_ben.package();
        const auto carls = m_carl->device.package();
        m_init = {{"init key", bens->initKey().view()}};
        request.adds = {bens->message(), carls->message()};
        const auto pending = m_anna->commit(request);
        VERIFY_OK(pending);
        welcome = pending->welcome();
        auto joined = mls::Group::join(m_carl->device.party, welcome, *carls);
        VERIFY_OK(joined);
        m_carl->sleep(*std::move(joined));
        m_group.reset();
        auto ben = mls::Group::join(m_ben.party, welcome, *bens);
        VERIFY_OK(ben);
        m_group = *std::move(ben);
        THERE(m_init); // until the bundle ends, with this block
    }
}

void TestDeletion::freedMemoryIsOverwritten()
{
    SeededRandom random(99);
    for (const qsizetype size : {40, 4000, 400'000}) {
        QByteArray bytes = random.bytes(size);
        const Keys keys = {{"buffer", QByteArrayView(bytes).first(32)},
                           {"its end", QByteArrayView(bytes).last(32)}};
        THERE(keys);
        bytes.append(QByteArray(size * 3, 'x')); // moves
        THERE(keys);                             // at its new place; nothing says that it is at one only
        bytes = {};
        GONE(keys);
    }
}

void TestDeletion::theInitKeyEndsWithTheJoining()
{
    GONE(m_init);
    THERE(treeKeys(*m_group)); // the leaf's key of the same package is in use
    THERE(epochKeys(*m_group));
}

void TestDeletion::aMessageKeyEndsWithItsMessage()
{
    const SenderKeys keys = senderKeys(*m_group, {0}, 2);
    const QByteArray said = *m_anna->says("hello");
    const QByteArray again = *m_anna->says("hello again");
    VERIFY_OK(open(*m_group, said));
    GONE(keys.message[0]);
    GONE(keys.ratchet);
    GONE(keys.message[1]); // not derived yet
    THERE(senderKeys(*m_group, {0}, 0).ratchet);
    VERIFY_OK(open(*m_group, again));
    GONE(keys.message[1]);
    // A message that is refused uses nothing up, and leaves nothing lying about.
    const SenderKeys next = senderKeys(*m_group, {0}, 1);
    QByteArray damaged = *m_anna->says("damaged");
    flip(damaged, damaged.size() - 1);
    QVERIFY(!m_group->process(damaged).has_value());
    GONE(next.message[0]);
    THERE(next.ratchet);
}

void TestDeletion::aSendersKeyEndsWithItsMessage()
{
    const SenderKeys keys = senderKeys(*m_group, {1}, 1);
    VERIFY_OK(m_group->protect("hello", {}));
    GONE(keys.message[0]);
    GONE(keys.ratchet);
    THERE(senderKeys(*m_group, {1}, 0).ratchet);
}

void TestDeletion::skippedKeysEndWithTheirMessageOrTheirTime()
{
    const SenderKeys keys = senderKeys(*m_group, {0}, 3);
    const QByteArray first = *m_anna->says("one");
    const QByteArray second = *m_anna->says("two");
    VERIFY_OK(open(*m_group, *m_anna->says("three")));
    GONE(keys.message[2]);
    THERE(keys.message[0]);
    THERE(keys.message[1]);
    VERIFY_OK(open(*m_group, first));
    GONE(keys.message[0]);
    THERE(keys.message[1]);
    m_ben.clock.advance(limits::kSkippedKeyLife + std::chrono::seconds(1));
    QVERIFY(m_group->expire()); // nobody has written since
    GONE(keys.message[1]);
    QVERIFY(!m_group->expire());
    QCOMPARE(m_group->process(second).error().code, Code::Expired);
}

void TestDeletion::anEpochEndsWithItsCommit()
{
    const Keys epoch = epochKeys(*m_group);
    const SenderKeys silent = senderKeys(*m_group, {2}, 1);
    const auto pending = m_anna->commit({});
    VERIFY_OK(pending);
    VERIFY_OK(follow(*m_group, pending->commit()));
    for (const HiddenKey &key : epoch) {
        if (key.name() == "sender data secret") {
            THERE(Keys{key}); // late messages, for a while
        } else {
            GONE(Keys{key});
        }
    }
    GONE(silent.ratchet); // not derived yet: Carl has said nothing
    THERE(epochKeys(*m_group));
}

void TestDeletion::whatIsReadOfACommitLeavesNothing()
{
    Keys passing;
    {
        const auto pending = m_anna->commit({});
        VERIFY_OK(pending);
        passing = passingKeys(*m_group, pending->commit());
        auto staged = m_group->process(pending->commit());
        VERIFY_OK(staged);
        const Keys made = passing.mid(0, 4); // path, commit, joiner and epoch secret
        const Keys next = passing.mid(4);
        GONE(made);
        THERE(next);
    } // not merged: the caller did not want it
    GONE(passing);
    THERE(epochKeys(*m_group));
}

void TestDeletion::anOwnCommitReplacesTheOwnKeys()
{
    const Keys tree = treeKeys(*m_group);
    auto pending = m_group->commit({});
    VERIFY_OK(pending);
    THERE(tree); // until the server has accepted it
    VERIFY_OK(m_group->merge(*std::move(pending)));
    GONE(tree);
    const Keys renewed = treeKeys(*m_group);
    QVERIFY(renewed.size() > 1); // with a node above
    THERE(renewed);
}

void TestDeletion::pastEpochsEnd_data()
{
    QTest::addColumn<bool>("by_time");
    QTest::newRow("after three more") << false;
    QTest::newRow("after a day") << true;
}

void TestDeletion::pastEpochsEnd()
{
    QFETCH(bool, by_time);
    const QByteArray late = *m_carl->says("late");
    const Keys sender_data = epochKeys(*m_group).mid(0, 1);
    Keys ratchet;
    for (int epoch = 0; epoch < (by_time ? 1 : 3); ++epoch) {
        const auto pending = m_anna->commit({});
        VERIFY_OK(pending);
        VERIFY_OK(follow(*m_group, pending->commit()));
    }
    THERE(sender_data);
    VERIFY_OK(open(*m_group, late));
    if (by_time) {
        m_ben.clock.advance(limits::kPastEpochLife + std::chrono::seconds(1));
        QVERIFY(m_group->expire());
    } else {
        const auto pending = m_anna->commit({});
        VERIFY_OK(pending);
        VERIFY_OK(follow(*m_group, pending->commit()));
    }
    GONE(sender_data);
}

CHAT121_TEST_MAIN(TestDeletion)
#include "tst_deletion.moc"
