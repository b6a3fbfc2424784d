// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/ui/history/words_dialog.h"

#include "client/core/archive/typed_words.h"
#include "client/ui/history/words_sheet.h"
#include "client/ui/theme/button.h"
#include "client/ui/theme/theme.h"
#include "client/ui/trust/proof_field.h"
#include "client/ui/widgets/card.h"
#include "client/ui/widgets/confirm_dialog.h"
#include "client/ui/widgets/form_field.h"
#include "client/ui/widgets/icon_label.h"

#include <QFileDialog>
#include <QGridLayout>
#include <QLocale>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace chat121::ui {

namespace {

constexpr int kColumns = 3;
constexpr int kAsked = 2; // words that are typed again

QHBoxLayout *buttonRow(const QList<Button *> &buttons)
{
    auto *row = new QHBoxLayout;
    row->addStretch(1);
    for (Button *button : buttons)
        row->addWidget(button);
    return row;
}

} // namespace

RecoveryWordsDialog::RecoveryWordsDialog(Workspace &workspace, QWidget *parent)
    : QDialog(parent)
    , m_workspace(workspace)
    , m_pages(new QStackedWidget(this))
    , m_problem(new MarkedLabel(Icon::Error, Tone::Danger, TextRole::Body, this))
{
    const Theme &theme = Theme::of(this);
    setObjectName(QStringLiteral("recoveryWordsDialog"));
    setWindowTitle(tr("Recovery words"));
    auto *column = new QVBoxLayout(this);
    const int margin = theme.px(space::kXl);
    column->setContentsMargins(margin, margin, margin, margin);
    column->setSpacing(theme.px(space::kM));
    column->addWidget(m_problem);
    column->addWidget(m_pages, 1);
    m_problem->words()->setObjectName(QStringLiteral("problemLabel"));
    m_problem->hide();
    m_start_page = makeStart();
    m_words_page = makeWords();
    m_check_page = makeCheck();
    const QWidgetList pages = {m_start_page, m_words_page, m_check_page};
    for (QWidget *page : pages)
        m_pages->addWidget(page);
    setMinimumWidth(theme.px(size::kReadableWidthMax + 2 * space::kXl));
    connect(&m_workspace, &Workspace::recoveryWordsTold, this, &RecoveryWordsDialog::showWords);
    connect(&m_workspace, &Workspace::recoveryWordsRefused, this, &RecoveryWordsDialog::showProblem);
    connect(&m_workspace, &Workspace::historyChanged, this, &RecoveryWordsDialog::follow);
    begin();
}

QVBoxLayout *RecoveryWordsDialog::columnOf(QWidget *page, const QString &title, const QString &sentence)
{
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins({});
    column->setSpacing(Theme::of(this).px(space::kM));
    column->addWidget(new PlainLabel(title, TextRole::Title, Tone::Primary, page));
    auto *label = new PlainLabel(sentence, TextRole::Body, Tone::Secondary, page);
    column->addWidget(label);
    if (!m_start_sentence) m_start_sentence = label; // the first page's changes
    return column;
}

// --- before there are words -----------------------------------------------------------------------

QWidget *RecoveryWordsDialog::makeStart()
{
    auto *page = new QWidget(m_pages);
    QVBoxLayout *column = columnOf(page, tr("Recovery words"), {});
    m_proof = new ProofField(m_workspace, page);
    column->addWidget(m_proof);
    m_make = new Button(ButtonKind::Primary, tr("Make the words"), page);
    m_make->setObjectName(QStringLiteral("makeWordsButton"));
    m_enter = new Button(ButtonKind::Primary, tr("Type the words"), page);
    m_enter->setObjectName(QStringLiteral("enterWordsButton"));
    auto *close = new Button(ButtonKind::Secondary, tr("Close"), page);
    column->addStretch(1);
    column->addLayout(buttonRow({close, m_enter, m_make}));
    connect(close, &Button::clicked, this, &QDialog::reject);
    connect(m_make, &Button::clicked, this, &RecoveryWordsDialog::submit);
    connect(m_proof, &ProofField::submitted, m_make, &Button::click);
    connect(m_enter, &Button::clicked, this, [this] {
        accept();
        Q_EMIT entryWanted();
    });
    return page;
}

// What changes while somebody types a proof, or waits for the words, does not begin anew.
void RecoveryWordsDialog::follow()
{
    const bool is_news = m_workspace.history().state != m_begun.state ||
                         m_workspace.history().is_allowed != m_begun.is_allowed;
    if (m_words.isEmpty() && !m_is_waiting && is_news) begin();
}

