// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The common half of all ways in: the invitation, the server and its organisation. What each way
// registers is in way_in_registration.cpp and way_in_password.cpp.

#include "client/core/engine/entry/way_in.h"

#include "client/core/engine/notices/words.h"
#include "common/protocol/messages/answers.h"

#include <QFile>
#include <QFileInfo>

namespace chat121::engine {

namespace {

// The text itself, or what is in the file that it names.
QString invitationText(const QString &link_or_file)
{
    const QString trimmed = link_or_file.trimmed();
    if (trimmed.contains(QLatin1String("chat121://")) || trimmed.size() > 4096) return trimmed;
    QFile file(trimmed);
    const bool is_file = QFileInfo(trimmed).isFile() && file.open(QIODevice::ReadOnly);
    return is_file ? QString::fromUtf8(file.read(limits::kInvitationTextMax + 1)) : trimmed;
}

ProblemKind kindOfInvitation(const Error &error)
{
    if (error.code == Code::Unsupported) return ProblemKind::InvitationTooNew;
    return error.code == Code::Expired ? ProblemKind::InvitationExpired : ProblemKind::InvitationMalformed;
}

} // namespace

WayIn::WayIn(const Clock &clock, RandomSource &random, Transports transports,
             const crypto::PasswordCost &usual, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
    , m_random(random)
    , m_transports(std::move(transports))
    , m_poll(this)
    , m_usual(usual)
{
    connect(&m_poll, &QTimer::timeout, this, &WayIn::pollLink);
}

WayIn::~WayIn() = default;

void WayIn::fail(ProblemKind kind, const QString &details)
{
    fail(problem(kind, details));
}

void WayIn::fail(const Problem &problem)
{
    m_is_busy = false;
    m_next = {};
    m_store = nullptr;
    m_profile.reset();
    m_link.reset();
    m_poll.stop();
    m_weak_password.fill(QChar(0));
    m_weak_password.clear();
    if (m_connection) m_connection->stop();
    Q_EMIT failed(problem);
}

// --- the invitation -------------------------------------------------------------------------------

Result<void> WayIn::accept(const QString &text)
{
    const QString link = invitationText(text);
    TRY_ASSIGN(auto invitation, identity::parseInvitation(link));
    if (m_connection) m_connection->disconnect(this);
    m_connection.reset();
    m_invitation = std::make_unique<identity::Invitation>(std::move(invitation));
    m_address = {m_invitation->endpoints, m_invitation->registrar_key};
    m_pin = m_invitation->tls_pin;
    m_invitation_hash = crypto::sha256(identity::toLink(*m_invitation).toUtf8());
    m_document.reset();
    m_organisation.reset();
    m_page = identity::pageOf(link);
    m_terms = {};
    m_agreed_at = {};
    m_is_anybody_on_duty = false;
    m_beside.reset();
    m_root_seed.reset();
    m_owners.clear();
    return success();
}

bool WayIn::isFor(InvitationPreview::Kind kind) const
{
    return m_invitation && m_invitation->purpose.index() == static_cast<size_t>(kind);
}

const crypto::PublicKey *WayIn::rootKey() const
{
    if (const auto *staff = std::get_if<identity::StaffInvitation>(&m_invitation->purpose))
        return &staff->root_key;
    if (const auto *guest = std::get_if<identity::GuestInvitation>(&m_invitation->purpose))
        return &guest->root_key;
    if (const auto *device = std::get_if<identity::DeviceInvitation>(&m_invitation->purpose))
        return &device->root_key;
    return nullptr;
}

void WayIn::preview(const QString &link_or_file)
{
    m_is_busy = true;
    if (const auto accepted = accept(link_or_file); !accepted)
        return fail(kindOfInvitation(accepted.error()), accepted.error().detail);
    if (const auto valid = identity::checkInvitationTime(*m_invitation, m_clock.now()); !valid)
        return fail(ProblemKind::InvitationExpired);
    connectThen([this] { checkOrganisation([this] { announcePreview(); }); });
}

void WayIn::announcePreview()
{
    InvitationPreview preview;
    preview.kind = static_cast<InvitationPreview::Kind>(m_invitation->purpose.index());
    if (m_organisation) {
        preview.organisation = m_organisation->document.name.text;
        preview.consent_text = m_organisation->document.consent.text;
    }
    if (const auto *guest = std::get_if<identity::GuestInvitation>(&m_invitation->purpose)) {
        const auto department = m_organisation->department(guest->department);
        if (!department) return fail(ProblemKind::OrganisationNotTrusted);
        preview.department = department->name.text;
        preview.is_anybody_on_duty = m_is_anybody_on_duty;
        m_terms = department->policy.consent;
        if (m_terms.isAsked()) preview.consent_text = m_terms.text.text;
        if (m_terms.isAsked()) preview.consent_version = static_cast<int>(m_terms.version);
    }
    if (const auto *staff = std::get_if<identity::StaffInvitation>(&m_invitation->purpose)) {
        const auto certificate = identity::verifyInvitation(staff->certificate, staff->certifier());
        if (!certificate) return fail(ProblemKind::InvitationMalformed);
        preview.role = words::role(certificate->role);
        preview.is_new_way_in = certificate->replaces.isValid();
        QStringList names;
        for (const DepartmentId id : certificate->departments.items)
            if (const auto department = m_organisation->department(id)) names.append(department->name.text);
        preview.department = names.join(QStringLiteral(", "));
    }
    m_is_busy = false;
    Q_EMIT previewed(preview);
}

// --- the server -----------------------------------------------------------------------------------

void WayIn::connectThen(const Next &next)
{
    Q_EMIT progressed(words::stepConnecting());
    m_next = next;
    if (m_connection && m_connection->isReady()) {
        std::exchange(m_next, {})();
        return;
    }
    m_connection =
        std::make_unique<Connection>(m_transports(m_pin), m_clock, m_random, ConnectionTimes{}, nullptr);
    connect(m_connection.get(), &Connection::ready, this, [this] {
        if (m_next) std::exchange(m_next, {})();
    });
    connect(m_connection.get(), &Connection::lost, this, &WayIn::onLost);
    m_connection->start(m_address);
}

// One try of every endpoint; the person decides about another.
void WayIn::onLost(const ConnectionFailure &failure)
{
    if (!m_is_busy || (isWaitingForLink() && !failure.is_final)) return;
    Q_EMIT progressed({});
    const bool is_line = failure.fault == ConnectionFault::Unreachable ||
                         failure.fault == ConnectionFault::Silent || failure.fault == ConnectionFault::Closed;
    const Problem problem = is_line && !failure.is_final
                                ? engine::problem(ProblemKind::ServerUnreachable, failure.detail)
                                : Problem{connectionSentence(failure), failure.detail, false};
    m_connection->disconnect(this);
    QMetaObject::invokeMethod(
        this, [this, problem] { fail(problem); }, Qt::QueuedConnection);
}

// A broken connection is said by onLost().
void WayIn::onRefused(const RequestFailure &failure)
{
    const bool is_line = failure.code == Code::Network && failure.reason == protocol::Reason::None;
    if (!is_line) fail(problem(protocol::Refused{{}, failure.code, failure.reason, failure.retry_after_ms}));
}

void WayIn::checkOrganisation(const Next &next)
{
    if (isFor(InvitationPreview::Kind::SetUp)) {
        if (m_connection->greeting().is_set_up) return fail(ProblemKind::AlreadySetUp);
        return next();
    }
    if (!m_connection->greeting().is_set_up) return fail(ProblemKind::NotSetUp);
    const auto *guest = std::get_if<identity::GuestInvitation>(&m_invitation->purpose);
    m_connection->request<protocol::Organisation>(
        protocol::FetchOrganisation{{++m_early_request}, guest ? guest->department : DepartmentId{}},
        [this, next](const Reply<protocol::Organisation> &reply) {
            if (const auto *failure = std::get_if<RequestFailure>(&reply)) return onRefused(*failure);
            onOrganisation(std::get<protocol::Organisation>(reply), next);
        });
}

void WayIn::onOrganisation(const protocol::Organisation &answer, const Next &next)
{
    auto check = [&]() -> Result<identity::VerifiedOrganisation> {
        TRY_ASSIGN(m_document, decode<identity::SignedOrganisation>(answer.document.bytes));
        TRY_ASSIGN(auto verified, identity::verifyOrganisation(*m_document, *rootKey()));
        if (verified.document.registrar_key != m_invitation->registrar_key)
            return Error{Code::Crypto, QStringLiteral("another registrar")};
        return verified;
    };
    auto verified = check();
    if (!verified) return fail(ProblemKind::OrganisationNotTrusted, verified.error().detail);
    m_organisation = *std::move(verified);
    m_is_anybody_on_duty = answer.agents_on_duty > 0;
    next();
}

} // namespace chat121::engine
