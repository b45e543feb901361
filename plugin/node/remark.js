// remark-cli, Astro and whatever runs remark plugins: plugins: [[fencepost, {strict: true}]]
import {Pages, print} from './pages.js';

const pages = new Map(); // of each set of options: a host may make a processor for each page

export default function fencepost(options) {
	const key = JSON.stringify(options);
	const parser = this.parser;
	if (!pages.has(key)) pages.set(key, new Pages(options));
	this.parser = (document, file) => {
		let failure;
		const text = pages.get(key).check(file.path ?? '-', document, said => {
			if (file.data.astro) print(said); // which shows no messages
			const message = file.message(said.message, {line: said.line, column: said.column},
				`fencepost:${said.rule}`);
			message.fatal = {error: true, warning: false}[said.level];
			if (message.fatal) failure = message;
		});
		if (failure) throw failure; // when all have been said
		return parser(text, file);
	};
}
