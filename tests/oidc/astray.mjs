// What a provider may do wrong, and what others may do in its place: a small provider of our own that does each on demand, and a
// visitor who is nothing but cookies.  Nobody is let in who should not be.
import { execFileSync, spawnSync } from 'node:child_process';
import { constants, createHash, createHmac, generateKeyPairSync, sign } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { join } from 'node:path';
import { check, finish } from '../browser/tap.mjs';
import { Visitor, freePort, makePortal, pause } from './portal.mjs';

const secret = 'en hemmelighed: %7E/+&=';
const portal = await makePortal('astray');
const port = await freePort();
const issuer = `http://127.0.0.1:${port}`;
const file = (name, words) => {
	writeFileSync(join(portal.folder, name), words);
	return join(portal.folder, name);
};
const options = ['--oidc', issuer, '--oidc-client', 'portal', '--oidc-secret', file('secret', `${secret}\n`), '--oidc-roles',
	file('roles', 'sekretærer = clerk\n'), '--oidc-claim', '/realm/roles', '--behind-proxy'];

// --- the provider ---

const keys = new Map([['RS256', generateKeyPairSync('rsa', { modulusLength: 2048 })], ['ES256', generateKeyPairSync('ec', { namedCurve: 'P-256' })],
	['new', generateKeyPairSync('rsa', { modulusLength: 2048 })]]);
const jwk = (name, kid = name) => ({ ...keys.get(name).publicKey.export({ format: 'jwk' }), kid, use: 'sig' });
const letters = (value) => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');
const now = () => Math.floor(Date.now() / 1000);

function signature(alg, words, key) {
	if (alg === 'none') return '';
	if (alg.startsWith('HS')) return createHmac('sha256', key).update(words).digest('base64url');
	const how = alg === 'ES256' ? { dsaEncoding: 'ieee-p1363' } : alg === 'PS256' ? { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 } : {};
	return sign('sha256', Buffer.from(words), { key, ...how }).toString('base64url');
}

function token(claims, { alg = 'RS256', kid = alg, key = keys.get(kid)?.privateKey } = {}) {
	const words = `${letters({ alg, kid })}.${letters(claims)}`;
	return `${words}.${signature(alg, words, key)}`;
}

const asked = { '/jwks': 0, '/token': 0, '/user': 0, '/.well-known/openid-configuration': 0 };
let plan = {};
let more = {}; // facts
let grants = new Map(); // code -> the challenge that it was given for
const held = [];

const facts = () => ({ issuer, authorization_endpoint: `${issuer}/auth`, token_endpoint: `${issuer}/token`, jwks_uri: `${issuer}/jwks`,
	userinfo_endpoint: `${issuer}/user`, ...more });

function give(answer, status, body) {
	const bytes = typeof body === 'string' ? body : JSON.stringify(body);
	answer.writeHead(status, { 'content-type': 'application/json' });
	answer.end(bytes);
}

function answerToken(request, answer, form) {
	const wanted = `Basic ${Buffer.from(`portal:${encodeURIComponent(secret)}`).toString('base64')}`;
	const verifier = createHash('sha256').update(form.get('code_verifier') ?? '').digest('base64url');
	if (plan.tokenStatus) return give(answer, plan.tokenStatus, plan.tokenBody);
	if (plan.hold) return held.push(answer);
	if (request.headers.authorization !== wanted) return give(answer, 401, { error: 'invalid_client' });
	if (form.get('grant_type') !== 'authorization_code' || form.get('redirect_uri') !== `${portal.origin}/log-ind/retur` ||
		grants.get(form.get('code')) !== verifier) return give(answer, 400, { error: 'invalid_grant' });
	grants.delete(form.get('code'));
	return give(answer, 200, { access_token: 'adgang', token_type: 'Bearer', id_token: plan.token });
}

const userOf = (signed) => JSON.parse(Buffer.from(signed.split('.')[1], 'base64url')).sub;

