// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Works with secrets that valgrind watches: one work for each argument, all of them without. It prints
// its name, so that a report can be told to its work. tst_secret_branches.cpp runs it.
#include "common/crypto/hkdf.h"
#include "common/crypto/hpke.h"
#include "common/crypto/init.h"
#include "common/crypto/text_encoding.h"
#include "common/mls/group.h"
#include "tests/common/secrecy/borders.h"
#include "tests/support/fake_clock.h"

#include <QStringList>

#include <cstdio>
#include <map>

using namespace chat121;
using namespace chat121::test;

namespace {

void must(bool condition, const char *what)
{
    if (condition) return;
    std::fprintf(stderr, "%s failed\n", what);
    std::exit(3);
}

// A device whose every key is secret.
struct Person {
    SecretRandom random;
    FakeClock clock;
    crypto::SigningKey key;
    mls::Party party;
    QByteArray name;

    Person(const QByteArray &whose, quint64 seed)
        : random(seed)
        , key(crypto::SigningKey::generate(random))
        , party{key, random, clock, nullptr, nullptr}
        , name(whose)
    {
    }
    Q_DISABLE_COPY_MOVE(Person)
    mls::LeafConfig leaf() const { return {name, {}}; }
};

struct Three {
    Person anna{"anna", 1};
    Person ben{"ben", 2};
    Person carl{"carl", 3};
    std::optional<mls::Group> at_anna, at_ben, at_carl;

