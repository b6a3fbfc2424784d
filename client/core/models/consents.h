// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a customer allows to be done with a conversation beyond answering it, and how that is put into words.
// The same sentences are shown, and signed with the permission. Threads: any.
#pragma once

#include "common/base/clock.h"

#include <QString>

#include <array>

namespace chat121 {

// As content::ConsentPurpose, which travels.
enum class ConsentPurpose : quint16 {
    Training = 1,
    Transcript = 2,
    AiSuggestions = 4,
    Statistics = 8,
    Sharing = 16,
};

using ConsentPurposes = quint16; // bits; those that a program does not know are kept and not shown

inline constexpr std::array kConsentPurposes = {ConsentPurpose::Training, ConsentPurpose::Transcript,
                                                ConsentPurpose::AiSuggestions, ConsentPurpose::Statistics,
                                                ConsentPurpose::Sharing};

constexpr ConsentPurposes bitOf(ConsentPurpose purpose)
{
    return static_cast<ConsentPurposes>(purpose);
}

// Where a conversation stands. Nothing is allowed that was not.
struct TalkConsents {
    ConsentPurposes allowed = 0;
    ConsentPurposes declined = 0; // was asked for, and is not allowed
    ConsentPurposes asked = 0;    // and not answered yet

    bool allows(ConsentPurpose purpose) const { return (allowed & bitOf(purpose)) != 0; }
    bool operator==(const TalkConsents &) const = default;
};

// A department's text that a customer is asked to agree to before the first words.
struct Terms {
    int version = 0;
    QString text{};          // empty: nothing is asked
    bool is_changed = false; // an earlier one was agreed to

    bool isAsked() const { return !text.isEmpty(); }
    bool operator==(const Terms &) const = default;
};

// What was agreed to, as the devices of both sides have signed it.
struct AgreedTerms {
    int version = 0; // 0: nothing was
    QString text{};
    UnixTime accepted_at{};
    QString received_by{}; // staff who have signed that they have it; empty: nobody yet
    UnixTime received_at{};

    bool isAgreed() const { return version > 0; }
    bool operator==(const AgreedTerms &) const = default;
};

QString consentName(ConsentPurpose purpose);      // as in a list
QString consentSentence(ConsentPurpose purpose);  // what is allowed by it
QString consentNames(ConsentPurposes purposes);   // of those that this program knows
QString consentWording(ConsentPurposes purposes); // their sentences

} // namespace chat121
