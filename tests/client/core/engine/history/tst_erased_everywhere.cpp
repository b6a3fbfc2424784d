// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// "Erase my conversation": on the server, on both sides, in archives, also where somebody was away or a
// program ended in between; with a receipt that proves it. A server that makes up a wish, or brings a
// stranger's, erases nothing. Whose wish counts, in every case: tst_erasure_wishes.

#include "common/crypto/init.h"
#include "common/crypto/sodium_random.h"
#include "common/identity/erasure.h"
#include "common/protocol/messages/erasure.h"
#include "common/protocol/messages/logs.h"
#include "tests/client/core/engine/client_store.h"
#include "tests/client/core/engine/clients.h"
#include "tests/e2e/support/server_records.h"
#include "tests/support/random_sources.h"
#include "tests/support/test_main.h"

#include <QSignalSpy>

using namespace chat121;
using namespace chat121::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int kPatienceMs = 60'000; // on a machine that has much else to do
const QString kSecret = u"My secret question"_s;
const QString kAnswer = u"My secret answer"_s;

template <typename Record>
bool saysIt(const Result<QList<Record>> &records)
{
    if (!records) return true; // it cannot be seen
    return std::any_of(records->cbegin(), records->cend(), [](const Record &record) {
        const QByteArray bytes = encode(record);
        return bytes.contains(kSecret.toUtf8()) || bytes.contains(kAnswer.toUtf8());
    });
}

// Opened with its key: the tables in which words of the conversation are.
QStringList tablesWithWords(LocalStore &store)
{
    QStringList tables;
    if (saysIt(store.conversations().all())) tables.append(u"conversations"_s);
    if (saysIt(store.previews().all())) tables.append(u"previews"_s);
    if (saysIt(store.drafts().all())) tables.append(u"drafts"_s);
    if (saysIt(store.notes().all())) tables.append(u"notes"_s);
    if (saysIt(store.people().all())) tables.append(u"people"_s);
    const auto waiting = store.outbox().all();
    const bool waits = !waiting || std::any_of(waiting->cbegin(), waiting->cend(), [](const auto &entry) {
        return entry.content.bytes.contains(kSecret.toUtf8()) ||
               entry.content.bytes.contains(kAnswer.toUtf8());
    });
    if (waits) tables.append(u"outbox"_s);
    return tables;
}

} // namespace

class TestErasedEverywhere : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void aMadeUpWishErasesNothing_data();
    void aMadeUpWishErasesNothing();
    void bothForgetAndTheReceiptSaysSo();
    void archivesAreEmptied();
    void nothingIsLeftOnDisk();
    void theNextWordsBeginAnotherConversation();
    void aRestoredServerIsToldAgain();
    void withoutTheServerItWaits();
    void theAnswerIsLostAndTheProgramEnds();
    void aReceiptOfAnotherServerIsNotBelieved();
    void whoWasAwayForgetsAtLogIn();
    void agentsMayNotAndOwnersMay();

private:
    Talk *annas(ConversationId id) { return m_anna->workspace().talk(id); }
    QString server() const { return m_company.home(u"server"_s); }
    qint64 archived(protocol::EnvelopeKind kind) const; // entries of all archives
    bool isErasedBy(Talk *talk, const QString &line);
    bool hasMovedOn(ConversationId from);
    bool talksAgain(Client &agent, const QString &words);
    bool restarts(std::unique_ptr<Client> &client, const QString &name);
    bool hasKept(Client &client);
    bool finds(Client &client, const QString &words, int hits);

    Company m_company;
    std::unique_ptr<Client> m_anna;
    std::unique_ptr<Client> m_gina;
    ConversationId m_erased{};
    qint64 m_archived = 0; // entries of it
};

