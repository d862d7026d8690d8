// Governance, as those meet it who say who sits where: an administrator makes a committee with its rules and members, a clerk looks
// after a committee of their own, and everybody reads it.  Every page on the way is looked at.
import { checkHtml, listen, lookAt, looks, startBrowser } from './look.mjs';
import { startServer } from './server.mjs';
import { check, finish } from './tap.mjs';

const { origin, stop, addUser } = await startServer();
const browser = await startBrowser();
const pages = new Map();

async function somebody(options = {}) {
	const context = await browser.newContext({ locale: 'da-DK', ...options });
	const page = await context.newPage();
	const errors = listen(page);
	return {
		page,
		go: (path) => page.goto(path.startsWith('http') ? path : origin + path),
		button: (name) => page.getByRole('button', { name, exact: true }).first().click(),
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
}

async function logIn(who, link, email, password, to) {
	if (link) {
		await who.go(link);
		await who.page.fill('#password', password);
		await who.page.fill('#again', password);
		await who.button('Gem adgangskoden');
	}
	await who.go(to);
	await who.page.fill('#email', email);
	await who.page.fill('#password', password);
	await who.button('Log ind');
	check(who.page.url().endsWith(to), `${email} is logged in`, who.page.url());
}

async function sit(who, name, role, party, options = {}) {
	await who.page.fill('#name', name);
	await who.page.selectOption('#role', role);
	await who.page.fill('#party', party);
	await who.page.fill('#from', options.from ?? '2022-01-01');
	if (options.to) await who.page.fill('#to', options.to);
	if (options.for) await who.page.selectOption('#for', { label: options.for });
	await who.page.setChecked('#new', options.isNew ?? false);
	await who.button('Tilføj medlemmet');
}

async function administrator() {
	const admin = await somebody();
	await logIn(admin, addUser('anne@solbaek.example', 'Anne Holm', '--role', 'administrator'), 'anne@solbaek.example',
		'en lang og god sætning', '/styring');
	await admin.look('governance');
	await admin.go('/styring/forvaltninger');
	await admin.page.fill('#name', 'Teknisk Forvaltning');
	await admin.button('Opret');
	await admin.look('departments');
	await admin.page.getByRole('link', { name: 'Teknisk Forvaltning' }).click();
	await admin.look('a department');
	await admin.go('/styring/myndigheder');
	await admin.look('authorities');
	await admin.go('/styring/udvalg');
	await admin.page.fill('#name', 'Klimaudvalget');
	await admin.button('Opret');
	check(admin.page.url().endsWith('/styring/udvalg/klimaudvalget'), 'a new committee has a page', admin.page.url());
	await admin.look('a new committee');

	await sit(admin, 'Ruth Egelund', 'chair', 'A');
	check(await admin.says('endnu ingen her'), 'somebody unknown is not made by a slip of the pen');
	await admin.look('a member that was refused');
	await sit(admin, 'Ruth Egelund', 'chair', 'A', { isNew: true });
	await sit(admin, 'Mads Skov', 'member', 'V', { isNew: true });
	await sit(admin, 'Tove Ravn', 'substitute', 'A', { isNew: true, for: 'Ruth Egelund' });
	await sit(admin, 'Ole Birk', 'member', 'F', { isNew: true, from: '2018-01-01', to: '2021-12-31' });
	await sit(admin, 'Karin Lyng', 'member', 'F', { isNew: true, from: '2099-01-01' });
	await sit(admin, 'Mads Skov', 'vice', 'V', { from: '2023-01-01' });
	check(await admin.says('allerede i udvalget'), 'nobody sits in a committee twice');

	await admin.page.getByRole('link', { name: 'Indtast det' }).click();
	await admin.look('rules to be entered');
	const text = async (reference) => {
		await admin.page.selectOption('#kind', 'special');
		await admin.page.fill('#ground', '§ 17, stk. 4');
		await admin.page.fill('#seats', '3');
		await admin.page.fill('#reference', `# Opgaver\n\n- ${reference}\n- Udvalget hører borgerne.`);
		await admin.page.fill('#rules-text', 'Udvalget mødes **hver måned**.');
	};
	await admin.page.fill('#from', '2022-01-01');
	await text('Udvalget ser på klimaet.');
	await admin.page.fill('#quorum', '4');
	await admin.button('Gem');
	check(await admin.says('flere til stede'), 'rules that cannot be are refused');
	await admin.page.fill('#quorum', '2');
	await admin.button('Gem');
	await admin.page.getByRole('link', { name: 'Ny udgave' }).click();
	await admin.page.fill('#from', '2024-05-01');
	await text('Udvalget ser på klima og natur.');
	await admin.button('Gem');
	await admin.page.getByRole('link', { name: 'Ny udgave' }).click();
	await admin.page.fill('#from', '2099-01-01');
	await text('Udvalget ser på alt.');

	// Somebody else saves meanwhile.
	const other = await somebody({ storageState: await admin.page.context().storageState() });
	await other.go('/styring/udvalg/klimaudvalget/regler?udgave=2024-05-01');
	await other.page.fill('#seats', '4');
	await other.button('Gem');
	await other.close();
	await admin.button('Gem');
	check(await admin.says('siden du begyndte') && (await admin.page.inputValue('#reference')).includes('alt'),
		'the later of two is told, and keeps what they wrote');
	await admin.look('rules that somebody else has changed');
	await admin.button('Gem');
	await admin.look('a committee with its rules and members');

	await admin.page.getByRole('link', { name: 'Mads Skov' }).click();
	await admin.look('a membership');
	await admin.page.selectOption('#role', 'vice');
	await admin.page.fill('#from', '2024-01-01');
	await admin.button('Fra den dag');
	check(await admin.says('Næstformand'), 'a member becomes vice-chair from a day on');

	await admin.go('/styring/personer?q=ru');
	await admin.look('people at the desk');
	await admin.page.getByRole('link', { name: 'Ruth Egelund' }).click();
	await admin.look('a person at the desk');
	await admin.page.fill('#rename', 'Ruth Egelund Bech');
	await admin.button('Giv nyt navn');
	check(await admin.says('Ruth Egelund Bech'), 'a person has another name');

	await admin.go('/konti/1');
	await admin.page.fill('#owner', 'Ruth Egelund');
	await admin.button('Knyt kontoen til personen');
	await admin.page.selectOption('#role', 'officer');
	await admin.page.selectOption('#department', { label: 'Teknisk Forvaltning' });
	await admin.button('Giv rollen');
	check(await admin.says('det, som Teknisk Forvaltning forbereder: skriver udkast'), 'an account says what it may do');
	check(await admin.says('Klimaudvalget: sidder i udvalget'), 'and what its memberships open');
	await admin.look('an account that is a person\'s');
	await admin.close();
}

// A new election period, without scripts: what is prepared is seen by nobody else, and done at once.
async function election() {
	const context = { javaScriptEnabled: false };
	const admin = await somebody(context);
	await logIn(admin, null, 'anne@solbaek.example', 'en lang og god sætning', '/styring/valgperiode');
	await admin.page.fill('#from', '2098-01-01');
	await admin.page.fill('#to', '2101-12-31');
	await admin.button('Begynd');
	const address = admin.page.url();
	check(await admin.says('Ruth Egelund Bech (A), Mads Skov (V)'), 'every committee stands there with its members');
	await admin.page.getByRole('link', { name: 'Klimaudvalget' }).click();
	await admin.page.getByLabel('Mads Skov (V)').check();
	await admin.page.getByLabel('Rolle for Mads Skov').selectOption({ label: 'Formand' });
	await admin.page.fill('#new', 'Navn\tRolle\tParti\nEva Rask\tnæstformand\tB\nJonas Falk\tstedfortræder for Eva Rasch\tB\n');
	await admin.button('Gem, og se dem alle');
	await admin.page.getByRole('link', { name: 'Se det igennem' }).click();
	check(await admin.says('Eva Rasch, som nogen er stedfortræder for'), 'a slip of the pen is marked');
	check(await admin.page.getByRole('button', { name: 'Gennemfør' }).count() === 0, 'and nothing can be carried out');

	const looking = await somebody();
	await logIn(looking, null, 'anne@solbaek.example', 'en lang og god sætning', '/styring/valgperiode');
	await looking.look('election periods');
	await looking.go(address);
	await looking.look('an election period that is prepared');
	await looking.go(`${address}/udvalg/klimaudvalget`);
	await looking.look('what an election brings to a committee');
	await looking.page.fill('#new', (await looking.page.inputValue('#new')).replace('Rasch', 'Rask'));
	await looking.page.getByRole('button', { name: 'Gem, og gå videre' }).click();
	check(looking.page.url().includes('/udvalg/'), 'one committee leads to the next', looking.page.url());
	await looking.page.getByLabel('Medlemmerne fortsætter').check();
	await looking.button('Gem, og se dem alle');
	await looking.go(`${address}/gennemse`);
	await looking.look('what an election will bring');
	check(await looking.says('2 personer er nye'), 'who is new is told');

	await admin.go(`${address}/gennemse`);
	await admin.button('Gennemfør');
	check(admin.page.url() === address && await admin.says('Gennemført'), 'it is carried out', admin.page.url());
	await looking.go(address);
	await looking.look('an election period that was carried out');
	await looking.go('/styring/udvalg/klimaudvalget');
	check(await looking.says('Eva Rask') && await looking.says('1. januar 2098'), 'who is elected stands there from the first day on');
	await looking.close();
	await admin.close();

	const citizen = await somebody();
	await citizen.go('/udvalg/klimaudvalget');
	check(!await citizen.says('Eva Rask'), 'and nobody else knows of it');
	await citizen.close();
}

// Who looks after one committee sees that one, and works without scripts.
async function clerk() {
	const clerk = await somebody({ javaScriptEnabled: false });
	await logIn(clerk, addUser('bo@solbaek.example', 'Bo Krogh', '--role', 'clerk', '--organization', 'klimaudvalget'),
		'bo@solbaek.example', 'en anden lang sætning', '/styring/udvalg');
	check(await clerk.says('Klimaudvalget') && !await clerk.says('HovedMED'), 'a clerk sees the committee that is theirs');
	await clerk.go('/styring/udvalg/klimaudvalget');
	await sit(clerk, 'Ida Lund', 'member', 'B', { isNew: true });
	check(await clerk.says('Ida Lund'), 'a clerk adds a member without scripts');
	for (const path of ['/styring/udvalg/hovedmed', '/styring/forvaltninger', '/styring/myndigheder', '/konti']) {
		const answer = await clerk.go(path);
		check(answer.status() === 403, `a clerk of one committee has no business at ${path}`, answer.status());
	}
	await clerk.close();
}

async function everybody() {
	const citizen = await somebody();
	await citizen.go('/udvalg/klimaudvalget');
	const words = await citizen.page.textContent('main');
	check(['Særligt udvalg', 'Ruth Egelund Bech', 'formand', 'Tove Ravn', 'for Ruth Egelund Bech', 'Ole Birk', 'klima og natur']
		.every((word) => words.toLowerCase().includes(word.toLowerCase())), 'the committee says what it is and who sits there', words);
	check(!words.includes('Karin Lyng') && !words.includes('ser på alt') && !(await citizen.page.content()).includes('@solbaek'),
		'nothing that is to come, and no account');
	await citizen.look('the public page of a committee');
	await citizen.page.getByRole('link', { name: 'Alle regler' }).click();
	await citizen.look('the rules of a committee');
	await citizen.button('Sammenlign');
	check((await citizen.page.textContent('ins')).includes('klima og natur'), 'two versions are compared, word by word');
	await citizen.look('two versions of the rules of a committee');
	await citizen.page.getByRole('link', { name: '1. januar 2022' }).click();
	check(await citizen.says('ser på klimaet'), 'a version before can be read');
	check((await citizen.go('/udvalg/klimaudvalget/regler/2099-01-01')).status() === 404, 'one to come cannot');
	await citizen.go('/personer/mads-skov');
	await citizen.look('the public page of a person');
	check((await citizen.go('/personer/karin-lyng')).status() === 404, 'whoever is to come is nobody yet');
	check((await citizen.go('/styring')).url().includes('/log-ind'), 'governance is for who is logged in');
	await citizen.close();
}

try {
	await administrator();
	await election();
	await clerk();
	await everybody();
	checkHtml(pages);
} finally {
	await browser.close();
	await stop();
}
finish();
