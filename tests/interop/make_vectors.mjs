// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// make_vectors.mjs FOLDER writes test vectors that ts-mls has computed, in the formats that
// tests/vectors reads; tests/vectors/ts_mls/README.md says how to run it. New keys each time.
import { writeFileSync } from "node:fs";
import * as mls from "ts-mls";
import { processProposal } from "ts-mls/clientState.js";
import { protectExternalProposalPublic } from "ts-mls/messageProtectionPublic.js";
import { Client, decodeMessage, suite } from "./ts_client.mjs";
import { messages } from "./vector_messages.mjs";
import * as parts from "./vector_parts.mjs";

const { hex, seedOf, text } = parts;
const cs = await suite();
const folder = process.argv[2];
if (folder === undefined) throw new Error("usage: make_vectors.mjs FOLDER");

function keep(name, vectors) {
    writeFileSync(`${folder}/${name}.json`, JSON.stringify(vectors, null, 1) + "\n");
}

// ts-mls refuses some valid trees (README.md): who cannot join by that is a member all the same, who
// never says anything.
async function joins(join) {
    try {
        await join();
        return true;
    } catch (error) {
        if (!String(error.message).includes("must list leaf node in its unmerged_leaves")) throw error;
        return false;
    }
}

// A group, and one member of it who only listens: what it receives becomes a passive-client vector.
class Recording {
    constructor() {
        this.members = [];
        this.psks = [];
        this.row = { proposals: [] };
    }

    // A client that knows the same pre-shared keys.
    outsider() {
        const client = new Client(cs);
        for (const { id, value } of this.psks) client.setPsk(id, value);
        return client;
    }

    async begin(extensions = []) {
        const founder = this.outsider();
        await founder.create(text("founder"), text("a group"), true);
        // Nobody has seen the first epoch, so its context may still be changed.
        founder.state.groupContext.extensions.push(...extensions);
        this.members = [founder];
        this.turn = 0;
    }

    addPsk() {
        const psk = { id: cs.rng.randomBytes(8), value: cs.rng.randomBytes(32) };
        this.psks.push(psk);
        for (const member of this.members) member.setPsk(psk.id, psk.value);
        return psk.id;
    }

    async add(by, count, options = {}) {
        const newcomers = Array.from({ length: count }, () => this.outsider());
        const add = [];
        for (const client of newcomers) add.push(await client.keyPackage(text(`member ${++this.turn}`), false));
        await this.commit(by, { ...options, add, newcomers });
        return newcomers;
    }

    // The listener joins; with `treeBeside` the tree does not travel in the Welcome.
    async listen(by, { treeBeside = false, psk = [] } = {}) {
        const listener = this.outsider();
        const keyPackage = await listener.keyPackage(text("the listener"), false);
        const { privatePackage } = listener.packages[0].bundle;
        const made = await by.commit({ add: [keyPackage], remove: [], psk, isPublic: false, treeBeside });
        await this.follow(by, made.commit);
        await listener.join(made.welcome, made.ratchetTree);
        this.vector = {
            cipher_suite: 3,
            external_psks: this.psks.map(({ id, value }) => ({ psk_id: hex(id), psk: hex(value) })),
            key_package: hex(keyPackage),
            signature_priv: seedOf(listener.keys.signKey),
            encryption_priv: hex(privatePackage.hpkePrivateKey),
            init_priv: hex(privatePackage.initPrivateKey),
            welcome: hex(made.welcome),
            ratchet_tree: made.ratchetTree ? hex(made.ratchetTree) : null,
            initial_epoch_authenticator: hex(listener.epochAuthenticator),
            epochs: [],
        };
        this.members.push(listener);
        this.listener = listener;
    }

    async follow(by, commit) {
        for (const member of this.members) if (member !== by) await member.process(commit);
        if (by.held !== undefined) by.merge();
    }

    async commit(by, { add = [], remove = [], psk = [], isPublic = false, newcomers = [] } = {}) {
        const removed = remove.map((member) => member.self);
        const made = await by.commit({ add, remove: removed, psk, isPublic, treeBeside: false });
        await this.follow(by, made.commit);
        this.members = this.members.filter((member) => !remove.includes(member));
        for (const newcomer of newcomers)
            if (await joins(() => newcomer.join(made.welcome))) this.members.push(newcomer);
        await this.record(by, made.commit);
    }

