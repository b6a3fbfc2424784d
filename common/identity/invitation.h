// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a person is given to come in: a link `chat121://host:port/#<base64url>` (with `?page=...` before the
// '#' where somebody says on which page it stands), or a .chat121 file with the same line. It carries the
// keys that everything else is checked against, so it has to reach the person by a way that the server does
// not control. It holds a secret: show it, do not log it.
#pragma once

#include "common/crypto/secret.h"
#include "common/identity/chain.h"
#include "common/identity/endpoint.h"
#include "common/identity/link_code.h"

#include <variant>

namespace chat121::identity {

using InvitationToken = crypto::Secret32;

// Printed by a new server, for the founder: the root key does not exist yet.
struct SetUpInvitation {
    InvitationToken token;
};

struct StaffInvitation {
    crypto::PublicKey root_key;
    crypto::Secret32 seed; // of the invitation's signing key, which `certificate` certifies
    SignedInvitation certificate;
    std::optional<SignedBadge> admin{}; // who certified it in root's place

    Certifier certifier() const { return {root_key, admin}; }
};

struct GuestInvitation {
    crypto::PublicKey root_key;
    DepartmentId department;
    InvitationToken token;
};

// Shown by a computer at work, for a further one of the same person: device_link.h.
struct DeviceInvitation {
    crypto::PublicKey root_key;
    LinkCode code;
};

struct Invitation {
    QList<HostPort> endpoints; // at least one
    crypto::Hash tls_pin;      // SHA-256 of the public key (DER) of the server's certificate
    crypto::PublicKey registrar_key;
    std::variant<SetUpInvitation, StaffInvitation, GuestInvitation, DeviceInvitation> purpose;
};

// REQUIRES: at least one endpoint
QString toLink(const Invitation &invitation);

// Accepts white space around it and, in a file, lines that begin with '#'.
// Malformed: no invitation, cut off or mistyped. TooLarge. Unsupported: of a newer version.
// For staff also Crypto or Forbidden, if root and certificate do not fit; its end is not checked.
Result<Invitation> parseInvitation(QStringView text);

// Where the link stood, as whoever put it there says: `?page=...` before its '#', which nobody has signed and
// no server sees. One line of limits::kPageBytesMax at most; empty: it does not say.
QString pageOf(QStringView text);

// Expired if the invitation says itself that it is over; guests' ends are known to the server only.
Result<void> checkInvitationTime(const Invitation &invitation, UnixTime now);

// What the server keeps of a token: SHA-256.
crypto::Hash tokenHash(QByteArrayView token);

} // namespace chat121::identity
