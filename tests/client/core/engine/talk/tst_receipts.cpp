// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Receipts by a clock that the test moves: several words are one receipt, which says how far its reader has
// come; nobody answers a receipt. What one of the person's computers has read counts on the others. Read is
// what everybody has read, also after a restart.
#include "client/core/engine/profile/profile_store.h"
#include "client/core/engine/talk/receipts.h"
#include "common/crypto/init.h"
#include "common/crypto/sodium_random.h"
#include "tests/client/core/engine/talk/reading_seat.h"
#include "tests/support/test_main.h"

#include <QtTest>

using namespace chat121;
using namespace chat121::engine;
using namespace chat121::test;
using namespace std::chrono_literals;
using content::Receipt;
using std::chrono::milliseconds;

namespace {

constexpr ConversationId kNobodys{7999};

// A seat whose person's receipts leave; they stay in its outbox, since there is no server.
struct ReceiptSeat : ReadingSeat {
    ReceiptSeat(Identity opened, LocalStore &of, const FakeClock &clock, RandomSource &random)
        : ReadingSeat(std::move(opened), of, clock, random)
    {
        begin();
    }

    void begin() // the program starts
    {
        receipts = std::make_unique<Receipts>(context, ledger, outbox, nullptr);
        QObject::connect(&inbox, &Inbox::said, receipts.get(), &Receipts::heard);
        QObject::connect(receipts.get(), &Receipts::readOn, receipts.get(),
                         [this](ConversationId conversation) { read_on.append(conversation); });
    }
    // Looks whose time has come, and does nothing else.
    void looks() const
    {
        receipts->heard(kNobodys);
        for (int round = 0; round < 5; ++round)
            QCoreApplication::processEvents();
    }
    QList<Receipt> said() const // since the beginning
    {
        QList<Receipt> said;
        const auto entries = store.outbox().allOf(kTalk);
        if (!entries) return {{}};
        for (const OutboxEntry &entry : *entries) {
            const auto content = content::decodeContent(entry.content.bytes);
            const auto *receipt = content ? std::get_if<Receipt>(&content->item) : nullptr;
            said.append(receipt != nullptr ? *receipt : Receipt{});
        }
        return said;
    }
    Sequence readUpTo() const { return ledger.recordOr(kTalk).read_up_to; }

    std::unique_ptr<Receipts> receipts;
    QList<ConversationId> read_on;
};

} // namespace

class TestReceipts : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(crypto::initialise()); }
    void init();
    void cleanup();
    void severalWordsAreOneReceipt();
    void eachSaysAllThatTheOneBeforeSaid();
    void nobodyAnswersAReceipt();
    void whatWasNotToldIsToldAfterAStart();
    void whatAnotherOwnComputerHasReadIsRead();
    void howFarItWasReadIsSaidWhereNoReceiptIsDue();
    void underAShieldChanceDecidesWhenItIsSaid();
    void readIsWhatEverybodyHasRead();
    void whatIsNotToldIsToldOnceItIsAgain();
    void whoDoesNotTellIsNotTold();

private:
    bool hears(int words); // Gina, from Anna
    void passes(milliseconds time) { m_clock.advance(time); }

    Acme m_acme;
    FakeClock m_clock{kNow};
    crypto::SodiumRandom m_random;
    std::optional<Office<ReceiptSeat>> m_office;
    std::unique_ptr<ReceiptSeat> m_anna;  // has made the group
    std::unique_ptr<ReceiptSeat> m_fiona; // of the staff, too
    std::unique_ptr<ReceiptSeat> m_gina;  // the customer
    char m_letter = 'a';
};

void TestReceipts::init()
{
    m_office.emplace(m_acme, m_clock, m_random);
    m_anna = m_office->anna();
    m_fiona = m_office->fiona();
    m_gina = m_office->gina();
    QVERIFY(begins(*m_anna, *m_fiona, *m_gina));
    ConversationRecord record = m_gina->ledger.recordOr(kTalk);
    QVERIFY(m_anna->ledger.save(record));
    m_letter = 'a';
}

void TestReceipts::cleanup()
{
    m_anna.reset();
    m_fiona.reset();
    m_gina.reset();
    m_office.reset();
}