void TestErasedEverywhere::initTestCase()
{
    QVERIFY(crypto::initialise());
    QVERIFY(m_company.opens());
    m_anna = std::make_unique<Client>(m_company.home(u"anna"_s));
    QVERIFY(m_anna->joins(m_company.founder().invites(u"staff"_s), u"Anna"_s));
    m_gina = m_company.guest(m_company.founder().invites(u"customers"_s), u"Gina"_s);
    QVERIFY(m_gina);
    QSignalSpy told(&m_anna->workspace(), &Workspace::recoveryWordsTold);
    m_anna->workspace().makeRecoveryWords(QString::fromLatin1(Client::kPassphrase));
    QTRY_COMPARE_WITH_TIMEOUT(told.size(), 1, kPatienceMs);
    QVERIFY(begins(*m_anna, *m_gina, kSecret));
    m_erased = m_gina->talk()->id();
    annas(m_erased)->say(kAnswer);
    QVERIFY(m_gina->sees(m_gina->talk(), kAnswer));
    annas(m_erased)->setDraft(kSecret + u", you said"_s);
    QVERIFY(finds(*m_anna, u"secret"_s, 2));
}

qint64 TestErasedEverywhere::archived(protocol::EnvelopeKind kind) const
{
    return e2e::numberFrom(server(), u"SELECT COUNT(*) FROM envelope JOIN archive ON archive.log = "
                                     "envelope.log WHERE envelope.kind = %1"_s.arg(static_cast<int>(kind)));
}

// One line is left.
bool TestErasedEverywhere::isErasedBy(Talk *talk, const QString &line)
{
    return QTest::qWaitFor(
        [&] { return talk->timeline()->size() == 1 && talk->timeline()->at(0).text.startsWith(line); },
        kPatienceMs);
}

bool TestErasedEverywhere::hasMovedOn(ConversationId from)
{
    return QTest::qWaitFor([&] { return m_gina->talk()->id() != from; }, kPatienceMs);
}

// In the conversation that the customer has now.
bool TestErasedEverywhere::talksAgain(Client &agent, const QString &words)
{
    const ConversationId id = m_gina->talk()->id();
    agent.workspace().setDutyStatus(DutyStatus::Available, 4);
    m_gina->talk()->say(words);
    if (!QTest::qWaitFor([&] { return agent.workspace().queue()->rowOf(id) >= 0; }, kPatienceMs))
        return false;
    agent.workspace().take(id);
    return QTest::qWaitFor([&] { return m_gina->talk()->roster().size() == 2; }, kPatienceMs) &&
           agent.sees(agent.workspace().talk(id), words) &&
           m_gina->sees(m_gina->talk(), words, SendState::Delivered);
}

bool TestErasedEverywhere::restarts(std::unique_ptr<Client> &client, const QString &name)
{
    client.reset();
    client = std::make_unique<Client>(m_company.home(name));
    return client->isConnected();
}

bool TestErasedEverywhere::hasKept(Client &client)
{
    return QTest::qWaitFor(
        [&] {
            const HistoryStatus status = client.workspace().history();
            return status.state == HistoryStatus::State::Kept && !status.is_behind && !status.is_reading;
        },
        kPatienceMs);
}

bool TestErasedEverywhere::finds(Client &client, const QString &words, int hits)
{
    client.workspace().find(words, {});
    const SearchModel &found = *client.workspace().found();
    const bool is_over =
        QTest::qWaitFor([&] { return found.state() == SearchModel::State::Finished; }, kPatienceMs);
    return is_over && found.rowCount() == hits;
}

void TestErasedEverywhere::aMadeUpWishErasesNothing_data()
{
    QTest::addColumn<QString>("what");
    QTest::newRow("signed by a stranger") << u"stranger"_s;
    QTest::newRow("signed in the customer's name") << u"forged"_s;
    QTest::newRow("signed for another conversation") << u"other"_s;
    QTest::newRow("no wish at all") << u"noise"_s;
}

void TestErasedEverywhere::aMadeUpWishErasesNothing()
{
    QFETCH(QString, what);
    Talk *talk = annas(m_erased);
    const int before = talk->timeline()->size();
    crypto::SodiumRandom random;
    const auto stranger = crypto::SigningKey::generate(random);
    const auto gina = crypto::SigningKey::generate(random); // the server knows only her public key
    identity::ErasureWish wish{stranger.publicKey(), m_erased, {1}};
    if (what == u"forged") wish.account_key = gina.publicKey();
    if (what == u"other") wish.conversation = ConversationId{7};
    QByteArray bytes = encode(identity::SignedErasureWish::sign(wish, stranger));
    if (what == u"noise") bytes = "erase it";
    const auto frame = protocol::encodeFrame(protocol::ConversationErased{{bytes}});
    m_anna->tampering().set([frame](const QByteArray &real) -> QList<QByteArray> {
        if (protocol::typeOf(real) != protocol::MessageType::EnvelopePushed) return {real};
        return {frame, real};
    });
    const QString words = u"Still here: "_s + what;
    m_gina->talk()->say(words);
    QVERIFY(m_anna->sees(talk, words));
    QCOMPARE(talk->timeline()->size(), before + 1);
    QCOMPARE(talk->erasure(), Talk::Erasure::None);
    m_anna->tampering().set([](const QByteArray &real) -> QList<QByteArray> { return {real}; });
}

