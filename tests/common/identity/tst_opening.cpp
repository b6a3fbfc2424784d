// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Openings: sealed to one inbox key, signed for one place, re-sealed without losing who wrote them.
#include "common/crypto/padding.h"
#include "common/identity/opening.h"
#include "tests/common/identity/acme.h"
#include "tests/common/outcome.h"
#include "tests/support/test_main.h"

#include <QSet>
#include <QTest>

using namespace chat121;
using namespace chat121::identity;
using namespace chat121::test;

class TestOpening : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void anOpeningComesBack();
    void contexts_data();
    void contexts();
    void theInboxKeyIsNamed();
    void aSignatureOfAnotherPlaceIsRefused_data();
    void aSignatureOfAnotherPlaceIsRefused();
    void anotherAuthorIsRefused();
    void resealingKeepsTheAuthor();
    void onlyWhatVerifiesIsResealed();
    void sizes_data();
    void sizes();
    void lengthsAreHidden();
    void underAShieldThereAreFewLengths();
    void whatIsSealedAgainHasAShieldToo();
    void everyFlippedBitIsRefused();
    void everyCutIsRefused();
};

namespace {

constexpr ConversationId kConversation{77};

struct Room {
    Acme acme;
    crypto::HpkeKeyPair inbox = crypto::HpkeKeyPair::generate(acme.random);

    VerifiedDepartmentKey key(DepartmentId department = kSupport) const
    {
        return {department, inboxKeyIdOf(inbox.public_key), inbox.public_key, kNow + kDay, {}};
    }
    OpeningContext context() const { return {kSupport, kConversation, acme.anchors(), kNow}; }

    static Opening opening()
    {
        Opening opening;
        opening.conversation = kConversation;
        opening.message = *MessageId::from("sixteen bytes...");
        opening.written_at = kNow;
        opening.display_name = QStringLiteral("Carla");
        opening.content = QByteArray("my parcel did not come");
        opening.key_package = QByteArray(300, 'k');
        return opening;
    }
    Result<QByteArray> seal(const Opening &opening, crypto::Padding padding = crypto::Padding::Steps)
    {
        return sealOpening(opening, acme.guest.device, acme.guestLeaf(), key(), acme.random, padding);
    }
    QByteArray sealed() { return *seal(opening()); }

    // What a dishonest program seals: signed words of another place, or under another's chain.
    QByteArray sealedBy(const Opening &opening, const crypto::SigningKey &signer, const LeafIdentity &author)
    {
        Writer plaintext;
        codec::put(plaintext, Signed<Opening>::sign(opening, signer));
        codec::put(plaintext, author);
        Writer info;
        info.vector("chat121 sealed opening 1");
        codec::put(info, kSupport);
        codec::put(info, key().id);
        Writer aad;
        codec::put(aad, kConversation);
        codec::put(aad, Room::opening().message);
        const auto sealed = crypto::hpkeSeal(inbox.public_key, crypto::HpkeInfo(info.bytes()), aad.bytes(),
                                             crypto::pad(plaintext.bytes()), acme.random);
        return encode(SealedOpening{key().id, Room::opening().message, sealed->enc, sealed->ciphertext});
    }
};

} // namespace

void TestOpening::anOpeningComesBack()
{
    Room room;
    const QByteArray sealed = room.sealed();
    QVERIFY(!sealed.contains("parcel"));
    QVERIFY(!sealed.contains("Carla"));
    const auto opened = openOpening(sealed, room.inbox, room.context());
    QVERIFY(opened);
    Opening expected = Room::opening();
    expected.department = kSupport;
    expected.inbox_key = room.key().id;
    QVERIFY(opened->opening == expected);
    QVERIFY(opened->author.role() == Role::Guest);
    QVERIFY(opened->author.account() == accountIdOf(room.acme.guest.account.publicKey()));
}

void TestOpening::contexts_data()
{
    QTest::addColumn<int>("changed");
    QTest::addColumn<int>("expected");
    QTest::newRow("as it was sealed") << 0 << kAccepted;
    QTest::newRow("another department") << 1 << refused(Code::Crypto);
    QTest::newRow("another conversation") << 2 << refused(Code::Crypto);
    QTest::newRow("another root and registrar") << 3 << refused(Code::Crypto);
    QTest::newRow("another inbox key") << 4 << refused(Code::NotFound);
    QTest::newRow("another message id on it") << 5 << refused(Code::Crypto);
    QTest::newRow("after the author's device ended") << 6 << refused(Code::Expired);
}

