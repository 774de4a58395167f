/** The second looks at a capture: asked for here, and what each found. On a look itself: what it looked at. */
import { useEffect, useState } from "preact/hooks";
import { lookAddress } from "../../lib/extension/look-address.ts";
import { type Fault as FaultValue, toFault } from "../../lib/model/fault-error.ts";
import type { Statement } from "../../lib/model/statement.ts";
import type { Desk, LookRow } from "../desk.ts";
import { Fault } from "../Fault.tsx";
import { t } from "../words.ts";
import { LookResult } from "./LookResult.tsx";
import { isOnlyLoggedIn } from "./looked.ts";
import { captureHref } from "./route.ts";

interface Props {
  id: string;
  statement: Statement;
  desk: Desk;
}

interface Looked {
  row: LookRow;
  statement: Statement | null;
}

export function SecondLooks({ id, statement, desk }: Props) {
  const looks = useLooks(id, desk);
  const [asked, setAsked] = useState(false);
  const [fault, setFault] = useState<FaultValue | null>(null);
  const { secondLook } = statement.capture;
  const address = lookAddress(statement);
  if (!secondLook && address === null && looks.length === 0) return null;
  const busy = looks.some(({ row }) => row.state === "waiting");
  const ask = () => {
    setFault(null);
    desk.lookAgain(id).then(
      () => setAsked(true),
      (error: unknown) => setFault(toFault(error)),
    );
  };
  return (
    <section aria-labelledby="looks">
      <h2 id="looks">{t("look.heading")}</h2>
      {secondLook ? (
        <>
          <p>{t(secondLook.login ? "look.is_look_login" : "look.is_look_nobody")}</p>
          <p>
            <a href={captureHref(secondLook.of)}>{t("look.open_first")}</a>
          </p>
          <LookResult statement={statement} />
        </>
      ) : (
        <>
          <p class="quiet">{t("look.meaning")}</p>
          {looks.length === 0 && <p>{t("look.none")}</p>}
          {isOnlyLoggedIn(looks.flatMap((look) => look.statement ?? [])) && (
            <p class="banner">{t("look.only_logged_in")}</p>
          )}
          <ol class="looks">
            {looks.map(({ row, statement: found }) => (
              <li key={row.captureId}>
                <h3>{t(row.body.login ? "look.with_login" : "look.without_login")}</h3>
                {row.state === "waiting" && <p>{t("look.waiting")}</p>}
                {row.state === "failed" && <p>{t("look.given_up")}</p>}
                {row.state === "failed" && row.body.fault && <Fault fault={row.body.fault} />}
                {found && <LookResult statement={found} href={captureHref(row.captureId)} />}
              </li>
            ))}
          </ol>
          {address && (
            <>
              <p id="look-ask" class="breakable">
                {t("look.ask_what", { host: new URL(address).hostname, url: address })}
              </p>
              <button type="button" disabled={busy} aria-describedby="look-ask" onClick={ask}>
                {t("look.ask")}
              </button>
            </>
          )}
          <p role="status">{asked && busy && t("look.asked")}</p>
          {fault && <Fault fault={fault} />}
        </>
      )}
    </section>
  );
}

/** The looks at a capture as they stand, each with its statement once it is sealed. */
function useLooks(id: string, desk: Desk): Looked[] {
  const [looks, setLooks] = useState<Looked[]>([]);
  useEffect(() => {
    let current = true;
    const opened = async (row: LookRow): Promise<Looked> => {
      const kept = row.state === "kept" ? await desk.read(row.captureId) : null;
      return { row, statement: kept?.statement ?? null };
    };
    const stop = desk.watchLooks(id, (rows) => {
      Promise.all(rows.map(opened)).then(
        (found) => current && setLooks(found),
        (error: unknown) => console.error("second looks", error),
      );
    });
    return () => {
      current = false;
      stop();
    };
  }, [id, desk]);
  return looks;
}
