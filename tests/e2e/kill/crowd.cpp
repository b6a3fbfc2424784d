// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/e2e/kill/crowd.h"

#include "tests/e2e/support/wait.h"

#include <QElapsedTimer>

namespace chat121::e2e {

using namespace Qt::StringLiterals;

namespace {

constexpr auto kPause = 8ms; // between two sentences of anybody

} // namespace

Crowd::Crowd(Office &office, test::SeededRandom &dice)
    : m_office(office)
    , m_dice(dice)
{
}

bool Crowd::gathers(int customers)
{
    m_people.push_back(m_office.agent(u"Anna"_s));
    if (!m_people.front() || !person(0).goesOnDuty(customers)) return false;
    for (int number = 1; number <= customers; ++number) {
        const QString name = u"C%1"_s.arg(number);
        m_people.push_back(m_office.customer(name));
        if (!m_people.back()) return false;
        Person &customer = *m_people.back();
        const QString greeting = u"greetings from "_s + name;
        customer.says(greeting);
        Book book{customer.conversation(), {}};
        book.said[name].append(greeting);
        m_books.append(book);
        const bool is_taken = person(0).sees(book.conversation, u"waiting"_s, greeting) &&
                              person(0).takes(book.conversation) &&
                              person(0).seesMessage(greeting, book.conversation);
        if (!is_taken) return false;
    }
    return true;
}

void Crowd::saysSomething()
{
    const auto number = static_cast<int>(m_dice.below(static_cast<quint64>(m_books.size())));
    Book &book = m_books[number];
    const bool is_agent = m_dice.below(2) == 0;
    Person &author = is_agent ? person(0) : person(number + 1);
    if (!author.bot().isRunning()) return;
    const QString text = u"%1, sentence %2"_s.arg(author.name()).arg(++m_number);
    author.says(text, book.conversation);
    book.said[author.name()].append(text);
}

void Crowd::talksFor(std::chrono::milliseconds time)
{
    QElapsedTimer timer;
    timer.start();
    do {
        saysSomething();
        waitFor([] { return false; }, kPause);
    } while (timer.elapsed() < time.count());
}

// What an author's own screen has shown was kept on that computer: it may not be lost, acknowledged
// by the server or not.
QStringList Crowd::kept(Person &author, const QString &conversation)
{
    QStringList texts;
    for (const QJsonObject &event : author.bot().events()) {
        const bool is_own = event.value(u"event").toString() == u"message" && event.value(u"mine").toBool() &&
                            event.value(u"conversation").toString() == conversation;
        if (is_own) texts.append(event.value(u"text").toString());
    }
    texts.removeDuplicates();
    return texts;
}

bool Crowd::isSettled(const Book &book, Person &customer)
{
    for (auto [author, reader] : {std::pair(&person(0), &customer), std::pair(&customer, &person(0))}) {
        const QStringList said = kept(*author, book.conversation);
        if (said.isEmpty()) continue;
        const auto is_last = [&](const QJsonObject &event) {
            return event.value(u"text").toString() == said.last();
        };
        if (!reader->bot().waitForEvent(u"message"_s, is_last, 0, 0ms)) return false;
    }
    return true;
}

bool Crowd::settles(std::chrono::milliseconds at_most)
{
    return waitFor(
        [this] {
            for (int number = 0; number < m_books.size(); ++number)
                if (!isSettled(m_books.at(number), person(number + 1))) return false;
            return true;
        },
        at_most);
}

QString Crowd::faultsOf(Person &reader, const Book &book)
{
    QStringList shown;
    QString faults;
    for (const ShownMessage &row : reader.timeline(book.conversation)) {
        if (!row.is_line) {
            shown.append(row.text);
        } else if (!row.text.endsWith(u"joined")) {
            faults += u"%1 is told: %2\n"_s.arg(reader.name(), row.text);
        }
    }
    QStringList acknowledged;
    for (const auto &author : m_people)
        if (book.said.contains(author->name())) acknowledged += kept(*author, book.conversation);
    const DeliveryVerdict verdict = checkDelivery(book.said, acknowledged, shown);
    if (!verdict.isClean()) {
        faults += u"%1: %2 of %3 shown\n"_s.arg(reader.name(), verdict.summary()).arg(shown.size());
        for (const QStringList &list : {verdict.lost, verdict.doubled, verdict.reordered, verdict.phantoms})
            faults += u"  "_s + list.mid(0, 10).join(u" | "_s) + u'\n';
    }
    return faults;
}

QString Crowd::faults()
{
    QString faults;
    for (int number = 0; number < m_books.size(); ++number) {
        faults += faultsOf(person(0), m_books.at(number));
        faults += faultsOf(person(number + 1), m_books.at(number));
    }
    return faults;
}

} // namespace chat121::e2e
