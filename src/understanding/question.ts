/** What kind of answer a question wants, told by its first words. General English only. */

export type QuestionType =
  | 'definition'
  | 'difference'
  | 'choice'
  | 'yes-no'
  | 'why'
  | 'how'
  | 'list'
  | 'open';

/** Words that come before the question itself: "so, could you please tell me whether ...". */
const LEAD_IN =
  /^(?:(?:so|and|but|or|ok|okay|well|hi|hey|hello|hmm|um|also|then|now|please|pls|btw|actually|honestly|sorry|wait|look|right|first|just|quick question|one more thing|be honest|tell me|in short|in plain words|in general|generally|realistically|seriously)[\s,.:;!-]+)+/;
const WRAPPER =
  /^(?:(?:can|could|would|will) (?:you|u|someone|anyone) (?:please |pls |maybe )?(?:tell me|explain(?: to me)?|say|describe|clarify)|i(?:'d| would) (?:like|love) to (?:know|understand|hear)|i (?:want|need|wish) to (?:know|understand)|(?:do|does) (?:you|u|anyone) know|i(?:'m| am) (?:wondering|curious|not sure|asking)|i wonder|any idea|tell me|explain(?: to me)?|my question is|the question is|is it (?:true|correct|right) that|is it (?:really )?the case that)[\s,:]*(?:about )?/;
