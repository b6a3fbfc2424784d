// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The link with which a founder sets up the organisation of a new server. It holds a secret that
// works once and for half an hour, so it goes to stdout and to a file of mode 0600, never to a log.
// Threads: main.
#pragma once

#include "common/crypto/hash.h"
#include "common/crypto/secret.h"
#include "common/crypto/signature.h"
#include "common/identity/endpoint.h"

namespace chat121::ops {

struct LinkParts {
    identity::HostPort endpoint;
    crypto::Hash tls_pin{};
    crypto::PublicKey registrar_key{};
};

QString setUpLink(const LinkParts &parts, crypto::Secret32 token);

// <data>/setup-link, one line.
Result<void> writeSetUpLink(const QString &data, const QString &link);
void removeSetUpLink(const QString &data);

// How others reach this server: what the operator says, else the address that it listens on, else
// this machine's name.
identity::HostPort endpointForLinks(const QString &public_address, const QString &listen_host, quint16 port);

} // namespace chat121::ops
