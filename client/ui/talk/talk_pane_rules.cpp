// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What holds in a conversation: the department's rules, what is allowed, and who the others are. See
// talk_pane.h.
#include "client/ui/consent/consent_dialog.h"
#include "client/ui/talk/talk_pane.h"
#include "client/ui/talk/telling_dialog.h"
#include "client/ui/text/names.h"
#include "client/ui/theme/button.h"
#include "client/ui/trust/safety_dialog.h"
#include "client/ui/widgets/banner.h"
#include "client/ui/widgets/plain_label.h"
#include "client/ui/widgets/roster_bar.h"

#include <algorithm>

namespace chat121::ui {

// --- its rules ------------------------------------------------------------------------------------

// Empty where everybody of the staff may: then what the customer allows is all that counts.
QString TalkPane::savingRule(StaffSaving rule) const
{
    switch (rule) {
    case StaffSaving::Everybody:
        return {};
    case StaffSaving::Supervisors:
        return m_is_customers
                   ? tr("Supervisors, administrators and owners may save it as a file, once you allow it.")
                   : tr("Supervisors, administrators and owners may save it as a file, once the customer "
                        "allows it.");
    case StaffSaving::Nobody:
        return tr("Staff may not save it as a file.");
    }
    return {};
}

void TalkPane::refreshRules()
{
    QStringList rules;
    if (m_talk->erasure() == Talk::Erasure::Wished)
        rules.append(tr("Will be erased as soon as the server has been reached."));
    const int days = m_talk->retentionDays();
    if (days > 0) rules.append(tr("Messages are deleted after %n day(s).", nullptr, days));
    if (!m_talk->isArchived()) rules.append(tr("Nothing is kept for new computers."));
    const QString saving = savingRule(m_talk->staffSaving());
    if (!saving.isEmpty()) rules.append(saving);
    const QString region = m_talk->region();
    if (!region.isEmpty()) rules.append(tr("Kept in %1 only.").arg(region));
    if (m_talk->isShielded())
        rules.append(tr("Metadata shield: nobody sees who is typing, and receipts come later."));
    const QString told = TellingDialog::sentenceOf(*m_talk);
    if (!told.isEmpty()) rules.append(told);
    m_roster->setShielded(m_talk->isShielded());
    m_retention->setText(rules.join(QLatin1Char(' ')));
    m_retention->setVisible(!rules.isEmpty());
}

// --- who it is ------------------------------------------------------------------------------------

void TalkPane::refreshHold()
{
    const TalkHold hold = m_talk ? m_talk->hold() : TalkHold{};
    if (hold.kind == TalkHold::Kind::None) return m_hold->hide();
    m_hold->show(Banner::Kind::Warning, cleanName(hold.sentence),
                 hold.needsConfirmation() ? tr("Decide…") : QString());
}

void TalkPane::refreshConsents()
{
    const bool has_others = m_talk && m_talk->roster().size() > 1;
    m_consents->setVisible(has_others || (m_talk && m_talk->terms().isAgreed()));
    m_consents->setName(m_is_customers ? tr("What you allow") : tr("What the customer allows"));
    const QString asked = m_talk ? consentNames(m_talk->consents().asked) : QString();
    if (!m_is_customers || !has_others || asked.isEmpty()) return m_asked->hide();
    m_asked->show(Banner::Kind::Info, tr("You are asked to allow: %1").arg(asked), tr("Decide…"),
                  tr("Later"));
}

void TalkPane::showConsents()
{
    if (!m_talk) return;
    using Side = ConsentDialog::Side;
    auto *dialog = new ConsentDialog(*m_talk, m_is_customers ? Side::Customer : Side::Staff, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void TalkPane::confirmHold()
{
    if (!m_talk || !m_talk->hold().needsConfirmation()) return;
    const TalkHold hold = m_talk->hold();
    auto *dialog = new ChangedPersonDialog(hold, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::finished, this, [this, talk = m_talk, person = hold.person](int answer) {
        if (!talk || talk != m_talk) return;
        if (answer == ChangedPersonDialog::Send) talk->sendAnyway(person);
        if (answer == ChangedPersonDialog::Compare) compareSafetyWords(person);
    });
    dialog->open();
}

void TalkPane::compareSafetyWords(AccountId person)
{
    if (!m_talk) return;
    const QList<RosterRow> roster = m_talk->roster();
    const auto row = std::find_if(roster.cbegin(), roster.cend(),
                                  [person](const RosterRow &one) { return one.account == person; });
    if (row == roster.cend()) return; // has just left
    auto *dialog = new SafetyWordsDialog(*m_talk, person, row->name, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

} // namespace chat121::ui
