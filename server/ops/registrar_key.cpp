// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/ops/registrar_key.h"

#include "server/ops/data_directory.h"

#include <QFile>
#include <QFileInfo>

#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace chat121::ops {

namespace {

using Seed = std::optional<crypto::Secret32>;

Error wrong(const QString &sentence, const QString &path)
{
    return {Code::Forbidden, sentence.arg(path)};
}

Error unreadable(const QString &path)
{
    return {Code::Forbidden, QStringLiteral("The registrar's key %1 cannot be read: %2.")
                                 .arg(path, QString::fromLocal8Bit(std::strerror(errno)))};
}

class Descriptor {
public:
    explicit Descriptor(int fd)
        : m_fd(fd)
    {
    }
    ~Descriptor()
    {
        if (m_fd >= 0) close(m_fd);
    }
    Q_DISABLE_COPY_MOVE(Descriptor)
    int get() const { return m_fd; }

private:
    int m_fd;
};

// The first start makes the file: then its folder has to take it.
Result<Seed> nothingYet(const QString &path)
{
    const QByteArray folder = QFile::encodeName(QFileInfo(path).absolutePath());
    if (access(folder.constData(), W_OK | X_OK) != 0)
        return wrong(
            QStringLiteral("The registrar's key %1 is missing or empty, and it cannot be made there; "
                           "bring it back, or name a file in a folder of the server's user."),
            path);
    return Seed();
}

// systemd lets the service's user in by an access control list, whose mask stands where a group's rights
// do; nobody else enters its folder.
Result<void> judgeRights(const struct stat &about, const RegistrarKeyFile &file)
{
    if (!S_ISREG(about.st_mode))
        return wrong(QStringLiteral("The registrar's key %1 is not a file."), file.path);
    const bool is_trusted = about.st_uid == geteuid() || about.st_uid == 0 || geteuid() == 0;
    if (!is_trusted)
        return wrong(QStringLiteral("The registrar's key %1 belongs to another user."), file.path);
    const mode_t others = S_IRWXO | S_IWGRP | S_IXGRP | (file.is_credential ? 0 : S_IRGRP);
    if ((about.st_mode & others) != 0)
        return wrong(QStringLiteral("The registrar's key %1 is open to other users; close it to them with "
                                    "chmod 600, and make a new key if somebody may have read it."),
                     file.path);
    return success();
}

// The name in the folder, too, so that the database's copy may go.
Result<void> flushFolder(const QString &path)
{
    const QString folder = QFileInfo(QFileInfo(path).canonicalFilePath()).path();
    const Descriptor descriptor(
        open(QFile::encodeName(folder).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (descriptor.get() < 0 || fsync(descriptor.get()) != 0)
        return wrong(QStringLiteral("The folder of the registrar's key %1 cannot be flushed to the disk."),
                     path);
    return success();
}

} // namespace

Result<std::optional<crypto::Secret32>> readRegistrarKey(const RegistrarKeyFile &file)
{
    const Descriptor descriptor(
        open(QFile::encodeName(file.path).constData(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY));
    if (descriptor.get() < 0)
        return errno == ENOENT ? nothingYet(file.path) : Result<Seed>(unreadable(file.path));
    struct stat about = {};
    if (fstat(descriptor.get(), &about) != 0) return unreadable(file.path);
    TRY(judgeRights(about, file));

    // One byte more, so that what is longer is seen.
    crypto::SecretBytes bytes(crypto::Secret32::kSize + 1);
    const ssize_t count = read(descriptor.get(), bytes.data(), static_cast<size_t>(bytes.size()));
    if (count < 0) return unreadable(file.path);
    if (count == 0) return nothingYet(file.path);
    Seed seed = crypto::Secret32::from(bytes.view().first(count));
    if (!seed)
        return wrong(QStringLiteral("The file %1 is no registrar's key: 32 bytes are expected."), file.path);
    return seed;
}

Result<void> writeRegistrarKey(const RegistrarKeyFile &file, const crypto::Secret32 &seed)
{
    QByteArray bytes = seed.view().toByteArray();
    const auto written = writePrivateFile(file.path, bytes);
    crypto::wipe(bytes);
    TRY(written);
    TRY(flushFolder(file.path));
    TRY_ASSIGN(const Seed again, readRegistrarKey(file));
    if (!again || !(*again == seed))
        return wrong(QStringLiteral("The registrar's key %1 does not hold what was written to it."),
                     file.path);
    return success();
}

} // namespace chat121::ops
