// Every kind of page of the portal, as its users meet it: with axe-core (WCAG 2.2 AA), the HTML checker, a keyboard,
// a narrow screen, dark colours, and without scripts.  SCREENSHOTS=folder keeps a picture of each.
import { checkHtml, listen, lookAt, looks, startBrowser } from './look.mjs';
import { startServer } from './server.mjs';
import { check, finish } from './tap.mjs';

const PAGES_MOST = 400;

const { origin, stop } = await startServer();
const browser = await startBrowser();

// Follows every link from the front page: a page that nothing links to is not there.
async function crawl() {
	const seen = new Map();
	const waiting = ['/', '/?lang=en', '/soeg?q=findesikke', '/soeg', '/findes-ikke', '/soeg?q=' + 'x'.repeat(3000)];
	while (waiting.length > 0 && seen.size < PAGES_MOST) {
		const path = waiting.shift();
		if (seen.has(path)) continue;
		const answer = await fetch(origin + path);
		const html = (answer.headers.get('content-type') ?? '').startsWith('text/html') ? await answer.text() : null;
		seen.set(path, { status: answer.status, html, type: answer.headers.get('content-type') });
		if (html === null || answer.status >= 400) continue;
		for (const [, link] of html.matchAll(/<(?:a|link)\s[^>]*href="([^"#]*)/g)) {
			const url = new URL(link.replaceAll('&amp;', '&'), origin + path);
			if (url.origin === origin && !url.searchParams.has('lang')) waiting.push(url.pathname + url.search);
		}
	}
	return seen;
}

// One page of each kind is enough for the slow checks.
function kindOf(path) {
	return path.replace(/\?lang=en$/, '?en').replace(/\?.*q=.*/, path.includes('findes') ? '?none' : '?hits')
		.replace(/\/udvalg\/[^/.?]+/, '/udvalg/X').replace(/\/moeder\/[^/.?]+/, '/moeder/D')
		.replace(/\/moeder\/D\/\d+/, '/moeder/D/N').replace(/\/sager\/[^/.?]+/, '/sager/X')
		.replace(/\/personer\/[^/.?]+/, '/personer/X').replace(/\d+/g, 'N');
}

async function checkPage(context, path, name) {
	const page = await context.newPage();
	const errors = listen(page);
	await page.goto(origin + path);
	await lookAt(page, name, errors);
	await page.close();
}

async function checkKeyboard() {
	const page = await browser.newPage();
	await page.goto(origin);
	await page.keyboard.press('Tab');
	check(await page.evaluate(() => document.activeElement.getAttribute('href')?.startsWith('#')),
		'the first tab stop skips to the content');
	await page.keyboard.press('Enter');
	await page.keyboard.press('Tab');
	check(await page.evaluate(() => document.querySelector('main').contains(document.activeElement)),
		'after it the next stop is within the content');
	await page.close();
}

async function checkSearch() {
	for (const javaScriptEnabled of [true, false]) {
		const context = await browser.newContext({ javaScriptEnabled });
		const page = await context.newPage();
		await page.goto(origin);
		await page.locator('main input[name=q], header input[name=q]').first().fill('sygefraværet');
		await page.keyboard.press('Enter');
		await page.waitForURL(/\/soeg\?/);
		check(await page.locator('mark').count() > 0,
			`a search marks its hits, scripts ${javaScriptEnabled ? 'on' : 'off'}`);
		await context.close();
	}
}

// The data of every page stands at the same address with .json, and the page says so.
async function checkData(pages) {
	const wrong = [];
	let n = 0;
	for (const [path, { status, html }] of pages) {
		if (html === null || status !== 200 || html.includes('method="post"')) continue; // a form is no data
		const link = html.match(/<link rel="alternate" type="application\/json" href="([^"]*)"/)?.[1].replaceAll('&amp;', '&');
		const bare = new URL(path, origin);
		const said = link && new URL(link, origin);
		if (!said || said.pathname !== `${bare.pathname === '/' ? '/' : bare.pathname}.json`) {
			wrong.push(`${path} names ${link}`);
			continue;
		}
		const answer = await fetch(said);
		n++;
		try {
			if (typeof JSON.parse(await answer.text()) !== 'object' || !answer.ok) wrong.push(`${answer.status} ${said.pathname}`);
		} catch (error) {
			wrong.push(`${said.pathname}: ${error.message}`);
		}
	}
	check(wrong.length === 0, `${n} pages have their data beside them`, ...wrong);
}

