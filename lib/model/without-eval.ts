/**
 * Schemas are read as they stand, and no code is made of them: as in the extension, whose pages forbid that, and faster.
 * To make and compile it takes longer than it saves (7 % of writing a gigabyte, 2026-11). Imported before any schema.
 */
import { z } from "zod";

z.config({ jitless: true });
