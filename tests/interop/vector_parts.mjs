// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Vectors of single chapters of RFC 9420, computed by ts-mls, one function for each file. Used by
// make_vectors.mjs; the formats are those that tests/vectors reads.
import { createUpdatePath, encodeUpdatePath } from "ts-mls/updatePath.js";
import { addLeafNode, encodeRatchetTree, removeLeafNode, resolution, updateLeafNode } from "ts-mls/ratchetTree.js";
import { accumulatePskSecret } from "ts-mls/pskIndex.js";
import { createConfirmationTag, createContentCommitSignature } from "ts-mls/framedContent.js";
import { createConfirmedHash, createInterimHash } from "ts-mls/transcriptHash.js";
import { createSecretTree, consumeRatchet } from "ts-mls/secretTree.js";
import { encodeAuthenticatedContent } from "ts-mls/authenticatedContent.js";
import { encodeCommit } from "ts-mls/commit.js";
import { encodeGroupContext } from "ts-mls/groupContext.js";
import { encodeProposal } from "ts-mls/proposal.js";
import { encryptWithLabel } from "ts-mls/crypto/hpke.js";
import { expandSenderDataKey, expandSenderDataNonce } from "ts-mls/sender.js";
import { expandWithLabel, deriveSecret, deriveTreeSecret } from "ts-mls/crypto/kdf.js";
import { getCommitSecret } from "ts-mls/pathSecrets.js";
import { initializeEpoch, mlsExporter } from "ts-mls/keySchedule.js";
import { leafToNodeIndex, left, parent, right, root, sibling } from "ts-mls/treemath.js";
import { protect, protectApplicationData, protectProposal } from "ts-mls/messageProtection.js";
import { protectProposalPublic, protectPublicMessage } from "ts-mls/messageProtectionPublic.js";
import { refhash } from "ts-mls/crypto/hash.js";
import { signWithLabel } from "ts-mls/crypto/signature.js";
import { treeHash, treeHashRoot } from "ts-mls/treeHash.js";
import { encodeMlsMessage } from "ts-mls";
import { Client, decodeMessage } from "./ts_client.mjs";

export const hex = (bytes) => Buffer.from(bytes).toString("hex");
export const text = (string) => new TextEncoder().encode(string);
// An Ed25519 seed, out of the PKCS#8 wrapping that ends with it.
export const seedOf = (signKey) => hex(signKey.slice(-32));

const kSuite = 3;

export function treeMath() {
    const optional = (compute) => {
        try {
            return compute();
        } catch {
            return null; // a leaf has no child, the root has neither parent nor sibling
        }
    };
    return [1, 2, 4, 8, 16].map((leaves) => {
        const nodes = Array.from({ length: 2 * leaves - 1 }, (_, i) => i);
        const isLeaf = (i) => i % 2 === 0;
        const isRoot = (i) => i === root(leaves);
        return {
            n_leaves: leaves,
            n_nodes: nodes.length,
            root: root(leaves),
            left: nodes.map((i) => (isLeaf(i) ? null : optional(() => left(i)))),
            right: nodes.map((i) => (isLeaf(i) ? null : optional(() => right(i)))),
            parent: nodes.map((i) => (isRoot(i) ? null : optional(() => parent(i, leaves)))),
            sibling: nodes.map((i) => (isRoot(i) ? null : optional(() => sibling(i, leaves)))),
        };
    });
}

