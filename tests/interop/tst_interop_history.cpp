// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Random histories of groups that mix both implementations: members come, go, update, propose, collide,
// lose their state and write; messages overtake each other and arrive in later epochs. What happens is
// drawn from a seed, which is printed; CHAT121_INTEROP_SEED=N plays one history again.
#include "tests/common/mls/device.h"
#include "tests/interop/scene.h"
#include "tests/support/random_sources.h"
#include "tests/support/test_main.h"

#include <QTest>

#include <algorithm>

using namespace chat121;
using namespace chat121::interop;

class TestInteropHistory : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void membersAgree_data();
    void membersAgree();

private:
    SecondImplementation m_second{};
};

namespace {

constexpr int kMembersMin = 8;
constexpr int kMembersMax = 11;
constexpr int kRandomEpochs = 24;
constexpr int kMessagesPerEpoch = 5;
constexpr qsizetype kOfEachMin = 2; // at the end; else it is one implementation with itself
constexpr int kDefectsMax = 6;      // of about 30 epochs: more often, it is no longer the known defect

class History {
public:
    History(const SecondImplementation &second, quint64 seed)
        : m_scene(second)
        , m_dice(seed)
    {
    }

    // The first eight: four of each, added by whoever is there.
    Result<void> begin()
    {
        TRY(m_scene.create(m_scene.start(anyKind())));
        for (int i = 1; i < kMembersMin; ++i)
            TRY(add(anybody(), i % 2 == 0 ? Kind::Ours : Kind::Theirs));
        return success();
    }

    // One epoch: some traffic, then a change of a random kind.
    Result<void> step()
    {
        TRY(talk());
        const qsizetype size = m_scene.members().size();
        if (size < kMembersMin) return add(anybody(), anyKind());
        switch (m_dice.below(8)) {
        case 0:
        case 1:
            return size < kMembersMax ? add(anybody(), anyKind()) : removeSomebody();
        case 2:
            return removeSomebody();
        case 3:
            return m_scene.commitAgainst(anybody(), anybody(), {.is_public = coin()});
        case 4:
            return proposals();
        case 5:
            return size < kMembersMax ? enterFromOutside() : removeSomebody();
        case 6:
            return comeBack();
        default:
            return m_scene.commit(anybody(), {.is_public = coin()});
        }
    }

    qint64 epoch() const { return m_scene.epoch(); }
    int defects() const { return m_defects; }
    // Members of this kind.
    qsizetype count(Kind kind) const
    {
        const QList<int> members = m_scene.members();
        return std::count_if(members.cbegin(), members.cend(),
                             [&](int member) { return m_scene.kind(member) == kind; });
    }
    QString summary() const
    {
        return QStringLiteral("%1 epochs, %2 clients; at the end %3 of ours and %4 of theirs; %5 messages; "
                              "refused by ts-mls though valid: %6")
            .arg(m_scene.epoch())
            .arg(m_clients)
            .arg(count(Kind::Ours))
            .arg(count(Kind::Theirs))
            .arg(m_messages)
            .arg(m_defects);
    }

private:
    bool coin() { return m_dice.below(2) == 0; }
    Kind anyKind() { return coin() ? Kind::Ours : Kind::Theirs; }
    int anybody() { return m_scene.members()[pick(m_scene.members().size())]; }
    qsizetype pick(qsizetype count)
    {
        return static_cast<qsizetype>(m_dice.below(static_cast<quint64>(count)));
    }
    int start(Kind kind)
    {
        ++m_clients;
        return m_scene.start(kind);
    }

    // Somebody of ours takes the place of a client of theirs that cannot join by a defect of its own.
    template <typename Join>
    Result<void> bring(Kind kind, Join join)
    {
        const Result<void> joined = join(start(kind));
        if (joined || kind == Kind::Ours || !Scene::isKnownDefect(joined.error())) return joined;
        ++m_defects;
        return join(start(Kind::Ours));
    }

    Result<void> add(int by, Kind kind)
    {
        const Change how{.is_public = coin(), .path = coin()};
        return bring(kind, [&](int client) {
            Change change = how;
            change.add = {client};
            return m_scene.commit(by, change);
        });
    }

    Result<void> enterFromOutside()
    {
        return bring(anyKind(), [&](int client) { return m_scene.joinExternally(client, anybody(), false); });
    }

