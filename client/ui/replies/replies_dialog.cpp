// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/ui/replies/replies_dialog.h"

#include "client/core/models/reply_search.h"
#include "client/ui/replies/reply_form.h"
#include "client/ui/replies/reply_list.h"
#include "client/ui/text/names.h"
#include "client/ui/theme/button.h"
#include "client/ui/theme/theme.h"
#include "client/ui/widgets/confirm_dialog.h"
#include "client/ui/widgets/icon_label.h"
#include "client/ui/widgets/plain_label.h"
#include "client/ui/widgets/titled_column.h"

#include <QLineEdit>
#include <QVBoxLayout>

#include <algorithm>
#include <tuple>
#include <utility>

namespace chat121::ui {

namespace {

constexpr int kRowsMin = 6;
constexpr qreal kLibraryWidth = size::kReadableWidthMax * 2 / 3;

QList<CannedReply> foundIn(const QList<CannedReply> &replies, const QString &words)
{
    QList<CannedReply> found;
    const QList<qsizetype> places = searchReplies(replies, {words, {}, {}});
    for (const qsizetype place : places)
        found.append(replies.at(place));
    if (!words.trimmed().isEmpty()) return found;
    std::sort(found.begin(), found.end(), [](const CannedReply &a, const CannedReply &b) {
        return std::tie(a.shortcut, a.language, a.id) < std::tie(b.shortcut, b.language, b.id);
    });
    return found;
}

} // namespace

RepliesDialog::RepliesDialog(Workspace &workspace, QWidget *parent)
    : QDialog(parent)
    , m_workspace(workspace)
{
    build();
    connectParts();
    onLibrary();
    m_search->setFocus();
}

void RepliesDialog::build()
{
    const Theme &theme = Theme::of(this);
    setWindowTitle(tr("Canned replies"));
    QVBoxLayout *column = titledColumn(*this);
    column->addWidget(new PlainLabel(tr("Everybody of the department uses and changes them. They are sealed: "
                                        "neither the server nor a customer reads them here. Type / and the "
                                        "shortcut where you write."),
                                     TextRole::Body, Tone::Secondary, this));
    auto *both = new QHBoxLayout;
    both->setSpacing(theme.px(space::kXl));
    both->addLayout(makeLibrary());
    both->addLayout(makeEditor(), 1);
    column->addLayout(both, 1);
    setMinimumWidth(theme.px(kLibraryWidth + size::kReadableWidthMax + 3 * space::kXl));
}

QBoxLayout *RepliesDialog::makeLibrary()
{
    const Theme &theme = Theme::of(this);
    auto *column = new QVBoxLayout;
    column->setSpacing(theme.px(space::kS));
    m_search = new QLineEdit(this);
    m_search->setObjectName(QStringLiteral("replySearchLine"));
    m_search->setPlaceholderText(tr("Search canned replies"));
    m_search->setAccessibleName(m_search->placeholderText());
    m_search->setClearButtonEnabled(true);
    m_list = new ReplyList(this);
    m_list->setObjectName(QStringLiteral("replyList"));
    m_list->setAccessibleName(tr("Canned replies"));
    m_list->setMinimumHeight(kRowsMin * m_list->rowHeight());
    m_nothing = new PlainLabel({}, TextRole::Body, Tone::Secondary, this);
    m_nothing->setAlignment(Qt::AlignTop | Qt::AlignLeading);
    m_nothing->setObjectName(QStringLiteral("replyNothingLabel"));
    m_locked = new PlainLabel(tr("Some may still wait for a colleague's computer."), TextRole::Small,
                              Tone::Secondary, this);
    m_new = new Button(ButtonKind::Secondary, tr("New"), this);
    m_new->setObjectName(QStringLiteral("replyNewButton"));
    m_new->setAccessibleDescription(tr("Begins another canned reply"));
    m_new->setAutoDefault(false);
    for (QWidget *part : std::initializer_list<QWidget *>{m_search, m_list, m_nothing}) {
        part->setFixedWidth(theme.px(kLibraryWidth));
        column->addWidget(part, part == m_search ? 0 : 1);
    }
    column->addWidget(m_locked);
    column->addWidget(m_new, 0, Qt::AlignLeading);
    return column;
}

QBoxLayout *RepliesDialog::makeEditor()
{
    const Theme &theme = Theme::of(this);
    auto *column = new QVBoxLayout;
    column->setSpacing(theme.px(space::kS));
    m_form = new ReplyForm(this);
    m_about = new PlainLabel({}, TextRole::Small, Tone::Secondary, this);
    m_about->setObjectName(QStringLiteral("replyAboutLabel"));
    m_saved = new MarkedLabel(Icon::Check, Tone::Ok, TextRole::Body, this);
    m_saved->words()->setText(tr("Saved for everybody of the department."));
    m_problem = new MarkedLabel(Icon::Error, Tone::Danger, TextRole::Body, this);
    m_problem->words()->setObjectName(QStringLiteral("replyProblemLabel"));
    m_delete = new Button(ButtonKind::Quiet, Icon::Erase, tr("Delete"), this);
    m_delete->setObjectName(QStringLiteral("replyDeleteButton"));
    auto *done = new Button(ButtonKind::Secondary, tr("Close"), this);
    done->setObjectName(QStringLiteral("replyDoneButton"));
    m_save = new Button(ButtonKind::Primary, tr("Save"), this);
    m_save->setObjectName(QStringLiteral("replySaveButton"));
    m_save->setDefault(true);
    for (Button *button : {m_delete, done})
        button->setAutoDefault(false);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_delete);
    buttons->addStretch(1);
    buttons->addWidget(done);
    buttons->addWidget(m_save);
    column->addWidget(m_form, 1);
    column->addWidget(m_about);
    column->addWidget(m_saved);
    column->addWidget(m_problem);
    column->addLayout(buttons);
    m_saved->hide();
    m_problem->hide();
    connect(done, &Button::clicked, this, &RepliesDialog::reject);
    return column;
}

