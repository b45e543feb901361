// check(text, options) and ignores(path, settings) of index.d.ts: the addon that was built for this platform.
'use strict';

const {existsSync} = require('node:fs');
const {join} = require('node:path');
const platform = require('./platform.cjs');

const file = join(__dirname, 'prebuilds', platform, 'fencepost.node');
if (!existsSync(file)) {
	throw new Error(`fencepost has no module for ${platform}: ${file} is missing`);
}
const addon = require(file);

exports.check = addon.check;
exports.ignores = addon.ignores;
exports.version = addon.version;
