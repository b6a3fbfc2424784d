// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// One written segment: who has a term, what is known of a message, all terms in order.
//
// Ownership: borrows the source of its blocks; remembers its directory. Threads: the source's.
#pragma once

#include "client/core/search/segment.h"

#include <optional>

namespace chat121::search {

class SegmentReader {
public:
    SegmentReader(const SegmentInfo &info, const BlockSource &source)
        : m_info(info)
        , m_source(source)
    {
    }

    const SegmentInfo &info() const { return m_info; }

    // How many blocks find() would read beyond the first: frequent terms have many.
    Result<size_t> costOf(Term term);
    // All that have `term`; empty: none.
    Result<Ordinals> find(Term term);
    // The first posting block in which a part of `term`, or of a later one, may stand.
    Result<quint32> postingsFrom(Term term);
    // REQUIRES: ordinal < info().docs. Cheapest in rising order: a block is read once for all of its docs.
    Result<Doc> doc(Ordinal ordinal);
    // The docs of one column block.
    Result<std::vector<Doc>> columns(quint32 block) const;
    // A posting block as it is.
    Result<QByteArray> postings(quint32 block) const;

private:
    Result<void> loadDirectory();

    const SegmentInfo m_info;
    const BlockSource &m_source;
    std::optional<std::vector<Term>> m_directory;
    std::vector<Doc> m_columns; // the block that was read last
    std::optional<size_t> m_columns_number;
};

// Walks through the terms of a segment.
class TermWalk {
public:
    explicit TermWalk(SegmentReader &reader, quint32 first_block = 0)
        : m_reader(reader)
        , m_next_block(first_block)
    {
    }

    Result<void> next(); // from before the first on
    bool isAtEnd() const { return m_is_at_end; }
    Term term() const { return m_term; }
    const Ordinals &ordinals() const { return m_ordinals; }

private:
    struct Part {
        Term term;
        bool is_bitmap;
        QByteArray payload;
    };
    Result<bool> fill(); // false: there is no further block

    SegmentReader &m_reader;
    quint32 m_next_block;
    std::vector<Part> m_parts;
    size_t m_at = 0;
    Term m_term = 0;
    Ordinals m_ordinals;
    bool m_is_at_end = false;
};

} // namespace chat121::search
