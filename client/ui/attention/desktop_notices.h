// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Notices by the desktop's notification service (org.freedesktop.Notifications on the session bus). Sounds
// are named to it, not played here; what it may take for markup is escaped.
//
// Threads: main; every call is asynchronous. Errors: failed(), when no service answers.
// Source: Desktop Notifications Specification 1.2.
#pragma once

#include "client/ui/attention/notice.h"

#include <QDBusConnection>
#include <QHash>

#include <optional>

class QDBusPendingCallWatcher;

namespace chat121::ui {

class DesktopNotices final : public NoticeBoard {
    Q_OBJECT

public:
    explicit DesktopNotices(const QDBusConnection &bus, QObject *parent = nullptr);

    void show(const Notice &notice) override;
    void withdraw(ConversationId about) override;

private:
    struct Shown {
        quint32 number = 0; // the service's; 0: it has not answered yet
        std::optional<Notice> next{};
        bool is_withdrawn = false;
    };

    void askWhatItCan();
    void send(const Notice &notice);
    void onSent(const Notice &notice, QDBusPendingCallWatcher *call);
    void close(quint32 number);
    std::optional<ConversationId> aboutOf(quint32 number) const;
    QVariantMap hintsOf(const Notice &notice) const;

private Q_SLOTS:
    void onAction(uint number, const QString &action);
    void onClosed(uint number, uint reason);

private:
    QDBusConnection m_bus;
    QHash<ConversationId, Shown> m_shown;
    std::optional<bool> m_has_markup; // nothing: not known yet
    QList<Notice> m_early;            // until it is
};

} // namespace chat121::ui
