// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// One line that tells how things stand: an icon, a sentence, and perhaps one thing to do.
#pragma once

#include "client/core/models/connection_status.h"
#include "client/ui/widgets/icon_label.h"

#include <QWidget>

class QBoxLayout;
class QHBoxLayout;

namespace chat121::ui {

class Button;
class IconButton;

// A strip across the window for what the reader should know now. What can be done about it stands beside the
// sentence, or below it where that would leave too little room for the sentence.
class Banner final : public QWidget {
    Q_OBJECT

public:
    enum class Kind : quint8 { Info, Ok, Warning, Error };

    explicit Banner(QWidget *parent = nullptr);

    // `later`: a name for the cross that puts it off; empty: it stays.
    void show(Kind kind, const QString &sentence, const QString &action = {}, const QString &later = {});
    using QWidget::show;
    // Until the next show().
    void setOtherAction(const QString &text);
    void focusAction();
    QString sentence() const { return m_text->text(); }

Q_SIGNALS:
    void actionClicked();
    void otherActionClicked();
    void putOff();

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void fitActions();

    Kind m_kind = Kind::Info;
    IconLabel *m_icon;
    PlainLabel *m_text;
    QBoxLayout *m_parts;
    QHBoxLayout *m_actions;
    Button *m_action = nullptr;
    Button *m_other = nullptr;
    IconButton *m_later = nullptr;
};

// The truth about the connection and what waits to be sent, at the foot of a window.
class StatusLine final : public QWidget {
    Q_OBJECT

public:
    explicit StatusLine(QWidget *parent = nullptr);

    void setStatus(const ConnectionStatus &status);
    QString text() const { return m_text->text(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    IconLabel *m_icon;
    PlainLabel *m_text;
};

} // namespace chat121::ui
