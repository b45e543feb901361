// Docusaurus 3. The preprocessor mends what is built, and the plugin reads the pages and reports: the
// preprocessor is not asked for pages that the cache of an earlier build has.
import {existsSync, readdirSync, readFileSync} from 'node:fs';
import path from 'node:path';

import {Pages, print} from './pages.js';

// markdown: {preprocessor: preprocessor(options)}
export function preprocessor(options) {
	const pages = new Pages(options);
	return ({filePath, fileContent}) => pages.check(filePath, fileContent);
}

const folders = ['docs', 'blog', 'src/pages', 'versioned_docs', 'i18n'];

function pagesIn(folder) {
	return existsSync(folder) ? readdirSync(folder, {recursive: true}).sort()
		.filter(name => /\.mdx?$/.test(name)).map(name => path.join(folder, name)) : [];
}

// plugins: [[fencepost, options]]; `folders` are those of the pages.
export default function fencepost({siteDir}, {id, folders: given = folders, ...options} = {}) {
	let pages;
	return {
		name: 'fencepost',
		loadContent() {
			pages = new Pages(options);
			for (const file of given.flatMap(name => pagesIn(path.resolve(siteDir, name)))) {
				pages.check(file, readFileSync(file, 'utf8'), print);
			}
			pages.end();
		},
		// webpack keeps the pages of an earlier build under the version of its cache
		configureWebpack: ({cache}) => (pages && cache?.version
			? {cache: {version: `${cache.version} fencepost-${pages.state()}`}} : {}),
	};
}
