// What is nicer with scripts, and nothing that is needed: results while typing, filters that act at once, a print button.
'use strict';

(() => {
	const TYPING_PAUSE = 250; // ms after the last key before anything is asked
	const LOOK_AGAIN = 1000; // ms between looks at a job

	for (const button of document.querySelectorAll('[data-print]')) {
		button.hidden = false;
		button.addEventListener('click', () => window.print());
	}

	// A job that is being done is looked at again until it is over.
	const progress = document.querySelector('[data-progress="1"]');
	const look = async () => {
		const answer = await fetch(location.href);
		if (!answer.ok) return;
		const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
		const fresh = page.querySelector('[data-progress]');
		if (!fresh) return;
		progress.replaceChildren(...fresh.childNodes);
		if (fresh.dataset.progress === '1') setTimeout(look, LOOK_AGAIN);
	};
	if (progress) setTimeout(look, LOOK_AGAIN);

	const form = document.querySelector('form[data-live]');
	const results = document.querySelector('[data-results]');
	const said = document.querySelector('[data-said]'); // read aloud when it changes
	if (!form || !results) return;

	let timer = 0;
	let asking = null;

	const addressOf = () => {
		const query = new URLSearchParams();
		for (const [name, value] of new FormData(form)) if (value !== '') query.append(name, value);
		const text = query.toString();
		return form.action + (text ? `?${text}` : '');
	};

	const ask = async () => {
		const address = addressOf();
		asking?.abort();
		asking = new AbortController();
		try {
			const answer = await fetch(address, { signal: asking.signal });
			if (!answer.ok) return; // the button still asks, and shows what is wrong
			const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
			const fresh = page.querySelector('[data-results]');
			if (!fresh) return;
			results.replaceChildren(...fresh.childNodes);
			said.textContent = results.querySelector('h2')?.textContent ?? '';
			document.title = page.title;
			history.replaceState(null, '', address);
		} catch (error) {
			if (error.name !== 'AbortError') throw error;
		}
	};

	form.addEventListener('input', (event) => {
		clearTimeout(timer);
		timer = setTimeout(ask, event.target.matches('select') ? 0 : TYPING_PAUSE);
	});
})();
