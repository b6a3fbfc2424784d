// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/identity/invitation.h"

#include "common/base/text.h"
#include "common/crypto/hash.h"
#include "common/crypto/text_encoding.h"
#include "common/identity/chain.h"

namespace chat121::identity {

namespace {

// The payload of a link: version, kind, what all kinds have, what this kind has; then the first
// bytes of its SHA-256, which find a mistyped or cut link before the server is asked.
constexpr quint8 kVersion = 1;
constexpr qsizetype kChecksumBytes = 4;
constexpr quint8 kSetUp = 1; // kinds: never renumber
constexpr quint8 kStaff = 2;
constexpr quint8 kGuest = 3;
constexpr quint8 kStaffByAdmin = 4;
constexpr quint8 kDevice = 5;

constexpr QLatin1String kScheme("chat121://");
constexpr QLatin1String kPageKey("page=");

using Endpoints = List<Endpoint, limits::kEndpointsMax>;

Error malformed(const char *what)
{
    return {Code::Malformed, QString::fromLatin1(what)};
}

void put(Writer &writer, const SetUpInvitation &invitation)
{
    writer.u8(kSetUp);
    writer.raw(invitation.token.view());
}

void put(Writer &writer, const StaffInvitation &invitation)
{
    writer.u8(invitation.admin ? kStaffByAdmin : kStaff);
    codec::put(writer, invitation.root_key);
    writer.raw(invitation.seed.view());
    codec::put(writer, invitation.certificate);
    if (invitation.admin) codec::put(writer, *invitation.admin);
}

void put(Writer &writer, const GuestInvitation &invitation)
{
    writer.u8(kGuest);
    codec::put(writer, invitation.root_key);
    codec::put(writer, invitation.department);
    writer.raw(invitation.token.view());
}

void put(Writer &writer, const DeviceInvitation &invitation)
{
    writer.u8(kDevice);
    codec::put(writer, invitation.root_key);
    codec::put(writer, invitation.code);
}

void get(Reader &reader, SetUpInvitation &invitation)
{
    codec::get(reader, invitation.token);
}

void get(Reader &reader, StaffInvitation &invitation)
{
    codec::get(reader, invitation.root_key);
    codec::get(reader, invitation.seed);
    codec::get(reader, invitation.certificate);
}

void get(Reader &reader, GuestInvitation &invitation)
{
    codec::get(reader, invitation.root_key);
    codec::get(reader, invitation.department);
    codec::get(reader, invitation.token);
}

void get(Reader &reader, DeviceInvitation &invitation)
{
    codec::get(reader, invitation.root_key);
    codec::get(reader, invitation.code);
}

void getPurpose(Reader &reader, Invitation &invitation)
{
    switch (reader.u8()) {
    case kSetUp:
        return get(reader, invitation.purpose.emplace<SetUpInvitation>());
    case kStaff:
        return get(reader, invitation.purpose.emplace<StaffInvitation>());
    case kGuest:
        return get(reader, invitation.purpose.emplace<GuestInvitation>());
    case kStaffByAdmin: {
        StaffInvitation &staff = invitation.purpose.emplace<StaffInvitation>();
        get(reader, staff);
        return codec::get(reader, staff.admin.emplace());
    }
    case kDevice:
        return get(reader, invitation.purpose.emplace<DeviceInvitation>());
    }
    reader.fail(Code::Malformed);
}

Result<QList<HostPort>> parseEndpoints(const Endpoints &endpoints)
{
    if (endpoints.items.isEmpty()) return malformed("an invitation without an endpoint");
    QList<HostPort> result;
    for (const Endpoint &endpoint : endpoints.items) {
        TRY_ASSIGN(const HostPort parsed, parseHostPort(endpoint.text));
        result.append(parsed);
    }
    return result;
}

Result<Invitation> decodePayload(QByteArrayView payload)
{
    Invitation invitation;
    Endpoints endpoints;
    Reader reader(payload);
    if (reader.u8() != kVersion)
        return Error{Code::Unsupported, QStringLiteral("an invitation of a newer version")};
    codec::get(reader, endpoints);
    codec::get(reader, invitation.tls_pin);
    codec::get(reader, invitation.registrar_key);
    getPurpose(reader, invitation);
    TRY(reader.finish());
    TRY_ASSIGN(invitation.endpoints, parseEndpoints(endpoints));
    return invitation;
}

QByteArrayView checksumOf(const crypto::Hash &hash)
{
    return hash.view().first(kChecksumBytes);
}

// The link alone: without comments before it, and without the line breaks of a mail program in it.
QString linkIn(QStringView text)
{
    QString link;
    for (const QStringView line : text.split(QLatin1Char('\n'))) {
        if (link.isEmpty() && line.trimmed().startsWith(QLatin1Char('#'))) continue;
        for (const QChar character : line) {
            if (!character.isSpace()) link.append(character);
        }
    }
    return link;
}

Result<void> checkStaff(const StaffInvitation &staff)
{
    TRY_ASSIGN(const InvitationCertificate certificate,
               verifyInvitation(staff.certificate, staff.certifier()));
    const auto key = crypto::SigningKey::fromSeed(staff.seed.clone());
    if (key.publicKey() != certificate.invitation_key)
        return Error{Code::Crypto, QStringLiteral("an invitation with another key than it certifies")};
    return success();
}

} // namespace

QString toLink(const Invitation &invitation)
{
    Q_ASSERT_X(!invitation.endpoints.isEmpty(), "toLink", "an invitation leads to an endpoint");
    Endpoints endpoints;
    for (const HostPort &endpoint : invitation.endpoints)
        endpoints.items.append(Endpoint(endpoint.toString()));

    Writer writer;
    writer.u8(kVersion);
    codec::put(writer, endpoints);
    codec::put(writer, invitation.tls_pin);
    codec::put(writer, invitation.registrar_key);
    std::visit([&](const auto &purpose) { put(writer, purpose); }, invitation.purpose);
    writer.raw(checksumOf(crypto::sha256(writer.bytes())));

    QByteArray payload = writer.take();
    QString link = kScheme + invitation.endpoints.first().toString() + QLatin1String("/#") +
                   crypto::toBase64Url(payload);
    crypto::wipe(payload);
    return link;
}

Result<Invitation> parseInvitation(QStringView text)
{
    if (text.size() > limits::kInvitationTextMax)
        return Error{Code::TooLarge, QStringLiteral("a text that is too long for an invitation")};
    const QString link = linkIn(text);
    const qsizetype hash_sign = link.indexOf(QLatin1Char('#'));
    if (!link.startsWith(kScheme, Qt::CaseInsensitive) || hash_sign < kScheme.size())
        return malformed("no chat121:// link");

    TRY_ASSIGN(const crypto::SecretBytes bytes,
               crypto::fromBase64Url(QStringView(link).sliced(hash_sign + 1), limits::kInvitationTextMax));
    if (bytes.size() <= kChecksumBytes) return malformed("an invitation is cut off");
    const QByteArrayView payload = bytes.view().chopped(kChecksumBytes);
    if (checksumOf(crypto::sha256(payload)) != bytes.view().last(kChecksumBytes))
        return malformed("an invitation is mistyped or cut off");
    TRY_ASSIGN(Invitation invitation, decodePayload(payload));

    // What a person reads in the link must be where it leads.
    QStringView shown = QStringView(link).sliced(kScheme.size(), hash_sign - kScheme.size());
    if (const qsizetype query = shown.indexOf(u'?'); query >= 0) shown = shown.first(query);
    if (shown.endsWith(QLatin1Char('/'))) shown.chop(1);
    TRY_ASSIGN(const HostPort authority, parseHostPort(shown));
    if (authority != invitation.endpoints.first()) return malformed("a link that leads elsewhere");

    const auto *staff = std::get_if<StaffInvitation>(&invitation.purpose);
    if (staff) TRY(checkStaff(*staff));
    return invitation;
}

QString pageOf(QStringView text)
{
    if (text.size() > limits::kInvitationTextMax) return {};
    const QString link = linkIn(text);
    const qsizetype end = link.indexOf(u'#');
    const qsizetype query = link.indexOf(u'?');
    if (query < 0 || end < query) return {};
    const QStringList parts = link.sliced(query + 1, end - query - 1).split(u'&');
    for (const QString &part : parts) {
        if (!part.startsWith(kPageKey)) continue;
        const QByteArray encoded = part.sliced(kPageKey.size()).toLatin1();
        return cutToBytes(QString::fromUtf8(QByteArray::fromPercentEncoding(encoded)).simplified(),
                          limits::kPageBytesMax);
    }
    return {};
}

Result<void> checkInvitationTime(const Invitation &invitation, UnixTime now)
{
    const auto *staff = std::get_if<StaffInvitation>(&invitation.purpose);
    if (!staff) return success();
    TRY_ASSIGN(const InvitationCertificate certificate,
               verifyInvitation(staff->certificate, staff->certifier()));
    if (certificate.not_after < now) return Error{Code::Expired, QStringLiteral("the invitation is over")};
    return success();
}

crypto::Hash tokenHash(QByteArrayView token)
{
    return crypto::sha256(token);
}

} // namespace chat121::identity
