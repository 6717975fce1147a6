/** The owner's files of the career tools, as they are written: their schemas and the types read from them. */
import { z } from 'zod';

const text = z.string().trim().min(1, 'is empty').max(500);
const id = z.string().regex(/^[a-z0-9][a-z0-9-]{0,49}$/, 'expected lower-case letters, digits and "-"');
const phrases = z.array(text).default([]);

/** Why: our own short words, and the section of a document that says so. */
const reason = z
  .strictObject({ text, document: text, heading: z.string().trim() })
  .transform(({ text, document, heading }) => ({ text, documentId: document, heading }));
export type Reason = z.infer<typeof reason>;

const reasoned = z.strictObject({ text, reason: reason.optional() });
export type Reasoned = z.infer<typeof reasoned>;

const role = z.strictObject({
  id,
  /** As in "an AI engineer". */
  name: text,
  /** As in "leans to AI engineering". */
  field: text,
  /** Names by which a visitor calls the role. */
  words: phrases,
  /** A small thing to do that tells more than answers do. */
  cheapTest: reasoned,
});
export type Role = z.infer<typeof role>;

const answer = z.strictObject({
  id,
  /** Short enough for a button. */
  label: text.max(60),
  /** Points by role; a role that is not named gets none. */
  points: z.record(id, z.number().int().min(-9).max(9)),
  reason,
  /** True: "I don't know" is this answer; without one it skips the question. */
  unsure: z.boolean().default(false),
  /** Phrases that mean this answer when its question was just asked. */
  words: phrases,
  /** Phrases that state it on their own, anywhere. */
  signals: phrases,
  /** Like `signals`, but giving way to a signal for another answer of the same question. */
  hints: phrases,
});

const question = z.strictObject({
  id,
  /** What a visitor would like to do, or what she brings already. */
  about: z.enum(['interest', 'readiness']),
  question: text,
  /** Words by which a visitor names the question: "change my answer about maths". */
  topic: z.array(text).min(1),
  /** What stays uncertain while this is not answered. */
  ifOpen: reasoned,
  answers: z.array(answer).min(2).max(6),
});
export type Question = z.infer<typeof question>;
export type AnswerOption = Question['answers'][number];

const comparison = z.strictObject({
  aspect: text,
  /** Names by which a visitor asks for the aspect. */
  words: phrases,
  /** One cell by role. */
  roles: z.record(id, text),
  reason,
});
export type ComparisonAspect = z.infer<typeof comparison>;

export const assessmentSchema = z.strictObject({
  roles: z.array(role).min(2).max(6),
  /** Lists that phrases use by name, as `$like`. Words of a list in `attitudes` end each other's reach. */
  attitudes: z.record(id, z.array(text).min(1)).default({}),
  topics: z.record(id, z.array(text).min(1)).default({}),
  verdict: z.strictObject({
    /** With fewer answers it is too early to say. */
    askAtLeast: z.number().int().min(1),
    /** Lead, in percentage points, from which the verdict leans. */
    leadFrom: z.number().min(0).max(100),
    /** Ids of all questions, most informative first. */
    order: z.array(id).min(1),
    either: reasoned,
    eitherTest: reasoned,
    notScored: reasoned,
    disclaimer: text,
  }),
  questions: z.array(question).min(1).max(30),
  compare: z.array(comparison).default([]),
});
export type Assessment = z.infer<typeof assessmentSchema>;

const level = z.number().int().min(0).max(4);

const skill = z.strictObject({
  id,
  name: text,
  /** Other names and tools that stand for the skill. */
  words: phrases,
  /** By role: how much it matters (0 to 3) and the level expected of a beginner. */
  roles: z.record(id, z.strictObject({ weight: z.number().int().min(0).max(3), level })),
  reason,
  learn: text,
  prove: text,
});
export type Skill = z.infer<typeof skill>;

export const skillsSchema = z.strictObject({
  /** Words for the levels 0 to 4, and phrases from which a level is read. */
  levels: z.array(z.strictObject({ name: text, words: phrases })).length(5),
  skills: z.array(skill).min(1),
});
export type SkillsFile = z.infer<typeof skillsSchema>;

const step = z.strictObject({
  title: text,
  what: text,
  prove: text,
  /** Part of the weeks, relative to the other steps. */
  share: z.number().positive().max(100),
  /** Skills that the step teaches; a visitor who has them all skips it. */
  skills: z.array(id).min(1),
  reason,
});
export type PlanStep = z.infer<typeof step>;

const background = z.strictObject({
  id,
  /** As in "for a back-end developer". */
  name: text,
  words: z.array(text).min(1),
  /** Skills and levels that the background usually brings. */
  brings: z.record(id, level).default({}),
  /** What carries over, by role. */
  notes: z.record(id, reasoned).default({}),
});
export type Background = z.infer<typeof background>;

export const planSchema = z.strictObject({
  paths: z.record(id, z.strictObject({ order: reasoned, steps: z.array(step).min(1) })),
  backgrounds: z.array(background).default([]),
  /** Opinions on the time, each with its author; `background` and `role` say for whom. */
  opinions: z
    .array(z.strictObject({ text, reason, background: id.optional(), role: id.optional() }))
    .default([]),
  dependsOn: z.array(reasoned).min(1),
  disclaimer: text,
});
export type PlanFile = z.infer<typeof planSchema>;

/** Everything the career tools know. A part that the owner does not write is absent, and so is its tool. */
export interface Career {
  roles: Role[];
  assessment: Assessment;
  skills?: SkillsFile;
  plan?: PlanFile;
}
