// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Several members of staff at once: what waits is opened for who comes later, and of two changes of
// a group at the same time both are made, one after the other.

#include "common/crypto/init.h"
#include "common/protocol/frame.h"
#include "common/protocol/messages/logs.h"
#include "tests/client/core/engine/clients.h"
#include "tests/support/test_main.h"

#include <atomic>

using namespace chat121;
using namespace chat121::test;

namespace {
constexpr int kPatienceMs = 20'000;
}

class TestColleagues : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void whatWaitedIsSealedAgainForWhoCameLater();
    void aChangeThatCameSecondIsMadeAgain();
    void whoIsTakenBeforeTheFirstWordsArrivedIsRead();
    void whoWasRemovedAndLetInAgainMissesNothing();
    void aChangeThatIsNeverConfirmedIsToldAfterADay();

private:
    std::unique_ptr<Client> hire(const QString &name);
    bool takes(Client &agent);
    AccountId accountOf(Client &asked, const QString &name);
    ConversationId conversation() { return m_gina->talk()->id(); }

    Company m_company;
    std::unique_ptr<Client> m_bert;
    std::unique_ptr<Client> m_gina;
};

void TestColleagues::initTestCase()
{
    QVERIFY(crypto::initialise());
    QVERIFY(m_company.opens());
    m_gina = std::make_unique<Client>(m_company.home(QStringLiteral("gina")));
    QVERIFY(m_gina->joins(m_company.founder().invites(QStringLiteral("customers")), QStringLiteral("Gina")));
}

std::unique_ptr<Client> TestColleagues::hire(const QString &name)
{
    auto client = std::make_unique<Client>(m_company.home(name));
    return client->joins(m_company.founder().invites(QStringLiteral("staff")), name) ? std::move(client)
                                                                                     : nullptr;
}