async function checkFeeds(pages) {
	const page = await browser.newPage();
	await page.goto(origin);
	const feeds = [...pages].filter(([, { type }]) => type?.startsWith('application/atom+xml')).map(([path]) => path);
	check(feeds.length > 0, 'committees have feeds');
	for (const path of [...feeds, '/sitemap.xml']) {
		const found = await page.evaluate(async (address) => {
			const xml = new DOMParser().parseFromString(await (await fetch(address)).text(), 'application/xml');
			return { error: xml.querySelector('parsererror')?.textContent,
				addresses: [...xml.querySelectorAll('entry > id, url > loc')].map((e) => e.textContent) };
		}, path);
		check(!found.error && found.addresses.length > 0 && found.addresses.every((a) => a.startsWith(`${origin}/`)),
			`${path} is well-formed and names addresses in full`, JSON.stringify(found));
	}
	await page.close();
}

// English that was chosen stays while following links; there is no cookie to remember it.
async function checkLanguage() {
	const context = await browser.newContext({ locale: 'da-DK' });
	const page = await context.newPage();
	await page.goto(origin);
	check(await page.evaluate(() => document.documentElement.lang) === 'da', 'a Danish visitor is met in Danish');
	await page.locator('footer a[hreflang=en]').click();
	await page.locator('nav.menu a').first().click();
	await page.locator('main .card-title').first().click();
	await page.locator('main .line-title').first().click();
	check(await page.evaluate(() => document.documentElement.lang) === 'en', 'and stays with English once it was chosen');
	check((await context.cookies()).length === 0, 'without a cookie');
	await context.close();
}

async function checkTyping() {
	const page = await browser.newPage();
	await page.goto(`${origin}/soeg`);
	await page.locator('#q').pressSequentially('sygefrav');
	await page.locator('[data-results] mark').first().waitFor();
	check((await page.locator('[role=status]').textContent()) !== '', 'results come while typing, and are told of');
	const all = await page.locator('.results-title').textContent();
	await page.locator('#aar').selectOption({ index: 1 });
	await page.waitForFunction((before) => document.querySelector('.results-title')?.textContent !== before, all);
	check(new URL(page.url()).searchParams.has('aar'), 'a filter acts at once, and stands in the address');
	await page.close();
}

// What is printed is what was said, and not the way there.
async function checkPrint(pages) {
	const path = [...pages.keys()].find((p) => /\/moeder\/[^/.]+$/.test(p));
	const page = await browser.newPage();
	await page.goto(origin + path);
	check(await page.locator('[data-print]').isVisible(), 'there is a button to print with');
	await page.emulateMedia({ media: 'print' });
	const seen = (selector) => page.locator(selector).first().isVisible();
	check(!(await seen('header.head')) && !(await seen('footer')) && !(await seen('.actions')) && await seen('h1') &&
		await seen('.item'), 'on paper the head, the foot and the buttons are gone');
	await page.close();
}

try {
	const pages = await crawl();
	const broken = [...pages].filter(([path, { status }]) => status !== 200 && !path.startsWith('/findes') && !path.includes('xxx'));
	check(broken.length === 0, `${pages.size} addresses that pages link to all answer`,
		...broken.map(([path, { status }]) => `${status} ${path}`));
	check(pages.size > 50, 'there is a portal to look at', pages.size);
	check(pages.get('/findes-ikke').status === 404, 'what is not there is 404');
	checkHtml([...pages].map(([path, { html }]) => [path, html]));

	const kinds = new Map();
	for (const [path, { html }] of pages) if (html !== null && !kinds.has(kindOf(path))) kinds.set(kindOf(path), path);
	for (const [look, options] of Object.entries(looks)) {
		const context = await browser.newContext({ bypassCSP: false, ...options });
		for (const [kind, path] of kinds) await checkPage(context, path, `${look} ${kind.slice(0, 80)}`);
		await context.close();
	}
	await checkData(pages);
	await checkFeeds(pages);
	await checkKeyboard();
	await checkSearch();
	await checkLanguage();
	await checkTyping();
	await checkPrint(pages);
} finally {
	await browser.close();
	await stop();
}
finish();