function serve(request, answer) {
	const { pathname } = new URL(request.url, issuer);
	let body = '';
	asked[pathname]++;
	request.on('data', (piece) => { body += piece; });
	request.on('end', () => {
		if (pathname === '/.well-known/openid-configuration') give(answer, 200, facts());
		else if (pathname === '/jwks') give(answer, 200, { keys: plan.keys ?? [jwk('RS256'), jwk('ES256')] });
		else if (pathname === '/token') answerToken(request, answer, new URLSearchParams(body));
		else if (pathname === '/user' && request.headers.authorization === 'Bearer adgang') give(answer, plan.userStatus ?? 200, plan.user ?? { sub: userOf(plan.token) });
		else give(answer, 404, {});
	});
}

const provider = createServer(serve);
await new Promise((resolve) => { provider.listen(port, '127.0.0.1', resolve); });

// --- the visitors ---

let visitors = 0;

class Guest extends Visitor {
	constructor() {
		super(portal);
		this.address = `192.0.2.${++visitors % 250}`;
	}

	async fetchAs(url, init) {
		return fetch(url, { ...init, headers: { ...init.headers, 'x-forwarded-for': this.address } });
	}
}

const anne = { sub: 'anne', email: 'anne@solbaek.example', email_verified: true, name: 'Anne Holm', realm: { roles: ['sekretærer'] } };

// Sets out, and comes back with what the plan makes of the way.
async function travel(guest, make, query = {}) {
	const way = new URL(await guest.setOut('/konto')).searchParams;
	const code = `code-${visitors}-${Math.random()}`;
	const claims = { iss: issuer, aud: 'portal', iat: now(), exp: now() + 300, nonce: way.get('nonce'), ...anne };
	grants.set(code, way.get('code_challenge'));
	plan = { ...plan, ...make(claims, way) };
	const back = new URLSearchParams({ code, state: way.get('state'), ...query });
	for (const [name, value] of [...back]) if (value === '') back.delete(name);
	await guest.ask(`/log-ind/retur?${back}`);
	return way;
}

async function isIn(guest) {
	return await guest.ask('/konto') === 200;
}

async function refused(what, make, { status = 403, words = 'ikke til at stole på', query = {} } = {}) {
	const guest = new Guest();
	plan = {};
	await travel(guest, make, query);
	check(guest.status === status && guest.body.includes(words), `${what} is refused`, guest.status, guest.body.match(/role="alert">[^<]*/)?.[0] ?? guest.where);
	check(!await isIn(guest), `${what}: and nobody is in`);
}

async function letIn(what, make, query = {}) {
	const guest = new Guest();
	plan = {};
	await travel(guest, make, query);
	check(guest.status === 303 && guest.where === '/konto' && await isIn(guest), `${what} is let in`, guest.status, guest.body.match(/role="alert">[^<]*/)?.[0]);
	return guest;
}

