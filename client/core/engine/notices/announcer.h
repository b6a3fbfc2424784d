// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The engine's voice towards the main thread: values as queued signals, rows and lists in batches.
//
// Parts of the engine call the functions; what was collected leaves with the next turn of the event
// loop, so that a thousand envelopes of one reply become one signal for each conversation.
// Ownership: the Engine's. Threads: engine; receivers connect from main.
#pragma once

#include "client/core/workspace.h"

#include <QHash>
#include <QSet>

namespace chat121::engine {

// What a window shows around a conversation's rows.
struct TalkFacts {
    QString title;
    DepartmentId department{};
    QString customer_name; // for staff; as it was given, or empty
    QList<RosterRow> roster;
    bool is_writable = false;
    int retention_days = 0; // 0: nothing is deleted by itself
    TalkHold hold;
    bool is_archived = true;
    StaffSaving staff_saving = StaffSaving::Everybody;
    QString region;              // where it is kept; empty: anywhere
    bool is_shielded = false;    // the server is shown less of it
    bool is_reading_told = true; // how far each has read; what others say of it is shown only then
    bool is_typing_told = true;  // under a shield nobody's is, which is said of it
    QString not_saved_because;   // as a file; empty: it may be
    bool is_saving_told = false;
    bool is_erasable = false; // everywhere, by the person here
    bool has_receipt = false;
    Attendance attendance = Attendance::Speaking;
    bool is_others = false;        // the person here is a member, and a colleague has it
    bool is_notable = false;       // staff may note something about it for each other
    bool are_notes_locked = false; // they wait for the keys that a colleague's device has
    Talk::Erasure erasure = Talk::Erasure::None;
    TalkConsents consents;
    AgreedTerms terms;
    QList<StartAnswer> answers;
    CustomerContext context;
    QList<LaterMessage> later; // the first that is due first
    TalkRating rating;

    bool operator==(const TalkFacts &) const = default;
};

// The newest rows, when a conversation is opened.
struct TalkPage {
    QList<TimelineRow> rows; // oldest first
    bool has_older = false;
    Sequence read_up_to{};
};

// Who this profile belongs to.
struct WorkspaceFacts {
    Workspace::Role role = Workspace::Role::None;
    QString organisation;
    QString own_name;
    bool can_invite = false;
    bool can_supervise = false;
    QList<DepartmentInfo> departments;
    ConversationId own_conversation{};
    std::chrono::minutes lock_after_max{0}; // 0: as the person likes
    QString region;                         // of the server that answers
    QStringList regions;
};

// "Everything of mine up to `sequence` is delivered (or read)".
struct RaisedState {
    Sequence sequence{};
    SendState state = SendState::Delivered;
};

class Announcer final : public QObject {
    Q_OBJECT

public:
    explicit Announcer(QObject *parent = nullptr);

    // Only opened conversations are told about their rows.
    void open(ConversationId conversation) { m_open.insert(conversation); }
    bool isOpen(ConversationId conversation) const { return m_open.contains(conversation); }
    QSet<ConversationId> opened() const { return m_open; }
    void forgetAll(); // what was to be told, and which conversations are open

    void rows(ConversationId conversation, const QList<TimelineRow> &rows);
    void row(ConversationId conversation, const TimelineRow &row) { rows(conversation, {row}); }
    // After the rows that are on their way.
    void raised(ConversationId conversation, const RaisedState &raised);
    void facts(ConversationId conversation, const TalkFacts &facts);
    void listed(const ConversationRow &row);
    void unlisted(ConversationId conversation);

    // Everything that was collected, at once.
    void flush();

    // Rows of a transaction that is undone are not told: call these when one begins and is undone.
    void keepRows();
    void dropNewRows();

Q_SIGNALS:
    void stateChanged(chat121::Workspace::State state, const chat121::Problem &problem);
    void factsChanged(const chat121::engine::WorkspaceFacts &facts);
    void passphraseNeeded(bool needed);
    void connectionChanged(const chat121::ConnectionStatus &status);
    void olderCopyChanged(bool is_older_copy, bool is_starting_afresh);
    void keyStoreSlow(bool is_slow, bool is_dispensable);
    void lockAfterChanged(std::chrono::minutes idle);
    void notificationsChanged(const chat121::NotificationChoice &choice);
    void tellingChanged(const chat121::TellingChoice &choice);
    void deskChoiceLoaded(const chat121::DeskChoice &choice);
    void writingChanged(const chat121::WritingChoice &choice);
    void noteDraftsLoaded(const QHash<chat121::ConversationId, QString> &drafts);
    void draftsLoaded(const QHash<chat121::ConversationId, QString> &drafts);

    void invitationPreviewed(const chat121::InvitationPreview &preview);
    void wayInProgressed(const QString &step);
    void wayInFailed(const chat121::Problem &problem);
    void unlockFailed(const chat121::Problem &problem);

