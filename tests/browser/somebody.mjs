// Somebody with a browser of their own, who goes through the portal and looks at each page: light, dark and on a narrow screen.
import { listen, lookAt, looks } from './look.mjs';
import { check } from './tap.mjs';

// pages: name -> html, for the HTML checker.
export function people(browser, origin, pages) {
	return async (options = {}) => {
		const context = await browser.newContext({ locale: 'da-DK', ...options });
		const page = await context.newPage();
		const errors = listen(page);
		return {
			page,
			go: (path) => page.goto(path.startsWith('http') ? path : origin + path),
			button: (name) => page.getByRole('button', { name, exact: true }).first().click(),
			link: (name) => page.getByRole('link', { name, exact: true }).first().click(),
			says: (words) => page.textContent('main').then((text) => text.includes(words)),
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
	};
}

// The password of a new account is chosen by its link; link null: it was chosen before.
export async function logIn(who, link, email, password) {
	if (link) {
		await who.go(link);
		await who.page.fill('#password', password);
		await who.page.fill('#again', password);
		await who.button('Gem adgangskoden');
	} else {
		await who.go('/log-ind');
	}
	await who.page.fill('#email', email);
	await who.page.fill('#password', password);
	await who.button('Log ind');
	check(!who.page.url().includes('/log-ind'), `${email} is logged in`, who.page.url());
}
