// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The editor in which replies, notes and messages for later are written: Enter submits, paste and drop bring
// plain text only.
//
// Threads: main.
#pragma once

#include <QPlainTextEdit>

namespace chat121::ui {

class ComposerEdit final : public QPlainTextEdit {
    Q_OBJECT

public:
    // Pixels: at the end of a line the cursor stands behind it.
    static constexpr int kCursorRoom = 2;

    explicit ComposerEdit(QWidget *parent = nullptr);
    void setHasWayOut(bool has_way_out) { m_has_way_out = has_way_out; }

Q_SIGNALS:
    void submitted();
    void editLastWanted(); // Up in an empty editor
    void focusChanged();
    void wayOutWanted(); // Escape, where there is something to get out of

protected:
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    bool canInsertFromMimeData(const QMimeData *source) const override;
    void insertFromMimeData(const QMimeData *source) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    bool m_has_way_out = false;
};

} // namespace chat121::ui
