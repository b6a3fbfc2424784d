// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the person here says about messages: seen at once, on disk until the server has it, as it was when
// nobody gets it; and words that have not left are only taken back.
#include "client/core/engine/notices/words.h"
#include "common/crypto/sodium_random.h"
#include "tests/client/core/engine/talk/reading_seat.h"
#include "tests/support/test_main.h"

#include <QtTest>

using namespace chat121;
using namespace chat121::engine;
using namespace chat121::test;
using content::Deletion;
using content::Edit;
using content::Reaction;
using content::TextMessage;

namespace {

const QString kThumb = QStringLiteral("\U0001F44D");
const QString kHeart = QStringLiteral("\u2764\uFE0F");
const QString kFirst = QStringLiteral("at noon");
const QString kSecond = QStringLiteral("at one");

} // namespace

class TestOwnChanges : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void anEditIsSeenAtOnceAndKeptWhenItIsStored();
    void whatNobodyGetsIsTakenBack();
    void othersWordsStay();
    void aLaterWordTakesThePlaceOfAnEarlier();
    void aReactionThatIsTakenBackNeverLeaves();
    void aDeletionTakesWaitingEditsAlong();
    void wordsThatHaveNotLeftAreOnlyTakenBack();
    void wordsThatMayHaveLeftAreDeletedAfterwards();
    void anAnswerCarriesWhatItAnswers();
    void anAnswerBeforeAnybodyIsThereIsOnlyWords();
    void aStarIsToldToNobody();
    void itIsNotLostWithTheProgram();

private:
    MessageId says(const QString &text); // stored by the server
    MessageId writes(const QString &text);
    bool hears(const QString &text, char letter); // of Gina
    TimelineRow row(const MessageId &id);
    TimelineRow shown(const MessageId &id);
    QList<content::Content> waiting();
    bool isStored(const content::Content &content);

    Acme m_acme;
    FakeClock m_clock{kNow};
    crypto::SodiumRandom m_random;
    std::optional<Office<ReadingSeat>> m_office;
    std::unique_ptr<ReadingSeat> m_anna;
    std::unique_ptr<ReadingSeat> m_gina;
};

void TestOwnChanges::init()
{
    m_office.emplace(m_acme, m_clock, m_random);
    m_anna = m_office->anna();
    m_gina = m_office->gina();
    QVERIFY(m_gina->committer.join(begunWith(*m_anna, *m_gina, mls::KeyPackageUse::Once)));
    ConversationRecord record = m_anna->ledger.recordOr(kTalk);
    record.state = protocol::ConversationState::Taken;
    record.department = kSupport;
    record.guest = m_gina->identity.account();
    QVERIFY(m_anna->ledger.save(record));
}

void TestOwnChanges::cleanup()
{
    m_anna.reset();
    m_gina.reset();
    m_office.reset();
}

MessageId TestOwnChanges::writes(const QString &text)
{
    m_anna->outbox.say(kTalk, text);
    return m_anna->store.messages().newest(kTalk, 1).value().rows.constFirst().id;
}

MessageId TestOwnChanges::says(const QString &text)
{
    const MessageId id = writes(text);
    if (!m_anna->outbox.settle(kTalk, id, {++m_anna->newest})) qFatal("not settled");
    return id;
}

bool TestOwnChanges::hears(const QString &text, char letter)
{
    const auto said = m_gina->says(TextMessage{text}, letter);
    return said && m_anna->reads(*said);
}

TimelineRow TestOwnChanges::row(const MessageId &id)
{
    const auto row = m_anna->store.messages().find(kTalk, id);
    return row && *row ? **row : TimelineRow{};
}

TimelineRow TestOwnChanges::shown(const MessageId &id)
{
    return m_anna->ledger.shown(kTalk, {row(id)}).constFirst();
}

QList<content::Content> TestOwnChanges::waiting()
{
    QList<content::Content> all;
    const auto entries = m_anna->store.outbox().allOf(kTalk).value();
    for (const OutboxEntry &entry : entries)
        all.append(content::decodeContent(entry.content.bytes).value());
    return all;
}

bool TestOwnChanges::isStored(const content::Content &content)
{
    const auto settled = m_anna->outbox.settle(kTalk, content.id, {++m_anna->newest});
    return settled && *settled;
}