void RecoveryWordsDialog::begin()
{
    m_begun = m_workspace.history();
    const HistoryStatus::State state = m_begun.state;
    m_make->setVisible(state == HistoryStatus::State::NotKept || state == HistoryStatus::State::Kept);
    m_proof->hide();
    m_enter->setVisible(state == HistoryStatus::State::Locked);
    switch (state) {
    case HistoryStatus::State::Unknown:
        m_start_sentence->setText(
            tr("The server has not been reached yet. Recovery words can be made when you "
               "are connected."));
        break;
    case HistoryStatus::State::NotKept:
        m_start_sentence->setText(
            m_begun.is_allowed
                ? tr("With twelve words on a piece of paper, a new computer can show your conversations when "
                     "this one is lost. They are kept on the server sealed: nobody opens them without the "
                     "words, and nobody can bring back words that are lost.")
                : tr("Conversations are not kept for new computers here. With twelve words on a piece of "
                     "paper you still come back to your account when this computer is lost."));
        askFor(Wish::Make);
        break;
    case HistoryStatus::State::Locked:
        m_start_sentence->setText(tr("The words of your account were made on another computer. This one does "
                                     "not know them yet."));
        m_enter->setDefault(true);
        break;
    case HistoryStatus::State::Kept:
        m_start_sentence->setText(tr("Your recovery words are about to be shown. Whoever sees them can read "
                                     "your conversations and write in your name."));
        askFor(Wish::Show);
        break;
    }
    bringForward(m_start_page);
}

void RecoveryWordsDialog::askFor(Wish wish)
{
    m_wish = wish;
    m_make->setText(wish == Wish::Show      ? tr("Show the words")
                    : wish == Wish::Replace ? tr("Make new words")
                                            : tr("Make the words"));
    m_make->setEnabled(true);
    m_make->setDefault(true);
    if (m_proof->start()) m_proof->setFocus();
}

void RecoveryWordsDialog::submit()
{
    const auto proof = m_proof->take();
    if (!proof) return;
    m_problem->hide();
    m_make->setEnabled(false);
    m_is_waiting = true;
    if (m_wish == Wish::Show) return m_workspace.showRecoveryWords(*proof);
    m_workspace.makeRecoveryWords(*proof);
}

void RecoveryWordsDialog::showProblem(const Problem &problem)
{
    m_make->setEnabled(true);
    m_is_waiting = false;
    follow();
    m_problem->words()->setText(problem.sentence);
    m_problem->words()->setToolTip(problem.details);
    m_problem->show();
    if (m_proof->isVisible()) m_proof->setFocus();
}

// --- the words ------------------------------------------------------------------------------------

QWidget *RecoveryWordsDialog::makeWords()
{
    auto *page = new QWidget(m_pages);
    QVBoxLayout *column =
        columnOf(page, tr("Your recovery words"),
                 tr("Write them down in this order, and keep the paper where nobody else finds it."));
    const Theme &theme = Theme::of(this);
    auto *card = new Card(page);
    m_grid = card;
    m_grid->setObjectName(QStringLiteral("recoveryWordsGrid"));
    m_grid->setFocusPolicy(Qt::TabFocus); // for screen readers: all words in one
    auto *grid = new QGridLayout(card);
    const int margin = theme.px(space::kL);
    grid->setContentsMargins(margin, margin, margin, margin);
    grid->setHorizontalSpacing(theme.px(space::kL));
    grid->setVerticalSpacing(theme.px(space::kM));
    for (int i = 0; i < archive::kWordsInAll; ++i) {
        auto *label = new PlainLabel({}, TextRole::BodyStrong, Tone::Primary, card);
        const int rows = archive::kWordsInAll / kColumns;
        grid->addWidget(label, i % rows, i / rows);
        m_word_labels.append(label);
    }
    column->addWidget(card);

    auto *other = new Button(ButtonKind::Quiet, tr("Make new words…"), page);
    other->setObjectName(QStringLiteral("newWordsButton"));
    auto *print_button = new Button(ButtonKind::Secondary, tr("Print…"), page);
    print_button->setObjectName(QStringLiteral("printWordsButton"));
    auto *save_button = new Button(ButtonKind::Secondary, tr("Save as a file…"), page);
    save_button->setObjectName(QStringLiteral("saveWordsButton"));
    m_noted = new Button(ButtonKind::Primary, tr("They are written down"), page);
    m_noted->setObjectName(QStringLiteral("wordsNotedButton"));
    auto *first = new QHBoxLayout;
    first->addWidget(print_button);
    first->addWidget(save_button);
    first->addStretch(1);
    column->addLayout(first);
    auto *second = new QHBoxLayout;
    second->addWidget(other);
    second->addStretch(1);
    second->addWidget(m_noted);
    column->addLayout(second);
    connect(other, &Button::clicked, this, &RecoveryWordsDialog::confirmNewWords);
    connect(print_button, &Button::clicked, this, &RecoveryWordsDialog::print);
    connect(save_button, &Button::clicked, this, &RecoveryWordsDialog::save);
    connect(m_noted, &Button::clicked, this, &RecoveryWordsDialog::startCheck);
    return page;
}

