// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A disk that is full, read-only or damaged, under the shipped server and under a client: one clear
// sentence, and everything that was accepted before is there afterwards.
//
// Needs root for the small disks; tests of the stores cover the same faults for everybody.
#include "tests/e2e/faults/small_disk.h"
#include "tests/e2e/support/office.h"
#include "tests/e2e/support/wait.h"
#include "tests/support/test_main.h"

#include <QDirIterator>
#include <QTest>

#include <unistd.h>

using namespace chat121::e2e;
using namespace Qt::StringLiterals;

class TestBadDisks : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void theServersDiskIsFull();
    void theServersDiskIsReadOnly();
    void theServersDatabaseIsDamaged();
    void theClientsDiskIsFull();
    void theClientsDiskIsReadOnly();
    void theClientsDatabaseIsDamaged();

private:
    bool isKnown(Person &person, const QStringList &texts);
    std::optional<QString> problemOf(Person &person, qsizetype since);
    QString brokenProfile(Person &person);

    std::unique_ptr<Office> m_office; // its server stands on a small disk
    std::unique_ptr<SmallDisk> m_server_disk;
    std::unique_ptr<SmallDisk> m_client_disk;
    std::unique_ptr<Person> m_carla; // her profile stands on another
    QStringList m_said;
};

namespace {

constexpr int kDiskMegabytes = 16;

QString databaseIn(const QString &folder)
{
    QDirIterator files(folder, {u"*.sqlite"_s}, QDir::Files, QDirIterator::Subdirectories);
    return files.hasNext() ? files.next() : QString();
}

// Overwrites the middle of every page but the first.
bool damage(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadWrite)) return false;
    for (qint64 place = 4096; place + 4096 <= file.size(); place += 4096) {
        file.seek(place);
        file.write(QByteArray(2048, '\x5a'));
    }
    return file.size() > 8192;
}

} // namespace

void TestBadDisks::initTestCase()
{
    if (::geteuid() != 0)
        QSKIP("only root may mount a small disk; the tests of both stores fill a limit of pages instead");
    m_office = std::make_unique<Office>();
    m_server_disk = std::make_unique<SmallDisk>(m_office->folder(u"server"_s), kDiskMegabytes);
    if (!m_server_disk->isMounted())
        QSKIP(
            "this container does not let root mount; the tests of both stores fill a limit of pages instead");
    m_client_disk = std::make_unique<SmallDisk>(m_office->folder(u"customer-Carla"_s), kDiskMegabytes);
    QVERIFY(m_client_disk->isMounted());
    QVERIFY(m_office->opens());
    m_carla = m_office->customer(u"Carla"_s);
    QVERIFY(m_carla);
    m_said = {u"before anything went wrong"_s};
    m_carla->says(m_said.first());
    QVERIFY(m_carla->seesOwn(m_said.first(), u"sent"_s));
}

bool TestBadDisks::isKnown(Person &person, const QStringList &texts)
{
    QStringList shown;
    for (const ShownMessage &row : person.timeline())
        if (!row.is_line) shown.append(row.text);
    if (shown != texts) qInfo() << shown << "instead of" << texts;
    return shown == texts;
}

std::optional<QString> TestBadDisks::problemOf(Person &person, qsizetype since)
{
    const auto is_problem = [](const QJsonObject &event) {
        const QString name = event.value(u"event").toString();
        return name == u"problem" || name == u"warning";
    };
    const auto event = person.bot().waitForEvent({}, is_problem, since, 15s);
    if (!event) return std::nullopt;
    return event->value(u"sentence").toString();
}

void TestBadDisks::theServersDiskIsFull()
{
    QVERIFY(m_server_disk->fill());
    const qsizetype since = m_carla->bot().mark();
    m_said += u"to a full disk"_s;
    m_carla->says(m_said.last());
    QVERIFY(m_carla->seesMessage(m_said.last()));
    const auto refused_or_waiting = [](const QJsonObject &event) {
        return event.value(u"waiting").toInt() > 0;
    };
    QVERIFY(m_carla->bot().waitForEvent(u"connection"_s, refused_or_waiting, since));
    QVERIFY(!waitFor([&] { return m_carla->hasSeen(m_said.last(), u"sent"_s); }, 1500ms));
    QVERIFY2(m_office->server().isRunning(), m_office->server().output().right(1000).constData());
    QVERIFY(m_server_disk->free());
    QVERIFY(m_carla->seesOwn(m_said.last(), u"sent"_s));
    QVERIFY(isKnown(*m_carla, m_said));
}