void TestOwnChanges::anEditIsSeenAtOnceAndKeptWhenItIsStored()
{
    const MessageId id = says(kFirst);
    m_anna->outbox.change(kTalk, Edit{id, {kSecond}});
    QCOMPARE(shown(id).text, kSecond);
    QCOMPARE(shown(id).edited_at, m_clock.now());
    QCOMPARE(row(id).text, kFirst); // until it is known that the others get it
    QCOMPARE(waiting().size(), 1);
    QVERIFY(isStored(waiting().constFirst()));
    QCOMPARE(row(id).text, kSecond);
    QCOMPARE(row(id).changed, Sequence{2});
    QCOMPARE(row(id).sequence, Sequence{1});
    QCOMPARE(waiting().size(), 0);
}

void TestOwnChanges::whatNobodyGetsIsTakenBack()
{
    const MessageId id = says(kFirst);
    m_anna->outbox.change(kTalk, Edit{id, {kSecond}});
    m_anna->outbox.change(kTalk, Reaction{id, {kThumb}});
    QCOMPARE(shown(id).reactions.size(), 1);
    QVERIFY(shown(id).reactions.constFirst().is_mine);
    QVERIFY(m_anna->outbox.giveUp(kTalk));
    QCOMPARE(shown(id).text, kFirst);
    QCOMPARE(shown(id).reactions.size(), 0);
    QCOMPARE(shown(id).edited_at, UnixTime{});
}

void TestOwnChanges::othersWordsStay()
{
    QVERIFY(hears(kFirst, 'g'));
    const MessageId id = *MessageId::from(QByteArray(16, 'g'));
    m_anna->outbox.change(kTalk, Edit{id, {kSecond}});
    m_anna->outbox.change(kTalk, Deletion{id});
    m_anna->outbox.change(kTalk, Reaction{id, {QStringLiteral("no")}});
    m_anna->outbox.change(kTalk, Deletion{*MessageId::from(QByteArray(16, 'x'))});
    QCOMPARE(waiting().size(), 0);
    QCOMPARE(shown(id).text, kFirst);
    m_anna->outbox.change(kTalk, Reaction{id, {kThumb}});
    QCOMPARE(waiting().size(), 1);
}

void TestOwnChanges::aLaterWordTakesThePlaceOfAnEarlier()
{
    const MessageId id = says(kFirst);
    const QString third = QStringLiteral("at two");
    m_anna->outbox.change(kTalk, Edit{id, {kSecond}});
    m_anna->outbox.change(kTalk, Edit{id, {third}});
    QCOMPARE(waiting().size(), 1);
    QCOMPARE(shown(id).text, third);
    m_anna->outbox.change(kTalk, Edit{id, {kFirst}}); // as it is for everybody
    QCOMPARE(waiting().size(), 0);
    QCOMPARE(shown(id).edited_at, UnixTime{});
}

void TestOwnChanges::aReactionThatIsTakenBackNeverLeaves()
{
    QVERIFY(hears(kFirst, 'g'));
    const MessageId id = *MessageId::from(QByteArray(16, 'g'));
    m_anna->outbox.change(kTalk, Reaction{id, {kThumb}});
    m_anna->outbox.change(kTalk, Reaction{id, {kHeart}});
    QCOMPARE(waiting().size(), 1);
    QCOMPARE(shown(id).reactions.constFirst().emoji, kHeart);
    m_anna->outbox.change(kTalk, Reaction{id, {}});
    QCOMPARE(waiting().size(), 0);
    QCOMPARE(shown(id).reactions.size(), 0);
}

void TestOwnChanges::aDeletionTakesWaitingEditsAlong()
{
    const MessageId id = says(kFirst);
    m_anna->outbox.change(kTalk, Edit{id, {kSecond}});
    m_anna->outbox.change(kTalk, Deletion{id});
    QCOMPARE(waiting().size(), 1);
    QVERIFY(std::holds_alternative<Deletion>(waiting().constFirst().item));
    QCOMPARE(shown(id).kind, RowKind::System);
    QCOMPARE(shown(id).text, words::messageDeleted({}, {}));
    QVERIFY(isStored(waiting().constFirst()));
    QCOMPARE(row(id).text, words::messageDeleted({}, {}));
}

void TestOwnChanges::wordsThatHaveNotLeftAreOnlyTakenBack()
{
    const MessageId id = writes(kFirst);
    QCOMPARE(waiting().size(), 1);
    m_anna->outbox.change(kTalk, Deletion{id});
    QCOMPARE(waiting().size(), 0);
    QCOMPARE(row(id).id, MessageId{});
}

