// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The desktop's notification service, played on a session bus of this test's own.
#include "client/ui/attention/desktop_notices.h"
#include "tests/support/test_main.h"

#include <QDBusConnection>
#include <QSignalSpy>
#include <QTest>

using namespace chat121;
using namespace chat121::ui;
using namespace Qt::StringLiterals;

namespace {

constexpr auto kService = "org.freedesktop.Notifications";
constexpr auto kPath = "/org/freedesktop/Notifications";

} // namespace

// What a desktop has.
class Service final : public QObject {
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.Notifications")

public:
    struct Call {
        uint replaces = 0;
        QString title;
        QString body;
        QStringList actions;
        QVariantMap hints;
        int timeout = 0;
    };
    QList<Call> calls;
    QList<uint> closed;
    QStringList can{u"body"_s, u"body-markup"_s, u"actions"_s};

public Q_SLOTS:
    QStringList GetCapabilities() const { return can; }
    uint Notify(const QString &, uint replaces, const QString &, const QString &title, const QString &body,
                const QStringList &actions, const QVariantMap &hints, int timeout)
    {
        calls.append({replaces, title, body, actions, hints, timeout});
        return replaces != 0 ? replaces : ++m_last;
    }
    void CloseNotification(uint number) { closed.append(number); }

Q_SIGNALS:
    void ActionInvoked(uint number, const QString &action);
    void NotificationClosed(uint number, uint reason);

private:
    uint m_last = 40;
};

class TestDesktopNotices : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void aNoticeIsShown();
    void theNextAboutTheSameTakesItsPlace();
    void whatIsDealtWithIsTakenBack();
    void whatIsTakenBackBeforeItIsThereGoes();
    void aClickOpensItsConversation();
    void markupIsEscapedWhereItIsRead();
    void withoutAServiceItFails();

private:
    Notice notice(quint64 about, const QString &title = u"New message"_s) const
    {
        Notice one;
        one.about = {about};
        one.title = title;
        one.body = u"Billing"_s;
        one.sound = NoticeSound::Bell;
        return one;
    }
    void play();

    std::unique_ptr<Service> m_service;
    std::unique_ptr<DesktopNotices> m_notices;
    QDBusConnection m_desktop{QString()};
};

void TestDesktopNotices::init()
{
    m_desktop = QDBusConnection::connectToBus(QDBusConnection::SessionBus, u"desktop"_s);
    QVERIFY2(m_desktop.isConnected(), "this test needs a session bus: with_keyring.sh");
    m_service = std::make_unique<Service>();
    m_notices = std::make_unique<DesktopNotices>(QDBusConnection::sessionBus());
}

void TestDesktopNotices::play()
{
    QVERIFY(m_desktop.registerObject(QLatin1StringView(kPath), m_service.get(),
                                     QDBusConnection::ExportAllSlots | QDBusConnection::ExportAllSignals));
    QVERIFY(m_desktop.registerService(QLatin1StringView(kService)));
}

void TestDesktopNotices::cleanup()
{
    m_notices.reset();
    m_desktop.unregisterService(QLatin1StringView(kService));
    m_desktop.unregisterObject(QLatin1StringView(kPath));
    m_service.reset();
    m_desktop = QDBusConnection(QString());
    QDBusConnection::disconnectFromBus(u"desktop"_s);
}

void TestDesktopNotices::aNoticeIsShown()
{
    play();
    QSignalSpy shown(m_notices.get(), &NoticeBoard::shown);
    Notice urgent = notice(1);
    urgent.is_urgent = true;
    m_notices->show(urgent);
    Notice silent = notice(2);
    silent.sound = NoticeSound::None;
    m_notices->show(silent);
    QTRY_COMPARE(shown.size(), 2);
    QCOMPARE(m_service->calls.size(), 2);
    const Service::Call &first = m_service->calls.at(0);
    QCOMPARE(first.title, u"New message"_s);
    QCOMPARE(first.body, u"Billing"_s);
    QCOMPARE(first.replaces, 0u);
    QCOMPARE(first.actions.value(0), u"default"_s);
    QCOMPARE(first.timeout, 0); // until it is dealt with
    QCOMPARE(first.hints.value(u"urgency"_s).toInt(), 2);
    QCOMPARE(first.hints.value(u"sound-name"_s).toString(), u"bell"_s);
    const Service::Call &second = m_service->calls.at(1);
    QCOMPARE(second.timeout, -1);
    QCOMPARE(second.hints.value(u"urgency"_s).toInt(), 1);
    QVERIFY(second.hints.value(u"suppress-sound"_s).toBool());
    QVERIFY(!second.hints.contains(u"sound-name"_s));
}

