// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/ui/knowledge/knowledge_dialog.h"

#include "client/ui/knowledge/held_catalogue.h"
#include "client/ui/theme/button.h"
#include "client/ui/theme/theme.h"
#include "client/ui/widgets/plain_label.h"
#include "client/ui/widgets/titled_column.h"
#include "client/ui/widgets/skeleton.h"
#include "client/ui/widgets/state_page.h"
#include "common/base/limits.h"

#include <QHeaderView>
#include <QStackedWidget>
#include <QStyledItemDelegate>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace chat121::ui {

namespace {

constexpr qreal kWidth = 640;     // of the dialog and
constexpr qreal kHeight = 420;    // of the tree when there is room, in units
constexpr qreal kHeightMin = 160; // on a small screen
constexpr int kTableRole = Qt::UserRole + 1;
constexpr int kNextRole = Qt::UserRole + 2; // of "show more": the first row that is not shown
constexpr int kAboutRole = Qt::UserRole + 3;
constexpr int kValueColumn = 1;

// A value takes the lines that it needs in its column: a tree gives each row one line otherwise.
class ValueDelegate : public QStyledItemDelegate {
public:
    explicit ValueDelegate(QTreeWidget *tree)
        : QStyledItemDelegate(tree)
        , m_tree(*tree)
    {
    }

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        QStyleOptionViewItem wrapped = option;
        initStyleOption(&wrapped, index);
        wrapped.features |= QStyleOptionViewItem::WrapText;
        wrapped.rect = {0, 0, m_tree.columnWidth(kValueColumn), 1}; // valid, or its width does not count
        return m_tree.style()->sizeFromContents(QStyle::CT_ItemViewItem, &wrapped, {}, &m_tree);
    }

private:
    const QTreeWidget &m_tree;
};

} // namespace

QString KnowledgeDialog::meaningOf(Workspace &workspace, ConversationId conversation)
{
    const QLocale locale;
    const Talk *talk = workspace.talk(conversation);
    if (talk == nullptr || !talk->isShielded())
        return tr("This is what the server says it holds about this conversation and about you, table by "
                  "table as in its database. What was said is not in it: sealed messages show only their "
                  "size, and that is rounded up to steps of %1 bytes before anything leaves your computer "
                  "(in larger steps above 4 kB). Beside this it sees your network address while you are "
                  "connected.")
            .arg(locale.toString(workspace.paddingStep()));
    const QString sizes =
        tr("This is what the server says it holds about this conversation and about you, table by table as "
           "in its database. What was said is not in it. This department has a metadata shield: sealed "
           "messages show only which of a few sizes they have, from %1 bytes on, each twice the one before.")
            .arg(locale.toString(limits::kShieldBytesMin));
    const QString times =
        tr("Who is typing is not sent, and receipts leave %1 to %2 seconds late. Who sent a message, and the "
           "minute, is forgotten once the sender's computer has confirmed it and the server has looked "
           "again, which it does every hour. Beside this it sees your network address while you are "
           "connected.")
            .arg(limits::kShieldReceiptDelayMin.count())
            .arg(limits::kShieldReceiptDelayMax.count());
    return sizes + QLatin1Char(' ') + times;
}

KnowledgeDialog::KnowledgeDialog(Workspace &workspace, ConversationId conversation, QWidget *parent)
    : QDialog(parent)
    , m_workspace(workspace)
    , m_conversation(conversation)
    , m_faces(new QStackedWidget(this))
{
    const Theme &theme = Theme::of(this);
    setWindowTitle(tr("What the server knows about this chat"));
    setMinimumWidth(theme.px(size::kReadableWidthMax));
    QVBoxLayout *column = titledColumn(*this);
    auto *meaning = new PlainLabel(meaningOf(workspace, conversation), TextRole::Body, Tone::Secondary, this);
    meaning->setObjectName(QStringLiteral("knowledgeLabel"));
    column->addWidget(meaning);

    m_tree = makeTree();
    m_error = new ErrorState(tr("The server has not answered"), {}, this);
    m_error->setAction(tr("Try again"));
    connect(m_error, &EmptyState::actionClicked, this, &KnowledgeDialog::ask);
    m_loading = new Skeleton(Skeleton::Shape::List, this);
    m_faces->addWidget(m_loading);
    m_faces->addWidget(m_tree);
    m_faces->addWidget(m_error);
    m_faces->setMinimumHeight(theme.px(kHeight));
    column->addWidget(m_faces, 1);
    auto *close = new Button(ButtonKind::Primary, tr("Close"), this);
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    column->addWidget(close, 0, Qt::AlignRight);

    connect(&m_workspace, &Workspace::serverHolds, this, &KnowledgeDialog::onHeld);
    connect(&m_workspace, &Workspace::serverHoldsFailed, this, &KnowledgeDialog::onFailed);
    const int width = theme.px(kWidth); // the sentence above the tree takes the more lines the narrower it is
    resize(width, column->totalHeightForWidth(width));
    m_faces->setMinimumHeight(theme.px(kHeightMin));
    ask();
}

