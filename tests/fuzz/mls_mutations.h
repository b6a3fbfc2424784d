// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Changes MLS structures field by field, so that what comes out still decodes: one field of a struct,
// chosen by dice, down to a number or a byte string, or an entry of a list that is doubled, dropped or
// moved. A struct's fields() list is all that is needed; those whose shape depends on a field are at
// the end. Threads: any.
#pragma once

#include "common/mls/framing.h"
#include "common/mls/ratchet_tree.h"
#include "tests/support/random_sources.h"

#include <algorithm>
#include <utility>

namespace chat121::fuzz {

using test::SeededRandom;

class Mutator {
public:
    explicit Mutator(quint64 seed)
        : m_dice(seed)
    {
    }

    quint64 below(quint64 bound) { return m_dice.below(bound); }

    void bytes(QByteArray &value)
    {
        switch (below(7)) {
        case 0:
            value.clear();
            return;
        case 1:
            value.append(static_cast<char>(below(256)));
            return;
        case 2:
            value.chop(1);
            return;
        case 3:
            value = m_dice.bytes(value.size());
            return;
        case 4:
            value.fill(below(2) ? '\xff' : '\0');
            return;
        default:
            if (value.isEmpty()) return value.append('m'), void();
            char &byte = value[static_cast<qsizetype>(below(static_cast<quint64>(value.size())))];
            byte = static_cast<char>(byte ^ (1 << below(8)));
        }
    }

    template <typename Number>
    void number(Number &value)
    {
        const Number choices[] = {0,
                                  static_cast<Number>(~Number{0}),
                                  static_cast<Number>(value + 1),
                                  static_cast<Number>(value - 1),
                                  static_cast<Number>(value ^ (Number{1} << below(sizeof(Number) * 8))),
                                  static_cast<Number>(below(16))};
        value = choices[below(std::size(choices))];
    }

    template <typename T>
    void list(QList<T> &items)
    {
        if (items.isEmpty()) return;
        const auto at = static_cast<qsizetype>(below(static_cast<quint64>(items.size())));
        const auto other = static_cast<qsizetype>(below(static_cast<quint64>(items.size())));
        switch (below(8)) {
        case 0:
            items.removeAt(at);
            return;
        case 1:
            items.insert(other, T(items.at(at)));
            return;
        case 2:
            items.swapItemsAt(at, other);
            return;
        case 3:
            items[at] = T(items.at(other));
            return;
        default:
            change(items[at]);
        }
    }

    // One of `parts`.
    template <typename... Parts>
    void oneOf(Parts &...parts)
    {
        quint64 chosen = below(sizeof...(Parts));
        (static_cast<void>(chosen-- == 0 ? (change(parts), 0) : 0), ...);
    }

    template <typename T>
    void change(T &value)
    {
        if constexpr (std::is_enum_v<T>) {
            auto plain = static_cast<std::underlying_type_t<T>>(value);
            number(plain);
            plain = std::clamp(plain, static_cast<decltype(plain)>(EnumRange<T>::min),
                               static_cast<decltype(plain)>(EnumRange<T>::max));
            value = static_cast<T>(plain);
        } else if constexpr (std::is_integral_v<T>) {
            number(value);
        } else {
            std::apply([this](auto &...fields) { oneOf(fields...); }, value.fields());
        }
    }
    void change(bool &value) { value = !value; }
    template <qsizetype N>
    void change(Opaque<N> &value)
    {
        bytes(value.bytes);
    }
    template <typename T, qsizetype N>
    void change(List<T, N> &value)
    {
        list(value.items);
    }
    template <typename T>
    void change(std::optional<T> &value)
    {
        if (!value) {
            value.emplace();
        } else if (below(8) == 0) {
            value.reset();
        } else {
            change(*value);
        }
    }

    // --- structs whose shape depends on a field ---
    void change(mls::LeafIndex &leaf) { number(leaf.value); }
    void change(mls::Extension &extension)
    {
        if (below(2)) return number(extension.type);
        bytes(extension.data);
    }
    void change(mls::Credential &credential) { oneOf(credential.type, credential.body); }
    void change(mls::PreSharedKeyId &psk)
    {
        oneOf(psk.type, psk.psk_id, psk.usage, psk.psk_group_id, psk.psk_epoch, psk.psk_nonce);
    }
    void change(mls::LeafNode &leaf)
    {
        oneOf(leaf.encryption_key, leaf.signature_key, leaf.credential, leaf.capabilities, leaf.source,
              leaf.lifetime, leaf.parent_hash, leaf.extensions, leaf.extensions, leaf.signature);
    }
    void change(mls::Node &node)
    {
        std::visit([this](auto &value) { change(value); }, node.value);
    }
    void change(mls::Proposal &proposal)
    {
        std::visit([this](auto &body) { change(body); }, proposal.body);
    }
    void change(mls::ProposalOrRef &item)
    {
        std::visit([this](auto &value) { change(value); }, item.value);
    }

private:
    SeededRandom m_dice;
};

} // namespace chat121::fuzz
