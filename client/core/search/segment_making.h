// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The two ways in which a segment comes to be: from messages, and from older segments.
// Both work in steps, so that whoever runs them can do something else in between.
// Threads: the one that owns it.
#pragma once

#include "client/core/search/segment_reader.h"

#include <memory>
#include <unordered_map>

namespace chat121::search {

// Collects messages in memory.
class SegmentBuilder {
public:
    // Fewer than a segment may have: to write them down is one transaction, which others wait for.
    static constexpr size_t kDocsMax = 16 * 1024;

    bool isFull() const { return m_docs.size() == kDocsMax; }
    const std::vector<Doc> &docs() const { return m_docs; }

    // REQUIRES: !isFull(), beginWriting() was not called
    void add(const Doc &doc, QStringView text, QStringView author_name);

    void beginWriting(quint32 id);
    // Some more of it; true: it is complete.
    bool writeSome(int terms);
    SegmentWriter &writer() { return *m_writer; }

private:
    void addTerms(const std::vector<Term> &terms, Ordinal ordinal);

    std::vector<Doc> m_docs;
    std::unordered_map<Term, Ordinals> m_postings;
    std::vector<Term> m_order;
    size_t m_written = 0;
    std::unique_ptr<SegmentWriter> m_writer;
};

// Makes one segment of several, or a smaller one of one, without the messages that are gone.
class SegmentMerge {
public:
    // Whether this row of this segment goes on.
    using Keep = std::function<bool(const Doc &doc, quint32 segment)>;

    // REQUIRES: together not more than kSegmentDocsMax
    SegmentMerge(quint32 id, const std::vector<SegmentInfo> &inputs, const BlockSource &source, Keep keep);
    ~SegmentMerge();

    Result<bool> writeSome(int terms); // true: it is complete
    SegmentWriter &writer() { return m_writer; }
    const std::vector<SegmentInfo> &inputs() const { return m_infos; }

private:
    struct Input;
    Result<bool> copyColumns();
    Result<bool> mergeTerm();

    const std::vector<SegmentInfo> m_infos;
    std::vector<std::unique_ptr<Input>> m_inputs;
    const Keep m_keep;
    SegmentWriter m_writer;
    size_t m_columns_of = 0; // the input whose columns are being copied
    quint32 m_column_block = 0;
    bool m_is_complete = false;
};

} // namespace chat121::search
