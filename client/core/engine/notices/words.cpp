// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/core/engine/notices/words.h"

#include "common/base/text.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

namespace chat121::engine::words {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Words)
};

} // namespace

QString joined(const QString &name, const QString &role)
{
    return role.isEmpty() ? Words::tr("%1 joined").arg(name) : Words::tr("%1 (%2) joined").arg(name, role);
}

QString left(const QString &name, const QString &role)
{
    return role.isEmpty() ? Words::tr("%1 left").arg(name) : Words::tr("%1 (%2) left").arg(name, role);
}

QString newDevice(const QString &name, const QString &role)
{
    return role.isEmpty() ? Words::tr("%1 goes on with a new device").arg(name)
                          : Words::tr("%1 (%2) goes on with a new device").arg(name, role);
}

QString oneMoreDevice(const QString &name, const QString &role)
{
    return role.isEmpty() ? Words::tr("%1 reads on one more device").arg(name)
                          : Words::tr("%1 (%2) reads on one more device").arg(name, role);
}

QString oneDeviceLess(const QString &name, const QString &role)
{
    return role.isEmpty() ? Words::tr("A device of %1 was removed").arg(name)
                          : Words::tr("A device of %1 (%2) was removed").arg(name, role);
}

QString wrappedUp(const WrapUp &wrap_up)
{
    const QString outcome = outcomeName(wrap_up.outcome);
    QStringList lines{outcome.isEmpty() ? Words::tr("Wrapped up") : Words::tr("Wrapped up: %1").arg(outcome),
                      wrapUpLine(Outcome::None, wrap_up.tags), wrap_up.remark.trimmed()};
    lines.removeAll(QString());
    return lines.join(QLatin1Char('\n'));
}

QString rated(const QString &name, const Rating &rating)
{
    const QString text = ratingText(rating.stars);
    const QString line = name.isEmpty() ? Words::tr("You rated this conversation: %1").arg(text)
                                        : Words::tr("%1 rated this conversation: %2").arg(name, text);
    //: A word of a customer's about a conversation
    return rating.remark.isEmpty() ? line : line + QLatin1Char(' ') + Words::tr("“%1”").arg(rating.remark);
}

QString ratingTooLate()
{
    return Words::tr("The server takes no rating of this conversation any more. Nobody has got it. Write, if "
                     "there is something that they should know.");
}

QString consentsGiven(const QString &name, const QString &what)
{
    return name.isEmpty() ? Words::tr("You allow: %1.").arg(what)
                          : Words::tr("%1 allows: %2.").arg(name, what);
}

QString consentsTaken(const QString &name, const QString &what)
{
    return name.isEmpty() ? Words::tr("You no longer allow: %1.").arg(what)
                          : Words::tr("%1 no longer allows: %2.").arg(name, what);
}

QString consentsRefused(const QString &name, const QString &what)
{
    return name.isEmpty() ? Words::tr("You do not allow: %1.").arg(what)
                          : Words::tr("%1 does not allow: %2.").arg(name, what);
}

QString consentsAskedByMe(const QString &what)
{
    return Words::tr("You asked the customer to allow: %1.").arg(what);
}

QString consentsAskedOfMe(const QString &name, const QString &what)
{
    return Words::tr("%1 asks you to allow: %2.").arg(name, what);
}

QString consentsAskedByOther(const QString &name, const QString &what)
{
    return Words::tr("%1 asked the customer to allow: %2.").arg(name, what);
}

QString routedOutside()
{
    return Words::tr(
        "The server delivers to a computer that is not among the readers: it gets sealed bytes only, "
        "and can read nothing.");
}

QString notRouted(const QString &name)
{
    return Words::tr("The server does not deliver to a computer of %1, who is among the readers.").arg(name);
}

QString notRoutedHere()
{
    return Words::tr(
        "The server does not deliver to this computer, which is among the readers. A computer of the "
        "staff puts that right.");
}

QString routedRight()
{
    return Words::tr("The server delivers to the readers again, and to nobody else.");
}

QString closed()
{
    return Words::tr("The conversation was closed");
}

QString reopened()
{
    return Words::tr("The conversation was opened again");
}

QString returned()
{
    return Words::tr("The conversation went back to the queue");
}

QString returnedUnanswered()
{
    return Words::tr("The conversation went back to the queue: the customer was not answered in time");
}