void TestOpening::contexts()
{
    QFETCH(int, changed);
    Room room;
    QByteArray sealed = room.sealed();
    OpeningContext context = room.context();
    crypto::HpkeKeyPair inbox = room.inbox.clone();
    if (changed == 1) context.department = kSales;
    if (changed == 2) ++context.conversation.value;
    if (changed == 3) context.anchors = {};
    if (changed == 4) inbox = crypto::HpkeKeyPair::generate(room.acme.random);
    if (changed == 5) {
        auto outer = decode<SealedOpening>(sealed);
        outer->message.data[0] ^= 1;
        sealed = encode(*outer);
    }
    if (changed == 6) context.now = kNow + 366 * kDay;
    QTEST(outcome(openOpening(sealed, inbox, context)), "expected");
}

void TestOpening::theInboxKeyIsNamed()
{
    Room room;
    const auto id = inboxKeyOf(room.sealed());
    QVERIFY(id && *id == inboxKeyIdOf(room.inbox.public_key));
    QCOMPARE(outcome(inboxKeyOf("nonsense")), refused(Code::Malformed));
}

// Who may read an opening can seal it again; the signature says where it belongs.
void TestOpening::aSignatureOfAnotherPlaceIsRefused_data()
{
    QTest::addColumn<int>("changed");
    QTest::addColumn<int>("expected");
    QTest::newRow("of this place") << 0 << kAccepted;
    QTest::newRow("of another department") << 1 << refused(Code::Crypto);
    QTest::newRow("of another conversation") << 2 << refused(Code::Crypto);
    QTest::newRow("of another message") << 3 << refused(Code::Crypto);
}

void TestOpening::aSignatureOfAnotherPlaceIsRefused()
{
    QFETCH(int, changed);
    Room room;
    Opening opening = Room::opening();
    opening.department = changed == 1 ? kSales : kSupport;
    if (changed == 2) ++opening.conversation.value;
    if (changed == 3) opening.message.data[0] ^= 1;
    const QByteArray sealed = room.sealedBy(opening, room.acme.guest.device, room.acme.guestLeaf());
    QTEST(outcome(openOpening(sealed, room.inbox, room.context())), "expected");
}

void TestOpening::anotherAuthorIsRefused()
{
    Room room;
    Opening opening = Room::opening();
    opening.department = kSupport;
    const QByteArray foreign_leaf = room.sealedBy(opening, room.acme.anna.device, room.acme.guestLeaf());
    QCOMPARE(outcome(openOpening(foreign_leaf, room.inbox, room.context())), refused(Code::Crypto));
    const QByteArray by_account = room.sealedBy(opening, room.acme.guest.account, room.acme.guestLeaf());
    QCOMPARE(outcome(openOpening(by_account, room.inbox, room.context())), refused(Code::Crypto));
    const QByteArray nobody = room.sealedBy(opening, room.acme.guest.device, {});
    QCOMPARE(outcome(openOpening(nobody, room.inbox, room.context())), refused(Code::Crypto));
}

void TestOpening::resealingKeepsTheAuthor()
{
    Room room;
    const auto newest = crypto::HpkeKeyPair::generate(room.acme.random);
    const auto again =
        resealOpening(room.sealed(), room.inbox, room.context(), newest.public_key, room.acme.random);
    QVERIFY(again);
    QVERIFY(*inboxKeyOf(*again) == inboxKeyIdOf(newest.public_key));
    QCOMPARE(outcome(openOpening(*again, room.inbox, room.context())), refused(Code::NotFound));

    const auto opened = openOpening(*again, newest, room.context());
    QVERIFY(opened);
    QVERIFY(opened->author.account() == accountIdOf(room.acme.guest.account.publicKey()));
    QVERIFY(opened->opening.inbox_key == inboxKeyIdOf(room.inbox.public_key)); // as it was written
    QCOMPARE(opened->opening.content.bytes, Room::opening().content.bytes);
}

