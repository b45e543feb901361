// remark-cli, Astro and whatever runs remark plugins: plugins: [[fencepost, {strict: true}]]
import {Pages, print} from './pages.js';

const pages = new Map(); // of each set of options: a host may make a processor for each page

export default function fencepost(options) {
	const key = JSON.stringify(options);
	const parser = this.parser;
	if (!pages.has(key)) pages.set(key, new Pages(options));
	this.parser = (document, file) => parser(pages.get(key).check(file.path ?? '-', document, said => {
		if (file.data.astro) print(said); // which shows no messages
		const place = {line: said.line, column: said.column}, origin = `fencepost:${said.rule}`;
		if (said.level === 'error') file.fail(said.message, place, origin);
		else if (said.level === 'warning') file.message(said.message, place, origin);
		else file.info(said.message, place, origin);
	}), file);
}
