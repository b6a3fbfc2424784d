// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The blocks of the search index, its list of segments, and what a person types to search. Blocks are
// sealed, so that only a damaged or older program could have written what does not decode; still
// nothing may crash. Texts come from other people: folding them keeps every place inside of them.
#include "client/core/search/matcher.h"
#include "client/core/search/segment_making.h"

#include <QtGlobal>

#include <cstdint>

using namespace chat121;
using namespace chat121::search;

namespace {

constexpr quint32 kDocs = 300;

// Every block is the input.
class OneBlock final : public BlockSource {
public:
    explicit OneBlock(QByteArray block)
        : m_block(std::move(block))
    {
    }
    Result<QByteArray> searchBlock(quint32, quint32) const override { return m_block; }

private:
    const QByteArray m_block;
};

void readLists(QByteArrayView input)
{
    const auto read = readParts(input, [](const PostingPart &part) {
        Ordinals ordinals;
        if (!readOrdinals(part, kDocs, ordinals)) return true;
        for (size_t i = 0; i < ordinals.size(); ++i) {
            if (ordinals[i] >= kDocs) qFatal("a message that is not in the segment");
            if (i > 0 && ordinals[i] <= ordinals[i - 1]) qFatal("a list that does not rise");
        }
        return true;
    });
    Q_UNUSED(read);
}

void mergeBlocks(QByteArrayView input)
{
    const OneBlock source(input.toByteArray());
    SegmentInfo info;
    info.id = 1;
    info.docs = kDocs;
    info.column_blocks = info.posting_blocks = 2;
    SegmentReader reader(info, source);
    const auto found = reader.find(1);
    const auto doc = reader.doc(kDocs - 1);
    Q_UNUSED(found);
    Q_UNUSED(doc);
    SegmentMerge merge(2, {info, info}, source, [](const Doc &each, quint32) { return each.row % 3 != 0; });
    for (int i = 0; i < 100; ++i) {
        const auto is_complete = merge.writeSome(100);
        if (!is_complete || *is_complete) break;
    }
}

void mustNotHide(const QList<Needle> &needles, const Folded &folded, const std::vector<Term> &terms)
{
    for (const Needle &needle : needles) {
        if (!needle.isIn(folded)) continue;
        for (const Term term : needle.terms)
            if (!std::binary_search(terms.cbegin(), terms.cend(), term)) qFatal("the index would hide it");
    }
}

void searchText(const QString &text)
{
    const Folded folded = fold(text);
    for (size_t i = 0; i < folded.text.size(); ++i) {
        const auto [begin, end] = folded.origin(i, 1);
        if (begin < 0 || begin > end || end > text.size()) qFatal("a place outside of the text");
    }
    const Query query = parseQuery(text, QTimeZone::utc());
    mustNotHide(query.words, folded, termsOf(folded, Field::Text));
    mustNotHide(query.from, folded, termsOf(folded, Field::AuthorName));
    const Snippet snippet = snippetOf(text, query.words);
    for (const Mark &mark : snippet.marks)
        if (mark.first < 0 || mark.size < 0 || mark.first + mark.size > snippet.text.size())
            qFatal("a mark outside of the snippet");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArrayView input(data, static_cast<qsizetype>(size));
    const auto manifest = decode<Manifest>(input);
    if (manifest && encode(*manifest) != input) qFatal("a second form of the same manifest was accepted");
    const auto columns = readColumns(input);
    const auto directory = readDirectory(input);
    Q_UNUSED(columns);
    Q_UNUSED(directory);
    readLists(input);
    mergeBlocks(input);
    searchText(QString::fromUtf8(input));
    return 0;
}
