// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The accessible side of a timeline; see timeline_accessible.h.
#include "client/ui/timeline/timeline_accessible.h"

#include "client/ui/timeline/timeline_view.h"

namespace chat121::ui {

namespace {

// One message, or the line below them. Lives in Qt's registry; the list forgets it when rows move.
class MessageAccessible final : public QAccessibleInterface {
public:
    MessageAccessible(TimelineView *view, int row)
        : m_view(view)
        , m_row(row)
    {
    }

    int row() const { return m_row; }
    bool isValid() const override { return m_view && m_row < m_view->lineCount(); }
    QObject *object() const override { return nullptr; }
    QAccessibleInterface *parent() const override { return QAccessible::queryAccessibleInterface(m_view); }
    int childCount() const override { return 0; }
    QAccessibleInterface *child(int) const override { return nullptr; }
    QAccessibleInterface *childAt(int, int) const override { return nullptr; }
    int indexOfChild(const QAccessibleInterface *) const override { return -1; }
    QAccessible::Role role() const override { return QAccessible::ListItem; }
    void setText(QAccessible::Text, const QString &) override {}

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
