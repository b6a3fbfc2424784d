// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The recovery words: made, shown once or again, written down, and two of them typed to see that the
// paper is right. New ones in place of the old ones are made here too.
//
// Ownership: borrows the Workspace. Threads: main.
#pragma once

#include "client/core/workspace.h"

#include <QDialog>

class QGridLayout;
class QStackedWidget;
class QVBoxLayout;

namespace chat121::ui {

class Button;
class FormField;
class MarkedLabel;
class PlainLabel;
class ProofField;

class RecoveryWordsDialog final : public QDialog {
    Q_OBJECT

public:
    explicit RecoveryWordsDialog(Workspace &workspace, QWidget *parent = nullptr);

Q_SIGNALS:
    void entryWanted(); // this computer does not know the words: they are typed elsewhere

private:
    QWidget *makeStart();
    QWidget *makeWords();
    QWidget *makeCheck();
    QVBoxLayout *columnOf(QWidget *page, const QString &title, const QString &sentence);
    void bringForward(QWidget *page);

    void begin();
    void follow();
    enum class Wish : quint8 { Make, Show, Replace };
    void askFor(Wish wish);
    void submit();
    void showWords(const QStringList &words);
    void showProblem(const Problem &problem);
    void confirmNewWords();
    void print();
    void save();
    void startCheck();
    void check();

    Workspace &m_workspace;
    QStringList m_words;
    QList<int> m_asked; // two of the twelve
    HistoryStatus m_begun{}; // what the first page was begun with
    Wish m_wish = Wish::Make;
    bool m_is_waiting = false; // for the words, or why there are none
    QStackedWidget *m_pages;
    MarkedLabel *m_problem;
    QWidget *m_start_page;
    QWidget *m_words_page;
    QWidget *m_check_page;
    PlainLabel *m_start_sentence = nullptr;
    ProofField *m_proof = nullptr;
    Button *m_make = nullptr;
    Button *m_enter = nullptr;
    QList<PlainLabel *> m_word_labels;
    QWidget *m_grid = nullptr;
    Button *m_noted = nullptr;
    QList<FormField *> m_fields;
};

} // namespace chat121::ui