export async function cryptoBasics(cs) {
    const secret = cs.rng.randomBytes(32);
    const context = text("context of some length");
    const keys = await cs.signature.keygen();
    const pair = await cs.hpke.generateKeyPair();
    const sealed = await encryptWithLabel(pair.publicKey, "EncryptWithLabel", context, text("plaintext"), cs.hpke);
    return [
        {
            cipher_suite: kSuite,
            ref_hash: {
                label: "RefHash",
                value: hex(context),
                out: hex(await refhash("RefHash", context, cs.hash)),
            },
            expand_with_label: {
                secret: hex(secret),
                label: "ExpandWithLabel",
                context: hex(context),
                length: 77,
                out: hex(await expandWithLabel(secret, "ExpandWithLabel", context, 77, cs.kdf)),
            },
            derive_secret: {
                label: "DeriveSecret",
                secret: hex(secret),
                out: hex(await deriveSecret(secret, "DeriveSecret", cs.kdf)),
            },
            derive_tree_secret: {
                secret: hex(secret),
                label: "DeriveTreeSecret",
                generation: 0x01020304,
                length: 32,
                out: hex(await deriveTreeSecret(secret, "DeriveTreeSecret", 0x01020304, 32, cs.kdf)),
            },
            sign_with_label: {
                priv: seedOf(keys.signKey),
                pub: hex(keys.publicKey),
                content: hex(context),
                label: "SignWithLabel",
                signature: hex(await signWithLabel(keys.signKey, "SignWithLabel", context, cs.signature)),
            },
            encrypt_with_label: {
                priv: hex(await cs.hpke.exportPrivateKey(pair.privateKey)),
                pub: hex(await cs.hpke.exportPublicKey(pair.publicKey)),
                label: "EncryptWithLabel",
                context: hex(context),
                plaintext: hex(text("plaintext")),
                kem_output: hex(sealed.enc),
                ciphertext: hex(sealed.ct),
            },
        },
    ];
}

export async function keySchedule(cs) {
    const groupId = cs.rng.randomBytes(16);
    let initSecret = cs.rng.randomBytes(32);
    const vector = { cipher_suite: kSuite, group_id: hex(groupId), initial_init_secret: hex(initSecret), epochs: [] };
    for (let epoch = 0n; epoch < 5n; ++epoch) {
        const groupContext = {
            version: "mls10",
            cipherSuite: cs.name,
            groupId,
            epoch,
            treeHash: cs.rng.randomBytes(32),
            confirmedTranscriptHash: cs.rng.randomBytes(32),
            extensions: [],
        };
        const commitSecret = cs.rng.randomBytes(32);
        const pskSecret = cs.rng.randomBytes(32);
        const made = await initializeEpoch(initSecret, commitSecret, groupContext, pskSecret, cs.kdf);
        const secrets = made.keySchedule;
        const external = await cs.hpke.deriveKeyPair(secrets.externalSecret);
        const exporter = { label: `label ${epoch}`, context: cs.rng.randomBytes(20), length: 10 + 30 * Number(epoch) };
        const exported = await mlsExporter(secrets.exporterSecret, exporter.label, exporter.context, exporter.length, cs);
        vector.epochs.push({
            tree_hash: hex(groupContext.treeHash),
            commit_secret: hex(commitSecret),
            psk_secret: hex(pskSecret),
            confirmed_transcript_hash: hex(groupContext.confirmedTranscriptHash),
            group_context: hex(encodeGroupContext(groupContext)),
            joiner_secret: hex(made.joinerSecret),
            welcome_secret: hex(made.welcomeSecret),
            init_secret: hex(secrets.initSecret),
            sender_data_secret: hex(secrets.senderDataSecret),
            encryption_secret: hex(made.encryptionSecret),
            exporter_secret: hex(secrets.exporterSecret),
            epoch_authenticator: hex(secrets.epochAuthenticator),
            external_secret: hex(secrets.externalSecret),
            confirmation_key: hex(secrets.confirmationKey),
            membership_key: hex(secrets.membershipKey),
            resumption_psk: hex(secrets.resumptionPsk),
            external_pub: hex(await cs.hpke.exportPublicKey(external.publicKey)),
            exporter: { ...exporter, context: hex(exporter.context), secret: hex(exported) },
        });
        initSecret = secrets.initSecret;
    }
    return [vector];
}