const AUXILIARY =
  /^(?:(?:is|are|was|were|am|do|does|did|can|could|will|would|should|shall|has|have|had|may|might|must|need|isn't|aren't|wasn't|weren't|don't|doesn't|didn't|can't|couldn't|won't|wouldn't|shouldn't|hasn't|haven't|ain't|isnt|arent|dont|doesnt|didnt|cant|wont|shouldnt)\b)/;
/** What is hung behind a statement to make a question of it: ", right?", ", don't they?". */
const TAG =
  /(?:,? (?:right|correct|no|yes|or not|or no|true)|, (?:yeah|yep|huh|eh|innit|okay|ok|is that (?:right|so|true)|am i right)|,? (?:is|are|was|were|do|does|did|can|could|will|would|should|has|have|must|ca|wo|ai)n['’]?t (?:it|they|you|he|she|we|i|there|one|that)|, (?:is|are|was|were|do|does|did|can|could|will|would|should|has|have|must) (?:it|they|you|he|she|we|i|there|one|that))\s*[?!.]*$/;
/** "It's not hopeless?", "they train nothing?": a statement with a question mark. */
const SUPPOSES =
  /^(?:it|its|that|thats|this|they|theyre|there|theres|nobody|everyone)(?:'s|'re|'ll|'d)? (?!.*\b(?:what|why|how|which|when|where|who)\b)[^?]{2,80}\?\W*$/;
const DIFFERENCE =
  /\b(?:diff|differ(?:s|ed|ence|ences|ent|ently)?|distinguish(?:es)?|distinction|compare[ds]?|comparing|comparison|versus|vs\.?|contrast|same (?:thing|job|as)|set .{0,20}apart|tell .{0,30}apart|how (?:far|wide) apart|side by side)\b/;
const CHOICE =
  /\b(?:which (?:one|path|role|of (?:the|them|these|those)|job|career|way|should|is (?:better|right|best|for)|would|fits?|suits?)|(?:should|shall|do|would) i (?:rather )?(?:choose|pick|go (?:for|with|into)|become|take|be)|right for me|better for me|best for me|for someone like me|suits? me|fits? me|fit for me|what should i (?:choose|pick|become|do|go)|help me (?:choose|decide|pick))\b/;
/** "Which should I take?", "which is right for me?" want advice; what else picks one of two asks for a property. */
const WANTS_ADVICE =
  /\b(?:should|shall|would|do|does|can|could|must) (?:i|we|you|she|he|someone|somebody)\b|(?<!\b(?:pays?|paid|earns?) )\b(?:better|best)\b|\b(?:right|good|suits?|fits?|recommend|prefer|choose|pick|for me)\b/;
const DEFINITION =
  /^(?:what(?:'s| is| are|s| was| were| does| do)|define|meaning of|who (?:is|are|was)|what exactly (?:is|are))\b(?!.*\b(?:difference|reason|best|first|main|most|biggest|point|cost|salary|pay|like|need|needed|required)\b)/;
const MEANING = /\b(?:mean|means|stand for|meant by|definition|explain(?:ed)?)\b/;
const LIST =
  /\b(?:(?:what|which) (?:[\w-]+ ){0,3}(?:skills|tools|steps|things|kinds|types|examples|reasons|ways|roles|jobs|projects|topics|subjects|questions|plants|options|parts|stages|areas|languages|platforms|technologies)|list|name (?:some|a few|the|three|five|two)|top \d+|examples? of|give me (?:some|a few|examples?))\b/;

const QUESTION_WORD = /^(?:what|who|whose|where|when|which|why|how)\b/;
/** "Does my age or my name count?" asks of both alike. */
const OF_BOTH =
  /^(?:do|does|did|can|could|will|would|should|must|may|might) (?:my|your|our|his|her|their|any|some) (?:[\w'-]+ ){1,3}or (?:[\w'-]+ ){1,3}[\w'-]+/;
/** "Is it A or B?" wants one of the two, not a yes. */
const ALTERNATIVES = /\w or (?!not\b|no\b|so\b|what\b)\w/;

/** The question without the words that only lead up to it, lower case. */
export function core(question: string): string {
  let text = question.toLowerCase().replace(/[’‘]/g, "'").replace(/\s+/g, ' ').trim();
  for (let before = ''; before !== text; ) {
    before = text;
    text = text
      .replace(LEAD_IN, '')
      .replace(WRAPPER, '')
      .replace(/^(?:if|whether) /, '');
  }
  return text;
}

/** A question without what is hung behind it, which asks nothing of its own: "they train models, don't they?". */
export function withoutTag(question: string): string {
  const tag = TAG.exec(question.toLowerCase());
  return tag ? question.slice(0, tag.index) : question;
}

/** "RAG or fine-tuning?": two things and nothing asked of them. */
function isEitherOr(text: string): boolean {
  const parts = (text.split(/[?!.]/, 1)[0] ?? '').trim().split(' or ');
  return (
    parts.length === 2 &&
    parts.every((part) => part.split(' ').length <= 3) &&
    !AUXILIARY.test(text) &&
    !QUESTION_WORD.test(text)
  );
}

/** "RAG or fine-tuning for a small shop?": one of two things is wanted for something. */
const EITHER_OR_FOR =
  /^[^?!.,;]{2,40} or (?:[^?!.,;]{2,40} (?:for|if|when|with|as|in) \w|[^?!.,;]{2,40}[?,;.] (?:i|i'm|im|we|my) \w)/;
function isEitherOrFor(text: string): boolean {
  return !AUXILIARY.test(text) && !QUESTION_WORD.test(text) && EITHER_OR_FOR.test(text);
}

/** The type of a question; of several sentences the last question counts. */
export function questionType(question: string): QuestionType {
  const last = lastQuestion(question);
  const text = core(last);
  if (
    /^(?:why|how come|what for)\b|\bwhy (?:is|are|do|does|should|would|not)\b|\bwhat(?:'s| is) the reason\b/.test(
      text,
    )
  )
    return 'why';
  if (DIFFERENCE.test(text) || isEitherOr(text)) return 'difference';
  if (CHOICE.test(text) || isEitherOrFor(text)) return 'choice';
  if (LIST.test(text)) return 'list';
  // "How can I tell whether it works?" asks how.
  if (
    !QUESTION_WORD.test(text) &&
    /\b(?:is it true|whether|correct that|true that)\b/.test(last.toLowerCase())
  )
    return 'yes-no';
  // "MLOps: do I need it?" asks behind the colon.
  const behind = /[:;–—,]\s+([^:;–—,]+)$|\s-\s+([^:;–—,]+)$/.exec(text);
  const asks = behind?.[1] ?? behind?.[2] ?? '';
  if (
    !QUESTION_WORD.test(text) &&
    !AUXILIARY.test(text) &&
    asks.split(' ').length > 2 &&
    (AUXILIARY.test(asks) || QUESTION_WORD.test(asks))
  )
    return questionType(asks);
  if (AUXILIARY.test(text) && ALTERNATIVES.test(text) && !OF_BOTH.test(text)) return 'choice';
  if (ASKS_FOR_ONE.test(text)) return 'open';
  if (AUXILIARY.test(text) || TAG.test(text) || SUPPOSES.test(text)) return 'yes-no';
  if (/^how\b/.test(text)) return 'how';
  if (DEFINITION.test(text) && (text.split(' ').length <= 7 || MEANING.test(text))) return 'definition';
  return 'open';
}

/** "Is there something against moles?", "are there any books you'd recommend?": yes is no answer to these. */
const ASKS_FOR_ONE =
  /^(?:is|are) there (?:(?:something|anything) \w|(?:an?|any|some) (?:\w+ ){1,3}(?:that |which )?(?:you|u)(?:'d| would| can| could)? (?:recommend|suggest|advise|like|prefer))/;

/** "Which of the two has more openings?" picks by a property, and wants no advice. */
export function picksByProperty(question: string): boolean {
  const text = core(lastQuestion(question));
  return /\bwhich\b/.test(text) && !WANTS_ADVICE.test(text);
}

/** Words with which a visitor speaks of herself, or greets before she does. */
const OF_ONESELF =
  /^(?:(?:hi|hello|hey|so|ok|okay|well|yes|no|also|and|but|as you know|good (?:morning|evening)|there|thanks)[\s,.!]+)*(?:i|i['’]m|im|i['’]ve|ive|i['’]d|my (?:name|daughter|son|kid|child|wife|husband|partner|brother|sister|friend|mother|father|mum|mom|dad|boss|team|company|[\w-]+(?: [\w-]+)? (?:is|are|was|were|has|have))|we|we['’]re|as an?|being an?|(?:just |recently )?(?:got|been|lost|finished|graduated|quit|left|studied|worked)|currently|\d+ ?(?:\+ )?(?:years?|yrs?|yo)|name['’]?s|(?:explain|tell|put)(?: (?:it|this|that|to|me)){0,3} (?:like|as if|as though) i['’]?m?)\b/i;
/** A wish to know is no statement about oneself: it belongs to the question. */
const WISHES =
  /\b(?:wonder|wondering|know (?:if|whether|what|how|which|why)|understand|hear|ask|asking|question|curious)\b/i;
/** Where a statement ends and a question begins in one sentence. */
const ASKS_BEHIND =
  /[,;:–—]\s*(?=(?:(?:so|and|but|now|then|also|or)\s+)?(?:what|who|where|when|which|why|how|whats|hows|whos|is|are|was|were|am|do|does|did|can|could|will|would|should|shall|must|may|might|has|have|any(?:thing|one|body)?)\b)/gi;

/** A message in two: what the visitor states about herself, and what she asks. */
export interface Told {
  /** Empty when she only asks. */
  told: string;
  asks: string;
}

/** Takes the statements about oneself off a question: "I'm a nurse from Leeds, can I learn it?". Linear in its length. */
export function splitTold(text: string): Told {
  const asks = lastQuestion(text);
  const before = text.slice(0, text.indexOf(asks)).trim();
  // Another sentence before the question may be about anything; only what is said of oneself weighs little.
  const isTold = (part: string) => OF_ONESELF.test(part.trim()) && !WISHES.test(part) && !part.includes('?');
  if (before !== '')
    return isTold(before) && asks.includes('?') ? { told: before, asks } : { told: '', asks: text };
  const joint = [...asks.matchAll(ASKS_BEHIND)].at(-1);
  const told = joint ? asks.slice(0, joint.index) : '';
  return joint && isTold(told)
    ? { told, asks: asks.slice(joint.index + joint[0].length) }
    : { told: '', asks: text };
}

/** "I have two kids and a job": speaks of oneself, and asks nothing. */
export function tellsOfOneself(text: string): boolean {
  const asks = text.includes('?') || ASKS_WITHIN.test(text) || splitTold(text).told !== '';
  return OF_ONESELF.test(text) && !WISHES.test(text) && !asks;
}

/** "I'm 67 what do I pay": a question that no mark sets off. */
const ASKS_WITHIN =
  /\b(?:what|when|where|how (?:much|many|long|often|do|can))(?: \w+)? (?:do|does|can|must|should|will|would|is|are) (?:i|we|he|she|they|it|that|the)\b/i;

/** The last sentence that asks, or the whole text. */
export function lastQuestion(text: string): string {
  const parts = text.split(/(?<=[?!.])\s+/).filter((part) => part.trim() !== '');
  return parts.filter((part) => part.includes('?')).at(-1) ?? parts.at(-1) ?? text;
}
