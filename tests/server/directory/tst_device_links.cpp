// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The slot by which a device lets another in: one for an account, ten minutes, one ask, one answer.

#include "common/protocol/messages/answers.h"
#include "common/protocol/messages/links.h"
#include "server/desk/handlers.h"
#include "server/desk/liveness.h"
#include "server/directory/handlers.h"
#include "server/relay/handlers.h"
#include "server/store/device_link_rows.h"
#include "tests/server/support/people.h"
#include "tests/support/test_main.h"

using namespace chat121;
using namespace chat121::store;
using namespace chat121::protocol;

namespace {

FixedBytes<32> finder(char filling)
{
    return *FixedBytes<32>::from(QByteArray(32, filling));
}

class TestDeviceLinks : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { test::addBackends(); }
    void init();
    void cleanup();

    void anAnswerComesToWhoHasTheCode();
    void aNoIsAnAnswer();
    void onlyTheOpenerAnswers();
    void oneAskUsesItUp();
    void aCodeEndsAfterTenMinutes();
    void aNewerCodeEndsTheOlder();
    void aClosedCodeIsUnknown();
    void whatIsRefused();
    void slotsAreLimited();

private:
    void open(const Caller &caller, char code)
    {
        m_fixture->ask<protocol::Done>(
            caller, OpenLink{m_people->next(), crypto::sha256(finder(code).view()), {"offer"}});
    }
    Verdict<Outcome> look(char code) { return m_fixture->send({}, FetchLink{RequestId{1}, finder(code)}); }
    Verdict<Outcome> ask(char code, const QByteArray &what)
    {
        return m_fixture->send({}, AskLink{RequestId{1}, finder(code), {what}});
    }
    LinkAnswer answer(char code)
    {
        return m_fixture->ask<LinkAnswer>({}, FetchLinkAnswer{RequestId{1}, finder(code)});
    }
    Reason refused(char code)
    {
        return m_fixture->refusal({}, FetchLinkAnswer{RequestId{1}, finder(code)}).reason;
    }

    std::unique_ptr<test::StoreFixture> m_fixture;
    std::unique_ptr<test::People> m_people;
    Caller m_guest;
};

void TestDeviceLinks::init()
{
    QFETCH_GLOBAL(QString, backend);
    m_fixture = std::make_unique<test::StoreFixture>(backend);
    relay::addHandlers(m_fixture->table);
    directory::addHandlers(m_fixture->table);
    desk::addHandlers(m_fixture->table);
    m_people = std::make_unique<test::People>(*m_fixture);
    m_guest = m_people->guest();
}

void TestDeviceLinks::cleanup()
{
    m_people.reset();
    m_fixture.reset();
}

void TestDeviceLinks::anAnswerComesToWhoHasTheCode()
{
    open(m_guest, 'a');
    QCOMPARE(m_fixture->ask<Link>({}, FetchLink{RequestId{1}, finder('a')}).offer.bytes, "offer");
    QCOMPARE(answer('a').state, LinkState::Open);
    m_fixture->takeDeliveries();
    QVERIFY(ask('a', "ask"));
    const auto asked = m_fixture->delivered<LinkAsked>();
    QCOMPARE(asked.size(), 1);
    QCOMPARE(asked.first().first.devices, QList<DeviceId>{m_guest.device});
    QCOMPARE(asked.first().second.ask.bytes, "ask");
    QCOMPARE(answer('a').state, LinkState::Asked);
    m_fixture->ask<protocol::Done>(m_guest, AnswerLink{m_people->next(), {"grant"}});
    const LinkAnswer got = answer('a');
    QCOMPARE(got.state, LinkState::Granted);
    QCOMPARE(got.grant.bytes, "grant");
    QCOMPARE(refused('a'), Reason::LinkUnknown); // it was handed out once
}

void TestDeviceLinks::aNoIsAnAnswer()
{
    open(m_guest, 'a');
    QVERIFY(ask('a', "ask"));
    m_fixture->ask<protocol::Done>(m_guest, AnswerLink{m_people->next(), {}});
    QCOMPARE(answer('a').state, LinkState::Denied);
    QCOMPARE(refused('a'), Reason::LinkUnknown);
}

void TestDeviceLinks::onlyTheOpenerAnswers()
{
    const Caller other = m_people->deviceOf(m_guest);
    const Caller stranger = m_people->guest();
    open(m_guest, 'a');
    const auto refusal = [&](const Caller &caller) {
        return m_fixture->refusal(caller, AnswerLink{m_people->next(), {"grant"}}).reason;
    };
    QCOMPARE(refusal(m_guest), Reason::LinkUnknown); // nobody has asked
    QVERIFY(ask('a', "ask"));
    QCOMPARE(refusal(other), Reason::LinkUnknown);
    QCOMPARE(refusal(stranger), Reason::LinkUnknown);
    m_fixture->ask<protocol::Done>(m_guest, AnswerLink{m_people->next(), {"grant"}});
    QCOMPARE(refusal(m_guest), Reason::LinkUnknown); // it is answered
}

