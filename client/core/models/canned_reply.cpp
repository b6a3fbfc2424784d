// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/core/models/canned_reply.h"

#include "common/base/limits.h"

#include <QRegularExpression>

#include <algorithm>

namespace chat121 {

namespace {

bool isWhole(const char *pattern, const QString &text)
{
    const QRegularExpression expression(QRegularExpression::anchoredPattern(QLatin1String(pattern)),
                                        QRegularExpression::UseUnicodePropertiesOption);
    return expression.match(text).hasMatch();
}

} // namespace

const CannedReply *ReplyLibrary::find(const ReplyId &id) const
{
    const auto found = std::find_if(replies.cbegin(), replies.cend(),
                                    [&id](const CannedReply &reply) { return reply.id == id; });
    return found == replies.cend() ? nullptr : &*found;
}

bool isReplyShortcut(const QString &shortcut)
{
    return isWhole("[\\p{L}\\p{N}\\p{M}]+(?:[-_.][\\p{L}\\p{N}\\p{M}]+)*", shortcut);
}

bool isReplyLanguage(const QString &tag)
{
    return tag.isEmpty() || isWhole("[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*", tag);
}

QString cleanReplyText(const QString &text)
{
    QString clean = text;
    clean.replace(QStringLiteral("\r\n"), QStringLiteral("\n"));
    clean.replace(QLatin1Char('\r'), QLatin1Char('\n'));
    clean.replace(QChar::ParagraphSeparator, QLatin1Char('\n'));
    clean.replace(QChar::LineSeparator, QLatin1Char('\n'));
    clean.removeIf([](QChar c) {
        return c.category() == QChar::Other_Control && c != QLatin1Char('\n') && c != QLatin1Char('\t');
    });
    return clean;
}

ReplyFault faultOf(const CannedReply &reply)
{
    if (reply.shortcut.isEmpty()) return ReplyFault::NoShortcut;
    if (reply.shortcut.toUtf8().size() > limits::kReplyShortcutBytesMax) return ReplyFault::LongShortcut;
    if (!isReplyShortcut(reply.shortcut)) return ReplyFault::BadShortcut;
    if (reply.title.toUtf8().size() > limits::kReplyTitleBytesMax) return ReplyFault::LongTitle;
    const bool is_long_tag = reply.language.size() > limits::kReplyLanguageBytesMax;
    if (is_long_tag || !isReplyLanguage(reply.language)) return ReplyFault::BadLanguage;
    if (reply.text.trimmed().isEmpty()) return ReplyFault::NoText;
    if (reply.text.toUtf8().size() > limits::kReplyBytesMax) return ReplyFault::LongText;
    return ReplyFault::None;
}

} // namespace chat121
