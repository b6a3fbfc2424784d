// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// An agent asks a colleague to go on with a conversation: declined, then accepted, with real clients and the
// real server. The customer sees each step and never the note. Row AD-05.

#include "common/crypto/init.h"
#include "common/protocol/frame.h"
#include "tests/client/core/engine/clients.h"
#include "tests/support/test_main.h"

#include <QSignalSpy>

#include <atomic>

using namespace chat121;
using namespace chat121::test;
using namespace Qt::StringLiterals;

namespace {
constexpr int kPatienceMs = 20'000;
}

class TestHanding : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void declinedItStays();
    void withdrawnItStays();
    void acceptedTheColleagueGoesOn();
    void nobodyIsLetInBecauseTheServerSaysSo();

private:
    AccountId accountOf(Client &asked, const QString &name);
    ConversationId conversation() { return m_gina->talk()->id(); }
    std::optional<ConversationRow> rowAt(Client &client)
    {
        LiveWorkspace &workspace = client.workspace();
        for (ConversationListModel *model : {workspace.mine(), workspace.team()})
            if (const auto row = model->find(conversation())) return row;
        return std::nullopt;
    }
    bool asks(const QString &note, AfterHandOver after = AfterHandOver::Leave);
    Talk *annas() { return m_anna->workspace().talk(conversation()); }

    Company m_company;
    std::unique_ptr<Client> m_anna;
    std::unique_ptr<Client> m_bert;
    std::unique_ptr<Client> m_gina;
};

void TestHanding::initTestCase()
{
    QVERIFY(crypto::initialise());
    QVERIFY(m_company.opens());
    m_anna = m_company.agent(u"Anna"_s);
    m_bert = m_company.agent(u"Bert"_s);
    m_gina = m_company.guest(m_company.founder().invites(u"customers"_s), u"Gina"_s);
    QVERIFY(m_anna && m_bert && m_gina);
    QVERIFY(begins(*m_anna, *m_gina, u"My invoice is wrong"_s));
}

AccountId TestHanding::accountOf(Client &asked, const QString &name)
{
    AccountId found{};
    const auto is_there = [&] {
        for (const Colleague &colleague : asked.workspace().colleagues())
            if (colleague.name == name && colleague.is_online && colleague.status != DutyStatus::Away)
                found = colleague.account;
        return found.isValid();
    };
    return QTest::qWaitFor(is_there, kPatienceMs) ? found : AccountId{};
}

// Anna asks, and Bert has the question with the note before him.
bool TestHanding::asks(const QString &note, AfterHandOver after)
{
    const AccountId bert = accountOf(*m_anna, u"Bert"_s);
    if (!bert.isValid()) return false;
    m_anna->workspace().handOver(conversation(), {.colleague = bert, .note = note, .after = after});
    return QTest::qWaitFor(
        [&] {
            const auto row = rowAt(*m_bert);
            return row && row->is_hand_over_here && row->hand_over_note == note && row->taken_by == u"Anna";
        },
        kPatienceMs);
}

void TestHanding::declinedItStays()
{
    const QSignalSpy ended(&m_anna->workspace(), &Workspace::handOverEnded);
    const QSignalSpy own(&m_bert->workspace(), &Workspace::handOverEnded);
    QVERIFY(asks(u"Needs somebody for invoices"_s));
    QVERIFY(m_gina->sees(m_gina->talk(), u"Anna asks Bert to go on with this conversation"_s));
    QTRY_VERIFY_WITH_TIMEOUT(rowAt(*m_anna) && rowAt(*m_anna)->is_hand_over_mine, kPatienceMs);
    QCOMPARE(rowAt(*m_anna)->hand_over_to, u"Bert"_s);
    m_bert->workspace().declineHandOver(conversation());
    QVERIFY(m_gina->sees(m_gina->talk(), u"Bert cannot take it now. It stays with Anna."_s));
    QVERIFY(m_anna->sees(annas(), u"Bert cannot take it now. It stays with you."_s));
    QTRY_VERIFY_WITH_TIMEOUT(!rowAt(*m_anna)->hand_over_until.ms, kPatienceMs);
    QTRY_VERIFY_WITH_TIMEOUT(!rowAt(*m_bert)->is_hand_over_here, kPatienceMs);
    QTRY_COMPARE_WITH_TIMEOUT(ended.size(), 1, kPatienceMs);
    QCOMPARE(ended.constFirst().at(1).value<HandOverEnd>(), HandOverEnd::Declined);
    QCOMPARE(ended.constFirst().at(2).toString(), u"Bert"_s);
    QVERIFY(own.isEmpty()); // what one has done oneself one knows
    QCOMPARE(m_gina->talk()->roster().size(), 2);
    annas()->say(u"I am still here"_s);
    QVERIFY(m_gina->sees(m_gina->talk(), u"I am still here"_s));
}

