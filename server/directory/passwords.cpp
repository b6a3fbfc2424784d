// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/directory/passwords.h"

#include "common/crypto/password.h"
#include "server/store/account_rows.h"
#include "server/store/rates.h"
#include "server/store/running.h"

namespace chat121::directory {

using protocol::PasswordRecord;
using protocol::Reason;
using store::Allowed;
using store::kAllowed;
using store::Outcome;
using store::PasswordRow;
using store::Refusal;
using store::Request;
using store::Verdict;

store::NameKey nameKeyOf(const QString &login_name)
{
    const QString folded = login_name.normalized(QString::NormalizationForm_KC).toCaseFolded().trimmed();
    return crypto::sha256({QByteArrayView("chat121 log-in name: "), folded.toUtf8()});
}

// --- keeping --------------------------------------------------------------------------------------

namespace {

constexpr store::RateLimit kTries{limits::kPasswordTriesPerQuarterHour, limits::kPasswordTriesPeriod};

crypto::Hash triesOf(const store::NameKey &name)
{
    return store::rateKey("password", name.view());
}

// An empty name stands for the one that the account has.
Verdict<store::NameKey> nameFor(store::Sql &sql, const PasswordRecord &password, AccountId account)
{
    if (!password.login_name.text.trimmed().isEmpty()) return nameKeyOf(password.login_name.text);
    TRY_ASSIGN(const auto own, store::findPasswordOf(sql, account));
    if (!own) return Refusal{Code::Malformed};
    return own->name_key;
}

// What travels from the comparison on: whether the secret was right, and what it was compared with, since the
// password may have been changed in between.
struct Compared {
    bool is_right = false;
    Opaque<1024> with{};  // empty: there is no password yet
    Opaque<1024> after{}; // what is kept from now on: of a right change, or of the same at today's cost

