// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Random but repeatable histories of a group: members come, go, update and write; commits collide,
// messages overtake each other, programs restart. After each epoch all members agree.
#include "tests/common/mls/device.h"
#include "tests/support/test_main.h"

#include <QTest>

#include <memory>

using namespace chat121;
using namespace chat121::test;

class TestHistory : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void membersAgree_data();
    void membersAgree();
    void manyMembers();
};

namespace {

struct Seat {
    std::unique_ptr<Device> device;
    std::optional<mls::Group> group{};
};

class History {
public:
    explicit History(quint64 seed)
        : m_dice(seed)
    {
    }

    Result<void> begin()
    {
        Seat &first = newSeat();
        TRY_ASSIGN(first.group, first.device->create());
        return add();
    }

    // One epoch: some traffic, then a commit of a random kind.
    Result<void> step()
    {
        TRY(talk());
        switch (m_dice.below(7)) {
        case 0:
        case 1:
            TRY(add());
            break;
        case 2:
            TRY(m_seats.size() > 3 ? removeSomebody() : add());
            break;
        case 3:
            TRY(collide());
            break;
        case 4:
            TRY(propose());
            break;
        case 5:
            TRY(enterFromOutside());
            break;
        case 6:
            TRY(commitBy(anybody(), {}));
            break;
        }
        return agree();
    }

    // Everybody has the same secrets and sees the same members.
    Result<void> agree()
    {
        const mls::Group &first = *m_seats.front().group;
        TRY_ASSIGN(const auto exported, first.exporter("label", "context", 48));
        for (Seat &seat : m_seats) {
            TRY(saveAndRestore(seat.device->party, *seat.group));
            TRY_ASSIGN(const auto own, seat.group->exporter("label", "context", 48));
            const bool same = seat.group->epochAuthenticator() == first.epochAuthenticator() &&
                              seat.group->epoch() == first.epoch() && own == exported &&
                              seat.group->members() == first.members() &&
                              seat.group->members().size() == static_cast<qsizetype>(m_seats.size());
            if (!same) return Error{Code::Conflict, QStringLiteral("members disagree")};
        }
        return success();
    }

    Result<void> add()
    {
        Seat &seat = newSeat();
        auto device = std::move(seat.device);
        m_seats.pop_back();
        TRY_ASSIGN(const mls::KeyPackageBundle bundle, device->package());
        mls::CommitRequest request;
        request.adds = {bundle.message()};
        request.path =
            m_dice.below(2) ? mls::CommitRequest::Path::Always : mls::CommitRequest::Path::WhenNeeded;
        TRY_ASSIGN(const QByteArray welcome, commitBy(anybody(), request));
        TRY_ASSIGN(auto group, mls::Group::join(device->party, welcome, bundle));
        m_seats.push_back({std::move(device), std::move(group)});
        return success();
    }

    size_t size() const { return m_seats.size(); }

private:
    Seat &newSeat()
    {
        ++m_names;
        m_seats.push_back(
            {std::make_unique<Device>("device " + QByteArray::number(m_names), m_dice.id()), {}});
        return m_seats.back();
    }

    size_t anybody() { return static_cast<size_t>(m_dice.below(m_seats.size())); }

    // Delivers a commit to everybody but its sender; forgets whom it removes.
    Result<void> deliver(const QByteArray &commit, size_t sender)
    {
        for (size_t i = 0; i < m_seats.size(); ++i)
            if (i != sender) TRY(follow(*m_seats[i].group, commit));
        std::erase_if(m_seats, [](const Seat &seat) { return !seat.group->isActive(); });
        return success();
    }

    // The welcome, if somebody was added.
    Result<QByteArray> commitBy(size_t committer, const mls::CommitRequest &request)
    {
        mls::Group &group = *m_seats[committer].group;
        TRY_ASSIGN(mls::PendingCommit made, group.commit(request));
        TRY_ASSIGN(mls::PendingCommit pending, group.restorePending(made.serialise()));
        const QByteArray commit = pending.commit();
        const QByteArray welcome = pending.welcome();
        TRY(group.merge(std::move(pending)));
        TRY(deliver(commit, committer));
        return welcome;
    }

    Result<void> removeSomebody()
    {
        const size_t committer = anybody();
        size_t leaver = anybody();
        if (leaver == committer) leaver = (leaver + 1) % m_seats.size();
        mls::CommitRequest request;
        request.removes = {m_seats[leaver].group->ownLeaf()};
        TRY(commitBy(committer, request));
        return success();
    }

