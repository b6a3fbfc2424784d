// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Whose wish erases a conversation on this computer, judged by its own group; what is left then; and what
// becomes of the person's own wish, whatever a server answers.
#include "client/core/engine/history/erasure.h"
#include "common/crypto/init.h"
#include "common/crypto/sodium_random.h"
#include "common/identity/ids.h"
#include "tests/client/core/engine/talk/wired_seat.h"
#include "tests/support/test_main.h"

#include <QtTest>

using namespace chat121;
using namespace chat121::engine;
using namespace chat121::test;
using namespace Qt::StringLiterals;

namespace {

const QString kWords = u"a secret that must go"_s;
constexpr ConversationId kOther{7002};

} // namespace

class TestErasureWishes : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(crypto::initialise()); }
    void init();
    void cleanup();
    void onlyAMembersWishErases_data();
    void onlyAMembersWishErases();
    void withoutTheGroupOnlyWhoHasBegunCounts_data();
    void withoutTheGroupOnlyWhoHasBegunCounts();
    void whoHasOnlySeenItInAListForgetsIt_data();
    void whoHasOnlySeenItInAListForgetsIt();
    void nothingOfItComesBack();
    void answersOfTheServer_data();
    void answersOfTheServer();
    void anotherWasFaster();
    void theReceiptIsProvenAndKept_data();
    void theReceiptIsProvenAndKept();
    void aServerThatForgotIsToldAgain();

private:
    // What one person has, and the part of the engine that is looked at.
    struct Place {
        std::unique_ptr<WiredSeat> seat;
        std::unique_ptr<Archive> archive;
        std::unique_ptr<Erasure> erasure;
        QStringList receipts;
        int problems = 0;
    };

    void sits(Place &place, std::unique_ptr<WiredSeat> seat);
    bool meet(bool is_fiona_in_it);
    bool speaks(Place &place, AccountId author) const;
    Place &placeOf(const QString &name)
    {
        return name == u"anna" ? m_anna : name == u"fiona" ? m_fiona : m_gina;
    }
    const crypto::SigningKey &keyOf(const QString &name) const;
    QByteArray wishOf(const QString &signer, const QString &named, ConversationId conversation) const;
    bool isWhole(const Place &place) const;
    bool isErased(const Place &place) const;
    // Gina wishes it, logged in; the request.
    std::optional<protocol::EraseConversation> ginaWishes();
    QByteArray receiptFor(const QByteArray &wish, const crypto::SigningKey &registrar) const;

    Acme m_acme;
    FakeClock m_clock{kNow};
    crypto::SodiumRandom m_random;
    std::optional<Person> m_stranger;
    std::optional<Office<WiredSeat>> m_office;
    Place m_anna, m_fiona, m_gina;
};

void TestErasureWishes::init()
{
    m_stranger.emplace(m_random);
    m_office.emplace(m_acme, m_clock, m_random);
    sits(m_anna, m_office->anna());
    sits(m_fiona, m_office->fiona());
    sits(m_gina, m_office->gina());
    m_gina.seat->identity.profile().conversation = kTalk;
}

void TestErasureWishes::cleanup()
{
    for (Place *place : {&m_anna, &m_fiona, &m_gina}) {
        place->erasure.reset();
        place->archive.reset();
        place->seat.reset();
        place->receipts.clear();
        place->problems = 0;
    }
    m_office.reset();
}

void TestErasureWishes::sits(Place &place, std::unique_ptr<WiredSeat> seat)
{
    place.seat = std::move(seat);
    place.archive = std::make_unique<Archive>(place.seat->context, place.seat->ledger, nullptr);
    place.erasure =
        std::make_unique<Erasure>(place.seat->context, place.seat->ledger, *place.archive, nullptr);
    connect(&place.seat->announcer, &Announcer::conversationErased, place.erasure.get(),
            [&place](ConversationId, const QString &receipt) { place.receipts.append(receipt); });
    connect(&place.seat->announcer, &Announcer::talkFailed, place.erasure.get(),
            [&place](ConversationId, const Problem &) { ++place.problems; });
}

