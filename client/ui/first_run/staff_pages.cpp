// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The pages that make or open an account of staff: set-up, invitation, log-in.
#include "client/ui/first_run/pages.h"

#include "client/core/models/desk_profiles.h"
#include "client/ui/theme/button.h"
#include "client/ui/widgets/form_field.h"
#include "client/ui/widgets/new_password.h"
#include "client/ui/widgets/plain_label.h"
#include "common/base/limits.h"

#include <QComboBox>

namespace chat121::ui {

namespace {

constexpr int kLettersMin = 10; // of a profile that are shown at least

// Shows what is missing at the field. Lengths are counted as the core counts them, in bytes.
bool checkName(FormField *field, const QString &what_to_do)
{
    const QString text = field->text().trimmed();
    if (text.isEmpty()) {
        field->setError(what_to_do);
        return false;
    }
    if (text.toUtf8().size() > limits::kNameBytesMax) {
        field->setError(WayInPage::tr("This is too long. Please shorten it."));
        return false;
    }
    return true;
}

} // namespace

SetUpPage::SetUpPage(QWidget *parent)
    : WayInPage(tr("Set up an organisation"),
                tr("Your customers will see its name, signed by you. The signing key is made on this "
                   "computer and stays here."),
                Back::Shown, parent)
{
    m_organisation = new FormField(tr("Name of the organisation"), this);
    m_department = new FormField(tr("First department"), this);
    m_department->setText(tr("Support"));
    addField(m_organisation, QStringLiteral("organisationEdit"));
    addField(m_department, QStringLiteral("departmentEdit"));
    addProfile();
    m_name = new FormField(tr("Your name"), this);
    m_name->setHint(tr("Customers see it when you talk to them."));
    m_password = new NewPassword(tr("Password"), QStringLiteral("passwordEdit"),
                                 QStringLiteral("passwordAgainEdit"), this);
    addField(m_name, QStringLiteral("ownNameEdit"));
    addWidget(m_password);
    Button *go = addPrimary(tr("Set up"), QStringLiteral("foundButton"));
    connect(go, &Button::clicked, this, &SetUpPage::submit);
    connect(m_password, &NewPassword::submitted, this, &SetUpPage::submit);
}

void SetUpPage::addProfile()
{
    auto *label =
        new PlainLabel(tr("What the department is for"), TextRole::SmallStrong, Tone::Secondary, this);
    m_profile = new QComboBox(this);
    m_profile->setObjectName(QStringLiteral("profileCombo"));
    m_profile->setAccessibleName(label->text());
    m_profile->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_profile->setMinimumContentsLength(kLettersMin);
    label->setBuddy(m_profile);
    m_profile->addItem(tr("I say that later"));
    for (const DeskProfile profile : kDeskProfiles)
        m_profile->addItem(profileName(profile), static_cast<int>(profile));
    m_rules = new PlainLabel({}, TextRole::Small, Tone::Secondary, this);
    m_rules->setObjectName(QStringLiteral("profileWords"));
    addWidget(label);
    addWidget(m_profile);
    addWidget(m_rules);
    connect(m_profile, &QComboBox::currentIndexChanged, this, &SetUpPage::showRules);
    showRules();
}

DepartmentInfo SetUpPage::rules() const
{
    const QVariant profile = m_profile->currentData();
    return profile.isValid() ? withProfile({}, static_cast<DeskProfile>(profile.toInt())) : DepartmentInfo();
}

void SetUpPage::showRules()
{
    const bool is_chosen = m_profile->currentData().isValid();
    const QStringList words =
        QStringList(tr("You sign these rules with the organisation's key, and can change each "
                       "of them afterwards.")) +
        rulesInWords(rules());
    m_rules->setText(is_chosen ? words.join(QLatin1Char('\n')) : QString());
    m_rules->setVisible(is_chosen);
}

void SetUpPage::forget()
{
    WayInPage::forget();
    m_profile->setCurrentIndex(0);
    m_department->setText(tr("Support"));
}

void SetUpPage::submit()
{
    const bool is_complete = checkName(m_organisation, tr("Enter the name that your customers know.")) &
                             checkName(m_department, tr("Enter a department, for example Support.")) &
                             checkName(m_name, tr("Enter your name.")) & m_password->check();
    if (!is_complete) return;
    Q_EMIT given(m_organisation->text().trimmed(), m_department->text().trimmed(), m_name->text().trimmed(),
                 m_password->text());
}

StaffPage::StaffPage(QWidget *parent)
    : WayInPage({}, {}, Back::Shown, parent)
{
    m_name = new FormField(tr("Your name"), this);
    m_name->setHint(tr("Customers see it when you talk to them."));
    m_password = new NewPassword(tr("Password"), QStringLiteral("passwordEdit"),
                                 QStringLiteral("passwordAgainEdit"), this);
    addField(m_name, QStringLiteral("ownNameEdit"));
    addWidget(m_password);
    Button *go = addPrimary(tr("Join"), QStringLiteral("joinButton"));
    connect(go, &Button::clicked, this, &StaffPage::submit);
    connect(m_password, &NewPassword::submitted, this, &StaffPage::submit);
}

void StaffPage::setPreview(const InvitationPreview &preview)
{
    const QString sentence = preview.department.isEmpty()
                                 ? tr("You are invited as %1.").arg(preview.role)
                                 : tr("You are invited to %1 as %2.").arg(preview.department, preview.role);
    const QString again =
        tr("Your old computers are signed out with it. Earlier conversations open only with "
           "your recovery words: with them, choose “Password forgotten?” at the log-in "
           "instead.");
    setTexts(tr("Join %1").arg(preview.organisation),
             preview.is_new_way_in ? sentence + QLatin1Char(' ') + again : sentence);
}

void StaffPage::submit()
{
    const bool is_complete = checkName(m_name, tr("Enter your name.")) & m_password->check();
    if (is_complete) Q_EMIT given(m_name->text().trimmed(), m_password->text());
}

LogInPage::LogInPage(QWidget *parent)
    : WayInPage(tr("Log in"), tr("With the name and password that you chose when you joined."), Back::Shown,
                parent)
{
    m_address = new FormField(tr("A link of your organisation"), this);
    m_address->setHint(tr("Any link of your organisation will do."));
    m_name = new FormField(tr("Your name"), this);
    m_password = new PasswordField(tr("Password"), this);
    addField(m_address, QStringLiteral("addressEdit"));
    addField(m_name, QStringLiteral("loginNameEdit"));
    addField(m_password, QStringLiteral("passwordEdit"));
    Button *go = addPrimary(tr("Log in"), QStringLiteral("logInNowButton"));
    auto *lost = new Button(ButtonKind::Quiet, tr("Password forgotten?"), this);
    lost->setObjectName(QStringLiteral("lostPasswordButton"));
    lost->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    addWidget(lost);
    connect(lost, &Button::clicked, this, [this] { Q_EMIT passwordLost(m_address->text(), m_name->text()); });
    connect(go, &Button::clicked, this, &LogInPage::submit);
    connect(m_password, &FormField::submitted, this, &LogInPage::submit);
}

void LogInPage::submit()
{
    const bool is_complete =
        checkName(m_name, tr("Enter the name that you chose.")) & !m_password->text().isEmpty();
    if (m_address->text().trimmed().isEmpty())
        m_address->setError(tr("Paste any link of your organisation."));
    else if (m_password->text().isEmpty())
        m_password->setError(tr("Enter your password."));
    else if (is_complete)
        Q_EMIT given(m_address->text().trimmed(), m_name->text().trimmed(), m_password->text());
}

} // namespace chat121::ui
