// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The search index of a local store: its segments, and the work that keeps them up with the messages.
//
// The work is done in slices of a few milliseconds on the store's thread, with pauses for everything
// else. A slice ends at any place: what is not finished was never there (README.md, "Crashes").
//
// Ownership: borrows store and clock. Threads: the store's. Errors: local_store.h; a damaged index is
// thrown away and made anew from the messages.
#pragma once

#include "client/core/local_store/local_store.h"
#include "client/core/search/segment_making.h"
#include "common/base/clock.h"

#include <QHash>
#include <QObject>
#include <QTimer>

#include <map>

namespace chat121::search {

class Index final : public QObject, private BlockSource {
    Q_OBJECT

public:
    Index(LocalStore &store, const Clock &clock, QObject *parent = nullptr);
    ~Index() override;

    // Reads which segments there are. What a crash has left of others is removed by and by.
    Result<void> open();

    // Something in the store has changed, perhaps: looks after it when a moment has passed.
    void nudge();

    // One slice of the work. True: there is more to do now. For tests and measurements; else nudge().
    Result<bool> work();

    const QList<SegmentInfo> &segments() const { return m_manifest.segments.items; }
    SegmentReader &reader(const SegmentInfo &segment);
    // More messages wait for the index than a search looks through.
    bool isIncomplete() const { return m_is_incomplete; }
    Result<void> makeAnew();
    // Something of the index could not be read: makes a new one if that is because of damage.
    void readingFailed(const Error &error);

Q_SIGNALS:
    void segmentsChanged(); // readers of older ones are gone

private:
    struct Batch;
    struct Merge;
    struct Prune;

    Result<QByteArray> searchBlock(quint32 segment, quint32 number) const override;
    void onTimer();
    Result<bool> workOn();
    Result<bool> chooseWork();
    Result<bool> removeGarbage();
    Result<bool> beginPrune();
    Result<bool> beginMerge();
    Result<void> readBatch();
    Result<bool> writeBatch();
    Result<void> finishBatch();
    Result<bool> writeMerge();
    Result<void> finishMerge();
    Result<bool> checkSegment();
    Result<void> finishPrune();
    Result<void> writeBlocks(SegmentWriter &writer, quint32 &blocks_written);
    Result<void> replaceSegments(const std::vector<SegmentInfo> &old, const SegmentInfo &made);
    Result<void> noteCompleteness();
    void dropWork();

    LocalStore &m_store;
    const Clock &m_clock;
    QTimer m_timer;
    QTimer m_later; // when it may be pruned again
    Manifest m_manifest;
    std::map<quint32, std::unique_ptr<SegmentReader>> m_readers;
    QList<quint32> m_garbage; // segments that no longer count, or never did; their numbers come again
    std::unique_ptr<Batch> m_batch;
    std::unique_ptr<Merge> m_merge;
    std::unique_ptr<Prune> m_prune;
    std::optional<std::chrono::milliseconds> m_pruned_at;
    bool m_is_incomplete = false;
};

} // namespace chat121::search