void RepliesDialog::connectParts()
{
    connect(m_search, &QLineEdit::textChanged, this, &RepliesDialog::refreshList);
    connect(m_list, &QListWidget::currentRowChanged, this, &RepliesDialog::onChosen);
    connect(m_new, &Button::clicked, this, &RepliesDialog::makeNew);
    connect(m_form, &ReplyForm::changed, this, [this] {
        m_saved->hide();
        refresh();
    });
    connect(m_form, &ReplyForm::submitted, this, &RepliesDialog::save);
    connect(m_save, &Button::clicked, this, &RepliesDialog::save);
    connect(m_delete, &Button::clicked, this, &RepliesDialog::remove);
    connect(&m_workspace, &Workspace::cannedRepliesChanged, this, &RepliesDialog::onLibrary);
    connect(&m_workspace, &Workspace::cannedReplySaved, this, &RepliesDialog::onSaved);
    connect(&m_workspace, &Workspace::cannedReplyRefused, this, &RepliesDialog::onRefused);
}

// --- what there is --------------------------------------------------------------------------------

void RepliesDialog::onLibrary()
{
    const ReplyLibrary library = m_workspace.cannedReplies();
    m_form->setDepartments(library.departments);
    const CannedReply shown = m_form->shown();
    if (!shown.id.isZero() && !m_form->isChanged()) {
        const CannedReply *now = library.find(shown.id);
        m_form->show(now != nullptr ? *now : CannedReply());
    }
    refreshList();
    refresh();
}

void RepliesDialog::refreshList()
{
    const ReplyLibrary library = m_workspace.cannedReplies();
    const QList<CannedReply> found = foundIn(library.replies, m_search->text());
    {
        const QSignalBlocker quiet(m_list);
        m_list->setReplies(found);
        m_list->choose(m_form->shown().id);
    }
    m_list->setVisible(!found.isEmpty());
    m_nothing->setVisible(found.isEmpty());
    m_nothing->setText(library.replies.isEmpty()
                           ? tr("There are none yet. Write the first one, with a shortcut that everybody "
                                "guesses.")
                           : tr("Nothing is found for this."));
    m_locked->setVisible(library.is_locked);
}

