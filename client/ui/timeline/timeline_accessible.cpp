// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The accessible side of a timeline; see timeline_accessible.h.
#include "client/ui/timeline/timeline_accessible.h"

#include "client/ui/timeline/timeline_view.h"

#include <optional>
#include <unordered_map>

namespace chat121::ui {

namespace {

// An emoji under a message, and who gave it: a button for whoever may give it, too.
class ReactionAccessible final : public QAccessibleInterface, public QAccessibleActionInterface {
public:
    ReactionAccessible(TimelineView *view, QAccessibleInterface *message, int row, int place)
        : m_view(view)
        , m_message(message)
        , m_row(row)
        , m_place(place)
    {
    }

    int place() const { return m_place; }
    bool isValid() const override { return group().has_value(); }
    QObject *object() const override { return nullptr; }
    QAccessibleInterface *parent() const override { return m_message; }
    int childCount() const override { return 0; }
    QAccessibleInterface *child(int) const override { return nullptr; }
    QAccessibleInterface *childAt(int, int) const override { return nullptr; }
    int indexOfChild(const QAccessibleInterface *) const override { return -1; }
    QAccessible::Role role() const override
    {
        return mayAct() ? QAccessible::CheckBox : QAccessible::StaticText;
    }
    void setText(QAccessible::Text, const QString &) override {}

    QString text(QAccessible::Text kind) const override
    {
        const auto reaction = group();
        return reaction && kind == QAccessible::Name ? TimelineView::reactionText(*reaction) : QString();
    }

    QRect rect() const override
    {
        const auto reaction = group();
        const QRect rect = reaction ? m_view->reactionRect(m_row, reaction->emoji) : QRect();
        return rect.isValid() ? QRect(m_view->viewport()->mapToGlobal(rect.topLeft()), rect.size()) : QRect();
    }

    QAccessible::State state() const override
    {
        QAccessible::State state;
        const auto reaction = group();
        state.invalid = !reaction;
        if (!reaction) return state;
        state.checkable = mayAct();
        state.checked = reaction->is_mine;
        state.readOnly = !mayAct();
        state.offscreen = !m_view->reactionRect(m_row, reaction->emoji).isValid();
        return state;
    }

    void *interface_cast(QAccessible::InterfaceType type) override
    {
        return type == QAccessible::ActionInterface ? static_cast<QAccessibleActionInterface *>(this)
                                                    : nullptr;
    }
    QStringList actionNames() const override
    {
        return mayAct() ? QStringList{toggleAction()} : QStringList();
    }
    QStringList keyBindingsForAction(const QString &) const override { return {}; }
    void doAction(const QString &name) override
    {
        const auto reaction = group();
        if (reaction && name == toggleAction()) m_view->toggleReaction(m_row, reaction->emoji);
    }

private:
    bool mayAct() const { return m_view && m_view->mayActOn(m_row); }
    std::optional<ReactionGroup> group() const
    {
        if (!m_view) return std::nullopt;
        const QList<ReactionGroup> groups = m_view->reactionsOf(m_row);
        return m_place < groups.size() ? std::optional(groups.at(m_place)) : std::nullopt;
    }

    QPointer<TimelineView> m_view;
    QAccessibleInterface *const m_message; // whose child it is, and which takes it along
    const int m_row;
    const int m_place;
};

// One message, or the line below them. Lives in Qt's registry; the list forgets it when rows move.
class MessageAccessible final : public QAccessibleInterface {
public:
    MessageAccessible(TimelineView *view, int row)
        : m_view(view)
        , m_row(row)
    {
    }

    ~MessageAccessible() override
    {
        for (const auto &[place, id] : m_reactions)
            QAccessible::deleteAccessibleInterface(id);
    }

    int row() const { return m_row; }
    bool isValid() const override { return m_view && m_row < m_view->lineCount(); }
    QObject *object() const override { return nullptr; }
    QAccessibleInterface *parent() const override { return QAccessible::queryAccessibleInterface(m_view); }
    int childCount() const override
    {
        return isValid() ? static_cast<int>(m_view->reactionsOf(m_row).size()) : 0;
    }
    QAccessible::Role role() const override { return QAccessible::ListItem; }
    void setText(QAccessible::Text, const QString &) override {}

