// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/core/search/index.h"

#include "client/core/search/matcher.h"
#include "common/base/log.h"

#include <QSet>

#include <algorithm>

namespace chat121::search {

namespace {

constexpr int kRowsPerRead = 64;
constexpr int kBlocksRemoved = 64; // in one step
constexpr int kTermsPerStep = 256;
constexpr size_t kBlocksPerTransaction = 64;
constexpr size_t kMergeWidth = 8;                         // segments of a size become one of the next
constexpr quint32 kSizes[] = {8 * 1024, kSegmentDocsMax}; // a segment below this is merged with its like
constexpr int kStalePerPrune = 100'000;

bool isDamage(const Error &error)
{
    return error.code == Code::Malformed || error.code == Code::Crypto || error.code == Code::NotFound;
}

SegmentMerge::Keep unlessStale(const QList<SearchTable::Stale> &stale)
{
    QHash<qint64, quint32> gone;
    for (const SearchTable::Stale &each : stale)
        gone.insert(each.row, each.segment);
    return [gone](const Doc &doc, quint32 segment) {
        const auto found = gone.constFind(doc.row);
        return found == gone.cend() || (*found != 0 && segment >= *found);
    };
}

} // namespace

// Messages that become a segment.
struct Index::Batch {
    struct Read {
        qint64 row;
        qint64 change;
    };

    quint32 segment = 0;
    SegmentBuilder builder;
    std::vector<Read> read;
    bool is_read = false;
    quint32 blocks_written = 0;

    qint64 lastChange() const { return read.empty() ? 0 : read.back().change; }
};

struct Index::Merge {
    SegmentMerge merge;
    quint32 blocks_written = 0;
};

// Goes through all segments and rewrites those that hold something stale.
struct Index::Prune {
    QList<SearchTable::Stale> stale;
    SegmentMerge::Keep keep;
    QList<SegmentInfo> left; // to be looked at
};

Index::Index(LocalStore &store, const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_store(store)
    , m_clock(clock)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &Index::onTimer);
    m_later.setSingleShot(true);
    connect(&m_later, &QTimer::timeout, this, &Index::nudge);
}

Index::~Index() = default;

Result<void> Index::open()
{
    TRY_ASSIGN(const std::optional<QByteArray> content, m_store.search().manifest());
    m_manifest = {};
    if (content) {
        TRY_ASSIGN(const Manifest manifest, decode<Manifest>(*content));
        if (manifest.format != kIndexFormat)
            return Error{Code::Malformed, QStringLiteral("the search index has another format")};
        m_manifest = manifest;
    }
    m_readers.clear();
    QSet<quint32> known;
    for (const SegmentInfo &segment : segments())
        known.insert(segment.id);
    TRY_ASSIGN(const QList<quint32> found, m_store.search().segments());
    m_garbage.clear();
    for (const quint32 segment : found)
        if (!known.contains(segment)) m_garbage.append(segment);
    TRY(noteCompleteness());
    nudge();
    return success();
}

Result<QByteArray> Index::searchBlock(quint32 segment, quint32 number) const
{
    return m_store.search().block(segment, number);
}

SegmentReader &Index::reader(const SegmentInfo &segment)
{
    auto &reader = m_readers[segment.id];
    const BlockSource &source = *this;
    if (!reader) reader = std::make_unique<SegmentReader>(segment, source);
    return *reader;
}

// --- when ------------------------------------------------------------------------------------------

void Index::nudge()
{
    if (!m_timer.isActive()) m_timer.start(limits::kSearchIndexDelay);
}

void Index::onTimer()
{
    const auto more = work();
    if (more) {
        if (*more) m_timer.start(limits::kSearchIndexPause);
        return;
    }
    m_timer.start(limits::kSearchRetryDelay); // a full disk, say
    readingFailed(more.error());
}

void Index::readingFailed(const Error &error)
{
    if (!isDamage(error)) return;
    qCWarning(lcClient) << "the search index is damaged and made anew:" << error.detail;
    if (const auto made = makeAnew(); !made)
        qCWarning(lcClient) << "it cannot be made anew now:" << made.error().detail;
}

Result<bool> Index::work()
{
    const auto end = m_clock.steady() + limits::kSearchIndexSlice;
    do {
        const auto has_more = workOn();
        if (!has_more) {
            dropWork();
            TRY(open()); // as the disk has it
            return has_more.error();
        }
        if (!*has_more) return false;
    } while (m_clock.steady() < end);
    return true;
}

Result<bool> Index::workOn()
{
    if (m_batch) return writeBatch();
    if (m_merge) return writeMerge();
    if (m_prune) return checkSegment();
    return chooseWork();
}

