// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/core/key_vault/key_vault.h"

#include "common/base/log.h"

#include <QPointer>

namespace chat121 {

using namespace Qt::StringLiterals;

namespace {

QString keyEntry(quint64 vault_id)
{
    return u"store-key-%1"_s.arg(vault_id, 16, 16, QLatin1Char('0'));
}

QString counterEntry(quint64 vault_id)
{
    return u"starts-%1"_s.arg(vault_id, 16, 16, QLatin1Char('0'));
}

crypto::WrapContext wrapContext(quint64 vault_id)
{
    return {vault_id, crypto::WrapPurpose::LocalStore, 1};
}

Result<StoreKey> keyFrom(QByteArray bytes)
{
    auto key = StoreKey::from(bytes);
    crypto::wipe(bytes);
    if (!key) return Error{Code::Malformed, u"the key store's entry is no key"_s};
    return *std::move(key);
}

} // namespace

VaultChoice vaultChoiceFromEnvironment()
{
    const QString value = qEnvironmentVariable("CHAT121_VAULT");
    if (value == "keychain"_L1) return VaultChoice::Keychain;
    if (value == "passphrase"_L1) return VaultChoice::Passphrase;
    return VaultChoice::Automatic;
}

KeyVault::KeyVault(QString directory, Keychain &keychain, RandomSource &random, VaultChoice choice,
                   QObject *parent)
    : QObject(parent)
    , m_directory(std::move(directory))
    , m_keychain(keychain)
    , m_random(random)
    , m_choice(choice)
{
}

// An answer of the key store that comes after the vault is gone is dropped.
template <typename Value>
std::function<void(Value)> KeyVault::guarded(std::function<void(Value)> handler)
{
    return [self = QPointer(this), handler = std::move(handler)](Value value) {
        if (self) handler(std::move(value));
    };
}

template <typename Value>
void KeyVault::later(std::function<void(Value)> handler, Value value)
{
    auto kept = std::make_shared<Value>(std::move(value));
    QMetaObject::invokeMethod(
        this, [handler = std::move(handler), kept] { handler(std::move(*kept)); }, Qt::QueuedConnection);
}

Result<KeyVault::State> KeyVault::state() const
{
    TRY_ASSIGN(const std::optional<VaultFile> file, readVaultFile(m_directory));
    if (!file) return State::Empty;
    return file->protection == VaultProtection::Keychain ? State::InKeychain : State::UnderPassphrase;
}

Result<VaultFile> KeyVault::requireFile(VaultProtection protection) const
{
    TRY_ASSIGN(std::optional<VaultFile> file, readVaultFile(m_directory));
    if (!file || file->protection != protection) return Error{Code::NotFound, u"no such vault here"_s};
    return *std::move(file);
}

// --- does it work? ----------------------------------------------------------------------------------

void KeyVault::probe(ProbeHandler handler)
{
    if (m_choice == VaultChoice::Automatic) return canary(std::move(handler));
    later(std::move(handler), m_choice == VaultChoice::Keychain);
}

void KeyVault::canary(ProbeHandler handler)
{
    const QString name = u"canary-%1"_s.arg(m_random.id(), 16, 16, QLatin1Char('0'));
    const QByteArray value = m_random.bytes(16);
    const auto onRemoved =
        guarded<Result<void>>([handler](const Result<void> &removed) { handler(removed.has_value()); });
    const auto onRead =
        guarded<Result<QByteArray>>([this, name, value, handler, onRemoved](const Result<QByteArray> &read) {
            if (!read || *read != value) return handler(false);
            m_keychain.remove(name, onRemoved);
        });
    m_keychain.write(name, value,
                     guarded<Result<void>>([this, name, handler, onRead](const Result<void> &written) {
                         if (!written) return handler(false);
                         m_keychain.read(name, onRead);
                     }));
}

// --- a new key --------------------------------------------------------------------------------------

void KeyVault::createInKeychain(KeyHandler handler)
{
    const quint64 id = m_random.id();
    auto key = std::make_shared<StoreKey>(StoreKey::random(m_random));
    storeInKeychain(id, *key, 0, [this, id, key, handler](const Result<void> &stored) {
        if (!stored) return handler(stored.error());
        const auto written = writeVaultFile(m_directory, {id, VaultProtection::Keychain, {}, {}});
        if (!written) return handler(written.error());
        handler(std::move(*key));
    });
}

// Writes both entries and reads the key back: only then it is in the key store.
void KeyVault::storeInKeychain(quint64 vault_id, const StoreKey &key, quint64 counter, DoneHandler handler)
{
    const QByteArray bytes = key.view().toByteArray();
    const auto onRead = guarded<Result<QByteArray>>([bytes, handler](const Result<QByteArray> &read) {
        if (!read) return handler(read.error());
        const bool is_same = crypto::equalInConstantTime(*read, bytes);
        handler(is_same ? success()
                        : Error{Code::Unauthenticated, u"the key store does not keep what it is given"_s});
    });
    const auto onKey = guarded<Result<void>>([this, vault_id, handler, onRead](const Result<void> &written) {
        if (!written) return handler(written.error());
        m_keychain.read(keyEntry(vault_id), onRead);
    });
    m_keychain.write(
        counterEntry(vault_id), encode(counter),
        guarded<Result<void>>([this, vault_id, bytes, handler, onKey](const Result<void> &written) {
            if (!written) return handler(written.error());
            m_keychain.write(keyEntry(vault_id), bytes, onKey);
        }));
}

void KeyVault::createUnderPassphrase(const QString &passphrase, KeyHandler handler)
{
    StoreKey key = StoreKey::random(m_random);
    const auto sealed = seal(m_random.id(), key, passphrase);
    later<Result<StoreKey>>(std::move(handler), sealed ? Result<StoreKey>(std::move(key)) : sealed.error());
}

Result<void> KeyVault::seal(quint64 vault_id, const StoreKey &key, const QString &passphrase)
{
    const crypto::PasswordParameters parameters = crypto::staffPasswordParameters(m_random);
    QByteArray utf8 = passphrase.normalized(QString::NormalizationForm_C).toUtf8();
    auto keys = crypto::derivePasswordKeys(utf8, parameters);
    crypto::wipe(utf8);
    if (!keys) return keys.error();
    const QByteArray wrapped = crypto::wrapKey(keys->wrapping, wrapContext(vault_id), key, m_random);
    return writeVaultFile(m_directory, {vault_id, VaultProtection::Passphrase, parameters, wrapped});
}

// --- an existing key --------------------------------------------------------------------------------

void KeyVault::open(KeyHandler handler)
{
    const auto file = requireFile(VaultProtection::Keychain);
    if (!file) return later<Result<StoreKey>>(std::move(handler), file.error());
    m_keychain.read(
        keyEntry(file->id), guarded<Result<QByteArray>>([this, handler](const Result<QByteArray> &read) {
            if (read) return handler(keyFrom(*read));
            if (read.error().code == Code::NotFound) return explainMissing(handler);
            const bool is_known = read.error().code == Code::Expired || read.error().code == Code::Forbidden;
            handler(is_known ? read.error() : Error{Code::Unauthenticated, read.error().detail});
        }));
}

// Absent, or locked? A working canary tells them apart.
void KeyVault::explainMissing(KeyHandler handler)
{
    canary([handler](bool works) {
        handler(works ? Error{Code::NotFound, u"the key store does not have this profile's key"_s}
                      : Error{Code::Unauthenticated, u"the key store is locked or missing"_s});
    });
}

void KeyVault::openWithPassphrase(const QString &passphrase, KeyHandler handler)
{
    later(std::move(handler), unwrap(passphrase));
}

Result<StoreKey> KeyVault::unwrap(const QString &passphrase) const
{
    TRY_ASSIGN(const VaultFile file, requireFile(VaultProtection::Passphrase));
    QByteArray utf8 = passphrase.normalized(QString::NormalizationForm_C).toUtf8();
    auto keys = crypto::derivePasswordKeys(utf8, *file.parameters);
    crypto::wipe(utf8);
    if (!keys) return keys.error();
    return crypto::unwrapKey(keys->wrapping, wrapContext(file.id), file.wrapped_key.bytes);
}

// --- the start counter ------------------------------------------------------------------------------

// Vault = stored + 1 is a crash between the two writes; the same number is used again, so that any
// number of crashes there does no harm.
void KeyVault::raiseStartCounter(quint64 stored, CounterHandler handler)
{
    const auto file = readVaultFile(m_directory);
    if (!file) return later<Result<quint64>>(std::move(handler), file.error());
    if (!*file || (*file)->protection == VaultProtection::Passphrase)
        return later<Result<quint64>>(std::move(handler), stored + 1);

    const QString name = counterEntry((*file)->id);
    const auto onRead = guarded<Result<QByteArray>>([this, stored, name,
                                                     handler](const Result<QByteArray> &read) {
        if (!read && read.error().code != Code::NotFound) return handler(read.error());
        const auto counter = read ? decode<quint64>(*read) : Result<quint64>(read.error());
        const bool agrees = counter && (*counter == stored || *counter == stored + 1);
        if (!agrees)
            return handler(Error{Code::Conflict, u"vault and store disagree about the number of starts"_s});
        m_keychain.write(name, encode(stored + 1),
                         guarded<Result<void>>([stored, handler](const Result<void> &written) {
                             handler(written ? Result<quint64>(stored + 1) : written.error());
                         }));
    });
    m_keychain.read(name, onRead);
}

void KeyVault::settleStartCounter(quint64 stored, CounterHandler handler)
{
    const auto file = readVaultFile(m_directory);
    if (!file) return later<Result<quint64>>(std::move(handler), file.error());
    if (!*file || (*file)->protection == VaultProtection::Passphrase)
        return later<Result<quint64>>(std::move(handler), stored);

    const QString name = counterEntry((*file)->id);
    const auto onRead =
        guarded<Result<QByteArray>>([this, stored, name, handler](const Result<QByteArray> &read) {
            if (!read && read.error().code != Code::NotFound) return handler(read.error());
            const auto counter = read ? decode<quint64>(*read) : Result<quint64>(read.error());
            if (counter && *counter >= stored) return handler(*counter);
            m_keychain.write(name, encode(stored),
                             guarded<Result<void>>([stored, handler](const Result<void> &written) {
                                 handler(written ? Result<quint64>(stored) : written.error());
                             }));
        });
    m_keychain.read(name, onRead);
}

// --- moving and erasing -----------------------------------------------------------------------------

void KeyVault::moveToKeychain(const StoreKey &key, quint64 start_counter, DoneHandler handler)
{
    const quint64 id = m_random.id();
    storeInKeychain(id, key, start_counter, [this, id, handler](const Result<void> &stored) {
        handler(stored ? writeVaultFile(m_directory, {id, VaultProtection::Keychain, {}, {}}) : stored);
    });
}

void KeyVault::moveToPassphrase(const StoreKey &key, const QString &passphrase, DoneHandler handler)
{
    const auto before = readVaultFile(m_directory);
    const auto sealed = seal(m_random.id(), key, passphrase);
    const bool was_in_keychain = before && *before && (*before)->protection == VaultProtection::Keychain;
    if (!sealed || !was_in_keychain) return later(std::move(handler), sealed);
    forget((*before)->id, std::move(handler));
}

void KeyVault::erase(DoneHandler handler)
{
    const auto file = readVaultFile(m_directory);
    const auto removed = removeVaultFile(m_directory);
    const bool is_in_keychain = file && *file && (*file)->protection == VaultProtection::Keychain;
    if (!removed || !is_in_keychain) return later(std::move(handler), removed);
    forget((*file)->id, std::move(handler));
}

// What the key store does not want to forget is a key of nothing: no error.
void KeyVault::forget(quint64 vault_id, DoneHandler handler)
{
    const auto onCounter = guarded<Result<void>>([handler](const Result<void> &) { handler(success()); });
    m_keychain.remove(keyEntry(vault_id),
                      guarded<Result<void>>([this, vault_id, onCounter](const Result<void> &removed) {
                          if (!removed) qCInfo(lcClient) << "the key store kept an old entry";
                          m_keychain.remove(counterEntry(vault_id), onCounter);
                      }));
}

} // namespace chat121
