// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/base/emoji.h"

#include "common/base/limits.h"

#include <QList>

#include <algorithm>

namespace chat121 {

namespace {

constexpr char32_t kJoiner = 0x200D;
constexpr char32_t kEmojiStyle = 0xFE0F; // shown as an emoji, not as text
constexpr char32_t kKeycap = 0x20E3;
constexpr char32_t kBlackFlag = 0x1F3F4; // begins the flag of a region
constexpr char32_t kTagEnd = 0xE007F;
constexpr qsizetype kTagsMax = 6; // "gbsct" and the end

struct Range {
    char32_t first;
    char32_t last;
};

bool isIn(char32_t c, Range range)
{
    return c >= range.first && c <= range.last;
}

bool isSkinTone(char32_t c)
{
    return isIn(c, {0x1F3FB, 0x1F3FF});
}

bool isRegional(char32_t c)
{
    return isIn(c, {0x1F1E6, 0x1F1FF});
}

// Emoji_Presentation: an emoji by itself.
bool isPicture(char32_t c)
{
    constexpr Range kPictures[] = {
        {0x231A, 0x231B},   {0x23E9, 0x23EC},   {0x23F0, 0x23F0},   {0x23F3, 0x23F3},   {0x25FD, 0x25FE},
        {0x2614, 0x2615},   {0x2648, 0x2653},   {0x267F, 0x267F},   {0x2693, 0x2693},   {0x26A1, 0x26A1},
        {0x26AA, 0x26AB},   {0x26BD, 0x26BE},   {0x26C4, 0x26C5},   {0x26CE, 0x26CE},   {0x26D4, 0x26D4},
        {0x26EA, 0x26EA},   {0x26F2, 0x26F3},   {0x26F5, 0x26F5},   {0x26FA, 0x26FA},   {0x26FD, 0x26FD},
        {0x2705, 0x2705},   {0x270A, 0x270B},   {0x2728, 0x2728},   {0x274C, 0x274C},   {0x274E, 0x274E},
        {0x2753, 0x2755},   {0x2757, 0x2757},   {0x2795, 0x2797},   {0x27B0, 0x27B0},   {0x27BF, 0x27BF},
        {0x2B1B, 0x2B1C},   {0x2B50, 0x2B50},   {0x2B55, 0x2B55},   {0x1F004, 0x1F004}, {0x1F0CF, 0x1F0CF},
        {0x1F18E, 0x1F18E}, {0x1F191, 0x1F19A}, {0x1F300, 0x1F64F}, {0x1F680, 0x1F6FF}, {0x1F7E0, 0x1F7EB},
        {0x1F90C, 0x1F9FF}, {0x1FA70, 0x1FAFF}};
    return std::any_of(std::begin(kPictures), std::end(kPictures),
                       [c](const Range &range) { return isIn(c, range); });
}

// Text by itself, and an emoji with the sign for it.
bool isSymbol(char32_t c)
{
    constexpr Range kSymbols[] = {{0x203C, 0x203C}, {0x2049, 0x2049}, {0x2122, 0x2122}, {0x2139, 0x2139},
                                  {0x2194, 0x21AA}, {0x2328, 0x23FA}, {0x24C2, 0x24C2}, {0x25AA, 0x25FE},
                                  {0x2600, 0x27BF}, {0x2934, 0x2935}, {0x2B05, 0x2B55}, {0x3030, 0x303D},
                                  {0x3297, 0x3299}, {0xA9, 0xA9},     {0xAE, 0xAE},     {0x1F170, 0x1F251}};
    return isPicture(c) || std::any_of(std::begin(kSymbols), std::end(kSymbols),
                                       [c](const Range &range) { return isIn(c, range); });
}

// Takes what stands in front; how many code points that were, or 0.
qsizetype element(const QList<uint> &all, qsizetype at)
{
    const auto here = [&](qsizetype ahead) {
        return at + ahead < all.size() ? char32_t(all.at(at + ahead)) : U'\0';
    };
    const char32_t first = here(0);
    const bool is_key = isIn(first, {U'0', U'9'}) || first == U'#' || first == U'*';
    if (is_key) return here(1) == kEmojiStyle && here(2) == kKeycap ? 3 : 0;
    if (isRegional(first)) return isRegional(here(1)) ? 2 : 0;
    if (first == kBlackFlag && isIn(here(1), {0xE0061, 0xE007A})) {
        qsizetype tags = 1;
        while (isIn(here(tags), {0xE0030, 0xE007A}))
            ++tags;
        return here(tags) == kTagEnd && tags <= kTagsMax ? tags + 1 : 0;
    }
    if (here(1) == kEmojiStyle) return isSymbol(first) ? 2 : 0;
    if (isSkinTone(here(1))) return isSymbol(first) && !isSkinTone(first) ? 2 : 0;
    return isPicture(first) || (isSymbol(first) && (at > 0 || here(1) == kJoiner)) ? 1 : 0;
}

} // namespace

bool isEmoji(QStringView text)
{
    if (text.isEmpty() || text.toUtf8().size() > limits::kReactionBytesMax) return false;
    const QList<uint> all = text.toUcs4();
    for (qsizetype at = 0;;) {
        const qsizetype taken = element(all, at);
        if (taken == 0) return false;
        at += taken;
        if (at == all.size()) return true;
        if (all.at(at++) != kJoiner) return false;
    }
}

} // namespace chat121
