import { fileURLToPath } from "node:url";
import preact from "@preact/preset-vite";
import { defineConfig } from "wxt";
import { MEDIA, SITES } from "./lib/extension/hosts.ts";
import { OPTIONAL_HOSTS, permissionsFor } from "./lib/extension/permissions.ts";

const hostPermissions = [...SITES, ...MEDIA].map((host) => `https://*.${host}/*`);

/**
 * `connect-src` is wide because a person may name any time-stamp authority, and many of those speak plain http, and any
 * partner, whose intake is asked over https alone. What
 * keeps fetches of media and pages at the sites' own hosts is `media.ts` (no redirect is followed) and `fence.ts`; our
 * pages narrow it again for themselves.
 * `style-src 'unsafe-inline'` and `data:` are for captured HTML, which is shown in a sandboxed frame that inherits this policy
 * (`srcdoc` is no load: `frame-src` does not stop it, and is there for the outbox alone). What becomes HTML or a script is for `sinks.ts` to say.
 */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "connect-src 'self' blob: data: https: http:",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' blob: data:",
  "font-src data:",
  "media-src data:",
  "frame-src 'self'",
  "require-trusted-types-for 'script'",
  "trusted-types default",
].join("; ");

export default defineConfig({
  imports: false,
  manifestVersion: 3,
  modules: ["@wxt-dev/webextension-polyfill", "@wxt-dev/i18n/module"],
  publicDir: "assets/public",
  hooks: {
    // What runs in pages carries no polyfill: it would be a quarter of the script that every page pays for.
    "vite:build:extendConfig": (entrypoints, config) => {
      if (!entrypoints.every(({ type }) => type === "content-script" || type === "unlisted-script")) return;
      const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
      const alias = {
        ...config.resolve?.alias,
        "wxt/browser": here("./node_modules/wxt/dist/browser.mjs"),
        "wxt/utils/content-script-context": here("./lib/extension/no-context.ts"),
      };
      config.resolve = { ...config.resolve, alias };
    },
  },
  vite: ({ browser }) => ({
    plugins: [preact()],
    resolve: {
      alias: {
        "#browser": fileURLToPath(
          new URL(
            `./lib/extension/browser/${browser === "firefox" ? "firefox" : "chromium"}.ts`,
            import.meta.url,
          ),
        ),
      },
    },
  }),
  manifest: ({ browser }) => ({
    name: "__MSG_extension_name__",
    description: "__MSG_extension_description__",
    default_locale: "en",
    permissions: permissionsFor(browser),
    host_permissions: hostPermissions,
    optional_host_permissions: Object.keys(OPTIONAL_HOSTS),
    content_security_policy: { extension_pages: contentSecurityPolicy },
    action: { default_title: "__MSG_extension_name__" },
    commands: {
      capture: {
        suggested_key: { default: "Alt+Shift+S" },
        description: "__MSG_background_command__",
      },
      // Pressed twice: once is a slip.
      panic: {
        suggested_key: { default: "Alt+Shift+0" },
        description: "__MSG_background_commandPanic__",
      },
      // Without a key of its own: whoever wants one sets it in the browser.
      pick: { description: "__MSG_background_commandPick__" },
    },
    // Ed25519 in WebCrypto: Chromium 137, Firefox 129; `data_collection_permissions`: Firefox 140, 142 on Android.
    ...(browser === "firefox"
      ? {
          browser_specific_settings: {
            gecko: {
              id: "keepsake@keepsake.invalid",
              strict_min_version: "140.0",
              data_collection_permissions: { required: ["none"] },
            },
            gecko_android: { strict_min_version: "142.0" },
          },
        }
      : { minimum_chrome_version: "137" }),
  }),
});
