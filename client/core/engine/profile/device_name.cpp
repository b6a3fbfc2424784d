// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/core/engine/profile/device_name.h"

#include "common/base/text.h"
#include "common/crypto/aead.h"
#include "common/crypto/hkdf.h"
#include "common/crypto/padding.h"

#include <QSysInfo>

namespace chat121::engine {

namespace {

// Names longer than the step would tell something by their size.
constexpr qsizetype kPlainBytes = 128;
static_assert(limits::kDeviceNameBytesMax < kPlainBytes);
static_assert(kPlainBytes + crypto::kBoxOverheadBytes <= limits::kSealedDeviceNameBytesMax);

crypto::AeadKey keyOf(const Identity &identity)
{
    const auto base = crypto::hkdfExtract("chat121 device name 1", identity.profile().account_seed.view());
    return crypto::hkdfExpand<32>(base.view(), "seal");
}

QString cut(const QString &name)
{
    return cutToBytes(name.simplified(), limits::kDeviceNameBytesMax);
}

} // namespace

QString thisComputer()
{
    const QString system = QSysInfo::prettyProductName();
    const QString host = QSysInfo::machineHostName();
    return cut(host.isEmpty() ? system : QStringLiteral("%1 (%2)").arg(system, host));
}

QByteArray sealDeviceName(const Identity &identity, const QString &name, RandomSource &random)
{
    QByteArray plain = cut(name).toUtf8();
    plain.append(kPlainBytes - plain.size(), '\0');
    return crypto::boxSeal(keyOf(identity), encode(identity.device()), plain, random);
}

QString openDeviceName(const Identity &identity, DeviceId device, QByteArrayView sealed)
{
    const auto plain = crypto::boxOpen(keyOf(identity), encode(device), sealed);
    return plain ? cut(QString::fromUtf8(plain->constData())) : QString();
}

} // namespace chat121::engine
