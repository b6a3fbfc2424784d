// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Row E10 of the threat list, RFC 9420, Sections 7.3 and 12.4.2: an encryption key of the tree again, in a
// path that is right in everything else: hashed, signed, sealed and tagged. A member commits it, or somebody
// who comes in from outside. Keys of proposals: tst_insider and tst_forged_commits.
#include "tests/common/mls/insider.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace chat121;
using namespace chat121::test;

namespace {

// Which of the forger's keys is one of member 2's.
enum class Same { None, Leaf, Parent };

constexpr qsizetype kSecretBytes = 32;
constexpr mls::NodeIndex kParentOfTwo{5}; // above the leaves 2 and 3, and of no path of the forgers'

// What member 2 drew for its own path.
struct Draws {
    QByteArray leaf;
    QByteArray path;
};

QByteArray chosen(Same same, const Draws &draws)
{
    if (same == Same::None) return {};
    return same == Same::Leaf ? draws.leaf : draws.path;
}

} // namespace

Q_DECLARE_METATYPE(Same)

class TestDuplicateKeys : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void ofAPathAreRefused_data() { rows(); }
    void ofAPathAreRefused();
    void ofAnExternalCommitAreRefused_data() { rows(); }
    void ofAnExternalCommitAreRefused();

private:
    static void rows();
    // Whether `path` has what the row says, and everybody but `without` judges the commit as it should be.
    void isJudged(const QByteArray &commit, const mls::UpdatePath &path, Same same, size_t without);

    std::unique_ptr<Circle> m_circle{};
    Draws m_draws{};
};

void TestDuplicateKeys::rows()
{
    QTest::addColumn<Same>("same");
    QTest::newRow("fresh keys") << Same::None;
    QTest::newRow("the leaf has another member's encryption key") << Same::Leaf;
    QTest::newRow("a node of the path has that of another parent") << Same::Parent;
}

// The draws of a device repeat from its seed, and a path begins with them.
void TestDuplicateKeys::init()
{
    m_circle = std::make_unique<Circle>();
    VERIFY_OK(m_circle->start(4, 4));
    SeededRandom again = m_circle->device(2).random;
    VERIFY_OK(m_circle->commits(2, {}));
    m_draws.leaf = again.bytes(kSecretBytes);
    m_draws.path = again.bytes(kSecretBytes);
    QCOMPARE(crypto::HpkeKeyPair::derive(m_draws.leaf).public_key.toByteArray(),
             m_circle->stateAt(0)->tree.leaf({2})->encryption_key.bytes);
}

void TestDuplicateKeys::isJudged(const QByteArray &commit, const mls::UpdatePath &path, Same same,
                                 size_t without)
{
    const auto state = m_circle->stateAt(2);
    QCOMPARE(path.leaf_node.encryption_key == state->ownLeaf().encryption_key, same == Same::Leaf);
    QCOMPARE(path.nodes.items.first().encryption_key.bytes == state->tree.encryptionKey(kParentOfTwo),
             same == Same::Parent);
    for (size_t reader = 0; reader < m_circle->size(); ++reader) {
        if (reader == without) continue;
        const auto read = m_circle->at(reader).process(commit);
        QCOMPARE(read.has_value(), same == Same::None);
        if (!read) QCOMPARE(read.error().code, Code::Crypto);
    }
}

void TestDuplicateKeys::ofAPathAreRefused()
{
    QFETCH(Same, same);
    Device &forger = m_circle->device(0);
    ChosenDraw draws(forger.random, same == Same::Parent ? 1 : 0, chosen(same, m_draws));
    mls::UpdatePath path;
    Forgery forgery;
    forgery.after_path = [&path](const mls::NewPath &made) { path = made.path; };
    const auto state = m_circle->stateAt(0);
    const QByteArray commit =
        forgeCommit({forger.key, draws, forger.clock, nullptr, nullptr}, *state, forgery);
    QVERIFY(!commit.isEmpty());
    isJudged(commit, path, same, 0);
}

// The first draw is for external_init.
void TestDuplicateKeys::ofAnExternalCommitAreRefused()
{
    QFETCH(Same, same);
    Device newcomer("newcomer", 4711);
    ChosenDraw draws(newcomer.random, same == Same::Parent ? 2 : 1, chosen(same, m_draws));
    const auto entry = forgeEntry({newcomer.key, draws, newcomer.clock, nullptr, nullptr}, newcomer.leaf(),
                                  *m_circle->stateAt(0));
    VERIFY_OK(entry);
    isJudged(entry->commit, entry->path, same, m_circle->size());
}

CHAT121_TEST_MAIN(TestDuplicateKeys)
#include "tst_duplicate_keys.moc"
