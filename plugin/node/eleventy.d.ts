import type {AdapterOptions} from 'fencepost';

/** eleventyConfig.addPlugin(fencepost, options) */
export default function fencepost(eleventyConfig: any, options?: AdapterOptions): void;
