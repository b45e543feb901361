import type {AdapterOptions} from 'fencepost';

/** plugins: [fencepost(options)] */
export default function fencepost(options?: AdapterOptions): any;
