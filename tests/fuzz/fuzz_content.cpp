// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The inside of an envelope: what a member of the conversation may send, also a malicious one. A known
// kind that decodes must survive encoding; an unknown one must never be an error of its own.
// Reaches: Outer, TextMessage, Receipt, Typing, Profile, Notice, Consents, ConsentQuestion, TeamKeys, TeamAsk
// Reaches: Reply, Edit, Deletion, Reaction, HandOver, Attendance, JoinAsk, SharedPast, PastRow, Rating, Intake, ConsentReceipt, FirstWords, StartAnswer, StartAnswers, CustomerContext
#include "common/content/content.h"

#include <QtGlobal>

#include <cstdint>
#include <variant>

using namespace chat121;
using namespace chat121::content;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArrayView input(data, static_cast<qsizetype>(size));
    const auto witness = decode<Witness>(input);
    if (witness && encode(*witness) != input) qFatal("a second form of the same witness was accepted");
    const auto first = decodeContent(input);
    if (!first || std::holds_alternative<Unknown>(first->item)) return 0;
    const auto second = decodeContent(encodeContent(*first));
    if (!second || !(*second == *first)) qFatal("the content was not the same after encoding");
    return 0;
}