// Anna and Gina in one group, and Fiona perhaps; everybody has the same words.
bool TestErasureWishes::meet(bool is_fiona_in_it)
{
    QList<QByteArray> packages;
    QList<Place *> invited{&m_gina};
    if (is_fiona_in_it) invited.append(&m_fiona);
    for (Place *place : std::as_const(invited)) {
        const auto package = place->seat->package(mls::KeyPackageUse::Once);
        if (!package) return false;
        packages.append(package->message());
    }
    const auto welcome = begunWith(*m_anna.seat, packages);
    for (Place *place : std::as_const(invited))
        if (!place->seat->committer.join(welcome)) return false;
    const AccountId gina = m_gina.seat->identity.account();
    return speaks(m_anna, gina) && speaks(m_gina, gina) && speaks(m_fiona, gina);
}

// Words, a draft, a preview and something that waits, as they lie on disk.
bool TestErasureWishes::speaks(Place &place, AccountId author) const
{
    WiredSeat &seat = *place.seat;
    ConversationRecord record;
    record.id = kTalk;
    record.department = kSupport;
    record.state = protocol::ConversationState::Taken;
    record.title = kWords;
    TimelineRow row;
    row.id = seat.context.newMessageId();
    row.sequence = Sequence{5};
    row.author = author;
    row.sent_at = m_clock.now();
    row.is_mine = author == seat.identity.account();
    row.text = kWords;
    PreviewRecord preview;
    preview.envelope = {{201}, {1}};
    preview.conversation = kTalk;
    preview.author = author;
    preview.text = kWords;
    const content::Content content{seat.context.newMessageId(), m_clock.now(), content::TextMessage{kWords}};
    return seat.ledger.save(record) && seat.ledger.put(kTalk, row) &&
           seat.store.drafts().save({kTalk, kWords}) && seat.store.previews().save(preview) &&
           seat.outbox.put(kTalk, Purpose::Say, content);
}

const crypto::SigningKey &TestErasureWishes::keyOf(const QString &name) const
{
    if (name == u"anna") return m_acme.anna.account;
    if (name == u"fiona") return m_acme.founder.account;
    return name == u"gina" ? m_acme.guest.account : m_stranger->account;
}

QByteArray TestErasureWishes::wishOf(const QString &signer, const QString &named,
                                     ConversationId conversation) const
{
    const identity::ErasureWish wish{keyOf(named).publicKey(), conversation, m_clock.now()};
    return encode(identity::SignedErasureWish::sign(wish, keyOf(signer)));
}

bool TestErasureWishes::isWhole(const Place &place) const
{
    auto &seat = *place.seat;
    return seat.messages() == QStringList{kWords} && seat.lines().isEmpty() &&
           seat.store.drafts().find(kTalk).value().has_value() &&
           !seat.store.outbox().allOf(kTalk)->isEmpty() &&
           !seat.store.previews().allOf(kTalk.value)->isEmpty() && !seat.ledger.erasures().isErased(kTalk);
}

// Keys, words and what waited are gone; one line is left.
bool TestErasureWishes::isErased(const Place &place) const
{
    auto &seat = *place.seat;
    const ConversationRecord record = seat.ledger.recordOr(kTalk);
    return seat.messages().isEmpty() && seat.lines().size() == 1 && record.title.text.isEmpty() &&
           record.preview.text.isEmpty() && !seat.store.drafts().find(kTalk).value().has_value() &&
           seat.store.outbox().allOf(kTalk)->isEmpty() &&
           seat.store.previews().allOf(kTalk.value)->isEmpty() &&
           seat.store.groupEpochs().allOf(kTalk.value)->isEmpty() &&
           seat.store.groupRatchets().allOf(kTalk.value)->isEmpty() && !seat.groups.isMember(kGroup) &&
           seat.ledger.erasures().isErased(kTalk);
}

// --- others' wishes -------------------------------------------------------------------------------

