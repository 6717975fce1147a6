/** What visitors state about themselves in passing: noted, said when it is used, and given to the model. */
import { terms } from '../text/tokenize.ts';
import { score } from './assessment.ts';
import { readBackground, readWeeks } from './background.ts';
import { namesOf } from './mentions.ts';
import { enumerate, withArticle } from './said.ts';
import type { Career } from './schema.ts';
import { readSignals } from './signals.ts';
import { readSkills } from './skills.ts';
import { type CareerState, withAnswer } from './state.ts';

export interface Learned {
  state: CareerState;
  /** What this message added, each as it is said after "noted": "Python (does it alone)". */
  news: string[];
}

/**
 * Adds to `state` what `text` states. The latest word on a thing counts.
 * @param options.listed the visitor was just asked for skills, so that a bare list is a claim.
 * @param options.withWeeks a time in it is the time there is: "is six months a lie?" gives none.
 * @param options.asked a question of the assessment whose answer is read elsewhere.
 */
export function learn(
  career: Career,
  before: CareerState,
  text: string,
  {
    listed = false,
    withWeeks = false,
    asked,
  }: { listed?: boolean; withWeeks?: boolean; asked?: string } = {},
): Learned {
  const state = { ...before };
  const news: string[] = [];
  const said = career.skills ? readSkills(career.skills, text, { listed }) : { skills: [], unknown: [] };
  for (const skill of said.skills) {
    state.skills = [...state.skills.filter(({ skillId }) => skillId !== skill.skillId), skill];
    const name = career.skills?.skills.find(({ id }) => id === skill.skillId)?.name ?? skill.skillId;
    news.push(`${name} (${career.skills?.levels[skill.level]?.name})`);
  }
  const unknown = said.unknown.map(plain);
  state.unknown = [...new Set([...state.unknown, ...unknown])];
  news.push(...unknown.map((name) => `${name} (not in my list of skills)`));
  const roles = career.roles.map(namesOf);
  const background = career.plan && readBackground(career.plan, text, roles);
  if (background) {
    state.background = background.id;
    news.unshift(`you start as ${withArticle(background.name)}`);
  }
  const weeks = withWeeks ? readWeeks(text) : undefined;
  if (weeks !== undefined) {
    state.weeks = weeks;
    news.push(`${weeks} ${weeks === 1 ? 'week' : 'weeks'}`);
  }
  const noted = [...said.skills.map(({ words }) => words), ...(background?.words ?? [])].join(' ');
  for (const { questionId, answerId, words: typed } of readSignals(career.assessment, text)) {
    if (questionId === asked) continue;
    const words = plain(typed);
    state.answers = withAnswer(state.answers, questionId, answerId);
    state.stated = { ...state.stated, [questionId]: words };
    state.skipped = state.skipped.filter((id) => id !== questionId);
    // "know Python" was just noted as a skill.
    if (!repeats(typed, noted)) news.push(`“${words}”`);
  }
  return { state, news };
}

/** Whether what is quoted names one of the things noted already. */
function repeats(quoted: string, noted: string): boolean {
  const known = new Set(terms(noted).map(({ term }) => term));
  return terms(quoted).some(({ term }) => known.has(term));
}

/** Typed words without what would be markup, or a marker of a citation, where they are said again. */
function plain(words: string): string {
  return words.replace(/[[\]*_`<>|#\\]/g, '').replace(/\s+/g, ' ');
}

/** "You said that you bring Python, but not Calculus, and start as a QA engineer or tester." Undefined: nothing yet. */
export function youSaid(career: Career, { skills, background, weeks }: CareerState): string | undefined {
  const names = (from: number, to: number) =>
    skills
      .filter(({ level }) => level >= from && level <= to)
      .map(({ skillId }) => career.skills?.skills.find(({ id }) => id === skillId)?.name ?? skillId);
  const from = career.plan?.backgrounds.find(({ id }) => id === background);
  const [has, little, lacks] = [names(2, 4), names(1, 1), names(0, 0)];
  const parts = [
    ...(from ? [`start as ${withArticle(from.name)}`] : []),
    ...(has.length > 0 ? [`bring ${enumerate(has)}`] : []),
    ...(little.length > 0 ? [`know little of ${enumerate(little)}`] : []),
    ...(lacks.length > 0 ? [`do not know ${enumerate(lacks, 'or')} yet`] : []),
    ...(weeks === undefined ? [] : [`have ${weeks} ${weeks === 1 ? 'week' : 'weeks'}`]),
  ];
  return parts.length > 0 ? `You said that you ${enumerate(parts)}.` : undefined;
}

/** One line for the model: what was stated, with the assessment's arithmetic. Undefined: nothing yet. */
export function profileLine(career: Career, state: CareerState): string | undefined {
  const { assessment } = career;
  const facts = youSaid(career, state);
  const answers = assessment.questions.flatMap(({ id, question, answers }) => {
    const given = answers.find((answer) => answer.id === state.answers[id]);
    const words = state.stated[id];
    return given ? [`${question} ${given.label}${words === undefined ? '' : ` (read from “${words}”)`}`] : [];
  });
  if (!facts && answers.length === 0) return undefined;
  const points = score(assessment, state.answers).map(
    ({ role, points, outOf }) => `${assessment.roles.find(({ id }) => id === role)?.name} ${points}/${outOf}`,
  );
  return [
    ...(facts ? [facts.replace('You said that you', 'The visitor said to')] : []),
    ...(answers.length > 0 ? [`Answers: ${answers.join('; ')}. Points so far: ${points.join(', ')}.`] : []),
  ].join(' ');
}
