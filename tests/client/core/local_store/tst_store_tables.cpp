// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The typed tables: what is saved comes back, in order, and only where it belongs.

#include "tests/client/core/local_store/store_fixture.h"
#include "tests/support/test_main.h"

namespace chat121::test {

namespace {

OutboxEntry entryFor(quint64 conversation, quint32 number)
{
    OutboxEntry entry;
    entry.conversation = {conversation};
    entry.message = messageId(number);
    entry.request = {number};
    entry.content = QByteArray("content ") + QByteArray::number(number);
    return entry;
}

} // namespace

class TestStoreTables final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { QVERIFY_OK(m_fixture.emplace().open()); }
    void cleanup() { m_fixture.reset(); }

    void recordsComeBackByKeyScopeAndOrder()
    {
        auto &previews = store().previews();
        for (quint64 number = 1; number <= 5; ++number) {
            PreviewRecord preview;
            preview.envelope = {{50}, {number}};
            preview.conversation = {number % 2 + 1};
            preview.text = QStringLiteral("words %1").arg(number);
            QVERIFY_OK(previews.save(preview));
        }
        QCOMPARE(previews.find({{50}, {3}}).value()->text.text, QStringLiteral("words 3"));
        QVERIFY(!previews.find({{51}, {3}}).value());
        const auto of_two = previews.allOf(2).value();
        QCOMPARE(of_two.size(), 3);
        QCOMPARE(of_two.at(0).envelope.sequence, Sequence{1});
        QCOMPARE(of_two.at(2).envelope.sequence, Sequence{5});
        QVERIFY_OK(previews.removeAllOf(2));
        QCOMPARE(previews.count().value(), 2);
        QVERIFY_OK(previews.remove({{50}, {2}}));
        QVERIFY_OK(previews.remove({{50}, {2}})); // again: nothing to do
        QCOMPARE(previews.all().value().size(), 1);
    }

    void savingAgainReplacesAndKeepsThePlace()
    {
        auto &notes = store().notes();
        QVERIFY_OK(notes.save({QStringLiteral("a"), QByteArray("1")}));
        QVERIFY_OK(notes.save({QStringLiteral("b"), QByteArray("2")}));
        QVERIFY_OK(notes.save({QStringLiteral("a"), QByteArray("3")}));
        const auto all = notes.all().value();
        QCOMPARE(all.size(), 2);
        QCOMPARE(all.at(0).value.bytes, QByteArray("3"));
        QVERIFY(!notes.find(QStringLiteral("c")).value());
    }

    void kindsDoNotMix()
    {
        QVERIFY_OK(store().drafts().save({{1}, QStringLiteral("draft")}));
        QVERIFY(!store().conversations().find({1}).value());
        QVERIFY_OK(store().groupEpochs().save({{{1}, 0}, QByteArray("epoch")}));
        QVERIFY_OK(store().groupRatchets().save({{{1}, 0}, QByteArray("ratchets")}));
        QVERIFY_OK(store().groupEpochs().save({{{1}, 1}, QByteArray("next")}));
        QCOMPARE(store().groupEpochs().find({{1}, 0}).value()->state.bytes, QByteArray("epoch"));
        QCOMPARE(store().groupRatchets().find({{1}, 0}).value()->state.bytes, QByteArray("ratchets"));
        QCOMPARE(store().groupEpochs().allOf(1).value().size(), 2);
    }

    void everyRecordSurvivesWhole()
    {
        ConversationRecord conversation;
        conversation.id = {9};
        conversation.state = protocol::ConversationState::Taken;
        conversation.read_up_to = {12};
        conversation.title = QStringLiteral("Zoë \U0001F600");
        QVERIFY_OK(store().conversations().save(conversation));
        QCOMPARE(store().conversations().find({9}).value()->title.text, conversation.title.text);
        QCOMPARE(store().conversations().find({9}).value()->read_up_to, Sequence{12});
        KeyPackageRecord package;
        package.reference.data[3] = 4;
        package.is_last_resort = true;
        package.bundle = QByteArray(9000, 'b');
        QVERIFY_OK(store().keyPackages().save(package));
        QCOMPARE(store().keyPackages().find(package.reference).value()->bundle.bytes.size(), 9000);
        PendingCommitRecord pending;
        pending.group = {{1}, 2};
        pending.request = {77};
        pending.frame = QByteArray(1024 * 1024, 'f');
        QVERIFY_OK(store().pendingCommits().save(pending));
        QCOMPARE(store().pendingCommits().all().value().at(0).frame.bytes, pending.frame.bytes);
    }