void TestErasureWishes::onlyAMembersWishErases_data()
{
    QTest::addColumn<QString>("signer");
    QTest::addColumn<QString>("named");
    QTest::addColumn<bool>("is_fiona_in_it");
    QTest::addColumn<bool>("is_right_one");
    QTest::addColumn<QString>("at");
    QTest::addColumn<bool>("erases");
    QTest::newRow("the customer, at the agent's") << "gina"
                                                  << "gina" << false << true << "anna" << true;
    QTest::newRow("another computer of the customer") << "gina"
                                                      << "gina" << false << true << "gina" << true;
    QTest::newRow("an owner in it, at the agent's") << "fiona"
                                                    << "fiona" << true << true << "anna" << true;
    QTest::newRow("an owner in it, at the customer's") << "fiona"
                                                       << "fiona" << true << true << "gina" << true;
    QTest::newRow("another computer of the owner") << "fiona"
                                                   << "fiona" << true << true << "fiona" << true;
    QTest::newRow("an owner who is not in it, at the agent's") << "fiona"
                                                               << "fiona" << false << true << "anna" << false;
    QTest::newRow("an owner who is not in it, at the customer's")
        << "fiona"
        << "fiona" << false << true << "gina" << false;
    QTest::newRow("an agent who is in it") << "anna"
                                           << "anna" << true << true << "gina" << false;
    QTest::newRow("an agent's own, made up elsewhere") << "anna"
                                                       << "anna" << true << true << "anna" << false;
    QTest::newRow("a stranger") << "stranger"
                                << "stranger" << false << true << "anna" << false;
    QTest::newRow("a stranger in the customer's name") << "stranger"
                                                       << "gina" << false << true << "anna" << false;
    QTest::newRow("the agent in the owner's name") << "anna"
                                                   << "fiona" << true << true << "gina" << false;
    QTest::newRow("of another conversation") << "gina"
                                             << "gina" << false << false << "anna" << false;
}

void TestErasureWishes::onlyAMembersWishErases()
{
    QFETCH(QString, signer);
    QFETCH(QString, named);
    QFETCH(bool, is_fiona_in_it);
    QFETCH(bool, is_right_one);
    QFETCH(QString, at);
    QFETCH(bool, erases);
    QVERIFY(meet(is_fiona_in_it));
    Place &place = placeOf(at);
    const auto staff = identity::recogniseStaff(m_acme.chainOf(m_acme.badge()), m_acme.root.publicKey());
    QVERIFY(staff.has_value());
    place.seat->ledger.know(*staff); // that Fiona is an owner is known; that is not enough
    place.erasure->told({wishOf(signer, named, is_right_one ? kTalk : kOther)});
    QCOMPARE(isErased(place), erases);
    QCOMPARE(isWhole(place), !erases);
    place.erasure->told({QByteArray("erase it")});
    QCOMPARE(isErased(place), erases);
}

void TestErasureWishes::withoutTheGroupOnlyWhoHasBegunCounts_data()
{
    QTest::addColumn<QString>("signer");
    QTest::addColumn<bool>("erases");
    QTest::newRow("who began it") << "gina" << true;
    QTest::newRow("an owner") << "fiona" << false;
    QTest::newRow("a stranger who came later") << "stranger" << false;
}

// As in a waiting room, or long after the group has gone.
void TestErasureWishes::withoutTheGroupOnlyWhoHasBegunCounts()
{
    QFETCH(QString, signer);
    QFETCH(bool, erases);
    QVERIFY(speaks(m_anna, m_gina.seat->identity.account()));
    TimelineRow later;
    later.id = m_anna.seat->context.newMessageId();
    later.author = identity::accountIdOf(m_stranger->account.publicKey());
    later.text = u"Me, too"_s;
    QVERIFY(m_anna.seat->ledger.put(kTalk, later));
    m_anna.erasure->told({wishOf(signer, signer, kTalk)});
    QCOMPARE(isErased(m_anna), erases);
    QCOMPARE(m_anna.seat->messages().size(), erases ? 0 : 2);
}

void TestErasureWishes::whoHasOnlySeenItInAListForgetsIt_data()
{
    QTest::addColumn<QString>("signer");
    QTest::addColumn<bool>("erases");
    QTest::newRow("the customer") << "gina" << true;
    QTest::newRow("an owner") << "fiona" << false;
    QTest::newRow("a stranger") << "stranger" << false;
}

