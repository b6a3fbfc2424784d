// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/ui/customer/choice_card.h"

#include "client/ui/text/customer_words.h"
#include "client/ui/text/names.h"
#include "client/ui/theme/theme.h"
#include "client/ui/widgets/plain_label.h"

#include <QComboBox>
#include <QVBoxLayout>

namespace chat121::ui {

namespace {

constexpr int kLettersMin = 10; // of a name that are shown at least

// The first that is served of what the person speaks, be it another country's; else the first at all.
QString nearest(const QString &wanted, const QStringList &served)
{
    if (served.contains(wanted)) return wanted;
    const auto primary = [](const QString &tag) { return tag.section(u'-', 0, 0).toLower(); };
    for (const QString &one : served)
        if (primary(one) == primary(wanted)) return one;
    return served.value(0, wanted);
}

} // namespace

ChoiceCard::ChoiceCard(const Clock &clock, QWidget *parent)
    : QWidget(parent)
    , m_clock(clock)
{
    const Theme &theme = Theme::of(this);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(theme.px(space::kL), theme.px(space::kS), theme.px(space::kL),
                               theme.px(space::kS));
    column->setSpacing(theme.px(space::kXs));
    auto *name =
        new PlainLabel(tr("Whom do you want to write to?"), TextRole::SmallStrong, Tone::Secondary, this);
    m_department = new QComboBox(this);
    m_department->setObjectName(QStringLiteral("choiceDepartmentCombo"));
    m_department->setAccessibleName(name->text());
    name->setBuddy(m_department);
    m_language_name = new PlainLabel(tr("In which language?"), TextRole::SmallStrong, Tone::Secondary, this);
    m_language = new QComboBox(this);
    m_language->setObjectName(QStringLiteral("choiceLanguageCombo"));
    m_language->setAccessibleName(m_language_name->text());
    m_language_name->setBuddy(m_language);
    for (QComboBox *list : {m_department, m_language}) { // a long name makes no window wider
        list->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        list->setMinimumContentsLength(kLettersMin);
    }
    for (QWidget *one : QWidgetList{name, m_department, m_language_name, m_language})
        column->addWidget(one);
    connect(m_department, &QComboBox::activated, this, [this] {
        showLanguages();
        tell();
    });
    connect(m_language, &QComboBox::activated, this, &ChoiceCard::tell);
    hide();
}

void ChoiceCard::setStanding(const QueueStanding &standing)
{
    const bool is_same = standing.departments == m_standing.departments &&
                         standing.department == m_standing.department &&
                         standing.language == m_standing.language;
    m_standing = standing;
    setVisible(!standing.departments.isEmpty());
    if (is_same) return; // a list that is open stays as it is
    showDepartments();
    showLanguages();
}

void ChoiceCard::showDepartments()
{
    m_department->clear();
    for (const DepartmentChoice &one : m_standing.departments) {
        const QString name = cleanName(one.name);
        QString text = name;
        if (one.is_closed_now)
            text = one.opens_at.ms > 0
                       ? tr("%1 (opens %2)").arg(name, openingWords(one.opens_at, m_clock.now(), locale()))
                       : tr("%1 (closed)").arg(name);
        m_department->addItem(text, one.id.value);
    }
    m_department->setCurrentIndex(m_department->findData(m_standing.department.value));
}

DepartmentChoice ChoiceCard::department() const
{
    const DepartmentId id{m_department->currentData().toULongLong()};
    for (const DepartmentChoice &one : m_standing.departments)
        if (one.id == id) return one;
    return {};
}

// One that answers in a single language leaves no choice of it.
void ChoiceCard::showLanguages()
{
    const QStringList served = department().languages;
    m_language->clear();
    for (const QString &tag : served)
        m_language->addItem(languageWords(tag), tag);
    m_language->setCurrentIndex(m_language->findData(nearest(m_standing.language, served)));
    m_language->setVisible(served.size() > 1);
    m_language_name->setVisible(served.size() > 1);
}

void ChoiceCard::tell()
{
    const DepartmentChoice one = department();
    if (!one.id.isValid()) return;
    const QString shown = m_language->currentData().toString();
    Q_EMIT chosen(one.id, one.languages.isEmpty() ? m_standing.language : shown);
}

} // namespace chat121::ui