bool TestReceipts::hears(int words)
{
    for (int word = 0; word < words; ++word) {
        const auto said =
            m_anna->says(content::TextMessage{QStringLiteral("word %1").arg(m_letter)}, m_letter);
        ++m_letter;
        if (!said || !m_gina->reads(*said)) return false;
    }
    return true;
}

void TestReceipts::severalWordsAreOneReceipt()
{
    QVERIFY(limits::kReceiptDelay >= 1s);
    QVERIFY(hears(1));
    passes(300ms);
    QVERIFY(hears(1));
    passes(300ms);
    QVERIFY(hears(1));
    passes(limits::kReceiptDelay - 601ms);
    m_gina->looks();
    QVERIFY(m_gina->said().isEmpty());
    passes(1ms);
    m_gina->looks();
    QCOMPARE(m_gina->said(), (QList<Receipt>{{{3}, {}}}));
    passes(1h);
    m_gina->looks();
    QCOMPARE(m_gina->said().size(), 1);
}

void TestReceipts::eachSaysAllThatTheOneBeforeSaid()
{
    QVERIFY(hears(2));
    passes(limits::kReceiptDelay);
    m_gina->looks();
    m_gina->receipts->markRead(kTalk);
    m_gina->receipts->markRead(kTalk);
    passes(limits::kReceiptDelay - 1ms);
    m_gina->looks();
    QCOMPARE(m_gina->said().size(), 1);
    passes(1ms);
    m_gina->looks();
    QVERIFY(hears(2));
    m_gina->receipts->markRead(kTalk); // with the delivery
    passes(limits::kReceiptDelay);
    m_gina->looks();
    QVERIFY(hears(1));
    passes(limits::kReceiptDelay);
    m_gina->looks();
    QCOMPARE(m_gina->said(), (QList<Receipt>{{{2}, {}}, {{2}, {2}}, {{4}, {4}}, {{5}, {4}}}));
}

// Neither delivered nor read: two computers would go on for ever.
void TestReceipts::nobodyAnswersAReceipt()
{
    QVERIFY(hears(1));
    passes(limits::kReceiptDelay);
    m_gina->looks();
    QCOMPARE(m_gina->said().size(), 1);
    const auto receipt = m_gina->says(m_gina->said().constFirst(), 'r');
    QVERIFY(receipt && m_anna->reads(*receipt));
    for (const auto &seat : {m_anna.get(), m_gina.get()}) {
        const auto other = m_fiona->says(Receipt{{1}, {1}}, seat == m_anna.get() ? 's' : 't');
        QVERIFY(other && seat->reads(*other));
        seat->receipts->catchUp();
        seat->receipts->markRead(kTalk);
        passes(limits::kReceiptDelay);
        seat->receipts->catchUp();
        seat->looks();
    }
    QVERIFY(m_anna->said().isEmpty());
    // Gina has read Anna's word by now, and says only that.
    QCOMPARE(m_gina->said().size(), 2);
    QCOMPARE(m_gina->said().constLast().delivered, Sequence{2});
    // Anna would have answered a word.
    const auto word = m_gina->says(content::TextMessage{QStringLiteral("a word")}, 'w');
    QVERIFY(word && m_anna->reads(*word));
    passes(limits::kReceiptDelay);
    m_anna->looks();
    QCOMPARE(m_anna->said(), (QList<Receipt>{{{3}, {2}}}));
}

void TestReceipts::whatWasNotToldIsToldAfterAStart()
{
    QVERIFY(hears(2));
    m_gina->begin(); // the program ended before the receipt left
    passes(1h);
    m_gina->looks();
    QVERIFY(m_gina->said().isEmpty());
    m_gina->receipts->catchUp();
    passes(limits::kReceiptDelay);
    m_gina->looks();
    QCOMPARE(m_gina->said(), (QList<Receipt>{{{2}, {}}}));
    m_gina->begin();
    m_gina->receipts->catchUp();
    passes(limits::kReceiptDelay);
    m_gina->looks();
    QCOMPARE(m_gina->said().size(), 1);
}

