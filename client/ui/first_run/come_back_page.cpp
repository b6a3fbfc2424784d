// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A customer comes back with recovery words; see pages.h.
#include "client/ui/first_run/pages.h"
#include "client/ui/history/words_entry.h"
#include "client/ui/theme/button.h"

namespace chat121::ui {

ComeBackPage::ComeBackPage(QWidget *parent)
    : WayInPage(tr("Go on with your conversation"),
                tr("Your recovery words bring the conversation to this computer. The computer that you had "
                   "before can no longer be used for it."),
                Back::Shown, parent)
    , m_entry(new WordsEntry(this))
{
    addWidget(m_entry);
    Button *go = addPrimary(tr("Go on here"), QStringLiteral("comeBackNowButton"));
    connect(go, &Button::clicked, this, &ComeBackPage::submit);
    connect(m_entry, &WordsEntry::submitted, this, &ComeBackPage::submit);
    connect(m_entry, &WordsEntry::changed, this, [this] { showProblem({}); });
}

void ComeBackPage::start()
{
    WayInPage::start();
    m_entry->takeFocus();
}

void ComeBackPage::submit()
{
    if (m_entry->isComplete()) {
        Q_EMIT given(m_entry->text());
        return;
    }
    showProblem(
        tr("The words are not complete yet, or one of them is wrong. Nothing has changed. Look at the "
           "line below them."));
    m_entry->takeFocus();
}

} // namespace chat121::ui