void TestHanding::withdrawnItStays()
{
    const QSignalSpy ended(&m_bert->workspace(), &Workspace::handOverEnded);
    const QSignalSpy own(&m_anna->workspace(), &Workspace::handOverEnded);
    QVERIFY(asks(u"Perhaps you?"_s));
    QVERIFY(rowAt(*m_anna)->is_taken_here && !rowAt(*m_bert)->is_taken_here);
    m_anna->workspace().withdrawHandOver(conversation());
    QVERIFY(m_gina->sees(m_gina->talk(), u"It stays with Anna"_s));
    QTRY_VERIFY_WITH_TIMEOUT(!rowAt(*m_bert)->is_hand_over_here, kPatienceMs);
    QTRY_COMPARE_WITH_TIMEOUT(ended.size(), 1, kPatienceMs);
    QCOMPARE(ended.constFirst().at(1).value<HandOverEnd>(), HandOverEnd::Withdrawn);
    QCOMPARE(ended.constFirst().at(2).toString(), u"Anna"_s);
    QVERIFY(own.isEmpty());
    QCOMPARE(m_gina->talk()->roster().size(), 2);
}

void TestHanding::acceptedTheColleagueGoesOn()
{
    const QSignalSpy ended(&m_anna->workspace(), &Workspace::handOverEnded);
    QVERIFY(asks(u"She has paid twice"_s));
    m_bert->workspace().acceptHandOver(conversation());
    QVERIFY(m_gina->sees(m_gina->talk(), u"Bert goes on from here"_s));
    QTRY_VERIFY_WITH_TIMEOUT(rowAt(*m_bert)->state == ConversationState::Mine, kPatienceMs);
    QTRY_VERIFY_WITH_TIMEOUT(!rowAt(*m_bert)->is_hand_over_here, kPatienceMs);
    QTRY_COMPARE_WITH_TIMEOUT(m_gina->talk()->roster().size(), 2, kPatienceMs); // Anna has left
    QTRY_COMPARE_WITH_TIMEOUT(ended.size(), 1, kPatienceMs);
    QCOMPARE(ended.constFirst().at(1).value<HandOverEnd>(), HandOverEnd::Accepted);
    QStringList readers;
    for (const RosterRow &person : m_gina->talk()->roster())
        if (!person.is_me) readers.append(person.name);
    QCOMPARE(readers, QStringList{u"Bert"_s});

    Talk *berts = m_bert->workspace().talk(conversation());
    // What was said before, as Anna shows it; everybody reads that she does.
    QVERIFY(m_bert->sees(berts, u"My invoice is wrong"_s));
    QVERIFY(m_bert->sees(berts, u"I am still here"_s));
    QVERIFY(m_bert->sees(berts, u"Anna shows you what was said before"_s));
    QVERIFY(m_gina->sees(m_gina->talk(), u"Anna shows Bert what was said before"_s));
    m_gina->talk()->say(u"Hello Bert"_s);
    QVERIFY(m_bert->sees(berts, u"Hello Bert"_s));
    berts->say(u"I look into it"_s);
    QVERIFY(m_gina->sees(m_gina->talk(), u"I look into it"_s));
    QVERIFY(m_bert->sees(berts, u"She has paid twice"_s)); // the note
    // No note is among what is shown in the group.
    const TimelineModel &timeline = *berts->timeline();
    for (int at = 0; at < timeline.size(); ++at) {
        if (timeline.at(at).kind != RowKind::Message) continue;
        QVERIFY(!timeline.at(at).text.contains(u"paid twice"_s));
        QVERIFY(!timeline.at(at).text.contains(u"invoices"_s));
    }
    for (const QString &row : rowsOf(m_gina->talk()))
        QVERIFY2(!row.contains(u"paid twice"_s) && !row.contains(u"invoices"_s), qPrintable(row));
}

// A server that invents steps: nobody has asked Anna, and she lets nobody in.
void TestHanding::nobodyIsLetInBecauseTheServerSaysSo()
{
    const AccountId anna = accountOf(*m_bert, u"Anna"_s);
    QVERIFY(anna.isValid());
    const auto lies = std::make_shared<std::atomic<int>>(0);
    const ConversationId id = conversation();
    m_bert->tampering().set([=](const QByteArray &frame) -> QList<QByteArray> {
        auto change = protocol::decodeFrame<protocol::DeskChanged>(frame);
        if (!change) return {frame};
        QList<QByteArray> frames{frame};
        for (const protocol::DeskEntry &entry : change->entries.items) {
            if (entry.conversation != id) continue;
            for (const auto step : {protocol::HandOverStep::Asked, protocol::HandOverStep::Accepted})
                frames.append(protocol::encodeFrame(protocol::HandOverChanged{
                    id, entry.taker, anna, step, protocol::HandOverStay::Leave, {}}));
            ++*lies;
        }
        return frames;
    });
    m_gina->talk()->say(u"Anybody?"_s);
    m_gina.reset(); // who goes changes the desk's row
    QTRY_VERIFY_WITH_TIMEOUT(*lies > 0, kPatienceMs);
    Talk *berts = m_bert->workspace().talk(id);
    berts->say(u"Nobody new is here"_s);
    QVERIFY(m_bert->sees(berts, u"Nobody new is here"_s, SendState::Sent));
    QCOMPARE(berts->roster().size(), 2);
    m_bert->tampering().set({});
}

CHAT121_TEST_MAIN(TestHanding)
#include "tst_handing.moc"
