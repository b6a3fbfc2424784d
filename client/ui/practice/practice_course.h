// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the practice conversation teaches, step by step, and what of it was done. Steps may be done in any
// order; the first that was not is the one that is asked for. A plain value; any thread.
#pragma once

#include <QString>

#include <array>
#include <optional>

namespace chat121::ui {

enum class PracticeStep : quint8 { Take, Reply, Note, HandOver, Close };

inline constexpr std::array kPracticeSteps = {PracticeStep::Take, PracticeStep::Reply, PracticeStep::Note,
                                              PracticeStep::HandOver, PracticeStep::Close};

class PracticeCourse {
public:
    void done(PracticeStep step) { m_done.at(static_cast<size_t>(step)) = true; }
    bool isDone(PracticeStep step) const { return m_done.at(static_cast<size_t>(step)); }
    std::optional<PracticeStep> next() const; // nothing: all of it was done
    // The conversation was closed before something else: nothing of that can be done any more.
    bool isCutShort() const { return isDone(PracticeStep::Close) && next(); }

private:
    std::array<bool, kPracticeSteps.size()> m_done{};
};

// What is to be done, in few words, and how. `shortcut`: of a canned reply that is there.
QString practiceTitle(PracticeStep step);
QString practiceWords(PracticeStep step, const QString &shortcut);

} // namespace chat121::ui
