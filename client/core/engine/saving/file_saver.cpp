// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/core/engine/saving/file_saver.h"

#include "client/core/engine/notices/words.h"
#include "client/core/engine/saving/saving_words.h"

#include <QLocale>

namespace chat121::engine {

namespace {

transcript::WhoSaves whoSaves(identity::ExportRule rule)
{
    switch (rule) {
    case identity::ExportRule::Everybody:
        return transcript::WhoSaves::Everybody;
    case identity::ExportRule::Supervisors:
        return transcript::WhoSaves::Supervisors;
    case identity::ExportRule::Nobody:
        break;
    }
    return transcript::WhoSaves::Nobody;
}

} // namespace

FileSaver::FileSaver(Context &context, const Ledger &ledger, Outbox &outbox, QObject *parent)
    : QObject(parent)
    , m_context(context)
    , m_ledger(ledger)
    , m_outbox(outbox)
{
    m_next_page.setSingleShot(true);
    connect(&m_next_page, &QTimer::timeout, this, &FileSaver::step);
}

void FileSaver::refuse(ConversationId conversation, const Problem &problem)
{
    Q_EMIT m_context.announcer.savingRefused(conversation, problem);
}

Problem FileSaver::refusal(ConversationId conversation) const
{
    const SavingRight right = m_ledger.savingRight(conversation);
    return right == SavingRight::Given ? Problem{} : notAllowedToSave(sentenceOf(right));
}

void FileSaver::save(ConversationId conversation, const SaveWish &wish)
{
    if (m_job) return refuse(conversation, savingAlready());
    if (const Problem why = refusal(conversation); !why.isEmpty()) return refuse(conversation, why);
    if (const Problem why = begin(conversation, wish); !why.isEmpty()) return refuse(conversation, why);
    m_next_page.start(0);
}

Problem FileSaver::begin(ConversationId conversation, const SaveWish &wish)
{
    const auto count = m_context.store.messages().count(conversation);
    if (!count) return storeProblem(count.error());
    if (*count == 0) return nothingToSave();
    auto file = transcript::PrivateFile::open(wish.path, wish.may_replace);
    if (!file) return fileProblem(file.error());

    auto job = std::make_unique<Job>();
    job->conversation = conversation;
    job->file = *std::move(file);
    job->format = transcript::makeFormat(wish.format);
    if (const Problem why = tell(*job); !why.isEmpty()) return why;
    auto rows = m_context.store.messages().rowsOf(conversation);
    if (!rows) return storeProblem(rows.error());
    job->rows = *std::move(rows);
    const auto written = job->file->write(job->format->head(factsOf(*job)));
    if (!written) return fileProblem(written.error());
    m_job = std::move(job);
    return {};
}

// Before the first row is written: nobody has a file that the others do not know of.
Problem FileSaver::tell(Job &job)
{
    job.is_told = m_ledger.isSavingTold(job.conversation);
    if (!job.is_told) return {};
    const identity::VerifiedMember &self = m_context.identity.self();
    const QString line = words::savedAsFile(m_ledger.nameOf(self, job.conversation), m_ledger.roleOf(self));
    const auto told = m_outbox.tell(job.conversation, content::Notice{content::NoticeKind::Saved}, line);
    return told ? Problem{} : storeProblem(told.error());
}

transcript::Facts FileSaver::factsOf(const Job &job) const
{
    const identity::VerifiedMember &self = m_context.identity.self();
    const identity::DepartmentPolicy policy = m_ledger.policyOf(job.conversation);
    const TalkFacts talk = m_ledger.facts(job.conversation);
    transcript::Facts facts;
    facts.conversation = job.conversation;
    facts.title = talk.title;
    facts.organisation = m_context.identity.organisation().document.name.text;
    facts.department = m_ledger.departmentName(m_ledger.departmentOf(job.conversation));
    facts.made_at = m_context.clock.now();
    facts.maker = m_context.identity.account();
    facts.maker_name = m_ledger.nameOf(self, job.conversation);
    facts.maker_role = m_ledger.roleOf(self);
    facts.is_told = job.is_told;
    facts.retention_days = talk.retention_days;
    facts.is_archived = talk.is_archived;
    facts.staff_saves = whoSaves(policy.staff_export);
    facts.region = policy.region.text;
    facts.readers = talk.roster;
    facts.language = transcript::languageOfWords();
    facts.is_right_to_left = QLocale(facts.language).textDirection() == Qt::RightToLeft;
    facts.zone = QTimeZone::systemTimeZone();
    return facts;
}

void FileSaver::cancel(ConversationId conversation)
{
    if (!m_job || m_job->conversation != conversation) return;
    m_next_page.stop();
    m_job.reset();
    refuse(conversation, {});
}

void FileSaver::step()
{
    const ConversationId conversation = m_job->conversation;
    Problem why = refusal(conversation);
    if (why.isEmpty()) why = writePage();
    if (why.isEmpty())
        Q_EMIT m_context.announcer.savingProgressed(conversation, static_cast<int>(m_job->next),
                                                    static_cast<int>(m_job->rows.size()));
    if (!m_job) return; // given up by who has heard that
    const bool is_whole = m_job->next == m_job->rows.size();
    if (why.isEmpty() && !is_whole) return m_next_page.start(0);
    if (why.isEmpty()) why = finish();
    const std::unique_ptr<Job> job = std::move(m_job);
    if (!why.isEmpty()) return refuse(conversation, why);
    Q_EMIT m_context.announcer.saved(
        conversation, {job->file->path(), job->totals.rows, job->totals.unreadable, job->is_told});
}

Problem FileSaver::writePage()
{
    const qsizetype end = qMin(m_job->next + limits::kTalkPageRows, m_job->rows.size());
    for (; m_job->next < end; ++m_job->next) {
        const auto stored = m_context.store.messages().at(m_job->rows.at(m_job->next));
        if (!stored) return storeProblem(stored.error());
        if (const auto written = writeRow(*stored); !written) return fileProblem(written.error());
    }
    if (const auto flushed = m_job->file->flush(); !flushed) return fileProblem(flushed.error());
    return {};
}

// Nothing: it was deleted meanwhile. Notes of staff stay where they are: a file is handed to customers, too.
Result<void> FileSaver::writeRow(const std::optional<StoredRow> &stored)
{
    if (stored && stored->is_readable && stored->value.kind == RowKind::Note) return success();
    if (!stored) {
        ++m_job->totals.deleted;
        return success();
    }
    transcript::Entry entry;
    entry.sequence = stored->value.sequence;
    if (stored->is_readable) entry.row = m_ledger.shown(m_job->conversation, {stored->value}).constFirst();
    ++m_job->totals.rows;
    if (!entry.row) ++m_job->totals.unreadable;
    return m_job->file->write(m_job->format->row(entry));
}

Problem FileSaver::finish()
{
    const auto written = m_job->file->write(m_job->format->foot(m_job->totals));
    if (!written) return fileProblem(written.error());
    const auto committed = m_job->file->commit();
    return committed ? Problem{} : fileProblem(committed.error());
}

} // namespace chat121::engine
