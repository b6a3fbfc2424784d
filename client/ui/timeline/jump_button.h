// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// "Jump to newest": a round button over the timeline, with the number of new messages below. And its
// counterpart above, which leads to the first of them.
#pragma once

#include <QAbstractButton>

namespace chat121::ui {

class JumpButton final : public QAbstractButton {
    Q_OBJECT

public:
    enum class To : quint8 { Newest, FirstNew };

    JumpButton(To to, QWidget *parent);

    int count() const { return m_count; }
    void setCount(int count);

    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const To m_to;
    int m_count = -1;
};

} // namespace chat121::ui
