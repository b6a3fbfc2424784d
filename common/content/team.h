// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the staff of a department share among themselves, in the team's log: entries, each signed by its
// author's device (common/identity/team_entry.h) and sealed under a content key of the department
// (client/core/engine/team). Customers are not members of a team and never hold any of it.
//
// The types are a registry that grows: a program passes over what it does not know.
#pragma once

#include "common/base/limits.h"
#include "common/codec/fields.h"

#include <variant>

namespace chat121::content {

// Never renumber, never reuse. Not an EnumRange: an unknown number is not an error.
enum class TeamType : quint16 { Note = 1, Reply = 2, WrapUp = 3 };

// Noted about a conversation.
struct TeamNote {
    static constexpr auto kType = TeamType::Note;
    ConversationId conversation{};
    Sequence after{}; // what the author had read of the conversation: the note's place in it
    List<AccountId, limits::kNoteMentionsMax> mentions{};
    Text<limits::kNoteBytesMax> text{};
    auto fields() { return std::tie(conversation, after, mentions, text); }
    bool operator==(const TeamNote &) const = default;
};

// A ready-made answer, as it is from now on. Each change has a greater revision than the one that its author
// knew; of two that were made at once the one with the greater entry id counts, for everybody alike. An entry
// that is put into the log again changes nothing, so that no server can bring an older text back.
struct TeamReply {
    static constexpr auto kType = TeamType::Reply;
    FixedBytes<16> reply{};  // random, chosen by who made it
    quint64 revision = 0;    // from 1 on; never above the entry's place in the log
    bool is_deleted = false; // then there are no words
    Text<limits::kReplyShortcutBytesMax> shortcut{};
    Text<limits::kReplyTitleBytesMax> title{};
    Text<limits::kReplyLanguageBytesMax> language{}; // a tag of BCP 47; empty: any
    Text<limits::kReplyBytesMax> text{};
    auto fields() { return std::tie(reply, revision, is_deleted, shortcut, title, language, text); }
    bool operator==(const TeamReply &) const = default;
};

struct Tag {
    Text<limits::kTagBytesMax> name{}; // common/base/tags.h; without the hash
    auto fields() { return std::tie(name); }
    bool operator==(const Tag &) const = default;
};

// How a conversation ended, as its author sees it. Of several the last one counts.
struct TeamWrapUp {
    static constexpr auto kType = TeamType::WrapUp;
    ConversationId conversation{};
    Sequence after{};    // what the author had read of the conversation
    quint16 outcome = 0; // client/core/models/wrap_up.h; one that a program does not know is another one
    List<Tag, limits::kWrapUpTagsMax> tags{};
    Text<limits::kWrapUpRemarkBytesMax> remark{};
    auto fields() { return std::tie(conversation, after, outcome, tags, remark); }
    bool operator==(const TeamWrapUp &) const = default;
};

// A type that this program does not know, or a body that it cannot read.
struct TeamUnknown {
    quint16 type = 0;
    bool operator==(const TeamUnknown &) const = default;
};

using TeamItem = std::variant<TeamNote, TeamReply, TeamWrapUp, TeamUnknown>;

struct TeamEntry {
    FixedBytes<16> id{}; // random, chosen by the author
    UnixTime said_at{};  // the author's clock
    TeamItem item{};
    bool operator==(const TeamEntry &) const = default;
};

// REQUIRES: the item is not unknown
QByteArray encodeTeamEntry(const TeamEntry &entry);
// Malformed only when the outer frame is broken; a strange type or body gives TeamUnknown.
Result<TeamEntry> decodeTeamEntry(QByteArrayView bytes);

using TeamKeyId = FixedBytes<16>; // of a content key: a hash of it

// An entry as it lies in the log. An MLS message begins with another number (RFC 9420, Section 6).
inline constexpr quint16 kTeamEntryFormat = 0xF121;

struct SealedTeamEntry {
    quint16 format = kTeamEntryFormat;
    TeamKeyId key{};
    Opaque<limits::kTeamBoxBytesMax> box{};
    auto fields() { return std::tie(format, key, box); }
    bool operator==(const SealedTeamEntry &) const = default;
};

} // namespace chat121::content
