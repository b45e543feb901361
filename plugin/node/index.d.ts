/** What is said of a place: the numbers that an editor shows. */
export interface Place {
  /** From 1. */
  line: number;
  /** From 1, in UTF-16 units. */
  column: number;
  /** From 0, in bytes of UTF-8. */
  offset: number;
}

/** A fenced block that was checked, in the corrected text; the block of a finding in the text that was given. */
export interface Block {
  language: 'har' | 'json' | 'jsonc' | 'ndjson';
  line: number;
  index: number;
}

/** Put `text` in the place of the bytes from `start` to `end`. */
export interface Edit {
  start: number;
  end: number;
  text: string;
}

export interface Fix {
  applicability: 'safe' | 'unsafe';
  message: string;
  /** Of the corrected text; none where the finding is fixed. */
  edits: Edit[];
}

export interface Finding {
  rule: string;
  severity: 'note' | 'warning' | 'error';
  message: string;
  /** In the text that was given, also where other faults before it were mended. */
  start: Place;
  end: Place;
  block?: Block;
  /** A JSON Pointer a layer, outermost first. */
  pointers: string[];
  fix?: Fix;
  /** Whether the corrected text is rid of it. */
  fixed: boolean;
}

/** What a block documents, corrected: the request body of a har block, or the JSON of another. */
export interface Payload {
  block: Block;
  text: string;
  /** Whether `text` is JSON. */
  valid: boolean;
  line: number;
  pointer: string;
  method: string | null;
  url: string | null;
  mimeType: string | null;
}

export interface Document<Text = string> {
  /** What was mended and what is left, by place. */
  findings: Finding[];
  blocks: Block[];
  payloads: Payload[];
  /** Corrected; the very value that was given where nothing changed. */
  text: Text;
  changed: boolean;
  /** How many findings were mended. */
  fixed: number;
}

/** The content of a .fencepost.json, as an object or as its text. */
export type Settings = string | Record<string, unknown>;

export interface Options {
  settings?: Settings;
  /** Which fixes go in; true is 'safe', false is 'none'. Without it, what the settings say, else 'safe'. */
  fix?: boolean | 'none' | 'safe' | 'unsafe';
  /** The line of the file at which the text begins, where something was cut off before it. */
  firstLine?: number;
  /** The path of the document. */
  name?: string;
  /** 'curl' puts the request behind each har block, as a curl command in a bash block. */
  render?: 'curl' | false;
}

/**
 * Checks a Markdown document, and corrects a copy of it. Throws where the work cannot be done, never
 * for what the document says.
 */
export function check(text: string, options?: Options | null): Document<string>;
export function check(bytes: Uint8Array, options?: Options | null): Document<Uint8Array>;

/**
 * Whether settings pass over a document; `path` is its path from the folder of their file, with '/'
 * between folders.
 */
export function ignores(path: string, settings?: Settings): boolean;

export const version: string;

/** What the adapters for documentation builders take. */
export interface AdapterOptions {
  /** What is left fails the build. */
  strict?: boolean;
  /** false: pages are shown as they are, and every fault is a warning. Without it, what the settings say. */
  fix?: boolean | 'none' | 'safe' | 'unsafe';
  /** Instead of the nearest .fencepost.json; what they ignore counts from the current folder. */
  settings?: Settings;
  render?: 'curl' | false;
}
