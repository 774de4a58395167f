/** The verifier as one HTML file, opened from disk: the same screen as in the extension, in both languages. */
import "../../lib/extension/sinks.ts";
import { render } from "preact";
import { useState } from "preact/hooks";
import { Verify } from "../../components/verify/Verify.tsx";
import { t } from "../../components/words.ts";
import { language, speak } from "./i18n.ts";
import "../../assets/theme.css";
import "../../assets/parts.css";
import "../../assets/archive.css";
import "../../assets/verify.css";

const NAMES = { vi: "Tiếng Việt", en: "English" } as const;

function Page() {
  const [now, setNow] = useState(language());
  document.documentElement.lang = now;
  document.title = `${t("verify.title")} · Keepsake`;
  return (
    <>
      <header class="bar">
        <p class="brand">Keepsake</p>
        <div class="buttons">
          {(["vi", "en"] as const).map((each) => (
            <button
              key={each}
              type="button"
              lang={each}
              aria-pressed={each === now}
              onClick={() => {
                speak(each);
                setNow(each);
              }}
            >
              {NAMES[each]}
            </button>
          ))}
        </div>
      </header>
      <main id="content">
        <Verify />
      </main>
    </>
  );
}

const root = document.getElementById("root");
if (root) render(<Page />, root);
