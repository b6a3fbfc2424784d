// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A further computer of an account: the code that another one shows, and waiting for its person.
#pragma once

#include "client/core/workspace.h"
#include "client/ui/first_run/way_in_page.h"

namespace chat121::ui {

class LinkCodePage final : public WayInPage {
    Q_OBJECT

public:
    explicit LinkCodePage(QWidget *parent = nullptr);

    // By itself, or behind a link that carries the code already.
    void askForAll();
    void setPreview(const InvitationPreview &preview);

Q_SIGNALS:
    // Both empty: the link that was previewed.
    void given(const QString &address, const QString &code);

private:
    void submit();

    FormField *m_code;
    FormField *m_address;
    bool m_is_carried = false;
};

class LinkWaitPage final : public WayInPage {
    Q_OBJECT

public:
    explicit LinkWaitPage(QWidget *parent = nullptr);

    void setRequest(const LinkRequest &request);

Q_SIGNALS:
    void givenUp();

private:
    PlainLabel *m_number;
};

} // namespace chat121::ui
