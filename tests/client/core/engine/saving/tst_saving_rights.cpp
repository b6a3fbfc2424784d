// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Who may save a conversation as a file, decided by the engine: roles by signed badges, rules by signed
// documents, also one that comes while the file is written.
#include "client/core/engine/notices/words.h"
#include "common/crypto/init.h"
#include "tests/client/core/engine/saving/saver_fixture.h"
#include "tests/support/test_main.h"

using namespace chat121;
using namespace chat121::engine;
using namespace chat121::test;
using namespace Qt::StringLiterals;
using identity::ExportRule;
using identity::Role;

class TestSavingRights : public SaverTest {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(crypto::initialise()); }
    void init() { opensOffice(); }
    void cleanup() { QVERIFY(closesOffice()); }
    void roleAndRuleDecide_data();
    void roleAndRuleDecide();
    void staffNeedTheCustomersYes();
    void customersHaveTheirOwn();
    void whoIsNoLongerStaffSavesNothing();
    void aDepartmentThatNobodyKnowsAllowsNothing();
    void theRuleOfTheMomentCounts();
    void aRuleThatComesMeanwhileEndsIt();
};

void TestSavingRights::roleAndRuleDecide_data()
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

void TestSavingRights::roleAndRuleDecide()
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
void TestSavingRights::staffNeedTheCustomersYes()
{
    const auto anna = annaAs(Role::Owner);
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

void TestSavingRights::customersHaveTheirOwn()
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

void TestSavingRights::whoIsNoLongerStaffSavesNothing()
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
            m_clock.advance(40 * kDay); // the badge was for thirty
        saving.saver.save(kTalk, wish());
        QVERIFY(saving.ends());
        QCOMPARE(saving.saved.size(), 0);
        QVERIFY2(saving.refused.constFirst().contains(u"badge"), qPrintable(saving.refused.constFirst()));
        QCOMPARE(files(), QStringList());
        m_office.reset();
        m_office.emplace(m_acme, m_clock, m_random);
    }
    m_clock.advance(-40 * kDay);
}

void TestSavingRights::aDepartmentThatNobodyKnowsAllowsNothing()
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
void TestSavingRights::theRuleOfTheMomentCounts()
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

void TestSavingRights::aRuleThatComesMeanwhileEndsIt()
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

CHAT121_TEST_MAIN(TestSavingRights)
#include "tst_saving_rights.moc"
