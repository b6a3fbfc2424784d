// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/store/outcome.h"

#include "common/protocol/messages/answers.h"

namespace chat121::store {

bool Audience::includes(const Caller &caller) const
{
    if (!caller.isLoggedIn() || (except.isValid() && caller.device == except)) return false;
    switch (kind) {
    case Kind::Devices:
        return devices.contains(caller.device);
    case Kind::Account:
        return caller.account == account;
    case Kind::Department:
        return caller.serves(department);
    case Kind::Staff:
        return caller.isStaff();
    case Kind::Everybody:
        return true;
    }
    Q_UNREACHABLE();
}

Refusal toRefusal(const Error &error)
{
    using protocol::Reason;
    switch (error.code) {
    case Code::Crypto:
        return {error.code, Reason::BadSignature, 0, error.detail};
    case Code::Busy:
        return {error.code, Reason::ServerBusy, 1000, error.detail};
    case Code::Storage:
    case Code::Network:
        return {Code::Storage, Reason::ServerBusy, 1000, error.detail};
    case Code::Malformed:
    case Code::TooLarge:
    case Code::Unauthenticated:
    case Code::Forbidden:
    case Code::NotFound:
    case Code::Conflict:
    case Code::Expired:
    case Code::Unsupported:
        return {error.code, Reason::None, 0, error.detail};
    }
    Q_UNREACHABLE();
}

QByteArray refusedFrame(RequestId request, const Refusal &refusal)
{
    return protocol::encodeFrame(
        protocol::Refused{request, refusal.code, refusal.reason, refusal.retry_after_ms});
}

} // namespace chat121::store
