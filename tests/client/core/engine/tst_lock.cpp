// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Going away from the computer: what a lock takes out of memory and gives back, and what is left of a
// profile on the disk after logging out.

#include "client/core/engine/profile/profile_store.h"
#include "client/core/key_vault/key_vault.h"
#include "client/core/local_store/local_store.h"
#include "common/crypto/hkdf.h"
#include "common/crypto/init.h"
#include "common/crypto/sodium_random.h"
#include "tests/client/core/engine/clients.h"
#include "tests/client/core/key_vault/fake_keychain.h"
#include "tests/support/test_main.h"

#include <QDirIterator>
#include <QFile>

using namespace chat121;
using namespace chat121::test;
using namespace Qt::StringLiterals;

namespace {

const QString kPassphrase = u"a passphrase for tests"_s;

// Everything that this process can write to, as it is now. Leaves no copy of it in memory.
bool writeMemory(const QString &path)
{
    QFile maps(u"/proc/self/maps"_s);
    QFile memory(u"/proc/self/mem"_s);
    QFile out(path);
    if (!maps.open(QIODevice::ReadOnly) || !memory.open(QIODevice::ReadOnly | QIODevice::Unbuffered) ||
        !out.open(QIODevice::WriteOnly | QIODevice::Unbuffered))
        return false;
    static std::array<char, 1 << 20> buffer;
    const QList<QByteArray> lines = maps.readAll().split('\n');
    for (const QByteArray &line : lines) {
        const QList<QByteArray> parts = line.simplified().split(' ');
        if (parts.size() < 2 || !parts.at(1).startsWith("rw")) continue;
        const QList<QByteArray> ends = parts.at(0).split('-');
        quint64 at = ends.at(0).toULongLong(nullptr, 16);
        const quint64 end = ends.at(1).toULongLong(nullptr, 16);
        const auto own = reinterpret_cast<quint64>(buffer.data());
        if (at <= own && own < end) continue; // static data of this program: no keys there, but the buffer
        for (; at < end; at += buffer.size()) {
            memory.seek(static_cast<qint64>(at));
            const auto wanted = static_cast<qint64>(std::min<quint64>(buffer.size(), end - at));
            const qint64 got = memory.read(buffer.data(), wanted);
            if (got > 0) out.write(buffer.data(), got);
        }
    }
    crypto::wipe(buffer.data(), static_cast<qsizetype>(buffer.size()));
    return true;
}

bool fileContains(const QString &path, QByteArrayView wanted)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) return false;
    const auto *mapped = reinterpret_cast<const char *>(file.map(0, file.size()));
    return QByteArrayView(mapped, file.size()).contains(wanted);
}

// In any file of a folder and below, hidden ones too.
bool isAnywhereIn(const QString &folder, QByteArrayView wanted)
{
    QDirIterator files(folder, QDir::Files | QDir::Hidden | QDir::System, QDirIterator::Subdirectories);
    while (files.hasNext())
        if (fileContains(files.next(), wanted)) return true;
    return false;
}

// What SQLite or Qt may have open beside the profile's folder.
QStringList openTemporaryFiles()
{
    QStringList found;
    for (const QFileInfo &link : QDir(u"/proc/self/fd"_s).entryInfoList(QDir::Files | QDir::System)) {
        const QString target = QFile::symLinkTarget(link.filePath());
        if (target.contains(u"etilqs_"_s) || target.endsWith(u"-journal"_s)) found.append(target);
    }
    return found;
}

// Some bytes of a file that are nowhere else: sealed rows look random.
QByteArray sealedSampleOf(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) return {};
    const QByteArray all = file.readAll();
    for (qsizetype at = all.size() / 2; at + 48 < all.size(); at += 16)
        if (!all.mid(at, 48).contains('\0')) return all.mid(at, 48);
    return {};
}

// The key of a profile's store.
std::optional<StoreKey> storeKeyOf(const QString &profile)
{
    FakeKeychain keychain;
    crypto::SodiumRandom random;
    KeyVault vault(profile, keychain, random, VaultChoice::Passphrase, nullptr);
    std::optional<StoreKey> key;
    bool is_over = false;
    vault.openWithPassphrase(kPassphrase, [&](Result<StoreKey> opened) {
        if (opened) key = std::move(*opened);
        is_over = true;
    });
    const bool is_answered = QTest::qWaitFor([&] { return is_over; }, 60'000);
    return is_answered ? std::move(key) : std::nullopt;
}

} // namespace

