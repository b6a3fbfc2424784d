// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The organisation document: pinned, consistent, and followed from number to number.
#include "tests/common/identity/acme.h"
#include "tests/common/outcome.h"
#include "tests/support/test_main.h"

#include <QTest>

#include <functional>

using namespace chat121;
using namespace chat121::identity;
using namespace chat121::test;
using namespace Qt::StringLiterals;

using Change = std::function<void(OrganisationDocument &)>;
Q_DECLARE_METATYPE(Change)

class TestOrganisation : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aVerifiedDocumentAnswersQuestions();
    void whereADepartmentMayBeKept_data();
    void whereADepartmentMayBeKept();
    void anAddressWithTwoRegionsHasNone();
    void aDocumentWithoutAShieldIsAsItWas();
    void aShieldStandsBehindEverythingElse();
    void shieldsHaveOneForm_data();
    void shieldsHaveOneForm();
    void whatHasAShield();
    void documents_data();
    void documents();
    void theLargestDocumentFits();
    void aDocumentBeyondTheLimitIsRefused_data();
    void aDocumentBeyondTheLimitIsRefused();
    void anotherRootIsRefused();
    void everyFlippedBitIsRefused();
    void successors_data();
    void successors();
    void anotherRootsSuccessorIsRefused();
};

void TestOrganisation::aVerifiedDocumentAnswersQuestions()
{
    const Acme acme;
    const auto document = SignedOrganisation::sign(acme.document(), acme.root);
    const auto verified = verifyOrganisation(document, acme.root.publicKey());
    QVERIFY(verified);
    QVERIFY(verified->id == organisationIdOf(acme.root.publicKey()));
    QVERIFY(verified->hash == document.hash());
    QVERIFY(verified->anchors().root_key == acme.root.publicKey());
    QVERIFY(verified->anchors().registrar_key == acme.registrar.publicKey());
    QVERIFY(verified->department(kSales).has_value());
    QCOMPARE(verified->department(kSales)->name.text, QStringLiteral("Sales"));
    QVERIFY(!verified->department({999}));
}

// Sales may be kept anywhere.
void TestOrganisation::whereADepartmentMayBeKept_data()
{
    QTest::addColumn<QString>("bound"); // Support
    QTest::addColumn<QStringList>("regions");
    QTest::addColumn<QString>("address");
    QTest::addColumn<bool>("support");
    QTest::addColumn<bool>("unknown");
    const QString first = u"chat.acme.example:9443"_s;
    const QString second = u"chat.acme.test:443"_s;
    const QStringList both{u"eu-north"_s, u"us-east"_s};
    QTest::newRow("nothing is bound") << QString() << QStringList{} << first << true << true;
    QTest::newRow("at home") << u"eu-north"_s << both << first << true << true;
    QTest::newRow("at another address") << u"eu-north"_s << both << second << false << false;
    QTest::newRow("at the other one's home") << u"us-east"_s << both << second << true << true;
    QTest::newRow("nothing is said of addresses")
        << u"eu-north"_s << QStringList{} << first << false << false;
    QTest::newRow("nothing is said of this one")
        << u"eu-north"_s << QStringList{QString(), u"eu-north"_s} << first << false << false;
    QTest::newRow("an address that is not named")
        << u"eu-north"_s << both << u"chat.acme.example:9444"_s << false << false;
    QTest::newRow("not bound, at an address that is not named")
        << QString() << both << u"chat.acme.example:9444"_s << true << true;
}

void TestOrganisation::whereADepartmentMayBeKept()
{
    QFETCH(QString, bound);
    QFETCH(QStringList, regions);
    QFETCH(QString, address);
    const Acme acme;
    OrganisationDocument body = acme.document();
    body.endpoints.items.append(Endpoint{u"chat.acme.test:443"_s});
    for (const QString &region : regions)
        body.regions.items.append(region);
    body.departments.items[0].policy.region = bound;
    const auto verified =
        verifyOrganisation(SignedOrganisation::sign(body, acme.root), acme.root.publicKey());
    QVERIFY(verified);
    const auto place = parseHostPort(address);
    QVERIFY(place);
    QTEST(verified->mayBeKeptAt(kSupport, *place), "support");
    QVERIFY(verified->mayBeKeptAt(kSales, *place));
    QTEST(verified->mayBeKeptAt({999}, *place), "unknown");
}

