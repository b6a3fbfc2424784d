// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Letting another computer in, step by step: the code, what asks with it, and yes or no.
//
// Ownership: borrows the Workspace. Threads: main.
#pragma once

#include "client/core/workspace.h"

#include <QWidget>

namespace chat121::ui {

class Button;
class Card;
class MarkedLabel;
class PlainLabel;
class ProofField;

class LinkPage final : public QWidget {
    Q_OBJECT

public:
    explicit LinkPage(Workspace &workspace, QWidget *parent = nullptr);

    void start(); // asks for a proof, then shows a new code

Q_SIGNALS:
    void done(); // back to the list

private:
    void makeTexts();
    void makeButtons();
    void refresh();
    void showQuestion();
    void showCode(const LinkStatus &status);
    void showAsk(const LinkStatus &status);
    void showEnd(const LinkStatus &status);
    void setTexts(const QString &title, const QString &sentence);
    void copy(const QString &text, Button *button);
    void act();

    Workspace &m_workspace;
    LinkStatus::Step m_shown = LinkStatus::Step::None;
    bool m_is_asking = false; // whether a code is to be shown
    PlainLabel *m_title;
    PlainLabel *m_sentence;
    Card *m_card;
    PlainLabel *m_big; // the code, or the number
    PlainLabel *m_small;
    MarkedLabel *m_problem;
    ProofField *m_proof;
    Button *m_copy_link;
    Button *m_copy_code;
    Button *m_no;
    Button *m_yes;
};

} // namespace chat121::ui
