/** What is answered about cases and notes. */
import { chooseCase, createCase, renameCase } from "../vault/case-list.ts";
import { writeNote } from "../vault/notes.ts";
import { removeCase } from "../vault/remove-case.ts";
import type { Handlers } from "./answer.ts";
import type { casesFromOwnPages } from "./case-messages.ts";
import { turnQueue } from "./parcel-queue.ts";

export const caseHandlers: Handlers<typeof casesFromOwnPages, { url: string }> = {
  async "case/create"({ name }) {
    const caseId = await createCase(name, new Date().toISOString());
    await chooseCase(caseId);
    return { caseId };
  },
  async "case/rename"({ caseId, name }) {
    await renameCase(caseId, name);
    return {};
  },
  async "case/choose"({ caseId }) {
    await chooseCase(caseId);
    return {};
  },
  async "case/delete"({ caseId }) {
    await removeCase(caseId);
    // What of it is on its way stops.
    void turnQueue();
    return {};
  },
  async "note/write"({ captureId, text }) {
    await writeNote(captureId, text);
    return {};
  },
};
