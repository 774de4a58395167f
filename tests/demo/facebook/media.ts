/** Addresses of pictures as the platform writes them: with signatures and session parts, which must not be kept. */
import type { Person } from "../people.ts";

const HOST = "scontent.fsgn5-9.fna.fbcdn.net";

const signed = (path: string, transform: string): string =>
  `https://${HOST}${path}?stp=${transform}&_nc_cat=104&ccb=1-7&_nc_sid=127cfc&_nc_eui2=AeDemoEui2&_nc_ohc=demoOhc7kNv&_nc_zt=23&_nc_ht=scontent.fsgn5-9.fna&oh=00_AfDemoSignature&oe=6AF0D3B1`;

/** A photo of a post, as shown in the feed. */
export const photoUrl = (id: string): string =>
  signed(`/v/t39.30808-6/${id}_8811223344556677889_n.png`, "dst-jpg_s720x720");

/** Path part that names a photo → its id, or null. */
export const photoIdOf = (path: string): string | null =>
  /\/v\/t39\.30808-6\/(\d+_\d+)_\d+_n\.png$/.exec(path)?.[1] ?? null;

/** A profile picture; `name` is a person's vanity or the witness's avatar. */
export const avatarUrl = (who: Pick<Person, "vanity">): string =>
  signed(`/v/t39.30808-1/avatar_${who.vanity}_n.png`, "cp0_dst-jpg_s80x80");

export const avatarOf = (path: string): string | null =>
  /\/v\/t39\.30808-1\/avatar_([\w.-]+)_n\.png$/.exec(path)?.[1] ?? null;
