/** One sentence on the optional permission, and the button that asks the browser for it. */
import { useState } from "preact/hooks";
import { t } from "../words.ts";

export function Allow({ askPermission }: { askPermission(): Promise<boolean> }) {
  const [answer, setAnswer] = useState<"open" | "asking" | "granted" | "refused">("open");
  const ask = () => {
    // Called before anything is awaited: browsers only ask within the person's own gesture.
    const asked = askPermission();
    setAnswer("asking");
    asked.then(
      (granted) => setAnswer(granted ? "granted" : "refused"),
      (error: unknown) => {
        console.warn("the browser did not ask", error);
        setAnswer("refused");
      },
    );
  };
  return (
    <section class="narrow">
      <h1 tabIndex={-1}>{t("allow.title")}</h1>
      <p class="lead">{t("allow.why")}</p>
      <p class="quiet">{t("allow.without")}</p>
      {answer !== "granted" && (
        <button type="button" class="primary" disabled={answer === "asking"} onClick={ask}>
          {t("allow.button")}
        </button>
      )}
      <p role="status">
        {answer === "asking" && t("allow.asking")}
        {answer === "granted" && t("allow.granted")}
        {answer === "refused" && t("allow.refused")}
      </p>
    </section>
  );
}
