// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A conversation that is saved as a file: what is asked for, and what came of it.
#pragma once

#include <QMetaType>
#include <QString>

namespace chat121 {

// Which of the staff may save conversations as files.
enum class StaffSaving : quint8 { Everybody = 1, Supervisors, Nobody };

enum class SavedFormat : quint8 {
    Page, // to read and print: HTML
    Data, // for programs: JSON
    Text,
};

struct SaveWish {
    SavedFormat format = SavedFormat::Page;
    QString path;             // absolute
    bool may_replace = false; // the person has said so for this very path
};

struct SavedFile {
    QString path;
    int rows = 0;
    int unreadable = 0;   // of them, as the file says in their places
    bool is_told = false; // the others in the conversation
};

} // namespace chat121

Q_DECLARE_METATYPE(chat121::SaveWish)
Q_DECLARE_METATYPE(chat121::SavedFile)
