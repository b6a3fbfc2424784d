// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The messages of one conversation, for any number of rows: it measures only what is visible, estimates
// the rest, and keeps still what the reader looks at when something changes elsewhere.
//
// The scroll position is an anchor (a row and an offset into it), or "the end"; the scroll bar follows.
// Remote text is plain; links open only after a click and a dialog that shows the real host.
//
// Ownership: borrows model and clock. Threads: main.
#pragma once

#include "client/core/models/roster_row.h"
#include "client/core/models/timeline_model.h"
#include "client/ui/timeline/height_index.h"
#include "client/ui/timeline/row_layout.h"

#include <QAbstractScrollArea>
#include <QBasicTimer>
#include <QPointer>
#include <QVariantAnimation>

#include <compare>
#include <functional>
#include <memory>
#include <unordered_map>

class QHelpEvent;
class QMenu;

namespace chat121::ui {

class EmojiPicker;
class JumpButton;

inline constexpr QKeyCombination kAnswerKey = Qt::CTRL | Qt::Key_R;
inline constexpr QKeyCombination kEditKey{Qt::Key_F2};
inline constexpr QKeyCombination kDeleteKey{Qt::Key_Delete};
inline constexpr QKeyCombination kStarKey = Qt::CTRL | Qt::Key_B;
inline constexpr QKeyCombination kReactKey = Qt::CTRL | Qt::Key_E;

// A place in the text of all messages.
struct TextPoint {
    int row = -1;
    int position = 0;

    auto operator<=>(const TextPoint &) const = default;
};

class TimelineView final : public QAbstractScrollArea {
    Q_OBJECT

public:
    explicit TimelineView(const Clock &clock, QWidget *parent = nullptr);
    ~TimelineView() override;

    TimelineModel *model() const { return m_model; }
    void setModel(TimelineModel *model);

    // Who is in the conversation, and how far each has read. Named where there are several others.
    void setReaders(const QList<RosterRow> &roster);

    bool isAtEnd() const { return m_is_at_end; }
    void jumpToEnd();
    void jumpToFirstNew(); // to the end where nothing is new
    // So that the row stands in the upper third, or wherever it already is visible.
    void showRow(int row);

    // The same, and marks it until the reader does something with the timeline.
    void showFound(int row);
    int foundRow() const { return m_found; }

    int currentRow() const { return m_current; }
    void setCurrentRow(int row);
    int newBelow() const { return m_new_below; }

    // Whether the reader may answer, react, and edit or delete what is their own.
    void setActing(bool may_act);
    bool mayEdit(int row) const;
    bool mayActOn(int row) const;
    QList<ReactionGroup> reactionsOf(int row) const;
    static QString reactionText(const ReactionGroup &group); // "(thumbs up) Anna, You"
    void toggleReaction(int row, const QString &emoji); // gives it, or takes the own one back
    void setRecentEmoji(const QStringList &recent) { m_recent_emoji = recent; } // newest first

    bool hasSelection() const { return m_selection_from != m_selection_to; }
    QString selectedText() const;
    void selectAll();
    void clearSelection();
    void copy() const;

    // Where links go when the reader has agreed; the desktop's browser unless somebody else is named.
    void setLinkOpener(std::function<void(const QUrl &)> opener) { m_open_link = std::move(opener); }

