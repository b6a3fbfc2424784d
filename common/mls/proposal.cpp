// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/mls/proposal.h"

namespace chat121::mls {

void PreSharedKeyId::read(Reader &reader)
{
    codec::get(reader, type);
    switch (type) {
    case PskType::External:
        codec::get(reader, psk_id);
        break;
    case PskType::Resumption:
        codec::get(reader, usage);
        codec::get(reader, psk_group_id);
        codec::get(reader, psk_epoch);
        break;
    }
    codec::get(reader, psk_nonce);
}

void PreSharedKeyId::write(Writer &writer) const
{
    codec::put(writer, type);
    switch (type) {
    case PskType::External:
        codec::put(writer, psk_id);
        break;
    case PskType::Resumption:
        codec::put(writer, usage);
        codec::put(writer, psk_group_id);
        codec::put(writer, psk_epoch);
        break;
    }
    codec::put(writer, psk_nonce);
}

void Proposal::read(Reader &reader)
{
    const quint16 number = reader.u16();
    if (reader.failed()) return;
    switch (static_cast<ProposalType>(number)) {
    case ProposalType::Add:
        body = AddProposal();
        break;
    case ProposalType::Update:
        body = UpdateProposal();
        break;
    case ProposalType::Remove:
        body = RemoveProposal();
        break;
    case ProposalType::Psk:
        body = PskProposal();
        break;
    case ProposalType::ReInit:
        body = ReInitProposal();
        break;
    case ProposalType::ExternalInit:
        body = ExternalInitProposal();
        break;
    case ProposalType::ContextExtensions:
        body = ContextExtensionsProposal();
        break;
    }
    if (static_cast<quint16>(type()) != number) return reader.fail(Code::Unsupported);
    std::visit([&](auto &proposal) { codec::get(reader, proposal); }, body);
}

void Proposal::write(Writer &writer) const
{
    writer.u16(static_cast<quint16>(type()));
    std::visit([&](const auto &proposal) { codec::put(writer, proposal); }, body);
}

void ProposalOrRef::read(Reader &reader)
{
    const quint8 kind = reader.u8();
    if (kind == 1) {
        codec::get(reader, value.emplace<Proposal>());
    } else if (kind == 2) {
        codec::get(reader, value.emplace<Data>());
    } else {
        reader.fail(Code::Malformed);
    }
}

void ProposalOrRef::write(Writer &writer) const
{
    writer.u8(static_cast<quint8>(value.index() + 1));
    std::visit([&](const auto &part) { codec::put(writer, part); }, value);
}

} // namespace chat121::mls