    auto fields() { return std::tie(is_right, with, after); }
};

// Whether the password is still the one of the comparison, perhaps hashed anew by another log-in.
Verdict<bool> isRight(const Compared &compared, const QByteArray &stored_login)
{
    if (!compared.is_right) return false;
    TRY_ASSIGN(const auto now, decode<crypto::StoredLogIn>(stored_login));
    TRY_ASSIGN(const auto then, decode<crypto::StoredLogIn>(compared.with.bytes));
    return now.salt == then.salt;
}

// An outcome and no refusal, since a refused job would take the count back.
Verdict<Outcome> wrongTry(store::Sql &sql, const crypto::Hash &tries, RequestId number, UnixTime now)
{
    TRY(store::countTry(sql, tries, kTries, now));
    return Outcome{.reply = store::refusedFrame(number, {Code::Unauthenticated, Reason::BadPassword})};
}

} // namespace

Verdict<Allowed> judgePassword(store::Sql &sql, const PasswordRecord &password, AccountId account,
                               AccountId replaced)
{
    if (password.wrapped_account_key.bytes.isEmpty()) return Refusal{Code::Malformed};
    TRY(crypto::checkPasswordParameters({password.memory_bytes, password.passes, password.salt}));
    TRY_ASSIGN(const store::NameKey name, nameFor(sql, password, account));
    TRY_ASSIGN(const auto taken, store::findPassword(sql, name));
    const bool is_free =
        !taken || taken->account == account || (replaced.isValid() && taken->account == replaced);
    if (!is_free) return Refusal{Code::Conflict, Reason::NameTaken};
    return kAllowed;
}

Verdict<QByteArray> hashForKeeping(const std::optional<PasswordRecord> &password, const Request &request)
{
    if (!password) return QByteArray();
    const auto secret = crypto::Secret32::from(password->login_secret.view());
    TRY_ASSIGN(const crypto::StoredLogIn stored,
               crypto::storeLogInSecret(*secret, *request.services->random));
    return encode(stored);
}

Verdict<Allowed> keepPassword(store::Sql &sql, const PasswordRecord &password, AccountId account,
                              const QByteArray &stored_login)
{
    TRY_ASSIGN(const store::NameKey name, nameFor(sql, password, account));
    TRY(store::putPassword(sql, {name, account, password.salt, password.memory_bytes, password.passes,
                                 stored_login, password.wrapped_account_key.bytes}));
    return kAllowed;
}

// --- changing -------------------------------------------------------------------------------------

Verdict<QByteArray> findOwnLogIn(store::Sql &sql, const Request &request)
{
    TRY_ASSIGN(const auto message, protocol::decodeFrame<protocol::SetPassword>(request.frame));
    TRY_ASSIGN(const auto own, store::findPasswordOf(sql, request.caller.account));
    if (own) TRY(store::checkRate(sql, triesOf(own->name_key), kTries, request.now, Reason::TooManyTries));
    TRY(judgePassword(sql, message.password, request.caller.account, {}));
    return own ? own->stored_login : QByteArray();
}

Verdict<QByteArray> hashChange(const Request &request)
{
    TRY_ASSIGN(const auto message, protocol::decodeFrame<protocol::SetPassword>(request.frame));
    Compared compared{request.prepared.isEmpty(), {request.prepared}, {}};
    if (!compared.is_right) {
        TRY_ASSIGN(const auto stored, decode<crypto::StoredLogIn>(request.prepared));
        const auto current = crypto::Secret32::from(message.current.view());
        TRY_ASSIGN(compared.is_right, crypto::checkLogInSecret(*current, stored));
    }
    if (compared.is_right) {
        TRY_ASSIGN(compared.after.bytes, hashForKeeping(message.password, request));
    }
    return encode(compared);
}

Verdict<Outcome> setPassword(store::Sql &sql, const Request &request, const protocol::SetPassword &message)
{
    TRY_ASSIGN(const auto compared, decode<Compared>(request.prepared));
    TRY_ASSIGN(const auto own, store::findPasswordOf(sql, request.caller.account));
    // It came or went in between: nothing was tried.
    if (own.has_value() == compared.with.bytes.isEmpty()) return Refusal{Code::Conflict};
    if (own) {
        const crypto::Hash tries = triesOf(own->name_key);
        TRY(store::checkRate(sql, tries, kTries, request.now, Reason::TooManyTries)); // many at once
        TRY_ASSIGN(const bool is_right, isRight(compared, own->stored_login));
        if (!is_right) return wrongTry(sql, tries, message.request, request.now);
        TRY(store::deleteRate(sql, tries));
    }
    TRY(judgePassword(sql, message.password, request.caller.account, {}));
    TRY(keepPassword(sql, message.password, request.caller.account, compared.after.bytes));
    return store::done(message.request);
}

// --- settings -------------------------------------------------------------------------------------

Verdict<Outcome> fetchPasswordSettings(store::Sql &sql, const Request &request,
                                       const protocol::FetchPasswordSettings &message)
{
    const store::NameKey name = nameKeyOf(message.login_name.text);
    const bool is_own = request.caller.account.isValid() && message.login_name.text.isEmpty();
    TRY_ASSIGN(const auto found,
               is_own ? store::findPasswordOf(sql, request.caller.account) : store::findPassword(sql, name));
    protocol::PasswordSettings reply{message.request, {}, 0, 0};
    if (found) {
        reply.salt = found->salt;
        reply.memory_bytes = found->memory_bytes;
        reply.passes = found->passes;
    } else {
        const crypto::Hash fake =
            crypto::hmacSha256(request.services->fake_settings_key.view(), {name.view()});
        const crypto::PasswordParameters usual = crypto::staffPasswordParameters(*request.services->random);
        reply.salt = *FixedBytes<16>::from(fake.view().first(16));
        reply.memory_bytes = usual.memory_bytes;
        reply.passes = usual.passes;
    }
    return Outcome{.reply = protocol::encodeFrame(reply)};
}

// --- log-in ---------------------------------------------------------------------------------------

Verdict<QByteArray> findStoredLogIn(store::Sql &sql, const Request &request)
{
    TRY_ASSIGN(const auto message, protocol::decodeFrame<protocol::PasswordLogIn>(request.frame));
    const store::NameKey name = nameKeyOf(message.login_name.text);
    TRY(store::checkRate(sql, triesOf(name), kTries, request.now, Reason::TooManyTries));
    TRY_ASSIGN(const auto found, store::findPassword(sql, name));
    if (found) return found->stored_login;
    crypto::StoredLogIn nobody; // as much work as for somebody; no secret has this hash
    request.services->random->fill(nobody.salt.data.data(), nobody.salt.kSize);
    request.services->random->fill(nobody.hash.data.data(), nobody.hash.kSize);
    return encode(nobody);
}

Verdict<QByteArray> compareLogIn(const Request &request)
{
    TRY_ASSIGN(const auto message, protocol::decodeFrame<protocol::PasswordLogIn>(request.frame));
    TRY_ASSIGN(const auto stored, decode<crypto::StoredLogIn>(request.prepared));
    const auto secret = crypto::Secret32::from(message.login_secret.view());
    TRY_ASSIGN(const bool is_right, crypto::checkLogInSecret(*secret, stored));
    Compared compared{is_right, {request.prepared}, {}};
    if (is_right && crypto::isBelow(stored.cost, crypto::kUsualLogInCost)) {
        const auto renewed = crypto::hashLogInSecret(*secret, stored.salt, crypto::kUsualLogInCost);
        if (renewed) compared.after.bytes = encode(*renewed); // else with the next log-in
    }
    return encode(compared);
}

Verdict<Outcome> passwordLogIn(store::Sql &sql, const Request &request,
                               const protocol::PasswordLogIn &message)
{
    TRY_ASSIGN(const auto compared, decode<Compared>(request.prepared));
    const store::NameKey name = nameKeyOf(message.login_name.text);
    TRY(store::checkRate(sql, triesOf(name), kTries, request.now, Reason::TooManyTries)); // many at once
    TRY_ASSIGN(const auto found, store::findPassword(sql, name));
    if (!found) return wrongTry(sql, triesOf(name), message.request, request.now);
    TRY_ASSIGN(const bool is_right, isRight(compared, found->stored_login));
    if (!is_right) return wrongTry(sql, triesOf(name), message.request, request.now);
    TRY(store::deleteRate(sql, triesOf(name)));
    if (!compared.after.bytes.isEmpty() && found->stored_login == compared.with.bytes) {
        PasswordRow renewed = *found;
        renewed.stored_login = compared.after.bytes;
        TRY(store::putPassword(sql, renewed));
    }
    TRY_ASSIGN(const auto account, store::findAccount(sql, found->account));
    if (!account) return Refusal{Code::NotFound};
    return Outcome{.reply = protocol::encodeFrame(protocol::PasswordAccepted{
                       message.request, found->account, {found->wrapped_key}, {account->staff_chain}})};
}

} // namespace chat121::directory
