// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A device with its own key, clock and random source, for tests of groups. It stays where it was
// made, because its Party refers to its parts.
#pragma once

#include "common/mls/group.h"
#include "tests/support/fake_clock.h"
#include "tests/support/random_sources.h"

#include <map>

namespace chat121::test {

inline constexpr quint16 kTestExtension = 0xF121;

class TestPsks final : public mls::PskSource {
public:
    std::map<QByteArray, QByteArray> values;

    std::optional<crypto::SecretBytes> externalPsk(QByteArrayView psk_id) override
    {
        const auto found = values.find(psk_id.toByteArray());
        if (found == values.end()) return std::nullopt;
        return crypto::SecretBytes(found->second);
    }
};

// Remembers whom it was asked about; refuses the identities in `refuses`.
class TestValidator final : public mls::CredentialValidator {
public:
    QList<mls::Candidate> asked;
    QList<QByteArray> refuses;

    Result<void> validate(const mls::Candidate &candidate) override
    {
        asked.append(candidate);
        if (refuses.contains(candidate.member.identity)) return Error{Code::Forbidden, {}};
        return success();
    }
};

class Device {
public:
    Device(const QByteArray &device_name, quint64 seed)
        : name(device_name)
        , random(seed)
        , key(crypto::SigningKey::generate(random))
        , party{key, random, clock, &validator, &psks}
    {
    }
    Q_DISABLE_COPY_MOVE(Device)

    mls::LeafConfig leaf() const { return {name, {{kTestExtension, "chain of " + name}}}; }
    Result<mls::KeyPackageBundle> package()
    {
        return mls::KeyPackageBundle::create(party, leaf(), mls::KeyPackageUse::Once, std::chrono::hours(24));
    }
    Result<mls::Group> create()
    {
        return mls::Group::create(party, "group", leaf(), {mls::requiredCapabilities({kTestExtension})});
    }

    QByteArray name;
    SeededRandom random;
    FakeClock clock;
    TestPsks psks;
    TestValidator validator;
    crypto::SigningKey key;
    mls::Party party;
};

// Receives a commit and enters its epoch.
inline Result<void> follow(mls::Group &group, const QByteArray &commit)
{
    TRY_ASSIGN(mls::Incoming incoming, group.process(commit));
    auto *staged = std::get_if<mls::StagedCommit>(&incoming);
    if (!staged) return Error{Code::Malformed, QStringLiteral("not a commit")};
    return group.merge(std::move(*staged));
}

inline Result<mls::Application> open(mls::Group &group, const QByteArray &message)
{
    TRY_ASSIGN(const mls::Incoming incoming, group.process(message));
    const auto *application = std::get_if<mls::Application>(&incoming);
    if (!application) return Error{Code::Malformed, QStringLiteral("not an application message")};
    return *application;
}

// Writes the state and reads it again.
inline Result<void> saveAndRestore(const mls::Party &party, mls::Group &group)
{
    TRY_ASSIGN(mls::Group again, mls::Group::restore(party, group.saved()));
    group = std::move(again);
    return success();
}

// Two devices in one group: `anna` has made it and added `ben`.
struct Pair {
    Device anna{"anna", 1};
    Device ben{"ben", 2};
    std::optional<mls::Group> at_anna{};
    std::optional<mls::Group> at_ben{};

    Result<void> start()
    {
        TRY_ASSIGN(at_anna, anna.create());
        TRY_ASSIGN(const mls::KeyPackageBundle bundle, ben.package());
        mls::CommitRequest request;
        request.adds = {bundle.message()};
        TRY_ASSIGN(mls::PendingCommit pending, at_anna->commit(request));
        const QByteArray welcome = pending.welcome();
        TRY(at_anna->merge(std::move(pending)));
        TRY_ASSIGN(at_ben, mls::Group::join(ben.party, welcome, bundle));
        return success();
    }
};

} // namespace chat121::test

// The result is a value; otherwise the test fails with the error's detail.
#define VERIFY_OK(expression)                                                                                \
    do {                                                                                                     \
        const auto &verified = (expression);                                                                 \
        QVERIFY2(verified.has_value(), verified ? "" : qPrintable(verified.error().detail));                 \
    } while (false)
