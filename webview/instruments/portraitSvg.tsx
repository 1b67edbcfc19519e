import { render } from "preact";
import type { ThemeColors } from "../theme/themeColors";
import type { PortraitContent } from "./portraitContent";
import { PortraitPicture } from "./portraitPicture";
import type { PictureSize } from "./portraitPlaces";

/** A phase portrait as the text of SVG elements. */
export function portraitSvg(content: PortraitContent, size: PictureSize, theme: ThemeColors): string {
  const root = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  render(<PortraitPicture content={content} size={size} theme={theme} />, root);
  const text = root.innerHTML;
  render(null, root);
  return text;
}
