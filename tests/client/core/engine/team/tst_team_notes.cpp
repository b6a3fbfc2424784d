// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Internal notes with real clients and a real server: who has them, who never does, who reads them later, and
// under which keys they leave.
#include "common/content/team.h"
#include "common/protocol/frame.h"
#include "common/protocol/messages/logs.h"
#include "tests/client/core/engine/team/noted_talk.h"
#include "tests/e2e/support/leak_search.h"
#include "tests/support/test_main.h"

#include <QSignalSpy>

#include <mutex>

using namespace chat121;
using namespace chat121::test;
using namespace Qt::StringLiterals;

namespace {

// Once the desk has told of it.
Talk *talkOf(Client &client, ConversationId id)
{
    LiveWorkspace &workspace = client.workspace();
    const auto is_listed = [&] {
        return workspace.team()->rowOf(id) >= 0 || workspace.queue()->rowOf(id) >= 0 ||
               workspace.mine()->rowOf(id) >= 0;
    };
    return QTest::qWaitFor(is_listed, kPatienceMs) ? workspace.talk(id) : nullptr;
}

// All frames of a client, both ways, and which logs they name.
struct Frames {
    std::mutex mutex;
    QByteArray all;
    QList<LogId> appended;
    QList<LogId> pushed;
    QList<content::TeamKeyId> keys; // of entries that left

    void see(const QByteArray &frame)
    {
        const std::lock_guard lock(mutex);
        all += frame;
        if (const auto append = protocol::decodeFrame<protocol::Append>(frame)) {
            appended.append(append->log);
            const auto entry = decode<content::SealedTeamEntry>(append->sealed.bytes);
            if (entry && entry->format == content::kTeamEntryFormat) keys.append(entry->key);
        }
        if (const auto push = protocol::decodeFrame<protocol::EnvelopePushed>(frame))
            pushed.append(push->envelope.log);
    }
    QList<content::TeamKeyId> keysUntilNow()
    {
        const std::lock_guard lock(mutex);
        return keys;
    }
};

std::shared_ptr<Frames> watch(Client &client)
{
    const auto frames = std::make_shared<Frames>();
    client.tampering().set([frames](const QByteArray &frame) -> QList<QByteArray> {
        frames->see(frame);
        return {frame};
    });
    client.tampering().watchSent([frames](const QByteArray &frame) { frames->see(frame); });
    return frames;
}

} // namespace

class TestTeamNotes : public NotedTalk {
    Q_OBJECT

private Q_SLOTS:
    void init() { begin(); }
    void cleanup() { end(); }
    void onlyStaffHaveIt();
    void whoComesLaterReadsIt();
    void whoComesLaterWaitsForAColleague();
    void whoHasLeftIsSealedOut();
    void whoIsNamedIsTold();
    void whatCouldNotLeaveIsKept();
    void aNoteThatIsTooLongIsTheWritersAgain();
};

void TestTeamNotes::onlyStaffHaveIt()
{
    const QString words = u"Refund-was-done-4711"_s;
    const auto ginas = watch(*m_gina);
    const auto annas = watch(*m_anna);
    QVERIFY(!m_gina->talk()->isNotable());
    m_gina->talk()->note(u"A customer notes nothing"_s);
    m_talk->note(words);
    Talk *founders = talkOf(m_company->founder(), m_id);
    QVERIFY(founders);
    QTRY_VERIFY_WITH_TIMEOUT(noteWith(founders, words) != nullptr, kPatienceMs);
    QCOMPARE(noteWith(founders, words)->author_name, u"Anna"_s);
    QVERIFY(!noteWith(founders, words)->is_mine);
    QTRY_VERIFY_WITH_TIMEOUT(noteWith(m_talk, words)->state == SendState::Sent, kPatienceMs);
    LogId team{};
    {
        const std::lock_guard lock(annas->mutex);
        for (const LogId log : annas->appended)
            if (log != m_id) team = log;
    }
    QVERIFY(team.isValid());

    // A word after it arrives, and the note still has not.
    m_talk->say(u"It is on its way."_s);
    QVERIFY(m_gina->sees(m_gina->talk(), u"It is on its way."_s));
    QCOMPARE(noteWith(m_gina->talk(), words), nullptr);
    for (const QString &row : rowsOf(m_gina->talk()))
        QVERIFY2(!row.contains(words) && !row.contains(u"notes nothing"), qPrintable(row));
    {
        const std::lock_guard lock(ginas->mutex);
        QVERIFY(!ginas->all.contains(words.toUtf8()));
        QVERIFY(ginas->pushed.contains(m_id));
        QVERIFY(!ginas->pushed.contains(team));
    }
    m_gina.reset();
    const QStringList disks{m_company->home(u"Gina"_s), m_company->home(u"server"_s)};
    QVERIFY(e2e::searchFolders(disks, {words}).isEmpty());
    m_gina = std::make_unique<Client>(m_company->home(u"Gina"_s));
    QVERIFY(m_gina->isConnected());
    QVERIFY(m_gina->sees(m_gina->talk(), u"It is on its way."_s));
    QCOMPARE(noteWith(m_gina->talk(), words), nullptr);
}