    void pageLoaded(chat121::ConversationId conversation, const chat121::engine::TalkPage &page);
    void olderLoaded(chat121::ConversationId conversation, const QList<chat121::TimelineRow> &rows,
                     bool has_older);
    void rowsChanged(chat121::ConversationId conversation, const QList<chat121::TimelineRow> &rows);
    void rowsRemoved(chat121::ConversationId conversation, const QList<chat121::MessageId> &ids);
    void statesRaised(chat121::ConversationId conversation, const chat121::engine::RaisedState &raised);
    void typingChanged(chat121::ConversationId conversation, const QStringList &names);
    void talkChanged(chat121::ConversationId conversation, const chat121::engine::TalkFacts &facts);
    void talkFailed(chat121::ConversationId conversation, const chat121::Problem &problem);
    void unsaid(chat121::ConversationId conversation, const QString &text); // not kept: it failed before
    void talkOpened(chat121::ConversationId conversation);
    void unnoted(chat121::ConversationId conversation, const QString &text); // not kept: it failed before
    void tagsTold(const QStringList &tags);
    void snoozeEnded(chat121::ConversationId conversation); // by its time
    void mentioned(chat121::ConversationId conversation, const QString &by);
    void handOverEnded(chat121::ConversationId conversation, chat121::HandOverEnd end,
                       const QString &colleague);
    void customerBlocked(chat121::ConversationId conversation);
    void blocksTold(chat121::ConversationId conversation, const chat121::BlockList &list);
    void cannedRepliesChanged(const chat121::ReplyLibrary &library);
    void cannedReplySaved(const chat121::ReplyId &reply); // or deleted
    void cannedReplyRefused(const chat121::Problem &problem);
    void reached(chat121::ConversationId conversation, const chat121::MessageId &message);
    void safetyWordsTold(chat121::ConversationId conversation, chat121::AccountId person,
                         const QStringList &words);
    void savingProgressed(chat121::ConversationId conversation, int done, int all);
    void saved(chat121::ConversationId conversation, const chat121::SavedFile &file);
    void savingRefused(chat121::ConversationId conversation, const chat121::Problem &problem);

    void found(quint64 search, const QList<chat121::SearchHit> &hits);
    void searched(quint64 search, const chat121::SearchOutcome &outcome);

    void listsReset(const QList<chat121::ConversationRow> &rows);
    void listsChanged(const QList<chat121::ConversationRow> &rows,
                      const QList<chat121::ConversationId> &gone);
    void dutyChanged(chat121::DutyStatus status, int capacity, bool is_set_away);
    void languagesChanged(const QStringList &languages);
    void colleaguesChanged(const QList<chat121::Colleague> &colleagues);
    void overviewChanged(const chat121::DeskOverview &overview);
    void standingChanged(const chat121::QueueStanding &standing);
    void invitationMade(const QString &link);
    void historyChanged(const chat121::HistoryStatus &status);
    void recoveryWordsTold(const QStringList &words);
    void recoveryWordsAccepted();
    void recoveryWordsRefused(const chat121::Problem &problem);
    void talkErased(chat121::ConversationId conversation); // by whoever may; one line is left
    void conversationErased(chat121::ConversationId conversation, const QString &receipt);
    void devicesChanged(const chat121::DeviceList &devices);
    void deviceActionFailed(const chat121::Problem &problem);
    void linkChanged(const chat121::LinkStatus &status);
    void linkAsked(const chat121::LinkRequest &request);
    void removedChanged(bool is_removed);
    void colleagueDismissed(chat121::AccountId colleague);
    void rootKeyChanged(const chat121::RootKeyStatus &status);
    void rootKeySaved(const QString &path);
    void rootSheetTold(const QStringList &lines, const QString &link);
    void rootKeyRestored();
    void rootKeyRefused(const chat121::Problem &problem);
    void passwordChanged();
    void passwordRefused(const chat121::Problem &problem);
    void actionFailed(const chat121::Problem &problem);
    void warned(const chat121::Problem &problem);
    void keyLogChanged(const chat121::KeyLogFacts &facts);
    void serverHolds(chat121::ConversationId conversation, const QList<chat121::HeldTable> &tables,
                     int first);
    void serverHoldsFailed(chat121::ConversationId conversation, const chat121::Problem &problem);

private:
    void schedule();

    QSet<ConversationId> m_open;
    QHash<ConversationId, QList<TimelineRow>> m_rows;
    QHash<ConversationId, QList<TimelineRow>> m_new_rows; // of a transaction that may be undone
    QHash<ConversationId, QList<RaisedState>> m_raised;
    QHash<ConversationId, QList<RaisedState>> m_new_raised;
    QHash<ConversationId, TalkFacts> m_facts;
    QHash<ConversationId, ConversationRow> m_listed;
    QSet<ConversationId> m_unlisted;
    bool m_is_scheduled = false;
};

} // namespace chat121::engine
