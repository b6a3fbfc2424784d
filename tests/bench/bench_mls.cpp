// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// How much of the time of our MLS is cryptography that nobody can leave out: each work is measured
// against the same keys, signatures and ciphertexts made by libsodium alone (sodium_floor.h), in turns
// (rounds.h). Each floor is spelt out at its row. Signed bytes have their real length for leaves and key
// packages, and a short one for commits and group infos, whose length depends on what stands in them.
//
//     bench_mls [--rounds N] [--check] [ROW...]  rows: message megolm create join cold warm process memory
//
// With --check the exit status is 1 when a goal is missed; that takes seven rounds at least.
#include "common/crypto/init.h"
#include "tests/bench/megolm.h"
#include "tests/bench/mls_groups.h"
#include "tests/bench/report.h"
#include "tests/bench/rounds.h"
#include "tests/bench/sodium_floor.h"

#include <bit>
#include <cstdio>

#include <malloc.h>

using namespace chat121;
using namespace chat121::bench;

namespace {

constexpr size_t kTextBytes = 256;
constexpr size_t kContentBytes = kTextBytes + 69; // with its length, the signature and its length
constexpr size_t kToBeSignedBytes = 400;          // a message or commit with the group context
constexpr size_t kSenderDataBytes = 12;
constexpr size_t kSecretBytes = 33;       // a path secret
constexpr size_t kGroupSecretsBytes = 68; // a joiner secret and a path secret

// How many parents a leaf has in the tree of so many members.
int levels(int members)
{
    return static_cast<int>(std::bit_width(static_cast<unsigned>(members - 1)));
}

Row atMost(const QByteArray &name, const QByteArray &work, std::optional<double> goal, Comparison measured)
{
    return {name, work, "x the floor", Better::Lower, goal, measured};
}

class Bench {
public:
    explicit Bench(int rounds)
        : m_rounds(rounds)
    {
    }

    Row message();
    Row megolm();
    Row create(int members, double goal);
    Row join(int members);
    Row cold(int members);
    Row coldSettled(int members);
    Row warm(int members);
    Row process(int members);

private:
    Effort effort(int turns, int repeats) const { return {m_rounds, turns, repeats}; }
    void signTimes(int times)
    {
        for (int i = 0; i < times; ++i)
            m_floor.sign(kToBeSignedBytes);
    }
    void makePath(const PathWork &work);
    void commitUpdate(const PathWork &path);
    Comparison restoreAndCommit(const Person &person, const mls::SavedGroup &saved);

    int m_rounds;
    SodiumFloor m_floor;
};

// What a group costs beside time.
struct Footprint {
    int members = 0;
    size_t heap_bytes = 0;
    qsizetype saved_bytes = 0;
};

size_t heapBytes()
{
    const auto info = mallinfo2();
    return info.uordblks + info.hblkhd;
}

// One device's state, in the epoch after it was read.
Footprint footprint(int members)
{
    const SettledGroup group = settledGroup(members);
    const mls::SavedGroup saved = group.first.saved();
    const size_t before = heapBytes();
    mls::Group restored = must(mls::Group::restore(group.people.front()->party, saved));
    must(restored.merge(must(restored.commit({}))));
    return {members, heapBytes() - before, saved.epoch.size() + saved.ratchets.size()};
}

// Two members and a way to pass a message from one to the other.
class Conversation {
public:
    Conversation()
        : m_group(newGroup(2))
        , m_reader(
              must(mls::Group::join(m_group.people[1]->party, m_group.welcome, m_group.packages.front())))
        , m_text(static_cast<qsizetype>(kTextBytes), 'm')
    {
    }

