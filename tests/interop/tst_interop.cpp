// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Our MLS and an independent implementation in one group: whatever a group does, each way round. After
// each epoch both sides have the same epoch authenticator, exported secret and members.
#include "tests/common/mls/device.h"
#include "tests/interop/scene.h"
#include "tests/support/test_main.h"

#include <QJsonArray>
#include <QTest>

using namespace chat121;
using namespace chat121::interop;

Q_DECLARE_METATYPE(chat121::interop::Kind)

class TestInterop : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();

    void welcomeAndMessages_data() { bothWays(); }
    void welcomeAndMessages();
    void updatesByEach_data() { bothWays(); }
    void updatesByEach();
    void theSecondAddsAThird_data() { bothWays(); }
    void theSecondAddsAThird();
    void proposalsByReference_data() { bothWays(); }
    void proposalsByReference();
    void proposalsInClear_data() { bothWays(); }
    void proposalsInClear();
    void messagesOvertakeEachOther_data() { bothWays(); }
    void messagesOvertakeEachOther();
    void messagesOfPastEpochs_data() { bothWays(); }
    void messagesOfPastEpochs();
    void removal_data() { bothWays(); }
    void removal();
    void manyAtOnce_data() { bothWays(); }
    void manyAtOnce();
    void refusedCommit_data() { bothWays(); }
    void refusedCommit();
    void externalJoin_data() { bothWays(); }
    void externalJoin();
    void resync_data() { bothWays(); }
    void resync();
    void externalPsk_data() { bothWays(); }
    void externalPsk();
    void lastResortPackage_data() { bothWays(); }
    void lastResortPackage();
    void treeBesideTheWelcome();
    void aNewcomerProposesItself();

private:
    static void bothWays();
    // `first` has made the group and added `second`, who is of the other kind.
    static Result<void> meet(Scene &scene, Kind creator);

    SecondImplementation m_second{};
};

namespace {

constexpr int kFirst = 0;
constexpr int kSecond = 1;

Kind other(Kind kind)
{
    return kind == Kind::Ours ? Kind::Theirs : Kind::Ours;
}

// Each member says something that every other one reads.
Result<void> everybodySpeaks(Scene &scene)
{
    for (const int speaker : scene.members()) {
        const QByteArray text = "from " + QByteArray::number(speaker);
        TRY_ASSIGN(const QString message, scene.protect(speaker, text, "aad"));
        for (const int listener : scene.members()) {
            if (listener == speaker) continue;
            TRY_ASSIGN(const QByteArray heard, scene.open(listener, message));
            if (heard != text) return Error{Code::Conflict, QStringLiteral("another text")};
        }
    }
    return success();
}

} // namespace

void TestInterop::initTestCase()
{
    CHAT121_SECOND_OR_SKIP(second);
    m_second = second;
}

void TestInterop::bothWays()
{
    QTest::addColumn<Kind>("creator");
    QTest::newRow("ours makes the group") << Kind::Ours;
    QTest::newRow("theirs makes the group") << Kind::Theirs;
}

Result<void> TestInterop::meet(Scene &scene, Kind creator)
{
    const int first = scene.start(creator);
    const int second = scene.start(other(creator));
    TRY(scene.create(first));
    return scene.commit(first, {.add = {second}});
}

void TestInterop::welcomeAndMessages()
{
    QFETCH(Kind, creator);
    Scene scene(m_second);
    VERIFY_OK(meet(scene, creator));
    QCOMPARE(scene.epoch(), 1);
    VERIFY_OK(everybodySpeaks(scene));
    // Nothing is read twice, and nothing that was changed on the way.
    for (const int speaker : {kFirst, kSecond}) {
        const auto message = scene.protect(speaker, QByteArray(5000, 'x'));
        VERIFY_OK(message);
        QString damaged = *message;
        damaged[damaged.size() - 1] = damaged.back() == u'0' ? u'1' : u'0';
        QVERIFY(!scene.open(1 - speaker, damaged));
        QCOMPARE(*scene.open(1 - speaker, *message), QByteArray(5000, 'x'));
        QVERIFY(!scene.open(1 - speaker, *message));
    }
}

