// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Heights of many rows, in a Fenwick tree: the top of a row, the row at a height and a changed height
// are O(log n), so that a million rows scroll like ten.
#pragma once

#include <QtGlobal>

#include <vector>

namespace chat121::ui {

class HeightIndex {
public:
    int size() const { return static_cast<int>(m_heights.size()); }
    qint64 total() const { return m_total; }

    // REQUIRES: 0 <= row < size()
    int at(int row) const { return m_heights[static_cast<size_t>(row)]; }

    // The sum of the heights above `row`. REQUIRES: 0 <= row <= size()
    qint64 top(int row) const;

    // The row that covers `y`, the first or last one if `y` is outside; -1 if there are no rows.
    int rowAt(qint64 y) const;

    void reset(std::vector<int> heights);
    void set(int row, int height);
    void append(int height);

    // O(n): rows come and go in the middle seldom.
    void insert(int row, const std::vector<int> &heights);
    void remove(int row, int count);

private:
    void rebuild();

    std::vector<int> m_heights;
    std::vector<qint64> m_tree; // one-based: m_tree[i] is the sum of (i - lowbit(i), i]
    qint64 m_total = 0;
};

} // namespace chat121::ui
