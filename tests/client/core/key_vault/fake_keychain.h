// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A key store in memory that can misbehave in the ways in which real ones do.
#pragma once

#include "client/core/key_vault/keychain.h"

#include <QHash>

namespace chat121::test {

class FakeKeychain final : public QObject, public Keychain {
public:
    enum class Mood {
        Works,
        Locked,    // reads find nothing, writes fail: what a locked or missing keyring answers
        Forgetful, // writes succeed and are gone
        Missing,   // everything fails, as without a D-Bus
        Refusing,  // the person said no
        Silent,    // never answers
    };

    Mood mood = Mood::Works;
    QHash<QString, QByteArray> entries;
    QString refuses_name; // writes of this entry fail

    void read(const QString &name, ReadHandler handler) override
    {
        Result<QByteArray> result = Error{Code::NotFound, {}};
        if (mood == Mood::Works && entries.contains(name)) result = entries.value(name);
        if (mood == Mood::Missing) result = Error{Code::Storage, {}};
        if (mood == Mood::Refusing) result = Error{Code::Forbidden, {}};
        answer([handler, result] { handler(result); });
    }

    void write(const QString &name, const QByteArray &value, DoneHandler handler) override
    {
        const bool works = (mood == Mood::Works || mood == Mood::Forgetful) &&
                           (refuses_name.isEmpty() || !name.startsWith(refuses_name));
        if (works && mood == Mood::Works) entries.insert(name, value);
        const Result<void> result = works ? success() : Error{Code::Storage, {}};
        answer([handler, result] { handler(result); });
    }

    void remove(const QString &name, DoneHandler handler) override
    {
        const bool works = mood == Mood::Works;
        if (works) entries.remove(name);
        const Result<void> result = works ? success() : Error{Code::Storage, {}};
        answer([handler, result] { handler(result); });
    }

private:
    void answer(std::function<void()> call)
    {
        if (mood != Mood::Silent) QMetaObject::invokeMethod(this, std::move(call), Qt::QueuedConnection);
    }
};

} // namespace chat121::test
