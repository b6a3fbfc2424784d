// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Emoji by their blocks (Unicode 15, Emoji_Presentation and the common symbols); see emoji.h.
#include "client/ui/text/emoji.h"

#include <QTextBoundaryFinder>

#include <algorithm>
#include <array>

namespace chat121::ui {

namespace {

constexpr int kEmojiMax = 3;
constexpr qsizetype kUnitsMax = 64; // no need to look at more

struct Block {
    char32_t first, last;
};

constexpr std::array kBlocks{
    Block{0x231A, 0x231B},   // watch, hourglass
    Block{0x2328, 0x2328},   // keyboard
    Block{0x23E9, 0x23F3},   // buttons of players, clocks
    Block{0x2600, 0x27BF},   // miscellaneous symbols, dingbats
    Block{0x2B05, 0x2B55},   // arrows, stars
    Block{0x1F18E, 0x1F19A}, // words in squares
    Block{0x1F1E6, 0x1F1FF}, // flags
    Block{0x1F300, 0x1F64F}, // pictographs, faces
    Block{0x1F680, 0x1F6FF}, // transport
    Block{0x1F7E0, 0x1F7EB}, // coloured circles and squares
    Block{0x1F900, 0x1F9FF}, // supplemental
    Block{0x1FA70, 0x1FAFF}, // extended A
};

constexpr char32_t kJoiner = 0x200D;
constexpr char32_t kEmojiStyle = 0xFE0F;

bool isEmoji(char32_t c)
{
    return std::any_of(kBlocks.begin(), kBlocks.end(),
                       [c](const Block &block) { return c >= block.first && c <= block.last; });
}

} // namespace

bool isOnlyEmoji(const QString &text)
{
    if (text.isEmpty() || text.size() > kUnitsMax) return false;
    const auto letters = text.toStdU32String();
    const bool has_others = std::any_of(letters.begin(), letters.end(), [](char32_t c) {
        return !isEmoji(c) && c != kJoiner && c != kEmojiStyle;
    });
    if (has_others || !isEmoji(letters.front())) return false;
    QTextBoundaryFinder finder(QTextBoundaryFinder::Grapheme, text);
    int count = 0;
    while (finder.toNextBoundary() > 0 && count <= kEmojiMax) {
        ++count;
    }
    return count <= kEmojiMax;
}

} // namespace chat121::ui
