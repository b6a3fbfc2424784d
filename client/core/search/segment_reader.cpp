// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/core/search/segment_reader.h"

#include <algorithm>

namespace chat121::search {

Result<void> SegmentReader::loadDirectory()
{
    if (m_directory) return success();
    std::vector<Term> directory;
    directory.reserve(m_info.posting_blocks);
    const quint32 first = m_info.column_blocks + m_info.posting_blocks;
    for (quint32 number = first; number < m_info.blocks(); ++number) {
        TRY_ASSIGN(const QByteArray block, m_source.searchBlock(m_info.id, number));
        TRY_ASSIGN(const std::vector<Term> terms, readDirectory(block));
        directory.insert(directory.end(), terms.cbegin(), terms.cend());
    }
    if (directory.size() != m_info.posting_blocks || !std::is_sorted(directory.cbegin(), directory.cend()))
        return Error{Code::Malformed, QStringLiteral("a directory of the search index is damaged")};
    m_directory = std::move(directory);
    return success();
}

Result<size_t> SegmentReader::costOf(Term term)
{
    TRY(loadDirectory());
    const auto [first, last] = std::equal_range(m_directory->cbegin(), m_directory->cend(), term);
    return static_cast<size_t>(last - first);
}

// It may begin at the end of the block before the first that begins with it.
Result<quint32> SegmentReader::postingsFrom(Term term)
{
    TRY(loadDirectory());
    const auto found = std::lower_bound(m_directory->cbegin(), m_directory->cend(), term);
    const auto number = static_cast<quint32>(found - m_directory->cbegin());
    return number > 0 ? number - 1 : 0;
}

Result<Ordinals> SegmentReader::find(Term term)
{
    TRY_ASSIGN(quint32 number, postingsFrom(term));
    Ordinals ordinals;
    for (; number < m_directory->size() && (*m_directory)[number] <= term; ++number) {
        TRY_ASSIGN(const QByteArray block, postings(number));
        Result<void> decoded = success();
        TRY(readParts(block, [&](const PostingPart &part) {
            if (part.term == term) decoded = readOrdinals(part, m_info.docs, ordinals);
            return part.term <= term && decoded.has_value();
        }));
        TRY(decoded);
    }
    return ordinals;
}

Result<std::vector<Doc>> SegmentReader::columns(quint32 block) const
{
    TRY_ASSIGN(const QByteArray bytes, m_source.searchBlock(m_info.id, block));
    return readColumns(bytes);
}

Result<QByteArray> SegmentReader::postings(quint32 block) const
{
    return m_source.searchBlock(m_info.id, m_info.column_blocks + block);
}

Result<Doc> SegmentReader::doc(Ordinal ordinal)
{
    const size_t block = ordinal / kColumnDocs;
    if (m_columns_number != block) {
        TRY_ASSIGN(m_columns, columns(static_cast<quint32>(block)));
        m_columns_number = block;
    }
    const size_t place = ordinal % kColumnDocs;
    if (place >= m_columns.size())
        return Error{Code::Malformed, QStringLiteral("a column of the search index is damaged")};
    return m_columns[place];
}

Result<bool> TermWalk::fill()
{
    m_parts.clear();
    m_at = 0;
    if (m_next_block >= m_reader.info().posting_blocks) return false;
    TRY_ASSIGN(const QByteArray block, m_reader.postings(m_next_block++));
    TRY(readParts(block, [&](const PostingPart &part) {
        m_parts.push_back({part.term, part.is_bitmap, part.payload.toByteArray()});
        return true;
    }));
    return true;
}

Result<void> TermWalk::next()
{
    m_ordinals.clear();
    bool has_term = false;
    for (;;) {
        if (m_at == m_parts.size()) {
            TRY_ASSIGN(const bool is_filled, fill());
            if (!is_filled) break;
            continue;
        }
        const Part &part = m_parts[m_at];
        if (has_term && part.term != m_term) return success();
        m_term = part.term;
        has_term = true;
        TRY(readOrdinals({part.term, part.is_bitmap, part.payload}, m_reader.info().docs, m_ordinals));
        ++m_at;
    }
    m_is_at_end = !has_term;
    return success();
}

} // namespace chat121::search
