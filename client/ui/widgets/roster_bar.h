// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Who can read this conversation: the whole interface of the encryption. A click explains.
#pragma once

#include "client/core/models/roster_row.h"

#include <QAbstractButton>
#include <QDialog>

namespace chat121::ui {

class RosterBar final : public QAbstractButton {
    Q_OBJECT

public:
    explicit RosterBar(QWidget *parent = nullptr);

    void setRoster(const QList<RosterRow> &roster);
    const QList<RosterRow> &roster() const { return m_roster; }
    // The department's metadata shield, for the explanation.
    void setShielded(bool is_shielded) { m_is_shielded = is_shielded; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void serverKnowledgeWanted();
    void safetyWordsWanted(chat121::AccountId person);

protected:
    void paintEvent(QPaintEvent *event) override;
    bool event(QEvent *event) override;

private:
    void explain();

    QList<RosterRow> m_roster;
    bool m_is_shielded = false;
};

// The same people in full, and a few sentences on what that means.
class RosterDialog final : public QDialog {
    Q_OBJECT

public:
    enum class Shield : quint8 { None, Metadata };

    explicit RosterDialog(const QList<RosterRow> &roster, Shield shield = Shield::None,
                          QWidget *parent = nullptr);

Q_SIGNALS:
    // The dialog has closed.
    void serverKnowledgeWanted();
    void safetyWordsWanted(chat121::AccountId person);

private:
    QWidget *makeRule(); // of the shield
    QWidget *rowOf(const RosterRow &person);
    QWidget *makeComparison(const RosterRow &person, const QString &name);
};

} // namespace chat121::ui
