// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/ui/knowledge/held_catalogue.h"

#include "client/ui/knowledge/held_words.h"
#include "client/ui/text/names.h"

#include <QCoreApplication>
#include <QDateTime>

#include <algorithm>

namespace chat121::ui {

namespace {

using As = HeldAs;

// A number that stands for a word.
struct Choice {
    As as;
    qint64 number;
    const char *word;
};

constexpr Choice kChoices[] = {
    {As::LogKind, 1, QT_TRANSLATE_NOOP("ServerKnowledge", "conversation")},
    {As::LogKind, 2, QT_TRANSLATE_NOOP("ServerKnowledge", "a device's own")},
    {As::LogKind, 3, QT_TRANSLATE_NOOP("ServerKnowledge", "waiting room")},
    {As::LogKind, 4, QT_TRANSLATE_NOOP("ServerKnowledge", "team")},
    {As::LogKind, 5, QT_TRANSLATE_NOOP("ServerKnowledge", "history for a new computer")},
    {As::EnvelopeKind, 1, QT_TRANSLATE_NOOP("ServerKnowledge", "message, receipt or note")},
    {As::EnvelopeKind, 2, QT_TRANSLATE_NOOP("ServerKnowledge", "change of readers")},
    {As::EnvelopeKind, 3, QT_TRANSLATE_NOOP("ServerKnowledge", "first message")},
    {As::EnvelopeKind, 4, QT_TRANSLATE_NOOP("ServerKnowledge", "key for a new reader")},
    {As::EnvelopeKind, 5, QT_TRANSLATE_NOOP("ServerKnowledge", "emptied")},
    {As::State, 1, QT_TRANSLATE_NOOP("ServerKnowledge", "waiting")},
    {As::State, 2, QT_TRANSLATE_NOOP("ServerKnowledge", "taken")},
    {As::State, 3, QT_TRANSLATE_NOOP("ServerKnowledge", "closed")},
    {As::Mode, 1, QT_TRANSLATE_NOOP("ServerKnowledge", "waiting for an answer")},
    {As::Mode, 2, QT_TRANSLATE_NOOP("ServerKnowledge", "message left")},
    {As::Role, 1, QT_TRANSLATE_NOOP("ServerKnowledge", "owner")},
    {As::Role, 2, QT_TRANSLATE_NOOP("ServerKnowledge", "administrator")},
    {As::Role, 3, QT_TRANSLATE_NOOP("ServerKnowledge", "supervisor")},
    {As::Role, 4, QT_TRANSLATE_NOOP("ServerKnowledge", "agent")},
    {As::Role, 5, QT_TRANSLATE_NOOP("ServerKnowledge", "bot")},
    {As::Role, 6, QT_TRANSLATE_NOOP("ServerKnowledge", "customer")},
    {As::Duty, 1, QT_TRANSLATE_NOOP("ServerKnowledge", "away")},
    {As::Duty, 2, QT_TRANSLATE_NOOP("ServerKnowledge", "busy")},
    {As::Duty, 3, QT_TRANSLATE_NOOP("ServerKnowledge", "available")},
};

QString translated(const char *text)
{
    return QCoreApplication::translate("ServerKnowledge", text);
}

const HeldColumnRow *find(const QString &table, const QString &name)
{
    const auto found = std::ranges::find_if(heldColumns(), [&](const HeldColumnRow &column) {
        return table == QLatin1StringView(column.table) && name == QLatin1StringView(column.name);
    });
    return found == heldColumns().end() ? nullptr : &*found;
}

QString choiceOf(As as, qint64 number, const QLocale &locale)
{
    for (const Choice &choice : kChoices) {
        if (choice.as == as && choice.number == number) return translated(choice.word);
    }
    return locale.toString(number);
}

QString numberOf(As as, qint64 number, const QLocale &locale)
{
    switch (as) {
    case As::Number:
        return number == 0 ? QString() : QStringLiteral("%1").arg(number, 16, 16, QLatin1Char('0'));
    case As::Time:
        return locale.toString(QDateTime::fromMSecsSinceEpoch(number), QLocale::ShortFormat);
    case As::Span:
        return translated(QT_TRANSLATE_NOOP("ServerKnowledge", "%1 s"))
            .arg(locale.toString(static_cast<double>(number) / 1000, 'f', 1));
    case As::YesNo:
        return number != 0 ? translated(QT_TRANSLATE_NOOP("ServerKnowledge", "yes"))
                           : translated(QT_TRANSLATE_NOOP("ServerKnowledge", "no"));
    case As::Size:
    case As::Sealed:
        return translated(QT_TRANSLATE_NOOP("ServerKnowledge", "%1 bytes")).arg(locale.toString(number));
    case As::Count:
    case As::Text:
        return locale.toString(number);
    case As::LogKind:
    case As::EnvelopeKind:
    case As::State:
    case As::Mode:
    case As::Role:
    case As::Duty:
        break;
    }
    return choiceOf(as, number, locale);
}

QString valueOf(As as, const HeldCell &cell, const QLocale &locale)
{
    switch (cell.kind) {
    case HeldCell::Kind::Nothing:
        return translated(QT_TRANSLATE_NOOP("ServerKnowledge", "nothing"));
    case HeldCell::Kind::Text:
        return cleanName(cell.text);
    case HeldCell::Kind::Bytes:
        if (as == As::Sealed)
            return translated(QT_TRANSLATE_NOOP("ServerKnowledge", "%1 bytes, sealed"))
                .arg(locale.toString(cell.number));
        return numberOf(As::Size, cell.number, locale);
    case HeldCell::Kind::Number:
        break;
    }
    const QString text = numberOf(as, cell.number, locale);
    return text.isEmpty() ? translated(QT_TRANSLATE_NOOP("ServerKnowledge", "nothing")) : text;
}

} // namespace

HeldTableWords wordsOf(const QString &table)
{
    for (const HeldTableRow &known : heldTables()) {
        if (table == QLatin1StringView(known.name))
            return {translated(known.title), translated(known.sentence)};
    }
    return {cleanName(table),
            translated(QT_TRANSLATE_NOOP("ServerKnowledge",
                                         "This version of the program does not know what it is for."))};
}

HeldColumnWords wordsOf(const QString &table, const QString &column, const HeldCell &cell,
                        const QLocale &locale)
{
    const HeldColumnRow *known = find(table, column);
    if (known == nullptr) return {cleanName(column), valueOf(As::Count, cell, locale)};
    return {translated(known->title), valueOf(known->as, cell, locale)};
}

QStringList describedColumns()
{
    QStringList names;
    for (const HeldColumnRow &column : heldColumns())
        names.append(
            QStringLiteral("%1.%2").arg(QLatin1StringView(column.table), QLatin1StringView(column.name)));
    return names;
}

QStringList describedTables()
{
    QStringList names;
    for (const HeldTableRow &table : heldTables())
        names.append(QLatin1StringView(table.name));
    return names;
}

} // namespace chat121::ui