void TestOrganisation::anAddressWithTwoRegionsHasNone()
{
    const Acme acme;
    OrganisationDocument body = acme.document();
    body.endpoints.items.append(body.endpoints.items.constFirst());
    body.departments.items[0].policy.region = u"eu"_s;
    for (const bool is_one : {true, false}) {
        body.regions.items.clear();
        body.regions.items.append(u"eu"_s);
        body.regions.items.append(is_one ? u"eu"_s : u"us"_s);
        const auto verified =
            verifyOrganisation(SignedOrganisation::sign(body, acme.root), acme.root.publicKey());
        QVERIFY(verified);
        const auto place = *parseHostPort(body.endpoints.items.constFirst().text);
        QCOMPARE(verified->regionAt(place), is_one ? u"eu"_s : QString());
        QCOMPARE(verified->mayBeKeptAt(kSupport, place), is_one);
    }
}

// As programs wrote it before there were shields.
static QByteArray olderForm(OrganisationDocument document)
{
    Writer writer;
    std::apply([&](const auto &...field) { (codec::put(writer, field), ...); }, document.fields());
    return writer.take();
}

void TestOrganisation::aDocumentWithoutAShieldIsAsItWas()
{
    const OrganisationDocument document = Acme().document();
    QCOMPARE(encode(document), olderForm(document));
    const auto read = decode<OrganisationDocument>(olderForm(document));
    QVERIFY(read);
    QVERIFY(*read == document);
    QVERIFY(!read->departments.items.at(0).policy.is_shielded);
}

void TestOrganisation::aShieldStandsBehindEverythingElse()
{
    OrganisationDocument document = Acme().document();
    document.departments.items[1].policy.is_shielded = true;
    QCOMPARE(encode(document), olderForm(document) + encode(DepartmentIds({kSales})));
    const auto read = decode<OrganisationDocument>(encode(document));
    QVERIFY(read);
    QVERIFY(*read == document);
    QVERIFY(!read->departments.items.at(0).policy.is_shielded);
    QVERIFY(read->departments.items.at(1).policy.is_shielded);
}

void TestOrganisation::shieldsHaveOneForm_data()
{
    QTest::addColumn<QByteArray>("behind");
    QTest::addColumn<int>("expected");
    const int malformed = refused(Code::Malformed);
    const auto ids = [](const QList<DepartmentId> &departments) {
        return encode(DepartmentIds(departments));
    };
    QTest::newRow("nothing") << QByteArray() << kAccepted;
    QTest::newRow("one") << ids({kSupport}) << kAccepted;
    QTest::newRow("both") << ids({kSupport, kSales}) << kAccepted;
    QTest::newRow("an empty list") << ids({}) << malformed;
    QTest::newRow("another order") << ids({kSales, kSupport}) << malformed;
    QTest::newRow("one twice") << ids({kSales, kSales}) << malformed;
    QTest::newRow("a department that is not there") << ids({kSupport, {999}}) << malformed;
    QTest::newRow("something after it") << ids({kSupport}) + '\0' << malformed;
    QTest::newRow("cut off") << ids({kSupport}).chopped(1) << malformed;
}

void TestOrganisation::shieldsHaveOneForm()
{
    QFETCH(QByteArray, behind);
    const QByteArray bytes = olderForm(Acme().document()) + behind;
    const auto read = decode<OrganisationDocument>(bytes);
    QTEST(outcome(read), "expected");
    if (read) QCOMPARE(encode(*read), bytes);
}

