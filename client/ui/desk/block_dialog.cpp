// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/ui/desk/block_dialog.h"

#include "client/ui/text/names.h"
#include "client/ui/theme/button.h"
#include "client/ui/theme/theme.h"
#include "client/ui/widgets/form_field.h"
#include "client/ui/widgets/icon_label.h"
#include "client/ui/widgets/plain_label.h"
#include "client/ui/widgets/titled_column.h"
#include "common/base/limits.h"

#include <QComboBox>
#include <QDateTime>
#include <QListWidget>
#include <QLocale>
#include <QVBoxLayout>

namespace chat121::ui {

namespace {

constexpr int kHours[] = {1, 24, 7 * 24, 30 * 24, 0}; // 0: until it is lifted
constexpr int kRowsShown = 4;
constexpr int kReasonCharsMax = 500;

} // namespace

BlockDialog::BlockDialog(Workspace &workspace, const ConversationRow &conversation, QWidget *parent)
    : QDialog(parent)
    , m_workspace(workspace)
    , m_conversation(conversation.id)
{
    const Theme &theme = Theme::of(this);
    setWindowTitle(tr("Block the customer"));
    QVBoxLayout *column = titledColumn(*this);
    column->addWidget(
        new PlainLabel(cleanName(conversation.title), TextRole::BodyStrong, Tone::Primary, this));
    column->addWidget(
        new PlainLabel(tr("The server then takes nothing from this customer in your department. They are "
                          "told so, and until when, once they write; what was written stays. Your "
                          "colleagues read in a note who blocked, and why."),
                       TextRole::Body, Tone::Secondary, this));
    addTerms(column);
    addList(column);
    m_problem = new MarkedLabel(Icon::Error, Tone::Danger, TextRole::Body, this);
    m_problem->words()->setObjectName(QStringLiteral("blockProblemLabel"));
    m_problem->hide();
    column->addWidget(m_problem);
    column->addLayout(makeButtons());
    setMinimumWidth(theme.px(size::kReadableWidthMax));
    connect(&m_workspace, &Workspace::customerBlocked, this, [this](ConversationId blocked) {
        if (blocked == m_conversation) accept();
    });
    connect(&m_workspace, &Workspace::blocksTold, this, &BlockDialog::showList);
    connect(&m_workspace, &Workspace::actionFailed, this, &BlockDialog::tell);
    refresh();
    m_workspace.askBlocks(m_conversation);
}

void BlockDialog::addTerms(QVBoxLayout *column)
{
    m_terms = new QComboBox(this);
    m_terms->setObjectName(QStringLiteral("blockTermCombo"));
    m_terms->setAccessibleName(tr("For how long"));
    for (const int hours : kHours)
        m_terms->addItem(hours == 0    ? tr("until somebody lifts it")
                         : hours >= 24 ? tr("%n day(s)", nullptr, hours / 24)
                                       : tr("%n hour(s)", nullptr, hours),
                         hours);
    m_terms->setCurrentIndex(1);
    auto *label = new PlainLabel(m_terms->accessibleName(), TextRole::SmallStrong, Tone::Secondary, this);
    label->setBuddy(m_terms);
    column->addWidget(label);
    column->addWidget(m_terms);
    m_why = new FormField(tr("Why, for your colleagues"), this);
    m_why->edit()->setObjectName(QStringLiteral("blockWhyEdit"));
    m_why->edit()->setMaxLength(kReasonCharsMax);
    column->addWidget(m_why);
}

void BlockDialog::addList(QVBoxLayout *column)
{
    const QString name = tr("Blocked in this department");
    column->addWidget(new PlainLabel(name, TextRole::SmallStrong, Tone::Secondary, this));
    m_nobody = new PlainLabel(tr("Nobody"), TextRole::Body, Tone::Hint, this);
    column->addWidget(m_nobody);
    m_blocked = new QListWidget(this);
    m_blocked->setObjectName(QStringLiteral("blockedList"));
    m_blocked->setAccessibleName(name);
    m_blocked->setMinimumHeight(kRowsShown * Theme::of(this).px(space::kXl));
    connect(m_blocked, &QListWidget::currentRowChanged, this, &BlockDialog::refresh);
    column->addWidget(m_blocked, 1);
    m_lift = new Button(ButtonKind::Secondary, tr("Lift the block"), this);
    m_lift->setObjectName(QStringLiteral("liftBlockButton"));
    m_lift->setAutoDefault(false);
    connect(m_lift, &Button::clicked, this, [this] {
        const int row = m_blocked->currentRow();
        if (row < 0 || row >= m_list.customers.size()) return;
        m_problem->hide();
        m_workspace.liftBlock(m_conversation, m_list.customers.at(row).account);
    });
    auto *row = new QHBoxLayout;
    row->addWidget(m_lift);
    row->addStretch(1);
    column->addLayout(row);
}

QLayout *BlockDialog::makeButtons()
{
    auto *buttons = new QHBoxLayout;
    auto *cancel = new Button(ButtonKind::Secondary, tr("Cancel"), this);
    cancel->setObjectName(QStringLiteral("blockCancelButton"));
    connect(cancel, &Button::clicked, this, &QDialog::reject);
    m_block = new Button(ButtonKind::Danger, tr("Block"), this);
    m_block->setObjectName(QStringLiteral("blockNowButton"));
    connect(m_block, &Button::clicked, this, &BlockDialog::block);
    cancel->setDefault(true);
    buttons->addStretch(1);
    buttons->addWidget(cancel);
    buttons->addWidget(m_block);
    return buttons;
}

void BlockDialog::block()
{
    m_problem->hide();
    m_block->setEnabled(false);
    m_workspace.block(m_conversation, std::chrono::hours(m_terms->currentData().toInt()), m_why->text());
}

void BlockDialog::showList(ConversationId conversation, const BlockList &list)
{
    if (conversation != m_conversation) return;
    m_list = list;
    m_blocked->clear();
    for (const BlockedCustomer &one : list.customers) {
        const QString name = isolated(cleanName(one.name));
        const QString until =
            QLocale().toString(QDateTime::fromMSecsSinceEpoch(one.until.ms), QLocale::ShortFormat);
        m_blocked->addItem(one.until == UnixTime{} ? tr("%1, until somebody lifts it").arg(name)
                                                   : tr("%1, until %2").arg(name, until));
    }
    if (!list.customers.isEmpty()) m_blocked->setCurrentRow(0);
    refresh();
}

void BlockDialog::tell(const Problem &problem)
{
    m_problem->words()->setText(problem.sentence);
    m_problem->show();
    m_block->setEnabled(true);
}

void BlockDialog::refresh()
{
    const bool is_anybody = !m_list.customers.isEmpty();
    m_nobody->setVisible(!is_anybody);
    m_blocked->setVisible(is_anybody);
    m_lift->setVisible(is_anybody && m_list.is_liftable);
    m_lift->setEnabled(m_blocked->currentRow() >= 0);
}

} // namespace chat121::ui