QString savedAsFile(const QString &name, const QString &role)
{
    return role.isEmpty() ? Words::tr("%1 saved this conversation as a file").arg(name)
                          : Words::tr("%1 (%2) saved this conversation as a file").arg(name, role);
}

QString erased(const QString &name, UnixTime when)
{
    const QString date =
        QLocale().toString(QDateTime::fromMSecsSinceEpoch(when.ms).date(), QLocale::LongFormat);
    if (name.isEmpty()) return Words::tr("You erased this conversation on %1").arg(date);
    return Words::tr("%1 erased this conversation on %2").arg(name, date);
}

QString blockedNote(UnixTime until, const QString &why)
{
    const QString date = QLocale().toString(QDateTime::fromMSecsSinceEpoch(until.ms), QLocale::ShortFormat);
    const bool is_lasting = until == UnixTime{};
    const QString said = is_lasting ? Words::tr("I have blocked the customer until somebody lifts it.")
                                    : Words::tr("I have blocked the customer until %1.").arg(date);
    return why.isEmpty() ? said : said + QLatin1Char(' ') + why;
}

QString blockedUntil(UnixTime when)
{
    const QString date = QLocale().toString(QDateTime::fromMSecsSinceEpoch(when.ms), QLocale::ShortFormat);
    return Words::tr("This department does not take messages from you until %1. What was written stays "
                     "readable, and what you write now stays on this computer.")
        .arg(date);
}

QString messagesMissing()
{
    return Words::tr("The server left out or reordered messages here");
}

QString messageDamaged()
{
    return Words::tr("A message arrived damaged and cannot be read");
}

QString messageReplayed()
{
    return Words::tr("A message was sent a second time and is shown once");
}

QString diverged()
{
    return Words::tr("From here on this conversation cannot be read on this device");
}

QString changeNotConfirmed()
{
    return Words::tr("For a day the server has not confirmed a change of keys here");
}

QString keyLogSplit()
{
    return Words::tr("The server shows the others in this conversation another record of keys than you");
}

QString forked()
{
    return Words::tr("The server has shown the people in this conversation different things");
}

QString messageDeleted(const QString &name, const QString &role)
{
    if (name.isEmpty()) return Words::tr("You deleted a message");
    return role.isEmpty() ? Words::tr("%1 deleted a message").arg(name)
                          : Words::tr("%1 (%2) deleted a message").arg(name, role);
}

QString fallbackOf(const content::Item &item, const QString &name)
{
    QString text;
    if (const auto *reply = std::get_if<content::Reply>(&item))
        text = Words::tr("%1 answers: %2").arg(name, reply->text.text);
    if (const auto *edit = std::get_if<content::Edit>(&item))
        text = Words::tr("%1 edited a message to: %2").arg(name, edit->text.text);
    if (std::holds_alternative<content::Deletion>(item)) text = messageDeleted(name, {});
    if (const auto *step = std::get_if<content::HandOver>(&item))
        text = handOver(static_cast<content::HandOverSaid>(step->step), name, step->name.text);
    if (const auto *rating = std::get_if<content::Rating>(&item))
        text = rated(name, {rating->stars, rating->remark.text});
    if (std::holds_alternative<content::Intake>(item)) text = Words::tr("%1 agreed to the terms").arg(name);
    if (std::holds_alternative<content::ConsentReceipt>(item))
        text = Words::tr("%1 keeps the customer's agreement").arg(name);
    if (const auto *first = std::get_if<content::FirstWords>(&item)) text = first->text.text;
    if (const auto *past = std::get_if<content::SharedPast>(&item))
        text = pastShown(past->is_cut ? PastShown::NewestOfIt : PastShown::All, name, past->name.text);
    if (const auto *said = std::get_if<content::Attendance>(&item))
        text = attendance(static_cast<content::AttendanceSaid>(said->said), name);
    if (const auto *reaction = std::get_if<content::Reaction>(&item))
        text = reaction->emoji.text.isEmpty()
                   ? Words::tr("%1 took a reaction back").arg(name)
                   : Words::tr("%1 reacts with %2").arg(name, reaction->emoji.text);
    return cutToBytes(text, limits::kNameBytesMax);
}

QString termsAgreed(const QString &name, int version)
{
    if (name.isEmpty()) return Words::tr("You agreed to the terms, version %1.").arg(version);
    return Words::tr("%1 agreed to the terms, version %2.").arg(name).arg(version);
}