Result<bool> Index::removeGarbage()
{
    if (m_garbage.isEmpty()) return false;
    TRY_ASSIGN(const bool has_more, m_store.search().removeSome(m_garbage.constLast(), kBlocksRemoved));
    if (!has_more) m_garbage.removeLast();
    return true;
}

// What nobody needs goes first, since its numbers are used again; new messages; then fewer and larger
// segments; then what must be forgotten.
Result<bool> Index::chooseWork()
{
    TRY_ASSIGN(const bool has_garbage, removeGarbage());
    if (has_garbage) return true;
    TRY(noteCompleteness());
    TRY_ASSIGN(const bool has_batch, m_store.search().hasUnindexed(limits::kSearchBatchRows));
    if (has_batch) {
        m_batch = std::make_unique<Batch>();
        m_batch->segment = m_manifest.next_segment;
        return true;
    }
    TRY_ASSIGN(const bool has_merge, beginMerge());
    if (has_merge) return true;
    return beginPrune();
}

void Index::dropWork()
{
    m_batch.reset();
    m_merge.reset();
    m_prune.reset();
}

Result<void> Index::noteCompleteness()
{
    TRY_ASSIGN(const bool is_incomplete, m_store.search().hasUnindexed(limits::kSearchUnindexedMax + 1));
    m_is_incomplete = is_incomplete;
    return success();
}

Result<void> Index::makeAnew()
{
    dropWork();
    TRY_ASSIGN(Transaction transaction, m_store.begin());
    Manifest empty;
    empty.next_segment = m_manifest.next_segment + 1;
    TRY(m_store.search().forgetAll());
    TRY(m_store.search().saveManifest(encode(empty)));
    TRY(transaction.commit());
    m_manifest = empty;
    m_garbage.clear();
    m_readers.clear();
    Q_EMIT segmentsChanged();
    m_timer.start(limits::kSearchIndexDelay);
    return noteCompleteness();
}

// --- new messages ----------------------------------------------------------------------------------

Result<void> Index::readBatch()
{
    Batch &batch = *m_batch;
    TRY_ASSIGN(const auto rows, m_store.messages().unindexedAfter(batch.lastChange(), kRowsPerRead));
    for (const StoredRow &stored : rows) {
        if (batch.builder.isFull()) {
            batch.is_read = true;
            return success();
        }
        batch.read.push_back({stored.row, stored.change});
        if (stored.value.kind == RowKind::System) continue;
        batch.builder.add(docOf(stored), stored.value.text, stored.value.author_name);
    }
    batch.is_read = rows.size() < kRowsPerRead;
    return success();
}

Result<bool> Index::writeBatch()
{
    Batch &batch = *m_batch;
    if (!batch.is_read) {
        TRY(readBatch());
        if (batch.is_read) batch.builder.beginWriting(batch.segment);
        return true;
    }
    const bool is_complete = batch.builder.writeSome(kTermsPerStep);
    if (is_complete) {
        TRY(finishBatch());
        return true;
    }
    TRY(writeBlocks(batch.builder.writer(), batch.blocks_written));
    return true;
}

// Blocks that no manifest names are not there: a crash costs the work, nothing else.
Result<void> Index::writeBlocks(SegmentWriter &writer, quint32 &blocks_written)
{
    if (writer.blocksReady() < kBlocksPerTransaction) return success();
    TRY_ASSIGN(Transaction transaction, m_store.begin());
    const auto blocks = writer.takeBlocks();
    for (const QByteArray &block : blocks)
        TRY(m_store.search().putBlock(writer.info().id, blocks_written++, block));
    return transaction.commit();
}

// In one transaction: the last blocks, the manifest, and that these messages no longer wait. What was
// written again, or removed, while the segment was made is stale in it from the start.
Result<void> Index::finishBatch()
{
    Batch &batch = *m_batch;
    SegmentWriter &writer = batch.builder.writer();
    SearchTable &table = m_store.search();
    TRY_ASSIGN(Transaction transaction, m_store.begin());
    for (const QByteArray &block : writer.takeBlocks())
        TRY(table.putBlock(batch.segment, batch.blocks_written++, block));
    TRY_ASSIGN(const QList<qint64> unchanged, table.unindexedUpTo(batch.lastChange()));
    if (unchanged.size() != static_cast<qsizetype>(batch.read.size())) {
        const QSet<qint64> same(unchanged.cbegin(), unchanged.cend());
        for (const Batch::Read &read : batch.read)
            if (!same.contains(read.row)) TRY(table.setStale(read.row));
    }
    TRY(table.setIndexed(batch.lastChange(), batch.segment));
    TRY(replaceSegments({}, writer.info()));
    TRY(transaction.commit());
    m_batch.reset();
    Q_EMIT segmentsChanged();
    return noteCompleteness();
}