class TestLock : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void lockedShowsNothing();
    void aWrongPassphraseOpensNothing();
    void unlockedGoesOn();
    void theKeyIsGoneFromMemory();
    void theChosenTimeIsKept();
    void theChosenNoticesAreKept();
    void whatStoodBesideIsKept();
    void loggingOutLeavesNothingOnTheDisk();

private:
    bool isIn(Workspace::State state)
    {
        return QTest::qWaitFor([&] { return m_anna->workspace().state() == state; }, 60'000);
    }

    Company m_company;
    std::unique_ptr<Client> m_anna;
    std::unique_ptr<Client> m_gina;
};

void TestLock::initTestCase()
{
    QVERIFY(crypto::initialise());
    QVERIFY(m_company.opens());
    m_anna = std::make_unique<Client>(m_company.home(u"anna"_s));
    QVERIFY(m_anna->joins(m_company.founder().invites(u"staff"_s), u"Anna"_s));
    m_gina = m_company.guest(m_company.founder().invites(u"customers"_s), u"Gina"_s);
    QVERIFY(m_gina);
    m_anna->workspace().setDutyStatus(DutyStatus::Available, 4);
    QVERIFY(begins(*m_anna, *m_gina, u"Is anybody there?"_s));
}

void TestLock::lockedShowsNothing()
{
    LiveWorkspace &workspace = m_anna->workspace();
    QPointer<Talk> talk = m_anna->first(workspace.mine());
    QVERIFY(talk);
    workspace.lock();
    QVERIFY(isIn(Workspace::State::Locked));
    QVERIFY(workspace.needsPassphrase());
    QCOMPARE(workspace.mine()->rowCount(), 0);
    QVERIFY(workspace.found()->isEmpty());
    QTRY_VERIFY(!talk);
    workspace.lock(); // again: nothing to do
    workspace.find(u"anybody"_s, {});
    m_gina->talk()->say(u"Hello?"_s); // waits on the server
    QVERIFY(m_gina->sees(m_gina->talk(), u"Hello?"_s, SendState::Sent));
    QCOMPARE(workspace.state(), Workspace::State::Locked);
}

