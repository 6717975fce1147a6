/** "How many board members are there?": what is to be counted, and whether a sentence counts it. English only. */
import { STOP_WORDS } from '../../text/stop-words.ts';
import { stem, words } from '../../text/tokenize.ts';
import { isVerb } from '../../understanding/nouns.ts';

const COUNTED = /^how many ((?:[\p{L}-]{3,30} ?){1,3})/u;
const NUMBER =
  /^(?:\d{1,9}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|hundred|dozens?|several|both|no)$/;
/** Words that may stand between a number and what it counts, e.g. "five or six focused projects". */
const BETWEEN = 4;

/** The stems of what is to be counted: "how many board members are there?" */
export function countedIn(asks: string): ReadonlySet<string> {
  const said = words(COUNTED.exec(asks)?.[1] ?? '').map(({ word }) => word);
  const end = said.findIndex((word) => STOP_WORDS.has(word) || isVerb(word));
  return new Set((end < 0 ? said : said.slice(0, end)).map(stem));
}

/** Whether a sentence says how many there are of one of these. */
export function counts(sentence: string, counted: ReadonlySet<string>): boolean {
  const said = words(sentence).map(({ word }) => word);
  return said.some((word, at) => {
    if (!NUMBER.test(word)) return false;
    const behind = said.slice(at + 1, at + 1 + BETWEEN);
    const end = behind.findIndex((next) => STOP_WORDS.has(next) && next !== 'or');
    return (end < 0 ? behind : behind.slice(0, end)).some((next) => counted.has(stem(next)));
  });
}
