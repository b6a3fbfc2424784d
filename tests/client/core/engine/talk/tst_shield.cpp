// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A department gets a metadata shield: what leaves a computer is watched. Sizes are few, nobody types, and
// receipts wait for a time that chance draws. Before, none of that is so.
#include "common/crypto/init.h"
#include "common/identity/opening.h"
#include "common/protocol/frame.h"
#include "common/protocol/messages/desk.h"
#include "common/protocol/messages/logs.h"
#include "tests/client/core/engine/clients.h"
#include "tests/support/test_main.h"

#include <QSignalSpy>

#include <mutex>

using namespace chat121;
using namespace chat121::test;
using namespace Qt::StringLiterals;
using protocol::MessageType;

namespace {

constexpr int kPatienceMs = 60'000; // on a machine that has much else to do
const QString kYes = u"yes"_s;
const QString kParagraph = QString(500, u'p');

// What a client sends, since the last look.
struct Sent {
    QList<qsizetype> words;    // sizes of what is appended to conversations: messages and receipts
    QList<qsizetype> openings; // of what is sealed in first words, without the seal's tag
    int signal_count = 0;
};

class Watch {
public:
    explicit Watch(Client &client)
    {
        client.tampering().watchSent([seen = m_seen](const QByteArray &frame) { seen->note(frame); });
    }
    Sent take() const
    {
        const std::lock_guard lock(m_seen->mutex);
        return std::exchange(m_seen->sent, {});
    }

private:
    // Outlives the watch: the client's thread may be about to call it.
    struct Seen {
        std::mutex mutex;
        Sent sent;

        void note(const QByteArray &frame)
        {
            const std::lock_guard lock(mutex);
            if (protocol::typeOf(frame) == MessageType::Signal) ++sent.signal_count;
            if (const auto start = protocol::decodeFrame<protocol::StartConversation>(frame))
                noteOpening(start->opening.bytes);
            const auto append = protocol::decodeFrame<protocol::Append>(frame);
            if (append && append->kind == protocol::EnvelopeKind::Opening) noteOpening(append->sealed.bytes);
            if (append && append->kind == protocol::EnvelopeKind::Application)
                sent.words.append(frame.size());
        }
        void noteOpening(const QByteArray &sealed)
        {
            const auto opening = decode<identity::SealedOpening>(sealed);
            sent.openings.append(opening ? opening->ciphertext.bytes.size() - 16 : -1);
        }
    };
    const std::shared_ptr<Seen> m_seen = std::make_shared<Seen>();
};

// What a server has shown to a client about somebody who types, to be shown again.
class Replay {
public:
    void keepFrom(Client &client) const
    {
        client.tampering().set([kept = m_kept](const QByteArray &frame) -> QList<QByteArray> {
            const std::lock_guard lock(kept->mutex);
            if (protocol::typeOf(frame) == MessageType::Signalled) kept->frame = frame;
            return {frame};
        });
    }
    // After everything that the server says from now on.
    void showTo(Client &client) const
    {
        client.tampering().set([kept = m_kept](const QByteArray &frame) -> QList<QByteArray> {
            const std::lock_guard lock(kept->mutex);
            return {frame, kept->frame};
        });
    }

private:
    struct Kept {
        std::mutex mutex;
        QByteArray frame;
    };
    const std::shared_ptr<Kept> m_kept = std::make_shared<Kept>();
};

// Everything that was to be done before is done: an answer of the server has come after it.
bool isSettled(Client &client)
{
    QSignalSpy answered(&client.workspace(), &Workspace::serverHoldsFailed);
    client.workspace().askWhatServerHolds(ConversationId{1}, {}, 0); // there is no such conversation
    return QTest::qWaitFor([&] { return !answered.isEmpty(); }, kPatienceMs);
}

bool isPowerOfTwo(qsizetype size)
{
    return size > 0 && (size & (size - 1)) == 0;
}

SendState stateOf(Talk *talk, const QString &text)
{
    for (int row = 0; row < talk->timeline()->size(); ++row)
        if (talk->timeline()->at(row).text == text) return talk->timeline()->at(row).state;
    return SendState::None;
}

} // namespace

class TestShield : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void withoutOneSizesAndTypingAreSeen();
    void aShieldIsToldToEverybody();
    void messagesAndReceiptsLookAlike();
    void receiptsWaitForTheTimeThatChanceDraws();
    void nobodySeesWhoTypes();
    void firstWordsHaveFewSizes();
    void timesAreStillTheAuthors();
    void aShieldCanBeTakenAway();

