// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a server can say to a session: the input is a row of frames, each with two bytes of length
// before it, over a line that is not there. An empty frame breaks the connection, and the next one
// begins. Whatever comes, the sink gets each log in order and without a gap.
#include "client/core/connection/session.h"
#include "common/crypto/sodium_random.h"
#include "tests/client/core/connection/scripted_transport.h"
#include "tests/client/core/connection/session_fixture.h"
#include "tests/support/fake_clock.h"

#include <QCoreApplication>

#include <cstdint>

using namespace chat121;
using namespace chat121::test;

namespace {

// Timers need one; it lives as long as the process.
void ensureApplication()
{
    static int argc = 1;
    static char name[] = "fuzz_session";
    static char *argv[] = {name, nullptr};
    static QCoreApplication application(argc, argv);
}

const crypto::SigningKey &deviceKey()
{
    static crypto::SodiumRandom random;
    static const crypto::SigningKey key = crypto::SigningKey::generate(random);
    return key;
}

void settle()
{
    QCoreApplication::sendPostedEvents(nullptr, QEvent::MetaCall);
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
}

class Line {
public:
    Line()
    {
        ServerAddress address;
        address.endpoints = {{QStringLiteral("server.example"), 8121}};
        address.registrar_key.data.fill(7);
        m_connection.start(address);
        m_session.begin({{21}, {22}, &deviceKey(), 5});
        open();
    }

    // A final refusal ends the line for good; what follows has nobody to hear it.
    void play(const QByteArray &frame)
    {
        ScriptedTransport *transport = m_script.newest();
        if (!transport) return;
        if (frame.isEmpty())
            transport->playClosed(ConnectionFault::Closed);
        else
            transport->playReceived(frame);
        settle();
        m_connection.retryNow();
        open();
        if (m_sink.violations > 0) qFatal("envelopes were handed over out of order");
    }

private:
    void open()
    {
        ScriptedTransport *transport = m_script.newest();
        if (transport && !transport->is_closed && transport->sent.isEmpty()) transport->playOpened();
    }

    TransportScript m_script;
    FakeClock m_clock;
    crypto::SodiumRandom m_random;
    MemorySink m_sink;
    MemoryRequestIds m_ids;
    Connection m_connection{m_script.factory(), m_clock, m_random, {}, nullptr};
    Session m_session{m_connection, m_sink, m_ids, nullptr};
};

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    constexpr int kFramesMax = 64;
    ensureApplication();
    Reader reader(QByteArrayView(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size)));
    Line line;
    for (int i = 0; i < kFramesMax && !reader.atEnd() && !reader.failed(); ++i) {
        const quint16 length = reader.u16();
        line.play(reader.raw(qMin<qsizetype>(length, reader.remaining())).toByteArray());
    }
    settle();
    return 0;
}
