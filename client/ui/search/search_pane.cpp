// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/ui/search/search_pane.h"

#include "client/ui/theme/icon.h"
#include "client/ui/theme/theme.h"
#include "client/ui/widgets/plain_label.h"
#include "client/ui/widgets/state_page.h"

#include <QAccessible>
#include <QCheckBox>
#include <QIdentityProxyModel>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
#include <QLocale>
#include <QScrollBar>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace chat121::ui {

namespace {

// Says to assistive technology what the delegate paints.
class SpokenHits final : public QIdentityProxyModel {
public:
    using QIdentityProxyModel::QIdentityProxyModel;

    QVariant data(const QModelIndex &index, int role) const override
    {
        if (role != Qt::AccessibleTextRole) return QIdentityProxyModel::data(index, role);
        const auto hit = index.data(SearchModel::HitRole).value<SearchHit>();
        return SearchDelegate::spoken(hit, QLocale());
    }
};

} // namespace

SearchPane::SearchPane(Workspace &workspace, const Clock &clock, HitPlace place, QWidget *parent)
    : QWidget(parent)
    , m_workspace(workspace)
{
    build(place, clock);
    connect(m_line, &QLineEdit::textChanged, this, &SearchPane::find);
    connect(m_only_here, &QCheckBox::toggled, this, [this] {
        if (isSearching()) find();
    });
    connect(m_workspace.found(), &SearchModel::stateChanged, this, &SearchPane::refresh);
}

void SearchPane::setResting(QWidget *resting)
{
    m_resting = resting;
    m_faces->addWidget(resting);
    refresh();
}

void SearchPane::build(HitPlace place, const Clock &clock)
{
    const Theme &theme = Theme::of(this);
    m_line = new QLineEdit(this);
    m_line->setObjectName(QStringLiteral("searchLine"));
    m_line->setAccessibleName(tr("Search"));
    m_line->setAccessibleDescription(tr("Words, “exact words”, from:name, department:name, has:link, "
                                        "is:starred, before:date, after:date"));
    m_line->setToolTip(m_line->accessibleDescription());
    m_line->addAction(iconOf(Icon::Search), QLineEdit::LeadingPosition);
    m_line->installEventFilter(this);
    m_only_here = new QCheckBox(tr("Only in this conversation"), this);
    m_only_here->setObjectName(QStringLiteral("searchHereCheck"));
    m_only_here->setMinimumHeight(theme.px(space::kXl));

    m_results = makeResults(place, clock);
    m_nothing = new EmptyState(Icon::Search, {}, {}, this);
    m_nothing->setObjectName(QStringLiteral("nothingFound"));
    m_faces = new QStackedWidget(this);
    m_faces->addWidget(m_results);
    m_faces->addWidget(m_nothing);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(0);
    auto *top = new QVBoxLayout;
    const int margin = theme.px(space::kS);
    top->setContentsMargins(margin, margin, margin, theme.px(space::kXs));
    top->setSpacing(theme.px(space::kXs));
    top->addWidget(m_line);
    top->addWidget(m_only_here);
    column->addLayout(top);
    column->addWidget(m_faces, 1);
}

