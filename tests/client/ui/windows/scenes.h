// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Sample conversations for pictures and tests: the same people in every window.
#pragma once

#include "tests/client/ui/windows/played_workspace.h"

namespace chat121::test {

// A desk with three conversations of its own, two that wait and one that is closed.
void playDesk(PlayedWorkspace &workspace, UnixTime now);

// The same; of the closed one a line is left, and the receipt.
void playErased(PlayedWorkspace &workspace, UnixTime now);

// At that desk, Jonas asks to go on with the seventh conversation, Olga's, and has noted something.
void playAsked(PlayedWorkspace &workspace, UnixTime now);

// A customer who talks to Anna.
void playCustomer(PlayedWorkspace &workspace, UnixTime now);

// A customer at another step: with nothing said yet when NotStarted, else after the first question.
void playCustomerAt(PlayedWorkspace &workspace, QueueStanding::Step step, UnixTime now);

// What a server says that it holds about the first conversation.
QList<HeldTable> sampleOfHeld();

// Twelve that fit together.
QStringList sampleWords();
TalkConsents sampleConsents(); // something of each
QList<AskedQuestion> sampleQuestions();
AgreedTerms sampleTerms(); // that Anna has signed for

// Three computers of one account, one of them new.
DeviceList sampleDevices(UnixTime now);
// Another one that is being let in.
LinkStatus sampleLink(LinkStatus::Step step, UnixTime now);
LinkRequest sampleRequest();

// What an invitation to ACME shows.
// What a search for "invoice" finds in these conversations, newest first.
QList<SearchHit> hitsOf(UnixTime now);

InvitationPreview previewOf(InvitationPreview::Kind kind);

} // namespace chat121::test
