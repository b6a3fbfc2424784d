// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/ui/desk/rules_dialog.h"

#include "client/ui/desk/choice_dialog.h"
#include "client/ui/desk/hours_dialog.h"
#include "client/ui/desk/profile_dialog.h"
#include "client/ui/desk/questions_dialog.h"
#include "client/ui/desk/region_dialog.h"
#include "client/ui/desk/talk_rules_dialog.h"
#include "client/ui/desk/terms_dialog.h"
#include "client/ui/desk/waiting_dialog.h"
#include "client/ui/theme/button.h"
#include "client/ui/theme/theme.h"
#include "client/ui/widgets/confirm_dialog.h"
#include "client/ui/widgets/icon_label.h"
#include "client/ui/widgets/plain_label.h"
#include "client/ui/widgets/titled_column.h"
#include "common/base/limits.h"

#include <QCheckBox>
#include <QComboBox>
#include <QVBoxLayout>

namespace chat121::ui {

namespace {

constexpr int kPeriods[] = {0, 1, 7, 30, 90, 365}; // days; 0: for ever
constexpr int kIdleTimes[] = {0, 5, 15, 30, 60};   // minutes; 0: as each likes

} // namespace

RulesDialog::RulesDialog(Workspace &workspace, QWidget *parent)
    : QDialog(parent)
    , m_workspace(workspace)
{
    build();
    connect(m_department, &QComboBox::currentIndexChanged, this, &RulesDialog::showDepartment);
    connect(m_period, &QComboBox::currentIndexChanged, this, &RulesDialog::refreshSave);
    connect(m_archived, &QCheckBox::toggled, this, &RulesDialog::refreshSave);
    connect(m_idle, &QComboBox::currentIndexChanged, this, &RulesDialog::refreshSave);
    connect(m_region, &QComboBox::currentIndexChanged, this, &RulesDialog::refreshSave);
    connect(m_region, &QComboBox::currentIndexChanged, this, &RulesDialog::showPlace);
    connect(m_saving, &QComboBox::currentIndexChanged, this, &RulesDialog::refreshSave);
    connect(m_shielded, &QCheckBox::toggled, this, &RulesDialog::refreshSave);
    connect(m_save, &Button::clicked, this, &RulesDialog::save);
    connect(&m_workspace, &Workspace::departmentsChanged, this, &RulesDialog::onChanged);
    connect(&m_workspace, &Workspace::actionFailed, this, &RulesDialog::tell);
    resize(minimumSize());
    showDepartment();
    makeRoom();
}

// Sentences take the more lines the narrower it is, which Qt does not look at on small screens.
void RulesDialog::makeRoom()
{
    const int needed = layout()->totalHeightForWidth(width());
    if (needed > height()) resize(width(), needed);
}

void RulesDialog::build()
{
    const Theme &theme = Theme::of(this);
    setWindowTitle(tr("Rules of a department"));
    QVBoxLayout *column = titledColumn(*this);
    column->addWidget(
        new PlainLabel(tr("These rules are signed with your key: the server cannot change them. "
                          "Customers see in the conversation what concerns them."),
                       TextRole::Body, Tone::Secondary, this));
    column->addWidget(makeForm());
    m_saved = new MarkedLabel(Icon::Check, Tone::Ok, TextRole::Body, this);
    m_saved->words()->setText(tr("Saved. It counts for everybody from now on."));
    m_saved->hide();
    m_problem = new MarkedLabel(Icon::Error, Tone::Danger, TextRole::Body, this);
    m_problem->hide();
    column->addWidget(m_saved);
    column->addWidget(m_problem);
    column->addSpacing(theme.px(space::kXs));
    column->addLayout(makeButtons());
    setMinimumWidth(theme.px(size::kReadableWidthMax + 2 * space::kXl));
}

QWidget *RulesDialog::makeForm()
{
    const Theme &theme = Theme::of(this);
    auto *form = new QWidget(this);
    auto *column = new QVBoxLayout(form);
    column->setContentsMargins({});
    column->setSpacing(theme.px(space::kXs));
    const auto add = [&](QComboBox *combo, const QString &label, const QString &object) {
        auto *name = new PlainLabel(label, TextRole::SmallStrong, Tone::Secondary, form);
        name->setBuddy(combo);
        combo->setObjectName(object);
        combo->setAccessibleName(label);
        column->addWidget(name);
        column->addWidget(combo);
    };
    m_department = new QComboBox(form);
    const QList<DepartmentInfo> departments = m_workspace.departments();
    for (const DepartmentInfo &one : departments)
        m_department->addItem(one.name, one.id.value);
    m_period = new QComboBox(form);
    for (const int days : kPeriods)
        addPeriod(days);
    add(m_department, tr("Department"), QStringLiteral("rulesDepartmentCombo"));
    column->addLayout(makeSheets(form));
    column->addSpacing(theme.px(space::kXs));
    add(m_period, tr("Messages are deleted"), QStringLiteral("rulesPeriodCombo"));
    column->addSpacing(theme.px(space::kXs));
    m_archived = new QCheckBox(tr("Conversations may be kept for new computers"), form);
    m_archived->setObjectName(QStringLiteral("rulesArchivedBox"));
    m_archived->setMinimumHeight(theme.px(space::kXl));
    m_archived->setAccessibleDescription(tr("Sealed under each reader's own recovery words."));
    column->addWidget(m_archived);
    m_idle = new QComboBox(form);
    for (const int minutes : kIdleTimes)
        addIdle(minutes);
    add(m_idle, tr("Windows of staff lock by themselves"), QStringLiteral("rulesIdleCombo"));
    column->addSpacing(theme.px(space::kXs));
    m_region = new QComboBox(form);
    add(m_region, tr("Conversations are kept"), QStringLiteral("rulesRegionCombo"));
    makeRegion(column, form);
    m_saving = new QComboBox(form);
    m_saving->addItem(tr("everybody"), static_cast<int>(StaffSaving::Everybody));
    m_saving->addItem(tr("supervisors, administrators and owners"),
                      static_cast<int>(StaffSaving::Supervisors));
    m_saving->addItem(tr("nobody"), static_cast<int>(StaffSaving::Nobody));
    add(m_saving, tr("Staff who may save conversations as files"), QStringLiteral("rulesSavingCombo"));
    column->addSpacing(theme.px(space::kXs));
    makeShield(column, form);
    return form;
}

// What has a window of its own.
QLayout *RulesDialog::makeSheets(QWidget *form)
{
    auto *rows = new QGridLayout;
    m_sheets.clear();
    const auto add = [&](const QString &name, const QString &object, const QString &what, auto open) {
        auto *button = new Button(ButtonKind::Secondary, name, form);
        button->setObjectName(object);
        button->setAccessibleDescription(what);
        button->setAutoDefault(false);
        connect(button, &Button::clicked, this, open);
        rows->addWidget(button, static_cast<int>(m_sheets.size()) / 2, static_cast<int>(m_sheets.size()) % 2);
        m_sheets.append(button);
    };
    add(tr("From a profile…"), QStringLiteral("profileButton"),
        tr("Rules that suit what the department is for, to begin with"),
        [this] { ProfileDialog(m_workspace, department().id, this).exec(); });
    add(tr("Waiting and offers…"), QStringLiteral("waitingButton"), {},
        [this] { WaitingDialog(m_workspace, department().id, this).exec(); });
    add(tr("Opening hours…"), QStringLiteral("hoursButton"), {},
        [this] { HoursDialog(m_workspace, department().id, SystemClock().now(), this).exec(); });
    add(tr("Terms…"), QStringLiteral("termsButton"), tr("What customers agree to before their first words"),
        [this] { TermsDialog(m_workspace, department().id, this).exec(); });
    add(tr("Questions…"), QStringLiteral("questionsButton"),
        tr("What customers are asked before their first words"),
        [this] { QuestionsDialog(m_workspace, department().id, this).exec(); });
    add(tr("Customers' choice…"), QStringLiteral("choiceButton"),
        tr("Whether customers may choose the department, and which languages it answers in"),
        [this] { ChoiceDialog(m_workspace, department().id, this).exec(); });
    add(tr("While people talk…"), QStringLiteral("talkRulesButton"), {},
        [this] { TalkRulesDialog(m_workspace, department().id, this).exec(); });
    rows->setColumnStretch(2, 1);
    return rows;
}

void RulesDialog::makeShield(QVBoxLayout *column, QWidget *form)
{
    m_shielded = new QCheckBox(tr("Metadata shield"), form);
    m_shielded->setObjectName(QStringLiteral("rulesShieldBox"));
    m_shielded->setMinimumHeight(Theme::of(this).px(space::kXl));
    const QString effect =
        tr("Messages and receipts leave in few sizes, so that they look alike. Nobody sees who is typing, "
           "and receipts come %1 to %2 seconds later. The server forgets who sent a message, and the minute, "
           "about an hour after the sender's computer has confirmed it, not after a day.")
            .arg(limits::kShieldReceiptDelayMin.count())
            .arg(limits::kShieldReceiptDelayMax.count());
    m_shielded->setAccessibleDescription(effect);
    column->addWidget(m_shielded);
    column->addWidget(new PlainLabel(effect, TextRole::Small, Tone::Secondary, form));
}

void RulesDialog::makeRegion(QVBoxLayout *column, QWidget *form)
{
    m_elsewhere = new MarkedLabel(Icon::Warning, Tone::Warn, TextRole::Small, form);
    m_elsewhere->words()->setObjectName(QStringLiteral("rulesElsewhereLabel"));
    m_elsewhere->hide();
    column->addWidget(m_elsewhere);
    auto *row = new QHBoxLayout;
    auto *name = new Button(ButtonKind::Secondary, tr("This server's region…"), form);
    name->setObjectName(QStringLiteral("nameRegionButton"));
    connect(name, &Button::clicked, this, [this] { RegionDialog(m_workspace, this).exec(); });
    row->addWidget(name);
    row->addStretch(1);
    column->addLayout(row);
}

// Those that servers have, and the department's own: of it there may be none at the moment.
void RulesDialog::showRegions()
{
    const QSignalBlocker quiet(m_region);
    const QString bound = department().region;
    QStringList regions = m_workspace.regions();
    if (!bound.isEmpty() && !regions.contains(bound)) regions.append(bound);
    m_region->clear();
    m_region->addItem(tr("anywhere"), QString());
    for (const QString &region : std::as_const(regions))
        m_region->addItem(tr("in %1 only").arg(region), region);
    m_region->setCurrentIndex(m_region->findData(bound));
    showPlace();
}

void RulesDialog::showPlace()
{
    const QString region = m_region->currentData().toString();
    const bool is_elsewhere = !region.isEmpty() && region != m_workspace.region();
    m_elsewhere->words()->setText(
        is_elsewhere ? tr("This server does not stand in %1: what is written in this department waits on "
                          "each computer until a server there answers.")
                           .arg(region)
                     : QString());
    m_elsewhere->setVisible(is_elsewhere);
    makeRoom();
}

void RulesDialog::addPeriod(int days)
{
    m_period->addItem(days == 0 ? tr("never") : tr("after %n day(s)", nullptr, days), days);
}

void RulesDialog::addIdle(int minutes)
{
    m_idle->addItem(minutes == 0 ? tr("as each likes")
                                 : tr("after %n minute(s) at the latest", nullptr, minutes),
                    minutes);
}

QLayout *RulesDialog::makeButtons()
{
    auto *buttons = new QHBoxLayout;
    auto *done = new Button(ButtonKind::Secondary, tr("Close"), this);
    done->setObjectName(QStringLiteral("rulesDoneButton"));
    m_save = new Button(ButtonKind::Primary, tr("Save"), this);
    m_save->setObjectName(QStringLiteral("rulesSaveButton"));
    m_save->setDefault(true);
    buttons->addStretch(1);
    buttons->addWidget(done);
    buttons->addWidget(m_save);
    connect(done, &Button::clicked, this, &QDialog::accept);
    return buttons;
}

DepartmentInfo RulesDialog::department() const
{
    const DepartmentId id{m_department->currentData().toULongLong()};
    for (const DepartmentInfo &one : m_workspace.departments())
        if (one.id == id) return one;
    return {};
}

void RulesDialog::showDepartment()
{
    const int days = department().retention_days;
    if (m_period->findData(days) < 0) addPeriod(days); // chosen by another version
    m_period->setCurrentIndex(m_period->findData(days));
    m_archived->setChecked(department().is_archived);
    const int minutes = department().idle_minutes_max;
    if (m_idle->findData(minutes) < 0) addIdle(minutes); // chosen by another version
    m_idle->setCurrentIndex(m_idle->findData(minutes));
    showRegions();
    m_saving->setCurrentIndex(m_saving->findData(static_cast<int>(department().staff_saving)));
    m_shielded->setChecked(department().is_shielded);
    m_saved->hide();
    m_problem->hide();
    refreshSave();
}

DepartmentInfo RulesDialog::chosen() const
{
    DepartmentInfo rules = department();
    rules.retention_days = m_period->currentData().toInt();
    rules.is_archived = m_archived->isChecked();
    rules.idle_minutes_max = m_idle->currentData().toInt();
    rules.region = m_region->currentData().toString();
    rules.staff_saving = static_cast<StaffSaving>(m_saving->currentData().toInt());
    rules.is_shielded = m_shielded->isChecked();
    return rules;
}

void RulesDialog::refreshSave()
{
    m_saved->hide();
    const bool is_changed = chosen() != department();
    m_save->setEnabled(!m_is_saving && is_changed);
    for (QWidget *sheet : std::as_const(m_sheets)) // what they save would bring back what is signed here
        sheet->setEnabled(!is_changed);
}

// Whoever has a conversation on a computer keeps it there.
bool RulesDialog::agreesToForget(bool was_archived, bool is_archived, QWidget *parent)
{
    if (!was_archived || is_archived) return true;
    ConfirmDialog question({tr("Remove what was kept for new computers?"),
                            tr("Earlier conversations of this department are removed from everybody's "
                               "archive, and nobody can read them on a new computer. Computers that have "
                               "them keep them."),
                            tr("Cancel"), tr("Remove and save")},
                           parent);
    return question.exec() == QDialog::Accepted;
}

// A shorter time deletes at once; a longer one brings nothing back and needs no question.
bool RulesDialog::agreesToDelete(int days_before, int days, QWidget *parent)
{
    if (days == 0 || (days_before > 0 && days >= days_before)) return true;
    ConfirmDialog question({tr("Delete older messages?"),
                            tr("What is older than %n day(s) is deleted on the server and on everybody's "
                               "computer. Nobody can bring it back.",
                               nullptr, days),
                            tr("Cancel"), tr("Delete older messages")},
                           parent);
    return question.exec() == QDialog::Accepted;
}

void RulesDialog::save()
{
    const DepartmentInfo before = department();
    const bool is_agreed = agreesToDelete(before.retention_days, m_period->currentData().toInt(), this) &&
                           agreesToForget(before.is_archived, m_archived->isChecked(), this);
    if (!is_agreed) return;
    m_problem->hide();
    m_is_saving = true;
    m_save->setEnabled(false);
    m_workspace.setRules(chosen());
}

void RulesDialog::onChanged()
{
    const bool was_saving = std::exchange(m_is_saving, false);
    showDepartment();
    m_saved->setVisible(was_saving);
    makeRoom();
}

void RulesDialog::tell(const Problem &problem)
{
    if (!std::exchange(m_is_saving, false)) return;
    m_problem->words()->setText(problem.sentence);
    m_problem->show();
    m_save->setEnabled(true);
    makeRoom();
}

} // namespace chat121::ui
