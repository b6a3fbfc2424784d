// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The shipped chat121 with its windows, and a person in front of it who is played by a test.
//
// The person survives the program: killHard() and start() again use the same profile.
// Ownership: the process ends with this object. Threads: the caller's, which needs an event loop.
#pragma once

#include <QJsonObject>
#include <QLocalServer>
#include <QProcess>
#include <QRect>
#include <QStringList>

#include <chrono>
#include <memory>

class QLocalSocket;

namespace chat121::e2e {

using namespace std::chrono_literals;

class DrivenWindow {
public:
    // `home` holds the person's profile; `name` is for messages of the test.
    DrivenWindow(const QString &name, const QString &home, const QStringList &arguments = {});
    ~DrivenWindow();

    bool start();
    bool quit();
    void killHard();
    bool isRunning() const { return m_process.state() != QProcess::NotRunning; }
    void setEnvironment(const QString &key, const QString &value);

    // One step of the person; false when it is not possible now. error() says why.
    bool click(const QString &object);
    bool type(const QString &object, const QString &text);
    bool press(const QString &object, const QString &key);
    bool choose(const QString &object, const QString &containing);
    bool action(const QString &object);
    QString read(const QString &object);
    QStringList rows(const QString &object);
    bool isVisible(const QString &object);
    QRect place(const QString &object); // on the screen; not valid: it is not visible
    bool takePicture(const QString &path);
    QStringList tree();
    QStringList texts();                      // every label and button that is visible
    bool clickLabelled(const QString &words); // a button by what it says

    // Waits until the step is possible, then does it.
    bool clickWhenReady(const QString &object, std::chrono::milliseconds at_most = 20s);
    bool typeWhenReady(const QString &object, const QString &text, std::chrono::milliseconds at_most = 20s);
    bool waitForText(const QString &object, const QString &containing,
                     std::chrono::milliseconds at_most = 20s);
    bool waitForRow(const QString &object, const QString &containing,
                    std::chrono::milliseconds at_most = 20s);
    bool waitForWords(const QString &containing, std::chrono::milliseconds at_most = 20s); // anywhere
    bool waitVisible(const QString &object, std::chrono::milliseconds at_most = 20s);

    QString name() const { return m_name; }
    QString error() const { return m_error; }
    QByteArray output() const { return m_output; } // what the program printed
    QString ending() const;                        // how the process ended
    qint64 processId() const { return m_process.processId(); }

private:
    QJsonObject ask(const QJsonObject &request);
    bool step(const QJsonObject &request);

    QString m_name;
    QString m_home;
    QStringList m_arguments;
    QProcessEnvironment m_environment;
    QLocalServer m_server;
    QLocalSocket *m_driver = nullptr; // owned by m_server
    QProcess m_process;
    QByteArray m_output;
    QString m_error;
};

} // namespace chat121::e2e
