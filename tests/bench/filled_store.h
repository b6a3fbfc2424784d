// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A local store as it is after years: conversations of fifty messages each, a customer and one of ten agents
// in each, closed. With CHAT121_SHARED the texts are real sentences of its folder nlp; else they are made up
// of words, frequent ones and rare ones. For benchmarks. Threads: the caller's, which owns the store.
#pragma once

#include "client/core/local_store/local_store.h"
#include "common/base/clock.h"

#include <optional>

namespace chat121::bench {

inline constexpr int kRowsPerConversation = 50;

// When message `number` was said, from 0.
UnixTime sentAt(int number);

// What fillStore() takes its texts from.
enum class Texts : quint8 { Sentences, MadeUp };
Texts textsInUse();

// False: the store failed.
bool fillStore(LocalStore &store, int messages);

struct IndexTimes {
    double whole_ms = 0;
    double longest_slice_ms = 0;
};
// The search index of everything that is there; nothing: the store failed.
std::optional<IndexTimes> makeIndex(LocalStore &store, const Clock &clock);

} // namespace chat121::bench
