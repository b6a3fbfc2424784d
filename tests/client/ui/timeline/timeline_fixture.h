// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A shown timeline with rows, for the tests of the view.
#pragma once

#include "client/ui/theme/theme.h"
#include "client/ui/timeline/timeline_view.h"
#include "tests/support/fake_clock.h"

#include <QTest>

#include <memory>

namespace chat121::test {

inline constexpr qint64 kNoonMs = 1'795'348'800'000;

inline MessageId messageId(int number)
{
    MessageId id;
    id.data[0] = static_cast<quint8>(number + 1);
    id.data[1] = static_cast<quint8>((number + 1) >> 8);
    id.data[2] = static_cast<quint8>((number + 1) >> 16);
    return id;
}

// One minute after the other; by default theirs.
inline TimelineRow timelineRow(int number, const QString &text, bool is_mine = false)
{
    TimelineRow row;
    row.id = messageId(number);
    row.sequence = Sequence{static_cast<quint64>(number) + 1};
    row.author = AccountId{is_mine ? 1u : 2u};
    row.author_name = is_mine ? QStringLiteral("Anna") : QStringLiteral("Maria");
    row.author_role = is_mine ? QStringLiteral("Support") : QStringLiteral("Guest");
    row.sent_at = {kNoonMs + number * 60'000ll};
    row.is_mine = is_mine;
    row.state = is_mine ? SendState::Sent : SendState::None;
    row.text = text;
    return row;
}

struct ShownTimeline {
    explicit ShownTimeline(const QList<TimelineRow> &rows, QSize extent = {500, 400})
    {
        model.reset(rows);
        view.setLocale(QLocale(QLocale::English, QLocale::UnitedKingdom));
        view.resize(extent);
        view.setModel(&model);
        view.show();
        view.activateWindow();
        [[maybe_unused]] const bool is_active = QTest::qWaitForWindowActive(&view);
        view.setFocus(Qt::OtherFocusReason);
    }

    // `count` rows of different heights.
    static QList<TimelineRow> manyRows(int count)
    {
        QList<TimelineRow> rows;
        for (int i = 0; i < count; ++i) {
            const QString words = QStringLiteral("words of some length ").repeated(i * 7 % 9);
            rows.append(timelineRow(i, QStringLiteral("Message %1 ").arg(i) + words, i % 3 == 0));
        }
        return rows;
    }

    QImage picture() { return view.viewport()->grab().toImage(); }

    // Scrolled to the very end: the newest row stands right above the foot.
    bool showsNewest() const { return view.rowRect(model.size() - 1).isValid() && view.isAtEnd(); }

    FakeClock clock{{kNoonMs + 3'600'000}};
    TimelineModel model;
    ui::TimelineView view{clock};
};

} // namespace chat121::test