QWidget *SearchPane::makeResults(HitPlace place, const Clock &clock)
{
    const Theme &theme = Theme::of(this);
    auto *results = new QWidget(this);
    auto *column = new QVBoxLayout(results);
    column->setContentsMargins({});
    column->setSpacing(0);
    auto *words = new QVBoxLayout;
    words->setContentsMargins(theme.px(space::kL), theme.px(space::kXs), theme.px(space::kL),
                              theme.px(space::kXs));
    m_count = new PlainLabel({}, TextRole::Small, Tone::Hint, results);
    m_count->setObjectName(QStringLiteral("searchCount"));
    m_notice = new PlainLabel({}, TextRole::Small, Tone::Secondary, results);
    m_notice->setObjectName(QStringLiteral("searchNotice"));
    words->addWidget(m_count);
    words->addWidget(m_notice);
    m_list = new QListView(results);
    m_list->setObjectName(QStringLiteral("searchList"));
    m_list->setAccessibleName(tr("Messages that were found"));
    auto *spoken = new SpokenHits(m_list);
    spoken->setSourceModel(m_workspace.found());
    m_list->setModel(spoken);
    m_list->setItemDelegate(new SearchDelegate(clock, place, m_list));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setMouseTracking(true);
    m_list->setUniformItemSizes(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setVerticalScrollMode(QListView::ScrollPerPixel);
    m_list->setEditTriggers(QListView::NoEditTriggers);
    m_list->viewport()->setAutoFillBackground(false);
    column->addLayout(words);
    column->addWidget(m_list, 1);
    connect(m_list, &QListView::clicked, this, &SearchPane::enter);
    connect(m_list, &QListView::activated, this, &SearchPane::enter);
    QScrollBar *bar = m_list->verticalScrollBar();
    connect(bar, &QScrollBar::valueChanged, this, [this, bar](int value) {
        if (value + bar->pageStep() >= bar->maximum()) m_workspace.findMore();
    });
    return results;
}

void SearchPane::setPlaceholder(const QString &text)
{
    m_line->setPlaceholderText(text);
}

void SearchPane::setHere(ConversationId conversation)
{
    if (m_here == conversation) return;
    m_here = conversation;
    if (isSearching() && m_only_here->isChecked()) return; // goes on in the one that it began in
    refresh();
}

void SearchPane::takeFocus(Scope scope)
{
    m_only_here->setChecked(scope == Scope::Here && m_here.isValid());
    m_line->setFocus(Qt::ShortcutFocusReason);
    m_line->selectAll();
    refresh();
}

bool SearchPane::isSearching() const
{
    return !m_line->text().trimmed().isEmpty();
}

void SearchPane::end()
{
    m_only_here->setChecked(false);
    m_line->clear();
}

void SearchPane::find()
{
    m_workspace.find(m_line->text(), m_only_here->isChecked() ? m_here : ConversationId{});
    refresh();
}

// --- what is shown --------------------------------------------------------------------------------

void SearchPane::refresh()
{
    const SearchModel &found = *m_workspace.found();
    m_only_here->setVisible(m_here.isValid() && isSearching());
    if (!isSearching()) {
        if (m_resting) m_faces->setCurrentWidget(m_resting);
        return;
    }
    const bool is_nothing = found.state() == SearchModel::State::Finished && found.isEmpty();
    if (is_nothing) {
        const QString fault = found.outcome().fault;
        m_nothing->setTexts(
            fault.isEmpty() ? tr("Nothing found") : tr("Cannot look for this"),
            !fault.isEmpty() ? fault
            : found.outcome().is_incomplete
                ? tr("Older messages are still being prepared for search. Try again in a moment.")
                : tr("No message on this computer has all of these words."));
    }
    m_faces->setCurrentWidget(is_nothing ? static_cast<QWidget *>(m_nothing) : m_results);
    refreshCount();
}

void SearchPane::refreshCount()
{
    const SearchModel &found = *m_workspace.found();
    QString count;
    if (found.state() == SearchModel::State::Finished) {
        //: There are more of them further down.
        count = found.outcome().has_more ? tr("The newest %n message(s)", nullptr, found.rowCount())
                                         : tr("%n message(s)", nullptr, found.rowCount());
    } else if (found.isEmpty()) {
        count = tr("Searching…");
    } else {
        return; // until it is known
    }
    const bool is_news = m_count->text() != count;
    m_count->setText(count);
    const bool is_incomplete = found.outcome().is_incomplete;
    m_notice->setText(is_incomplete ? tr("Older messages are still being prepared for search.") : QString());
    m_notice->setVisible(is_incomplete);
    if (!is_news || !QAccessible::isActive()) return;
    QAccessibleEvent event(m_count, QAccessible::NameChanged);
    QAccessible::updateAccessibility(&event);
}

void SearchPane::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::PaletteChange)
        m_list->doItemsLayout();
}

// --- the keyboard ---------------------------------------------------------------------------------

void SearchPane::enter(const QModelIndex &index)
{
    if (!index.isValid()) return;
    const SearchHit hit = index.data(SearchModel::HitRole).value<SearchHit>();
    Q_EMIT chosen(hit.conversation, hit.message);
}

void SearchPane::walk(int step)
{
    const int rows = m_list->model()->rowCount();
    if (rows == 0) return;
    const QModelIndex here = m_list->currentIndex();
    const int row = here.isValid() ? qBound(0, here.row() + step, rows - 1) : 0;
    m_list->setCurrentIndex(m_list->model()->index(row, 0));
    if (row == rows - 1) m_workspace.findMore();
}

bool SearchPane::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_line || event->type() != QEvent::KeyPress || !isSearching())
        return QWidget::eventFilter(watched, event);
    const int page = qMax(1, m_list->viewport()->height() / qMax(1, m_list->sizeHintForRow(0)) - 1);
    switch (static_cast<QKeyEvent *>(event)->key()) {
    case Qt::Key_Down:
        walk(1);
        return true;
    case Qt::Key_Up:
        walk(-1);
        return true;
    case Qt::Key_PageDown:
        walk(page);
        return true;
    case Qt::Key_PageUp:
        walk(-page);
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (!m_list->currentIndex().isValid()) walk(0);
        enter(m_list->currentIndex());
        return true;
    default: // typing
        return QWidget::eventFilter(watched, event);
    }
}

} // namespace chat121::ui
