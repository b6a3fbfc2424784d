// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Finds web addresses in plain text. Nothing is fetched and nothing is opened here.
#pragma once

#include <QList>
#include <QString>
#include <QUrl>

namespace chat121::ui {

inline constexpr int kLinksMax = 100;            // of one text; further addresses are words
inline constexpr int kLinkLettersMax = 2 * 1024; // a longer address is words

struct Link {
    int start = 0; // in UTF-16 units of the text
    int length = 0;
    QUrl url{};

    bool operator==(const Link &) const = default;
};

// http and https only, and www. which becomes https. Punctuation that ends the sentence is not part
// of the address; neither is anything after a bidirectional or invisible character. An address with a name or
// a password in front of its host (https://bank.example@evil.example) is none: it pretends to lead elsewhere.
QList<Link> linksIn(const QString &text);

// The host as the network knows it: letters that imitate others show as punycode ("xn--...").
QString realHost(const QUrl &url);

// Whether the host has other letters than ASCII, which may imitate a well-known name.
bool mayImitate(const QUrl &url);

} // namespace chat121::ui
