// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A large button with an icon, a title and a sentence: one of a few ways to go on.
#pragma once

#include "client/ui/theme/icon.h"

#include <QAbstractButton>

namespace chat121::ui {

class ChoiceButton final : public QAbstractButton {
    Q_OBJECT

public:
    enum class Weight : quint8 { First, Other }; // the most likely choice stands out

    ChoiceButton(Weight weight, Icon icon, const QString &title, const QString &sentence,
                 QWidget *parent = nullptr);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    int heightForWidth(int width) const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void enterEvent(QEnterEvent *event) override;
    void leaveEvent(QEvent *event) override;

private:
    int textLeft() const;

    const Weight m_weight;
    const Icon m_icon;
    const QString m_title;
    const QString m_sentence;
};

} // namespace chat121::ui
