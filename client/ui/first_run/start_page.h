// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The first screen: the ways in, and nothing else to decide.
#pragma once

#include <QWidget>

namespace chat121::ui {

class StartPage final : public QWidget {
    Q_OBJECT

public:
    explicit StartPage(QWidget *parent = nullptr);

    // Shown only where the demo can really run.
    void offerTryHere(bool is_possible);

Q_SIGNALS:
    void invitationWanted();
    void logInWanted();
    void linkWanted();
    void setUpWanted();
    void tryHereWanted();

private:
    QWidget *makeChoices();

    QWidget *m_try_here = nullptr;
};

} // namespace chat121::ui