    // The epoch that a commit has begun, and a message of it by the committer.
    async record(by, commit) {
        for (const member of this.members)
            if (hex(member.epochAuthenticator) !== hex(by.epochAuthenticator)) throw new Error("members disagree");
        if (this.vector === undefined) return;
        const data = text(`said in epoch ${by.epoch}`);
        const message = await by.protect(data, text("aad"));
        for (const member of this.members) if (member !== by) await member.process(message);
        this.vector.epochs.push({
            ...this.row,
            commit: hex(commit),
            epoch_authenticator: hex(this.listener.epochAuthenticator),
            messages: [{ message: hex(message), data: hex(data) }],
        });
        this.row = { proposals: [] };
    }

    async propose(by, proposal) {
        const message = await by.propose({ isPublic: false, ...proposal });
        for (const member of this.members) if (member !== by) await member.process(message);
        this.row.proposals.push(hex(message));
    }

    async enter(host, client, resync) {
        const name = text(resync ? "somebody again" : `joiner ${++this.turn}`);
        const info = await host.groupInfo();
        let commit;
        if (!(await joins(async () => (commit = await client.externalJoin(name, info, resync))))) return;
        for (const member of this.members) if (member !== client) await member.process(commit);
        if (!resync) this.members.push(client);
        await this.record(client, commit);
    }

    async proposeSelf(host) {
        const newcomer = this.outsider();
        const message = await newcomer.proposeSelf(text(`newcomer ${++this.turn}`), await host.groupInfo());
        for (const member of this.members) await member.process(message);
        this.row.proposals.push(hex(message));
        return newcomer;
    }

    // ts-mls takes external_senders for one sender; so it gets the proposal without the check.
    async proposeFromOutside(keys, senderIndex, proposal) {
        const { groupContext } = this.members[0].state;
        const sender = { senderType: "external", senderIndex };
        const { publicMessage } = await protectExternalProposalPublic(
            keys.signKey, groupContext, new Uint8Array(), proposal, sender, cs,
        );
        const content = { wireformat: "mls_public_message", content: publicMessage.content, auth: publicMessage.auth };
        for (const member of this.members)
            member.state = await processProposal(member.state, content, proposal, cs.hash);
        const message = mls.encodeMlsMessage({ version: "mls10", wireformat: "mls_public_message", publicMessage });
        this.row.proposals.push(hex(message));
    }
}

async function welcomes() {
    const vectors = [];
    for (const [others, options] of [[0, {}], [2, { treeBeside: true }], [5, {}]]) {
        const group = new Recording();
        await group.begin();
        if (others > 0) await group.add(group.members[0], others);
        await group.listen(group.members.at(-1), options);
        vectors.push(group.vector);
    }
    const group = new Recording();
    await group.begin();
    const psk = [group.addPsk(), group.addPsk()];
    await group.listen(group.members[0], { psk });
    vectors.push(group.vector);
    return vectors;
}

async function commits() {
    const group = new Recording();
    await group.begin();
    const psk = group.addPsk();
    const [anna, ben] = await group.add(group.members[0], 2);
    const founder = group.members[0];
    await group.listen(anna);
    await group.commit(anna); // an update
    await group.commit(ben, { isPublic: true });
    const [carl, dora] = await group.add(ben, 2);
    await group.commit(carl, { psk: [psk] });
    const emil = group.outsider();
    await group.propose(carl, { kind: "add", keyPackage: await emil.keyPackage(text("emil"), false) });
    await group.propose(dora, { kind: "update", isPublic: true });
    await group.propose(ben, { kind: "update" });
    await group.commit(anna, { newcomers: [emil] });
    await group.propose(emil, { kind: "remove", leaf: dora.self });
    group.members = group.members.filter((member) => member !== dora);
    await group.commit(ben);
    const frida = group.outsider();
    await group.enter(emil, frida, false);
    await group.enter(ben, anna, true);
    const newcomer = await group.proposeSelf(frida);
    await group.commit(founder, { newcomers: [newcomer] });
    await group.commit(newcomer, { remove: [founder, carl, emil, frida] });
    await group.add(newcomer, 1, { remove: [ben] });
    return group.vector;
}

