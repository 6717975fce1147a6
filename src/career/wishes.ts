/** Small signs of what a message wants: a question, a choice, to go on, to begin again. */

import { words } from '../text/tokenize.ts';
import { fits } from '../understanding/act-patterns.ts';
import type { CareerIntent } from './intent.ts';

/** Longest message, in words, that only goes on from the last one. */
const SHORT = 8;

export function isShort(text: string): boolean {
  return words(text).length <= SHORT;
}

/** "Python, Docker and Git": parts joined by commas or "and". */
export function isList(text: string): boolean {
  return text.split(/,|\band\b|\n|;/i).filter((part) => part.trim() !== '').length > 1;
}

const QUESTION_WORDS =
  /(?:^|[.!,;]\s*|\b(?:and|but|so|then|ok|okay)\s+)(?:what|why|how|which|who|whom|whose|where|when|(?:what|who|where|how|why|when)['’]?s|is|are|am|was|do|does|did|can|could|should|would|will|has|have you)\s+\w/i;
const REQUESTS =
  /(?:^|[.!,;]\s*|\b(?:and|but|so|then|ok|okay|please)\s+)(?:please\s+)?(?:tell|explain|describe|define|show|give|list|compare|help|advise|recommend|suggest|summarise|summarize|let me know|i (?:wonder|want to know|need to know|would like to know))\b/i;
/** "I know Python is it enough": a question within, without its mark. */
const WITHIN =
  /\b(?:is|are|does|do|can|could|should|will|would) (?:it|this|that|i|they|there|we)\b(?! (?:not )?(?:my|mine|me)\b)/i;

/** "Rusty but would relearn", "never did and can't": the visitor is left out, and nothing is asked. */
const SHORTENED =
  /\b(?:and|but) (?:could|would|will|can|should|do|did|am|was|have) (?:not |rather |also |still |gladly |happily )*(?:re)?(?:learn|study|try|like|love|hate|want|need|do|work|practise|practice|build|built|did)\b/gi;

/** True for a message that asks or requests something. */
export function isQuestion(text: string): boolean {
  const asks = text.replace(SHORTENED, '');
  return /[?？]/.test(text) || QUESTION_WORDS.test(asks) || REQUESTS.test(text) || WITHIN.test(text);
}

const CHOICE: readonly RegExp[] = [
  /\b(?:which|what) (?:one|role|path|job|career|of (?:them|these|the two)(?: (?:roles|jobs|paths))?)(?: (?:then|now|is (?:it|closer|closest|nearer|nearest)|is (?:better|best|right|easier|easiest) for me|would you (?:pick|choose|recommend|suggest)|should i (?:choose|pick|take|go for|become)))\b/i,
  /\bwhich then\b/i,
  /\bwhich (?:one |role |path )?(?:fits|suits)(?: me)?(?: better| best| more)?\W*$/i,
  /\bwhich is (?:it|closer|nearer|(?:better|best|right|easier) for me)\b/i,
  /\b(?:so|ok|and) which(?: one| role)?$/i,
  /^which (?:one|role)$/i,
  /\bwhat (?:should|shall|would|do) (?:i|you) (?:choose|pick|recommend|suggest|go for)\b/i,
  /\bwhat would you (?:choose|pick|recommend|suggest|advise)(?: (?:for|to) me)?\b/i,
  /\bwhat (?:suits|fits) me\b/i,
];

/** "Which one for me?", "so which?", "what do you recommend?", where nothing else is asked. */
const CHOOSE_FOR_ME: readonly RegExp[] = [
  /\b(?:which|what)(?: (?:one|role|path|job|career|of (?:them|these|the two)))?(?: (?:is|would be|then|now))?,? for (?:me|someone like me|my (?:background|profile|case))\W*$/i,
  /^\W*(?:(?:so|ok|okay|and|then|well)\W+){1,3}which(?: (?:one|role))?(?: (?:is it|now|then))?\W*$/i,
  /^\W*(?:(?:so|and|ok|okay)\W+)?(?:and )?now\W*$/i,
  /\b(?:what|which)(?: one)?(?: do| would)? you (?:recommend|suggest|advise)\W*$/i,
  /\b(?:your|any) (?:recommendation|suggestion|advice)(?: (?:for|to) me)?\W*$/i,
];

/** "Which one then?", "which one suits me?": wants a leaning, where something is known of the visitor. */
export function wantsChoice(text: string, intent: CareerIntent | undefined): boolean {
  return fits(CHOICE, text) || fits(CHOOSE_FOR_ME, text) || intent?.tool === 'assessment';
}

/** True where the assessment itself is named, or to be asked questions. */
export function isTest(text: string): boolean {
  return /\b(?:test|quiz|assessment|assess|questions?|fit check|take it)\b/i.test(text);
}

const RESUME =
  /^\W*(?:(?:ok|okay|and|so|now|please|lets|let['’]s|let us|yes|can we|back|i want to)\W+)*(?:go on|go ahead|continue|continuing|carry on|resume|keep going|proceed|next question|next|back to (?:the )?(?:test|questions?|quiz|assessment)|(?:to )?the (?:test|quiz|assessment)|where were we)\b/i;

/** "Go on", "continue the test", "next question". */
export function isResume(text: string): boolean {
  return isShort(text) && RESUME.test(text);
}

/** "Start over", "restart the test". */
export function isRestart(text: string): boolean {
  return (
    isShort(text) &&
    /\b(?:start (?:over|again|afresh|from scratch|from the (?:start|beginning))|restart|begin again|from the beginning|reset)\b/i.test(
      text,
    ) &&
    !/[?]/.test(text)
  );
}

const ASKS_RESULT: readonly RegExp[] = [
  /\bwhat (?:do|have) i (?:have|got) (?:so far|until now|by now)\b/i,
  /\bwhere (?:do i stand|am i) (?:so far|now|with (?:this|it))\b/i,
  /\b(?:score|tally|standing) so far\b/i,
  /\b(?:give|show|tell|see|have|get|want|what(?:['’]?s| is))\b[^.!?]{0,20}\b(?:results?|verdict|score)\b/i,
];

/** "Give me the result", "what is my verdict?". */
export function wantsResult(text: string): boolean {
  return fits(ASKS_RESULT, text);
}

/** "I don't want a test", said where none is running: the offer of one is declined. */
export function declinesTest(text: string): boolean {
  return /\b(?:no|without|not|don['’]t|do not|never|skip|forget)\b[^.!?,]{0,25}\b(?:test|quiz|assessment|questions?)\b(?: (?:now|please|yet|today|then|thanks?))*\W*$/i.test(
    text,
  );
}

/** "Scrap the quiz, ...": it is named to be left. */
export function leavesTest(text: string): boolean {
  return /\b(?:scrap|forget|drop|stop|leave|skip|cancel|quit|end|enough of|no more of|not now|later with|without|not|don['’]t want|do not want|no)\b[^.!?,]{0,20}\b(?:test|quiz|assessment|questions)\b/i.test(
    text,
  );
}
