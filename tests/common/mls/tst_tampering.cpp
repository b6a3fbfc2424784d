// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Row D1 of the threat list: whatever is done to the sealed parts of a message, there is one error, with
// one text, and nothing has changed; the message itself still opens. That no length in a plaintext is
// looked at before the tag has verified is what tests/common/secrecy shows.
//
// CHAT121_CYCLES >= 1000: 1,000,000 inputs of each kind; else a sample.
#include "common/crypto/hpke.h"
#include "tests/common/mls/insider.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace chat121;
using namespace chat121::test;

class TestTampering : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void aTamperedMessageHasOneError_data();
    void aTamperedMessageHasOneError();
    void aTamperedWelcomeHasOneError();
    void whatDoesNotVerifyHasOneCode_data();
    void whatDoesNotVerifyHasOneCode();

private:
    int m_inputs = 0;
};

namespace {

// Something else than `bytes`.
QByteArray tampered(const QByteArray &bytes, SeededRandom &dice)
{
    QByteArray result = bytes;
    const auto size = static_cast<quint64>(bytes.size());
    while (result == bytes) {
        switch (dice.below(6)) {
        case 0:
            result.truncate(static_cast<qsizetype>(dice.below(size)));
            break;
        case 1:
            result.append(dice.bytes(1 + static_cast<qsizetype>(dice.below(300))));
            break;
        case 2:
            result = dice.bytes(static_cast<qsizetype>(dice.below(2 * size)));
            break;
        case 3:
            result = bytes.mid(bytes.size() / 2) + bytes.first(bytes.size() / 2);
            break;
        default:
            for (quint64 flips = 1 + dice.below(8); flips > 0 && !result.isEmpty(); --flips) {
                const quint64 bit = dice.below(static_cast<quint64>(result.size()) * 8);
                char &byte = result[static_cast<qsizetype>(bit / 8)];
                byte = static_cast<char>(byte ^ (1 << (bit % 8)));
            }
        }
    }
    return result;
}

} // namespace

void TestTampering::initTestCase()
{
    m_inputs = qEnvironmentVariableIntValue("CHAT121_CYCLES") >= 1000 ? 1'000'000 : 3000;
}

void TestTampering::aTamperedMessageHasOneError_data()
{
    QTest::addColumn<int>("kind");
    QTest::newRow("an application message") << static_cast<int>(mls::ContentType::Application);
    QTest::newRow("a proposal") << static_cast<int>(mls::ContentType::Proposal);
    QTest::newRow("a commit") << static_cast<int>(mls::ContentType::Commit);
}

void TestTampering::aTamperedMessageHasOneError()
{
    QFETCH(int, kind);
    Pair pair;
    VERIFY_OK(pair.start());
    QByteArray message;
    switch (static_cast<mls::ContentType>(kind)) {
    case mls::ContentType::Application:
        message = *pair.at_anna->protect("words", "about them");
        break;
    case mls::ContentType::Proposal:
        message = *pair.at_anna->proposeUpdate(mls::CommitRequest::Framing::Private);
        break;
    case mls::ContentType::Commit:
        message = pair.at_anna->commit({})->commit();
        break;
    }
    const auto honest = *mls::decodeMessage<mls::PrivateMessage>(message);
    const mls::SavedGroup before = pair.at_ben->saved();
    SeededRandom dice(static_cast<quint64>(kind));
    for (int i = 0; i < m_inputs; ++i) {
        auto sealed = honest;
        mls::Data &part = i % 3 == 0   ? sealed.encrypted_sender_data
                          : i % 3 == 1 ? sealed.ciphertext
                                       : sealed.authenticated_data;
        part.bytes = part.bytes.isEmpty() ? dice.bytes(1 + i % 40) : tampered(part.bytes, dice);
        const auto refused = pair.at_ben->process(mls::encodeMessage(sealed));
        QVERIFY(!refused.has_value());
        QCOMPARE(refused.error().code, Code::Crypto);
        QCOMPARE(refused.error().detail, QStringLiteral("sealed bytes do not open"));
    }
    const mls::SavedGroup after = pair.at_ben->saved();
    QCOMPARE(after.epoch, before.epoch);
    const auto opened = pair.at_ben->process(message);
    VERIFY_OK(opened);
}

