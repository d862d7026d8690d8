// Starts the real program on a database made from the examples, and stops it.
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const program = process.env.SAGSGANG ?? 'build/sagsgang';
export const examples = join(process.env.EXAMPLES ?? 'examples', 'documents');

function freePort() {
	return new Promise((resolve, reject) => {
		const server = createServer();
		server.once('error', reject);
		server.listen(0, '127.0.0.1', () => {
			const { port } = server.address();
			server.close(() => resolve(port));
		});
	});
}

// A file, or a schema of its own where TEST_DATABASE names a PostgreSQL (tests/postgres/with).
let schemas = 0;
function newDatabase(folder) {
	const server = process.env.TEST_DATABASE;
	if (!server) return join(folder, 'portal.db');
	const schema = `browser_${process.pid}_${++schemas}`;
	execFileSync('psql', ['-qX', server, '-c', `CREATE SCHEMA ${schema}`]);
	return `${server}&options=-csearch_path%3D${schema}`;
}

async function answers(origin) {
	for (let tries = 0; tries < 200; tries++) {
		try {
			if ((await fetch(`${origin}/healthz`)).ok) return;
		} catch { /* not listening yet */ }
		await new Promise((resolve) => setTimeout(resolve, 50));
	}
	throw new Error('the server does not answer');
}

// What is given is imported first; nothing else is in the database.  Options of serve may name {ORIGIN}.
export async function startServer(documents = [examples], options = []) {
	const folder = mkdtempSync(join(tmpdir(), 'sagsgang-browser-'));
	const db = newDatabase(folder);
	execFileSync(program, ['import', '--db', db, '--body', 'Solbæk Kommune', '--open-sources', ...documents], { stdio: 'ignore' });
	const origin = `http://127.0.0.1:${await freePort()}`;
	const child = spawn(program, ['serve', '--db', db, '--listen', origin.slice('http://'.length), '--workers', '1',
		...options.map((option) => option.replace('{ORIGIN}', origin))],
		{ stdio: 'ignore' });
	await answers(origin);
	return {
		origin,
		// The link with which the owner of a new account chooses a password.
		addUser: (email, name, ...options) => execFileSync(program, ['user', 'add', '--db', db, '--origin', origin, ...options, email, name],
			{ encoding: 'utf8' }).trim(),
		stop: () => new Promise((resolve) => {
			child.once('exit', () => {
				rmSync(folder, { recursive: true });
				resolve();
			});
			child.kill('SIGTERM');
		}),
	};
}