    void theOutboxKeepsItsOrder()
    {
        auto &outbox = store().outbox();
        QCOMPARE(outbox.put(entryFor(1, 1)).value(), 1u);
        QCOMPARE(outbox.put(entryFor(2, 2)).value(), 2u);
        QCOMPARE(outbox.put(entryFor(1, 3)).value(), 3u);
        QVERIFY_OK(outbox.remove(3));
        QCOMPARE(outbox.put(entryFor(1, 4)).value(), 4u); // an order is never used twice
        OutboxEntry sealed = *outbox.find(1).value();
        QVERIFY(!sealed.isSealed());
        sealed.sealed = QByteArray("sealed");
        sealed.epoch = 5;
        ++sealed.attempts;
        QVERIFY_OK(outbox.update(sealed));
        QVERIFY_OK(m_fixture->open());
        QCOMPARE(store().outbox().all().value().size(), 3);
        QCOMPARE(*store().outbox().find(1).value(), sealed);
        QCOMPARE(store().outbox().findRequest({4}).value()->order, 4u);
        QVERIFY(!store().outbox().findRequest({9}).value());
        QCOMPARE(store().outbox().allOf({1}).value().size(), 2);
        QCOMPARE_CODE(store().outbox().update(entryFor(1, 9)), Code::NotFound);
    }

    void theOutboxIsBounded()
    {
        auto transaction = store().begin();
        for (int i = 0; i < limits::kOutboxMessagesMax; ++i)
            QVERIFY_OK(store().outbox().put(entryFor(1, static_cast<quint32>(i + 1))));
        QCOMPARE_CODE(store().outbox().put(entryFor(1, 5000)), Code::Busy);
    }

    void requestIdsOnlyRise()
    {
        RequestId highest{};
        for (int restart = 0; restart < 3; ++restart) {
            for (int i = 0; i < limits::kRequestBlock + 3; ++i) {
                const RequestId id = store().requests().next().value();
                QVERIFY(id > highest);
                highest = id;
            }
            QCOMPARE(store().requests().last().value(), highest);
            QVERIFY_OK(m_fixture->open());
            QVERIFY(store().requests().last().value() >= highest);
        }
    }

    void requestIdsSurviveAnUndoneTransaction()
    {
        QVERIFY_OK(store().requests().next());
        RequestId highest{};
        {
            auto transaction = store().begin();
            for (int i = 0; i < 2 * limits::kRequestBlock; ++i)
                highest = store().requests().next().value();
        }
        const RequestId after = store().requests().next().value();
        QVERIFY(after > highest);
        QVERIFY_OK(m_fixture->open());
        QVERIFY(store().requests().next().value() > after);
    }

    void requestIdsAreNotHandedOutWithoutTheDisk()
    {
        QVERIFY_OK(store().limitPages(1));
        quint64 saved = 0;
        {
            auto transaction = store().begin();
            while (store().drafts().save({{saved + 1}, QString(500, u'x')}).has_value())
                ++saved;
            QCOMPARE_CODE(store().requests().next(), Code::TooLarge);
        }
        QVERIFY_OK(store().limitPages(0));
        QCOMPARE(store().requests().next().value(), RequestId{1});
    }

    void theStartCounterIsKept()
    {
        QCOMPARE(store().profile().startCounter().value(), 0u);
        QVERIFY_OK(store().profile().saveStartCounter(41));
        QVERIFY_OK(m_fixture->open());
        QCOMPARE(store().profile().startCounter().value(), 41u);
        QVERIFY_OK(store().profile().remove(ProfileValue::OwnName));
    }

private:
    LocalStore &store() { return m_fixture->store(); }

    std::optional<StoreFixture> m_fixture;
};

} // namespace chat121::test

CHAT121_TEST_MAIN(chat121::test::TestStoreTables)
#include "tst_store_tables.moc"
