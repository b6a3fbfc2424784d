// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// An invitation for customers lets in so many new ones within an hour and a day, as it was made; who comes
// too early hears when to try again.

#include "common/identity/ids.h"
#include "common/identity/invitation.h"
#include "common/protocol/messages/answers.h"
#include "common/protocol/messages/directory.h"
#include "common/protocol/messages/registration.h"
#include "tests/server/support/organisation_test.h"
#include "tests/support/test_main.h"

using namespace chat121;
using namespace chat121::store;
using namespace chat121::protocol;
using namespace std::chrono_literals;
using std::chrono::milliseconds;

namespace {

class TestInvitationPace : public test::OrganisationTest {
    Q_OBJECT

private Q_SLOTS:
    void soManyComeInATime_data();
    void soManyComeInATime();
    void aLostAnswerIsNotCounted();
    void anotherInvitationIsNotTouched();
    void aPaceHasBounds_data();
    void aPaceHasBounds();

private:
    CreateGuestInvitation made(const FixedBytes<32> &token, quint32 per_hour, quint32 per_day)
    {
        CreateGuestInvitation message{m_organisation->next(), identity::tokenHash(token.view()),
                                      m_organisation->departments.support, m_fixture->clock.now() + 7 * 24h,
                                      100};
        message.per_hour = per_hour;
        message.per_day = per_day;
        return message;
    }
    FixedBytes<32> token() { return *FixedBytes<32>::from(m_fixture->random.bytes(32)); }
    RegisterGuest comes(const FixedBytes<32> &token)
    {
        return m_organisation->registration(m_organisation->person(), token);
    }
};

void TestInvitationPace::soManyComeInATime_data()
{
    QTest::addColumn<quint32>("per_hour");
    QTest::addColumn<quint32>("per_day");
    QTest::addColumn<qint64>("wait_ms");
    QTest::newRow("in an hour") << 2u << 0u << qint64(milliseconds(1h).count());
    QTest::newRow("in a day") << 0u << 2u << qint64(milliseconds(24h).count());
    QTest::newRow("the longer counts") << 2u << 2u << qint64(milliseconds(24h).count());
}

void TestInvitationPace::soManyComeInATime()
{
    QFETCH(quint32, per_hour);
    QFETCH(quint32, per_day);
    QFETCH(qint64, wait_ms);
    const auto link = token();
    m_fixture->ask<protocol::Done>(m_organisation->found(), made(link, per_hour, per_day));
    m_fixture->ask<Registered>({}, comes(link));
    m_fixture->ask<Registered>({}, comes(link));
    QCOMPARE(m_fixture->refusal({}, comes(link)).reason, Reason::InvitationPaced);
    m_fixture->clock.advance(milliseconds(wait_ms - 1));
    const Refusal refusal = m_fixture->refusal({}, comes(link));
    QCOMPARE(refusal.reason, Reason::InvitationPaced);
    QCOMPARE(refusal.retry_after_ms, 1u);
    m_fixture->clock.advance(1ms);
    m_fixture->ask<Registered>({}, comes(link));
}

void TestInvitationPace::aLostAnswerIsNotCounted()
{
    const auto link = token();
    m_fixture->ask<protocol::Done>(m_organisation->found(), made(link, 2, 0));
    const auto person = m_organisation->person();
    m_fixture->ask<Registered>({}, m_organisation->registration(person, link));
    m_fixture->ask<Registered>({}, m_organisation->registration(person, link));
    m_fixture->ask<Registered>({}, comes(link));
    QCOMPARE(m_fixture->refusal({}, comes(link)).reason, Reason::InvitationPaced);
    m_fixture->ask<Registered>({}, m_organisation->registration(person, link)); // is in already
}

void TestInvitationPace::anotherInvitationIsNotTouched()
{
    const Caller owner = m_organisation->found();
    const auto link = token(), other = token();
    m_fixture->ask<protocol::Done>(owner, made(link, 1, 0));
    m_fixture->ask<protocol::Done>(owner, made(other, 0, 0));
    m_fixture->ask<Registered>({}, comes(link));
    QCOMPARE(m_fixture->refusal({}, comes(link)).reason, Reason::InvitationPaced);
    for (int i = 0; i < 3; ++i)
        m_fixture->ask<Registered>({}, comes(other));
}

void TestInvitationPace::aPaceHasBounds_data()
{
    QTest::addColumn<quint32>("per_hour");
    QTest::addColumn<quint32>("per_day");
    const auto over = static_cast<quint32>(limits::kInvitationUsesMax + 1);
    QTest::newRow("an hour") << over << 0u;
    QTest::newRow("a day") << 0u << over;
}

void TestInvitationPace::aPaceHasBounds()
{
    QFETCH(quint32, per_hour);
    QFETCH(quint32, per_day);
    const Caller owner = m_organisation->found();
    QCOMPARE(m_fixture->refusal(owner, made(token(), per_hour, per_day)).code, Code::TooLarge);
}

} // namespace

CHAT121_TEST_MAIN(TestInvitationPace)
#include "tst_invitation_pace.moc"
