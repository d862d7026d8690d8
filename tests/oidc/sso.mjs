// Log-in by a real provider, as those who work at the desk meet it, in a real browser: roles by claim, an account that was
// invited, one that is not theirs, a second factor, log-out there too, the provider away, and nobody by a password.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkHtml, listen, lookAt, looks, startBrowser } from '../browser/look.mjs';
import { check, finish } from '../browser/tap.mjs';
import { startProvider } from './provider.mjs';
import { freePort, makePortal } from './portal.mjs';

const documents = join(process.env.EXAMPLES ?? 'examples', 'documents');
const portal = await makePortal('sso', [documents]);
const port = await freePort();
const users = {
	anne: { email: 'anne@solbaek.example', email_verified: true, name: 'Anne Holm', roles: ['administratorer', 'noget andet'] },
	bo: { email: 'BO@solbaek.example', email_verified: true, name: 'Bo Krogh', roles: ['sekretærer'] },
	eva: { email: 'bo@solbaek.example', email_verified: false, name: 'Eva Uærlig', roles: ['sekretærer'] },
	ib: { email: 'bo@solbaek.example', email_verified: true, name: 'Ib Anden', roles: ['sekretærer'] },
	ida: { email: 'ida@solbaek.example', email_verified: true, name: 'Ida Gæst', roles: [] },
	ole: { email: 'ole@solbaek.example', email_verified: true, name: 'Ole Lukket', roles: ['sekretærer'] },
};
const secret = join(portal.folder, 'secret');
const roles = join(portal.folder, 'roles');
writeFileSync(secret, 'en hemmelighed: %7E/+&=\n');
writeFileSync(roles, '# hvem er hvad\nadministratorer = administrator\nsekretærer = clerk\nsekretærer=auditor\nhovedmed = clerk hovedmed\n');
const options = (issuer, ...more) => ['--oidc', issuer, '--oidc-client', 'portal', '--oidc-secret', secret, '--oidc-roles', roles,
	'--oidc-label', 'Solbæk Kommune', ...more];

let provider = await startProvider({ port, portal, users });
await portal.start(...options(provider.issuer));
const browser = await startBrowser();
const pages = new Map();

async function somebody(settings = {}) {
	const context = await browser.newContext({ locale: 'da-DK', ...settings });
	const page = await context.newPage();
	const errors = listen(page);
	return {
		page,
		context,
		errors,
		go: (path) => page.goto(portal.origin + path),
		button: (name) => page.getByRole('button', { name, exact: true }).click(),
		says: async (words) => (await page.textContent('main')).includes(words),
		look: async (name) => {
			pages.set(name, await page.content());
			await lookAt(page, name, errors);
			const back = page.viewportSize();
			await page.emulateMedia({ colorScheme: 'dark' });
			await lookAt(page, `${name}, dark`, errors);
			await page.emulateMedia({ colorScheme: 'light' });
			await page.setViewportSize(looks.narrow.viewport);
			await lookAt(page, `${name}, narrow`, errors);
			await page.setViewportSize(back);
		},
		close: () => context.close(),
	};
}

const there = (url) => url.href.startsWith(provider.issuer);
const here = (url) => url.href.startsWith(portal.origin) && !url.pathname.startsWith('/log-ind/tjeneste');

// From the log-in page to the provider, and back with what it says.
async function logIn(who, name, { asked = true } = {}) {
	if (!who.page.url().includes('/log-ind')) await who.go('/log-ind');
	await who.button('Log ind med Solbæk Kommune');
	if (asked) {
		await who.page.waitForURL(there);
		await who.page.fill('input[name=login]', name);
		await who.page.fill('input[name=password]', 'hvad som helst');
		await who.page.click('button[type=submit]');
		await who.page.getByRole('button', { name: 'Continue' }).click();
	}
	await who.page.waitForURL(here);
	who.errors.length = 0; // the provider's own pages are not ours to judge
}

async function logOut(who) {
	await who.button('Log ud');
	await who.page.waitForURL(there);
	await who.page.getByRole('button', { name: 'Yes, sign me out' }).click();
	await who.page.waitForURL(`${portal.origin}/`);
}

