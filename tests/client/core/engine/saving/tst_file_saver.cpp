// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Who may save a conversation as a file, decided by the engine: roles by signed badges, rules by signed
// documents, also one that comes while the file is written. And what is in the file: each row once, a page in
// each turn of the event loop.
#include "client/core/engine/notices/words.h"
#include "client/core/engine/saving/file_saver.h"
#include "common/crypto/init.h"
#include "common/crypto/sodium_random.h"
#include "tests/client/core/engine/talk/reading_seat.h"
#include "tests/support/test_main.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QtTest>

using namespace chat121;
using namespace chat121::engine;
using namespace chat121::test;
using namespace Qt::StringLiterals;
using identity::ExportRule;
using identity::Role;

namespace {

constexpr int kPatienceMs = 60'000;
constexpr int kManyRows = 20'000;

TimelineRow rowOf(quint32 number)
{
    TimelineRow row;
    QByteArray id(16, 'r');
    for (int at = 0; at < 4; ++at)
        id[at] = static_cast<char>(number >> (8 * at));
    row.id = *MessageId::from(id);
    row.sequence = {number + 1};
    row.author = {7};
    row.author_name = u"Gina"_s;
    row.sent_at = kNow;
    row.text = u"row %1"_s.arg(number);
    return row;
}

Result<void> fill(LocalStore &store, quint32 rows)
{
    TRY_ASSIGN(auto transaction, store.begin());
    for (quint32 number = 0; number < rows; ++number)
        TRY(store.messages().put(kTalk, rowOf(number)));
    return transaction.commit();
}

// Somebody who saves, and what they are told.
struct Saving {
    explicit Saving(ReadingSeat &at)
        : seat(at)
        , saver(at.context, at.ledger, at.outbox, nullptr)
    {
        ConversationRecord record = at.ledger.recordOr(kTalk);
        record.department = kSupport;
        if (!at.ledger.save(record)) qFatal("no record");
        allows(bitOf(ConsentPurpose::Transcript));
        QObject::connect(&at.announcer, &Announcer::saved, &saver,
                         [this](ConversationId, const SavedFile &file) { saved.append(file); });
        QObject::connect(&at.announcer, &Announcer::savingRefused, &saver,
                         [this](ConversationId, const Problem &why) { refused.append(why.sentence); });
        QObject::connect(&at.announcer, &Announcer::savingProgressed, &saver,
                         [this](ConversationId, int done, int) {
                             progress.append(done);
                             if (on_progress) on_progress();
                         });
    }

    // By the customer's word.
    void allows(ConsentPurposes purposes)
    {
        ConversationRecord record = seat.ledger.recordOr(kTalk);
        ConversationDetails details = Ledger::detailsOf(record);
        details.allowed = purposes;
        Ledger::setDetails(record, details);
        if (!seat.ledger.save(record)) qFatal("no record");
    }

    bool ends() // one way or the other
    {
        return QTest::qWaitFor([this] { return !saved.isEmpty() || !refused.isEmpty(); }, kPatienceMs);
    }

    ReadingSeat &seat;
    FileSaver saver;
    std::function<void()> on_progress;
    QList<SavedFile> saved;
    QStringList refused;
    QList<int> progress;
};

} // namespace

class TestFileSaver : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(crypto::initialise()); }
    void init() { m_office.emplace(m_acme, m_clock, m_random); }
    void cleanup();
    void roleAndRuleDecide_data();
    void roleAndRuleDecide();
    void staffNeedTheCustomersYes();
    void customersHaveTheirOwn();
    void whoIsNoLongerStaffSavesNothing();
    void aDepartmentThatNobodyKnowsAllowsNothing();
    void theRuleOfTheMomentCounts();
    void aRuleThatComesMeanwhileEndsIt();
    void everyRowOnceAndInPages();
    void whatIsDeletedMeanwhileIsCounted();
    void whatMovesMeanwhileIsThereOnce();
    void whatCannotBeReadSaysSo();
    void givingUpLeavesNothing();
    void oneAtATime();
    void placesThatCannotBeAreSaid();
    void nothingIsNoFile();
    void theLineComesFirst();
    void theOthersReadTheLine();
    void nobodyIsToldOfAConversationThatIsOver();

