/** A long Markdown answer for the browser benches, cut as a model streams it. */

const SECTION = (n: number) => `## Part ${n}: what the day looks like

An **AI engineer** spends part ${n} of the day integrating models, testing with users and shipping improvements [1]. The
work leans on *software engineering*, so most of what is written is code, and the rest is prompts and notes [2].

- read what was logged yesterday, and where \`answer()\` went wrong
- change **one** thing, then measure it again
- see [the article](https://example.org/career) for the long form

| Aspect | AI engineer | ML engineer |
|---|---|---|
| Task | integrates models | trains models |
| Maths | little | a lot [3] |

1. Ship a small tool.
2. Watch five people use it.

\`\`\`ts
const answer = await model.ask("part ${n}?");
\`\`\`

> Prestige is a poor guide.

`;

/** @returns so many pieces of about four characters, the size of a token. */
export function tokens(count: number): string[] {
  let text = '';
  for (let n = 1; text.length < count * 4; n += 1) text += SECTION(n);
  return Array.from({ length: count }, (_, at) => text.slice(at * 4, at * 4 + 4));
}
