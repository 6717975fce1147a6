/** What is taken out of HTML in an article: its text, and the questions a writer lists in a comment. */

/** `<!-- questions: a? | b? -->`: the questions, or nothing when the HTML has no such comment. */
export function questionsIn(html: string): string[] {
  const questions: string[] = [];
  for (let from = html.indexOf('<!--'); from !== -1; from = html.indexOf('<!--', from + 4)) {
    const end = html.indexOf('-->', from + 4);
    if (end === -1) break;
    const comment = html.slice(from + 4, end).trim();
    if (/^questions\s*:/i.test(comment))
      questions.push(...comment.slice(comment.indexOf(':') + 1).split('|'));
    from = end;
  }
  return questions;
}

/** Removes comments, scripts, styles and tags. Linear time: no pattern here looks further than the next `<`. */
export function withoutHtml(html: string): string {
  let rest = cutOut(html, '<!--', '-->');
  for (const name of ['script', 'style']) rest = cutOut(rest, `<${name}`, `</${name}`);
  return rest.replace(/<[/!?a-z][^<>]*>?/gi, ' ');
}

/** Removes everything from each `open` to the `>` that ends its `close`, or to the end. */
function cutOut(html: string, open: string, close: string): string {
  const lower = html.toLowerCase();
  let kept = '';
  let from = 0;
  for (;;) {
    const start = lower.indexOf(open, from);
    if (start === -1) return kept + html.slice(from);
    kept += html.slice(from, start);
    const end = lower.indexOf(close, start + open.length);
    if (end === -1) return kept;
    from = lower.indexOf('>', end + close.length - 1) + 1;
    if (from === 0) return kept;
  }
}
