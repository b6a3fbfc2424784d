// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/core/export/formats.h"
#include "client/core/export/plain.h"

#include <QCoreApplication>

namespace chat121::transcript {

namespace {

struct Transcript {
    Q_DECLARE_TR_FUNCTIONS(Transcript)
};

QString person(const QString &name, const QString &role)
{
    const QString clean = oneLine(name);
    return role.isEmpty() ? clean : Transcript::tr("%1 (%2)").arg(clean, oneLine(role));
}

QString savers(WhoSaves who)
{
    switch (who) {
    case WhoSaves::Everybody:
        return Transcript::tr("all staff");
    case WhoSaves::Supervisors:
        return Transcript::tr("supervisors, administrators and owners");
    case WhoSaves::Nobody:
        return Transcript::tr("nobody of the staff");
    }
    return {};
}

} // namespace

QString languageOfWords()
{
    //: The language that this is translated to, as a tag of BCP 47: "de".
    return Transcript::tr("en");
}

QString titleOf(const Facts &facts)
{
    const QString title = oneLine(facts.title);
    return title.isEmpty() ? Transcript::tr("Conversation") : Transcript::tr("Conversation: %1").arg(title);
}

QString notEncrypted()
{
    return Transcript::tr("This file is not encrypted. Whoever can read it can read the conversation.");
}

QString unreadableRow()
{
    return Transcript::tr("Something stands here that could not be read on this computer");
}

QString unknownContent()
{
    return Transcript::tr("of a kind that this version does not know");
}

QList<Fact> factsForPeople(const Facts &facts)
{
    QList<Fact> list;
    list.append({Transcript::tr("Organisation"), oneLine(facts.organisation)});
    if (!facts.department.isEmpty()) list.append({Transcript::tr("Department"), oneLine(facts.department)});
    QStringList readers;
    for (const RosterRow &reader : facts.readers)
        readers.append(person(reader.name, reader.role));
    if (!readers.isEmpty())
        list.append({Transcript::tr("Who can read it"), readers.join(QStringLiteral(", "))});
    list.append({Transcript::tr("Saved"), local(facts.made_at, facts.zone)});
    list.append({Transcript::tr("Saved by"), person(facts.maker_name, facts.maker_role)});
    list.append(
        {Transcript::tr("What is in it"),
         Transcript::tr("everything of the conversation that the computer of this person could read")});
    list.append({Transcript::tr("Messages are deleted"),
                 facts.retention_days == 0
                     ? Transcript::tr("never")
                     : Transcript::tr("after %n day(s)", nullptr, facts.retention_days)});
    if (!facts.is_archived)
        list.append(
            {Transcript::tr("Kept for new computers"), Transcript::tr("no, by the department's rule")});
    list.append({Transcript::tr("Who of the staff may save files"), savers(facts.staff_saves)});
    if (!facts.region.isEmpty()) list.append({Transcript::tr("Kept in"), oneLine(facts.region)});
    return list;
}

QString stateForPeople(SendState state)
{
    switch (state) {
    case SendState::None:
        return {};
    case SendState::Queued:
        return Transcript::tr("not sent yet");
    case SendState::Sent:
        return Transcript::tr("sent");
    case SendState::Delivered:
        return Transcript::tr("delivered");
    case SendState::Read:
        return Transcript::tr("read");
    case SendState::Failed:
        return Transcript::tr("not sent");
    }
    return {};
}

QStringList marksForPeople(const TimelineRow &row, const QTimeZone &zone)
{
    QStringList marks;
    if (row.kind != RowKind::System && !stateForPeople(row.state).isEmpty())
        marks.append(stateForPeople(row.state));
    if (row.is_fallback) marks.append(unknownContent());
    if (row.edited_at != UnixTime{})
        marks.append(Transcript::tr("edited %1").arg(local(row.edited_at, zone)));
    for (const RowReaction &reaction : row.reactions)
        marks.append(oneLine(reaction.emoji) + QLatin1Char(' ') + oneLine(reaction.name));
    return marks;
}

QString answerForPeople(const TimelineRow &row)
{
    if (row.quote.isEmpty()) return {};
    const QString words = oneLine(row.quote.text);
    const QString name = oneLine(row.quote.name);
    if (words.isEmpty()) return Transcript::tr("in answer to a message that is not on this computer");
    if (!row.quote.is_here)
        return Transcript::tr("in answer to a message that is not on this computer, as quoted: %1")
            .arg(words);
    return name.isEmpty() ? Transcript::tr("in answer to: %1").arg(words)
                          : Transcript::tr("in answer to %1: %2").arg(name, words);
}

QStringList totalsForPeople(const Totals &totals)
{
    QStringList sentences{Transcript::tr("%n line(s).", nullptr, totals.rows)};
    if (totals.unreadable > 0)
        sentences.append(
            Transcript::tr("%n of them could not be read on this computer.", nullptr, totals.unreadable));
    if (totals.deleted > 0)
        sentences.append(
            Transcript::tr("%n more was deleted while the file was being written.", nullptr, totals.deleted));
    return sentences;
}

} // namespace chat121::transcript
