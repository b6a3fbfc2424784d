// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// JSON (RFC 8259), each row on a line of its own. README.md lists the fields; a change of their meaning is a
// new kVersion.
#include "client/core/export/formats.h"
#include "client/core/export/plain.h"
#include "common/crypto/text_encoding.h"

namespace chat121::transcript {

namespace {

constexpr int kVersion = 1;

// With controls and marks of direction written as escapes: the file shows what is in it in any editor.
QString quoted(const QString &text)
{
    QString out(QLatin1Char('"'));
    for (const QChar c : wellFormed(text)) {
        const auto category = c.category();
        const bool is_hidden = category == QChar::Other_Control || category == QChar::Other_Format ||
                               category == QChar::Separator_Line || category == QChar::Separator_Paragraph;
        if (c == QLatin1Char('"') || c == QLatin1Char('\\'))
            out += QLatin1Char('\\') + c;
        else if (c == QLatin1Char('\n'))
            out += QStringLiteral("\\n");
        else if (c == QLatin1Char('\t'))
            out += QStringLiteral("\\t");
        else if (is_hidden)
            out += QStringLiteral("\\u%1").arg(static_cast<uint>(c.unicode()), 4, 16, QLatin1Char('0'));
        else
            out += c;
    }
    return out + QLatin1Char('"');
}

// Fields in the order in which they are added.
class Object {
public:
    Object &add(const char *name, const QString &text) { return raw(name, quoted(text)); }
    Object &add(const char *name, int number) { return raw(name, QString::number(number)); }
    Object &add(const char *name, bool is)
    {
        return raw(name, is ? QStringLiteral("true") : QStringLiteral("false"));
    }
    Object &raw(const char *name, const QString &json)
    {
        m_fields.append(QLatin1Char('"') + QLatin1String(name) + QStringLiteral("\": ") + json);
        return *this;
    }
    Object &null(const char *name) { return raw(name, QStringLiteral("null")); }
    QString json() const { return QLatin1Char('{') + fields(QStringLiteral(", ")) + QLatin1Char('}'); }
    QString fields(const QString &between) const { return m_fields.join(between); }

private:
    QStringList m_fields;
};

QString id(quint64 value)
{
    return QStringLiteral("%1").arg(value, 16, 16, QLatin1Char('0'));
}

QString person(AccountId account, const QString &name, const QString &role)
{
    return Object().add("name", name).add("role", role).add("account", id(account.value)).json();
}

QString wordOf(WhoSaves who)
{
    switch (who) {
    case WhoSaves::Everybody:
        return QStringLiteral("everybody");
    case WhoSaves::Supervisors:
        return QStringLiteral("supervisors");
    case WhoSaves::Nobody:
        return QStringLiteral("nobody");
    }
    return {};
}

QString wordOf(SendState state)
{
    switch (state) {
    case SendState::None:
        return QStringLiteral("received");
    case SendState::Queued:
        return QStringLiteral("queued");
    case SendState::Sent:
        return QStringLiteral("sent");
    case SendState::Delivered:
        return QStringLiteral("delivered");
    case SendState::Read:
        return QStringLiteral("read");
    case SendState::Failed:
        return QStringLiteral("failed");
    }
    return {};
}

QString wordOf(const TimelineRow &row)
{
    switch (row.kind) {
    case RowKind::Message:
        return row.is_fallback ? QStringLiteral("unknown") : QStringLiteral("message");
    case RowKind::System:
        return QStringLiteral("event");
    case RowKind::Note:
        return QStringLiteral("note");
    }
    return {};
}

QString policyOf(const Facts &facts)
{
    Object policy;
    if (facts.retention_days > 0)
        policy.add("messages_deleted_after_days", facts.retention_days);
    else
        policy.null("messages_deleted_after_days");
    policy.add("kept_for_new_computers", facts.is_archived);
    policy.add("staff_may_save", wordOf(facts.staff_saves));
    if (facts.region.isEmpty())
        policy.null("kept_in_region");
    else
        policy.add("kept_in_region", facts.region);
    return policy.json();
}

class DataFormat final : public Format {
public:
    QByteArray head(const Facts &facts) override
    {
        QStringList readers;
        for (const RosterRow &reader : facts.readers)
            readers.append(person(reader.account, reader.name, reader.role));
        Object head;
        head.add("format", QStringLiteral("chat121-conversation"));
        head.add("version", kVersion);
        head.add("conversation", id(facts.conversation.value));
        head.add("title", facts.title);
        head.add("organisation", facts.organisation);
        if (facts.department.isEmpty())
            head.null("department");
        else
            head.add("department", facts.department);
        head.add("language", facts.language);
        head.add("saved_at", utc(facts.made_at));
        head.raw("saved_by", person(facts.maker, facts.maker_name, facts.maker_role));
        head.add("others_were_told", facts.is_told);
        head.raw("policy", policyOf(facts));
        head.raw("readers_now", QLatin1Char('[') + readers.join(QStringLiteral(", ")) + QLatin1Char(']'));
        return (QStringLiteral("{\n  ") + head.fields(QStringLiteral(",\n  ")) +
                QStringLiteral(",\n  \"rows\": ["))
            .toUtf8();
    }

    QByteArray row(const Entry &entry) override
    {
        Object object;
        object.add("number", ++m_number);
        object.add("kind", entry.row ? wordOf(*entry.row) : QStringLiteral("unreadable"));
        if (entry.sequence.isValid())
            object.raw("sequence", QString::number(entry.sequence.value));
        else
            object.null("sequence");
        if (entry.row) addRow(object, *entry.row);
        const QString before = m_number == 1 ? QStringLiteral("\n    ") : QStringLiteral(",\n    ");
        return (before + object.json()).toUtf8();
    }

    QByteArray foot(const Totals &totals) override
    {
        Object object;
        object.add("rows", totals.rows).add("unreadable", totals.unreadable);
        object.add("deleted_while_saving", totals.deleted);
        return (QStringLiteral("\n  ],\n  \"totals\": ") + object.json() + QStringLiteral("\n}\n")).toUtf8();
    }

private:
    static void addRow(Object &object, const TimelineRow &row)
    {
        if (!row.id.isZero()) object.add("id", crypto::toHex(row.id.view()));
        object.add("at", utc(row.sent_at));
        if (row.kind != RowKind::System) {
            object.raw("author", person(row.author, row.author_name, row.author_role));
            object.add("own", row.is_mine);
            object.add("state", wordOf(row.state));
        }
        object.add("text", row.text);
        addMarks(object, row);
    }

    static void addMarks(Object &object, const TimelineRow &row)
    {
        if (!row.quote.isEmpty()) {
            Object answered;
            answered.add("id", crypto::toHex(row.quote.message.view())).add("is_here", row.quote.is_here);
            object.raw("answers", answered.add("text", row.quote.text).json());
        }
        if (row.edited_at != UnixTime{}) object.add("edited_at", utc(row.edited_at));
        if (row.reactions.isEmpty()) return;
        QStringList reactions;
        for (const RowReaction &reaction : row.reactions)
            reactions.append(Object()
                                 .add("emoji", reaction.emoji)
                                 .raw("by", person(reaction.account, reaction.name, {}))
                                 .json());
        object.raw("reactions", QLatin1Char('[') + reactions.join(QStringLiteral(", ")) + QLatin1Char(']'));
    }

    int m_number = 0;
};

} // namespace

std::unique_ptr<Format> makeData()
{
    return std::make_unique<DataFormat>();
}

} // namespace chat121::transcript
