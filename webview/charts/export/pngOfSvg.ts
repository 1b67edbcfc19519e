/** Pixels of the picture for each of the SVG's: sharp in print and on fine screens. */
const SCALE = 2;

/**
 * The picture of an SVG file as the base64 of a PNG file.
 *
 * @throws Error when the browser cannot draw it
 */
export async function pngOfSvg(svg: string): Promise<string> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = image.naturalWidth * SCALE;
  canvas.height = image.naturalHeight * SCALE;
  const context = canvas.getContext("2d");
  if (context === null) throw new Error("The picture cannot be drawn: the page has no canvas.");
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  return canvas.toDataURL("image/png").split(",")[1];
}