private:
    // Anna with this role, by a badge that root has signed.
    std::unique_ptr<ReadingSeat> annaAs(Role role);
    bool rules(ReadingSeat &seat, const std::function<void(identity::OrganisationDocument &)> &change);
    bool ruleIs(ReadingSeat &seat, ExportRule rule);
    bool beginsWithGina(ReadingSeat &anna);
    QString path() const { return m_folder.filePath(u"saved.json"_s); }
    SaveWish wish() const { return {SavedFormat::Data, path(), false}; }
    QJsonArray rows() const
    {
        return QJsonDocument::fromJson(m_folder.read(u"saved.json"_s)).object().value(u"rows"_s).toArray();
    }
    QStringList files() const { return QDir(m_folder.path()).entryList(QDir::Files | QDir::Hidden); }

    Acme m_acme;
    FakeClock m_clock{kNow};
    crypto::SodiumRandom m_random;
    TemporaryDirectory m_folder;
    std::optional<Office<ReadingSeat>> m_office;
    std::unique_ptr<ReadingSeat> m_gina;
};

void TestFileSaver::cleanup()
{
    m_gina.reset();
    m_office.reset();
    for (const QString &file : files())
        QVERIFY(QFile::remove(m_folder.filePath(file)));
}

std::unique_ptr<ReadingSeat> TestFileSaver::annaAs(Role role)
{
    const identity::Badge badge{m_acme.anna.account.publicKey(), u"Anna"_s,   role,
                                QList<DepartmentId>{kSupport},   kNow - kDay, kNow + 30 * kDay};
    const identity::LeafIdentity leaf{m_acme.chainOf(badge), m_acme.anna.signedCertificate()};
    return m_office->seat(u"anna"_s, m_acme.anna, leaf, ProfileKind::Staff);
}

bool TestFileSaver::rules(ReadingSeat &seat,
                          const std::function<void(identity::OrganisationDocument &)> &change)
{
    const identity::VerifiedOrganisation &current = seat.identity.organisation();
    identity::OrganisationDocument next = current.document;
    change(next);
    next.number += 1;
    next.previous = current.hash;
    const auto document = identity::SignedOrganisation::sign(next, m_acme.root);
    const auto verified = identity::verifySuccessor(current, document);
    if (!verified) return false;
    seat.identity.setOrganisation(document, *verified);
    return true;
}

bool TestFileSaver::ruleIs(ReadingSeat &seat, ExportRule rule)
{
    return rules(seat, [rule](identity::OrganisationDocument &next) {
        for (identity::Department &one : next.departments.items)
            if (one.id == kSupport) one.policy.staff_export = rule;
    });
}

bool TestFileSaver::beginsWithGina(ReadingSeat &anna)
{
    m_gina = m_office->gina();
    if (!m_gina->committer.join(begunWith(anna, *m_gina, mls::KeyPackageUse::Once))) return false;
    for (ReadingSeat *each : {&anna, m_gina.get()}) {
        ConversationRecord record = each->ledger.recordOr(kTalk);
        record.state = protocol::ConversationState::Taken;
        record.department = kSupport;
        record.guest = m_gina->identity.account();
        if (!each->ledger.save(record)) return false;
    }
    return true;
}

void TestFileSaver::roleAndRuleDecide_data()
{
    QTest::addColumn<Role>("role");
    QTest::addColumn<ExportRule>("rule");
    QTest::addColumn<bool>("is_allowed");
    constexpr std::pair<Role, const char *> kRoles[] = {{Role::Owner, "an owner"},
                                                        {Role::Admin, "an administrator"},
                                                        {Role::Supervisor, "a supervisor"},
                                                        {Role::Agent, "an agent"},
                                                        {Role::Bot, "a bot"}};
    for (const auto &[role, name] : kRoles) {
        const bool is_supervising = role != Role::Agent && role != Role::Bot;
        QTest::addRow("%s, everybody may", name) << role << ExportRule::Everybody << true;
        QTest::addRow("%s, supervisors may", name) << role << ExportRule::Supervisors << is_supervising;
        QTest::addRow("%s, nobody may", name) << role << ExportRule::Nobody << false;
    }
}