async function tokens() {
	await letIn('who is signed for by RS256', (claims) => ({ token: token(claims) }));
	await letIn('who is signed for by ES256', (claims) => ({ token: token(claims, { alg: 'ES256' }) }));
	await letIn('who is signed for by PS256', (claims) => ({ token: token(claims, { alg: 'PS256', kid: 'RS256' }) }));
	await letIn('one of two audiences, for whom it was made', (claims) => ({ token: token({ ...claims, aud: ['x', 'portal'], azp: 'portal' }) }));
	const told = (change) => (claims) => ({ token: token({ ...claims, ...change }) });
	await refused('another nonce', told({ nonce: 'x' }));
	await refused('no nonce', told({ nonce: undefined }));
	await refused('an expired token', told({ exp: now() - 120 }));
	await refused('one of tomorrow', told({ iat: now() + 86400, exp: now() + 90000 }));
	await refused('another audience', told({ aud: 'another' }));
	await refused('an audience among others, of nobody in particular', told({ aud: ['x', 'portal'] }));
	await refused('one that was made for another', told({ azp: 'another' }));
	await refused('another issuer', told({ iss: 'https://login.example' }));
	await refused('no user', told({ sub: undefined }));
	await refused('a token that nobody signed', (claims) => ({ token: token(claims, { alg: 'none', kid: 'RS256' }) }));
	await refused('one signed with the shared secret', (claims) => ({ token: token(claims, { alg: 'HS256', kid: 'RS256', key: secret }) }));
	await refused('one signed with the public key', (claims) => ({ token: token(claims, { alg: 'HS256', kid: 'RS256',
		key: keys.get('RS256').publicKey.export({ type: 'spki', format: 'pem' }) }) }));
	await refused('a token that was changed', (claims) => {
		const [head, , end] = token(claims).split('.');
		return { token: `${head}.${letters({ ...claims, sub: 'bo' })}.${end}` };
	});
	await refused('a key of another name', (claims) => ({ token: token(claims, { alg: 'RS256', kid: 'ES256', key: keys.get('RS256').privateKey }) }));
	await refused('no token', () => ({ token: undefined }));
	await refused('no token but words', () => ({ token: 'a.b.c' }));
	const before = asked['/jwks'];
	await refused('an unknown key', (claims) => ({ token: token(claims, { alg: 'RS256', kid: 'new' }) }));
	check(asked['/jwks'] === before + 1, 'of which the provider was asked once');
	await letIn('who is signed for by a new key', (claims) => ({ keys: [jwk('new'), jwk('RS256')], token: token(claims, { alg: 'RS256', kid: 'new' }) }));
	await refused('a key that was taken back', (claims) => ({ keys: [jwk('RS256')], token: token(claims, { alg: 'ES256' }) }));
}

async function answers() {
	const good = (claims) => token(claims);
	await refused('a code that was used', (claims) => ({ token: good(claims), tokenStatus: 400, tokenBody: { error: 'invalid_grant' } }), { words: 'brugt før' });
	await refused('a portal that the provider does not know', () => ({ tokenStatus: 401, tokenBody: { error: 'invalid_client' } }), { words: '(invalid_client)' });
	await refused('a word that is none', () => ({ tokenStatus: 400, tokenBody: { error: '<script>alert(1)</script>' } }), { words: '(?)' });
	await refused('a provider that fails', () => ({ tokenStatus: 500, tokenBody: 'x' }), { status: 503, words: 'kan ikke nås' });
	await refused('no JSON', () => ({ tokenStatus: 200, tokenBody: 'x' }));
	await refused('an answer without end', () => ({ tokenStatus: 200, tokenBody: `"${'x'.repeat(300 << 10)}"` }), { status: 503, words: 'too long' });
	await refused('another user\'s information', (claims) => ({ token: token({ ...claims, email: undefined }), user: { sub: 'bo', email: 'bo@solbaek.example' } }));
	await refused('a way back that another provider sent', (claims) => ({ token: good(claims) }), { query: { iss: 'https://login.example' } });
	await letIn('one that this one sent', (claims) => ({ token: good(claims) }), { iss: issuer });
	await letIn('whose information may not be had, when the token says enough', (claims) => ({ token: token({ ...claims, name: undefined }), userStatus: 403 }));
	const guest = new Guest();
	plan = {};
	await travel(guest, () => ({}), { code: '', error: '<script>alert(1)</script>', error_description: '<b>' });
	check(guest.status === 403 && guest.body.includes('kunne ikke lade dig') && !guest.body.includes('alert(1)'), 'what a provider says is not repeated', guest.body);
}

