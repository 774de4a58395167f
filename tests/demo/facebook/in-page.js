/** What the page's own script does: theme, "Xem thêm", posts on scroll. Sent to the page as it stands. */
(() => {
  document.querySelector("#demo-theme")?.parentElement?.addEventListener("click", () => {
    document.documentElement.classList.toggle("__fb-dark-mode");
    document.documentElement.classList.toggle("__fb-light-mode");
  });
  const feed = document.querySelector("[role=feed]");
  if (feed?.getAttribute("data-grows") !== "yes") return;
  let next = 0;
  let asking = false;
  const grow = async () => {
    const left = document.documentElement.scrollHeight - window.scrollY - window.innerHeight;
    if (asking || left > 800 || next >= 40) return;
    asking = true;
    const answer = await fetch(`/api/graphql/?after=${next}`);
    const { posts } = await answer.json();
    next += posts.length;
    // The skeletons stand at the end, as on the site; posts come before them.
    const mark = feed.querySelector("[aria-busy]");
    for (const post of posts) {
      const holder = document.createElement("div");
      holder.innerHTML = post;
      feed.insertBefore(holder, mark);
    }
    asking = false;
  };
  window.addEventListener("scroll", () => void grow(), { passive: true });
})();
