// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// P. M. Fenwick, "A new data structure for cumulative frequency tables", 1994; see height_index.h.
#include "client/ui/timeline/height_index.h"

#include <bit>

namespace chat121::ui {

namespace {

size_t lowbit(size_t i)
{
    return i & (~i + 1);
}

} // namespace

qint64 HeightIndex::top(int row) const
{
    qint64 sum = 0;
    for (size_t i = static_cast<size_t>(row); i > 0; i -= lowbit(i)) {
        sum += m_tree[i];
    }
    return sum;
}

int HeightIndex::rowAt(qint64 y) const
{
    if (m_heights.empty()) return -1;
    if (y <= 0) return 0;
    size_t row = 0;
    for (size_t step = std::bit_floor(m_heights.size()); step > 0; step /= 2) {
        const size_t next = row + step;
        if (next < m_tree.size() && m_tree[next] <= y) {
            row = next;
            y -= m_tree[next];
        }
    }
    return static_cast<int>(qMin(row, m_heights.size() - 1));
}

void HeightIndex::reset(std::vector<int> heights)
{
    m_heights = std::move(heights);
    rebuild();
}

void HeightIndex::set(int row, int height)
{
    const qint64 change = height - at(row);
    if (change == 0) return;
    m_heights[static_cast<size_t>(row)] = height;
    m_total += change;
    for (size_t i = static_cast<size_t>(row) + 1; i < m_tree.size(); i += lowbit(i)) {
        m_tree[i] += change;
    }
}

void HeightIndex::append(int height)
{
    if (m_tree.empty()) m_tree.push_back(0);
    m_heights.push_back(height);
    m_total += height;
    const size_t i = m_tree.size();
    qint64 sum = height;
    for (size_t below = i - 1; below > i - lowbit(i); below -= lowbit(below)) {
        sum += m_tree[below];
    }
    m_tree.push_back(sum);
}

void HeightIndex::insert(int row, const std::vector<int> &heights)
{
    m_heights.insert(m_heights.begin() + row, heights.begin(), heights.end());
    rebuild();
}

void HeightIndex::remove(int row, int count)
{
    m_heights.erase(m_heights.begin() + row, m_heights.begin() + row + count);
    rebuild();
}

void HeightIndex::rebuild()
{
    m_tree.assign(m_heights.size() + 1, 0);
    m_total = 0;
    for (size_t i = 1; i < m_tree.size(); ++i) {
        const int height = m_heights[i - 1];
        m_total += height;
        m_tree[i] += height;
        const size_t parent = i + lowbit(i);
        if (parent < m_tree.size()) m_tree[parent] += m_tree[i];
    }
}

} // namespace chat121::ui