void RepliesDialog::refresh()
{
    const ReplyLibrary library = m_workspace.cannedReplies();
    const bool may_write = !library.departments.isEmpty();
    m_form->setEnabled(may_write);
    m_new->setEnabled(may_write);
    m_save->setEnabled(may_write && m_doing == Doing::Nothing && m_form->isChanged());
    const CannedReply *now = library.find(m_form->shown().id);
    m_delete->setVisible(now != nullptr);
    m_delete->setEnabled(m_doing == Doing::Nothing);
    QString about;
    if (now != nullptr && now->is_waiting)
        about = tr("Colleagues have it as soon as the server has been reached.");
    else if (now != nullptr && !now->changed_by.isEmpty())
        about = tr("Last changed by %1").arg(isolated(cleanName(now->changed_by)));
    m_about->setText(about);
    m_about->setVisible(!about.isEmpty());
}

// --- from one to another --------------------------------------------------------------------------

bool RepliesDialog::mayLeave()
{
    if (!m_form->isChanged()) return true;
    ConfirmDialog question({tr("Discard what you have written?"),
                            tr("This canned reply has changes that are not saved."), tr("Go on writing"),
                            tr("Discard")},
                           this);
    return question.exec() == QDialog::Accepted;
}

void RepliesDialog::show(const CannedReply &reply)
{
    m_form->show(reply);
    m_saved->hide();
    m_problem->hide();
    refreshList();
    refresh();
}

void RepliesDialog::onChosen()
{
    const CannedReply *chosen = m_list->chosen();
    if (chosen == nullptr || chosen->id == m_form->shown().id) return;
    const CannedReply wanted = *chosen;
    if (mayLeave()) return show(wanted);
    refreshList(); // where it was
}

void RepliesDialog::makeNew()
{
    if (!mayLeave()) return;
    show(CannedReply());
    m_form->begin();
}

void RepliesDialog::reject()
{
    if (mayLeave()) QDialog::reject();
}

// --- what is changed ------------------------------------------------------------------------------

void RepliesDialog::save()
{
    if (m_doing != Doing::Nothing || !m_form->isChanged()) return;
    m_problem->hide();
    if (!m_form->isSound(m_workspace.cannedReplies().replies)) return;
    m_doing = Doing::Saving;
    refresh();
    m_workspace.saveCannedReply(m_form->written());
}

void RepliesDialog::remove()
{
    const ReplyLibrary library = m_workspace.cannedReplies();
    const CannedReply *now = library.find(m_form->shown().id);
    if (now == nullptr) return;
    ConfirmDialog question({tr("Delete this canned reply?"),
                            tr("It is gone for everybody of the department. What was sent with it stays."),
                            tr("Keep it"), tr("Delete")},
                           this);
    if (question.exec() != QDialog::Accepted) return;
    m_doing = Doing::Deleting;
    m_problem->hide();
    refresh();
    m_workspace.deleteCannedReply(m_form->shown());
}

void RepliesDialog::onSaved(const ReplyId &id)
{
    const Doing done = std::exchange(m_doing, Doing::Nothing);
    if (done == Doing::Nothing) return;
    const ReplyLibrary library = m_workspace.cannedReplies();
    const CannedReply *now = library.find(id);
    show(now != nullptr ? *now : CannedReply());
    m_saved->setVisible(done == Doing::Saving);
}

// What was written is then a change of what there is now, or a new one.
void RepliesDialog::onRefused(const Problem &problem)
{
    const Doing refused = std::exchange(m_doing, Doing::Nothing);
    const ReplyLibrary library = m_workspace.cannedReplies();
    const CannedReply *now = library.find(m_form->shown().id);
    if (refused != Doing::Nothing) m_form->rebase(now != nullptr ? *now : CannedReply());
    m_problem->words()->setText(problem.sentence);
    m_problem->show();
    refresh();
}

} // namespace chat121::ui
