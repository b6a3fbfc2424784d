// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Paints every window with sample people, for the eyes of whoever changes the look:
//
//     ui_pictures FOLDER             light, dark, right-to-left, German, narrow, 200 %
//     ui_pictures --readme FOLDER    the pictures of the README
#include "client/app/languages.h"
#include "client/ui/shell/main_window.h"
#include "client/ui/theme/theme.h"
#include "tests/client/ui/windows/scenes.h"
#include "tests/support/fake_clock.h"

#include <QApplication>
#include <QDir>
#include <QTest>

#include <cstdio>

using namespace chat121;
using namespace chat121::test;

namespace {

constexpr qreal kNarrow = 360; // units
constexpr int kSettleMs = 150; // what fades in has faded in
constexpr int kSmallest = 0;   // of QImage: the strongest compression

struct Look {
    QString suffix;
    ui::Scheme scheme = ui::Scheme::Light;
    Qt::LayoutDirection direction = Qt::LeftToRight;
    bool is_narrow = false;
};

class Painter {
public:
    Painter(ui::Theme &theme, const QString &folder)
        : m_theme(theme)
        , m_folder(folder)
        , m_clock(UnixTime{QDateTime(QDate(2026, 11, 23), QTime(14, 6)).toMSecsSinceEpoch()})
    {
    }

    void setLook(const Look &look)
    {
        m_look = look;
        m_theme.setScheme(look.scheme);
        QApplication::setLayoutDirection(look.direction);
    }

    void paintAll()
    {
        paintWayIn();
        paintDesk();
        paintCustomer(QStringLiteral("customer-first"), QueueStanding::Step::NotStarted);
        paintCustomer(QStringLiteral("customer-waiting"), QueueStanding::Step::Waiting);
        paintCustomer(QStringLiteral("customer-left"), QueueStanding::Step::MessageLeft);
        paintCustomer(QStringLiteral("customer"), QueueStanding::Step::Talking);
        paintCustomer(QStringLiteral("customer-closed"), QueueStanding::Step::Closed);
        paintTroubles();
    }

    void paintFirstScreen()
    {
        PlayedWorkspace newcomer;
        ui::MainWindow window(newcomer, m_theme, m_clock);
        window.offerTryHere(true);
        save(window, QStringLiteral("first-screen"));
    }

    void paintTalkingDesk()
    {
        PlayedWorkspace agent;
        playDesk(agent, m_clock.now());
        ui::MainWindow desk(agent, m_theme, m_clock);
        Q_EMIT agent.talkOpened({1});
        save(desk, QStringLiteral("desk"));
    }

    void paintCustomer(const QString &name, QueueStanding::Step step)
    {
        PlayedWorkspace customer;
        if (step == QueueStanding::Step::Talking)
            playCustomer(customer, m_clock.now());
        else
            playCustomerAt(customer, step, m_clock.now());
        ui::MainWindow window(customer, m_theme, m_clock);
        save(window, name);
    }

private:
    void save(ui::MainWindow &window, const QString &name)
    {
        if (m_look.is_narrow) window.resize(m_theme.px(kNarrow), window.height());
        window.show();
        QTest::qWait(kSettleMs);
        window.grab().save(QStringLiteral("%1/%2%3.png").arg(m_folder, name, m_look.suffix), "PNG",
                           kSmallest);
    }

    void paintWayIn()
    {
        paintFirstScreen();
        PlayedWorkspace newcomer;
        ui::MainWindow window(newcomer, m_theme, m_clock);
        window.openInvitation(QStringLiteral("chat121://example"));
        InvitationPreview preview;
        preview.organisation = QStringLiteral("ACME");
        preview.department = QStringLiteral("Support");
        preview.consent_text = QStringLiteral("We keep what you write for 30 days, to answer you.");
        Q_EMIT newcomer.invitationPreviewed(preview);
        save(window, QStringLiteral("consent"));
        preview.kind = InvitationPreview::Kind::SetUp;
        Q_EMIT newcomer.invitationPreviewed(preview);
        save(window, QStringLiteral("set-up"));
    }

    void paintDesk()
    {
        PlayedWorkspace agent;
        playDesk(agent, m_clock.now());
        ui::MainWindow desk(agent, m_theme, m_clock);
        save(desk, QStringLiteral("desk-empty"));
        Q_EMIT agent.talkOpened({4});
        save(desk, QStringLiteral("desk-waiting"));
        Q_EMIT agent.talkOpened({1});
        agent.setConnection({ConnectionState::Offline, 2});
        save(desk, QStringLiteral("desk-offline"));
        paintTalkingDesk();
        PlayedWorkspace beginner;
        beginner.become(Workspace::State::Ready, Workspace::Role::Staff, QStringLiteral("ACME"));
        ui::MainWindow quiet(beginner, m_theme, m_clock);
        save(quiet, QStringLiteral("desk-quiet"));
    }

    void paintTroubles()
    {
        PlayedWorkspace broken;
        ui::MainWindow window(broken, m_theme, m_clock);
        broken.breakDown({QStringLiteral("The disk is full. Nothing is lost: free some space and try again."),
                          QStringLiteral("SQLITE_FULL"), true});
        save(window, QStringLiteral("broken"));
        broken.become(Workspace::State::Locked, Workspace::Role::None, {});
        save(window, QStringLiteral("locked"));
    }

    ui::Theme &m_theme;
    const QString m_folder;
    const FakeClock m_clock;
    Look m_look;
};

void paintReadme(Painter &painter)
{
    painter.setLook({});
    painter.paintFirstScreen();
    painter.paintTalkingDesk();
    painter.paintCustomer(QStringLiteral("customer"), QueueStanding::Step::Talking);
    painter.setLook({QStringLiteral("-dark"), ui::Scheme::Dark});
    painter.paintTalkingDesk();
    painter.setLook({QStringLiteral("-rtl"), ui::Scheme::Light, Qt::RightToLeft});
    painter.paintTalkingDesk();
}

void paintLooks(Painter &painter)
{
    const Look looks[] = {
        {},
        {QStringLiteral("-dark"), ui::Scheme::Dark},
        {QStringLiteral("-narrow"), ui::Scheme::Light, Qt::LeftToRight, true},
        {QStringLiteral("-rtl"), ui::Scheme::Light, Qt::RightToLeft},
        {QStringLiteral("-rtl-narrow"), ui::Scheme::Dark, Qt::RightToLeft, true},
    };
    for (const Look &look : looks) {
        painter.setLook(look);
        painter.paintAll();
    }
    app::speak(QStringLiteral("de"));
    painter.setLook({QStringLiteral("-de")});
    painter.paintAll();
    QFont large = QApplication::font();
    large.setPointSizeF(large.pointSizeF() * 2);
    QApplication::setFont(large);
    painter.setLook({QStringLiteral("-de-200"), ui::Scheme::Light, Qt::LeftToRight, true});
    painter.paintAll();
}

} // namespace

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    QStringList arguments = application.arguments().mid(1);
    const bool is_readme = arguments.removeAll(QStringLiteral("--readme")) > 0;
    const QString folder = arguments.value(0, QStringLiteral("pictures"));
    if (!QDir().mkpath(folder)) {
        std::fputs("ui_pictures: the folder cannot be made\n", stderr);
        return 1;
    }
    app::speak(QStringLiteral("en_GB"));
    ui::Theme theme;
    theme.install();
    Painter painter(theme, folder);
    if (is_readme)
        paintReadme(painter);
    else
        paintLooks(painter);
    return 0;
}
