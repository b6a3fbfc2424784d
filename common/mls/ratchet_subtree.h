// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a RatchetTree is made of. Private to ratchet_tree.cpp, tree_paths.cpp and tree_hash.cpp.
#pragma once

#include "common/mls/ratchet_tree.h"

namespace chat121::mls {

struct RatchetTree::Subtree {
    NodePointer node;    // null: blank
    SubtreePointer left; // null, as `right`, for a leaf
    SubtreePointer right;
    quint32 members = 0;                      // leaves below, or this one, that are not blank
    mutable std::optional<crypto::Hash> hash; // Section 7.8, once it has been asked for
};

} // namespace chat121::mls
