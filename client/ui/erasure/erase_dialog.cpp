// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/ui/erasure/erase_dialog.h"

#include "client/ui/theme/button.h"
#include "client/ui/theme/theme.h"
#include "client/ui/widgets/banner.h"
#include "client/ui/widgets/plain_label.h"
#include "client/ui/widgets/titled_column.h"

#include <QFileDialog>
#include <QPlainTextEdit>
#include <QSaveFile>
#include <QVBoxLayout>

namespace chat121::ui {

EraseDialog::EraseDialog(const Offer &offer, QWidget *parent)
    : QDialog(parent)
{
    setWindowTitle(tr("Erase this conversation?"));
    QVBoxLayout *column = titledColumn(*this);
    if (offer.is_everywhere) {
        const QString when = offer.is_connected
                                 ? QString()
                                 : QLatin1Char(' ') + tr("There is no connection now: it is done as soon as "
                                                         "there is one.");
        addWords(column, tr("Everywhere"),
                 tr("The server deletes it at once, and the computers of everybody in it delete it with its "
                    "keys as soon as they are on-line. One line says that it was erased. Nobody can bring it "
                    "back. You get a signed receipt.") +
                     when);
        addWords(column, tr("What cannot be reached"),
                 tr("Notes and copies that people have made for themselves, pictures of their screens, and "
                    "backups of the server until its operator replaces them."));
    }
    if (offer.is_customer)
        addWords(column, tr("Only on this computer"),
                 tr("The conversation and your keys are erased here, and you cannot go on with it. What the "
                    "others have is not touched.") +
                     offer.off_line_note);
    column->addSpacing(Theme::of(this).px(space::kXs));

    auto *buttons = new QHBoxLayout;
    const auto add = [&](ButtonKind kind, const QString &text, const QString &name, Choice choice) {
        auto *button = new Button(kind, text, this);
        button->setObjectName(name);
        connect(button, &QPushButton::clicked, this, [this, choice] { choose(choice); });
        buttons->addWidget(button);
        return button;
    };
    if (offer.has_receipt)
        add(ButtonKind::Quiet, tr("Last receipt"), QStringLiteral("receiptButton"), Choice::Receipt);
    buttons->addStretch(1);
    auto *keep = add(ButtonKind::Secondary, tr("Keep"), QStringLiteral("keepButton"), Choice::Keep);
    if (offer.is_customer)
        add(ButtonKind::Danger, tr("Erase here"), QStringLiteral("destroyButton"), Choice::Here);
    if (offer.is_everywhere)
        add(ButtonKind::Danger, tr("Erase everywhere"), QStringLiteral("everywhereButton"),
            Choice::Everywhere);
    column->addLayout(buttons);
    keep->setDefault(true);
    keep->setFocus();
}

void EraseDialog::addWords(QVBoxLayout *column, const QString &title, const QString &sentence)
{
    column->addWidget(new PlainLabel(title, TextRole::SmallStrong, Tone::Primary, this));
    column->addWidget(new PlainLabel(sentence, TextRole::Body, Tone::Secondary, this));
}

void EraseDialog::choose(Choice choice)
{
    m_choice = choice;
    choice == Choice::Keep ? reject() : accept();
}

// --- the receipt ----------------------------------------------------------------------------------

ReceiptDialog::ReceiptDialog(const QString &receipt, QWidget *parent)
    : QDialog(parent)
    , m_receipt(receipt)
{
    const Theme &theme = Theme::of(this);
    setWindowTitle(tr("The conversation is erased"));
    QVBoxLayout *column = titledColumn(*this);
    column->addWidget(new PlainLabel(tr("The server has signed what it deleted, and what it could not reach. "
                                        "Save it if you may have to prove it."),
                                     TextRole::Body, Tone::Secondary, this));
    auto *text = new QPlainTextEdit(receipt, this);
    text->setObjectName(QStringLiteral("receiptText"));
    text->setAccessibleName(tr("Receipt"));
    text->setReadOnly(true);
    text->setTabChangesFocus(true);
    column->addWidget(text, 1);
    m_problem = new Banner(this);
    m_problem->hide();
    connect(m_problem, &Banner::actionClicked, m_problem, &QWidget::hide);
    column->addWidget(m_problem);

    auto *buttons = new QHBoxLayout;
    auto *close = new Button(ButtonKind::Secondary, tr("Close"), this);
    close->setObjectName(QStringLiteral("closeReceiptButton"));
    auto *save = new Button(ButtonKind::Primary, tr("Save…"), this);
    save->setObjectName(QStringLiteral("saveReceiptButton"));
    buttons->addStretch(1);
    buttons->addWidget(close);
    buttons->addWidget(save);
    column->addLayout(buttons);
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    connect(save, &QPushButton::clicked, this, &ReceiptDialog::save);
    save->setDefault(true);
    save->setFocus();
    setMinimumWidth(theme.px(size::kReadableWidthMax + 2 * space::kXl));
}

void ReceiptDialog::save()
{
    const QString path = QFileDialog::getSaveFileName(
        this, tr("Save the receipt"), tr("erasure-receipt") + QStringLiteral(".txt"), tr("Texts (*.txt)"));
    if (path.isEmpty()) return;
    QSaveFile file(path);
    const bool is_saved =
        file.open(QIODevice::WriteOnly) && file.write(m_receipt.toUtf8()) > 0 && file.commit();
    if (is_saved) return accept();
    m_problem->show(Banner::Kind::Error, tr("The file could not be written. Choose another place."),
                    tr("Hide"));
}

} // namespace chat121::ui
