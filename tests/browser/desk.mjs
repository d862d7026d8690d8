// The desk, as those who work there meet it: an administrator lets a clerk in, the clerk hands documents in, each logs out;
// every page on the way is looked at, in light, dark and on a narrow screen.
import { writeFileSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkHtml, startBrowser } from './look.mjs';
import { examples, startServer } from './server.mjs';
import { people } from './somebody.mjs';
import { check, finish } from './tap.mjs';

const documents = readdirSync(examples).sort().map((name) => join(examples, name));
const folder = mkdtempSync(join(tmpdir(), 'sagsgang-desk-'));
const letter = join(folder, 'brev.txt');
writeFileSync(letter, 'Kære borger\n\nTak for dit brev.\n');

// Mail is set up, and its server is away: what is to be sent waits.
const { origin, stop, addUser } = await startServer(documents.slice(0, 1),
	['--origin', '{ORIGIN}', '--smtp', 'smtp://127.0.0.1:1', '--mail-from', 'portal@solbaek.example']);
const browser = await startBrowser();
const pages = new Map();
const somebody = people(browser, origin, pages);

async function choosePassword(who, link, password, name) {
	await who.go(link);
	if (name) await who.look(name);
	await who.page.fill('#password', password);
	await who.page.fill('#again', password);
	await who.button('Gem adgangskoden');
	check(who.page.url().endsWith('/log-ind'), 'a chosen password leads to the log-in', who.page.url());
}

async function logIn(who, email, password) {
	await who.page.fill('#email', email);
	await who.page.fill('#password', password);
	await who.button('Log ind');
}

async function administratorLetsClerkIn() {
	const admin = await somebody();
	const link = addUser('anne@solbaek.example', 'Anne Holm', '--role', 'administrator');
	await choosePassword(admin, link, 'en lang og god sætning', 'choosing a password');
	await admin.go(link);
	check((await admin.page.textContent('main')).includes('brugt'), 'a link that was used says so');
	await admin.go('/log-ind/glemt');
	await admin.look('a forgotten password');
	await admin.page.fill('#email', 'ingen@solbaek.example');
	await admin.page.locator('main button[type=submit]').click();
	await admin.look('a forgotten password that was asked for');
	await admin.go('/konti');
	check(admin.page.url().includes('/log-ind'), 'who is not logged in is asked to');
	await admin.look('log-in');
	await logIn(admin, 'anne@solbaek.example', 'noget helt andet');
	await admin.look('log-in that failed');
	await logIn(admin, 'anne@solbaek.example', 'en lang og god sætning');
	check(admin.page.url().endsWith('/konti'), 'the log-in leads back to the page that was asked for', admin.page.url());
	await admin.look('accounts');
	await admin.page.fill('#name', 'Bo Krogh');
	await admin.page.fill('#email', 'bo@solbaek.example');
	await admin.page.selectOption('#role', 'clerk');
	await admin.button('Opret kontoen');
	await admin.button('Lav et link til at vælge adgangskode');
	await admin.look('an account with a new link');
	const clerkLink = await admin.page.textContent('code.link');
	await admin.go('/konto/to-trin');
	await admin.look('the second factor');
	await admin.go('/konto/adgangskode');
	await admin.look('changing the password');
	await admin.page.fill('#old', 'en lang og god sætning');
	await admin.page.fill('#password', 'en endnu bedre sætning');
	await admin.page.fill('#again', 'en endnu bedre sætning');
	await admin.button('Gem adgangskoden');
	await admin.look('a password that was changed');
	await admin.go('/konto');
	await admin.look('an account of one\'s own');
	await admin.go('/journal');
	await admin.look('the journal');
	check((await admin.page.textContent('table')).includes('Bo Krogh') || (await admin.page.textContent('table')).includes('Anne Holm'),
		'the journal says who did what');
	await admin.button('Log ud');
	check(admin.page.url() === `${origin}/`, 'log-out leads to the front page', admin.page.url());
	await admin.go('/konti');
	check(admin.page.url().includes('/log-ind'), 'and nothing is open any more');
	await admin.close();
	return clerkLink;
}

async function clerkHandsDocumentsIn(link, options) {
	const clerk = await somebody(options);
	const scripts = options.javaScriptEnabled !== false;
	if (link) await choosePassword(clerk, link, 'en anden lang sætning');
	else await clerk.go('/log-ind');
	await logIn(clerk, 'bo@solbaek.example', 'en anden lang sætning');
	await clerk.go('/konti');
	check((await clerk.page.textContent('main')).includes('ret til'), 'a clerk may not see accounts');
	await clerk.go('/indlaesning');
	if (scripts) await clerk.look('handing in');
	await clerk.page.setInputFiles('#files', [...documents, letter]);
	await clerk.button('Aflever');
	check(/\/indlaesning\/\d+$/.test(clerk.page.url()), 'documents that were handed in have a page', clerk.page.url());
	for (let tries = 0; tries < 120 && await clerk.page.locator('progress').count() > 0; tries++) {
		await clerk.page.waitForTimeout(500);
		if (!scripts) await clerk.page.reload();
	}
	const words = await clerk.page.textContent('table');
	check(words.includes(link ? 'et nyt møde' : 'var her i forvejen') && words.includes('Afvist'),
		`each document is kept or refused with its reason, scripts ${scripts ? 'on' : 'off'}`, words);
	if (scripts) await clerk.look('documents that were read');
	await clerk.page.getByRole('link', { name: 'HovedMED' }).first().click();
	check(clerk.page.url().includes('/udvalg/hovedmed/moeder/'), 'and leads to its meeting', clerk.page.url());
	await clerk.close();
}

try {
	const link = await administratorLetsClerkIn();
	await clerkHandsDocumentsIn(link, {});
	// Without scripts pages cannot be examined by axe, but everything must work.
	await clerkHandsDocumentsIn(null, { javaScriptEnabled: false });
	checkHtml(pages);
} finally {
	await browser.close();
	await stop();
	rmSync(folder, { recursive: true });
}
finish();
