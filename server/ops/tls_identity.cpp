// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/ops/tls_identity.h"

#include "common/base/limits.h"
#include "server/ops/data_directory.h"

#include <QDir>
#include <QFile>

#include <memory>

#include <openssl/bio.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509.h>

namespace chat121::ops {

namespace {

template <auto Free>
struct Freeing {
    template <typename T>
    void operator()(T *object) const
    {
        Free(object);
    }
};
using PrivateKey = std::unique_ptr<EVP_PKEY, Freeing<EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, Freeing<X509_free>>;
using Buffer = std::unique_ptr<BIO, Freeing<BIO_free_all>>;

constexpr int kSerialBytes = 16;
constexpr qint64 kMsPerSecond = 1000;
constexpr int kRsaBitsMin = 2048;

Error wrong(const QString &sentence)
{
    return {Code::Crypto, sentence};
}

Buffer bufferOf(const QByteArray &bytes)
{
    return Buffer(BIO_new_mem_buf(bytes.constData(), static_cast<int>(bytes.size())));
}

QByteArray bytesOf(BIO *buffer)
{
    const char *data = nullptr;
    const long size = BIO_get_mem_data(buffer, &data);
    return {data, static_cast<qsizetype>(size)};
}

// Never asks at the terminal.
int noPassphrase(char *, int, int, void *)
{
    return 0;
}

PrivateKey parseKey(const QByteArray &pem)
{
    const Buffer buffer = bufferOf(pem);
    return PrivateKey(PEM_read_bio_PrivateKey(buffer.get(), nullptr, noPassphrase, nullptr));
}

// What QSslSocket of Qt 6.4 can serve with.
bool isUsable(const EVP_PKEY *key)
{
    const int kind = EVP_PKEY_get_base_id(key);
    if (kind == EVP_PKEY_RSA) return EVP_PKEY_get_bits(key) >= kRsaBitsMin;
    return kind == EVP_PKEY_EC;
}

Result<crypto::Hash> pinOf(X509 *certificate)
{
    unsigned char *der = nullptr;
    const int size = i2d_X509_PUBKEY(X509_get_X509_PUBKEY(certificate), &der);
    if (size <= 0) return wrong(QStringLiteral("The certificate has no usable public key."));
    const crypto::Hash pin = crypto::sha256(QByteArrayView(reinterpret_cast<const char *>(der), size));
    OPENSSL_free(der);
    return pin;
}

bool setTimes(X509 *certificate, UnixTime now)
{
    const UnixTime from = now - limits::kClockSkewMax;
    const UnixTime to = now + limits::kSelfMadeCertificateLife;
    return ASN1_TIME_set(X509_getm_notBefore(certificate), from.ms / kMsPerSecond) != nullptr &&
           ASN1_TIME_set(X509_getm_notAfter(certificate), to.ms / kMsPerSecond) != nullptr;
}

bool setSerialAndName(X509 *certificate)
{
    std::array<unsigned char, kSerialBytes> serial{};
    if (RAND_bytes(serial.data(), kSerialBytes) != 1) return false;
    serial.front() = static_cast<unsigned char>((serial.front() & 0x7f) | 0x40); // positive, full length
    const std::unique_ptr<BIGNUM, Freeing<BN_free>> number(BN_bin2bn(serial.data(), kSerialBytes, nullptr));
    if (!number || !BN_to_ASN1_INTEGER(number.get(), X509_get_serialNumber(certificate))) return false;
    X509_NAME *const name = X509_get_subject_name(certificate);
    const auto *const text = reinterpret_cast<const unsigned char *>("Chat Live 121 server");
    return X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, text, -1, -1, 0) == 1 &&
           X509_set_issuer_name(certificate, name) == 1;
}

Certificate selfSigned(EVP_PKEY *key, UnixTime now)
{
    Certificate certificate(X509_new());
    const bool made = certificate && X509_set_version(certificate.get(), X509_VERSION_3) == 1 &&
                      setSerialAndName(certificate.get()) && setTimes(certificate.get(), now) &&
                      X509_set_pubkey(certificate.get(), key) == 1 &&
                      X509_sign(certificate.get(), key, EVP_sha256()) > 0;
    return made ? std::move(certificate) : nullptr;
}

Result<QByteArray> readAll(const QString &path, const QString &what)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Error{Code::NotFound,
                     QStringLiteral("The %1 %2 cannot be read: %3.").arg(what, path, file.errorString())};
    return file.read(limits::kPemBytesMax);
}

} // namespace

