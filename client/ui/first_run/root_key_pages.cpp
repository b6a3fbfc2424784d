// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/ui/first_run/root_key_pages.h"

#include "client/ui/text/names.h"
#include "client/ui/theme/button.h"
#include "client/ui/theme/theme.h"
#include "client/ui/trust/root_entry.h"
#include "client/ui/widgets/form_field.h"
#include "client/ui/widgets/new_password.h"
#include "client/ui/widgets/plain_label.h"
#include "common/base/limits.h"

#include <QComboBox>
#include <QFileInfo>
#include <QVBoxLayout>

namespace chat121::ui {

RootKeyPage::RootKeyPage(QWidget *parent)
    : WayInPage(tr("The organisation's key"),
                tr("With it an owner comes back who has lost computer and password. Nothing is sent before "
                   "the key was opened here."),
                Back::Shown, parent)
    , m_address(new FormField(tr("A link of your organisation"), this))
{
    m_address->setHint(tr("Any link of your organisation will do, also one that was used."));
    addField(m_address, QStringLiteral("rootAddressEdit"));
    makeFile();
    m_sheet = new RootSheetEntry(QStringLiteral("rootWayLineEdit"), this);
    addWidget(m_sheet);
    connect(m_sheet, &RootSheetEntry::submitted, this, &RootKeyPage::submit);
    m_other = new Button(ButtonKind::Quiet, {}, this);
    m_other->setObjectName(QStringLiteral("rootOtherFormButton"));
    m_other->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    addWidget(m_other);
    connect(m_other, &Button::clicked, this,
            [this] { setForm(m_form == Form::File ? Form::Sheet : Form::File); });
    Button *next = addPrimary(tr("Open the key"), QStringLiteral("rootOpenButton"));
    connect(next, &Button::clicked, this, &RootKeyPage::submit);
    connect(m_address, &FormField::submitted, this, &RootKeyPage::submit);
    setForm(Form::File);
}

void RootKeyPage::makeFile()
{
    m_file = new PlainLabel({}, TextRole::BodyStrong, Tone::Primary, this);
    m_file->setObjectName(QStringLiteral("rootChosenLabel"));
    m_choose = new Button(ButtonKind::Secondary, tr("Choose the file…"), this);
    m_choose->setObjectName(QStringLiteral("rootChooseButton"));
    m_choose->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    m_passphrase = new PasswordField(tr("Passphrase of the file"), this);
    addWidget(m_file);
    addWidget(m_choose);
    addField(m_passphrase, QStringLiteral("rootWayPassphraseEdit"));
    connect(m_choose, &Button::clicked, this, &RootKeyPage::chooseFile);
    connect(m_passphrase, &FormField::submitted, this, &RootKeyPage::submit);
}

void RootKeyPage::setForm(Form form)
{
    m_form = form;
    showProblem({});
    const bool is_file = form == Form::File;
    m_file->setVisible(is_file && !m_path.isEmpty());
    m_choose->setVisible(is_file);
    m_passphrase->setVisible(is_file);
    m_sheet->setVisible(!is_file);
    m_other->setText(is_file ? tr("I have the sheet of paper") : tr("I have the file"));
}

void RootKeyPage::begin(const QString &address)
{
    forget();
    m_address->setText(address);
}

void RootKeyPage::forget()
{
    WayInPage::forget();
    m_path.clear();
    m_file->setText({});
    setForm(Form::File);
}

void RootKeyPage::useFile(const QString &path)
{
    m_path = path;
    m_file->setText(cleanName(QFileInfo(path).fileName()));
    setForm(Form::File);
    m_passphrase->edit()->setFocus();
}

void RootKeyPage::chooseFile()
{
    const QString path = chooseRootFile(this);
    if (!path.isEmpty()) useFile(path);
}

void RootKeyPage::submit()
{
    const QString address = m_address->text().trimmed();
    if (address.isEmpty()) return m_address->setError(tr("Paste any link of your organisation."));
    if (m_form == Form::File) return submitFile(address);
    if (m_sheet->check()) Q_EMIT sheetGiven(address, m_sheet->text());
}

void RootKeyPage::submitFile(const QString &address)
{
    if (m_path.isEmpty()) {
        showProblem(tr("Choose the file with the key first."));
        return m_choose->setFocus();
    }
    if (m_passphrase->text().isEmpty()) return m_passphrase->setError(tr("Type the passphrase of the file."));
    Q_EMIT fileGiven(address, m_path, m_passphrase->text());
}

OwnerPage::OwnerPage(QWidget *parent)
    : WayInPage({}, {}, Back::Shown, parent)
    , m_place(new QWidget(this))
    , m_places(new QComboBox(m_place))
    , m_name(new FormField(tr("Your name"), this))
    , m_password(new NewPassword(tr("New password"), QStringLiteral("ownerPasswordEdit"),
                                 QStringLiteral("ownerPasswordAgainEdit"), this))
{
    m_places->setObjectName(QStringLiteral("ownerPlaces"));
    auto *whose =
        new PlainLabel(tr("Whose place do you take?"), TextRole::SmallStrong, Tone::Secondary, m_place);
    whose->setBuddy(m_places);
    m_places->setAccessibleName(whose->text());
    auto *lines = new QVBoxLayout(m_place); // as close as in a FormField
    lines->setContentsMargins({});
    lines->setSpacing(Theme::of(this).px(space::kXs));
    lines->addWidget(whose);
    lines->addWidget(m_places);
    addWidget(m_place);
    addField(m_name, QStringLiteral("ownerNameEdit"));
    addWidget(m_password);
    Button *go = addPrimary(tr("Come back"), QStringLiteral("ownerBackButton"));
    connect(go, &Button::clicked, this, &OwnerPage::submit);
    connect(m_password, &NewPassword::submitted, this, &OwnerPage::submit);
    connect(m_places, &QComboBox::currentIndexChanged, this, [this](int place) {
        if (place >= 0 && place < m_owners.size()) m_name->setText(cleanName(m_owners.at(place).name));
    });
}

void OwnerPage::setPreview(const InvitationPreview &preview)
{
    m_owners = preview.owners;
    m_places->clear();
    for (const OwnerPlace &owner : std::as_const(m_owners))
        m_places->addItem(cleanName(owner.name));
    m_places->setCurrentIndex(0);
    m_place->setVisible(m_owners.size() > 1);
    m_password->clear();
    setTexts(
        tr("Back at %1").arg(isolated(cleanName(preview.organisation))),
        tr("This computer gets a new account in place of the old one, whose computers are signed out. "
           "The earlier conversations do not come along. Whoever has the recovery words goes back and types "
           "them instead: they open everything."));
}

void OwnerPage::submit()
{
    const int place = m_places->currentIndex();
    if (place < 0 || place >= m_owners.size()) return;
    const QString name = m_name->text().trimmed();
    if (name.isEmpty()) return m_name->setError(tr("Enter your name."));
    if (name.toUtf8().size() > limits::kNameBytesMax)
        return m_name->setError(tr("This is too long. Please shorten it."));
    if (m_password->check()) Q_EMIT given(m_owners.at(place).account, name, m_password->text());
}

} // namespace chat121::ui
