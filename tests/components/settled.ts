/** Does something to the screens and lets what follows from it (effects, answers, their effects) come to rest. */
import { act } from "preact/test-utils";

/** Answers that wait for answers: no screen nests them deeper. */
const ROUNDS = 6;

export async function settled(doing: () => unknown): Promise<void> {
  await act(async () => {
    doing();
  });
  for (let round = 0; round < ROUNDS; round += 1)
    await act(async () => {
      await new Promise((resolve) => setImmediate(resolve));
    });
}
