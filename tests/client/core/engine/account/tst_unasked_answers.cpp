// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// security.md A4: keys and history that nobody asked for, well made: sealed under a code that was on the
// screen once, the account's own record a second time, or in the place of the answer to another question.
// Recovery words, the archive and the list of computers stay what they are. Badly made ones: tst_own_devices.
#include "common/crypto/init.h"
#include "common/identity/device_link.h"
#include "common/protocol/messages/archive.h"
#include "common/protocol/messages/devices.h"
#include "common/protocol/messages/links.h"
#include "tests/client/core/engine/clients.h"
#include "tests/client/core/engine/stranger.h"
#include "tests/e2e/support/server_records.h"
#include "tests/support/test_main.h"

#include <QSignalSpy>

#include <mutex>

using namespace chat121;
using namespace chat121::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int kPatienceMs = 60'000; // on a machine that has much else to do
using Step = LinkStatus::Step;
using Answer = std::function<QByteArray(RequestId)>;

// What a server makes of what it has: once each, and only when it is told to.
struct Maker {
    std::mutex guard;
    std::optional<protocol::Archive> archive; // the account's own, as it was answered last
    QByteArray pushed;                        // after the next message of the talk
    Answer instead;                           // of the list of computers
    bool is_made = false;
    int lists = 0; // of computers, that came whole

    QList<QByteArray> make(const QByteArray &frame)
    {
        const std::lock_guard lock(guard);
        if (const auto own = protocol::decodeFrame<protocol::Archive>(frame)) archive = *own;
        const auto type = protocol::typeOf(frame);
        if (type == protocol::MessageType::EnvelopePushed && !pushed.isEmpty()) {
            is_made = true;
            return {frame, std::exchange(pushed, {})};
        }
        const auto devices = protocol::decodeFrame<protocol::Devices>(frame);
        if (devices && !instead) ++lists;
        if (!devices || !instead) return {frame};
        is_made = true;
        return {std::exchange(instead, {})(devices->request)};
    }
};

} // namespace

class TestUnaskedAnswers : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void nothingChangesByWhatNobodyAskedFor_data();
    void nothingChangesByWhatNobodyAskedFor();

private:
    struct Held {
        QStringList words;
        QList<DeviceId> devices;
        qint64 version = 0; // of the archive, on the server
    };
    std::optional<Held> held();
    bool hears(const QString &words);
    // Sealed for a computer that asked, under the code of a slot that Gina has closed.
    QByteArray ask() const { return identity::sealAsk(*m_ask, *m_closed, m_random); }
    QByteArray grant();
    bool isMade()
    {
        const std::lock_guard lock(m_maker->guard);
        return m_maker->is_made;
    }
    int lists()
    {
        const std::lock_guard lock(m_maker->guard);
        return m_maker->lists;
    }

    Company m_company;
    std::unique_ptr<Client> m_anna, m_gina;
    std::shared_ptr<Maker> m_maker = std::make_shared<Maker>();
    std::optional<identity::LinkKeys> m_closed;
    std::optional<identity::LinkAsk> m_ask;
    mutable crypto::SodiumRandom m_random;
};

void TestUnaskedAnswers::initTestCase()
{
    QVERIFY(crypto::initialise());
    QVERIFY(m_company.opens());
    const QString link = m_company.founder().invites(u"customers"_s);
    m_anna = m_company.agent(u"Anna"_s);
    QVERIFY(m_anna);
    m_gina = m_company.guest(link, u"Gina"_s);
    QVERIFY(m_gina);
    m_gina->tampering().set([maker = m_maker](const QByteArray &frame) { return maker->make(frame); });
    QVERIFY(begins(*m_anna, *m_gina, u"My kettle whistles"_s));
    QSignalSpy told(&m_gina->workspace(), &Workspace::recoveryWordsTold);
    m_gina->workspace().makeRecoveryWords(QString::fromLatin1(Client::kPassphrase));
    QTRY_COMPARE_WITH_TIMEOUT(told.size(), 1, kPatienceMs);

    m_gina->workspace().openLink(QString::fromLatin1(Client::kPassphrase));
    QTRY_COMPARE_WITH_TIMEOUT(m_gina->workspace().link().step, Step::Shown, kPatienceMs);
    const auto code = identity::LinkCode::parse(m_gina->workspace().link().code);
    QVERIFY(code);
    m_closed = identity::LinkKeys::of(*code);
    m_ask = identity::LinkAsk{Keys::fresh(m_random).device.publicKey(),
                              crypto::HpkeKeyPair::generate(m_random).public_key, u"a computer"_s};
    m_gina->workspace().closeLink();
    QTRY_COMPARE_WITH_TIMEOUT(m_gina->workspace().link().step, Step::None, kPatienceMs);
}

