// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/e2e/hostile/hostile_office.h"

#include "tests/e2e/support/wait.h"

#include <QJsonArray>

namespace chat121::e2e {

using namespace Qt::StringLiterals;

HostileOffice::HostileOffice()
    : m_hostile(std::make_unique<HostileServer>(m_office.server(), m_office.folder(u"server"_s)))
{
}

bool HostileOffice::opens()
{
    if (!m_hostile->isListening() || !m_office.opens()) return false;
    m_anna = m_office.agent(u"Anna"_s);
    m_annas = m_hostile->newest();
    return m_anna && m_anna->goesOnDuty(99);
}

std::optional<HostileTalk> HostileOffice::talk(const QString &customer)
{
    HostileTalk talk;
    talk.customer = m_office.customer(customer);
    if (!talk.customer) return std::nullopt;
    talk.account = m_hostile->newest();
    talk.name = talk.customer->conversation();
    talk.id = {talk.name.toULongLong(nullptr, 16)};
    const QString question = u"I am "_s + customer;
    const QString answer = u"Hello "_s + customer;
    talk.customer->says(question);
    const bool is_taken = m_anna->sees(talk.name, u"waiting"_s, question) && m_anna->takes(talk.name) &&
                          talk.customer->seesOwn(question, u"read"_s);
    if (!is_taken) return std::nullopt;
    m_anna->says(answer, talk.name);
    const bool is_quiet = talk.customer->seesMessage(answer) && m_anna->seesOwn(answer, u"read"_s);
    return is_quiet ? std::optional(std::move(talk)) : std::nullopt;
}

bool HostileOffice::isOpen(HostileTalk &talk, const QString &words)
{
    m_anna->says(words + u", Anna"_s, talk.name);
    talk.customer->says(words + u", customer"_s);
    return talk.customer->seesMessage(words + u", Anna"_s) &&
           m_anna->seesMessage(words + u", customer"_s, talk.name) &&
           m_anna->seesOwn(words + u", Anna"_s, u"read"_s) &&
           talk.customer->seesOwn(words + u", customer"_s, u"read"_s);
}

QStringList readers(Person &person, const QString &conversation)
{
    QJsonObject about;
    if (!conversation.isEmpty()) about.insert(u"conversation"_s, conversation);
    const auto roster = person.bot().ask(u"roster"_s, u"roster"_s, about);
    QStringList names;
    if (!roster) return names;
    for (const QJsonValue &reader : roster->value(u"readers").toArray())
        names.append(reader[u"name"].toString());
    names.sort();
    return names;
}

bool isWarned(Person &person, const QString &containing)
{
    const bool is_warned = waitFor([&] { return person.complaints().contains(containing); }, 20s);
    if (!is_warned) qInfo().noquote() << person.name() << "is not warned:" << person.lastEvents();
    return is_warned;
}

qsizetype count(Person &person, const QString &text, const QString &conversation)
{
    const QList<ShownMessage> rows = person.timeline(conversation);
    return std::count_if(rows.cbegin(), rows.cend(),
                         [&](const ShownMessage &row) { return row.text == text; });
}

int attacks(int usual)
{
    const int wanted = qEnvironmentVariableIntValue("CHAT121_ATTACKS");
    return wanted > 0 ? wanted : usual;
}

} // namespace chat121::e2e
