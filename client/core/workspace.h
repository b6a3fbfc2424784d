// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Everything that a window, a bot or a test may ask of the client, and everything it is told.
//
// One Workspace is one profile: a person on this computer, in one organisation. The windows and the
// bot know this interface and the models, nothing behind them. The real one (engine/) keeps its
// work on a thread of its own; UI tests have one that is played by hand.
//
// Ownership: made by main() (client/app), owned by it. Threads: main; every signal arrives there.
// Errors: a Problem, whose texts are ready for the reader in the reader's language.
#pragma once

#include "client/core/models/account_facts.h"
#include "client/core/models/blocked_customer.h"
#include "client/core/models/canned_reply.h"
#include "client/core/models/connection_status.h"
#include "client/core/models/conversation_list_model.h"
#include "client/core/models/desk_choice.h"
#include "client/core/models/desk_facts.h"
#include "client/core/models/desk_overview.h"
#include "client/core/models/held_table.h"
#include "client/core/models/invitation_preview.h"
#include "client/core/models/notification_choice.h"
#include "client/core/models/own_devices.h"
#include "client/core/models/search_model.h"
#include "client/core/models/telling.h"
#include "client/core/models/writing_choice.h"
#include "client/core/talk.h"

#include <QObject>
#include <QStringList>

#include <chrono>

namespace chat121 {

class Workspace : public QObject {
    Q_OBJECT

public:
    enum class State : quint8 {
        Empty,   // no profile yet: the first screen
        Locked,  // a profile that needs its passphrase
        Opening, // reading the local store
        Ready,
        Broken, // the profile cannot be opened: see problem()
    };
    enum class Role : quint8 { None, Staff, Customer };

    using QObject::QObject;

    virtual State state() const = 0;
    virtual Problem problem() const = 0; // State::Broken
    virtual Role role() const = 0;
    virtual QString organisation() const = 0; // its signed name
    virtual QString ownName() const = 0;
    virtual bool canInvite() const = 0; // owner or admin
    virtual ConnectionStatus connection() const = 0;

    // --- ways in (State::Empty); each ends with stateChanged or wayInFailed ---
    // A link, or the text or path of a .chat121 file. Answer: invitationPreviewed or wayInFailed.
    virtual void previewInvitation(const QString &link_or_file) = 0;
    // What the first department of the next organisation that is founded begins with; its name says the call.
    virtual void useRules(const DepartmentInfo &rules) { Q_UNUSED(rules) }
    virtual void foundOrganisation(const QString &organisation, const QString &department,
                                   const QString &own_name, const QString &password) = 0;
    virtual void joinAsStaff(const QString &own_name, const QString &password) = 0;
    // The consent text of the preview was accepted. The name may be empty.
    virtual void joinAsCustomer(const QString &own_name) = 0;
    // The same, for somebody who has talked here from a computer that is gone: it takes its place.
    virtual void comeBackAsCustomer(const QString &) {}
    virtual void logIn(const QString &address, const QString &login_name, const QString &password) = 0;
    // A further computer of an account: by the code that another one shows, and any link of the organisation
    // or one that carries the code. First linkAsked; what follows, the person says at the other computer.
    virtual void linkByCode(const QString &address, const QString &code)
    {
        Q_UNUSED(address)
        Q_UNUSED(code)
    }
    virtual void giveUpLink() {} // then wayInFailed
    // The password is lost: the recovery words let in, and set another one.
    virtual void comeBackAsStaff(const QString &address, const QString &login_name, const QString &words,
                                 const QString &password)
    {
        Q_UNUSED(address)
        Q_UNUSED(login_name)
        Q_UNUSED(words)
        Q_UNUSED(password)
    }

    // An owner who has lost every other way in and has the organisation's key, in its file or as the lines
    // of its sheet; with any link of the organisation. Answer: invitationPreviewed (Kind::Owner) or
    // wayInFailed.
    virtual void openRootFile(const QString &address, const QString &path, const QString &passphrase)
    {
        Q_UNUSED(address)
        Q_UNUSED(path)
        Q_UNUSED(passphrase)
    }
    virtual void openRootSheet(const QString &address, const QString &lines)
    {
        Q_UNUSED(address)
        Q_UNUSED(lines)
    }
    // After that preview: a new account in the place of this owner's, whose computers are signed out.
    virtual void comeBackAsOwner(AccountId owner, const QString &own_name, const QString &password)
    {
        Q_UNUSED(owner)
        Q_UNUSED(own_name)
        Q_UNUSED(password)
    }

