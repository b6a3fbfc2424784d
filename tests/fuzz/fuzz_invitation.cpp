// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Invitations: the input as the text of a link or file, and as the payload of a link whose checksum
// is right. What is accepted must come back from its own link. Also endpoints.
#include "common/crypto/text_encoding.h"
#include "common/identity/invitation.h"

#include <QtGlobal>

#include <cstdint>

using namespace chat121;
using namespace chat121::identity;

namespace {

void parse(const QString &text)
{
    const QString page = pageOf(text);
    if (page.toUtf8().size() > limits::kPageBytesMax || page.contains(u'\n'))
        qFatal("a page of several lines");
    const auto invitation = parseInvitation(text);
    if (!invitation) return;
    const QString link = toLink(*invitation);
    const auto again = parseInvitation(link);
    if (!again || toLink(*again) != link) qFatal("an accepted invitation makes a link that is refused");
}

// Where the payload leads, so that the host before it agrees.
QString authorityOf(QByteArrayView payload)
{
    Reader reader(payload);
    reader.u8();
    List<Endpoint, limits::kEndpointsMax> endpoints;
    codec::get(reader, endpoints);
    return endpoints.items.isEmpty() ? QStringLiteral("host:1") : endpoints.items.first().text;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArrayView input(data, static_cast<qsizetype>(size));
    const QString text = QString::fromUtf8(input);
    parse(text);
    const auto endpoint = parseHostPort(text);
    if (endpoint && !parseHostPort(endpoint->toString())) qFatal("an endpoint that does not come back");

    const QByteArray bytes = input.toByteArray() + crypto::sha256(input).toByteArray().first(4);
    parse(QStringLiteral("chat121://%1/#%2").arg(authorityOf(input), crypto::toBase64Url(bytes)));
    return 0;
}
