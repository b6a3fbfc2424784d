// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/ui/trust/organisation_dialog.h"

#include "client/ui/text/names.h"
#include "client/ui/theme/button.h"
#include "client/ui/theme/theme.h"
#include "client/ui/trust/proof_field.h"
#include "client/ui/trust/root_entry.h"
#include "client/ui/widgets/confirm_dialog.h"
#include "client/ui/widgets/form_field.h"
#include "client/ui/widgets/icon_label.h"
#include "client/ui/widgets/person_list.h"
#include "client/ui/widgets/plain_label.h"

#include <QLineEdit>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace chat121::ui {

OrganisationDialog::OrganisationDialog(Workspace &workspace, QWidget *parent)
    : QDialog(parent)
    , m_workspace(workspace)
    , m_pages(new QStackedWidget(this))
    , m_problem(new MarkedLabel(Icon::Error, Tone::Danger, TextRole::Body, this))
    , m_done(new MarkedLabel(Icon::Check, Tone::Ok, TextRole::Body, this))
{
    const Theme &theme = Theme::of(this);
    setObjectName(QStringLiteral("organisationDialog"));
    setWindowTitle(tr("Organisation"));
    auto *column = new QVBoxLayout(this);
    const int margin = theme.px(space::kXl);
    column->setContentsMargins(margin, margin, margin, margin);
    column->setSpacing(theme.px(space::kM));
    m_problem->words()->setObjectName(QStringLiteral("problemLabel"));
    m_done->words()->setObjectName(QStringLiteral("doneLabel"));
    column->addWidget(m_problem);
    column->addWidget(m_done);
    column->addWidget(m_pages, 1);
    makeOverview();
    makeSaving();
    makeProving();
    makeOpening();
    makeTyping();
    setMinimumWidth(theme.px(size::kReadableWidthMax + 2 * space::kXl));

    connect(&m_workspace, &Workspace::rootKeyChanged, this, &OrganisationDialog::refresh);
    connect(&m_workspace, &Workspace::colleaguesChanged, this, &OrganisationDialog::refresh);
    connect(&m_workspace, &Workspace::rootKeyRefused, this, &OrganisationDialog::showProblem);
    connect(&m_workspace, &Workspace::actionFailed, this, &OrganisationDialog::showProblem);
    connect(&m_workspace, &Workspace::rootSheetTold, this, &OrganisationDialog::useSheet);
    connect(&m_workspace, &Workspace::rootKeySaved, this,
            [this] { showDone(tr("The key is saved. Keep the file and its passphrase in two places.")); });
    connect(&m_workspace, &Workspace::rootKeyRestored, this,
            [this] { showDone(tr("The key is on this computer now. You may sign again.")); });
    connect(&m_workspace, &Workspace::colleagueDismissed, this, [this] {
        showDone(tr("They are no longer one of your people. Their computers are being removed from all "
                    "conversations."));
    });
    bringForward(m_overview);
}

QVBoxLayout *OrganisationDialog::newPage(const QString &title, const QString &sentence)
{
    auto *page = new QWidget(m_pages);
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins({});
    column->setSpacing(Theme::of(this).px(space::kM));
    column->addWidget(new PlainLabel(title, TextRole::Title, Tone::Primary, page));
    auto *words = new PlainLabel(sentence, TextRole::Body, Tone::Secondary, page);
    column->addWidget(words);
    if (!m_key_sentence) m_key_sentence = words; // the first page's changes
    m_pages->addWidget(page);
    return column;
}

QWidget *OrganisationDialog::pageOf(QVBoxLayout *column)
{
    return column->parentWidget();
}

Button *OrganisationDialog::newButton(ButtonKind kind, const QString &text, const char *object,
                                      QWidget *parent)
{
    auto *button = new Button(kind, text, parent);
    button->setObjectName(QLatin1String(object));
    return button;
}

void OrganisationDialog::addButtons(QVBoxLayout *column, Button *action)
{
    column->addStretch(1);
    auto *row = new QHBoxLayout;
    auto *back = newButton(ButtonKind::Secondary, tr("Back"), "organisationBackButton", pageOf(column));
    connect(back, &Button::clicked, this, [this] {
        forget();
        bringForward(m_overview);
    });
    row->addWidget(back);
    row->addStretch(1);
    row->addWidget(action);
    column->addLayout(row);
}

// --- what there is --------------------------------------------------------------------------------

