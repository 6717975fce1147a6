/** Decides whether a skill is claimed, or only asked about, wished for, or somebody else's. */
import { isAsked, type Token } from './words.ts';

const set = (words: string) => new Set(words.split(' '));

export const FIRST = set('i im ive id my me');
const OTHERS = set(
  'he she they you your it people someone everyone friend friends brother sister boss colleague wife husband partner son daughter manager engineers companies employers recruiters jobs adverts ads article',
);
/** Opening a clause, these ask or instruct. */
export const ASKING = set(
  'am may might what why how which who where when do does did is are can could should would will must has explain tell describe compare define list show give teach whats hows vs versus',
);
/** Before the skill, these say that it is not there yet. */
const WISHES = set(
  'need needs want wish should must hope plan planning missing lack lacking require required wanna gonna would could will interested',
);
/** A fragment with one of these describes the visitor. */
const FRAGMENT_SIGNS = set(
  'year years yr yrs know knows experience experienced background comfortable proficient fluent skilled used worked expert junior senior some basic basics little bit learning self no without never solid good strong familiar skills stack',
);

/** A feeling for a thing says nothing of how well it is known. */
const FEELINGS = set(
  'hate hates dislike dislikes avoid avoids detest loathe despise fear afraid scared love loves like enjoy enjoys adore prefer curious failed flunked struggled struggle',
);

/** How many words around a skill decide on it; a longer sentence is not read whole for each of its skills. */
const REACH = 40;

/** True when the skill named at `at` is said by visitors to be, or not to be, their own. */
export function isClaimed(text: string, tokens: readonly Token[], at: number, listed: boolean): boolean {
  const token = tokens[at];
  // "I know that Python is popular" claims no skill.
  if (!token || tokens[at - 1]?.word === 'that') return false;
  const sentence = tokens
    .slice(Math.max(0, at - REACH), at + REACH)
    .filter((one) => one.sentence === token.sentence);
  const clauses = [...new Set(sentence.map(({ clause }) => clause))].filter(
    (clause) => clause <= token.clause,
  );
  let owner: 'self' | 'other' | undefined;
  for (const clause of clauses) {
    const own = sentence.filter(
      (one) => one.clause === clause && (clause < token.clause || one.start < token.start),
    );
    const first = own.findLastIndex(({ word }) => FIRST.has(word));
    const asks = own[0] && ASKING.has(own[0].word) && first !== 0;
    const other = own.findLastIndex(({ word }) => OTHERS.has(word));
    const wishes = own.some(({ word }, index) => word === 'id' && own[index + 1]?.word === 'like');
    const unreal = ({ word }: Token) => WISHES.has(word) || FEELINGS.has(word);
    // "I'm a physicist, hate front-end work": the feeling is of her, and what she feels it for is not hers.
    const feels = clause === token.clause && owner === 'self' && own.some(({ word }) => FEELINGS.has(word));
    if (wishes || feels || (first >= 0 && own.slice(first).some(unreal))) owner = 'other';
    else if (asks && !own.some(({ word }, index) => word === 'if' && index + 1 === first)) owner = 'other';
    else if (first > other || (first >= 0 && own[first + 1]?.word === 'am')) owner = 'self';
    else if (other >= 0) owner = 'other';
    else if (own.some(({ word }) => WISHES.has(word) || word === 'vs' || word === 'versus')) owner = 'other';
  }
  if (owner) return owner === 'self';
  if (isAsked(text, tokens, token) || (sentence[0] && ASKING.has(sentence[0].word))) return false;
  if (sentence.some(({ word }) => WISHES.has(word) || word === 'vs' || word === 'versus')) return false;
  return listed || sentence.some(({ word }, index) => isSign(word, sentence[index - 1]?.word));
}

/** "Machine learning" is a name and "top skills for" asks; "learning Python" and "Skills: Python" describe. */
function isSign(word: string, before: string | undefined): boolean {
  if (word === 'learning' && (before === 'machine' || before === 'deep' || before === 'reinforcement'))
    return false;
  return word === 'skills' || word === 'stack' ? before === undefined : FRAGMENT_SIGNS.has(word);
}