bool TestColleagues::takes(Client &agent)
{
    LiveWorkspace &workspace = agent.workspace();
    workspace.setDutyStatus(DutyStatus::Available, 4);
    workspace.take(conversation());
    return QTest::qWaitFor([&] { return workspace.mine()->rowOf(conversation()) >= 0; }, 20'000) &&
           QTest::qWaitFor([&] { return m_gina->talk()->roster().size() == 2; }, 20'000);
}

AccountId TestColleagues::accountOf(Client &asked, const QString &name)
{
    AccountId found{};
    const auto is_known = [&] {
        for (const Colleague &colleague : asked.workspace().colleagues())
            if (colleague.name == name) found = colleague.account;
        return found.isValid();
    };
    return QTest::qWaitFor(is_known, 20'000) ? found : AccountId{};
}

void TestColleagues::whatWaitedIsSealedAgainForWhoCameLater()
{
    const QString words = QStringLiteral("Written before Bert was there");
    m_gina->talk()->say(words);
    QVERIFY(m_gina->sees(m_gina->talk(), words, SendState::Sent));
    const QString link = m_company.founder().invites(QStringLiteral("staff"));
    m_company.founderLeaves();

    m_bert = std::make_unique<Client>(m_company.home(QStringLiteral("bert")));
    QVERIFY(m_bert->joins(link, QStringLiteral("Bert")));
    QTRY_VERIFY(m_bert->workspace().queue()->rowOf(conversation()) >= 0);
    m_bert->workspace().take(conversation());
    QVERIFY(m_bert->isWarned(QStringLiteral("still locked for you"))); // nobody who can open it is there
    QCOMPARE(m_bert->workspace().mine()->rowCount(), 0);

    QVERIFY(m_company.founderReturns());
    QVERIFY(m_bert->sees(m_bert->workspace().talk(conversation()), words));
    QVERIFY(takes(*m_bert));
}

void TestColleagues::aChangeThatCameSecondIsMadeAgain()
{
    Client &founder = m_company.founder();
    const auto carl = hire(QStringLiteral("Carl"));
    const auto dora = hire(QStringLiteral("Dora"));
    QVERIFY(carl && dora);
    Talk *berts = m_bert->workspace().talk(conversation());
    berts->addColleague(accountOf(*m_bert, QStringLiteral("Fiona")));
    Talk *fionas = founder.workspace().talk(conversation());
    QTRY_COMPARE(fionas->roster().size(), 3);

    // Fiona does not see Bert's change before her own has lost against it.
    const auto has_lost = std::make_shared<std::atomic<bool>>(false);
    founder.tampering().set([has_lost](const QByteArray &frame) -> QList<QByteArray> {
        const auto type = protocol::typeOf(frame);
        if (type == protocol::MessageType::CommitConflict) *has_lost = true;
        const bool is_held = type == protocol::MessageType::EnvelopePushed && !*has_lost;
        return is_held ? QList<QByteArray>{} : QList<QByteArray>{frame};
    });
    berts->addColleague(accountOf(*m_bert, QStringLiteral("Carl")));
    QTRY_COMPARE(m_gina->talk()->roster().size(), 4);
    QVERIFY(!*has_lost);
    fionas->addColleague(accountOf(founder, QStringLiteral("Dora")));
    QTRY_VERIFY(*has_lost);
    for (Talk *talk : {m_gina->talk(), berts, fionas})
        QTRY_COMPARE(talk->roster().size(), 5);

    founder.tampering().set({});
    fionas->say(QStringLiteral("Now we are all here"));
    for (Client *client : {m_bert.get(), carl.get(), dora.get()})
        QVERIFY(
            client->sees(client->workspace().talk(conversation()), QStringLiteral("Now we are all here")));
    QVERIFY(m_gina->sees(m_gina->talk(), QStringLiteral("Now we are all here")));
}

// The queue is told of a customer apart from the customer's words.
void TestColleagues::whoIsTakenBeforeTheFirstWordsArrivedIsRead()
{
    Client hugo(m_company.home(QStringLiteral("hugo")));
    QVERIFY(hugo.joins(m_company.founder().invites(QStringLiteral("customers")), QStringLiteral("Hugo")));
    m_bert->tampering().set([](const QByteArray &frame) -> QList<QByteArray> {
        const auto push = protocol::decodeFrame<protocol::EnvelopePushed>(frame);
        const bool is_opening = push && push->envelope.kind == protocol::EnvelopeKind::Opening;
        return is_opening ? QList<QByteArray>{} : QList<QByteArray>{frame};
    });
    const QString words = QStringLiteral("Nobody was told of these words");
    hugo.talk()->say(words);
    LiveWorkspace &workspace = m_bert->workspace();
    const ConversationId id = hugo.talk()->id();
    QTRY_VERIFY_WITH_TIMEOUT(workspace.queue()->rowOf(id) >= 0, kPatienceMs);
    workspace.take(id);
    QTRY_VERIFY_WITH_TIMEOUT(workspace.mine()->rowOf(id) >= 0, kPatienceMs);
    QVERIFY(m_bert->sees(workspace.talk(id), words));
    QTRY_COMPARE_WITH_TIMEOUT(hugo.talk()->roster().size(), 2, kPatienceMs);
    m_bert->tampering().set({});
}

// While a colleague is away: words, the colleague is removed, words, let in again, words.
void TestColleagues::whoWasRemovedAndLetInAgainMissesNothing()
{
    auto emil = hire(QStringLiteral("Emil"));
    QVERIFY(emil);
    Talk *berts = m_bert->workspace().talk(conversation());
    const AccountId account = accountOf(*m_bert, QStringLiteral("Emil"));
    const int before = static_cast<int>(m_gina->talk()->roster().size());
    const auto adds = [&] { // whose key packages may still be on their way
        for (int i = 0; i < 4; ++i) {
            berts->addColleague(account);
            const auto is_there = [&] { return m_gina->talk()->roster().size() == before + 1; };
            if (QTest::qWaitFor(is_there, kPatienceMs / 4)) return true;
        }
        return false;
    };
    QVERIFY(adds());
    QTRY_VERIFY_WITH_TIMEOUT(emil->workspace().mine()->rowOf(conversation()) >= 0, kPatienceMs);
    berts->say(QStringLiteral("Emil is here"));
    QVERIFY(emil->sees(emil->workspace().talk(conversation()), QStringLiteral("Emil is here")));
    emil.reset();

    const auto say = [&](const QString &text) {
        berts->say(text);
        return m_gina->sees(m_gina->talk(), text);
    };
    QVERIFY(say(QStringLiteral("while he is away")));
    berts->removeMember(account);
    QTRY_COMPARE_WITH_TIMEOUT(m_gina->talk()->roster().size(), before, kPatienceMs);
    QVERIFY(say(QStringLiteral("not for Emil")));
    QVERIFY(adds());
    QVERIFY(say(QStringLiteral("for Emil again")));

    emil = std::make_unique<Client>(m_company.home(QStringLiteral("Emil")));
    emil->tampering().set([id = conversation()](const QByteArray &frame) -> QList<QByteArray> {
        auto answer = protocol::decodeFrame<protocol::Envelopes>(frame);
        if (!answer) return {frame};
        QList<protocol::Envelope> &envelopes = answer->envelopes.items;
        const auto is_welcome = [](const protocol::Envelope &envelope) {
            return envelope.kind == protocol::EnvelopeKind::Invitation;
        };
        if (std::none_of(envelopes.cbegin(), envelopes.cend(), is_welcome)) return {frame};
        envelopes.removeIf([id](const protocol::Envelope &envelope) { return envelope.log == id; });
        answer->is_complete = false; // so the Welcome comes first, and the talk with the next answer
        return {protocol::encodeFrame(*answer)};
    });
    QVERIFY(emil->isConnected());
    Talk *emils = emil->workspace().talk(conversation());
    QVERIFY(emil->sees(emils, QStringLiteral("for Emil again")));
    QVERIFY(emil->sees(emils, QStringLiteral("while he is away")));
    emils->say(QStringLiteral("I am back"));
    QVERIFY(m_bert->sees(berts, QStringLiteral("I am back")));
    for (int row = 0; row < emils->timeline()->size(); ++row) {
        const QString &text = emils->timeline()->at(row).text;
        QVERIFY(text != u"not for Emil");
        QVERIFY2(!text.contains(u"damaged") && !text.contains(u"second time"), qPrintable(text));
    }
}

// security.md E3: here, that a running client looks. The rule itself: tst_unconfirmed.
void TestColleagues::aChangeThatIsNeverConfirmedIsToldAfterADay()
{
    const auto gerd = hire(QStringLiteral("Gerd"));
    QVERIFY(gerd);
    const int readers = static_cast<int>(m_gina->talk()->roster().size());
    const auto lost = std::make_shared<std::atomic<int>>(0);
    m_bert->tampering().loseSent([lost](const QByteArray &frame) {
        const bool is_it = protocol::typeOf(frame) == protocol::MessageType::Commit;
        *lost += is_it ? 1 : 0;
        return is_it;
    });
    for (int i = 0; i < 10 && *lost == 0; ++i) { // Gerd's key packages may still be on their way
        m_bert->workspace().talk(conversation())->addColleague(accountOf(*m_bert, QStringLiteral("Gerd")));
        if (QTest::qWaitFor([&] { return *lost > 0; }, kPatienceMs / 10)) break;
    }
    QVERIFY(*lost > 0);
    m_bert->clock().shift(std::chrono::hours(24));
    const int before = *lost; // an answer that never comes ends the connection; it looks on the next one
    QTRY_VERIFY_WITH_TIMEOUT(*lost > before, 3 * kPatienceMs);
    QVERIFY(m_bert->isWarned(QStringLiteral("has not confirmed that this device's keys were renewed")));
    m_bert->tampering().loseSent({});
    m_bert->clock().shift({});
    QTRY_COMPARE_WITH_TIMEOUT(m_gina->talk()->roster().size(), readers + 1, 3 * kPatienceMs);
}

CHAT121_TEST_MAIN(TestColleagues)
#include "tst_colleagues.moc"