async function firstAndSecondLogIn() {
	const anne = await somebody();
	await anne.go('/konti');
	check(anne.page.url().includes('/log-ind?til='), 'who is not logged in is asked to');
	await anne.look('log-in by another service or a password');
	await logIn(anne, 'anne');
	check(anne.page.url() === `${portal.origin}/konti`, 'the way leads back to the page that was asked for', anne.page.url());
	check(await anne.says('Anne Holm') && await anne.says('anne@solbaek.example'), 'the account was made');
	await anne.go('/konto');
	check(await anne.says('Administrator') && await anne.says('(siger login-tjenesten)'), 'its role is the claim\'s');
	await anne.look('an account whose role a provider tells of');
	const cookies = await anne.context.cookies(portal.origin);
	check(cookies.every((c) => c.httpOnly && c.sameSite === 'Lax') && !cookies.some((c) => c.name.includes('departure')),
		'cookies are for nobody else, and that of the way is gone', JSON.stringify(cookies));
	await logOut(anne);
	await anne.go('/konti');
	check(anne.page.url().includes('/log-ind'), 'log-out ends it here');
	await anne.button('Log ind med Solbæk Kommune');
	await anne.page.waitForURL(there);
	check(await anne.page.locator('input[name=login]').count() === 1, 'and there: the provider asks again');
	await anne.page.fill('input[name=login]', 'anne');
	await anne.page.fill('input[name=password]', 'x');
	await anne.page.click('button[type=submit]');
	await anne.page.getByRole('button', { name: 'Continue' }).click();
	await anne.page.waitForURL(here);

	// She changes her work: what the claim says next time is what counts.
	users.anne.roles = ['hovedmed'];
	portal.tell('user', 'give', '--role', 'approver', 'anne@solbaek.example');
	await anne.go('/konti');
	check(await anne.page.locator('h1').textContent() === 'Konti', 'until then the roles stay');
	await logOut(anne);
	await logIn(anne, 'anne');
	await anne.go('/konti');
	check(await anne.says('ret til'), 'a role that the claim no longer gives is gone');
	await anne.go('/konto');
	check(await anne.says('Udvalgssekretær, HovedMED') && await anne.says('Godkender'), 'the new one is there, and what was given by hand',
		await anne.page.textContent('main'));
	await anne.close();
}

async function invitedAccount() {
	portal.tell('user', 'add', '--role', 'approver', 'bo@solbaek.example', 'Bo', 'Krogh');
	const eva = await somebody();
	await logIn(eva, 'eva');
	check(await eva.says('ikke bekræftet'), 'an address that is not verified opens nobody\'s account',
		await eva.page.textContent('main'));
	await eva.look('a log-in that was refused');
	await eva.go('/konto');
	check(eva.page.url().includes('/log-ind'), 'and nobody is in');
	await eva.close();

	const bo = await somebody();
	await logIn(bo, 'bo');
	check(bo.page.url() === `${portal.origin}/konto`, 'one that is verified opens the account that was made for it', bo.page.url());
	check(await bo.says('Godkender') && await bo.says('Udvalgssekretær') && await bo.says('Revisor'),
		'with what was given by hand, and what the claim gives', await bo.page.textContent('main'));
	await bo.close();

	const ib = await somebody();
	await logIn(ib, 'ib');
	check(await ib.says('En anden bruger'), 'nobody else of the provider has it then, with the same address verified');
	await ib.close();
	const list = JSON.parse(portal.tell('user', 'list', '--json')).find((a) => a.email === 'bo@solbaek.example');
	check(list.identities.length === 1 && list.identities[0].subject === 'bo', 'it is bound to one', JSON.stringify(list));
}

async function whoIsNotLetIn() {
	const ida = await somebody();
	await logIn(ida, 'ida');
	check(await ida.says('ikke fået nogen rolle her'), 'who would have nothing to do here gets no account');
	await ida.close();

	const ole = await somebody();
	await logIn(ole, 'ole');
	check(ole.page.url() === `${portal.origin}/konto`, 'Ole is in');
	portal.tell('user', 'close', 'ole@solbaek.example');
	await ole.go('/konto');
	check(ole.page.url().includes('/log-ind'), 'a closed account ends the session');
	await logIn(ole, 'ole', { asked: false });
	check(await ole.says('Din konto her er lukket'), 'and stays closed, whatever the provider says');
	portal.tell('user', 'reopen', 'ole@solbaek.example');
	await logIn(ole, 'ole', { asked: false });
	check(ole.page.url() === `${portal.origin}/konto`, 'until it is opened again');
	await ole.close();

	const shy = await somebody();
	await shy.go('/log-ind');
	await shy.button('Log ind med Solbæk Kommune');
	await shy.page.waitForURL(there);
	await shy.page.getByRole('link', { name: /cancel/i }).click();
	await shy.page.waitForURL(here);
	check(await shy.says('lod dig ikke komme ind'), 'who thinks better of it there is told so here', await shy.page.textContent('main'));
	await shy.close();
}

