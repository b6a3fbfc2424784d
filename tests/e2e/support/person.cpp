// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/e2e/support/person.h"

#include "tests/e2e/support/wait.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace chat121::e2e {

using namespace Qt::StringLiterals;

namespace {

constexpr auto kAnything = [](const QJsonObject &) { return true; };

QString text(const QJsonObject &object, QStringView name)
{
    return object.value(name).toString();
}

bool isAbout(const QJsonObject &event, const QString &conversation)
{
    return conversation.isEmpty() || text(event, u"conversation") == conversation;
}

ShownMessage shown(const QJsonObject &row)
{
    return {text(row, u"id"),
            text(row, u"text"),
            text(row, u"author"),
            text(row, u"state"),
            row.value(u"sequence").toInteger(),
            row.value(u"mine").toBool(),
            text(row, u"kind") == u"system"};
}

} // namespace

int rankOf(const QString &state)
{
    const QStringList states = {u"none"_s, u"queued"_s, u"sent"_s, u"delivered"_s, u"read"_s};
    return qMax(0, static_cast<int>(states.indexOf(state)));
}

Person::Person(const QString &name, const QString &home, Reading reading)
    : m_name(name)
    , m_bot(home, reading == Reading::AtOnce ? QStringList{u"--auto-read"_s} : QStringList{})
{
    m_bot.start();
}

bool Person::has(bool is_seen, const QString &what)
{
    if (!is_seen) qInfo().noquote() << m_name << "does not see:" << what << "\nbut:\n" << lastEvents();
    return is_seen;
}

QString Person::lastEvents(int count) const
{
    QString lines;
    const auto &events = m_bot.events();
    for (qsizetype place = qMax<qsizetype>(0, events.size() - count); place < events.size(); ++place)
        lines += u"  "_s +
                 QString::fromUtf8(QJsonDocument(events.at(place)).toJson(QJsonDocument::Compact)).left(300) +
                 u'\n';
    if (!m_bot.isRunning()) lines += u"  (the bot has ended: %1)\n"_s.arg(m_bot.ending());
    return lines + QString::fromUtf8(m_bot.errors().right(2000));
}

QString Person::complaints() const
{
    QStringList lines;
    for (const QJsonObject &event : m_bot.events()) {
        const QString name = text(event, u"event");
        if (event.value(u"retryable").toBool()) continue; // cut off by a lost connection; asked again
        if (name == u"problem" || name == u"warning" || name == u"failed" || name == u"error")
            lines.append(name + u": "_s + text(event, u"sentence") + text(event, u"why") + u" "_s +
                         text(event, u"details"));
    }
    return lines.join(u'\n');
}

bool Person::isReady()
{
    return has(m_bot
                   .waitForEvent(
                       u"state"_s, [](const QJsonObject &event) { return text(event, u"state") == u"ready"; },
                       m_started)
                   .has_value(),
               u"an open profile"_s);
}

bool Person::isConnected()
{
    const auto connected = [](const QJsonObject &event) { return text(event, u"state") == u"connected"; };
    return has(m_bot.waitForEvent(u"connection"_s, connected, m_started).has_value(), u"a connection"_s);
}

bool Person::restarts()
{
    m_started = m_bot.mark();
    return m_bot.start() && isReady() && isConnected();
}

bool Person::founds(const QString &set_up_link, const QString &organisation, const QString &department)
{
    m_bot.tell(u"found"_s, {{u"link"_s, set_up_link},
                            {u"organisation"_s, organisation},
                            {u"department"_s, department},
                            {u"name"_s, m_name},
                            {u"password"_s, QString::fromLatin1(kPassword)}});
    return isReady() && isConnected();
}

bool Person::joins(const QString &invitation)
{
    m_bot.tell(
        u"join"_s,
        {{u"link"_s, invitation}, {u"name"_s, m_name}, {u"password"_s, QString::fromLatin1(kPassword)}});
    return isReady() && isConnected();
}

QString Person::invites(const QString &who, int uses)
{
    const auto event = m_bot.ask(u"invite"_s, u"invitation"_s, {{u"who"_s, who}, {u"uses"_s, uses}});
    has(event.has_value(), u"an invitation"_s);
    return event ? text(*event, u"link") : QString();
}

bool Person::goesOnDuty(int capacity)
{
    const qsizetype since = m_bot.mark();
    m_bot.tell(u"status"_s, {{u"status"_s, u"available"_s}, {u"capacity"_s, capacity}});
    const auto is_available = [](const QJsonObject &event) { return text(event, u"status") == u"available"; };
    return has(m_bot.waitForEvent(u"duty"_s, is_available, since).has_value(), u"to be on duty"_s);
}