void TestErasedEverywhere::bothForgetAndTheReceiptSaysSo()
{
    QVERIFY(hasKept(*m_anna));
    m_archived = archived(protocol::EnvelopeKind::Application);
    QVERIFY(m_archived > 6); // words, and what is said of the conversation
    QVERIFY(m_gina->talk()->isErasable());
    QVERIFY(!m_gina->talk()->hasReceipt());
    QSignalSpy receipts(&m_gina->workspace(), &Workspace::conversationErased);
    m_gina->workspace().eraseConversation(m_erased);
    QTRY_COMPARE_WITH_TIMEOUT(receipts.size(), 1, kPatienceMs);
    const QString receipt = receipts.constFirst().at(1).toString();
    QVERIFY(receipt.contains(u"backups of the server"_s));
    QVERIFY(receipt.contains(u"\nreceipt: "_s));
    QVERIFY(isErasedBy(annas(m_erased), u"Gina erased this conversation on"_s));
    QTRY_COMPARE_WITH_TIMEOUT(annas(m_erased)->erasure(), Talk::Erasure::Done, kPatienceMs);
    QVERIFY(!annas(m_erased)->isWritable() && !annas(m_erased)->hasReceipt());
    QVERIFY(annas(m_erased)->roster().isEmpty());
    QVERIFY(annas(m_erased)->draft().isEmpty());
    QVERIFY(hasMovedOn(m_erased));
    QVERIFY(isErasedBy(m_gina->talk(), u"You erased this conversation on"_s));
    QVERIFY(!m_gina->talk()->isErasable()); // there is nothing in the next one yet
    using Step = QueueStanding::Step;
    QTRY_COMPARE_WITH_TIMEOUT(m_gina->workspace().standing().step, Step::NotStarted, kPatienceMs);
    QTRY_VERIFY_WITH_TIMEOUT(m_gina->talk()->hasReceipt(), kPatienceMs);
    m_gina->workspace().showReceipt(m_gina->talk()->id());
    QTRY_COMPARE_WITH_TIMEOUT(receipts.size(), 2, kPatienceMs);
    QCOMPARE(receipts.constLast().at(1).toString(), receipt);
    const QString log = QString::number(m_erased.value);
    QCOMPARE(e2e::numberFrom(server(), u"SELECT COUNT(*) FROM envelope WHERE log = "_s + log), 0);
    QCOMPARE(e2e::numberFrom(server(), u"SELECT COUNT(*) FROM conversation WHERE log = "_s + log), 0);
    QCOMPARE(e2e::numberFrom(server(), u"SELECT COUNT(*) FROM erasure WHERE log = "_s + log), 1);
}

// Only Anna has one. What is left in it says how many entries were erased.
void TestErasedEverywhere::archivesAreEmptied()
{
    QTRY_VERIFY_WITH_TIMEOUT(archived(protocol::EnvelopeKind::Emptied) >= m_archived, kPatienceMs);
    QVERIFY(hasKept(*m_anna)); // the line is not archived
}

