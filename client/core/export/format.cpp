// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/core/export/format.h"

#include "client/core/export/formats.h"

namespace chat121::transcript {

std::unique_ptr<Format> makeFormat(SavedFormat format)
{
    switch (format) {
    case SavedFormat::Page:
        return makePage();
    case SavedFormat::Data:
        return makeData();
    case SavedFormat::Text:
        return makeText();
    }
    return makeText();
}

} // namespace chat121::transcript
