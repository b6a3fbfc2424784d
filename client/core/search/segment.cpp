// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/core/search/segment.h"

#include <QtEndian>

#include <algorithm>

namespace chat121::search {

namespace {

constexpr qsizetype kPartBytes = 512; // the payload of one part
constexpr qsizetype kPartHeadBytes = 13;
constexpr qsizetype kPostingHeadBytes = 2;
constexpr int kRowBytes = 5;
constexpr int kTimeBytes = 6;
constexpr int kMarkBytes = 3;
constexpr qint64 kTimeMax = (qint64(1) << (8 * kTimeBytes)) - 1;
constexpr int kBitsPerByte = 8;

void putNumber(QByteArray &bytes, quint64 value)
{
    for (; value > 0x7f; value >>= 7)
        bytes.append(static_cast<char>(value | 0x80));
    bytes.append(static_cast<char>(value));
}

void putFixed(QByteArray &bytes, quint64 value, int size)
{
    for (int i = size - 1; i >= 0; --i)
        bytes.append(static_cast<char>(value >> (kBitsPerByte * i)));
}

// Reads from the front; afterwards `is_good` says whether all of it was there.
class Cursor {
public:
    explicit Cursor(QByteArrayView bytes)
        : m_rest(bytes)
    {
    }

    bool isGood() const { return m_is_good; }
    bool atEnd() const { return m_rest.isEmpty(); }

    quint64 number()
    {
        quint64 value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            const quint64 byte = fixed(1);
            value |= (byte & 0x7f) << shift;
            if (byte < 0x80) return value;
        }
        m_is_good = false;
        return 0;
    }

    quint64 fixed(int size)
    {
        if (m_rest.size() < size) {
            m_is_good = false;
            m_rest = {};
            return 0;
        }
        quint64 value = 0;
        for (int i = 0; i < size; ++i)
            value = (value << kBitsPerByte) | static_cast<quint8>(m_rest.at(i));
        m_rest = m_rest.sliced(size);
        return value;
    }

    QByteArrayView raw(quint64 size)
    {
        if (static_cast<quint64>(m_rest.size()) < size) {
            m_is_good = false;
            m_rest = {};
            return {};
        }
        const QByteArrayView taken = m_rest.first(static_cast<qsizetype>(size));
        m_rest = m_rest.sliced(static_cast<qsizetype>(size));
        return taken;
    }

private:
    QByteArrayView m_rest;
    bool m_is_good = true;
};

Error damaged()
{
    return {Code::Malformed, QStringLiteral("a block of the search index is damaged")};
}

} // namespace

quint32 SegmentInfo::directoryBlocks() const
{
    return static_cast<quint32>((posting_blocks + kDirectoryTerms - 1) / kDirectoryTerms);
}

// --- writing ---------------------------------------------------------------------------------------

void SegmentWriter::emitBlock(QByteArray block)
{
    Q_ASSERT_X(block.size() <= kBlockBytes, "SegmentWriter", "a block is too large");
    block.append(kBlockBytes - block.size(), '\0');
    m_blocks.push_back(std::move(block));
}

void SegmentWriter::addDoc(const Doc &doc)
{
    Q_ASSERT_X(m_info.docs < kSegmentDocsMax, "SegmentWriter", "a segment is full");
    Q_ASSERT_X(doc.row >= 0 && doc.row >> (8 * kRowBytes) == 0, "SegmentWriter", "beyond a million million");
    m_docs.push_back(doc);
    m_docs.back().sent_at.ms = qBound<qint64>(0, doc.sent_at.ms, kTimeMax);
    const UnixTime sent_at = m_docs.back().sent_at;
    m_info.oldest = m_info.docs == 0 ? sent_at : std::min(m_info.oldest, sent_at);
    m_info.newest = std::max(m_info.newest, sent_at);
    ++m_info.docs;
    if (m_docs.size() == kColumnDocs) endColumns();
}

void SegmentWriter::endColumns()
{
    if (m_docs.empty()) return;
    QByteArray block;
    putFixed(block, m_docs.size(), 2);
    for (const Doc &doc : m_docs) {
        putFixed(block, static_cast<quint64>(doc.row), kRowBytes);
        putFixed(block, static_cast<quint64>(doc.sent_at.ms), kTimeBytes);
        putFixed(block, doc.conversation, kMarkBytes);
        putFixed(block, doc.flags, 1);
    }
    m_docs.clear();
    emitBlock(std::move(block));
    ++m_info.column_blocks;
}

void SegmentWriter::addTerm(Term term, const Ordinals &ordinals)
{
    endColumns();
    const size_t span = static_cast<size_t>(ordinals.back() - ordinals.front()) + 1;
    if (ordinals.size() * kBitsPerByte > span)
        addBitmap(term, ordinals);
    else
        addDifferences(term, ordinals);
}

void SegmentWriter::addDifferences(Term term, const Ordinals &ordinals)
{
    QByteArray payload;
    int previous = -1;
    for (const Ordinal ordinal : ordinals) {
        if (payload.size() > kPartBytes - 3) {
            addPart(term, false, std::exchange(payload, {}));
            previous = -1;
        }
        putNumber(payload, static_cast<quint64>(ordinal - previous - 1));
        previous = ordinal;
    }
    addPart(term, false, payload);
}

