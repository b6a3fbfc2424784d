// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The content keys of one department, and entries sealed under them.
//
// A key has the order of the epoch in which it was made (DepartmentKeyRecord::orderOf), or the next one
// above the highest that its maker knew; its id is a hash of it, so that nobody can put another key in its
// place. Rings only grow together: of two devices that made a key at once both are kept, and the newest is
// the one with the highest order, then with the lowest id. Where there are too many, unused ones go first.
//
// `known_by` are devices that may know the newest key, `shared_to` those that it was sent to for certain:
// an entry is sealed only while the team's members are all of the second and none beyond the first.
// Threads: any. A value that wipes its keys. Source: crypto.md, section 5.
#pragma once

#include "common/content/team.h"
#include "common/crypto/padding.h"
#include "common/crypto/secret.h"
#include "common/identity/team_entry.h"

#include <QSet>

#include <vector>

namespace chat121 {
class RandomSource;
}

namespace chat121::engine {

struct TeamKey {
    quint64 order = 0;
    crypto::Secret32 key;
    bool is_used = false; // an entry here is sealed under it

    content::TeamKeyId id() const;
};

// As it travels, inside of an MLS message of the team (content::TeamKeys).
struct TeamShare {
    std::vector<TeamKey> keys;

    void read(Reader &reader);
    void write(Writer &writer) const;
};

class TeamRing {
public:
    // So much further than one's own newest key and epoch may another one be: a server that was put back from
    // a backup begins its epochs again.
    static constexpr quint64 kOrderAhead = 1 << 20;

    bool isEmpty() const { return m_keys.empty(); }
    qsizetype size() const { return static_cast<qsizetype>(m_keys.size()); }
    const TeamKey *newest() const; // none: nullptr
    const TeamKey *find(const content::TeamKeyId &id) const;
    void setUsed(const content::TeamKeyId &id);

    // Made here, for these devices: the newest one. `order` of the epoch.
    void make(quint64 order, const QSet<DeviceId> &audience, RandomSource &random);
    // False: known already, or refused: no key is that far ahead of `order`.
    bool adopt(const TeamKey &key, quint64 order);

    QByteArray share() const;

    bool isKnownBeyond(const QSet<DeviceId> &members) const;
    bool covers(const QSet<DeviceId> &members) const { return m_shared_to.contains(members); }
    void addKnownBy(const QSet<DeviceId> &devices);
    void setKnownBy(const QSet<DeviceId> &devices) { m_known_by = devices; }
    void setSharedTo(const QSet<DeviceId> &devices) { m_shared_to = devices; }

    void read(Reader &reader);
    void write(Writer &writer) const;

private:
    void makeRoom();

    std::vector<TeamKey> m_keys;
    QSet<DeviceId> m_known_by;
    QSet<DeviceId> m_shared_to;
};

// REQUIRES: the encoded entry is within limits::kTeamEntryBytesMax
QByteArray sealTeamEntry(const TeamKey &key, LogId team, const identity::AuthoredTeamEntry &entry,
                         crypto::Padding padding, RandomSource &random);
// Crypto or Malformed: not what was sealed under this key for this team.
Result<identity::AuthoredTeamEntry> openTeamEntry(const TeamKey &key, LogId team,
                                                  const content::SealedTeamEntry &sealed);

} // namespace chat121::engine
