/** The script of the sandboxed frame that speaks to partners' intakes. A classic script: a module would be refused to a frame without origin. */
import { defineUnlistedScript } from "wxt/utils/define-unlisted-script";
import { openOutbox } from "../lib/extension/outbox.ts";

export default defineUnlistedScript(openOutbox);