    Three()
    {
        auto made = mls::Group::create(anna.party, "group", anna.leaf(), {});
        const auto bens = mls::KeyPackageBundle::create(ben.party, ben.leaf(), mls::KeyPackageUse::Once,
                                                        std::chrono::hours(1));
        const auto carls = mls::KeyPackageBundle::create(carl.party, carl.leaf(), mls::KeyPackageUse::Once,
                                                         std::chrono::hours(1));
        must(made && bens && carls, "creating");
        at_anna = *std::move(made);
        mls::CommitRequest request;
        request.adds = {bens->message(), carls->message()};
        auto pending = at_anna->commit(request);
        must(pending.has_value(), "committing");
        const QByteArray welcome = pending->welcome();
        must(at_anna->merge(*std::move(pending)).has_value(), "merging");
        auto joined = mls::Group::join(ben.party, welcome, *bens);
        auto also = mls::Group::join(carl.party, welcome, *carls);
        must(joined && also, "joining");
        at_ben = *std::move(joined);
        at_carl = *std::move(also);
    }
};

void follows(mls::Group &group, const QByteArray &commit)
{
    auto incoming = group.process(commit);
    must(incoming && std::holds_alternative<mls::StagedCommit>(*incoming), "processing a commit");
    must(group.merge(std::move(std::get<mls::StagedCommit>(*incoming))).has_value(), "following");
}

void sealsAndOpens()
{
    Three three;
    for (const qsizetype size : {0, 1, 300, 5000}) {
        const auto message = three.at_anna->protect(QByteArray(size, 'm'), "about it");
        must(message && three.at_ben->process(*message), "a message");
        must(!three.at_ben->process(*message), "a message twice");
        // What is tampered with is refused with no look at what it would decrypt to (D1).
        for (qsizetype at = 1; at < message->size(); at += 37) {
            QByteArray damaged = *message;
            damaged[at] = static_cast<char>(damaged.at(at) ^ 0x11);
            must(!three.at_carl->process(damaged), "a damaged message");
        }
        must(three.at_carl->process(*message).has_value(), "the message itself");
    }
}

// Commits of members, with and without new members and a path; key schedule and tree KEM.
void commitsAndFollows()
{
    Three three;
    for (int round = 0; round < 2; ++round) {
        auto pending = three.at_ben->commit({});
        must(pending.has_value(), "committing");
        const QByteArray commit = pending->commit();
        must(three.at_ben->merge(*std::move(pending)).has_value(), "merging");
        follows(*three.at_anna, commit);
        follows(*three.at_carl, commit);
    }
    const auto proposal = three.at_carl->proposeUpdate(mls::CommitRequest::Framing::Private);
    must(proposal && three.at_anna->process(*proposal) && three.at_ben->process(*proposal), "a proposal");
    auto pending = three.at_anna->commit({});
    must(pending.has_value(), "committing a proposal");
    follows(*three.at_ben, pending->commit());
    follows(*three.at_carl, pending->commit());
    QByteArray damaged = pending->commit();
    damaged.back() = static_cast<char>(damaged.back() ^ 1);
    must(!three.at_ben->process(damaged), "a damaged commit");
}

void entersFromOutside()
{
    Three three;
    Person dora{"dora", 4};
    const auto info = three.at_anna->groupInfo();
    auto joined = mls::Group::joinExternally(dora.party, *info, dora.leaf(), std::nullopt);
    must(joined.has_value(), "entering");
    follows(*three.at_anna, joined->commit);
    follows(*three.at_ben, joined->commit);
    const auto message = joined->group.protect("hello", {});
    must(message && three.at_anna->process(*message), "a newcomer's message");
    must(three.at_anna->exporter("label", "context", 32).has_value(), "exporting");
}

void savesAndRestores()
{
    Three three;
    must(three.at_ben->process(*three.at_anna->protect("one", {})).has_value(), "a message");
    const auto pending = three.at_ben->commit({});
    must(pending && three.at_ben->restorePending(pending->serialise()), "a pending commit");
    const auto again = mls::Group::restore(three.ben.party, three.at_ben->saved());
    must(again && again->epoch() == three.at_ben->epoch(), "restoring");
    const auto bundle = mls::KeyPackageBundle::create(three.carl.party, three.carl.leaf(),
                                                      mls::KeyPackageUse::Once, std::chrono::hours(1));
    must(bundle && mls::KeyPackageBundle::restore(bundle->serialise()), "a key package");
}

void hpke()
{
    SecretRandom random(7);
    const auto receiver = crypto::HpkeKeyPair::generate(random);
    const crypto::HpkeInfo info("info");
    const QByteArray words = random.bytes(100);
    auto sealed = crypto::hpkeSeal(receiver.public_key, info, "aad", words, random);
    must(sealed && crypto::hpkeOpen(sealed->enc, receiver, info, "aad", sealed->ciphertext), "HPKE");
    sealed->ciphertext.front() = static_cast<char>(sealed->ciphertext.front() ^ 1);
    must(!crypto::hpkeOpen(sealed->enc, receiver, info, "aad", sealed->ciphertext), "damaged HPKE");
    must(!crypto::hpkeSeal({}, info, "aad", words, random), "a key of low order");
}

// Comparing, deriving, and secrets as text: invitations and recovery words (row A10).
void smallThings()
{
    SecretRandom random(8);
    const auto one = crypto::Secret32::random(random);
    const auto other = crypto::Secret32::random(random);
    must(!(one == other) && one == one.clone(), "comparing");
    must(crypto::hkdfExpand(one.view(), "info", 100).size() == 100, "deriving");
    must(crypto::toBase64Url(one.view()).size() > 40, "text");
    QString letters;
    crypto::appendBase32(letters, one.view().first(10));
    must(letters.size() == 19, "letters");
}

// The control: valgrind must report this one, in both ways.
[[gnu::noinline]] int leaks(const crypto::Secret32 &secret)
{
    static const int table[256] = {1, 2, 3};
    int sum = table[secret.data()[1]];
    if (secret.data()[0] & 1) sum += 17;
    return sum;
}

void leaksOnPurpose()
{
    SecretRandom random(9);
    std::printf("%d\n", leaks(crypto::Secret32::random(random)) > 3 ? 1 : 0);
}

} // namespace

int main(int argc, char **argv)
{
    must(crypto::initialise().has_value(), "the cryptographic library");
    const std::map<std::string, void (*)()> works = {{"seal", sealsAndOpens},
                                                     {"commit", commitsAndFollows},
                                                     {"external", entersFromOutside},
                                                     {"save", savesAndRestores},
                                                     {"hpke", hpke},
                                                     {"small", smallThings}};
    const std::string wanted = argc > 1 ? argv[1] : "";
    if (wanted == "leak") {
        leaksOnPurpose();
        return 0;
    }
    int done = 0;
    for (const auto &[name, work] : works) {
        if (!wanted.empty() && name != wanted) continue;
        work();
        ++done;
        std::printf("%s: done\n", name.c_str());
    }
    return done > 0 ? 0 : 2;
}
