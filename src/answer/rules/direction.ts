/** "Can a tester become a writer?": from what to what one goes, which an answer must do the same way round. General English only. */
import type { Lexicon } from '../../text/lexicon.ts';
import { isConcept } from '../../text/lexicon.ts';
import { STOP_WORDS } from '../../text/stop-words.ts';
import { words } from '../../text/tokenize.ts';
import { meaningOf } from './meaning.ts';

/** Both ends, by the stems and concepts that name one and not the other. */
interface Direction {
  from: ReadonlySet<string>;
  to: ReadonlySet<string>;
}

const FROM_TO = /\bfrom ([^,.;:?!]{2,60}?) (?:over )?(?:in)?to ([^,.;:?!]{2,60})/i;
/** What one goes by, behind whoever goes. */
const GOES =
  /^(.{2,90}?)\b(?:become|becomes|becoming|turn(?:s|ing)? into|(?:switch|chang|mov|transition|pivot|cross)(?:e|es|ing)? (?:over |across )?(?:in)?to|(?:go|goes|get|gets) into|(?:retrain|work)(?:s|ing)? as)\b([^,.;:?!]{2,60})/i;
/** What ends the name of what one goes to. */
const ENDS = /\b(?:is|are|was|means?|takes?|can|will|if|when|without|with|because|while|later|but|after)\b/i;

/** From what to what a text goes; undefined where it names no way between two things. Linear in its length. */
function directionOf(text: string, lexicon: Lexicon): Direction | undefined {
  const found = FROM_TO.exec(text) ?? GOES.exec(text);
  const [, left = '', right = ''] = found ?? [];
  const [from, to] = [named(left, lexicon), named(right.split(ENDS, 1)[0] ?? '', lexicon)];
  const apart = {
    from: new Set([...from].filter((term) => !to.has(term))),
    to: new Set([...to].filter((term) => !from.has(term))),
  };
  return apart.from.size > 0 && apart.to.size > 0 ? apart : undefined;
}

/** The things of the lexicon that a phrase names, else its words. */
function named(phrase: string, lexicon: Lexicon): ReadonlySet<string> {
  const meant = meaningOf(phrase, lexicon);
  const things = [...meant].filter((term) => lexicon.things.has(term));
  if (things.length > 0) return new Set(things);
  const content = words(phrase)
    .filter(({ word }) => !STOP_WORDS.has(word))
    .map(({ start, end }) => phrase.slice(start, end))
    .join(' ');
  return new Set([...meaningOf(content, lexicon), ...[...meant].filter(isConcept)]);
}

/** Whether a text goes the way that a question asks about (1), the other way round (-1), or neither (0). */
export type Way = (text: string) => -1 | 0 | 1;

/** Creates the test for a question; undefined where it asks of no way from one thing to another. */
export function wayOf(question: string, lexicon: Lexicon): Way | undefined {
  const asked = directionOf(question, lexicon);
  if (!asked) return undefined;
  const meets = (some: ReadonlySet<string>, others: ReadonlySet<string>) =>
    [...some].some((term) => others.has(term));
  return (text) => {
    const told = directionOf(text, lexicon);
    if (!told) return 0;
    const straight = meets(asked.from, told.from) && meets(asked.to, told.to);
    // Wherever it sets out from, it ends where the question begins.
    const turned = meets(asked.from, told.to);
    return straight === turned ? 0 : straight ? 1 : -1;
  };
}
