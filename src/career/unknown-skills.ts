/** Finds names that visitors give as skills and that the owner's list does not hold. */
import { STOP_WORDS } from '../text/stop-words.ts';
import { isClaimed } from './skill-claim.ts';
import type { Mention } from './skill-lexicon.ts';
import type { Token } from './words.ts';

const set = (words: string) => new Set(words.split(' '));

/** What stands before a skill. */
const VERBS = set('know use used using in with mastered learned learnt');
/** "in" and "with" only count after one of these. */
const LEADS = set(
  'experience experienced worked work working skilled proficient fluent familiar certified background expert trained',
);
/** Words that follow "I know" and are no skill, or say how well one is known. */
const PLAIN = set(
  'people nothing everything something someone enough stuff things thing good well solid basic basics some little bit experience years year yrs ' +
    'maybe about already only also know use tools languages language skills code job jobs work role english',
);
const MAX_NAME_WORDS = 3;
const MAX_UNKNOWN = 5;

/** Names as typed, at most five. A name of several words must hold a capital letter or a digit ("SAP ABAP"). */
export function unknownSkills(
  text: string,
  tokens: readonly Token[],
  mentions: readonly Mention[],
): string[] {
  const isKnown = (at: number) => mentions.some(({ from, to }) => at >= from && at < to);
  const unknown: string[] = [];
  for (let at = 0; at < tokens.length; at++) {
    if (!opens(tokens, at) || !isClaimed(text, tokens, at + 1, false)) continue;
    const sentence = tokens[at]?.sentence;
    let name: Token[] = [];
    // "machine learning theory": what follows a known skill belongs to it.
    let isTaken = false;
    const flush = () => {
      if (isName(text, name)) {
        unknown.push(text.slice(name[0]?.start, name.at(-1)?.end));
      }
      name = [];
    };
    for (let next = at + 1; next < tokens.length && tokens[next]?.sentence === sentence; next++) {
      const token = tokens[next];
      if (!token) break;
      if (token.clause !== tokens[next - 1]?.clause || token.word === 'and' || token.word === 'or') {
        flush();
        isTaken = false;
      }
      if (token.word === 'and' || token.word === 'or') continue;
      if (isKnown(next)) {
        name = [];
        isTaken = true;
      }
      if (isTaken) continue;
      if (STOP_WORDS.has(token.word) || PLAIN.has(token.word)) {
        const isModest = PLAIN.has(token.word) || ['a', 'the', 'some', 'well'].includes(token.word);
        if (name.length === 0 && isModest) continue;
        break;
      }
      name.push(token);
    }
    flush();
  }
  return [...new Set(unknown)].slice(0, MAX_UNKNOWN);
}

function opens(tokens: readonly Token[], at: number): boolean {
  const word = tokens[at]?.word ?? '';
  if (!VERBS.has(word)) return false;
  return !['in', 'with'].includes(word) || LEADS.has(tokens[at - 1]?.word ?? '');
}

function isName(text: string, name: readonly Token[]): boolean {
  if (name.length === 0 || name.length > MAX_NAME_WORDS) return false;
  const typed = text.slice(name[0]?.start, name.at(-1)?.end);
  return name.length === 1 || /[\p{Lu}\d+#]/u.test(typed);
}
