// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Who may ask for what: the whole table of handlers against every role, deny by default.

#include "server/desk/handlers.h"
#include "server/directory/handlers.h"
#include "server/relay/handlers.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace chat121;
using namespace chat121::store;
using identity::Role;
using protocol::MessageType;

namespace {

class TestRights : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void everyRoleAndEveryMessage_data();
    void everyRoleAndEveryMessage();
    void whatNobodySendsHasNoRow_data();
    void whatNobodySendsHasNoRow();

private:
    HandlerTable m_table;
};

void TestRights::initTestCase()
{
    relay::addHandlers(m_table);
    directory::addHandlers(m_table);
    desk::addHandlers(m_table);
}

// Written down a second time on purpose: a change of the table must be meant.
// n: before log-in, g: guest, a: agent, s: supervisor, o: owner and admin, b: bot
struct Rights {
    MessageType type;
    const char *name;
    const char *roles;
};
constexpr Rights kRights[] = {
    {MessageType::FetchOrganisation, "FetchOrganisation", "ngasob"},
    {MessageType::FoundOrganisation, "FoundOrganisation", "n"},
    {MessageType::RegisterStaff, "RegisterStaff", "n"},
    {MessageType::FetchOwners, "FetchOwners", "n"},
    {MessageType::RegisterGuest, "RegisterGuest", "n"},
    {MessageType::RegisterDevice, "RegisterDevice", "n"},
    {MessageType::LogIn, "LogIn", "n"},
    {MessageType::FetchPasswordSettings, "FetchPasswordSettings", "ngasob"},
    {MessageType::PasswordLogIn, "PasswordLogIn", "n"},
    {MessageType::Append, "Append", "gasob"},
    {MessageType::Since, "Since", "gasob"},
    {MessageType::Acknowledge, "Acknowledge", "gasob"},
    {MessageType::ReplaceWaiting, "ReplaceWaiting", "asob"},
    {MessageType::PublishKeyPackages, "PublishKeyPackages", "gasob"},
    {MessageType::FetchKeyPackages, "FetchKeyPackages", "gasob"},
    {MessageType::Commit, "Commit", "gasob"},
    {MessageType::FetchGroupInfo, "FetchGroupInfo", "gasob"},
    {MessageType::CannotFollow, "CannotFollow", "gasob"},
    {MessageType::FetchMembers, "FetchMembers", "gasob"},
    {MessageType::Reroute, "Reroute", "asob"},
    {MessageType::Signal, "Signal", "gasob"},
    {MessageType::StartConversation, "StartConversation", "g"},
    {MessageType::SetStatus, "SetStatus", "asob"},
    {MessageType::Take, "Take", "asob"},
    {MessageType::DeclineOffer, "DeclineOffer", "asob"},
    {MessageType::HandOver, "HandOver", "asob"},
    {MessageType::WithdrawHandOver, "WithdrawHandOver", "asob"},
    {MessageType::AnswerHandOver, "AnswerHandOver", "asob"},
    {MessageType::CompleteHandOver, "CompleteHandOver", "asob"},
    {MessageType::BlockGuest, "BlockGuest", "asob"},
    {MessageType::LiftBlock, "LiftBlock", "so"},
    {MessageType::FetchBlocks, "FetchBlocks", "asob"},
    {MessageType::ReturnToQueue, "ReturnToQueue", "asob"},
    {MessageType::CloseConversation, "CloseConversation", "gasob"},
    {MessageType::FetchDesk, "FetchDesk", "asob"},
    {MessageType::FetchDay, "FetchDay", "so"},
    {MessageType::FetchDepartmentKey, "FetchDepartmentKey", "gasob"},
    {MessageType::PublishDepartmentKey, "PublishDepartmentKey", "asob"},
    {MessageType::CreateGuestInvitation, "CreateGuestInvitation", "asob"},
    {MessageType::FetchStaff, "FetchStaff", "gasob"},
    {MessageType::SetPassword, "SetPassword", "gasob"},
    {MessageType::PublishOrganisation, "PublishOrganisation", "o"},
    {MessageType::CertifyStaff, "CertifyStaff", "o"},
    {MessageType::FetchArchive, "FetchArchive", "gasob"},
    {MessageType::PutArchiveKeys, "PutArchiveKeys", "gasob"},
    {MessageType::AppendArchive, "AppendArchive", "gasob"},
    {MessageType::ForgetArchived, "ForgetArchived", "gasob"},
    {MessageType::FetchRecovery, "FetchRecovery", "n"},
    {MessageType::FetchKeyLog, "FetchKeyLog", "gasob"},
    {MessageType::FetchHeldRows, "FetchHeldRows", "gasob"},
    {MessageType::FetchDevices, "FetchDevices", "gasob"},
    {MessageType::NameDevice, "NameDevice", "gasob"},
    {MessageType::RemoveDevice, "RemoveDevice", "gasob"},
    {MessageType::FetchRemoval, "FetchRemoval", "n"},
    {MessageType::OpenLink, "OpenLink", "gasob"},
    {MessageType::CloseLink, "CloseLink", "gasob"},
    {MessageType::AnswerLink, "AnswerLink", "gasob"},
    {MessageType::FetchLink, "FetchLink", "n"},
    {MessageType::AskLink, "AskLink", "n"},
    {MessageType::FetchLinkAnswer, "FetchLinkAnswer", "n"},
    {MessageType::EraseConversation, "EraseConversation", "gasob"},
    {MessageType::FetchErasures, "FetchErasures", "gasob"},
};

