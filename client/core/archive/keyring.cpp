// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/core/archive/keyring.h"

#include "common/crypto/aead.h"
#include "common/crypto/padding.h"

namespace chat121::archive {

namespace {

constexpr quint8 kFormat = 1;

// What the seal covers beside the keys: label (the purpose), format, owner, version, marks.
QByteArray bindingOf(const content::SealedArchiveKeys &record, const KeysPlace &place)
{
    Writer writer;
    writer.raw("chat121 archive keys");
    writer.u8(record.format);
    writer.u64(place.owner.value);
    writer.u64(place.version);
    writer.raw(record.mark.view());
    for (const WordsMark &mark : record.former.items)
        writer.raw(mark.view());
    return writer.take();
}

Error notWhatWasPut()
{
    return {Code::Crypto, QStringLiteral("the archive's keys do not open")};
}

} // namespace

// --- keyring --------------------------------------------------------------------------------------

Keyring Keyring::make(RandomSource &random, UnixTime now)
{
    Keyring keyring;
    keyring.index_key = crypto::Secret32::random(random);
    keyring.keys.push_back({1, now, crypto::Secret32::random(random)});
    return keyring;
}

Keyring Keyring::clone() const
{
    Keyring copy;
    copy.index_key = index_key.clone();
    for (const ArchiveKey &key : keys)
        copy.keys.push_back({key.number, key.made_at, key.key.clone()});
    if (customer)
        copy.customer = CustomerAccount{customer->account_seed.clone(), customer->device_seed.clone(),
                                        customer->department, customer->conversation, customer->name};
    if (staff) copy.staff = StaffAccount{staff->account_seed.clone()};
    return copy;
}

Result<void> Keyring::addKey(RandomSource &random, UnixTime now)
{
    if (keys.size() >= static_cast<size_t>(limits::kArchiveKeysKept))
        return Error{Code::TooLarge, QStringLiteral("too many archive keys")};
    keys.push_back({newest().number + 1, now, crypto::Secret32::random(random)});
    return success();
}

const ArchiveKey *Keyring::find(quint32 number) const
{
    const auto found = std::find_if(keys.cbegin(), keys.cend(),
                                    [number](const ArchiveKey &key) { return key.number == number; });
    return found == keys.cend() ? nullptr : &*found;
}

void Keyring::read(Reader &reader)
{
    keys.clear();
    codec::get(reader, index_key);
    const quint16 count = reader.u16();
    if (count == 0 || count > limits::kArchiveKeysKept) return reader.fail(Code::Malformed);
    for (quint16 i = 0; i < count && !reader.failed(); ++i) {
        ArchiveKey key;
        key.number = reader.u32();
        codec::get(reader, key.made_at);
        codec::get(reader, key.key);
        const bool is_rising = keys.empty() || key.number > keys.back().number;
        if (!is_rising) return reader.fail(Code::Malformed);
        keys.push_back(std::move(key));
    }
    codec::get(reader, customer);
    codec::get(reader, staff);
}

void Keyring::write(Writer &writer) const
{
    codec::put(writer, index_key);
    writer.u16(static_cast<quint16>(keys.size()));
    for (const ArchiveKey &key : keys) {
        writer.u32(key.number);
        codec::put(writer, key.made_at);
        codec::put(writer, key.key);
    }
    codec::put(writer, customer);
    codec::put(writer, staff);
}

// --- the record -----------------------------------------------------------------------------------

WordsMark markOf(const crypto::RecoverySecret &words)
{
    return *WordsMark::from(crypto::recoveryKeysOf(words).mark.view());
}

QByteArray sealKeys(const Keyring &keyring, const crypto::RecoverySecret &words, const KeysPlace &place,
                    const QList<WordsMark> &former, RandomSource &random)
{
    content::SealedArchiveKeys record;
    record.format = kFormat;
    record.mark = markOf(words);
    record.former.items = former.last(qMin(former.size(), limits::kFormerWordsKept));
    QByteArray plain = encode(keyring);
    QByteArray padded = crypto::pad(plain);
    record.box =
        crypto::boxSeal(crypto::recoveryKeysOf(words).wrapping, bindingOf(record, place), padded, random);
    crypto::wipe(plain);
    crypto::wipe(padded);
    return encode(record);
}

Result<OpenedKeys> openKeys(QByteArrayView sealed, const crypto::RecoverySecret &words,
                            const KeysPlace &place)
{
    TRY_ASSIGN(const auto record, decode<content::SealedArchiveKeys>(sealed));
    if (record.format != kFormat)
        return Error{Code::Unsupported, QStringLiteral("archive keys of a newer program")};
    const WordsMark mark = markOf(words);
    if (record.mark != mark && record.former.items.contains(mark))
        return Error{Code::Expired, QStringLiteral("words that were replaced")};
    if (record.mark != mark) return Error{Code::NotFound, QStringLiteral("other words")};
    auto padded =
        crypto::boxOpen(crypto::recoveryKeysOf(words).wrapping, bindingOf(record, place), record.box.bytes);
    if (!padded) return notWhatWasPut();
    auto plain = crypto::unpad(*padded);
    crypto::wipe(*padded);
    if (!plain) return notWhatWasPut();
    auto keyring = decode<Keyring>(*plain);
    crypto::wipe(*plain);
    if (!keyring) return notWhatWasPut();
    return OpenedKeys{*std::move(keyring), record.former.items};
}

} // namespace chat121::archive