    QAccessibleInterface *child(int index) const override
    {
        if (index < 0 || index >= childCount()) return nullptr;
        const auto known = m_reactions.find(index);
        if (known != m_reactions.end()) return QAccessible::accessibleInterface(known->second);
        auto *self = const_cast<MessageAccessible *>(this); // Qt asks for children of constant parents
        auto *reaction = new ReactionAccessible(m_view, self, m_row, index);
        m_reactions.emplace(index, QAccessible::registerAccessibleInterface(reaction));
        return reaction;
    }

    QAccessibleInterface *childAt(int x, int y) const override
    {
        for (int i = 0; i < childCount(); ++i)
            if (child(i)->rect().contains(x, y)) return child(i);
        return nullptr;
    }

    int indexOfChild(const QAccessibleInterface *child) const override
    {
        const auto *reaction = dynamic_cast<const ReactionAccessible *>(child);
        return reaction && reaction->parent() == this ? reaction->place() : -1;
    }

    QString text(QAccessible::Text kind) const override
    {
        return isValid() && kind == QAccessible::Name ? m_view->accessibleText(m_row) : QString();
    }

    QRect rect() const override
    {
        const QRect rect = isValid() ? m_view->rowRect(m_row) : QRect();
        return rect.isValid() ? QRect(m_view->viewport()->mapToGlobal(rect.topLeft()), rect.size()) : QRect();
    }

    QAccessible::State state() const override
    {
        QAccessible::State state;
        state.invalid = !isValid();
        state.focusable = true;
        state.readOnly = true;
        state.selectable = true;
        if (!isValid()) return state;
        state.offscreen = !m_view->rowRect(m_row).isValid();
        state.focused = m_view->hasFocus() && m_view->currentRow() == m_row;
        return state;
    }

private:
    QPointer<TimelineView> m_view;
    const int m_row;
    mutable std::unordered_map<int, QAccessible::Id> m_reactions; // by place, once asked for
};

QAccessibleInterface *factory(const QString &class_name, QObject *object)
{
    auto *view = qobject_cast<TimelineView *>(object);
    const bool is_ours = view && class_name == QLatin1String("chat121::ui::TimelineView");
    return is_ours ? new TimelineAccessible(view) : nullptr;
}

} // namespace

TimelineAccessible::TimelineAccessible(TimelineView *view)
    : QAccessibleWidget(view, QAccessible::List, view->accessibleName())
{
}

TimelineAccessible::~TimelineAccessible()
{
    forgetItems();
}

void TimelineAccessible::install()
{
    QAccessible::installFactory(factory); // Qt keeps a factory once
}

void TimelineAccessible::rowsChanged(TimelineView *view)
{
    if (!QAccessible::isActive()) return;
    auto *interface = static_cast<TimelineAccessible *>(QAccessible::queryAccessibleInterface(view));
    if (interface) interface->forgetItems();
    QAccessibleEvent event(view, QAccessible::ObjectReorder);
    QAccessible::updateAccessibility(&event);
}

void TimelineAccessible::forgetItems()
{
    for (const auto &[row, id] : m_items) {
        QAccessible::deleteAccessibleInterface(id);
    }
    m_items.clear();
}

TimelineView *TimelineAccessible::view() const
{
    return static_cast<TimelineView *>(widget());
}

int TimelineAccessible::childCount() const
{
    return view()->lineCount();
}

QAccessibleInterface *TimelineAccessible::child(int index) const
{
    if (index < 0 || index >= childCount()) return nullptr;
    const auto known = m_items.find(index);
    if (known != m_items.end()) return QAccessible::accessibleInterface(known->second);
    auto *item = new MessageAccessible(view(), index);
    m_items.emplace(index, QAccessible::registerAccessibleInterface(item));
    return item;
}

QAccessibleInterface *TimelineAccessible::childAt(int x, int y) const
{
    return child(view()->rowAt(view()->viewport()->mapFromGlobal(QPoint(x, y))));
}

QAccessibleInterface *TimelineAccessible::focusChild() const
{
    return view()->hasFocus() ? child(view()->currentRow()) : nullptr;
}

int TimelineAccessible::indexOfChild(const QAccessibleInterface *child) const
{
    const auto *item = dynamic_cast<const MessageAccessible *>(child);
    return item ? item->row() : -1;
}

} // namespace chat121::ui