    // --- the local store ---
    // True when no key store of the system answers: then a passphrase is asked for once at the
    // way in (usePassphrase) and at every start (unlock).
    virtual bool needsPassphrase() const = 0;
    // What a person proves before something is made or shown that lets somebody else be that person: asked
    // for each time, at the moment of it. Nothing: there is nothing to prove with, and a window only asks.
    enum class Proof : quint8 { Nothing, Passphrase, Password };
    virtual Proof neededProof() const { return Proof::Nothing; }
    virtual void usePassphrase(const QString &passphrase) = 0;
    virtual void unlock(const QString &passphrase) = 0; // stateChanged, or unlockFailed

    // State::Opening: the system's key store was asked and has not answered for a while; its question
    // may stand behind another window, or never come. Nothing is lost by any of the ways on.
    virtual bool isKeyStoreSlow() const { return false; }
    // Asks again: then, and in State::Broken. The question that stands open no longer counts.
    virtual void openAgain() {}
    // Before there is a profile: no longer waits for it; needsPassphrase() from then on. The key of a
    // profile that is there already lies in the key store only.
    virtual bool mayGoOnWithoutKeyStore() const { return false; }
    virtual void goOnWithoutKeyStore() {}

    // --- staff ---
    virtual ConversationListModel *queue() = 0;
    virtual ConversationListModel *mine() = 0;
    virtual ConversationListModel *team() = 0;
    virtual ConversationListModel *closed() = 0;
    // Of mine() and closed(), which do not have them meanwhile: put off by the person here, on this computer.
    virtual ConversationListModel *snoozed() = 0;
    // Until then, or until its customer writes; then it is back, with a mark, and snoozeEnded if by its time.
    virtual void snooze(ConversationId conversation, UnixTime until)
    {
        Q_UNUSED(conversation)
        Q_UNUSED(until)
    }
    virtual void endSnooze(ConversationId conversation) { Q_UNUSED(conversation) } // and the mark
    virtual QList<Colleague> colleagues() const = 0;
    virtual QList<DepartmentInfo> departments() const = 0;
    virtual DutyStatus dutyStatus() const = 0;
    virtual int capacity() const = 0;
    virtual void setDutyStatus(DutyStatus status, int capacity) = 0;
    virtual void take(ConversationId conversation) = 0; // then talkOpened, or actionFailed
    // It is offered to the person here, who does not take it: the next one gets it.
    virtual void declineOffer(ConversationId conversation) { Q_UNUSED(conversation) }
    // One of mine() to a colleague, who accepts or not; until then it stays as it is. What comes of it the
    // row says, and lines in the conversation; or actionFailed.
    virtual void handOver(ConversationId conversation, const HandOverWish &wish)
    {
        Q_UNUSED(conversation)
        Q_UNUSED(wish)
    }
    virtual void withdrawHandOver(ConversationId conversation) { Q_UNUSED(conversation) }
    // The person here is asked: ConversationRow::is_hand_over_here. Accepted: then talkOpened.
    virtual void acceptHandOver(ConversationId conversation) { Q_UNUSED(conversation) }
    virtual void declineHandOver(ConversationId conversation) { Q_UNUSED(conversation) }
    // The server takes nothing more from the customer of this conversation in its department; `term` 0: until
    // it is lifted. `why` is a note for the team. Then customerBlocked, or actionFailed.
    virtual void block(ConversationId conversation, std::chrono::milliseconds term, const QString &why)
    {
        Q_UNUSED(conversation)
        Q_UNUSED(term)
        Q_UNUSED(why)
    }
    virtual void askBlocks(ConversationId conversation) { Q_UNUSED(conversation) } // then blocksTold
    virtual void liftBlock(ConversationId conversation, AccountId customer) // likewise, or actionFailed
    {
        Q_UNUSED(conversation)
        Q_UNUSED(customer)
    }
    // That the person speaks, BCP 47 tags: customers who speak one of them are offered to them first.
    virtual QStringList languages() const { return {}; }
    virtual void setLanguages(const QStringList &languages) { Q_UNUSED(languages) }
    // The status became Away by nobody here: somebody who was offered was not taken in time, a customer was
    // not answered for longer than the department allows, or another computer of the account says so.
    virtual bool wasSetAway() const { return false; }
    virtual void returnToQueue(ConversationId conversation) = 0;
    virtual void closeConversation(ConversationId conversation) = 0;
    virtual void inviteColleague(DepartmentId department) = 0;              // then invitationMade
    virtual void inviteCustomers(const CustomerInvitation &invitation) = 0; // then invitationMade
    // The canned replies of the departments that the person serves. Whoever serves a department changes them,
    // for everybody there: a new one has no id and no revision, a changed one those of what was changed. Then
    // cannedReplySaved or cannedReplyRefused.
    virtual ReplyLibrary cannedReplies() const { return {}; }
    virtual void saveCannedReply(const CannedReply &reply) { Q_UNUSED(reply) }
    virtual void deleteCannedReply(const CannedReply &reply) { Q_UNUSED(reply) }
    virtual void countCannedReply(const ReplyId &reply) { Q_UNUSED(reply) } // it was used; stays here
    // Owner, or an administrator of their departments: a new account for a colleague who has neither password
    // nor recovery words, in place of the old one, which nobody logs in to any more. Then invitationMade, or
    // actionFailed.
    virtual void inviteAgain(AccountId colleague) { Q_UNUSED(colleague) }
    // --- who answers for departments: supervisors, administrators, owners ---
    virtual bool canSupervise() const { return false; }
    // While somebody looks: the own departments as the server sees them, with its numbers since `day` began.
    // Then overviewChanged, whenever there is something new.
    virtual void beginOverview(UnixTime day) { Q_UNUSED(day) }
    virtual void endOverview() {}
    virtual DeskOverview overview() const { return {}; }
    // One of team(): asks the computer of the colleague who has it to let the person here in, whom everybody
    // in it then sees. Then talkOpened; or actionFailed, also while nobody answers.
    virtual void join(ConversationId conversation, Attendance attendance)
    {
        Q_UNUSED(conversation)
        Q_UNUSED(attendance)
    }
    virtual void withdrawJoin(ConversationId conversation) { Q_UNUSED(conversation) }

