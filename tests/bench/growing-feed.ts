/**
 * Runs inside the page (it is sent there as source, so it may use nothing from outside itself): lets the feed grow as
 * a scrolled feed does, a few posts a frame, each in three changes, and takes all posts away again.
 */

/** Appends posts `from`..`to` (1-based), `perFrame` an animation frame; marks `bench-N` before post N of each hundred. */
export async function growFeed(range: { from: number; to: number; perFrame: number }): Promise<void> {
  const template = document.querySelector<HTMLTemplateElement>("template#post");
  const feed = document.querySelector('[role="feed"]');
  const model = template?.content.firstElementChild;
  if (!feed || !model) throw new Error("no feed to grow");
  for (let next = range.from; next <= range.to; ) {
    await new Promise(requestAnimationFrame);
    for (let count = 0; count < range.perFrame && next <= range.to; count++, next++) {
      if ((next - range.from) % 100 === 0) performance.mark(`bench-${next}`);
      const post = model.cloneNode(true) as Element;
      post.setAttribute("aria-posinset", String(next));
      const id = String(130_000_000_000_000 + next * 7919);
      for (const element of post.querySelectorAll("[href],[src],[id],image")) {
        for (const { name, value } of element.attributes)
          if (value.includes("122000000000000"))
            element.setAttribute(name, value.replace("122000000000000", id));
        if (element.tagName === "IMG") element.setAttribute("loading", "lazy");
      }
      const body = post.firstElementChild;
      const [head, ...rest] = body ? [...body.children] : [];
      if (!body || !head) throw new Error("an empty model post");
      for (const part of rest) part.remove();
      feed.append(post);
      await null; // the observers' turn: a skeleton came
      body.append(...rest.slice(0, 2));
      await null; // its words and photos came
      body.append(...rest.slice(2));
      await null; // its actions came
    }
  }
  await new Promise(requestAnimationFrame);
  performance.mark("bench-end");
}

/** Takes every post away, a hundred a frame. */
export async function emptyFeed(): Promise<void> {
  const feed = document.querySelector('[role="feed"]');
  while (feed?.firstElementChild) {
    await new Promise(requestAnimationFrame);
    for (let count = 0; count < 100; count++) feed.firstElementChild?.remove();
  }
}