void TestTampering::aTamperedWelcomeHasOneError()
{
    Pair pair;
    VERIFY_OK(pair.start());
    Device carl("carl", 3);
    const auto bundle = carl.package();
    mls::CommitRequest request;
    request.adds = {bundle->message()};
    const auto pending = pair.at_anna->commit(request);
    VERIFY_OK(pending);
    const auto honest = *mls::decodeMessage<mls::Welcome>(pending->welcome());
    SeededRandom dice(5);
    for (int i = 0; i < qMax(1, m_inputs / 10); ++i) {
        auto welcome = honest;
        mls::HpkeCiphertext &secrets = welcome.secrets.items.first().encrypted_group_secrets;
        mls::Data &part = i % 3 == 0   ? secrets.ciphertext
                          : i % 3 == 1 ? secrets.kem_output
                                       : welcome.encrypted_group_info;
        part.bytes = tampered(part.bytes, dice);
        const auto refused = mls::Group::join(carl.party, mls::encodeMessage(welcome), *bundle);
        QVERIFY(!refused.has_value());
        QCOMPARE(refused.error().code, Code::Crypto);
    }
    VERIFY_OK(mls::Group::join(carl.party, pending->welcome(), *bundle));
}

namespace {

using Break = std::function<QByteArray(Pair &)>; // a message of Anna's that Ben must refuse

// `plaintext` in a message that Anna has encrypted, whatever it is.
QByteArray encrypted(Pair &pair, const QByteArray &plaintext, mls::ContentType type)
{
    auto state = stateOf(*pair.at_anna);
    mls::PrivateMessage message;
    message.group_id = state->context.group_id;
    message.epoch = state->epoch();
    message.content_type = type;
    Writer aad;
    codec::put(aad, message.group_id);
    codec::put(aad, message.epoch);
    codec::put(aad, message.content_type);
    codec::put(aad, message.authenticated_data);
    const mls::MessageKey key = state->ratchets.ratchet(state->own, mls::ratchetKind(type)).next();
    message.ciphertext.bytes =
        crypto::aeadSeal(key.key, *crypto::AeadNonce::from(key.nonce.view()), aad.bytes(), plaintext);
    return withSenderData(mls::encodeMessage(message), *state, {state->own, 0, {}});
}

QByteArray publicly(Pair &pair, const std::function<void(mls::PublicMessage &)> &change)
{
    const QByteArray framed = *pair.at_anna->proposeUpdate(mls::CommitRequest::Framing::Public);
    auto message = *mls::decodeMessage<mls::PublicMessage>(framed);
    change(message);
    return mls::encodeMessage(message);
}

QByteArray committed(Pair &pair, const Forgery &forgery)
{
    auto state = stateOf(*pair.at_anna);
    return forgeCommit(pair.anna.party, *state, forgery);
}

void row(const char *name, Break make)
{
    QTest::newRow(name) << std::move(make);
}

// Plaintexts that a member has encrypted, whatever they are.
void addPlaintextRows()
{
    row("a plaintext that is nothing",
        [](Pair &pair) { return encrypted(pair, {}, mls::ContentType::Application); });
    row("a plaintext whose lengths lie",
        [](Pair &pair) { return encrypted(pair, QByteArray(300, '\xff'), mls::ContentType::Application); });
    row("a length beyond the end", [](Pair &pair) {
        return encrypted(pair, QByteArray::fromHex("bfffffff") + QByteArray(300, '\0'),
                         mls::ContentType::Application);
    });
    row("a commit that is none",
        [](Pair &pair) { return encrypted(pair, QByteArray(300, '\x41'), mls::ContentType::Commit); });
    row("no signature", [](Pair &pair) {
        return encrypted(pair, QByteArray::fromHex("0568656c6c6f00") + QByteArray(300, '\0'),
                         mls::ContentType::Application);
    });
    row("padding that is not zero", [](Pair &pair) {
        return encrypted(pair, QByteArray::fromHex("0568656c6c6f00") + QByteArray(300, '\1'),
                         mls::ContentType::Application);
    });
}

// Tags, signatures and paths.
void addHandshakeRows()
{
    row("a wrong membership tag", [](Pair &pair) {
        return publicly(pair, [](mls::PublicMessage &message) { flip(message.membership_tag.bytes, 0); });
    });
    row("a short membership tag", [](Pair &pair) {
        return publicly(pair, [](mls::PublicMessage &message) { message.membership_tag.bytes.chop(1); });
    });
    row("a wrong signature", [](Pair &pair) {
        return publicly(pair, [](mls::PublicMessage &message) { flip(message.auth.signature.bytes, 9); });
    });
    row("a wrong confirmation tag", [](Pair &pair) {
        Forgery forgery;
        forgery.after_tag = [](mls::AuthenticatedContent &content) {
            flip(content.auth.confirmation_tag.bytes, 31);
        };
        return committed(pair, forgery);
    });
    row("no confirmation tag", [](Pair &pair) {
        Forgery forgery;
        forgery.after_tag = [](mls::AuthenticatedContent &content) {
            content.auth.confirmation_tag.bytes.clear();
        };
        return committed(pair, forgery);
    });
    row("a damaged path secret", [](Pair &pair) {
        Forgery forgery;
        forgery.after_path = [](mls::NewPath &path) {
            flip(path.path.nodes.items.last().encrypted_path_secret.items.first().ciphertext.bytes, 0);
        };
        return committed(pair, forgery);
    });
    row("a KEM output of low order", [](Pair &pair) {
        Forgery forgery;
        forgery.after_path = [](mls::NewPath &path) {
            path.path.nodes.items.last().encrypted_path_secret.items.first().kem_output.bytes.fill('\0');
        };
        return committed(pair, forgery);
    });
    row("a path secret of another length", [](Pair &pair) {
        Forgery forgery;
        forgery.after_path = [](mls::NewPath &path) {
            path.path.nodes.items.last().encrypted_path_secret.items.first().ciphertext.bytes.chop(1);
        };
        return committed(pair, forgery);
    });
}

// Who says to have sent it.
void addSenderRows()
{
    row("a sender that is nobody", [](Pair &pair) {
        const auto state = stateOf(*pair.at_anna);
        return withSenderData(*pair.at_anna->protect("hello", {}), *state, {{7}, 0, {}});
    });
    row("a sender that is another", [](Pair &pair) {
        auto state = stateOf(*pair.at_anna);
        auto content = mls::signedContent(*state, pair.ben.key, mls::WireFormat::PrivateMessage,
                                          mls::Data(QByteArray("in anna's name")), {});
        return *mls::frameMessage(*state, content, pair.anna.random);
    });
    row("another reuse guard", [](Pair &pair) {
        const auto state = stateOf(*pair.at_anna);
        return withSenderData(*pair.at_anna->protect("hello", {}), *state,
                              {state->own, 0, *FixedBytes<4>::from("abcd")});
    });
}

} // namespace

Q_DECLARE_METATYPE(Break)

void TestTampering::whatDoesNotVerifyHasOneCode_data()
{
    QTest::addColumn<Break>("make");
    addPlaintextRows();
    addHandshakeRows();
    addSenderRows();
}

// Also what only a member can make. Peers and servers never hear more than nothing; callers hear Crypto.
void TestTampering::whatDoesNotVerifyHasOneCode()
{
    QFETCH(Break, make);
    Pair pair;
    VERIFY_OK(pair.start());
    const QByteArray message = make(pair);
    QVERIFY(!message.isEmpty());
    const mls::SavedGroup before = pair.at_ben->saved();
    const auto refused = pair.at_ben->process(message);
    QVERIFY(!refused.has_value());
    QCOMPARE(refused.error().code, Code::Crypto);
    QCOMPARE(pair.at_ben->saved().epoch, before.epoch);
    pair.at_anna->clearProposals(); // made for a row; who knows of one commits before saying anything
    VERIFY_OK(open(*pair.at_ben, *pair.at_anna->protect("still in touch", {})));
}

CHAT121_TEST_MAIN(TestTampering)
#include "tst_tampering.moc"