// B6: a second computer with the same code does not get in the first one's place.
void TestDeviceLinks::oneAskUsesItUp()
{
    open(m_guest, 'a');
    QVERIFY(ask('a', "first"));
    m_fixture->takeDeliveries();
    QVERIFY(ask('a', "first")); // its answer was lost
    QVERIFY(m_fixture->delivered<LinkAsked>().isEmpty());
    QCOMPARE(ask('a', "second").error().reason, Reason::LinkUnknown);
    QCOMPARE(look('a').error().reason, Reason::LinkUnknown);
}

void TestDeviceLinks::aCodeEndsAfterTenMinutes()
{
    open(m_guest, 'a');
    m_fixture->clock.advance(limits::kLinkLife - std::chrono::seconds(1));
    QVERIFY(look('a'));
    m_fixture->clock.advance(std::chrono::seconds(1));
    QCOMPARE(look('a').error().reason, Reason::LinkUnknown);
    QCOMPARE(ask('a', "ask").error().reason, Reason::LinkUnknown);
    m_fixture->clock.advance(std::chrono::seconds(1));
    QVERIFY(m_fixture->write([](Sql &sql, UnixTime now) { return desk::tidyUp(sql, now); }));
    m_fixture->mustWrite([](Sql &sql) -> Result<void> {
        TRY_ASSIGN(const qint64 left, countDeviceLinks(sql));
        return left == 0 ? success() : Result<void>(Error{Code::Conflict, {}});
    });
}

void TestDeviceLinks::aNewerCodeEndsTheOlder()
{
    open(m_guest, 'a');
    open(m_guest, 'b');
    QCOMPARE(look('a').error().reason, Reason::LinkUnknown);
    QVERIFY(look('b'));
}

void TestDeviceLinks::aClosedCodeIsUnknown()
{
    open(m_guest, 'a');
    m_fixture->ask<protocol::Done>(m_people->guest(), CloseLink{m_people->next()}); // somebody else's
    QVERIFY(look('a'));
    m_fixture->ask<protocol::Done>(m_guest, CloseLink{m_people->next()});
    m_fixture->ask<protocol::Done>(m_guest, CloseLink{m_people->next()});
    QCOMPARE(look('a').error().reason, Reason::LinkUnknown);
}

void TestDeviceLinks::whatIsRefused()
{
    open(m_guest, 'a');
    const Caller stranger = m_people->guest();
    const auto slot = crypto::sha256(finder('a').view());
    QCOMPARE(m_fixture->refusal(stranger, OpenLink{m_people->next(), slot, {"offer"}}).code, Code::Conflict);
    QCOMPARE(m_fixture->refusal(stranger, OpenLink{m_people->next(), slot, {}}).code, Code::Malformed);
    QCOMPARE(m_fixture->refusal(stranger, OpenLink{m_people->next(), {}, {"offer"}}).code, Code::Malformed);
    QCOMPARE(m_fixture->refusal({}, OpenLink{m_people->next(), slot, {"offer"}}).reason, Reason::NotLoggedIn);
    QCOMPARE(ask('a', {}).error().code, Code::Malformed);
    QCOMPARE(ask('z', "ask").error().reason, Reason::LinkUnknown);
    QVERIFY(look('a'));
}

void TestDeviceLinks::slotsAreLimited()
{
    m_fixture->mustWrite([this](Sql &sql) -> Result<void> {
        for (int i = 0; i < limits::kLinksOpenMax; ++i) {
            DeviceLinkRow row;
            row.account = AccountId{static_cast<quint64>(1'000'000 + i)};
            row.slot = crypto::sha256(QByteArray::number(i));
            row.offer = "offer";
            row.expires_at = m_fixture->clock.now() + limits::kLinkLife;
            // One for each account is the rule: these stand for the accounts of others.
            TRY(sql.execute(QStringLiteral("INSERT INTO account (id, public_key, role, departments, "
                                           "staff_chain, registered_ms) VALUES (?, ?, 6, ?, ?, 0)"),
                            {1'000'000 + i, QByteArray("k"), QByteArray("d"), QByteArray("c")}));
            TRY(putDeviceLink(sql, row));
        }
        return success();
    });
    const OpenLink message{m_people->next(), crypto::sha256("mine"), {"offer"}};
    QCOMPARE(m_fixture->refusal(m_guest, message).reason, Reason::QuotaReached);
    m_fixture->clock.advance(limits::kLinkLife + std::chrono::seconds(1));
    open(m_guest, 'a');
}

} // namespace

CHAT121_TEST_MAIN(TestDeviceLinks)
#include "tst_device_links.moc"