// A vector of two senders, as RFC 9420, Section 12.1.8.1 has it; the second one speaks.
async function externalSenders() {
    const keys = await cs.signature.keygen();
    const other = await cs.signature.keygen();
    const sender = ({ publicKey }, name) =>
        mls.encodeExternalSender({
            signaturePublicKey: publicKey,
            credential: { credentialType: "basic", identity: text(name) },
        });
    const senders = [...sender(other, "another service"), ...sender(keys, "the service")];
    const length = [0x40 | (senders.length >> 8), senders.length & 0xff];
    const group = new Recording();
    await group.begin([{ extensionType: "external_senders", extensionData: new Uint8Array([...length, ...senders]) }]);
    const [anna] = await group.add(group.members[0], 2);
    await group.listen(anna);
    const newcomer = group.outsider();
    const { keyPackage } = decodeMessage(await newcomer.keyPackage(text("sent by the service"), false));
    await group.proposeFromOutside(keys, 1, { proposalType: "add", add: { keyPackage } });
    await group.commit(anna, { newcomers: [newcomer] });
    await group.proposeFromOutside(keys, 1, { proposalType: "remove", remove: { removed: newcomer.self } });
    group.members = group.members.filter((member) => member !== newcomer);
    await group.commit(anna);
    return group.vector;
}

// Some epochs of a group of ten, in a mixed order that is the same each time.
async function longHistory() {
    const group = new Recording();
    await group.begin();
    await group.add(group.members[0], 4);
    await group.listen(group.members[2]);
    let state = 12345;
    const dice = (sides) => {
        state = (state * 1103515245 + 12345) % 2147483648;
        return Math.floor((state / 2147483648) * sides);
    };
    const anybody = (...but) => {
        const others = group.members.filter((member) => member !== group.listener && !but.includes(member));
        return others[dice(others.length)];
    };
    for (let epoch = 0; epoch < 18; ++epoch) {
        const by = anybody();
        const what = group.members.length < 7 ? 0 : dice(5);
        if (what === 0) await group.add(by, 1 + dice(2), { isPublic: dice(2) === 0 });
        if (what === 1) await group.commit(by, { remove: [anybody(by)] });
        if (what === 2) await group.commit(by, { isPublic: dice(2) === 0 });
        if (what === 3) {
            for (const member of group.members)
                if (member !== by && member !== group.listener && dice(2) === 0)
                    await group.propose(member, { kind: "update", isPublic: dice(2) === 0 });
            await group.commit(by);
        }
        if (what === 4) await group.enter(by, anybody(by), true);
    }
    return group;
}

async function welcomeAlone() {
    const group = new Recording();
    await group.begin();
    const { publicKey } = group.members[0].keys;
    await group.listen(group.members[0]);
    const { init_priv, key_package, welcome } = group.vector;
    return [{ cipher_suite: 3, init_priv, key_package, signer_pub: hex(publicKey), welcome }];
}

async function smallState() {
    const group = new Recording();
    await group.begin();
    await group.add(group.members[0], 2);
    await group.commit(group.members[2]);
    return group.members[0].state;
}

keep("tree-math", parts.treeMath());
keep("crypto-basics", await parts.cryptoBasics(cs));
keep("key-schedule", await parts.keySchedule(cs));
keep("secret-tree", await parts.secretTree(cs));
keep("psk_secret", await parts.pskSecret(cs));
keep("transcript-hashes", await parts.transcriptHashes(cs));
keep("message-protection", await parts.messageProtection(cs));
keep("treekem", [await parts.treeKem(cs, 2), await parts.treeKem(cs, 7)]);
keep("welcome", await welcomeAlone());
keep("passive-client-welcome", await welcomes());
keep("passive-client-handling-commit", [await commits(), await externalSenders()]);
const history = await longHistory();
keep("passive-client-random", [history.vector]);
keep("tree-validation", await parts.treeValidation(cs, [history.members[0].state]));
keep("tree-operations", await parts.treeOperations(cs, await smallState()));
keep("messages", await messages());
