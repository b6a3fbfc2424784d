// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/ui/emoji/emoji_picker.h"

#include "client/ui/theme/paint.h"
#include "client/ui/theme/theme.h"
#include "client/ui/widgets/plain_label.h"
#include "client/ui/widgets/popover.h"

#include <QApplication>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

namespace chat121::ui {

namespace {

constexpr int kColumns = 8;
constexpr int kRowsShown = 5;
constexpr qsizetype kQueryMax = 40;

class EmojiDelegate final : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const Theme &theme = Theme::of(option.widget);
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        paintRow(*painter, option, theme);
        painter->setFont(theme.display());
        painter->setPen(theme.tokens().text_1);
        painter->drawText(option.rect, Qt::AlignCenter | Qt::TextSingleLine, index.data().toString());
        painter->restore();
    }
};

} // namespace

EmojiPicker::EmojiPicker(QWidget *window)
    : QWidget(window)
    , m_line(new QLineEdit(this))
    , m_grid(new QListWidget(this))
    , m_name(new PlainLabel({}, TextRole::Small, Tone::Secondary, this))
    , m_every(everyEmoji())
{
    const Theme &theme = Theme::of(this);
    setObjectName(QStringLiteral("emojiPicker"));
    setAccessibleName(tr("Emoji"));
    m_line->setObjectName(QStringLiteral("emojiLine"));
    m_line->setPlaceholderText(tr("Search by a word"));
    m_line->setAccessibleName(tr("Search an emoji by a word"));
    m_line->setMaxLength(kQueryMax);
    m_grid->setObjectName(QStringLiteral("emojiGrid"));
    m_grid->setAccessibleName(tr("Emoji"));
    m_grid->setFrameShape(QFrame::NoFrame);
    m_grid->setViewMode(QListView::IconMode);
    m_grid->setMovement(QListView::Static);
    m_grid->setResizeMode(QListView::Adjust);
    m_grid->setUniformItemSizes(true);
    m_grid->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_grid->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn);
    m_grid->setMouseTracking(true);
    m_grid->setGridSize({theme.px(size::kControlHeight), theme.px(size::kControlHeight)});
    m_grid->setItemDelegate(new EmojiDelegate(m_grid));
    m_name->setObjectName(QStringLiteral("emojiName"));
    m_name->setOverflow(Overflow::Elide);
    auto *column = new QVBoxLayout(this);
    const int margin = theme.px(space::kS);
    column->setContentsMargins(margin, margin, margin, margin);
    column->setSpacing(theme.px(space::kXs));
    column->addWidget(m_line);
    column->addWidget(m_grid, 1);
    column->addWidget(m_name);
    setFocusProxy(m_line);
    connect(m_line, &QLineEdit::textChanged, this, &EmojiPicker::search);
    connect(m_grid, &QListWidget::currentRowChanged, this, &EmojiPicker::nameChosen);
    connect(m_grid, &QListWidget::itemEntered, m_grid,
            [this](QListWidgetItem *item) { m_grid->setCurrentItem(item); });
    connect(m_grid, &QListWidget::itemClicked, this, &EmojiPicker::take);
    connect(qApp, &QApplication::focusChanged, this, [this](QWidget *, QWidget *now) {
        if (isVisible() && now != nullptr && !isAncestorOf(now)) hide();
    });
    hide();
}

void EmojiPicker::open(const QRect &beside, const QStringList &recent)
{
    m_before = QApplication::focusWidget();
    m_recent = recent;
    m_line->clear();
    search();
    placeBeside(beside);
    show();
    raise();
    m_line->setFocus(Qt::PopupFocusReason);
}

void EmojiPicker::placeBeside(const QRect &beside)
{
    const Theme &theme = Theme::of(this);
    const int cell = theme.px(size::kControlHeight);
    const int margins = 2 * theme.px(space::kS);
    const int around =
        m_line->sizeHint().height() + m_name->sizeHint().height() + 2 * theme.px(space::kXs) + margins;
    const int width = kColumns * cell + margins + theme.px(size::kScrollBar) + theme.px(space::kXs);
    setGeometry(popoverPlace(beside, parentWidget()->rect(),
                             {width, around + kRowsShown * cell, around + cell}, theme, layoutDirection()));
}