Result<TlsIdentity> checkTlsIdentity(const QByteArray &certificate_pem, const QByteArray &private_key_pem)
{
    const Buffer certificate_buffer = bufferOf(certificate_pem);
    const Certificate certificate(
        PEM_read_bio_X509(certificate_buffer.get(), nullptr, noPassphrase, nullptr));
    if (!certificate) return wrong(QStringLiteral("it holds no certificate in PEM form"));
    const PrivateKey key = parseKey(private_key_pem);
    if (!key)
        return wrong(QStringLiteral("the key file holds no private key in PEM form, or it has a passphrase"));
    if (!isUsable(key.get()))
        return wrong(QStringLiteral(
            "the key is of a kind that is not supported: use ECDSA, or RSA with 2048 bits or more"));
    if (X509_check_private_key(certificate.get(), key.get()) != 1)
        return wrong(QStringLiteral("certificate and private key do not belong together"));
    TRY_ASSIGN(const crypto::Hash pin, pinOf(certificate.get()));
    return TlsIdentity{certificate_pem, private_key_pem, pin};
}

Result<TlsIdentity> loadTlsIdentity(const QString &certificate_path, const QString &key_path)
{
    TRY_ASSIGN(const QByteArray certificate, readAll(certificate_path, QStringLiteral("certificate")));
    TRY_ASSIGN(const QByteArray key, readAll(key_path, QStringLiteral("private key")));
    auto checked = checkTlsIdentity(certificate, key);
    if (!checked)
        return wrong(QStringLiteral("The certificate %1 cannot be used: %2.")
                         .arg(certificate_path, checked.error().detail));
    return checked;
}

Result<TlsIdentity> makeSelfSigned(UnixTime now, const QByteArray &existing_key_pem)
{
    const PrivateKey key =
        existing_key_pem.isEmpty() ? PrivateKey(EVP_EC_gen("P-256")) : parseKey(existing_key_pem);
    if (!key) return wrong(QStringLiteral("A private key cannot be made on this machine."));
    const Certificate certificate = selfSigned(key.get(), now);
    if (!certificate) return wrong(QStringLiteral("A certificate cannot be made on this machine."));

    const Buffer certificate_pem(BIO_new(BIO_s_mem()));
    const Buffer key_pem(BIO_new(BIO_s_secmem()));
    const bool written =
        PEM_write_bio_X509(certificate_pem.get(), certificate.get()) == 1 &&
        PEM_write_bio_PrivateKey(key_pem.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr) == 1;
    if (!written) return wrong(QStringLiteral("A certificate cannot be written on this machine."));
    return checkTlsIdentity(bytesOf(certificate_pem.get()), bytesOf(key_pem.get()));
}

Result<TlsIdentity> loadOrMakeTlsIdentity(const QString &data, UnixTime now)
{
    const QString folder = data + QStringLiteral("/tls");
    const QString certificate_path = folder + QStringLiteral("/certificate.pem");
    const QString key_path = folder + QStringLiteral("/private-key.pem");
    if (QFile::exists(certificate_path)) return loadTlsIdentity(certificate_path, key_path);

    // A key that lost its certificate keeps the pin that clients know.
    QByteArray existing_key;
    if (QFile::exists(key_path)) {
        TRY_ASSIGN(existing_key, readAll(key_path, QStringLiteral("private key")));
    }
    TRY_ASSIGN(TlsIdentity made, makeSelfSigned(now, existing_key));
    TRY(makePrivateDirectory(folder));
    // The key first: a crash in between is healed by the lines above.
    TRY(writePrivateFile(key_path, made.private_key_pem));
    TRY(writePrivateFile(certificate_path, made.certificate_pem));
    return made;
}

} // namespace chat121::ops