void TestBadDisks::theServersDiskIsReadOnly()
{
    QVERIFY(m_office->server().stop());
    QVERIFY(m_server_disk->setReadOnly(true));
    const qsizetype before = m_office->server().output().size();
    QVERIFY(!m_office->server().start());
    const QByteArray output = m_office->server().output().mid(before);
    QVERIFY2(output.contains("chat121-server: ") && output.count("chat121-server: ") == 1,
             output.constData());
    QVERIFY(m_server_disk->setReadOnly(false));
    QVERIFY(m_office->server().start());
    m_said += u"after a read-only disk"_s;
    m_carla->says(m_said.last());
    QVERIFY(m_carla->seesOwn(m_said.last(), u"sent"_s));
}

// A damaged database is named and left alone; the restored one has everything.
void TestBadDisks::theServersDatabaseIsDamaged()
{
    QVERIFY(m_office->server().stop());
    const QString database = databaseIn(m_server_disk->path());
    const QString backup = m_office->folder(u"backup.sqlite"_s);
    QVERIFY(QFile::copy(database, backup));
    QVERIFY(damage(database));
    const qsizetype before = m_office->server().output().size();
    QVERIFY(!m_office->server().start());
    const QByteArray output = m_office->server().output().mid(before);
    QVERIFY2(output.contains("damaged"), output.constData());
    QVERIFY(QFile::remove(database) && QFile::copy(backup, database));
    QVERIFY(m_office->server().start());
    m_said += u"after a damaged database"_s;
    m_carla->says(m_said.last());
    QVERIFY(m_carla->seesOwn(m_said.last(), u"sent"_s));
    QVERIFY(isKnown(*m_carla, m_said));
}

void TestBadDisks::theClientsDiskIsFull()
{
    QVERIFY(m_client_disk->fill());
    const qsizetype since = m_carla->bot().mark();
    m_carla->says(u"said on a full disk "_s + QString(8000, u'x'));
    const auto sentence = problemOf(*m_carla, since);
    QVERIFY2(sentence && sentence->contains(u"disk is full"), qPrintable(m_carla->lastEvents()));
    QVERIFY(m_client_disk->free());
    m_said += u"after a full disk"_s;
    m_carla->says(m_said.last());
    QVERIFY(m_carla->seesOwn(m_said.last(), u"sent"_s));
    m_carla->bot().killHard();
    QVERIFY(m_carla->restarts());
    QVERIFY(isKnown(*m_carla, m_said));
}

// The sentence of a profile that does not open; the bot ends with status 1.
QString TestBadDisks::brokenProfile(Person &person)
{
    const qsizetype since = person.bot().mark();
    if (!person.bot().start()) return {};
    const auto is_broken = [](const QJsonObject &event) {
        return event.value(u"state").toString() == u"broken";
    };
    const auto state = person.bot().waitForEvent(u"state"_s, is_broken, since);
    const int status = person.bot().exitCode();
    return state && status == 1 ? state->value(u"problem")[u"sentence"].toString() : person.lastEvents();
}

void TestBadDisks::theClientsDiskIsReadOnly()
{
    QVERIFY(m_carla->bot().quit());
    QVERIFY(m_client_disk->setReadOnly(true));
    const QString sentence = brokenProfile(*m_carla);
    QVERIFY2(sentence.contains(u"cannot be written") || sentence.contains(u"could not read or write"),
             qPrintable(sentence));
    QVERIFY(m_client_disk->setReadOnly(false));
    QVERIFY(m_carla->restarts());
    QVERIFY(isKnown(*m_carla, m_said));
}

void TestBadDisks::theClientsDatabaseIsDamaged()
{
    QVERIFY(m_carla->bot().quit());
    const QString database = databaseIn(m_client_disk->path());
    const QString backup = m_office->folder(u"backup-of-client.sqlite"_s);
    QVERIFY(QFile::copy(database, backup));
    QVERIFY(damage(database));
    const QString sentence = brokenProfile(*m_carla);
    QVERIFY2(sentence.contains(u"damaged"), qPrintable(sentence));
    QVERIFY(QFile::remove(database) && QFile::copy(backup, database));
    QVERIFY(m_carla->restarts());
    QVERIFY(isKnown(*m_carla, m_said));
}

CHAT121_TEST_MAIN(TestBadDisks)
#include "tst_bad_disks.moc"
