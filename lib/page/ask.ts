/** A question in the page: a few sentences, two answers, nothing waits for it. */
import type { Marker } from "./marker.ts";

export interface Question {
  /** What assistive technology calls it. */
  name: string;
  language: string;
  /** The first is the question, the others explain it. */
  sentences: readonly string[];
  yes: string;
  no: string;
  /** The answer to be seen first is the one that keeps things as they are. */
  cautious?: boolean;
}

/** Shows the question below the marker; `answer` is called at most once, only for a press by a person. */
export function ask(marker: Marker, question: Question, answer: (yes: boolean) => void): void {
  const { card } = marker;
  const document = card.ownerDocument;
  const sentences = question.sentences.map((words) => {
    const sentence = document.createElement("p");
    sentence.textContent = words;
    return sentence;
  });
  const acts = document.createElement("div");
  acts.className = "acts";
  for (const yes of [false, true]) {
    const act = document.createElement("button");
    act.className = yes === !question.cautious ? "act yes" : "act";
    act.type = "button";
    act.textContent = yes ? question.yes : question.no;
    act.addEventListener("click", (event) => {
      if (!event.isTrusted || card.hidden) return;
      card.hidden = true;
      answer(yes);
      marker.rest();
    });
    acts.append(act);
  }
  card.setAttribute("role", "group");
  card.setAttribute("aria-label", question.name);
  card.lang = question.language;
  card.replaceChildren(...sentences, acts);
  card.hidden = false;
}