void TestOwnChanges::wordsThatMayHaveLeftAreDeletedAfterwards()
{
    const MessageId id = writes(kFirst);
    OutboxEntry entry = m_anna->store.outbox().allOf(kTalk).value().constFirst();
    entry.sealed = QByteArray("sealed");
    entry.attempts = 1;
    QVERIFY(m_anna->store.outbox().update(entry));
    m_anna->outbox.change(kTalk, Deletion{id});
    QCOMPARE(waiting().size(), 2); // in this order
    QVERIFY(std::holds_alternative<TextMessage>(waiting().constFirst().item));
    QVERIFY(std::holds_alternative<Deletion>(waiting().constLast().item));
    QCOMPARE(shown(id).text, words::messageDeleted({}, {}));
}

void TestOwnChanges::anAnswerCarriesWhatItAnswers()
{
    const QString question = QStringLiteral("When?\n\n  Today? ") + QString(2000, QChar(0x00E9));
    QVERIFY(hears(question, 'g'));
    const MessageId id = *MessageId::from(QByteArray(16, 'g'));
    m_anna->outbox.answer(kTalk, id, kFirst);
    const content::Content said = waiting().constFirst();
    const auto *reply = std::get_if<content::Reply>(&said.item);
    QVERIFY(reply);
    QCOMPARE(reply->about, id);
    QCOMPARE(reply->text.text, kFirst);
    QVERIFY(reply->excerpt.text.startsWith(QStringLiteral("When? Today? ")));
    QVERIFY(reply->excerpt.text.toUtf8().size() <= limits::kExcerptBytesMax);
    QVERIFY(shown(said.id).quote.is_here);
    QCOMPARE(shown(said.id).quote.text, excerptOf(question));
}

void TestOwnChanges::anAnswerBeforeAnybodyIsThereIsOnlyWords()
{
    const MessageId id = says(kFirst);
    ConversationRecord record = m_anna->ledger.recordOr(kTalk);
    record.state = protocol::ConversationState::Waiting;
    QVERIFY(m_anna->ledger.save(record));
    m_anna->outbox.answer(kTalk, id, kSecond);
    QVERIFY(std::holds_alternative<TextMessage>(waiting().constFirst().item));
    m_anna->outbox.change(kTalk, Edit{id, {kSecond}});
    QCOMPARE(waiting().size(), 1);
    QCOMPARE(shown(id).text, kFirst);
}

void TestOwnChanges::aStarIsToldToNobody()
{
    QVERIFY(hears(kFirst, 'g'));
    const MessageId id = *MessageId::from(QByteArray(16, 'g'));
    QVERIFY(m_anna->store.messages().putArchived(kTalk, row(id)));
    QVERIFY(m_anna->ledger.star(kTalk, id, true));
    QVERIFY(row(id).is_starred);
    QCOMPARE(waiting().size(), 0);
    QVERIFY(m_anna->store.unarchived().isEmpty().value());
    const auto edit = m_gina->says(Edit{id, {kSecond}}, 'e');
    QVERIFY(edit && m_anna->reads(*edit));
    QVERIFY(row(id).is_starred);
    const auto deletion = m_gina->says(Deletion{id}, 'd');
    QVERIFY(deletion && m_anna->reads(*deletion));
    QVERIFY(!row(id).is_starred);
    QVERIFY(m_anna->ledger.star(kTalk, id, true)); // a line is nothing to come back to
    QVERIFY(!row(id).is_starred);
}

// Another ledger and outbox over the same store, as after a start.
void TestOwnChanges::itIsNotLostWithTheProgram()
{
    const MessageId id = says(kFirst);
    m_anna->outbox.change(kTalk, Edit{id, {kSecond}});
    Ledger ledger(m_anna->context);
    QVERIFY(ledger.load());
    QCOMPARE(ledger.shown(kTalk, {row(id)}).constFirst().text, kSecond);
    Outbox outbox(m_anna->context, ledger, nullptr);
    QVERIFY(outbox.settle(kTalk, waiting().constFirst().id, {2}).value());
    QCOMPARE(row(id).text, kSecond);
}

CHAT121_TEST_MAIN(TestOwnChanges)
#include "tst_own_changes.moc"
