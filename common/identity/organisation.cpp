// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/identity/organisation.h"

#include "common/identity/endpoint.h"
#include "common/identity/names.h"

#include <QSet>

#include <algorithm>

namespace chat121::identity {

namespace {

Error malformed(const char *what)
{
    return {Code::Malformed, QString::fromLatin1(what)};
}

Result<void> checkDepartments(const QList<Department> &departments)
{
    QSet<DepartmentId> ids;
    QSet<LogId> logs;
    qsizetype holidays = 0;
    for (const Department &department : departments) {
        TRY(checkRouting(department.policy.routing));
        TRY(checkHours(department.policy.hours));
        TRY(checkConsent(department.policy.consent));
        TRY(checkQuestions(department.policy.questions));
        TRY(checkChoice(department.policy.choice));
        holidays += department.policy.hours.holidays.items.size();
        if (!department.id.isValid() || !department.waiting_room.isValid() || !department.team.isValid())
            return malformed("a department without an id or a log");
        if (!isProperName(department.name.text)) return malformed("a department's name");
        if (department.policy.retention_days > limits::kRetentionDaysMax)
            return malformed("a department that keeps its messages for longer than anybody can promise");
        if (department.policy.idle_minutes_max > limits::kIdleMinutesMax)
            return malformed("a department whose windows stay open for longer than a day");
        if (!isRegionOrNone(department.policy.region.text)) return malformed("a department's region");
        ids.insert(department.id);
        logs.insert(department.waiting_room);
        logs.insert(department.team);
    }
    if (holidays > limits::kHolidaysMax) return malformed("more holidays than a document has room for");
    if (ids.size() != departments.size()) return malformed("a department stands twice");
    if (logs.size() != 2 * departments.size()) return malformed("two departments share a log");
    return success();
}

Result<void> checkEndpoints(const OrganisationDocument &document)
{
    const auto &endpoints = document.endpoints.items;
    const auto &regions = document.regions.items;
    if (endpoints.isEmpty()) return malformed("an organisation without an endpoint");
    for (const Endpoint &endpoint : endpoints)
        TRY(parseHostPort(endpoint.text));
    if (!regions.isEmpty() && regions.size() != endpoints.size())
        return malformed("regions that belong to no endpoint");
    for (const auto &region : regions)
        if (!isRegionOrNone(region.text)) return malformed("an endpoint's region");
    return success();
}

Result<void> checkDismissals(const QList<Dismissal> &dismissals)
{
    QSet<AccountId> accounts;
    for (const Dismissal &dismissal : dismissals)
        accounts.insert(dismissal.account);
    if (accounts.size() != dismissals.size()) return malformed("somebody is dismissed twice");
    if (accounts.contains(AccountId{})) return malformed("nobody is dismissed");
    return success();
}

Result<void> checkDocument(const OrganisationDocument &document)
{
    if (document.number == 0) return malformed("an organisation document without a number");
    if ((document.number == 1) != document.previous.isZero())
        return malformed("only the first organisation document has no previous one");
    if (!isProperName(document.name.text)) return malformed("an organisation's name");
    if (document.registrar_key.isZero()) return malformed("an organisation without a registrar");
    TRY(checkEndpoints(document));
    TRY(checkDismissals(document.dismissals.items));
    return checkDepartments(document.departments.items);
}

} // namespace

// --- what is behind the fields --------------------------------------------------------------------

namespace {

// One form for each set of departments: all others are Malformed.
void readShields(Reader &reader, QList<Department> &departments)
{
    DepartmentIds shielded;
    codec::get(reader, shielded);
    auto next = shielded.items.cbegin();
    for (Department &department : departments) {
        if (next == shielded.items.cend() || *next != department.id) continue;
        department.policy.is_shielded = true;
        ++next;
    }
    const bool has_a_reason = !shielded.items.isEmpty() || !reader.atEnd();
    if (!has_a_reason || next != shielded.items.cend()) reader.fail(Code::Malformed);
}

// The departments that say something, in the order of all of them.
template <typename Row, typename Take>
void readRows(Reader &reader, QList<Department> &departments, Take take)
{
    List<Row, limits::kDepartmentsMax> rows;
    codec::get(reader, rows);
    auto next = rows.items.cbegin();
    for (Department &department : departments) {
        if (next == rows.items.cend() || next->department != department.id) continue;
        if (next->saysNothing()) reader.fail(Code::Malformed);
        take(department.policy, *next);
        ++next;
    }
    const bool has_a_reason = !rows.items.isEmpty() || !reader.atEnd();
    if (!has_a_reason || next != rows.items.cend()) reader.fail(Code::Malformed);
}

template <typename Row>
void appendUnlessEmpty(List<Row, limits::kDepartmentsMax> &rows, const Row &row)
{
    if (!row.saysNothing()) rows.items.append(row);
}

} // namespace

void OrganisationDocument::read(Reader &reader)
{
    std::apply([&](auto &...field) { (codec::get(reader, field), ...); }, fields());
    const auto is_over = [&reader] { return reader.failed() || reader.atEnd(); };
    if (is_over()) return;
    readShields(reader, departments.items);
    if (is_over()) return;
    readRows<DepartmentDesk>(reader, departments.items, [](DepartmentPolicy &policy, const auto &row) {
        policy.routing = row.routing;
        policy.hours = row.hours;
    });
    if (is_over()) return;
    readRows<DepartmentStart>(reader, departments.items, [](DepartmentPolicy &policy, const auto &row) {
        policy.consent = row.consent;
        policy.questions = row.questions;
        policy.choice = row.choice;
    });
    if (is_over()) return;
    readRows<DepartmentTalk>(reader, departments.items,
                             [](DepartmentPolicy &policy, const auto &row) { policy.talk = row.talk; });
}

void OrganisationDocument::write(Writer &writer) const
{
    std::apply([&](const auto &...field) { (codec::put(writer, field), ...); },
               const_cast<OrganisationDocument *>(this)->fields()); // only read here
    DepartmentIds shielded;
    List<DepartmentDesk, limits::kDepartmentsMax> desks;
    List<DepartmentStart, limits::kDepartmentsMax> starts;
    List<DepartmentTalk, limits::kDepartmentsMax> talks;
    for (const Department &department : departments.items) {
        const DepartmentPolicy &policy = department.policy;
        if (policy.is_shielded) shielded.items.append(department.id);
        appendUnlessEmpty(desks, {department.id, policy.routing, policy.hours});
        appendUnlessEmpty(starts, {department.id, policy.consent, policy.questions, policy.choice});
        appendUnlessEmpty(talks, {department.id, policy.talk});
    }
    const bool are_talks = !talks.items.isEmpty();
    const bool are_starts = are_talks || !starts.items.isEmpty();
    const bool are_desks = are_starts || !desks.items.isEmpty();
    if (are_desks || !shielded.items.isEmpty()) codec::put(writer, shielded);
    if (are_desks) codec::put(writer, desks);
    if (are_starts) codec::put(writer, starts);
    if (are_talks) codec::put(writer, talks);
}

// --- what a verified one says ---------------------------------------------------------------------

std::optional<Department> VerifiedOrganisation::department(DepartmentId wanted) const
{
    for (const Department &department : document.departments.items) {
        if (department.id == wanted) return department;
    }
    return std::nullopt;
}

QString VerifiedOrganisation::regionAt(const HostPort &address) const
{
    const auto &endpoints = document.endpoints.items;
    std::optional<QString> found;
    for (qsizetype i = 0; i < endpoints.size() && i < document.regions.items.size(); ++i) {
        const auto one = parseHostPort(endpoints.at(i).text);
        if (!one || *one != address) continue;
        const QString region = document.regions.items.at(i).text;
        if (found && *found != region) return {}; // said twice, and not the same
        found = region;
    }
    return found.value_or(QString());
}

bool VerifiedOrganisation::mayBeKeptAt(DepartmentId wanted, const HostPort &address) const
{
    const QString here = regionAt(address);
    const auto fits = [&](const Department &one) {
        return one.policy.region.text.isEmpty() || one.policy.region.text == here;
    };
    const auto known = department(wanted);
    return known ? fits(*known) : std::ranges::all_of(document.departments.items, fits);
}

bool VerifiedOrganisation::isShielded(DepartmentId wanted) const
{
    const auto has_shield = [](const Department &one) { return one.policy.is_shielded; };
    const auto known = department(wanted);
    return known ? has_shield(*known) : std::ranges::any_of(document.departments.items, has_shield);
}

std::optional<UnixTime> VerifiedOrganisation::dismissedAt(AccountId account) const
{
    for (const Dismissal &dismissal : document.dismissals.items) {
        if (dismissal.account == account) return dismissal.at;
    }
    return std::nullopt;
}

Result<VerifiedOrganisation> verifyOrganisation(const SignedOrganisation &document,
                                                const crypto::PublicKey &root_key)
{
    TRY_ASSIGN(OrganisationDocument body, document.verify(root_key));
    if (body.root_key != root_key)
        return Error{Code::Crypto, QStringLiteral("an organisation document names another root")};
    TRY(checkDocument(body));
    return VerifiedOrganisation{organisationIdOf(root_key), std::move(body), document.hash()};
}

Result<VerifiedOrganisation> verifySuccessor(const VerifiedOrganisation &current,
                                             const SignedOrganisation &candidate)
{
    TRY_ASSIGN(VerifiedOrganisation next, verifyOrganisation(candidate, current.document.root_key));
    const quint64 number = current.document.number;
    if (next.document.number < number)
        return Error{Code::Expired, QStringLiteral("an older organisation document")};

    const bool same = next.document.number == number;
    const bool direct = next.document.number == number + 1;
    if ((same && next.hash != current.hash) || (direct && next.document.previous != current.hash))
        return Error{Code::Conflict, QStringLiteral("two organisation documents with one number")};
    return next;
}

} // namespace chat121::identity
