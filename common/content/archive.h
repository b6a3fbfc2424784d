// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What an account keeps of its conversations in its archive, so that a new device can show them: the
// rows of the timelines, a line about each conversation, and how far it was read. Sealed by
// client/core/archive.
//
// The types are a registry that grows: a program passes over what it does not know.
#pragma once

#include "common/base/limits.h"
#include "common/codec/fields.h"

#include <variant>

namespace chat121::content {

// Never renumber, never reuse. Not an EnumRange: an unknown number is not an error.
enum class ArchiveType : quint16 { Row = 1, Conversation = 2, Erasure = 3, ReadState = 4, MarkedRow = 5 };

// One row of a timeline, as the person has seen it.
struct ArchivedRow {
    static constexpr auto kType = ArchiveType::Row;
    ConversationId conversation{};
    FixedBytes<16> id{};
    Sequence sequence{};
    AccountId author{};
    UnixTime sent_at{};
    quint8 kind = 0;  // client/core/models/timeline_row.h, RowKind
    quint8 state = 0; // SendState
    bool is_fallback = false;
    Text<limits::kNameBytesMax> author_name{};
    Text<limits::kNameBytesMax> author_role{};
    Text<limits::kTextBytesMax> text{};
    auto fields()
    {
        return std::tie(conversation, id, sequence, author, sent_at, kind, state, is_fallback, author_name,
                        author_role, text);
    }
    bool operator==(const ArchivedRow &) const = default;
};

struct ArchivedReaction {
    AccountId account{};
    Text<limits::kNameBytesMax> name{};
    Text<limits::kReactionBytesMax> emoji{};
    auto fields() { return std::tie(account, name, emoji); }
    bool operator==(const ArchivedReaction &) const = default;
};

// One that answers another, or was changed by what was said later. Each state is an entry of its own; the one
// that was changed last counts, and the former ones are emptied.
struct ArchivedMarkedRow {
    static constexpr auto kType = ArchiveType::MarkedRow;
    ArchivedRow row{};
    Sequence changed{}; // 0: as it was said
    UnixTime edited_at{};
    FixedBytes<16> quoted{};
    Text<limits::kExcerptBytesMax> claim{};
    List<ArchivedReaction, limits::kReactionsMax> reactions{};
    auto fields() { return std::tie(row, changed, edited_at, quoted, claim, reactions); }
    bool operator==(const ArchivedMarkedRow &) const = default;
};

// Written again whenever it has changed; the newest counts.
struct ArchivedConversation {
    static constexpr auto kType = ArchiveType::Conversation;
    ConversationId conversation{};
    DepartmentId department{};
    AccountId guest{};
    AccountId taker{};
    quint32 generation = 0;
    bool is_closed = false;
    Text<limits::kNameBytesMax> title{};
    auto fields() { return std::tie(conversation, department, guest, taker, generation, is_closed, title); }
    bool operator==(const ArchivedConversation &) const = default;
};

// So many entries are about to be emptied, since a policy says so: who reads the archive can tell what
// an own device has erased from what a server keeps back.
struct ArchivedErasure {
    static constexpr auto kType = ArchiveType::Erasure;
    FixedBytes<16> id{}; // a keyed hash of what is erased: the same when it is done again
    quint32 count = 0;
    auto fields() { return std::tie(id, count); }
    bool operator==(const ArchivedErasure &) const = default;
};

// How far the account's person has read a conversation, on whatever computer; the furthest counts.
struct ArchivedReadState {
    static constexpr auto kType = ArchiveType::ReadState;
    ConversationId conversation{};
    Sequence up_to{};
    auto fields() { return std::tie(conversation, up_to); }
    bool operator==(const ArchivedReadState &) const = default;
};

// A type that this program does not know, or a body that it cannot read.
struct ArchivedUnknown {
    quint16 type = 0;
    bool operator==(const ArchivedUnknown &) const = default;
};

using ArchivedItem = std::variant<ArchivedRow, ArchivedConversation, ArchivedErasure, ArchivedReadState,
                                  ArchivedMarkedRow, ArchivedUnknown>;

// The plaintext of one entry. `stored_before`: entries that this writer knows to lie in the log below;
// who reads the whole log finds out when the server has left some of them out.
struct ArchiveEntry {
    DeviceId writer{};
    quint64 stored_before = 0;
    ArchivedItem item{};
    bool operator==(const ArchiveEntry &) const = default;
};

// REQUIRES: the item is not unknown
QByteArray encodeArchiveEntry(const ArchiveEntry &entry);
// Malformed only when the outer frame is broken; a strange type or body gives ArchivedUnknown.
Result<ArchiveEntry> decodeArchiveEntry(QByteArrayView bytes);

// An entry as it lies on the server. `id` is a keyed hash of what is in it.
struct SealedArchiveEntry {
    quint8 format = 1;
    quint32 key = 0; // the number of the archive key
    FixedBytes<16> id{};
    Opaque<limits::kSealedBytesMax> box{};
    auto fields() { return std::tie(format, key, id, box); }
};

// The archive's keys as they lie on the server. The marks tell which words open it, and which did
// before, so that a person is told what is wrong with the words that they have typed.
struct SealedArchiveKeys {
    quint8 format = 1;
    FixedBytes<16> mark{};
    List<FixedBytes<16>, limits::kFormerWordsKept> former{};
    Opaque<limits::kArchiveKeysBytesMax> box{};
    auto fields() { return std::tie(format, mark, former, box); }
};

} // namespace chat121::content