// REQUIRES: a transaction
Result<void> Index::replaceSegments(const std::vector<SegmentInfo> &old, const SegmentInfo &made)
{
    Manifest manifest = m_manifest;
    manifest.next_segment = made.id + 1;
    auto &items = manifest.segments.items;
    for (const SegmentInfo &each : old)
        items.removeOne(each);
    if (made.docs > 0) items.append(made);
    if (items.size() > limits::kSearchSegmentsMax)
        return Error{Code::Storage, QStringLiteral("too many segments in the search index")};
    TRY(m_store.search().saveManifest(encode(manifest)));
    m_manifest = manifest;
    for (const SegmentInfo &each : old) {
        m_readers.erase(each.id);
        m_garbage.append(each.id);
    }
    if (made.docs == 0) m_garbage.append(made.id);
    return success();
}

// --- fewer segments --------------------------------------------------------------------------------

Result<bool> Index::beginMerge()
{
    quint32 above = 0;
    for (const quint32 size : kSizes) {
        std::vector<SegmentInfo> like;
        for (const SegmentInfo &segment : segments())
            if (segment.docs >= above && segment.docs < size) like.push_back(segment);
        above = size;
        if (like.size() < kMergeWidth) continue;
        std::sort(like.begin(), like.end(),
                  [](const SegmentInfo &a, const SegmentInfo &b) { return a.docs < b.docs; });
        size_t docs = 0;
        size_t count = 0;
        while (count < kMergeWidth && docs + like[count].docs <= kSegmentDocsMax)
            docs += like[count++].docs;
        if (count < 2) continue;
        like.resize(count);
        TRY_ASSIGN(const auto stale, m_store.search().stale(kStalePerPrune));
        m_merge.reset(new Merge{SegmentMerge(m_manifest.next_segment, like, *this, unlessStale(stale)), 0});
        return true;
    }
    return false;
}

Result<bool> Index::writeMerge()
{
    TRY_ASSIGN(const bool is_complete, m_merge->merge.writeSome(kTermsPerStep));
    if (is_complete)
        TRY(finishMerge());
    else
        TRY(writeBlocks(m_merge->merge.writer(), m_merge->blocks_written));
    return true;
}

Result<void> Index::finishMerge()
{
    SegmentWriter &writer = m_merge->merge.writer();
    TRY_ASSIGN(Transaction transaction, m_store.begin());
    for (const QByteArray &block : writer.takeBlocks())
        TRY(m_store.search().putBlock(writer.info().id, m_merge->blocks_written++, block));
    TRY(replaceSegments(m_merge->merge.inputs(), writer.info()));
    TRY(transaction.commit());
    m_merge.reset();
    Q_EMIT segmentsChanged();
    return success();
}

// --- what must be forgotten ------------------------------------------------------------------------

Result<bool> Index::beginPrune()
{
    const auto now = m_clock.steady();
    TRY_ASSIGN(const bool has_stale, m_store.search().hasStale());
    if (!has_stale) return false;
    if (m_pruned_at && now < *m_pruned_at + limits::kSearchPruneInterval) {
        m_later.start(*m_pruned_at + limits::kSearchPruneInterval - now);
        return false;
    }
    auto prune = std::make_unique<Prune>();
    TRY_ASSIGN(prune->stale, m_store.search().stale(kStalePerPrune));
    prune->keep = unlessStale(prune->stale);
    prune->left = segments();
    m_prune = std::move(prune);
    return true;
}

Result<bool> Index::checkSegment()
{
    if (m_prune->left.isEmpty()) {
        TRY(finishPrune());
        return true;
    }
    const SegmentInfo segment = m_prune->left.takeFirst();
    const SegmentMerge::Keep &keep = m_prune->keep;
    for (quint32 number = 0; number < segment.column_blocks; ++number) {
        TRY_ASSIGN(const std::vector<Doc> docs, reader(segment).columns(number));
        const bool is_clean =
            std::all_of(docs.cbegin(), docs.cend(), [&](const Doc &doc) { return keep(doc, segment.id); });
        if (is_clean) continue;
        m_merge.reset(new Merge{SegmentMerge(m_manifest.next_segment, {segment}, *this, keep), 0});
        break;
    }
    return true;
}

Result<void> Index::finishPrune()
{
    TRY_ASSIGN(Transaction transaction, m_store.begin());
    for (const SearchTable::Stale &stale : m_prune->stale)
        TRY(m_store.search().removeStale(stale));
    TRY(transaction.commit());
    const bool is_all = m_prune->stale.size() < kStalePerPrune;
    m_prune.reset();
    if (is_all) m_pruned_at = m_clock.steady();
    return success();
}

} // namespace chat121::search