void TestOpening::onlyWhatVerifiesIsResealed()
{
    Room room;
    const auto newest = crypto::HpkeKeyPair::generate(room.acme.random);
    const QByteArray forged = room.sealedBy(Room::opening(), room.acme.registrar, room.acme.guestLeaf());
    QCOMPARE(outcome(resealOpening(forged, room.inbox, room.context(), newest.public_key, room.acme.random)),
             refused(Code::Crypto));
    QCOMPARE(outcome(resealOpening(room.sealed(), room.inbox, room.context(), {}, room.acme.random)),
             refused(Code::Crypto)); // a key of low order
}

void TestOpening::sizes_data()
{
    QTest::addColumn<qsizetype>("content");
    QTest::addColumn<int>("expected");
    QTest::newRow("nothing") << qsizetype(0) << kAccepted;
    QTest::newRow("the longest text") << limits::kTextBytesMax + 1024 << kAccepted;
    QTest::newRow("50 KiB") << qsizetype(50 * 1024) << kAccepted;
    QTest::newRow("an envelope's worth") << qsizetype(60 * 1024) << refused(Code::TooLarge);
}

void TestOpening::sizes()
{
    QFETCH(qsizetype, content);
    Room room;
    Opening opening = Room::opening();
    opening.content.bytes = QByteArray(content, 'w');
    const auto sealed = room.seal(opening);
    QTEST(outcome(sealed), "expected");
    if (!sealed) return;
    QVERIFY(sealed->size() <= limits::kSealedBytesMax);
    QVERIFY(openOpening(*sealed, room.inbox, room.context()));
    const auto shielded = room.seal(opening, crypto::Padding::Shield);
    QVERIFY(shielded && shielded->size() <= limits::kSealedBytesMax);
    QVERIFY(openOpening(*shielded, room.inbox, room.context()));
}

void TestOpening::lengthsAreHidden()
{
    Room room;
    Opening shorter = Room::opening();
    shorter.content.bytes = "hi";
    QCOMPARE(room.seal(shorter)->size(), room.sealed().size());
}

void TestOpening::underAShieldThereAreFewLengths()
{
    Room room;
    Opening opening = Room::opening();
    QSet<qsizetype> sizes;
    for (qsizetype length = 0; length < limits::kTextBytesMax; length += 311) {
        opening.content.bytes = QByteArray(length, 'w');
        const auto sealed = room.seal(opening, crypto::Padding::Shield);
        QVERIFY(sealed && openOpening(*sealed, room.inbox, room.context()));
        sizes.insert(decode<SealedOpening>(*sealed)->ciphertext.bytes.size() - 16); // of the tag
    }
    for (const qsizetype size : std::as_const(sizes))
        QVERIFY2(size == limits::kShieldBytesMax || (size & (size - 1)) == 0,
                 qPrintable(QString::number(size)));
    QVERIFY(sizes.size() >= 4);
}

void TestOpening::whatIsSealedAgainHasAShieldToo()
{
    Room room;
    const auto newest = crypto::HpkeKeyPair::generate(room.acme.random);
    const auto shielded = room.seal(Room::opening(), crypto::Padding::Shield);
    QVERIFY(shielded);
    for (const QByteArray &before : {room.sealed(), *shielded}) {
        const auto again = resealOpening(before, room.inbox, room.context(), newest.public_key,
                                         room.acme.random, crypto::Padding::Shield);
        QVERIFY(again && openOpening(*again, newest, room.context()));
        QCOMPARE(again->size(), shielded->size());
    }
}

void TestOpening::everyFlippedBitIsRefused()
{
    Room room;
    QCOMPARE(firstFlippedBitThatPasses(room.sealed(),
                                       [&](const QByteArray &bad) {
                                           return openOpening(bad, room.inbox, room.context()).has_value();
                                       }),
             -1);
}

void TestOpening::everyCutIsRefused()
{
    Room room;
    const QByteArray sealed = room.sealed();
    for (qsizetype size = 0; size < sealed.size(); ++size)
        QCOMPARE(outcome(openOpening(sealed.first(size), room.inbox, room.context())),
                 refused(Code::Malformed));
}

CHAT121_TEST_MAIN(TestOpening)
#include "tst_opening.moc"