void TestFileSaver::roleAndRuleDecide()
{
    QFETCH(Role, role);
    QFETCH(ExportRule, rule);
    QFETCH(bool, is_allowed);
    const auto anna = annaAs(role);
    QVERIFY(rule == ExportRule::Everybody || ruleIs(*anna, rule));
    QVERIFY(fill(anna->store, 3));
    Saving saving(*anna);
    const QString why = anna->ledger.facts(kTalk).not_saved_because;
    QCOMPARE(why.isEmpty(), is_allowed); // what a window shows
    saving.saver.save(kTalk, wish());
    QVERIFY(saving.ends());
    QCOMPARE(saving.saved.size(), is_allowed ? 1 : 0);
    QCOMPARE(saving.refused, is_allowed ? QStringList() : QStringList{why});
    QCOMPARE(files(), is_allowed ? QStringList{u"saved.json"_s} : QStringList());
    QCOMPARE(anna->lines(), QStringList()); // who is in no group tells nobody
}

// The rule says who, the customer whether.
void TestFileSaver::staffNeedTheCustomersYes()
{
    const auto anna = annaAs(Role::Owner);
    QVERIFY(ruleIs(*anna, ExportRule::Everybody));
    QVERIFY(fill(anna->store, 3));
    Saving saving(*anna);
    saving.allows(bitOf(ConsentPurpose::Statistics));
    saving.saver.save(kTalk, wish());
    QVERIFY(saving.ends());
    QVERIFY(saving.saved.isEmpty());
    QCOMPARE(saving.refused, QStringList{words::customerHasNotAllowed()});
    QCOMPARE(files(), QStringList());
    QVERIFY(ruleIs(*anna, ExportRule::Nobody)); // and a yes does not do without the rule
    saving.refused.clear();
    saving.allows(bitOf(ConsentPurpose::Transcript));
    saving.saver.save(kTalk, wish());
    QVERIFY(saving.ends());
    QCOMPARE(saving.refused, QStringList{words::nobodySaves()});
}

void TestFileSaver::customersHaveTheirOwn()
{
    const auto gina = m_office->gina();
    QVERIFY(ruleIs(*gina, ExportRule::Nobody));
    QVERIFY(fill(gina->store, 3));
    Saving saving(*gina);
    saving.saver.save(kTalk, wish());
    QVERIFY(saving.ends());
    QCOMPARE(saving.refused, QStringList());
    QCOMPARE(rows().size(), 3);
    QVERIFY(!saving.saved.constFirst().is_told);
    QVERIFY(gina->store.outbox().all().value().isEmpty());
}

void TestFileSaver::whoIsNoLongerStaffSavesNothing()
{
    for (const bool is_dismissed : {true, false}) {
        const auto anna = annaAs(Role::Supervisor);
        QVERIFY(fill(anna->store, 3));
        Saving saving(*anna);
        if (is_dismissed)
            QVERIFY(rules(*anna, [&](identity::OrganisationDocument &next) {
                next.dismissals.items.append({anna->identity.account(), kNow - kDay});
            }));
        else
            m_clock.advance(31 * kDay); // the badge was for thirty
        saving.saver.save(kTalk, wish());
        QVERIFY(saving.ends());
        QCOMPARE(saving.saved.size(), 0);
        QVERIFY2(saving.refused.constFirst().contains(u"badge"), qPrintable(saving.refused.constFirst()));
        QCOMPARE(files(), QStringList());
        m_office.reset();
        m_office.emplace(m_acme, m_clock, m_random);
    }
    m_clock.advance(-31 * kDay);
}

void TestFileSaver::aDepartmentThatNobodyKnowsAllowsNothing()
{
    const auto anna = annaAs(Role::Owner);
    QVERIFY(fill(anna->store, 3));
    Saving saving(*anna);
    ConversationRecord record = anna->ledger.recordOr(kTalk);
    record.department = {999};
    QVERIFY(anna->ledger.save(record));
    saving.saver.save(kTalk, wish());
    QVERIFY(saving.ends());
    QCOMPARE(saving.refused.size(), 1);
    QCOMPARE(files(), QStringList());
}