// Each part begins with the number of its first byte in the whole bitmap.
void SegmentWriter::addBitmap(Term term, const Ordinals &ordinals)
{
    constexpr int kBytes = static_cast<int>(kPartBytes) - 3;
    QByteArray bits;
    int base = 0;
    const auto end = [&] {
        QByteArray payload;
        putNumber(payload, static_cast<quint64>(base));
        addPart(term, true, payload + bits);
        bits.clear();
    };
    for (const Ordinal ordinal : ordinals) {
        const int byte = ordinal / kBitsPerByte;
        if (!bits.isEmpty() && byte - base >= kBytes) end();
        if (bits.isEmpty()) base = byte;
        if (bits.size() <= byte - base) bits.append(byte - base + 1 - bits.size(), '\0');
        char &place = bits[byte - base];
        place = static_cast<char>(place | (1 << (ordinal % kBitsPerByte)));
    }
    end();
}

void SegmentWriter::addPart(Term term, bool is_bitmap, const QByteArray &payload)
{
    const qsizetype taken = kPostingHeadBytes + m_parts.size();
    if (taken + kPartHeadBytes + payload.size() > kBlockBytes) endPostings();
    if (m_part_count == 0) {
        m_directory.push_back(term);
        m_last_term = 0;
    }
    putNumber(m_parts, term - m_last_term);
    putNumber(m_parts, (static_cast<quint64>(payload.size()) << 1) | (is_bitmap ? 1 : 0));
    m_parts.append(payload);
    m_last_term = term;
    ++m_part_count;
}

void SegmentWriter::endPostings()
{
    if (m_part_count == 0) return;
    QByteArray block;
    putFixed(block, static_cast<quint64>(m_part_count), 2);
    block += m_parts;
    m_parts.clear();
    m_part_count = 0;
    emitBlock(std::move(block));
    ++m_info.posting_blocks;
}

void SegmentWriter::finish()
{
    endColumns();
    endPostings();
    for (size_t first = 0; first < m_directory.size(); first += kDirectoryTerms) {
        const size_t count = std::min(kDirectoryTerms, m_directory.size() - first);
        QByteArray block;
        putFixed(block, count, 2);
        for (size_t i = first; i < first + count; ++i)
            putFixed(block, m_directory[i], 8);
        emitBlock(std::move(block));
    }
    m_directory.clear();
}

// --- reading ---------------------------------------------------------------------------------------

Result<std::vector<Doc>> readColumns(QByteArrayView block)
{
    Cursor cursor(block);
    const size_t count = cursor.fixed(2);
    if (count > kColumnDocs) return damaged();
    std::vector<Doc> docs(count);
    for (Doc &doc : docs) {
        doc.row = static_cast<qint64>(cursor.fixed(kRowBytes));
        doc.sent_at.ms = static_cast<qint64>(cursor.fixed(kTimeBytes));
        doc.conversation = static_cast<quint32>(cursor.fixed(kMarkBytes));
        doc.flags = static_cast<quint8>(cursor.fixed(1));
    }
    if (!cursor.isGood()) return damaged();
    return docs;
}

Result<void> readParts(QByteArrayView block, const std::function<bool(const PostingPart &)> &take)
{
    Cursor cursor(block);
    PostingPart part;
    for (quint64 left = cursor.fixed(2); left > 0; --left) {
        part.term += cursor.number();
        const quint64 head = cursor.number();
        part.is_bitmap = (head & 1) != 0;
        part.payload = cursor.raw(head >> 1);
        if (!cursor.isGood() || part.payload.isEmpty()) return damaged();
        if (!take(part)) break;
    }
    return cursor.isGood() ? success() : Result<void>(damaged());
}

Result<void> readOrdinals(const PostingPart &part, quint32 docs, Ordinals &ordinals)
{
    Cursor cursor(part.payload);
    const auto take = [&](quint64 ordinal) {
        if (ordinal >= docs || (!ordinals.empty() && ordinal <= ordinals.back())) return false;
        ordinals.push_back(static_cast<Ordinal>(ordinal));
        return true;
    };
    if (part.is_bitmap) {
        quint64 ordinal = cursor.number() * kBitsPerByte;
        while (!cursor.atEnd()) {
            const quint64 byte = cursor.fixed(1);
            for (unsigned bit = 0; bit < kBitsPerByte; ++bit)
                if (((byte >> bit) & 1) != 0 && !take(ordinal + bit)) return damaged();
            ordinal += kBitsPerByte;
        }
        return cursor.isGood() ? success() : Result<void>(damaged());
    }
    quint64 next = 0;
    while (!cursor.atEnd()) {
        const quint64 step = cursor.number();
        if (!cursor.isGood() || step >= kSegmentDocsMax || !take(next + step)) return damaged();
        next += step + 1;
    }
    return success();
}

Result<std::vector<Term>> readDirectory(QByteArrayView block)
{
    Cursor cursor(block);
    const size_t count = cursor.fixed(2);
    if (count > kDirectoryTerms) return damaged();
    std::vector<Term> terms(count);
    for (Term &term : terms)
        term = cursor.fixed(8);
    if (!cursor.isGood()) return damaged();
    return terms;
}

} // namespace chat121::search
