// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a department's customers are asked before the first words: up to limits::kStartQuestionsMax questions,
// each in as many languages as the owner writes it in, to be answered in words or by a choice.
//
// Ownership: borrows the Workspace. Threads: main.
#pragma once

#include "client/ui/desk/rule_sheet.h"

#include <QMap>

#include <vector>

class QCheckBox;
class QComboBox;

namespace chat121::ui {

class FormField;

class QuestionsDialog final : public RuleSheet {
    Q_OBJECT

public:
    QuestionsDialog(Workspace &workspace, DepartmentId department, QWidget *parent = nullptr);

protected:
    DeskRules chosen() const override;
    QString whatIsWrong() override;

private:
    // One question, in all languages; its fields show the one that is chosen.
    struct Place {
        FormField *text = nullptr;
        FormField *choices = nullptr;
        QCheckBox *required = nullptr;
        QString first_language{};                  // of the words for everybody else
        QMap<QString, QuestionWording> wordings{}; // by language; empty: for everybody else
    };

    void addLanguages(QVBoxLayout *column);
    void addPlace(QVBoxLayout *column);
    void fill(const QList<StartQuestion> &questions);
    void addLanguage();
    void showLanguage();
    void typed(Place &place);
    QString language() const; // that is shown
    QString whatIsWrongWith(const Place &place, qsizetype number) const;

    QComboBox *m_language = nullptr;
    FormField *m_more = nullptr;
    std::vector<Place> m_places;
};

} // namespace chat121::ui
