// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

//
// Where ts-mls 1.6.4 is not RFC 9420, it is worked around here, and each place says so:
// - external_pub (Section 12.4.3.2) is a vector; ts-mls neither writes nor reads its length;
// - the private key of an own Update proposal is for the caller to keep (no defect, but no help either).
// tst_interop.cpp knows one more: a valid tree whose parents have different unmerged leaves is refused.
import * as mls from "ts-mls";
import { createGroupInfo } from "ts-mls/createCommit.js";
import { signLeafNodeKeyPackage as signLeaf } from "ts-mls/leafNode.js";
import { makeKeyPackageRef } from "ts-mls/keyPackage.js";
import { updateLeafKey } from "ts-mls/privateKeyPath.js";
import { decodeRatchetTree, encodeRatchetTree } from "ts-mls/ratchetTree.js";
import { bytesToBase64 } from "ts-mls/util/byteArray.js";

const kSuite = "MLS_128_DHKEMX25519_CHACHA20POLY1305_SHA256_Ed25519";
const kLeafExtension = 0xf121; // as the product's leaves have one
const kLastResort = 0x000a;
const kKeyBytes = 32;
// RFC 9420, Section 13.5: values that a peer must pass over.
const kGrease = [0x0a0a, 0x1a1a, 0x2a2a, 0x5a5a, 0xaaaa, 0xeaea];

export async function suite() {
    return mls.getCiphersuiteImpl(mls.getCiphersuiteFromName(kSuite));
}

export function decodeMessage(bytes) {
    const decoded = mls.decodeMlsMessage(bytes, 0);
    if (decoded === undefined || decoded[1] !== bytes.length) throw new Error("not an MLSMessage");
    return decoded[0];
}

function encode(wireformat, field, body) {
    return mls.encodeMlsMessage({ version: "mls10", wireformat, [field]: body });
}

function capabilities(suiteName) {
    return {
        versions: ["mls10"],
        ciphersuites: [suiteName, ...kGrease.map(String)],
        extensions: [kLeafExtension, kLastResort, ...kGrease],
        proposals: [...kGrease],
        credentials: ["basic", "x509", ...kGrease.map(String)],
    };
}

// An hour back, because clocks differ; a day ahead.
function lifetime() {
    const now = BigInt(Math.floor(Date.now() / 1000));
    return { notBefore: now - 3600n, notAfter: now + 86400n };
}

function requiredLeafExtension() {
    const required = { extensionTypes: [kLeafExtension], proposalTypes: [], credentialTypes: ["basic"] };
    return { extensionType: "required_capabilities", extensionData: mls.encodeRequiredCapabilities(required) };
}

export class Client {
    constructor(cs, credentialOf = (identity) => ({ credentialType: "basic", identity })) {
        this.cs = cs;
        this.credentialOf = credentialOf;
        this.packages = []; // { bundle, reference, lastResort }
        this.updates = new Map(); // encryption key of an own Update proposal -> private key
        this.psks = {};
    }

    get epoch() {
        return Number(this.current.groupContext.epoch);
    }
    get groupId() {
        return this.current.groupContext.groupId;
    }
    get epochAuthenticator() {
        return this.current.keySchedule.epochAuthenticator;
    }
    get self() {
        return this.current.privatePath.leafIndex;
    }
    get members() {
        return this.current.ratchetTree.flatMap((node, at) =>
            node?.nodeType === "leaf" ? [{ index: at / 2, identity: node.leaf.credential.identity }] : [],
        );
    }
    get current() {
        if (this.state === undefined) throw new Error("not in a group");
        return this.state;
    }

    async bundle(identity, lastResort) {
        this.keys ??= await this.cs.signature.keygen();
        return mls.generateKeyPackageWithKey(
            this.credentialOf(identity),
            capabilities(this.cs.name),
            lifetime(),
            lastResort ? [{ extensionType: kLastResort, extensionData: new Uint8Array() }] : [],
            this.keys,
            this.cs,
            [{ extensionType: kLeafExtension, extensionData: identity }],
        );
    }

    async keyPackage(identity, lastResort) {
        const bundle = await this.bundle(identity, lastResort);
        const reference = await makeKeyPackageRef(bundle.publicPackage, this.cs.hash);
        this.packages.push({ bundle, reference: bytesToBase64(reference), lastResort });
        return encode("mls_key_package", "keyPackage", bundle.publicPackage);
    }

