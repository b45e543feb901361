// Eleventy 3: eleventyConfig.addPlugin(fencepost, {strict: true})
import {Pages, print} from './pages.js';

export default function fencepost(eleventyConfig, options) {
	const pages = new Pages(options);
	eleventyConfig.on('eleventy.before', () => pages.begin());
	eleventyConfig.addPreprocessor('fencepost', 'md', (data, content) =>
		pages.check(data.page.inputPath, content, print));
	eleventyConfig.on('eleventy.after', () => pages.end());
}
