/** datapackage.json: every file of the bundle with its hash (WACZ 1.1.1; FORMAT §2.4). */
import { z } from "zod";
import { Instant, Sha256 } from "../model/statement.ts";

export const DATAPACKAGE = "datapackage.json";
export const DIGEST_FILE = "datapackage-digest.json";

export const Resource = z.strictObject({
  /** The path in lower case (unique, as the Frictionless standard asks). */
  name: z.string().regex(/^[-a-z0-9._/]+$/),
  path: z.string().max(200),
  hash: Sha256,
  bytes: z.int().nonnegative(),
});
export type Resource = z.infer<typeof Resource>;

/** Strict: among others `config`, which lets a bundle redirect a viewer to the network, is refused. */
export const Datapackage = z.strictObject({
  profile: z.literal("data-package"),
  wacz_version: z.literal("1.1.1"),
  title: z.string().max(200),
  created: Instant,
  software: z.string().max(100),
  mainPageUrl: z.string().max(4000).optional(),
  mainPageDate: Instant.optional(),
  resources: z.array(Resource).min(1).max(3000),
});
export type Datapackage = z.infer<typeof Datapackage>;

/** The package of the given files. `main`: the first capture's address, where it is on the web. */
export function datapackageOf(
  bundle: { bundleId: string; createdAt: string; software: string },
  resources: Resource[],
  main: { url: string; date: string } | null,
): Datapackage {
  return {
    profile: "data-package",
    wacz_version: "1.1.1",
    title: `Keepsake ${bundle.bundleId}`,
    created: bundle.createdAt,
    software: bundle.software,
    ...(main ? { mainPageUrl: main.url, mainPageDate: main.date } : {}),
    resources,
  };
}
