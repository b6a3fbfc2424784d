// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What tst_races runs as a program of its own under ThreadSanitizer: `race_samples NAME` touches one
// number from two threads, ordered by something of Qt, or not.
#include <QCoreApplication>
#include <QEventLoop>
#include <QThread>
#include <QThreadPool>

#include <atomic>
#include <cstdio>
#include <functional>
#include <memory>

namespace {

class Sample final : public QObject {
    Q_OBJECT

public:
    Sample()
    {
        m_receiver.moveToThread(&m_thread);
        m_thread.start();
    }
    ~Sample() override { end(m_thread, m_receiver); }

    // Returns whether there is a sample of that name.
    bool run(const QByteArray &name)
    {
        if (name == "queued call")
            queue();
        else if (name == "written after the call was queued")
            queue(), addLate();
        else if (name == "two threads queue for a third")
            queueFromBoth();
        else if (name == "answer by a queued call")
            answerByCall();
        else if (name == "blocking call")
            block(), add();
        else if (name == "signal")
            signal();
        else if (name == "written after the signal")
            signal(), addLate();
        else if (name == "thread pool")
            runPool([] {}), add();
        else if (name == "written while the pool works")
            runPool([this] { addLate(); });
        else if (name == "end of a thread")
            runThread([] {}), add();
        else if (name == "written while a thread runs")
            runThread([this] { addLate(); });
        else
            return false;
        return true;
    }

Q_SIGNALS:
    void happened();

private:
    void add()
    {
        ++m_number;
        m_additions.fetch_add(1, std::memory_order_relaxed);
    }
    // After the other thread, but only by chance: a relaxed atomic number orders nothing else.
    void addLate()
    {
        while (m_additions.load(std::memory_order_relaxed) < 2)
            QThread::yieldCurrentThread();
        add();
    }

    void queue()
    {
        add();
        QMetaObject::invokeMethod(
            &m_receiver, [this] { add(); }, Qt::QueuedConnection);
    }
    void block()
    {
        add();
        QMetaObject::invokeMethod(
            &m_receiver, [this] { add(); }, Qt::BlockingQueuedConnection);
    }
    void signal()
    {
        connect(this, &Sample::happened, &m_receiver, [this] { add(); });
        add();
        Q_EMIT happened();
    }
    void answerByCall()
    {
        QEventLoop loop;
        const auto answer = [this, &loop] {
            add();
            QMetaObject::invokeMethod(
                &loop, [&loop] { loop.quit(); }, Qt::QueuedConnection);
        };
        QMetaObject::invokeMethod(&m_receiver, answer, Qt::QueuedConnection);
        loop.exec();
        add();
    }
    // Both are ordered with the receiver, but not with each other.
    void queueFromBoth()
    {
        QThread other;
        QObject in_other;
        in_other.moveToThread(&other);
        other.start();
        QMetaObject::invokeMethod(
            &in_other, [this] { queue(); }, Qt::QueuedConnection);
        addLate();
        end(other, in_other);
    }
    void runPool(const std::function<void()> &meanwhile)
    {
        QThreadPool pool;
        add();
        pool.start([this] { add(); });
        meanwhile();
        pool.waitForDone();
    }
    void runThread(const std::function<void()> &meanwhile)
    {
        add();
        const std::unique_ptr<QThread> thread(QThread::create([this] { add(); }));
        thread->start();
        meanwhile();
        thread->wait();
    }
    // After everything that was queued before.
    static void end(QThread &thread, QObject &in_thread)
    {
        QMetaObject::invokeMethod(
            &in_thread, [&thread] { thread.quit(); }, Qt::QueuedConnection);
        thread.wait();
    }

    QThread m_thread;
    QObject m_receiver;
    int m_number = 0;
    // Apart, since ThreadSanitizer remembers only the last accesses of each eight bytes.
    alignas(64) std::atomic_int m_additions = 0;
};

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    Sample sample;
    if (argc == 2 && sample.run(argv[1])) return 0;
    std::fprintf(stderr, "race_samples: there is no such sample\n");
    return 2;
}

#include "race_samples.moc"
