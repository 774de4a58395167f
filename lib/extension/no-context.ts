/**
 * Stands in the build for the framework's content script context. That one announces itself in the page, by an event and a
 * message that carry the extension's id (WXT 0.20.27): every page could know that Keepsake is there, and switch it off.
 */
export class ContentScriptContext {}
