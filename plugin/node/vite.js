// VitePress 1, and whatever gives Markdown to Vite: plugins: [fencepost({strict: true})]
import {Pages} from './pages.js';

export default function fencepost(options) {
	const pages = new Pages(options);
	return {
		name: 'fencepost',
		enforce: 'pre',
		transform(code, id) {
			if (!id.endsWith('.md')) return null;
			const text = pages.check(id, code, said => {
				const loc = {file: said.path, line: said.line, column: said.column - 1};
				const log = {message: said.text, id, loc, pluginCode: said.rule};
				if (said.level === 'error') this.error({...log, stack: ''}); // no trace
				else if (said.level === 'warning') this.warn(log);
				else this.info(log);
			});
			return text === code ? null : {code: text, map: null};
		},
	};
}