void TestTeamNotes::whoComesLaterReadsIt()
{
    m_talk->note(u"First"_s);
    m_talk->note(u"Second"_s);
    QTRY_VERIFY_WITH_TIMEOUT(noteWith(m_talk, u"Second"_s) != nullptr &&
                                 noteWith(m_talk, u"Second"_s)->state == SendState::Sent,
                             kPatienceMs);
    auto bert = m_company->agent(u"Bert"_s);
    QVERIFY(bert);
    Talk *berts = talkOf(*bert, m_id);
    QVERIFY(berts);
    QTRY_VERIFY_WITH_TIMEOUT(noteWith(berts, u"First"_s) != nullptr, kPatienceMs);
    QTRY_VERIFY_WITH_TIMEOUT(noteWith(berts, u"Second"_s) != nullptr, kPatienceMs);
    QTRY_VERIFY_WITH_TIMEOUT(!berts->areNotesLocked(), kPatienceMs);
    berts->note(u"Third"_s);
    QTRY_VERIFY_WITH_TIMEOUT(noteWith(m_talk, u"Third"_s) != nullptr, kPatienceMs);
    QVERIFY(bert->problems.isEmpty());
}

void TestTeamNotes::whoComesLaterWaitsForAColleague()
{
    m_talk->note(u"Noted before"_s);
    QTRY_VERIFY_WITH_TIMEOUT(noteWith(m_talk, u"Noted before"_s) != nullptr &&
                                 noteWith(m_talk, u"Noted before"_s)->state == SendState::Sent,
                             kPatienceMs);
    const QString link = m_company->founder().invites(u"staff"_s);
    m_company->founderLeaves();
    m_anna.reset();
    Client bert(m_company->home(u"bert"_s));
    QVERIFY(bert.joins(link, u"Bert"_s));
    Talk *berts = talkOf(bert, m_id);
    QVERIFY(berts);
    QTRY_VERIFY_WITH_TIMEOUT(berts->areNotesLocked(), kPatienceMs);
    QCOMPARE(noteWith(berts, u"Noted before"_s), nullptr);

    m_anna = std::make_unique<Client>(m_company->home(u"anna"_s));
    QVERIFY(m_anna->isConnected());
    QTRY_VERIFY_WITH_TIMEOUT(noteWith(berts, u"Noted before"_s) != nullptr, kPatienceMs);
    QTRY_VERIFY_WITH_TIMEOUT(!berts->areNotesLocked(), kPatienceMs);
}

void TestTeamNotes::whoHasLeftIsSealedOut()
{
    auto bert = m_company->agent(u"Bert"_s);
    QVERIFY(bert);
    const auto frames = watch(*m_anna);
    Talk *berts = talkOf(*bert, m_id);
    QVERIFY(berts);
    m_talk->note(u"Bert reads this"_s);
    QTRY_VERIFY_WITH_TIMEOUT(noteWith(berts, u"Bert reads this"_s) != nullptr, kPatienceMs);
    m_talk->note(u"And this"_s);
    QTRY_VERIFY_WITH_TIMEOUT(noteWith(berts, u"And this"_s) != nullptr, kPatienceMs);
    QCOMPARE(frames->keysUntilNow().constFirst(), frames->keysUntilNow().constLast()); // nobody has gone

    bert.reset();
    QVERIFY(dismisses(m_company->founder(), u"Bert"_s));
    // Held until he is out of the team's group: then under another key.
    QTRY_VERIFY_WITH_TIMEOUT(
        [&] {
            const auto colleagues = m_anna->workspace().colleagues();
            return std::none_of(colleagues.cbegin(), colleagues.cend(),
                                [](const Colleague &one) { return one.name == u"Bert"; });
        }(),
        kPatienceMs);
    m_talk->note(u"Bert does not"_s);
    Talk *founders = talkOf(m_company->founder(), m_id);
    QVERIFY(founders);
    QTRY_VERIFY_WITH_TIMEOUT(noteWith(founders, u"Bert does not"_s) != nullptr, kPatienceMs);
    QVERIFY(frames->keysUntilNow().constLast() != frames->keysUntilNow().constFirst());
}

