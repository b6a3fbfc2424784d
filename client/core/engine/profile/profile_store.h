// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A Profile in the local store, value by value. Threads: engine. Errors: local_store.h.
#pragma once

#include "client/core/engine/profile/profile.h"
#include "client/core/local_store/local_store.h"
#include "client/core/models/desk_choice.h"
#include "client/core/models/notification_choice.h"
#include "client/core/models/telling.h"

namespace chat121::engine {

// A registration that was sent, or is about to be: enough to send it again with the same keys.
struct PendingRegistration {
    crypto::Hash invitation; // which one: the hash of its link
    identity::Endpoints endpoints;
    Opaque<limits::kMessageBytesMax> message; // a frame; its number and proofs are made anew

    auto fields() { return std::tie(invitation, endpoints, message); }
};

// `pending` for an incomplete profile; a complete one has none.
Result<void> saveProfile(LocalStore &store, const Profile &profile,
                         const std::optional<PendingRegistration> &pending);
// The chain and certificate of a profile that is there.
Result<void> saveLeaf(LocalStore &store, const Profile &profile);
// NotFound when no registration is pending.
Result<PendingRegistration> loadPending(LocalStore &store);
// Nothing in a store that nobody has come into yet.
Result<std::optional<Profile>> loadProfile(LocalStore &store);

// The organisation's key on this computer: whether it is somewhere else too, or its owner wants to hear no
// more of that.
struct RootNote {
    bool is_saved = false;
    bool is_postponed = false;
};
Result<RootNote> loadRootNote(LocalStore &store);
Result<void> saveRootNote(LocalStore &store, const RootNote &note);

// After how long without a key or a click the windows lock by themselves; 0: never.
Result<std::chrono::minutes> loadLockAfter(LocalStore &store);
Result<void> saveLockAfter(LocalStore &store, std::chrono::minutes idle);

// What cannot be read is as it was never chosen.
Result<NotificationChoice> loadNotifications(LocalStore &store);
Result<void> saveNotifications(LocalStore &store, const NotificationChoice &choice);
Result<TellingChoice> loadTelling(LocalStore &store);
Result<void> saveTelling(LocalStore &store, const TellingChoice &choice);
Result<DeskChoice> loadDeskChoice(LocalStore &store);
Result<void> saveDeskChoice(LocalStore &store, const DeskChoice &choice);

} // namespace chat121::engine
