// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A segment of the index: up to 65,536 messages, written once, as blocks of one size.
//
//     column blocks     for each message: its row, when it was sent, in which conversation, flags
//     posting blocks    for each term, rising: which messages have it (their numbers in this segment)
//     directory blocks  the first term of each posting block
//
// Numbers of messages are coded as differences, or as a bitmap where that is shorter; a long list
// goes over several parts, each with its term, so that every block can be read by itself.
// What is read here was sealed by this program; a damaged block is Malformed all the same.
// Threads: any; nothing is shared.
#pragma once

#include "client/core/search/terms.h"
#include "common/base/clock.h"
#include "common/base/limits.h"
#include "common/codec/fields.h"

#include <functional>

namespace chat121::search {

inline constexpr qsizetype kBlockBytes = 3968; // sealed and with its row, this fills a page of SQLite
inline constexpr size_t kSegmentDocsMax = 64 * 1024;

using Ordinal = quint16;               // the number of a message in its segment
using Ordinals = std::vector<Ordinal>; // rising

enum DocFlag : quint8 {
    IsMine = 1,
    HasLink = 2,
    IsStarred = 4,
};
inline constexpr DocFlag kDocFlags[] = {IsMine, HasLink, IsStarred};

// What is kept of a message beside its terms, to judge filters and order without opening it.
struct Doc {
    qint64 row = 0; // in the local store
    UnixTime sent_at{};
    quint32 conversation = 0; // conversationMark() of it
    quint8 flags = 0;

    bool operator==(const Doc &) const = default;
};

// The part of a conversation's tag in the store that is kept: it rules most others out.
inline quint32 conversationMark(qint64 tag)
{
    return static_cast<quint32>(tag) & kConversationMarkMax;
}

struct SegmentInfo {
    quint32 id = 0; // rises, never used twice
    quint32 docs = 0;
    quint32 column_blocks = 0;
    quint32 posting_blocks = 0;
    UnixTime oldest{}; // message in it
    UnixTime newest{};

    quint32 directoryBlocks() const;
    quint32 blocks() const { return column_blocks + posting_blocks + directoryBlocks(); }
    auto fields() { return std::tie(id, docs, column_blocks, posting_blocks, oldest, newest); }
    bool operator==(const SegmentInfo &) const = default;
};

// Which terms there are, and what is kept beside them. An index of another format is made anew.
inline constexpr quint8 kIndexFormat = 3;

// All segments that count. Kept sealed, replaced as a whole.
struct Manifest {
    quint8 format = kIndexFormat;
    quint32 next_segment = 1;
    List<SegmentInfo, limits::kSearchSegmentsMax> segments{};
    auto fields() { return std::tie(format, next_segment, segments); }
};

// Where blocks come from: the local store, or a test.
class BlockSource {
public:
    virtual ~BlockSource() = default;
    virtual Result<QByteArray> searchBlock(quint32 segment, quint32 number) const = 0;
};

// First all messages, then all terms, rising.
class SegmentWriter {
public:
    explicit SegmentWriter(quint32 id) { m_info.id = id; }

    void addDoc(const Doc &doc);
    // REQUIRES: ordinals is not empty
    void addTerm(Term term, const Ordinals &ordinals);
    void finish();

    size_t blocksReady() const { return m_blocks.size(); }
    // What is complete so far, in order, each of kBlockBytes.
    std::vector<QByteArray> takeBlocks() { return std::exchange(m_blocks, {}); }
    // REQUIRES: finish() was called
    const SegmentInfo &info() const { return m_info; }

private:
    void endColumns();
    void endPostings();
    void emitBlock(QByteArray block);
    void addPart(Term term, bool is_bitmap, const QByteArray &payload);
    void addDifferences(Term term, const Ordinals &ordinals);
    void addBitmap(Term term, const Ordinals &ordinals);

    SegmentInfo m_info;
    std::vector<QByteArray> m_blocks;
    std::vector<Doc> m_docs; // of the column block that is being filled
    QByteArray m_parts;      // of the posting block
    int m_part_count = 0;
    Term m_last_term = 0;
    std::vector<Term> m_directory;
};

// --- reading ---------------------------------------------------------------------------------------

Result<std::vector<Doc>> readColumns(QByteArrayView block);
// Stops when `take` says false.
struct PostingPart {
    Term term = 0;
    bool is_bitmap = false;
    QByteArrayView payload;
};
Result<void> readParts(QByteArrayView block, const std::function<bool(const PostingPart &)> &take);
// Appends to `ordinals`, which stay rising; each is below `docs`.
Result<void> readOrdinals(const PostingPart &part, quint32 docs, Ordinals &ordinals);
Result<std::vector<Term>> readDirectory(QByteArrayView block);

inline constexpr size_t kColumnDocs = (kBlockBytes - 2) / 15; // in one block
inline constexpr size_t kDirectoryTerms = (kBlockBytes - 2) / 8;

} // namespace chat121::search
