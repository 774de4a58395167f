/** The question in the page: may pictures be taken exactly as painted? One sentence, two answers, nothing waits for it. */
import type { Marker } from "./marker.ts";
import type { Words } from "./words.ts";

/** Shows the question below the marker; `answer` is called at most once, only for a press by a person. */
export function ask(marker: Marker, words: Words, answer: (allowed: boolean) => void): void {
  const { card } = marker;
  const document = card.ownerDocument;
  const sentence = document.createElement("p");
  sentence.textContent = words.ask;
  const acts = document.createElement("div");
  acts.className = "acts";
  for (const allowed of [false, true]) {
    const act = document.createElement("button");
    act.className = allowed ? "act yes" : "act";
    act.type = "button";
    act.textContent = allowed ? words.allow : words.notNow;
    act.addEventListener("click", (event) => {
      if (!event.isTrusted || card.hidden) return;
      card.hidden = true;
      answer(allowed);
    });
    acts.append(act);
  }
  card.setAttribute("role", "group");
  card.setAttribute("aria-label", words.group);
  card.lang = words.language;
  card.replaceChildren(sentence, acts);
  card.hidden = false;
}
