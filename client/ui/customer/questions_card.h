// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a department asks before the first words: a field for each question. Questions and choices are the
// organisation's words, shown as plain text; what is not needed may be passed over.
// Threads: main.
#pragma once

#include "client/core/models/start.h"

#include <QWidget>

#include <functional>

class QScrollArea;

namespace chat121::ui {

class Button;
class PlainLabel;

class QuestionsCard final : public QWidget {
    Q_OBJECT

public:
    explicit QuestionsCard(QWidget *parent = nullptr);

    void setQuestions(const QList<AskedQuestion> &questions); // the same again: what is typed stays
    void takeFocus();

Q_SIGNALS:
    void answered(const QList<chat121::StartAnswer> &answers); // of the questions that have one

private:
    QWidget *makeField(const AskedQuestion &question, const QString &object);
    void rebuild();
    void refresh();
    QList<StartAnswer> answers() const;

    QList<AskedQuestion> m_questions;
    QList<std::function<QString()>> m_answers; // of the fields, in the order of the questions
    QScrollArea *m_area;
    QList<QWidget *> m_fields; // that take the keys, in the same order
    PlainLabel *m_needed;
    Button *m_go;
};

} // namespace chat121::ui