// A dialog was opened when everybody might.
void TestFileSaver::theRuleOfTheMomentCounts()
{
    const auto anna = annaAs(Role::Agent);
    QVERIFY(fill(anna->store, 3));
    Saving saving(*anna);
    QVERIFY(anna->ledger.facts(kTalk).not_saved_because.isEmpty());
    QVERIFY(ruleIs(*anna, ExportRule::Supervisors));
    saving.saver.save(kTalk, wish());
    QVERIFY(saving.ends());
    QCOMPARE(saving.saved.size(), 0);
    QCOMPARE(files(), QStringList());

    QVERIFY(ruleIs(*anna, ExportRule::Everybody));
    saving.refused.clear();
    saving.saver.save(kTalk, wish());
    QVERIFY(saving.ends());
    QCOMPARE(saving.saved.size(), 1);
}

void TestFileSaver::aRuleThatComesMeanwhileEndsIt()
{
    const auto anna = annaAs(Role::Agent);
    QVERIFY(fill(anna->store, 1000));
    Saving saving(*anna);
    saving.on_progress = [&] {
        if (saving.progress.size() == 2 && !ruleIs(*anna, ExportRule::Nobody)) qFatal("no rule");
    };
    saving.saver.save(kTalk, wish());
    QVERIFY(saving.ends());
    QCOMPARE(saving.saved.size(), 0);
    QCOMPARE(saving.progress.size(), 2);
    QCOMPARE(saving.refused, QStringList{anna->ledger.facts(kTalk).not_saved_because});
    QCOMPARE(files(), QStringList());
}

// Others have their turn after each page: whoever writes meanwhile does not wait for all of it.
void TestFileSaver::everyRowOnceAndInPages()
{
    const auto anna = annaAs(Role::Agent);
    QVERIFY(fill(anna->store, kManyRows));
    Saving saving(*anna);
    int turns = 0;
    QTimer others;
    connect(&others, &QTimer::timeout, &saving.saver, [&] { ++turns; });
    int turns_at_least = 0;
    saving.on_progress = [&] {
        const int written = saving.progress.constLast();
        const int before = saving.progress.size() > 1 ? saving.progress.at(saving.progress.size() - 2) : 0;
        QVERIFY(written > before && written - before <= limits::kTalkPageRows);
        ++turns_at_least;
    };
    others.start(0);
    saving.saver.save(kTalk, wish());
    QCOMPARE(saving.progress, QList<int>()); // not one row before it returns
    QVERIFY(saving.ends());
    others.stop();
    QCOMPARE(saving.progress.size(), kManyRows / limits::kTalkPageRows);
    QVERIFY(turns > turns_at_least / 2);
    QCOMPARE(saving.saved.constFirst().rows, kManyRows);
    const QJsonArray all = rows();
    QCOMPARE(all.size(), kManyRows);
    for (int number = 0; number < kManyRows; ++number)
        QCOMPARE(all.at(number)[u"text"_s].toString(), u"row %1"_s.arg(number));
}

void TestFileSaver::whatIsDeletedMeanwhileIsCounted()
{
    const auto anna = annaAs(Role::Agent);
    QVERIFY(fill(anna->store, 1000));
    Saving saving(*anna);
    saving.on_progress = [&] {
        if (saving.progress.size() > 1) return;
        for (const quint32 gone : {10u, 500u, 999u}) // the first of them is in the file already
            if (!anna->store.messages().remove(kTalk, rowOf(gone).id)) qFatal("not removed");
    };
    saving.saver.save(kTalk, wish());
    QVERIFY(saving.ends());
    QCOMPARE(saving.saved.constFirst().rows, 998);
    QCOMPARE(rows().size(), 998);
    const QByteArray text = m_folder.read(u"saved.json"_s);
    QVERIFY(!text.contains("\"row 500\"") && !text.contains("\"row 999\""));
    QVERIFY(text.contains("\"deleted_while_saving\": 2"));
}