// A name, and an opening that may be opened later.
void TestErasureWishes::whoHasOnlySeenItInAListForgetsIt()
{
    QFETCH(QString, signer);
    QFETCH(bool, erases);
    WiredSeat &anna = *m_anna.seat;
    ConversationRecord record;
    record.id = kTalk;
    record.department = kSupport;
    record.guest = m_gina.seat->identity.account();
    record.title = kWords;
    PreviewRecord locked;
    locked.envelope = {{201}, {1}};
    locked.conversation = kTalk;
    locked.author = record.guest;
    QVERIFY(anna.ledger.save(record) && anna.store.previews().save(locked));
    m_anna.erasure->told({wishOf(signer, signer, kTalk)});
    QCOMPARE(isErased(m_anna), erases);
    QCOMPARE(anna.store.previews().allOf(kTalk.value)->isEmpty(), erases);
    QCOMPARE(anna.ledger.recordOr(kTalk).title.text.isEmpty(), erases);
}

void TestErasureWishes::nothingOfItComesBack()
{
    QVERIFY(meet(false));
    const auto late = m_anna.seat->says(kWords);
    QVERIFY(late);
    m_gina.erasure->told({wishOf(u"gina"_s, u"gina"_s, kTalk)});
    QVERIFY(isErased(m_gina));
    QVERIFY(m_gina.seat->reads(*late));
    m_gina.seat->outbox.say(kTalk, kWords);
    QVERIFY(isErased(m_gina));
    QCOMPARE(m_gina.problems, 1); // she is told that it is over
}

// --- the own wish ---------------------------------------------------------------------------------

std::optional<protocol::EraseConversation> TestErasureWishes::ginaWishes()
{
    if (!meet(true) || !m_gina.seat->logsIn()) return std::nullopt;
    m_gina.erasure->wish(kTalk);
    if (!m_gina.seat->ledger.erasures().isWished(kTalk) || !isWhole(m_gina)) return std::nullopt;
    return m_gina.seat->sent<protocol::EraseConversation>();
}

void TestErasureWishes::answersOfTheServer_data()
{
    using protocol::Reason;
    QTest::addColumn<QString>("by");
    QTest::addColumn<int>("code");
    QTest::addColumn<int>("reason");
    QTest::addColumn<QString>("then"); // "erased", "waits" or "withdrawn"
    const auto row = [](const char *name, const char *by, Code code, Reason reason, const char *then) {
        QTest::newRow(name) << by << static_cast<int>(code) << static_cast<int>(reason) << then;
    };
    row("forbidden", "gina", Code::Forbidden, Reason::None, "withdrawn");
    row("busy", "gina", Code::Busy, Reason::ServerBusy, "waits");
    row("the customer's never came there", "gina", Code::NotFound, Reason::UnknownLog, "erased");
    row("the owner is no longer in it", "fiona", Code::NotFound, Reason::UnknownLog, "withdrawn");
}

void TestErasureWishes::answersOfTheServer()
{
    QFETCH(QString, by);
    QFETCH(int, code);
    QFETCH(int, reason);
    QFETCH(QString, then);
    QVERIFY(meet(true));
    Place &place = placeOf(by);
    QVERIFY(place.seat->logsIn());
    place.erasure->wish(kTalk);
    const auto asked = place.seat->sent<protocol::EraseConversation>();
    QVERIFY(asked);
    QVERIFY(isWhole(place));
    place.seat->answers(
        protocol::Refused{asked->request, static_cast<Code>(code), static_cast<protocol::Reason>(reason), 0});
    QCOMPARE(isErased(place), then == u"erased");
    QCOMPARE(place.seat->ledger.erasures().isWished(kTalk), then == u"waits");
    QCOMPARE(place.seat->ledger.mayErase(kTalk), then == u"withdrawn");
    QCOMPARE(place.problems, then == u"erased" ? 0 : 1);
    QVERIFY(place.receipts.isEmpty());
}

