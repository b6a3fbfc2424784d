// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// One device of ACME's with its store and what stands on it, without a server: what the others seal is
// handed over by the test.
//
// Ownership: a seat borrows its store, clock and random source. Threads: the test's.
#pragma once

#include "client/core/engine/groups/committer.h"
#include "client/core/engine/groups/sealer.h"
#include "client/core/engine/profile/contacts.h"
#include "common/protocol/messages/logs.h"
#include "tests/common/identity/acme.h"
#include "tests/support/fake_clock.h"
#include "tests/support/temporary_directory.h"

namespace chat121::test {

inline constexpr LogId kTalk{7001};
inline constexpr GroupKey kGroup{kTalk, 0};

inline std::unique_ptr<LocalStore> storeAt(const QString &path, RandomSource &random)
{
    auto opened = LocalStore::open(path, crypto::Secret32::random(random), random);
    if (!opened) qFatal("no store");
    return *std::move(opened);
}

inline Result<engine::Identity> identityOf(const Acme &acme, const Person &person,
                                           const identity::LeafIdentity &leaf, engine::ProfileKind kind)
{
    engine::Profile profile;
    profile.kind = kind;
    profile.account_seed = person.account.seed().clone();
    profile.device_seed = person.device.seed().clone();
    profile.root_key = acme.root.publicKey();
    profile.registrar_key = acme.registrar.publicKey();
    profile.organisation = identity::SignedOrganisation::sign(acme.document(), acme.root);
    profile.leaf = leaf;
    return engine::Identity::open(std::move(profile));
}

struct Seat {
    Seat(engine::Identity opened, LocalStore &of, const FakeClock &clock, RandomSource &random)
        : store(of)
        , identity(std::move(opened))
        , contacts(of, identity, clock)
        , policy(identity, clock)
        , party{identity.deviceKey(), random, clock, &policy, nullptr}
        , groups(store, party)
        , sealer(groups, policy, random)
        , committer(store, groups, policy, identity, party)
    {
        policy.setFacts(kTalk, {false, kSupport, {}});
    }

    Result<mls::KeyPackageBundle> package(mls::KeyPackageUse use)
    {
        const mls::LeafConfig leaf{identity.credential(),
                                   {{identity::kLeafExtensionType, identity.leafBytes()}}};
        TRY_ASSIGN(auto bundle, mls::KeyPackageBundle::create(party, leaf, use, std::chrono::hours(24)));
        KeyPackageRecord record;
        record.reference = *FixedBytes<32>::from(bundle.reference());
        record.expires_at = bundle.notAfter();
        record.is_last_resort = bundle.isLastResort();
        record.bundle = bundle.serialise();
        TRY(store.keyPackages().save(record));
        return bundle;
    }

    protocol::Envelope envelope(protocol::EnvelopeKind kind, quint64 epoch, const QByteArray &body) const
    {
        protocol::Envelope envelope;
        envelope.log = kTalk;
        envelope.about = kTalk;
        envelope.kind = kind;
        envelope.sender = identity.device();
        envelope.sender_account = identity.account();
        envelope.epoch = epoch;
        envelope.body = body;
        return envelope;
    }

    // A sealed word, as it comes out of the log.
    Result<protocol::Envelope> says(const QString &text) { return says(content::TextMessage{text}, 'm'); }
    // ... or something else, under the id that `letter` stands for.
    Result<protocol::Envelope> says(const content::Item &item, char letter)
    {
        const content::Content content{*content::MessageId::from(QByteArray(16, letter)), party.clock.now(),
                                       item};
        TRY_ASSIGN(const engine::Sealed sealed, sealer.seal(kGroup, content, seen));
        return envelope(protocol::EnvelopeKind::Application, sealed.epoch, sealed.bytes);
    }

    QString opens(const protocol::Envelope &envelope)
    {
        const auto opened = sealer.open(envelope);
        const auto *text = opened ? std::get_if<content::TextMessage>(&opened->content.item) : nullptr;
        return text != nullptr ? text->text.text : QStringLiteral("not opened");
    }

    engine::Seen seen; // what this device says that it has seen
    LocalStore &store;
    engine::Identity identity;
    engine::Contacts contacts;
    engine::LeafPolicy policy;
    mls::Party party;
    engine::GroupShelf groups;
    engine::Sealer sealer;
    engine::Committer committer;
};

// A folder with a store for each of ACME's people, who sit on them. It must outlive the seats.
template <typename Kind>
class Office {
public:
    Office(const Acme &acme, const FakeClock &clock, RandomSource &random)
        : m_acme(acme)
        , m_clock(clock)
        , m_random(random)
    {
    }

    std::unique_ptr<Kind> anna()
    {
        return seat(QStringLiteral("anna"), m_acme.anna, m_acme.annaLeaf(), engine::ProfileKind::Staff);
    }
    std::unique_ptr<Kind> fiona()
    {
        return seat(QStringLiteral("fiona"), m_acme.founder, m_acme.founderLeaf(),
                    engine::ProfileKind::Staff);
    }
    std::unique_ptr<Kind> gina() // the customer
    {
        return seat(QStringLiteral("gina"), m_acme.guest, m_acme.guestLeaf(), engine::ProfileKind::Guest);
    }
    std::unique_ptr<Kind> seat(const QString &name, const Person &person, const identity::LeafIdentity &leaf,
                               engine::ProfileKind kind)
    {
        m_stores.push_back(storeAt(folderOf(name), m_random));
        auto identity = identityOf(m_acme, person, leaf, kind);
        if (!identity) qFatal("no identity");
        return std::make_unique<Kind>(*std::move(identity), *m_stores.back(), m_clock, m_random);
    }
    QString folderOf(const QString &name) const { return m_folder.filePath(name); }

private:
    const Acme &m_acme;
    const FakeClock &m_clock;
    RandomSource &m_random;
    TemporaryDirectory m_folder;
    std::vector<std::unique_ptr<LocalStore>> m_stores;
};

// Anna's new group with whoever has these key packages: the Welcome for them.
inline protocol::Envelope begunWith(Seat &anna, const QList<QByteArray> &packages)
{
    const auto commit = anna.committer.create(kGroup, packages, RequestId{1});
    if (!commit || !anna.committer.accepted(kGroup)) qFatal("no group");
    return anna.envelope(protocol::EnvelopeKind::Invitation, 1,
                         commit->welcomes.items.constFirst().welcome.bytes);
}
inline protocol::Envelope begunWith(Seat &anna, Seat &guest, mls::KeyPackageUse use)
{
    const auto package = guest.package(use);
    if (!package) qFatal("no key package");
    return begunWith(anna, {package->message()});
}

} // namespace chat121::test