// The server numbers a word while the file is written, and it takes another place in the timeline.
void TestFileSaver::whatMovesMeanwhileIsThereOnce()
{
    const auto anna = annaAs(Role::Agent);
    QVERIFY(fill(anna->store, 1000));
    TimelineRow waiting = rowOf(5000);
    waiting.sequence = {};
    waiting.text = u"on its way"_s;
    QVERIFY(anna->store.messages().put(kTalk, waiting));
    Saving saving(*anna);
    saving.on_progress = [&] {
        if (saving.progress.size() > 1) return;
        if (!anna->store.messages().setSequence(kTalk, waiting.id, {3}, SendState::Sent)) qFatal("not moved");
        if (!anna->store.messages().setSequence(kTalk, rowOf(0).id, {5000}, SendState::Sent))
            qFatal("not moved");
        if (!anna->store.messages().put(kTalk, rowOf(6000))) qFatal("not said");
    };
    saving.saver.save(kTalk, wish());
    QVERIFY(saving.ends());
    const QByteArray text = m_folder.read(u"saved.json"_s);
    QCOMPARE(rows().size(), 1001);
    QCOMPARE(text.count("\"on its way\""), 1);
    QCOMPARE(text.count("\"row 0\""), 1);
    QCOMPARE(text.count("\"row 6000\""), 0); // came later
}

void TestFileSaver::whatCannotBeReadSaysSo()
{
    const TemporaryDirectory home;
    const crypto::Secret32 key = crypto::Secret32::random(m_random);
    const QString folder = home.filePath(u"anna"_s);
    {
        auto store = LocalStore::open(folder, key, m_random);
        QVERIFY(store);
        QVERIFY(fill(**store, 5));
    }
    {
        QSqlDatabase file = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"damage"_s);
        file.setDatabaseName(folder + u"/store.sqlite"_s);
        QVERIFY(file.open());
        QSqlQuery query(file);
        QVERIFY(query.exec(u"UPDATE message SET sealed = zeroblob(length(sealed)) WHERE place = 3"_s));
        QCOMPARE(query.numRowsAffected(), 1);
    }
    QSqlDatabase::removeDatabase(u"damage"_s);
    auto store = LocalStore::open(folder, key, m_random);
    QVERIFY(store);
    auto opened = identityOf(m_acme, m_acme.anna, m_acme.annaLeaf(), ProfileKind::Staff);
    QVERIFY(opened);
    ReadingSeat anna(*std::move(opened), **store, m_clock, m_random);
    Saving saving(anna);
    saving.saver.save(kTalk, wish());
    QVERIFY(saving.ends());
    QCOMPARE(saving.saved.constFirst().rows, 5);
    QCOMPARE(saving.saved.constFirst().unreadable, 1);
    const QJsonArray all = rows();
    QCOMPARE(all.at(2)[u"kind"_s].toString(), u"unreadable"_s);
    QCOMPARE(all.at(2)[u"sequence"_s].toInt(), 3);
    QCOMPARE(all.at(3)[u"text"_s].toString(), u"row 3"_s);
}

void TestFileSaver::givingUpLeavesNothing()
{
    const auto anna = annaAs(Role::Agent);
    QVERIFY(fill(anna->store, 1000));
    Saving saving(*anna);
    saving.on_progress = [&] {
        saving.saver.cancel(saving.progress.size() == 2 ? kTalk : ConversationId{1});
    };
    saving.saver.save(kTalk, wish());
    QVERIFY(saving.ends());
    QCOMPARE(saving.refused, QStringList{QString()}); // without words
    QCOMPARE(files(), QStringList());
    {
        Saving locked(*anna);
        locked.saver.save(kTalk, wish());
        QTRY_VERIFY(!locked.progress.isEmpty());
    } // the profile is locked in the middle of it
    QCOMPARE(files(), QStringList());
}

void TestFileSaver::oneAtATime()
{
    const auto anna = annaAs(Role::Agent);
    QVERIFY(fill(anna->store, 1000));
    Saving saving(*anna);
    saving.saver.save(kTalk, wish());
    saving.saver.save(kTalk, {SavedFormat::Text, m_folder.filePath(u"other.txt"_s), false});
    QCOMPARE(saving.refused.size(), 1);
    QTRY_COMPARE_WITH_TIMEOUT(saving.saved.size(), 1, kPatienceMs);
    QCOMPARE(files(), QStringList{u"saved.json"_s});
    QCOMPARE(rows().size(), 1000);
}

