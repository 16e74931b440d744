/** The package ships no types; this is the part of it that is used. */
declare module 'html-to-text' {
  interface Options {
    wordwrap?: false | number;
    limits?: { maxInputLength?: number; maxChildNodes?: number; maxDepth?: number; ellipsis?: string };
    selectors?: { selector: string; format?: string; options?: object }[];
  }
  export function compile(options: Options): (html: string) => string;
}
