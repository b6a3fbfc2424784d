// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Over the desk while a customer is the reader's to take: who, how long still, take or not now.
//
// Borrows the workspace and the ticker. Threads: main.
#pragma once

#include "client/core/workspace.h"

#include <QWidget>

#include <optional>

namespace chat121::ui {

class Button;
class ElapsedTicker;
class PlainLabel;

class OfferStrip final : public QWidget {
    Q_OBJECT

public:
    OfferStrip(Workspace &workspace, ElapsedTicker &ticker, QWidget *parent = nullptr);

Q_SIGNALS:
    void looked(chat121::ConversationId conversation); // what they wrote is to be seen

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void build();
    void refresh();
    void count(UnixTime now);
    std::optional<ConversationRow> offered() const;

    Workspace &m_workspace;
    ElapsedTicker &m_ticker;
    ConversationId m_shown{};
    PlainLabel *m_words = nullptr;
    PlainLabel *m_left = nullptr;
};

} // namespace chat121::ui
