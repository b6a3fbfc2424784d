// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The organisation's key: saved as a file, made a sheet for whoever proves to be the owner, and restored from
// either. See organisation_dialog.h.
#include "client/ui/history/words_sheet.h"
#include "client/ui/text/names.h"
#include "client/ui/theme/button.h"
#include "client/ui/theme/theme.h"
#include "client/ui/trust/organisation_dialog.h"
#include "client/ui/trust/proof_field.h"
#include "client/ui/trust/root_entry.h"
#include "client/ui/trust/root_sheet.h"
#include "client/ui/widgets/form_field.h"
#include "client/ui/widgets/icon_label.h"
#include "client/ui/widgets/plain_label.h"
#include "common/base/limits.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QLineEdit>
#include <QVBoxLayout>

namespace chat121::ui {

// --- out ------------------------------------------------------------------------------------------

void OrganisationDialog::makeSaving()
{
    QVBoxLayout *column = newPage(
        tr("Save the key as a file"),
        tr("Choose a passphrase that you will still know in years: four words or more. Nobody can open "
           "the file without it, and nobody can bring it back."));
    m_saving = pageOf(column);
    m_proof = new ProofField(m_workspace, m_saving);
    column->addWidget(m_proof);
    m_passphrase = new PasswordField(tr("Passphrase of the file"), m_saving);
    m_passphrase->edit()->setObjectName(QStringLiteral("rootPassphraseEdit"));
    m_again = new PasswordField(tr("The same again"), m_saving);
    m_again->edit()->setObjectName(QStringLiteral("rootPassphraseAgainEdit"));
    column->addWidget(m_passphrase);
    column->addWidget(m_again);
    m_save = newButton(ButtonKind::Primary, tr("Save…"), "rootSaveNowButton", m_saving);
    connect(m_save, &Button::clicked, this, &OrganisationDialog::save);
    connect(m_proof, &ProofField::submitted, m_passphrase, qOverload<>(&QWidget::setFocus));
    connect(m_passphrase, &FormField::submitted, m_again, qOverload<>(&QWidget::setFocus));
    connect(m_again, &FormField::submitted, this, &OrganisationDialog::save);
    addButtons(column, m_save);
}

void OrganisationDialog::save()
{
    if (!m_save->isEnabled()) return; // it is being saved
    const int least = static_cast<int>(limits::kRootPassphraseCharactersMin);
    const bool is_short = m_passphrase->text().size() < least;
    m_passphrase->setError(is_short ? tr("Take at least %n character(s).", nullptr, least) : QString());
    const bool is_other = m_passphrase->text() != m_again->text();
    m_again->setError(!is_short && is_other ? tr("This is another passphrase.") : QString());
    const bool is_proven = m_proof->check();
    if (is_short || is_other || !is_proven) return;
    const QString path = QFileDialog::getSaveFileName(
        this, tr("Save the organisation's key"), rootFileName(m_workspace.organisation()), rootFileFilter());
    if (path.isEmpty()) return;
    m_problem->hide();
    m_save->setEnabled(false);
    m_workspace.saveRootKey(path, m_passphrase->text(), m_proof->take().value_or(QString()));
}

void OrganisationDialog::makeProving()
{
    QVBoxLayout *column =
        newPage(tr("Is it you?"),
                tr("Whoever has the sheet can sign for the organisation. It is made only for you."));
    m_proving = pageOf(column);
    m_sheet_proof = new ProofField(m_workspace, m_proving);
    column->addWidget(m_sheet_proof);
    m_tell = newButton(ButtonKind::Primary, tr("Make the sheet"), "rootTellButton", m_proving);
    connect(m_tell, &Button::clicked, this, &OrganisationDialog::tellSheet);
    connect(m_sheet_proof, &ProofField::submitted, m_tell, &Button::click);
    addButtons(column, m_tell);
}

void OrganisationDialog::askForSheet(SheetFor wanted)
{
    m_sheet_for = wanted;
    if (m_workspace.neededProof() == Workspace::Proof::Nothing) return m_workspace.showRootSheet({});
    m_tell->setEnabled(true);
    bringForward(m_proving);
}

void OrganisationDialog::tellSheet()
{
    const auto proof = m_sheet_proof->take();
    if (!proof) return;
    m_problem->hide();
    m_tell->setEnabled(false);
    m_workspace.showRootSheet(*proof);
}

void OrganisationDialog::useSheet(const QStringList &lines, const QString &link)
{
    const QString sheet = rootSheet(lines, m_workspace.organisation(), link);
    const SheetFor wanted = std::exchange(m_sheet_for, SheetFor::Nothing);
    if (wanted == SheetFor::Nothing) return; // nobody waits for it any more
    bringForward(m_overview);
    bool is_done = false;
    if (wanted == SheetFor::Printer) is_done = printSheet(sheet, this);
    if (wanted == SheetFor::File) {
        const QString path = QFileDialog::getSaveFileName(
            this, tr("Save the sheet"), tr("organisation-key") + QStringLiteral(".txt"), tr("Texts (*.txt)"));
        if (path.isEmpty()) return;
        is_done = saveSheet(sheet, path);
        if (!is_done) {
            Problem problem;
            problem.sentence = tr("The file could not be written. The key is still on this computer. Choose "
                                  "another place.");
            return showProblem(problem);
        }
    }
    if (!is_done) return;
    m_workspace.noteRootSheet();
    showDone(tr("Whoever finds the sheet can sign for the organisation: lock it away."));
}

// --- in -------------------------------------------------------------------------------------------

void OrganisationDialog::makeOpening()
{
    QVBoxLayout *column = newPage(tr("Restore the key from a file"), tr("Type the passphrase of this file."));
    m_opening = pageOf(column);
    m_file = new PlainLabel({}, TextRole::BodyStrong, Tone::Primary, m_opening);
    m_file->setObjectName(QStringLiteral("rootFileLabel"));
    column->addWidget(m_file);
    m_opening_passphrase = new PasswordField(tr("Passphrase"), m_opening);
    m_opening_passphrase->edit()->setObjectName(QStringLiteral("rootOpenPassphraseEdit"));
    column->addWidget(m_opening_passphrase);
    m_open = newButton(ButtonKind::Primary, tr("Restore"), "rootOpenNowButton", m_opening);
    connect(m_open, &Button::clicked, this, &OrganisationDialog::open);
    connect(m_opening_passphrase, &FormField::submitted, this, &OrganisationDialog::open);
    addButtons(column, m_open);
}

void OrganisationDialog::chooseFile()
{
    const QString path = chooseRootFile(this);
    if (path.isEmpty()) return;
    m_path = path;
    m_file->setText(cleanName(QFileInfo(path).fileName()));
    bringForward(m_opening);
}

void OrganisationDialog::open()
{
    if (m_opening_passphrase->text().isEmpty() || !m_open->isEnabled()) return;
    m_problem->hide();
    m_open->setEnabled(false);
    m_workspace.restoreRootKey(m_path, m_opening_passphrase->text());
}

void OrganisationDialog::makeTyping()
{
    QVBoxLayout *column =
        newPage(tr("Type the sheet"),
                tr("Type the four lines as they stand on the sheet. Capital letters, spaces and "
                   "dashes do not matter."));
    m_typing = pageOf(column);
    m_sheet = new RootSheetEntry(QStringLiteral("rootLineEdit"), m_typing);
    connect(m_sheet, &RootSheetEntry::submitted, this, &OrganisationDialog::enterSheet);
    column->addWidget(m_sheet);
    auto *enter = newButton(ButtonKind::Primary, tr("Restore"), "rootSheetNowButton", m_typing);
    connect(enter, &Button::clicked, this, &OrganisationDialog::enterSheet);
    addButtons(column, enter);
}

void OrganisationDialog::enterSheet()
{
    if (!m_sheet->check()) return;
    m_problem->hide();
    m_workspace.enterRootSheet(m_sheet->text());
}

} // namespace chat121::ui
