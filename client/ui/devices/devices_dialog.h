// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The computers of one's account: which there are, when they were used, and the end of one. Another one
// is let in from here (link_page.h).
//
// Ownership: borrows the Workspace. Threads: main.
#pragma once

#include "client/core/workspace.h"

#include <QDialog>

class QStackedWidget;
class QVBoxLayout;

namespace chat121::ui {

class Button;
class ErrorState;
class LinkPage;
class MarkedLabel;
class Skeleton;

class DevicesDialog final : public QDialog {
    Q_OBJECT

public:
    explicit DevicesDialog(Workspace &workspace, QWidget *parent = nullptr);
    ~DevicesDialog() override;

private:
    QWidget *makeList();
    void refresh();
    void fill(const DeviceList &list, bool is_connected);
    void focusRow(qulonglong device, const QString &button);
    QWidget *makeRow(const OwnDevice &device, bool is_connected);
    QString useOf(const OwnDevice &device) const;
    void confirmRemoval(const OwnDevice &device);
    void showProblem(const Problem &problem);

    Workspace &m_workspace;
    QStackedWidget *m_pages;
    QWidget *m_list_page;
    LinkPage *m_link_page;
    QStackedWidget *m_faces; // of the list: loading, the rows, nobody to ask
    Skeleton *m_loading;
    ErrorState *m_offline;
    QWidget *m_rows;
    DeviceList m_shown;
    bool m_is_shown_connected = false;
    QVBoxLayout *m_column;
    MarkedLabel *m_problem;
    MarkedLabel *m_stale;
    Button *m_add;
    Button *m_close;
};

} // namespace chat121::ui
