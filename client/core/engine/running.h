// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// An opened profile at work: the object graph of a person who has come in, and the commands of the
// main thread for it. It connects, logs in and keeps going until it is destroyed.
//
// Ownership: owns everything but store and announcer, which outlive it. Threads: engine.
#pragma once

#include "client/core/engine/account/device_renewal.h"
#include "client/core/engine/account/devices.h"
#include "client/core/engine/account/linking.h"
#include "client/core/engine/account/password_change.h"
#include "client/core/engine/account/root_keeper.h"
#include "client/core/engine/desk/blocking.h"
#include "client/core/engine/desk/desk.h"
#include "client/core/engine/desk/guest.h"
#include "client/core/engine/desk/handing.h"
#include "client/core/engine/desk/joining.h"
#include "client/core/engine/desk/overview.h"
#include "client/core/engine/desk/silence.h"
#include "client/core/engine/desk/snoozes.h"
#include "client/core/engine/engine_setup.h"
#include "client/core/engine/entry/removed.h"
#include "client/core/engine/history/archive.h"
#include "client/core/engine/history/erasure.h"
#include "client/core/engine/history/retention.h"
#include "client/core/engine/history/searcher.h"
#include "client/core/engine/membership/doorkeeper.h"
#include "client/core/engine/membership/forgetting.h"
#include "client/core/engine/membership/rotation.h"
#include "client/core/engine/membership/routing_check.h"
#include "client/core/engine/membership/successor.h"
#include "client/core/engine/saving/file_saver.h"
#include "client/core/engine/talk/receipts.h"
#include "client/core/engine/talk/send_later.h"
#include "client/core/engine/talk/typing.h"
#include "client/core/engine/team/team_log.h"
#include "client/core/engine/witness/key_log.h"
#include "client/core/engine/witness/unconfirmed.h"
#include "common/protocol/messages/directory.h"
#include "common/protocol/messages/logs.h"

namespace chat121::engine {

// How this start of the program stands to what the key vault remembers.
struct Start {
    quint64 counter = 0;
    bool is_rolled_back = false; // an older copy of the profile: nothing may be sent
    bool is_renewing = false;    // the person has agreed to start afresh
};

class Running final : public QObject, private EnvelopeSink, private RequestIds {
    Q_OBJECT

public:
    Running(Identity identity, const Start &start, LocalStore &store, Announcer &announcer,
            const Clock &clock, RandomSource &random, const Transports &transports);
    ~Running() override;

    // Reads the store and begins to connect.
    Result<void> begin();

    WorkspaceFacts facts() const;
    Result<QHash<ConversationId, QString>> drafts() const;
    Result<QHash<ConversationId, QString>> noteDrafts() const;

    void openTalk(ConversationId conversation);
    void fetchOlder(ConversationId conversation);
    // Page by page, until the message is among the rows that are shown.
    void reach(ConversationId conversation, const MessageId &message);
    void setDraft(ConversationId conversation, const QString &text);
    void setNoteDraft(ConversationId conversation, const QString &text);
    void say(ConversationId conversation, const QString &text)
    {
        reacted(conversation);
        m_outbox.say(conversation, text);
    }
    void answer(ConversationId conversation, const MessageId &message, const QString &text)
    {
        m_outbox.answer(conversation, message, text);
    }
    void star(ConversationId conversation, const MessageId &message, bool is_starred)
    {
        const auto kept = m_ledger.star(conversation, message, is_starred);
        if (!kept) m_context.storeFailed(kept.error());
    }
    void edit(ConversationId conversation, const MessageId &own, const QString &text);
    void change(ConversationId conversation, const content::Item &item)
    {
        m_outbox.change(conversation, item);
    }
    void sayAgain(ConversationId conversation, const MessageId &failed)
    {
        m_outbox.sayAgain(conversation, failed);
    }
    void setTelling(const TellingChoice &choice);
    void setTyping(ConversationId conversation, bool is_typing)
    {
        if (is_typing) reacted(conversation);
        m_typing.setTyping(conversation, is_typing);
    }
    void markRead(ConversationId conversation) { m_receipts.markRead(conversation); }
    void leaveMessageInstead();
    void askWhatServerHolds(ConversationId conversation, const QString &table, int first);
    void tellSafetyWords(ConversationId conversation, AccountId person);
    void wordsCompared(ConversationId conversation, AccountId person, Contacts::Comparison comparison);
    void sendAnyway(ConversationId conversation, AccountId person);
    // The profile is an older copy of itself: nothing leaves it any more. See renewal.h.
    bool isOlderCopy() const { return m_is_older_copy; }
    Archive &archive() { return m_archive; }
    Erasure &erasure() { return m_erasure; }
    RootKeeper &rootKeeper() { return m_root_keeper; }
    PasswordChange &password() { return m_password; }
    SendLater &later() { return m_later; }
    Searcher &searcher() { return m_searcher; }
    FileSaver &saver() { return m_saver; }
    Devices &devices() { return m_devices; }
    Linking &linking() { return m_linking; }
    Desk *desk() { return m_desk.get(); }             // staff only
    TeamLog *team() { return m_team.get(); }          // staff only
    Blocking *blocking() { return m_blocking.get(); } // staff only
    Handing *handing() { return m_handing.get(); }    // staff only
    Overview *overview() { return m_overview.get(); } // staff only
    Joining *joining() { return m_joining.get(); }    // staff only
    Snoozes *snoozes() { return m_snoozes.get(); }    // staff only
    Guest *guest() { return m_guest.get(); }          // customers only
    void retryConnection() { m_connection.retryNow(); }
    void setNetworkAvailable(bool is_available) { m_connection.setNetworkAvailable(is_available); }

private:
    Result<LogPosition> position(LogId log) override { return m_inbox.position(log); }
    Result<void> accept(LogId log, quint64 incarnation, const QList<protocol::Envelope> &envelopes) override
    {
        return m_inbox.accept(log, incarnation, envelopes);
    }
    Result<void> skip(LogId log, quint64 incarnation, Sequence next, bool is_trimmed) override
    {
        return m_inbox.skip(log, incarnation, next, is_trimmed);
    }
    Result<LogPosition> restored(LogId log, quint64 incarnation) override
    {
        return m_inbox.restored(log, incarnation);
    }
    Result<RequestId> next() override { return m_store.requests().next(); }
    Result<RequestId> last() override { return m_store.requests().last(); }

