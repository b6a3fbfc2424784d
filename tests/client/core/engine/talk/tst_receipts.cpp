// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Receipts say "up to there", one for everything that came in the meantime, and nobody receipts a receipt.
// One of another own computer raises what the person has read here, never further than it says.
#include "client/core/engine/talk/receipts.h"
#include "common/crypto/init.h"
#include "common/crypto/sodium_random.h"
#include "common/protocol/messages/answers.h"
#include "common/protocol/messages/delivery.h"
#include "tests/client/core/engine/talk/reading_seat.h"
#include "tests/client/core/engine/talk/scripted_log.h"
#include "tests/support/test_main.h"

#include <QtTest>

using namespace chat121;
using namespace chat121::engine;
using namespace chat121::test;
using protocol::Append;

namespace {

constexpr int kPatienceMs = 30'000; // on a machine that has much else to do

} // namespace

class TestReceipts : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(crypto::initialise()); }
    void init();
    void cleanup();
    void oneReceiptIsForAllThatCame();
    void theNextOneSaysMoreAndNeverLess();
    void aReceiptIsNotReceipted();
    void anotherOwnComputerHasRead();

private:
    void logsIn();
    void serves(); // until nobody has anything to say
    void answers(const QByteArray &frame);
    void hears(const content::Item &item); // from Gina
    bool isSent(qsizetype appends);
    qsizetype left() const; // appends that have left, answered or not
    content::Receipt receiptIn(const Append &append);
    const ConversationRecord &record() { return *m_anna->ledger.find(kTalk); }

    Acme m_acme;
    FakeClock m_clock{kNow};
    crypto::SodiumRandom m_random;
    std::optional<Office<ReadingSeat>> m_office;
    std::unique_ptr<ReadingSeat> m_anna;
    std::unique_ptr<ReadingSeat> m_gina;
    std::unique_ptr<Receipts> m_receipts; // Anna's
    QList<protocol::Envelope> m_log;      // the server's
    QList<Append> m_appends;              // that it has seen
    qsizetype m_served = 0;
    char m_letter = 'a';
};

void TestReceipts::init()
{
    m_office.emplace(m_acme, m_clock, m_random);
    m_anna = m_office->anna();
    m_gina = m_office->gina();
    QVERIFY(m_gina->committer.join(begunWith(*m_anna, *m_gina, mls::KeyPackageUse::Once)));
    for (ReadingSeat *each : {m_anna.get(), m_gina.get()}) {
        ConversationRecord record = each->ledger.recordOr(kTalk);
        record.state = protocol::ConversationState::Taken;
        record.department = kSupport;
        record.guest = m_gina->identity.account();
        QVERIFY(each->ledger.save(record));
    }
    m_receipts = std::make_unique<Receipts>(m_anna->context, m_anna->ledger, m_anna->outbox, nullptr);
    connect(&m_anna->inbox, &Inbox::said, m_receipts.get(),
            [this](ConversationId conversation) { m_receipts->heard(conversation); });
    logsIn();
}

void TestReceipts::cleanup()
{
    m_receipts.reset();
    m_anna.reset();
    m_gina.reset();
    m_office.reset();
    m_log.clear();
    m_appends.clear();
    m_served = 0;
    m_letter = 'a';
}

void TestReceipts::logsIn()
{
    connect(&m_anna->session, &Session::logCaughtUp, &m_anna->outbox, &Outbox::flush);
    m_anna->connection.start({{{QStringLiteral("acme.example"), 443}}, m_acme.registrar.publicKey()});
    m_anna->session.begin(
        {m_anna->identity.account(), m_anna->identity.device(), &m_anna->identity.deviceKey(), 1});
    QTRY_VERIFY(m_anna->script.newest() != nullptr);
    m_anna->script.newest()->playOpened();
    serves();
    QVERIFY(m_anna->session.isCaughtUp(kTalk));
}

void TestReceipts::serves()
{
    for (bool is_quiet = false; !is_quiet;) {
        QCoreApplication::processEvents();
        ScriptedTransport *line = m_anna->script.newest();
        is_quiet = m_served == line->sent.size();
        while (m_served < line->sent.size())
            answers(line->sent.at(m_served++));
    }
}

void TestReceipts::answers(const QByteArray &frame)
{
    const auto reply = [this](const QByteArray &answer) { m_anna->script.newest()->playReceived(answer); };
    if (const auto answer = answerToArrival(frame, m_acme.registrar.publicKey(), m_log))
        return reply(*answer);
    if (protocol::typeOf(frame) != protocol::MessageType::Append) return;
    const Append append = protocol::decodeFrame<Append>(frame).value();
    m_appends.append(append);
    protocol::Envelope envelope =
        m_anna->envelope(protocol::EnvelopeKind::Application, append.epoch, append.sealed.bytes);
    envelope.sequence = {static_cast<quint64>(m_log.size()) + 1};
    m_log.append(envelope);
    reply(protocol::encodeFrame(protocol::Stored{append.request, append.log, envelope.sequence, kNow}));
}

