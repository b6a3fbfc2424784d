// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// One agent and several customers who talk without a pause, a conversation each, every sentence
// once; and the books of what everybody said, saw as their own, and has on their screen at the end.
//
// Ownership: owns the people, borrows office and dice. Threads: the caller's.
#pragma once

#include "tests/e2e/support/delivery_checker.h"
#include "tests/e2e/support/office.h"
#include "tests/support/random_sources.h"

#include <vector>

namespace chat121::e2e {

class Crowd {
public:
    // `dice`: who speaks when.
    Crowd(Office &office, test::SeededRandom &dice);

    // Everybody comes in, every conversation is taken. False with an explanation printed.
    bool gathers(int customers);

    int size() const { return static_cast<int>(m_people.size()); }
    Person &person(int number) { return *m_people.at(static_cast<size_t>(number)); } // 0: the agent

    // Somebody says the next sentence.
    void saysSomething();
    // Keeps talking for this long, a sentence every few milliseconds.
    void talksFor(std::chrono::milliseconds time);

    // Nobody has anything waiting any more, and each sees the other's last words.
    bool settles(std::chrono::milliseconds at_most);
    // Every reader's screen against the books; empty when nothing is wrong.
    QString faults();
    int sentences() const { return m_number; }

private:
    struct Book {
        QString conversation;
        QHash<QString, QStringList> said; // by name
    };

    QString faultsOf(Person &reader, const Book &book);
    QStringList kept(Person &author, const QString &conversation); // what the author saw as said
    bool isSettled(const Book &book, Person &customer);

    Office &m_office;
    test::SeededRandom &m_dice;
    std::vector<std::unique_ptr<Person>> m_people;
    QList<Book> m_books; // of customer number + 1
    int m_number = 0;
};

} // namespace chat121::e2e
