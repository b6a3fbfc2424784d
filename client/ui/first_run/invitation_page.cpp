// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/ui/first_run/pages.h"

#include "client/ui/theme/button.h"
#include "client/ui/widgets/form_field.h"

#include <QDragEnterEvent>
#include <QFileDialog>
#include <QMimeData>

namespace chat121::ui {

InvitationPage::InvitationPage(QWidget *parent)
    : WayInPage({}, {}, Back::Shown, parent)
{
    setAcceptDrops(true);
    m_link = new FormField(tr("Invitation"), this);
    m_link->setPlaceholder(QStringLiteral("chat121://…"));
    m_link->setHint(tr("Paste the link, or drop the file here."));
    addField(m_link, QStringLiteral("invitationEdit"));
    auto *file = new Button(ButtonKind::Secondary, tr("Choose a file…"), this);
    file->setObjectName(QStringLiteral("invitationFileButton"));
    file->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    addWidget(file);
    Button *next = addPrimary(tr("Continue"), QStringLiteral("invitationContinueButton"));
    connect(file, &Button::clicked, this, &InvitationPage::chooseFile);
    connect(next, &Button::clicked, this, &InvitationPage::submit);
    connect(m_link, &FormField::submitted, this, &InvitationPage::submit);
    setWords(Words::Invitation);
}

void InvitationPage::setWords(Words words)
{
    if (words == Words::SetUp) {
        setTexts(
            tr("Set up an organisation"),
            tr("The server printed a set-up link when it was started. It works once, for half an hour."));
    } else {
        setTexts(tr("Your invitation"), tr("It says who invites you and where their server is."));
    }
}

void InvitationPage::setLink(const QString &link)
{
    m_link->setText(link);
}

void InvitationPage::submit()
{
    const QString text = m_link->text().trimmed();
    if (text.isEmpty()) {
        m_link->setError(tr("Paste the link that you were given, or choose the file."));
        return;
    }
    Q_EMIT given(text);
}

void InvitationPage::chooseFile()
{
    const QString path = QFileDialog::getOpenFileName(this, tr("Choose an invitation"), {},
                                                      tr("Invitations (*.chat121);;All files (*)"));
    if (path.isEmpty()) return;
    m_link->setText(path);
    submit();
}

void InvitationPage::dragEnterEvent(QDragEnterEvent *event)
{
    if (event->mimeData()->hasUrls() || event->mimeData()->hasText()) event->acceptProposedAction();
}

void InvitationPage::dropEvent(QDropEvent *event)
{
    const QList<QUrl> urls = event->mimeData()->urls();
    const bool is_file = !urls.isEmpty() && urls.first().isLocalFile();
    m_link->setText(is_file ? urls.first().toLocalFile() : event->mimeData()->text().trimmed());
    event->acceptProposedAction();
}

} // namespace chat121::ui
