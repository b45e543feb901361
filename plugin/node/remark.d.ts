import type {AdapterOptions} from 'fencepost';

/** plugins: [[fencepost, options]] */
export default function fencepost(this: any, options?: AdapterOptions): void;
