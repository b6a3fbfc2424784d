// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/ui/history/history_page.h"

#include "client/ui/history/words_entry.h"
#include "client/ui/theme/button.h"
#include "client/ui/widgets/plain_label.h"

#include <QKeyEvent>
#include <QVBoxLayout>

namespace chat121::ui {

HistoryPage::HistoryPage(Workspace &workspace, QWidget *parent)
    : WayInPage(tr("Your earlier conversations"),
                tr("They are kept on the server, sealed. The recovery words that you wrote down bring them "
                   "to this computer; they come while you work."),
                Back::Hidden, parent)
    , m_workspace(workspace)
    , m_entry(new WordsEntry(this))
{
    setObjectName(QStringLiteral("historyPage"));
    addWidget(m_entry);
    Button *read = addPrimary(tr("Bring them here"), QStringLiteral("readHistoryButton"));
    auto *later = new Button(ButtonKind::Quiet, tr("Not now"), this);
    later->setObjectName(QStringLiteral("skipHistoryButton"));
    later->setAccessibleDescription(
        tr("The words can be typed at any time: the key at the top of the window."));
    column()->addWidget(later);
    connect(read, &Button::clicked, this, &HistoryPage::submit);
    connect(m_entry, &WordsEntry::submitted, this, &HistoryPage::submit);
    connect(m_entry, &WordsEntry::changed, this, [this] { showProblem({}); });
    connect(later, &Button::clicked, this, &HistoryPage::done);
    connect(&m_workspace, &Workspace::recoveryWordsAccepted, this, [this] {
        m_entry->clear();
        Q_EMIT done();
    });
    connect(&m_workspace, &Workspace::recoveryWordsRefused, this,
            [this](const Problem &problem) { showProblem(problem.sentence, problem.details); });
}

void HistoryPage::start()
{
    WayInPage::start();
    m_entry->clear();
    m_entry->takeFocus();
}

void HistoryPage::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape) {
        Q_EMIT done();
        return;
    }
    WayInPage::keyPressEvent(event);
}

void HistoryPage::submit()
{
    if (!m_entry->isComplete()) {
        showProblem(
            tr("The words are not complete yet, or one of them is wrong. Nothing has changed. Look at "
               "the line below them."));
        m_entry->takeFocus();
        return;
    }
    showProgress(tr("Opening…"));
    m_workspace.enterRecoveryWords(m_entry->text());
}

} // namespace chat121::ui
