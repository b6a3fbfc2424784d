// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// An organisation is founded with the rules of a profile: they are in its first signed document, its
// customers hear them, and the owner changes them afterwards like any others.
#include "client/core/models/desk_profiles.h"
#include "common/crypto/init.h"
#include "tests/client/core/engine/clients.h"
#include "tests/support/temporary_directory.h"
#include "tests/support/test_main.h"

using namespace chat121;
using namespace chat121::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int kPatienceMs = 20'000;

} // namespace

class TestFoundingProfile : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void theFirstDepartmentHasTheRules();
    void customersHearThem();
    void theyAreChangedLikeAnyOthers();

private:
    DepartmentInfo first()
    {
        const QList<DepartmentInfo> all = m_founder->workspace().departments();
        return all.isEmpty() ? DepartmentInfo() : all.constFirst();
    }

    TemporaryDirectory m_folder;
    std::unique_ptr<e2e::ServerProcess> m_server;
    std::unique_ptr<Client> m_founder;
};

void TestFoundingProfile::initTestCase()
{
    QVERIFY(crypto::initialise());
    m_server = std::make_unique<e2e::ServerProcess>(m_folder.filePath(u"server"_s), 0);
    QVERIFY(m_server->start());
    m_founder = std::make_unique<Client>(m_folder.filePath(u"founder"_s));
    m_founder->workspace().useRules(withProfile({}, DeskProfile::Telehealth));
    QVERIFY(m_founder->joins(m_server->setUpLink(), u"Fiona"_s));
}

void TestFoundingProfile::theFirstDepartmentHasTheRules()
{
    QTRY_VERIFY_WITH_TIMEOUT(!m_founder->workspace().departments().isEmpty(), kPatienceMs);
    QCOMPARE(first().name, u"Support"_s); // as it was called, whatever it is for
    QCOMPARE(profileOf(first()), std::optional(DeskProfile::Telehealth));
}

void TestFoundingProfile::customersHearThem()
{
    Client gina(m_folder.filePath(u"gina"_s));
    QVERIFY(gina.joins(m_founder->invites(u"customers"_s), u"Gina"_s));
    QTRY_VERIFY_WITH_TIMEOUT(gina.talk() != nullptr, kPatienceMs);
    gina.talk()->say(u"Is anybody there?"_s);
    QTRY_VERIFY_WITH_TIMEOUT(gina.talk()->isShielded(), kPatienceMs);
    QTRY_COMPARE_WITH_TIMEOUT(gina.talk()->retentionDays(), first().retention_days, kPatienceMs);
    QVERIFY(!gina.talk()->isArchived());
    QCOMPARE(gina.talk()->staffSaving(), StaffSaving::Nobody);
}

void TestFoundingProfile::theyAreChangedLikeAnyOthers()
{
    DepartmentInfo rules = first();
    rules.retention_days = 90;
    m_founder->workspace().setRules(rules);
    QTRY_COMPARE_WITH_TIMEOUT(first().retention_days, 90, kPatienceMs);
    QVERIFY(!profileOf(first()));
    m_founder->workspace().setRules(withProfile(first(), DeskProfile::Internal));
    QTRY_COMPARE_WITH_TIMEOUT(profileOf(first()), std::optional(DeskProfile::Internal), kPatienceMs);
    QVERIFY(!first().is_shielded);
}

CHAT121_TEST_MAIN(TestFoundingProfile)
#include "tst_founding_profile.moc"