    // Owner: signed into the organisation's document. Then departmentsChanged, or actionFailed.
    // Everything but the name.
    virtual void setRules(const DepartmentInfo &rules) = 0;

    // Where the server that this client talks to stands, as the organisation has signed; empty: not said. And
    // what it says of all its addresses, each once.
    virtual QString region() const { return {}; }
    virtual QStringList regions() const { return {}; }
    // Owner: says so of that address. Then departmentsChanged, or actionFailed.
    virtual void nameRegion(const QString &region) { Q_UNUSED(region) }

    // Owner: this colleague is no longer one. Then colleagueDismissed, or actionFailed.
    virtual void dismiss(AccountId colleague) { Q_UNUSED(colleague) }

    // --- the organisation's key: owner ---
    virtual RootKeyStatus rootKey() const { return {}; }
    // Sealed by the passphrase. Then rootKeySaved or rootKeyRefused, also for a `proof` that is not right.
    virtual void saveRootKey(const QString &path, const QString &passphrase, const QString &proof)
    {
        Q_UNUSED(path)
        Q_UNUSED(passphrase)
        Q_UNUSED(proof)
    }
    // The lines to print; then rootSheetTold or rootKeyRefused, likewise.
    virtual void showRootSheet(const QString &proof) { Q_UNUSED(proof) }
    virtual void noteRootSheet() {}   // it was printed, or saved
    virtual void postponeRootKey() {} // is not offered any more
    // From a file, or the lines of a sheet. Then rootKeyRestored or rootKeyRefused; nothing is lost.
    virtual void restoreRootKey(const QString &path, const QString &passphrase)
    {
        Q_UNUSED(path)
        Q_UNUSED(passphrase)
    }
    virtual void enterRootSheet(const QString &lines) { Q_UNUSED(lines) }

    // --- customer ---
    virtual QueueStanding standing() const = 0;
    // The first words start the conversation; with nobody on duty they are a message left.
    virtual Talk *ownTalk() = 0;
    // To what standing() asks for, as the person has read it: signed, and said with the first words.
    virtual void agree(const Terms &terms) { Q_UNUSED(terms) }
    // What standing() asks, once: those that were passed over have no answer here. Said with the first words.
    virtual void answerQuestions(const QList<StartAnswer> &answers) { Q_UNUSED(answers) }
    // One of standing().departments, and a language, before the first words. What was agreed to and answered
    // for another department counts no more.
    virtual void choose(DepartmentId department, const QString &language)
    {
        Q_UNUSED(department)
        Q_UNUSED(language)
    }
    // Of standing().offer: sealed, to whoever reads the conversation; or taken back.
    virtual void offerContext(bool is_offered) { Q_UNUSED(is_offered) }
    virtual void leaveMessageInstead() = 0; // stop waiting; what was written stays as a message

