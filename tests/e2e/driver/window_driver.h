// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Carries out what a test asks of the windows of this program: JSON objects, one a line, over a
// local socket; each gets one answer. Only what a person could do or see: click, type, press keys,
// read what a screen reader would read, take a picture.
//
//     {"op":"click","object":"sendButton"}                        -> {"ok":true}
//     {"op":"type","object":"composerEdit","text":"Hello"}
//     {"op":"key","object":"composerEdit","key":"Return"}         (as QKeySequence reads it)
//     {"op":"read","object":"standingLabel"}                      -> {"ok":true,"text":"..."}
//     {"op":"rows","object":"timeline"}                           -> {"ok":true,"rows":["..."]}
//     {"op":"choose","object":"queueList","containing":"Maria"}
//     {"op":"place","object":"sendButton"}                        -> {"ok":true,"x":8,"y":8,"width":40,...}
//     {"op":"picture","path":"/tmp/x.png"}
//     {"op":"tree"}                                               -> what is visible, for people
//
// Ownership: lives until the program ends. Threads: main.
#pragma once

#include <QJsonObject>
#include <QLocalSocket>
#include <QObject>

class QWidget;

namespace chat121::e2e {

class WindowDriver final : public QObject {
    Q_OBJECT

public:
    explicit WindowDriver(const QString &socket, QObject *parent = nullptr);

private:
    void readLines();
    QJsonObject answer(const QJsonObject &request);

    QLocalSocket m_socket;
};

} // namespace chat121::e2e
