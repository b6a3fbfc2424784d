// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the core writes into timelines, rosters and progress lines: translation context "Words".
// Threads: any.
#pragma once

#include "client/core/workspace.h"
#include "common/content/content.h"
#include "common/identity/statements.h"

namespace chat121::engine::words {

QString joined(const QString &name, const QString &role);
QString left(const QString &name, const QString &role);
QString newDevice(const QString &name, const QString &role); // in place of an older one
QString oneMoreDevice(const QString &name, const QString &role);
QString oneDeviceLess(const QString &name, const QString &role);
QString closed();
QString reopened();
QString returned();
QString returnedUnanswered();
// For the team; `until` 0: until it is lifted.
QString blockedNote(UnixTime until, const QString &why);
QString blockedUntil(UnixTime when); // to the customer from whom nothing is taken
QString savedAsFile(const QString &name, const QString &role);
// A step of a hand-over; `by` and `to` empty: the reader. Empty for a step that is not known.
QString handOver(content::HandOverSaid step, const QString &by, const QString &to);
// What was said before is shown to a colleague; `by` and `to` empty: the reader.
enum class PastShown : quint8 { All, NewestOfIt };
QString pastShown(PastShown what, const QString &by, const QString &to);
QString asShownBy(const QString &name); // beside the author of such a message
QString attendance(content::AttendanceSaid said, const QString &by); // empty: the reader
QString withReading(const QString &role);                            // of somebody who reads along
QString messagesMissing();
QString messageDamaged();
QString messageReplayed();
QString diverged();
QString changeNotConfirmed();
QString keyLogSplit();
QString routedOutside(); // the server delivers to somebody who is no reader
QString notRouted(const QString &name);
QString notRoutedHere();
QString routedRight(); // after one of these
QString forked();      // the server told the members different things
QString deletedByPolicy();
QString messageDeleted(const QString &name,
                       const QString &role); // by its author; without a name: by the reader
// What programs from before show of what they do not know; empty: nothing.
QString fallbackOf(const content::Item &item, const QString &name);
QString erased(const QString &name, UnixTime when); // without a name: by the reader
QString locked();                                   // a preview that cannot be opened yet
QString unknownContent();

// What a customer allows; `name` empty: the reader.
QString consentsGiven(const QString &name, const QString &what);
QString consentsTaken(const QString &name, const QString &what);
QString consentsRefused(const QString &name, const QString &what);
QString consentsAskedByMe(const QString &what);
QString consentsAskedOfMe(const QString &name, const QString &what);
QString consentsAskedByOther(const QString &name, const QString &what);

QString rated(const QString &name, const Rating &rating); // by its customer; without a name: by the reader
QString ratingTooLate();
// A department's text; `name` empty: the reader.
QString termsAgreed(const QString &name, int version);
QString termsReceived(const QString &by, int version); // the agreement has a second signature

QString startAnswers(const QList<StartAnswer> &answers); // a line for each

QString wrappedUp(const WrapUp &wrap_up); // a note of staff: how it ended, its tags, the remark

// Why nothing is sent.
QString colleagueChanged(const QString &name);
QString guestChanged(const QString &name);
QString wordsMismatched(const QString &name);
QString leaving(const QString &name);
QString elsewhere(const QString &region);      // empty: of a department that is not known
QString saidWithoutBadge(const QString &name); // in place of the words

// Why a member of staff may not save a conversation as a file.
QString onlySupervisorsSave();
QString nobodySaves();
QString customerHasNotAllowed();
QString notStaffAnyMore();

QString guest(AccountId account); // a guest who gave no name
QString guestRole();
QString role(identity::Role role);
QString defaultConsent();

QString notADate(const QString &written); // in a search
QString notSearchable(const QString &written);
QString queryTooLong();
QString noFilesYet();

QString stepConnecting();
QString stepMakingKeys();
QString stepOpeningKey();
QString stepRegistering();
QString stepEnteringTeam();

} // namespace chat121::engine::words
