/** Recognises text that gives orders to whoever answers from it: what an attacker plants in an article. */
import { latinOf } from './lookalikes.ts';
import { type Sentence, sentences } from './sentences.ts';
import { fold } from './tokenize.ts';

/** Those whom such text addresses. */
const MACHINE =
  '(?:a\\.?i\\.?|llms?|gpts?|(?:large )?language models?|chat ?bots?|bots?|assistants?|(?:ai|llm|gpt) (?:assistants?|models?|systems?|agents?|readers?)|(?:automated|machine) (?:readers?|systems?|agents?|assistants?))';
/** Those whom it wants something told. */
const READER =
  '(?:an? |the |every |each |any |all |your )?(?:users?|visitors?|customers?|person asking|human)';
/** What governs a model's answers. */
const RULES =
  '(?:instructions?|prompts?|rules?|guidelines?|directions?|directives?|constraints?|restrictions?|polic(?:y|ies)|safeguards?)';

/**
 * Forms of orders, in folded text. Each says something that no statement about a topic says: whom it addresses, what is
 * to be ignored or given away, how to word an answer. Gaps are short, so every pattern runs in linear time.
 */
export const ORDERS: readonly RegExp[] = [
  // Marks that part the roles of a conversation, and lines that pretend to be spoken by one.
  /<\|\w{1,20}\|>/,
  /\[\/?inst\]/,
  /<<\/?sys>>/,
  /<\/?(?:system|assistant|instructions?|prompt)>/,
  /\[(?:system|admin|developer|assistant|important instructions?)\b[^\]]{0,40}\](?!\()/,
  /#{2,3} ?(?:system|instructions?|response)\b/,
  /^[\s*_>#"'-]*(?:system|assistant|developer|override|admin(?:istrator)?)(?: (?:message|prompt|note|override|notice|instruction|update|alert))? ?(?:\([^)]{0,30}\))? ?:/,
  /["']role["'] ?: ?["'](?:system|assistant|developer|user)["']/,
  /\bsystem (?:override|message|alert|notice|update) ?[:!-]/,
  /\b(?:begin|end|start) (?:of )?(?:system|hidden|new|admin) ?(?:prompt|instructions?|message)/,
  new RegExp(
    `\\b(?:ignore|disregard|forget|override|overrule|bypass|discard|neglect|stop following|do not (?:follow|obey))\\b(?: \\w+){0,3} (?:previous|prior|above|earlier|preceding|former|original|initial|other|existing|current|your|system|safety)(?: \\w+){0,2} ${RULES}\\b`,
  ),
  new RegExp(`\\b(?:ignore|disregard|forget)(?: all| any| every| of| the| these| those){1,3} ${RULES}\\b`),
  /\b(?:ignore|disregard|forget)\b (?:all |any |everything |of |that |the |was |you |have |been |what |were |is |came |said |told ){1,6}(?:before|above|previous(?:ly)?|earlier|so far|told|below|context)(?=[.,;:!"']|$| and\b| this\b| text)/,
  /\b(?:ignore|disregard|forget|discard) (?:the |all |any )?(?:previous|prior|above|other|earlier|preceding) (?:\w+ )?(?:passages?|articles?|text|messages?|context|content|documents?|sources?|conversations?)\b/,
  new RegExp(`\\b(?:if|because|since|when|while|as) (?:you|u)(?:'re| are|re) (?:an? )?${MACHINE}\\b`),
  new RegExp(
    `^\\W*(?:as|being) (?:an? |the )?(?:(?:helpful|harmless|honest|smart|virtual|digital|intelligent),? )*${MACHINE}, (?:you|your|please|always|never|do not|must|ignore|disregard|forget|say|tell|answer|respond|reply)\\b`,
  ),
  new RegExp(
    `^[\\s\\W_]*(?:(?:important|urgent|special|hidden|secret|confidential|internal|new|updated) )?(?:attention|note|notice|message|instructions?|reminder|memo|command|polic(?:y|ies)|guidance|directives?|orders?|dear|hey|hello)\\b[ :,-]{1,3}(?:(?:to|for|all|any|the|every|of) ){0,3}${MACHINE}(?:[,.:;!-]|$| (?:that|who|which|reading|processing|models?|please|you)\\b)`,
  ),
  new RegExp(
    `\\b${MACHINE} (?:(?:that|which|who|is|are|now|currently) ){0,2}(?:reading|reads?|processing|process(?:es)?|summari[sz](?:ing|es?)|parsing|indexing|answering from|quoting) (?:this|these|the (?:page|document|text|article|passage)s?)\\b`,
  ),
  /\b(?:from now on|henceforth|going forward|from this point on),? (?:you (?:are|must|will|answer|respond|only|always|never)|your (?:answer|name|role)|always|never|only|answer|respond|reply|every answer|all answers)\b/,
  /\byou are (?:now|no longer) (?:a|an|the|in|bound|called|known|free|my|our)\b/,
  /\byour (?:new|real|true|only|actual) (?:role|task|instructions?|name|persona|purpose|goal|job|identity|objective) (?:is|are)\b/,
  /\bnew (?:system )?(?:instructions?|prompt|directives?|persona)\b ?(?::|are|is|follow)/,
  /^(?:please |now |instead,? |then )*(?:act as|pretend (?:to be|that you|you)|role-?play as|behave (?:as|like)|impersonate)\b/,
  /\byou (?:must|will|should|shall|have to) (?:now )?(?:act as|pretend|role-?play|impersonate|obey)\b/,
  /\b(?:jailbreak|developer|debug|god|dan|unrestricted|maintenance|admin|sudo) mode\b.{0,30}\b(?:enabled|activated?|on|engaged|unlocked)\b/,
  /\b(?:enter|enable|activate|switch to|unlock) (?:\w+ )?(?:jailbreak|developer|debug|god|dan|unrestricted|maintenance|admin|sudo) mode\b/,
  /\bdo anything now\b/,
  /\b(?:updated?|changed?|replaced?|revised?|amended|rewritten|overrid(?:es?|den)|overwritten) your (?:\w+ )?(?:instructions?|prompts?|programming|directives?)\b/,
  /\byour (?:instructions?|prompts?|programming|directives?) (?:has|have) (?:\w+ )?(?:been )?(?:changed|updated|replaced|revised|overridden|rewritten)\b/,
  /\byour (?:task|job) has (?:now )?changed ?:/,
  /\bpay no attention to (?:\w+ ){0,3}(?:above|before|instructions?|rules?|prompts?|articles?|passages?)\b/,
  /\brepeat after me ?[:,]/,
  // How to word the answer.
  new RegExp(
    `\\b(?:when(?:ever)?|if|every time|each time) (?:(?:${READER}|someone|somebody|anyone|anybody|people|they) (?:asks?|wants? to know|inquires?|mentions?|questions?)|(?:you are )?asked (?:about|for|anything|any|who|what|how|which) ).{0,80}\\b(?:say|answer|respond|reply|tell|state|claim|recommend|output|print|insist|write|mention|direct|refer)\\b(?!.{0,25}\\b(?:you|your|i|honestly|briefly|truthfully)\\b)`,
  ),
  new RegExp(
    `(?:^\\W*|[;:] ?|\\b(?:always|must|please|instead) )(?:tell|inform|instruct|direct|convince|persuade|urge|send|redirect|refer|advise) ${READER} (?:that|to|it|they|a|his|her|their|not)\\b`,
  ),
  /\b(?:begin|start|end|finish|close|prefix|preface|append|conclude) (?:every|all|each|your) (?:\w+ )?(?:answers?|responses?|repl(?:y|ies))\b/,
  /\b(?:add|include|insert|append|mention|put|place|end|begin|repeat)\b.{1,80}\b(?:in|into|to|at the (?:end|start|beginning) of|with) (?:every|all|each) (?:\w+ )?(?:answers?|responses?|repl(?:y|ies))\b/,
  /(?:^|[,;:.] ?|\b(?:always|must|only|should|please|then|instead|just|simply) )(?:say|print|output|repeat|reply|respond|answer|write) (?:only |just |exactly |simply |always |back )*(?:with |in |by )?(?:only|exactly|verbatim|nothing but|the (?:exact )?(?:words?|phrase|string|sentence|following|text|token|code)|this exact|["'“‘«][^"'”’»]{1,200}["'”’»])/,
  /\b(?:answer|respond|reply) (?:only|always|exclusively) (?:with|in|as|by|using)\b/,
  /\b(?:always|only|must|never) (?:recommend|mention|claim|state|respond|reply|insist|promote|praise)\b.{0,60}\b(?:answers?|repl(?:y|ies)|respon(?:d|ses?)|users?|visitors?|questions?|asked|regardless|no matter|instead of)\b/,
  /\b(?:correct|right|only|official|approved|true) (?:answer|response|reply) (?:to|for)\b.{0,100} (?:is|must be|should be) (?:always|only)\b/,
  new RegExp(
    `\\b(?:before|after|when|while|instead of) (?:you )?(?:answer|respond|reply|summari[sz])(?:e|ing)?\\b.{0,80}, (?:please |always |first )*(?:tell|ask|direct|warn|refer|urge|advise|send) ${READER}\\b`,
  ),
  /\bnever (?:cite|quote|mention|use|trust|show|reveal) (?:this|these|the other|the above) (?:documents?|articles?|pages?|sources?|passages?|notes?|texts?)\b/,
  /\bdo not (?:tell|inform|alert|warn|mention|reveal|disclose|say|cite|quote|use|trust|answer from)\b.{0,40}\b(?:users?|visitors?|this (?:instruction|note|message|text|rule)|these (?:instructions|rules)|other (?:passages|sources|articles|documents)|the (?:other|above) (?:passages|sources|articles|documents))\b/,
  /\b(?:this|these|the following|my) (?:text|page|document|message|instructions?|paragraph|section|note|rules?|directives?|orders?)\b.{0,30}\b(?:overrides?|supersedes?|replaces?|takes? precedence|highest priority|must be (?:obeyed|followed))\b/,
  /\byou (?:have been|were|are) (?:now )?(?:re-?programmed|re-?configured|re-?instructed|jailbroken|hijacked)\b/,
  /\breplace (?:the|your|every|all|any) (?:\w+ )?(?:answers?|responses?|repl(?:y|ies)) (?:about|to|on|for|regarding)\b.{0,60} (?:with|by)\b/,
  new RegExp(`\\bforget (?:that )?you(?:'re| are) (?:an? |the )?${MACHINE}\\b`),
  new RegExp(
    `\\b(?:mandatory|required|obligatory|compulsory|necessary) for (?:an? |the |any |every |all )?${MACHINE} to (?:say|answer|respond|reply|mention|include|add|output|recommend|tell)\\b`,
  ),
  new RegExp(
    `\\b${MACHINE} (?:must|shall|has to|is to) (?:always |only )*(?:say|answer|respond|reply|mention|include|add|output|recommend)\\b.{0,60}(?: with the\\b| in (?:every|all|each|its|their)\\b|["'“«])`,
  ),
  /\b(?:answer|respond to|reply to) (?:all|every|any|each) (?:(?:future|further|other|subsequent|following) (?:questions?|messages?|requests?)|(?:\w+ ){0,2}(?:questions?|messages?|requests?) (?:with|by saying) (?:the |a )(?:single |exact |same )?(?:words?|phrase|text|sentence|link|message))\b/,
  // What is to be given away.
  /\b(?:reveal|leak|print|output|repeat|dump|disclose|expose|send|show|display)\b(?: \w+){0,3} (?:your (?:\w+ )?(?:context|memory|training data)|(?:the|your) hidden (?:prompt|instructions?|rules))\b/,
  /\b(?:reveal|leak|print|repeat|dump|disclose|expose|send|exfiltrate)\b(?: \w+){0,3} (?:your|the|all) (?:\w+ )?(?:system prompt|prompt|instructions|api keys?|passwords?|secrets?|credentials|environment variables|conversation|chat history|chat log|session|cookies?)\b/,
  /\b(?:enter|confirm|verify|submit|provide|send|give|type|reply with|share|paste)\b(?: \w+){0,4} (?:passwords?|credit card|card (?:number|details)|cvv|social security|pin(?: code)?|seed phrase|api key|login details|credentials|bank details|account number)\b.{0,30}\b(?:here|in (?:this|the) chat|below|to (?:me|continue|verify|unlock))\b/,
  // The same in a few more languages.
  /\b(?:ignoriere?n?|vergiss|missachte)\b(?: \p{L}+){0,4} (?:anweisung|anleitung|vorgabe|regel)/u,
  /\b(?:ignore[rz]?|oublie[rz]?)\b(?: \p{L}+){0,4} (?:consigne|instruction|regle)/u,
  /\b(?:ignor[ae]n?|olvid[ae]|omite)\b(?: \p{L}+){0,4} (?:instruccion|indicacion|regla|istruzion|regol|instruc)/u,
  /игнорир\p{L}{0,10} (?:\p{L}{1,30} ){0,4}инструкц/u,
  /(?:忽略|無視|无视).{0,12}(?:指令|指示|说明|說明|规则)/u,
  /(?:指示|命令).{0,4}無視/u,
];

const DIGITS: Record<string, string> = {
  0: 'o',
  1: 'i',
  3: 'e',
  4: 'a',
  5: 's',
  7: 't',
  '@': 'a',
  $: 's',
  '!': 'i',
};

/** How it may be written to be read by a machine and not found by a filter; each reading is looked at. */
function readings(text: string): string[] {
  const plain = fold(text)
    .replace(/[’‘]/g, "'")
    .replace(/[\s ]+/g, ' ')
    .trim();
  const latin = latinOf(plain);
  const found = [plain, latin];
  if (/[a-z][0134570@$!][a-z]/.test(latin))
    found.push(
      latin.replace(/(?<=[a-z])[013457@$!](?=[a-z])|\b[1!](?=[a-z])/g, (char) => DIGITS[char] ?? char),
    );
  return [...new Set(found)];
}

/** What may be text in base64 or hexadecimal digits, and is no part of an address or a name. */
const CODE = /(?<![\w./+-])[A-Za-z0-9+/]{24,}={0,2}(?![\w./+-]|\.\w)/g;

/** "I g n o r e  a l l": letters one by one. */
const SPACED = /(?:\b\p{L}[ .*_-]{1,3}){8}/u;

/** Whether a sentence holds words in a form that only a machine would read. */
function hidesWords(sentence: string): boolean {
  if (SPACED.test(sentence)) return true;
  return [...sentence.matchAll(CODE)].some(([code]) =>
    (['base64', 'hex'] as const).some((form) => {
      const text = Buffer.from(code, form).toString('latin1');
      return text.length >= 12 && /^[\n\x20-\x7e]+$/.test(text) && / \w+ /.test(text);
    }),
  );
}

/** Whether a sentence gives an order to whoever answers from it, or hides what it says in a code. */
export function givesOrders(sentence: string): boolean {
  return hidesWords(sentence) || readings(sentence).some((text) => ORDERS.some((order) => order.test(text)));
}

/** A line that only announces the order on the next one: "SYSTEM:". */
const ANNOUNCES = /^[^.!?]{0,60}$/;

/** A text as far as it may be said. */
interface Sound {
  sentences: readonly Sentence[];
  /** The whole, with a "[…]" in place of each sentence left out. */
  text: string;
}

/** Texts read before: passages are, again and again, and 26 patterns a sentence are worth remembering. */
const readBefore = new Map<string, Sound>();
/** Texts remembered at most; then all are forgotten. */
const MAX_REMEMBERED = 5000;

/**
 * The sentences of a text that may be said: without those that give orders, and without what follows one on its line,
 * which belongs to it.
 */
export function soundSentences(text: string): readonly Sentence[] {
  return soundOf(text).sentences;
}

/** A text with a "[…]" in place of what {@link soundSentences} leaves out. */
export function soundText(text: string): string {
  return soundOf(text).text;
}

function soundOf(text: string): Sound {
  const known = readBefore.get(text);
  if (known) return known;
  if (readBefore.size >= MAX_REMEMBERED) readBefore.clear();
  const found = findSound(text);
  readBefore.set(text, found);
  return found;
}

function findSound(text: string): Sound {
  const sound: Sentence[] = [];
  let taintedTo = -1;
  let result = '';
  let at = 0;
  for (const sentence of sentences(text)) {
    const isOrder = givesOrders(sentence.text);
    const isTainted = sentence.start < taintedTo;
    if (!isOrder && !isTainted) {
      sound.push(sentence);
      continue;
    }
    const lineEnd = text.indexOf('\n', sentence.end);
    const announces = isOrder && ANNOUNCES.test(sentence.text);
    const next = announces && lineEnd !== -1 ? text.indexOf('\n', lineEnd + 1) : lineEnd;
    taintedTo = Math.max(taintedTo, next === -1 ? text.length : next);
    result += `${text.slice(at, sentence.start)}[…]`;
    at = sentence.end;
  }
  return { sentences: sound, text: result + text.slice(at) };
}