Caller callerOf(char role)
{
    Caller caller{AccountId{1}, DeviceId{2}, Role::Guest, {}};
    switch (role) {
    case 'n':
        return {};
    case 'a':
        caller.role = Role::Agent;
        break;
    case 's':
        caller.role = Role::Supervisor;
        break;
    case 'o':
        caller.role = Role::Owner;
        break;
    case 'd':
        caller.role = Role::Admin;
        break;
    case 'b':
        caller.role = Role::Bot;
        break;
    }
    return caller;
}

void TestRights::everyRoleAndEveryMessage_data()
{
    QTest::addColumn<quint16>("type");
    QTest::addColumn<char>("role");
    QTest::addColumn<bool>("may");
    for (const Rights &rights : kRights) {
        for (const char role : QByteArray("ngasodb")) {
            const bool may = QByteArrayView(rights.roles).contains(role == 'd' ? 'o' : role);
            QTest::addRow("%s as %c", rights.name, role) << quint16(rights.type) << role << may;
        }
    }
}

void TestRights::everyRoleAndEveryMessage()
{
    QFETCH(quint16, type);
    QFETCH(char, role);
    QFETCH(bool, may);
    const auto verdict = m_table.admit(callerOf(role), static_cast<MessageType>(type));
    QCOMPARE(verdict.has_value(), may);
    if (may) return;
    const auto reason = verdict.error().reason;
    if (role == 'n')
        QCOMPARE(reason, protocol::Reason::NotLoggedIn);
    else
        QVERIFY(reason == protocol::Reason::None || reason == protocol::Reason::AlreadyLoggedIn);
}

void TestRights::whatNobodySendsHasNoRow_data()
{
    QTest::addColumn<quint16>("type");
    QSet<quint16> listed;
    for (const Rights &rights : kRights)
        listed.insert(quint16(rights.type));
    for (quint16 type = 0; type < 200; ++type) {
        if (!listed.contains(type)) QTest::addRow("%d", int(type)) << type;
    }
    QTest::newRow("65535") << quint16(65535);
}

void TestRights::whatNobodySendsHasNoRow()
{
    QFETCH(quint16, type);
    for (const char role : QByteArray("ngasodb")) {
        const auto verdict = m_table.admit(callerOf(role), static_cast<MessageType>(type));
        QVERIFY(!verdict);
        QCOMPARE(verdict.error().code, Code::Malformed);
    }
}

} // namespace

CHAT121_TEST_MAIN(TestRights)
#include "tst_rights.moc"
