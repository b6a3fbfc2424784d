// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The key store of the system, as far as the vault needs it. SystemKeychain is the real one
// (QtKeychain: Secret Service, KWallet); tests have one in memory that misbehaves on purpose.
//
// An absent entry and a locked or missing key store answer alike (NotFound): whoever asks must have
// proof of its own that the store works.
// Threads: made and used on one thread; handlers are called there, never before the call returned.
#pragma once

#include "common/base/result.h"

#include <QObject>

#include <functional>
#include <memory>

namespace chat121 {

class Keychain {
public:
    using ReadHandler = std::function<void(Result<QByteArray>)>;
    using DoneHandler = std::function<void(Result<void>)>;

    virtual ~Keychain() = default;
    virtual void read(const QString &name, ReadHandler handler) = 0;
    virtual void write(const QString &name, const QByteArray &value, DoneHandler handler) = 0;
    virtual void remove(const QString &name, DoneHandler handler) = 0; // absent: success
};

// Entries of the service "org.chatlive121". Its jobs run on the main thread, since QtKeychain keeps
// one queue for the whole process; needs a QCoreApplication.
class SystemKeychain final : public QObject, public Keychain {
    Q_OBJECT

public:
    explicit SystemKeychain(QObject *parent = nullptr);
    ~SystemKeychain() override;

    void read(const QString &name, ReadHandler handler) override;
    void write(const QString &name, const QByteArray &value, DoneHandler handler) override;
    void remove(const QString &name, DoneHandler handler) override;

private:
    class Mailbox;
    std::shared_ptr<Mailbox> m_mailbox;
};

} // namespace chat121