    enter(state) {
        this.state = state;
        this.held = undefined;
        this.updates.clear();
    }

    async create(identity, groupId, requireLeafExtension) {
        const { publicPackage, privatePackage } = await this.bundle(identity, false);
        const extensions = requireLeafExtension ? [requiredLeafExtension()] : [];
        this.enter(await mls.createGroup(groupId, publicPackage, privatePackage, extensions, this.cs));
    }

    pskIndex() {
        return mls.makePskIndex(this.state, this.psks);
    }

    setPsk(id, value) {
        this.psks[bytesToBase64(id)] = value;
    }

    // A committer may include neither its own Update nor its own removal.
    committable() {
        const isOwn = ({ proposal, senderLeafIndex }) =>
            (proposal.proposalType === "update" && senderLeafIndex === this.self) ||
            (proposal.proposalType === "remove" && proposal.remove.removed === this.self);
        const kept = Object.entries(this.current.unappliedProposals).filter(([, item]) => !isOwn(item));
        return { ...this.current, unappliedProposals: Object.fromEntries(kept) };
    }

    async commit({ add, remove, psk, isPublic, treeBeside }) {
        const extraProposals = [
            ...add.map((message) => ({
                proposalType: "add",
                add: { keyPackage: decodeMessage(message).keyPackage },
            })),
            ...remove.map((removed) => ({ proposalType: "remove", remove: { removed } })),
            ...psk.map((pskId) => ({
                proposalType: "psk",
                psk: {
                    preSharedKeyId: {
                        psktype: "external",
                        pskId,
                        pskNonce: this.cs.rng.randomBytes(this.cs.kdf.size),
                    },
                },
            })),
        ];
        const made = await mls.createCommit(
            { state: this.committable(), cipherSuite: this.cs, pskIndex: this.pskIndex() },
            { wireAsPublicMessage: isPublic, extraProposals, ratchetTreeExtension: !treeBeside },
        );
        this.held = made.newState;
        return {
            commit: mls.encodeMlsMessage(made.commit),
            welcome: made.welcome && encode("mls_welcome", "welcome", made.welcome),
            ratchetTree: treeBeside ? encodeRatchetTree(made.newState.ratchetTree) : undefined,
            epoch: Number(made.newState.groupContext.epoch),
        };
    }

    merge() {
        if (this.held === undefined) throw new Error("no commit is held");
        this.enter(this.held);
    }

    discard() {
        this.held = undefined;
    }

    // A new leaf for an Update proposal; its private key is kept until the epoch ends.
    async updatedLeaf() {
        const old = this.current.ratchetTree[2 * this.self].leaf;
        const pair = await this.cs.hpke.generateKeyPair();
        const hpkePublicKey = await this.cs.hpke.exportPublicKey(pair.publicKey);
        this.updates.set(bytesToBase64(hpkePublicKey), await this.cs.hpke.exportPrivateKey(pair.privateKey));
        return signLeaf(
            {
                leafNodeSource: "update",
                hpkePublicKey,
                signaturePublicKey: old.signaturePublicKey,
                credential: old.credential,
                capabilities: old.capabilities,
                extensions: old.extensions,
                groupId: this.groupId,
                leafIndex: this.self,
            },
            this.current.signaturePrivateKey,
            this.cs.signature,
        );
    }

    async propose({ kind, keyPackage, leaf, isPublic }) {
        let proposal;
        if (kind === "add") proposal = { proposalType: kind, add: { keyPackage: decodeMessage(keyPackage).keyPackage } };
        if (kind === "remove") proposal = { proposalType: kind, remove: { removed: leaf } };
        if (kind === "update") proposal = { proposalType: kind, update: { leafNode: await this.updatedLeaf() } };
        if (proposal === undefined) throw new Error(`proposal '${kind}'`);
        const made = await mls.createProposal(this.current, isPublic, proposal, this.cs);
        this.state = made.newState;
        return mls.encodeMlsMessage(made.message);
    }

