/** What the model may cost a day: estimated and set aside before each call, and settled by what it really used. */
import type { Spending } from '../domain.ts';
import { AppError } from '../errors.ts';
import type { Usage } from '../protocol.ts';
import { type Ledger, NOTHING, type Price, spendingOf, sum } from './ledger.ts';
import { createMemoryTally, type Tally } from './tally.ts';

export interface BudgetOptions {
  /** Input and output tokens a day (UTC) in all; 0 for no limit. */
  tokensPerDay: number;
  /** The same for one visitor's address, so that nobody spends what is everybody's; 0 for no limit. */
  visitorTokensPerDay: number;
  /** US dollars a day; 0 for no limit. Without a `price` nothing costs anything. */
  dollarsPerDay: number;
  price?: Price;
  ledger: Ledger;
  /** Adds up each visitor's tokens. Default: in this process's memory. */
  tally?: Tally;
  /** Milliseconds since the epoch. */
  now: () => number;
  /** Told once a day when four fifths are spent and when all is, and once of a ledger that begins to fail. */
  log: (event: BudgetEvent, detail: Record<string, unknown>) => void;
}

export type BudgetEvent = 'budget_low' | 'budget_spent' | 'budget_not_kept';

/** What one call may cost at most. */
export interface Estimate {
  inputTokens: number;
  maxOutputTokens: number;
  /** Of what is called; undefined where it is not known. Default: the model's. */
  price?: Price | undefined;
  /** Whose call it is; absent for visitors without a limit of their own. */
  visitor?: string;
}

export interface Budget {
  /**
   * Sets the estimate aside, so that calls which run at once cannot overspend together.
   * @returns how to settle, to be called once, with what was really used: all else is free again.
   * @throws AppError `budget_spent` when the day's rest does not hold it.
   */
  reserve(estimate: Estimate): Promise<(used: Pick<Usage, 'inputTokens' | 'outputTokens'>) => void>;
  /** `spent`: the last call did not fit into the day's rest. */
  state(): 'ok' | 'spent';
  /** What this day has cost, as far as this process knows; undefined until its first call. */
  spent(): Spending | undefined;
}

/** Share of a limit at which the operator is warned. */
const LOW = 0.8;
const MICROS = 1_000_000;

interface Day {
  name: string;
  spent: Spending;
  reserved: Spending;
  /** Spent here and not yet in the ledger. */
  unsaved: Spending;
  told: Set<BudgetEvent>;
  /** Whether the last call that asked did not fit. */
  isSpent: boolean;
}

/**
 * The sum is the ledger's, so it survives a restart and is shared by processes that share the ledger. While the ledger
 * fails, this process goes on counting, and adds what is missing with the next call that works.
 */
export function createBudget(options: BudgetOptions): Budget {
  const { tokensPerDay, visitorTokensPerDay, dollarsPerDay, price, ledger, now, log } = options;
  const { tally = createMemoryTally() } = options;
  let day: Day | undefined;
  let opening: Promise<Day> | undefined;

  const dayName = () => new Date(now()).toISOString().slice(0, 10);

  async function open(name: string): Promise<Day> {
    const next: Day = {
      name,
      spent: NOTHING,
      reserved: NOTHING,
      unsaved: NOTHING,
      told: new Set(),
      isSpent: false,
    };
    await save(next);
    day = next;
    return next;
  }

  /** The day that it is now. */
  async function today(): Promise<Day> {
    const name = dayName();
    if (day?.name === name) return day;
    opening ??= open(name).finally(() => {
      opening = undefined;
    });
    return opening;
  }

  function tell(of: Day, event: BudgetEvent, detail: Record<string, unknown>): void {
    if (of.told.has(event)) return;
    of.told.add(event);
    log(event, { day: of.name, ...detail });
  }

  /** Never rejects. */
  async function save(of: Day): Promise<void> {
    const adding = of.unsaved;
    of.unsaved = NOTHING;
    try {
      const kept = await ledger.add(of.name, adding);
      // Sums only grow: an older answer that comes late changes nothing.
      if (tokens(kept) > tokens(of.spent)) of.spent = kept;
      of.told.delete('budget_not_kept');
    } catch (error) {
      of.unsaved = sum(of.unsaved, adding);
      tell(of, 'budget_not_kept', { err: error });
    }
  }

  /** Whether it is more than that share of a limit. */
  function exceeds(spent: Spending, share: number): boolean {
    const isOver = tokensPerDay > 0 && tokens(spent) > tokensPerDay * share;
    return isOver || (dollarsPerDay > 0 && spent.microDollars > dollarsPerDay * MICROS * share);
  }

  /** Counts what a visitor uses or gives back. @returns whether that is within the limit. */
  async function count(of: Day, visitor: string | undefined, more: number): Promise<boolean> {
    if (visitor === undefined || visitorTokensPerDay === 0) return true;
    return (await tally.add(of.name, visitor, more)) <= visitorTokensPerDay;
  }

  return {
    async reserve({ inputTokens, maxOutputTokens, visitor, ...call }) {
      const of = await today();
      const each = 'price' in call ? call.price : price;
      const estimate = spendingOf({ inputTokens, outputTokens: maxOutputTokens }, each);
      const isOwn = await count(of, visitor, tokens(estimate));
      const isAll = !exceeds(sum(sum(of.spent, of.reserved), estimate), 1);
      if (!isOwn || !isAll) {
        void count(of, visitor, -tokens(estimate));
        // Her own limit comes first: it says nothing about the day's.
        if (isOwn) {
          of.isSpent = true;
          tell(of, 'budget_spent', shown(of.spent));
        }
        throw new AppError(
          'budget_spent',
          `The ${isOwn ? 'day' : 'visitor'}'s budget of the model is spent.`,
        );
      }
      of.isSpent = false;
      of.reserved = sum(of.reserved, estimate);
      return (used) => {
        const spent = spendingOf(used, each);
        of.reserved = sum(of.reserved, negative(estimate));
        void count(of, visitor, tokens(spent) - tokens(estimate));
        of.spent = sum(of.spent, spent);
        of.unsaved = sum(of.unsaved, spent);
        void save(of);
        if (exceeds(of.spent, LOW)) tell(of, 'budget_low', shown(of.spent));
      };
    },
    state: () => (day?.name === dayName() && day.isSpent ? 'spent' : 'ok'),
    spent: () => (day && day.name !== dayName() ? NOTHING : day?.spent),
  };
}

function tokens({ inputTokens, outputTokens }: Spending): number {
  return inputTokens + outputTokens;
}

function negative({ inputTokens, outputTokens, microDollars }: Spending): Spending {
  return { inputTokens: -inputTokens, outputTokens: -outputTokens, microDollars: -microDollars };
}

/** For the log. */
function shown({ inputTokens, outputTokens, microDollars }: Spending): Record<string, number> {
  return { inputTokens, outputTokens, dollars: microDollars / MICROS };
}
