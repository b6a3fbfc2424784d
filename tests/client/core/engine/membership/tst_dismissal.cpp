// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Somebody leaves the organisation: no client believes the account any more, no group keeps its devices,
// the server ends its connections; what it said before stays, under its name. And a new colleague's badge,
// made without anybody noticing.
#include "client/core/engine/profile/profile_store.h"
#include "client/core/key_vault/key_vault.h"
#include "common/crypto/init.h"
#include "common/protocol/frame.h"
#include "tests/client/core/engine/clients.h"
#include "tests/client/core/key_vault/fake_keychain.h"
#include "tests/support/random_sources.h"
#include "tests/support/test_main.h"

using namespace chat121;
using namespace chat121::test;

namespace {

constexpr int kPatienceMs = 60'000;

QStringList textsOf(Talk *talk)
{
    QStringList texts;
    for (int row = 0; row < talk->timeline()->size(); ++row)
        texts.append(talk->timeline()->at(row).text);
    return texts;
}

} // namespace

class TestDismissal : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void whoCameByAnInvitationHasABadgeSoon();
    void onlyTheKeySignsForTheOrganisation();
    void aColleagueIsRemovedFromEveryGroup();
    void whatWasSaidBeforeStays();
    void theCustomerAloneGoesBackToTheQueue();
    void whoLeftCannotComeBack();
    void aClockThatIsWrongShowsNobodyOut();

private:
    std::unique_ptr<Client> hire(const QString &name);
    bool takes(Client &agent, Client &guest);
    AccountId accountOf(Client &asked, const QString &name);
    std::optional<identity::StaffChain> chainIn(const QString &home);

    Company m_company;
    std::unique_ptr<Client> m_bert;
    std::unique_ptr<Client> m_carl;
    std::unique_ptr<Client> m_gina;
    std::unique_ptr<Client> m_hugo;
    AccountId m_berts{};
};

std::unique_ptr<Client> TestDismissal::hire(const QString &name)
{
    const QString link = m_company.founder().invites(QStringLiteral("staff"));
    auto client = std::make_unique<Client>(m_company.home(name));
    return client->joins(link, name) ? std::move(client) : nullptr;
}

bool TestDismissal::takes(Client &agent, Client &guest)
{
    LiveWorkspace &workspace = agent.workspace();
    const ConversationId id = guest.talk()->id();
    workspace.setDutyStatus(DutyStatus::Available, 4);
    if (!QTest::qWaitFor([&] { return workspace.queue()->rowOf(id) >= 0; }, kPatienceMs)) return false;
    // What waits may have to be sealed again for who has just come in.
    const auto is_taken = [&] { return workspace.mine()->rowOf(id) >= 0; };
    for (int i = 0; i < 12 && !is_taken(); ++i) {
        workspace.take(id);
        if (QTest::qWaitFor(is_taken, kPatienceMs / 12)) break;
    }
    return is_taken() && QTest::qWaitFor([&] { return guest.talk()->roster().size() == 2; }, kPatienceMs);
}

AccountId TestDismissal::accountOf(Client &asked, const QString &name)
{
    AccountId found{};
    const auto is_known = [&] {
        for (const Colleague &colleague : asked.workspace().colleagues())
            if (colleague.name == name) found = colleague.account;
        return found.isValid();
    };
    return QTest::qWaitFor(is_known, kPatienceMs) ? found : AccountId{};
}

// REQUIRES: no client has this profile open
std::optional<identity::StaffChain> TestDismissal::chainIn(const QString &home)
{
    SeededRandom random(1);
    FakeKeychain keychain;
    KeyVault vault(home, keychain, random, VaultChoice::Passphrase, nullptr);
    std::optional<StoreKey> key;
    vault.openWithPassphrase(QStringLiteral("a passphrase for tests"), [&](Result<StoreKey> opened) {
        if (opened) key.emplace(*std::move(opened));
    });
    if (!QTest::qWaitFor([&] { return key.has_value(); }, kPatienceMs)) return std::nullopt;
    const auto store = LocalStore::open(home, *key, random);
    const auto profile =
        store ? engine::loadProfile(**store) : Result<std::optional<engine::Profile>>(store.error());
    if (!profile || !*profile) return std::nullopt;
    return std::get<identity::StaffChain>((*profile)->leaf.account);
}

