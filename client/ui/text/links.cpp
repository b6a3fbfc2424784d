// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Web addresses in plain text; see links.h.
#include "client/ui/text/links.h"

#include <QRegularExpression>

namespace chat121::ui {

namespace {

// Unlike a browser's address bar this takes only what is plainly an address.
const QRegularExpression &pattern()
{
    static const QRegularExpression kPattern(
        QStringLiteral("(?<![\\w@/.])(?:https?://|www\\.)[^\\s\\p{C}<>\"`{}|\\\\^]+"),
        QRegularExpression::CaseInsensitiveOption | QRegularExpression::UseUnicodePropertiesOption);
    return kPattern;
}

// The address without the punctuation that belongs to the sentence around it.
int trimmedLength(QStringView address)
{
    qsizetype length = address.size();
    while (length > 0) {
        const QChar last = address.at(length - 1);
        const QStringView rest = address.first(length);
        const bool closes_own_bracket = last == u')' && rest.count(u'(') >= rest.count(u')');
        if (closes_own_bracket || !QStringView(u".,;:!?)]*'\"»”’").contains(last)) break;
        --length;
    }
    return static_cast<int>(length);
}

} // namespace

QList<Link> linksIn(const QString &text)
{
    QList<Link> links;
    const bool may_have_links = text.contains(u"://") || text.contains(u"www.", Qt::CaseInsensitive);
    if (!may_have_links) return links;

    auto matches = pattern().globalMatch(text);
    while (matches.hasNext() && links.size() < kLinksMax) {
        const auto match = matches.next();
        const int start = static_cast<int>(match.capturedStart());
        const int length = trimmedLength(match.capturedView());
        if (length > kLinkLettersMax) continue;
        const QString address = text.mid(start, length);
        const bool has_scheme = address.contains(u"://");
        const QUrl url(has_scheme ? address : QStringLiteral("https://") + address, QUrl::TolerantMode);
        const bool names_somebody = url.authority(QUrl::FullyEncoded).contains(u'@');
        if (url.isValid() && !url.host().isEmpty() && !names_somebody) links.append({start, length, url});
    }
    return links;
}

QString realHost(const QUrl &url)
{
    return url.host(QUrl::FullyEncoded);
}

bool mayImitate(const QUrl &url)
{
    return realHost(url).contains(u"xn--");
}

} // namespace chat121::ui
