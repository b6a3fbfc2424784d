// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/ui/desk/profile_dialog.h"

#include "client/core/models/desk_profiles.h"
#include "client/ui/desk/rules_dialog.h"
#include "client/ui/text/names.h"
#include "client/ui/theme/button.h"
#include "client/ui/theme/theme.h"
#include "client/ui/widgets/icon_label.h"
#include "client/ui/widgets/plain_label.h"

#include <QComboBox>
#include <QScrollArea>
#include <QVBoxLayout>

namespace chat121::ui {

namespace {

constexpr qreal kWordsHeight = 240; // units: of what scrolls, at least
constexpr qreal kOpensWith = 620;

} // namespace

ProfileDialog::ProfileDialog(Workspace &workspace, DepartmentId department, QWidget *parent)
    : QDialog(parent)
    , m_workspace(workspace)
    , m_department(department)
{
    build();
    connect(m_profile, &QComboBox::currentIndexChanged, this, &ProfileDialog::refresh);
    connect(m_sign, &Button::clicked, this, &ProfileDialog::sign);
    connect(&m_workspace, &Workspace::departmentsChanged, this, &ProfileDialog::onChanged);
    connect(&m_workspace, &Workspace::actionFailed, this, &ProfileDialog::tell);
    refresh();
}

void ProfileDialog::build()
{
    const Theme &theme = Theme::of(this);
    setWindowTitle(tr("Rules from a profile"));
    auto *column = new QVBoxLayout(this);
    const int margin = theme.px(space::kXl);
    column->setContentsMargins(margin, margin, margin, margin);
    column->setSpacing(theme.px(space::kM));
    column->addWidget(new PlainLabel(windowTitle(), TextRole::Title, Tone::Primary, this));
    column->addWidget(
        new PlainLabel(cleanName(department().name), TextRole::BodyStrong, Tone::Primary, this));
    column->addWidget(
        new PlainLabel(tr("A profile sets the rules below, and you can change each of them afterwards. "
                          "Opening hours, terms, questions, languages and the region stay as they are."),
                       TextRole::Body, Tone::Secondary, this));
    m_profile = new QComboBox(this);
    m_profile->setObjectName(QStringLiteral("profileCombo"));
    m_profile->setAccessibleName(tr("What the department is for"));
    for (const DeskProfile profile : kDeskProfiles)
        m_profile->addItem(profileName(profile), static_cast<int>(profile));
    if (const auto now = profileOf(department()))
        m_profile->setCurrentIndex(m_profile->findData(static_cast<int>(*now)));
    column->addWidget(m_profile);
    auto *area = new QScrollArea(this);
    area->setObjectName(QStringLiteral("profileWordsArea"));
    area->setAccessibleName(tr("What you would sign"));
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setMinimumHeight(theme.px(kWordsHeight));
    m_words = new PlainLabel({}, TextRole::Body, Tone::Primary, area);
    m_words->setObjectName(QStringLiteral("profileWords"));
    m_words->setAlignment(Qt::AlignTop);
    area->setWidget(m_words);
    column->addWidget(area, 1);
    m_same = new MarkedLabel(Icon::Check, Tone::Ok, TextRole::Body, this);
    m_same->words()->setText(tr("The department has these rules."));
    m_problem = new MarkedLabel(Icon::Error, Tone::Danger, TextRole::Body, this);
    m_problem->hide();
    column->addWidget(m_same);
    column->addWidget(m_problem);
    auto *buttons = new QHBoxLayout;
    auto *close = new Button(ButtonKind::Secondary, tr("Close"), this);
    close->setObjectName(QStringLiteral("profileCloseButton"));
    connect(close, &Button::clicked, this, &QDialog::reject);
    m_sign = new Button(ButtonKind::Primary, tr("Sign these rules"), this);
    m_sign->setObjectName(QStringLiteral("profileSignButton"));
    m_sign->setDefault(true);
    buttons->addStretch(1);
    buttons->addWidget(close);
    buttons->addWidget(m_sign);
    column->addLayout(buttons);
    setMinimumWidth(theme.px(size::kReadableWidthMax + 2 * space::kXl));
    resize(minimumWidth(), theme.px(kOpensWith));
}

DepartmentInfo ProfileDialog::department() const
{
    const QList<DepartmentInfo> departments = m_workspace.departments();
    for (const DepartmentInfo &one : departments)
        if (one.id == m_department) return one;
    return {};
}

DepartmentInfo ProfileDialog::chosen() const
{
    return withProfile(department(), static_cast<DeskProfile>(m_profile->currentData().toInt()));
}

void ProfileDialog::refresh()
{
    const auto profile = static_cast<DeskProfile>(m_profile->currentData().toInt());
    const QStringList words = QStringList(profilePurpose(profile)) + rulesInWords(chosen());
    m_words->setText(words.join(QStringLiteral("\n\n")));
    const bool is_same = chosen() == department();
    m_same->setVisible(is_same);
    m_problem->hide();
    m_sign->setEnabled(!is_same && !m_is_signing);
}

void ProfileDialog::sign()
{
    const DepartmentInfo rules = chosen();
    const bool is_agreed =
        RulesDialog::agreesToDelete(department().retention_days, rules.retention_days, this) &&
        RulesDialog::agreesToForget(department().is_archived, rules.is_archived, this);
    if (!is_agreed) return;
    m_is_signing = true;
    m_workspace.setRules(rules);
    refresh();
}

void ProfileDialog::onChanged()
{
    m_is_signing = false;
    refresh();
}

void ProfileDialog::tell(const Problem &problem)
{
    if (!std::exchange(m_is_signing, false)) return;
    refresh();
    m_problem->words()->setText(problem.sentence);
    m_problem->show();
}

} // namespace chat121::ui
