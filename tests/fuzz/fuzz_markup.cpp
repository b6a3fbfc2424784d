// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The markup of messages, which other people write: every place lies in the text, nothing but marks is left
// out, and what is drawn maps to what was typed and back.
#include "client/ui/text/markup.h"
#include "client/ui/timeline/line_look.h"

#include <QtGlobal>

#include <cstdint>

using namespace chat121::ui;

namespace {

bool isMark(QChar c)
{
    return c == u'*' || c == u'`';
}

void checkLine(const QString &text, const Markup &markup, const MarkedLine &line)
{
    if (line.words < line.part.start || line.words > line.part.end()) qFatal("words outside of their line");
    for (int place = line.part.start; place < line.words; ++place) {
        const QChar c = text.at(place);
        const bool may_go = c == u'>' || c == u' ' || c == u'-' || c == u'.' || c == u'`' || c.isDigit();
        if (!may_go) qFatal("a word in front of the words");
    }
    const LineLook look(markup, line);
    const int drawn = static_cast<int>(look.drawn(text).size());
    for (int place = 0; place <= drawn; ++place) {
        const int behind = look.typedBehind(place);
        const int in_front = look.typedInFront(place);
        if (in_front < 0 || in_front > behind || behind > line.part.length)
            qFatal("a place outside of the line");
        if (look.drawnAt(behind) != place || look.drawnAt(in_front) != place) qFatal("no way back");
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QString text = QString::fromUtf8(QByteArrayView(data, static_cast<qsizetype>(size)));
    const std::optional<Markup> markup = markupIn(text, linksIn(text));
    if (!markup) return 0;
    int end = 0;
    for (const TextPart &part : markup->hidden) {
        if (part.start < end || part.length <= 0 || part.end() > text.size())
            qFatal("hidden twice, or outside");
        end = part.end();
        for (int place = part.start; place < end; ++place)
            if (!isMark(text.at(place))) qFatal("a hidden word");
    }
    end = 0;
    for (const MarkedLine &line : markup->lines) {
        if (line.part.start < end || line.part.end() > text.size()) qFatal("lines over each other");
        end = line.part.end();
        checkLine(text, *markup, line);
    }
    for (const MarkedSpan &span : markup->spans)
        if (span.part.start < 0 || span.part.length <= 0 || span.part.end() > text.size())
            qFatal("a span outside of the text");
    if (plainWords(text).isEmpty()) qFatal("nothing to hear");
    return 0;
}