// Without the event loop: no timer goes off meanwhile. Gina says that she has seen everything.
void TestReceipts::hears(const content::Item &item)
{
    auto said = m_gina->says(item, m_letter++);
    QVERIFY(said);
    protocol::Envelope envelope = *said;
    envelope.sequence = {static_cast<quint64>(m_log.size()) + 1};
    m_log.append(envelope);
    m_anna->script.newest()->playReceived(protocol::encodeFrame(protocol::EnvelopePushed{1, envelope}));
}

qsizetype TestReceipts::left() const
{
    const QList<QByteArray> &frames = m_anna->script.newest()->sent;
    return std::count_if(frames.cbegin(), frames.cend(), [](const QByteArray &frame) {
        return protocol::typeOf(frame) == protocol::MessageType::Append;
    });
}

bool TestReceipts::isSent(qsizetype appends)
{
    return QTest::qWaitFor(
        [&] {
            serves();
            return m_appends.size() >= appends;
        },
        kPatienceMs);
}

content::Receipt TestReceipts::receiptIn(const Append &append)
{
    const auto opened = m_gina->sealer.open(
        m_anna->envelope(protocol::EnvelopeKind::Application, append.epoch, append.sealed.bytes));
    const auto *receipt = opened ? std::get_if<content::Receipt>(&opened->content.item) : nullptr;
    return receipt != nullptr ? *receipt : content::Receipt{};
}

void TestReceipts::oneReceiptIsForAllThatCame()
{
    for (const char *words : {"one", "two", "three"})
        hears(content::TextMessage{QString::fromLatin1(words)});
    QCOMPARE(m_anna->messages().size(), 3);
    QCOMPARE(left(), 0); // more may come
    QVERIFY(isSent(1));
    QCOMPARE(m_appends.size(), 1);
    QCOMPARE(receiptIn(m_appends.constFirst()), (content::Receipt{{3}, {}}));
    m_receipts->catchUp(); // nothing is left to be said
    QTest::qWait(std::chrono::milliseconds(2 * limits::kReceiptDelay).count());
    serves();
    QCOMPARE(m_appends.size(), 1);
}

void TestReceipts::theNextOneSaysMoreAndNeverLess()
{
    hears(content::TextMessage{QStringLiteral("one")});
    m_receipts->markRead(kTalk);
    hears(content::TextMessage{QStringLiteral("two")}); // arrived and was not read
    QVERIFY(isSent(1));
    QCOMPARE(receiptIn(m_appends.constFirst()), (content::Receipt{{2}, {1}}));
    hears(content::TextMessage{QStringLiteral("four")}); // below it: the receipt
    QVERIFY(isSent(2));
    QCOMPARE(receiptIn(m_appends.constLast()), (content::Receipt{{4}, {1}}));
    m_receipts->markRead(kTalk);
    QVERIFY(isSent(3));
    const content::Receipt last = receiptIn(m_appends.constLast());
    QVERIFY(last.delivered >= Sequence{4});
    QVERIFY(last.read >= Sequence{4});
    QCOMPARE(m_appends.size(), 3);
}

void TestReceipts::aReceiptIsNotReceipted()
{
    hears(content::Receipt{{}, {}});
    m_receipts->heard(kTalk);
    m_receipts->markRead(kTalk);
    m_receipts->catchUp();
    QTest::qWait(std::chrono::milliseconds(2 * limits::kReceiptDelay).count());
    serves();
    QVERIFY(m_appends.isEmpty());
    hears(content::TextMessage{QStringLiteral("two")}); // words are
    QVERIFY(isSent(1));
    QCOMPARE(receiptIn(m_appends.constFirst()).delivered, Sequence{2});
}

void TestReceipts::anotherOwnComputerHasRead()
{
    for (const char *words : {"one", "two", "three"})
        hears(content::TextMessage{QString::fromLatin1(words)});
    const auto members = m_anna->sealer.members(kGroup);
    QVERIFY(members);
    const auto self = std::find_if(members->cbegin(), members->cend(), [&](const auto &member) {
        return member.account() == m_anna->identity.account();
    });
    QVERIFY(self != members->cend());
    QVERIFY(m_anna->ledger.receipt(kTalk, *self, {{3}, {2}}));
    QCOMPARE(record().read_up_to, Sequence{2});
    QCOMPARE(m_anna->ledger.listRow(record()).unread, 1);
    QVERIFY(m_anna->ledger.receipt(kTalk, *self, {{3}, {1}})); // of a computer that is behind
    QCOMPARE(record().read_up_to, Sequence{2});
    QVERIFY(Ledger::detailsOf(record()).receipts.items.isEmpty()); // nobody else has
    // Told by that computer already; what arrived here is not.
    QVERIFY(isSent(1));
    QCOMPARE(receiptIn(m_appends.constFirst()), (content::Receipt{{3}, {2}}));
}

CHAT121_TEST_MAIN(TestReceipts)
#include "tst_receipts.moc"
