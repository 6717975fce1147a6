/** What a conversation remembers of the career tools, kept as JSON in `memory.career` of its latest turn. */
import { z } from 'zod';
import type { PastTurn } from '../domain.ts';
import type { Answers } from './assessment.ts';
import type { Career } from './schema.ts';
import type { StatedSkills } from './skills.ts';

const skill = z.object({ skillId: z.string(), level: z.number().int().min(0).max(4), words: z.string() });

/** A part that does not fit is forgotten, the rest is kept: the store may hold what an older version wrote. */
const stateSchema = z.object({
  /** Answer ids by question id, in the order given. */
  answers: z.record(z.string(), z.string()).catch({}),
  /** By question id: the visitor's words from which its answer was read, where it was not asked for. */
  stated: z.record(z.string(), z.string()).catch({}),
  skipped: z.array(z.string()).catch([]),
  /** The question that waits for its answer. */
  asked: z.string().optional().catch(undefined),
  /** The assessment has been started; `done`: its result has been shown since. */
  started: z.boolean().catch(false),
  done: z.boolean().catch(false),
  skills: z.array(skill).catch([]),
  unknown: z.array(z.string()).catch([]),
  background: z.string().optional().catch(undefined),
  weeks: z.number().int().positive().optional().catch(undefined),
  /** The role that the last tool was about. */
  role: z.string().optional().catch(undefined),
  /** The tool that the last turn used, or that it took note of something; absent after any other turn. */
  last: z.enum(['assessment', 'gap', 'compare', 'plan', 'note']).optional().catch(undefined),
  /** A plan was shown in this conversation. */
  planned: z.boolean().catch(false),
  /** What the last turn asked for: skills to compare, or the role to use a tool for. */
  waitsFor: z.enum(['skills', 'gap role', 'plan role']).optional().catch(undefined),
});
export type CareerState = z.infer<typeof stateSchema>;

const NEW = stateSchema.parse({});

/** The state of a conversation that has said nothing yet. */
function newState(): CareerState {
  return { ...NEW };
}

/** The state that the latest turn left behind; ids that the owner's files no longer hold are forgotten. */
export function readState(career: Career, past: readonly PastTurn[]): CareerState {
  const kept = past.findLast(({ memory }) => memory?.career !== undefined)?.memory?.career;
  const parsed = kept === undefined ? undefined : stateSchema.safeParse(kept);
  const state = parsed?.success ? parsed.data : newState();
  const { questions } = career.assessment;
  const isAnswer = ([id, answerId]: [string, string]) =>
    questions.some((question) => question.id === id && question.answers.some(({ id }) => id === answerId));
  state.answers = Object.fromEntries(Object.entries(state.answers).filter(isAnswer));
  if (!questions.some(({ id }) => id === state.asked)) delete state.asked;
  if (!career.roles.some(({ id }) => id === state.role)) delete state.role;
  state.skills = state.skills.filter(({ skillId }) => career.skills?.skills.some(({ id }) => id === skillId));
  return state;
}

/** `answers` with one more, as the latest: "go back" means the one given last. */
export function withAnswer(answers: Answers, questionId: string, answerId: string): Record<string, string> {
  const { [questionId]: _, ...others } = answers;
  return { ...others, [questionId]: answerId };
}

/** The skills stated so far, with those that the background usually brings where nothing was said of them. */
export function skillsOf({ plan }: Career, { skills, unknown, background }: CareerState): StatedSkills {
  const from = plan?.backgrounds.find(({ id }) => id === background);
  const brought = Object.entries(from?.brings ?? {})
    .filter(([skillId]) => !skills.some((one) => one.skillId === skillId))
    .map(([skillId, level]) => ({ skillId, level, words: from?.name ?? '' }));
  return { skills: [...skills, ...brought], unknown };
}
