// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The wire schema: every message that a client and the server can exchange stands in this folder, a header
// for each family. There is no other place. Here: what the fields of several families are made of.
//
// A message is a struct; fields() lists what travels, in order. Encoding and decoding are derived
// from that list (common/codec/fields.h, frame.h), and PROTOCOL.md is checked against it by
// tests/tidy. To add a message: append a MessageType, add a struct, add a row to PROTOCOL.md.
//
// `request` is chosen by the asking side and echoed in the answer; an answer is the struct named in
// the comment, or Refused. Opaque fields are never looked into by the server unless it says so.
#pragma once

#include "common/base/limits.h"
#include "common/protocol/message_type.h"

namespace chat121::protocol {

namespace bounds = limits;

using Key = FixedBytes<32>;       // an Ed25519 or X25519 public key
using Signature = FixedBytes<64>; // Ed25519
using Hash = FixedBytes<32>;      // SHA-256
using Name = Text<bounds::kNameBytesMax>;
using Language = Text<bounds::kLanguageBytesMax>;
using Languages = List<Language, bounds::kAgentLanguagesMax>;
using Sealed = Opaque<bounds::kSealedBytesMax>;
using Chain = Opaque<bounds::kChainBytesMax>;             // encode(identity::...), see each use
using Document = Opaque<bounds::kDocumentBytesMax>;       // encode(identity::SignedOrganisation)
using CommitBytes = Opaque<bounds::kCommitBytesMax>;      // an MLSMessage, RFC 9420, Section 6
using GroupBytes = Opaque<bounds::kGroupBytesMax>;        // an MLSMessage(GroupInfo)
using PackageBytes = Opaque<bounds::kKeyPackageBytesMax>; // an MLSMessage(KeyPackage)
using WrappedKey = Opaque<bounds::kWrappedKeyBytesMax>;
using ArchiveKeys = Opaque<bounds::kArchiveKeysBytesMax>; // sealed under an account's recovery words

} // namespace chat121::protocol
