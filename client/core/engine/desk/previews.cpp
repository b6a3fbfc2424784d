// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/core/engine/desk/previews.h"

#include "client/core/engine/notices/words.h"
#include "common/identity/opening.h"

namespace chat121::engine {

Previews::Previews(Context &context, Ledger &ledger, QObject *parent)
    : QObject(parent)
    , m_context(context)
    , m_ledger(ledger)
{
}

std::optional<identity::Department> Previews::departmentOf(LogId waiting_room) const
{
    for (const identity::Department &department :
         m_context.identity.organisation().document.departments.items)
        if (department.waiting_room == waiting_room) return department;
    return std::nullopt;
}

bool Previews::isWaitingRoom(LogId log) const
{
    return departmentOf(log).has_value();
}

// --- opening --------------------------------------------------------------------------------------

Result<crypto::HpkeKeyPair> Previews::inboxKey(QByteArrayView sealed) const
{
    TRY_ASSIGN(const auto id, identity::inboxKeyOf(sealed));
    TRY_ASSIGN(const auto record, m_context.store.departmentKeys().find(id.value));
    if (!record)
        return Error{Code::NotFound, QStringLiteral("sealed to a key that this device does not have")};
    auto key = crypto::Secret32::from(record->private_key.bytes);
    if (!key) return Error{Code::Malformed, QStringLiteral("an inbox key of another length")};
    return crypto::HpkeKeyPair::fromPrivateKey(*std::move(key));
}

Result<Previews::Read> Previews::open(const identity::Department &department,
                                      const protocol::Envelope &envelope) const
{
    Read read;
    PreviewRecord &preview = read.preview;
    preview.envelope = {envelope.log, envelope.sequence};
    preview.conversation = envelope.about;
    preview.sealed = envelope.body.bytes;
    preview.author = envelope.sender_account;
    preview.written_at = envelope.stored_at;
    Details details{{}, department.id, true};
    preview.details = encode(details);

    const auto key = inboxKey(envelope.body.bytes);
    if (!key) return key.error().code == Code::NotFound ? Result(read) : key.error();
    const identity::OpeningContext context{department.id, envelope.about, m_context.identity.anchors(),
                                           m_context.clock.now()};
    TRY_ASSIGN(const auto opened, identity::openOpening(envelope.body.bytes, *key, context));
    if (opened.author.account() != envelope.sender_account)
        return Error{Code::Crypto, QStringLiteral("an opening of another account than it says")};
    details.key_package = opened.opening.key_package;
    details.is_locked = false;
    preview.details = encode(details);
    preview.message = opened.opening.message;
    preview.display_name = opened.opening.display_name.text;
    TRY_ASSIGN(const auto content, content::decodeContent(opened.opening.content.bytes));
    if (const auto *text = std::get_if<content::TextMessage>(&content.item)) preview.text = text->text.text;
    if (const auto *reply = std::get_if<content::Reply>(&content.item)) preview.text = reply->text.text;
    if (const auto *first = std::get_if<content::FirstWords>(&content.item)) {
        preview.text = first->text.text;
        read.intake = first->intake;
    }
    preview.written_at = content.sent_at;
    return read;
}

Result<void> Previews::acceptWaiting(const protocol::Envelope &envelope)
{
    if (envelope.kind == protocol::EnvelopeKind::Emptied)
        return m_context.store.previews().remove({envelope.log, envelope.sequence});
    const auto department = departmentOf(envelope.log);
    const auto read = open(*department, envelope);
    if (!read) {
        // Forged or damaged: nothing of it is shown, and nobody will be sealed to.
        qCWarning(lcClient) << "an opening in log" << envelope.log.value << "cannot be believed";
        return success();
    }
    TRY(m_context.store.previews().save(read->preview));
    TRY_ASSIGN(const auto newest, newestKey(department->id));
    if (newest && isUnderOlder(read->preview, *newest)) resealSoon(department->id);
    return show(*read);
}

Result<void> Previews::show(const Read &read)
{
    const PreviewRecord &preview = read.preview;
    TRY_ASSIGN(const Details details, decode<Details>(preview.details.bytes));
    ConversationRecord record = m_ledger.recordOr(preview.conversation);
    record.department = details.department;
    record.guest = preview.author;
    if (!record.waiting_since.ms) record.waiting_since = preview.written_at;
    if (!preview.display_name.text.isEmpty()) record.title = preview.display_name;
    if (details.is_locked) record.preview.text = words::locked();
    TRY(m_ledger.save(record));
    if (read.intake) TRY(m_ledger.intake(preview.conversation, {}, preview.author, *read.intake));
    if (details.is_locked || preview.text.text.isEmpty()) return success();

    TRY_ASSIGN(const auto known, m_context.store.messages().find(preview.conversation, preview.message));
    if (known) return success();
    TimelineRow row;
    row.id = preview.message;
    row.author = preview.author;
    row.sent_at = preview.written_at;
    row.author_name = record.title.text.isEmpty() ? words::guest(preview.author) : record.title.text;
    row.author_role = words::guestRole();
    row.text = preview.text.text;
    return m_ledger.put(preview.conversation, row);
}

bool Previews::isKnown(ConversationId conversation) const
{
    const auto previews = m_context.store.previews().allOf(conversation.value);
    return previews && !previews->isEmpty();
}

std::optional<WaitingGuest> Previews::guestOf(ConversationId conversation) const
{
    const auto previews = m_context.store.previews().allOf(conversation.value);
    if (!previews) return std::nullopt;
    std::optional<WaitingGuest> guest;
    Sequence newest{};
    for (const PreviewRecord &preview : *previews) {
        const auto details = decode<Details>(preview.details.bytes);
        if (!details || details->is_locked || preview.envelope.sequence < newest) continue;
        newest = preview.envelope.sequence;
        guest = WaitingGuest{preview.author, details->key_package.bytes};
    }
    return guest;
}

Result<void> Previews::forget(ConversationId conversation)
{
    TRY(m_context.store.previews().removeAllOf(conversation.value));
    if (m_ledger.isMember(conversation)) return success();
    TRY(m_context.store.messages().removeAll(conversation));
    TRY(m_context.store.intakes().remove(conversation));
    ConversationRecord record = m_ledger.recordOr(conversation);
    record.preview.text.clear();
    return m_ledger.save(record);
}

// --- a newer key ----------------------------------------------------------------------------------

Result<std::optional<DepartmentKeyRecord>> Previews::newestKey(DepartmentId department) const
{
    TRY_ASSIGN(const auto keys, m_context.store.departmentKeys().allOf(department.value));
    std::optional<DepartmentKeyRecord> newest;
    for (const DepartmentKeyRecord &key : keys)
        if (!newest || key.order > newest->order) newest = key;
    return newest;
}

void Previews::keysChanged(DepartmentId department)
{
    auto save = [&]() -> Result<void> {
        TRY_ASSIGN(auto transaction, m_context.store.begin());
        TRY(openLocked(department));
        TRY(eraseUnusedKeys(department));
        return transaction.commit();
    };
    if (const auto saved = save(); !saved) return m_context.storeFailed(saved.error());
    resealOld(department);
}

Result<void> Previews::openLocked(DepartmentId department)
{
    TRY_ASSIGN(const auto previews, m_context.store.previews().all());
    const auto place = m_context.identity.organisation().department(department);
    for (const PreviewRecord &preview : previews) {
        TRY_ASSIGN(const Details details, decode<Details>(preview.details.bytes));
        if (!place || details.department != department || !details.is_locked) continue;
        protocol::Envelope envelope;
        envelope.log = preview.envelope.log;
        envelope.sequence = preview.envelope.sequence;
        envelope.sender_account = preview.author;
        envelope.stored_at = preview.written_at;
        envelope.about = preview.conversation;
        envelope.body = preview.sealed.bytes;
        const auto opened = open(*place, envelope);
        if (!opened) continue;
        TRY(m_context.store.previews().save(opened->preview));
        TRY(show(*opened));
    }
    return success();
}

// Its author had not heard of the newest key: who came with that one cannot read it.
void Previews::resealSoon(DepartmentId department)
{
    if (m_resealed_soon.contains(department)) return;
    m_resealed_soon.insert(department);
    const auto look = [this, department] {
        m_resealed_soon.remove(department);
        resealOld(department);
    };
    QMetaObject::invokeMethod(this, look, Qt::QueuedConnection);
}

bool Previews::isUnderOlder(const PreviewRecord &preview, const DepartmentKeyRecord &newest)
{
    const auto details = decode<Details>(preview.details.bytes);
    const auto sealed_to = identity::inboxKeyOf(preview.sealed.bytes);
    return details && sealed_to && details->department == newest.department && !details->is_locked &&
           sealed_to->value != newest.id;
}

void Previews::resealOld(DepartmentId department)
{
    if (!m_ledger.mayLeave(department)) return;
    const auto newest = newestKey(department);
    const auto previews = m_context.store.previews().all();
    if (!newest || !*newest || !previews || !m_context.session.isLoggedIn()) return;
    for (const PreviewRecord &preview : *previews)
        if (isUnderOlder(preview, **newest)) reseal(preview, **newest);
}

void Previews::reseal(const PreviewRecord &preview, const DepartmentKeyRecord &newest)
{
    const quint64 mark = qHashMulti(0, preview.envelope.log.value, preview.envelope.sequence.value);
    if (m_resealing.contains(mark)) return;
    auto make = [&]() -> Result<protocol::ReplaceWaiting> {
        TRY_ASSIGN(const auto old_key, inboxKey(preview.sealed.bytes));
        auto secret = crypto::Secret32::from(newest.private_key.bytes);
        if (!secret) return Error{Code::Malformed, QStringLiteral("an inbox key of another length")};
        const auto new_key = crypto::HpkeKeyPair::fromPrivateKey(*std::move(secret));
        const identity::OpeningContext context{newest.department, preview.conversation,
                                               m_context.identity.anchors(), m_context.clock.now()};
        TRY_ASSIGN(QByteArray sealed,
                   identity::resealOpening(preview.sealed.bytes, old_key, context, new_key.public_key,
                                           m_context.random, m_ledger.paddingOf(newest.department)));
        TRY_ASSIGN(const RequestId request, m_context.store.requests().next());
        return protocol::ReplaceWaiting{request,
                                        preview.envelope.log,
                                        preview.envelope.sequence,
                                        preview.conversation,
                                        {std::move(sealed)}};
    };
    const auto message = make();
    if (!message) return;
    m_resealing.insert(mark);
    m_context.connection.request<protocol::Stored>(
        *message, [this, mark, key = preview.envelope](const Reply<protocol::Stored> &reply) {
            m_resealing.remove(mark);
            if (!std::holds_alternative<protocol::Stored>(reply)) return; // a colleague was faster
            const auto removed = m_context.store.previews().remove(key);
            if (!removed) m_context.storeFailed(removed.error());
            m_context.session.fetch(key.log);
        });
}

// A private key goes when it is not the newest and nothing waits under it.
Result<void> Previews::eraseUnusedKeys(DepartmentId department)
{
    TRY_ASSIGN(const auto keys, m_context.store.departmentKeys().allOf(department.value));
    TRY_ASSIGN(const auto newest, newestKey(department));
    TRY_ASSIGN(const auto previews, m_context.store.previews().all());
    QSet<quint64> in_use;
    for (const PreviewRecord &preview : previews)
        if (const auto id = identity::inboxKeyOf(preview.sealed.bytes)) in_use.insert(id->value);
    const UnixTime horizon = m_context.clock.now() - limits::kDepartmentKeyLife;
    for (const DepartmentKeyRecord &key : keys) {
        const bool may_arrive = key.made_at > horizon; // somebody may have sealed to it just now
        if (may_arrive || in_use.contains(key.id) || (newest && newest->id == key.id)) continue;
        TRY(m_context.store.departmentKeys().remove(key.id));
    }
    return success();
}

} // namespace chat121::engine
