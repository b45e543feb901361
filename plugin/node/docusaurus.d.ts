import type {AdapterOptions} from 'fencepost';

/** markdown: {preprocessor: preprocessor(options)} */
export function preprocessor(options?: AdapterOptions):
  (page: {filePath: string; fileContent: string}) => string;

/** plugins: [[fencepost, options]]; `folders` are those of the pages. */
export default function fencepost(context: any, options?: AdapterOptions & {folders?: string[]}): any;
