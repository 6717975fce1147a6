/** A leaning before there is a verdict: from the answers so far, or from the skills that a visitor brings. */
import { type Asked, type Done, OFFER } from './ask-tools.ts';
import { chosen } from './assessment.ts';
import { skillGap } from './gap.ts';
import { toReply } from './reply.ts';
import { lead, type Said, sentence, withArticle } from './said.ts';
import { points } from './say-verdict.ts';
import type { Role } from './schema.ts';
import { type CareerState, skillsOf } from './state.ts';
import { verdict } from './verdict.ts';

/** Answers whose reasons a leaning names. */
const NAMED = 3;

/** Which role the few answers so far point to, with the reasons that weigh most. Undefined: fewer than `atLeast`. */
export function leaning({ career, knowledge, state }: Asked, atLeast: number): Done | undefined {
  const { assessment } = career;
  const given = chosen(assessment, state.answers);
  if (given.length < atLeast) return undefined;
  const rules = { ...assessment.verdict, askAtLeast: 1 };
  const outcome = verdict({ ...assessment, verdict: rules }, state.answers);
  const role = career.roles.find(({ id }) => id === outcome.role);
  const sorted = [...outcome.scores].sort((a, b) => b.percent - a.percent);
  const scores = sorted
    .map((one) => `${career.roles.find(({ id }) => id === one.role)?.field} ${points(one)}`)
    .join(', ');
  const weight = (given: Record<string, number>) => Math.max(...Object.values(given).map(Math.abs));
  const reasons = outcome.ledger
    .filter(({ points }) => weight(points) > 0)
    .sort((a, b) => weight(b.points) - weight(a.points))
    .slice(0, NAMED);
  const basis = given.length === 1 ? 'On the one thing you said so far' : 'On what you said so far';
  const opening = role ? `${basis}, it leans to ${role.field}` : `${basis}, either could fit`;
  const said: Said['statements'] = [
    lead(`${opening}: ${scores}.`),
    ...reasons.map(({ questionId, answer, reason }) =>
      sentence(`${quoted(state, questionId, answer)}: ${lowered(reason.text)}`, reason),
    ),
    lead(`What is uncertain: ${outcome.uncertainty.text}`, outcome.uncertainty.reason),
    sentence(`A cheap test: ${outcome.cheapTest.text}`, outcome.cheapTest.reason),
  ];
  const reply = toReply(
    knowledge,
    { statements: said },
    {
      outcome: 'answered',
      followUps: [
        ...(state.done ? [] : [state.started ? OFFER.resume : OFFER.test]),
        ...(role && career.skills ? [OFFER.gap(role)] : []),
        OFFER.compare,
      ],
      standaloneQuery: role ? `Who does ${role.field} fit?` : 'Which role fits me?',
    },
  );
  return { reply, state: { ...state, ...(role ? { role: role.id } : {}) } };
}

export function quoted({ stated }: CareerState, questionId: string, answer: string): string {
  const words = stated[questionId];
  return words === undefined ? `You chose “${answer}”` : `You said “${words}”`;
}

/** A sentence that goes on after a colon; names keep their capitals. */
export function lowered(text: string): string {
  return /^(?:You|Anyone|The|A|It|This)\b/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}

/** How much of what each role expects of a beginner the stated skills cover, in percent. */
function covered({ career, state }: Asked): { role: Role; percent: number }[] {
  const { skills: file } = career;
  if (!file) return [];
  return career.roles.map((role) => {
    const { lines } = skillGap(file, role.id, skillsOf(career, state));
    const [has, needs] = lines.reduce(
      ([has, needs], { weight, required, gap }) => [
        has + weight * (required - gap),
        needs + weight * required,
      ],
      [0, 0],
    );
    return { role, percent: needs === 0 ? 0 : Math.round((100 * has) / needs) };
  });
}

/** The role of which the stated skills cover most; undefined where none leads. */
export function nearestRole(asked: Asked): Role | undefined {
  const [first, second] = covered(asked).sort((a, b) => b.percent - a.percent);
  return first && second && first.percent > second.percent ? first.role : undefined;
}

/** Which role is nearer by skills and background alone, where nothing is known of what a visitor likes. */
export function nearer(asked: Asked): Done | undefined {
  const { career, knowledge, state } = asked;
  const sorted = covered(asked).sort((a, b) => b.percent - a.percent);
  const [first, second] = sorted;
  if (!first || !second || first.percent === second.percent) return undefined;
  const from = career.plan?.backgrounds.find(({ id }) => id === state.background);
  const percents = sorted.map(({ role, percent }) => `${role.field} ${percent} %`).join(', ');
  const start = from ? `starting as ${withArticle(from.name)}` : 'by the skills you state';
  const outcome = verdict(career.assessment, state.answers);
  const note = from?.notes[first.role.id];
  const said: Said['statements'] = [
    lead(`${first.role.field} is nearer, ${start}.`),
    ...(note ? [sentence(note.text, note.reason)] : []),
    sentence(`Of what is expected of a beginner, that covers: ${percents}.`),
    lead(`What is uncertain: ${outcome.uncertainty.text}`, outcome.uncertainty.reason),
    sentence(`A cheap test: ${outcome.cheapTest.text}`, outcome.cheapTest.reason),
  ];
  const reply = toReply(
    knowledge,
    { statements: said },
    {
      outcome: 'answered',
      followUps: [state.started ? OFFER.resume : OFFER.test, OFFER.gap(first.role), OFFER.compare],
      standaloneQuery: `Who does ${first.role.field} fit?`,
    },
  );
  return { reply, state: { ...state, role: first.role.id, last: 'note' } };
}