void TestDismissal::initTestCase()
{
    QVERIFY(crypto::initialise());
    QVERIFY(m_company.opens());
    m_bert = hire(QStringLiteral("Bert"));
    m_carl = hire(QStringLiteral("Carl"));
    QVERIFY(m_bert && m_carl);
    const QString link = m_company.founder().invites(QStringLiteral("customers"));
    m_gina = m_company.guest(link, QStringLiteral("Gina"));
    m_hugo = m_company.guest(link, QStringLiteral("Hugo"));
    QVERIFY(m_gina && m_hugo);
}

void TestDismissal::whoCameByAnInvitationHasABadgeSoon()
{
    m_gina->talk()->say(QStringLiteral("Good morning"));
    QVERIFY(takes(*m_bert, *m_gina));
    Talk *berts = m_bert->workspace().talk(m_gina->talk()->id());
    const bool has_badge = [&] {
        for (int i = 0; i < 20; ++i) {
            m_carl.reset();
            const auto chain = chainIn(m_company.home(QStringLiteral("Carl")));
            m_carl = std::make_unique<Client>(m_company.home(QStringLiteral("Carl")));
            if (!m_carl->isConnected()) return false;
            if (chain && std::holds_alternative<identity::SignedBadge>(chain->proof)) return true;
        }
        return false;
    }();
    QVERIFY(has_badge);
    // The group has seen the newer leaf, and talks on.
    berts->say(QStringLiteral("Good morning, Gina"));
    QVERIFY(m_gina->sees(m_gina->talk(), QStringLiteral("Good morning, Gina")));
    for (const QString &text : textsOf(m_gina->talk()))
        QVERIFY2(!text.contains(u"new device"), qPrintable(text));
}

void TestDismissal::onlyTheKeySignsForTheOrganisation()
{
    const AccountId carls = accountOf(*m_bert, QStringLiteral("Carl"));
    QVERIFY(carls.isValid());
    for (const Colleague &colleague : m_bert->workspace().colleagues())
        QVERIFY(!colleague.is_removable);
    m_bert->workspace().dismiss(carls);
    QVERIFY(m_bert->isWarned(QStringLiteral("Only a computer with the organisation's key")));
    m_bert->problems.clear();
    m_company.founder().workspace().dismiss(accountOf(*m_bert, QStringLiteral("Fiona"))); // herself
    QVERIFY(!m_company.founder().problems.isEmpty() || m_company.founder().isWarned(QString()));
    m_company.founder().problems.clear();
}

void TestDismissal::aColleagueIsRemovedFromEveryGroup()
{
    Client &founder = m_company.founder();
    m_hugo->talk()->say(QStringLiteral("Hugo here"));
    QVERIFY(takes(*m_bert, *m_hugo));
    Talk *berts = m_bert->workspace().talk(m_gina->talk()->id());
    berts->addColleague(accountOf(*m_bert, QStringLiteral("Carl")));
    QTRY_COMPARE_WITH_TIMEOUT(m_gina->talk()->roster().size(), 3, kPatienceMs);
    berts->say(QStringLiteral("Carl is with us"));
    QVERIFY(m_gina->sees(m_gina->talk(), QStringLiteral("Carl is with us")));

    m_berts = accountOf(founder, QStringLiteral("Bert"));
    QVERIFY(m_berts.isValid());
    QSignalSpy gone(&founder.workspace(), &Workspace::colleagueDismissed);
    founder.workspace().dismiss(m_berts);
    QTRY_COMPARE_WITH_TIMEOUT(gone.size(), 1, kPatienceMs);
    QVERIFY(m_bert->isWarned(QStringLiteral("no longer one of this organisation's people")));
    QTRY_COMPARE_WITH_TIMEOUT(m_gina->talk()->roster().size(), 2, kPatienceMs);
    for (const RosterRow &row : m_gina->talk()->roster())
        QVERIFY(row.account != m_berts);
    const auto knows_bert = [&](Client &client) {
        const QList<Colleague> colleagues = client.workspace().colleagues();
        return std::any_of(colleagues.cbegin(), colleagues.cend(),
                           [&](const Colleague &colleague) { return colleague.account == m_berts; });
    };
    QTRY_VERIFY_WITH_TIMEOUT(!knows_bert(founder) && !knows_bert(*m_carl), kPatienceMs);

    // Gina and Carl talk on, and Bert's computer reads no more of it.
    m_gina->talk()->say(QStringLiteral("Not for Bert"));
    Talk *carls = m_carl->workspace().talk(m_gina->talk()->id());
    QVERIFY(m_carl->sees(carls, QStringLiteral("Not for Bert")));
    QVERIFY(!textsOf(berts).contains(QStringLiteral("Not for Bert")));
}

