// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The shipped chat121-server as a process of its own, in a data directory that survives kill -9.
//
// Ownership: the process ends with this object. Threads: the caller's, which needs an event loop.
#pragma once

#include <QProcess>
#include <QStringList>

namespace chat121::e2e {

class ServerProcess {
public:
    // `port` 0: any free port, and the same one again after a restart.
    ServerProcess(const QString &data_directory, quint16 port, const QStringList &more_arguments = {});
    ~ServerProcess();

    // The links it makes name this port of 127.0.0.1 instead of its own: that of a proxy.
    void setPublicPort(quint16 port);

    // Its setting, from the next start on.
    void setRegion(const QString &region) { m_more_arguments += {QStringLiteral("--region"), region}; }

    bool start();    // waits until it listens
    bool stop();     // SIGTERM; true if it ended with status 0
    void killHard(); // SIGKILL
    bool isRunning() const { return m_process.state() != QProcess::NotRunning; }
    int exitCode() const; // after its end; -1 if it crashed

    quint16 port() const { return m_port; }
    qint64 processId() const { return m_process.processId(); }
    QString setUpLink() const { return m_set_up_link; } // of the newest start; empty when set up
    QByteArray output() const { return m_output; }      // everything it printed, all starts

private:
    void readOutput();

    QProcess m_process;
    QString m_data_directory;
    QStringList m_more_arguments;
    quint16 m_port;
    bool m_is_ready = false;
    QString m_set_up_link;
    QByteArray m_output;
    qsizetype m_parsed = 0;
};

} // namespace chat121::e2e
