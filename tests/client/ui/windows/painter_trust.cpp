// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The dialogs about who people are, and what they have signed. See painter.h.
#include "client/ui/consent/consent_dialog.h"
#include "client/ui/desk/region_dialog.h"
#include "client/ui/desk/rules_dialog.h"
#include "client/ui/trust/organisation_dialog.h"
#include "client/ui/trust/safety_dialog.h"
#include "tests/client/ui/windows/every_scene.h"
#include "tests/client/ui/windows/painter.h"

#include <QAbstractButton>
#include <QComboBox>

namespace chat121::test {

// Who people are, and who signs for them.
void Painter::paintTrust(PlayedWorkspace &agent)
{
    agent.played({1})->safety_words = sampleWords().mid(0, 8);
    ui::SafetyWordsDialog words(*agent.played({1}), AccountId{1}, QStringLiteral("Maria K."));
    save(words, QStringLiteral("dialog-safety-words"));
    agent.played({1})->setConsents(sampleConsents());
    ui::ConsentDialog mine(*agent.played({1}), ui::ConsentDialog::Side::Customer);
    save(mine, QStringLiteral("dialog-consents"));
    ui::ConsentDialog theirs(*agent.played({1}), ui::ConsentDialog::Side::Staff);
    save(theirs, QStringLiteral("dialog-consents-staff"));
    ui::ChangedPersonDialog changed(
        {TalkHold::Kind::Changed, AccountId{1}, QStringLiteral("Anna"),
         QStringLiteral("This is not the Anna whose safety words you compared. What "
                        "you write waits until you say that it may go to this "
                        "person.")});
    save(changed, QStringLiteral("dialog-changed-person"));
    agent.server_region = agent.billing_region = QStringLiteral("eu-north");
    ui::RegionDialog region(agent);
    save(region, QStringLiteral("dialog-region"));
    ui::RulesDialog rules(agent);
    rules.findChild<QComboBox *>(QStringLiteral("rulesDepartmentCombo"))->setCurrentIndex(1);
    save(rules, QStringLiteral("dialog-rules-region"));
    ui::OrganisationDialog organisation(agent);
    save(organisation, QStringLiteral("dialog-organisation"));
    organisation.findChild<QAbstractButton *>(QStringLiteral("saveRootButton"))->click();
    save(organisation, QStringLiteral("dialog-organisation-save"));
    agent.setRootKey({.is_owners = true});
    ui::OrganisationDialog without(agent);
    save(without, QStringLiteral("dialog-organisation-without"));
    without.findChild<QAbstractButton *>(QStringLiteral("typeRootSheetButton"))->click();
    save(without, QStringLiteral("dialog-organisation-sheet"));
}

} // namespace chat121::test
