/**
 * Words that carry no topic in a question put to a chatbot: function words, question words, and the phrases people
 * wrap a question in ("could you please tell me"). Without them BM25 ranks what is asked about, not how it is asked.
 */
const WORDS = `
a an the this that these those such some any each every either neither both all another other same own
i me my mine myself we us our ours you your yours yourself he him his himself she her hers herself it its itself they them themselves their theirs
one ones someone somebody anyone anybody something anything everyone everybody everything
am is are was were be been being do does did done doing have has had having will would shall should can could may
might must ought im ive id youre youve theyre hes shes its thats theres whats wheres whos hows lets
dont doesnt didnt isnt arent wasnt werent wont wouldnt cant cannot couldnt shouldnt havent hasnt hadnt aint
and or but nor so yet if then than as of at by for with about against between into through during before after above
below to from up down in out on off over under again further once here there when where why how what which who whom
whose whatever whichever whoever whomever whenever wherever while because until till though although however also too very just only even still really quite rather almost
not no yes ok okay yeah yep nope please thanks thank hi hello hey
tell explain describe say says said know think mean means talk show give get got gets make let want wanna need
like well much many more most lot lots bit kind sort thing things stuff way
definition define jargon short brief explanation question questions simple simply plain word words wording exactly honest honestly quick quickly along sorry wondering wonder curious
pls plz u ur r im idk tbh btw lol asap etc thx whats hows
among amongst upon despite toward towards onto beside besides
often usually ever never instead mustnt neednt wasnt sometimes always already soon exactly ideas idea trick tips advice
actually basically maybe perhaps anyway etc eg ie vs versus per via
go going gonna come take put use used uses using
`;

/** Folded (lower case, no accents, no apostrophes) stop words. */
export const STOP_WORDS: ReadonlySet<string> = new Set(WORDS.trim().split(/\s+/));
