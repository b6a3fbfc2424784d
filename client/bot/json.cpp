// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/bot/json.h"

#include <QJsonArray>

namespace chat121::bot {

using namespace Qt::StringLiterals;

QString hex(quint64 id)
{
    return u"%1"_s.arg(id, 16, 16, QLatin1Char('0'));
}

quint64 fromHex(const QString &text)
{
    bool is_number = false;
    const quint64 id = text.toULongLong(&is_number, 16);
    return is_number ? id : 0;
}

QString nameOf(SendState state)
{
    switch (state) {
    case SendState::None:
        return u"none"_s;
    case SendState::Queued:
        return u"queued"_s;
    case SendState::Sent:
        return u"sent"_s;
    case SendState::Delivered:
        return u"delivered"_s;
    case SendState::Read:
        return u"read"_s;
    case SendState::Failed:
        return u"failed"_s;
    }
    return {};
}

QString nameOf(ConversationState state)
{
    switch (state) {
    case ConversationState::Waiting:
        return u"waiting"_s;
    case ConversationState::Mine:
        return u"mine"_s;
    case ConversationState::Team:
        return u"team"_s;
    case ConversationState::Closed:
        return u"closed"_s;
    }
    return {};
}

QString nameOf(ConnectionState state)
{
    switch (state) {
    case ConnectionState::Connecting:
        return u"connecting"_s;
    case ConnectionState::Connected:
        return u"connected"_s;
    case ConnectionState::Reconnecting:
        return u"reconnecting"_s;
    case ConnectionState::Offline:
        return u"offline"_s;
    }
    return {};
}

QString nameOf(DutyStatus status)
{
    switch (status) {
    case DutyStatus::Away:
        return u"away"_s;
    case DutyStatus::Busy:
        return u"busy"_s;
    case DutyStatus::Available:
        return u"available"_s;
    }
    return {};
}

QString nameOf(Workspace::State state)
{
    switch (state) {
    case Workspace::State::Empty:
        return u"empty"_s;
    case Workspace::State::Locked:
        return u"locked"_s;
    case Workspace::State::Opening:
        return u"opening"_s;
    case Workspace::State::Ready:
        return u"ready"_s;
    case Workspace::State::Broken:
        return u"broken"_s;
    }
    return {};
}

QString nameOf(Workspace::Role role)
{
    switch (role) {
    case Workspace::Role::None:
        return u"none"_s;
    case Workspace::Role::Staff:
        return u"staff"_s;
    case Workspace::Role::Customer:
        return u"customer"_s;
    }
    return {};
}

QString nameOf(QueueStanding::Step step)
{
    switch (step) {
    case QueueStanding::Step::NotStarted:
        return u"not-started"_s;
    case QueueStanding::Step::Waiting:
        return u"waiting"_s;
    case QueueStanding::Step::MessageLeft:
        return u"message-left"_s;
    case QueueStanding::Step::Talking:
        return u"talking"_s;
    case QueueStanding::Step::Closed:
        return u"closed"_s;
    }
    return {};
}

QString nameOf(InvitationPreview::Kind kind)
{
    switch (kind) {
    case InvitationPreview::Kind::SetUp:
        return u"set-up"_s;
    case InvitationPreview::Kind::Staff:
        return u"staff"_s;
    case InvitationPreview::Kind::Guest:
        return u"guest"_s;
    case InvitationPreview::Kind::Device:
        return u"device"_s;
    case InvitationPreview::Kind::Owner:
        return u"owner"_s;
    }
    return {};
}

QJsonObject toJson(const TimelineRow &row)
{
    QString kind = u"message"_s;
    if (row.kind == RowKind::System) kind = u"system"_s;
    if (row.kind == RowKind::Note) kind = u"note"_s;
    return {{u"id"_s, QString::fromLatin1(row.id.toByteArray().toHex())},
            {u"sequence"_s, static_cast<qint64>(row.sequence.value)},
            {u"author"_s, hex(row.author)},
            {u"name"_s, row.author_name},
            {u"role"_s, row.author_role},
            {u"mine"_s, row.is_mine},
            {u"kind"_s, kind},
            {u"state"_s, nameOf(row.state)},
            {u"sent_at"_s, row.sent_at.ms},
            {u"text"_s, row.text}};
}

QJsonObject toJson(const SearchHit &hit)
{
    QJsonArray marks;
    for (const SearchMark &mark : hit.marks)
        marks.append(QJsonArray{static_cast<qint64>(mark.first), static_cast<qint64>(mark.size)});
    return {{u"conversation"_s, hex(hit.conversation)},
            {u"id"_s, QString::fromLatin1(hit.message.toByteArray().toHex())},
            {u"sent_at"_s, hit.sent_at.ms},
            {u"mine"_s, hit.is_mine},
            {u"name"_s, hit.author},
            {u"title"_s, hit.title},
            {u"department"_s, hit.department},
            {u"snippet"_s, hit.snippet},
            {u"marks"_s, marks}};
}

QJsonObject toJson(const ConversationRow &row)
{
    return {{u"conversation"_s, hex(row.id)},
            {u"list"_s, nameOf(row.state)},
            {u"title"_s, row.title},
            {u"department"_s, row.department},
            {u"preview"_s, row.preview},
            {u"taken_by"_s, row.taken_by},
            {u"wrap_up"_s, row.wrap_up},
            {u"rating"_s, row.rating},
            {u"unread"_s, row.unread},
            {u"typing"_s, row.is_typing},
            {u"online"_s, row.is_online},
            {u"waiting_since"_s, row.waiting_since.ms}};
}

QJsonObject toJson(const RosterRow &row)
{
    return {{u"account"_s, hex(row.account)},
            {u"me"_s, row.is_me},
            {u"online"_s, row.is_online},
            {u"name"_s, row.name},
            {u"role"_s, row.role},
            {u"signed_by"_s, row.signed_by}};
}

QJsonObject toJson(const Problem &problem)
{
    return {{u"sentence"_s, problem.sentence},
            {u"details"_s, problem.details},
            {u"retryable"_s, problem.is_retryable}};
}

QJsonObject toJson(const QueueStanding &standing)
{
    QJsonArray questions;
    for (const AskedQuestion &one : standing.questions)
        questions.append(QJsonObject{{u"text"_s, one.text},
                                     {u"choices"_s, QJsonArray::fromStringList(one.choices)},
                                     {u"is_required"_s, one.is_required}});
    return {{u"step"_s, nameOf(standing.step)},
            {u"position"_s, standing.position},
            {u"agents_on_duty"_s, standing.agents_on_duty},
            {u"estimate_s"_s, standing.estimate_s},
            {u"talking_to"_s, standing.talking_to},
            {u"talking_to_role"_s, standing.talking_to_role},
            {u"terms"_s, standing.terms.text},
            {u"terms_version"_s, standing.terms.version},
            {u"questions"_s, questions}};
}

QJsonObject toJson(const Colleague &colleague)
{
    return {{u"account"_s, hex(colleague.account)},
            {u"name"_s, colleague.name},
            {u"role"_s, colleague.role},
            {u"status"_s, nameOf(colleague.status)},
            {u"online"_s, colleague.is_online}};
}

static QJsonValue valueOf(const HeldCell &cell)
{
    switch (cell.kind) {
    case HeldCell::Kind::Nothing:
        return QJsonValue::Null;
    case HeldCell::Kind::Number:
        return cell.number;
    case HeldCell::Kind::Text:
        return cell.text;
    case HeldCell::Kind::Bytes:
        break;
    }
    return QJsonObject{{u"bytes"_s, cell.number}};
}

static QString nameOf(HeldTable::About about)
{
    switch (about) {
    case HeldTable::About::Conversation:
        return u"conversation"_s;
    case HeldTable::About::Myself:
        return u"myself"_s;
    case HeldTable::About::Server:
        break;
    }
    return u"server"_s;
}

QJsonObject toJson(const HeldTable &table)
{
    QJsonArray rows;
    for (const QList<HeldCell> &row : table.rows) {
        QJsonArray cells;
        for (const HeldCell &cell : row)
            cells.append(valueOf(cell));
        rows.append(cells);
    }
    return {{u"name"_s, table.name},
            {u"about"_s, nameOf(table.about)},
            {u"columns"_s, QJsonArray::fromStringList(table.columns)},
            {u"total"_s, table.total},
            {u"rows"_s, rows}};
}

} // namespace chat121::bot
