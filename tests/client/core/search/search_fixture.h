// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the tests of the search share: a store with an index whose work is done at once, rows to write
// and a search that is waited for.
#pragma once

#include "client/core/search/finder.h"
#include "tests/client/core/local_store/store_fixture.h"

namespace chat121::test {

inline TimelineRow said(quint32 number, const QString &text, const QString &author = QStringLiteral("Ada"))
{
    TimelineRow row = message(number, number + 1);
    row.author_name = author;
    row.text = text;
    return row;
}

// A clock that stands still, or moves on by `tick` whenever it is looked at: then a slice of work is one
// step of it.
class TickingClock final : public Clock {
public:
    UnixTime now() const override { return {1'700'000'000'000}; }
    std::chrono::milliseconds steady() const override { return m_steady += tick; }
    void advance(std::chrono::milliseconds span) { m_steady += span; }

    std::chrono::milliseconds tick{0};

private:
    mutable std::chrono::milliseconds m_steady{0};
};

class SearchFixture : public StoreFixture {
public:
    TickingClock clock;

    Result<void> openAll()
    {
        m_finder.reset();
        m_index.reset();
        TRY(open());
        m_index = std::make_unique<search::Index>(store(), clock);
        TRY(m_index->open());
        m_finder = std::make_unique<search::Finder>(store(), *m_index, clock);
        return success();
    }
    // Like a program that ends; StoreFixture::close() alone would leave the index its store.
    void closeAll()
    {
        m_finder.reset();
        m_index.reset();
        close();
    }

    search::Index &index() { return *m_index; }
    search::Finder &finder() { return *m_finder; }

    Result<void> write(ConversationId conversation, const QList<TimelineRow> &rows)
    {
        TRY_ASSIGN(Transaction transaction, store().begin());
        for (const TimelineRow &row : rows)
            TRY(store().messages().put(conversation, row));
        return transaction.commit();
    }

    // Rows that no test looks for, until there are enough of them for a segment.
    Result<void> writeFiller(quint32 first_number, int count)
    {
        QList<TimelineRow> rows;
        for (int i = 0; i < count; ++i)
            rows.append(said(first_number + static_cast<quint32>(i), QStringLiteral("filler")));
        return write({99}, rows);
    }

    // All the work that there is. The clock stands still, so one slice does all of it.
    Result<void> indexAll()
    {
        for (;;) {
            TRY_ASSIGN(const bool has_more, m_index->work());
            if (!has_more) return success();
        }
    }

    // The rows that are found, page by page, newest first; an error as a text that no row has.
    QList<StoredRow> find(const QString &text, const search::Conversations &conversations = {},
                          int pages_max = 1000)
    {
        QList<StoredRow> rows;
        bool is_over = false;
        bool has_more = false;
        QObject context;
        QObject::connect(m_finder.get(), &search::Finder::found, &context,
                         [&](const QList<StoredRow> &found) { rows.append(found); });
        QObject::connect(m_finder.get(), &search::Finder::finished, &context, [&](bool more) {
            has_more = more;
            is_over = true;
        });
        QObject::connect(m_finder.get(), &search::Finder::failed, &context, [&](const Error &error) {
            StoredRow failure;
            failure.value.text = QStringLiteral("failed: ") + error.detail;
            rows.append(failure);
            is_over = true;
        });
        m_finder->find({search::parseQuery(text, QTimeZone::utc()), conversations});
        for (int page = 1;; ++page) {
            while (!is_over)
                QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
            if (!has_more || page == pages_max) break;
            is_over = has_more = false;
            m_finder->more();
        }
        m_has_more = has_more;
        return rows;
    }
    bool hasMore() const { return m_has_more; } // after the last find()

    QStringList texts(const QString &query, const search::Conversations &conversations = {})
    {
        QStringList all;
        for (const StoredRow &row : find(query, conversations))
            all.append(row.value.text);
        return all;
    }

private:
    std::unique_ptr<search::Index> m_index;
    std::unique_ptr<search::Finder> m_finder;
    bool m_has_more = false;
};

} // namespace chat121::test