void OrganisationDialog::makeOverview()
{
    QVBoxLayout *column = newPage(tr("The organisation's key"), {});
    m_overview = pageOf(column);
    const auto add = [&](QHBoxLayout *row, const QString &text, const char *object, QList<QWidget *> &when) {
        Button *button = newButton(ButtonKind::Secondary, text, object, m_overview);
        row->addWidget(button);
        when.append(button);
        return button;
    };
    auto *row = new QHBoxLayout;
    Button *file = add(row, tr("Save as a file…"), "saveRootButton", m_with_key);
    Button *print = add(row, tr("Print…"), "printRootButton", m_with_key);
    Button *sheet = add(row, tr("Save the sheet…"), "saveRootSheetButton", m_with_key);
    Button *restore = add(row, tr("Restore from a file…"), "restoreRootButton", m_without_key);
    Button *type = add(row, tr("Type the sheet…"), "typeRootSheetButton", m_without_key);
    row->addStretch(1);
    column->addLayout(row);
    connect(file, &Button::clicked, this, [this] { bringForward(m_saving); });
    connect(print, &Button::clicked, this, [this] { askForSheet(SheetFor::Printer); });
    connect(sheet, &Button::clicked, this, [this] { askForSheet(SheetFor::File); });
    connect(restore, &Button::clicked, this, &OrganisationDialog::chooseFile);
    connect(type, &Button::clicked, this, [this] { bringForward(m_typing); });
    makePeople(column);
    auto *close = newButton(ButtonKind::Primary, tr("Close"), "organisationCloseButton", m_overview);
    close->setDefault(true);
    connect(close, &Button::clicked, this, &QDialog::accept);
    auto *last = new QHBoxLayout;
    last->addWidget(m_dismiss);
    last->addStretch(1);
    last->addWidget(close);
    column->addLayout(last);
}

void OrganisationDialog::makePeople(QVBoxLayout *column)
{
    column->addWidget(new PlainLabel(tr("People"), TextRole::Title, Tone::Primary, m_overview));
    m_people = new PersonList(m_overview);
    m_people->setObjectName(QStringLiteral("peopleList"));
    m_people->setAccessibleName(tr("People"));
    column->addWidget(m_people, 1);
    m_dismiss =
        newButton(ButtonKind::Danger, tr("Remove from the organisation…"), "dismissButton", m_overview);
    connect(m_dismiss, &Button::clicked, this, &OrganisationDialog::confirmDismissal);
    connect(m_people, &PersonList::currentRowChanged, this,
            [this](int row) { m_dismiss->setEnabled(row >= 0 && m_workspace.rootKey().is_here); });
}

void OrganisationDialog::refresh()
{
    const RootKeyStatus status = m_workspace.rootKey();
    if (status.is_here)
        m_key_sentence->setText(
            status.is_saved
                ? tr("It is on this computer, and you have saved it. It signs badges, rules and removals.")
                : tr("It is only on this computer. Without it nobody can sign for the organisation any more: "
                     "save it as a file, or print it."));
    else
        m_key_sentence->setText(
            tr("It is not on this computer, so nothing can be signed here. Restore it from "
               "the file and its passphrase, or from the sheet of paper."));
    for (QWidget *widget : std::as_const(m_with_key))
        widget->setVisible(status.is_here);
    for (QWidget *widget : std::as_const(m_without_key))
        widget->setVisible(!status.is_here);

    const AccountId chosen = m_people->chosen();
    m_people->clear();
    const QList<Colleague> colleagues = m_workspace.colleagues();
    for (const Colleague &colleague : colleagues)
        m_people->add(colleague.account, colleague.name, colleague.role);
    m_people->choose(chosen);
    m_dismiss->setEnabled(m_people->currentRow() >= 0 && status.is_here);
}

void OrganisationDialog::bringForward(QWidget *page)
{
    m_problem->hide();
    m_done->hide();
    m_pages->setCurrentWidget(page);
    if (page == m_overview) {
        m_sheet_for = SheetFor::Nothing;
        refresh();
    }
    if (page == m_saving && !m_proof->start()) m_passphrase->edit()->setFocus();
    if (page == m_proving) m_sheet_proof->start();
    focusProof();
    if (page == m_opening) m_opening_passphrase->edit()->setFocus();
    if (page == m_typing) m_sheet->setFocus();
}

// Where one is asked for: each counts once.
void OrganisationDialog::focusProof()
{
    for (ProofField *proof : {m_proof, m_sheet_proof})
        if (m_pages->currentWidget() == proof->parentWidget() && !proof->isHidden()) proof->setFocus();
}

void OrganisationDialog::showProblem(const Problem &problem)
{
    m_done->hide();
    m_problem->words()->setText(problem.sentence);
    m_problem->show();
    m_save->setEnabled(true);
    m_tell->setEnabled(true);
    m_open->setEnabled(true);
    focusProof();
}

void OrganisationDialog::forget()
{
    const auto fields = findChildren<FormField *>();
    for (FormField *field : fields)
        field->forget();
}

void OrganisationDialog::showDone(const QString &sentence)
{
    forget();
    m_save->setEnabled(true);
    m_open->setEnabled(true);
    bringForward(m_overview);
    m_done->words()->setText(sentence);
    m_done->show();
}

void OrganisationDialog::confirmDismissal()
{
    const QListWidgetItem *item = m_people->currentItem();
    if (!item) return;
    const QString name = item->text();
    ConfirmDialog question(
        {tr("Remove %1 from the organisation?").arg(isolated(name)),
         tr("Their computers are shut out at once and for ever, and leave all conversations. "
            "What they have written stays. To come back, they need a new invitation."),
         tr("Cancel"), tr("Remove")},
        this);
    const AccountId account = m_people->chosen(); // the list may change while the question is open
    if (question.exec() == QDialog::Accepted) m_workspace.dismiss(account);
}

} // namespace chat121::ui