void TestDesktopNotices::theNextAboutTheSameTakesItsPlace()
{
    play();
    QSignalSpy shown(m_notices.get(), &NoticeBoard::shown);
    m_notices->show(notice(1, u"one"_s));
    QTRY_COMPARE(shown.size(), 1);
    m_notices->show(notice(1, u"two"_s));
    m_notices->show(notice(1, u"three"_s)); // before the answer to the second
    QTRY_COMPARE(shown.size(), 3);
    QCOMPARE(m_service->calls.at(1).replaces, 41u);
    QCOMPARE(m_service->calls.at(2).replaces, 41u);
    QCOMPARE(m_service->calls.at(2).title, u"three"_s);
}

void TestDesktopNotices::whatIsDealtWithIsTakenBack()
{
    play();
    QSignalSpy shown(m_notices.get(), &NoticeBoard::shown);
    m_notices->show(notice(1));
    QTRY_COMPARE(shown.size(), 1);
    m_notices->withdraw({2});
    m_notices->withdraw({1});
    m_notices->withdraw({1});
    QTRY_COMPARE(m_service->closed, QList<uint>{41});
    m_notices->show(notice(1)); // anew, not in its place
    QTRY_COMPARE(shown.size(), 2);
    QCOMPARE(m_service->calls.at(1).replaces, 0u);
    QCOMPARE(m_service->closed.size(), 1);
}

void TestDesktopNotices::whatIsTakenBackBeforeItIsThereGoes()
{
    play();
    QSignalSpy shown(m_notices.get(), &NoticeBoard::shown);
    m_notices->show(notice(1));
    QTRY_COMPARE(shown.size(), 1); // it is known what the service can
    m_notices->show(notice(2));
    m_notices->withdraw({2});
    QTRY_COMPARE(m_service->closed, QList<uint>{42});
    QCOMPARE(shown.size(), 1);
}

void TestDesktopNotices::aClickOpensItsConversation()
{
    play();
    QSignalSpy shown(m_notices.get(), &NoticeBoard::shown);
    QSignalSpy opened(m_notices.get(), &NoticeBoard::opened);
    m_notices->show(notice(1));
    m_notices->show(notice(2));
    QTRY_COMPARE(shown.size(), 2);
    Q_EMIT m_service->ActionInvoked(99, u"default"_s); // another program's
    Q_EMIT m_service->ActionInvoked(0, u"default"_s);
    Q_EMIT m_service->ActionInvoked(42, u"something"_s);
    Q_EMIT m_service->NotificationClosed(41, 2);
    Q_EMIT m_service->ActionInvoked(41, u"default"_s); // is gone
    Q_EMIT m_service->ActionInvoked(42, u"default"_s);
    QTRY_COMPARE(opened.size(), 1);
    QCOMPARE(opened.at(0).at(0).value<ConversationId>(), ConversationId{2});
}

void TestDesktopNotices::markupIsEscapedWhereItIsRead()
{
    m_service->can.removeAll(u"body-markup"_s);
    play();
    Notice hostile = notice(1);
    hostile.body = u"<a href=\"http://x\">Maria</a>"_s;
    QSignalSpy shown(m_notices.get(), &NoticeBoard::shown);
    m_notices->show(hostile);
    QTRY_COMPARE(shown.size(), 1);
    QCOMPARE(m_service->calls.at(0).body, hostile.body);

    m_service->can.append(u"body-markup"_s);
    m_notices = std::make_unique<DesktopNotices>(QDBusConnection::sessionBus());
    QSignalSpy again(m_notices.get(), &NoticeBoard::shown);
    m_notices->show(hostile);
    QTRY_COMPARE(again.size(), 1);
    QCOMPARE(m_service->calls.at(1).body, u"&lt;a href=&quot;http://x&quot;&gt;Maria&lt;/a&gt;"_s);
}

void TestDesktopNotices::withoutAServiceItFails()
{
    QSignalSpy failed(m_notices.get(), &NoticeBoard::failed);
    QSignalSpy shown(m_notices.get(), &NoticeBoard::shown);
    m_notices->show(notice(1));
    QTRY_COMPARE(failed.size(), 1);
    play(); // one comes
    m_notices->show(notice(1));
    QTRY_COMPARE(shown.size(), 1);
    QCOMPARE(failed.size(), 1);
}

CHAT121_TEST_MAIN(TestDesktopNotices)
#include "tst_desktop_notices.moc"