void KnowledgeDialog::show(Workspace &workspace, ConversationId conversation, QWidget *parent)
{
    auto *dialog = new KnowledgeDialog(workspace, conversation, parent);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

QTreeWidget *KnowledgeDialog::makeTree()
{
    auto *tree = new QTreeWidget(this);
    tree->setObjectName(QStringLiteral("knowledgeTree"));
    tree->setAccessibleName(windowTitle());
    tree->setColumnCount(2);
    tree->setHeaderLabels({tr("What"), tr("Value")});
    tree->header()->setStretchLastSection(true);
    tree->setWordWrap(true);
    tree->setItemDelegateForColumn(kValueColumn, new ValueDelegate(tree));
    connect(tree->header(), &QHeaderView::sectionResized, tree, &QTreeWidget::doItemsLayout);
    tree->setTextElideMode(Qt::ElideNone);
    tree->setEditTriggers(QAbstractItemView::NoEditTriggers);
    connect(tree, &QTreeWidget::itemActivated, this, &KnowledgeDialog::fetchMore);
    connect(tree, &QTreeWidget::itemClicked, this, &KnowledgeDialog::fetchMore);
    return tree;
}

void KnowledgeDialog::ask()
{
    m_faces->setCurrentWidget(m_loading);
    m_loading->start();
    m_workspace.askWhatServerHolds(m_conversation, {}, 0);
}

// --- what came ------------------------------------------------------------------------------------

void KnowledgeDialog::onHeld(ConversationId conversation, const QList<HeldTable> &tables, int first)
{
    if (conversation != m_conversation) return;
    if (first > 0) {
        for (const HeldTable &table : tables)
            if (QTreeWidgetItem *item = m_tables.value(table.name)) addRows(item, table, first);
        return;
    }
    m_tables.clear();
    m_tree->clear();
    for (const HeldTable &table : tables)
        addTable(table);
    for (int group = 0; group < m_tree->topLevelItemCount(); ++group)
        m_tree->topLevelItem(group)->setExpanded(true);
    m_tree->resizeColumnToContents(0);
    m_loading->stop();
    m_faces->setCurrentWidget(m_tree);
    if (m_tree->topLevelItemCount() > 0) m_tree->setCurrentItem(m_tree->topLevelItem(0));
    m_tree->setFocus();
}

void KnowledgeDialog::onFailed(ConversationId conversation, const Problem &problem)
{
    if (conversation != m_conversation) return;
    m_error->setTexts(tr("The server has not answered"), problem.sentence);
    m_error->setDetails(problem.details);
    m_loading->stop();
    m_faces->setCurrentWidget(m_error);
}

QTreeWidgetItem *KnowledgeDialog::groupOf(HeldTable::About about)
{
    const auto titleOf = [about]() -> QString {
        switch (about) {
        case HeldTable::About::Conversation:
            return tr("About this conversation");
        case HeldTable::About::Myself:
            return tr("About you");
        case HeldTable::About::Server:
            break;
        }
        return tr("The server's own, about nobody here");
    };
    const int number = static_cast<int>(about);
    int place = 0;
    for (; place < m_tree->topLevelItemCount(); ++place) {
        QTreeWidgetItem *group = m_tree->topLevelItem(place);
        const int other = group->data(0, kAboutRole).toInt();
        if (other == number) return group;
        if (other > number) break;
    }
    auto *group = new QTreeWidgetItem({titleOf()});
    group->setData(0, kAboutRole, number);
    m_tree->insertTopLevelItem(place, group);
    return group;
}

void KnowledgeDialog::addTable(const HeldTable &table)
{
    const HeldTableWords words = wordsOf(table.name);
    auto *item = new QTreeWidgetItem(groupOf(table.about), {words.title});
    m_tables.insert(table.name, item);
    item->setToolTip(0, words.sentence);
    if (table.about != HeldTable::About::Server)
        item->setText(1, tr("%n entries", nullptr, static_cast<int>(table.total)));
    new QTreeWidgetItem(item, {tr("What it is for"), words.sentence});
    if (table.about == HeldTable::About::Server) {
        for (const QString &column : table.columns)
            new QTreeWidgetItem(item, {wordsOf(table.name, column, {}, QLocale()).title});
        return;
    }
    addRows(item, table, 0);
}

void KnowledgeDialog::addRows(QTreeWidgetItem *item, const HeldTable &table, int first)
{
    const QLocale locale;
    if (first > 0) delete item->takeChild(item->childCount() - 1); // "show more"
    int number = first;
    for (const QList<HeldCell> &row : table.rows) {
        QTreeWidgetItem *parent = item;
        if (table.total > 1)
            parent = new QTreeWidgetItem(item, {tr("Entry %1").arg(locale.toString(++number))});
        for (int index = 0; index < table.columns.size() && index < row.size(); ++index) {
            const HeldColumnWords words = wordsOf(table.name, table.columns.at(index), row.at(index), locale);
            new QTreeWidgetItem(parent, {words.title, words.value});
        }
    }
    const int next = first + static_cast<int>(table.rows.size());
    if (table.rows.isEmpty() || next >= table.total) return;
    auto *more =
        new QTreeWidgetItem(item, {tr("Show more (%1 to come)").arg(locale.toString(table.total - next))});
    more->setData(0, kTableRole, table.name);
    more->setData(0, kNextRole, next);
}

void KnowledgeDialog::fetchMore(QTreeWidgetItem *item)
{
    const int next = item->data(0, kNextRole).toInt();
    if (next <= 0) return;
    item->setData(0, kNextRole, 0); // once
    m_workspace.askWhatServerHolds(m_conversation, item->data(0, kTableRole).toString(), next);
}

} // namespace chat121::ui