// Also when that one cannot be judged here: the person at this computer wants it gone.
void TestErasureWishes::anotherWasFaster()
{
    const auto asked = ginaWishes();
    QVERIFY(asked);
    m_gina.seat->answers(protocol::Refused{asked->request, Code::Conflict, protocol::Reason::Erased, 0});
    QVERIFY(isWhole(m_gina));
    const auto fetch = m_gina.seat->sent<protocol::FetchErasures>();
    QVERIFY(fetch);
    protocol::Erasures answer{fetch->request, {}};
    answer.wishes.items.append(protocol::Chain{wishOf(u"stranger"_s, u"stranger"_s, kTalk)});
    m_gina.seat->answers(answer);
    QVERIFY(isErased(m_gina));
}

QByteArray TestErasureWishes::receiptFor(const QByteArray &wish, const crypto::SigningKey &registrar) const
{
    identity::ErasureReceipt receipt;
    receipt.wish = identity::verifyErasure(wish)->hash;
    receipt.erased_at = m_clock.now();
    receipt.envelopes = 12;
    return encode(identity::SignedErasureReceipt::sign(receipt, registrar));
}

void TestErasureWishes::theReceiptIsProvenAndKept_data()
{
    QTest::addColumn<bool>("is_of_this_server");
    QTest::addColumn<bool>("is_for_this_wish");
    QTest::newRow("proven") << true << true;
    QTest::newRow("of another server") << false << true;
    QTest::newRow("for another wish") << true << false;
}

void TestErasureWishes::theReceiptIsProvenAndKept()
{
    QFETCH(bool, is_of_this_server);
    QFETCH(bool, is_for_this_wish);
    const bool is_proven = is_of_this_server && is_for_this_wish;
    const auto asked = ginaWishes();
    QVERIFY(asked);
    const QByteArray about = is_for_this_wish ? asked->wish.bytes : wishOf(u"gina"_s, u"gina"_s, kOther);
    const crypto::SigningKey &key = is_of_this_server ? m_acme.registrar : m_acme.root;
    m_gina.seat->answers(protocol::Erased{asked->request, {receiptFor(about, key)}});
    QVERIFY(isErased(m_gina));
    QCOMPARE(m_gina.receipts.size(), is_proven ? 1 : 0);
    QCOMPARE(m_gina.seat->warnings.size(), is_proven ? 0 : 1);
    QCOMPARE(m_gina.seat->ledger.facts(kTalk).has_receipt, is_proven);
    m_gina.erasure->tellReceipt(kTalk); // once more
    QCOMPARE(m_gina.receipts.size(), is_proven ? 2 : 0);
    if (is_proven) QVERIFY(m_gina.receipts.constFirst().contains(u": 12\n"_s));

    // Whoever has no proof asks again after the next log-in, and only then.
    m_gina.erasure->caughtUp();
    const auto fetch = m_gina.seat->sent<protocol::FetchErasures>();
    QVERIFY(fetch && fetch->conversations.items.contains(kTalk));
    protocol::Erasures answer{fetch->request, {}};
    answer.wishes.items.append(protocol::Chain{asked->wish.bytes});
    m_gina.seat->answers(answer);
    QCOMPARE(m_gina.seat->count<protocol::EraseConversation>(), is_proven ? 1 : 2);
}

// By whoever has heard of it, not only by who wished it.
void TestErasureWishes::aServerThatForgotIsToldAgain()
{
    QVERIFY(meet(false));
    const QByteArray wish = wishOf(u"gina"_s, u"gina"_s, kTalk);
    m_anna.erasure->told({wish});
    QVERIFY(isErased(m_anna));
    QVERIFY(m_anna.seat->logsIn());
    m_anna.erasure->caughtUp();
    const auto fetch = m_anna.seat->sent<protocol::FetchErasures>();
    QVERIFY(fetch);
    m_anna.seat->answers(protocol::Erasures{fetch->request, {}});
    const auto brought = m_anna.seat->sent<protocol::EraseConversation>();
    QVERIFY(brought);
    QCOMPARE(brought->wish.bytes, wish);
    m_anna.seat->answers(protocol::Erased{brought->request, {receiptFor(wish, m_acme.registrar)}});
    QVERIFY(m_anna.receipts.isEmpty()); // it is not hers
    QVERIFY(isErased(m_anna));
}

CHAT121_TEST_MAIN(TestErasureWishes)
#include "tst_erasure_wishes.moc"