    // Two commits at once: the loser's is forgotten.
    Result<void> collide()
    {
        const size_t loser = anybody();
        TRY_ASSIGN(mls::PendingCommit lost, m_seats[loser].group->commit({}));
        TRY(commitBy((loser + 1) % m_seats.size(), {}));
        if (m_seats[loser].group->merge(std::move(lost)))
            return Error{Code::Conflict, QStringLiteral("merged")};
        return success();
    }

    // Updates and a removal that another member commits.
    Result<void> propose()
    {
        QList<QByteArray> messages;
        QList<size_t> senders;
        for (size_t i = 1; i < m_seats.size(); ++i) {
            if (m_dice.below(2)) continue;
            const bool leaves = m_seats.size() > 4 && m_dice.below(4) == 0 && messages.isEmpty();
            mls::Group &group = *m_seats[i].group;
            const auto framing =
                m_dice.below(2) ? mls::CommitRequest::Framing::Private : mls::CommitRequest::Framing::Public;
            TRY_ASSIGN(const QByteArray message,
                       leaves ? group.proposeRemove(group.ownLeaf(), framing) : group.proposeUpdate(framing));
            messages.append(message);
            senders.append(i);
        }
        for (size_t i = 0; i < m_seats.size(); ++i) {
            for (qsizetype j = 0; j < messages.size(); ++j)
                if (senders[j] != i) TRY(m_seats[i].group->process(messages[j]));
            TRY(saveAndRestore(m_seats[i].device->party, *m_seats[i].group));
        }
        TRY(commitBy(0, {}));
        return success();
    }

    // Somebody new, or a member who has lost its state.
    Result<void> enterFromOutside()
    {
        TRY_ASSIGN(const QByteArray info, m_seats[anybody()].group->groupInfo());
        const bool again = m_dice.below(2);
        if (!again) newSeat();
        Seat &seat = again ? m_seats[anybody()] : m_seats.back();
        std::optional<mls::LeafIndex> replaces;
        if (again) replaces = seat.group->ownLeaf();
        TRY_ASSIGN(auto joined,
                   mls::Group::joinExternally(seat.device->party, info, seat.device->leaf(), replaces));
        seat.group = std::move(joined.group);
        return deliver(joined.commit, static_cast<size_t>(&seat - m_seats.data()));
    }

    // Everybody writes; everybody else reads in another order, and loses one message in five.
    Result<void> talk()
    {
        QList<QPair<size_t, QByteArray>> messages;
        for (int i = 0; i < 6; ++i) {
            const size_t sender = anybody();
            TRY_ASSIGN(const QByteArray sealed,
                       m_seats[sender].group->protect("text", QByteArray::number(i)));
            messages.insert(static_cast<qsizetype>(m_dice.below(static_cast<quint64>(messages.size() + 1))),
                            {sender, sealed});
        }
        for (size_t i = 0; i < m_seats.size(); ++i) {
            for (const auto &[sender, sealed] : messages) {
                if (sender == i || m_dice.below(5) == 0) continue;
                TRY_ASSIGN(const mls::Application opened, open(*m_seats[i].group, sealed));
                if (opened.sender != m_seats[sender].group->ownLeaf())
                    return Error{Code::Conflict, QStringLiteral("wrong sender")};
            }
        }
        return success();
    }

    SeededRandom m_dice;
    std::vector<Seat> m_seats;
    int m_names = 0;
};

} // namespace

void TestHistory::membersAgree_data()
{
    QTest::addColumn<quint64>("seed");
    for (quint64 seed = 1; seed <= 8; ++seed)
        QTest::addRow("history %llu", static_cast<unsigned long long>(seed)) << seed;
}

void TestHistory::membersAgree()
{
    QFETCH(quint64, seed);
    History history(seed);
    VERIFY_OK(history.begin());
    for (int epoch = 0; epoch < 30; ++epoch)
        VERIFY_OK(history.step());
}

void TestHistory::manyMembers()
{
    History history(99);
    VERIFY_OK(history.begin());
    while (history.size() < 20)
        VERIFY_OK(history.add());
    for (int epoch = 0; epoch < 10; ++epoch)
        VERIFY_OK(history.step());
}

CHAT121_TEST_MAIN(TestHistory)
#include "tst_history.moc"
