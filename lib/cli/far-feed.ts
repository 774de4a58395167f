/** The archive's files measured in a thread of its own, over buffers that both threads see. */
import { feedOf, type MakeFeed } from "../verify/feed.ts";
import { nodeFarMeasurer } from "./far-measurer.ts";

export const nodeFarFeed: MakeFeed = async (source, files) => feedOf(source, files, await nodeFarMeasurer());
