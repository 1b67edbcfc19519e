/** Cells that another language reads: `%%bash`, `%%html`. Those that time or capture what is below them are Python still. */
const pythonMagics = /^%%(?:time|timeit|capture|prun|memit|mprun|python3?|px|skip|snapshot)\b/;

/**
 * The Python of a notebook's cell: commands to the notebook (`%matplotlib inline`, `!pip install torch`, `?torch.optim`) become blanks, so that everything
 * else stays where it is.
 */
export function cellCode(text: string): string {
  const begin = text.trimStart();
  if (begin.startsWith("%%") && !pythonMagics.test(begin)) return blank(text);
  return text.replace(/^[ \t]*(?:%[a-zA-Z]|!|\?)[^\n]*/gm, blank);
}

function blank(text: string): string {
  return text.replace(/[^\r\n]/g, " ");
}