void TestOrganisation::whatHasAShield()
{
    const Acme acme;
    OrganisationDocument body = acme.document();
    body.departments.items[0].policy.is_shielded = true;
    const auto shielded =
        verifyOrganisation(SignedOrganisation::sign(body, acme.root), acme.root.publicKey());
    const auto plain =
        verifyOrganisation(SignedOrganisation::sign(acme.document(), acme.root), acme.root.publicKey());
    QVERIFY(shielded && plain);
    QVERIFY(shielded->isShielded(kSupport) && !shielded->isShielded(kSales));
    QVERIFY(shielded->isShielded({999})); // nobody knows whose it is
    QVERIFY(!plain->isShielded(kSupport) && !plain->isShielded({999}));
}

static void row(const char *name, int expected, Change change)
{
    QTest::newRow(name) << std::move(change) << expected;
}

static void policyRows()
{
    const int malformed = refused(Code::Malformed);
    row("an endpoint in a region", kAccepted,
        [](auto &document) { document.regions.items.append(u"eu-north"_s); });
    row("an endpoint in no region", kAccepted, [](auto &document) { document.regions.items.resize(1); });
    row("more regions than endpoints", malformed, [](auto &document) {
        document.regions.items.append(u"eu"_s);
        document.regions.items.append(u"us"_s);
    });
    row("a region that is none", malformed,
        [](auto &document) { document.regions.items.append(u"EU, north"_s); });
    row("a department in a region", kAccepted,
        [](auto &document) { document.departments.items[0].policy.region.text = u"eu"_s; });
    row("a department in a region that is none", malformed,
        [](auto &document) { document.departments.items[0].policy.region.text = QChar(0x202e) + u"eu"_s; });
    row("windows that lock within a day", kAccepted, [](auto &document) {
        document.departments.items[0].policy.idle_minutes_max = limits::kIdleMinutesMax;
    });
    row("windows that lock after more than a day", malformed, [](auto &document) {
        document.departments.items[0].policy.idle_minutes_max = limits::kIdleMinutesMax + 1;
    });
}

void TestOrganisation::documents_data()
{
    QTest::addColumn<Change>("change");
    QTest::addColumn<int>("expected");
    const int malformed = refused(Code::Malformed);

    row("as it is", kAccepted, [](auto &) {});
    row("no departments yet", kAccepted, [](auto &document) { document.departments.items.clear(); });
    row("a later number", kAccepted, [](auto &document) {
        document.number = 7;
        document.previous = crypto::sha256("number 6");
    });
    row("number 0", malformed, [](auto &document) { document.number = 0; });
    row("the first with a previous one", malformed,
        [](auto &document) { document.previous = crypto::sha256("nothing"); });
    row("a later one without a previous one", malformed, [](auto &document) { document.number = 2; });
    row("another root inside", refused(Code::Crypto),
        [](auto &document) { document.root_key = document.registrar_key; });
    row("no registrar", malformed, [](auto &document) { document.registrar_key = {}; });
    row("no name", malformed, [](auto &document) { document.name.text.clear(); });
    row("a name that breaks the line", malformed,
        [](auto &document) { document.name.text = QStringLiteral("ACME\nBank"); });
    row("no endpoint", malformed, [](auto &document) { document.endpoints.items.clear(); });
    row("an endpoint that is none", malformed,
        [](auto &document) { document.endpoints.items.append(Endpoint(QStringLiteral("acme"))); });
    policyRows();
    row("a department twice", malformed, [](auto &document) { document.departments.items[1].id = kSupport; });
    row("two departments with one waiting room", malformed,
        [](auto &document) { document.departments.items[1].waiting_room = {201}; });
    row("a team that is a waiting room", malformed,
        [](auto &document) { document.departments.items[1].team = {201}; });
    row("a department without a name", malformed,
        [](auto &document) { document.departments.items[0].name.text.clear(); });
    row("a department without an id", malformed,
        [](auto &document) { document.departments.items[0].id = {}; });
    row("somebody dismissed", kAccepted, [](auto &document) {
        document.dismissals.items = {{{7}, kNow}, {{8}, kNow}};
    });
    row("somebody dismissed twice", malformed, [](auto &document) {
        document.dismissals.items = {{{7}, kNow}, {{7}, kNow + kDay}};
    });
    row("nobody dismissed", malformed, [](auto &document) { document.dismissals.items = {{{}, kNow}}; });
    row("a department without a log", malformed,
        [](auto &document) { document.departments.items[0].team = {}; });
}

