// From a plan of meetings to the agenda that is sent, as clerks, members and citizens meet it; every page on the way is looked at.
import { checkHtml, startBrowser } from './look.mjs';
import { startServer } from './server.mjs';
import { logIn, people } from './somebody.mjs';
import { check, finish } from './tap.mjs';

const { origin, stop, addUser } = await startServer();
const browser = await startBrowser();
const pages = new Map();
const somebody = people(browser, origin, pages);
const year = new Date().getFullYear() + 1;

async function clerkPlansTheYear(link) {
	const clerk = await somebody();
	await logIn(clerk, link, 'bo@solbaek.example', 'en anden lang sætning');
	await clerk.go('/moeder');
	await clerk.link('Ny mødeserie');
	await clerk.look('a new series');
	await clerk.page.selectOption('#organization', 'oekonomiudvalget');
	await clerk.page.selectOption('#rule', '1');
	await clerk.page.selectOption('#weekday', '4'); // Thursdays meet holidays
	await clerk.page.fill('#from-day', `${year}-01-01`);
	await clerk.page.fill('#to-day', `${year}-12-31`);
	await clerk.page.fill('#from', '15:00');
	await clerk.page.fill('#to', '17:00');
	await clerk.page.fill('#location', 'Rådhuset, lokale 2');
	await clerk.page.check('#month-6');
	await clerk.button('Vis dagene');
	await clerk.look('the days of a series');
	const days = await clerk.page.locator('input[name=dag]').count();
	check(days === 11, 'a month that is left out has no day', days);
	check(await clerk.page.locator('input[name=dag]:not(:checked)').count() === await clerk.page.locator('legend + ul .tag').count(),
		'holidays are named, and not chosen');
	await clerk.page.locator('input[name=dag]').last().check();
	await clerk.button('Opret møderne');
	await clerk.look('the calendar');
	await clerk.go(`/moeder?maaned=${year}-12&udvalg=oekonomiudvalget`);
	await clerk.page.locator('table a').first().click();
	check(/\/moeder\/\d+$/.test(clerk.page.url()), 'the desk\'s calendar leads to the meeting at the desk', clerk.page.url());
	await clerk.look('a planned meeting at the desk');
	await clerk.link('Tid og sted');
	await clerk.look('time and place');
	await clerk.page.fill('#day', `${year}-12-11`);
	await clerk.page.fill('#remark', 'Flyttet fra 2. december');
	await clerk.page.fill('#link', 'https://moede.example/okonomi');
	await clerk.button('Gem');
	check(await clerk.says('Flyttet fra 2. december'), 'a meeting can be moved');
	await clerk.link('Tid og sted');
	await clerk.page.fill('#to', '14:00');
	await clerk.button('Gem');
	check(await clerk.says('slutter samme dag'), 'what cannot be is said where it was typed');
	check(await clerk.page.inputValue('#to') === '14:00', 'and what was typed stays');
	await clerk.link('Tilbage til mødet');
	await clerk.link('Frister og vaner');
	await clerk.look('how the meetings come about');
	await clerk.go('/moeder/nyt?udvalg=oekonomiudvalget');
	await clerk.look('a new meeting');
	await clerk.page.fill('#day', `${year}-12-18`);
	await clerk.page.fill('#from', '09:00');
	await clerk.page.uncheck('#announced');
	await clerk.button('Opret mødet');
	check(await clerk.says('ikke offentliggjort'), 'a meeting may be known to staff alone');
	await clerk.go(`/moeder?maaned=${year}-12`);
	await clerk.look('a calendar with a meeting that is not announced');
	return clerk;
}

async function citizenReadsThePlan() {
	const citizen = await somebody();
	await citizen.go(`/moeder?maaned=${year}-12`);
	check(await citizen.page.locator('table a').count() === 1, 'everybody sees what is announced, and nothing else');
	await citizen.page.locator('table a').first().click();
	await citizen.look('a planned meeting');
	check(await citizen.says('Rådhuset, lokale 2') && await citizen.says('Flyttet fra'), 'with its place and remark');
	check(!await citizen.says('Deltag via link'), 'and not the link that is for its members');
	const old = (await citizen.page.goto(`${origin}/udvalg/oekonomiudvalget/moeder/${year}-12-18`)).status();
	check(old === 404, 'a meeting that is not announced is not found', old);
	await citizen.close();
}

try {
	const link = addUser('bo@solbaek.example', 'Bo Krogh', '--role', 'clerk');
	const clerk = await clerkPlansTheYear(link);
	await citizenReadsThePlan();
	await clerk.close();
	checkHtml(pages);
} finally {
	await browser.close();
	await stop();
}
finish();
