/** Closed lists of words by which it is told whether what is asked for is there. English only. */

const set = (list: string): ReadonlySet<string> => new Set(list.trim().split(/\s+/));

/** Words that judge or colour: what answers them is mostly said in other words. */
export const JUDGES = set(`
important relevant useful useless popular common rare wise smart clever silly crazy serious overrated underrated hyped boring fun
interesting wasted waste stuck concrete ideally alone anywhere somewhere nowhere forever since enough worth nice awful terrible
scary stressful exciting challenging demanding rewarding overwhelming doable impossible successful lucky famous special modern
old-fashioned outdated cool sexy risky safe stable secure touch handle manage deal cope survive succeed fail beat win lose
`);

/** What bodies and private lives do: a word of like meaning never tells of it ("dress" of a window is not wearing). */
export const LIVES = set(`
wear wears eat eats drink drinks sleep sleeps smoke smokes swim swims drive drives marry married divorce divorced date dates travel
travels fly cook cooks dance sing pray vote cheat cheating steal stealing forge bribe sue dress shave cry laugh snore
commute exercise gamble retire pregnant
`);