private:
    bool shields(bool is_shielded);
    Talk *annas() { return m_anna->workspace().talk(m_gina->talk()->id()); }
    // The client's next receipt leaves.
    static void passDelay(Client &client) { client.clock().pass(limits::kShieldReceiptDelayMax); }

    Company m_company;
    std::unique_ptr<Client> m_anna, m_gina;
    QString m_link;
    const Replay m_typing;
};

void TestShield::initTestCase()
{
    QVERIFY(crypto::initialise());
    QVERIFY(m_company.opens());
    m_anna = std::make_unique<Client>(m_company.home(u"anna"_s));
    QVERIFY(m_anna->joins(m_company.founder().invites(u"staff"_s), u"Anna"_s));
    m_anna->workspace().setDutyStatus(DutyStatus::Available, 4);
    m_link = m_company.founder().invites(u"customers"_s);
    m_gina = m_company.guest(m_link, u"Gina"_s);
    QVERIFY(m_gina);
    QVERIFY(begins(*m_anna, *m_gina, u"Is anybody there?"_s));
}

bool TestShield::shields(bool is_shielded)
{
    Workspace &founder = m_company.founder().workspace();
    DepartmentInfo rules = founder.departments().constFirst();
    rules.is_shielded = is_shielded;
    founder.setRules(rules);
    return QTest::qWaitFor(
        [&] {
            return m_gina->talk()->isShielded() == is_shielded && annas()->isShielded() == is_shielded &&
                   founder.departments().constFirst().is_shielded == is_shielded;
        },
        kPatienceMs);
}

void TestShield::withoutOneSizesAndTypingAreSeen()
{
    QVERIFY(!m_gina->talk()->isShielded());
    QVERIFY(m_anna->sees(annas(), u"Is anybody there?"_s));
    const Watch watch(*m_gina);
    m_typing.keepFrom(*m_anna);
    m_gina->talk()->setTyping(true);
    QTRY_VERIFY_WITH_TIMEOUT(!annas()->timeline()->typing().isEmpty(), kPatienceMs);
    m_gina->talk()->say(u"no"_s);
    QVERIFY(m_gina->sees(m_gina->talk(), u"no"_s, SendState::Delivered));
    m_gina->talk()->say(QString(500, u'n'));
    QVERIFY(m_gina->sees(m_gina->talk(), QString(500, u'n'), SendState::Delivered));
    const Sent sent = watch.take();
    QVERIFY(sent.signal_count > 0);
    QVERIFY(QSet<qsizetype>(sent.words.cbegin(), sent.words.cend()).size() > 1);
}

void TestShield::aShieldIsToldToEverybody()
{
    QSignalSpy ginas(m_gina->talk(), &Talk::rulesChanged);
    QVERIFY(shields(true));
    QVERIFY(!ginas.isEmpty());
    QVERIFY(m_gina->workspace().departments().constFirst().is_shielded);
}

