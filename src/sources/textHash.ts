/** 64 bits by which texts are told apart: the steps of FNV-1a (Fowler, Noll, Vo), and the same with another factor and a shift. */
export function textHash(text: string): string {
  let [first, second] = [0x811c9dc5, 0x01000193];
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    first = Math.imul(first ^ code, 0x01000193);
    second = Math.imul(second ^ code, 0x5bd1e995) ^ (second >>> 15);
  }
  return `${(first >>> 0).toString(36)}.${(second >>> 0).toString(36)}`;
}