    // Everywhere; waits for a connection. Then conversationErased, or Talk::failed; a customer's ownTalk() is
    // another one from then on.
    virtual void eraseConversation(ConversationId conversation) { Q_UNUSED(conversation) }
    // conversationErased once more, for who wants to see it again: Talk::hasReceipt().
    virtual void showReceipt(ConversationId conversation) { Q_UNUSED(conversation) }

    // Opens (or finds) a conversation of mine(), closed(), or the preview of one in queue().
    virtual Talk *talk(ConversationId conversation) = 0;

    // --- history: any time ---
    virtual HistoryStatus history() const { return {}; }
    // The first ones, or new ones in place of the old ones; then recoveryWordsTold or -Refused.
    // A `proof` that is not right is a refusal like any other.
    virtual void makeRecoveryWords(const QString &proof) { Q_UNUSED(proof) }
    virtual void showRecoveryWords(const QString &proof) { Q_UNUSED(proof) } // likewise
    virtual void noteRecoveryWords() {}                 // the person has written them down
    virtual void declineRecoveryWords() {}              // is not offered them any more
    virtual void enterRecoveryWords(const QString &) {} // then recoveryWordsAccepted or -Refused

    // --- staff: the password that lets a new computer in ---
    // Then passwordChanged or passwordRefused, once for each. Other computers stay in. A change that was sent
    // and not answered is asked for again with the next connection; until then either password may hold, and
    // never none. While one is open another is refused.
    virtual void changePassword(const QString &current, const QString &next)
    {
        Q_UNUSED(current)
        Q_UNUSED(next)
    }
    virtual bool isChangingPassword() const { return false; }

    // --- away from the computer ---
    // Forgets the key of the local store and everything that was read with it: State::Locked, until
    // unlock() (with the passphrase, or with nothing where the key lies in the system's key store). What
    // is written meanwhile waits on the server. Talks end here.
    virtual void lock() = 0;
    // Windows lock by themselves after so long without a key or a click; 0: never. What the person has
    // chosen, which is kept over restarts, or the organisation's limit where that is shorter.
    virtual std::chrono::minutes lockAfter() const = 0;
    virtual void setLockAfter(std::chrono::minutes idle) = 0;
    // The longest time that the departments of this member of staff allow; 0: they leave it to the person.
    virtual std::chrono::minutes lockAfterMax() const { return std::chrono::minutes(0); }

    // What the person is told of while they look at something else; kept over restarts, on this computer.
    virtual NotificationChoice notifications() const { return {}; }
    virtual void setNotifications(const NotificationChoice &choice) { Q_UNUSED(choice) }
    // How the person writes, kept likewise.
    virtual WritingChoice writing() const { return {}; }
    virtual void setWriting(const WritingChoice &choice) { Q_UNUSED(choice) }

    // What the windows of staff remember; kept over restarts, on this computer.
    virtual DeskChoice deskChoice() const { return {}; }
    virtual void setDeskChoice(const DeskChoice &choice) { Q_UNUSED(choice) }
    // Played, to learn by: nothing real is in it, and what concerns the real account is not offered.
    virtual bool isPractice() const { return false; }

    // What the person tells others while they talk, beside the words; kept over restarts, on this computer.
    virtual TellingChoice telling() const { return {}; }
    virtual void setTelling(const TellingChoice &choice) { Q_UNUSED(choice) }

    // --- search in everything that is readable on this computer (client/core/search/query.h) ---
    virtual SearchModel *found() = 0;
    // Each call takes the place of the one before. Nothing to look for: found() is empty.
    // Not valid: everywhere. For staff: in all conversations with the same customer.
    virtual void find(const QString &query, ConversationId only_in) = 0;
    virtual void findMore() = 0; // the next page

    // --- computers of this account: any time ---
    virtual DeviceList devices() const { return {}; }
    virtual void fetchDevices() {}         // then devicesChanged
    virtual void acceptDevice(DeviceId) {} // "it was me"
    // Signed out everywhere, for good: devicesChanged, or deviceActionFailed.
    virtual void removeDevice(DeviceId) {}

    // Lets another computer in: linkChanged, step by step.
    virtual LinkStatus link() const { return {}; }
    virtual void openLink(const QString &proof) { Q_UNUSED(proof) }
    virtual void closeLink() {}
    virtual void answerLink(bool is_allowed) { Q_UNUSED(is_allowed) }

