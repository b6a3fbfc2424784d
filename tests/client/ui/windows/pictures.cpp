// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Paints every window with sample people, for the eyes of whoever changes the look:
//
//     ui_pictures FOLDER     light, dark, right-to-left and 200 %
#include "client/ui/shell/main_window.h"
#include "client/ui/theme/theme.h"
#include "tests/client/ui/windows/scenes.h"

#include <QApplication>
#include <QDir>
#include <QPushButton>
#include <QTest>

#include <cstdio>

using namespace chat121;
using namespace chat121::test;

namespace {

void save(QWidget &window, const QString &folder, const QString &name)
{
    window.show();
    QTest::qWait(400); // a skeleton gives way, fonts are laid out
    window.grab().save(QStringLiteral("%1/%2.png").arg(folder, name));
}

void paintAll(ui::Theme &theme, const QString &folder, const QString &suffix)
{
    const SystemClock clock;
    PlayedWorkspace newcomer;
    ui::MainWindow first(newcomer, theme, clock);
    first.offerTryHere(true);
    save(first, folder, QStringLiteral("first-screen") + suffix);
    first.openInvitation(QStringLiteral("chat121://example"));
    InvitationPreview preview;
    preview.organisation = QStringLiteral("ACME");
    preview.department = QStringLiteral("Support");
    preview.consent_text = QStringLiteral("We keep what you write for 30 days, to answer you.");
    Q_EMIT newcomer.invitationPreviewed(preview);
    save(first, folder, QStringLiteral("consent") + suffix);
    preview.kind = InvitationPreview::Kind::SetUp;
    Q_EMIT newcomer.invitationPreviewed(preview);
    save(first, folder, QStringLiteral("set-up") + suffix);

    PlayedWorkspace agent;
    playDesk(agent, clock.now());
    ui::MainWindow desk(agent, theme, clock);
    save(desk, folder, QStringLiteral("desk-empty") + suffix);
    Q_EMIT agent.talkOpened({1});
    save(desk, folder, QStringLiteral("desk") + suffix);
    Q_EMIT agent.talkOpened({4});
    save(desk, folder, QStringLiteral("desk-waiting") + suffix);

    PlayedWorkspace customer;
    playCustomer(customer, clock.now());
    ui::MainWindow window(customer, theme, clock);
    save(window, folder, QStringLiteral("customer") + suffix);
}

} // namespace

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    const QString folder = application.arguments().value(1, QStringLiteral("pictures"));
    if (!QDir().mkpath(folder)) {
        std::fputs("ui_pictures: the folder cannot be made\n", stderr);
        return 1;
    }
    ui::Theme theme;
    theme.install();
    theme.setScheme(ui::Scheme::Light);
    paintAll(theme, folder, QString());
    theme.setScheme(ui::Scheme::Dark);
    paintAll(theme, folder, QStringLiteral("-dark"));
    theme.setScheme(ui::Scheme::Light);
    QApplication::setLayoutDirection(Qt::RightToLeft);
    paintAll(theme, folder, QStringLiteral("-rtl"));
    return 0;
}
