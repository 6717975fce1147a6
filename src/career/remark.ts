/** Takes note of what visitors state of themselves, and says what the documents make of it. */
import { type Asked, type Done, OFFER, roleFor } from './ask-tools.ts';
import { lowered } from './leaning.ts';
import { toReply } from './reply.ts';
import { enumerate, lead, type Statement, sentence } from './said.ts';
import type { CareerState } from './state.ts';

/** Statements about what was noted, at most. */
const MAX_SAID = 3;

/** Notes `news`, the changes since `before`, and what speaks for which role because of them. */
export function remark(
  { career, knowledge, state }: Asked,
  before: CareerState,
  news: readonly string[],
): Done {
  const changed: CareerState = {
    ...state,
    skills: state.skills.filter((skill) => !before.skills.includes(skill)),
    answers: Object.fromEntries(
      Object.entries(state.answers).filter(([id, answer]) => before.answers[id] !== answer),
    ),
  };
  const from =
    state.background === before.background
      ? undefined
      : career.plan?.backgrounds.find(({ id }) => id === state.background);
  const said: Statement[] = [
    ...followsFromAnswers(career, changed, news),
    ...career.roles.flatMap(({ id, field }) => {
      const note = from?.notes[id];
      return note ? [sentence(`Towards ${field}: ${lowered(note.text)}`, note.reason)] : [];
    }),
    ...changed.skills
      .filter(({ level }) => level > 0)
      .flatMap(({ skillId }) => career.skills?.skills.find(({ id }) => id === skillId) ?? [])
      .map(({ reason }) => sentence(reason.text, reason)),
  ].slice(0, MAX_SAID);
  const role = roleFor(career, state) ?? career.roles[0];
  const use = career.skills
    ? 'I can set it against a role, or use it when we look at which one suits you.'
    : 'I use it when we look at which role suits you.';
  return {
    reply: toReply(
      knowledge,
      { statements: [lead(`Noted: ${enumerate(news)}.`), ...said, sentence(use)] },
      {
        outcome: said.length > 0 ? 'answered' : 'smalltalk',
        followUps: [
          ...(state.done ? [] : [state.started ? OFFER.resume : OFFER.test]),
          ...(career.skills && role ? [OFFER.gap(role)] : []),
          ...(career.plan && role ? [OFFER.plan(role)] : []),
        ],
      },
    ),
    state: { ...state, last: 'note' },
  };
}

/** "“hate maths” speaks for AI engineering: ...": the answers read from it, each with its reason. */
function followsFromAnswers(
  { assessment, roles }: Asked['career'],
  { answers, stated }: CareerState,
  news: readonly string[],
): Statement[] {
  const isNoted = (words: string) => news.some((one) => one.includes(words));
  return assessment.questions.flatMap((question) => {
    const answer = question.answers.find(({ id }) => id === answers[question.id]);
    const words = stated[question.id];
    if (!answer || words === undefined) return [];
    const ranked = roles
      .map((role) => ({ role, points: answer.points[role.id] ?? 0 }))
      .sort((a, b) => b.points - a.points);
    const [first, second] = ranked;
    if (!first || !second || first.points === second.points) return [];
    return [
      sentence(
        `${isNoted(words) ? `“${words}”` : 'That'} speaks for ${first.role.field}: ${lowered(answer.reason.text)}`,
        answer.reason,
      ),
    ];
  });
}