    // Another computer of this account has removed this one. It reads what it has, and nothing new.
    virtual bool isRemoved() const { return false; }

    // Ends the session on this computer: erases keys and the store. Then State::Empty. With a connection the
    // account first takes it off the list of its computers; else another one can.
    virtual void eraseProfile() = 0;

    // This profile is an older copy of itself (put back from a backup, or used on two computers): nothing
    // is sent from it, and what is written waits, until the person starts afresh. That keeps the account,
    // the conversations and what is written; it makes new keys, and retires the old ones everywhere.
    virtual bool isOlderCopy() const { return false; }
    virtual void startAfresh() {} // then olderCopyChanged, or actionFailed and it may be tried again
    virtual bool isStartingAfresh() const { return false; }

    virtual KeyLogFacts keyLog() const { return {}; }

    // All tables with their first rows; or one of them, from the row `first` on. Then serverHolds, or
    // serverHoldsFailed.
    virtual void askWhatServerHolds(ConversationId conversation, const QString &table, int first)
    {
        Q_UNUSED(conversation)
        Q_UNUSED(table)
        Q_UNUSED(first)
    }
    virtual int paddingStep() const { return 0; } // what sealed sizes are rounded up to, in bytes

    virtual void askTags() {} // staff: those of wrap-ups, then tagsTold

Q_SIGNALS:
    void tagsTold(const QStringList &tags); // the most used first
    // A colleague has named the person here in a note about a conversation.
    void snoozeEnded(chat121::ConversationId conversation); // by its time
    void mentioned(chat121::ConversationId conversation, const QString &by);
    void cannedRepliesChanged();
    void customerBlocked(chat121::ConversationId conversation);
    // Of the conversation's department.
    void blocksTold(chat121::ConversationId conversation, const chat121::BlockList &list);
    void cannedReplySaved(const chat121::ReplyId &reply); // or deleted
    void cannedReplyRefused(const chat121::Problem &problem);
    void stateChanged();
    void connectionChanged(const chat121::ConnectionStatus &status);
    void invitationPreviewed(const chat121::InvitationPreview &preview);
    void wayInProgressed(const QString &step); // one plain sentence
    void wayInFailed(const chat121::Problem &problem);
    void unlockFailed(const chat121::Problem &problem);
    void lockAfterChanged(); // or its limit
    void notificationsChanged();
    void tellingChanged();
    void writingChanged();
    void keyStoreChanged(); // isKeyStoreSlow()
    void talkOpened(chat121::ConversationId conversation);
    // `colleague`: the other one's name.
    void handOverEnded(chat121::ConversationId conversation, chat121::HandOverEnd end,
                       const QString &colleague);
    void dutyChanged();
    void colleaguesChanged();
    void departmentsChanged(); // names or rules, and regions
    void rightsChanged();      // canSupervise()
    void overviewChanged();
    void standingChanged();
    void invitationMade(const QString &link);
    // `receipt`: for the person to keep, signed by the server: what was erased, and what was not reached.
    void conversationErased(chat121::ConversationId conversation, const QString &receipt);
    void historyChanged();
    void recoveryWordsTold(const QStringList &words);
    void recoveryWordsAccepted();
    void recoveryWordsRefused(const chat121::Problem &problem);
    void devicesChanged();
    void deviceActionFailed(const chat121::Problem &problem);
    void linkChanged();
    void linkAsked(const chat121::LinkRequest &request); // on the new computer
    void removedChanged();
    void colleagueDismissed(chat121::AccountId colleague);
    void rootKeyChanged();
    void rootKeySaved(const QString &path);
    void rootSheetTold(const QStringList &lines, const QString &link); // to the server; lets nobody in
    void rootKeyRestored();
    void rootKeyRefused(const chat121::Problem &problem);
    void passwordChanged();
    void passwordRefused(const chat121::Problem &problem);
    void actionFailed(const chat121::Problem &problem);
    void olderCopyChanged(); // isOlderCopy() or isStartingAfresh()
    void keyLogChanged();
    void serverHolds(chat121::ConversationId conversation, const QList<chat121::HeldTable> &tables,
                     int first);
    void serverHoldsFailed(chat121::ConversationId conversation, const chat121::Problem &problem);
    // The server or the organisation changed in a way that a person should know of.
    void warned(const chat121::Problem &problem);
};

} // namespace chat121
