// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Conversations beside each other, in the order of reading: at least one column, limits::kColumnsMax at most,
// all equally wide. Where there is no room for all, those are shown that stand next to the current one, and a
// line above names the others; none is ever cut off. A conversation stands in one column only.
//
// The current column is where keys work: where the keyboard was last, or the person has clicked.
// Ownership: borrows the Workspace, the clock and the ticker. Threads: main.
#pragma once

#include "client/core/workspace.h"
#include "client/ui/desk/desk_panes.h"

#include <QWidget>

class QHBoxLayout;
class QMimeData;

namespace chat121::ui {

class Banner;
class Button;
class ElapsedTicker;
class TalkColumn;

// What a list gives to whoever drags one of its rows.
QMimeData *makeDragged(ConversationId conversation);

class TalkColumns final : public QWidget {
    Q_OBJECT

public:
    TalkColumns(Workspace &workspace, const Clock &clock, ElapsedTicker &ticker, QWidget *parent = nullptr);

    ~TalkColumns() override;

    TalkColumn *current() const { return m_current; }
    const QList<TalkColumn *> &all() const { return m_columns; }
    int shown() const; // how many there is room for
    QList<ConversationId> conversations() const;
    bool holds(ConversationId conversation) const { return columnOf(conversation) != nullptr; }

    // In the current column, or where it stands already.
    void open(ConversationId conversation);
    // Beside the current one. Where it has taken the place of another one in its column, that one comes back.
    // With all columns in use the person is told, and nothing else happens.
    void showBeside(ConversationId conversation);
    void restore(const QList<ConversationId> &conversations); // REQUIRES: nothing is open
    void endCurrent();                                        // not the last one
    void walk(int step);                                      // round; the keyboard comes along
    void setRoom(Room room);
    void tell(const QString &sentence); // in a line above, until the next change

    QSize minimumSizeHint() const override;
    static qreal columnUnits(); // as wide each is at least, beside others

Q_SIGNALS:
    void added(chat121::ui::TalkColumn *column);
    void currentChanged(); // or what is open in it
    void changed();        // conversations()

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    TalkColumn *columnOf(ConversationId conversation) const;
    TalkColumn *columnAround(const QWidget *widget) const;
    TalkColumn *add(qsizetype place);
    void end(TalkColumn *column);
    void setCurrent(TalkColumn *column);
    void followFocus(QWidget *old, QWidget *now);
    void bringKeyboard();
    void chain(qsizetype place);
    void arrange();
    void refreshOthers(const QList<TalkColumn *> &hidden);
    void pickOther();
    bool isKnown(ConversationId conversation) const;

    Workspace &m_workspace;
    const Clock &m_clock;
    ElapsedTicker &m_ticker;
    QHBoxLayout *m_row;
    Button *m_others; // that have no room
    Banner *m_notice;
    QList<TalkColumn *> m_columns;
    TalkColumn *m_current = nullptr;
    qsizetype m_first = 0; // that is shown
    Room m_room = Room::Plenty;
};

} // namespace chat121::ui
