// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/core/engine/profile/profile_store.h"

namespace chat121::engine {

namespace {

struct Role {
    ProfileKind kind = ProfileKind::Guest;
    ConversationId conversation{};
    auto fields() { return std::tie(kind, conversation); }
};

// A value that must be there and be a T.
template <typename T>
Result<T> read(ProfileTable &table, ProfileValue which)
{
    TRY_ASSIGN(QByteArray bytes, table.value(which));
    auto value = decode<T>(bytes);
    crypto::wipe(bytes);
    return value;
}

Result<void> saveLeaf(ProfileTable &table, const identity::LeafIdentity &leaf)
{
    TRY(table.save(ProfileValue::DeviceCertificate, encode(leaf.device)));
    if (const auto *chain = std::get_if<identity::StaffChain>(&leaf.account))
        return table.save(ProfileValue::StaffChain, encode(*chain));
    return table.save(ProfileValue::Attestation,
                      encode(std::get<identity::SignedGuestAttestation>(leaf.account)));
}

// A guest has no attestation before the registration is over.
Result<void> loadLeaf(ProfileTable &table, Profile &profile)
{
    TRY_ASSIGN(profile.leaf.device,
               read<identity::SignedDeviceCertificate>(table, ProfileValue::DeviceCertificate));
    if (profile.kind == ProfileKind::Staff) {
        TRY_ASSIGN(profile.leaf.account, read<identity::StaffChain>(table, ProfileValue::StaffChain));
        return success();
    }
    TRY_ASSIGN(profile.leaf.account,
               read<identity::SignedGuestAttestation>(table, ProfileValue::Attestation));
    return success();
}

Result<void> saveFormer(ProfileTable &table, const std::vector<crypto::Secret32> &seeds)
{
    QByteArray bytes;
    for (const crypto::Secret32 &seed : seeds)
        bytes.append(seed.view().toByteArray());
    const auto saved = table.save(ProfileValue::FormerDevices, bytes);
    crypto::wipe(bytes);
    return saved;
}

Result<std::vector<crypto::Secret32>> loadFormer(ProfileTable &table)
{
    std::vector<crypto::Secret32> seeds;
    TRY_ASSIGN(auto bytes, table.find(ProfileValue::FormerDevices));
    if (!bytes) return seeds;
    for (qsizetype at = 0; at + crypto::Secret32::kSize <= bytes->size(); at += crypto::Secret32::kSize) {
        auto seed = crypto::Secret32::from(QByteArrayView(*bytes).sliced(at, crypto::Secret32::kSize));
        if (seed) seeds.push_back(*std::move(seed));
    }
    crypto::wipe(*bytes);
    return seeds;
}

} // namespace

Result<void> saveProfile(LocalStore &store, const Profile &profile,
                         const std::optional<PendingRegistration> &pending)
{
    TRY_ASSIGN(auto transaction, store.begin());
    ProfileTable &table = store.profile();
    TRY(table.save(ProfileValue::Role, encode(Role{profile.kind, profile.conversation})));
    TRY(table.save(ProfileValue::OwnName, profile.own_name.text.toUtf8()));
    TRY(table.save(ProfileValue::AccountSeed, profile.account_seed.view()));
    TRY(table.save(ProfileValue::DeviceSeed, profile.device_seed.view()));
    if (profile.root_seed) TRY(table.save(ProfileValue::RootSeed, profile.root_seed->view()));
    TRY(table.save(ProfileValue::Organisation, encode(profile.organisation)));
    TRY(table.save(ProfileValue::TlsPin, profile.tls_pin.view()));
    TRY(table.save(ProfileValue::RegistrarKey, profile.registrar_key.view()));
    TRY(table.save(ProfileValue::RootKey, profile.root_key.view()));
    TRY(table.save(ProfileValue::Department, encode(profile.department)));
    TRY(saveLeaf(table, profile.leaf));
    if (!profile.former_seeds.empty()) TRY(saveFormer(table, profile.former_seeds));
    TRY(pending ? table.save(ProfileValue::WayIn, encode(*pending)) : table.remove(ProfileValue::WayIn));
    return transaction.commit();
}

Result<void> saveLeaf(LocalStore &store, const Profile &profile)
{
    TRY_ASSIGN(auto transaction, store.begin());
    TRY(saveLeaf(store.profile(), profile.leaf));
    return transaction.commit();
}

Result<PendingRegistration> loadPending(LocalStore &store)
{
    return read<PendingRegistration>(store.profile(), ProfileValue::WayIn);
}

Result<std::optional<Profile>> loadProfile(LocalStore &store)
{
    ProfileTable &table = store.profile();
    TRY_ASSIGN(const auto present, table.find(ProfileValue::Role));
    if (!present) return std::optional<Profile>();
    Profile profile;
    TRY_ASSIGN(const Role role, decode<Role>(*present));
    profile.kind = role.kind;
    profile.conversation = role.conversation;
    TRY_ASSIGN(const QByteArray name, table.value(ProfileValue::OwnName));
    profile.own_name.text = QString::fromUtf8(name);
    TRY_ASSIGN(profile.account_seed, read<crypto::Secret32>(table, ProfileValue::AccountSeed));
    TRY_ASSIGN(profile.device_seed, read<crypto::Secret32>(table, ProfileValue::DeviceSeed));
    TRY_ASSIGN(const auto root, table.find(ProfileValue::RootSeed));
    if (root) profile.root_seed = crypto::Secret32::from(*root);
    TRY_ASSIGN(profile.organisation, read<identity::SignedOrganisation>(table, ProfileValue::Organisation));
    TRY_ASSIGN(profile.tls_pin, read<crypto::Hash>(table, ProfileValue::TlsPin));
    TRY_ASSIGN(profile.registrar_key, read<crypto::PublicKey>(table, ProfileValue::RegistrarKey));
    TRY_ASSIGN(profile.root_key, read<crypto::PublicKey>(table, ProfileValue::RootKey));
    TRY_ASSIGN(profile.department, read<DepartmentId>(table, ProfileValue::Department));
    TRY(loadLeaf(table, profile));
    TRY_ASSIGN(profile.former_seeds, loadFormer(table));
    TRY_ASSIGN(const auto way_in, table.find(ProfileValue::WayIn));
    profile.is_complete = !way_in;
    return std::optional<Profile>(std::move(profile));
}

namespace {

const QString kRootNote = QStringLiteral("root key");
constexpr char kSaved = 's'; // what the note says, one letter each
constexpr char kPostponed = 'p';

} // namespace

Result<RootNote> loadRootNote(LocalStore &store)
{
    TRY_ASSIGN(const auto note, store.notes().find(kRootNote));
    if (!note) return RootNote{};
    return RootNote{note->value.bytes.contains(kSaved), note->value.bytes.contains(kPostponed)};
}

Result<void> saveRootNote(LocalStore &store, const RootNote &note)
{
    QByteArray letters;
    if (note.is_saved) letters.append(kSaved);
    if (note.is_postponed) letters.append(kPostponed);
    return store.notes().save({{kRootNote}, {letters}});
}

namespace {

const QString kLockAfter = QStringLiteral("lock after minutes");

} // namespace

Result<std::chrono::minutes> loadLockAfter(LocalStore &store)
{
    TRY_ASSIGN(const auto note, store.notes().find(kLockAfter));
    if (!note) return std::chrono::minutes(0);
    TRY_ASSIGN(const quint32 minutes, decode<quint32>(note->value.bytes));
    return std::chrono::minutes(minutes);
}

Result<void> saveLockAfter(LocalStore &store, std::chrono::minutes idle)
{
    return store.notes().save({{kLockAfter}, encode(static_cast<quint32>(idle.count()))});
}

namespace {

const QString kNotifications = QStringLiteral("notifications");

struct SoundNote {
    DepartmentId department{};
    quint8 sound = 0; // NoticeSound
    auto fields() { return std::tie(department, sound); }
};

struct NotificationNote {
    bool is_on = true;
    bool has_names = false;
    bool of_waiting = true;
    bool of_messages = true;
    bool has_sounds = true;
    bool is_quiet = false;
    quint16 quiet_from = 0;
    quint16 quiet_to = 0;
    List<SoundNote, limits::kNoticeSoundsMax> sounds{};
    auto fields()
    {
        return std::tie(is_on, has_names, of_waiting, of_messages, has_sounds, is_quiet, quiet_from, quiet_to,
                        sounds);
    }
};

} // namespace

Result<NotificationChoice> loadNotifications(LocalStore &store)
{
    TRY_ASSIGN(const auto stored, store.notes().find(kNotifications));
    if (!stored) return NotificationChoice{};
    const auto note = decode<NotificationNote>(stored->value.bytes);
    if (!note) return NotificationChoice{};
    NotificationChoice choice{note->is_on, note->has_names, note->of_waiting, note->of_messages,
                              note->has_sounds};
    const bool is_day = note->quiet_from < limits::kMinutesPerDay && note->quiet_to < limits::kMinutesPerDay;
    if (note->is_quiet && is_day) choice.quiet = QuietHours{note->quiet_from, note->quiet_to};
    for (const SoundNote &one : note->sounds.items)
        if (one.sound <= static_cast<quint8>(NoticeSound::Phone))
            choice.sounds.insert(one.department, static_cast<NoticeSound>(one.sound));
    return choice;
}

Result<void> saveNotifications(LocalStore &store, const NotificationChoice &choice)
{
    NotificationNote note{choice.is_on,       choice.has_names,  choice.of_waiting,
                          choice.of_messages, choice.has_sounds, choice.quiet.has_value()};
    if (choice.quiet) {
        note.quiet_from = static_cast<quint16>(choice.quiet->from);
        note.quiet_to = static_cast<quint16>(choice.quiet->to);
    }
    for (auto it = choice.sounds.cbegin(); it != choice.sounds.cend(); ++it)
        note.sounds.items.append({it.key(), static_cast<quint8>(it.value())});
    return store.notes().save({{kNotifications}, encode(note)});
}

namespace {

const QString kTelling = QStringLiteral("telling");

struct TellingNote {
    quint8 reading = 0; // Telling
    quint8 typing = 0;
    auto fields() { return std::tie(reading, typing); }
};

} // namespace

Result<TellingChoice> loadTelling(LocalStore &store)
{
    TRY_ASSIGN(const auto stored, store.notes().find(kTelling));
    if (!stored) return TellingChoice{};
    const auto note = decode<TellingNote>(stored->value.bytes);
    constexpr auto last = static_cast<quint8>(Telling::Never);
    if (!note || note->reading > last || note->typing > last) return TellingChoice{};
    return TellingChoice{static_cast<Telling>(note->reading), static_cast<Telling>(note->typing)};
}

Result<void> saveTelling(LocalStore &store, const TellingChoice &choice)
{
    const TellingNote note{static_cast<quint8>(choice.reading), static_cast<quint8>(choice.typing)};
    return store.notes().save({{kTelling}, encode(note)});
}

namespace {

const QString kDesk = QStringLiteral("desk window");

struct DeskNote {
    List<ConversationId, limits::kColumnsMax> beside{};
    bool is_practice_offered = false;
    auto fields() { return std::tie(beside, is_practice_offered); }
};

} // namespace

Result<DeskChoice> loadDeskChoice(LocalStore &store)
{
    TRY_ASSIGN(const auto stored, store.notes().find(kDesk));
    if (!stored) return DeskChoice{};
    const auto note = decode<DeskNote>(stored->value.bytes);
    if (!note) return DeskChoice{};
    return DeskChoice{note->beside.items, note->is_practice_offered};
}

Result<void> saveDeskChoice(LocalStore &store, const DeskChoice &choice)
{
    DeskNote note{{choice.beside.first(qMin<qsizetype>(choice.beside.size(), limits::kColumnsMax))},
                  choice.is_practice_offered};
    return store.notes().save({{kDesk}, encode(note)});
}

} // namespace chat121::engine
