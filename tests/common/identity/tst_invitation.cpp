// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Invitations as links: what comes back, and one clear error for every wrong text.
#include "common/crypto/text_encoding.h"
#include "common/identity/invitation.h"
#include "tests/common/identity/acme.h"
#include "tests/common/outcome.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace chat121;
using namespace chat121::identity;
using namespace chat121::test;
using namespace std::chrono_literals;

class TestInvitation : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aSetUpLinkComesBack();
    void aStaffLinkComesBack();
    void aGuestLinkComesBack();
    void aLinkMayBeWrapped_data();
    void aLinkMayBeWrapped();
    void aPageMayBeNamed_data();
    void aPageMayBeNamed();
    void wrongTexts_data();
    void wrongTexts();
    void everyChangedCharacterIsRefused();
    void everyCutIsRefused();
    void wrongPayloads_data();
    void wrongPayloads();
    void staffNeedsTheCertifiedKey_data();
    void staffNeedsTheCertifiedKey();
    void theEndOfAnInvitation_data();
    void theEndOfAnInvitation();
    void aTokensHashIsSha256();
};

namespace {

InvitationToken token()
{
    return *InvitationToken::from(QByteArray(32, 't'));
}

Invitation make(const Acme &acme, decltype(Invitation::purpose) purpose)
{
    return {{{QStringLiteral("chat.acme.example"), 9443}, {QStringLiteral("2001:db8::1"), 443}},
            crypto::sha256("pin"),
            acme.registrar.publicKey(),
            std::move(purpose)};
}

Invitation staffInvitation(const Acme &acme, const InvitationCertificate &certificate)
{
    return make(acme, StaffInvitation{acme.root.publicKey(), acme.invitation.seed().clone(),
                                      SignedInvitation::sign(certificate, acme.root)});
}

QString guestLink()
{
    const Acme acme;
    return toLink(make(acme, GuestInvitation{acme.root.publicKey(), kSupport, token()}));
}

void compareCommon(const Invitation &back, const Acme &acme)
{
    QCOMPARE(back.endpoints.size(), 2);
    QCOMPARE(back.endpoints[0].toString(), QStringLiteral("chat.acme.example:9443"));
    QCOMPARE(back.endpoints[1].toString(), QStringLiteral("[2001:db8::1]:443"));
    QVERIFY(back.tls_pin == crypto::sha256("pin"));
    QVERIFY(back.registrar_key == acme.registrar.publicKey());
}

// A link around a payload that a newer or broken program made, with a right checksum.
QString linkAround(const QByteArray &payload)
{
    const QByteArray bytes = payload + crypto::sha256(payload).toByteArray().first(4);
    return QStringLiteral("chat121://host:1/#") + crypto::toBase64Url(bytes);
}

QByteArray payloadOf(const QString &link)
{
    const auto bytes = crypto::fromBase64Url(QStringView(link).sliced(link.indexOf(QLatin1Char('#')) + 1),
                                             limits::kInvitationTextMax);
    return bytes ? bytes->view().chopped(4).toByteArray() : QByteArray();
}

} // namespace

void TestInvitation::aSetUpLinkComesBack()
{
    const Acme acme;
    const QString link = toLink(make(acme, SetUpInvitation{token()}));
    QVERIFY(link.startsWith(QStringLiteral("chat121://chat.acme.example:9443/#")));
    const auto back = parseInvitation(link);
    QVERIFY(back);
    compareCommon(*back, acme);
    const auto *set_up = std::get_if<SetUpInvitation>(&back->purpose);
    QVERIFY(set_up);
    QVERIFY(set_up->token == token());
    QCOMPARE(toLink(*back), link);
}

void TestInvitation::aStaffLinkComesBack()
{
    const Acme acme;
    const QString link = toLink(staffInvitation(acme, acme.invitationCertificate()));
    const auto back = parseInvitation(link);
    QVERIFY(back);
    compareCommon(*back, acme);
    const auto *staff = std::get_if<StaffInvitation>(&back->purpose);
    QVERIFY(staff);
    QVERIFY(staff->root_key == acme.root.publicKey());
    QVERIFY(staff->seed == acme.invitation.seed());
    QVERIFY(staff->certificate == SignedInvitation::sign(acme.invitationCertificate(), acme.root));
    QCOMPARE(toLink(*back), link);
}

void TestInvitation::aGuestLinkComesBack()
{
    const Acme acme;
    const auto back = parseInvitation(guestLink());
    QVERIFY(back);
    compareCommon(*back, acme);
    const auto *guest = std::get_if<GuestInvitation>(&back->purpose);
    QVERIFY(guest);
    QVERIFY(guest->root_key == acme.root.publicKey());
    QVERIFY(guest->department == kSupport);
    QVERIFY(guest->token == token());
    QCOMPARE(toLink(*back), guestLink());
}