    // For hit testing by tests and assistive technology; empty when not visible.
    QRect rowRect(int row) const; // in the viewport
    QRect bubbleRect(int row) const;
    QRect quoteRect(int row) const;
    QRect reactionRect(int row, const QString &emoji) const;
    // Below the messages may stand one more line: who is typing.
    int lineCount() const { return rowCount() + (isTypingShown() ? 1 : 0); }
    QString accessibleText(int line) const;
    int rowAt(const QPoint &viewport_point) const; // or -1

Q_SIGNALS:
    void olderWanted(); // the reader is near the top and the model has older rows
    void newestSeen();  // the newest row is on the screen of an active window
    void retryWanted(const chat121::MessageId &failed);
    void answerWanted(const chat121::MessageId &message);
    void editWanted(const chat121::MessageId &own);
    void deletionWanted(const chat121::MessageId &own);
    void reactionWanted(const chat121::MessageId &message, const QString &emoji); // empty: none any more
    void emojiUsed(const QString &emoji); // as a reaction, from the picker
    void starWanted(const chat121::MessageId &message, bool is_starred);
    void quoteWanted(const chat121::MessageId &message); // to be shown where it was said
    void atEndChanged(bool is_at_end);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;
    void wheelEvent(QWheelEvent *event) override;
    void changeEvent(QEvent *event) override;
    bool viewportEvent(QEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void timerEvent(QTimerEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    using Layouts = std::unordered_map<int, std::unique_ptr<RowLayout>>; // by row

    struct Anchor {
        int row = 0;
        qint64 offset = 0; // of the viewport's top below the row's top; negative above the first row
    };

    // Geometry (timeline_geometry.cpp)
    bool isTypingShown() const { return m_model && !m_model->typing().isEmpty(); }
    QString typingText() const;
    int rowCount() const { return m_model ? m_model->size() : 0; }
    const RowLayout &laid(int row);
    const RowLayout *laidAlready(int row) const;
    Surroundings surroundingsOf(int row) const;
    int newestOwnRow() const;
    static QString reactionWords(const QList<ReactionGroup> &groups);
    QString readersOf(const TimelineRow &row) const;
    std::vector<int> estimates(int first, int count) const;
    void forgetLayouts();
    void forgetLayout(int row);
    void trimLayouts();
    void remeasureAll();
    qint64 contentHeight() const;
    qint64 topPadding() const;
    qint64 footHeight() const;
    qint64 rowTop(int row) const; // in the content
    void settle();
    void settleAtEnd();
    void settleAtAnchor();
    void syncScrollBar();
    void scrollBy(qint64 distance);
    void scrollTo(qint64 top);
    void setAtEnd(bool is_at_end);
    void placeJumpButton();
    void placeJumpToNew();
    void askForOlder();
    void noticeNewest();

    // Model (timeline_view.cpp)
    void modelReset();
    void showTyping();
    void rowsInserted(int first, int count);
    void rowsChanged(int first, int count);
    void rowsRemoved(int first, int count);
    void announce(int first, int count);
    void fadeIn(int first);

    // Input (timeline_input.cpp)
    TextPoint pointAt(const QPoint &point);
    std::optional<Link> linkAt(const QPoint &point);
    TextRange selectionOf(int row) const;
    void select(const TextPoint &from, const TextPoint &to);
    void extendSelection(QKeyEvent *event);
    bool handleExtension(QKeyEvent *event);
    void moveCurrent(int row);
    void forgetFound();
    void movePage(int direction);
    void askToOpen(const QUrl &url);
    void activateCurrent();
    // What can be done with a message (timeline_menu.cpp)
    bool mayDelete(int row) const;
    bool handleAction(QKeyEvent *event);
    void addReactions(QMenu &menu, const TimelineRow &row);
    void pickReaction(const MessageId &message);
    void reactWith(const QString &emoji);
    void addActions(QMenu &menu, int row);
    QPointF insideOf(int row, const QPoint &point) const;
    bool isOnMark(const QPoint &point);
    bool clickMark(const QPoint &point);
    void showWhoReacted(QHelpEvent *event);
    void showMenu(int row, const std::optional<Link> &link, const QPoint &global);
    QString copiedRow(int row, TextRange range) const;
    void paintFoot(QPainter &painter, qreal y) const;

    const Clock &m_clock;
    QPointer<TimelineModel> m_model;
    QList<RosterRow> m_readers; // the others
    std::unique_ptr<TimelineMetrics> m_metrics;
    HeightIndex m_heights;
    Layouts m_layouts;
    mutable int m_newest_own = -2; // -2: not known, -1: none

    Anchor m_anchor;
    bool m_is_at_end = true;
    bool m_is_syncing = false;
    qint64 m_top = 0; // of the viewport, in the content; follows from the anchor
    int m_unread_row = -1;
    int m_new_below = 0;

    int m_current = -1;
    int m_found = -1;                           // what a search has led to
    bool m_current_is_visible = false;          // the ring is shown once the keyboard has been used
    TextPoint m_selection_from, m_selection_to; // the anchor and the moving end
    bool m_is_selecting = false;
    bool m_may_act = false;
    QPoint m_pressed_at;
    std::optional<Link> m_pressed_link;
    QBasicTimer m_auto_scroll;
    QBasicTimer m_typing_step;
    int m_typing_phase = 0;
    QVariantAnimation m_fade; // of what somebody else has just said
    int m_fading_from = -1;

    QPointer<EmojiPicker> m_picker; // a child of the window, once there is one
    MessageId m_reacting_to{};      // what it was opened for
    QStringList m_recent_emoji;
    std::function<void(const QUrl &)> m_open_link;
    JumpButton *m_jump;
    JumpButton *m_jump_to_new;
};

} // namespace chat121::ui