    async join(message, ratchetTree) {
        const { welcome } = decodeMessage(message);
        const wanted = new Set(welcome.secrets.map(({ newMember }) => bytesToBase64(newMember)));
        const found = this.packages.find(({ reference }) => wanted.has(reference));
        if (found === undefined) throw new Error("a welcome for others");
        const { publicPackage, privatePackage } = found.bundle;
        const tree = ratchetTree && decodeRatchetTree(ratchetTree, 0)?.[0];
        const psks = mls.makePskIndex(undefined, this.psks);
        this.enter(await mls.joinGroup(welcome, publicPackage, privatePackage, psks, this.cs, tree));
        if (!found.lastResort) this.packages.splice(this.packages.indexOf(found), 1);
    }

    // The state with the private key of our own Update, if this commit takes one.
    async withOwnUpdate(run) {
        let state = this.current;
        await run(state, (incoming) => {
            for (const { proposal, senderLeafIndex } of incoming.proposals ?? []) {
                if (proposal.proposalType !== "update" || senderLeafIndex !== this.self) continue;
                const key = this.updates.get(bytesToBase64(proposal.update.leafNode.hpkePublicKey));
                if (key === undefined) throw new Error("an update that this client has not made");
                state = { ...state, privatePath: updateLeafKey(state.privatePath, key) };
            }
            return "reject"; // the state is a value: nothing has happened
        });
        return state;
    }

    async process(bytes) {
        const message = decodeMessage(bytes);
        const isPrivate = message.wireformat === "mls_private_message";
        const type = isPrivate ? message.privateMessage.contentType : message.publicMessage.content.contentType;
        const run = (state, judge) =>
            isPrivate
                ? mls.processPrivateMessage(state, message.privateMessage, this.pskIndex(), this.cs, judge)
                : mls.processPublicMessage(state, message.publicMessage, this.pskIndex(), this.cs, judge);
        const before = type === "commit" ? await this.withOwnUpdate(run) : this.current;
        const result = await run(before, mls.acceptAll);
        if (type === "commit") {
            this.enter(result.newState);
        } else {
            this.state = result.newState;
        }
        const removed = this.state.groupActiveState.kind === "removedFromGroup";
        return { type, data: result.message, removed };
    }

    async protect(data, aad) {
        const sealed = await mls.createApplicationMessage(this.current, data, this.cs, aad);
        this.state = sealed.newState;
        return encode("mls_private_message", "privateMessage", sealed.privateMessage);
    }

    async exported(label, context, length) {
        return mls.mlsExporter(this.current.keySchedule.exporterSecret, label, context, length, this.cs);
    }

    // Worked around: ts-mls would write external_pub without its length.
    async groupInfo() {
        const { current, cs } = this;
        const pair = await cs.hpke.deriveKeyPair(current.keySchedule.externalSecret);
        const key = await cs.hpke.exportPublicKey(pair.publicKey);
        const extensions = [
            { extensionType: "external_pub", extensionData: new Uint8Array([key.length, ...key]) },
            { extensionType: "ratchet_tree", extensionData: encodeRatchetTree(current.ratchetTree) },
        ];
        const info = await createGroupInfo(current.groupContext, current.confirmationTag, current, extensions, cs);
        return encode("mls_group_info", "groupInfo", info);
    }

    async externalJoin(identity, message, resync) {
        const { groupInfo } = decodeMessage(message);
        const { publicPackage, privatePackage } = await this.bundle(identity, false);
        // Worked around: ts-mls would take the length of external_pub for a part of the key.
        const withoutLength = (key) => (key.length === kKeyBytes + 1 ? key.subarray(1) : key);
        const hpke = { ...this.cs.hpke, importPublicKey: (key) => this.cs.hpke.importPublicKey(withoutLength(key)) };
        const joined = await mls.joinGroupExternal(groupInfo, publicPackage, privatePackage, resync, {
            ...this.cs,
            hpke,
        });
        this.enter(joined.newState);
        return encode("mls_public_message", "publicMessage", joined.publicMessage);
    }

    // A newcomer asks to be added (RFC 9420, Section 12.1.8); the Welcome comes later.
    async proposeSelf(identity, message) {
        const { groupInfo } = decodeMessage(message);
        await this.keyPackage(identity, false);
        const { publicPackage, privatePackage } = this.packages.at(-1).bundle;
        return mls.encodeMlsMessage(
            await mls.proposeAddExternal(groupInfo, publicPackage, privatePackage, this.cs),
        );
    }
}
