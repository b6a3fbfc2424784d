// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Whom the customer writes to, and in which language, before the first words and only where there is a
// choice: each department with whether it is open, or when. The names are the organisation's, shown as plain
// text.
//
// Ownership: borrows the clock. Threads: main.
#pragma once

#include "client/core/models/desk_facts.h"

#include <QWidget>

class QComboBox;

namespace chat121::ui {

class PlainLabel;

class ChoiceCard final : public QWidget {
    Q_OBJECT

public:
    explicit ChoiceCard(const Clock &clock, QWidget *parent = nullptr);

    void setStanding(const QueueStanding &standing); // hidden where there is nothing to choose

Q_SIGNALS:
    void chosen(chat121::DepartmentId department, const QString &language); // by the person

private:
    void showDepartments();
    void showLanguages();
    void tell();
    DepartmentChoice department() const;

    const Clock &m_clock;
    QueueStanding m_standing;
    QComboBox *m_department;
    PlainLabel *m_language_name;
    QComboBox *m_language;
};

} // namespace chat121::ui
