// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The faces of a view that has nothing to show: empty, and failed. One picture, one title, one
// sentence or two, at most one button.
#pragma once

#include "client/ui/theme/icon.h"

#include <QWidget>

class QVBoxLayout;

namespace chat121::ui {

class Button;
class PlainLabel;

class EmptyState : public QWidget {
    Q_OBJECT

public:
    EmptyState(Icon icon, const QString &title, const QString &sentence, QWidget *parent = nullptr);

    void setTexts(const QString &title, const QString &sentence);
    void setAction(const QString &text); // empty: none
    void setOtherAction(const QString &text); // empty: none
    Button *action() const { return m_action; }

Q_SIGNALS:
    void actionClicked();
    void otherActionClicked();

protected:
    EmptyState(Icon icon, bool is_error, const QString &title, const QString &sentence, QWidget *parent);
    QVBoxLayout *column() const { return m_column; }
    void paintEvent(QPaintEvent *event) override;

private:
    const Icon m_icon;
    const bool m_is_error;
    QWidget *m_inside;
    QVBoxLayout *m_column;
    QWidget *m_picture;
    PlainLabel *m_title;
    PlainLabel *m_sentence;
    Button *m_action = nullptr;
    Button *m_other = nullptr;
};

// What happened, what is safe, what to do. Codes stand behind "Details".
class ErrorState final : public EmptyState {
    Q_OBJECT

public:
    ErrorState(const QString &title, const QString &sentence, QWidget *parent = nullptr);

    void setDetails(const QString &details);

private:
    Button *m_toggle = nullptr;
    PlainLabel *m_details = nullptr;
};

} // namespace chat121::ui
