// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// One open conversation, as windows, bots and tests see it: part of workspace.h.
//
// Ownership: its Workspace's. Threads: main; every signal arrives there.
#pragma once

#include "client/core/models/consents.h"
#include "client/core/models/desk_facts.h"
#include "client/core/models/later_message.h"
#include "client/core/models/problem.h"
#include "client/core/models/rating.h"
#include "client/core/models/roster_row.h"
#include "client/core/models/saving.h"
#include "client/core/models/start.h"
#include "client/core/models/timeline_model.h"
#include "client/core/models/wrap_up.h"

#include <QObject>
#include <QStringList>

namespace chat121 {

// Why what is written in a conversation waits. Nothing is sealed to anybody until it is over.
struct TalkHold {
    enum class Kind : quint8 {
        None,
        Changed,    // somebody stands in the place of a person whose safety words were compared
        Mismatched, // this person's safety words did not match
        Leaving,    // this person may not read any more and is being removed
        Elsewhere,  // the server that answers stands in another region than the department is bound to
    };

    Kind kind = Kind::None;
    AccountId person{}; // who stands there now
    QString name;
    QString sentence;

    // Else it passes by itself.
    bool needsConfirmation() const { return kind == Kind::Changed || kind == Kind::Mismatched; }
    bool operator==(const TalkHold &) const = default;
};

// One open conversation: its timeline and what can be done in it. Lives as long as its Workspace, or
// until that is locked.
class Talk : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

    virtual ConversationId id() const = 0;
    virtual TimelineModel *timeline() = 0;
    virtual QString title() const = 0;               // whom the reader talks to
    virtual QList<RosterRow> roster() const = 0;     // from the cryptographic group
    virtual bool isWritable() const = 0;             // false in a closed or not yet taken conversation
    virtual int retentionDays() const { return 0; }  // messages are deleted after so many; 0: they are kept
    virtual bool isArchived() const { return true; } // may be kept for new computers
    virtual StaffSaving staffSaving() const { return StaffSaving::Everybody; } // by the department's rule
    virtual QString region() const { return {}; } // where it is kept, and nowhere else; empty: anywhere
    // The department's metadata shield: the server is shown less, nobody sees who types, receipts come later.
    virtual bool isShielded() const { return false; }
    // Whether the person here tells the others how far they have read, and that they write. Where not, nor
    // are they told the same of the others: by their own choice (Workspace::telling) or the department's
    // rules.
    virtual bool isReadingTold() const { return true; }
    virtual bool isTypingTold() const { return true; }
    virtual DepartmentId department() const { return {}; } // not valid: of none yet
    virtual QString customerName() const { return {}; }    // staff: as the customer gave it; may be empty

    // Wished by the person here, and waiting for the server; done by somebody in it: one line is left.
    enum class Erasure : quint8 { None, Wished, Done };
    virtual Erasure erasure() const { return Erasure::None; }
    virtual bool isErasable() const { return false; } // everywhere, by the person here
    virtual bool hasReceipt() const { return false; } // of an erasure by the person here; a customer's: any

    // The bubble appears at once as queued and survives a crash from then on.
    virtual void say(const QString &text) = 0;
    virtual void sayAgain(const MessageId &failed) = 0;
    // --- about messages; what the person may not say is passed over. Shown at once, and kept like words ---
    virtual void answer(const MessageId &message, const QString &text)
    {
        Q_UNUSED(message)
        say(text);
    }
    virtual void edit(const MessageId &own, const QString &text)
    {
        Q_UNUSED(own)
        Q_UNUSED(text)
    }
    virtual void deleteForAll(const MessageId &own) { Q_UNUSED(own) }
    virtual void star(const MessageId &message, bool is_starred) // for oneself, on this computer
    {
        Q_UNUSED(message)
        Q_UNUSED(is_starred)
    }
    virtual void react(const MessageId &message, const QString &emoji) // empty: none any more
    {
        Q_UNUSED(message)
        Q_UNUSED(emoji)
    }
    virtual void setTyping(bool is_typing) = 0;
    virtual void markRead() = 0; // everything that is there now has been seen
    virtual void fetchOlder() = 0;
    // Brings the rows down to this message into the timeline: reached, or failed.
    virtual void reach(const MessageId &message) = 0;

    // Kept on this computer until they are due; then said, while this program runs. The first that is due
    // first.
    virtual QList<LaterMessage> later() const { return {}; }
    virtual void sayLater(const QString &text, UnixTime due_at)
    {
        Q_UNUSED(text)
        Q_UNUSED(due_at)
    }
    virtual void changeLater(const MessageId &id, const QString &text,
                             UnixTime due_at) // in the past: at once
    {
        Q_UNUSED(id)
        Q_UNUSED(text)
        Q_UNUSED(due_at)
    }
    virtual void cancelLater(const MessageId &id) { Q_UNUSED(id) }