void TestErasedEverywhere::nothingIsLeftOnDisk()
{
    QVERIFY(finds(*m_anna, u"secret"_s, 0));
    for (const auto &name : {u"anna"_s, u"Gina"_s}) {
        (name == u"anna" ? m_anna : m_gina).reset();
        const auto store = storeAt(m_company.home(name));
        QVERIFY(store);
        QCOMPARE(store->messages().count(m_erased).value(), 1);
        QVERIFY(store->groupEpochs().allOf(m_erased.value)->isEmpty());
        QVERIFY(store->groupRatchets().allOf(m_erased.value)->isEmpty());
        QVERIFY(store->pendingCommits().allOf(m_erased.value)->isEmpty());
        QVERIFY(store->previews().allOf(m_erased.value)->isEmpty());
        QVERIFY(store->outbox().allOf(m_erased)->isEmpty());
        QCOMPARE(tablesWithWords(*store), QStringList());
    }
    QVERIFY(restarts(m_anna, u"anna"_s));
    QVERIFY(isErasedBy(annas(m_erased), u"Gina erased this conversation on"_s));
    QVERIFY(annas(m_erased)->draft().isEmpty());
    QVERIFY(restarts(m_gina, u"Gina"_s));
    QVERIFY(m_gina->talk()->id() != m_erased);
    QTRY_VERIFY_WITH_TIMEOUT(m_gina->talk()->hasReceipt(), kPatienceMs);
}

void TestErasedEverywhere::theNextWordsBeginAnotherConversation()
{
    QVERIFY(talksAgain(*m_anna, u"A new question"_s));
    QVERIFY(m_gina->talk()->isErasable());
    QVERIFY(isErasedBy(annas(m_erased), u"Gina erased this conversation on"_s));
}

// It has the conversation again, and erases it when somebody comes who knows of the wish.
void TestErasedEverywhere::aRestoredServerIsToldAgain()
{
    const ConversationId id = m_gina->talk()->id();
    const QString log = QString::number(id.value);
    const QString backup = m_company.home(u"backup"_s);
    QVERIFY(m_company.server().stop());
    QVERIFY(e2e::copyDatabase(server(), backup));
    QVERIFY(m_company.server().start());
    QVERIFY(m_gina->isConnected());
    m_gina->workspace().eraseConversation(id);
    QVERIFY(hasMovedOn(id));
    QVERIFY(isErasedBy(annas(id), u"Gina erased this conversation on"_s));
    m_gina.reset(); // so that it is Anna who tells

    QVERIFY(m_company.server().stop());
    QVERIFY(e2e::restoreDatabase(backup, server()));
    QVERIFY(e2e::numberFrom(server(), u"SELECT COUNT(*) FROM envelope WHERE log = "_s + log) > 0);
    QCOMPARE(e2e::numberFrom(server(), u"SELECT COUNT(*) FROM erasure WHERE log = "_s + log), 0);
    QVERIFY(m_company.server().start());
    QTRY_COMPARE_WITH_TIMEOUT(e2e::numberFrom(server(), u"SELECT COUNT(*) FROM erasure WHERE log = "_s + log),
                              1, kPatienceMs);
    QCOMPARE(e2e::numberFrom(server(), u"SELECT COUNT(*) FROM envelope WHERE log = "_s + log), 0);
    QVERIFY(isErasedBy(annas(id), u"Gina erased this conversation on"_s));
    QVERIFY(restarts(m_gina, u"Gina"_s));
    QVERIFY(isErasedBy(m_gina->talk(), u"You erased this conversation on"_s));
    QVERIFY(talksAgain(*m_anna, u"After the backup"_s));
}

void TestErasedEverywhere::withoutTheServerItWaits()
{
    const ConversationId id = m_gina->talk()->id();
    m_gina->tampering().loseSent([](const QByteArray &frame) {
        return protocol::typeOf(frame) == protocol::MessageType::EraseConversation;
    });
    m_gina->workspace().eraseConversation(id);
    QTRY_COMPARE_WITH_TIMEOUT(m_gina->talk()->erasure(), Talk::Erasure::Wished, kPatienceMs);
    QVERIFY(!m_gina->talk()->isWritable());
    QVERIFY(m_gina->sees(m_gina->talk(), u"After the backup"_s)); // nothing is erased before the server has
    QVERIFY(restarts(m_gina, u"Gina"_s));
    QVERIFY(hasMovedOn(id));
    QVERIFY(isErasedBy(annas(id), u"Gina erased this conversation on"_s));
}

