/**
 * Why a step could not be done. A fault recorded inside the evidence is an outcome; shown to a person,
 * `components/Fault` turns the code into a sentence they can act on.
 */
import { z } from "zod";
import { FAULT_CODES } from "./fault-error.ts";

export { FAULT_CODES, FaultError, toFault } from "./fault-error.ts";

export const FaultCode = z.enum(FAULT_CODES);
export type FaultCode = z.infer<typeof FaultCode>;

/** A fault as it travels: code plus what a developer needs (never page text, never an identifier). */
export const Fault = z.strictObject({ code: FaultCode, detail: z.string().max(500).optional() });
export type Fault = z.infer<typeof Fault>;