void EmojiPicker::search()
{
    const QSignalBlocker blocker(m_grid);
    m_grid->clear();
    const QList<Emoji> found = foundEmoji(m_every, m_line->text(), m_recent);
    for (const Emoji &emoji : found) {
        auto *item = new QListWidgetItem(emoji.sign, m_grid);
        item->setData(Qt::AccessibleTextRole, emoji.name);
        item->setSizeHint(m_grid->gridSize());
    }
    m_grid->setCurrentRow(0);
    m_grid->scrollToTop();
    nameChosen();
}

// Also what the line is described by: who searches hears what Enter would take.
void EmojiPicker::nameChosen()
{
    const QListWidgetItem *item = m_grid->currentItem();
    const QString name = item ? item->data(Qt::AccessibleTextRole).toString() : tr("Nothing found");
    m_name->setText(name);
    m_line->setAccessibleDescription(name);
}

// Watches everything while it is open: a click elsewhere closes it, and so does another size of the window.
bool EmojiPicker::eventFilter(QObject *watched, QEvent *event)
{
    switch (event->type()) {
    case QEvent::KeyPress:
    case QEvent::ShortcutOverride:
        return onKey(watched, *static_cast<QKeyEvent *>(event));
    case QEvent::MouseButtonPress: {
        auto *widget = qobject_cast<QWidget *>(watched);
        if (widget != nullptr && widget != this && !isAncestorOf(widget)) hide();
        return false;
    }
    case QEvent::Resize:
        if (watched == parentWidget()) hide();
        return false;
    default: // of a hundred and more
        return QWidget::eventFilter(watched, event);
    }
}

bool EmojiPicker::onKey(QObject *watched, QKeyEvent &event)
{
    if (watched != m_line && watched != m_grid) return false;
    const bool is_escape = event.key() == Qt::Key_Escape;
    if (event.type() == QEvent::ShortcutOverride) { // else the window's own key would be asked first
        if (is_escape) event.accept();
        return is_escape;
    }
    if (is_escape) {
        close();
        return true;
    }
    if (event.key() == Qt::Key_Return || event.key() == Qt::Key_Enter) {
        take();
        return true;
    }
    return watched == m_line ? onLineKey(event.key()) : onGridKey(event);
}

void EmojiPicker::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    qApp->installEventFilter(this);
}

void EmojiPicker::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    qApp->removeEventFilter(this);
}

bool EmojiPicker::onLineKey(int key)
{
    if (key != Qt::Key_Down && key != Qt::Key_Tab) return false;
    m_grid->setFocus(Qt::TabFocusReason);
    return true;
}

// False: the grid's own.
bool EmojiPicker::onGridKey(const QKeyEvent &event)
{
    const bool is_first_row =
        m_grid->visualItemRect(m_grid->currentItem()).top() == m_grid->visualItemRect(m_grid->item(0)).top();
    const bool leaves = event.key() == Qt::Key_Backtab || event.key() == Qt::Key_Tab ||
                        (event.key() == Qt::Key_Up && is_first_row);
    if (leaves) {
        m_line->setFocus(Qt::BacktabFocusReason);
        return true;
    }
    if (event.key() == Qt::Key_Space) {
        take();
        return true;
    }
    const bool is_letter = !event.text().isEmpty() && event.text().at(0).isPrint() &&
                           !(event.modifiers() & (Qt::ControlModifier | Qt::AltModifier));
    if (!is_letter && event.key() != Qt::Key_Backspace) return false;
    m_line->setFocus(Qt::OtherFocusReason);
    if (is_letter)
        m_line->insert(event.text());
    else
        m_line->backspace();
    return true;
}

void EmojiPicker::take()
{
    const QListWidgetItem *item = m_grid->currentItem();
    if (item == nullptr) return;
    const QString emoji = item->text();
    close();
    Q_EMIT chosen(emoji);
}

void EmojiPicker::close()
{
    const QPointer<QWidget> before = m_before;
    hide();
    if (before) before->setFocus(Qt::OtherFocusReason);
}

void EmojiPicker::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::of(this);
    const Tokens &tokens = theme.tokens();
    QPainter painter(this);
    paintCard(painter, rect(), theme.exact(size::kRadius), tokens.surface_1, tokens.line_strong,
              theme.exact(size::kHairline));
}

} // namespace chat121::ui