// The server has erased it, and the customer's program ends before it hears of that.
void TestErasedEverywhere::theAnswerIsLostAndTheProgramEnds()
{
    QVERIFY(talksAgain(*m_anna, u"One more question"_s));
    const ConversationId id = m_gina->talk()->id();
    m_gina->tampering().set([](const QByteArray &frame) -> QList<QByteArray> {
        const auto type = protocol::typeOf(frame);
        const bool is_lost =
            type == protocol::MessageType::Erased || type == protocol::MessageType::ConversationErased;
        return is_lost ? QList<QByteArray>() : QList<QByteArray>{frame};
    });
    m_gina->workspace().eraseConversation(id);
    QVERIFY(isErasedBy(annas(id), u"Gina erased this conversation on"_s));
    QCOMPARE(m_gina->talk()->id(), id);
    m_gina.reset();
    m_gina = std::make_unique<Client>(m_company.home(u"Gina"_s));
    QSignalSpy receipts(&m_gina->workspace(), &Workspace::conversationErased);
    QVERIFY(m_gina->isConnected());
    QVERIFY(hasMovedOn(id));
    QTRY_COMPARE_WITH_TIMEOUT(receipts.size(), 1, kPatienceMs);
    QVERIFY(isErasedBy(m_gina->talk(), u"You erased this conversation on"_s));
}

// It is erased here all the same, and the person is not shown a proof that is none.
void TestErasedEverywhere::aReceiptOfAnotherServerIsNotBelieved()
{
    QVERIFY(talksAgain(*m_anna, u"A third question"_s));
    const ConversationId id = m_gina->talk()->id();
    m_gina->tampering().set([](const QByteArray &frame) -> QList<QByteArray> {
        auto answer = protocol::decodeFrame<protocol::Erased>(frame);
        if (!answer) return {frame};
        crypto::SodiumRandom random;
        answer->receipt =
            encode(identity::SignedErasureReceipt::sign({}, crypto::SigningKey::generate(random)));
        return {protocol::encodeFrame(*answer)};
    });
    QSignalSpy receipts(&m_gina->workspace(), &Workspace::conversationErased);
    m_gina->workspace().eraseConversation(id);
    QVERIFY(m_gina->isWarned(u"has not proven that it erased"_s));
    QVERIFY(receipts.isEmpty());
    QVERIFY(hasMovedOn(id));
    // Asked again after the next log-in, the server proves it.
    m_gina.reset();
    m_gina = std::make_unique<Client>(m_company.home(u"Gina"_s));
    QSignalSpy later(&m_gina->workspace(), &Workspace::conversationErased);
    QVERIFY(m_gina->isConnected());
    QTRY_COMPARE_WITH_TIMEOUT(later.size(), 1, kPatienceMs);
}

void TestErasedEverywhere::whoWasAwayForgetsAtLogIn()
{
    QVERIFY(talksAgain(*m_anna, u"A fourth question"_s));
    const ConversationId id = m_gina->talk()->id();
    m_anna.reset();
    m_gina->workspace().eraseConversation(id);
    QVERIFY(hasMovedOn(id));
    QVERIFY(restarts(m_anna, u"anna"_s));
    QVERIFY(isErasedBy(annas(id), u"Gina erased this conversation on"_s));
}

void TestErasedEverywhere::agentsMayNotAndOwnersMay()
{
    QVERIFY(talksAgain(*m_anna, u"A fifth question"_s));
    const ConversationId id = m_gina->talk()->id();
    QVERIFY(!annas(id)->isErasable());
    QSignalSpy failed(annas(id), &Talk::failed);
    m_anna->workspace().eraseConversation(id);
    QTRY_COMPARE_WITH_TIMEOUT(failed.size(), 1, kPatienceMs);
    QVERIFY(m_anna->sees(annas(id), u"A fifth question"_s));

    m_anna->workspace().closeConversation(id);
    QTRY_COMPARE_WITH_TIMEOUT(m_gina->workspace().standing().step, QueueStanding::Step::Closed, kPatienceMs);
    m_anna->workspace().setDutyStatus(DutyStatus::Away, 4);
    Client &fiona = m_company.founder();
    QVERIFY(talksAgain(fiona, u"For the owner"_s));
    QVERIFY(fiona.workspace().talk(id)->isErasable());
    fiona.workspace().eraseConversation(id);
    QVERIFY(hasMovedOn(id));
    QVERIFY(isErasedBy(m_gina->talk(), u"Fiona erased this conversation on"_s));
    QVERIFY(isErasedBy(fiona.workspace().talk(id), u"You erased this conversation on"_s));
}

CHAT121_TEST_MAIN(TestErasedEverywhere)
#include "tst_erased_everywhere.moc"
