// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Every kind of MLS message and structure in cipher suites that we do not speak, with X.509 and unknown
// credentials: to be decoded and encoded again unchanged. Used by make_vectors.mjs.
import * as mls from "ts-mls";
import { encodeCommit } from "ts-mls/commit.js";
import { encodeGroupSecrets } from "ts-mls/groupSecrets.js";
import {
    encodeAdd,
    encodeExternalInit,
    encodeGroupContextExtensions,
    encodePSK,
    encodeReinit,
    encodeRemove,
    encodeUpdate,
} from "ts-mls/proposal.js";
import { encodeRatchetTree } from "ts-mls/ratchetTree.js";
import { Client, decodeMessage } from "./ts_client.mjs";
import { hex, text } from "./vector_parts.mjs";

const kSuites = [
    "MLS_128_DHKEMX25519_AES128GCM_SHA256_Ed25519",
    "MLS_128_DHKEMP256_AES128GCM_SHA256_P256",
    "MLS_256_DHKEMP521_AES256GCM_SHA512_P521",
    "MLS_256_DHKEMP384_AES256GCM_SHA384_P384",
];

const x509 = (identity) => ({ credentialType: "x509", certificates: [identity, text("the issuer")] });
const unknown = (identity) => ({ credentialType: String(0xf00d), data: identity });

function encodedPublic(publicMessage) {
    return hex(mls.encodeMlsMessage({ version: "mls10", wireformat: "mls_public_message", publicMessage }));
}

// ts-mls makes no public application message, as it should; one is put together here.
function publicApplication(groupContext) {
    return {
        senderType: "member",
        content: {
            groupId: groupContext.groupId,
            epoch: groupContext.epoch,
            sender: { senderType: "member", leafIndex: 1 },
            authenticatedData: text("aad"),
            contentType: "application",
            applicationData: text("in clear"),
        },
        auth: { contentType: "application", signature: new Uint8Array(64).fill(7) },
        membershipTag: new Uint8Array(48).fill(9),
    };
}

async function messagesOf(suiteName) {
    const cs = await mls.getCiphersuiteImpl(mls.getCiphersuiteFromName(suiteName));
    const founder = new Client(cs);
    const anna = new Client(cs, x509);
    const ben = new Client(cs);
    const stranger = new Client(cs, unknown);
    await founder.create(text("founder"), text("other suite"), false);
    const add = [await anna.keyPackage(text("anna"), true), await ben.keyPackage(text("ben"), false)];
    const nothing = { add: [], remove: [], psk: [], isPublic: true, treeBeside: false };
    const added = await founder.commit({ ...nothing, add });
    founder.merge();
    await ben.join(added.welcome);
    const keyPackage = await stranger.keyPackage(text("stranger"), false);
    const proposal = decodeMessage(await ben.propose({ kind: "remove", leaf: 1, isPublic: true })).publicMessage;
    const leafNode = await ben.updatedLeaf();
    const sealed = await founder.protect(text("a message"), text("aad"));
    const update = await founder.commit(nothing);
    const psk = { psktype: "external", pskId: text("a psk"), pskNonce: cs.rng.randomBytes(cs.kdf.size) };
    const resumption = {
        psktype: "resumption",
        usage: "branch",
        pskGroupId: text("another group"),
        pskEpoch: 77n,
        pskNonce: cs.rng.randomBytes(cs.kdf.size),
    };
    const extensions = [{ extensionType: 0xabcd, extensionData: text("nobody knows") }];
    const commit = decodeMessage(update.commit).publicMessage;
    return {
        mls_welcome: hex(added.welcome),
        mls_group_info: hex(await founder.groupInfo()),
        mls_key_package: hex(keyPackage),
        ratchet_tree: hex(encodeRatchetTree(founder.current.ratchetTree)),
        group_secrets: hex(
            encodeGroupSecrets({
                joinerSecret: cs.rng.randomBytes(cs.kdf.size),
                pathSecret: cs.rng.randomBytes(cs.kdf.size),
                psks: [psk, resumption],
            }),
        ),
        add_proposal: hex(encodeAdd({ keyPackage: stranger.packages[0].bundle.publicPackage })),
        update_proposal: hex(encodeUpdate({ leafNode })),
        remove_proposal: hex(encodeRemove({ removed: 1 })),
        pre_shared_key_proposal: hex(encodePSK({ preSharedKeyId: resumption })),
        re_init_proposal: hex(
            encodeReinit({ groupId: text("next"), version: "mls10", cipherSuite: suiteName, extensions }),
        ),
        external_init_proposal: hex(encodeExternalInit({ kemOutput: cs.rng.randomBytes(97) })),
        group_context_extensions_proposal: hex(encodeGroupContextExtensions({ extensions })),
        commit: hex(encodeCommit(commit.content.commit)),
        public_message_application: encodedPublic(publicApplication(founder.current.groupContext)),
        public_message_proposal: encodedPublic(proposal),
        public_message_commit: encodedPublic(commit),
        private_message: hex(sealed),
    };
}

export async function messages() {
    return Promise.all(kSuites.map(messagesOf));
}
