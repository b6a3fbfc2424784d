// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// How a person gets a profile: by a set-up link, an invitation, or name and password on a new
// device. Everything the server says here is checked against the invitation's keys.
//
// The new keys and the registration are in the local store before anything is sent. A way in ends
// with registered() (the profile in the store is complete) or failed(); then the caller erases the
// store, unless the server may know its keys already: mayBeRegistered().
// Ownership: owns its connection; borrows clock and random. Threads: engine.
#pragma once

#include "client/core/connection/connection.h"
#include "client/core/engine/notices/problems.h"
#include "client/core/engine/profile/profile.h"
#include "client/core/local_store/local_store.h"
#include "client/core/models/desk_facts.h"
#include "common/crypto/password.h"
#include "common/crypto/recovery_words.h"
#include "common/identity/device_link.h"
#include "common/protocol/messages/archive.h"
#include "common/protocol/messages/directory.h"
#include "common/protocol/messages/links.h"
#include "common/protocol/messages/passwords.h"
#include "common/protocol/messages/registration.h"

#include <QTimer>

#include <functional>

namespace chat121::engine {

// Makes the transports to a server with this pin.
using Transports = std::function<TransportFactory(const crypto::Hash &pin)>;

class WayIn final : public QObject {
    Q_OBJECT

public:
    // `usual`: what the settings of a password should be.
    WayIn(const Clock &clock, RandomSource &random, Transports transports, const crypto::PasswordCost &usual,
          QObject *parent);
    ~WayIn() override;

    // A link, the text of a .chat121 file, or its path.
    void preview(const QString &link_or_file);

    // That the first department of found() begins with.
    void useRules(const DepartmentInfo &rules) { m_rules = rules; }
    // REQUIRES: preview() has succeeded, and `store` is new or isAgain()
    void found(LocalStore &store, const QString &organisation, const QString &department,
               const QString &own_name, const QString &password);
    void joinAsStaff(LocalStore &store, const QString &own_name, const QString &password);
    void joinAsCustomer(LocalStore &store, const QString &own_name);

    // `address`: any invitation of the organisation, which names the server and its keys.
    void logIn(LocalStore &store, const QString &address, const QString &login_name, const QString &password);

    // A customer whose computer is gone: the recovery words open the account, and this device takes the
    // place of the lost one. REQUIRES: preview() of an invitation for customers has succeeded
    void comeBack(LocalStore &store, const QString &words);

    // A further computer of an account, by a code that another one shows. `address`: as above, or a link
    // that carries the code too; empty: that of preview().
    void link(LocalStore &store, const QString &address, const QString &code);
    void giveUpLink();
    // Staff who have lost the password: the recovery words open the account, and another password is set.
    // This device comes beside the others.
    void comeBackAsStaff(LocalStore &store, const QString &address, const QString &login_name,
                         const QString &words, const QString &password);

    // An owner with the organisation's key and no other way in: the key is opened, and the server says who
    // the owners are; then previewed. `address`: as for logIn().
    void openRootFile(const QString &address, const QString &path, const QString &passphrase);
    void openRootSheet(const QString &address, const QString &lines);
    // In the place of this owner. REQUIRES: hasRootKey(), and `store` is new or isAgain()
    void comeBackAsOwner(LocalStore &store, AccountId owner, const QString &own_name,
                         const QString &password);
    bool hasRootKey() const { return m_root_seed.has_value(); }

    // The password of a log-in whose settings are below the usual ones, once; empty: there is none.
    QString takeWeakPassword() { return std::exchange(m_weak_password, {}); }

    bool isFor(InvitationPreview::Kind kind) const;
    bool isBusy() const { return m_is_busy; }

    // Sends the registration in `store` again, with the same keys: its answer was never seen.
    void resume(LocalStore &store);
    bool mayBeRegistered() const { return m_may_be_registered; }
    void forget() { m_may_be_registered = false; } // the store is erased
    // Whether `store` waits for the answer to a registration with this very invitation.
    bool isAgain(LocalStore &store) const;

Q_SIGNALS:
    void previewed(const chat121::InvitationPreview &preview);
    void progressed(const QString &step);
    // The person at the other computer is asked; this goes on when they have said yes.
    void linkAsked(const chat121::LinkRequest &request);
    void failed(const chat121::Problem &problem);
    void registered();

private:
    using Next = std::function<void()>;

