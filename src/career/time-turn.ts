/** "Is 8 weeks realistic?", "how long would that take?": what authors say about the time, and what it depends on. */
import { words } from '../text/tokenize.ts';
import { type Asked, type Done, OFFER, roleFor } from './ask-tools.ts';
import { readWeeks } from './background.ts';
import { readRole } from './intent.ts';
import { namesOf } from './mentions.ts';
import { learningPlan } from './plan.ts';
import { toReply } from './reply.ts';
import { counted, enumerate, lead, sentence } from './said.ts';
import type { PlanFile, Role } from './schema.ts';
import type { CareerState } from './state.ts';
import { isShort } from './wishes.ts';

const REALISTIC =
  /\b(?:realistic|realistically|feasible|doable|achievable|possible|enough|manageable|ambitious|optimistic|reasonable|sufficient|too (?:short|long|much|fast|little|few|tight)|make it|can i do (?:it|that|this)|can (?:it|that|this) be (?:done|faster|quicker)|faster|quicker|speed (?:it|this|that) up)\b/i;
export const HOW_LONG =
  /\bhow (?:long|much time|many (?:weeks|months|years|hours))\b|^\W*(?:and )?(?:the )?time\W*$/i;
/** "Can I do it in 5?": a bare number is weeks where weeks were just spoken of. */
const BARE_NUMBER = /\b(?:in|is|are|with|about|maybe) (\d{1,3})\b(?!\s*(?:%|percent|hours|years old))/i;
/** "Can I learn it in 3 months?": asked of what is to be learnt, with the time at once. */
const LEARNS =
  /\b(?:learn|become|switch|get (?:ready|hired|there|into|a job)|be ready|make the (?:switch|move)|enough|realistic|possible|doable)\b/i;
/** "With 6 hours a week": how fast, which no author's estimate takes into account. */
const PACE =
  /\b(?:(?:with|at|in|if i (?:only )?have|having|doing|spending|i have|for) )?(?:only |about |just |around |roughly )?\d{1,2}(?:\s?-\s?\d{1,2})? ?(?:hours?|hrs?|h) (?:a|per|each|every) (?:week|day|evening|weekend)\b|\bwhat if i (?:only )?(?:had|have|did|got|get) \d{1,2} (?:hours?|hrs?)\b/i;
const ASKS = /^\W*(?:(?:so|and|but|ok|okay|well)\W+)?(?:can|could|is|are|will|would|do|does|am)\b/i;

/** What a message asks of the time. */
interface TimeAsked {
  /** The weeks that are to be judged; undefined where it asks how many there must be. */
  weeks: number | undefined;
  role: Role | undefined;
}

/** @returns undefined where no time of a plan is asked about, or the owner has no plan. */
export function timeTurn(
  asked: Asked,
  before: CareerState,
  text: string,
  lastQuestion = '',
): Done | undefined {
  const { career, knowledge, state } = asked;
  const time = career.plan && readTime(asked, before, text, lastQuestion);
  if (!career.plan || !time) return undefined;
  const { role } = time;
  const fields = career.roles.map(({ field }) => field);
  const reply = toReply(
    knowledge,
    {
      statements: [
        ...sayOpinions(career.plan, time, state),
        ...sayShare(asked, time),
        ...sayRest(career.plan),
      ],
    },
    {
      outcome: 'answered',
      followUps: [
        ...(role ? [OFFER.plan(role)] : career.roles.map(OFFER.plan)),
        ...(role && career.skills ? [OFFER.gap(role)] : []),
      ],
      standaloneQuery: `In which order do I learn, and how long does it take to learn ${role?.field ?? enumerate(fields, 'or')}?`,
    },
  );
  return { reply, state: { ...state, last: 'plan' } };
}