void TestReceipts::whatAnotherOwnComputerHasReadIsRead()
{
    const auto unread = [this] {
        return m_gina->store.messages().unreadCount(kTalk, m_gina->readUpTo()).value();
    };
    QVERIFY(hears(3));
    passes(limits::kReceiptDelay);
    m_gina->looks();
    QCOMPARE(unread(), 3);
    const identity::VerifiedMember &self = m_gina->identity.self();
    QVERIFY(m_gina->ledger.receipt(kTalk, self, {{3}, {2}}));
    QCOMPARE(m_gina->readUpTo(), Sequence{2});
    QCOMPARE(unread(), 1);
    QVERIFY(m_gina->ledger.receipt(kTalk, self, {{3}, {1}})); // an older one
    QCOMPARE(m_gina->readUpTo(), Sequence{2});
    QVERIFY(m_gina->ledger.receipt(kTalk, m_anna->identity.self(), {{3}, {3}})); // somebody else's
    QCOMPARE(m_gina->readUpTo(), Sequence{2});
    QCOMPARE(m_gina->store.conversations().find(kTalk).value()->read_up_to, Sequence{2});
    // The other computer has told it.
    m_gina->receipts->catchUp();
    passes(limits::kReceiptDelay);
    m_gina->looks();
    QCOMPARE(m_gina->said(), (QList<Receipt>{{{3}, {}}}));
    m_gina->receipts->markRead(kTalk);
    passes(limits::kReceiptDelay);
    m_gina->looks();
    QCOMPARE(m_gina->said(), (QList<Receipt>{{{3}, {}}, {{3}, {3}}}));
}

// For the archive: in a conversation that is over nobody is told any more.
void TestReceipts::howFarItWasReadIsSaidWhereNoReceiptIsDue()
{
    QVERIFY(hears(2));
    ConversationRecord record = m_gina->ledger.recordOr(kTalk);
    record.state = protocol::ConversationState::Closed;
    QVERIFY(m_gina->ledger.save(record));
    m_gina->receipts->markRead(kTalk);
    QCOMPARE(m_gina->readUpTo(), Sequence{2});
    passes(limits::kReceiptDelay - 1ms);
    m_gina->looks();
    QVERIFY(m_gina->read_on.isEmpty());
    passes(1ms);
    m_gina->looks();
    QCOMPARE(m_gina->read_on, QList<ConversationId>{kTalk});
    QVERIFY(m_gina->said().isEmpty());
    m_gina->receipts->markRead(kTalk); // nothing new
    passes(1h);
    m_gina->looks();
    QCOMPARE(m_gina->read_on.size(), 1);
}

void TestReceipts::underAShieldChanceDecidesWhenItIsSaid()
{
    identity::OrganisationDocument rules = m_acme.document();
    rules.departments.items.first().policy.is_shielded = true;
    const auto document = identity::SignedOrganisation::sign(rules, m_acme.root);
    const auto verified = identity::verifyOrganisation(document, m_acme.root.publicKey());
    QVERIFY(verified);
    m_gina->identity.setOrganisation(document, *verified);
    QVERIFY(m_gina->ledger.isShielded(kTalk));
    QVERIFY(hears(1));
    m_gina->receipts->markRead(kTalk);
    passes(limits::kShieldReceiptDelayMin - 1ms);
    m_gina->looks();
    QVERIFY(m_gina->read_on.isEmpty());
    QVERIFY(m_gina->said().isEmpty());
    passes(limits::kShieldReceiptDelayMax - limits::kShieldReceiptDelayMin + 1ms);
    m_gina->looks();
    QCOMPARE(m_gina->read_on, QList<ConversationId>{kTalk});
    QCOMPARE(m_gina->said(), (QList<Receipt>{{{1}, {1}}}));
}