    Result<void> accept(const QString &text);
    void connectThen(const Next &next);
    void checkOrganisation(const Next &next);
    void onOrganisation(const protocol::Organisation &answer, const Next &next);
    void onLost(const ConnectionFailure &failure);
    void onRefused(const RequestFailure &failure);
    void announcePreview();
    const crypto::PublicKey *rootKey() const;
    void fail(ProblemKind kind, const QString &details = {});
    void fail(const Problem &problem);

    Profile newProfile(ProfileKind kind, const QString &own_name);
    identity::LeafIdentity
    leafOf(std::variant<identity::StaffChain, identity::SignedGuestAttestation> account) const;
    template <typename Message>
    void submit(Message message);
    void sign(protocol::FoundOrganisation &message) const;
    void sign(protocol::RegisterStaff &message) const;
    void sign(protocol::RegisterGuest &message) const;
    void sign(protocol::RegisterDevice &message) const;
    void submitAgain(const QByteArray &message);
    void onAnswered(const Reply<protocol::Registered> &reply);
    Result<void> takeAnswer(const protocol::Registered &answer);
    void onRegistered(const protocol::Registered &answer);
    Result<void> keepAgreement();
    Result<void> keepPage();
    bool begin(LocalStore &store, const QString &own_name);
    std::optional<RequestId> nextRequest();

    void sendFounding(const QString &organisation, const QString &department, const QString &password);
    void sendStaff(const QString &password);
    void registerStaff(const QString &password);
    bool acceptForRoot(const QString &address);
    void useRoot(crypto::Secret32 seed);
    void fetchOwners();
    void onOwners(const protocol::Staff &answer);
    void sendOwner(AccountId owner, const QString &password);
    void sendGuest();
    void fetchSettings(const QString &login_name, const QString &password);
    void onSettings(const QString &login_name, const QString &password,
                    const protocol::PasswordSettings &settings);
    void onPassword(const protocol::PasswordAccepted &answer);
    void sendDevice(AccountId account);
    void fetchRecovery();
    void onRecovery(const protocol::Recovery &answer);
    bool comesBeside(const RequestFailure &failure);
    Result<protocol::RegisterDevice> deviceInPlace(const protocol::Recovery &answer);
    void fetchLink();
    void onLink(const protocol::Link &answer);
    void askLink();
    bool isWaitingForLink() const;
    void pollLink();
    void onLinkAnswer(const protocol::LinkAnswer &answer);
    void onLinkRefused(const RequestFailure &failure);
    Result<void> take(identity::LinkGrant grant);

    struct Link {
        identity::LinkKeys keys;
        identity::LinkOffer offer;
        identity::LinkAsk ask;
        crypto::HpkeKeyPair answer_key;
        QByteArray sealed_ask{};
        bool is_asked = false;
    };
    Result<protocol::RegisterDevice> deviceOfStaff(const protocol::Recovery &answer);

    const Clock &m_clock;
    RandomSource &m_random;
    const Transports m_transports;
    std::unique_ptr<Connection> m_connection;
    std::unique_ptr<identity::Invitation> m_invitation;
    std::optional<identity::SignedOrganisation> m_document;
    std::optional<identity::VerifiedOrganisation> m_organisation;
    identity::ConsentText m_terms{};   // of the invitation's department, as the person was shown them
    UnixTime m_agreed_at{};            // to those
    DepartmentInfo m_rules;            // of the first department
    QString m_page;                    // where the invitation's link stood
    bool m_is_anybody_on_duty = false; // in the invitation's department, when it was looked at
    bool m_is_busy = false;
    bool m_may_be_registered = false; // a registration was sent and not refused
    ServerAddress m_address;
    crypto::Hash m_pin;
    crypto::Hash m_invitation_hash;
    std::optional<crypto::Secret32> m_root_seed;      // opened by a person on the way in
    QList<AccountId> m_owners;                        // whose place it may give
    std::optional<protocol::RegisterDevice> m_beside; // should there be no place to take
    LocalStore *m_store = nullptr;
    std::optional<Profile> m_profile;
    std::optional<Profile> m_kept;                 // of a registration whose answer never came
    std::optional<crypto::Secret32> m_wrapping;    // of a password log-in
    std::optional<Link> m_link;                    // of a computer that is being let in
    QTimer m_poll;                                 // for the answer to it
    std::optional<crypto::RecoverySecret> m_words; // of somebody who comes back
    const crypto::PasswordCost m_usual;
    QString m_weak_password;
    QString m_login_name, m_password; // of staff who come back: the new ones
    Next m_next;                      // once the connection is ready
    quint64 m_early_request = 0;      // before there is a store
};

} // namespace chat121::engine
