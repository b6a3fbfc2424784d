// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Emoji that people choose from, with their names and the words by which they are found, in the language of
// the windows. The table is ours (emoji_table.cpp); whatever else somebody sends is shown all the same.
//
// Threads: main.
#pragma once

#include <QList>
#include <QString>
#include <QStringList>

#include <cstddef>

namespace chat121::ui {

inline constexpr qsizetype kRecentEmojiShown = 16;

struct EmojiWords {
    const char *sign;
    const char *words;
};
extern const EmojiWords kEmojiTable[];
extern const std::size_t kEmojiTableSize;

struct Emoji {
    QString sign;
    QString name;
    QStringList words{}; // folded; the first ones are those of the name

    bool operator==(const Emoji &) const = default;
};

QList<Emoji> everyEmoji();

// Those whose words begin with each word of `query`, the best first; all for an empty one, those used
// recently (newest first) in front. What is not in the table is offered under its own sign.
QList<Emoji> foundEmoji(const QList<Emoji> &every, const QString &query, const QStringList &recent);

} // namespace chat121::ui