bool Person::takes(const QString &conversation)
{
    const qsizetype since = m_bot.mark();
    m_bot.tell(u"take"_s, {{u"conversation"_s, conversation}});
    const auto is_it = [&](const QJsonObject &event) { return isAbout(event, conversation); };
    return has(m_bot.waitForEvent(u"opened"_s, is_it, since).has_value(), u"the taken conversation"_s);
}

bool Person::sees(const QString &conversation, const QString &list, const QString &preview)
{
    const auto is_it = [&](const QJsonObject &event) {
        return isAbout(event, conversation) && text(event, u"list") == list &&
               (preview.isEmpty() || text(event, u"preview") == preview);
    };
    return has(m_bot.waitForEvent(u"conversation"_s, is_it, m_started).has_value(),
               conversation + u" in "_s + list + u": "_s + preview);
}

bool Person::holds(const QString &conversation)
{
    const auto is_open = [&] {
        const auto roster = m_bot.ask(u"roster"_s, u"roster"_s, about(conversation));
        return roster && roster->value(u"readers").toArray().size() > 1;
    };
    if (waitFor(is_open, 3s)) return true; // a client that was killed goes on by itself
    const auto takes_it = [&] {
        m_bot.tell(u"take"_s, about(conversation));
        return waitFor(is_open, 2s);
    };
    return has(waitFor(takes_it, 90s), u"to hold "_s + conversation);
}

QString Person::conversation()
{
    const auto event = m_bot.ask(u"state"_s, u"state"_s);
    return event ? text(*event, u"conversation") : QString();
}

QJsonObject Person::about(const QString &conversation) const
{
    return conversation.isEmpty() ? QJsonObject() : QJsonObject{{u"conversation"_s, conversation}};
}

void Person::says(const QString &text, const QString &conversation)
{
    QJsonObject fields = about(conversation);
    fields.insert(u"text"_s, text);
    m_bot.tell(u"say"_s, fields);
}

bool Person::seesMessage(const QString &words, const QString &conversation)
{
    const auto is_it = [&](const QJsonObject &event) {
        return isAbout(event, conversation) && text(event, u"text") == words &&
               text(event, u"kind") == u"message";
    };
    return has(m_bot.waitForEvent(u"message"_s, is_it, m_started).has_value(), words);
}

// A message's state travels in the event that shows it and in each update.
bool Person::seesOwn(const QString &words, const QString &state)
{
    const auto is_it = [&](const QJsonObject &event) {
        return text(event, u"text") == words && rankOf(text(event, u"state")) >= rankOf(state);
    };
    return has(m_bot.waitForEvent({}, is_it).has_value(), words + u" as "_s + state);
}

bool Person::hasSeen(const QString &words, const QString &state) const
{
    const auto &events = m_bot.events();
    return std::any_of(events.cbegin(), events.cend(), [&](const QJsonObject &event) {
        return text(event, u"text") == words && rankOf(text(event, u"state")) >= rankOf(state);
    });
}

bool Person::seesLine(const QString &line, const QString &conversation, qsizetype since)
{
    const auto is_it = [&](const QJsonObject &event) {
        return isAbout(event, conversation) && text(event, u"kind") == u"system" &&
               text(event, u"text").contains(line);
    };
    return has(m_bot.waitForEvent(u"message"_s, is_it, since).has_value(), line);
}

bool Person::seesTyping(const QString &name, const QString &conversation)
{
    const auto is_it = [&](const QJsonObject &event) {
        return isAbout(event, conversation) && event.value(u"names").toArray().contains(name);
    };
    return has(m_bot.waitForEvent(u"typing"_s, is_it).has_value(), name + u" typing"_s);
}

QList<ShownMessage> Person::timeline(const QString &conversation)
{
    QList<ShownMessage> rows;
    for (int page = 0; page < 100; ++page) {
        const auto event = m_bot.ask(u"history"_s, u"history"_s, about(conversation));
        if (!event) break;
        rows.clear();
        for (const QJsonValue &row : event->value(u"rows").toArray())
            rows.append(shown(row.toObject()));
        if (!event->value(u"has_older").toBool()) break;
        const qsizetype since = m_bot.mark();
        m_bot.tell(u"older"_s, about(conversation));
        m_bot.waitForEvent(u"message"_s, kAnything, since, 1s);
    }
    return rows;
}

} // namespace chat121::e2e