    std::optional<identity::VerifiedMember> memberOf(ConversationId conversation, AccountId person);
    void trustChanged();
    void reacted(ConversationId conversation); // the person here
    void connectParts();
    void connectTalks();
    void onHourPassed();
    void standStill();
    void returnToGroups();
    void onLoggedIn(quint32 key_packages);
    void onCaughtUp();
    void onLost(const ConnectionFailure &failure);
    void onPush(const Push &push);
    void onDevicePush(const Push &push);
    void prepareLogIn();
    void replaced(const QList<protocol::Chain> &chains);
    void onJoined(const GroupKey &group);
    void onMembershipChanged(const GroupKey &group);
    void onOrganisation(const protocol::Organisation &answer);
    void fetchOrganisation();
    bool mayRegisterAnew(const ConnectionFailure &failure);
    void registerAnew(const std::function<void()> &then);
    void announceConnection();
    void countAgain();
    void onErased(ConversationId conversation);
    Result<MessagePage> readNewest(ConversationId conversation);
    Result<MessagePage> readOlder(ConversationId conversation, int count);
    ServerAddress address() const;
    void connectAnew();
    bool isAway() const;
    QList<DepartmentId> departmentsElsewhere() const;

    LocalStore &m_store;
    Announcer &m_announcer;
    const Start m_start;
    Identity m_identity;
    Contacts m_contacts;
    LeafPolicy m_policy;
    mls::Party m_party;
    GroupShelf m_groups;
    Sealer m_sealer;
    Committer m_committer;
    Connection m_connection;
    Session m_session;
    Context m_context;
    Ledger m_ledger;
    Outbox m_outbox;
    Inbox m_inbox;
    SendLater m_later;
    KeyLog m_key_log;
    KeyPackages m_packages;
    Receipts m_receipts;
    Typing m_typing;
    Membership m_membership;
    Rotation m_rotation;
    Successor m_successor;
    Unconfirmed m_unconfirmed;
    Removals m_removals;
    RoutingCheck m_routing;
    Devices m_devices;
    DeviceRenewal m_device_renewal;
    Doorkeeper m_doorkeeper;
    Staffing m_staffing;
    RootKeeper m_root_keeper;
    Archive m_archive;
    Erasure m_erasure;
    Linking m_linking;
    Removed m_removed;
    Forgetting m_forgetting;
    Searcher m_searcher;
    Retention m_retention;
    PasswordChange m_password;
    FileSaver m_saver;
    std::unique_ptr<Previews> m_previews;         // staff
    std::unique_ptr<Desk> m_desk;                 // staff
    std::unique_ptr<Silence> m_silence;           // staff
    std::unique_ptr<TeamLog> m_team;              // staff
    std::unique_ptr<Blocking> m_blocking;         // staff
    std::unique_ptr<Handing> m_handing;           // staff
    std::unique_ptr<Overview> m_overview;         // staff
    std::unique_ptr<Joining> m_joining;           // staff
    std::unique_ptr<Snoozes> m_snoozes;           // staff
    std::unique_ptr<Guest> m_guest;               // customers
    QHash<ConversationId, MessagePlace> m_oldest; // shown
    QTimer m_announce;
    QTimer m_home; // until an address that fits better is asked again
    bool m_is_older_copy = false;
    bool m_was_warned = false;
    bool m_has_registered_anew = false; // the own badge, which was over at the server
    bool m_was_connected = false;
};

} // namespace chat121::engine
