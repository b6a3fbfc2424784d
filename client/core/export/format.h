// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A conversation as the bytes of a file: head, one piece for each row, foot. README.md describes the forms.
//
// Pure: no clock, no store, no file; equal values give equal bytes. Nothing of a conversation becomes markup,
// and each row becomes exactly one piece. Threads: any.
#pragma once

#include "client/core/export/facts.h"
#include "client/core/models/saving.h"

#include <memory>

namespace chat121::transcript {

class Format {
public:
    virtual ~Format() = default;
    virtual QByteArray head(const Facts &facts) = 0;
    virtual QByteArray row(const Entry &entry) = 0;
    virtual QByteArray foot(const Totals &totals) = 0;
};

std::unique_ptr<Format> makeFormat(SavedFormat format);

// BCP 47: of the sentences that a file for people has.
QString languageOfWords();

} // namespace chat121::transcript