void TestReceipts::readIsWhatEverybodyHasRead()
{
    TimelineRow row;
    row.id = *MessageId::from(QByteArray(16, 'x'));
    row.sequence = {1};
    row.author = m_anna->identity.account();
    row.is_mine = true;
    row.state = SendState::Sent;
    row.text = QStringLiteral("Who has read this?");
    QVERIFY(m_anna->ledger.put(kTalk, row));
    const auto state = [&] { return m_anna->store.messages().find(kTalk, row.id).value()->state; };
    const auto readers = [](const Ledger &ledger) {
        QSet<AccountId> accounts;
        for (const RosterRow &one : ledger.roster(kTalk))
            if (one.read_up_to >= Sequence{1}) accounts.insert(one.account);
        return accounts;
    };
    const identity::VerifiedMember &gina = m_gina->identity.self(), &fiona = m_fiona->identity.self();
    QVERIFY(m_anna->ledger.receipt(kTalk, gina, {{1}, {1}}));
    QCOMPARE(state(), SendState::Sent); // Fiona has not even got it
    QVERIFY(m_anna->ledger.receipt(kTalk, fiona, {{1}, {}}));
    QCOMPARE(state(), SendState::Delivered);
    QCOMPARE(readers(m_anna->ledger), QSet<AccountId>{gina.account()});

    Ledger started(m_anna->context); // after a restart
    QVERIFY(started.load());
    QCOMPARE(readers(started), QSet<AccountId>{gina.account()});
    QVERIFY(started.receipt(kTalk, fiona, {{1}, {1}}));
    QCOMPARE(state(), SendState::Read);
    QCOMPARE(readers(started), (QSet<AccountId>{gina.account(), fiona.account()}));
}

void TestReceipts::whatIsNotToldIsToldOnceItIsAgain()
{
    QVERIFY(hears(1));
    m_gina->ledger.setTelling({Telling::Never, Telling::Always});
    QVERIFY(!m_gina->ledger.isReadingTold(kTalk) && m_gina->ledger.isTypingTold(kTalk));
    QVERIFY(hears(1));
    m_gina->receipts->markRead(kTalk);
    passes(limits::kReceiptDelay);
    m_gina->looks();
    QCOMPARE(m_gina->said(), (QList<Receipt>{{{2}, {}}}));
    QCOMPARE(m_gina->readUpTo(), Sequence{2}); // on this computer, and in the archive
    QCOMPARE(m_gina->read_on, QList<ConversationId>{kTalk});
    m_gina->receipts->markRead(kTalk);
    m_gina->receipts->catchUp();
    passes(1h);
    m_gina->looks();
    QCOMPARE(m_gina->said().size(), 1);
    m_gina->ledger.setTelling({});
    m_gina->receipts->catchUp();
    passes(limits::kReceiptDelay);
    m_gina->looks();
    QCOMPARE(m_gina->said(), (QList<Receipt>{{{2}, {}}, {{2}, {2}}}));
}

void TestReceipts::whoDoesNotTellIsNotTold()
{
    TimelineRow row;
    row.id = *MessageId::from(QByteArray(16, 'x'));
    row.sequence = {1};
    row.author = m_anna->identity.account();
    row.is_mine = true;
    row.state = SendState::Sent;
    row.text = QStringLiteral("Who has read this?");
    QVERIFY(m_anna->ledger.put(kTalk, row));
    const auto kept = [&] { return m_anna->store.messages().find(kTalk, row.id).value(); };
    const identity::VerifiedMember &gina = m_gina->identity.self(), &fiona = m_fiona->identity.self();
    QVERIFY(m_anna->ledger.receipt(kTalk, fiona, {{1}, {1}}));
    m_anna->ledger.setTelling({Telling::Never, Telling::AsDepartment});
    QVERIFY(m_anna->ledger.receipt(kTalk, gina, {{1}, {1}}));
    QCOMPARE(kept()->state, SendState::Delivered);
    const QList<RosterRow> unseen = m_anna->ledger.roster(kTalk);
    QVERIFY(std::none_of(unseen.cbegin(), unseen.cend(),
                         [](const RosterRow &one) { return one.read_up_to.isValid(); }));
    QVERIFY(m_anna->ledger.setState(kTalk, row.id, SendState::Read)); // from before
    QCOMPARE(m_anna->ledger.shown(kTalk, {*kept()}).constFirst().state, SendState::Delivered);
    QVERIFY(!m_anna->ledger.facts(kTalk).is_reading_told);

    QVERIFY(saveTelling(m_anna->store, {Telling::Never, Telling::Never}));
    Ledger started(m_anna->context); // after a restart
    QVERIFY(started.load());
    QVERIFY(!started.isReadingTold(kTalk) && !started.isTypingTold(kTalk));
    started.setTelling({Telling::Always, Telling::Always});
    QCOMPARE(started.shown(kTalk, {*kept()}).constFirst().state, SendState::Read);
    QVERIFY(started.isTypingTold(kTalk));
}

CHAT121_TEST_MAIN(TestReceipts)
#include "tst_receipts.moc"
