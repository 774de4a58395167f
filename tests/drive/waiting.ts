/** Waiting with an end: nothing here waits for ever, and what it waited for is named. */

/** Waits until `find` gives something. @throws Error naming `what` after `seconds` */
export async function until<T>(
  what: string,
  find: () => Promise<T | undefined | false>,
  seconds = 20,
): Promise<T> {
  for (const end = Date.now() + seconds * 1000; Date.now() < end; ) {
    const found = await within(seconds, what, find());
    if (found) return found;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`waited ${seconds} s for ${what}`);
}

/** The work's result. @throws Error naming `what` after `seconds`; the work itself goes on */
export async function within<T>(seconds: number, what: string, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`waited ${seconds} s for ${what}`)), seconds * 1000);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
