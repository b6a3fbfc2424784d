// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a customer has agreed to before the first words, and what a customer allows to be done with a
// conversation beyond answering it: the customer decides, staff see it and ask.
//
// Ownership: borrows the Talk. Threads: main.
#pragma once

#include "client/core/talk.h"

#include <QDialog>
#include <QHash>
#include <QPointer>

class QCheckBox;
class QVBoxLayout;

namespace chat121::ui {

class AgreedTermsView;
class Button;
class PlainLabel;

class ConsentDialog final : public QDialog {
    Q_OBJECT

public:
    enum class Side : quint8 { Customer, Staff };

    ConsentDialog(Talk &talk, Side side, QWidget *parent = nullptr);

private:
    void addPurpose(QVBoxLayout *column, ConsentPurpose purpose);
    QLayout *makeButtons();
    void showState();
    void decide();
    QString stateOf(ConsentPurpose purpose) const;
    ConsentPurposes chosen() const;

    QPointer<Talk> m_talk;
    const Side m_side;
    AgreedTermsView *m_terms = nullptr;
    QHash<ConsentPurpose, QCheckBox *> m_boxes;
    QHash<ConsentPurpose, PlainLabel *> m_states;
    Button *m_decide = nullptr;
};

} // namespace chat121::ui
