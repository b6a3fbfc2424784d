// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/bench/megolm.h"

#include "common/crypto/sodium_random.h"

#include <olm/inbound_group_session.h>
#include <olm/olm.h>
#include <olm/outbound_group_session.h>

#include <QtGlobal>

#include <vector>

namespace chat121::bench {

namespace {

size_t insist(size_t result)
{
    if (result == olm_error()) qFatal("bench: libolm reports an error");
    return result;
}

class OlmMegolm final : public Megolm {
public:
    OlmMegolm()
        : m_outbound_memory(olm_outbound_group_session_size())
        , m_inbound_memory(olm_inbound_group_session_size())
        , m_outbound(olm_outbound_group_session(m_outbound_memory.data()))
        , m_inbound(olm_inbound_group_session(m_inbound_memory.data()))
    {
        Bytes random(olm_init_outbound_group_session_random_length(m_outbound));
        crypto::SodiumRandom().fill(random.data(), static_cast<qsizetype>(random.size()));
        insist(olm_init_outbound_group_session(m_outbound, random.data(), random.size()));
        Bytes key(olm_outbound_group_session_key_length(m_outbound));
        insist(olm_outbound_group_session_key(m_outbound, key.data(), key.size()));
        insist(olm_init_inbound_group_session(m_inbound, key.data(), key.size()));
    }

    void pass(size_t bytes) override
    {
        m_plaintext.resize(bytes, 'm');
        m_message.resize(olm_group_encrypt_message_length(m_outbound, bytes));
        const size_t size = insist(
            olm_group_encrypt(m_outbound, m_plaintext.data(), bytes, m_message.data(), m_message.size()));
        // Asking for the length and decrypting both overwrite the message.
        m_message.resize(size);
        m_opened = m_message;
        m_decrypted.resize(insist(olm_group_decrypt_max_plaintext_length(m_inbound, m_opened.data(), size)));
        uint32_t index = 0;
        insist(olm_group_decrypt(m_inbound, m_message.data(), size, m_decrypted.data(), m_decrypted.size(),
                                 &index));
    }

private:
    using Bytes = std::vector<uint8_t>;

    Bytes m_outbound_memory;
    Bytes m_inbound_memory;
    OlmOutboundGroupSession *m_outbound; // in the memory above
    OlmInboundGroupSession *m_inbound;
    Bytes m_plaintext, m_message, m_opened, m_decrypted;
};

} // namespace

std::unique_ptr<Megolm> makeMegolm()
{
    return std::make_unique<OlmMegolm>();
}

} // namespace chat121::bench
