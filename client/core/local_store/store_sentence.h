// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// One clear sentence for each way in which the local store can fail to open or to save: what
// happened, what is not lost, what to do. In the reader's language; any thread.
#pragma once

#include "common/base/result.h"

namespace chat121 {

QString storeSentence(const Error &error);

} // namespace chat121