async function ways() {
	const guest = new Guest();
	await guest.setOut('/konto');
	const cookie = guest.headers.getSetCookie().find((c) => c.startsWith('sagsgang-departure='));
	check(/^sagsgang-departure=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=900$/.test(cookie), 'the cookie of the way is the browser\'s alone', cookie);
	check(guest.headers.get('cache-control') === 'no-store' && guest.headers.get('location') === null, 'the page that leads on is kept by nobody');
	check(await guest.ask('/log-ind/retur?code=x&state=x') === 400, 'another state is refused');
	check(await guest.ask('/log-ind/retur?code=x') === 400, 'none is');
	check(await guest.ask('/log-ind/retur') === 400, 'and nothing at all');
	check(await guest.ask('/log-ind/retur?code=x&code=y&state=x') === 400, 'and what comes twice');
	check(await guest.ask('/log-ind/tjeneste') === 303, 'the way has no page to be loaded');
	check(await guest.ask('/log-ind/tjeneste', { til: '/konto' }) === 403, 'and begins from a page of ours alone');

	// Somebody else's way back, in another browser: nobody is logged in as an attacker.
	const other = new Guest();
	plan = {};
	const way = new URL(await other.setOut()).searchParams;
	check(await guest.ask(`/log-ind/retur?code=x&state=${way.get('state')}`) === 400 && guest.body.includes('anden browser'), 'a way back is its browser\'s alone');

	const twice = await letIn('who comes back', (claims) => ({ token: token(claims) }));
	const tokenAsked = asked['/token'];
	await twice.ask('/log-ind/retur?code=x&state=x');
	check(twice.status === 303 && twice.where === '/konto' && asked['/token'] === tokenAsked, 'and comes back again is where they were');

	const late = new Guest();
	plan = {};
	const lateWay = await travel(late, (claims) => ({ token: token(claims) }));
	late.cookies.delete('sagsgang');
	check(await late.ask(`/log-ind/retur?code=x&state=${lateWay.get('state')}`) === 400, 'a way back is gone once');

	more = { authorization_response_iss_parameter_supported: true };
	await restart();
	await refused('who does not say which provider sent them, when it promised to', (claims) => ({ token: token(claims) }));
	more = {};
	await restart();
}

async function accounts() {
	const told = (change) => (claims) => ({ token: token({ ...claims, ...change }) });
	portal.tell('user', 'add', 'else@solbaek.example', 'Else', 'Krogh');
	await refused('an address of which nothing is said, when somebody has it', told({ sub: 'e1', email: 'else@solbaek.example', email_verified: undefined }),
		{ words: 'siger ikke, at adressen er din' });
	await refused('one that is said not to be verified', told({ sub: 'e1', email: 'else@solbaek.example', email_verified: false }), { words: 'ikke bekræftet' });
	await refused('one that nobody has, and that is not verified', told({ sub: 'e2', email: 'ny@solbaek.example', email_verified: false }), { words: 'ikke bekræftet' });
	await refused('no address', told({ sub: 'e3', email: undefined }), { words: 'ingen mailadresse' });
	await refused('what is no address', told({ sub: 'e3', email: 'x\r\nBcc: y' }), { words: 'ingen mailadresse' });
	await refused('no role, and an address of somebody', told({ sub: 'e4', email: 'else@solbaek.example', email_verified: undefined, realm: {} }), { words: 'nogen rolle' });
	await refused('no role, and an address of nobody', told({ sub: 'e4', email: 'ny@solbaek.example', realm: { roles: 'Sekretærer' } }), { words: 'nogen rolle' });
	await letIn('an address of which nothing is said, when nobody has it', told({ sub: 'e5', email: 'ny@solbaek.example', email_verified: undefined, name: undefined }));
	portal.tell('user', 'identity', '--oidc', issuer, '--subject', 'e1', 'else@solbaek.example');
	const bound = await letIn('whom an operator bound', told({ sub: 'e1', email: 'noget@andet.example', email_verified: undefined }));
	check(bound.body.includes('Else Krogh'), 'into the account that they were bound to', bound.body);
	check(portal.run('user', 'identity', '--oidc', issuer, '--subject', 'e1', 'anne@solbaek.example').status === 5, 'a user is bound once');
	check(portal.run('user', 'identity', '--oidc', issuer, '--subject', 'e9', 'else@solbaek.example').status === 5, 'an account too');
	portal.tell('user', 'no-identity', 'else@solbaek.example');
	check(!await isIn(bound), 'and the end of that is the end of the session');
	const list = JSON.parse(portal.tell('user', 'list', '--json')).find((a) => a.email === 'else@solbaek.example');
	check(list.roles.length === 0 && list.identities.length === 0, 'and of what the claim gave', JSON.stringify(list));
}

