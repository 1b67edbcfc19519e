const totalCall = /\btotal(Norm|Sum|Mean|Rms)\(/;

/**
 * A rule's text in which the reductions over all tensors go over some of them alone.
 *
 * @param masks names of scalars that are 1 in those tensors, each of them, and one of which is 0 in any other
 */
export function maskTotals(text: string, masks: readonly string[]): string {
  const found = totalCall.exec(text);
  if (masks.length === 0 || found === null) return text;
  const start = found.index + found[0].length;
  const end = closingParenthesis(text, start);
  const operand = maskTotals(text.slice(start, end), masks);
  return text.slice(0, found.index) + masked(found[1], operand, masks) + maskTotals(text.slice(end + 1), masks);
}

function masked(reduction: string, operand: string, masks: readonly string[]): string {
  const choose = (value: string) => masks.reduce((chosen, mask) => `if(${mask} == 1, ${chosen}, 0)`, value);
  // A vector of 1, whatever p is.
  const count = `totalSum(${choose("if(p == p, 1, 1)")})`;
  switch (reduction) {
    case "Mean":
      return `(totalSum(${choose(operand)}) / ${count})`;
    case "Rms":
      return `sqrt(totalSum(${choose(`(${operand})^2`)}) / ${count})`;
    default:
      return `total${reduction}(${choose(operand)})`;
  }
}

/** Where the parenthesis that is open before a position is closed; the end of a text in which it is not. */
function closingParenthesis(text: string, from: number): number {
  let depth = 1;
  for (let at = from; at < text.length; at++) {
    if (text[at] === "(") depth++;
    else if (text[at] === ")" && --depth === 0) return at;
  }
  return text.length;
}
