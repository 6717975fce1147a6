/** Words before a question that only answer the turn before, announce the question, or point at it. General English only. */
import type { Lexicon } from '../text/lexicon.ts';
import { entities } from './rewrite.ts';

/** Openings that only answer the turn before, or announce what comes: "fine.", "ok good,", "one more thing:". */
const OPENING =
  /^(?:(?:good (?:morning|afternoon|evening|day)|hello|hi|hey|greetings)(?: there| again| everyone| all)?(?:[,.!]+\s*|\s+(?=(?:please|what|how|who|why|which|is|can)\b))|please,?\s+|(?:(?:i['’]?m|i am) )?(?:very |so )?sorry (?:for|about) (?:my|the) [\w' -]{2,25}[,.!;:]+\s*|(?:ok|okay|fine|good|great|cool|(?:many )?thanks(?: a lot| so much)?|thank you(?: very much| so much)?|wow|fair(?: enough| point)?|true|right|alright|i see|got it|hm+|oh|ah|nice|perfect|interesting|sure|yes|no|yeah|well|wait)[,.!;…]+\s*|(?:ok|okay|hm+|oh|ah)\s+|(?:(?:just|and|but|also) )?(?:one (?:more|last|final|further|quick)|(?:a )?(?:last|final|quick|follow[- ]?up)) (?:thing|question|one)[,.:;!…–-]+\s*){1,6}(?=\S{1,99}\s+\S)/i;
/** A sentence that only says how the last answer is taken: "that's sobering.", "makes sense.", "didn't know that.". */
const REMARK =
  /^(?:(?:ok|okay|oh|wow|hm+|well|thanks|thank you|and|but)[, ]+){0,3}(?:(?:that|this)(?:['’]?s| is| was| sounds| makes| helps)(?: [\w'’-]+){0,4}|makes sense|(?:good|nice|great) to know|fair (?:enough|point)|too bad|what a (?:pity|shame|relief)|(?:i )?(?:didn['’]?t|did not) know that|sounds [\w'’-]+|i (?:see|get it|understand)|(?:i['’]?m )?(?:not )?surpris(?:ing|ed))[.!;…]+\s+/i;
/** What stands behind a remark must ask, or it is what the remark is about. */
const ASKS =
  /\?|^(?:and|but|so|what|how|who|why|which|when|where|is|are|do|does|can|could|will|would|should)\b/i;
/** "I doubt that X", "I don't buy that X": whether X holds is asked. */
const DOUBTS =
  /^\W*(?:(?:well|but|hm+|sorry|honestly|hold on|wait)\W+){0,3}i (?:really )?(?:don['’]?t|do not|can['’]?t|cannot) (?:buy|believe|think|agree)(?: it| this)? (?:that )?(?!that\W|it\W|this\W|so\b|in\b|with\b)(?=\S+\s+\S+\s+\S)/i;
/** A sentence that waves something away. */
const REJECTS = /\b(?:don['’]?t|do not|not|never) (?:want|like|care about|interested in|need|looking for)\b/i;
/** "Same for X?", "does that apply to X too?" ask what was asked before. */
const SAME_FOR =
  /^\W*(?:(?:and|so|but)\W+)*(?:(?:is|are|does|do|would|will) )?(?:(?:that|this|it|they)(?:['’]s| is)? )?(?:also )?(?:the )?(?:same|true|valid|apply|applies|hold|holds|go|goes)(?: also| too)?(?: is| goes| applies| holds)?(?: true)? (?:for|to|in|of)\s+/i;
/** "And for X, same thing?" asks it as well. */
const SAME_BEHIND =
  /^\W*(?:(?:and|so|but)\W+)*(?:(?:what|how) about |for |with |in |as )?(?!(?:is|are|was|do|does|did|can|will|would|what|why|how|which|it|that|this)\b)([^?.!,;:]{2,60})[,:;?–-]\s*(?:the |is it the |is that the )?same(?: thing| story| answer| there| here| too)?\s*\??$/i;
const TOO = / (?:too|as well|also|either)[?.!\s]*$/i;

/** The message without an opening that asks nothing, and without a thing that is waved away before another is asked about. */
export function withoutOpening(question: string, lexicon: Lexicon): string {
  const text = withoutRemark(question.replace(OPENING, ''), lexicon).replace(DOUBTS, '');
  const sentences = text.split(/(?<=[.!;])\s+/);
  const asks = sentences.slice(1).join(' ');
  const isRejected = REJECTS.test(sentences[0] ?? '') && !(sentences[0] ?? '').includes('?');
  const kept = isRejected && entities(lexicon, asks).length > 0 ? asks : text;
  const same = kept.replace(SAME_FOR, 'and for ').replace(SAME_BEHIND, 'and for $1?');
  return same === kept ? kept : same.replace(TOO, '');
}

/** "That's sobering. Is there anything easier?" asks by its second sentence, unless the first one names a thing. */
function withoutRemark(text: string, lexicon: Lexicon): string {
  const [remark = ''] = REMARK.exec(text) ?? [];
  const rest = text.slice(remark.length);
  return remark !== '' && ASKS.test(rest) && entities(lexicon, remark).length === 0 ? rest : text;
}
