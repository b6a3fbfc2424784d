// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The demo: an organisation is set up, a customer writes, an agent answers, everything is killed in
// the middle, and the server never learns a word. Real programs, real sockets, real windows.
//
// Ownership: the scenario owns its processes. Threads: one, with an event loop.
#pragma once

#include "tests/e2e/demo/report.h"
#include "tests/e2e/support/driven_window.h"
#include "tests/e2e/support/recording_proxy.h"
#include "tests/e2e/support/server_process.h"

#include <QTemporaryDir>

namespace chat121::e2e {

class Scenario {
public:
    // Pictures and logs go to `output`.
    Scenario(Report &report, const QString &output);

    // Plays everything; stops at the first chapter that fails.
    bool play();

    // Leaves the windows open for the person at the screen, until they are closed.
    void leaveWindowsOpen();

private:
    bool setUp();
    bool customerWritesFirst();
    bool agentTakesAndTalks();
    bool receiptsAndTypingAreSeen();
    bool secondAgentComesAndGoes();
    bool receiptsCameThrough();
    bool surviveKills();
    bool lookForTraces();

    bool sayAndSee(DrivenWindow &from, DrivenWindow &to, const QString &text);
    bool burst(DrivenWindow &from, const QString &prefix, int count);
    bool allShownOnce(DrivenWindow &reader);
    void picture(DrivenWindow &person, const QString &name);

    Report &m_report;
    QString m_output;
    QTemporaryDir m_folder;
    RecordingProxy m_wire;
    ServerProcess m_server;
    DrivenWindow m_founder;
    DrivenWindow m_anna;
    DrivenWindow m_ben;
    DrivenWindow m_maria;
    QStringList m_sentences; // everything that was said, in order of saying
};

} // namespace chat121::e2e
