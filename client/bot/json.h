// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Values of the core as JSON. Ids are 16 hex digits, since a JSON number cannot hold them; message
// ids are 32 hex digits; sequences are numbers, 0 as long as the server has not numbered a message.
#pragma once

#include "client/core/workspace.h"

#include <QJsonObject>

namespace chat121::bot {

QString hex(quint64 id);
template <typename Tag>
QString hex(Id<Tag> id)
{
    return hex(id.value);
}
// 0 when the text is no id.
quint64 fromHex(const QString &text);

QString nameOf(SendState state);
QString nameOf(ConversationState state);
QString nameOf(ConnectionState state);
QString nameOf(DutyStatus status);
QString nameOf(Workspace::State state);
QString nameOf(Workspace::Role role);
QString nameOf(QueueStanding::Step step);
QString nameOf(InvitationPreview::Kind kind);

QJsonObject toJson(const TimelineRow &row);
QJsonObject toJson(const ConversationRow &row);
QJsonObject toJson(const RosterRow &row);
QJsonObject toJson(const Problem &problem);
QJsonObject toJson(const QueueStanding &standing);
QJsonObject toJson(const Colleague &colleague);
QJsonObject toJson(const HeldTable &table);
QJsonObject toJson(const SearchHit &hit);

} // namespace chat121::bot