void TestFileSaver::placesThatCannotBeAreSaid()
{
    const auto anna = annaAs(Role::Agent);
    QVERIFY(fill(anna->store, 3));
    m_folder.write(u"saved.json"_s, "before");
    Saving saving(*anna);
    saving.saver.save(kTalk, wish());
    saving.saver.save(kTalk, {SavedFormat::Data, u"saved.json"_s, true});
    saving.saver.save(kTalk, {SavedFormat::Data, m_folder.filePath(u"none/saved.json"_s), true});
    QCOMPARE(saving.refused.size(), 3);
    QVERIFY(saving.refused.at(0).contains(u"already"));
    QVERIFY(saving.refused.at(1).contains(u"not the name of a file"));
    QVERIFY(saving.refused.at(2).contains(u"could not be written"));
    QCOMPARE(m_folder.read(u"saved.json"_s), QByteArray("before"));
    saving.refused.clear();
    saving.saver.save(kTalk, {SavedFormat::Data, path(), true});
    QVERIFY(saving.ends());
    QCOMPARE(rows().size(), 3);
}

void TestFileSaver::nothingIsNoFile()
{
    const auto gina = m_office->gina();
    Saving saving(*gina);
    saving.saver.save(kTalk, wish());
    QCOMPARE(saving.refused.size(), 1);
    QCOMPARE(files(), QStringList());
}

// Nobody has a file that the others do not know of; and one that cannot be written is not told of.
void TestFileSaver::theLineComesFirst()
{
    const auto anna = annaAs(Role::Agent);
    QVERIFY(beginsWithGina(*anna));
    QVERIFY(fill(anna->store, 300));
    Saving saving(*anna);
    QVERIFY(anna->ledger.facts(kTalk).is_saving_told);
    saving.saver.save(kTalk, {SavedFormat::Data, m_folder.filePath(u"none/saved.json"_s), false});
    QCOMPARE(saving.refused.size(), 1);
    QCOMPARE(anna->store.outbox().all().value().size(), 0);
    QCOMPARE(anna->lines(), QStringList());
    saving.refused.clear();

    saving.on_progress = [&] {
        QCOMPARE(anna->store.outbox().all().value().size(), 1);
        QVERIFY(!QFile::exists(path()));
    };
    saving.saver.save(kTalk, wish());
    QCOMPARE(anna->lines(), QStringList{u"Anna (Support) saved this conversation as a file"_s});
    QVERIFY(saving.ends());
    QCOMPARE(saving.progress.size(), 2);
    QVERIFY(saving.saved.constFirst().is_told);
    QCOMPARE(rows().size(), 301);
    QCOMPARE(rows().at(300)[u"text"_s].toString(), anna->lines().constFirst()); // it is in the file
    const auto entry = anna->store.outbox().all().value().constFirst();
    const auto content = content::decodeContent(entry.content.bytes);
    QVERIFY(content);
    QCOMPARE(std::get<content::Notice>(content->item).kind, content::NoticeKind::Saved);
}

void TestFileSaver::theOthersReadTheLine()
{
    const auto anna = annaAs(Role::Agent);
    QVERIFY(beginsWithGina(*anna));
    const auto said = anna->says(content::Notice{content::NoticeKind::Saved}, 's');
    QVERIFY(said);
    QVERIFY(m_gina->reads(*said));
    QCOMPARE(m_gina->lines(), QStringList{u"Anna (Support) saved this conversation as a file"_s});
    QCOMPARE(m_gina->messages(), QStringList());
}

void TestFileSaver::nobodyIsToldOfAConversationThatIsOver()
{
    const auto anna = annaAs(Role::Agent);
    QVERIFY(beginsWithGina(*anna));
    QVERIFY(fill(anna->store, 3));
    ConversationRecord record = anna->ledger.recordOr(kTalk);
    record.state = protocol::ConversationState::Closed;
    QVERIFY(anna->ledger.save(record));
    Saving saving(*anna);
    saving.saver.save(kTalk, wish());
    QVERIFY(saving.ends());
    QVERIFY(!saving.saved.constFirst().is_told);
    QVERIFY(anna->store.outbox().all().value().isEmpty());
    QCOMPARE(anna->lines(), QStringList());
}

CHAT121_TEST_MAIN(TestFileSaver)
#include "tst_file_saver.moc"
