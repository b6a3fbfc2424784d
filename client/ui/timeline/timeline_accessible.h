// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What assistive technology sees of a timeline: a list, and one item per message, made when asked for.
#pragma once

#include <QAccessibleWidget>

#include <unordered_map>

namespace chat121::ui {

class TimelineView;

class TimelineAccessible final : public QAccessibleWidget {
public:
    explicit TimelineAccessible(TimelineView *view);
    ~TimelineAccessible() override;

    // Registers the factory; again is harmless.
    static void install();

    // Rows moved: items made so far stand for other messages now.
    static void rowsChanged(TimelineView *view);

    int childCount() const override;
    QAccessibleInterface *child(int index) const override;
    QAccessibleInterface *childAt(int x, int y) const override;
    QAccessibleInterface *focusChild() const override;
    int indexOfChild(const QAccessibleInterface *child) const override;

private:
    TimelineView *view() const;
    void forgetItems();

    mutable std::unordered_map<int, QAccessible::Id> m_items;
};

} // namespace chat121::ui