void TestTeamNotes::whoIsNamedIsTold()
{
    LiveWorkspace &founders = m_company->founder().workspace();
    const auto knowsAnna = [&] {
        const auto colleagues = founders.colleagues();
        return std::any_of(colleagues.cbegin(), colleagues.cend(),
                           [](const Colleague &one) { return one.name == u"Anna"; });
    };
    QTRY_VERIFY_WITH_TIMEOUT(knowsAnna(), kPatienceMs);
    Talk *talk = talkOf(m_company->founder(), m_id);
    QVERIFY(talk);
    QTRY_VERIFY_WITH_TIMEOUT(talk->isNotable(), kPatienceMs);
    QSignalSpy mentioned(&m_anna->workspace(), &Workspace::mentioned);
    QSignalSpy own(&founders, &Workspace::mentioned);
    talk->note(u"Nobody is named"_s);
    talk->note(u"@anna could you call back?"_s);
    QTRY_VERIFY_WITH_TIMEOUT(noteWith(m_talk, u"@anna could you call back?"_s) != nullptr, kPatienceMs);
    QTRY_COMPARE_WITH_TIMEOUT(mentioned.size(), 1, kPatienceMs);
    QCOMPARE(mentioned.at(0).at(0).value<ConversationId>(), m_id);
    QCOMPARE(mentioned.at(0).at(1).toString(), u"Fiona"_s);
    QCOMPARE(own.size(), 0);
}

void TestTeamNotes::whatCouldNotLeaveIsKept()
{
    m_anna->tampering().loseSent(
        [](const QByteArray &frame) { return protocol::typeOf(frame) == protocol::MessageType::Append; });
    m_talk->note(u"Kept"_s);
    QTRY_VERIFY_WITH_TIMEOUT(noteWith(m_talk, u"Kept"_s) != nullptr, kPatienceMs);
    QCOMPARE(noteWith(m_talk, u"Kept"_s)->state, SendState::Queued);
    m_talk = nullptr;
    m_anna.reset();
    Talk *founders = talkOf(m_company->founder(), m_id);
    QVERIFY(founders);
    QCOMPARE(noteWith(founders, u"Kept"_s), nullptr);

    m_anna = std::make_unique<Client>(m_company->home(u"anna"_s));
    QVERIFY(m_anna->isConnected());
    QTRY_VERIFY_WITH_TIMEOUT(noteWith(founders, u"Kept"_s) != nullptr, kPatienceMs);
    m_talk = m_anna->workspace().talk(m_id);
    QTRY_VERIFY_WITH_TIMEOUT(noteWith(m_talk, u"Kept"_s) != nullptr &&
                                 noteWith(m_talk, u"Kept"_s)->state == SendState::Sent,
                             kPatienceMs);
    // Once.
    const QStringList rows = rowsOf(founders).filter(u"Kept"_s);
    QCOMPARE(rows.size(), 1);
}

void TestTeamNotes::aNoteThatIsTooLongIsTheWritersAgain()
{
    QSignalSpy unnoted(m_talk, &Talk::unnoted);
    const QString text(limits::kNoteBytesMax + 1, u'x');
    m_talk->note(text);
    QTRY_COMPARE_WITH_TIMEOUT(unnoted.size(), 1, kPatienceMs);
    QCOMPARE(unnoted.at(0).at(0).toString(), text);
    QCOMPARE(noteWith(m_talk, text), nullptr);
}

CHAT121_TEST_MAIN(TestTeamNotes)
#include "tst_team_notes.moc"
