// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/core/engine/team/team_ring.h"

#include "common/crypto/aead.h"
#include "common/crypto/hash.h"

#include <algorithm>

namespace chat121::engine {

namespace {

QByteArray bindingOf(const content::SealedTeamEntry &sealed, LogId team)
{
    Writer writer;
    writer.raw("chat121 team box");
    writer.u16(sealed.format);
    writer.u64(team.value);
    writer.raw(sealed.key.view());
    return writer.take();
}

Error notWhatWasSealed()
{
    return {Code::Crypto, QStringLiteral("a team's entry does not open")};
}

void readKey(Reader &reader, TeamKey &key)
{
    key.order = reader.u64();
    codec::get(reader, key.key);
}

void writeKey(Writer &writer, const TeamKey &key)
{
    writer.u64(key.order);
    codec::put(writer, key.key);
}

// Nothing: too many.
std::optional<quint16> readCount(Reader &reader)
{
    const quint16 count = reader.u16();
    if (count <= limits::kTeamKeysMax) return count;
    reader.fail(Code::Malformed);
    return std::nullopt;
}

using Devices = List<DeviceId, limits::kTeamAudienceMax>;

void readDevices(Reader &reader, QSet<DeviceId> &devices)
{
    Devices list;
    codec::get(reader, list);
    devices = QSet<DeviceId>(list.items.cbegin(), list.items.cend());
}

void writeDevices(Writer &writer, const QSet<DeviceId> &devices)
{
    QList<DeviceId> sorted(devices.cbegin(), devices.cend());
    std::sort(sorted.begin(), sorted.end());
    codec::put(writer, Devices(sorted.first(qMin(sorted.size(), limits::kTeamAudienceMax))));
}

} // namespace

content::TeamKeyId TeamKey::id() const
{
    Writer writer;
    writer.u64(order);
    const crypto::Hash hash = crypto::sha256({"chat121 team content key", writer.bytes(), key.view()});
    return *content::TeamKeyId::from(hash.view().first(content::TeamKeyId::kSize));
}

void TeamShare::read(Reader &reader)
{
    keys.clear();
    const auto count = readCount(reader);
    for (quint16 i = 0; count && i < *count && !reader.failed(); ++i)
        readKey(reader, keys.emplace_back());
}

void TeamShare::write(Writer &writer) const
{
    writer.u16(static_cast<quint16>(keys.size()));
    for (const TeamKey &key : keys)
        writeKey(writer, key);
}

const TeamKey *TeamRing::newest() const
{
    const TeamKey *newest = nullptr;
    for (const TeamKey &key : m_keys) {
        const bool is_newer = newest == nullptr || key.order > newest->order ||
                              (key.order == newest->order && key.id().view() < newest->id().view());
        if (is_newer) newest = &key;
    }
    return newest;
}

const TeamKey *TeamRing::find(const content::TeamKeyId &id) const
{
    const auto found =
        std::find_if(m_keys.cbegin(), m_keys.cend(), [&id](const TeamKey &key) { return key.id() == id; });
    return found == m_keys.cend() ? nullptr : &*found;
}

void TeamRing::setUsed(const content::TeamKeyId &id)
{
    for (TeamKey &key : m_keys)
        key.is_used = key.is_used || key.id() == id;
}

void TeamRing::make(quint64 order, const QSet<DeviceId> &audience, RandomSource &random)
{
    TeamKey key;
    key.order = newest() == nullptr ? order : std::max(order, newest()->order + 1);
    key.key = crypto::Secret32::random(random);
    makeRoom();
    m_keys.push_back(std::move(key));
    m_known_by = audience;
    m_shared_to = audience;
}

bool TeamRing::adopt(const TeamKey &key, quint64 order)
{
    const quint64 known = newest() == nullptr ? order : std::max(order, newest()->order);
    if (find(key.id()) != nullptr || key.order > known + kOrderAhead) return false;
    makeRoom();
    m_keys.push_back({key.order, key.key.clone(), false});
    return true;
}

// The oldest of the unused ones goes, else the oldest.
void TeamRing::makeRoom()
{
    if (size() < limits::kTeamKeysMax) return;
    const auto oldest =
        std::min_element(m_keys.begin(), m_keys.end(), [](const TeamKey &a, const TeamKey &b) {
            return a.is_used != b.is_used ? !a.is_used : a.order < b.order;
        });
    m_keys.erase(oldest);
}

QByteArray TeamRing::share() const
{
    TeamShare share;
    for (const TeamKey &key : m_keys)
        share.keys.push_back({key.order, key.key.clone(), false});
    return encode(share);
}

bool TeamRing::isKnownBeyond(const QSet<DeviceId> &members) const
{
    return m_known_by.size() >= limits::kTeamAudienceMax || !members.contains(m_known_by);
}

void TeamRing::addKnownBy(const QSet<DeviceId> &devices)
{
    if (m_known_by.size() < limits::kTeamAudienceMax) m_known_by.unite(devices);
}

void TeamRing::read(Reader &reader)
{
    m_keys.clear();
    const auto count = readCount(reader);
    for (quint16 i = 0; count && i < *count && !reader.failed(); ++i) {
        TeamKey &key = m_keys.emplace_back();
        readKey(reader, key);
        codec::get(reader, key.is_used);
    }
    readDevices(reader, m_known_by);
    readDevices(reader, m_shared_to);
}

void TeamRing::write(Writer &writer) const
{
    writer.u16(static_cast<quint16>(m_keys.size()));
    for (const TeamKey &key : m_keys) {
        writeKey(writer, key);
        codec::put(writer, key.is_used);
    }
    writeDevices(writer, m_known_by);
    writeDevices(writer, m_shared_to);
}

QByteArray sealTeamEntry(const TeamKey &key, LogId team, const identity::AuthoredTeamEntry &entry,
                         crypto::Padding padding, RandomSource &random)
{
    content::SealedTeamEntry sealed;
    sealed.key = key.id();
    QByteArray plain = encode(entry);
    QByteArray padded = crypto::pad(plain, padding);
    sealed.box = crypto::boxSeal(key.key, bindingOf(sealed, team), padded, random);
    crypto::wipe(plain);
    crypto::wipe(padded);
    return encode(sealed);
}

Result<identity::AuthoredTeamEntry> openTeamEntry(const TeamKey &key, LogId team,
                                                  const content::SealedTeamEntry &sealed)
{
    auto padded = crypto::boxOpen(key.key, bindingOf(sealed, team), sealed.box.bytes);
    if (!padded) return notWhatWasSealed();
    auto plain = crypto::unpad(*padded);
    if (!plain) plain = crypto::unpad(*padded, crypto::Padding::Shield);
    crypto::wipe(*padded);
    if (!plain) return notWhatWasSealed();
    auto entry = decode<identity::AuthoredTeamEntry>(*plain);
    crypto::wipe(*plain);
    return entry;
}

} // namespace chat121::engine