async function withoutScripts() {
	const who = await somebody({ javaScriptEnabled: false });
	await logIn(who, 'bo');
	check(who.page.url() === `${portal.origin}/konto`, 'it all works without scripts', who.page.url());
	await who.close();
}

// The page that leads on, held still.
async function onTheWay() {
	const who = await somebody();
	await who.page.route(`${provider.issuer}/**`, (route) => route.fulfill({ status: 204 }));
	await who.go('/log-ind');
	await who.button('Log ind med Solbæk Kommune');
	await who.page.getByRole('link', { name: 'Fortsæt' }).waitFor();
	check(new URL(await who.page.getByRole('link', { name: 'Fortsæt' }).getAttribute('href')).searchParams.get('code_challenge_method') === 'S256',
		'the way there is one for PKCE');
	await who.look('on the way to the provider');
	await who.close();
}

async function keysAreExchanged() {
	await provider.stop();
	provider = await startProvider({ port, portal, users, key: 'EC', kid: 'second', tokenHoldsAll: true, logout: false });
	const bo = await somebody();
	await logIn(bo, 'bo');
	check(bo.page.url() === `${portal.origin}/konto`, 'a key that is new there is fetched, of another kind too', bo.page.url(), portal.said().slice(-600));
	await bo.close();
}

async function nobodyByPassword() {
	await portal.stop();
	await portal.start(...options(provider.issuer, '--oidc-only', '--smtp', 'smtp://127.0.0.1:1', '--mail-from', 'portal@solbaek.example'));
	const who = await somebody();
	await who.go('/log-ind');
	check(await who.page.locator('input[type=password]').count() === 0, 'nobody is asked for a password');
	await who.look('log-in by another service alone');
	await who.go('/log-ind/glemt');
	check(!await who.says('Send mig et link'), 'there is none that could be forgotten');
	await who.page.goto(portal.tell('user', 'link', '--origin', portal.origin, 'bo@solbaek.example'));
	check(await who.page.locator('input[type=password]').count() === 0 && await who.says('ingen med adgangskode'), 'nor one that could be chosen');
	users.anne.roles = ['administratorer'];
	const anne = await somebody();
	await logIn(anne, 'anne');
	await anne.go('/konti');
	await anne.page.fill('#name', 'Finn Ny');
	await anne.page.fill('#email', 'finn@solbaek.example');
	await anne.button('Opret kontoen');
	check(await anne.page.getByRole('button', { name: 'Send invitationen' }).count() === 1 && !await anne.says('vælge adgangskode'),
		'an account that is made is invited, and there is no password to choose', await anne.page.textContent('main'));
	await anne.look('an account where nobody has a password');
	await anne.go('/konti');
	await anne.page.getByRole('main').getByRole('link', { name: 'Anne Holm' }).click();
	check(await anne.page.getByRole('button', { name: 'Ophæv tilknytningen' }).count() === 1, 'who is bound to a user of the provider can be unbound');
	await anne.look('an account that a provider knows');
	await anne.close();
	const link = portal.tell('user', 'let-in', '--origin', portal.origin, 'anne@solbaek.example');
	await provider.stop();
	await portal.stop();
	await portal.start(...options(provider.issuer, '--oidc-only'));
	await who.go('/log-ind');
	await who.button('Log ind med Solbæk Kommune');
	await who.page.waitForLoadState();
	check(await who.says('kan ikke nås lige nu'), 'a provider that is away is told of', await who.page.textContent('main'));
	who.errors.length = 0; // the browser's own word about the status
	await who.look('a provider that is away');
	await who.page.goto(link);
	await who.look('a link that logs in');
	await who.button('Log ind');
	check(who.page.url() === `${portal.origin}/konto`, 'the command line is the way back', who.page.url());
	check(await who.says('Anne Holm'), 'for whom it was made');
	await who.button('Log ud');
	await who.page.waitForURL(`${portal.origin}/`);
	check(true, 'and out, without a provider');
	await who.page.goto(link);
	check(await who.says('brugt'), 'the link works once');
	await who.close();
}

try {
	await firstAndSecondLogIn();
	await invitedAccount();
	await whoIsNotLetIn();
	await withoutScripts();
	await onTheWay();
	await keysAreExchanged();
	await nobodyByPassword();
	checkHtml(pages);
	const said = portal.said();
	check(!/[?&](code|state)=/.test(said), 'neither code nor state is in the log', said.match(/.*[?&](code|state)=.*/)?.[0]);
	check(/openid subject=eva fault=denied/.test(said), 'the log names whom an operator may want to bind');
	check(portal.run('check').status === 0, 'the journal is whole');
} finally {
	await browser.close();
	await provider.stop();
	await portal.leave();
}
finish();
