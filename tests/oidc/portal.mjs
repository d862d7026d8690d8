// Starts the real program on a new database, a file or a schema of the PostgreSQL that TEST_DATABASE names, and stops it.
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const program = process.env.SAGSGANG ?? 'build/sagsgang';
const server = process.env.TEST_DATABASE;

export function freePort() {
	return new Promise((resolve, reject) => {
		const probe = createServer();
		probe.once('error', reject);
		probe.listen(0, '127.0.0.1', () => {
			const { port } = probe.address();
			probe.close(() => resolve(port));
		});
	});
}

export const pause = (ms) => new Promise((resolve) => { setTimeout(resolve, ms); });

async function until(holds, what) {
	for (let tries = 0; tries < 600; tries++) {
		if (await holds()) return;
		await pause(50);
	}
	throw new Error(`${what} did not happen`);
}

// Where the program keeps it, and everything that it holds, as bytes.
function makeDatabase(folder, name) {
	if (!server) {
		const files = ['portal.db', 'portal.db-wal'].map((file) => join(folder, file));
		return { db: files[0], kept: () => files.map((file) => readFileSync(file, 'latin1')).join('') };
	}
	const schema = `oidc_${process.pid}_${name}`;
	execFileSync('psql', ['-qX', server, '-c', `CREATE SCHEMA ${schema}`]);
	return {
		db: `${server}&options=-csearch_path%3D${schema}`,
		kept: () => execFileSync('pg_dump', ['--inserts', '-n', schema, server], { encoding: 'latin1', maxBuffer: 1 << 28 }),
	};
}

export async function makePortal(name, documents = []) {
	const folder = mkdtempSync(join(tmpdir(), 'sagsgang-oidc-'));
	const { db, kept } = makeDatabase(folder, name);
	const origin = `http://127.0.0.1:${await freePort()}`;
	const log = join(folder, 'log');
	let child = null;

	const run = (...args) => spawnSync(program, [args[0], '--db', db, ...args.slice(1)], { encoding: 'utf8' });
	if (documents.length > 0) run('import', '--body', 'Solbæk Kommune', ...documents);
	else run('user', 'list');

	const portal = {
		origin,
		folder,
		kept,
		run,
		said: () => readFileSync(log, 'utf8'),
		// What a command of the program prints, without the line's end.
		tell: (...args) => {
			const { status, stdout, stderr } = run(...args);
			if (status !== 0) throw new Error(`${args.join(' ')}: ${stderr}`);
			return stdout.trim();
		},
		start: async (...options) => {
			const out = openSync(log, 'a');
			child = spawn(program, ['serve', '--db', db, '--listen', origin.slice('http://'.length), '--origin', origin,
				'--workers', '2', ...options], { stdio: ['ignore', out, out] });
			await until(() => fetch(`${origin}/healthz`).then((answer) => answer.ok, () => false), `${name} answers`);
		},
		stop: () => new Promise((resolve) => {
			if (child === null) {
				resolve(0);
				return;
			}
			child.once('exit', resolve);
			child.kill('SIGTERM');
			child = null;
		}),
		leave: async () => {
			await portal.stop();
			rmSync(folder, { recursive: true });
		},
	};
	return portal;
}

// A browser of which only the cookies are here.
export class Visitor {
	constructor(portal) {
		this.portal = portal;
		this.cookies = new Map();
	}

	fetchAs(url, init) {
		return fetch(url, init);
	}

	async ask(url, form) {
		const answer = await this.fetchAs(new URL(url, this.portal.origin), {
			method: form ? 'POST' : 'GET',
			redirect: 'manual',
			headers: {
				cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
				...(form ? { 'content-type': 'application/x-www-form-urlencoded' } : {}),
			},
			body: form ? new URLSearchParams(form).toString() : undefined,
		});
		for (const line of answer.headers.getSetCookie()) {
			const [, name, value] = /^([^=]+)=([^;]*)/.exec(line);
			if (value === '') this.cookies.delete(name);
			else this.cookies.set(name, value);
		}
		this.status = answer.status;
		this.where = answer.headers.get('location') ?? answer.headers.get('refresh')?.replace(/^0; url=/, '') ?? '';
		this.headers = answer.headers;
		this.body = await answer.text();
		return this.status;
	}

	// Loads a page, and sends a form of it with the token that it carries.
	async send(page, form, action = page) {
		await this.ask(page);
		const token = /name="token" value="([^"]*)"/.exec(this.body)?.[1] ?? '';
		return this.ask(action, { token, ...form });
	}

	// As far as the provider: where it is to go.
	async setOut(back) {
		await this.send('/log-ind', back ? { til: back } : {}, '/log-ind/tjeneste');
		return this.where;
	}
}