void TestInvitation::aLinkMayBeWrapped_data()
{
    QTest::addColumn<QString>("text");
    const QString link = guestLink();
    QTest::newRow("white space around it") << QStringLiteral(" \t\r\n") + link + QStringLiteral(" \n");
    QTest::newRow("a file with a comment")
        << QStringLiteral("# Chat Live 121\n\n") + link + QLatin1Char('\n');
    QTest::newRow("line breaks of a mail program") << QString(link).insert(60, QStringLiteral("\r\n"));
    QTest::newRow("a line break before the #")
        << QString(link).insert(link.indexOf(QLatin1Char('#')), QLatin1Char('\n'));
    QTest::newRow("the scheme in capitals") << QString(link).replace(0, 7, QStringLiteral("CHAT121"));
    QTest::newRow("the host in capitals") << QString(link).replace(10, 4, QStringLiteral("CHAT"));
    QTest::newRow("no slash") << QString(link)
                                     .remove(QStringLiteral("/#"))
                                     .insert(link.indexOf(QStringLiteral("/#")), QLatin1Char('#'));
}

void TestInvitation::aLinkMayBeWrapped()
{
    QFETCH(QString, text);
    const auto back = parseInvitation(text);
    QVERIFY(back);
    QCOMPARE(toLink(*back), guestLink());
}

void TestInvitation::aPageMayBeNamed_data()
{
    QTest::addColumn<QString>("before"); // the '#'
    QTest::addColumn<QString>("page");
    QTest::newRow("none") << QString() << QString();
    QTest::newRow("one") << QStringLiteral("?page=shop") << QStringLiteral("shop");
    QTest::newRow("with a slash") << QStringLiteral("?page=shop%2Fkettles") << QStringLiteral("shop/kettles");
    QTest::newRow("in any letters") << QStringLiteral("?page=K%C3%BCche") << QStringLiteral("Küche");
    QTest::newRow("beside something else") << QStringLiteral("?a=b&page=shop") << QStringLiteral("shop");
    QTest::newRow("something else") << QStringLiteral("?pages=shop") << QString();
    QTest::newRow("nothing") << QStringLiteral("?page=") << QString();
    QTest::newRow("several lines") << QStringLiteral("?page=a%0Ab%0D%0Ac") << QStringLiteral("a b c");
    QTest::newRow("a long one") << QStringLiteral("?page=") + QString(1000, QLatin1Char('p'))
                                << QString(limits::kPageBytesMax, QLatin1Char('p'));
}

// Nobody has signed it; the invitation is the same.
void TestInvitation::aPageMayBeNamed()
{
    QFETCH(QString, before);
    QString link = guestLink();
    const auto plain = parseInvitation(link);
    link.insert(link.indexOf(QLatin1Char('#')), before);
    const auto invitation = parseInvitation(link);
    QVERIFY(plain && invitation);
    QCOMPARE(toLink(*invitation), toLink(*plain));
    QTEST(pageOf(link), "page");
}

void TestInvitation::wrongTexts_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("expected");
    const int malformed = refused(Code::Malformed);
    const QString link = guestLink();
    const QString payload = link.sliced(link.indexOf(QLatin1Char('#')));
    QTest::newRow("nothing") << QString() << malformed;
    QTest::newRow("white space") << QStringLiteral(" \n ") << malformed;
    QTest::newRow("words") << QStringLiteral("please come in") << malformed;
    QTest::newRow("a web link") << QString(link).replace(0, 7, QStringLiteral("https")) << malformed;
    QTest::newRow("the payload alone") << payload.sliced(1) << malformed;
    QTest::newRow("comments only") << QStringLiteral("# nothing\n# here") << malformed;
    QTest::newRow("no payload") << QStringLiteral("chat121://chat.acme.example:9443/#") << malformed;
    QTest::newRow("no #") << QStringLiteral("chat121://chat.acme.example:9443/") << malformed;
    QTest::newRow("no host") << QStringLiteral("chat121:///") + payload << malformed;
    QTest::newRow("another host") << QStringLiteral("chat121://evil.example:9443/") + payload << malformed;
    QTest::newRow("another port") << QStringLiteral("chat121://chat.acme.example:9444/") + payload
                                  << malformed;
    QTest::newRow("a user before the host")
        << QStringLiteral("chat121://a@chat.acme.example:9443/") + payload << malformed;
    QTest::newRow("another host and a page")
        << QStringLiteral("chat121://evil.example:9443/?page=a") + payload << malformed;
    QTest::newRow("a host behind a page")
        << QStringLiteral("chat121://?chat.acme.example:9443/") + payload << malformed;
    QTest::newRow("a link twice") << link + link << malformed;
    QTest::newRow("words after it") << link + QStringLiteral(" thanks!") << malformed;
    QTest::newRow("padding after it") << link + QLatin1Char('=') << malformed;
    QTest::newRow("a text without end")
        << QString(limits::kInvitationTextMax + 1, QLatin1Char('a')) << refused(Code::TooLarge);
}

