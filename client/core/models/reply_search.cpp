// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/core/models/reply_search.h"

#include <QStringList>

#include <algorithm>
#include <tuple>

namespace chat121 {

namespace {

// A greater one is a better match.
enum class Match : quint8 { None, InText, InTitle, Letters, TitleWord, Beginning, Whole };
enum class Tongue : quint8 { Other, Any, SameLanguage, Same };

constexpr qsizetype kPartMin = 2; // letters that are looked for inside of words

struct Ranked {
    Match match = Match::None;
    Tongue tongue = Tongue::Any;
    qsizetype place = 0;
};

QString folded(const QString &text)
{
    QString result = text.toCaseFolded().normalized(QString::NormalizationForm_KD);
    result.removeIf([](QChar c) { return c.category() == QChar::Mark_NonSpacing; });
    result.replace(QChar(0xdf), QStringLiteral("ss"));
    return result;
}

bool hasLettersInOrder(const QString &text, const QString &letters)
{
    qsizetype at = 0;
    for (const QChar letter : letters) {
        at = text.indexOf(letter, at);
        if (at < 0) return false;
        ++at;
    }
    return true;
}

bool hasWordFrom(const QString &text, const QString &beginning)
{
    for (qsizetype at = text.indexOf(beginning); at >= 0; at = text.indexOf(beginning, at + 1))
        if (at == 0 || !text.at(at - 1).isLetterOrNumber()) return true;
    return false;
}

// The text, which is long, only where nothing else matches.
struct FoldedReply {
    QString shortcut, title;
    const QString &text; // as it is
};

Match matchOf(const FoldedReply &reply, const QString &word)
{
    if (reply.shortcut == word) return Match::Whole;
    if (reply.shortcut.startsWith(word)) return Match::Beginning;
    if (hasWordFrom(reply.title, word)) return Match::TitleWord;
    if (reply.shortcut.startsWith(word.at(0)) && hasLettersInOrder(reply.shortcut, word))
        return Match::Letters;
    if (word.size() < kPartMin) return Match::None;
    if (reply.shortcut.contains(word) || reply.title.contains(word)) return Match::InTitle;
    return hasWordFrom(folded(reply.text), word) ? Match::InText : Match::None;
}

// Of several words the one that matches worst.
Match matchOf(const CannedReply &reply, const QStringList &words)
{
    if (words.isEmpty()) return Match::Whole;
    const FoldedReply text{folded(reply.shortcut), folded(reply.title), reply.text};
    Match worst = Match::Whole;
    for (const QString &word : words)
        worst = std::min(worst, matchOf(text, word));
    return worst;
}

Tongue tongueOf(const QString &tag, const QString &wanted)
{
    if (tag.isEmpty() || wanted.isEmpty()) return Tongue::Any;
    if (tag.compare(wanted, Qt::CaseInsensitive) == 0) return Tongue::Same;
    const auto primary = [](const QString &whole) { return whole.section(QLatin1Char('-'), 0, 0); };
    const bool is_same = primary(tag).compare(primary(wanted), Qt::CaseInsensitive) == 0;
    return is_same ? Tongue::SameLanguage : Tongue::Other;
}

} // namespace

QList<qsizetype> searchReplies(const QList<CannedReply> &replies, const ReplyQuery &query)
{
    const QStringList words = folded(query.words).split(QLatin1Char(' '), Qt::SkipEmptyParts);
    QList<Ranked> found;
    for (qsizetype place = 0; place < replies.size(); ++place) {
        const CannedReply &reply = replies.at(place);
        if (query.department.isValid() && reply.department != query.department) continue;
        const Match match = matchOf(reply, words);
        if (match != Match::None) found.append({match, tongueOf(reply.language, query.language), place});
    }
    std::sort(found.begin(), found.end(), [&replies](const Ranked &a, const Ranked &b) {
        const CannedReply &left = replies.at(a.place);
        const CannedReply &right = replies.at(b.place);
        if (a.match != b.match) return a.match > b.match;
        if (a.tongue != b.tongue) return a.tongue > b.tongue;
        if (left.uses != right.uses) return left.uses > right.uses;
        const auto name = [](const CannedReply &reply) {
            return std::tuple(reply.shortcut.size(), reply.shortcut, reply.language, reply.id);
        };
        return name(left) < name(right);
    });
    QList<qsizetype> places;
    for (const Ranked &one : std::as_const(found))
        places.append(one.place);
    return places;
}

} // namespace chat121