// Another account, another device and other words, as one who knows the code would send them.
QByteArray TestUnaskedAnswers::grant()
{
    const Keys keys = Keys::fresh(m_random);
    identity::LinkGrant grant;
    grant.account_seed = keys.account.seed().clone();
    grant.leaf.device = certificateOf(keys);
    grant.own_name = u"Mallory"_s;
    grant.conversation = m_gina->talk()->id();
    grant.words = crypto::Secret16::random(m_random);
    const auto sealed = identity::sealGrant(grant, *m_ask, *m_closed, m_random);
    return sealed ? *sealed : QByteArray();
}

std::optional<TestUnaskedAnswers::Held> TestUnaskedAnswers::held()
{
    Held held;
    const int before = lists();
    m_gina->workspace().fetchDevices();
    if (!QTest::qWaitFor([&] { return lists() > before; }, kPatienceMs)) return std::nullopt;
    QSignalSpy told(&m_gina->workspace(),
                    &Workspace::recoveryWordsTold); // after the list has been dealt with
    m_gina->workspace().showRecoveryWords(QString::fromLatin1(Client::kPassphrase));
    if (!QTest::qWaitFor([&] { return !told.isEmpty(); }, kPatienceMs)) return std::nullopt;
    held.words = told.first().first().toStringList();
    for (const OwnDevice &device : m_gina->workspace().devices().devices)
        held.devices.append(device.id);
    held.version = e2e::numberFrom(m_company.home(u"server"_s), u"SELECT max(version) FROM archive"_s);
    return held;
}

// After it, every message that came before has been dealt with.
bool TestUnaskedAnswers::hears(const QString &words)
{
    m_anna->workspace().talk(m_gina->talk()->id())->say(words);
    return m_gina->sees(m_gina->talk(), words);
}

void TestUnaskedAnswers::nothingChangesByWhatNobodyAskedFor_data()
{
    QTest::addColumn<QString>("what");
    QTest::newRow("a computer that asks at a closed slot") << u"ask"_s;
    QTest::newRow("a grant for a closed slot") << u"grant"_s;
    QTest::newRow("the archive's own record once more") << u"again"_s;
    QTest::newRow("the archive's own record, as a newer one") << u"newer"_s;
    QTest::newRow("the archive's own record, for another question") << u"instead"_s;
    QTest::newRow("a grant, for another question") << u"grant instead"_s;
}

void TestUnaskedAnswers::nothingChangesByWhatNobodyAskedFor()
{
    QFETCH(QString, what);
    QVERIFY(m_gina->isConnected());
    const auto before = held();
    QVERIFY(before);
    QCOMPARE(before->words.size(), 12);
    QVERIFY(before->version > 0);
    const QByteArray granted = grant();
    QVERIFY(!granted.isEmpty());
    using Granted = protocol::LinkAnswer;
    constexpr auto kGranted = protocol::LinkState::Granted;
    const bool is_instead = what.endsWith(u"instead");
    {
        const std::lock_guard lock(m_maker->guard);
        QVERIFY(m_maker->archive);
        protocol::Archive own = *m_maker->archive;
        m_maker->is_made = false;
        if (what == u"ask") m_maker->pushed = protocol::encodeFrame(protocol::LinkAsked{{ask()}});
        if (what == u"grant")
            m_maker->pushed = protocol::encodeFrame(Granted{{12'345'678}, kGranted, {granted}});
        if (what == u"again") m_maker->pushed = protocol::encodeFrame(own);
        if (what == u"instead")
            m_maker->instead = [own](RequestId request) mutable {
                own.request = request;
                return protocol::encodeFrame(own);
            };
        if (what == u"grant instead")
            m_maker->instead = [granted](RequestId request) {
                return protocol::encodeFrame(Granted{request, kGranted, {granted}});
            };
        if (what == u"newer") {
            ++own.version;
            own.request = {12'345'679};
            m_maker->pushed = protocol::encodeFrame(own);
        }
    }
    if (is_instead) m_gina->workspace().fetchDevices();
    QVERIFY(hears(u"With this came "_s + what));
    QTRY_VERIFY_WITH_TIMEOUT(isMade(), kPatienceMs);
    QVERIFY(hears(u"And after it, "_s + what)); // on the next connection, where it ended this one
    QCOMPARE(m_gina->workspace().link().step, Step::None);
    QVERIFY(m_gina->isConnected());
    const auto after = held();
    QVERIFY(after);
    QCOMPARE(after->words, before->words);
    QCOMPARE(after->devices, before->devices);
    QCOMPARE(after->version, before->version);
    QTRY_COMPARE_WITH_TIMEOUT(m_gina->workspace().history().state, HistoryStatus::State::Kept, kPatienceMs);
    QVERIFY(!m_gina->workspace().isRemoved());
}

CHAT121_TEST_MAIN(TestUnaskedAnswers)
#include "tst_unasked_answers.moc"