export async function secretTree(cs) {
    const kWanted = [0, 1, 5];
    return Promise.all(
        [1, 8].map(async (leaves) => {
            const encryptionSecret = cs.rng.randomBytes(32);
            const senderDataSecret = cs.rng.randomBytes(32);
            const ciphertext = cs.rng.randomBytes(77);
            const vector = {
                cipher_suite: kSuite,
                encryption_secret: hex(encryptionSecret),
                sender_data: {
                    sender_data_secret: hex(senderDataSecret),
                    ciphertext: hex(ciphertext),
                    key: hex(await expandSenderDataKey(cs, senderDataSecret, ciphertext)),
                    nonce: hex(await expandSenderDataNonce(cs, senderDataSecret, ciphertext)),
                },
                leaves: [],
            };
            let tree = await createSecretTree(leaves, encryptionSecret.slice(), cs.kdf);
            // The nonce comes with the reuse guard in it; this one changes nothing.
            const unguarded = { ...cs, rng: { randomBytes: (size) => new Uint8Array(size) } };
            const take = async (leaf, contentType) => {
                const taken = await consumeRatchet(tree, leafToNodeIndex(leaf), contentType, unguarded);
                tree = taken.newTree;
                return taken;
            };
            for (let leaf = 0; leaf < leaves; ++leaf) {
                const rows = [];
                for (let generation = 0; generation <= Math.max(...kWanted); ++generation) {
                    const handshake = await take(leaf, "commit");
                    const application = await take(leaf, "application");
                    if (!kWanted.includes(generation)) continue;
                    rows.push({
                        generation,
                        handshake_key: hex(handshake.key),
                        handshake_nonce: hex(handshake.nonce),
                        application_key: hex(application.key),
                        application_nonce: hex(application.nonce),
                    });
                }
                vector.leaves.push(rows);
            }
            return vector;
        }),
    );
}

export async function pskSecret(cs) {
    return Promise.all(
        [0, 1, 2, 5].map(async (count) => {
            const psks = Array.from({ length: count }, () => ({
                id: { psktype: "external", pskId: cs.rng.randomBytes(9), pskNonce: cs.rng.randomBytes(32) },
                value: cs.rng.randomBytes(32),
            }));
            const index = { findPsk: (id) => psks.find((psk) => psk.id === id)?.value };
            const ids = psks.map((psk) => psk.id);
            const [secret] = await accumulatePskSecret(ids, index, cs, new Uint8Array(32));
            return {
                cipher_suite: kSuite,
                psks: psks.map(({ id, value }) => ({
                    psk_id: hex(id.pskId),
                    psk: hex(value),
                    psk_nonce: hex(id.pskNonce),
                })),
                psk_secret: hex(secret),
            };
        }),
    );
}

async function sampleContext(cs) {
    return {
        version: "mls10",
        cipherSuite: cs.name,
        groupId: text("vectors"),
        epoch: 12345n,
        treeHash: cs.rng.randomBytes(32),
        confirmedTranscriptHash: cs.rng.randomBytes(32),
        extensions: [],
    };
}

export async function transcriptHashes(cs) {
    const keys = await cs.signature.keygen();
    const context = await sampleContext(cs);
    const before = cs.rng.randomBytes(32);
    const confirmationKey = cs.rng.randomBytes(32);
    const sender = { senderType: "member", leafIndex: 1 };
    const commit = { proposals: [], path: undefined };
    const wireformat = "mls_private_message";
    const { signature, framedContent } = await createContentCommitSignature(
        context, wireformat, commit, sender, text("aad"), keys.signKey, cs.signature,
    );
    const confirmed = await createConfirmedHash(before, { wireformat, content: framedContent, signature }, cs.hash);
    const confirmationTag = await createConfirmationTag(confirmationKey, confirmed, cs.hash);
    const auth = { contentType: "commit", signature, confirmationTag };
    return [
        {
            cipher_suite: kSuite,
            confirmation_key: hex(confirmationKey),
            authenticated_content: hex(encodeAuthenticatedContent({ wireformat, content: framedContent, auth })),
            interim_transcript_hash_before: hex(before),
            confirmed_transcript_hash_after: hex(confirmed),
            interim_transcript_hash_after: hex(await createInterimHash(confirmed, confirmationTag, cs.hash)),
        },
    ];
}

