/** What the page's own script does: plays a drawn film, and moves to another video without loading a page. Sent to the page as it stands. */
(() => {
  // The film is a canvas drawn again and again: it plays, and no video file has to be kept.
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [640, 360];
  let frame = 0;
  const draw = () => {
    const paint = canvas.getContext("2d");
    if (!paint) return;
    frame += 1;
    paint.fillStyle = "#12324a";
    paint.fillRect(0, 0, 640, 360);
    paint.fillStyle = "#e9c46a";
    paint.beginPath();
    paint.arc(320 + 220 * Math.cos(frame / 60), 130 + 40 * Math.sin(frame / 60), 34, 0, 7);
    paint.fill();
    paint.fillStyle = "#1d6f6b";
    paint.fillRect(0, 260, 640, 100);
    requestAnimationFrame(draw);
  };
  const play = () => {
    const video = document.querySelector("video");
    if (!video) return;
    video.srcObject = canvas.captureStream(15);
    void video.play();
  };
  draw();
  play();

  /** @param {string} id */
  const show = async (id) => {
    const answer = await fetch(`/youtubei/v1/next?v=${id}`);
    const { flexy, title } = await answer.json();
    const holder = document.createElement("div");
    holder.innerHTML = flexy;
    const fresh = holder.firstElementChild;
    if (fresh) document.querySelector("ytd-watch-flexy")?.replaceWith(fresh);
    document.title = title;
    play();
    document.dispatchEvent(
      new CustomEvent("yt-navigate-finish", { bubbles: true, detail: { response: { page: "watch" } } }),
    );
  };
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("a[data-spa]") : null;
    const id = link?.getAttribute("data-spa");
    if (!id) return;
    event.preventDefault();
    document.dispatchEvent(new CustomEvent("yt-navigate-start", { bubbles: true }));
    history.pushState({}, "", `/watch?v=${id}`);
    void show(id);
  });
  window.addEventListener("popstate", () => {
    const id = new URLSearchParams(location.search).get("v");
    if (id) void show(id);
  });
})();