void RecoveryWordsDialog::showWords(const QStringList &words)
{
    if (words.size() != archive::kWordsInAll) return;
    m_words = words;
    m_is_waiting = false;
    m_problem->hide();
    m_make->setEnabled(true);
    QStringList spoken;
    for (int i = 0; i < archive::kWordsInAll; ++i) {
        //: A recovery word with its number: "3. lomid"
        const QString line = tr("%1. %2").arg(QLocale().toString(i + 1), words.at(i));
        m_word_labels.at(i)->setText(line);
        spoken.append(line);
    }
    m_grid->setAccessibleName(tr("Your recovery words"));
    m_grid->setAccessibleDescription(spoken.join(QStringLiteral(", ")));
    bringForward(m_words_page);
    m_noted->setDefault(true);
    m_noted->setFocus();
}

void RecoveryWordsDialog::confirmNewWords()
{
    ConfirmDialog question({tr("Make new recovery words?"),
                            tr("The words that you have now open nothing any more. Your other computers ask "
                               "for the new ones. Your conversations stay."),
                            tr("Keep the old ones"), tr("Make new words")},
                           this);
    if (question.exec() != QDialog::Accepted) return;
    m_start_sentence->setText(
        tr("New recovery words are about to be made and shown in place of the old ones."));
    askFor(Wish::Replace);
    bringForward(m_start_page);
}

void RecoveryWordsDialog::print()
{
    printSheet(wordsSheet(m_words, m_workspace.organisation()), this);
}

void RecoveryWordsDialog::save()
{
    const QString path =
        QFileDialog::getSaveFileName(this, tr("Save the recovery words"),
                                     tr("recovery-words") + QStringLiteral(".txt"), tr("Texts (*.txt)"));
    if (path.isEmpty() || saveSheet(wordsSheet(m_words, m_workspace.organisation()), path)) return;
    Problem problem;
    problem.sentence =
        tr("The file could not be written. Choose another place, or write the words on paper.");
    showProblem(problem);
}

// --- is the paper right? --------------------------------------------------------------------------

QWidget *RecoveryWordsDialog::makeCheck()
{
    auto *page = new QWidget(m_pages);
    QVBoxLayout *column = columnOf(page, tr("Is the paper right?"), tr("Type these two words from it."));
    for (int i = 0; i < kAsked; ++i) {
        auto *field = new FormField({}, page);
        field->edit()->setObjectName(QStringLiteral("checkWordEdit%1").arg(i + 1));
        column->addWidget(field);
        m_fields.append(field);
        connect(field, &FormField::submitted, this, &RecoveryWordsDialog::check);
    }
    column->addStretch(1);
    auto *back = new Button(ButtonKind::Secondary, tr("Show the words again"), page);
    back->setObjectName(QStringLiteral("showWordsAgainButton"));
    auto *done = new Button(ButtonKind::Primary, tr("Done"), page);
    done->setObjectName(QStringLiteral("wordsCheckedButton"));
    column->addLayout(buttonRow({back, done}));
    connect(back, &Button::clicked, this, [this] { showWords(m_words); });
    connect(done, &Button::clicked, this, &RecoveryWordsDialog::check);
    return page;
}

// Two that depend on the words themselves, so that nobody learns which ones are asked.
void RecoveryWordsDialog::startCheck()
{
    int sum = 0;
    for (const QString &word : std::as_const(m_words))
        sum += word.front().unicode() + word.back().unicode();
    m_asked = {sum % archive::kWordsInAll, (sum + 5) % archive::kWordsInAll};
    std::sort(m_asked.begin(), m_asked.end());
    for (int i = 0; i < kAsked; ++i) {
        m_fields.at(i)->setText({});
        m_fields.at(i)->setError({});
        m_fields.at(i)->setLabel(tr("Word %1").arg(QLocale().toString(m_asked.at(i) + 1)));
    }
    m_problem->hide();
    bringForward(m_check_page);
    m_fields.constFirst()->edit()->setFocus();
}

void RecoveryWordsDialog::check()
{
    for (int i = 0; i < kAsked; ++i) {
        FormField *field = m_fields.at(i);
        const bool is_right = archive::isSameWord(field->text(), m_words.at(m_asked.at(i)));
        field->setError(is_right ? QString() : tr("This is another word. Compare it with the paper."));
        if (is_right) continue;
        field->edit()->setFocus();
        return;
    }
    m_workspace.noteRecoveryWords();
    accept();
}

void RecoveryWordsDialog::bringForward(QWidget *page)
{
    m_pages->setCurrentWidget(page);
}

} // namespace chat121::ui