void TestDismissal::whatWasSaidBeforeStays()
{
    bool is_there = false;
    for (int row = 0; row < m_gina->talk()->timeline()->size(); ++row) {
        const TimelineRow &value = m_gina->talk()->timeline()->at(row);
        if (value.text == u"Good morning, Gina") is_there = value.author_name == u"Bert";
    }
    QVERIFY(is_there);
    QVERIFY(textsOf(m_gina->talk()).contains(QStringLiteral("Bert (Support) left")));
    QVERIFY(textsOf(m_bert->workspace().talk(m_gina->talk()->id())).contains(QStringLiteral("Good morning")));
}

void TestDismissal::theCustomerAloneGoesBackToTheQueue()
{
    QVERIFY(takes(m_company.founder(), *m_hugo));
    const auto is_bert_there = [&] { // until the next group has begun, its reader is shown the last one
        const QList<RosterRow> roster = m_hugo->talk()->roster();
        return std::any_of(roster.cbegin(), roster.cend(),
                           [&](const RosterRow &row) { return row.account == m_berts; });
    };
    QTRY_VERIFY_WITH_TIMEOUT(!is_bert_there(), kPatienceMs);
    Talk *fionas = m_company.founder().workspace().talk(m_hugo->talk()->id());
    fionas->say(QStringLiteral("Fiona goes on"));
    QVERIFY(m_hugo->sees(m_hugo->talk(), QStringLiteral("Fiona goes on")));
}

void TestDismissal::whoLeftCannotComeBack()
{
    m_bert.reset();
    m_bert = std::make_unique<Client>(m_company.home(QStringLiteral("Bert")));
    QVERIFY(m_bert->isReady()); // what is there stays readable
    QVERIFY(m_bert->isWarned(QStringLiteral("no longer one of this organisation's people")));
    QVERIFY(m_bert->workspace().connection().state != ConnectionState::Connected);
}

// Nobody is shown out by a computer that lives in another year, and nobody is locked out silently.
void TestDismissal::aClockThatIsWrongShowsNobodyOut()
{
    QVERIFY(takes(*m_carl, *m_gina)); // it went back to the queue when Bert was dismissed
    m_carl->workspace().talk(m_gina->talk()->id())->say(QStringLiteral("Carl goes on"));
    QVERIFY(m_gina->sees(m_gina->talk(), QStringLiteral("Carl goes on")));
    m_carl.reset();
    m_carl = std::make_unique<Client>(m_company.home(QStringLiteral("Carl")));
    m_carl->clock().shift(std::chrono::hours(24 * 300));
    QVERIFY(m_carl->isConnected());
    QVERIFY(m_carl->isWarned(QStringLiteral("The clock of this computer or of the server is wrong")));
    Talk *carls = m_carl->workspace().talk(m_gina->talk()->id());
    QTRY_COMPARE_WITH_TIMEOUT(carls->roster().size(), 2, kPatienceMs);
    QVERIFY(carls->hold().kind == TalkHold::Kind::None);
    carls->say(QStringLiteral("It is later here"));
    QVERIFY(m_gina->sees(m_gina->talk(), QStringLiteral("It is later here")));
    QCOMPARE(m_gina->talk()->roster().size(), 2);
}

CHAT121_TEST_MAIN(TestDismissal)
#include "tst_dismissal.moc"