QString termsReceived(const QString &by, int version)
{
    return Words::tr("%1 keeps your agreement to the terms, version %2: both sides have signed it.")
        .arg(by)
        .arg(version);
}

QString startAnswers(const QList<StartAnswer> &answers)
{
    QStringList lines;
    for (const StartAnswer &one : answers) {
        const bool is_asked = one.question.endsWith(u'?') || one.question.endsWith(u':');
        //: A question that is asked before the first words, and its answer
        lines.append(is_asked ? one.question + u' ' + one.answer
                              : Words::tr("%1: %2").arg(one.question, one.answer));
    }
    return lines.join(u'\n');
}

QString deletedByPolicy()
{
    return Words::tr("Older messages were deleted by policy");
}

QString locked()
{
    return Words::tr("This message opens when a colleague's device has been on-line");
}

QString unknownContent()
{
    return Words::tr("Something that this version cannot show");
}

QString colleagueChanged(const QString &name)
{
    return Words::tr("This is not the %1 whose safety words you compared. What you write waits until you "
                     "say that it may go to this person.")
        .arg(name);
}

QString guestChanged(const QString &name)
{
    return Words::tr("This is not the customer whose safety words you compared: %1 writes with another key. "
                     "What you write waits until you say that it may go to this person.")
        .arg(name);
}

QString wordsMismatched(const QString &name)
{
    return Words::tr("The safety words of %1 did not match. What you write waits until you say that it may "
                     "go to this person.")
        .arg(name);
}

QString leaving(const QString &name)
{
    return Words::tr("%1 may not read this any more and is being removed. What you write is sent after that.")
        .arg(name);
}

QString elsewhere(const QString &region)
{
    if (region.isEmpty())
        return Words::tr(
            "It is not known yet where this conversation may be kept. What you write waits here.");
    return Words::tr("This conversation is kept in %1 only, and this server stands elsewhere. What you write "
                     "waits here until a server there answers.")
        .arg(region);
}

QString saidWithoutBadge(const QString &name)
{
    return Words::tr("What %1 wrote without a valid badge is not shown").arg(name);
}

QString onlySupervisorsSave()
{
    return Words::tr("In this department, supervisors, administrators and owners may save conversations as "
                     "files.");
}

QString nobodySaves()
{
    return Words::tr("In this department, nobody of the staff may save conversations as files.");
}

QString customerHasNotAllowed()
{
    return Words::tr("The customer has not allowed a copy as a file. You can ask for it: “What the customer "
                     "allows”.");
}

QString notStaffAnyMore()
{
    return Words::tr("Your badge is over, so conversations cannot be saved as files here.");
}

QString guest(AccountId account)
{
    return Words::tr("Guest %1").arg(account.value % 1000);
}

QString guestRole()
{
    return Words::tr("Guest");
}

QString role(identity::Role role)
{
    switch (role) {
    case identity::Role::Owner:
        return Words::tr("Owner");
    case identity::Role::Admin:
        return Words::tr("Administrator");
    case identity::Role::Supervisor:
        return Words::tr("Supervisor");
    case identity::Role::Agent:
        return Words::tr("Agent");
    case identity::Role::Bot:
        return Words::tr("Bot");
    case identity::Role::Guest:
        return guestRole();
    }
    return {};
}

QString defaultConsent()
{
    return Words::tr("Only you and the people named above the conversation can read what you write. "
                     "The server keeps it sealed.");
}

QString notADate(const QString &written)
{
    return Words::tr("\u201c%1\u201d is not a date. Write it like 2026-11-01, or only a month or a year.")
        .arg(written);
}

QString notSearchable(const QString &written)
{
    return Words::tr("\u201chas:%1\u201d is not known. What can be looked for is has:link.").arg(written);
}

QString queryTooLong()
{
    return Words::tr("These are too many words at once. Look for a few of them.");
}

QString noFilesYet()
{
    return Words::tr("Files cannot be sent in this version, so there are none to find.");
}

QString stepConnecting()
{
    return Words::tr("Connecting to the server");
}

QString stepOpeningKey()
{
    return Words::tr("Opening the organisation's key");
}

QString stepMakingKeys()
{
    return Words::tr("Making your keys on this computer");
}

QString stepRegistering()
{
    return Words::tr("Introducing you to the server");
}

QString stepEnteringTeam()
{
    return Words::tr("Joining your team");
}

} // namespace chat121::engine::words