async function others() {
	// A provider that falls silent is waited for by one visitor alone.
	plan = {};
	const waiting = new Guest();
	const journey = travel(waiting, (claims) => ({ token: token(claims), hold: true }));
	while (held.length === 0) await pause(10);
	for (let i = 0; i < 20; i++) if (await new Guest().ask('/') !== 200) check(false, 'others are served meanwhile');
	check(held.length === 1, 'others are served while one waits for the provider');
	give(held.pop(), 200, { access_token: 'adgang', id_token: plan.token });
	await journey;
	check(waiting.status === 303 && await isIn(waiting), 'who then is let in');

	// Who goes away while it is asked for leaves nothing behind; a server that is stopped then ends in its time.
	plan = { hold: true };
	const gone = new Guest();
	const way = new URL(await gone.setOut()).searchParams;
	await fetch(`${portal.origin}/log-ind/retur?code=x&state=${way.get('state')}`, { signal: AbortSignal.timeout(300),
		headers: { cookie: [...gone.cookies].map((c) => c.join('=')).join('; '), 'x-forwarded-for': gone.address } }).catch(() => {});
	while (held.length === 0) await pause(10);
	give(held.pop(), 400, { error: 'invalid_grant' });
	const left = new Guest();
	const leaving = travel(left, () => ({ hold: true })).catch(() => {});
	while (held.length === 0) await pause(10);
	const status = portal.stop();
	await pause(300);
	give(held.pop(), 400, { error: 'invalid_grant' });
	await leaving;
	check(await status === 0 && left.status === 403, 'whoever waits when the server is stopped is answered', left.status);

	// One that never answers does not hold a server that is to stop.
	await portal.start(...options, '--limits', 'stop=1');
	const never = travel(new Guest(), () => ({ hold: true })).catch(() => {});
	while (held.length === 0) await pause(10);
	check(await portal.stop() === 0, 'whoever waits in vain is cut off');
	await never;
	held.pop().destroy();
	await portal.start(...options);

	const guesser = new Guest();
	for (let i = 0; i < 30; i++) {
		plan = { tokenStatus: 400, tokenBody: { error: 'invalid_grant' } };
		await travel(guesser, () => ({}));
		if (guesser.status !== 403) break;
	}
	await guesser.send('/log-ind', {}, '/log-ind/tjeneste');
	check(guesser.status === 429 && guesser.body.includes('For mange forsøg'), 'who comes with codes that are none is told to wait', guesser.status, guesser.body);
}

// What must not lie in the database while somebody is on the way, or in.
async function secrecy() {
	const guest = new Guest();
	plan = {};
	await guest.setOut('/konto');
	const cookie = guest.cookies.get('sagsgang-departure');
	const way = new URL(guest.where).searchParams;
	let kept = portal.kept();
	check(![cookie, way.get('state'), way.get('nonce'), way.get('code_challenge')].some((word) => kept.includes(word)), 'nothing of the way lies in the database');
	const inside = await letIn('Anne', (claims) => ({ token: token(claims) }));
	kept = portal.kept();
	check(kept.includes('anne@solbaek.example') && !kept.includes(plan.token) && !kept.includes(plan.token.split('.')[1]) && !kept.includes(inside.cookies.get('sagsgang')),
		'nor the token of who is in');
}

async function restart(...more) {
	await portal.stop();
	await portal.start(...options, ...more);
}

async function overTls() {
	const key = join(portal.folder, 'key.pem');
	const cert = join(portal.folder, 'cert.pem');
	execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', key, '-out', cert, '-days', '30', '-subj', '/CN=127.0.0.1',
		'-addext', 'subjectAltName=IP:127.0.0.1'], { stdio: 'ignore' });
	const tlsPort = await freePort();
	const tls = `https://127.0.0.1:${tlsPort}`;
	const server = createTlsServer({ key: readFileSync(key), cert: readFileSync(cert) }, (request, answer) => give(answer, 200,
		{ issuer: tls, authorization_endpoint: `${tls}/auth`, token_endpoint: `${tls}/token`, jwks_uri: `${tls}/jwks` }));
	await new Promise((resolve) => { server.listen(tlsPort, '127.0.0.1', resolve); });
	const base = ['--oidc', tls, '--oidc-client', 'portal', '--behind-proxy'];
	await portal.stop();
	await portal.start(...base);
	const guest = new Guest();
	await guest.setOut();
	check(guest.status === 503 && guest.where === '', 'a provider for whom nobody vouches is sent nobody', guest.status);
	await portal.stop();
	await portal.start(...base, '--oidc-ca', cert);
	check((await guest.setOut()).startsWith(`${tls}/auth?`), 'one for whom the operator\'s authority does is', guest.where);
	server.closeAllConnections();
	server.close();
	await portal.stop();
}

