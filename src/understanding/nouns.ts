/** The nouns of a question: what it asks about, told by the words they stand behind. English only, and no more than a guess. */
import { IRREGULAR } from '../text/irregular.ts';
import { STOP_WORDS } from '../text/stop-words.ts';
import { type Word, words } from '../text/tokenize.ts';
import { lastQuestion } from './question.ts';

const set = (list: string): ReadonlySet<string> => new Set(list.trim().split(/\s+/));

/** Behind these stands a noun, perhaps with adjectives before it. */
const BEFORE_NOUN = set(`
a an the my your his her their our its this these those some any no each every another other whose many
much few several both all of in at for with from about on by into near between under over than as or and have has had
`);
/** Before "to", these lead to a place; behind any other "to" stands a verb. */
const GOES = set('go goes going went gone come came move moved emigrate travel flee fled switch belong');
/** Behind these stands a noun if a verb follows soon: "which team do they support?", but "what helps?". */
const BEFORE_NOUN_AND_VERB = set('what which');
const AUXILIARIES = set(
  'is are was were do does did can could will would shall should must may might has have had',
);
const SOON = 3;
const SUBJECT_FOLLOWS = set('do does did');
/** Who does what is asked: behind the verb stands what it is done to. */
const ASKERS = set('i you we they one people');
/** Behind these stands what somebody says: who says it is not asked for, as in "what does the author say about pay?". */
const SAYS = set(
  'say says said think thinks claim claims mention mentions tell tells write writes recommend recommends suggest suggests',
);
/** With these the verb of the question stands behind its subject. */
const DOES = /\b(?:do|does|did|will|would|can|could|should|must|may|might|dont|doesnt)\b/i;
/** Verbs that follow a noun without anything between: "do slugs eat ...". Base forms; endings are taken off. */
const VERBS = set(`
be begin break bring build buy catch choose come cost deal draw drive eat fall feel fight find fly forget freeze give go
grow hear hide hold keep know lay lead learn leave lend lose make mean meet pay read ride ring rise run say see sell send
shake shine shoot show shut sing sit sleep speak spend stand steal swim take teach tell think throw understand wear win write
work help start stop become happen change use need want try ask call look move live believe allow add include continue set
follow create open walk offer remember love consider appear wait serve die expect stay reach kill remain raise pass require
decide pull worry refuse enjoy switch apply earn join stretch attach copy survive fix bother matter care count listen
improve beat carry compete automate replace spell suit fit hurt harm last differ depend exist belong contain prefer last
`);
/** Nouns that name the kind of answer, and adjectives that ask nothing by themselves. */
export const GENERIC = set(`
earth world's hell term name number ratio amount size percentage percent share proportion rate level degree role job position purpose effect
result advantage advantages disadvantage disadvantages drawback drawbacks benefit benefits downside downsides upside problem problems example
examples step steps feature features point points case cases case part parts detail details fact facts way ways aspect aspects issue issues
requirement requirements rule rules option options choice idea answer advice tip tips time times whole entire right wrong free same main
biggest best worst good bad great real new big small little long short full own certain special typical normal average ideal common usual
person people someone guy folks world life today tomorrow now beginner beginners beginning end middle start
kinds types sorts terms names words topics topic branches everyday daily instead missing positions pain field fields area areas sense chance chances
home earth hell indoors outdoors upstairs downstairs overseas afterwards weekday monday tuesday wednesday thursday friday saturday sunday
goal goals impact era status title occurrence place room hope man men woman women thought thoughts details help trouble success interest importance meaning difference reason reasons question questions matter matters subject everyone nobody valid next different money somewhere anywhere elsewhere sooner extra
`);

/** The words of the last question that are most likely nouns, in order; folded, without generic ones. */
export function nounsOf(question: string): Word[] {
  const asks = lastQuestion(question);
  const from = question.lastIndexOf(asks);
  const all = words(asks);
  const nouns: Word[] = [];
  let inside = false;
  for (const [i, word] of all.entries()) {
    const before = all[i - 1];
    const text = word.word;
    // "US" and "IT" are no pronouns.
    if (STOP_WORDS.has(text) && !/^\p{Lu}{2,}$/u.test(asks.slice(word.start, word.end))) {
      inside = false;
      continue;
    }
    const opens =
      before !== undefined &&
      (BEFORE_NOUN.has(before.word) ||
        (before.word === 'to' && GOES.has(all[i - 2]?.word ?? '')) ||
        (BEFORE_NOUN_AND_VERB.has(before.word) &&
          (all.slice(i + 1, i + 1 + SOON).some(({ word: next }) => AUXILIARIES.has(next)) ||
            (!isVerb(text) && isVerb(all[i + 1]?.word ?? '')))) ||
        /['’]s$/i.test(asks.slice(before.start, before.end)) ||
        // "Does Spotify use ...?", "how long do slugs live?", and the plural that ends "... work weekends?".
        (i === 1 && AUXILIARIES.has(before.word)) ||
        SUBJECT_FOLLOWS.has(before.word) ||
        // "Can I keep chickens?"
        (ASKERS.has(all[i - 2]?.word ?? '') &&
          AUXILIARIES.has(all[i - 3]?.word ?? '') &&
          isVerb(before.word)) ||
        (i === all.length - 1 && !inside && /[^s]s$/.test(text)));
    // A comma or a dash ends what belongs together.
    if (!opens && before && /[,;:–—(]/.test(asks.slice(before.end, word.start))) inside = false;
    if (!opens && !inside) continue;
    // "Why do the skins of tomatoes crack?" ends in a verb.
    const endsAsVerb = i === all.length - 1 && inside && !opens && DOES.test(asks);
    if ((isVerb(text) || endsAsVerb) && !opens) {
      inside = false;
      continue;
    }
    inside = true;
    const describes = /(?:ly|est|ed)$/.test(text) || /\d/.test(text) || (opens && text.endsWith('ing'));
    const says = SAYS.has(all[i + 1]?.word ?? '');
    if (!describes && !says && !GENERIC.has(text))
      nouns.push({ ...word, start: word.start + from, end: word.end + from });
  }
  return nouns;
}

/** Whether a word, folded, is among the common verbs that follow a noun without anything between. */
export function isVerb(word: string): boolean {
  const base = IRREGULAR.get(word);
  if (base !== undefined && VERBS.has(base)) return true;
  const bare = word.replace(/(?:s|es|ed|ing)$/, '');
  return (
    VERBS.has(word) || VERBS.has(bare) || VERBS.has(`${bare}e`) || VERBS.has(bare.replace(/(.)\1$/, '$1'))
  );
}