void TestShield::messagesAndReceiptsLookAlike()
{
    m_anna->clock().hold();
    m_gina->clock().hold();
    const Watch ginas(*m_gina), anna_sends(*m_anna);
    m_gina->talk()->say(kYes);
    QVERIFY(m_anna->sees(annas(), kYes));
    m_gina->talk()->say(kParagraph);
    QVERIFY(m_anna->sees(annas(), kParagraph));
    annas()->markRead();
    QVERIFY(isSettled(*m_anna));
    passDelay(*m_anna);
    QVERIFY(m_gina->sees(m_gina->talk(), kParagraph, SendState::Delivered));
    const QList<qsizetype> words = ginas.take().words;
    const QList<qsizetype> receipts = anna_sends.take().words;
    QCOMPARE(words.size(), 2);
    QVERIFY(!receipts.isEmpty());
    const QList<qsizetype> all = words + receipts;
    QCOMPARE(QSet<qsizetype>(all.cbegin(), all.cend()).size(), 1);

    // Longer ones differ by powers of two only.
    m_gina->talk()->say(QString(4500, u'a'));
    m_gina->talk()->say(QString(7000, u'b'));
    m_gina->talk()->say(QString(20'000, u'c'));
    QVERIFY(m_anna->sees(annas(), QString(20'000, u'c')));
    const QList<qsizetype> longer = ginas.take().words;
    QCOMPARE(longer.size(), 3);
    QCOMPARE(longer.at(0), longer.at(1));
    QCOMPARE(longer.at(0) - words.first(), 8 * 1024 - limits::kShieldBytesMin);
    QCOMPARE(longer.at(2) - words.first(), 32 * 1024 - limits::kShieldBytesMin + 4); // two longer lengths
}

void TestShield::receiptsWaitForTheTimeThatChanceDraws()
{
    const Watch watch(*m_gina);
    annas()->say(u"read it when you like"_s);
    QVERIFY(m_gina->sees(m_gina->talk(), u"read it when you like"_s));
    m_gina->talk()->markRead();
    for (int i = 0; i < 5; ++i) { // almost as long as the shortest delay
        m_gina->clock().pass(limits::kShieldReceiptDelayMin / 5 - std::chrono::milliseconds(1));
        annas()->say(u"more %1"_s.arg(i)); // with each word it is looked at whose time has come
        QVERIFY(m_gina->sees(m_gina->talk(), u"more %1"_s.arg(i)));
        QVERIFY(isSettled(*m_gina));
    }
    QVERIFY(watch.take().words.isEmpty());
    QVERIFY(isSettled(*m_anna));
    QCOMPARE(stateOf(annas(), u"read it when you like"_s), SendState::Sent);
    passDelay(*m_gina);
    QVERIFY(m_anna->sees(annas(), u"read it when you like"_s, SendState::Read));
    QCOMPARE(watch.take().words.size(), 1); // "delivered" and "read" are one
}

void TestShield::nobodySeesWhoTypes()
{
    const Watch ginas(*m_gina), anna_sends(*m_anna);
    m_gina->talk()->setTyping(true);
    annas()->setTyping(true);
    m_gina->talk()->setTyping(false);
    annas()->setTyping(false);
    QVERIFY(isSettled(*m_gina) && isSettled(*m_anna));
    QCOMPARE(ginas.take().signal_count, 0);
    QCOMPARE(anna_sends.take().signal_count, 0);
    m_typing.showTo(*m_anna); // as a program does that does not know the rule
    QVERIFY(isSettled(*m_anna) && isSettled(*m_anna));
    QVERIFY(annas()->timeline()->typing().isEmpty());
}

void TestShield::firstWordsHaveFewSizes()
{
    const auto mia = m_company.guest(m_link, u"Mia"_s);
    QVERIFY(mia);
    const Watch watch(*mia);
    QList<qsizetype> openings;
    for (const int length : {2, 400, 900, 1400, 2600, 3400}) {
        mia->talk()->say(QString(length, u'o'));
        QVERIFY(mia->sees(mia->talk(), QString(length, u'o'), SendState::Sent));
        openings += watch.take().openings;
    }
    QCOMPARE(openings.size(), 6);
    for (const qsizetype size : std::as_const(openings))
        QVERIFY2(isPowerOfTwo(size), qPrintable(QString::number(size)));
    const ConversationId mias = mia->talk()->id();
    QTRY_VERIFY_WITH_TIMEOUT(m_anna->workspace().queue()->rowOf(mias) >= 0, kPatienceMs);
    QVERIFY(m_anna->sees(m_anna->workspace().talk(mias), QString(3400, u'o')));
}

void TestShield::timesAreStillTheAuthors()
{
    QVERIFY(m_gina->sees(m_gina->talk(), kParagraph));
    const auto rowOf = [](Talk *talk) {
        for (int row = 0; row < talk->timeline()->size(); ++row)
            if (talk->timeline()->at(row).text == kParagraph) return talk->timeline()->at(row);
        return TimelineRow{};
    };
    QCOMPARE(rowOf(annas()).sent_at, rowOf(m_gina->talk()).sent_at);
    QVERIFY(rowOf(annas()).sent_at.ms > 0);
}

void TestShield::aShieldCanBeTakenAway()
{
    QVERIFY(shields(false));
    const Watch watch(*m_gina);
    QVERIFY(isSettled(*m_anna));
    QTRY_VERIFY_WITH_TIMEOUT(!annas()->timeline()->typing().isEmpty(), kPatienceMs); // shown again
    m_gina->talk()->setTyping(true);
    QVERIFY(isSettled(*m_gina));
    QCOMPARE(watch.take().signal_count, 1);
}

CHAT121_TEST_MAIN(TestShield)
#include "tst_shield.moc"
