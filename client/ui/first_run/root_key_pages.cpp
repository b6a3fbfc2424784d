// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/ui/first_run/root_key_pages.h"

#include "client/ui/first_run/pages.h"
#include "client/ui/text/names.h"
#include "client/ui/theme/button.h"
#include "client/ui/trust/root_sheet.h"
#include "client/ui/widgets/form_field.h"
#include "client/ui/widgets/plain_label.h"
#include "common/base/limits.h"

#include <QComboBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QLocale>

namespace chat121::ui {

namespace {

constexpr int kSheetLines = 4;

} // namespace

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
    makeSheet();
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

void RootKeyPage::makeSheet()
{
    for (int i = 1; i <= kSheetLines; ++i) {
        auto *field = new FormField(tr("Line %1").arg(QLocale().toString(i)), this);
        field->edit()->setInputMethodHints(Qt::ImhNoPredictiveText | Qt::ImhSensitiveData);
        addField(field, QStringLiteral("rootWayLineEdit%1").arg(i));
        connect(field, &FormField::submitted, this, &RootKeyPage::submit);
        m_lines.append(field);
    }
}

void RootKeyPage::setForm(Form form)
{
    m_form = form;
    showProblem({});
    const bool is_file = form == Form::File;
    m_file->setVisible(is_file && !m_path.isEmpty());
    m_choose->setVisible(is_file);
    m_passphrase->setVisible(is_file);
    for (FormField *field : std::as_const(m_lines))
        field->setVisible(!is_file);
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
    const QString path =
        QFileDialog::getOpenFileName(this, tr("Open the organisation's key"), {},
                                     tr("Keys of organisations (%1)").arg(QStringLiteral("*.chat121-root")) +
                                         QStringLiteral(";;") + tr("All files (*)"));
    if (!path.isEmpty()) useFile(path);
}

void RootKeyPage::submit()
{
    const QString address = m_address->text().trimmed();
    if (address.isEmpty()) return m_address->setError(tr("Paste any link of your organisation."));
    if (m_form == Form::File) return submitFile(address);
    submitSheet(address);
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

void RootKeyPage::submitSheet(const QString &address)
{
    QStringList lines;
    for (FormField *field : std::as_const(m_lines)) {
        if (field->text().trimmed().isEmpty()) return field->edit()->setFocus(); // the next line
        lines.append(typedRootLine(static_cast<int>(lines.size()) + 1, field->text()));
    }
    Q_EMIT sheetGiven(address, lines.join(QLatin1Char('\n')));
}

OwnerPage::OwnerPage(QWidget *parent)
    : WayInPage({}, {}, Back::Shown, parent)
    , m_whose(new PlainLabel(tr("Whose place do you take?"), TextRole::Small, Tone::Secondary, this))
    , m_places(new QComboBox(this))
    , m_name(new FormField(tr("Your name"), this))
    , m_password(new NewPassword(
          tr("New password"), tr("At least 10 characters. A few words are easy to remember."),
          QStringLiteral("ownerPasswordEdit"), QStringLiteral("ownerPasswordAgainEdit"), this))
{
    m_places->setObjectName(QStringLiteral("ownerPlaces"));
    m_places->setAccessibleName(m_whose->text());
    addWidget(m_whose);
    addWidget(m_places);
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
    m_whose->setVisible(m_owners.size() > 1);
    m_places->setVisible(m_owners.size() > 1);
    m_password->clear();
    setTexts(tr("Back at %1").arg(isolated(cleanName(preview.organisation))),
             tr("This computer gets a new account in place of the old one, whose computers are signed out. "
                "Lost are the earlier conversations: only the recovery words would open them, at "
                "“Password forgotten?”."));
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
