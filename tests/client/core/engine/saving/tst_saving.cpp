// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A conversation saved as a file by real clients of a real server: the owner's rule reaches everybody, the
// line reaches the other side, and each side has its own copy.

#include "common/crypto/init.h"
#include "tests/client/core/engine/clients.h"
#include "tests/support/test_main.h"

using namespace chat121;
using namespace chat121::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int kPatienceMs = 60'000;

} // namespace

class TestSaving : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void theOwnersRuleCounts();
    void bothSidesHaveTheirCopy();

private:
    bool ruleBecomes(StaffSaving rule, bool may_anna);
    // The sentence of the refusal; nothing: it was saved.
    QString saves(Talk *talk, const QString &name);
    Talk *annas() { return m_anna->workspace().talk(m_gina->talk()->id()); }

    Company m_company;
    TemporaryDirectory m_folder;
    std::unique_ptr<Client> m_anna;
    std::unique_ptr<Client> m_gina;
};

void TestSaving::initTestCase()
{
    QVERIFY(crypto::initialise());
    QVERIFY(m_company.opens());
    m_anna = std::make_unique<Client>(m_company.home(u"anna"_s));
    QVERIFY(m_anna->joins(m_company.founder().invites(u"staff"_s), u"Anna"_s));
    m_gina = m_company.guest(m_company.founder().invites(u"customers"_s), u"Gina"_s);
    QVERIFY(m_gina);
    QVERIFY(begins(*m_anna, *m_gina, u"Is <b>anybody</b> there?"_s));
}

bool TestSaving::ruleBecomes(StaffSaving rule, bool may_anna)
{
    Workspace &founder = m_company.founder().workspace();
    DepartmentInfo rules = founder.departments().constFirst();
    rules.staff_saving = rule;
    founder.setRules(rules);
    return QTest::qWaitFor(
        [&] {
            return founder.departments().constFirst().staff_saving == rule &&
                   annas()->notSavedBecause().isEmpty() == may_anna;
        },
        kPatienceMs);
}

QString TestSaving::saves(Talk *talk, const QString &name)
{
    bool is_over = false;
    QString why = u"no answer"_s;
    const QObject context;
    connect(talk, &Talk::saved, &context, [&] {
        why.clear();
        is_over = true;
    });
    connect(talk, &Talk::savingRefused, &context, [&](const Problem &problem) {
        why = problem.sentence;
        is_over = true;
    });
    talk->saveAsFile({SavedFormat::Page, m_folder.filePath(name), false});
    return QTest::qWaitFor([&] { return is_over; }, kPatienceMs) ? why : u"no answer"_s;
}

void TestSaving::theOwnersRuleCounts()
{
    const QString before = annas()->notSavedBecause();
    QVERIFY2(before.contains(u"customer has not allowed"), qPrintable(before));
    m_gina->talk()->allow(bitOf(ConsentPurpose::Transcript));
    QTRY_VERIFY_WITH_TIMEOUT(annas()->notSavedBecause().isEmpty(), kPatienceMs);
    QVERIFY(ruleBecomes(StaffSaving::Supervisors, false));
    const QString why = annas()->notSavedBecause();
    QVERIFY2(why.contains(u"supervisors"), qPrintable(why));
    QCOMPARE(saves(annas(), u"refused.html"_s), why); // whatever a window lets through
    QVERIFY(!QFile::exists(m_folder.filePath(u"refused.html"_s)));
    QVERIFY(m_gina->talk()->notSavedBecause().isEmpty());
    QVERIFY(ruleBecomes(StaffSaving::Everybody, true));
}

void TestSaving::bothSidesHaveTheirCopy()
{
    const auto isToldIn = [](Talk *talk) {
        return rowsOf(talk).filter(u"saved this conversation as a file"_s).size() == 1;
    };
    QCOMPARE(saves(m_gina->talk(), u"gina.html"_s), QString());
    QVERIFY(!isToldIn(annas())); // it is hers
    QVERIFY(annas()->isSavingTold());
    QCOMPARE(saves(annas(), u"anna.html"_s), QString());
    QTRY_VERIFY_WITH_TIMEOUT(isToldIn(m_gina->talk()), kPatienceMs);
    // Numbered by the server, it stands where the others read it, before what is said next.
    m_gina->talk()->say(u"I see."_s);
    QVERIFY(m_anna->sees(annas(), u"I see."_s));
    QTRY_VERIFY_WITH_TIMEOUT(annas()->timeline()->at(annas()->timeline()->size() - 1).text == u"I see."_s,
                             kPatienceMs);
    QVERIFY(isToldIn(annas()));
    for (const QString &name : {u"anna.html"_s, u"gina.html"_s}) {
        const QByteArray page = m_folder.read(name);
        QCOMPARE(page.count("Is &lt;b&gt;anybody&lt;/b&gt; there?"), 1);
        QVERIFY(!page.contains("<b>"));
    }
}

CHAT121_TEST_MAIN(TestSaving)
#include "tst_saving.moc"
