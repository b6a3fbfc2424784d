// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// One step on the way in: a title, a sentence, fields, at most one primary button, and a place
// where a problem is told in one sentence. The base of all pages of FirstRun.
//
// Ownership: pages belong to FirstRun. Threads: main.
#pragma once

#include <QWidget>

class QVBoxLayout;

namespace chat121::ui {

class Button;
class FormField;
class PlainLabel;

class WayInPage : public QWidget {
    Q_OBJECT

public:
    enum class Back : quint8 { Shown, Hidden };

    WayInPage(const QString &title, const QString &sentence, Back back, QWidget *parent = nullptr);

    // One sentence; empty hides it.
    void showProblem(const QString &sentence, const QString &details = {});
    // While the core works: the primary button rests and the step is named. Empty: ready again.
    void showProgress(const QString &step);
    void setTexts(const QString &title, const QString &sentence);

    // Called when the page comes to the front.
    virtual void start();

    // What was typed is gone, passwords and recovery words among it.
    virtual void forget();

Q_SIGNALS:
    void backWanted();

protected:
    // Fields and buttons stand in the column in the order they are added; the primary button is last.
    void addField(FormField *field, const QString &object);
    void addWidget(QWidget *widget);
    Button *addPrimary(const QString &text, const QString &object);
    QVBoxLayout *column() const { return m_column; }
    PlainLabel *title() const { return m_title; }

private:
    QWidget *makeHead(Back back);
    void addAnswers(QWidget *card);

    QVBoxLayout *m_column;
    PlainLabel *m_title;
    PlainLabel *m_sentence;
    QWidget *m_problem_line;
    PlainLabel *m_problem;
    PlainLabel *m_progress;
    Button *m_primary = nullptr;
    QWidget *m_first_field = nullptr;
};

} // namespace chat121::ui
