// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the window asks before something is gone for good. See main_window.h.
#include "client/ui/erasure/erase_dialog.h"
#include "client/ui/shell/main_window.h"
#include "client/ui/widgets/confirm_dialog.h"

#include <algorithm>

namespace chat121::ui {

void MainWindow::confirmStartAfresh()
{
    ConfirmDialog question({tr("Start afresh on this computer?"),
                            tr("Your conversations and what you wrote stay. If there is a newer copy of this "
                               "profile, it cannot be used any more."),
                            tr("Not now"), tr("Start afresh")},
                           this);
    if (question.exec() == QDialog::Accepted) m_workspace.startAfresh();
}

// For a profile that cannot be opened any more.
void MainWindow::confirmStartAnew()
{
    ConfirmDialog question({tr("Start anew on this computer?"),
                            tr("What is on this computer is erased, and nobody can bring it back. You need a "
                               "new invitation. What the others have is not touched."),
                            tr("Keep"), tr("Start anew")},
                           this);
    if (question.exec() == QDialog::Accepted) m_workspace.eraseProfile();
}

// One that the person knows.
bool MainWindow::hasOtherComputer() const
{
    const QList<OwnDevice> devices = m_workspace.devices().devices;
    return std::any_of(devices.cbegin(), devices.cend(), [](const OwnDevice &device) {
        return !device.is_this && !device.is_new && !device.is_hidden;
    });
}

// Nobody can be told now.
QString MainWindow::offLineNote() const
{
    if (m_workspace.connection().state == ConnectionState::Connected) return {};
    return QLatin1Char(' ') +
           tr("There is no connection now: the data is removed all the same, but this "
              "computer stays in the list of your computers until another one removes it.");
}

void MainWindow::confirmLogOut()
{
    const HistoryStatus history = m_workspace.history();
    const bool comes_back = history.state == HistoryStatus::State::Kept && history.is_noted;
    const bool has_other = hasOtherComputer();
    QString conversations =
        comes_back ? tr("Your conversations and keys are erased here. Your recovery words bring the "
                        "conversations back.")
        : has_other
            ? tr("Your conversations and keys are erased here. You have written down no recovery words.")
            : tr("Your conversations and keys are erased here, and nobody can bring them back: you "
                 "have written down no recovery words.");
    if (has_other)
        conversations += QLatin1Char(' ') + tr("What is on another computer of yours stays there, and a code "
                                               "from it lets this one in again.");
    const RootKeyStatus key = m_workspace.rootKey();
    const bool is_lost = key.is_here && !key.is_saved;
    const QString way_back =
        is_lost
            ? tr("The organisation's key on this computer was never saved: without it nobody can be invited "
                 "any more.")
            : tr("To come back you need your name, your password and a link of your organisation.");
    ConfirmDialog question({tr("Log out and remove the data from this computer?"),
                            conversations + QLatin1Char(' ') + way_back + offLineNote(), tr("Stay"),
                            tr("Log out and remove")},
                           this);
    if (question.exec() == QDialog::Accepted) m_workspace.eraseProfile();
}

void MainWindow::confirmErase()
{
    Talk *talk = m_workspace.ownTalk();
    EraseDialog question({.is_customer = true,
                          .is_everywhere = talk != nullptr && talk->isErasable(),
                          .is_connected = m_workspace.connection().state == ConnectionState::Connected,
                          .has_receipt = talk != nullptr && talk->hasReceipt(),
                          .off_line_note = offLineNote()},
                         this);
    question.exec();
    if (question.choice() == EraseDialog::Choice::Here) m_workspace.eraseProfile();
    if (talk == nullptr || talk != m_workspace.ownTalk()) return; // erased from elsewhere meanwhile
    if (question.choice() == EraseDialog::Choice::Receipt) m_workspace.showReceipt(talk->id());
    if (question.choice() == EraseDialog::Choice::Everywhere) m_workspace.eraseConversation(talk->id());
}

void MainWindow::showReceipt(const QString &receipt)
{
    auto *dialog = new ReceiptDialog(receipt, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

} // namespace chat121::ui