void TestInterop::updatesByEach()
{
    QFETCH(Kind, creator);
    Scene scene(m_second);
    VERIFY_OK(meet(scene, creator));
    for (const bool is_public : {false, true})
        for (const int by : {kFirst, kSecond, kSecond, kFirst})
            VERIFY_OK(scene.commit(by, {.is_public = is_public}));
    QCOMPARE(scene.epoch(), 9);
    VERIFY_OK(everybodySpeaks(scene));
}

void TestInterop::theSecondAddsAThird()
{
    QFETCH(Kind, creator);
    Scene scene(m_second);
    VERIFY_OK(meet(scene, creator));
    VERIFY_OK(scene.commit(kSecond, {.add = {scene.start(Kind::Ours)}}));
    VERIFY_OK(scene.commit(kSecond, {.add = {scene.start(Kind::Theirs)}, .path = false}));
    VERIFY_OK(everybodySpeaks(scene));
    for (const int by : {3, 2, 1, 0})
        VERIFY_OK(scene.commit(by, {}));
    VERIFY_OK(everybodySpeaks(scene));
}

void TestInterop::proposalsByReference()
{
    QFETCH(Kind, creator);
    Scene scene(m_second);
    VERIFY_OK(meet(scene, creator));
    const QString add = QStringLiteral("add"), update = QStringLiteral("update"),
                  remove = QStringLiteral("remove");
    // An Add by each, committed by the other; an Update by each; a removal that is proposed by each.
    VERIFY_OK(scene.propose(kFirst, add, scene.start(Kind::Ours), false));
    VERIFY_OK(scene.commit(kSecond, {}));
    VERIFY_OK(scene.propose(kSecond, add, scene.start(Kind::Theirs), false));
    VERIFY_OK(scene.commit(kFirst, {}));
    VERIFY_OK(scene.propose(kFirst, update, kFirst, false));
    VERIFY_OK(scene.commit(kSecond, {}));
    VERIFY_OK(scene.propose(kSecond, update, kSecond, false));
    VERIFY_OK(scene.propose(2, update, 2, false));
    VERIFY_OK(scene.propose(3, update, 3, false));
    VERIFY_OK(scene.commit(kFirst, {}));
    VERIFY_OK(everybodySpeaks(scene));
    VERIFY_OK(scene.propose(kFirst, remove, 2, false));
    VERIFY_OK(scene.commit(kSecond, {}));
    VERIFY_OK(scene.propose(kSecond, remove, 3, false));
    VERIFY_OK(scene.commit(kFirst, {}));
    QCOMPARE(scene.members(), (QList<int>{kFirst, kSecond}));
    VERIFY_OK(everybodySpeaks(scene));
}

void TestInterop::proposalsInClear()
{
    QFETCH(Kind, creator);
    Scene scene(m_second);
    VERIFY_OK(meet(scene, creator));
    const int third = scene.start(creator);
    VERIFY_OK(scene.propose(kSecond, QStringLiteral("add"), third, true));
    VERIFY_OK(scene.propose(kSecond, QStringLiteral("update"), kSecond, true));
    for (const int member : {kFirst, kSecond}) // RFC 9420, Section 12.4: the commit comes first
        QVERIFY(!scene.protect(member, "before the commit"));
    VERIFY_OK(scene.commit(kFirst, {.is_public = true}));
    VERIFY_OK(scene.propose(kFirst, QStringLiteral("update"), kFirst, true));
    VERIFY_OK(scene.propose(third, QStringLiteral("remove"), third, true)); // wants to leave
    VERIFY_OK(scene.commit(kSecond, {}));
    QCOMPARE(scene.members(), (QList<int>{kFirst, kSecond}));
    VERIFY_OK(everybodySpeaks(scene));
}

void TestInterop::messagesOvertakeEachOther()
{
    QFETCH(Kind, creator);
    Scene scene(m_second);
    VERIFY_OK(meet(scene, creator));
    for (const int speaker : {kFirst, kSecond}) {
        QStringList messages;
        for (int i = 0; i < 9; ++i)
            messages.append(*scene.protect(speaker, QByteArray::number(i)));
        for (const int i : {8, 0, 5, 1, 7, 3, 2, 6}) // one is lost
            QCOMPARE(*scene.open(1 - speaker, messages[i]), QByteArray::number(i));
    }
}

