/** "Is 8 weeks realistic?", "how long would that take?": what authors say about the time, and what it depends on. */
import { words } from '../text/tokenize.ts';
import { type Asked, type Done, OFFER, roleFor } from './ask-tools.ts';
import { readWeeks } from './background.ts';
import { readRole } from './intent.ts';
import { namesOf } from './mentions.ts';
import { learningPlan } from './plan.ts';
import { toReply } from './reply.ts';
import { counted, enumerate, lead, sentence } from './said.ts';
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

/** @returns undefined where no time of a plan is asked about, or the owner has no opinions on it. */
export function timeTurn(
  asked: Asked,
  before: CareerState,
  text: string,
  lastQuestion = '',
): Done | undefined {
  const { career, knowledge, state } = asked;
  const { plan } = career;
  const paced = PACE.test(text);
  const supposes = paced && /\bwhat if\b/i.test(text) && (before.last === 'plan' || state.planned === true);
  text = text.replace(PACE, '');
  if (!plan || !isShort(text)) return undefined;
  const asksLength = HOW_LONG.test(text);
  // Weeks that are named tell that the time is meant; without them only right after a plan.
  const bare = BARE_NUMBER.exec(text)?.[1];
  const unit = /\bmonths?\b/i.test(lastQuestion) ? 'months' : 'weeks';
  const weeksAsked = readWeeks(text) ?? (bare === undefined ? undefined : readWeeks(`in ${bare} ${unit}`));
  const isTimed = weeksAsked !== undefined;
  const wasTimed = HOW_LONG.test(lastQuestion) || readWeeks(lastQuestion) !== undefined;
  const isAsked = asksLength
    ? asksOnlyTime(career, text) &&
      (paced ||
        state.background !== undefined ||
        before.last === 'plan' ||
        before.last === 'gap' ||
        before.last === 'note')
    : (REALISTIC.test(text) && (before.last === 'plan' || ((state.planned || wasTimed) && isTimed))) ||
      (ASKS.test(text) && LEARNS.test(text) && readWeeks(text) !== undefined) ||
      supposes;
  if (!isAsked) return undefined;
  const role = roleFor(career, state, readRole(career, text));
  const weeks = asksLength ? undefined : isTimed ? weeksAsked : state.weeks;
  const forRole = plan.opinions.filter((one) => !role || one.role === undefined || one.role === role.id);
  const own = forRole.filter(({ background }) => background !== undefined && background === state.background);
  const general = forRole.filter(({ background }) => background === undefined);
  const opinions = own.length > 0 ? [...own, ...general] : forRole;
  const steps = role && weeks !== undefined ? stepsOf(asked, role.id) : undefined;
  const rest = plan.dependsOn.map(({ text, reason }) => sentence(text, reason));
  const [first, ...others] = opinions;
  const reply = toReply(
    knowledge,
    {
      statements: [
        lead(
          others.length === 0
            ? 'The sources give no estimate of how long this takes.'
            : weeks === undefined
              ? 'No source gives one number.'
              : `It depends on where you start, and no source promises that ${counted(weeks, 'week')} ${weeks === 1 ? 'is' : 'are'} enough.`,
        ),
        ...(first && others.length > 0
          ? [
              sentence(`Single authors estimate ${first.text}`.replace(/[,.]?$/, ';'), first.reason),
              ...others.map(({ text, reason }, at) =>
                sentence(`${text}${at === others.length - 1 ? '.' : ';'}`, reason),
              ),
            ]
          : []),
        ...(steps !== undefined && weeks !== undefined
          ? [
              sentence(
                `Over the ${counted(steps, 'step')} of the plan, ${counted(weeks, 'week')} make about ${perStep(weeks, steps)} for each.`,
              ),
            ]
          : []),
        ...rest,
      ],
    },
    {
      outcome: 'answered',
      followUps: [
        ...(role ? [OFFER.plan(role)] : career.roles.map(OFFER.plan)),
        ...(role && career.skills ? [OFFER.gap(role)] : []),
      ],
      standaloneQuery: `In which order do I learn, and how long does it take to learn ${
        role?.field ??
        enumerate(
          career.roles.map(({ field }) => field),
          'or',
        )
      }?`,
    },
  );
  return { reply, state: { ...state, last: 'plan' } };
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
