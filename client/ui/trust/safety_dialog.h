// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Safety words: two people compare what both of their computers show. And the question whether what waits
// may go to somebody who stands in the place of a person whose words were compared.
//
// Ownership: borrow the Talk. Threads: main.
#pragma once

#include "client/core/workspace.h"

#include <QDialog>
#include <QPointer>

class QGridLayout;

namespace chat121::ui {

class Button;
class PlainLabel;

// Asks the Talk for the words and shows them; one answer, or none by closing it.
class SafetyWordsDialog final : public QDialog {
    Q_OBJECT

public:
    SafetyWordsDialog(Talk &talk, AccountId person, const QString &name, QWidget *parent = nullptr);

private:
    void build(const QString &name);
    QLayout *makeButtons();
    void showWords(const QStringList &words);

    QPointer<Talk> m_talk;
    const AccountId m_person;
    QWidget *m_card = nullptr;
    QGridLayout *m_grid = nullptr;
    Button *m_match = nullptr;
    Button *m_differ = nullptr;
};

// Keeping it waiting is what Enter and Escape do.
class ChangedPersonDialog final : public QDialog {
    Q_OBJECT

public:
    enum Answer : int { KeepWaiting = Rejected, Compare, Send };

    explicit ChangedPersonDialog(const TalkHold &hold, QWidget *parent = nullptr);
};

} // namespace chat121::ui