void TestInvitation::wrongTexts()
{
    QFETCH(QString, text);
    QTEST(outcome(parseInvitation(text)), "expected");
}

void TestInvitation::everyChangedCharacterIsRefused()
{
    const QString link = guestLink();
    for (qsizetype at = link.indexOf(QLatin1Char('#')) + 1; at < link.size(); ++at) {
        QString changed = link;
        changed[at] = link[at] == QLatin1Char('A') ? QLatin1Char('B') : QLatin1Char('A');
        QCOMPARE(outcome(parseInvitation(changed)), refused(Code::Malformed));
    }
}

void TestInvitation::everyCutIsRefused()
{
    const QString link = guestLink();
    for (qsizetype size = 0; size < link.size(); ++size)
        QCOMPARE(outcome(parseInvitation(link.first(size))), refused(Code::Malformed));
}

void TestInvitation::wrongPayloads_data()
{
    QTest::addColumn<QByteArray>("payload");
    QTest::addColumn<int>("expected");
    const int malformed = refused(Code::Malformed);
    const QByteArray good = payloadOf(guestLink());
    const auto with = [&](qsizetype at, char byte) {
        QByteArray changed = good;
        changed[at] = byte;
        return changed;
    };
    // version, list of endpoints with its two-byte length or shorter, pin, registrar, kind
    const qsizetype kind_at = 2 + good[1] + 32 + 32;
    QTest::newRow("a newer version") << with(0, 2) << refused(Code::Unsupported);
    QTest::newRow("version 0") << with(0, 0) << refused(Code::Unsupported);
    QTest::newRow("a newer version with more in it") << QByteArray("\x07"
                                                                   "whatever")
                                                     << refused(Code::Unsupported);
    QTest::newRow("an unknown kind") << with(kind_at, 6) << malformed;
    QTest::newRow("a guest's as an administrator's") << with(kind_at, 4) << refused(Code::TooLarge);
    QTest::newRow("kind 0") << with(kind_at, 0) << malformed;
    QTest::newRow("another kind than it has") << with(kind_at, 1) << malformed;
    QTest::newRow("cut, with a right checksum") << good.chopped(1) << malformed;
    QTest::newRow("longer, with a right checksum") << good + 'x' << malformed;
    QTest::newRow("no endpoints") << QByteArray(1, '\x01') + '\0' + good.sliced(2 + good[1]) << malformed;
    QTest::newRow("an endpoint that is none") << QByteArray("\x01\x05\x04"
                                                            "host",
                                                            7) +
                                                     good.sliced(2 + good[1])
                                              << malformed;
}

void TestInvitation::wrongPayloads()
{
    QFETCH(QByteArray, payload);
    QTEST(outcome(parseInvitation(linkAround(payload))), "expected");
}

void TestInvitation::staffNeedsTheCertifiedKey_data()
{
    QTest::addColumn<int>("changed");
    QTest::addColumn<int>("expected");
    QTest::newRow("as it should be") << 0 << kAccepted;
    QTest::newRow("another root") << 1 << refused(Code::Crypto);
    QTest::newRow("another private key") << 2 << refused(Code::Crypto);
    QTest::newRow("a certificate by another key") << 3 << refused(Code::Crypto);
    QTest::newRow("a certificate for an owner") << 4 << refused(Code::Forbidden);
}

void TestInvitation::staffNeedsTheCertifiedKey()
{
    QFETCH(int, changed);
    const Acme acme;
    InvitationCertificate certificate = acme.invitationCertificate();
    if (changed == 4) certificate.role = Role::Owner;
    StaffInvitation staff{acme.root.publicKey(), acme.invitation.seed().clone(),
                          SignedInvitation::sign(certificate, changed == 3 ? acme.registrar : acme.root)};
    if (changed == 1) staff.root_key = acme.registrar.publicKey();
    if (changed == 2) staff.seed = acme.registrar.seed().clone();
    QTEST(outcome(parseInvitation(toLink(make(acme, std::move(staff))))), "expected");
}

void TestInvitation::theEndOfAnInvitation_data()
{
    QTest::addColumn<qint64>("now");
    QTest::addColumn<int>("expected");
    const UnixTime end = Acme().invitationCertificate().not_after;
    QTest::newRow("the last moment") << end.ms << kAccepted;
    QTest::newRow("a moment later") << end.ms + 1 << refused(Code::Expired);
}

void TestInvitation::theEndOfAnInvitation()
{
    QFETCH(qint64, now);
    const Acme acme;
    QTEST(outcome(checkInvitationTime(staffInvitation(acme, acme.invitationCertificate()), {now})),
          "expected");
    QVERIFY(checkInvitationTime(make(acme, SetUpInvitation{token()}), {now}));
}

void TestInvitation::aTokensHashIsSha256()
{
    QVERIFY(tokenHash(token().view()) == crypto::sha256(QByteArray(32, 't')));
}

CHAT121_TEST_MAIN(TestInvitation)
#include "tst_invitation.moc"
