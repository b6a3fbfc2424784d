// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A day at one organisation, as the people in front of their windows see it: a server behind a wire that is
// recorded, the founder "Olga", and whoever comes in. Each is a process of the shipped programs.
//
// Pictures of the moments that matter are kept beside the tests: stories/STORY-MOMENT.png in the build
// folder. Ownership: owns server, wire and founder; people belong to the caller. Threads: the caller's, which
// needs an event loop.
#pragma once

#include "tests/e2e/support/person.h"
#include "tests/e2e/support/recording_proxy.h"
#include "tests/e2e/support/server_process.h"
#include "tests/e2e/support/window_steps.h"

#include <QTemporaryDir>

#include <memory>

namespace chat121::e2e {

class Story {
public:
    enum class Reading : quint8 { FromTheLeft, FromTheRight };

    explicit Story(const QString &name, Reading reading = Reading::FromTheLeft);

    // The organisation "ACME" with the department "Support"; Olga's window stays open.
    bool opens();

    // Invited by Olga and in; nothing if that failed, and why is printed.
    std::unique_ptr<DrivenWindow> agent(const QString &name);
    std::unique_ptr<DrivenWindow> customer(const QString &name);
    std::unique_ptr<Person> customerWithoutWindow(const QString &name);

    // Olga signs how customers are offered to agents. `routing`: words of the choice.
    bool setsOffers(const QString &routing, int capacity);
    // Olga signs the hours of every day of the week, "9:00-17:00", UTC.
    bool setsHours(const QString &hours);

    // False when it could not be taken.
    bool picture(DrivenWindow &person, const QString &moment) const;

    DrivenWindow &olga() { return m_olga; }
    ServerProcess &server() { return m_server; }
    RecordingProxy &wire() { return m_wire; }
    QString folder(const QString &name) const { return m_folder.filePath(name); }

private:
    QString invitation(const QString &button);
    QString customersLink();
    bool opensRules();
    void mirror(DrivenWindow &person) const;

    QString m_name;
    Reading m_reading;
    QTemporaryDir m_folder;
    RecordingProxy m_wire;
    ServerProcess m_server;
    DrivenWindow m_olga;
    QString m_customers_link; // one for all of them
};

// --- what agents do ---
bool goesOnDuty(DrivenWindow &agent);
// Opens a conversation of a list ("mineList", "queueList", ...) whose row has these words.
bool opensTalk(DrivenWindow &agent, const QString &list, const QString &words);
// It is said in this conversation, and stands there.
bool answers(DrivenWindow &agent, const QString &words_of_row, const QString &text);
// And ends it, without a word on how it went.
bool closesTalk(DrivenWindow &agent, const QString &words_of_row);

// Everything that the person could see now: for messages of failed tests.
QByteArray screenOf(DrivenWindow &person);

// A step of a test, that fails with what `person` sees.
#define STEP(person, ...)                                                                                    \
    do {                                                                                                     \
        const bool is_done = (__VA_ARGS__);                                                                  \
        QVERIFY2(is_done, is_done ? "" : screenOf(person).constData());                                      \
    } while (false)

} // namespace chat121::e2e
