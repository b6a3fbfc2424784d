// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/core/archive/entry_seal.h"

#include "common/crypto/aead.h"
#include "common/crypto/hash.h"
#include "common/crypto/padding.h"

namespace chat121::archive {

namespace {

constexpr quint8 kFormat = 1;

QByteArray bindingOf(const content::SealedArchiveEntry &sealed, AccountId owner)
{
    Writer writer;
    writer.raw("chat121 archive entry");
    writer.u8(sealed.format);
    writer.u64(owner.value);
    writer.u32(sealed.key);
    writer.raw(sealed.id.view());
    return writer.take();
}

// What names an item.
struct NameOf {
    QByteArray operator()(const content::ArchivedRow &row) const
    {
        Writer writer;
        writer.raw("row");
        writer.u64(row.conversation.value);
        writer.raw(row.id.view());
        return writer.take();
    }
    // As said, it is the row itself, whatever it answers.
    QByteArray operator()(const content::ArchivedMarkedRow &marked) const
    {
        QByteArray name = (*this)(marked.row);
        Writer version;
        version.u64(marked.changed.value);
        return marked.changed.isValid() ? name + version.take() : name;
    }
    QByteArray operator()(const content::ArchivedConversation &conversation) const
    {
        return "conversation" + encode(conversation);
    }
    QByteArray operator()(const content::ArchivedErasure &erasure) const
    {
        return "erasure" + erasure.id.toByteArray();
    }
    QByteArray operator()(const content::ArchivedReadState &state) const { return "read" + encode(state); }
    QByteArray operator()(const content::ArchivedUnknown &) const { return {}; }
};

Error notWhatWasPut()
{
    return {Code::Crypto, QStringLiteral("an archive entry does not open")};
}

} // namespace

EntryId entryIdOf(const Keyring &keyring, const content::ArchivedItem &item)
{
    const crypto::Hash hash = crypto::hmacSha256(keyring.index_key.view(), {std::visit(NameOf{}, item)});
    return *EntryId::from(hash.view().first(EntryId::kSize));
}

QByteArray sealEntry(const Keyring &keyring, AccountId owner, const content::ArchiveEntry &entry,
                     RandomSource &random)
{
    content::SealedArchiveEntry sealed;
    sealed.format = kFormat;
    sealed.key = keyring.newest().number;
    sealed.id = entryIdOf(keyring, entry.item);
    QByteArray plain = content::encodeArchiveEntry(entry);
    QByteArray padded = crypto::pad(plain);
    sealed.box = crypto::boxSeal(keyring.newest().key, bindingOf(sealed, owner), padded, random);
    crypto::wipe(plain);
    crypto::wipe(padded);
    return encode(sealed);
}

Result<content::ArchiveEntry> openEntry(const Keyring &keyring, AccountId owner, QByteArrayView bytes)
{
    TRY_ASSIGN(const auto sealed, decode<content::SealedArchiveEntry>(bytes));
    if (sealed.format != kFormat)
        return Error{Code::Unsupported, QStringLiteral("an entry of a newer program")};
    const ArchiveKey *key = keyring.find(sealed.key);
    if (key == nullptr) return Error{Code::NotFound, QStringLiteral("an unknown archive key")};
    auto padded = crypto::boxOpen(key->key, bindingOf(sealed, owner), sealed.box.bytes);
    if (!padded) return notWhatWasPut();
    auto plain = crypto::unpad(*padded);
    crypto::wipe(*padded);
    if (!plain) return notWhatWasPut();
    auto entry = content::decodeArchiveEntry(*plain);
    crypto::wipe(*plain);
    if (!entry) return entry.error();
    const bool is_known = !std::holds_alternative<content::ArchivedUnknown>(entry->item);
    if (is_known && entryIdOf(keyring, entry->item) != sealed.id) return notWhatWasPut();
    return entry;
}

} // namespace chat121::archive