void TestOrganisation::documents()
{
    QFETCH(Change, change);
    const Acme acme;
    OrganisationDocument document = acme.document();
    change(document);
    QTEST(outcome(verifyOrganisation(SignedOrganisation::sign(document, acme.root), acme.root.publicKey())),
          "expected");
}

// Every list is full and every text as long as it may be: no organisation outgrows its document.
void TestOrganisation::theLargestDocumentFits()
{
    const Acme acme;
    OrganisationDocument document = acme.document();
    document.name.text = QString(limits::kNameBytesMax, u'n');
    document.consent.text = QString(limits::kConsentBytesMax, u'c');
    const QString label = QString(61, u'h') + u'.';
    document.endpoints.items.fill(Endpoint(label.repeated(4).chopped(1) + QStringLiteral(":65535")),
                                  limits::kEndpointsMax);
    const Text<limits::kRegionBytesMax> region = QString(limits::kRegionBytesMax, u'r');
    document.regions.items.fill(region, limits::kEndpointsMax);
    document.departments.items.clear();
    DepartmentPolicy policy;
    policy.region = region;
    policy.is_shielded = true;
    policy.routing = {RoutingPolicy::LastAgent, 9, 60, 600, QList<quint16>(limits::kWaitAlarmsMax)};
    for (qsizetype i = 0; i < limits::kWaitAlarmsMax; ++i)
        policy.routing.alarms_s.items[i] = quint16(60 + i);
    policy.hours.zone = QString(limits::kTimeZoneBytesMax, u'z');
    for (qsizetype i = 0; i < limits::kWeeklySpansMax; ++i)
        policy.hours.weekly.items.append({quint16(100 * i), 60});
    for (qsizetype i = 0; i < limits::kHolidaysMax / limits::kDepartmentsMax; ++i)
        policy.hours.holidays.items.append({quint32(20'000 + i), 0, 60});
    for (quint64 id = 1; id <= quint64(limits::kDepartmentsMax); ++id)
        document.departments.items.append({{id}, document.name, {1000 + id}, {2000 + id}, policy});
    for (quint64 id = 1; id <= quint64(limits::kDismissalsMax); ++id)
        document.dismissals.items.append({{id}, kNow});

    const auto whole = SignedOrganisation::sign(document, acme.root);
    QVERIFY(verifyOrganisation(whole, acme.root.publicKey()));
    const QByteArray encoded = encode(whole);
    QVERIFY2(encoded.size() <= limits::kDocumentBytesMax, qPrintable(QString::number(encoded.size())));
    const auto decoded = decode<SignedOrganisation>(encoded);
    QVERIFY(decoded);
    QVERIFY(verifyOrganisation(*decoded, acme.root.publicKey()));
}

void TestOrganisation::aDocumentBeyondTheLimitIsRefused_data()
{
    QTest::addColumn<qsizetype>("bytes");
    QTest::addColumn<bool>("is_read");
    QTest::newRow("below") << OrganisationDocument::kBytesMax - 1 << true;
    QTest::newRow("at the limit") << OrganisationDocument::kBytesMax << true;
    QTest::newRow("above") << OrganisationDocument::kBytesMax + 1 << false;
}

void TestOrganisation::aDocumentBeyondTheLimitIsRefused()
{
    QFETCH(qsizetype, bytes);
    const QByteArray encoded =
        encode(Opaque<limits::kFrameBytesMax>(QByteArray(bytes, 'x'))) + QByteArray(64, 's');
    QTEST(decode<SignedOrganisation>(encoded).has_value(), "is_read");
    QVERIFY(bytes > OrganisationDocument::kBytesMax || encoded.size() <= limits::kDocumentBytesMax);
}

// The server swaps the whole document, the signature, or the root with it.
void TestOrganisation::anotherRootIsRefused()
{
    const Acme acme;
    OrganisationDocument swapped = acme.document();
    swapped.root_key = acme.registrar.publicKey();
    const auto by_registrar = SignedOrganisation::sign(swapped, acme.registrar);
    QVERIFY(verifyOrganisation(by_registrar, acme.registrar.publicKey())); // whole in itself ...
    QCOMPARE(outcome(verifyOrganisation(by_registrar, acme.root.publicKey())), refused(Code::Crypto));
    const auto same_text = SignedOrganisation::sign(acme.document(), acme.registrar);
    QCOMPARE(outcome(verifyOrganisation(same_text, acme.root.publicKey())), refused(Code::Crypto));
    QCOMPARE(outcome(verifyOrganisation({}, acme.root.publicKey())), refused(Code::Crypto));
}

void TestOrganisation::everyFlippedBitIsRefused()
{
    const Acme acme;
    const QByteArray bytes = encode(SignedOrganisation::sign(acme.document(), acme.root));
    QCOMPARE(firstFlippedBitThatPasses(bytes,
                                       [&](const QByteArray &bad) {
                                           const auto document = decode<SignedOrganisation>(bad);
                                           return document &&
                                                  verifyOrganisation(*document, acme.root.publicKey());
                                       }),
             -1);
}

void TestOrganisation::successors_data()
{
    QTest::addColumn<quint64>("number");
    QTest::addColumn<bool>("names_current"); // as the previous one
    QTest::addColumn<bool>("changed");
    QTest::addColumn<int>("expected");
    QTest::newRow("the same again") << quint64(5) << false << false << kAccepted;
    QTest::newRow("the next one") << quint64(6) << true << true << kAccepted;
    QTest::newRow("a gap, signed by the root") << quint64(9) << false << true << kAccepted;
    QTest::newRow("the next one with another past") << quint64(6) << false << true << refused(Code::Conflict);
    QTest::newRow("another one with the same number")
        << quint64(5) << false << true << refused(Code::Conflict);
    QTest::newRow("an older one") << quint64(4) << false << true << refused(Code::Expired);
    QTest::newRow("the first one again") << quint64(1) << false << true << refused(Code::Expired);
}

void TestOrganisation::successors()
{
    QFETCH(quint64, number);
    QFETCH(bool, names_current);
    QFETCH(bool, changed);
    const Acme acme;
    OrganisationDocument fifth = acme.document();
    fifth.number = 5;
    fifth.previous = crypto::sha256("number 4");
    const auto current =
        verifyOrganisation(SignedOrganisation::sign(fifth, acme.root), acme.root.publicKey());
    QVERIFY(current);

    OrganisationDocument next = fifth;
    next.number = number;
    if (names_current) next.previous = current->hash;
    if (number == 1) next.previous = {};
    if (changed) next.name = QStringLiteral("ACME Ltd");
    const auto result = verifySuccessor(*current, SignedOrganisation::sign(next, acme.root));
    QTEST(outcome(result), "expected");
    if (result) QCOMPARE(result->document.number, number);
}

void TestOrganisation::anotherRootsSuccessorIsRefused()
{
    const Acme acme;
    const auto current =
        verifyOrganisation(SignedOrganisation::sign(acme.document(), acme.root), acme.root.publicKey());
    QVERIFY(current);
    OrganisationDocument next = acme.document();
    next.number = 2;
    next.previous = current->hash;
    next.root_key = acme.registrar.publicKey();
    QCOMPARE(outcome(verifySuccessor(*current, SignedOrganisation::sign(next, acme.registrar))),
             refused(Code::Crypto));
    QCOMPARE(outcome(verifySuccessor(*current, SignedOrganisation::sign(next, acme.root))),
             refused(Code::Crypto));
}

CHAT121_TEST_MAIN(TestOrganisation)
#include "tst_organisation.moc"