export async function messageProtection(cs) {
    const keys = await cs.signature.keygen();
    const context = await sampleContext(cs);
    const secrets = { encryption: cs.rng.randomBytes(32), senderData: cs.rng.randomBytes(32), membership: cs.rng.randomBytes(32) };
    const tree = () => createSecretTree(2, secrets.encryption.slice(), cs.kdf);
    const padding = { kind: "padUntilLength", padUntilLength: 256 };
    const kSender = 1;
    const asPrivate = (privateMessage) =>
        hex(encodeMlsMessage({ version: "mls10", wireformat: "mls_private_message", privateMessage }));
    const asPublic = (publicMessage) =>
        hex(encodeMlsMessage({ version: "mls10", wireformat: "mls_public_message", publicMessage }));

    const proposal = { proposalType: "remove", remove: { removed: 0 } };
    const proposalPrivate = await protectProposal(
        keys.signKey, secrets.senderData, proposal, text("aad"), context, await tree(), kSender, padding, cs,
    );
    const proposalPublic = await protectProposalPublic(
        keys.signKey, secrets.membership, context, text("aad"), proposal, kSender, cs,
    );

    const commit = { proposals: [{ proposalOrRefType: "proposal", proposal }], path: undefined };
    const sender = { senderType: "member", leafIndex: kSender };
    const signed = async (wireformat) => {
        const { signature, framedContent } = await createContentCommitSignature(
            context, wireformat, commit, sender, text("aad"), keys.signKey, cs.signature,
        );
        return { content: framedContent, auth: { contentType: "commit", signature, confirmationTag: new Uint8Array(32) }, wireformat };
    };
    const inPrivate = await signed("mls_private_message");
    const commitPrivate = await protect(
        secrets.senderData, text("aad"), context, await tree(), { ...inPrivate.content, auth: inPrivate.auth }, kSender, padding, cs,
    );
    const commitPublic = await protectPublicMessage(secrets.membership, context, await signed("mls_public_message"), cs);
    const application = await protectApplicationData(
        keys.signKey, secrets.senderData, text("application data"), text("aad"), context, await tree(), kSender, padding, cs,
    );
    return [
        {
            cipher_suite: kSuite,
            group_id: hex(context.groupId),
            epoch: Number(context.epoch),
            tree_hash: hex(context.treeHash),
            confirmed_transcript_hash: hex(context.confirmedTranscriptHash),
            signature_priv: seedOf(keys.signKey),
            signature_pub: hex(keys.publicKey),
            encryption_secret: hex(secrets.encryption),
            sender_data_secret: hex(secrets.senderData),
            membership_key: hex(secrets.membership),
            proposal: hex(encodeProposal(proposal)),
            proposal_priv: asPrivate(proposalPrivate.privateMessage),
            proposal_pub: asPublic(proposalPublic.publicMessage),
            commit: hex(encodeCommit(commit)),
            commit_priv: asPrivate(commitPrivate.privateMessage),
            commit_pub: asPublic(commitPublic),
            application: hex(text("application data")),
            application_priv: asPrivate(application.privateMessage),
        },
    ];
}

// What a tree says of itself: hashes and resolutions of all nodes.
export async function treeValidation(cs, states) {
    return Promise.all(
        states.map(async ({ ratchetTree, groupContext }) => {
            const nodes = Array.from({ length: ratchetTree.length }, (_, i) => i);
            return {
                cipher_suite: kSuite,
                tree: hex(encodeRatchetTree(ratchetTree)),
                group_id: hex(groupContext.groupId),
                resolutions: nodes.map((node) => resolution(ratchetTree, node)),
                tree_hashes: await Promise.all(nodes.map(async (node) => hex(await treeHash(ratchetTree, node, cs.hash)))),
            };
        }),
    );
}

