// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Tells ThreadSanitizer how Qt orders threads. Debian's Qt is built without it, so the locks inside
// Qt are invisible, and everything that is handed from thread to thread by a queued call, a signal or
// a thread pool would look like a race.
//
// Every program of the build `tsan` is linked with this file and thereby defines some entry points of
// Qt itself: calls from our code come here, are noted, and go on to Qt. Only what Qt promises is
// noted: what happened before a call was queued happens before it runs; what a blocking call did
// happens before its caller goes on; likewise for the work of a thread pool and the end of a thread.
// An access that is not ordered by one of these is still reported; tst_races shows that it is.
//
// Threads: any. Source: the headers of Qt 6.4, <sanitizer/tsan_interface.h>.
#include <QObject>
#include <QThread>
#include <QThreadPool>

#include <cstdlib>
#include <memory>

#include <dlfcn.h>
#include <sanitizer/tsan_interface.h>

extern "C" {
void AnnotateIgnoreReadsBegin(const char *file, int line);
void AnnotateIgnoreReadsEnd(const char *file, int line);
void AnnotateIgnoreWritesBegin(const char *file, int line);
void AnnotateIgnoreWritesEnd(const char *file, int line);
}

namespace {

template <typename Function>
Function ofQt(const char *mangled_name)
{
    void *const found = dlsym(RTLD_NEXT, mangled_name);
    if (!found) std::abort(); // another Qt: the names below have to follow it
    return reinterpret_cast<Function>(found);
}

void happensBefore(const void *what)
{
    __tsan_release(const_cast<void *>(what));
}

void happensAfter(const void *what)
{
    __tsan_acquire(const_cast<void *>(what));
}

// Stands in for the code of a slot, wherever Qt calls it.
class NotedSlot final : public QtPrivate::QSlotObjectBase {
public:
    // `begin`: what the queueing side notes; null: this object. `end`: who waits for the end, or null.
    NotedSlot(QSlotObjectBase *slot, const void *begin, const void *end)
        : QSlotObjectBase(&NotedSlot::run)
        , m_slot(slot)
        , m_begin(begin ? begin : this)
        , m_end(end)
    {
        happensBefore(this);
    }

private:
    static void run(int which, QSlotObjectBase *base, QObject *receiver, void **arguments, bool *result)
    {
        auto *const self = static_cast<NotedSlot *>(base);
        switch (which) {
        case Destroy:
            happensAfter(self);
            self->m_slot->destroyIfLastRef();
            if (self->m_end) happensBefore(self->m_end);
            delete self;
            return;
        case Call:
            happensAfter(self);
            happensAfter(self->m_begin);
            self->m_slot->call(receiver, arguments);
            happensBefore(self);
            return;
        case Compare:
            *result = self->m_slot->compare(arguments);
            return;
        }
    }

    QSlotObjectBase *const m_slot;
    const void *const m_begin;
    const void *const m_end;
};

} // namespace

// --- calls ------------------------------------------------------------------------------------------

bool QMetaObject::invokeMethodImpl(QObject *object, QtPrivate::QSlotObjectBase *slot, Qt::ConnectionType type,
                                   void *result)
{
    static const auto invoke = ofQt<bool (*)(QObject *, QtPrivate::QSlotObjectBase *, Qt::ConnectionType,
                                             void *)>(
        "_ZN11QMetaObject16invokeMethodImplEP7QObjectPN9QtPrivate15QSlotObjectBaseEN2Qt14ConnectionTypeEPv");
    if (type != Qt::BlockingQueuedConnection)
        return invoke(object, new NotedSlot(slot, nullptr, nullptr), type, result);
    const char waiter = 0;
    const bool has_run = invoke(object, new NotedSlot(slot, nullptr, &waiter), type, result);
    happensAfter(&waiter);
    return has_run;
}

// --- signals ----------------------------------------------------------------------------------------

