// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/ui/desk/people_dialogs.h"

#include "client/ui/text/names.h"
#include "client/ui/theme/button.h"
#include "client/ui/theme/theme.h"
#include "client/ui/widgets/icon_label.h"
#include "client/ui/widgets/titled_column.h"
#include "common/base/limits.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QFileDialog>
#include <QGridLayout>
#include <QLineEdit>
#include <QSaveFile>
#include <QSpinBox>
#include <QUrl>
#include <QVBoxLayout>

namespace chat121::ui {

namespace {

constexpr int kDaysMax = 365;
constexpr int kDaysDefault = 30;
constexpr int kUsesMax = 100'000;
constexpr int kUsesDefault = 1000;
constexpr int kPageLettersMax = static_cast<int>(limits::kPageBytesMax / 3); // of three bytes at most

} // namespace

InvitationDialog::InvitationDialog(Workspace &workspace, For whom, QWidget *parent)
    : QDialog(parent)
    , m_workspace(workspace)
    , m_whom(whom)
{
    build();
    connect(m_make, &Button::clicked, this, &InvitationDialog::make);
    connect(m_save, &Button::clicked, this, &InvitationDialog::saveFile);
    connect(m_copy, &Button::clicked, this, &InvitationDialog::copyLink);
    connect(&m_workspace, &Workspace::invitationMade, this, &InvitationDialog::showLink);
    connect(&m_workspace, &Workspace::actionFailed, this, [this](const Problem &problem) {
        m_problem->words()->setText(problem.sentence);
        m_problem->show();
        m_make->setEnabled(true);
    });
}

void InvitationDialog::build()
{
    const bool is_colleague = m_whom == For::Colleague;
    const Theme &theme = Theme::of(this);
    setWindowTitle(is_colleague ? tr("Invite a colleague") : tr("Invite customers"));
    QVBoxLayout *column = titledColumn(*this);
    column->addWidget(new PlainLabel(
        is_colleague
            ? tr("The link works once. Give it to one person only, by a way that you trust.")
            : tr("Put the link on your page or send it. Whoever opens it can write to the department."),
        TextRole::Body, Tone::Secondary, this));
    m_form = makeForm();
    column->addWidget(m_form);
    m_link = new QLineEdit(this);
    m_link->setObjectName(QStringLiteral("invitationLinkEdit"));
    m_link->setAccessibleName(tr("Invitation link"));
    m_link->setReadOnly(true);
    m_link->hide();
    m_worth = new PlainLabel({}, TextRole::Small, Tone::Hint, this);
    m_worth->hide();
    m_problem = new MarkedLabel(Icon::Error, Tone::Danger, TextRole::Body, this);
    m_problem->hide();
    column->addWidget(m_link);
    column->addWidget(m_worth);
    column->addWidget(m_problem);
    column->addSpacing(theme.px(space::kXs));
    column->addLayout(makeButtons());
    setMinimumWidth(theme.px(size::kReadableWidthMax + 2 * space::kXl));
}

QLayout *InvitationDialog::makeButtons()
{
    auto *buttons = new QHBoxLayout;
    auto *done = new Button(ButtonKind::Secondary, tr("Close"), this);
    done->setObjectName(QStringLiteral("invitationDoneButton"));
    m_save = new Button(ButtonKind::Secondary, tr("Save as a file…"), this);
    m_copy = new Button(ButtonKind::Primary, Icon::Copy, tr("Copy"), this);
    m_copy->setObjectName(QStringLiteral("copyInvitationButton"));
    m_make = new Button(ButtonKind::Primary, tr("Make the link"), this);
    m_make->setObjectName(QStringLiteral("makeInvitationButton"));
    m_make->setDefault(true);
    m_copy->hide();
    m_save->hide();
    buttons->addStretch(1);
    const QList<Button *> in_order = {done, m_save, m_copy, m_make};
    for (Button *button : in_order)
        buttons->addWidget(button);
    connect(done, &Button::clicked, this, &QDialog::accept);
    return buttons;
}

QSpinBox *InvitationDialog::makePace(QWidget *form, const QString &object)
{
    auto *spin = new QSpinBox(form);
    spin->setObjectName(object);
    spin->setRange(0, kUsesMax);
    spin->setSpecialValueText(tr("as many as come"));
    spin->setGroupSeparatorShown(true);
    return spin;
}

// A label above each control, as in every form of the program.
QWidget *InvitationDialog::makeForm()
{
    const Theme &theme = Theme::of(this);
    auto *form = new QWidget(this);
    auto *grid = new QGridLayout(form);
    grid->setContentsMargins({});
    grid->setHorizontalSpacing(theme.px(space::kM));
    grid->setVerticalSpacing(theme.px(space::kXs));
    const auto add = [&](QWidget *control, const QString &label, int row, int column, int columns) {
        auto *name = new PlainLabel(label, TextRole::SmallStrong, Tone::Secondary, form);
        name->setBuddy(control);
        control->setAccessibleName(label);
        grid->addWidget(name, row, column, 1, columns);
        grid->addWidget(control, row + 1, column, 1, columns);
    };
    m_department = new QComboBox(form);
    m_department->setObjectName(QStringLiteral("invitationDepartmentCombo"));
    const QList<DepartmentInfo> departments = m_workspace.departments();
    for (const DepartmentInfo &department : departments)
        m_department->addItem(department.name, department.id.value);
    add(m_department, tr("Department"), 0, 0, 2);
    if (m_whom == For::Colleague) {
        addPeople(form);
        grid->setRowMinimumHeight(2, theme.px(space::kXs));
        add(m_person, tr("For whom"), 3, 0, 2);
        grid->addWidget(m_again, 5, 0, 1, 2);
        return form;
    }
    m_days = new QSpinBox(form);
    m_days->setRange(1, kDaysMax);
    m_days->setValue(kDaysDefault);
    m_uses = new QSpinBox(form);
    m_uses->setRange(1, kUsesMax);
    m_uses->setValue(kUsesDefault);
    m_uses->setGroupSeparatorShown(true);
    grid->setRowMinimumHeight(2, theme.px(space::kXs));
    add(m_days, tr("Days that it is valid"), 3, 0, 1);
    add(m_uses, tr("How many people may use it"), 3, 1, 1);
    m_per_hour = makePace(form, QStringLiteral("invitationHourSpin"));
    m_per_day = makePace(form, QStringLiteral("invitationDaySpin"));
    grid->setRowMinimumHeight(5, theme.px(space::kXs));
    add(m_per_hour, tr("New customers in an hour, at most"), 6, 0, 1);
    add(m_per_day, tr("New customers in a day, at most"), 6, 1, 1);
    m_page = new QLineEdit(form);
    m_page->setObjectName(QStringLiteral("invitationPageEdit"));
    m_page->setMaxLength(kPageLettersMax);
    m_page->setPlaceholderText(tr("may stay empty"));
    grid->setRowMinimumHeight(8, theme.px(space::kXs));
    add(m_page, tr("Page or program on which it stands, for customers who like to tell"), 9, 0, 2);
    return form;
}

// Who has lost every way in gets another account, with the same rights.
void InvitationDialog::addPeople(QWidget *form)
{
    m_person = new QComboBox(form);
    m_person->setObjectName(QStringLiteral("invitationPersonCombo"));
    m_person->addItem(tr("Somebody new"), quint64(0));
    for (const Colleague &colleague : m_workspace.colleagues()) {
        if (!colleague.is_replaceable) continue;
        m_person->addItem(tr("%1, who has lost the password").arg(cleanName(colleague.name)),
                          colleague.account.value);
    }
    m_again =
        new PlainLabel(tr("The old password ends and the old computers are signed out as soon as the link "
                          "is used. Earlier conversations do not come along: only the recovery words "
                          "open them."),
                       TextRole::Small, Tone::Hint, form);
    m_again->hide();
    connect(m_person, &QComboBox::currentIndexChanged, this, [this] {
        const bool is_again = m_person->currentIndex() > 0;
        m_again->setVisible(is_again);
        m_department->setEnabled(!is_again); // as it was
    });
}

void InvitationDialog::make()
{
    m_problem->hide();
    m_make->setEnabled(false);
    const DepartmentId department{m_department->currentData().toULongLong()};
    const AccountId person{m_person ? m_person->currentData().toULongLong() : 0};
    if (person.isValid())
        m_workspace.inviteAgain(person);
    else if (m_whom == For::Colleague)
        m_workspace.inviteColleague(department);
    else
        m_workspace.inviteCustomers(
            {department, m_uses->value(), m_days->value(), m_per_hour->value(), m_per_day->value()});
}

// Before the secret; whoever puts the link somewhere else may write something else there.
QString InvitationDialog::withPage(const QString &link) const
{
    const QString page = m_page ? m_page->text().simplified() : QString();
    const qsizetype secret = link.indexOf(u'#');
    if (page.isEmpty() || secret < 0) return link;
    QString result = link;
    return result.insert(secret,
                         QStringLiteral("?page=") + QString::fromLatin1(QUrl::toPercentEncoding(page)));
}

// The form has done its work; what remains is to hand the link on.
void InvitationDialog::showLink(const QString &link)
{
    m_problem->hide();
    m_form->hide();
    m_link->setText(withPage(link));
    m_link->setCursorPosition(0);
    m_link->show();
    if (m_uses) {
        m_worth->setText(
            tr("For %1: valid for %n day(s).", nullptr, m_days->value()).arg(m_department->currentText()));
        m_worth->show();
    }
    m_copy->show();
    m_save->show();
    m_make->hide();
    m_copy->setFocus();
    adjustSize();
}

void InvitationDialog::copyLink()
{
    QApplication::clipboard()->setText(m_link->text());
    m_copy->setText(tr("Copied"));
}

void InvitationDialog::saveFile()
{
    const QString path = QFileDialog::getSaveFileName(
        this, tr("Save the invitation"), QStringLiteral("invitation.chat121"), tr("Invitations (*.chat121)"));
    if (path.isEmpty()) return;
    QSaveFile file(path);
    const bool is_saved = file.open(QIODevice::WriteOnly) && file.write(m_link->text().toUtf8() + '\n') > 0 &&
                          file.flush() && file.commit();
    if (is_saved) return;
    m_problem->words()->setText(tr("The file could not be written. Choose another place, or copy the link."));
    m_problem->show();
}

} // namespace chat121::ui
