// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/core/key_vault/keychain.h"

#include "common/base/limits.h"
#include "common/crypto/secret.h"

#include <qt6keychain/keychain.h>

#include <QCoreApplication>
#include <QMutex>
#include <QTimer>

namespace chat121 {

using namespace Qt::StringLiterals;

// Carries answers from the main thread back to the object that asked, if it still lives.
class SystemKeychain::Mailbox {
public:
    explicit Mailbox(QObject *owner)
        : m_owner(owner)
    {
    }
    void close()
    {
        const QMutexLocker locker(&m_mutex);
        m_owner = nullptr;
    }
    void post(std::function<void()> call)
    {
        const QMutexLocker locker(&m_mutex);
        if (m_owner) QMetaObject::invokeMethod(m_owner, std::move(call), Qt::QueuedConnection);
    }

private:
    QMutex m_mutex;
    QObject *m_owner;
};

namespace {

QString service()
{
    return u"org.chatlive121"_s;
}

Result<void> resultOf(const QKeychain::Job &job)
{
    switch (job.error()) {
    case QKeychain::NoError:
        return success();
    case QKeychain::EntryNotFound:
        return Error{Code::NotFound, u"key store: no such entry"_s};
    case QKeychain::AccessDeniedByUser:
    case QKeychain::AccessDenied:
        return Error{Code::Forbidden, u"key store: access denied"_s};
    case QKeychain::NoBackendAvailable:
    case QKeychain::NotImplemented:
        return Error{Code::Unsupported, u"no key store on this computer"_s};
    case QKeychain::CouldNotDeleteEntry:
    case QKeychain::OtherError:
        break;
    }
    return Error{Code::Storage, u"key store: error %1"_s.arg(job.error())};
}

using Finished = std::function<void(Result<void>, QKeychain::Job *)>;

// `finished` is called once: with the job's result, or with Expired and no job.
void run(QKeychain::Job *job, const QString &name, Finished finished)
{
    job->setInsecureFallback(false);
    job->setKey(name);
    auto *patience = new QTimer(job);
    patience->setSingleShot(true);
    auto answered = std::make_shared<bool>(false);
    QObject::connect(patience, &QTimer::timeout, job, [finished, answered] {
        if (!std::exchange(*answered, true))
            finished(Error{Code::Expired, u"the key store does not answer"_s}, nullptr);
    });
    QObject::connect(job, &QKeychain::Job::finished, job, [finished, answered](QKeychain::Job *done) {
        if (!std::exchange(*answered, true)) finished(resultOf(*done), done);
    });
    patience->start(limits::kKeychainTimeout);
    job->start();
}

void onMainThread(std::function<void()> call)
{
    QMetaObject::invokeMethod(QCoreApplication::instance(), std::move(call), Qt::QueuedConnection);
}

} // namespace

SystemKeychain::SystemKeychain(QObject *parent)
    : QObject(parent)
    , m_mailbox(std::make_shared<Mailbox>(this))
{
}

SystemKeychain::~SystemKeychain()
{
    m_mailbox->close();
}

void SystemKeychain::read(const QString &name, ReadHandler handler)
{
    onMainThread([name, mailbox = m_mailbox, handler = std::move(handler)] {
        auto *job = new QKeychain::ReadPasswordJob(service());
        run(job, name, [job, mailbox, handler](const Result<void> &result, QKeychain::Job *done) {
            Result<QByteArray> value =
                result ? Result<QByteArray>(QByteArray()) : Result<QByteArray>(result.error());
            if (result && done) value = job->binaryData();
            mailbox->post([handler, value] { handler(value); });
        });
    });
}

void SystemKeychain::write(const QString &name, const QByteArray &value, DoneHandler handler)
{
    onMainThread([name, value, mailbox = m_mailbox, handler = std::move(handler)] {
        auto *job = new QKeychain::WritePasswordJob(service());
        job->setBinaryData(value);
        run(job, name, [mailbox, handler](const Result<void> &result, QKeychain::Job *) {
            mailbox->post([handler, result] { handler(result); });
        });
    });
}

void SystemKeychain::remove(const QString &name, DoneHandler handler)
{
    onMainThread([name, mailbox = m_mailbox, handler = std::move(handler)] {
        run(new QKeychain::DeletePasswordJob(service()), name,
            [mailbox, handler](const Result<void> &result, QKeychain::Job *) {
                const bool absent = !result && result.error().code == Code::NotFound;
                mailbox->post([handler, result, absent] { handler(absent ? success() : result); });
            });
    });
}

} // namespace chat121