/** Reads whether, and what, a message asks of the time. */
function readTime(
  { career, state }: Asked,
  before: CareerState,
  message: string,
  lastQuestion: string,
): TimeAsked | undefined {
  const text = message.replace(PACE, '');
  if (!isShort(text)) return undefined;
  const paced = PACE.test(message);
  const named = readWeeks(text);
  const role = roleFor(career, state, readRole(career, text));
  if (HOW_LONG.test(text)) {
    const isOurs = paced || state.background !== undefined || ASKED_OF.has(before.last);
    return isOurs && asksOnlyTime(career, text) ? { weeks: undefined, role } : undefined;
  }
  // Weeks that are named tell that the time is meant; without them only right after a plan.
  const bare = BARE_NUMBER.exec(text)?.[1];
  const unit = /\bmonths?\b/i.test(lastQuestion) ? 'months' : 'weeks';
  const weeks = named ?? (bare === undefined ? undefined : readWeeks(`in ${bare} ${unit}`));
  const wasTimed = HOW_LONG.test(lastQuestion) || readWeeks(lastQuestion) !== undefined;
  const doubts =
    REALISTIC.test(text) && (before.last === 'plan' || ((state.planned || wasTimed) && weeks !== undefined));
  const asks = ASKS.test(text) && LEARNS.test(text) && named !== undefined;
  const supposes =
    paced && /\bwhat if\b/i.test(message) && (before.last === 'plan' || state.planned === true);
  return doubts || asks || supposes ? { weeks: weeks ?? state.weeks, role } : undefined;
}

/** After these, "how long?" is asked of the visitor's own way. */
const ASKED_OF: ReadonlySet<CareerState['last']> = new Set<CareerState['last']>(['plan', 'gap', 'note']);

/** What single authors estimate; those first who speak of the visitor's background. */
function sayOpinions({ opinions }: PlanFile, { weeks, role }: TimeAsked, { background: from }: CareerState) {
  const forRole = opinions.filter((one) => !role || one.role === undefined || one.role === role.id);
  const own = forRole.filter(({ background }) => background !== undefined && background === from);
  const general = forRole.filter(({ background }) => background === undefined);
  const [first, ...others] = own.length > 0 ? [...own, ...general] : forRole;
  if (!first) return [lead('The sources give no estimate of how long this takes.')];
  const caution =
    weeks === undefined
      ? others.length > 0 && 'No source gives one number.'
      : `It depends on where you start, and no source promises that ${counted(weeks, 'week')} ${weeks === 1 ? 'is' : 'are'} enough.`;
  const who = others.length > 0 ? 'Single authors estimate' : 'One author estimates';
  return [
    ...(caution ? [lead(caution)] : []),
    sentence(ended(`${who} ${first.text}`, others.length > 0 ? ';' : '.'), first.reason),
    ...others.map(({ text, reason }, at) =>
      sentence(`${text}${at === others.length - 1 ? '.' : ';'}`, reason),
    ),
  ];
}

function ended(text: string, mark: string): string {
  return text.replace(/[,.]?$/, mark);
}

/** What the weeks leave for each step of the plan. */
function sayShare(asked: Asked, { weeks, role }: TimeAsked) {
  const steps = role && weeks !== undefined ? stepsOf(asked, role.id) : undefined;
  if (steps === undefined || weeks === undefined) return [];
  const share = `${counted(weeks, 'week')} make about ${perStep(weeks, steps)} for each`;
  return [sentence(`Over the ${counted(steps, 'step')} of the plan, ${share}.`)];
}

/** What else it depends on. */
function sayRest({ dependsOn }: PlanFile) {
  return dependsOn.map(({ text, reason }) => sentence(text, reason));
}

const ASKING = new Set(
  'how long much time many weeks months years would will does do it that this take takes i me my need to for in as a an the learn become get ready until till switch into there and so ok roughly about be am im people person someone anyone plan path usually normally typically really exactly'.split(
    ' ',
  ),
);

/** "How long would AI take me?": nothing is named but a role. */
function asksOnlyTime(career: Asked['career'], text: string): boolean {
  const names = new Set(
    career.roles.flatMap((role) => words(namesOf(role).join(' ')).map(({ word }) => word)),
  );
  return words(text).every(({ word }) => ASKING.has(word) || names.has(word));
}

/** Steps that the plan would hold for this visitor. */
function stepsOf({ career, state }: Asked, role: string): number | undefined {
  const background = career.plan?.backgrounds.find(({ id }) => id === state.background);
  const plan =
    career.plan &&
    learningPlan(career.plan, career.skills?.skills ?? [], {
      role,
      stated: state.skills,
      ...(background ? { background } : {}),
    });
  return plan && plan.steps.length > 0 ? plan.steps.length : undefined;
}

function perStep(weeks: number, steps: number): string {
  const halves = Math.round((2 * weeks) / steps) / 2;
  return halves < 1 ? 'half a week or less' : counted(halves, 'week');
}
