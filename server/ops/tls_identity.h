// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The server's certificate and private key, and the pin that invitations carry: the SHA-256 of the
// certificate's public key (SubjectPublicKeyInfo, DER). Given by the operator as PEM files, or made
// by the server itself at its first start: ECDSA on P-256, ten years. Qt has no generator, so this
// folder speaks to libcrypto. Threads: any.
#pragma once

#include "common/base/clock.h"
#include "common/base/result.h"
#include "common/crypto/hash.h"

#include <QByteArray>
#include <QString>

namespace chat121::ops {

struct TlsIdentity {
    QByteArray certificate_pem; // the chain, own certificate first
    QByteArray private_key_pem;
    crypto::Hash pin{};
};

// Checks that both parse, belong together and can be used with TLS 1.3 here.
// The error's detail is one sentence; it names the files as the operator does.
Result<TlsIdentity> checkTlsIdentity(const QByteArray &certificate_pem, const QByteArray &private_key_pem);

// From the operator's files.
Result<TlsIdentity> loadTlsIdentity(const QString &certificate_path, const QString &key_path);

// A certificate that names nobody, since clients check the pin and not the name; for a fresh key
// when `existing_key_pem` is empty.
Result<TlsIdentity> makeSelfSigned(UnixTime now, const QByteArray &existing_key_pem);

// <data>/tls/certificate.pem and private-key.pem: loads them, or makes them at the first start.
Result<TlsIdentity> loadOrMakeTlsIdentity(const QString &data, UnixTime now);

} // namespace chat121::ops
