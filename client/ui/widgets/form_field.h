// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A labelled line to fill in: label above, hint or error below. The label is the accessible name and
// the line below its description.
#pragma once

#include <QLineEdit>
#include <QWidget>

class QAction;

namespace chat121::ui {

class IconLabel;
class PlainLabel;

class FormField : public QWidget {
    Q_OBJECT

public:
    explicit FormField(const QString &label, QWidget *parent = nullptr);

    QLineEdit *edit() const { return m_edit; }
    QString text() const { return m_edit->text(); }
    void setText(const QString &text) { m_edit->setText(text); }
    void setPlaceholder(const QString &text) { m_edit->setPlaceholderText(text); }
    void setLabel(const QString &label);
    void setHint(const QString &hint);

    // Shown instead of the hint until the text changes; empty: no error.
    void setError(const QString &sentence);
    bool hasError() const { return !m_error.isEmpty(); }

    // As if nobody had typed here, not even to be brought back by undoing.
    virtual void forget();

Q_SIGNALS:
    void textEdited(const QString &text);
    void submitted(); // Enter

protected:
    void changeEvent(QEvent *event) override;

private:
    void refresh();
    void placeCursor();

    PlainLabel *m_label;
    QLineEdit *m_edit;
    QWidget *m_below_line;
    IconLabel *m_mark; // an error is not told by its colour alone
    PlainLabel *m_below;
    QString m_hint;
    QString m_error;
};

// Hidden letters, and a button that shows them.
class PasswordField final : public FormField {
    Q_OBJECT

public:
    explicit PasswordField(const QString &label, QWidget *parent = nullptr);
    void forget() override; // and hides its letters again

private:
    void setShown(bool is_shown);

    QAction *m_toggle;
};

} // namespace chat121::ui
