// Compiled only: what index.d.ts promises, and what it must refuse.
import {check, ignores, version, type Document, type Finding} from 'fencepost';
import eleventy from 'fencepost/eleventy';
import vite from 'fencepost/vite';
import docusaurus, {preprocessor} from 'fencepost/docusaurus';
import remark from 'fencepost/remark';

const document: Document = check('text', {fix: 'safe', firstLine: 3, settings: {fix: 'none'}});
const findings: Finding[] = document.findings;
const text: string = document.text;
const bytes: Uint8Array = check(new Uint8Array(3), {render: 'curl'}).text;
const column: number | undefined = findings[0]?.start.column;
const mended: string = preprocessor({strict: true})({filePath: 'a.md', fileContent: text});

const passed: boolean = ignores('a.md', {ignore: ['*.md']}) || ignores('a.md');

// @ts-expect-error: no such option
check('text', {strict: true});
// @ts-expect-error: no such fix
check('text', {fix: 'all'});
// @ts-expect-error: no text
check(3);

export default [version, bytes, column, mended, passed, eleventy, vite({strict: true}), docusaurus, remark];