    void pass()
    {
        const QByteArray sealed = must(m_group.creator.protect(m_text, {}));
        const mls::Incoming opened = must(m_reader.process(sealed));
        if (std::get<mls::Application>(opened).data != m_text) qFatal("bench: another text");
    }

private:
    NewGroup m_group;
    mls::Group m_reader;
    QByteArray m_text;
};

// The floor: on both sides three steps of the ratchet (key, nonce, next secret) and two for the sender
// data, its sealing and that of the content; one signature made and verified.
Row Bench::message()
{
    Conversation conversation;
    const auto floor = [&] {
        for (int i = 0; i < 10; ++i)
            m_floor.hmac();
        m_floor.sign(kToBeSignedBytes);
        m_floor.seal(kContentBytes);
        m_floor.seal(kSenderDataBytes);
        m_floor.open(kSenderDataBytes);
        m_floor.open(kContentBytes);
        m_floor.verify(kToBeSignedBytes);
    };
    return {"message",      "protect + unprotect, 256 bytes, 2 members",
            "of the floor", Better::Higher,
            0.60,           compare({[&] { conversation.pass(); }}, {floor}, effort(20, 50))};
}

Row Bench::megolm()
{
    Row row{"megolm", "the same, against libolm's Megolm", "times as fast", Better::Higher, 1.3, {}};
    const auto other = makeMegolm();
    if (!other) return row;
    Conversation conversation;
    row.measured =
        compare({[&] { conversation.pass(); }}, {[&] { other->pass(kTextBytes); }}, effort(20, 50));
    return row;
}

// A path: a key pair for the leaf and for each node, its leaf signed, a path secret sealed to each
// receiver.
void Bench::makePath(const PathWork &work)
{
    for (int i = 0; i < work.nodes + 1; ++i)
        m_floor.deriveKeyPair();
    for (int i = 0; i < work.receivers; ++i)
        m_floor.sealHpke(kSecretBytes);
    m_floor.sign(kToBeSignedBytes);
}

// The floor: for each added member two signatures to verify (key package, leaf) and one HPKE message of
// the Welcome; the creator's leaf (key pair, signature) and path without receivers; the commit and two
// group infos signed (one inside the Welcome, one for the server); the key pair for external joiners.
Row Bench::create(int members, double goal)
{
    const People people = makePeople(members);
    const auto packages = packagesOf(people);
    const mls::CommitRequest request = addAll(packages);
    const SignedSizes sizes = signedSizes(packages.front());
    const auto ours = [&] {
        mls::Group group = createGroup(*people.front());
        must(group.merge(must(group.commit(request))));
    };
    const PathWork path{levels(members), 0};
    const auto floor = [&] {
        for (int i = 1; i < members; ++i) {
            m_floor.verify(sizes.package);
            m_floor.verify(sizes.leaf);
            m_floor.sealHpke(kGroupSecretsBytes);
        }
        m_floor.deriveKeyPair();
        signTimes(1);
        makePath(path);
        signTimes(3);
        m_floor.deriveKeyPair();
    };
    return atMost("create", "create + add all, " + QByteArray::number(members) + " members", goal,
                  compare({ours}, {floor}, effort(members > 500 ? 2 : 10, 1)));
}

// The floor: every leaf and the group info verified, the group secrets opened, and the key pairs from
// the path secret up to the root.
Row Bench::join(int members)
{
    const NewGroup group = newGroup(members);
    const auto joiner = static_cast<size_t>(members / 2);
    const SignedSizes sizes = signedSizes(group.packages.front());
    const auto ours = [&] {
        must(mls::Group::join(group.people[joiner]->party, group.welcome, group.packages[joiner - 1]));
    };
    const mls::NodeIndex above = mls::commonAncestor({0}, {static_cast<quint32>(joiner)});
    const int path_keys = levels(members) - static_cast<int>(mls::levelOf(above)) + 1;
    const auto floor = [&] {
        for (int i = 0; i < members; ++i)
            m_floor.verify(sizes.leaf);
        m_floor.verify(kToBeSignedBytes);
        m_floor.openHpke(kGroupSecretsBytes);
        for (int i = 0; i < path_keys; ++i)
            m_floor.deriveKeyPair();
    };
    return atMost("join", "join by Welcome, " + QByteArray::number(members), 1.3,
                  compare({ours}, {floor}, effort(10, 1)));
}

// The floor of a commit without proposals: the path, the commit and the group info signed, the key pair
// for external joiners.
void Bench::commitUpdate(const PathWork &path)
{
    makePath(path);
    signTimes(2);
    m_floor.deriveKeyPair();
}

Comparison Bench::restoreAndCommit(const Person &person, const mls::SavedGroup &saved)
{
    const PathWork path = pathWork(saved);
    const auto ours = [&] {
        mls::Group restored = must(mls::Group::restore(person.party, saved));
        must(restored.commit({}));
    };
    return compare({ours}, {[&] { commitUpdate(path); }}, effort(10, 1));
}

// Ours: reading the saved state and committing. The group is as it was made, nobody but the creator has
// a key above its leaf.
Row Bench::cold(int members)
{
    const NewGroup group = newGroup(members);
    return atMost("cold", "cold update commit, " + QByteArray::number(members), 1.25,
                  restoreAndCommit(*group.people.front(), group.creator.saved()));
}

// The same where everybody has committed before, so that there are few to seal to.
Row Bench::coldSettled(int members)
{
    const SettledGroup group = settledGroup(members);
    return atMost("cold", "the same after a commit by each, " + QByteArray::number(members), {},
                  restoreAndCommit(*group.people.front(), group.first.saved()));
}

// Ours: committing and entering the new epoch, where everybody has committed before.
Row Bench::warm(int members)
{
    SettledGroup group = settledGroup(members);
    const auto ours = [&] { must(group.first.merge(must(group.first.commit({})))); };
    ours();
    const PathWork path = pathWork(group.first.saved());
    return atMost("warm", "warm update commit, " + QByteArray::number(members), 4.0,
                  compare({ours}, {[&] { commitUpdate(path); }}, effort(20, 1)));
}

// Ours: verifying the commit of another and entering its epoch. The floor: the signatures of the commit
// and its leaf, one path secret opened, and the key pair of the root, which is the only node of the path
// above both.
Row Bench::process(int members)
{
    SettledGroup group = settledGroup(members);
    const SignedSizes sizes = signedSizes(group.people.front()->package());
    QByteArray commit;
    const auto prepare = [&] {
        mls::PendingCommit pending = must(group.first.commit({}));
        commit = pending.commit();
        must(group.first.merge(std::move(pending)));
    };
    const auto ours = [&] {
        mls::Incoming incoming = must(group.last.process(commit));
        must(group.last.merge(std::move(std::get<mls::StagedCommit>(incoming))));
    };
    prepare();
    ours();
    const auto floor = [&] {
        m_floor.verify(kToBeSignedBytes);
        m_floor.verify(sizes.leaf);
        m_floor.openHpke(kSecretBytes);
        m_floor.deriveKeyPair();
    };
    return atMost("process", "processing one, " + QByteArray::number(members), 5.0,
                  compare({ours, prepare}, {floor}, effort(20, 1)));
}

void printFootprint(const Footprint &group)
{
    std::printf("a group of %d members: %zu KiB of memory, %lld KiB on disk\n", group.members,
                group.heap_bytes / 1024, static_cast<long long>(group.saved_bytes / 1024));
}

constexpr int kRounds = 11;
constexpr int kCheckedRoundsMin = 7; // the median of fewer is luck

struct Options {
    int rounds = kRounds;
    bool checks = false;
    QList<QByteArray> rows; // none: all
};

// Nothing for what there is not.
std::optional<Options> optionsOf(int argc, char **argv)
{
    static const QList<QByteArray> known{"message", "megolm", "create",  "join",
                                         "cold",    "warm",   "process", "memory"};
    Options options;
    for (int i = 1; i < argc; ++i) {
        const QByteArray argument(argv[i]);
        if (argument == "--rounds" && i + 1 < argc) {
            options.rounds = qMax(1, QByteArray(argv[++i]).toInt());
        } else if (argument == "--check") {
            options.checks = true;
        } else if (known.contains(argument)) {
            options.rows.append(argument);
        } else {
            std::fprintf(stderr, "bench_mls: there is no '%s'\n", argv[i]);
            return std::nullopt;
        }
    }
    if (!options.checks || options.rounds >= kCheckedRoundsMin) return options;
    std::fprintf(stderr, "bench_mls: --check takes %d rounds at least\n", kCheckedRoundsMin);
    return std::nullopt;
}

} // namespace

int main(int argc, char **argv)
{
    if (!crypto::initialise()) return EXIT_FAILURE;
    const auto options = optionsOf(argc, argv);
    if (!options) return EXIT_FAILURE;
    const auto isWanted = [&](const char *name) {
        return options->rows.isEmpty() || options->rows.contains(name);
    };

    Bench bench(options->rounds);
    QList<Row> rows;
    if (isWanted("message")) rows.append(bench.message());
    if (isWanted("megolm")) rows.append(bench.megolm());
    if (isWanted("create")) rows.append(bench.create(100, 1.5));
    if (isWanted("create")) rows.append(bench.create(1000, 1.7));
    if (isWanted("join")) rows.append(bench.join(100));
    if (isWanted("cold")) rows.append(bench.cold(100));
    if (isWanted("cold")) rows.append(bench.coldSettled(100));
    if (isWanted("warm")) rows.append(bench.warm(1000));
    if (isWanted("process")) rows.append(bench.process(1000));
    print(rows, options->rounds);
    if (isWanted("memory")) printFootprint(footprint(1000));
    return options->checks && !areMet(rows) ? EXIT_FAILURE : EXIT_SUCCESS;
}
