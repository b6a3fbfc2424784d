// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/ui/emoji/emoji_list.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>

namespace chat121::ui {

namespace {

// A greater one is a better match.
enum class Match : quint8 { None, Word, Name, WholeWord, WholeName };

constexpr char16_t kSharpS = 0xdf;

QString folded(const QString &text)
{
    QString result = text.toCaseFolded().normalized(QString::NormalizationForm_KD);
    result.removeIf([](QChar c) { return c.category() == QChar::Mark_NonSpacing; });
    result.replace(QChar(kSharpS), QStringLiteral("ss"));
    return result;
}

QStringList wordsOf(const QString &text)
{
    static const QRegularExpression kBetween(QStringLiteral("[\\s,]+"));
    return folded(text).split(kBetween, Qt::SkipEmptyParts);
}

// REQUIRES: `wanted` is not empty
Match matchOf(const Emoji &emoji, const QStringList &wanted)
{
    const qsizetype of_name = wordsOf(emoji.name).size();
    Match worst = Match::WholeName;
    for (const QString &word : wanted) {
        Match best = Match::None;
        for (qsizetype i = 0; i < emoji.words.size(); ++i) {
            const QString &known = emoji.words.at(i);
            if (!known.startsWith(word)) continue;
            const bool is_name = i < of_name;
            const Match whole = is_name ? Match::WholeName : Match::WholeWord;
            const Match begun = is_name ? Match::Name : Match::Word;
            const Match here = known == word ? whole : begun;
            best = std::max(best, here);
        }
        worst = std::min(worst, best);
    }
    return worst;
}

QList<Emoji> withRecent(const QList<Emoji> &every, const QStringList &recent)
{
    QList<Emoji> found;
    for (const QString &sign : recent.first(std::min(recent.size(), kRecentEmojiShown))) {
        const auto known =
            std::find_if(every.cbegin(), every.cend(), [&](const Emoji &one) { return one.sign == sign; });
        found.append(known != every.cend() ? *known : Emoji{sign, sign});
    }
    const qsizetype fresh = found.size();
    for (const Emoji &one : every)
        if (std::find(found.cbegin(), found.cbegin() + fresh, one) == found.cbegin() + fresh)
            found.append(one);
    return found;
}

} // namespace

QList<Emoji> everyEmoji()
{
    QList<Emoji> every;
    every.reserve(static_cast<qsizetype>(kEmojiTableSize));
    for (std::size_t i = 0; i < kEmojiTableSize; ++i) {
        const QString words = QCoreApplication::translate("Emoji", kEmojiTable[i].words);
        const QString name = words.section(QLatin1Char(','), 0, 0).trimmed();
        every.append({QString::fromUtf8(kEmojiTable[i].sign), name, wordsOf(words)});
    }
    return every;
}

QList<Emoji> foundEmoji(const QList<Emoji> &every, const QString &query, const QStringList &recent)
{
    const QStringList wanted = wordsOf(query);
    if (wanted.isEmpty()) return withRecent(every, recent);
    QList<std::pair<Match, qsizetype>> matches;
    for (qsizetype i = 0; i < every.size(); ++i) {
        const Match match =
            every.at(i).sign == query.trimmed() ? Match::WholeName : matchOf(every.at(i), wanted);
        if (match != Match::None) matches.append({match, i});
    }
    std::stable_sort(matches.begin(), matches.end(),
                     [](const auto &a, const auto &b) { return a.first > b.first; });
    QList<Emoji> found;
    for (const auto &[match, place] : matches)
        found.append(every.at(place));
    return found;
}

} // namespace chat121::ui
