/** What a first attempt looks like: at every change of the page, ask the whole page for its posts. */
const seen = new WeakSet<Element>();

function look(): void {
  for (const post of document.querySelectorAll('[role="feed"] [aria-posinset], [role="article"]')) {
    if (seen.has(post)) continue;
    if (!post.querySelector('[data-ad-rendering-role="story_message"]')) continue;
    seen.add(post);
  }
}

new MutationObserver(look).observe(document.documentElement, { childList: true, subtree: true });
look();