void TestInterop::messagesOfPastEpochs()
{
    QFETCH(Kind, creator);
    Scene scene(m_second);
    VERIFY_OK(meet(scene, creator));
    QStringList by_first, by_second;
    for (int i = 0; i < 3; ++i) {
        by_first.append(*scene.protect(kFirst, QByteArray::number(i)));
        by_second.append(*scene.protect(kSecond, QByteArray::number(i)));
        VERIFY_OK(scene.commit(i % 2, {}));
    }
    for (const int i : {1, 0, 2}) {
        QCOMPARE(*scene.open(kSecond, by_first[i]), QByteArray::number(i));
        QCOMPARE(*scene.open(kFirst, by_second[i]), QByteArray::number(i));
    }
    VERIFY_OK(everybodySpeaks(scene));
}

void TestInterop::removal()
{
    QFETCH(Kind, creator);
    Scene scene(m_second);
    VERIFY_OK(meet(scene, creator));
    const int third = scene.start(creator);
    const int fourth = scene.start(other(creator));
    VERIFY_OK(scene.commit(kFirst, {.add = {third, fourth}}));
    VERIFY_OK(scene.commit(kSecond, {.remove = {third}}));
    const auto without_third = scene.protect(kFirst, "without the third");
    QVERIFY(!scene.open(third, *without_third));
    VERIFY_OK(scene.commit(kFirst, {.remove = {fourth}}));
    const auto without_both = scene.protect(kSecond, "without both");
    QVERIFY(!scene.open(fourth, *without_both));
    QVERIFY(!scene.protect(third, "still here?"));
    QVERIFY(!scene.protect(fourth, "still here?"));
    VERIFY_OK(everybodySpeaks(scene));
}

void TestInterop::manyAtOnce()
{
    QFETCH(Kind, creator);
    Scene scene(m_second);
    VERIFY_OK(meet(scene, creator));
    QList<int> many;
    for (int i = 0; i < 6; ++i)
        many.append(scene.start(i % 2 == 0 ? Kind::Ours : Kind::Theirs));
    VERIFY_OK(scene.commit(kSecond, {.add = many}));
    VERIFY_OK(scene.commit(many[2], {}));
    VERIFY_OK(scene.commit(kFirst, {.remove = many.mid(0, 5)}));
    QCOMPARE(scene.members().size(), 3);
    // Removed and added in one commit: the freed leaves are used again.
    VERIFY_OK(scene.commit(
        kSecond, {.add = {scene.start(Kind::Ours), scene.start(Kind::Theirs)}, .remove = {many[5]}}));
    VERIFY_OK(everybodySpeaks(scene));
}

// Two commits of one epoch: the Delivery Service takes one, and the other is forgotten.
void TestInterop::refusedCommit()
{
    QFETCH(Kind, creator);
    Scene scene(m_second);
    VERIFY_OK(meet(scene, creator));
    VERIFY_OK(scene.commitAgainst(kFirst, kSecond, {}));
    VERIFY_OK(scene.commitAgainst(kSecond, kFirst, {}));
    VERIFY_OK(scene.commitAgainst(kFirst, kFirst, {.is_public = true}));
    VERIFY_OK(scene.commitAgainst(kSecond, kSecond, {.is_public = true}));
    VERIFY_OK(everybodySpeaks(scene));
}

void TestInterop::externalJoin()
{
    QFETCH(Kind, creator);
    Scene scene(m_second);
    VERIFY_OK(meet(scene, creator));
    VERIFY_OK(scene.joinExternally(scene.start(Kind::Ours), kFirst, false));
    VERIFY_OK(scene.joinExternally(scene.start(Kind::Theirs), kSecond, false));
    VERIFY_OK(scene.joinExternally(scene.start(Kind::Theirs), kFirst, false));
    VERIFY_OK(scene.joinExternally(scene.start(Kind::Ours), 3, false));
    QCOMPARE(scene.members().size(), 6);
    VERIFY_OK(everybodySpeaks(scene));
    VERIFY_OK(scene.commit(5, {.remove = {2}}));
    VERIFY_OK(scene.commit(4, {.add = {scene.start(creator)}}));
    VERIFY_OK(everybodySpeaks(scene));
}

