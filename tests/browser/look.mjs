// Looks at pages as their users meet them: axe-core (WCAG 2.2 AA), scripts' errors, what sticks out, and the HTML checker.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { check } from './tap.mjs';

const require = createRequire(import.meta.url);
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const vnu = join(require.resolve('vnu-jar/package.json'), '..', 'build', 'dist', 'vnu.jar');
const pictures = process.env.SCREENSHOTS;
if (pictures) mkdirSync(pictures, { recursive: true });

export const looks = { light: {}, dark: { colorScheme: 'dark' }, narrow: { viewport: { width: 320, height: 640 } } };

export function startBrowser() {
	return chromium.launch({
		executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
		args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
			'--disable-component-update', '--disable-sync'],
	});
}

// Errors of scripts and policies on a page from here on.
export function listen(page) {
	const errors = [];
	page.on('pageerror', (error) => errors.push(error));
	page.on('console', (message) => {
		if (message.type() === 'error' && !message.text().includes('status of 4')) errors.push(message.text());
	});
	return errors;
}

// The page as it stands.
export async function lookAt(page, name, errors) {
	await page.evaluate(axe);
	const { violations } = await page.evaluate(() => axe.run(document, {
		runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
	}));
	check(violations.length === 0, `axe finds nothing on ${name}`,
		...violations.map((v) => `${v.id}: ${v.help}\n${v.nodes.map((n) => n.html).join('\n')}`));
	check(errors.length === 0, `no script or policy error on ${name}`, ...errors);
	const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
	check(wide <= 0, `nothing sticks out to the side on ${name}`, `${wide} px`);
	if (pictures) await page.screenshot({ path: join(pictures, `${name.replace(/[^\w.-]+/g, '_')}.png`), fullPage: true });
}

// pages: path -> html, or null for what is none.
export function checkHtml(pages) {
	const folder = mkdtempSync(join(tmpdir(), 'sagsgang-html-'));
	let n = 0;
	for (const [path, html] of pages) if (html !== null) writeFileSync(join(folder, `${n++}.html`), `${html}\n<!-- ${path.replaceAll('-', '.')} -->`);
	let said = '';
	try {
		execFileSync('java', ['-jar', vnu, '--skip-non-html', folder], { stdio: ['ignore', 'ignore', 'pipe'] });
	} catch (error) {
		said = String(error.stderr).split('\n').slice(0, 20).join('\n');
	}
	check(said === '', `the HTML checker finds nothing on ${n} pages`, said);
	rmSync(folder, { recursive: true });
}
