// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Where recovery words are typed: what is not one of the words is marked while it is written, and a
// line below says how far one has come. Threads: main.
#pragma once

#include "client/core/archive/typed_words.h"

#include <QPlainTextEdit>

namespace chat121::ui {

class PlainLabel;

// Enter submits, Tab leaves.
class WordsEdit final : public QPlainTextEdit {
    Q_OBJECT

public:
    explicit WordsEdit(QWidget *parent = nullptr);
    void mark(const QList<archive::WordPlace> &unknown);

Q_SIGNALS:
    void submitted();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void fit();
};

class WordsEntry final : public QWidget {
    Q_OBJECT

public:
    explicit WordsEntry(QWidget *parent = nullptr);

    QString text() const { return m_edit->toPlainText(); }
    bool isComplete() const { return m_state.is_complete; }
    void clear() { m_edit->clear(); }
    void takeFocus() { m_edit->setFocus(); }

Q_SIGNALS:
    void changed();
    void submitted();

private:
    void refresh();
    QString sentence() const;

    WordsEdit *m_edit;
    PlainLabel *m_line;
    archive::TypedState m_state;
};

} // namespace chat121::ui