QMetaObject::Connection QObject::connectImpl(const QObject *sender, void **signal, const QObject *receiver,
                                             void **slot_pointer, QtPrivate::QSlotObjectBase *slot,
                                             Qt::ConnectionType type, const int *types,
                                             const QMetaObject *sender_type)
{
    static const auto connect = ofQt<QMetaObject::Connection (*)(
        const QObject *, void **, const QObject *, void **, QtPrivate::QSlotObjectBase *, Qt::ConnectionType,
        const int *, const QMetaObject *)>(
        "_ZN7QObject11connectImplEPKS_PPvS1_S3_PN9QtPrivate15QSlotObjectBaseEN2Qt14ConnectionTypeEPKiPK"
        "11QMetaObject");
    return connect(sender, signal, receiver, slot_pointer, new NotedSlot(slot, sender, nullptr), type, types,
                   sender_type);
}

void QMetaObject::activate(QObject *sender, const QMetaObject *type, int signal, void **arguments)
{
    static const auto emit_signal = ofQt<void (*)(QObject *, const QMetaObject *, int, void **)>(
        "_ZN11QMetaObject8activateEP7QObjectPKS_iPPv");
    happensBefore(sender);
    emit_signal(sender, type, signal, arguments);
}

// --- threads ----------------------------------------------------------------------------------------

namespace {

// Deleted by the thread `about` after everything else that it deletes at its end.
class LastOfThread final : public QObject {
public:
    explicit LastOfThread(const QThread *about)
        : m_about(about)
    {
    }
    ~LastOfThread() override { happensBefore(m_about); }

private:
    const QThread *const m_about;
};

} // namespace

void QThread::start(Priority priority)
{
    static const auto start_thread = ofQt<void (*)(QThread *, Priority)>("_ZN7QThread5startENS_8PriorityE");
    const auto at_end = [this] { (new LastOfThread(this))->deleteLater(); };
    connect(this, &QThread::finished, this, at_end, Qt::DirectConnection);
    start_thread(this, priority);
}

// It wakes the dispatcher under a mutex of the thread, which the thread holds while it puts its
// dispatcher out of reach. So what it does to the dispatcher is left out.
void QThread::exit(int status)
{
    static const auto exit_thread = ofQt<void (*)(QThread *, int)>("_ZN7QThread4exitEi");
    AnnotateIgnoreReadsBegin(__FILE__, __LINE__);
    AnnotateIgnoreWritesBegin(__FILE__, __LINE__);
    exit_thread(this, status);
    AnnotateIgnoreWritesEnd(__FILE__, __LINE__);
    AnnotateIgnoreReadsEnd(__FILE__, __LINE__);
}

void QThread::quit()
{
    exit();
}

bool QThread::wait(QDeadlineTimer deadline)
{
    static const auto wait_for =
        ofQt<bool (*)(QThread *, QDeadlineTimer)>("_ZN7QThread4waitE14QDeadlineTimer");
    const bool has_ended = wait_for(this, deadline);
    if (has_ended) happensAfter(this);
    return has_ended;
}

void QThreadPool::start(std::function<void()> work, int priority)
{
    static const auto start_work = ofQt<void (*)(QThreadPool *, std::function<void()>, int)>(
        "_ZN11QThreadPool5startESt8functionIFvvEEi");
    const auto beginning = std::make_shared<char>();
    happensBefore(beginning.get());
    auto noted = [this, beginning, work = std::move(work)]() mutable {
        happensAfter(beginning.get());
        work();
        work = nullptr;
        happensBefore(this);
    };
    start_work(this, std::move(noted), priority);
}

bool QThreadPool::waitForDone(int milliseconds)
{
    static const auto wait_for_done = ofQt<bool (*)(QThreadPool *, int)>("_ZN11QThreadPool11waitForDoneEi");
    const bool is_done = wait_for_done(this, milliseconds);
    happensAfter(this);
    return is_done;
}
