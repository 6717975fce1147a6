/** Figures of the career tools: plain JSON that a widget can draw, beside an answer that is whole without it. */

/** A line that stands on a passage names its citation in the answer's text. */
export interface Cited {
  /** Number of the citation `[n]` in the answer; absent where the line stands on nothing but the visitor's words. */
  marker?: number;
}

/** Points of one role. */
export interface FigureScore {
  role: string;
  points: number;
  /** Most points that the answered questions could give. */
  outOf: number;
  /** 0 to 100, whole. */
  percent: number;
}

/** One question of the assessment. */
export interface QuestionFigure {
  kind: 'question';
  questionId: string;
  question: string;
  /** Which question this is, from 1, and of how many. */
  progress: { number: number; of: number };
  /** What to show on a button, and what to send when it is pressed. */
  replies: { label: string; send: string }[];
  /** Ways to move on without an answer: skip, and go back or see the result where that is possible. */
  controls: { label: string; send: string }[];
}

/** The outcome of the assessment with its arithmetic. */
export interface VerdictFigure {
  kind: 'verdict';
  verdict: 'too-early' | 'leans' | 'either';
  headline: string;
  /** Name of the leading role; only where the verdict leans. */
  role?: string;
  scores: FigureScore[];
  interest: FigureScore[];
  readiness: FigureScore[];
  ledger: (Cited & {
    questionId: string;
    question: string;
    answer: string;
    /** Points by name of the role, in the order of `scores`. */
    points: { role: string; points: number }[];
    reason: string;
  })[];
  uncertainty: Cited & { text: string };
  cheapTest: Cited & { text: string };
  notScored: Cited & { text: string };
  disclaimer: string;
}

/** A skill that a role asks for, beside what the visitor stated. Levels run from 0 (not yet) to 4. */
export interface GapRow extends Cited {
  skill: string;
  required: number;
  stated: number;
  requiredLabel: string;
  statedLabel: string;
}

export interface GapFigure {
  kind: 'gap';
  role: string;
  /** The gaps to close first, at most three. */
  first: (GapRow & { learn: string; prove: string })[];
  /** Every skill that matters for the role, widest gap first; those without a gap come last. */
  rows: GapRow[];
  /** Skill names that are not in the list. */
  unknown: string[];
  /** Words for the levels 0 to 4. */
  levels: string[];
}

export interface ComparisonFigure {
  kind: 'comparison';
  roles: string[];
  /** `cells` stand in the order of `roles`. */
  rows: (Cited & { aspect: string; cells: string[] })[];
}

export interface PlanFigure {
  kind: 'plan';
  role: string;
  background?: string;
  /** Weeks to spread, where the visitor named some. */
  weeks?: number;
  steps: (Cited & {
    title: string;
    what: string;
    prove: string;
    /** Weeks of this step, in halves; absent without weeks, 0 for a step that has to wait. */
    weeks?: number;
  })[];
  /** Steps left out because the visitor stated them. */
  skipped: string[];
  /** What single authors say about the time it takes; they disagree. */
  opinions: (Cited & { text: string })[];
  dependsOn: (Cited & { text: string })[];
  disclaimer: string;
}

/** What an answer may carry for the widget to draw. */
export type Figure = QuestionFigure | VerdictFigure | GapFigure | ComparisonFigure | PlanFigure;
