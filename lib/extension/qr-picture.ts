/** Pictures that the person chose, read for QR codes. Apart, so that the reader comes only when there is a picture to read. */
import { FaultError } from "../model/fault.ts";
import { codesIn } from "../partner/qr-read.ts";

/** Pixels of a side; a photograph is made smaller, which reads better too. */
const SIDE_AT_MOST = 3000;

/** The texts of all codes in a picture. @throws FaultError `no-code` where none can be read, or it is no picture. */
export async function codesInPicture(file: Blob): Promise<string[]> {
  const texts = codesIn(await pixelsOf(file));
  if (texts.length === 0) throw new FaultError("no-code");
  return texts;
}

async function pixelsOf(file: Blob): Promise<ImageData> {
  let bitmap: ImageBitmap;
  try {
    bitmap = await createImageBitmap(file);
  } catch (cause) {
    throw new FaultError("no-code", "no picture", { cause });
  }
  const scale = Math.min(1, SIDE_AT_MOST / Math.max(bitmap.width, bitmap.height));
  const [width, height] = [Math.ceil(bitmap.width * scale), Math.ceil(bitmap.height * scale)];
  const context = new OffscreenCanvas(width, height).getContext("2d", { willReadFrequently: true });
  if (!context) throw new FaultError("unexpected", "no canvas");
  // What is transparent would be black.
  context.fillStyle = "white";
  context.fillRect(0, 0, width, height);
  context.drawImage(bitmap, 0, 0, width, height);
  bitmap.close();
  return context.getImageData(0, 0, width, height);
}