export async function treeOperations(cs, state) {
    const before = state.ratchetTree;
    const newcomer = new Client(cs);
    const { keyPackage } = decodeMessage(await newcomer.keyPackage(text("newcomer"), false));
    const member = new Client(cs);
    member.state = { ...state, privatePath: { leafIndex: 1, privateKeys: {} } };
    const leafNode = await member.updatedLeaf(); // signed by another key than its own, which nobody looks at here
    const row = async (proposal, sender, after) => ({
        cipher_suite: kSuite,
        tree_before: hex(encodeRatchetTree(before)),
        proposal: hex(encodeProposal(proposal)),
        proposal_sender: sender,
        tree_hash_before: hex(await treeHashRoot(before, cs.hash)),
        tree_after: hex(encodeRatchetTree(after)),
        tree_hash_after: hex(await treeHashRoot(after, cs.hash)),
    });
    const [added] = addLeafNode(before, keyPackage.leafNode);
    return [
        await row({ proposalType: "add", add: { keyPackage } }, 0, added),
        await row({ proposalType: "update", update: { leafNode } }, 1, updateLeafNode(before, leafNode, 1)),
        await row({ proposalType: "remove", remove: { removed: 1 } }, 0, removeLeafNode(before, 1)),
    ];
}

// A path by each leaf of a group whose leaves are as they were added: nobody knows a secret above it.
export async function treeKem(cs, leafCount) {
    const clients = await Promise.all(
        Array.from({ length: leafCount }, async (_, i) => {
            const client = new Client(cs);
            return { client, ...(await client.bundle(text(`leaf ${i}`), false)) };
        }),
    );
    let tree = [];
    clients.forEach(({ publicPackage }, i) => {
        tree = i === 0 ? [{ nodeType: "leaf", leaf: publicPackage.leafNode }] : addLeafNode(tree, publicPackage.leafNode)[0];
    });
    const context = { ...(await sampleContext(cs)), treeHash: await treeHashRoot(tree, cs.hash) };
    const paths = [];
    for (const [index, { client }] of clients.entries()) {
        // It makes the context of the epoch that its path begins; the vectors name that one.
        const before = { ...context, epoch: context.epoch - 1n };
        const [after, path, secrets] = await createUpdatePath(tree, index, before, client.keys.signKey, cs);
        const last = secrets.at(-1);
        paths.push({
            sender: index,
            update_path: hex(encodeUpdatePath(path)),
            path_secrets: clients.map((_, leaf) => (leaf === index ? null : hex(sharedSecret(secrets, leaf, tree)))),
            commit_secret: hex(await getCommitSecret(after, last.nodeIndex, last.secret, cs.kdf)),
            tree_hash_after: hex(await treeHashRoot(after, cs.hash)),
        });
    }
    return {
        cipher_suite: kSuite,
        group_id: hex(context.groupId),
        epoch: Number(context.epoch),
        confirmed_transcript_hash: hex(context.confirmedTranscriptHash),
        ratchet_tree: hex(encodeRatchetTree(tree)),
        leaves_private: clients.map(({ client, privatePackage }, index) => ({
            index,
            encryption_priv: hex(privatePackage.hpkePrivateKey),
            signature_priv: seedOf(client.keys.signKey),
            path_secrets: [],
        })),
        update_paths: paths,
    };
}

// The secret of the lowest node of the path that was sent to this leaf.
function sharedSecret(secrets, leaf, tree) {
    const found = secrets.find(({ sendTo }) => sendTo.includes(leafToNodeIndex(leaf)));
    if (found === undefined) throw new Error(`no secret for leaf ${leaf} of ${tree.length} nodes`);
    return found.secret;
}