void TestLock::aWrongPassphraseOpensNothing()
{
    QSignalSpy failed(&m_anna->workspace(), &Workspace::unlockFailed);
    m_anna->workspace().unlock(u"something else"_s);
    QTRY_COMPARE_WITH_TIMEOUT(failed.size(), 1, 60'000);
    m_anna->workspace().unlock({});
    QTRY_COMPARE_WITH_TIMEOUT(failed.size(), 2, 60'000);
    QCOMPARE(m_anna->workspace().state(), Workspace::State::Locked);
}

void TestLock::unlockedGoesOn()
{
    m_anna->workspace().unlock(kPassphrase);
    QVERIFY(isIn(Workspace::State::Ready));
    QVERIFY(m_anna->isConnected());
    Talk *talk = m_anna->first(m_anna->workspace().mine());
    QVERIFY(talk);
    QVERIFY(m_anna->sees(talk, u"Hello?"_s));
    talk->say(u"I am back"_s);
    QVERIFY(m_gina->sees(m_gina->talk(), u"I am back"_s));
}

void TestLock::theKeyIsGoneFromMemory()
{
    const QString before = m_company.home(u"before"_s);
    const QString after = m_company.home(u"after"_s);
    QVERIFY(writeMemory(before));
    m_anna->workspace().lock();
    QVERIFY(isIn(Workspace::State::Locked));
    QVERIFY(writeMemory(after));
    const auto key = storeKeyOf(m_company.home(u"anna"_s));
    QVERIFY(key);
    const auto content = crypto::hkdfExpand<32>(key->view(), "chat121 store content");
    crypto::SodiumRandom random;
    auto store = LocalStore::open(m_company.home(u"anna"_s), *key, random);
    QVERIFY(store);
    const auto profile = engine::loadProfile(**store);
    QVERIFY(profile && *profile);
    const std::pair<const char *, QByteArrayView> secrets[] = {
        {"the key that seals the rows", content.view()},
        {"the account's key", (*profile)->account_seed.view()},
        {"the device's key, which signs in every group", (*profile)->device_seed.view()},
    };
    for (const auto &[what, secret] : secrets) {
        QVERIFY2(fileContains(before, secret), what); // the search can find it
        QVERIFY2(!fileContains(after, secret), what);
    }
    store->reset();
    m_anna->workspace().unlock(kPassphrase);
    QVERIFY(isIn(Workspace::State::Ready));
}

void TestLock::theChosenTimeIsKept()
{
    QCOMPARE(m_anna->workspace().lockAfter(), std::chrono::minutes(0));
    m_anna->workspace().setLockAfter(std::chrono::minutes(15));
    QTRY_COMPARE_WITH_TIMEOUT(m_anna->workspace().lockAfter(), std::chrono::minutes(15), 20'000);
    m_anna.reset();
    m_anna = std::make_unique<Client>(m_company.home(u"anna"_s));
    QVERIFY(m_anna->isReady());
    QTRY_COMPARE_WITH_TIMEOUT(m_anna->workspace().lockAfter(), std::chrono::minutes(15), 20'000);
}

void TestLock::theChosenNoticesAreKept()
{
    LiveWorkspace &workspace = m_anna->workspace();
    QCOMPARE(workspace.notifications(), NotificationChoice{});
    NotificationChoice choice;
    choice.has_names = true;
    choice.of_messages = false;
    choice.quiet = QuietHours{23 * 60 + 59, 1};
    choice.sounds = {{{3}, NoticeSound::None}, {{4}, NoticeSound::Phone}};
    workspace.setNotifications(choice);
    WritingChoice writing;
    writing.use(QStringLiteral("\u2615"));
    workspace.setWriting(writing);
    QCOMPARE(workspace.writing(), writing);
    QCOMPARE(workspace.notifications(), choice); // at once, so that the next change builds upon it
    m_anna.reset();
    m_anna = std::make_unique<Client>(m_company.home(u"anna"_s));
    QVERIFY(m_anna->isReady());
    QTRY_COMPARE_WITH_TIMEOUT(m_anna->workspace().notifications(), choice, 20'000);
    QTRY_COMPARE_WITH_TIMEOUT(m_anna->workspace().writing(), writing, 20'000);
}

void TestLock::whatStoodBesideIsKept()
{
    QCOMPARE(m_anna->workspace().deskChoice(), DeskChoice{});
    const DeskChoice choice{{{7}, {3}}, true};
    m_anna->workspace().setDeskChoice(choice);
    QCOMPARE(m_anna->workspace().deskChoice(), choice);
    m_anna.reset();
    m_anna = std::make_unique<Client>(m_company.home(u"anna"_s));
    QVERIFY(m_anna->isReady()); // and known by then: windows look once
    QCOMPARE(m_anna->workspace().deskChoice(), choice);
    m_anna->workspace().lock();
    QVERIFY(isIn(Workspace::State::Locked));
    QCOMPARE(m_anna->workspace().deskChoice(), DeskChoice{});
    m_anna->workspace().unlock(kPassphrase);
    QVERIFY(isIn(Workspace::State::Ready));
    QCOMPARE(m_anna->workspace().deskChoice(), choice);
}

// The files are removed, and what they held was overwritten before: looked at by handles from before.
void TestLock::loggingOutLeavesNothingOnTheDisk()
{
    const QDir home(m_company.home(u"anna"_s));
    std::vector<std::unique_ptr<QFile>> files;
    const QStringList names = home.entryList({u"store.sqlite*"_s}, QDir::Files);
    QVERIFY(names.size() >= 2); // with its log
    for (const QString &name : names) {
        files.push_back(std::make_unique<QFile>(home.filePath(name)));
        QVERIFY(files.back()->open(QIODevice::ReadOnly));
    }
    const QByteArray sealed = sealedSampleOf(home.filePath(u"store.sqlite"_s));
    QVERIFY(!sealed.isEmpty() && isAnywhereIn(home.path(), sealed)); // the search can find it
    QVERIFY(!isAnywhereIn(home.path(), "I am back"));
    m_anna->workspace().eraseProfile();
    QVERIFY(isIn(Workspace::State::Empty));
    QCOMPARE(home.entryList(QDir::Files), QStringList());
    QCOMPARE(openTemporaryFiles(), QStringList());
    for (const QByteArrayView canary : {QByteArrayView(sealed), QByteArrayView("I am back")})
        QVERIFY(!isAnywhereIn(home.path(), canary));
    for (const auto &file : files) {
        file->seek(0);
        const QByteArray left = file->readAll();
        QVERIFY2(left.count('\0') == left.size(), qPrintable(file->fileName()));
    }
}

CHAT121_TEST_MAIN(TestLock)
#include "tst_lock.moc"
