// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The dialogs about how a customer begins, for tests of every window: what is agreed to and asked, and what
// an owner lays down about it.
#pragma once

#include "client/ui/consent/consent_dialog.h"
#include "client/ui/desk/choice_dialog.h"
#include "client/ui/desk/questions_dialog.h"
#include "client/ui/desk/terms_dialog.h"
#include "tests/client/ui/windows/scenes.h"

#include <functional>
#include <memory>

namespace chat121::test {

inline QList<std::pair<QString, std::function<std::unique_ptr<QDialog>(PlayedWorkspace &)>>> startDialogs()
{
    return {
        {QStringLiteral("dialog, what was agreed to"),
         [](PlayedWorkspace &workspace) {
             workspace.played({1})->setTerms(sampleTerms());
             return std::make_unique<ui::ConsentDialog>(*workspace.played({1}),
                                                        ui::ConsentDialog::Side::Staff);
         }},
        {QStringLiteral("dialog, customers' choice"),
         [](PlayedWorkspace &workspace) {
             return std::make_unique<ui::ChoiceDialog>(workspace, DepartmentId{2});
         }},
        {QStringLiteral("dialog, questions"),
         [](PlayedWorkspace &workspace) {
             const AskedQuestion asked = sampleQuestions().first();
             workspace.billing_desk.questions = {{true, {{{}, asked.text, asked.choices}}}};
             return std::make_unique<ui::QuestionsDialog>(workspace, DepartmentId{2});
         }},
        {QStringLiteral("dialog, terms"),
         [](PlayedWorkspace &workspace) {
             workspace.billing_desk.terms = sampleTerms().text;
             workspace.billing_desk.terms_version = sampleTerms().version;
             return std::make_unique<ui::TermsDialog>(workspace, DepartmentId{2});
         }},
    };
}

} // namespace chat121::test
