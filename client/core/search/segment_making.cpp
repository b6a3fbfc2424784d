// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/core/search/segment_making.h"

#include <algorithm>

namespace chat121::search {

namespace {

constexpr int kGone = -1;

Error damaged()
{
    return {Code::Malformed, QStringLiteral("a segment of the search index is damaged")};
}

} // namespace

void SegmentBuilder::addTerms(const std::vector<Term> &terms, Ordinal ordinal)
{
    for (const Term term : terms)
        m_postings[term].push_back(ordinal);
}

void SegmentBuilder::add(const Doc &doc, QStringView text, QStringView author_name)
{
    const auto ordinal = static_cast<Ordinal>(m_docs.size());
    m_docs.push_back(doc);
    addTerms(termsOf(fold(text), Field::Text), ordinal);
    addTerms(termsOf(fold(author_name), Field::AuthorName), ordinal);
    addTerms({termOfConversation(doc.conversation)}, ordinal);
    for (const DocFlag flag : kDocFlags)
        if ((doc.flags & flag) != 0) addTerms({termOfFlag(flag)}, ordinal);
}

void SegmentBuilder::beginWriting(quint32 id)
{
    m_writer = std::make_unique<SegmentWriter>(id);
    for (const Doc &doc : m_docs)
        m_writer->addDoc(doc);
    m_order.reserve(m_postings.size());
    for (const auto &[term, ordinals] : m_postings)
        m_order.push_back(term);
    std::sort(m_order.begin(), m_order.end());
}

bool SegmentBuilder::writeSome(int terms)
{
    for (; terms > 0 && m_written < m_order.size(); --terms) {
        const Term term = m_order[m_written++];
        m_writer->addTerm(term, m_postings[term]);
    }
    if (m_written < m_order.size()) return false;
    m_writer->finish();
    return true;
}

// --- SegmentMerge ----------------------------------------------------------------------------------

struct SegmentMerge::Input {
    Input(const SegmentInfo &info, const BlockSource &source)
        : reader(info, source)
    {
    }

    SegmentReader reader;
    TermWalk walk{reader};
    std::vector<int> moved; // the number that each message has in the new segment, or kGone
    bool is_begun = false;
};

SegmentMerge::SegmentMerge(quint32 id, const std::vector<SegmentInfo> &inputs, const BlockSource &source,
                           Keep keep)
    : m_infos(inputs)
    , m_keep(std::move(keep))
    , m_writer(id)
{
    for (const SegmentInfo &info : inputs)
        m_inputs.push_back(std::make_unique<Input>(info, source));
}

SegmentMerge::~SegmentMerge() = default;

// One block. False: all are copied.
Result<bool> SegmentMerge::copyColumns()
{
    if (m_columns_of == m_inputs.size()) return false;
    Input &input = *m_inputs[m_columns_of];
    if (m_column_block == input.reader.info().column_blocks) {
        m_column_block = 0;
        ++m_columns_of;
        return true;
    }
    TRY_ASSIGN(const std::vector<Doc> docs, input.reader.columns(m_column_block++));
    for (const Doc &doc : docs) {
        const bool is_kept = m_keep(doc, input.reader.info().id);
        input.moved.push_back(is_kept ? static_cast<int>(m_writer.info().docs) : kGone);
        if (is_kept && m_writer.info().docs == kSegmentDocsMax) return damaged();
        if (is_kept) m_writer.addDoc(doc);
    }
    return true;
}

// The lowest term that is left. False: none is.
Result<bool> SegmentMerge::mergeTerm()
{
    const Input *lowest = nullptr;
    for (const auto &input : m_inputs) {
        if (!input->is_begun) TRY(input->walk.next());
        input->is_begun = true;
        if (!input->walk.isAtEnd() && (lowest == nullptr || input->walk.term() < lowest->walk.term()))
            lowest = input.get();
    }
    if (lowest == nullptr) return false;
    const Term term = lowest->walk.term();
    Ordinals together;
    for (const auto &input : m_inputs) {
        if (input->walk.isAtEnd() || input->walk.term() != term) continue;
        for (const Ordinal ordinal : input->walk.ordinals()) {
            if (ordinal >= input->moved.size()) return damaged();
            const int moved = input->moved[ordinal];
            if (moved != kGone) together.push_back(static_cast<Ordinal>(moved));
        }
        TRY(input->walk.next());
    }
    if (!together.empty()) m_writer.addTerm(term, together);
    return true;
}

Result<bool> SegmentMerge::writeSome(int terms)
{
    for (; terms > 0 && !m_is_complete; --terms) {
        TRY_ASSIGN(const bool is_copying, copyColumns());
        if (is_copying) continue;
        TRY_ASSIGN(const bool is_merging, mergeTerm());
        if (is_merging) continue;
        m_writer.finish();
        m_is_complete = true;
    }
    return m_is_complete;
}

} // namespace chat121::search
