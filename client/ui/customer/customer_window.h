// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The customer's window: one conversation, who answers, and where it stands.
//
// Ownership: borrows the Workspace and the clock. Threads: main.
#pragma once

#include "client/core/workspace.h"
#include "common/base/clock.h"

#include <QWidget>

class QCheckBox;
class QStackedWidget;
class QVBoxLayout;

namespace chat121::ui {

class Banner;
class Button;
class ChoiceCard;
class IconLabel;
class PlainLabel;
class QuestionsCard;
class SearchPane;
class StatusLine;
class TalkPane;
class TermsCard;

class CustomerWindow final : public QWidget {
    Q_OBJECT

public:
    CustomerWindow(Workspace &workspace, const Clock &clock, QWidget *parent = nullptr);

Q_SIGNALS:
    void eraseWanted();
    void recoveryWordsWanted();
    void devicesWanted();
    void notificationsWanted();

private:
    QWidget *makeHead();
    QWidget *makeFirstLine(QWidget *head);
    QWidget *makeTellMe(QWidget *head);
    QWidget *makeFoot();
    void addCards(QVBoxLayout *column);
    QWidget *makeOffer(QWidget *head);
    void refreshOffer(const QueueStanding &standing);
    void refresh();
    void refreshRating();
    void rate();
    void refreshStart(const QueueStanding &standing);
    void lock();
    void search();
    void endSearch();
    QString sentence(const QueueStanding &standing) const;
    QString closedSentence(const QueueStanding &standing) const;

    Workspace &m_workspace;
    const Clock &m_clock;
    PlainLabel *m_organisation;
    QWidget *m_tick;
    IconLabel *m_step;
    PlainLabel *m_standing;
    Button *m_leave_message;
    QCheckBox *m_tell_me;
    Banner *m_rating;   // asks for one, and says what was given
    QCheckBox *m_offer; // what is shown of the customer, if they like
    PlainLabel *m_offered;
    TalkPane *m_talk;
    ChoiceCard *m_choice;
    TermsCard *m_terms; // what is agreed to before the first words
    QuestionsCard *m_questions;
    SearchPane *m_search;
    QStackedWidget *m_faces; // the conversation, or the search in it
    StatusLine *m_status;
};

} // namespace chat121::ui