    virtual QString draft() const = 0;
    virtual void setDraft(const QString &text) = 0; // kept over restarts

    // --- how its customer found it; sealed for its members ---
    virtual TalkRating rating() const { return {}; }
    // The customer, while rating().is_open: a line for everybody in it, once the server has it. Again: in its
    // place.
    virtual void rate(const Rating &rating) { Q_UNUSED(rating) }
    virtual void skipRating() {} // it is not asked again

    // --- staff: what they note about it for each other; the customer's client never has it ---
    virtual bool isNotable() const { return false; }
    // Earlier notes wait for a key that a colleague's device has.
    virtual bool areNotesLocked() const { return false; }
    // A row of its own kind, at once; kept until the server has it. Colleagues whose names stand behind an @
    // are told.
    virtual void note(const QString &text) { Q_UNUSED(text) }
    // How it ended, for colleagues: a note, and what the list of closed ones says. Again: in its place.
    virtual void wrapUp(const WrapUp &wrap_up) { Q_UNUSED(wrap_up) }
    virtual QString noteDraft() const { return {}; }
    virtual void setNoteDraft(const QString &text) { Q_UNUSED(text) } // kept over restarts

    virtual TalkHold hold() const { return {}; }
    // Of one's own key and this person's; then safetyWordsTold.
    virtual void askSafetyWords(AccountId person) { Q_UNUSED(person) }
    virtual void safetyWordsMatch(AccountId person) { Q_UNUSED(person) }
    virtual void safetyWordsDiffer(AccountId person) { Q_UNUSED(person) }
    // The reader has confirmed that what waits may go to this person.
    virtual void sendAnyway(AccountId person) { Q_UNUSED(person) }

    virtual TalkConsents consents() const { return {}; }
    // The customer: all that is allowed from now on. What was asked for and is not among it is declined.
    virtual void allow(ConsentPurposes purposes) { Q_UNUSED(purposes) }
    virtual AgreedTerms terms() const { return {}; } // before the first words; then consentsChanged
    // What the customer answered before the first words; a row of the timeline, too. Then consentsChanged.
    virtual QList<StartAnswer> startAnswers() const { return {}; }
    virtual CustomerContext context() const
    {
        return {};
    } // of the customer, as long as it is offered; likewise
    // Staff: asks the customer for these.
    virtual void askToAllow(ConsentPurposes purposes) { Q_UNUSED(purposes) }

    // --- a copy of it as a file, which is not sealed ---
    // Why this person may not have one, by the department's rule; empty: they may.
    virtual QString notSavedBecause() const { return {}; }
    virtual bool isSavingTold() const { return false; } // everybody here reads a line about it
    // Then savingProgressed, and saved or savingRefused. One at a time.
    virtual void saveAsFile(const SaveWish &wish) { Q_UNUSED(wish) }
    virtual void cancelSaving() {} // leaves nothing behind; then savingRefused without words

    // --- a conversation that a colleague has, and the person here is in ---
    virtual bool isColleagues() const { return false; }
    virtual Attendance attendance() const { return Attendance::Speaking; }
    // Everybody in it reads a line about it. Leaving: whoever has it lets the person here go.
    virtual void attend(Attendance attendance) { Q_UNUSED(attendance) }

    // Staff
    virtual void addColleague(AccountId colleague) = 0;
    virtual void removeMember(AccountId member) = 0;

Q_SIGNALS:
    void titleChanged();
    void rosterChanged();
    void writableChanged();
    void attendanceChanged(); // or isColleagues()
    void holdChanged();
    void consentsChanged();
    void safetyWordsTold(chat121::AccountId person, const QStringList &words);
    void rulesChanged();   // what the department has laid down, notSavedBecause() or isSavingTold()
    void erasureChanged(); // erasure(), isErasable() or hasReceipt()
    void failed(const chat121::Problem &problem);
    void reached(const chat121::MessageId &message); // it is a row of the timeline now
    void savingProgressed(int done, int all);
    void saved(const chat121::SavedFile &file);
    void savingRefused(const chat121::Problem &problem);
    void laterChanged();
    void ratingChanged();
    void notabilityChanged();          // isNotable() or areNotesLocked()
    void unnoted(const QString &text); // note() could not keep it: the words are the writer's again
    void unsaid(const QString &text);  // say() could not keep it: the words are the writer's again
};

} // namespace chat121
