// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/ui/attention/desktop_notices.h"

#include "common/base/limits.h"

#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>

namespace chat121::ui {

using namespace Qt::StringLiterals;

namespace {

const QString kService = u"org.freedesktop.Notifications"_s;
const QString kPath = u"/org/freedesktop/Notifications"_s;
const QString kOpen = u"default"_s;

enum class Urgency : quint8 { Low = 0, Normal = 1, Critical = 2 };

QDBusMessage callOf(const QString &method)
{
    return QDBusMessage::createMethodCall(kService, kPath, kService, method);
}

// Sound Naming Specification 0.1.
QString nameOf(NoticeSound sound)
{
    switch (sound) {
    case NoticeSound::None:
        return {};
    case NoticeSound::Soft:
        return u"message-new-instant"_s;
    case NoticeSound::Bell:
        return u"bell"_s;
    case NoticeSound::Phone:
        return u"phone-incoming-call"_s;
    }
    Q_UNREACHABLE();
}

} // namespace

DesktopNotices::DesktopNotices(const QDBusConnection &bus, QObject *parent)
    : NoticeBoard(parent)
    , m_bus(bus)
{
    m_bus.connect(kService, kPath, kService, u"ActionInvoked"_s, this, SLOT(onAction(uint, QString)));
    m_bus.connect(kService, kPath, kService, u"NotificationClosed"_s, this, SLOT(onClosed(uint, uint)));
}

void DesktopNotices::show(const Notice &notice)
{
    if (m_has_markup) return send(notice);
    if (m_early.size() == limits::kEarlyNoticesMax) m_early.removeFirst();
    m_early.append(notice);
    if (m_early.size() == 1) askWhatItCan();
}

void DesktopNotices::askWhatItCan()
{
    auto *call = new QDBusPendingCallWatcher(m_bus.asyncCall(callOf(u"GetCapabilities"_s)), this);
    connect(call, &QDBusPendingCallWatcher::finished, this, [this, call] {
        const QDBusPendingReply<QStringList> reply = *call;
        call->deleteLater();
        const QList<Notice> early = std::exchange(m_early, {});
        if (reply.isError()) { // asked again with the next one
            for (const Notice &notice : early)
                Q_EMIT failed(notice);
            return;
        }
        m_has_markup = reply.value().contains(u"body-markup"_s);
        for (const Notice &notice : early)
            send(notice);
    });
}

void DesktopNotices::send(const Notice &notice)
{
    Shown &shown = m_shown[notice.about];
    const bool is_waiting = shown.number == 0 && shown.next.has_value();
    shown.is_withdrawn = false;
    shown.next = notice;
    if (is_waiting) return; // for the number of the one before
    QDBusMessage message = callOf(u"Notify"_s);
    const QString body = *m_has_markup ? notice.body.toHtmlEscaped() : notice.body;
    const QStringList actions{kOpen, tr("Open")};
    message.setArguments({tr("Chat Live 121"), shown.number, u"chat121"_s, notice.title, body, actions,
                          hintsOf(notice), notice.is_urgent ? 0 : -1});
    shown.number = 0;
    auto *call = new QDBusPendingCallWatcher(m_bus.asyncCall(message), this);
    connect(call, &QDBusPendingCallWatcher::finished, this, [this, notice, call] { onSent(notice, call); });
}

QVariantMap DesktopNotices::hintsOf(const Notice &notice) const
{
    const auto urgency = notice.is_urgent ? Urgency::Critical : Urgency::Normal;
    QVariantMap hints{{u"urgency"_s, QVariant::fromValue(static_cast<uchar>(urgency))},
                      {u"category"_s, u"im.received"_s},
                      {u"desktop-entry"_s, u"chat121"_s}};
    if (notice.sound == NoticeSound::None)
        hints.insert(u"suppress-sound"_s, true);
    else
        hints.insert(u"sound-name"_s, nameOf(notice.sound));
    return hints;
}

void DesktopNotices::onSent(const Notice &notice, QDBusPendingCallWatcher *call)
{
    const QDBusPendingReply<quint32> reply = *call;
    call->deleteLater();
    if (reply.isError()) {
        m_shown.remove(notice.about);
        m_has_markup.reset(); // another service may come
        Q_EMIT failed(notice);
        return;
    }
    Shown &shown = m_shown[notice.about];
    shown.number = reply.value();
    const std::optional<Notice> next = std::exchange(shown.next, std::nullopt);
    if (shown.is_withdrawn) {
        close(shown.number);
        m_shown.remove(notice.about);
        return;
    }
    Q_EMIT this->shown(notice);
    if (next && *next != notice) send(*next);
}

void DesktopNotices::withdraw(ConversationId about)
{
    m_early.removeIf([about](const Notice &notice) { return notice.about == about; });
    const auto found = m_shown.find(about);
    if (found == m_shown.end()) return;
    if (found->number == 0) { // closed once its number is known
        found->is_withdrawn = true;
        return;
    }
    close(found->number);
    m_shown.erase(found);
}

void DesktopNotices::close(quint32 number)
{
    QDBusMessage message = callOf(u"CloseNotification"_s);
    message.setArguments({number});
    m_bus.asyncCall(message);
}

std::optional<ConversationId> DesktopNotices::aboutOf(quint32 number) const
{
    if (number == 0) return std::nullopt;
    for (auto it = m_shown.cbegin(); it != m_shown.cend(); ++it)
        if (it->number == number) return it.key();
    return std::nullopt;
}

void DesktopNotices::onAction(uint number, const QString &action)
{
    const auto about = aboutOf(number);
    if (about && action == kOpen) Q_EMIT opened(*about);
}

void DesktopNotices::onClosed(uint number, uint)
{
    if (const auto about = aboutOf(number)) m_shown.remove(*about);
}

} // namespace chat121::ui