// A member that has lost its state comes back, and its old leaf goes in the same commit.
void TestInterop::resync()
{
    QFETCH(Kind, creator);
    Scene scene(m_second);
    VERIFY_OK(meet(scene, creator));
    VERIFY_OK(scene.commit(kFirst, {.add = {scene.start(Kind::Ours), scene.start(Kind::Theirs)}}));
    VERIFY_OK(scene.joinExternally(kSecond, kFirst, true));
    VERIFY_OK(scene.joinExternally(kFirst, kSecond, true));
    QCOMPARE(scene.members().size(), 4);
    VERIFY_OK(everybodySpeaks(scene));
    for (const int by : {3, 2, 1, 0})
        VERIFY_OK(scene.commit(by, {}));
}

void TestInterop::externalPsk()
{
    QFETCH(Kind, creator);
    Scene scene(m_second);
    VERIFY_OK(meet(scene, creator));
    const QString id = QStringLiteral("c0de"), value = QStringLiteral("5ec7e7");
    const int third = scene.start(creator);
    for (const int client : {kFirst, kSecond, third})
        VERIFY_OK(scene.ask(client, QStringLiteral("psk"),
                            {{QStringLiteral("id"), id}, {QStringLiteral("value"), value}}));
    VERIFY_OK(scene.commit(kFirst, {.psk_ids = {id}}));
    VERIFY_OK(scene.commit(kSecond, {.psk_ids = {id}}));
    VERIFY_OK(scene.commit(kSecond, {.add = {third}, .psk_ids = {id}}));
    VERIFY_OK(everybodySpeaks(scene));
}

void TestInterop::lastResortPackage()
{
    QFETCH(Kind, creator);
    Scene scene(m_second);
    const int first = scene.start(creator);
    const int second = scene.start(other(creator));
    VERIFY_OK(scene.create(first));
    const auto package = scene.ask(
        second, QStringLiteral("key_package"),
        {{QStringLiteral("identity"), QStringLiteral("5ec0")}, {QStringLiteral("last_resort"), true}});
    VERIFY_OK(package);
    // Used twice, as a last resort is: added, removed, and added again by the same package.
    for (int i = 0; i < 2; ++i) {
        const auto added = scene.ask(first, QStringLiteral("commit"),
                                     {{QStringLiteral("add"), QJsonArray{(*package)[u"key_package"]}}});
        VERIFY_OK(added);
        VERIFY_OK(
            scene.ask(second, QStringLiteral("join"), {{QStringLiteral("welcome"), (*added)[u"welcome"]}}));
        const auto message = scene.protect(second, "here I am");
        QCOMPARE(*scene.open(first, *message), QByteArray("here I am"));
        VERIFY_OK(scene.ask(first, QStringLiteral("commit"), {{QStringLiteral("remove"), QJsonArray{1}}}));
    }
}

void TestInterop::treeBesideTheWelcome()
{
    Scene scene(m_second);
    const int theirs = scene.start(Kind::Theirs);
    const int ours = scene.start(Kind::Ours);
    VERIFY_OK(scene.create(theirs));
    VERIFY_OK(scene.commit(theirs, {.add = {ours}, .tree_beside = true}));
    VERIFY_OK(everybodySpeaks(scene));
}

void TestInterop::aNewcomerProposesItself()
{
    Scene scene(m_second);
    VERIFY_OK(meet(scene, Kind::Ours));
    VERIFY_OK(scene.proposeSelf(scene.start(Kind::Theirs), kFirst));
    VERIFY_OK(scene.commit(kFirst, {}));
    QCOMPARE(scene.members().size(), 3);
    VERIFY_OK(everybodySpeaks(scene));
}

CHAT121_TEST_MAIN(TestInterop)
#include "tst_interop.moc"