    // A member has lost its state and joins again.
    Result<void> comeBack()
    {
        const int member = anybody();
        const Result<void> back = m_scene.joinExternally(member, somebodyElse(member), true);
        if (back) m_fresh.append(member);
        if (back || m_scene.kind(member) == Kind::Ours || !Scene::isKnownDefect(back.error())) return back;
        ++m_defects; // it has changed nothing by trying
        return m_scene.commit(anybody(), {});
    }

    int somebodyElse(int member)
    {
        int found = member;
        while (found == member)
            found = anybody();
        return found;
    }

    Result<void> removeSomebody()
    {
        const int by = anybody();
        QList<int> gone{somebodyElse(by)};
        if (const int second = somebodyElse(by); coin() && !gone.contains(second)) gone.append(second);
        return m_scene.commit(by, {.remove = gone, .is_public = coin()});
    }

    // Updates of some and at most one removal, all committed by one who proposed nothing.
    Result<void> proposals()
    {
        const int committer = anybody();
        bool removed = false;
        for (const int member : m_scene.members()) {
            if (member == committer || coin()) continue;
            const bool leaves = !removed && m_dice.below(4) == 0;
            removed = removed || leaves;
            TRY(m_scene.propose(member, leaves ? QStringLiteral("remove") : QStringLiteral("update"), member,
                                coin()));
        }
        return m_scene.commit(committer, {.is_public = coin()});
    }

    struct Letter {
        int to;
        QString message;
        QByteArray text;
        int epochs_late = 0;
    };

    // Some write; the letters of each reader arrive in any order, some of them an epoch later.
    Result<void> talk()
    {
        QList<Letter> letters = m_late;
        m_late.clear();
        const QList<int> fresh = std::exchange(m_fresh, {});
        for (int i = 0; i < kMessagesPerEpoch; ++i) {
            const int writer = anybody();
            const QByteArray text = "message " + QByteArray::number(++m_messages);
            TRY_ASSIGN(const QString message, m_scene.protect(writer, text));
            for (const int reader : m_scene.members())
                if (reader != writer) letters.insert(pick(letters.size() + 1), {reader, message, text, 0});
        }
        for (Letter &letter : letters) {
            if (!m_scene.members().contains(letter.to)) continue;
            if (letter.epochs_late == 0 && m_dice.below(6) == 0) {
                letter.epochs_late = 1;
                m_late.append(letter);
                continue;
            }
            const auto heard = m_scene.open(letter.to, letter.message);
            const bool lost = !heard && fresh.contains(letter.to) && letter.epochs_late > 0;
            if (lost) continue;
            if (!heard) return heard.error();
            if (*heard != letter.text) return Error{Code::Conflict, QStringLiteral("another text")};
        }
        return success();
    }

    Scene m_scene;
    test::SeededRandom m_dice;
    QList<Letter> m_late{};
    QList<int> m_fresh{}; // came back since the last talk, with keys of the new epoch only
    int m_clients = 0;
    int m_messages = 0;
    int m_defects = 0;
};

} // namespace

void TestInteropHistory::initTestCase()
{
    CHAT121_SECOND_OR_SKIP(second);
    m_second = second;
}

void TestInteropHistory::membersAgree_data()
{
    QTest::addColumn<quint64>("seed");
    QList<quint64> seeds{1, 2};
    if (const QByteArray wanted = qgetenv("CHAT121_INTEROP_SEED"); !wanted.isEmpty())
        seeds = {wanted.toULongLong()};
    for (const quint64 seed : seeds)
        QTest::addRow("seed %llu", static_cast<unsigned long long>(seed)) << seed;
}

void TestInteropHistory::membersAgree()
{
    QFETCH(quint64, seed);
    History history(m_second, seed);
    VERIFY_OK(history.begin());
    for (int i = 0; i < kRandomEpochs; ++i)
        VERIFY_OK(history.step());
    qInfo("seed %llu: %s", static_cast<unsigned long long>(seed), qPrintable(history.summary()));
    QVERIFY(history.epoch() >= 20);
    // A client of ours takes the place of one of theirs that cannot join: not so often that only ours are
    // left.
    QVERIFY(history.count(Kind::Ours) >= kOfEachMin);
    QVERIFY(history.count(Kind::Theirs) >= kOfEachMin);
    QVERIFY(history.defects() <= kDefectsMax);
}

CHAT121_TEST_MAIN(TestInteropHistory)
#include "tst_interop_history.moc"
