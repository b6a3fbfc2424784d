// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The protocol of README.md over ts-mls: one request a line on standard input, one answer a line on
// standard output, until `quit` or the end of the input.
import { createInterface } from "node:readline";
import { readFileSync } from "node:fs";
import { Client, suite } from "./ts_client.mjs";

const version = JSON.parse(readFileSync(new URL("node_modules/ts-mls/package.json", import.meta.url))).version;
const client = new Client(await suite());

const hex = (bytes) => Buffer.from(bytes).toString("hex");
const bytes = (text) => new Uint8Array(Buffer.from(text ?? "", "hex"));

function epochFields() {
    return {
        epoch: client.epoch,
        epoch_authenticator: hex(client.epochAuthenticator),
        group_id: hex(client.groupId),
    };
}

const operations = {
    info: () => ({ impl: "ts-mls", version, suites: [3] }),

    key_package: async (r) => ({
        key_package: hex(await client.keyPackage(bytes(r.identity), r.last_resort === true)),
    }),

    create: async (r) => {
        await client.create(bytes(r.identity), bytes(r.group_id), r.require_leaf_extension === true);
        return epochFields();
    },

    commit: async (r) => {
        const made = await client.commit({
            add: (r.add ?? []).map(bytes),
            remove: r.remove ?? [],
            psk: (r.psk ?? []).map(bytes),
            isPublic: r.public === true,
            treeBeside: r.tree_beside === true,
        });
        if (r.hold !== true) client.merge();
        return {
            commit: hex(made.commit),
            welcome: made.welcome ? hex(made.welcome) : null,
            ...(made.ratchetTree ? { ratchet_tree: hex(made.ratchetTree) } : {}),
            epoch: made.epoch,
        };
    },

    merge: () => {
        client.merge();
        return epochFields();
    },

    discard: () => {
        client.discard();
        return {};
    },

    propose: async (r) => ({
        proposal: hex(
            await client.propose({
                kind: r.kind,
                keyPackage: bytes(r.key_package),
                leaf: r.leaf,
                isPublic: r.public === true,
            }),
        ),
    }),

    join: async (r) => {
        await client.join(bytes(r.welcome), r.ratchet_tree === undefined ? undefined : bytes(r.ratchet_tree));
        return epochFields();
    },

    process: async (r) => {
        const seen = await client.process(bytes(r.message));
        return {
            type: seen.type,
            ...(seen.data ? { data: hex(seen.data) } : {}),
            ...(seen.removed ? { removed: true } : {}),
            epoch: client.epoch,
        };
    },

    protect: async (r) => ({ message: hex(await client.protect(bytes(r.data), bytes(r.aad))) }),

    state: () => ({
        ...epochFields(),
        self: client.self,
        members: client.members.map(({ index, identity }) => ({ index, identity: hex(identity) })),
    }),

    export: async (r) => ({ secret: hex(await client.exported(r.label, bytes(r.context), r.length)) }),

    group_info: async () => ({ group_info: hex(await client.groupInfo()) }),

    external_join: async (r) => {
        const commit = await client.externalJoin(bytes(r.identity), bytes(r.group_info), r.resync === true);
        return { commit: hex(commit), ...epochFields() };
    },

    // Not part of the common protocol: what only this test asks for.
    psk: (r) => {
        client.setPsk(bytes(r.id), bytes(r.value));
        return {};
    },
    propose_self: async (r) => ({
        proposal: hex(await client.proposeSelf(bytes(r.identity), bytes(r.group_info))),
    }),
};

async function answer(line) {
    try {
        const request = JSON.parse(line);
        const operation = operations[request.op];
        if (operation === undefined) throw new Error(`operation '${request.op}'`);
        return { ok: true, ...(await operation(request)) };
    } catch (error) {
        return { ok: false, error: String(error?.message ?? error) };
    }
}

for await (const line of createInterface({ input: process.stdin })) {
    if (line === "") continue;
    if (/"op"\s*:\s*"quit"/.test(line)) {
        process.stdout.write('{"ok":true}\n');
        break;
    }
    process.stdout.write(JSON.stringify(await answer(line)) + "\n");
}
process.exit(0);
