// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What tst_test_main runs as a program of its own: each function prints its kind of message.
#include "tests/support/test_main.h"

#include <QTest>
#include <QThread>

#include <cstdlib>
#include <memory>

class WarningSamples : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void silent() {}
    void announcedWarning()
    {
        QTest::ignoreMessage(QtWarningMsg, "expected");
        qWarning("expected");
    }
    void announcedCritical()
    {
        QTest::ignoreMessage(QtWarningMsg, "expected");
        qCritical("expected");
    }
    void announcedButSilent() { QTest::ignoreMessage(QtWarningMsg, "never printed"); }
    void debugAndInfo()
    {
        qDebug("chatter");
        qInfo("chatter");
    }
    void warning() { qWarning("surprise"); }
    void critical() { qCritical("surprise"); }
    void warningOfQt() { connect(this, nullptr, this, nullptr); }
    void severalLines() { qWarning("one\ntwo"); }
    void otherThread()
    {
        const std::unique_ptr<QThread> thread(QThread::create([] { qWarning("surprise"); }));
        thread->start();
        QVERIFY(thread->wait());
    }
    void secondAfterAnnounced()
    {
        QTest::ignoreMessage(QtWarningMsg, "expected");
        qWarning("expected");
        qWarning("surprise");
    }
    void tellsItsTime() { qInfo("ends after '%s' ms", qgetenv("QTEST_FUNCTION_TIMEOUT").constData()); }
    void inADestructor() { m_late = std::make_unique<Late>(); }

private:
    struct Late : QObject {
        ~Late() override { qWarning("late"); }
    };
    std::unique_ptr<Late> m_late;
};

CHAT121_TEST_MAIN(WarningSamples)
#include "warning_samples.moc"
