/** What the bench uses of a package that has no types. */
declare module "@harvard-lil/js-wacz" {
  export class WACZ {
    constructor(options: { input: string; output: string });
    process(): Promise<void>;
  }
}