function starts() {
	const client = ['--oidc-client', 'portal'];
	const origin = ['--origin', 'https://portal.example'];
	const bad = [
		['--oidc', issuer], ['--oidc', issuer, ...client], ['--oidc', issuer, ...origin], ['--oidc', 'http://login.example', ...client, ...origin],
		['--oidc', 'login.example', ...client, ...origin], ['--oidc', `${issuer}/?x=1`, ...client, ...origin],
		['--oidc', 'https://user:password@login.example', ...client, ...origin], ['--oidc-only'], ['--oidc-label', 'x'],
		['--oidc', issuer, ...client, ...origin, '--oidc-secret', join(portal.folder, 'none')],
		['--oidc', issuer, ...client, ...origin, '--oidc-secret', file('empty', '')],
		['--oidc', issuer, ...client, ...origin, '--oidc-ca', join(portal.folder, 'none')],
		['--oidc', issuer, ...client, ...origin, '--oidc-scope', 'profile'],
		['--oidc', issuer, ...client, ...origin, '--oidc-roles', file('bad1', 'a = clerk\nsekretærer\n')],
		['--oidc', issuer, ...client, ...origin, '--oidc-roles', file('bad2', 'x = konge\n')],
		['--oidc', issuer, ...client, ...origin, '--oidc-roles', file('bad3', 'x = administrator hovedmed\n')],
		['--oidc', issuer, ...client, ...origin, '--oidc-roles', file('bad4', 'x = clerk a b c\n')],
		['--oidc', issuer, ...client, ...origin, '--oidc-roles', file('bad5', '= clerk\n')],
	];
	for (const words of bad) {
		const run = spawnSync(process.env.SAGSGANG ?? 'build/sagsgang', ['serve', '--db', join(portal.folder, 'x.db'), '--listen', '127.0.0.1:0', ...words],
			{ encoding: 'utf8', timeout: 20000 });
		check((run.status === 2 || run.status === 3) && !run.stderr.includes('ingen database'), `refused at the start: ${words.slice(-3).join(' ')}`, run.status, run.stderr);
	}
	const many = spawnSync(process.env.SAGSGANG ?? 'build/sagsgang', ['serve', '--db', join(portal.folder, 'x.db'), '--listen', '127.0.0.1:0', '--oidc', issuer,
		...client, ...origin, '--oidc-roles', file('many', 'a = clerk\f'.repeat(5000))], { encoding: 'utf8' });
	check(many.stderr.includes('ingen database'), 'what is right is refused for want of a database alone', many.stderr);
	const line = spawnSync(process.env.SAGSGANG ?? 'build/sagsgang', ['serve', '--db', join(portal.folder, 'x.db'), '--listen', '127.0.0.1:0', ...bad[13]], { encoding: 'utf8' });
	check(line.stderr.includes('linje 2'), 'with the line that is wrong', line.stderr);
}

try {
	await portal.start(...options);
	await tokens();
	await answers();
	await ways();
	await accounts();
	await secrecy();
	await others();
	check(portal.run('check').status === 0, 'the journal is whole');
	await overTls();
	starts();
	check(!/ERROR: |runtime error/.test(portal.said()), 'the sanitizers found nothing', portal.said().match(/.*(ERROR: |runtime error)[^]*/)?.[0]);
} finally {
	provider.closeAllConnections();
	provider.close();
	await portal.leave();
}
finish();
